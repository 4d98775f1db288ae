/* Why one organisation sees an offer or does not, and where each price comes from: C8 step by step, with what was skipped. */
#include "cgi-bin/admin/offer.h"
#include "cgi-bin/admin/org.h"
#include "lib/block/block.h"

enum { STEPS = 4, PRODUCTS_SHOWN = 50 };

struct step {              /* one place that may hold a price; list NULL: there is no such list */
  const char *list, *none; /* none: what it says where there is no list */
  int64_t minor;
  bool has;
  int from_units; /* of the band that holds */
  struct date from, until;
};
struct explained {
  const char *name, *metric;
  int quantity, period_months, per_units;
  struct step steps[STEPS];
};

static void reason(struct req *rq, int *n, const char *text)
{
  view_item(rq->view, "Reasons", *n, "Text", text);
  *n += 1;
}

static result eligible(struct work *w, int64_t version_id, int64_t org_id, bool *out)
{
  int64_t n;
  ROWS rows = { 0 };
  TRY(db_query(w, &rows, "SELECT COUNT(*) FROM offer_eligible WHERE version_id = ? AND org_id = ?", A(version_id),
               A(org_id)));
  TRY(rows_one(&rows, F(n)));
  *out = n > 0;
  return OK;
}

static const char *channel_text(bool partner)
{
  return partner ? t("Partners may sell it: the sales channel “Partner” is ticked.")
                 : t("No partner sees it: the sales channel “Partner” is not ticked. Tick it in the next version, and "
                     "publish that.");
}

static const char *partners_text(bool all, bool ticked)
{
  return all      ? t("All partners may sell it.")
         : ticked ? t("This organisation is one of the partners that may sell it.")
                  : t("This organisation is not one of the partners that may sell it. Tick it in the next version, and "
                      "publish that.");
}

struct seen { /* of what sells */
  bool all_partners, on_shelf;
  const char *channels, *labels;
};

static result seen_read(struct work *w, int64_t version_id, int64_t org_id, struct seen *out)
{
  ROWS rows = { 0 };
  TRY(db_query(w, &rows,
               "SELECT v.all_partners, EXISTS (SELECT 1 FROM offer_shelf s WHERE s.version_id = v.id AND s.org_id IN "
               "(0, ?)), v.channels,"
               " REPLACE(v.labels, ',', ', ') FROM offer_version v WHERE v.id = ?",
               A(org_id), A(version_id)));
  return rows_one(&rows, F(out->all_partners), F(out->on_shelf), F(out->channels), F(out->labels));
}

/* The draft's own rules: whether this organisation will see it once it is published. */
static result draft_reasons_show(struct req *rq, const struct offer_row *o, const struct org *org)
{
  struct seen s = { 0 };
  struct picks channels;
  bool ticked, partner;
  int n = 0;
  TRY(seen_read(rq->w, o->version_id, org->id, &s));
  TRY(eligible(rq->w, o->version_id, org->id, &ticked));
  picks_split(rq, s.channels, &channels);
  partner = picks_have(&channels, "Partner");
  view_put_bool(rq->view, "Seen", partner && (s.all_partners || ticked) && str_eq(org->status, "active"));
  reason(
      rq, &n,
      arena_printf(rq->arena, t("This is the draft of version %d. Nobody sees it before it is published."), o->number));
  reason(rq, &n, channel_text(partner));
  reason(rq, &n, partners_text(s.all_partners, ticked));
  return OK;
}

/* The rules in the order in which they are asked; every one that decides is said. */
static result reasons_show(struct req *rq, const struct offer_row *o, const struct org *org)
{
  struct seen s = { 0 };
  struct picks channels;
  bool ticked = false;
  int n = 0;
  if (o->published_id) {
    TRY(seen_read(rq->w, o->published_id, org->id, &s));
    TRY(eligible(rq->w, o->published_id, org->id, &ticked));
  }
  bool active = str_eq(org->status, "active");
  view_put_bool(rq->view, "Seen", s.on_shelf && active);
  if (!o->published_id) {
    reason(rq, &n, t("Nobody sees it: no version of this offer is published yet."));
    return OK;
  }
  picks_split(rq, s.channels, &channels);
  reason(rq, &n, arena_printf(rq->arena, t("Version %d is published."), o->published_number));
  reason(rq, &n, channel_text(picks_have(&channels, "Partner")));
  reason(rq, &n, partners_text(s.all_partners, ticked));
  if (!active)
    reason(rq, &n, t("The organisation is not active, so nobody of it can sign in."));
  if (s.on_shelf && *s.labels)
    reason(rq, &n, arena_printf(rq->arena, t("Partners find it under these labels: %s."), s.labels));
  if (s.on_shelf && !*s.labels)
    reason(rq, &n, t("It has no label, so it stands in no list: partners reach it by its link alone."));
  return OK;
}

/* For whom, when and how many: what a price depends on. */
struct asked {
  const struct org *org;
  struct date on;
  int quantity; /* of the offer */
};

#define BAND(table, where)                                                                                             \
  "(SELECT x.id FROM " table " x WHERE " where                                                                         \
  "x.product_id = p.id AND x.currency = ? AND x.from_units <= IF(p.charge = 'usage', 1, ? * oi.quantity)"              \
  " AND x.valid_from <= ? AND (x.valid_until IS NULL OR x.valid_until >= ?) ORDER BY x.from_units DESC LIMIT 1)"
#define ITEM_OF(alias, list)                                                                                           \
  " LEFT JOIN price_list_item " alias " ON " alias ".id = " BAND("price_list_item", "x.price_list_id = " list " AND ")
#define STEP_COLUMNS(alias)                                                                                            \
  alias ".amount_minor, " alias ".id IS NOT NULL, " alias ".from_units, " alias ".valid_from, " alias ".valid_until"
#define PERIOD(q)      A((q)->org->in.currency), A((q)->quantity), A((q)->on), A((q)->on)
#define STEP_PLACES(s) F((s).minor), F((s).has), F((s).from_units), F((s).from), F((s).until)

static result products_read(struct req *rq, int64_t version_id, const struct asked *q, struct rows *rows)
{
  return db_query(
      rq->w, rows,
      "SELECT p.name, p.metric, p.per_units, oi.quantity, p.period_months, k1.name, " STEP_COLUMNS("i1") ", k2.name, " STEP_COLUMNS("i2") ", k3.name, " STEP_COLUMNS(
          "i3") ", " STEP_COLUMNS("pp") " FROM offer_item oi JOIN product p ON p.id = oi.product_id"
                                        " LEFT JOIN org_price_list l1 ON l1.org_id = ? AND l1.source = 'personal'"
                                        " LEFT JOIN price_list k1 ON k1.id = l1.price_list_id" ITEM_OF(
                                            "i1",
                                            "k1.id") " LEFT JOIN org_price_list l2 ON l2.org_id = ? AND l2.source = 'tier'"
                                                     " LEFT JOIN price_list k2 ON k2.id = l2.price_list_id" ITEM_OF("i2", "k2.id") " LEFT JOIN price_list k3 ON k3.base_once = 1" ITEM_OF(
                                                         "i3",
                                                         "k3.id") " LEFT JOIN product_price pp ON pp.id = " BAND("product_price",
                                                                                                                 "") " WHERE oi.version_id = ? ORDER BY oi.position LIMIT 50",
      A(q->org->id), PERIOD(q), A(q->org->id), PERIOD(q), PERIOD(q), PERIOD(q), A(version_id));
}

/* The row that holds: its band and its days. */
static const char *row_text(struct req *rq, const struct step *s)
{
  const char *from = date_text(rq->arena, s->from, i18n_current());
  const char *days = s->until.year ? arena_printf(rq->arena, t("from %1$s to %2$s"), from,
                                                  date_text(rq->arena, s->until, i18n_current()))
                                   : arena_printf(rq->arena, t("from %s on"), from);
  return s->from_units > 1 ? arena_printf(rq->arena, t("%1$s, for %2$d pieces or more"), days, s->from_units) : days;
}

static void step_show(struct facts *f, const char *label, const struct step *s, const char *currency, bool *found)
{
  struct req *rq = f->rq;
  if (s->has)
    fact(f, label, money_text(rq->arena, money_of(s->minor, currency), i18n_current()));
  else
    fact(f, label,
         s->list ? arena_printf(rq->arena, t("No price in %s for this quantity on that day"), currency) : s->none);
  fact_note(f, s->has && !*found ? arena_printf(rq->arena, t("This is the price, %s"), row_text(rq, s))
               : *found          ? t("Not looked at: the price is found above")
                                 : t("Nothing here: the next one is looked at"));
  *found = *found || s->has;
}

/* One product: its four steps, then the sum of what the offer holds of it. */
static void product_show(struct req *rq, int n, const struct explained *e, const char *currency)
{
  const char *labels[STEPS] = { t("1. Personal price list"), t("2. Price list of the tier"), t("3. General price list"),
                                t("4. Price on the product") };
  const char *list = arena_printf(rq->arena, "Products.%d.Steps", n);
  struct facts f = { rq, list, 0 };
  bool found = false;
  view_item(
      rq->view, "Products", n, "Name",
      *e->metric
          ? arena_printf(rq->arena, t("%1$s, per %2$s"), e->name, offer_metric_text(rq->arena, e->metric, e->per_units))
          : arena_printf(rq->arena, t("%1$d × %2$s, %3$s"), e->quantity, e->name, period_text(rq, e->period_months)));
  for (int i = 0; i < STEPS; i++) {
    const struct step *s = &e->steps[i];
    const char *label = s->list && *s->list ? arena_printf(rq->arena, "%s: %s", labels[i], s->list) : labels[i];
    step_show(&f, label, s, currency, &found);
  }
  if (!found)
    view_item(
        rq->view, "Products", n, "Problem",
        arena_printf(rq->arena, t("There is no price in %s, so this organisation cannot order the offer."), currency));
}

static result products_show(struct req *rq, int64_t version_id, const struct asked *q)
{
  struct explained e = { 0 };
  struct step *s = e.steps;
  ROWS rows = { 0 };
  TRY(products_read(rq, version_id, q, &rows));
  s[0].none = t("The organisation has no price list of its own");
  s[1].none = t("The organisation is of no tier that has a price list");
  s[2].none = t("There is no general price list");
  s[3].list = ""; /* the product itself is always there */
  for (int n = 0;
       n < PRODUCTS_SHOWN && rows_next(&rows, F(e.name), F(e.metric), F(e.per_units), F(e.quantity), F(e.period_months),
                                       F(s[0].list), STEP_PLACES(s[0]), F(s[1].list), STEP_PLACES(s[1]), F(s[2].list),
                                       STEP_PLACES(s[2]), STEP_PLACES(s[3]));
       n++)
    product_show(rq, n, &e, q->org->in.currency);
  return OK;
}

/* The card as the organisation sees it, and what the checkout makes of that quantity. */
static result card_show(struct req *rq, int64_t version_id, const struct asked *q)
{
  struct work theirs = *rq->w;
  struct offer_price *prices;
  struct buyer buyer;
  struct offer o;
  theirs.org_id = q->org->id;
  TRY(buyer_find(&theirs, &buyer));
  result r = offer_find_version(&theirs, version_id, q->quantity, buyer.currency, q->on, &o);
  if (r != OK)
    return r == NOT_FOUND ? OK : r; /* it holds no product yet */
  offer_show(rq, "Card", 0, &o, &buyer);
  int n = offer_priced(&o) ? offer_prices(rq->arena, &o, q->quantity, &prices) : 0;
  for (int i = 0; i < n; i++) {
    view_item(rq->view, "Checkout", i, "Period", offer_period_text(rq->arena, prices[i].period_months));
    view_item(rq->view, "Checkout", i, "Buy", money_text(rq->arena, prices[i].buy, i18n_current()));
    if (!str_eq(buyer.invoice_owner, "partner"))
      view_item(rq->view, "Checkout", i, "Sell", money_text(rq->arena, prices[i].sell, i18n_current()));
  }
  view_put(rq->view, "CheckoutProblem", offer_quantity_problem(rq->arena, &o, q->quantity));
  return OK;
}

/* What was asked, as typed or as most ask: today, the least that can be had. */
static result asked_read(struct req *rq, int64_t version_id, struct asked *q)
{
  int64_t quantity;
  ROWS rows = { 0 };
  TRY(db_query(rq->w, &rows, "SELECT quantity_min FROM offer_version WHERE id = ?", A(version_id)));
  TRY(rows_one(&rows, F(q->quantity)));
  if (str_int64(req_param(rq, "quantity"), &quantity) && quantity >= 1 && quantity <= 1000000)
    q->quantity = (int)quantity;
  if (!date_parse(req_param(rq, "on"), &q->on))
    q->on = utc_date(rq->w->now, rq->w->zone);
  view_put_int(rq->view, "Quantity", q->quantity);
  view_put(rq->view, "On", date_iso(rq->arena, q->on));
  return OK;
}

static result orgs_show(struct req *rq, const char *chosen)
{
  struct option *orgs;
  TRY(org_choices(rq, &orgs));
  for (int i = 0; orgs[i].value; i++) {
    view_item(rq->view, "Orgs", i, "Value", orgs[i].value);
    view_item(rq->view, "Orgs", i, "Label", orgs[i].label);
    view_item(rq->view, "Orgs", i, "Selected", str_eq(orgs[i].value, chosen) ? "1" : "");
  }
  return OK;
}

result offer_explain(struct req *rq)
{
  struct public_id org_id;
  struct offer_row o;
  struct org org;
  struct asked asked = { .org = &org };
  const char *chosen = req_param(rq, "org");
  TRY(offer_of_path(rq, &o));
  offer_crumbs(rq, &o, t("Who sees it"));
  bool has_draft = str_eq(o.status, "draft"), draft = has_draft && (!o.published_id || *req_param(rq, "draft"));
  int64_t version_id = draft ? o.version_id : o.published_id ? o.published_id : o.version_id;
  view_put_bool(rq->view, "HasDraft", has_draft && o.published_id);
  view_put_bool(rq->view, "Draft", draft);
  TRY(orgs_show(rq, chosen));
  TRY(asked_read(rq, version_id, &asked));
  if (*chosen) {
    if (!public_id_parse(chosen, &org_id))
      return NOT_FOUND;
    TRY(org_find(rq->w, org_id, &org));
    view_put(rq->view, "Org.Name", org.in.name);
    TRY(draft ? draft_reasons_show(rq, &o, &org) : reasons_show(rq, &o, &org));
    TRY(card_show(rq, version_id, &asked));
    view_putf(rq->view, "PriceRule",
              t("The first of these that has a price in %s for this quantity on that day gives the price."),
              org.in.currency);
    TRY(products_show(rq, version_id, &asked));
  }
  return page(rq, "admin/offer_explain", arena_printf(rq->arena, t("Who sees %s, at which price"), o.in.name));
}
