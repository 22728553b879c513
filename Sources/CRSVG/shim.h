#pragma once
#include <cairo/cairo-pdf.h>
#include <stddef.h>

// What is used of librsvg and GLib, whose own headers are found only by flags that SwiftPM warns of at
// every build (-pthread).

typedef struct _RsvgHandle RsvgHandle;

typedef struct {
  double x, y, width, height;
} RsvgRectangle;

typedef struct {
  unsigned int domain;
  int code;
  char *message;
} GError;

RsvgHandle *rsvg_handle_new_from_data(
    const unsigned char *data, unsigned long length, GError **error);
int rsvg_handle_render_document(
    RsvgHandle *handle, cairo_t *context, const RsvgRectangle *viewport, GError **error);
void g_object_unref(void *object);
void g_error_free(GError *error);

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
