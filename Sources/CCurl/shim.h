#pragma once
#define CURL_DISABLE_TYPECHECK
#include <curl/curl.h>

// Swift can't call variadic functions, so each type of an option has a function of its own.

static inline CURLcode gooya_curl_set_long(CURL *handle, CURLoption option, long value) {
  return curl_easy_setopt(handle, option, value);
}

static inline CURLcode gooya_curl_set_text(CURL *handle, CURLoption option, const char *value) {
  return curl_easy_setopt(handle, option, value);
}

static inline CURLcode gooya_curl_set_bytes(CURL *handle, const void *bytes, curl_off_t count) {
  CURLcode code = curl_easy_setopt(handle, CURLOPT_POSTFIELDSIZE_LARGE, count);
  return code ? code : curl_easy_setopt(handle, CURLOPT_COPYPOSTFIELDS, bytes);
}

static inline CURLcode gooya_curl_set_list(
    CURL *handle, CURLoption option, struct curl_slist *value) {
  return curl_easy_setopt(handle, option, value);
}

typedef size_t (*gooya_curl_sink)(char *bytes, size_t size, size_t count, void *context);

static inline CURLcode gooya_curl_set_sink(
    CURL *handle, CURLoption function, CURLoption context, gooya_curl_sink sink, void *value) {
  CURLcode code = curl_easy_setopt(handle, function, sink);
  return code ? code : curl_easy_setopt(handle, context, value);
}

// The buffer has CURL_ERROR_SIZE bytes, and is there until the handle is gone.
static inline CURLcode gooya_curl_set_errors(CURL *handle, char *buffer) {
  buffer[0] = 0;
  return curl_easy_setopt(handle, CURLOPT_ERRORBUFFER, buffer);
}

static inline CURLcode gooya_curl_get_long(CURL *handle, CURLINFO info, long *value) {
  return curl_easy_getinfo(handle, info, value);
}

static inline CURLcode gooya_curl_get_text(CURL *handle, CURLINFO info, char **value) {
  return curl_easy_getinfo(handle, info, value);
}
