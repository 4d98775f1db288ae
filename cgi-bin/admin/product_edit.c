/* Adding and changing a product. How it is charged stays once an offer that was published holds it. */
#include "cgi-bin/admin/product.h"
#include "lib/model/trail.h"

static const struct option charges[] = { { "recurring", N_("Recurring, in advance of each period") },
                                         { "one_off", N_("Once") },
                                         { "usage", N_("By usage, after each period") },
                                         { NULL, NULL } };
static const struct option periods[] = {
  { "1", N_("A month") },  { "3", N_("3 months") }, { "6", N_("6 months") }, { "12", N_("A year") },
  { "24", N_("2 years") }, { "36", N_("3 years") }, { NULL, NULL },
};
static const struct field product_fields[] = {
  FIELD(struct product_in, name, N_("Name"), .required = true, .max = 200,
        .hint = N_("As it stands on offers and invoices")),
  FIELD(struct product_in, code, N_("Code"), .required = true, .max = 60,
        .hint = N_("Its short, unique name, for lists and other systems")),
  FIELD(struct product_in, description, N_("Description"), .max = 2000, .look = LOOK_AREA),
  FIELD(struct product_in, charge, N_("How it is charged"), .required = true, .look = LOOK_RADIO, .options = charges),
  FIELD(struct product_in, period_months, N_("What one price pays for"), .look = LOOK_SELECT, .options = periods,
        .none = N_("Nothing: it is paid once"), .hint = N_("For what is recurring; for usage, how often it is billed")),
  FIELD(struct product_in, metric, N_("What is counted"), .max = 40,
        .hint =
            N_("For usage: GB, hour, messages. It is read so: “0.05 EUR for each GB”, “0.20 EUR per 1,000 messages”.")),
  FIELD(struct product_in, per_units, N_("Its price is for how many of it"), .always = true, .min = 1, .max = 1000000,
        .hint = N_("For usage: 1,000 where one alone costs less than a cent; else 1.")),
  FIELD(struct product_in, tax_class, N_("Tax class"), .required = true, .max = 20),
};
const struct form_def product_form = FORM(struct product_in, product_fields);

static result product_of_path(struct req *rq, struct product *out)
{
  struct public_id id;
  *out = (struct product){ 0 };
  if (!rq->captured[0])
    return OK;
  TRY(req_public_id(rq, 0, &id));
  return db_in_transaction(rq->w) ? product_lock(rq->w, id, out) : product_find(rq->w, id, out);
}

/* The classes that a tax rule knows: any other would leave an order without its tax. */
static result tax_class_choices(struct req *rq, struct option **out)
{
  const char *name;
  ROWS rows = { 0 };
  TRY(db_query(rq->w, &rows, "SELECT tax_class FROM tax_rule UNION SELECT 'standard' ORDER BY 1 LIMIT 50"));
  struct option *options = arena_array(rq->arena, (size_t)rows_count(&rows) + 1, sizeof *options);
  for (int n = 0; rows_next(&rows, F(name)); n++)
    options[n] = (struct option){ name, name };
  *out = options;
  return OK;
}

result product_edit(struct req *rq)
{
  struct product p;
  struct option *classes;
  TRY(product_of_path(rq, &p));
  if (!rq->form.def) {
    req_form(rq, &product_form);
    struct product_in *in = rq->form.data;
    *in =
        p.id
            ? p.in
            : (struct product_in){ .charge = "recurring", .period_months = 1, .per_units = 1, .tax_class = "standard" };
    form_show(&rq->form);
  }
  TRY(tax_class_choices(rq, &classes));
  choices_put(rq, "tax_class", classes);
  crumb(rq, t("Products"), "/admin/products");
  if (p.id)
    crumb(rq, p.in.name, product_path(rq, &p));
  crumb(rq, p.id ? t("Change") : t("New"), NULL);
  struct form_words words = { t("Add a product"), "/admin/products/new", t("Add it"), "/admin/products" };
  if (p.id)
    words = (struct form_words){ arena_printf(rq->arena, t("Change %s"), p.in.name),
                                 arena_printf(rq->arena, "%s/edit", product_path(rq, &p)), t("Save"),
                                 product_path(rq, &p) };
  return form_page(rq, &words);
}

static result product_was_published(struct work *w, int64_t id, bool *out)
{
  int64_t version;
  ROWS rows = { 0 };
  TRY(db_query(w, &rows,
               "SELECT v.id FROM offer_item i JOIN offer_version v ON v.id = i.version_id WHERE i.product_id = ? AND "
               "v.status <> 'draft'"
               " LIMIT 1",
               A(id)));
  *out = rows_next(&rows, F(version));
  return OK;
}

static result product_check(struct req *rq, const struct product *p, struct product_in *in)
{
  struct form *f = &rq->form;
  struct option *classes;
  bool known = false, fixed = false;
  int64_t other;
  if (str_eq(in->charge, "one_off"))
    in->period_months = 0;
  if (!str_eq(in->charge, "usage")) {
    in->metric = NULL;
    in->per_units = 1;
  } else if (str_empty(in->metric))
    form_refuse(f, "metric", "%s", t("Say what is counted."));
  if (!str_eq(in->charge, "one_off") && !in->period_months)
    form_refuse(f, "period_months", "%s", t("Choose what one price pays for."));
  TRY(tax_class_choices(rq, &classes));
  for (struct option *o = classes; o->value; o++)
    known = known || str_eq(o->value, in->tax_class);
  if (!known)
    form_refuse(f, "tax_class", "%s", t("Choose one of the entries in the list."));
  if (!in->per_units)
    in->per_units = 1;
  if (p->id && (!str_eq(p->in.charge, in->charge) || p->in.period_months != in->period_months ||
                p->in.per_units != in->per_units))
    TRY(product_was_published(rq->w, p->id, &fixed));
  if (fixed)
    form_refuse(
        f, "charge", "%s",
        t("An offer that was published holds this product, so how it is charged stays. Add another product instead."));
  ROWS rows = { 0 };
  TRY(db_query(rq->w, &rows, "SELECT id FROM product WHERE code = ? AND id <> ?", A(in->code), A(p->id)));
  if (rows_next(&rows, F(other)))
    form_refuse(f, "code", t("Another product has the code “%s”."), in->code);
  return f->n_errors ? INVALID : OK;
}

static result product_store(struct req *rq, struct product *p, const struct product_in *in)
{
  const char *description = in->description ? in->description : "", *metric = in->metric ? in->metric : "";
  if (p->id)
    return db_exec(
        rq->w,
        "UPDATE product SET code = ?, name = ?, description = ?, charge = ?, period_months = ?, metric = ?, per_units = ?,"
        " tax_class = ? WHERE id = ?",
        A(in->code), A(in->name), A(description), A(in->charge), A(in->period_months), A(metric), A(in->per_units),
        A(in->tax_class), A(p->id));
  p->public_id = public_id_new();
  TRY(db_exec(
      rq->w,
      "INSERT INTO product (public_id, code, name, description, charge, period_months, metric, per_units, tax_class, created_at)"
      " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      A(p->public_id), A(in->code), A(in->name), A(description), A(in->charge), A(in->period_months), A(metric),
      A(in->per_units), A(in->tax_class), A(rq->w->now)));
  p->id = db_insert_id(rq->w);
  return OK;
}

result product_save(struct req *rq)
{
  struct product_in *in = rq->form.data;
  struct product p;
  TRY(product_of_path(rq, &p));
  if (p.id)
    TRY(form_merged(rq, &p.in));
  TRY(product_check(rq, &p, in));
  bool is_new = !p.id;
  const char *fields = fields_changed(rq->arena, &product_form, &p.in, in);
  if (!*fields) {
    flash(rq, "%s", t("Nothing was changed."));
    return redirect(rq, "%s", product_path(rq, &p));
  }
  result r = product_store(rq, &p, in);
  if (r == CONFLICT)
    return form_refuse(&rq->form, "code", t("Another product has the code “%s”."), in->code);
  TRY(r);
  TRY(audit_write(rq->w, is_new ? "product.added" : "product.changed", "product", p.id, 0, fields, NULL));
  flash(rq, is_new ? t("%s was added.") : t("%s was changed."), in->name);
  return redirect(rq, "%s", product_path(rq, &p));
}
