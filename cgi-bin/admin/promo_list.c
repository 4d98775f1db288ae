/* Every promotion code, and one of them: what it gives, for whom, how often it was used. */
#include "cgi-bin/admin/promo.h"
#include "lib/model/promo.h"

enum { ORDERS_SHOWN = 50 };

static const struct option kinds[] = { { "percent", N_("Percentage") }, { "amount", N_("Amount") }, { NULL, NULL } };
static const struct option states[] = {
  { "active", N_("Today") },
  { "planned", N_("Coming") },
  { "expired", N_("Past") },
  { "inactive", N_("Switched off") },
  { NULL, NULL },
};
static const struct column columns[] = {
  { "code", N_("Code"), COLUMN_LINK, .href = "/admin/promotions/", .id = "public_id", .main = true },
  { "name", N_("Name"), COLUMN_TEXT },
  { "kind", N_("Kind"), COLUMN_TEXT, .words = kinds },
  { "state", N_("State"), COLUMN_STATE, .words = states },
  { "valid_from", N_("From"), COLUMN_DATE },
  { "valid_until", N_("Last day"), COLUMN_DATE },
  { "uses", N_("Orders"), COLUMN_NUMBER },
  { "uses_max", N_("At most"), COLUMN_NUMBER },
};
LIST_UP(
    by_code,
    "p.code, p.public_id, p.name, p.kind, p.valid_from, p.valid_until, p.uses, NULLIF(p.uses_max, 0) AS uses_max,"
    " CASE WHEN NOT p.active THEN 'inactive' WHEN p.valid_until < ? THEN 'expired' WHEN p.valid_from > ? THEN 'planned'"
    " ELSE 'active' END AS state",
    "promo r WHERE (? = '' OR r.code LIKE ? OR r.name LIKE ?)", "r.code", "JOIN promo p ON p.id = l.id");
static const struct list_order orders[] = { ORDER("code", by_code) };
static const struct table promos = TABLE(columns, orders);

static const struct column order_columns[] = {
  { "reference", N_("Order"), COLUMN_LINK, .href = "/admin/orders/", .id = "public_id", .main = true },
  { "org", N_("Organisation"), COLUMN_TEXT },
  { "placed_at", N_("Placed"), COLUMN_TIME },
};
LIST_DOWN(orders_by_id, "o.reference, o.public_id, g.name AS org, o.placed_at", "customer_order r WHERE r.promo_id = ?",
          "r.id", "JOIN customer_order o ON o.id = l.id LEFT JOIN org g ON g.id = o.org_id");
static const struct list_order order_orders[] = { ORDER("id", orders_by_id) };
static const struct table used = TABLE(order_columns, order_orders);

result promo_list(struct req *rq)
{
  const char *like = list_like(rq), *search = list_search(rq);
  struct date today = utc_date(rq->w->now, rq->w->zone);
  crumb(rq, t("Promotions"), NULL);
  may_show(rq);
  view_put(rq->view, "Promos.Empty",
           *search ? t("No promotion matches this search.")
                   : t("There is no promotion yet. A code takes a percentage or an amount off the first payments."));
  return list_page(rq, "Promos", &promos, "admin/promo_list", t("Promotions"), A(today), A(today), A(search), A(like),
                   A(like));
}

static const char *gives_text(struct req *rq, const struct promo_in *in)
{
  const char *off = str_eq(in->kind, "percent") ? rate_text(rq->arena, in->rate_bp, i18n_current()) : in->amounts;
  if (!in->periods)
    return arena_printf(rq->arena, t("%s off every payment that the order plans"), off);
  return arena_printf(rq->arena,
                      tn("%1$s off the first payment of each offer", "%1$s off the first %2$d payments of each offer",
                         (unsigned long)in->periods),
                      off, in->periods);
}

static result facts_show(struct req *rq, const struct promo_row *p)
{
  const struct promo_in *in = &p->in;
  struct picks ids;
  const char *orgs, *offers;
  struct facts f = { rq, "Facts", 0 };
  TRY(promo_orgs(rq, p->id, &ids, &orgs));
  TRY(promo_offers(rq, p->id, &ids, &offers));
  fact(&f, t("Code"), in->code);
  fact(&f, t("Gives"), gives_text(rq, in));
  fact_date(&f, t("From"), in->valid_from);
  fact_date(&f, t("Last day"), in->valid_until);
  fact(&f, t("Used by"), arena_printf(rq->arena, tn("%d order", "%d orders", (unsigned long)p->uses), p->uses));
  if (in->uses_max)
    fact_note(&f, arena_printf(rq->arena, t("at most %d"), in->uses_max));
  fact(&f, t("Partners"), in->all_partners ? t("All partners") : *orgs ? orgs : t("Nobody"));
  fact(&f, t("Offers"), in->all_offers ? t("All offers") : *offers ? offers : t("None"));
  fact(&f, t("State"), in->active ? "" : t("Switched off"));
  return OK;
}

result promo_page(struct req *rq)
{
  struct public_id id;
  struct promo_row p;
  TRY(req_public_id(rq, 0, &id));
  TRY(promo_row_find(rq->w, id, &p));
  crumb(rq, t("Promotions"), "/admin/promotions");
  crumb(rq, p.in.name, NULL);
  may_show(rq);
  TRY(facts_show(rq, &p));
  view_put(rq->view, "Promo.Path", promo_path(rq, &p));
  view_put(rq->view, "Orders.Empty", t("No order used it yet."));
  if (rq->who.rights & SUPPORT_READ)
    TRY(list_part(rq, "Orders", &used, ORDERS_SHOWN, NULL, A(p.id)));
  view_put_bool(rq->view, "May.Support", (rq->who.rights & SUPPORT_READ) != 0);
  TRY(history_show(rq, "promo", p.id));
  return page(rq, "admin/promo_page", p.in.name);
}
