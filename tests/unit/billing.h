/* What the tests of billing share: a database with tests/lib/billing.sql in it, and an order placed through the model. */
#ifndef PORTICO_TESTS_BILLING_H
#define PORTICO_TESTS_BILLING_H

#include "lib/base/i18n.h"
#include "lib/model/invoice.h"
#include "lib/model/order.h"
#include "tests/unit/db.h"

static inline void billing_open(struct test_db *t, const char *name)
{
  test_db_open(t, name);
  i18n_language("en");
  need(migrate_run(&t->owner, "schema") == OK, "migrations");
  need(migrate_load(&t->owner, "tests/lib/billing.sql") == OK, "what is sold, to whom");
}

/* Somebody of the organisation, now. */
static inline struct work billing_work(struct test_db *t, int64_t org_id, const char *now, const char *zone)
{
  struct work w = t->app;
  w.org_id = w.person_id = org_id;
  w.actor = "partner";
  w.zone = zone;
  need(utc_parse(now, &w.now), "a time %s", now);
  return w;
}

static inline result billing_issue_once(struct work *w, void *arg)
{
  return invoice_issue_waiting(w, 9001, arg);
}

/* Every draft of the company gets its number. */
static inline void billing_issue_all(struct test_db *t, const char *now)
{
  struct work w = billing_work(t, 0, now, "UTC");
  int issued = 1;
  while (issued > 0)
    need(db_transaction(&w, billing_issue_once, &issued) == OK, "%d drafts are numbered", issued);
}

struct basket {
  int64_t version, quantity;
  const char *company, *country, *po_number, *promo; /* promo: a code; NULL or "": none */
  struct date start;
  struct public_id order;
  const char *problem;
};

static inline result basket_fill(struct work *w, void *arg)
{
  struct basket *b = arg;
  struct order o;
  struct order_details d = { .billing = { .legal_name = b->company,
                                          .first_name = "Eva",
                                          .last_name = "Example",
                                          .email = "eva@example.org",
                                          .address1 = "Garden Lane 3",
                                          .city = "Graz",
                                          .country = b->country,
                                          .language = "en" },
                             .po_number = b->po_number,
                             .start = b->start };
  TRY(db_exec(w, "UPDATE legal_entity SET zone = ? WHERE id = 9001", A(w->zone))); /* the seller's day is the order's */
  TRY(order_draft_open(w, &o));
  TRY(order_put(w, &o, (struct public_id){ (uint64_t)b->version }, b->quantity, &b->problem));
  TRY(order_set_details(w, &o, &d));
  b->order = o.public_id;
  return !str_empty(b->promo) ? order_set_promo(w, &o, b->promo, &b->problem) : OK;
}

static inline result basket_place(struct work *w, void *arg)
{
  struct basket *b = arg;
  struct order o;
  struct quote q;
  TRY(basket_fill(w, b));
  TRY(order_find(w, b->order, &o));
  TRY(quote_make(w, &o, order_today(w, &o), &q));
  return order_place(w, o.public_id, q.figures, &b->problem);
}

/* An order of one offer for a new customer. */
static inline struct public_id billing_order(struct work *w, int64_t version, int64_t quantity, const char *company,
                                             struct date start)
{
  struct basket b = {
    .version = version, .quantity = quantity, .company = company, .country = "AT", .po_number = "PO-1", .start = start
  };
  result r = db_transaction(w, basket_place, &b);
  need(r == OK, "an order for %s is placed (%s%s%s)", company, result_name(r), b.problem ? ": " : "",
       b.problem ? b.problem : "");
  return b.order;
}

/* One number out of the database: the statement is a literal. */
#define number_of(w, text, ...)                                                                                        \
  (__extension__({                                                                                                     \
    int64_t number_ = -1;                                                                                              \
    ROWS rows_ = { 0 };                                                                                                \
    if (db_query(w, &rows_, text, ##__VA_ARGS__) != OK || rows_one(&rows_, F(number_)) != OK)                          \
      number_ = -999;                                                                                                  \
    number_;                                                                                                           \
  }))

#endif
