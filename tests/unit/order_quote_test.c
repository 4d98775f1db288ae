/* Prices and quotes against a real database with the demo catalogue. Every expectation is worked out by hand from the catalogue's figures
 * and DOMAIN's rules, which stand beside it. */
#include "tests/unit/order.h"

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
  DO("INSERT INTO tax_rule (public_id, legal_entity_id, tax_class, buyer_country, category, name, rate_bp, valid_from)"
     " SELECT 90000 + seq, 1, CONCAT('many-', seq), 'AT', 'S', 'Many', 100, '2019-01-01' FROM seq_1_to_201");
  is_int(tax_find(w, 1, "AT", false, day(2019, 12, 31), &rules), FAILED,
         "more rules than are looked at: none is guessed");
  DO("DELETE FROM tax_rule WHERE tax_class LIKE 'many-%'");
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

int main(void)
{
  catalogue_open("order_quote_test");
  prices();
  shelves();
  period_sums();
  taxes();
  end_customer_quote();
  partner_quote();
  yen_quote();
  dinar_quote();
  test_db_close(&db);
  return tap_done();
}
