/* Adding a rule, and ending one. What has begun stays as it was, for invoices were drafted under it; two rules of one place, class and
 * buyer never hold on the same day. */
#include "cgi-bin/admin/tax.h"
#include "lib/model/trail.h"

static const struct field tax_fields[] = {
  FIELD(struct tax_in, legal_entity, N_("Sold by"), .required = true),
  FIELD(struct tax_in, country, N_("Buyer's country"), .look = LOOK_COUNTRY,
        .none = N_("Every country without a rule of its own")),
  FIELD(struct tax_in, region, N_("Region"), .max = 100,
        .hint = N_("A state or province, as it stands in addresses. Empty: the whole country")),
  FIELD(struct tax_in, needs_tax_number, N_("Only for buyers with a tax number")),
  FIELD(struct tax_in, tax_class, N_("Tax class"), .required = true, .max = 20,
        .hint = N_("Like standard or reduced; products name it.")),
  FIELD(struct tax_in, name, N_("Name of the tax"), .required = true, .max = 60,
        .hint = N_("Like VAT, as invoices show it. The usual names follow the language of the invoice.")),
  FIELD(struct tax_in, rate_bp, N_("Rate"), .max = 10000, .always = true, .look = LOOK_PERCENT),
  FIELD(struct tax_in, category, N_("Category"), .required = true, .look = LOOK_SELECT, .options = tax_categories),
  FIELD(struct tax_in, note, N_("Note on the invoice"), .max = 300,
        .hint =
            N_("Why no tax is charged. Empty: the usual sentence of the category, in the language of the invoice.")),
  FIELD(struct tax_in, from, N_("From"), .required = true),
  FIELD(struct tax_in, until, N_("Last day"), .hint = N_("Empty: until it is ended")),
};
static const struct field end_fields[] = {
  FIELD(struct tax_in, until, N_("Last day"), .hint = N_("Empty: no end")),
};
const struct form_def tax_form = FORM(struct tax_in, tax_fields);
const struct form_def tax_end_form = FORM(struct tax_in, end_fields);

result tax_edit(struct req *rq)
{
  struct option *entities;
  TRY(legal_entity_choices(rq, &entities));
  if (!rq->form.def) {
    req_form(rq, &tax_form);
    struct tax_in *in = rq->form.data;
    *in = (struct tax_in){
      .tax_class = "standard", .category = "S", .name = t("VAT"), .from = utc_date(rq->w->now, rq->w->zone)
    };
    form_show(&rq->form);
    rq->form.typed[0] = entities[0].value && !entities[1].value ? entities[0].value : "";
  }
  choices_put(rq, "legal_entity", entities);
  crumb(rq, t("Taxes"), "/admin/taxes");
  crumb(rq, t("New"), NULL);
  const struct form_words words = { t("Add a tax rule"), "/admin/taxes/new", t("Add it"), "/admin/taxes" };
  return form_page(rq, &words);
}

/* Locks the seller, so that two rules at once see each other: before anything else is read, for what was read before the lock may hold no
 * more. */
static result seller_lock(struct req *rq, struct public_id id, int64_t *out)
{
  ROWS rows = { 0 };
  TRY(db_query(rq->w, &rows, "SELECT id FROM legal_entity WHERE public_id = ? FOR UPDATE", A(id)));
  if (rows_next(&rows, F(*out)))
    return OK;
  return form_refuse(&rq->form, "legal_entity", "%s", t("Choose one of the entries in the list."));
}

static const char *day(struct req *rq, struct date d)
{
  return date_text(rq->arena, d, i18n_current());
}

/* The rule that holds on any of these days beside this one (id; 0: a new one) is named. */
static result overlap_check(struct req *rq, const char *member, int64_t seller_id, int64_t id, const struct tax_in *in)
{
  int rate;
  struct date from, until;
  const struct date last = in->until.year ? in->until : (struct date){ 9999, 12, 31 };
  ROWS rows = { 0 };
  TRY(db_query(
      rq->w, &rows,
      "SELECT rate_bp, valid_from, valid_until FROM tax_rule WHERE legal_entity_id = ? AND tax_class = ? AND buyer_country = ?"
      " AND buyer_region = ? AND needs_tax_number = ? AND id <> ? AND valid_from <= ? AND (valid_until IS NULL OR valid_until >= ?)"
      " ORDER BY valid_from LIMIT 1",
      A(seller_id), A(in->tax_class), A(in->country ? in->country : ""), A(in->region ? in->region : ""),
      A(in->needs_tax_number), A(id), A(last), A(in->from)));
  if (!rows_next(&rows, F(rate), F(from), F(until)))
    return OK;
  const char *share = rate_text(rq->arena, rate, i18n_current());
  if (until.year)
    return form_refuse(&rq->form, member, t("The rule of %1$s holds for the same buyers from %2$s to %3$s."), share,
                       day(rq, from), day(rq, until));
  return form_refuse(&rq->form, member, t("The rule of %1$s holds for the same buyers from %2$s on. End it first."),
                     share, day(rq, from));
}

static result tax_check(struct req *rq, const struct tax_in *in)
{
  struct tax_problem problems[TAX_PROBLEMS_MAX];
  int n = tax_problems(in, utc_date(rq->w->now, rq->w->zone), problems);
  for (int i = 0; i < n; i++)
    form_refuse(&rq->form, problems[i].member, "%s", problems[i].sentence);
  return n ? INVALID : OK;
}

result tax_save(struct req *rq)
{
  struct tax_in *in = rq->form.data;
  struct tax_row r = { 0 };
  in->name = tax_name_read(in->name);
  TRY(tax_check(rq, in));
  TRY(seller_lock(rq, in->legal_entity, &r.legal_entity_id));
  TRY(overlap_check(rq, "from", r.legal_entity_id, 0, in));
  TRY(tax_rule_add(rq->w, r.legal_entity_id, in, &r.public_id));
  flash(rq, "%s", t("The tax rule was added. It holds for what is invoiced from its first day on."));
  return redirect(rq, "%s", tax_path(rq, &r));
}

static result tax_of_path(struct req *rq, struct tax_row *out)
{
  struct public_id id;
  TRY(req_public_id(rq, 0, &id));
  return tax_row_find(rq->w, id, out);
}

/* The rule with its seller, locked. */
static result tax_lock(struct req *rq, struct tax_row *out)
{
  struct public_id id;
  int64_t seller;
  TRY(req_public_id(rq, 0, &id));
  ROWS rows = { 0 };
  TRY(db_query(rq->w, &rows,
               "SELECT e.id FROM tax_rule r JOIN legal_entity e ON e.id = r.legal_entity_id WHERE r.public_id = ?"
               " FOR UPDATE",
               A(id)));
  TRY(rows_one(&rows, F(seller)));
  return tax_row_find(rq->w, id, out);
}

result tax_end(struct req *rq)
{
  struct tax_row r;
  TRY(tax_of_path(rq, &r));
  if (!rq->form.def) {
    req_form(rq, &tax_end_form);
    *(struct tax_in *)rq->form.data = r.in;
    form_show(&rq->form);
  }
  crumb(rq, t("Taxes"), "/admin/taxes");
  crumb(rq, tax_name_in(i18n_current(), r.in.name), tax_path(rq, &r));
  crumb(rq, t("Last day"), NULL);
  const struct form_words words = { t("Set the last day of this rule"),
                                    arena_printf(rq->arena, "%s/end", tax_path(rq, &r)), t("Save"), tax_path(rq, &r) };
  return form_page(rq, &words);
}

result tax_end_save(struct req *rq)
{
  const struct date typed = ((const struct tax_in *)rq->form.data)->until, today = utc_date(rq->w->now, rq->w->zone);
  struct tax_row r;
  TRY(tax_lock(rq, &r));
  bool over = r.in.until.year && date_compare(r.in.until, today) < 0;
  r.in.until = typed;
  if (over)
    return form_refuse(&rq->form, "until", "%s",
                       t("This rule has ended; what was invoiced under it is never changed."));
  if (typed.year && date_compare(typed, r.in.from) < 0)
    return form_refuse(&rq->form, "until", "%s", t("The last day is before the first."));
  if (typed.year && date_compare(typed, today) < 0)
    return form_refuse(&rq->form, "until", "%s", t("This day has passed. Choose today or a later day."));
  TRY(overlap_check(rq, "until", r.legal_entity_id, r.id, &r.in));
  TRY(db_exec(rq->w, "UPDATE tax_rule SET valid_until = ? WHERE id = ?", A(typed), A(r.id)));
  TRY(audit_write(rq->w, "tax.ended", "tax_rule", r.id, 0, "valid_until", NULL));
  flash(rq, "%s", t("The last day was saved."));
  return redirect(rq, "%s", tax_path(rq, &r));
}
