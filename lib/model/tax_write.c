/* New tax rules. What has begun stays as it was, for invoices were drafted under it. */
#include "lib/base/i18n.h"
#include "lib/model/tax.h"
#include "lib/model/trail.h"

#include <string.h>

const struct option tax_categories[] = {
  { "S", N_("S: standard or reduced rate") },
  { "AE", N_("AE: reverse charge, the buyer owes the tax") },
  { "G", N_("G: export, free of tax") },
  { "K", N_("K: supply within the Union, free of tax") },
  { "E", N_("E: exempt") },
  { "Z", N_("Z: zero rate") },
  { "O", N_("O: not subject to the tax") },
  { NULL, NULL },
};
int tax_problems(const struct tax_in *in, struct date today, struct tax_problem out[TAX_PROBLEMS_MAX])
{
  int n = 0;
  bool standard = str_eq(in->category, "S");
  if (in->tax_class[strspn(in->tax_class, "abcdefghijklmnopqrstuvwxyz0123456789-")])
    out[n++] = (struct tax_problem){ "tax_class", t("Use small letters, digits and hyphens.") };
  if (!str_empty(in->region) && str_empty(in->country))
    out[n++] = (struct tax_problem){ "country", t("Choose the country that the region is of.") };
  if (standard && !in->rate_bp)
    out[n++] = (struct tax_problem){ "rate_bp", t("Enter the rate, or choose the category without tax.") };
  if (!standard && in->rate_bp)
    out[n++] = (struct tax_problem){ "rate_bp", t("This category has no rate.") };
  if (date_compare(in->from, today) < 0)
    out[n++] = (struct tax_problem){ "from",
                                     t("A rule can begin today at the earliest: what was invoiced is never changed.") };
  if (in->until.year && date_compare(in->until, in->from) < 0)
    out[n++] = (struct tax_problem){ "until", t("The last day is before the first.") };
  return n;
}

static const char *or_empty(const char *s)
{
  return s ? s : "";
}

/* Of the same place, class and buyer: the rule that would hold on the new one's first day (0: none), and the next one's first day. */
static result neighbours_find(struct work *w, int64_t legal_entity_id, const struct tax_in *in, int64_t *before,
                              struct date *next)
{
  ROWS rows = { 0 };
  TRY(db_query(w, &rows,
               "SELECT COALESCE(MAX(IF(valid_from < ? AND (valid_until IS NULL OR valid_until >= ?), id, 0)), 0),"
               " MIN(IF(valid_from > ?, valid_from, NULL)) FROM tax_rule WHERE legal_entity_id = ? AND tax_class = ?"
               " AND buyer_country = ? AND buyer_region = ? AND needs_tax_number = ?",
               A(in->from), A(in->from), A(in->from), A(legal_entity_id), A(in->tax_class), A(or_empty(in->country)),
               A(or_empty(in->region)), A(in->needs_tax_number)));
  return rows_one(&rows, F(*before), F(*next));
}

result tax_rule_add(struct work *w, int64_t legal_entity_id, const struct tax_in *in, struct public_id *out)
{
  int64_t before;
  struct date next, until = in->until;
  TRY(neighbours_find(w, legal_entity_id, in, &before, &next));
  if (before) {
    TRY(db_exec(w, "UPDATE tax_rule SET valid_until = ? WHERE id = ?", A(date_add_days(in->from, -1)), A(before)));
    TRY(audit_write(w, "tax.ended", "tax_rule", before, 0, "valid_until", NULL));
  }
  if (next.year && (!until.year || date_compare(until, next) >= 0))
    until = date_add_days(next, -1);
  *out = public_id_new();
  TRY(db_exec(
      w,
      "INSERT INTO tax_rule (public_id, legal_entity_id, tax_class, buyer_country, buyer_region, needs_tax_number, category,"
      " rate_bp, name, note, valid_from, valid_until) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      A(*out), A(legal_entity_id), A(in->tax_class), A(or_empty(in->country)), A(or_empty(in->region)),
      A(in->needs_tax_number), A(in->category), A(in->rate_bp), A(in->name), A(or_empty(in->note)), A(in->from),
      A(until)));
  return audit_write(w, "tax.added", "tax_rule", db_insert_id(w), 0, "rate,valid_from,valid_until",
                     arena_printf(w->arena, "%s %s %s: %d", in->tax_class, str_empty(in->country) ? "*" : in->country,
                                  or_empty(in->region), in->rate_bp));
}
