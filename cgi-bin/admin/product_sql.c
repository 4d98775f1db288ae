/* Statements about products and price lists that several pages need. */
#include "cgi-bin/admin/product.h"
#include "lib/model/offer.h"

const struct option charge_words[] = {
  { "recurring", N_("Recurring") }, { "one_off", N_("Once") }, { "usage", N_("By usage") }, { NULL, NULL }
};
const struct option price_states[] = {
  { "expired", N_("Past") }, { "active", N_("Today") }, { "planned", N_("Coming") }, { NULL, NULL }
};

result product_find(struct work *w, struct public_id id, struct product *out)
{
  struct product_in *in = &out->in;
  ROWS rows = { 0 };
  TRY(db_query(
      w, &rows,
      "SELECT id, public_id, created_at, code, name, description, charge, tax_class, period_months, metric, per_units FROM product"
      " WHERE public_id = ?",
      A(id)));
  return rows_one(&rows, F(out->id), F(out->public_id), F(out->created_at), F(in->code), F(in->name),
                  F(in->description), F(in->charge), F(in->tax_class), F(in->period_months), F(in->metric),
                  F(in->per_units));
}

result product_lock(struct work *w, struct public_id id, struct product *out)
{
  int64_t locked;
  ROWS rows = { 0 };
  TRY(db_query(w, &rows, "SELECT id FROM product WHERE public_id = ? FOR UPDATE", A(id)));
  TRY(rows_one(&rows, F(locked)));
  return product_find(w, id, out);
}

result price_list_find(struct work *w, struct public_id id, struct price_list *out)
{
  ROWS rows = { 0 };
  TRY(db_query(w, &rows, "SELECT id, public_id, name, tier, is_base FROM price_list WHERE public_id = ?", A(id)));
  return rows_one(&rows, F(out->id), F(out->public_id), F(out->in.name), F(out->in.tier), F(out->in.is_base));
}

const char *priced_name(struct req *rq, const char *name, const char *metric, int per_units)
{
  return per_units > 1
             ? arena_printf(rq->arena, t("%1$s, per %2$s"), name, offer_metric_text(rq->arena, metric, per_units))
             : name;
}

result product_choices(struct req *rq, struct option **out)
{
  struct public_id id;
  const char *name, *code, *metric;
  int per_units;
  ROWS rows = { 0 };
  TRY(db_query(rq->w, &rows, "SELECT public_id, name, code, metric, per_units FROM product ORDER BY name LIMIT 1000"));
  struct option *options = arena_array(rq->arena, (size_t)rows_count(&rows) + 1, sizeof *options);
  for (int n = 0; rows_next(&rows, F(id), F(name), F(code), F(metric), F(per_units)); n++)
    options[n] = (struct option){ id_text(rq, id),
                                  priced_name(rq, arena_printf(rq->arena, "%s (%s)", name, code), metric, per_units) };
  *out = options;
  return OK;
}

const char *period_text(struct req *rq, int period_months)
{
  if (!period_months)
    return t("once");
  return arena_printf(rq->arena, tn("every month", "every %d months", (unsigned long)period_months), period_months);
}

const char *product_path(struct req *rq, const struct product *p)
{
  return arena_printf(rq->arena, "/admin/products/%s", id_text(rq, p->public_id));
}

const char *price_list_path(struct req *rq, const struct price_list *l)
{
  return arena_printf(rq->arena, "/admin/prices/%s", id_text(rq, l->public_id));
}
