/* Forms: one row per field. A row parses, checks, words the message, refills the page and describes the API. The layer knows
 * neither HTML nor SQL; view/form_view.c draws it.
 *
 *   struct deal { const char *account; struct money budget; struct date expected; bool existing; };
 *   static const struct field deal_fields[] = {
 *     FIELD(struct deal, account, N_("Account"), .required = true, .max = 200),
 *     FIELD(struct deal, budget, N_("Budget"), .hint = N_("What the customer can spend")),
 *   };
 *   static const struct form_def deal_form = FORM(struct deal, deal_fields);
 */
#ifndef PORTICO_FORM_FORM_H
#define PORTICO_FORM_FORM_H

#include "lib/base/arena.h"
#include "lib/base/date.h"
#include "lib/base/money.h"
#include "lib/base/result.h"
#include "lib/base/str.h"

/* From the member's type by FIELD; KIND refines a text. */
enum field_kind {
  FIELD_TEXT,   /* const char *: trimmed; NULL when empty */
  FIELD_NUMBER, /* int64_t or int */
  FIELD_CHECK,  /* bool */
  FIELD_DATE,   /* struct date */
  FIELD_MONEY,  /* struct money: the amount in <name>, the currency in <name>_currency, or fixed by .currency */
  FIELD_PUBLIC, /* struct public_id: a reference, posted by a select or a hidden field */
};
enum field_look {
  LOOK_PLAIN,
  LOOK_EMAIL,
  LOOK_PHONE,
  LOOK_URL,
  LOOK_AREA,
  LOOK_SELECT,
  LOOK_RADIO,
  LOOK_COUNTRY,
  LOOK_LANGUAGE,
  LOOK_ZONE,
  LOOK_CURRENCY,
  LOOK_SEARCH,
  LOOK_HIDDEN,
  LOOK_CODE,
  LOOK_PASSWORD,
  LOOK_ADDRESS, /* an e-mail address whose domain may be an international one: the handler checks it */
  LOOK_TICKS, /* a text: a comma list that is ticked in a group below the fields (app/parts.h), and read by the handler */
  LOOK_PERCENT, /* LOOK_PERCENT: number held as basis points, typed as "7.5"; LOOK_PASSWORD is never shown again */
};

struct option {
  const char *value, *label; /* label through t() when shown */
};

struct field {
  const char *name, *label, *hint;
  enum field_kind kind;
  size_t offset, size; /* of the member */
  bool required;
  int64_t min, max; /* of a text's characters (max 0: 200), or of a number; min 0 and max 0 of a number: no bound */
  enum field_look look;
  const struct option *options; /* LOOK_SELECT, LOOK_RADIO on a text: ends with { NULL }; other values are refused */
  const char *none;             /* LOOK_SELECT: what the empty choice means; NULL: "Please choose", or a dash */
  bool always;                  /* it has a value whatever is chosen: no empty choice, and nothing says "(optional)" */
  const char *currency;         /* of a money field that has just one */
  const char *autocomplete;     /* the HTML token: "email", "organization" ... */
  const char *group;            /* heading above the first field of a group */
  uint64_t need;                /* right bits that one must hold to see it; 0 everybody who may open the page */
  int shown;                    /* enum shown_field: the vendor may hide it or make it read-only; 0 never */
};
#define FIELD_KIND_(member)                                                                                            \
  _Generic((member), const char *: FIELD_TEXT, char *: FIELD_TEXT, int64_t: FIELD_NUMBER, int: FIELD_NUMBER,         \
           bool: FIELD_CHECK, struct date: FIELD_DATE, struct money: FIELD_MONEY, struct public_id: FIELD_PUBLIC)
#define FIELD(type, member, label_, ...) FIELD_AS(#member, type, member, label_, ##__VA_ARGS__)
/* A member of a struct within the struct: FIELD_IN(struct org_in, party, city, N_("City")) is the form's field "city". */
#define FIELD_IN(type, part, member, label_, ...) FIELD_AS(#member, type, part.member, label_, ##__VA_ARGS__)
#define FIELD_AS(name_, type, place, label_, ...)                                                                      \
  {                                                                                                                    \
    .name = (name_), .label = (label_), .kind = FIELD_KIND_(((type *)0)->place), .offset = offsetof(type, place),      \
    .size = sizeof(((type *)0)->place), ##__VA_ARGS__                                                                  \
  }

struct form_def {
  const struct field *fields;
  int n_fields;
  size_t size;
};
#define FORM(type, fields_)                                                                                            \
  {                                                                                                                    \
    (fields_), (int)(sizeof(fields_) / sizeof *(fields_)), sizeof(type)                                                \
  }

struct form_choice { /* options known only at run time: offers of this organisation, its customers */
  const char *field;
  const struct option *options; /* ends with { NULL } */
};

/* What the person may do with a field of this form. Only an open one is read from what was sent. */
enum field_access { ACCESS_OPEN, ACCESS_FIXED, ACCESS_HIDDEN };

/* A form of one request. typed[i] is what the person typed in field i (shown again), errors[i] the sentence beside it. */
struct form {
  const struct form_def *def;
  struct arena *arena;
  void *data;         /* the struct, filled */
  const char **typed; /* n_fields; "" when nothing */
  const char **typed_currency;
  const char **errors; /* n_fields; NULL without one */
  const char *error;   /* of the form as a whole; NULL */
  const struct form_choice *choices;
  int n_choices, n_errors;
  const char *language;
  unsigned char *access; /* n_fields: enum field_access */
  bool *needed;          /* n_fields: must be filled here, by form_need */
  bool read;             /* form_fill was run */
  uint64_t rights;       /* the person's: fields that need more are hidden */
  const char *was;       /* form_digest of the record that a page was made from; NULL: of none */
};

/* Where the values come from: answers NULL when absent. */
typedef const char *(*form_source)(void *at, const char *name);

/* An empty form in the arena; data is zeroed. Fields that need other rights than these are hidden. */
void form_open(struct form *f, struct arena *a, const struct form_def *def, const char *language, uint64_t rights);
/* Parses and checks every declared field; what is not declared does not exist. OK or INVALID. */
result form_fill(struct form *f, form_source source, void *at);
/* What the vendor switched, as bits of 1 << field.shown. Before form_fill. */
void form_switch(struct form *f, uint64_t hidden, uint64_t fixed);
/* Some field is not open. Then old, the record as it is, gives what was not read: form_keep. */
bool form_closed(const struct form *f);
void form_keep(struct form *f, const void *old);
/* This field is shown as text and not read: what is sent for it does not count. For a form that comes again, too. */
void form_fix(struct form *f, const char *member, const char *shown);
/* A field that must be filled on this page, though not wherever the form is used: shown as a required one, by the page as by its save.
 * INVALID: what was sent holds nothing in it, and the sentence stands beside it. */
result form_need(struct form *f, const char *member);
/* Fills typed from data, for editing what exists. */
void form_show(struct form *f);
/* A short digest of each field of a record as this form shows it. */
const char *form_digest(const struct form *f, const void *data);
/* was: the digest that the page carried; now: the record as it is, locked. What only somebody else changed since is taken over into data;
 * where both changed a field its sentence stands beside it, and INVALID: sent again it counts. Before the rules of the fields. */
result form_merge(struct form *f, const char *was, const void *now);
/* A rule across fields: notes a sentence (already through t()) beside a member, or for the whole form when member is NULL. INVALID. */
result form_refuse(struct form *f, const char *member, const char *format, ...) __attribute__((format(printf, 3, 4)));
/* The sentence beside a member; NULL: none. */
const char *form_error_of(const struct form *f, const char *member);
const struct option *form_options(const struct form *f, int field); /* run-time choices first; NULL */

/* Checks that stand alone. */
/* A tax number in the form of the buyer's country, without blanks, dots and hyphens, in upper case; NULL when it cannot be one. Only
 * the countries of the European Union have a form here, because there a number takes the tax off an invoice; whether it was ever given
 * to anybody is not asked. */
const char *tax_number_read(struct arena *a, const char *country, const char *typed);
/* Text that reads as it is written: UTF-8 without controls, without signs that turn the direction of what follows or that nobody sees, so
 * that a name cannot pass for another. lines: line ends, tabs and the isolates of mixed scripts are fine. */
bool text_plain(const char *s, bool lines);
bool email_valid(
    const char *s); /* local@host, host with a dot or "localhost", no control, no space, at most 254 bytes */
bool country_known(const char *code); /* ISO 3166-1 alpha-2 */
const char *country_name(const char *code,
                         const char *language); /* language NULL: the request's; an unknown code itself */
extern const struct option countries[];         /* as words of a column, too */
struct country_part {                           /* of the world; codes: comma between */
  const char *key, *name, *codes;
};
extern const struct country_part country_parts[]; /* each country in one of them; ends with { NULL } */
const struct option *country_options(void);
/* The same in the order of their names in the request's language: for selects. Arena. */
const struct option *country_sorted(struct arena *a);
/* "AT,DE" is "Austria, Germany", in that order; "" for none. Arena. */
const char *countries_text(struct arena *a, const char *codes);
/* For a search: the one whose code was typed, else the codes of those whose name in the request's language has it in it, comma between.
 * Capitals and marks do not count. Arena. */
const char *countries_found(struct arena *a, const char *typed);
const struct option *currency_options(void);

#endif
