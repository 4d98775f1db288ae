/* Statements and words about tax rules that several pages need. */
#include "cgi-bin/admin/tax.h"

result tax_row_find(struct work *w, struct public_id id, struct tax_row *r)
{
  struct tax_in *in = &r->in;
  ROWS rows = { 0 };
  TRY(db_query(
      w, &rows,
      "SELECT r.id, r.legal_entity_id, r.public_id, p.legal_name, e.public_id, r.tax_class, r.buyer_country, r.buyer_region,"
      " r.category, r.name, r.note, r.rate_bp, r.needs_tax_number, r.valid_from, r.valid_until FROM tax_rule r"
      " JOIN legal_entity e ON e.id = r.legal_entity_id JOIN party p ON p.id = e.party_id WHERE r.public_id = ?",
      A(id)));
  return rows_one(&rows, F(r->id), F(r->legal_entity_id), F(r->public_id), F(r->legal_entity), F(in->legal_entity),
                  F(in->tax_class), F(in->country), F(in->region), F(in->category), F(in->name), F(in->note),
                  F(in->rate_bp), F(in->needs_tax_number), F(in->from), F(in->until));
}

const char *tax_buyer_text(struct req *rq, const char *country, const char *region, bool needs_tax_number)
{
  const char *where = str_empty(country) ? t("every other country") : option_word(country_options(), country);
  if (!str_empty(region))
    where = arena_printf(rq->arena, "%s: %s", where, region);
  return needs_tax_number ? arena_printf(rq->arena, t("%s, with a tax number"), where) : where;
}

const char *tax_path(struct req *rq, const struct tax_row *r)
{
  return arena_printf(rq->arena, "/admin/taxes/%s", id_text(rq, r->public_id));
}
