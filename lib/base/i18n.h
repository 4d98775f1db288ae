/* Words. Every text that a person reads goes through t() or tn(), in C and in templates. */
#ifndef PORTICO_BASE_I18N_H
#define PORTICO_BASE_I18N_H

#include <stdbool.h>

/* Once per process: binds the catalogue folder (gettext .mo files under <locale>/<language>/LC_MESSAGES/portico.mo). */
void i18n_open(const char *locale_folder);
/* For this request: "de", "en", or the pseudo-locales "en-XA" (longer, accented) and "ar-XB" (right to left). Unknown: "en". */
void i18n_language(const char *language);
const char *i18n_current(void);
bool i18n_right_to_left(void);
/* The first of an Accept-Language header that we have; "en" otherwise. Static text. */
const char *i18n_accept(const char *accept_language);

/* The languages that there are catalogues of, "en" first, without the pseudo-locales; NULL after the last. */
const char *i18n_tag(int i);
/* The first of these that we have (a person's, an organisation's, the site's); "en" otherwise. NULL and "" are passed over. */
const char *i18n_first(const char *const wanted[], int n);

/* Static or catalogue text; never freed. The answer of a pseudo-locale lives until the next i18n_language call. */
const char *t(const char *text) __attribute__((format_arg(1)));
const char *tn(const char *one, const char *many, unsigned long n) __attribute__((format_arg(1), format_arg(2)));
/* One text in another language than the request's (a document, a mail); NULL is the request's own. Same lifetime as t(). */
const char *t_in(const char *language, const char *text) __attribute__((format_arg(2)));
/* Marks a text for extraction where a table holds it; translated when shown. */
#define N_(text) text

#endif
