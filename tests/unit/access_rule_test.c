/* What may be a rule (DOMAIN M5, decisions 23 and 24): one domain or one address, in one writing; nothing that lets anybody in. */
#include "lib/model/access_rule.h"
#include "tests/unit/tap.h"

static struct arena *a;

static const char *read_as(const char *typed)
{
  static const char *const faults[] = { "",       "several ", "unreadable ", "suffix ",  "public ",
                                        "there ", "covered ", "covers ",     "too many " };
  struct rule_value v;
  enum rule_fault fault = rule_value_read(a, typed, &v);
  if (fault == RULE_SEVERAL || fault == RULE_UNREADABLE)
    return faults[fault];
  return arena_printf(a, "%s%s %s", faults[fault], v.domain ? "domain" : "address", v.text);
}

static void test_one(void)
{
  is_text(read_as("example.org"), "domain example.org", "a domain");
  is_text(read_as("  Example.ORG\n"), "domain example.org", "trimmed, in lower case");
  is_text(read_as("@example.org"), "domain example.org", "as many write all of it");
  is_text(read_as("mail.example.org"), "domain mail.example.org", "a sub-domain is a domain of its own");
  is_text(read_as("Ann.Lee@Example.org"), "address ann.lee@example.org", "an address");
  is_text(read_as("ann+bills@example.org"), "address ann+bills@example.org", "with a tag");
}

static void test_several(void)
{
  static const char *const lists[] = { "a@example.org,b@example.org", "a@example.org b@example.org",
                                       "a@example.org;b@example.org", "example.org, example.net",
                                       "example.org\nexample.net",    "example.org|example.net" };
  for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
    is_text(read_as(lists[i]), "several ", "%s", lists[i]);
}

static void test_unreadable(void)
{
  static const char *const none[] = { "",
                                      "   ",
                                      "example",
                                      "localhost",
                                      "*.example.org",
                                      "*@example.org",
                                      "https://example.org",
                                      "example..org",
                                      ".example.org",
                                      "example.org.",
                                      "-a.example.org",
                                      "a_b.example.org",
                                      "ann@",
                                      "ann@example",
                                      "ann@localhost",
                                      "192.0.2.1",
                                      "ann@192.0.2.1",
                                      "[192.0.2.1]",
                                      "exa\xc0mple.org",
                                      "a@b@example.org" };
  for (size_t i = 0; i < sizeof none / sizeof *none; i++)
    is_text(read_as(none[i]), "unreadable ", "%s", none[i]);
  char long_label[80] = { 0 };
  memset(long_label, 'a', 64);
  is_text(read_as(arena_printf(a, "%s.example.org", long_label)), "unreadable ", "a label of 64 letters");
  long_label[63] = 0;
  ok(domain_ascii(a, arena_printf(a, "%s.example.org", long_label)) != NULL, "one of 63");
}

/* IDNA 2008, UTS 46 non-transitional: the sharp s is kept, capital letters are not. */
static void test_international(void)
{
  is_text(read_as("B\u00fccher.example"), "domain xn--bcher-kva.example", "an umlaut");
  is_text(read_as("BU\u0308CHER.example"), "domain xn--bcher-kva.example", "the same, put together of two signs");
  is_text(read_as("XN--BCHER-KVA.example"), "domain xn--bcher-kva.example", "the same in ASCII");
  is_text(read_as("fa\u00df.example"), "domain xn--fa-hia.example", "a sharp s is not ss");
  is_text(read_as("ann@b\u00fccher.example"), "address ann@xn--bcher-kva.example", "in an address");
  is_text(read_as("\u4f8b\u3048\u3002\u30c6\u30b9\u30c8"), "domain xn--r8jz45g.xn--zckzah",
          "with the full stop of another script");
  is_text(rule_text(a, "xn--bcher-kva.example"), "b\u00fccher.example (xn--bcher-kva.example)", "for people: both");
  is_text(rule_text(a, "ann@xn--bcher-kva.example"), "ann@b\u00fccher.example (ann@xn--bcher-kva.example)",
          "an address");
  is_text(rule_text(a, "example.org"), "example.org", "a plain one stays");
}

static void test_open_to_all(void)
{
  static const char *const suffixes[] = { "co.uk", "github.io", "s3.amazonaws.com", "gov.uk", "k12.ca.us" };
  for (size_t i = 0; i < sizeof suffixes / sizeof *suffixes; i++)
    ok(str_starts(read_as(suffixes[i]), "suffix "), "%s", suffixes[i]);
  ok(!str_starts(read_as("parliament.uk"), "suffix "), "a name below a suffix is none");
  static const char *const mail[] = { "gmail.com",    "GMAIL.com",     "googlemail.com", "gmx.de",      "gmx.at",
                                      "yahoo.co.uk",  "yahoo.com.br",  "hotmail.fr",     "outlook.com", "web.de",
                                      "t-online.de",  "icloud.com",    "proton.me",      "qq.com",      "mail.ru",
                                      "mail.gmx.net", "mailinator.com" };
  for (size_t i = 0; i < sizeof mail / sizeof *mail; i++)
    ok(str_starts(read_as(mail[i]), "public "), "%s", mail[i]);
  is_text(read_as("ann@gmail.com"), "address ann@gmail.com", "a single address there is fine");
  is_text(read_as("gmx-freunde.example"), "domain gmx-freunde.example", "a name that begins alike is another");
  is_text(read_as("mygmail.com"), "domain mygmail.com", "or ends alike");
}

/* What stands against one more rule. */
static void test_overlaps(void)
{
  struct access_rule rows[] = { { .domain = true, .value = "example.org" },
                                { .value = "ann@example.net" },
                                { .value = "bob@example.net" },
                                { .value = "eve@mail.example.net" } };
  struct access_rules all = { rows, 4 }, others;
  struct rule_value v;
  rule_value_read(a, "cid@example.org", &v);
  is_int(access_rule_check(a, &all, &v, &others), RULE_COVERED, "an address of an allowed domain");
  is_text(others.rows[0].value, "example.org", "names the rule that covers it");
  rule_value_read(a, "EXAMPLE.org", &v);
  is_int(access_rule_check(a, &all, &v, &others), RULE_THERE, "the same domain");
  rule_value_read(a, "Ann@Example.net", &v);
  is_int(access_rule_check(a, &all, &v, &others), RULE_THERE, "the same address");
  rule_value_read(a, "example.net", &v);
  is_int(access_rule_check(a, &all, &v, &others), RULE_COVERS, "a domain of allowed addresses");
  is_int(others.n, 2, "names these, and none of a sub-domain");
  rule_value_read(a, "sub.example.org", &v);
  is_int(access_rule_check(a, &all, &v, &others), RULE_FINE, "a sub-domain of an allowed domain is another");
  rule_value_read(a, "cid@sub.example.org", &v);
  is_int(access_rule_check(a, &all, &v, &others), RULE_FINE, "and so are its addresses");
}

int main(void)
{
  a = arena_new(1 << 20, NULL, NULL);
  test_one();
  test_several();
  test_unreadable();
  test_international();
  test_open_to_all();
  test_overlaps();
  arena_free(a);
  return tap_done();
}
