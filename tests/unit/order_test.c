/* Prices, quotes and placing against a real database with the demo catalogue (schema/demo). Every expectation is worked out by hand
 * from the catalogue's figures and DOMAIN's rules, which stand beside it. */
#include "lib/model/order.h"
#include "tests/unit/db.h"

static struct test_db db;
static struct work *w;

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
static void as(int64_t org)
{
  static const int64_t people[] = { 0, 1, 7, 10, 17 };
  w->org_id = org;
  w->person_id = people[org];
  w->actor = "partner";
}

static void on(const char *instant)
{
  ok(utc_parse(instant, &w->now), "it is %s", instant);
}

#define DO(...) need(db_exec(&db.owner, __VA_ARGS__) == OK, "the database is changed")

static int64_t number(const struct sql *sql)
{
  int64_t n = -1;
  ROWS rows = { 0 };
  need(db_query_(&db.owner, &rows, sql, NULL, 0) == OK && rows_next(&rows, F(n)), "a number");
  return n;
}
#define COUNT_OF(text) number(SQL(text))

static struct public_id version(int64_t id)
{
  struct public_id out = { 0 };
  ROWS rows = { 0 };
  need(db_query(&db.owner, &rows, "SELECT public_id FROM offer_version WHERE id = ?", A(id)) == OK &&
           rows_next(&rows, F(out)),
       "offer %d", (int)id);
  return out;
}

static struct date day(int year, int month, int of_month)
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

static result fill(struct work *work, void *arg)
{
  struct basket *b = arg;
  const char *problem;
  TRY(order_draft_open(work, b->out));
  for (int i = 0; i < b->n; i++)
    TRY(order_put(work, b->out, version(b->puts[i].version), b->puts[i].quantity, &problem));
  TRY(order_set_details(work, b->out, &b->details));
  return order_draft(work, b->out);
}

static struct party buyer_in(const char *country, const char *tax_number)
{
  return (struct party){ .first_name = "Ada",
                         .last_name = "Example",
                         .email = "Ada@Example.com",
                         .address1 = "1 Example Street",
                         .city = "Example",
                         .country = country,
                         .tax_number = tax_number };
}

static struct order basket(const struct put *puts, int n, struct party customer, struct date start)
{
  struct order o = { 0 };
  struct basket b = { puts, n, { .billing = customer, .start = start, .po_number = "PO-1" }, &o };
  is_int(db_transaction(w, fill, &b), OK, "a basket of %d", n);
  return o;
}
#define BASKET(customer, start, ...)                                                                                   \
  basket((const struct put[]){ __VA_ARGS__ }, (int)(sizeof((const struct put[]){ __VA_ARGS__ }) / sizeof(struct put)), \
         (customer), (start))

static struct quote quote(const struct order *o)
{
  struct quote q = { 0 };
  is_int(quote_make(w, o, utc_date(w->now, w->zone), &q), OK, "a quote");
  return q;
}

/* ---- placing ---- */
struct placing {
  struct public_id id;
  const char *figures, *problem;
};

static result place_it(struct work *work, void *arg)
{
  struct placing *p = arg;
  return order_place(work, p->id, p->figures, &p->problem);
}

static result place(const struct order *o, const char *figures, const char **problem)
{
  struct placing p = { o->public_id, figures, NULL };
  result r = db_transaction(w, place_it, &p);
  *problem = p.problem;
  return r;
}

/* All that an order makes. */
static int64_t made(void)
{
  return COUNT_OF(
      "SELECT (SELECT COUNT(*) FROM customer) + (SELECT COUNT(*) FROM bill_group) + (SELECT COUNT(*) FROM subscription)"
      " + (SELECT COUNT(*) FROM subscription_item) + (SELECT COUNT(*) FROM schedule_entry) + (SELECT COUNT(*) FROM "
      "order_price)"
      " + (SELECT COUNT(*) FROM order_event) + (SELECT COUNT(*) FROM invoice) + (SELECT COUNT(*) FROM invoice_line)"
      " + (SELECT COUNT(*) FROM invoice_tax) + (SELECT COUNT(*) FROM outbox) + (SELECT COUNT(*) FROM audit)");
}

static void is_minor(struct money m, int64_t minor, const char *currency, const char *what)
{
  is_int(m.minor, minor, "%s", what);
  is_text(m.currency, currency, "in %s", currency);
}

/* ---- C8: personal list, tier's list, base list, product; a list without the product is passed over ---- */
static void prices(void)
{
  struct offer o;
  as(ALDER);
  on("2027-01-31T10:00:00Z");
  struct date today = day(2027, 1, 31);
  is_int(offer_find(w, version(CORE), "EUR", today, &o), OK, "Alder's Core");
  is_text(o.items[0].source, "personal", "its own list wins over tier (17.00) and base (19.00)");
  is_minor(o.items[0].buy, 1599, "EUR", "15.99");
  is_minor(o.items[0].sell, 1900, "EUR", "what an end customer would pay: the base list's 19.00");
  is_int(offer_find(w, version(ARCHIVE), "EUR", today, &o), OK, "Archive");
  is_text(o.items[0].source, "tier", "not on its own list: the tier's");
  is_minor(o.items[0].buy, 925, "EUR", "9.25");
  is_int(offer_find(w, version(ONBOARDING), "EUR", today, &o), OK, "Onboarding");
  is_int(o.n_items, 2, "of two products");
  is_text(o.items[0].source, "base", "neither own nor tier's: the base list");
  is_minor(o.items[0].buy, 210000, "EUR", "2,100.00 although the product says 2,400.00");
  is_text(o.items[1].source, "product", "on no list: the product's price");
  is_minor(o.items[1].buy, 3850, "EUR", "38.50");
  as(BIRCH);
  is_int(offer_find(w, version(CORE), "EUR", day(2024, 12, 31), &o), OK, "on the last day of a price");
  is_minor(o.items[0].sell, 1800, "EUR", "18.00");
  is_int(offer_find(w, version(CORE), "EUR", day(2025, 1, 1), &o), OK, "on the first day of the next");
  is_minor(o.items[0].sell, 1900, "EUR", "19.00");
  is_int(offer_find(w, version(PRO), "EUR", today, &o), NOT_FOUND, "another group's offer");
  is_int(offer_find(w, version(ONLINE), "EUR", today, &o), NOT_FOUND, "one of the public shop");
  is_int(offer_find(w, version(DRAFT), "EUR", today, &o), NOT_FOUND, "one that is not published");
  is_int(offer_find(w, version(1), "EUR", today, &o), NOT_FOUND, "one that was replaced");
  is_int(offer_find(w, version(CORE), "USD", today, &o), OK, "in a currency without prices");
  ok(!offer_priced(&o), "it is shown and cannot be bought");
}

static void shelves(void)
{
  struct offer_label *labels;
  struct offers shelf;
  int n;
  as(ALDER);
  is_int(offer_labels(w, &labels, &n), OK, "labels");
  is_int(n, 2, "Alder has two");
  is_text(labels[0].label, "cloud", "the first");
  is_int(labels[0].offers, 3, "three offers: Archive, Core, Pro");
  is_int(offers_of_label(w, "cloud", "EUR", day(2027, 1, 31), &shelf), OK, "the shelf");
  is_int(shelf.n, 3, "of three");
  is_text(shelf.offers[0].name, "Archive", "by name");
  is_text(shelf.offers[2].name, "Pro, yearly", "to the last");
  as(BIRCH);
  is_int(offers_of_label(w, "cloud", "EUR", day(2027, 1, 31), &shelf), OK, "Birch's");
  is_int(shelf.n, 2, "Core and the starter package");
  is_int(shelf.offers[1].n_items, 3, "which has three products");
  is_int(offers_of_label(w, "nothing", "EUR", day(2027, 1, 31), &shelf), OK, "an unknown label");
  is_int(shelf.n, 0, "is empty");
}

/* What one offer comes to, by billing period. */
static void period_sums(void)
{
  struct offer o;
  struct offer_price *p;
  as(BIRCH);
  is_int(offer_find(w, version(STARTER), "EUR", day(2027, 1, 31), &o), OK, "the starter package");
  is_int(offer_prices(db.arena, &o, 2, &p), 2, "by the month and once");
  is_int(p[0].period_months, 1, "the month first");
  is_minor(p[0].buy, 14100, "EUR", "2 x (3 x 16.50 + 2 x 10.50)");
  is_minor(p[0].sell, 15600, "EUR", "2 x (3 x 19.00 + 2 x 10.50)");
  is_minor(p[1].buy, 420000, "EUR", "2 x 2,100.00");
  is_int(offer_prices(db.arena, &o, INT64_MAX, &p), -1, "too many");
  as(ALDER);
  is_int(offer_find(w, version(PRO), "EUR", day(2027, 1, 31), &o), OK, "Pro, in packs of five up to 500");
  ok(offer_quantity_problem(db.arena, &o, 4) && offer_quantity_problem(db.arena, &o, 501) &&
         offer_quantity_problem(db.arena, &o, 7) && offer_quantity_problem(db.arena, &o, -5) &&
         !offer_quantity_problem(db.arena, &o, 5) && !offer_quantity_problem(db.arena, &o, 500),
     "4, 501, 7 and -5 cannot be had; 5 and 500 can");
}

/* The narrowest rule: a country before any, one for payers with a tax number before one for all. */
static void taxes(void)
{
  static const struct {
    int64_t entity;
    const char *country, *class, *category;
    int number, rate_bp;
  } cases[] = {
    { 1, "AT", "standard", "S", 0, 2000 }, { 1, "AT", "standard", "S", 1, 2000 }, { 1, "AT", "reduced", "S", 0, 1000 },
    { 1, "DE", "standard", "S", 0, 2000 }, { 1, "DE", "standard", "AE", 1, 0 },   { 1, "FR", "reduced", "AE", 1, 0 },
    { 1, "GB", "standard", "G", 0, 0 },    { 1, "GB", "standard", "G", 1, 0 },    { 2, "JP", "standard", "S", 1, 1000 },
    { 2, "JP", "reduced", "S", 0, 800 },   { 2, "AT", "standard", "G", 0, 0 },    { 3, "KW", "standard", "O", 0, 0 },
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    struct tax_rules rules;
    is_int(tax_find(w, cases[i].entity, cases[i].country, cases[i].number, day(2027, 1, 31), &rules), OK, "rules");
    const struct tax_rule *r = tax_of(&rules, cases[i].class);
    need(r, "company %d to %s has a %s rule", (int)cases[i].entity, cases[i].country, cases[i].class);
    is_text(r->category, cases[i].category, "its category %s a tax number", cases[i].number ? "with" : "without");
    is_int(r->rate_bp, cases[i].rate_bp, "its rate");
  }
  struct tax_rules rules;
  is_int(tax_find(w, 1, "AT", false, day(2019, 12, 31), &rules), OK, "before any rule began");
  is_int(rules.n, 0, "there is none");
}

/* Birch: the end customer owns the invoice and pays list prices; Austria, no tax number. From 31 January, two years by the month.
 *   Starter, once:    2,100.00      a month: 3 x 19.00 + 2 x 10.50 = 78.00      (Birch pays 3 x 16.50 + 2 x 10.50 = 70.50)
 *   Training, twice:  2 x 980.00 = 1,960.00
 *   today 78.00 + 2,100.00 + 1,960.00 = 4,138.00, 20 % 827.60, 4,965.60; then 23 times 78.00 + 15.60 */
static void end_customer_quote(void)
{
  as(BIRCH);
  on("2027-01-31T10:00:00Z");
  struct order o = BASKET(buyer_in("AT", ""), day(2027, 1, 31), { STARTER, 1 }, { TRAINING, 2 });
  struct quote q = quote(&o);
  ok(quote_sound(&q), "nothing is in its way");
  is_int(q.n_lines, 2, "two lines");
  is_minor(q.lines[0].buy, 217050, "EUR", "Birch's price of the first period");
  is_minor(q.lines[0].pay, 217800, "EUR", "the customer's");
  is_minor(q.now_net, 413800, "EUR", "net today");
  is_minor(q.now_tax, 82760, "EUR", "20 %");
  is_minor(q.now_total, 496560, "EUR", "together");
  is_int(q.n_dues, 24, "today and 23 months");
  is_text(date_iso(db.arena, q.dues[1].on), "2027-02-28", "the last day of February");
  is_text(date_iso(db.arena, q.dues[2].on), "2027-03-31", "and of March");
  is_text(date_iso(db.arena, q.dues[23].on), "2028-12-31", "the last");
  is_minor(q.dues[23].total, 9360, "EUR", "93.60 each");
  ok(!q.more_follow, "both end");
  struct quote again = quote(&o);
  is_text(again.figures, q.figures, "the same figures have the same print");
}

/* Alder is invoiced itself; made Austrian here. Handbooks at 38.55: 3 x 38.55 = 115.65, 10 % 11.565, half up 11.57 (by piece it
 * would be 11.58). Standard: 2,100.00 + 9.25 = 2,109.25, 20 % 421.85. Net 2,224.90, tax 433.42, total 2,658.32. */
static void partner_quote(void)
{
  DO("UPDATE party SET country = 'AT', tax_number = '' WHERE id = 11");
  DO("UPDATE product_price SET amount_minor = 3855 WHERE product_id = 6 AND currency = 'EUR'");
  as(ALDER);
  struct order o = BASKET(buyer_in("GB", ""), day(2027, 1, 31), { ONBOARDING, 1 }, { ARCHIVE, 1 });
  struct quote q = quote(&o);
  ok(quote_sound(&q), "nothing is in its way");
  is_int(q.now_taxes.n, 2, "two rates");
  is_minor(q.now_net, 222490, "EUR", "net");
  is_minor(q.now_tax, 43342, "EUR", "tax");
  is_minor(q.now_total, 265832, "EUR", "total");
  is_minor(q.lines[0].pay, q.lines[0].buy.minor, "EUR", "the partner is invoiced what it pays");
  is_int(q.n_dues, 12, "eleven months of Archive follow");
  is_minor(q.dues[1].total, 1110, "EUR", "9.25 and 1.85");
  ok(q.more_follow, "Archive renews");
  struct order us = BASKET(buyer_in("US", ""), day(2027, 1, 31), { ARCHIVE, 1 });
  struct quote refused = quote(&us);
  ok(!quote_sound(&refused), "Archive is not sold in the United States");
}

/* Cedar, made Japanese: 380,000 + 1,800 = 381,800 at 10 %: 38,180; handbooks 3 x 6,203 = 18,609 at 8 %: 1,488.72, so 1,489. */
static void yen_quote(void)
{
  DO("UPDATE party SET country = 'JP' WHERE id = 13");
  DO("UPDATE product_price SET amount_minor = 6203 WHERE product_id = 6 AND currency = 'JPY'");
  as(CEDAR);
  struct order o = BASKET(buyer_in("FR", ""), day(2027, 1, 31), { ONBOARDING, 1 }, { ARCHIVE, 1 });
  struct quote q = quote(&o);
  is_minor(q.now_net, 400409, "JPY", "net");
  is_minor(q.now_tax, 39669, "JPY", "tax");
  is_minor(q.now_total, 440078, "JPY", "total");
}

/* Dogwood: Core for seven, 14 days free from 31 January, until cancelled: 7 x 5.900 = 41.300 KWD a month from 14 February, a year
 * ahead. Monitoring, 30 days free: 21.125 by the quarter from 2 March. No tax in Kuwait. */
static void dinar_quote(void)
{
  as(DOGWOOD);
  struct order o = BASKET(buyer_in("KW", ""), day(2027, 1, 31), { CORE, 7 }, { MONITORING, 1 });
  struct quote q = quote(&o);
  ok(quote_sound(&q), "nothing is in its way");
  is_minor(q.now_total, 0, "KWD", "nothing today");
  is_int(q.now_taxes.n, 0, "and no tax of it");
  is_minor(q.lines[0].pay, 41300, "KWD", "41.300 a month");
  is_minor(q.lines[0].buy, 33075, "KWD", "of which Dogwood pays 7 x 4.725");
  is_int(q.n_dues, 16, "twelve months and four quarters");
  is_text(date_iso(db.arena, q.dues[0].on), "2027-02-14", "the first month");
  is_text(date_iso(db.arena, q.dues[1].on), "2027-03-02", "the first quarter");
  is_minor(q.dues[1].total, 21125, "KWD", "21.125");
  ok(q.more_follow, "both go on");
  is_text(date_iso(db.arena, q.lines[1].term_end), "2028-03-01", "a year after the trial");
}

/* ---- placing ---- */
static void placing_makes_everything(void)
{
  struct order o;
  const char *problem;
  as(BIRCH);
  is_int(order_draft(w, &o), OK, "Birch's basket of before");
  struct quote q = quote(&o);
  is_int(place(&o, q.figures, &problem), OK, "is placed");
  is_int(order_find(w, o.public_id, &o), OK, "and found");
  is_text(o.status, "complete", "complete");
  is_minor(o.total_now, 496560, "EUR", "with the total that was shown");
  is_int(COUNT_OF("SELECT COUNT(*) FROM subscription WHERE org_id = 2 AND status = 'active'"), 2,
         "one subscription an offer");
  is_int(COUNT_OF("SELECT COUNT(*) FROM subscription_item WHERE org_id = 2"), 4, "three products and one");
  is_int(COUNT_OF("SELECT COUNT(*) FROM schedule_entry WHERE org_id = 2"), 50, "24 + 24 + 1 + 1 payments");
  is_int(COUNT_OF("SELECT SUM(margin_minor) FROM schedule_entry WHERE due_on = '2027-02-28'"), 750,
         "3 x (19.00 - 16.50) margin a month");
  is_int(COUNT_OF("SELECT anchor_day FROM subscription WHERE org_id = 2 LIMIT 1"), 31, "months begin on the 31st");
  is_int(COUNT_OF("SELECT total_minor FROM invoice WHERE org_id = 2"), 496560, "the draft invoice says the same");
  is_int(COUNT_OF("SELECT tax_minor FROM invoice WHERE org_id = 2"), 82760, "of which tax");
  is_int(COUNT_OF("SELECT margin_minor FROM invoice WHERE org_id = 2"), 750, "and the margin of the first month");
  is_int(COUNT_OF("SELECT COUNT(*) FROM invoice i JOIN bill_group g ON g.id = i.bill_group_id JOIN customer c ON c.id "
                  "= i.customer_id"
                  " WHERE g.party_id = c.party_id AND i.owner = 'end_customer'"),
         1, "the payer is the customer");
  is_int(
      COUNT_OF("SELECT COUNT(*) FROM customer WHERE org_id = 2 AND email = 'ada@example.com' AND name = 'Ada Example'"),
      1, "the customer is new, named after the person");
  is_int(COUNT_OF("SELECT COUNT(*) FROM order_price WHERE org_id = 2 AND source = 'personal'"), 1,
         "the price's source is kept");
  is_int(COUNT_OF("SELECT COUNT(*) FROM outbox WHERE org_id = 2 AND kind LIKE 'mail.%'"), 1,
         "the buyer's mail; the customer's is the invoice");
  int64_t before = made();
  is_int(place(&o, "other", &problem), OK, "a second time, with any figures");
  is_int(made(), before, "makes nothing");
}

static void placing_for_the_partner(void)
{
  struct order o;
  const char *problem;
  as(ALDER);
  struct order fresh = BASKET(buyer_in("GB", ""), day(2027, 3, 1), { TRAINING, 1 }, { ARCHIVE, 0 }, { ONBOARDING, 0 });
  struct quote q = quote(&fresh);
  is_int(q.n_lines, 1, "what is put in with 0 is taken out");
  is_int(place(&fresh, q.figures, &problem), OK, "Alder orders for 1 March");
  is_int(order_find(w, fresh.public_id, &o), OK, "found");
  is_minor(o.total_now, 0, "EUR", "nothing is due before it begins");
  is_int(COUNT_OF("SELECT COUNT(*) FROM subscription WHERE org_id = 1 AND status = 'pending'"), 1, "it begins later");
  is_int(COUNT_OF("SELECT COUNT(*) FROM bill_group WHERE org_id = 1 AND party_id = 11"), 1,
         "the payer is the organisation");
  is_int(COUNT_OF("SELECT COUNT(*) FROM invoice WHERE org_id = 1"), 0, "no invoice yet");
  is_int(COUNT_OF("SELECT COUNT(*) FROM outbox WHERE org_id = 1 AND kind = 'mail.order_customer'"), 1,
         "the customer's mail without prices");
  struct order second = BASKET(buyer_in("GB", ""), day(2027, 1, 31), { TRAINING, 1 });
  struct quote now = quote(&second);
  is_int(place(&second, now.figures, &problem), OK, "another order");
  is_int(COUNT_OF("SELECT COUNT(*) FROM bill_group WHERE org_id = 1"), 1,
         "the same payer, company and currency: the same bill group");
}

/* What was true when it was shown and is not any more: a sentence, and nothing made. */
static void changed(const struct order *o, const char *figures, const char *what)
{
  const char *problem;
  int64_t before = made();
  is_int(place(o, figures, &problem), CONFLICT, "%s", what);
  ok(problem && strlen(problem) > 20, "a sentence says so: %s", problem ? problem : "(none)");
  is_int(made(), before, "and nothing was made");
}

static void refused_placings(void)
{
  struct order foreign;
  const char *problem;
  as(BIRCH);
  struct order o = BASKET(buyer_in("AT", ""), day(2027, 1, 31), { TRAINING, 1 });
  struct quote q = quote(&o);
  changed(&o, "", "no figures");
  changed(&o, "AAAAAAAAAAAAAAAAAAAAAA", "other figures");
  DO("UPDATE product_price SET amount_minor = 98001 WHERE product_id = 7 AND currency = 'EUR'");
  changed(&o, q.figures, "a cent more");
  DO("UPDATE product_price SET amount_minor = 98000 WHERE product_id = 7 AND currency = 'EUR'");
  DO("UPDATE tax_rule SET rate_bp = 2100 WHERE legal_entity_id = 1 AND buyer_country = 'AT' AND tax_class = "
     "'standard'");
  changed(&o, q.figures, "another rate of tax");
  DO("UPDATE tax_rule SET rate_bp = 2000 WHERE legal_entity_id = 1 AND buyer_country = 'AT' AND tax_class = "
     "'standard'");
  DO("DELETE FROM offer_shelf WHERE version_id = 8");
  changed(&o, q.figures, "an offer that was withdrawn");
  DO("INSERT INTO offer_shelf (org_id, label, name, version_id) VALUES (0, 'services', 'Training days', 8)");
  on("2027-02-01T10:00:00Z");
  changed(&o, q.figures, "a start that has passed");
  on("2027-01-31T10:00:00Z");
  as(ALDER);
  is_int(order_find(w, o.public_id, &foreign), NOT_FOUND, "another organisation's order is not found");
  is_int(place(&o, q.figures, &problem), NOT_FOUND, "nor placed");
  as(BIRCH);
  is_int(place(&o, q.figures, &problem), OK, "with everything as it was, it is placed");
}

static result put_foreign(struct work *work, void *arg)
{
  struct order o;
  const char **problem = arg;
  TRY(order_draft_open(work, &o));
  return order_put(work, &o, version(PRO), 5, problem);
}

static result put_seven(struct work *work, void *arg)
{
  struct order o;
  const char **problem = arg;
  TRY(order_draft_open(work, &o));
  return order_put(work, &o, version(PRO), 7, problem);
}

static void details_are_kept_tidy(void)
{
  struct order o = { 0 };
  const char *problem;
  struct public_id customer = { 0 };
  as(BIRCH);
  is_int(db_transaction(w, put_foreign, &problem), NOT_FOUND, "an offer of another group cannot be put in");
  int64_t parties = COUNT_OF("SELECT COUNT(*) FROM party");
  o = BASKET(buyer_in("AT", ""), day(2027, 1, 31), { TRAINING, 1 });
  is_int(COUNT_OF("SELECT COUNT(*) FROM party"), parties + 1, "what was typed is kept");
  o = BASKET(buyer_in("DE", ""), day(2027, 1, 31), { TRAINING, 1 });
  is_int(COUNT_OF("SELECT COUNT(*) FROM party"), parties + 1, "in the same row");
  {
    ROWS rows = { 0 };
    need(db_query(&db.owner, &rows, "SELECT public_id FROM customer WHERE id = 61") == OK &&
             rows_next(&rows, F(customer)),
         "a customer of Birch");
  }
  struct basket b = { NULL, 0, { .customer = customer, .start = day(2027, 1, 31) }, &o };
  is_int(db_transaction(w, fill, &b), OK, "a customer is chosen instead");
  is_int(o.customer_id, 61, "it is the order's");
  is_int(o.billing_party_id, 161, "and its address counts");
  is_int(COUNT_OF("SELECT COUNT(*) FROM party"), parties, "what was typed is gone");
  as(ALDER);
  is_int(db_transaction(w, fill, &b), NOT_FOUND, "another organisation's customer cannot be chosen");
  is_int(db_transaction(w, put_seven, &problem), INVALID, "seven of what comes in fives");
  ok(problem, "with a sentence");
}

/* Decision 54 in the third currency, and an open-ended subscription. */
static void placing_dinars(void)
{
  struct order o;
  const char *problem;
  as(DOGWOOD);
  is_int(order_draft(w, &o), OK, "Dogwood's basket");
  struct quote q = quote(&o);
  is_int(place(&o, q.figures, &problem), OK, "is placed");
  is_int(COUNT_OF("SELECT COUNT(*) FROM subscription WHERE org_id = 4 AND term_end_on IS NULL AND billed_from_on = "
                  "'2027-02-14'"),
         1, "Core runs until it is cancelled, billed from 14 February");
  is_int(COUNT_OF("SELECT anchor_day FROM subscription WHERE org_id = 4 AND version_id = 9"), 2,
         "Monitoring on the 2nd");
  is_int(COUNT_OF("SELECT COUNT(*) FROM schedule_entry WHERE org_id = 4 AND status = 'planned'"), 16,
         "sixteen payments to come");
  is_int(COUNT_OF("SELECT COUNT(*) FROM invoice WHERE org_id = 4"), 0, "no invoice of nothing");
}

int main(void)
{
  test_db_open(&db, "order_test");
  need(migrate_run(&db.owner, "schema") == OK, "the schema");
  need(migrate_load(&db.owner, "schema/demo/0001-people.sql") == OK, "people");
  need(migrate_load(&db.owner, "schema/demo/0002-customers.sql") == OK, "customers");
  need(migrate_load(&db.owner, "schema/demo/0010-catalogue.sql") == OK, "catalogue");
  w = &db.app;
  w->zone = "Europe/Vienna";
  prices();
  shelves();
  period_sums();
  taxes();
  end_customer_quote();
  partner_quote();
  yen_quote();
  dinar_quote();
  placing_makes_everything();
  placing_for_the_partner();
  refused_placings();
  details_are_kept_tidy();
  placing_dinars();
  test_db_close(&db);
  return tap_done();
}
