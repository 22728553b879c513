#pragma once
#include <opus.h>

// Swift calls no variadic functions.

static inline int gooya_opus_set_up(OpusEncoder *encoder, int bitrate, int loss) {
  int failure = opus_encoder_ctl(encoder, OPUS_SET_BITRATE(bitrate));
  if (!failure) failure = opus_encoder_ctl(encoder, OPUS_SET_COMPLEXITY(5));
  if (!failure) failure = opus_encoder_ctl(encoder, OPUS_SET_INBAND_FEC(1));
  if (!failure) failure = opus_encoder_ctl(encoder, OPUS_SET_PACKET_LOSS_PERC(loss));
  return failure;
}
