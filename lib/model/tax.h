/* Which tax a legal entity charges a payer: effective-dated rows, the narrowest wins (a country before any, a region of it before the
 * whole, a row for payers with a tax number before one for all). */
#ifndef PORTICO_MODEL_TAX_H
#define PORTICO_MODEL_TAX_H

#include "lib/db/db.h"
#include "lib/form/form.h"

struct tax_rule {
  int64_t id;
  const char *tax_class, *category, *name, *note;
  int rate_bp;
};
struct tax_rules {
  struct tax_rule *rules;
  int n;
};

struct tax_place { /* where the payer is, and whether it has a tax number */
  const char *country, *region;
  bool has_tax_number;
};
/* Every rule that applies to this payer on this day, at most one a class. FAILED: more than 200 compete. */
result tax_find_at(struct work *w, int64_t legal_entity_id, const struct tax_place *payer, struct date on,
                   struct tax_rules *out);
/* The same without a region. */
result tax_find(struct work *w, int64_t legal_entity_id, const char *country, bool has_tax_number, struct date on,
                struct tax_rules *out);
const struct tax_rule *tax_of(const struct tax_rules *rules, const char *tax_class); /* NULL: none is configured */

/* Amounts gathered by rule; the tax is rounded half up once per rule (EN 16931 BG-23), so it does not depend on the lines' number. */
struct tax_sum {
  const struct tax_rule *rule;
  struct money base, tax;
};
struct tax_sums {
  struct tax_sum sums[8];
  int n;
};
bool tax_add(struct tax_sums *t, const struct tax_rule *rule,
             struct money amount); /* false: overflow or more than 8 rules */
bool tax_total(struct tax_sums *t, struct money *net,
               struct money *tax); /* computes each tax, then the totals; needs n > 0 */

/* ---- words ---- */
/* The usual names and notes in that language; the vendor's own as they are. A category without tax has its usual note where a rule
 * says none. */
const char *tax_name_in(const char *language, const char *name);
const char *tax_note_in(const char *language, const char *category, const char *note);
const char *tax_name_read(const char *typed); /* a usual name typed in the reader's language is kept as the usual one */

/* ---- new rules, by the page and by files: tax_write.c ---- */
struct tax_in {
  struct public_id legal_entity;
  const char *tax_class, *country, *region, *category, *name, *note; /* NULL as good as "" */
  int rate_bp;
  bool needs_tax_number;
  struct date from, until; /* until: no date, until it is ended */
};
extern const struct option tax_categories[];
enum { TAX_PROBLEMS_MAX = 8 };
struct tax_problem {
  const char *member, *sentence;
};
/* What is wrong with a new rule beyond what one field can tell; how many. */
int tax_problems(const struct tax_in *in, struct date today, struct tax_problem out[TAX_PROBLEMS_MAX]);
/* Adds it, the company locked before. Of one place, class and buyer a rule holds until its last day or the day before the next begins: one
 * that would go on is cut, and so is this one. Inside a transaction. */
result tax_rule_add(struct work *w, int64_t legal_entity_id, const struct tax_in *in, struct public_id *out);

#endif
