/* What the tests of orders share: a database with the demo catalogue (schema/demo), who acts and when, a basket and its quote. */
#ifndef PORTICO_TESTS_ORDER_H
#define PORTICO_TESTS_ORDER_H

#include "lib/model/order.h"
#include "tests/unit/db.h"

static struct test_db db;
static struct work *w; /* of whom `as` named, at the time that `on` named */

enum {
  CORE = 2,
  PRO = 3,
  STARTER = 4,
  ARCHIVE = 5,
  SUPPORT = 6,
  ONBOARDING = 7,
  TRAINING = 8,
  MONITORING = 9,
  ONLINE = 10,
  DRAFT = 11
};
enum { ALDER = 1, BIRCH = 2, CEDAR = 3, DOGWOOD = 4 };

/* Each organisation's sales person. */
static inline void as(int64_t org)
{
  static const int64_t people[] = { 0, 1, 7, 10, 17 };
  w->org_id = org;
  w->person_id = people[org];
  w->actor = "partner";
}

static inline void on(const char *instant)
{
  ok(utc_parse(instant, &w->now), "it is %s", instant);
}

#define DO(...) need(db_exec(&db.owner, __VA_ARGS__) == OK, "the database is changed")

static inline int64_t number(const struct sql *sql)
{
  int64_t n = -1;
  ROWS rows = { 0 };
  need(db_query_(&db.owner, &rows, sql, NULL, 0) == OK && rows_next(&rows, F(n)), "a number");
  return n;
}
#define COUNT_OF(text) number(SQL(text))

static inline struct public_id version(int64_t id)
{
  struct public_id out = { 0 };
  ROWS rows = { 0 };
  need(db_query(&db.owner, &rows, "SELECT public_id FROM offer_version WHERE id = ?", A(id)) == OK &&
           rows_next(&rows, F(out)),
       "offer %d", (int)id);
  return out;
}

static inline struct date day(int year, int month, int of_month)
{
  return (struct date){ (int16_t)year, (int8_t)month, (int8_t)of_month };
}

/* ---- a basket ---- */
struct put {
  int64_t version;
  int64_t quantity;
};
struct basket {
  const struct put *puts;
  int n;
  struct order_details details;
  struct order *out;
};

static inline result fill(struct work *work, void *arg)
{
  struct basket *b = arg;
  const char *problem;
  TRY(order_draft_open(work, b->out));
  for (int i = 0; i < b->n; i++)
    TRY(order_put(work, b->out, version(b->puts[i].version), b->puts[i].quantity, &problem));
  TRY(order_set_details(work, b->out, &b->details));
  return order_draft(work, b->out);
}

static inline struct party buyer_in(const char *country, const char *tax_number)
{
  return (struct party){ .first_name = "Ada",
                         .last_name = "Example",
                         .email = "Ada@Example.com",
                         .address1 = "1 Example Street",
                         .city = "Example",
                         .country = country,
                         .tax_number = tax_number };
}

static inline struct order basket(const struct put *puts, int n, struct party customer, struct date start)
{
  struct order o = { 0 };
  struct basket b = { puts, n, { .billing = customer, .start = start, .po_number = "PO-1" }, &o };
  is_int(db_transaction(w, fill, &b), OK, "a basket of %d", n);
  return o;
}
#define BASKET(customer, start, ...)                                                                                   \
  basket((const struct put[]){ __VA_ARGS__ }, (int)(sizeof((const struct put[]){ __VA_ARGS__ }) / sizeof(struct put)), \
         (customer), (start))

static inline struct quote quote(const struct order *o)
{
  struct quote q = { 0 };
  is_int(quote_make(w, o, order_today(w, o), &q), OK, "a quote");
  return q;
}

static inline void is_minor(struct money m, int64_t minor, const char *currency, const char *what)
{
  is_int(m.minor, minor, "%s", what);
  is_text(m.currency, currency, "in %s", currency);
}

static inline void catalogue_open(const char *name)
{
  test_db_open(&db, name);
  need(migrate_run(&db.owner, "schema") == OK, "the schema");
  need(migrate_load(&db.owner, "schema/demo/0001-people.sql") == OK, "people");
  need(migrate_load(&db.owner, "schema/demo/0002-customers.sql") == OK, "customers");
  need(migrate_load(&db.owner, "schema/demo/0010-catalogue.sql") == OK, "catalogue");
  w = &db.app;
  w->zone = "Europe/Vienna";
}

#endif
