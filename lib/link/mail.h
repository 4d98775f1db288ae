/* One mail out, over SMTP. compose.c makes the message (RFC 5322, MIME), mail.c hands it to the server named by Mail.Url.
 * Nothing that holds a control character gets into a header or an address. */
#ifndef PORTICO_LINK_MAIL_H
#define PORTICO_LINK_MAIL_H

#include "lib/base/arena.h"
#include "lib/base/config.h"
#include "lib/base/date.h"
#include "lib/base/result.h"
#include "lib/base/str.h"
#include <stdbool.h>

struct mail_file {
  const char *name; /* ASCII letters, digits, '.', '-', '_' */
  const char *type; /* "application/pdf" */
  struct bytes content;
};

struct mail {
  const char *from_name; /* beside the configured Mail.From */
  const char *to;        /* one address, ASCII */
  const char *reply_to;  /* NULL: none */
  const char *subject, *text;
  const char *html;     /* NULL: plain text only */
  const char *language; /* Content-Language; NULL: none */
  const char
      *message_id;     /* without the angle brackets; the same for the same mail, so that a doubled one is recognised */
  bool auto_submitted; /* nobody wrote it by hand: no out-of-office answers, please (RFC 3834) */
  const struct mail_file *files;
  int n_files;
};

/* The whole message with CRLF line ends. INVALID with *why when an address, a header or a file's name is not fit to be sent. */
result mail_compose(struct arena *a, const struct mail *m, const char *from, struct utc now, struct bytes *out,
                    const char **why);
/* Hands it over. INVALID: refused for good (the server said 5xx, or it does not compose); UNAVAILABLE: try again later (4xx, no
 * connection, TLS); FAILED: settings that cannot work. *why says it in the server's words or ours; NULL after OK. Arena.
 * The connection is kept for the next mail. Without Mail.User, TLS is used when the server offers it, except on the loopback;
 * with Mail.User, nothing is sent without TLS. The server's certificate is always verified. */
result mail_send(const struct config *c, struct arena *a, const struct mail *m, const char **why);
void mail_end(void); /* closes the kept connection */

/* An address that goes into an SMTP command: local@host in printable ASCII, no quotes, brackets, commas, spaces; 254 bytes at most. */
bool mail_address_valid(const char *s);
/* A header's text as RFC 2047 wants it: as it is when it is plain ASCII, else UTF-8 words in base64, folded. */
const char *mail_header_text(struct arena *a, const char *s);

#endif
