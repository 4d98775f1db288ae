/* Why one organisation sees an offer or does not, and where each price comes from: C8 step by step, with what was skipped. */
#include "cgi-bin/admin/offer.h"
#include "cgi-bin/admin/org.h"

enum { STEPS = 4, PRODUCTS_SHOWN = 50 };

struct step { /* one place that may hold a price; list NULL: there is no such list */
  const char *list;
  int64_t minor;
  bool has;
};
struct explained {
  const char *name;
  int quantity, period_months;
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
               " v.labels FROM offer_version v WHERE v.id = ?",
               A(org_id), A(version_id)));
  return rows_one(&rows, F(out->all_partners), F(out->on_shelf), F(out->channels), F(out->labels));
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
    reason(rq, &n, t("No version of this offer is published."));
    return OK;
  }
  picks_split(rq, s.channels, &channels);
  reason(rq, &n, arena_printf(rq->arena, t("Version %d is published."), o->published_number));
  reason(rq, &n,
         picks_have(&channels, "Partner") ? t("Its channels hold “Partner”.")
                                          : t("Its channels do not hold “Partner”, so no partner sees it."));
  reason(rq, &n,
         s.all_partners ? t("All partners may sell it.")
         : ticked       ? t("This organisation is one of the partners that may sell it.")
                        : t("This organisation is not one of the partners that may sell it."));
  if (!active)
    reason(rq, &n, t("The organisation is not active, so nobody of it can sign in."));
  if (s.on_shelf && *s.labels)
    reason(rq, &n, arena_printf(rq->arena, t("It stands on the pages of these labels: %s."), s.labels));
  return OK;
}

#define ITEM_OF(alias, list)                                                                                           \
  " LEFT JOIN price_list_item " alias " ON " alias ".price_list_id = " list " AND " alias                              \
  ".product_id = p.id AND " alias ".currency = ? AND " alias ".valid_from <= ? AND (" alias                            \
  ".valid_until IS NULL OR " alias ".valid_until >= ?)"
#define PERSONAL_ITEM        ITEM_OF("i1", "k1.id")
#define TIER_ITEM            ITEM_OF("i2", "k2.id")
#define BASE_ITEM            ITEM_OF("i3", "k3.id")
#define PERIOD(currency, on) A(currency), A(on), A(on)

static result products_read(struct req *rq, int64_t version_id, const struct org *org, struct rows *rows)
{
  struct date on = utc_date(rq->w->now, rq->w->zone);
  const char *currency = org->in.currency;
  return db_query(
      rq->w, rows,
      "SELECT p.name, oi.quantity, p.period_months, k1.name, i1.amount_minor, i1.id IS NOT NULL, k2.name,"
      " i2.amount_minor, i2.id IS NOT NULL, k3.name, i3.amount_minor, i3.id IS NOT NULL, pp.amount_minor, pp.id IS NOT NULL"
      " FROM offer_item oi JOIN product p ON p.id = oi.product_id"
      " LEFT JOIN org_price_list l1 ON l1.org_id = ? AND l1.source = 'personal'"
      " LEFT JOIN price_list k1 ON k1.id = l1.price_list_id" PERSONAL_ITEM
      " LEFT JOIN org_price_list l2 ON l2.org_id = ? AND l2.source = 'tier'"
      " LEFT JOIN price_list k2 ON k2.id = l2.price_list_id" TIER_ITEM
      " LEFT JOIN price_list k3 ON k3.base_once = 1" BASE_ITEM
      " LEFT JOIN product_price pp ON pp.product_id = p.id AND pp.currency = ? AND pp.valid_from <= ?"
      " AND (pp.valid_until IS NULL OR pp.valid_until >= ?) WHERE oi.version_id = ? ORDER BY oi.position LIMIT 50",
      A(org->id), PERIOD(currency, on), A(org->id), PERIOD(currency, on), PERIOD(currency, on), PERIOD(currency, on),
      A(version_id));
}

static void step_show(struct facts *f, const char *label, const struct step *s, const char *currency, bool *found)
{
  struct req *rq = f->rq;
  if (s->has)
    fact(f, label, money_text(rq->arena, money_of(s->minor, currency), i18n_current()));
  else
    fact(f, label, s->list ? arena_printf(rq->arena, t("No price in %s today"), currency) : t("No such list"));
  fact_note(f, s->has && !*found ? t("This one holds") : *found ? t("not asked any more") : t("skipped"));
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
  view_item(rq->view, "Products", n, "Name",
            arena_printf(rq->arena, t("%1$d × %2$s, %3$s"), e->quantity, e->name, period_text(rq, e->period_months)));
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

static result products_show(struct req *rq, int64_t version_id, const struct org *org)
{
  struct explained e = { 0 };
  struct step *s = e.steps;
  ROWS rows = { 0 };
  TRY(products_read(rq, version_id, org, &rows));
  s[3].list = ""; /* the product itself is always there */
  for (int n = 0; n < PRODUCTS_SHOWN && rows_next(&rows, F(e.name), F(e.quantity), F(e.period_months), F(s[0].list),
                                                  F(s[0].minor), F(s[0].has), F(s[1].list), F(s[1].minor), F(s[1].has),
                                                  F(s[2].list), F(s[2].minor), F(s[2].has), F(s[3].minor), F(s[3].has));
       n++)
    product_show(rq, n, &e, org->in.currency);
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
  struct public_id id, org_id;
  struct offer_row o;
  struct org org;
  const char *chosen = req_param(rq, "org");
  TRY(req_public_id(rq, 0, &id));
  TRY(offer_row_find(rq->w, id, &o));
  offer_crumbs(rq, &o, t("Who sees it"));
  TRY(orgs_show(rq, chosen));
  if (*chosen) {
    if (!public_id_parse(chosen, &org_id))
      return NOT_FOUND;
    TRY(org_find(rq->w, org_id, &org));
    view_put(rq->view, "Org.Name", org.in.name);
    TRY(reasons_show(rq, &o, &org));
    TRY(products_show(rq, o.published_id ? o.published_id : o.version_id, &org));
  }
  return page(rq, "admin/offer_explain", arena_printf(rq->arena, t("Who sees %s, at which price"), o.in.name));
}
