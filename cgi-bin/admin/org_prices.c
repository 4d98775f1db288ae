/* The price lists that an organisation buys by before the general one: its own, and its tier's (C8, steps 1 and 2). */
#include "cgi-bin/admin/org.h"
#include "lib/model/trail.h"

struct prices_in {
  struct public_id price_list; /* 0: none */
  const char *tier;            /* NULL: none */
};
static const struct field prices_fields[] = {
  FIELD(struct prices_in, price_list, N_("Personal price list"), .none = N_("None"),
        .hint = N_("Its prices come first. What it lacks is looked up in the tier's list, then the general list, then "
                   "on the product.")),
  FIELD(struct prices_in, tier, N_("Tier"), .none = N_("None"),
        .hint = N_("The tiers are those that a price list is of.")),
};
const struct form_def org_prices_form = FORM(struct prices_in, prices_fields);

static result list_choices(struct req *rq, struct option **out)
{
  struct public_id id;
  const char *name;
  ROWS rows = { 0 };
  TRY(db_query(rq->w, &rows, "SELECT public_id, name FROM price_list WHERE NOT is_base ORDER BY name LIMIT 500"));
  struct option *options = arena_array(rq->arena, (size_t)rows_count(&rows) + 1, sizeof *options);
  for (int n = 0; rows_next(&rows, F(id), F(name)); n++)
    options[n] = (struct option){ id_text(rq, id), name };
  *out = options;
  return OK;
}

static result tier_choices(struct req *rq, struct option **out)
{
  const char *tier;
  ROWS rows = { 0 };
  TRY(db_query(rq->w, &rows, "SELECT tier FROM price_list WHERE tier IS NOT NULL ORDER BY tier LIMIT 100"));
  struct option *options = arena_array(rq->arena, (size_t)rows_count(&rows) + 1, sizeof *options);
  for (int n = 0; rows_next(&rows, F(tier)); n++)
    options[n] = (struct option){ tier, tier };
  *out = options;
  return OK;
}

static result prices_of(struct work *w, int64_t org_id, struct prices_in *out)
{
  ROWS rows = { 0 };
  TRY(db_query(
      w, &rows,
      "SELECT g.tier, l.public_id FROM org g LEFT JOIN org_price_list o ON o.org_id = g.id AND o.source = 'personal'"
      " LEFT JOIN price_list l ON l.id = o.price_list_id WHERE g.id = ?",
      A(org_id)));
  return rows_one(&rows, F(out->tier), F(out->price_list));
}

result org_prices(struct req *rq)
{
  struct public_id id;
  struct org org;
  struct option *lists, *tiers;
  TRY(req_public_id(rq, 0, &id));
  TRY(org_find(rq->w, id, &org));
  TRY(list_choices(rq, &lists));
  TRY(tier_choices(rq, &tiers));
  if (!rq->form.def) {
    req_form(rq, &org_prices_form);
    TRY(prices_of(rq->w, org.id, rq->form.data));
    form_show(&rq->form);
  }
  choices_put(rq, "price_list", lists);
  choices_put(rq, "tier", tiers);
  crumb(rq, t("Organisations"), "/admin/partners");
  crumb(rq, org.in.name, org_path(rq, &org));
  crumb(rq, t("Price lists"), NULL);
  const struct form_words words = { arena_printf(rq->arena, t("Prices of %s"), org.in.name),
                                    arena_printf(rq->arena, "%s/prices", org_path(rq, &org)), t("Save"),
                                    org_path(rq, &org) };
  return form_page(rq, &words);
}

result org_prices_save(struct req *rq)
{
  const struct prices_in *in = rq->form.data;
  struct prices_in now;
  struct public_id id;
  struct org org;
  TRY(req_public_id(rq, 0, &id));
  TRY(org_lock(rq->w, id, &org));
  TRY(prices_of(rq->w, org.id, &now));
  TRY(form_merged(rq, &now));
  TRY(db_exec(rq->w, "DELETE FROM org_price_list WHERE org_id = ? AND source = 'personal'", A(org.id)));
  if (in->price_list.bits) {
    TRY(db_exec(rq->w,
                "INSERT INTO org_price_list (org_id, source, price_list_id) SELECT ?, 'personal', id FROM price_list"
                " WHERE public_id = ? AND NOT is_base",
                A(org.id), A(in->price_list)));
    if (!db_changed(rq->w))
      return form_refuse(&rq->form, "price_list", "%s", t("Choose one of the entries in the list."));
  }
  TRY(db_exec(rq->w, "UPDATE org SET tier = ? WHERE id = ?", A(in->tier ? in->tier : ""), A(org.id)));
  TRY(db_exec(rq->w, "DELETE FROM org_price_list WHERE org_id = ? AND source = 'tier'", A(org.id)));
  TRY(db_exec(
      rq->w,
      "INSERT INTO org_price_list (org_id, source, price_list_id) SELECT ?, 'tier', id FROM price_list WHERE tier = ?",
      A(org.id), A(in->tier)));
  if (in->tier && !db_changed(rq->w))
    return form_refuse(&rq->form, "tier", "%s", t("Choose one of the entries in the list."));
  TRY(audit_write(rq->w, "org.price_list", "org", org.id, org.id, "price_list,tier", NULL));
  flash(rq, t("The prices of %s were changed. They hold for what is ordered from now on."), org.in.name);
  return redirect(rq, "%s", org_path(rq, &org));
}
