/* Every mail that Portico sends, a row each: who gets it, its built-in text in the catalogues' words, and the values that it may hold.
 * The vendor's own text (lib/model/mail_text.h) takes the built-in one's place, a language at a time. */
#ifndef PORTICO_LINK_MAIL_KIND_H
#define PORTICO_LINK_MAIL_KIND_H

#include "lib/link/mail_words.h"
#include "lib/model/mail_text.h"

/* Who of an audience gets a mail for their account. */
enum mail_who { MAIL_NOBODY, MAIL_ALL, MAIL_ORDERING, MAIL_READING, MAIL_DECIDING };

/* What people with an account are told of a mail that they get, and whether they can turn it off. */
struct mail_own {
  const char *words; /* through t(); NULL: it goes to nobody for their account */
  enum mail_who partner, staff;
  bool optional; /* a courtesy; all others must come */
};

struct mail_kind {
  const char *key;            /* in addresses and in mail_text.mail */
  const char *title, *reader; /* what it is, and who gets it; through t() */
  const char *subject, *body; /* through t() */
  struct mail_var vars[MAIL_VARS_MAX];
  void (*part_sample)(struct arena *a, const char *name,
                      struct letter *part); /* fills a part's sample; NULL where there is none */
  struct mail_own own;
};
extern const struct mail_kind mail_kinds[];
extern const int n_mail_kinds;
const struct mail_kind *mail_kind_find(const char *key); /* NULL */

/* What every mail may say: site, greeting (with the name where it is known). */
void mail_values_common(struct mail_values *v, const char *site, const char *name);
/* Sample values of all that a mail may hold, in the language at hand. */
struct mail_values *mail_kind_sample(struct arena *a, const struct mail_kind *k, struct letter_brand brand,
                                     const char *site_url);
/* The letter: from the vendor's text, or from the built-in one where there is none (own NULL) or where it asks for something that this
 * version no longer knows. In the language at hand. */
result mail_kind_letter(const struct mail_kind *k, const struct mail_text *own, const struct mail_values *v,
                        struct letter **out);

#endif
