/* Addresses of people and places, apart from any form. */
#include "lib/form/form_lists.h"
#include "tests/unit/tap.h"

#define TEN   "abcdefghij"
#define SIXTY TEN TEN TEN TEN TEN TEN

static void check_all(bool (*valid)(const char *s), const char *const *list, size_t n, bool want, const char *what)
{
  for (size_t i = 0; i < n; i++) {
    ok(valid(list[i]) == want, "%s, %s: %.60s", what, want ? "taken" : "refused",
       str_has_control(list[i]) ? "(control)" : list[i]);
  }
}

#define CHECK(valid, list, want, what) check_all((valid), (list), sizeof(list) / sizeof *(list), (want), (what))

static void test_email(void)
{
  static const char *const good[] = { "a@example.com",
                                      "first.last+tag@sub.example.com",
                                      "o'neil@example.org",
                                      "x@localhost",
                                      "name@xn--bcher-kva.example",
                                      "grüße@example.com",
                                      "UPPER@EXAMPLE.COM",
                                      "1@2.example",
                                      SIXTY "abcd@example.com" };
  static const char *const bad[] = { "",
                                     "example.com",
                                     "@example.com",
                                     "a@",
                                     "a@example",
                                     "a@b@example.com",
                                     "a b@example.com",
                                     "a@exa mple.com",
                                     "a@example.com ",
                                     "a@example.com\n",
                                     "a@example.com\r\nBcc: b@example.com",
                                     ".a@example.com",
                                     "a.@example.com",
                                     "a..b@example.com",
                                     "a@.example.com",
                                     "a@example.com.",
                                     "a@example..com",
                                     "a@-example.com",
                                     "a@example-.com",
                                     "a@exam_ple.com",
                                     "a@bücher.example",
                                     "a@[127.0.0.1]",
                                     "\"a b\"@example.com",
                                     "<a@example.com>",
                                     "a@example.com,b@example.com",
                                     "a\xc2\xa0@example.com",
                                     "a\xe2\x80\x8b@example.com",
                                     "a\xff@example.com",
                                     SIXTY "abcde@example.com",
                                     "a@" SIXTY "abcd.com",
                                     "a@" SIXTY "." SIXTY "." SIXTY "." SIXTY ".example.com" };
  CHECK(email_valid, good, true, "e-mail");
  CHECK(email_valid, bad, false, "e-mail");
  ok(!email_valid(NULL), "nothing is no address");
}

static void test_places(void)
{
  static const char *const urls[] = {
    "https://example.com",   "http://example.com/",        "https://sub.example.com:8443/a/b?c=d&e=f#g",
    "https://example.com?x", "https://example.com/%C3%BC", "http://localhost:8080/",
    "https://example.com/ü"
  };
  static const char *const no_urls[] = { "",
                                         "example.com",
                                         "//example.com",
                                         "ftp://example.com",
                                         "javascript:alert(1)",
                                         "HTTPS://example.com",
                                         "https://",
                                         "https:///path",
                                         "https://a b.example.com",
                                         "https://example.com/a b",
                                         "https://example.com/\"x",
                                         "https://example.com/<x>",
                                         "https://example.com\\@evil.example",
                                         "https://user@example.com",
                                         "https://user:secret@example.com",
                                         "https://example.com:",
                                         "https://example.com:0",
                                         "https://example.com:65536",
                                         "https://example.com:8x",
                                         "https://example.com/\n",
                                         "https://example.com/\xe2\x80\xae",
                                         "https://[::1]/" };
  static const char *const phones[] = { "+43 1 234567", "12345", "(01) 234-56.78", "0043/1/2345678",
                                        "+123456789012345" };
  static const char *const no_phones[] = { "1234",   "+1234567890123456", "43+1234567", "12345a", "(12345",
                                           "12345)", "((12345))",         "12345\n",    "+" };
  CHECK(url_valid, urls, true, "web address");
  CHECK(url_valid, no_urls, false, "web address");
  CHECK(phone_valid, phones, true, "telephone");
  CHECK(phone_valid, no_phones, false, "telephone");
}

static void tax_number_is(const char *country, const char *typed, const char *want)
{
  struct arena *a = arena_new(4096, NULL, NULL);
  const char *read = tax_number_read(a, country, typed);
  ok(want ? str_eq(read, want) : !read, "tax number in %s: %s", country, typed);
  arena_free(a);
}

/* The forms are those of the European Commission's VIES. */
static void test_tax_numbers(void)
{
  tax_number_is("AT", "atu 1234.5678", "ATU12345678");
  tax_number_is("DE", "DE123456789", "DE123456789");
  tax_number_is("GR", "EL123456789", "EL123456789");
  tax_number_is("NL", "NL123456789B01", "NL123456789B01");
  tax_number_is("FR", "FR-AB 123456789", "FRAB123456789");
  tax_number_is("RO", "RO12", "RO12");
  tax_number_is("GB", "what they like", "what they like");
  tax_number_is("AT", "AT12345678", NULL);
  tax_number_is("DE", "x", NULL);
  tax_number_is("DE", "DE12345678", NULL);
  tax_number_is("DE", "DE1234567890", NULL);
  tax_number_is("DE", "FR12345678901", NULL);
  tax_number_is("GR", "GR123456789", NULL);
  tax_number_is("NL", "NL123456789C01", NULL);
  tax_number_is("ES", "ES", NULL);
}

int main(void)
{
  test_tax_numbers();
  test_email();
  test_places();
  return tap_done();
}
