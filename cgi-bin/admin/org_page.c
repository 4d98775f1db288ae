/* One organisation: what it is, its people and orders, what happened to it. */
#include "cgi-bin/admin/admin.h"
#include "lib/app/key_list.h"
#include "lib/model/order.h"

enum { PEOPLE_SHOWN = 50, ORDERS_SHOWN = 10 };

static const struct column people_columns[] = {
  { "name", N_("Name"), COLUMN_LINK, .href = "/admin/users/", .id = "public_id", .main = true },
  { "email", N_("E-mail"), COLUMN_EMAIL },
  { "roles", N_("Roles"), COLUMN_TEXT, .words = role_words },
  { "state", N_("State"), COLUMN_STATE, .words = person_states },
  { "last_signin_at", N_("Last sign-in"), COLUMN_TIME },
};
LIST_UP(people_by_name,
        "p.name, p.public_id, " PERSON_EMAIL_SQL " AS email, p.roles, " PERSON_STATE_SQL " AS state,"
        " p.last_signin_at",
        "person r WHERE r.org_id = ?", "r.name", "JOIN person p ON p.id = l.id");
static const struct list_order people_orders[] = { ORDER("name", people_by_name) };
static const struct table people = TABLE(people_columns, people_orders);

static const struct column order_columns[] = {
  { "reference", N_("Order"), COLUMN_LINK, .href = "/admin/orders/", .id = "public_id", .main = true },
  { "customer", N_("Customer"), COLUMN_TEXT },
  { "status", N_("State"), COLUMN_STATE, .words = order_states },
  { "total_now_minor", N_("Due at once"), COLUMN_MONEY, .currency = "currency" },
  { "placed_at", N_("Placed"), COLUMN_TIME },
};
LIST_DOWN(orders_by_date,
          "o.reference, o.public_id, COALESCE(c.name, " ORDER_CUSTOMER
          ") AS customer, o.status, o.total_now_minor, o.currency, o.placed_at",
          "customer_order r WHERE r.org_id = ? AND r.placed_at IS NOT NULL", "r.placed_at",
          "JOIN customer_order o ON o.id = l.id LEFT JOIN customer c ON c.id = o.customer_id"
          " LEFT JOIN party p ON p.id = o.billing_party_id");
static const struct list_order order_orders[] = { ORDER("placed", orders_by_date) };
static const struct table org_orders = TABLE(order_columns, order_orders);

static void facts_show(struct req *rq, const struct org *o, const char *tier, const char *price_list)
{
  const struct org_in *in = &o->in;
  struct facts f = { rq, "Facts", 0 };
  const struct party *p = &in->party;
  fact(&f, t("Organisation ID"), id_text(rq, o->public_id));
  fact(&f, t("Short name"), in->slug);
  fact(&f, t("Invoices"), option_word(invoice_owners, in->invoice_owner));
  fact(&f, t("Sold by"), o->legal_entity_name);
  fact(&f, t("Currency"), in->currency);
  fact(&f, t("Personal price list"), price_list ? price_list : t("None: tier, general list and product prices apply"));
  fact(&f, t("Tier"), tier);
  fact(&f, t("Billing account"), in->billing_account);
  fact(&f, t("CRM account"), in->crm_account);
  fact(&f, t("People"), in->seat_limit ? arena_printf(rq->arena, t("at most %d"), in->seat_limit) : "");
  fact(&f, t("Legal name"), p->legal_name);
  fact(&f, t("Address"), party_address(rq->arena, p, ", ", NULL));
  fact(&f, t("E-mail"), p->email);
  fact(&f, t("Phone"), p->phone);
  fact(&f, t("Tax number"), p->tax_number);
  fact(&f, t("Registration number"), p->registration_number);
  fact_time(&f, t("Partner since"), o->created_at);
}

static result price_list_name(struct work *w, int64_t org_id, const char **tier, const char **out)
{
  ROWS rows = { 0 };
  TRY(db_query(
      w, &rows,
      "SELECT o.tier, l.name FROM org o LEFT JOIN org_price_list p ON p.org_id = o.id AND p.source = 'personal'"
      " LEFT JOIN price_list l ON l.id = p.price_list_id WHERE o.id = ?",
      A(org_id)));
  return rows_one(&rows, F(*tier), F(*out));
}

result org_page(struct req *rq)
{
  struct public_id id;
  struct org org;
  const char *price_list, *tier;
  bool more = false;
  TRY(req_public_id(rq, 0, &id));
  TRY(org_find(rq->w, id, &org));
  TRY(price_list_name(rq->w, org.id, &tier, &price_list));
  crumb(rq, t("Organisations"), "/admin/partners");
  crumb(rq, org.in.name, NULL);
  may_show(rq);
  facts_show(rq, &org, tier, price_list);
  view_put(rq->view, "Org.Path", org_path(rq, &org));
  view_put(rq->view, "Org.Id", id_text(rq, org.public_id));
  view_put(rq->view, "Org.Status", org.status);
  view_put(rq->view, "Org.StatusWord", option_word(org_statuses, org.status));
  if (*org.logo_type)
    view_put(rq->view, "Org.Logo", org_logo(rq, &org));
  view_put(rq->view, "People.Empty", t("Nobody can sign in for this organisation yet."));
  view_put(rq->view, "Orders.Empty", t("This organisation has not ordered yet."));
  bool may = (rq->who.rights & SUPPORT_READ) != 0; /* its people and orders are records of their own */
  view_put_bool(rq->view, "May.Support", may);
  if (may) {
    TRY(list_part(rq, "People", &people, PEOPLE_SHOWN, NULL, A(org.id)));
    TRY(keys_show(rq, org.id, false));
    TRY(list_part(rq, "Orders", &org_orders, ORDERS_SHOWN, &more, A(org.id)));
  }
  view_put_bool(rq->view, "Orders.More", more);
  if (rq->who.rights & ORDER_WRITE && str_eq(org.status, "active"))
    view_putf(rq->view, "Org.OrderHref", "/offers/staff/%s", id_text(rq, org.public_id));
  TRY(org_move_show(rq, &org));
  TRY(history_show(rq, "org", org.id));
  return page(rq, "admin/org_page", org.in.name);
}
