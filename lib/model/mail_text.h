/* Mails as the vendor wrote them (DOMAIN C16): a version a save, never changed. The newest one counts; one without a text says that the
 * built-in text holds again. A mail that waits is sent with the text of the moment when it was asked for. */
#ifndef PORTICO_MODEL_MAIL_TEXT_H
#define PORTICO_MODEL_MAIL_TEXT_H

#include "lib/db/db.h"

struct mail_text {
  int version;
  const char *subject, *body; /* NULL: the built-in text */
  const char *who;            /* who saved it; NULL: nobody who is known */
  struct utc at;
};

/* The text that held then. NOT_FOUND: nobody had ever changed it. */
result mail_text_then(struct work *w, const char *mail, const char *language, struct utc then, struct mail_text *out);
/* One version; 0 is the newest. NOT_FOUND: there is none. */
result mail_text_find(struct work *w, const char *mail, const char *language, int version, struct mail_text *out);
/* Saves the version after the one that was seen (0: none was). CONFLICT: somebody saved meanwhile. subject and body NULL: the built-in
 * text holds again. */
result mail_text_save(struct work *w, const char *mail, const char *language, int seen, const char *subject,
                      const char *body);

#endif
