#pragma once

// libre's own build defines these; without them `bool` is an int and addresses have no room for IPv6.
#define HAVE_STDBOOL_H 1
#define HAVE_INET6 1
#define HAVE_INTTYPES_H 1
// Else reading beyond a buffer is a breakpoint.
#define RELEASE 1

#include <re.h>

// Whom libre tells of what happens on the network: nobody.
#define DEBUG_MODULE "gooya"
#define DEBUG_LEVEL 0
#include <re_dbg.h>

// Swift calls no variadic functions: each of these is one, with its headers or parameters as one
// text.

static inline int gooya_sip_transp_add(
    struct sip *sip, enum sip_transp transport, const struct sa *address) {
  return sip_transp_add(sip, transport, address);
}

static inline int gooya_sip_transp_add_tls(
    struct sip *sip, const struct sa *address, struct tls *tls) {
  return sip_transp_add(sip, SIP_TRANSP_TLS, address, tls);
}

static inline int gooya_sip_reply(
    struct sip *sip, const struct sip_msg *message, uint16_t status, const char *reason,
    const char *headers) {
  return sip_replyf(sip, message, status, reason, "%sContent-Length: 0\r\n\r\n", headers);
}

static inline int gooya_sip_treply(
    struct sip *sip, const struct sip_msg *message, uint16_t status, const char *reason,
    const char *headers) {
  return sip_treplyf(
      NULL, NULL, sip, message, false, status, reason, "%sContent-Length: 0\r\n\r\n", headers);
}

static inline int gooya_sipsess_accept(
    struct sipsess **session, struct sipsess_sock *socket, const struct sip_msg *message,
    uint16_t status, const char *reason, const char *user, struct mbuf *description,
    sipsess_offer_h *offered, sipsess_answer_h *answered, sipsess_estab_h *established,
    sipsess_info_h *informed, sipsess_refer_h *referred, sipsess_close_h *closed, void *argument,
    const char *headers) {
  return sipsess_accept(
      session, socket, message, status, reason, user, "application/sdp", description, NULL, NULL,
      false, offered, answered, established, informed, referred, closed, argument, "%s", headers);
}

// A user's name and password, which libre keeps as long as it may be asked for them.
struct gooya_credentials {
  char *user;
  char *password;
};

static inline void gooya_credentials_release(void *credentials) {
  struct gooya_credentials *released = (struct gooya_credentials *)credentials;
  mem_deref(released->user);
  mem_deref(released->password);
}

static inline struct gooya_credentials *gooya_credentials(
    const char *user, const char *password) {
  struct gooya_credentials *made = (struct gooya_credentials *)mem_zalloc(
      sizeof(struct gooya_credentials), gooya_credentials_release);
  if (made && (str_dup(&made->user, user) || str_dup(&made->password, password))) {
    mem_deref(made);
    return NULL;
  }
  return made;
}

static inline int gooya_authenticate(
    char **user, char **password, const char *realm, void *credentials) {
  const struct gooya_credentials *known = (const struct gooya_credentials *)credentials;
  (void)realm;
  if (!known) return EACCES;
  int failure = str_dup(user, known->user);
  return failure ? failure : str_dup(password, known->password);
}

static inline int gooya_sipsess_connect(
    struct sipsess **session, struct sipsess_sock *socket, const char *to, const char *name,
    const char *from, const char *user, const char *route, struct mbuf *description,
    struct gooya_credentials *credentials, sipsess_offer_h *offered, sipsess_answer_h *answered,
    sipsess_progr_h *progressed, sipsess_estab_h *established, sipsess_info_h *informed,
    sipsess_refer_h *referred, sipsess_close_h *closed, void *argument, const char *headers) {
  const char *routes[] = {route};
  return sipsess_connect(
      session, socket, to, name, from, user, route ? routes : NULL, route ? 1 : 0,
      "application/sdp", description, gooya_authenticate, credentials, credentials != NULL, offered,
      answered, progressed, established, informed, referred, closed, argument, "%s", headers);
}

static inline int gooya_sipsess_progress(
    struct sipsess *session, uint16_t status, const char *reason, struct mbuf *description) {
  return sipsess_progress(session, status, reason, description, NULL);
}

static inline int gooya_sipsess_answer(
    struct sipsess *session, uint16_t status, const char *reason, struct mbuf *description,
    const char *headers) {
  return sipsess_answer(session, status, reason, description, "%s", headers);
}

static inline int gooya_sipsess_reject(
    struct sipsess *session, uint16_t status, const char *reason, const char *headers) {
  return sipsess_reject(session, status, reason, "%s", headers);
}

static inline int gooya_sipsess_set_close_headers(struct sipsess *session, const char *headers) {
  return sipsess_set_close_headers(session, "%s", headers);
}

static inline int gooya_sipreg_register(
    struct sipreg **registration, struct sip *sip, const char *registrar, const char *address,
    const char *user, uint32_t expires, struct gooya_credentials *credentials,
    sip_resp_h *responded, void *argument) {
  return sipreg_register(
      registration, sip, registrar, address, NULL, address, expires, user, NULL, 0, 0,
      gooya_authenticate, credentials, credentials != NULL, responded, argument, NULL, NULL);
}

static inline int gooya_sipevent_drefer(
    struct sipsub **subscription, struct sipevent_sock *socket, struct sip_dialog *dialog,
    const char *user, struct gooya_credentials *credentials, sipsub_notify_h *notified, sipsub_close_h *closed,
    void *argument, const char *target) {
  return sipevent_drefer(
      subscription, socket, dialog, user, gooya_authenticate, credentials, credentials != NULL,
      notified, closed, argument, "Refer-To: <%s>\r\n", target);
}

// libre's header has it only for its own build: sends the ACK again that a 2xx has got; an error if
// it has got none.
int sipsess_ack_again(struct sipsess_sock *socket, const struct sip_msg *message);

// A request outside of libre's dialogs, with all headers but those that tell its way. Its response is
// not told.
static inline int gooya_sip_request(
    struct sip *sip, bool stateful, const char *method, const char *uri, const char *next_hop,
    const char *headers) {
  struct uri hop;
  struct pl text;
  pl_set_str(&text, next_hop);
  int failure = uri_decode(&hop, &text);
  return failure ? failure
                 : sip_requestf(
                     NULL, sip, stateful, method, uri, &hop, NULL, NULL, NULL, NULL, "%s", headers);
}
