/* Money: every expected figure was worked out by hand from the header's rules and ISO 4217. tests/unit/base_money_oracle_test
 * checks a million more against exact integers. */
#include "lib/base/money.h"
#include "tests/unit/tap.h"

#define NBSP "\xc2\xa0"
#define THIN "\xe2\x80\xaf"

static struct arena *arena;

static void test_currencies(void)
{
  static const struct {
    const char *code;
    int decimals;
  } known[] = { { "EUR", 2 },  { "USD", 2 },  { "JPY", 0 },   { "KRW", 0 }, { "CLP", 0 },  { "ISK", 0 },  { "UGX", 0 },
                { "VND", 0 },  { "KWD", 3 },  { "BHD", 3 },   { "TND", 3 }, { "OMR", 3 },  { "IQD", 3 },  { "JOD", 3 },
                { "LYD", 3 },  { "CLF", 4 },  { "UYW", 4 },   { "MRU", 2 }, { "MGA", 2 },  { "HUF", 2 },  { "TWD", 2 },
                { "XOF", 0 },  { "XCG", 2 },  { "AED", 2 },   { "ZWG", 2 }, { "XXX", -1 }, { "XAU", -1 }, { "DEM", -1 },
                { "HRK", -1 }, { "eur", -1 }, { "EURO", -1 }, { "", -1 } };
  for (size_t i = 0; i < sizeof known / sizeof *known; i++)
    is_int(currency_decimals(known[i].code), known[i].decimals, "decimals of \"%s\"", known[i].code);
  is_int(currency_decimals(NULL), -1, "no code");
  const char *const *codes = currency_codes();
  bool sorted = true, known_all = true;
  for (int i = 0; codes[i] != NULL; i++) {
    sorted = sorted && (i == 0 || strcmp(codes[i - 1], codes[i]) < 0);
    known_all = known_all && currency_decimals(codes[i]) >= 0;
  }
  ok(sorted, "the codes are in order");
  ok(known_all, "and each is known");
}

static void test_sums(void)
{
  struct money out = money_of(7, "XXX");
  ok(money_add(money_of(150, "EUR"), money_of(-200, "EUR"), &out) && out.minor == -50, "1.50 and -2.00");
  ok(strcmp(out.currency, "EUR") == 0, "keep the currency");
  ok(!money_add(money_of(1, "EUR"), money_of(1, "USD"), &out) && out.minor == -50,
     "two currencies: refused, out left alone");
  ok(!money_add(money_of(INT64_MAX, "EUR"), money_of(1, "EUR"), &out) && out.minor == -50, "overflow upwards");
  ok(!money_subtract(money_of(INT64_MIN, "EUR"), money_of(1, "EUR"), &out), "overflow downwards");
  ok(!money_subtract(money_of(0, "EUR"), money_of(INT64_MIN, "EUR"), &out), "0 minus the least");
  ok(money_subtract(money_of(-1, "EUR"), money_of(INT64_MIN, "EUR"), &out) && out.minor == INT64_MAX,
     "-1 minus the least fits");
  ok(money_times(money_of(1999, "EUR"), 12, &out) && out.minor == 23988, "12 times 19.99");
  ok(money_times(money_of(-1999, "EUR"), -1, &out) && out.minor == 1999, "a sign turned");
  ok(!money_times(money_of(INT64_MIN, "EUR"), -1, &out), "the least has no opposite");
  ok(!money_times(money_of(INT64_MAX / 2 + 1, "EUR"), 2, &out), "twice too much");
}

static void share(int64_t minor, int64_t numerator, int64_t denominator, int64_t want)
{
  struct money out = { 0 };
  ok(money_share(money_of(minor, "EUR"), numerator, denominator, &out) && out.minor == want,
     "%lld * %lld / %lld is %lld, not %lld", (long long)minor, (long long)numerator, (long long)denominator,
     (long long)want, (long long)out.minor);
}

static void test_shares(void)
{
  share(100, 1, 3, 33);
  share(200, 1, 3, 67);
  share(1, 1, 2, 1); /* a half goes away from zero, on both sides */
  share(-1, 1, 2, -1);
  share(1, -1, 2, -1);
  share(-1, -1, 2, 1);
  share(3, 1, 2, 2);
  share(-3, 1, 2, -2);
  share(49, 1, 100, 0);
  share(50, 1, 100, 1);
  share(-49, 1, 100, 0);
  share(-50, 1, 100, -1);
  share(31000, 17, 31, 17000); /* 17 of 31 days of 310.00 */
  share(9999, 10, 30, 3333);
  share(INT64_MAX, 1, 1, INT64_MAX);
  share(INT64_MIN, 1, 1, INT64_MIN);
  share(INT64_MAX, INT64_MAX, INT64_MAX, INT64_MAX);
  share(INT64_MIN, INT64_MAX, INT64_MAX, INT64_MIN);
  share(INT64_MAX, 1, 2, 4611686018427387904); /* 9223372036854775807 / 2 = 4611686018427387903.5 */
  share(INT64_MIN, 1, 2, -4611686018427387904);
  share(INT64_MAX, 1, INT64_MAX, 1);
  share(4611686018427387904, 1, INT64_MAX, 1); /* half of 2^63 - 1, rounded up: just over a half */
  share(4611686018427387903, 1, INT64_MAX, 0); /* just under */
  struct money out = money_of(7, "EUR");
  ok(!money_share(money_of(INT64_MAX, "EUR"), 2, 1, &out) && out.minor == 7, "overflow is refused and out left alone");
  ok(!money_share(money_of(INT64_MIN, "EUR"), -1, 1, &out), "so is the least's opposite");
  ok(!money_share(money_of(INT64_MIN, "EUR"), INT64_MIN, 1, &out), "and 2^126");
  ok(!money_share(money_of(1, "EUR"), 1, 0, &out), "nothing is divided by 0");
  ok(!money_share(money_of(1, "EUR"), 1, -2, &out), "nor by less");
}

static void rate(int64_t minor, int64_t basis_points, int64_t want)
{
  struct money out = { 0 };
  ok(money_rate(money_of(minor, "EUR"), basis_points, &out) && out.minor == want,
     "%lld at %lld basis points is %lld, not %lld", (long long)minor, (long long)basis_points, (long long)want,
     (long long)out.minor);
}

static void test_rates(void)
{
  rate(10000, 2000, 2000);
  rate(1999, 2000, 400); /* 399.8 */
  rate(1250, 700, 88);   /* 87.5 */
  rate(-1250, 700, -88);
  rate(1249, 700, 87); /* 87.43 */
  rate(333, 1050, 35); /* 34.965 */
  rate(1, 4999, 0);
  rate(1, 5000, 1);
  rate(-1, 5000, -1);
  rate(12345, 0, 0);
  rate(12345, 10000, 12345);
  rate(INT64_MAX, 10000, INT64_MAX);
  struct money out;
  ok(!money_rate(money_of(INT64_MAX, "EUR"), 10001, &out), "more than all of the most is refused");
}

static void split(int64_t minor, const int64_t *weights, size_t n, const int64_t *want, const char *what)
{
  int64_t parts[8] = { 0 };
  bool good = money_split(money_of(minor, "EUR"), weights, n, parts);
  ok(good && memcmp(parts, want, n * sizeof *parts) == 0, "split %lld: %s", (long long)minor, what);
}

#define W(...)                                                                                                         \
  (const int64_t[])                                                                                                    \
  {                                                                                                                    \
    __VA_ARGS__                                                                                                        \
  }

static void test_splits(void)
{
  split(100, W(1, 1, 1), 3, W(34, 33, 33), "a tie goes to the first");
  split(-100, W(1, 1, 1), 3, W(-34, -33, -33), "a refund as the charge");
  split(101, W(1, 1, 1), 3, W(34, 34, 33), "two to give");
  split(100, W(50, 30, 20), 3, W(50, 30, 20), "no rest");
  split(10, W(6, 2, 1), 3, W(7, 2, 1), "6.67, 2.22, 1.11: the one goes to .67");
  split(5, W(1, 0, 1), 3, W(3, 0, 2), "a weight of 0 gets nothing");
  split(1, W(1, 2), 2, W(0, 1), "one cent to the heavier");
  split(0, W(3, 4), 2, W(0, 0), "nothing to split");
  split(7, W(9), 1, W(7), "one part is all");
  split(INT64_MAX, W(1, 1), 2, W(4611686018427387904, 4611686018427387903), "the most in two");
  split(INT64_MIN, W(1, 0), 2, W(INT64_MIN, 0), "the least in one");
  split(INT64_MIN, W(1, 1, 2), 3, W(-2305843009213693952, -2305843009213693952, -4611686018427387904),
        "the least in quarters");
  split(3, W(INT64_MAX, INT64_MAX, INT64_MAX), 3, W(1, 1, 1), "weights whose sum passes 64 bits");
  int64_t parts[2] = { 7, 7 };
  ok(!money_split(money_of(10, "EUR"), W(0, 0), 2, parts), "all weights 0: refused");
  ok(!money_split(money_of(10, "EUR"), W(5, -1), 2, parts), "a negative weight: refused");
  ok(!money_split(money_of(10, "EUR"), NULL, 0, parts), "no parts: refused");
  is_int(parts[0], 7, "and the parts left alone");
}

static void reads(const char *s, const char *currency, char mark, int64_t want)
{
  struct money m = { 0 };
  ok(money_parse(s, currency, mark, &m) && m.minor == want && strcmp(m.currency, currency) == 0,
     "\"%s\" %s reads as %lld (%lld)", s, currency, (long long)want, (long long)m.minor);
}

static void refuses(const char *s, const char *currency, char mark)
{
  struct money m = money_of(7, "EUR");
  ok(!money_parse(s, currency, mark, &m) && m.minor == 7, "\"%s\" %s is refused", s, currency);
}

static void test_reading(void)
{
  reads("1234.5", "EUR", '.', 123450);
  reads("1,234.50", "EUR", '.', 123450);
  reads("1.234,50", "EUR", ',', 123450);
  reads("1 234,50", "EUR", ',', 123450);
  reads("1" NBSP "234" NBSP "567,5", "EUR", ',', 123456750);
  reads("1" THIN "234,50", "EUR", ',', 123450);
  reads("0", "EUR", '.', 0);
  reads("007", "EUR", '.', 700);
  reads("-1,234.50", "EUR", '.', -123450);
  reads("-0.01", "EUR", '.', -1);
  reads("1,000", "EUR", '.', 100000);
  reads("1,000", "KWD", ',', 1000);
  reads("1.234", "EUR", ',', 123400); /* German grouping, not a fraction */
  reads("1,234", "JPY", '.', 1234);
  reads("0.0001", "CLF", '.', 1);
  reads("92233720368547758.07", "EUR", '.', INT64_MAX);
  reads("-92233720368547758.08", "EUR", '.', INT64_MIN);
}

static void test_refusing(void)
{
  static const char *const wrong[] = {
    "",
    " ",
    "-",
    "--1",
    "+1",
    ".",
    ".5",
    "5.",
    "1.234.5",
    "1,23",
    "1,2345",
    "12,34.5",
    "1234,567",
    ",123",
    "1,,234",
    "1,234,56",
    "1 234,567",
    "1.5.",
    "1.5 ",
    " 1.5",
    "1.555",
    "1e3",
    "0x10",
    "1.5 EUR",
    "abc",
    "1-",
    "1.-5",
    "1. 5",
    "1.50,0",
    "1,234,",
    "92233720368547758.08",
    "-92233720368547758.09",
    "99999999999999999999999",
    "\xd9\xa1",
    "1'234",
  };
  for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
    refuses(wrong[i], "EUR", '.');
  refuses("1.5", "JPY", '.');
  refuses("1.0", "JPY", '.');
  refuses("1.5", "EUR", ',');
  refuses("1", "XXX", '.');
  refuses(NULL, "EUR", '.');
}

static void test_writing(void)
{
  static const struct {
    int64_t minor;
    const char *currency, *language, *want;
  } texts[] = {
    { 123450, "EUR", "en", "1,234.50" NBSP "EUR" },
    { -123450, "EUR", "en", "-1,234.50" NBSP "EUR" },
    { 123450, "EUR", "de", "1.234,50" NBSP "EUR" },
    { 123450, "EUR", "de-AT", "1.234,50" NBSP "EUR" },
    { 123450, "EUR", "fr", "1" THIN "234,50" NBSP "EUR" },
    { 123450, "PLN", "pl", "1" NBSP "234,50" NBSP "PLN" },
    { 123450, "BRL", "pt_BR", "1.234,50" NBSP "BRL" },
    { 123450, "JPY", "ja", "123,450" NBSP "JPY" },
    { 123450, "KWD", "ar", "123.450" NBSP "KWD" },
    { 5, "EUR", "en", "0.05" NBSP "EUR" },
    { -5, "KWD", "en", "-0.005" NBSP "KWD" },
    { 0, "EUR", NULL, "0.00" NBSP "EUR" },
    { 0, "JPY", "en", "0" NBSP "JPY" },
    { 100000, "EUR", "en", "1,000.00" NBSP "EUR" },
    { 99999, "EUR", "en", "999.99" NBSP "EUR" },
    { INT64_MIN, "JPY", "en", "-9,223,372,036,854,775,808" NBSP "JPY" },
    { INT64_MAX, "CLF", "it", "922.337.203.685.477,5807" NBSP "CLF" },
    { 0, "", "en", "" },
  };
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
    is_text(money_text(arena, money_of(texts[i].minor, texts[i].currency), texts[i].language), texts[i].want,
            "text %zu", i);
  }
  is_text(money_plain(arena, money_of(-123450, "EUR")), "-1234.50", "plain");
  is_text(money_plain(arena, money_of(7, "KWD")), "0.007", "plain, three decimals");
  is_text(money_plain(arena, money_of(1234567, "JPY")), "1234567", "plain, none");
  is_text(rate_text(arena, 725, "en"), "7.25" NBSP "%", "725 basis points");
  is_text(rate_text(arena, 750, "de"), "7,5" NBSP "%", "750 in German");
  is_text(rate_text(arena, 2000, "en"), "20" NBSP "%", "2000");
  is_text(rate_text(arena, 0, "en"), "0" NBSP "%", "0");
  is_text(rate_text(arena, -5, "en"), "-0.05" NBSP "%", "-5");
  is_text(rate_text(arena, 12345600, "en"), "123,456" NBSP "%", "many");
}

/* What is written in a language is read back in it. */
static void test_round_trip(void)
{
  static const char *const languages[] = { "en", "de", "fr", "es", "it", "nl", "pl", "pt", "ja", "ar", "sv", "cs" };
  static const char *const currencies[] = { "JPY", "EUR", "KWD", "CLF" };
  bool same = true;
  for (size_t l = 0; l < sizeof languages / sizeof *languages; l++) {
    for (size_t c = 0; c < sizeof currencies / sizeof *currencies; c++) {
      for (int64_t minor = -987654321098765; minor < 987654321098765; minor += 13579246801357) {
        char *text = money_text(arena, money_of(minor, currencies[c]), languages[l]);
        struct money m = { 0 };
        text[strlen(text) - 5] = '\0'; /* the no-break space and the code */
        same = same && money_parse(text, currencies[c], money_decimal_mark(languages[l]), &m) && m.minor == minor;
      }
    }
  }
  ok(same, "what is written in a language is read back in it");
}

int main(void)
{
  arena = arena_new(16 << 20, NULL, NULL);
  test_currencies();
  test_sums();
  test_shares();
  test_rates();
  test_splits();
  test_reading();
  test_refusing();
  test_writing();
  test_round_trip();
  arena_free(arena);
  return tap_done();
}
