#pragma once

#include "shim.h"

#include <openssl/ssl.h>
#include <openssl/x509v3.h>

// TLS as OpenSSL has it, whose contexts libre passes on: libre itself trusts whoever it connects to.

// libre's header has it only for its own build.
struct ssl_ctx_st *tls_openssl_context(const struct tls *tls);

// A key's passphrase, which nobody is asked for.
static inline int gooya_tls_passphrase(char *buffer, int size, int writes, void *argument) {
  (void)buffer, (void)size, (void)writes, (void)argument;
  return -1;
}

// Before a connection's first message: whoever calls isn't asked for a certificate, and whoever is
// called hears by what name.
static inline void gooya_tls_begins(const SSL *told, int place, int value) {
  SSL *connection = (SSL *)told;
  (void)value;
  if (!(place & SSL_CB_HANDSHAKE_START)) return;
  if (SSL_is_server(connection)) {
    SSL_set_verify(connection, SSL_VERIFY_NONE, NULL);
    return;
  }
  X509_VERIFY_PARAM *names = SSL_get0_param(connection);
  const char *name = X509_VERIFY_PARAM_get0_host(names, 0);
  if (name && !X509_VERIFY_PARAM_get0_host(names, 1)) SSL_set_tlsext_host_name(connection, name);
}

// Whether connections that are made from now on go only to who shows a certificate that is trusted,
// with one of the context's names.
static inline void gooya_tls_verify(struct tls *tls, bool verifies) {
  SSL_CTX_set_verify(
      tls_openssl_context(tls), verifies ? SSL_VERIFY_PEER : SSL_VERIFY_NONE, NULL);
}

// Whose certificates are trusted: those of a file, or the system's.
static inline int gooya_tls_trust(struct tls *tls, const char *authorities) {
  SSL_CTX *context = tls_openssl_context(tls);
  SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION);
  SSL_CTX_set_info_callback(context, gooya_tls_begins);
  X509_VERIFY_PARAM_set_hostflags(
      SSL_CTX_get0_param(context), X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS);
  return authorities ? SSL_CTX_load_verify_locations(context, authorities, NULL)
                     : SSL_CTX_set_default_verify_paths(context);
}

// The certificate that is shown, with those of who has signed it.
static inline int gooya_tls_show(struct tls *tls, const char *certificate) {
  return SSL_CTX_use_certificate_chain_file(tls_openssl_context(tls), certificate);
}

// The key of the certificate; 0 if it is another's, too.
static inline int gooya_tls_prove(struct tls *tls, const char *key) {
  SSL_CTX *context = tls_openssl_context(tls);
  SSL_CTX_set_default_passwd_cb(context, gooya_tls_passphrase);
  return SSL_CTX_use_PrivateKey_file(context, key, SSL_FILETYPE_PEM) == 1
         && SSL_CTX_check_private_key(context) == 1;
}

// One of the names, or the address, of who is called.
static inline int gooya_tls_expect(struct tls *tls, const char *name) {
  X509_VERIFY_PARAM *names = SSL_CTX_get0_param(tls_openssl_context(tls));
  return X509_VERIFY_PARAM_set1_ip_asc(names, name) == 1
         || X509_VERIFY_PARAM_add1_host(names, name, 0) == 1;
}
