/* A letter is a list of blocks, rendered twice: as plain text and as HTML that mail clients accept (one table, styles inline).
 * Every word comes through t() in the receiver's language: call i18n_language() before letter_new. Values may hold anything that
 * a person typed: control characters become spaces, and HTML is escaped here and nowhere else.
 *
 *   struct letter *l = letter_new(a, (struct letter_brand){ .name = c->site_name });
 *   letter_subject(l, t("Sign in to %s"), c->site_name);
 *   letter_paragraph(l, t("Press the button to sign in."));
 *   letter_button(l, t("Sign in"), url);
 *   TRY(letter_render(l, &mail));
 */
#ifndef PORTICO_LINK_LETTER_H
#define PORTICO_LINK_LETTER_H

#include "lib/base/arena.h"
#include "lib/base/result.h"
#include "lib/link/mail.h"

struct letter;

struct letter_brand {
  const char *name;   /* stands at the top and in the signature: the organisation's, or the site's */
  const char *colour; /* "#rrggbb"; NULL, "" or anything else: the house's */
};

/* Empty, in the arena and in the language at hand; brand is copied. */
struct letter *letter_new(struct arena *a, struct letter_brand brand);
/* One line, cut where it is too long; said again, the last one counts. */
void letter_subject(struct letter *l, const char *format, ...) __attribute__((format(printf, 2, 3), nonnull));
void letter_greeting(struct letter *l, const char *name); /* "" or NULL: without a name */
void letter_paragraph(struct letter *l, const char *format, ...) __attribute__((format(printf, 2, 3), nonnull));
void letter_button(struct letter *l, const char *label, const char *url); /* only http:// and https:// */
void letter_code(struct letter *l, const char *code);                     /* shown large, in groups of four */
/* Facts that follow each other make one table, and so do amounts. */
void letter_fact(struct letter *l, const char *label, const char *value);
void letter_amount(struct letter *l, const char *text, const char *amount); /* amount: money_text() */
void letter_total(struct letter *l, const char *text, const char *amount);
void letter_small(struct letter *l, const char *format, ...) __attribute__((format(printf, 2, 3), nonnull));

/* For a text whose values were cleaned one by one (letter_clean) and whose line breaks are meant. */
void letter_lines(struct letter *l, const char *text, bool small);
/* All of another letter's blocks. */
void letter_append(struct letter *l, const struct letter *part);
/* One line without control characters, trimmed. */
const char *letter_clean(struct arena *a, const char *s);

/* Fills subject, text and html of *out. FAILED: no subject, or a button's address is not one. */
result letter_render(const struct letter *l, struct mail *out);

#endif
