#pragma once
#include <alsa/asoundlib.h>

/// ALSA prints what goes wrong on standard error by itself; gooya says it in its own words.
static void gooya_alsa_ignore(
    const char *file, int line, const char *function, int error, const char *format, ...) {}

static inline void gooya_alsa_silence(void) { snd_lib_error_set_handler(gooya_alsa_ignore); }
