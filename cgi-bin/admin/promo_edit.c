/* Adding and changing a promotion. What orders were given under it stays as it was. */
#include "cgi-bin/admin/org.h"
#include "cgi-bin/admin/promo.h"
#include "lib/model/promo.h"
#include "lib/model/trail.h"

#include <ctype.h>
#include <string.h>

enum { AMOUNTS_MAX = 30 };

static const struct option kinds[] = { { "percent", N_("A percentage") },
                                       { "amount", N_("An amount in each currency") },
                                       { NULL, NULL } };
static const struct field promo_fields[] = {
  FIELD(struct promo_in, code, N_("Code"), .required = true, .max = 40,
        .hint = N_("Letters, digits, hyphens; what the partner types. It stays.")),
  FIELD(struct promo_in, name, N_("Name"), .required = true, .hint = N_("As partners read it")),
  FIELD(struct promo_in, kind, N_("What it takes off"), .required = true, .look = LOOK_RADIO, .options = kinds),
  FIELD(struct promo_in, rate_bp, N_("Percentage"), .max = 10000, .look = LOOK_PERCENT),
  FIELD(struct promo_in, amounts, N_("Amounts"), .max = 300,
        .hint = N_("Like 10 EUR, 1500 JPY: off each payment of each offer. It holds in these currencies only.")),
  FIELD(struct promo_in, periods, N_("How many payments of each offer"), .max = 120, .always = true,
        .hint = N_("1 is the first one. 0 is every payment, for as long as it runs. Changes and renewals keep it.")),
  FIELD(struct promo_in, valid_from, N_("From"), .required = true, .group = N_("When and for whom")),
  FIELD(struct promo_in, valid_until, N_("Last day"), .hint = N_("Empty: until it is switched off")),
  FIELD(struct promo_in, uses_max, N_("At most how many orders"), .max = 1000000, .always = true,
        .hint = N_("0 means no limit.")),
  FIELD(struct promo_in, active, N_("It can be used")),
  FIELD(struct promo_in, all_partners, N_("All partners may use it"),
        .hint = N_("Otherwise those that are ticked below.")),
  FIELD(struct promo_in, all_offers, N_("It is for all offers"), .hint = N_("Otherwise those that are ticked below.")),
};
const struct form_def promo_form = FORM(struct promo_in, promo_fields);
const struct form_def promo_edit_form = { promo_fields + 1, COUNT(promo_fields) - 1, sizeof(struct promo_in) };

static result promo_of_path(struct req *rq, struct promo_row *out)
{
  struct public_id id;
  *out = (struct promo_row){ 0 };
  if (!rq->captured[0])
    return OK;
  TRY(req_public_id(rq, 0, &id));
  return promo_row_find(rq->w, id, out);
}

static result groups_show(struct req *rq, const struct picks *orgs, const struct picks *offers)
{
  struct option *org_options, *offer_options;
  TRY(org_choices(rq, &org_options));
  TRY(promo_offer_choices(rq, &offer_options));
  const struct tick_group of_orgs = {
    "partners[]", t("Partners that may use it"), t("Counts only when not all partners may."), NULL, org_options, orgs
  };
  const struct tick_group of_offers = {
    "offers[]", t("Offers that it is for"), t("Counts only when it is not for all offers."), NULL, offer_options, offers
  };
  tick_group_show(rq, 0, &of_orgs);
  tick_group_show(rq, 1, &of_offers);
  return OK;
}

static result picks_find(struct req *rq, const struct promo_row *p, struct picks *orgs, struct picks *offers)
{
  const char *names;
  if (rq->form.def) {
    picks_posted(rq, "partners[]", orgs);
    picks_posted(rq, "offers[]", offers);
    return OK;
  }
  TRY(promo_orgs(rq, p->id, orgs, &names));
  return promo_offers(rq, p->id, offers, &names);
}

result promo_edit(struct req *rq)
{
  struct promo_row p;
  struct picks orgs, offers;
  TRY(promo_of_path(rq, &p));
  TRY(picks_find(rq, &p, &orgs, &offers));
  if (!rq->form.def) {
    req_form(rq, p.id ? &promo_edit_form : &promo_form);
    *(struct promo_in *)rq->form.data = p.id ? p.in
                                             : (struct promo_in){ .kind = "percent",
                                                                  .periods = 1,
                                                                  .active = true,
                                                                  .all_offers = true,
                                                                  .valid_from = utc_date(rq->w->now, rq->w->zone) };
    form_show(&rq->form);
  }
  TRY(groups_show(rq, &orgs, &offers));
  crumb(rq, t("Promotions"), "/admin/promotions");
  if (p.id)
    crumb(rq, p.in.name, promo_path(rq, &p));
  crumb(rq, p.id ? t("Change") : t("New"), NULL);
  struct form_words words = { t("Add a promotion"), "/admin/promotions/new", t("Add it"), "/admin/promotions" };
  if (p.id)
    words =
        (struct form_words){ arena_printf(rq->arena, t("Change %s"), p.in.name),
                             arena_printf(rq->arena, "%s/edit", promo_path(rq, &p)), t("Save"), promo_path(rq, &p) };
  return form_page(rq, &words);
}

/* "10 EUR, 1500 jpy" into amounts, each currency once; says what cannot be read. */
static int amounts_read(struct req *rq, const char *typed, struct money *out)
{
  struct picks parts;
  int n = 0;
  picks_split(rq, typed ? typed : "", &parts);
  for (int i = 0; i < parts.n && n < AMOUNTS_MAX; i++) {
    char *part = arena_dup(rq->arena, parts.values[i]), *blank = strrchr(part, ' ');
    char mark = money_decimal_mark(i18n_current());
    if (!blank)
      blank = part + strlen(part);
    char *currency = *blank ? blank + 1 : blank;
    for (char *s = currency; *s; s++)
      *s = (char)toupper((unsigned char)*s);
    *blank = '\0';
    if (currency_decimals(currency) < 0 ||
        (!money_parse(part, currency, mark, &out[n]) && !money_parse(part, currency, '.', &out[n])) ||
        out[n].minor <= 0) {
      form_refuse(&rq->form, "amounts", t("“%s” is not an amount. Enter amounts like 10 EUR, comma between."),
                  parts.values[i]);
      return 0;
    }
    for (int k = 0; k < n; k++)
      if (!strcmp(out[k].currency, out[n].currency))
        form_refuse(&rq->form, "amounts", t("%s is there twice."), out[n].currency);
    n++;
  }
  return n;
}

static result promo_check(struct req *rq, const struct promo_row *p, struct promo_in *in, struct money *amounts, int *n)
{
  struct form *f = &rq->form;
  int64_t other;
  bool percent = str_eq(in->kind, "percent");
  *n = percent ? 0 : amounts_read(rq, in->amounts, amounts);
  if (percent && !in->rate_bp)
    form_refuse(f, "rate_bp", "%s", t("Enter the percentage."));
  if (!percent && !*n && !f->n_errors)
    form_refuse(f, "amounts", "%s", t("Enter at least one amount."));
  if (in->valid_until.year && date_compare(in->valid_until, in->valid_from) < 0)
    form_refuse(f, "valid_until", "%s", t("The last day is before the first."));
  if (in->uses_max && in->uses_max < p->uses)
    form_refuse(f, "uses_max", t("%d orders have used it already."), p->uses);
  if (p->id)
    return f->n_errors ? INVALID : OK;
  const char *code = promo_code_read(rq->arena, in->code);
  if (!code)
    return form_refuse(f, "code", "%s", t("Use letters, digits and hyphens."));
  in->code = code;
  ROWS rows = { 0 };
  TRY(db_query(rq->w, &rows, "SELECT id FROM promo WHERE code = ?", A(code)));
  if (rows_next(&rows, F(other)))
    form_refuse(f, "code", t("Another promotion has the code “%s”."), code);
  return f->n_errors ? INVALID : OK;
}

static result promo_store(struct req *rq, struct promo_row *p, const struct promo_in *in)
{
  int rate = str_eq(in->kind, "percent") ? in->rate_bp : 0;
  if (p->id)
    return db_exec(
        rq->w,
        "UPDATE promo SET name = ?, kind = ?, rate_bp = ?, periods = ?, uses_max = ?, valid_from = ?, valid_until = ?,"
        " all_partners = ?, all_offers = ?, active = ? WHERE id = ?",
        A(in->name), A(in->kind), A(rate), A(in->periods), A(in->uses_max), A(in->valid_from), A(in->valid_until),
        A(in->all_partners), A(in->all_offers), A(in->active), A(p->id));
  p->public_id = public_id_new();
  TRY(db_exec(
      rq->w,
      "INSERT INTO promo (public_id, code, name, kind, rate_bp, periods, uses_max, valid_from, valid_until, all_partners,"
      " all_offers, active, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      A(p->public_id), A(in->code), A(in->name), A(in->kind), A(rate), A(in->periods), A(in->uses_max),
      A(in->valid_from), A(in->valid_until), A(in->all_partners), A(in->all_offers), A(in->active), A(rq->w->now)));
  p->id = db_insert_id(rq->w);
  return OK;
}

/* What is not among the choices (an archived organisation, an offer off the shelf) stays as it was. */
static result parts_store(struct req *rq, int64_t id, const struct money *amounts, int n)
{
  TRY(db_exec(rq->w, "DELETE FROM promo_amount WHERE promo_id = ?", A(id)));
  for (int i = 0; i < n; i++)
    TRY(db_exec(rq->w, "INSERT INTO promo_amount (promo_id, currency, amount_minor) VALUES (?, ?, ?)", A(id),
                A(amounts[i].currency), A(amounts[i].minor)));
  TRY(db_exec(rq->w,
              "DELETE p FROM promo_org p JOIN org o ON o.id = p.org_id WHERE p.promo_id = ? AND o.status <> 'archived'",
              A(id)));
  TRY(db_exec(
      rq->w,
      "INSERT IGNORE INTO promo_org (promo_id, org_id) SELECT ?, o.id FROM JSON_TABLE(?, '$[*]' COLUMNS (id BIGINT UNSIGNED PATH '$')) j"
      " JOIN org o ON o.public_id = j.id",
      A(id), A(picks_ids_json(rq, "partners[]"))));
  TRY(db_exec(
      rq->w,
      "DELETE p FROM promo_offer p JOIN offer o ON o.id = p.offer_id WHERE p.promo_id = ? AND o.published_version_id IS NOT NULL",
      A(id)));
  return db_exec(
      rq->w,
      "INSERT IGNORE INTO promo_offer (promo_id, offer_id) SELECT ?, o.id FROM JSON_TABLE(?, '$[*]' COLUMNS (id BIGINT UNSIGNED PATH '$')) j"
      " JOIN offer o ON o.public_id = j.id",
      A(id), A(picks_ids_json(rq, "offers[]")));
}

result promo_save(struct req *rq)
{
  struct promo_in *in = rq->form.data;
  struct promo_row p;
  struct money amounts[AMOUNTS_MAX];
  int n;
  TRY(promo_of_path(rq, &p));
  if (p.id)
    TRY(form_merged(rq, &p.in));
  TRY(promo_check(rq, &p, in, amounts, &n));
  bool is_new = !p.id;
  const char *fields = fields_changed(rq->arena, &promo_edit_form, &p.in, in);
  result r = promo_store(rq, &p, in);
  if (r == CONFLICT)
    return form_refuse(&rq->form, "code", t("Another promotion has the code “%s”."), in->code);
  TRY(r);
  TRY(parts_store(rq, p.id, amounts, n));
  TRY(audit_write(rq->w, is_new ? "promo.added" : "promo.changed", "promo", p.id, 0,
                  arena_printf(rq->arena, "%s%spartners,offers", fields, *fields ? "," : ""), NULL));
  flash(rq, is_new ? t("%s was added.") : t("%s was changed."), in->name);
  return redirect(rq, "%s", promo_path(rq, &p));
}
