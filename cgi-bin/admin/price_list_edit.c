/* Adding and changing a price list. One at most is the general list (C8, step 3). */
#include "cgi-bin/admin/product.h"
#include "lib/model/trail.h"

static const struct field price_list_fields[] = {
  FIELD(struct price_list_in, name, N_("Name"), .required = true, .max = 200),
  FIELD(struct price_list_in, tier, N_("Tier of partners"), .max = 60,
        .hint =
            N_("Like Gold. It holds for every organisation of that tier, after its personal list. Empty: for none.")),
  FIELD(struct price_list_in, is_base, N_("This is the general list"),
        .hint = N_("It holds for every organisation, after its personal list and its tier's. There is one at most.")),
};
const struct form_def price_list_form = FORM(struct price_list_in, price_list_fields);

static result list_of_path(struct req *rq, struct price_list *out)
{
  struct public_id id;
  *out = (struct price_list){ 0 };
  if (!rq->captured[0])
    return OK;
  TRY(req_public_id(rq, 0, &id));
  return price_list_find(rq->w, id, out);
}

result price_list_edit(struct req *rq)
{
  struct price_list l;
  TRY(list_of_path(rq, &l));
  if (!rq->form.def) {
    req_form(rq, &price_list_form);
    *(struct price_list_in *)rq->form.data = l.in;
    form_show(&rq->form);
  }
  crumb(rq, t("Price lists"), "/admin/prices");
  if (l.id)
    crumb(rq, l.in.name, price_list_path(rq, &l));
  crumb(rq, l.id ? t("Change") : t("New"), NULL);
  struct form_words words = { t("Add a price list"), "/admin/prices/new", t("Add it"), "/admin/prices" };
  if (l.id)
    words = (struct form_words){ arena_printf(rq->arena, t("Change %s"), l.in.name),
                                 arena_printf(rq->arena, "%s/edit", price_list_path(rq, &l)), t("Save"),
                                 price_list_path(rq, &l) };
  return form_page(rq, &words);
}

/* Another general list, or organisations that have this one as their own, forbid it. */
static result base_check(struct req *rq, const struct price_list *l)
{
  const char *name;
  int64_t org_id;
  ROWS rows = { 0 };
  TRY(db_query(rq->w, &rows, "SELECT name FROM price_list WHERE is_base AND id <> ? FOR UPDATE", A(l->id)));
  if (rows_next(&rows, F(name)))
    return form_refuse(&rq->form, "is_base", t("“%s” is the general list. Take that off there first."), name);
  ROWS having = { 0 };
  TRY(db_query(rq->w, &having, "SELECT org_id FROM org_price_list WHERE price_list_id = ? LIMIT 1", A(l->id)));
  if (rows_next(&having, F(org_id)))
    return form_refuse(&rq->form, "is_base", "%s",
                       t("Organisations have this list as their own. Give them another first."));
  return OK;
}

static result tier_check(struct req *rq, const struct price_list *l, const struct price_list_in *in)
{
  const char *name;
  ROWS rows = { 0 };
  if (in->is_base)
    return form_refuse(&rq->form, "tier", "%s", t("The general list holds for everybody; it is of no tier."));
  TRY(db_query(rq->w, &rows, "SELECT name FROM price_list WHERE tier = ? AND id <> ?", A(in->tier), A(l->id)));
  if (rows_next(&rows, F(name)))
    return form_refuse(&rq->form, "tier", t("“%s” is the list of this tier. Take it off there first."), name);
  return OK;
}

/* Whoever holds the tier buys by its list from now on. */
static result tier_apply(struct work *w, int64_t list_id, const char *tier)
{
  TRY(db_exec(w, "DELETE FROM org_price_list WHERE source = 'tier' AND price_list_id = ?", A(list_id)));
  if (str_empty(tier))
    return OK;
  return db_exec(
      w,
      "INSERT INTO org_price_list (org_id, source, price_list_id) SELECT id, 'tier', ? FROM org WHERE tier = ?"
      " ON DUPLICATE KEY UPDATE price_list_id = VALUES(price_list_id)",
      A(list_id), A(tier));
}

result price_list_save(struct req *rq)
{
  const struct price_list_in *in = rq->form.data;
  struct price_list l;
  TRY(list_of_path(rq, &l));
  if (l.id)
    TRY(form_merged(rq, &l.in));
  if (in->is_base)
    TRY(base_check(rq, &l));
  if (!str_empty(in->tier))
    TRY(tier_check(rq, &l, in));
  bool is_new = !l.id;
  const char *fields = fields_changed(rq->arena, &price_list_form, &l.in, in);
  result r;
  if (is_new) {
    l.public_id = public_id_new();
    r = db_exec(rq->w, "INSERT INTO price_list (public_id, name, tier, is_base, created_at) VALUES (?, ?, ?, ?, ?)",
                A(l.public_id), A(in->name), A(in->tier), A(in->is_base), A(rq->w->now));
    l.id = r == OK ? db_insert_id(rq->w) : 0;
  } else {
    r = db_exec(rq->w, "UPDATE price_list SET name = ?, tier = ?, is_base = ? WHERE id = ?", A(in->name), A(in->tier),
                A(in->is_base), A(l.id));
  }
  if (r == CONFLICT)
    return form_refuse(&rq->form, "is_base", "%s", t("Another list became the general one at this moment."));
  TRY(r);
  TRY(tier_apply(rq->w, l.id, in->tier));
  TRY(audit_write(rq->w, is_new ? "price_list.added" : "price_list.changed", "price_list", l.id, 0, fields, NULL));
  flash(rq, is_new ? t("%s was added.") : t("%s was changed."), in->name);
  return redirect(rq, "%s", price_list_path(rq, &l));
}
