/* Tax is worked out once a rate on the sum of its amounts, rounded half up to the currency's smallest unit (EN 16931 BG-23). */
#include "lib/model/tax.h"
#include "tests/unit/tap.h"

static const struct tax_rule twenty = { .id = 1, .tax_class = "standard", .category = "S", .rate_bp = 2000 };
static const struct tax_rule ten = { .id = 2, .tax_class = "reduced", .category = "S", .rate_bp = 1000 };
static const struct tax_rule none = { .id = 3, .tax_class = "standard", .category = "AE", .rate_bp = 0 };

static void one(const struct tax_rule *rule, const char *currency, int64_t amount, int64_t want, const char *what)
{
  struct tax_sums t = { 0 };
  struct money net, tax;
  ok(tax_add(&t, rule, money_of(amount, currency)) && tax_total(&t, &net, &tax), "it can be worked out");
  is_int(tax.minor, want, "%s", what);
  is_int(net.minor, amount, "on the whole amount");
  is_text(tax.currency, currency, "in its currency");
}

static void rounding(void)
{
  one(&twenty, "EUR", 99, 20, "20 % of 0.99 EUR is 0.198: 0.20");
  one(&twenty, "EUR", 12, 2, "20 % of 0.12 EUR is 0.024: 0.02");
  one(&ten, "EUR", 25, 3, "10 % of 0.25 EUR is 0.025: half goes up to 0.03");
  one(&ten, "EUR", 24, 2, "10 % of 0.24 EUR is 0.024: 0.02");
  one(&ten, "JPY", 105, 11, "10 % of 105 JPY is 10.5: half goes up to 11");
  one(&ten, "JPY", 104, 10, "10 % of 104 JPY is 10.4: 10");
  one(&ten, "KWD", 12345, 1235, "10 % of 12.345 KWD is 1.2345: half goes up to 1.235");
  one(&none, "KWD", 12345, 0, "nothing of anything");
}

/* Three times 0.33: by line 0.07 each would be 0.21; by rate 0.198 is 0.20. */
static void by_rate_not_by_line(void)
{
  struct tax_sums t = { 0 };
  struct money net, tax;
  for (int i = 0; i < 3; i++)
    ok(tax_add(&t, &twenty, money_of(33, "EUR")), "a line");
  ok(tax_add(&t, &ten, money_of(25, "EUR")), "a line of another rate");
  ok(tax_total(&t, &net, &tax), "the totals");
  is_int(t.n, 2, "two rates");
  is_int(t.sums[0].base.minor, 99, "the base of the first");
  is_int(t.sums[0].tax.minor, 20, "its tax");
  is_int(t.sums[1].tax.minor, 3, "the other's");
  is_int(net.minor, 124, "net");
  is_int(tax.minor, 23, "tax");
}

static void refusals(void)
{
  struct tax_sums t = { 0 }, big = { 0 };
  struct tax_rule rules[9];
  struct money net, tax;
  for (int i = 0; i < 9; i++) {
    rules[i] = (struct tax_rule){ .id = 10 + i, .rate_bp = 100 };
    is_int(tax_add(&t, &rules[i], money_of(1, "EUR")), i < 8, "rule %d of at most eight", i + 1);
  }
  ok(!tax_add(&t, &rules[0], money_of(1, "JPY")), "two currencies have no sum");
  ok(tax_add(&big, &twenty, money_of(INT64_MAX, "EUR")), "the largest amount");
  ok(!tax_add(&big, &twenty, money_of(1, "EUR")), "and one more");
  ok(!tax_add(&big, &ten, money_of(1, "EUR")) || !tax_total(&big, &net, &tax), "nor a sum beyond it");
}

int main(void)
{
  rounding();
  by_rate_not_by_line();
  refusals();
  struct tax_rule list[] = { ten, twenty };
  struct tax_rules rules = { list, 2 };
  ok(tax_of(&rules, "standard") == &list[1] && !tax_of(&rules, "luxury"), "a rule by its class");
  return tap_done();
}
