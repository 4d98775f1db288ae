/* Which rule holds for a buyer, and why the others do not: asked as the quote and the invoice ask (tax_find_at). */
#include "cgi-bin/admin/tax.h"
#include "lib/model/tax.h"

enum { RULES_SHOWN = 100 };

struct asked {
  struct public_id seller_public;
  int64_t seller_id;
  const char *tax_class;
  struct tax_place payer;
  struct date on;
};

static void choices_show(struct req *rq, const char *list, const struct option *options, const char *chosen)
{
  for (int i = 0; options[i].value; i++) {
    view_item(rq->view, list, i, "Value", options[i].value);
    view_item(rq->view, list, i, "Label", t(options[i].label));
    view_item(rq->view, list, i, "Selected", str_eq(options[i].value, chosen) ? "1" : "");
  }
}

static result class_choices(struct req *rq, struct option **out)
{
  const char *name;
  ROWS rows = { 0 };
  TRY(db_query(rq->w, &rows, "SELECT DISTINCT tax_class FROM tax_rule ORDER BY 1 LIMIT 50"));
  struct option *options = arena_array(rq->arena, (size_t)rows_count(&rows) + 1, sizeof *options);
  for (int n = 0; rows_next(&rows, F(name)); n++)
    options[n] = (struct option){ name, name };
  *out = options;
  return OK;
}

/* Why a rule of this seller and class is not the one. */
static const char *why_not(struct req *rq, const struct asked *q, const struct tax_row *r)
{
  const struct tax_in *in = &r->in;
  const char *region = q->payer.region ? q->payer.region : "";
  if (*in->country && !str_eq(in->country, q->payer.country))
    return t("another country");
  if (*in->region && !str_eq(str_lower(rq->arena, in->region), str_lower(rq->arena, region)))
    return t("another region");
  if (in->needs_tax_number && !q->payer.has_tax_number)
    return t("the buyer has no tax number");
  if (date_compare(q->on, in->from) < 0)
    return t("not begun on that day");
  if (in->until.year && date_compare(q->on, in->until) > 0)
    return t("over on that day");
  return t("a narrower rule comes first");
}

static result rules_show(struct req *rq, const struct asked *q)
{
  struct tax_rules rules;
  struct tax_row r = { 0 };
  struct tax_in *in = &r.in;
  struct facts f = { rq, "Rules", 0 };
  TRY(tax_find_at(rq->w, q->seller_id, &q->payer, q->on, &rules));
  const struct tax_rule *holds = tax_of(&rules, q->tax_class);
  ROWS rows = { 0 };
  TRY(db_query(
      rq->w, &rows,
      "SELECT id, public_id, buyer_country, buyer_region, needs_tax_number, name, rate_bp, valid_from, valid_until FROM tax_rule"
      " WHERE legal_entity_id = ? AND tax_class = ? AND buyer_country IN (?, '')"
      " ORDER BY buyer_country DESC, buyer_region DESC, needs_tax_number DESC, valid_from DESC LIMIT 100",
      A(q->seller_id), A(q->tax_class), A(q->payer.country)));
  while (f.n < RULES_SHOWN &&
         rows_next(&rows, F(r.id), F(r.public_id), F(in->country), F(in->region), F(in->needs_tax_number), F(in->name),
                   F(in->rate_bp), F(in->from), F(in->until))) {
    fact_link(&f, tax_buyer_text(rq, in->country, in->region, in->needs_tax_number),
              arena_printf(rq->arena, t("%1$s %2$s, from %3$s"), tax_name_in(i18n_current(), in->name),
                           rate_text(rq->arena, in->rate_bp, i18n_current()),
                           date_text(rq->arena, in->from, i18n_current())),
              tax_path(rq, &r));
    fact_note(&f, holds && holds->id == r.id ? t("This one holds") : why_not(rq, q, &r));
  }
  view_put(rq->view, "Answer",
           holds ? arena_printf(rq->arena, t("%1$s %2$s is charged."), tax_name_in(i18n_current(), holds->name),
                                rate_text(rq->arena, holds->rate_bp, i18n_current()))
                 : t("No rule holds, so such an order is refused."));
  return OK;
}

static result seller_find(struct req *rq, struct asked *q, const struct option *entities)
{
  const char *chosen = *req_param(rq, "seller") ? req_param(rq, "seller") : entities[0].value;
  if (!chosen || !public_id_parse(chosen, &q->seller_public))
    return NOT_FOUND;
  return legal_entity_find(rq->w, q->seller_public, &q->seller_id);
}

result tax_explain(struct req *rq)
{
  struct option *entities, *classes;
  struct asked q = { .payer = { req_param(rq, "country"), req_param(rq, "region"), *req_param(rq, "number") != '\0' } };
  TRY(legal_entity_choices(rq, &entities));
  TRY(class_choices(rq, &classes));
  TRY(seller_find(rq, &q, entities));
  q.tax_class = *req_param(rq, "class") ? req_param(rq, "class") : "standard";
  if (!date_parse(req_param(rq, "on"), &q.on))
    q.on = utc_date(rq->w->now, rq->w->zone);
  choices_show(rq, "Sellers", entities, id_text(rq, q.seller_public));
  choices_show(rq, "Classes", classes, q.tax_class);
  choices_show(rq, "Countries", country_sorted(rq->arena), q.payer.country);
  view_put(rq->view, "Region", q.payer.region);
  view_put_bool(rq->view, "Number", q.payer.has_tax_number);
  view_put(rq->view, "On", date_iso(rq->arena, q.on));
  if (country_known(q.payer.country))
    TRY(rules_show(rq, &q));
  crumb(rq, t("Taxes"), "/admin/taxes");
  crumb(rq, t("Which rule holds"), NULL);
  return page(rq, "admin/tax_explain", t("Which tax rule holds"));
}
