/* Placing against a real database with the demo catalogue: what an order makes, for whom, and when it is refused. The figures are worked
 * out in order_quote_test.c. */
#include "tests/unit/order.h"

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

static void placing_makes_everything(void)
{
  const char *problem;
  as(BIRCH);
  on("2027-01-31T10:00:00Z");
  struct order o = BASKET(buyer_in("AT", ""), day(2027, 1, 31), { STARTER, 1 }, { TRAINING, 2 });
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
  const char *problem;
  as(DOGWOOD);
  struct order o = BASKET(buyer_in("KW", ""), day(2027, 1, 31), { CORE, 7 }, { MONITORING, 1 });
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
  catalogue_open("order_place_test");
  placing_makes_everything();
  placing_for_the_partner();
  refused_placings();
  details_are_kept_tidy();
  placing_dinars();
  test_db_close(&db);
  return tap_done();
}
