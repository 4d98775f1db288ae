/* The demo's history: orders of the past months, placed by the model on their days, and everything that days have made of them since:
 * subscriptions that renew, invoices, payments of most. Dates count back from today, so that the demo never looks old. */
#include "bin/portico.h"
#include "lib/model/invoice.h"
#include "lib/model/ledger.h"
#include "lib/model/order.h"
#include "lib/model/subscription.h"
#include "lib/model/trail.h"

#include <stdio.h>
#include <string.h>

enum { ORGS_MAX = 8, OFFERS_MAX = 40, ORDERS = 14, DAYS = 400, PAID_AFTER_DAYS = 26, PAID_LATE_DAYS = 110 };

/* Days ago; the last begins in the future. */
static const int ages[ORDERS] = { 399, 360, 322, 270, 205, 160, 121, 84, 58, 37, 20, 9, 2, 0 };
enum { STARTS_LATER_DAYS = 18 };

struct demo_org {
  int64_t id, person_id;
  const char *zone;
  char currency[4];
  struct public_id offers[OFFERS_MAX];
  int n_offers;
};

static result orgs_find(struct work *w, struct demo_org *orgs, int *n)
{
  ROWS rows = { 0 };
  *n = 0;
  TRY(db_query(
      w, &rows,
      "SELECT o.id, p.id, p.zone, o.currency FROM org o JOIN person p ON p.org_id = o.id WHERE o.status = 'active' AND p.active"
      " AND p.id = (SELECT MIN(x.id) FROM person x WHERE x.org_id = o.id AND x.active) ORDER BY o.id LIMIT 8"));
  while (*n < ORGS_MAX &&
         rows_next(&rows, F(orgs[*n].id), F(orgs[*n].person_id), F(orgs[*n].zone), F(orgs[*n].currency)))
    ++*n;
  return OK;
}

static result offers_find(struct work *w, struct demo_org *o)
{
  ROWS rows = { 0 };
  TRY(db_query(
      w, &rows,
      "SELECT DISTINCT v.public_id FROM offer_shelf s JOIN offer_version v ON v.id = s.version_id WHERE s.org_id IN (0, ?)"
      " ORDER BY v.id LIMIT 40",
      A(o->id)));
  while (o->n_offers < OFFERS_MAX && rows_next(&rows, F(o->offers[o->n_offers])))
    o->n_offers++;
  return OK;
}

struct demo_order {
  const struct demo_org *org;
  int number;
  struct date today;
};

/* The number-th customer of the organisation, several orders each. */
static result customer_nth(struct work *w, int number, struct public_id *id, const char **country)
{
  ROWS rows = { 0 };
  TRY(db_query(w, &rows, "SELECT public_id, country FROM customer WHERE org_id = ? ORDER BY id LIMIT 1 OFFSET ?",
               A(w->org_id), A(number)));
  return rows_one(&rows, F(*id), F(*country));
}

/* The first offer from there on that can be bought for that country. */
static result offer_choose(struct work *w, const struct demo_order *d, const char *country, struct offer *out)
{
  for (int i = 0; i < d->org->n_offers; i++) {
    struct public_id id = d->org->offers[(d->number + i) % d->org->n_offers];
    result r = offer_find(w, id, d->org->currency, d->today, out);
    if (r == OK && offer_priced(out) && offer_sells_in(out, country))
      return OK;
    if (r != OK && r != NOT_FOUND)
      return r;
  }
  return NOT_FOUND;
}

static result order_one(struct work *w, void *arg)
{
  const struct demo_order *d = arg;
  struct order o;
  struct offer offer;
  struct quote q;
  struct order_details in = { .po_number = d->number % 3 ? arena_printf(w->arena, "PO-%d", 4100 + d->number * 7) : "" };
  const char *country, *problem;
  TRY(customer_nth(w, d->number % 9, &in.customer, &country));
  TRY(offer_choose(w, d, country, &offer));
  if (!ages[d->number])
    in.start = date_add_days(d->today, STARTS_LATER_DAYS);
  TRY(order_draft_open(w, &o));
  TRY(order_put(w, &o, offer.public_id, offer.quantity_min + (d->number % 4) * offer.quantity_step, &problem));
  TRY(order_set_details(w, &o, &in));
  TRY(order_find(w, o.public_id, &o));
  TRY(quote_make(w, &o, d->today, &q));
  return order_place(w, o.public_id, q.figures, &problem);
}

/* An order that the shelf cannot serve (a quantity, a tax) is left out. */
static result orders_of_day(struct work *w, const struct demo_org *org, int days_ago)
{
  for (int i = 0; i < ORDERS && org->n_offers; i++) {
    struct demo_order d = { org, i, utc_date(w->now, org->zone) };
    if (ages[i] != days_ago)
      continue;
    struct work of = *w;
    of.org_id = org->id;
    of.person_id = org->person_id;
    of.actor = "partner";
    of.zone = org->zone;
    result r = db_transaction(&of, order_one, &d);
    if (r != OK && r != NOT_FOUND && r != CONFLICT && r != INVALID)
      return r;
  }
  return OK;
}

static result turn_one(struct work *w, void *arg)
{
  bool changed;
  return subscription_turn(w, *(int64_t *)arg, &changed);
}

static result turn_all(struct work *w)
{
  int64_t ids[SUBSCRIPTION_BATCH];
  int n;
  TRY(subscriptions_waiting(w, 0, ids, &n));
  for (int i = 0; i < n; i++)
    TRY(db_transaction(w, turn_one, &ids[i]));
  TRY(subscriptions_short(w, 0, ids, &n));
  for (int i = 0; i < n; i++)
    TRY(db_transaction(w, turn_one, &ids[i]));
  return OK;
}

struct draft {
  struct bill_due due;
  struct date today;
  bool made;
};

static result draft_one(struct work *w, void *arg)
{
  struct draft *d = arg;
  return invoice_draft_due(w, d->due.bill_group_id, d->due.customer_id, 0, d->today, &d->made);
}

static result draft_all(struct work *w)
{
  struct bill_due bills[SUBSCRIPTION_BATCH], none = { 0 };
  int n;
  TRY(bills_waiting(w, &none, bills, &n));
  for (int i = 0; i < n; i++) {
    struct draft d = { bills[i], utc_date(w->now, bills[i].zone), true };
    struct work of = *w;
    of.zone = bills[i].zone;
    while (d.made)
      TRY(db_transaction(&of, draft_one, &d));
  }
  return OK;
}

struct issuer {
  int64_t id;
  int issued;
};

static result issue_one(struct work *w, void *arg)
{
  struct issuer *i = arg;
  return invoice_issue_waiting(w, i->id, &i->issued);
}

static result issue_all(struct work *w)
{
  int64_t ids[100];
  int n;
  TRY(invoice_issuers_waiting(w, ids, &n));
  for (int i = 0; i < n; i++) {
    struct issuer is = { ids[i], 1 };
    while (is.issued)
      TRY(db_transaction(w, issue_one, &is));
  }
  return OK;
}

struct paid {
  int64_t id, org_id, bill_group_id;
  struct money due;
};

static result pay_one(struct work *w, void *arg)
{
  const struct paid *p = arg;
  struct posting postings[] = { { "cash", 0, 0, p->due },
                                { "receivable", p->bill_group_id, p->id, money_of(-p->due.minor, p->due.currency) } };
  TRY(ledger_post(w, "invoice.paid", p->id, 0, p->org_id, postings, 2));
  TRY(db_exec(w, "UPDATE invoice SET status = 'paid', due_minor = 0 WHERE id = ? AND status = 'unpaid'", A(p->id)));
  return audit_write(w, "invoice.paid", "invoice", p->id, p->org_id, "status,due_minor", NULL);
}

/* Most payers pay some days before it is due; every seventh invoice is forgotten for long. */
static result pay_all(struct work *w)
{
  struct paid paid[100];
  int n = 0;
  {
    ROWS rows = { 0 };
    TRY(db_query(
        w, &rows,
        "SELECT id, COALESCE(org_id, 0), bill_group_id, due_minor, currency FROM invoice WHERE status = 'unpaid' AND issued_on <= ?"
        " AND (id % 7 <> 3 OR issued_on <= ?) ORDER BY id LIMIT 100",
        A(date_add_days(utc_date(w->now, "UTC"), -PAID_AFTER_DAYS)),
        A(date_add_days(utc_date(w->now, "UTC"), -PAID_LATE_DAYS))));
    while (n < 100 && rows_next(&rows, F(paid[n].id), F(paid[n].org_id), F(paid[n].bill_group_id), F(paid[n].due.minor),
                                F(paid[n].due.currency)))
      n++;
  }
  for (int i = 0; i < n; i++)
    TRY(db_transaction(w, pay_one, &paid[i]));
  return OK;
}

/* Nobody is mailed about the past. */
static result mails_drop(struct work *w, void *arg)
{
  (void)arg;
  return db_exec(w, "UPDATE outbox SET status = 'dropped', done_at = ? WHERE status = 'due' AND kind LIKE 'mail.%'",
                 A(w->now));
}

static result days_run(struct work *w, const struct demo_org *orgs, int n)
{
  struct utc now = w->now;
  for (int ago = DAYS; ago >= 0; ago--) {
    w->now = utc_add_s(now, -(int64_t)ago * 24 * 3600);
    for (int i = 0; i < n; i++)
      TRY(orders_of_day(w, &orgs[i], ago));
    TRY(turn_all(w));
    TRY(draft_all(w));
    TRY(issue_all(w));
    TRY(pay_all(w));
    arena_reset(w->arena);
  }
  w->now = now;
  return db_transaction(w, mails_drop, NULL);
}

static result orders_count(struct work *w, int64_t *n)
{
  ROWS rows = { 0 };
  TRY(db_query(w, &rows, "SELECT COUNT(*) FROM customer_order"));
  return rows_one(&rows, F(*n));
}

result demo_orders(struct work *w)
{
  struct demo_org orgs[ORGS_MAX] = { 0 };
  int64_t orders = 0;
  int n;
  TRY(orders_count(w, &orders));
  if (orders)
    return OK;
  TRY(orgs_find(w, orgs, &n));
  for (int i = 0; i < n; i++)
    TRY(offers_find(w, &orgs[i]));
  struct work own = *w; /* an arena that is emptied after each day */
  own.arena = arena_new((size_t)64 << 20, NULL, NULL);
  result r = days_run(&own, orgs, n);
  arena_free(own.arena);
  TRY(r);
  TRY(orders_count(w, &orders));
  printf("%lld orders were placed\n", (long long)orders);
  return OK;
}
