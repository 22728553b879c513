#pragma once
#include <cairo-pdf.h>
#include <librsvg/rsvg.h>

// The pixels of an image surface as PNG has them before they are compressed: for each row a zero, no
// filter, and a red, a green and a blue byte for each pixel. In C, since there are a million of them.
static inline void gooya_png_rows(
    const unsigned char *pixels, int stride, int width, int height, unsigned char *rows) {
  for (int y = 0; y < height; y++) {
    *rows++ = 0;
    for (int x = 0; x < width; x++) {
      unsigned int pixel = ((const unsigned int *)(pixels + (size_t)y * stride))[x];
      *rows++ = pixel >> 16;
      *rows++ = pixel >> 8;
      *rows++ = pixel;
    }
  }
}
