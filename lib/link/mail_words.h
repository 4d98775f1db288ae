/* The language of a mail's text, as the vendor writes it: plain text in paragraphs, a blank line between, and {placeholders}.
 *
 *   Subject:  Sign in to {site}
 *   Text:     {greeting}
 *
 *             {link: Sign in}
 *
 *             {code}
 *
 *             ~ If you did not ask for this, do nothing.
 *
 * A word like {site} stands anywhere. A link, a code and a part (a table that the program makes) each stand alone in a paragraph, once;
 * a link carries the words of its button. A paragraph that is empty once filled is left out; one that begins with "~ " is small print;
 * {{ and }} are braces. Values are put in one pass, so what a person typed is never read as a placeholder; what was typed keeps no
 * line break, and text and HTML are escaped by the letter. */
#ifndef PORTICO_LINK_MAIL_WORDS_H
#define PORTICO_LINK_MAIL_WORDS_H

#include "lib/link/letter.h"

enum { MAIL_VARS_MAX = 12, MAIL_SUBJECT_CHARS = 150, MAIL_BODY_CHARS = 6000 };

enum mail_var_kind { MAIL_WORD, MAIL_LINK, MAIL_CODE, MAIL_PART };
struct mail_var {
  const char *name;
  enum mail_var_kind kind;
  bool required;       /* the text must hold it: without its link a mail is of no use */
  const char *meaning; /* through t() when shown */
  const char *sample;  /* MAIL_WORD, MAIL_CODE: a value, through t(); MAIL_LINK: a path; MAIL_PART: none */
};

enum mail_fault_kind {
  MAIL_FINE,
  MAIL_EMPTY,
  MAIL_LONG,      /* more characters than there may be; line: how many */
  MAIL_CONTROL,   /* a character that is none */
  MAIL_BRACE,     /* a { that does not begin a placeholder, or a } that does not end one */
  MAIL_UNKNOWN,   /* name: not a placeholder of this mail */
  MAIL_NOT_HERE,  /* name: a link, code or part in a subject */
  MAIL_NOT_ALONE, /* name: a link, code or part with other words in its paragraph */
  MAIL_TWICE,     /* name: a link, code or part that was there before */
  MAIL_NO_LABEL,  /* name: a link without words */
  MAIL_LABEL,     /* name: words where only a link has some */
  MAIL_MISSING,   /* name: a required one that is not there */
};
struct mail_fault {
  enum mail_fault_kind kind;
  const char *name; /* arena; "" */
  int line;         /* of the text, from 1 */
};

/* The first fault; MAIL_FINE when there is none. vars end with a row without a name. */
struct mail_fault mail_subject_check(struct arena *a, const struct mail_var *vars, const char *subject);
struct mail_fault mail_body_check(struct arena *a, const struct mail_var *vars, const char *body);

/* The values of one mail. What is not put is "". */
struct mail_values {
  struct arena *arena;
  struct letter_brand brand;
  int n;
  struct {
    const char *name, *text;
    struct letter *part;
  } list[MAIL_VARS_MAX];
};
/* In the arena; at most MAIL_VARS_MAX are put, by names that live as long. */
struct mail_values *mail_values_new(struct arena *a, struct letter_brand brand);
void mail_value(struct mail_values *v, const char *name, const char *text);
void mail_value_change(struct mail_values *v, const char *name, const char *text); /* of one that was put */
struct letter *mail_part(struct mail_values *v, const char *name); /* its blocks are put by the letter's own words */

/* The letter of a checked text, in the language at hand. INVALID: a fault after all, or a link that is no address. */
result mail_words_letter(const struct mail_var *vars, const char *subject, const char *body,
                         const struct mail_values *v, struct letter **out);

#endif
