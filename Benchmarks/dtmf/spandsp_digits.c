// Digits of the corpus's WAV files (8 kHz, 16 bits, mono, header of 44 bytes) by spandsp's receiver, with its default settings.
//
// One line a file: path, a tab, digit@ms of the moment of decision, separated by spaces. The moment is found by feeding
// one sample at a time; the processor's time, told on standard error at the end, by a second pass in 20 ms packets.

#include <inttypes.h>
#include <spandsp.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { rate = 8000, packet = 160, header = 44 };

static double processor_seconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return now.tv_sec + now.tv_nsec * 1e-9;
}

static int16_t *contents(const char *path, long *count) {
  FILE *file = fopen(path, "rb");
  if (!file || fseek(file, 0, SEEK_END)) { perror(path); exit(1); }
  *count = (ftell(file) - header) / 2;
  int16_t *samples = *count < 0 ? NULL : malloc(*count * 2 + 2);
  if (!samples || fseek(file, header, SEEK_SET) || fread(samples, 2, *count, file) != (size_t)*count) { perror(path); exit(1); }
  fclose(file);
  return samples;
}

static void print_digits(const int16_t *samples, long count) {
  dtmf_rx_state_t *receiver = dtmf_rx_init(NULL, NULL, NULL);
  const char *separator = "";
  for (long index = 0; index < count; index++) {
    char digits[128];
    dtmf_rx(receiver, &samples[index], 1);
    size_t found = dtmf_rx_get(receiver, digits, sizeof digits - 1);
    for (size_t digit = 0; digit < found; digit++) {
      printf("%s%c@%.3f", separator, digits[digit], (index + 1) * 1000.0 / rate);
      separator = " ";
    }
  }
  dtmf_rx_free(receiver);
}

static double seconds_to_detect(const int16_t *samples, long count) {
  dtmf_rx_state_t *receiver = dtmf_rx_init(NULL, NULL, NULL);
  double start = processor_seconds();
  for (long index = 0; index < count; index += packet) {
    char digits[128];
    dtmf_rx(receiver, &samples[index], count - index < packet ? count - index : packet);
    dtmf_rx_get(receiver, digits, sizeof digits - 1);
  }
  double seconds = processor_seconds() - start;
  dtmf_rx_free(receiver);
  return seconds;
}

int main(int argc, char **argv) {
  double detecting = 0, sound = 0;
  for (int argument = 1; argument < argc; argument++) {
    long count;
    int16_t *samples = contents(argv[argument], &count);
    printf("%s\t", argv[argument]);
    print_digits(samples, count);
    putchar('\n');
    detecting += seconds_to_detect(samples, count);
    sound += (double)count / rate;
    free(samples);
  }
  fprintf(stderr, "%.6f seconds for %.2f seconds of sound\n", detecting, sound);
  return 0;
}
