/* Filling a form: each kind and look, the sentences, the rights, and what is shown again. */
#include "lib/base/i18n.h"
#include "lib/form/form.h"
#include "tests/unit/tap.h"

#define NBSP "\xc2\xa0"

struct deal {
  const char *account, *mail, *phone, *site, *notes, *stage, *country, *zone, *tongue, *coin, *secret;
  int64_t seats;
  int discount, years;
  bool agreed;
  struct date expected;
  struct money budget, fee;
  struct public_id customer;
};

static const struct option stages[] = { { "new", N_("New") }, { "won", N_("Won") }, { NULL, NULL } };
static const struct field rows[] = {
  FIELD(struct deal, account, N_("Account"), .required = true, .max = 10, .min = 2),
  FIELD(struct deal, mail, N_("E-mail"), .look = LOOK_EMAIL, .max = 254),
  FIELD(struct deal, phone, N_("Phone"), .look = LOOK_PHONE),
  FIELD(struct deal, site, N_("Web site"), .look = LOOK_URL),
  FIELD(struct deal, notes, N_("Notes"), .look = LOOK_AREA, .max = 20),
  FIELD(struct deal, stage, N_("Stage"), .look = LOOK_SELECT, .options = stages),
  FIELD(struct deal, country, N_("Country"), .look = LOOK_COUNTRY),
  FIELD(struct deal, zone, N_("Time zone"), .look = LOOK_ZONE),
  FIELD(struct deal, tongue, N_("Language"), .look = LOOK_LANGUAGE),
  FIELD(struct deal, coin, N_("Currency"), .look = LOOK_CURRENCY),
  FIELD(struct deal, secret, N_("Margin"), .need = 4),
  FIELD(struct deal, seats, N_("Seats"), .min = 1, .max = 5000),
  FIELD(struct deal, discount, N_("Discount"), .look = LOOK_PERCENT, .max = 2500),
  FIELD(struct deal, years, N_("Years")),
  FIELD(struct deal, agreed, N_("I agree")),
  FIELD(struct deal, expected, N_("Expected on")),
  FIELD(struct deal, budget, N_("Budget"), .max = 100000000),
  FIELD(struct deal, fee, N_("Fee"), .currency = "KWD", .min = -5000),
  FIELD(struct deal, customer, N_("Customer")),
};
static const struct form_def deal_form = FORM(struct deal, rows);

struct pair {
  const char *name, *value;
};

static const char *from_pairs(void *at, const char *name)
{
  for (const struct pair *p = at; p->name != NULL; p++)
    if (strcmp(p->name, name) == 0)
      return p->value;
  return NULL;
}

static struct arena *arena;

static int row_of(const char *name)
{
  for (int i = 0; i < deal_form.n_fields; i++)
    if (strcmp(rows[i].name, name) == 0)
      return i;
  abort();
}

/* The form after one field (and a good account) was posted. */
static struct form posted(const char *language, const char *name, const char *value, const char *currency)
{
  const char *currency_name = arena_printf(arena, "%s_currency", name);
  struct pair pairs[] = { { name, value }, { currency_name, currency }, { "account", "Example" }, { NULL, NULL } };
  struct form f;
  form_open(&f, arena, &deal_form, language, 0);
  form_fill(&f, from_pairs, pairs);
  return f;
}

static void says(const char *name, const char *value, const char *sentence)
{
  struct form f = posted("en", name, value, "EUR");
  is_text(f.errors[row_of(name)], sentence, "%s: \"%.*s\"", name, (int)strcspn(value, "\r\n"), value);
  is_int(f.n_errors, sentence != NULL, "%s: errors counted", name);
  is_text(f.typed[row_of(name)], value, "%s: shown again as typed", name);
}

static const struct deal *data_of(const char *language, const char *name, const char *value, const char *currency)
{
  struct form f = posted(language, name, value, currency);
  is_text(f.errors[row_of(name)], NULL, "%s of %zu bytes (%s) is taken", name, strlen(value), language);
  return f.data;
}

static void test_text(void)
{
  is_text(data_of("en", "account", "  Ex ample \xc2\xa0", NULL)->account, "Ex ample", "trimmed, inner spaces kept");
  says("account", "   ", "Fill in “Account”.");
  says("account", "x", "Account needs at least 2 characters; this has 1.");
  says("account", "Grüße Grüße", "Account can have at most 10 characters; this has 11.");
  is_text(data_of("en", "account", "Grüße Grüß", NULL)->account, "Grüße Grüß", "characters are counted, not bytes");
  says("account", "two\nlines", "Account has a line break or characters that cannot be shown.");
  says("account", "bad\xff", "Account has a line break or characters that cannot be shown.");
  says("account", "esc\xc2\x9b", "Account has a line break or characters that cannot be shown.");
  static const char *const spoofs[] = { "a\xe2\x80\xae"
                                        "b",
                                        "a\xe2\x81\xa6"
                                        "b",
                                        "a\xe2\x80\xa8"
                                        "b",
                                        "\xc2\xad\xc2\xad",
                                        "a\xe2\x80\x8b"
                                        "b",
                                        "a\xef\xbb\xbf"
                                        "b",
                                        "a\xf3\xa0\x81\x81" };
  for (size_t i = 0; i < sizeof spoofs / sizeof *spoofs; i++)
    says("account", spoofs[i], "Account has a line break or characters that cannot be shown.");
  is_text(data_of("en", "account", "\xd9\x86\xd9\x85\xe2\x80\x8c\xd8\xa7\xe2\x80\x8f", NULL)->account,
          "\xd9\x86\xd9\x85\xe2\x80\x8c\xd8\xa7\xe2\x80\x8f", "what scripts need is no spoof");
  says("notes",
       "a\xe2\x80\xae"
       "b",
       "Notes has characters that cannot be shown.");
  is_text(data_of("en", "notes",
                  "a\xe2\x81\xa8"
                  "b\xe2\x81\xa9",
                  NULL)
              ->notes,
          "a\xe2\x81\xa8"
          "b\xe2\x81\xa9",
          "isolates in a longer text");
  is_text(data_of("en", "notes", "a\r\nb\tc\rd", NULL)->notes, "a\nb\tc\nd", "line ends of an area are one character");
  says("notes", "a\x1b[2J", "Notes has characters that cannot be shown.");
  ok(data_of("en", "notes", " ", NULL)->notes == NULL, "an empty text is NULL");
}

static void test_looks(void)
{
  says("mail", "person@example", "Enter an e-mail address like name@example.com.");
  is_text(data_of("en", "mail", " Person@Example.com ", NULL)->mail, "Person@Example.com", "an address, as typed");
  says("phone", "call me", "Enter a telephone number like +43 1 234567.");
  says("phone", "+43 1 23456", NULL);
  says("phone", "1234", "Enter a telephone number like +43 1 234567.");
  says("phone", "+1234567890123456", "Enter a telephone number like +43 1 234567.");
  says("phone", "(01) 234/567-8.9", NULL);
  says("site", "example.com", "Enter an address that begins with https:// or http://.");
  says("site", "javascript:alert(1)", "Enter an address that begins with https:// or http://.");
  says("site", "https://user@evil.example.com/", "Enter an address that begins with https:// or http://.");
  says("site", "https://www.example.com:8443/a?b=c#d", NULL);
  says("site", "https://example.com:99999/", "Enter an address that begins with https:// or http://.");
  says("site", "https://example.com/\"onload", "Enter an address that begins with https:// or http://.");
  says("stage", "won", NULL);
  says("stage", "lost", "Choose one of the entries in the list.");
  says("country", "AT", NULL);
  says("country", "at", "Choose one of the entries in the list.");
  says("country", "XX", "Choose one of the entries in the list.");
  says("zone", "Europe/Vienna", NULL);
  says("zone", "America/Indiana/Knox", NULL);
  says("zone", "../../../etc/passwd", "Choose one of the entries in the list.");
  says("tongue", "en", NULL);
  says("tongue", "klingon", "Choose one of the entries in the list.");
  says("coin", "JPY", NULL);
  says("coin", "DEM", "Choose one of the entries in the list.");
}

static void test_numbers(void)
{
  is_int(data_of("en", "seats", "1,250", NULL)->seats, 1250, "grouped as English does");
  is_int(data_of("de", "seats", "1.250", NULL)->seats, 1250, "grouped as German does");
  is_int(data_of("en", "years", "-3", NULL)->years, -3, "a negative number without bounds");
  says("seats", "many", "Enter a whole number like 1,250.");
  says("seats", "1.5", "Enter a whole number like 1,250.");
  says("seats", "0", "Seats must be from 1 to 5,000.");
  says("seats", "5001", "Seats must be from 1 to 5,000.");
  says("years", "2147483648", "Years can be at most 2,147,483,647.");
  says("years", "99999999999999999999", "Enter a whole number like 1,250.");
  is_int(data_of("en", "discount", "7.5", NULL)->discount, 750, "7.5 percent in basis points");
  is_int(data_of("de", "discount", "7,25 %", NULL)->discount, 725, "with the sign, German");
  is_int(data_of("fr", "discount", "12", NULL)->discount, 1200, "whole percent");
  says("discount", "7.125", "Enter a percentage like 7.5" NBSP "%.");
  says("discount", "25.01", "Discount must be from 0" NBSP "% to 25" NBSP "%.");
}

static void test_others(void)
{
  ok(data_of("en", "agreed", "on", NULL)->agreed, "a ticked box");
  ok(!data_of("en", "agreed", "0", NULL)->agreed, "a machine's false");
  ok(!data_of("en", "seats", "5", NULL)->agreed, "an absent box is false");
  struct date d = data_of("en", "expected", "2028-02-29", NULL)->expected;
  ok(d.year == 2028 && d.month == 2 && d.day == 29, "a date");
  says("expected", "2027-02-29", "Enter a date like 2026-03-31.");
  says("expected", "31.03.2026", "Enter a date like 2026-03-31.");
  is_int(data_of("en", "customer", "0000000000abc", NULL)->customer.bits, (10 << 10) + (11 << 5) + 12, "a reference");
  says("customer", "12", "Choose one of the entries in the list.");
}

static void test_money(void)
{
  struct money m = data_of("en", "budget", "1,234.50", "EUR")->budget;
  ok(m.minor == 123450 && strcmp(m.currency, "EUR") == 0, "English marks");
  m = data_of("de", "budget", "1.234,5", "USD")->budget;
  ok(m.minor == 123450 && strcmp(m.currency, "USD") == 0, "German marks");
  m = data_of("en", "budget", "1234", "JPY")->budget;
  ok(m.minor == 1234 && strcmp(m.currency, "JPY") == 0, "yen have no decimals");
  m = data_of("en", "fee", "-1.234", NULL)->fee;
  ok(m.minor == -1234 && strcmp(m.currency, "KWD") == 0,
     "a fixed currency of three decimals, negative as the row allows");
  m = data_of("en", "budget", "", "EUR")->budget;
  ok(m.minor == 0 && m.currency[0] == '\0', "nothing typed is no money");
  says("budget", "12.345", "Enter an amount like 1,234.50.");
  says("budget", "-5", "Budget must be at least 0.00" NBSP "EUR.");
  says("budget", "1000000.01", "Budget can be at most 1,000,000.00" NBSP "EUR.");
  says("fee", "lots", "Enter an amount like 1,234.500.");
  struct form f = posted("de", "budget", "viel", "JPY");
  is_text(f.errors[row_of("budget")], "Enter an amount like 1.234.",
          "the example in the person's marks and the currency's decimals");
  f = posted("en", "budget", "5", "XXX");
  is_text(f.errors[row_of("budget")], "Choose a currency.", "an unknown currency");
  is_text(f.typed_currency[row_of("budget")], "XXX", "and it is shown again");
}

static void test_rights(void)
{
  struct pair pairs[] = { { "account", "Example" }, { "secret", "40" }, { "undeclared", "x" }, { NULL, NULL } };
  struct form f;
  form_open(&f, arena, &deal_form, "en", 1 | 2);
  is_int(form_fill(&f, from_pairs, pairs), OK, "without the right: taken");
  ok(((struct deal *)f.data)->secret == NULL, "and the field stays at zero");
  is_text(f.typed[row_of("secret")], "", "nor is it shown");
  form_open(&f, arena, &deal_form, "en", 4);
  form_fill(&f, from_pairs, pairs);
  is_text(((struct deal *)f.data)->secret, "40", "with the right it is read");
}

static void test_choices_and_rules(void)
{
  static const struct option offers[] = { { "0000000000abc", "Example customer" }, { NULL, NULL } };
  static const struct option coins[] = { { "EUR", "EUR" }, { NULL, NULL } };
  struct form_choice choices[] = { { "customer", offers }, { "budget_currency", coins } };
  struct pair pairs[] = { { "account", "Example" },
                          { "customer", "0000000000ABC" },
                          { "budget", "5" },
                          { "budget_currency", "USD" },
                          { NULL, NULL } };
  struct form f;
  form_open(&f, arena, &deal_form, "en", 0);
  f.choices = choices;
  f.n_choices = 2;
  ok(form_options(&f, row_of("customer")) == offers, "run-time options");
  ok(form_options(&f, row_of("stage")) == stages, "the row's options");
  ok(form_options(&f, row_of("country")) == country_options(), "the look's options");
  ok(form_options(&f, row_of("account")) == NULL, "none");
  is_int(form_fill(&f, from_pairs, pairs), INVALID, "a currency outside the choice");
  is_text(f.errors[row_of("budget")], "Choose a currency.", "says so");
  ok(f.errors[row_of("customer")] == NULL, "a reference in the choice, in any case of letters");
  pairs[1].value = "0000000000abd";
  f.n_errors = 0;
  form_fill(&f, from_pairs, pairs);
  is_text(f.errors[row_of("customer")], "Choose one of the entries in the list.", "a reference outside the choice");
  int before = f.n_errors;
  is_int(form_refuse(&f, "account", "%s is taken by %d.", "Example", 2), INVALID, "a rule across fields");
  is_text(f.errors[row_of("account")], "Example is taken by 2.", "beside its field");
  form_refuse(&f, NULL, "%s", "The whole does not fit.");
  is_text(f.error, "The whole does not fit.", "for the form");
  is_int(f.n_errors, before + 2, "both counted");
}

static void test_show(void)
{
  struct form f;
  form_open(&f, arena, &deal_form, "de", 0);
  struct deal *d = f.data;
  *d = (struct deal){ .account = "Example",
                      .secret = "s",
                      .seats = 1250,
                      .discount = 725,
                      .agreed = true,
                      .expected = { 2026, 3, 31 },
                      .budget = money_of(123450, "EUR"),
                      .customer = { 44 } };
  form_show(&f);
  is_text(f.typed[row_of("account")], "Example", "text");
  is_text(f.typed[row_of("mail")], "", "no text");
  is_text(f.typed[row_of("secret")], "", "not without the right");
  is_text(f.typed[row_of("seats")], "1250", "number");
  is_text(f.typed[row_of("discount")], "7,25", "percent in German");
  is_text(f.typed[row_of("agreed")], "1", "box");
  is_text(f.typed[row_of("expected")], "2026-03-31", "date, as the browser's field wants it");
  is_text(f.typed[row_of("budget")], "1.234,50", "money in German");
  is_text(f.typed_currency[row_of("budget")], "EUR", "its currency");
  is_text(f.typed[row_of("fee")], "", "no money");
  is_text(f.typed_currency[row_of("fee")], "KWD", "the fixed currency");
  is_text(f.typed[row_of("customer")], "000000000001c", "reference");
}

static void test_need(void)
{
  struct form f;
  form_open(&f, arena, &deal_form, "en", 0);
  is_int(form_need(&f, "site"), OK, "a page that nobody sent yet has no fault");
  ok(f.needed[row_of("site")] && !f.needed[row_of("mail")], "and shows the one field as a required one");
  f = posted("en", "site", " ", NULL);
  is_int(form_need(&f, "site"), INVALID, "sent with blanks");
  is_text(f.errors[row_of("site")], "Fill in “Web site”.", "the sentence of a required field");
  is_int(form_need(&f, "stage"), INVALID, "one to choose");
  is_text(f.errors[row_of("stage")], "Choose “Stage”.", "in its words");
  is_int(form_need(&f, "account"), OK, "filled");
  form_fix(&f, "mail", "a@example.com");
  is_int(form_need(&f, "mail"), OK, "what is shown as text is not asked for");
  ok(!f.needed[row_of("mail")], "nor marked");
}

static void test_lists(void)
{
  int n = 0;
  for (const struct option *o = country_options(); o->value != NULL; o++)
    n++;
  is_int(n, 249, "ISO 3166-1 has 249 codes");
  is_text(countries_text(arena, "DE,AX,AT"), "Åland Islands, Austria, Germany", "codes as names in their order");
  is_text(countries_text(arena, ""), "", "no codes");
  for (const struct option *o = countries; o->value; o++) {
    int parts = 0;
    for (const struct country_part *p = country_parts; p->key; p++)
      for (const char *at = p->codes; *at; at += at[2] ? 3 : 2)
        parts += at[0] == o->value[0] && at[1] == o->value[1];
    is_int(parts, 1, "%s is in one part of the world", o->value);
  }
  is_text(countries_found(arena, "CoTe"), "CI", "a country by a part of its name, without capitals and marks");
  is_text(countries_found(arena, "at"), "AT", "by its code, before any part of a name");
  is_text(countries_found(arena, "united s"), "US,UM,VI", "several by a part of their names");
  is_text(countries_found(arena, ""), "", "by nothing");
  ok(country_known("ZW") && country_known("AX") && !country_known("UK") && !country_known("") && !country_known(NULL),
     "codes");
  struct form f;
  bool zones = true;
  form_open(&f, arena, &deal_form, "en", 0);
  for (const struct option *o = form_options(&f, row_of("zone")); o->value != NULL; o++)
    zones = zones && (zone_known(o->value) || !ok(false, "%s", o->value));
  ok(zones, "every listed zone is known");
  ok(strcmp(currency_options()[0].value, "AED") == 0, "currencies");
}

int main(void)
{
  arena = arena_new(16 << 20, NULL, NULL);
  i18n_open("/nonexistent");
  test_text();
  test_looks();
  test_numbers();
  test_others();
  test_money();
  test_rights();
  test_choices_and_rules();
  test_show();
  test_need();
  test_lists();
  arena_free(arena);
  return tap_done();
}
