/* Addresses as people paste them, domains as the vendor types them, and what a list of roles holds (DOMAIN C14). */
#include "lib/model/address_list.h"
#include "lib/model/person.h"
#include "tests/unit/tap.h"

static struct arena *a;

static const char *joined(const char *text)
{
  struct address_list list;
  struct buf b = BUF(a);
  address_list_split(a, text, &list);
  for (int i = 0; i < list.n; i++)
    buf_printf(&b, "%s%s", i ? "|" : "", list.at[i]);
  buf_printf(&b, " %d%s", list.repeated, list.too_many ? " too many" : "");
  return buf_text(&b);
}

static void test_separators(void)
{
  is_text(joined("a@x.example b@x.example,c@x.example;d@x.example\ne@x.example\r\nf@x.example\tg@x.example"),
          "a@x.example|b@x.example|c@x.example|d@x.example|e@x.example|f@x.example|g@x.example 0", "every separator");
  is_text(joined(" ,;\n a@x.example ,, ;\n"), "a@x.example 0", "empty parts are none");
  is_text(joined(""), " 0", "nothing");
  is_text(joined(NULL), " 0", "no text");
  is_text(joined(" ,;\n\t\r"), " 0", "separators alone");
}

static void test_repeated(void)
{
  is_text(joined("B@X.example a@x.example b@x.EXAMPLE a@x.example"), "b@x.example|a@x.example 2",
          "each once, in the order given, in lower case");
  is_text(joined("not-an-address x@"), "not-an-address|x@ 0", "what is no address is not dropped: it is answered for");
}

static void test_many(void)
{
  struct buf exact = BUF(a), more = BUF(a);
  struct address_list list;
  for (int i = 0; i < ADDRESSES_MAX; i++)
    buf_printf(&exact, "p%d@x.example ", (i * 7919) % 1000);
  address_list_split(a, buf_text(&exact), &list);
  is_int(list.n, ADDRESSES_MAX, "as many as are taken");
  ok(!list.too_many, "are not too many");
  is_text(list.at[1], "p919@x.example", "in their order");
  buf_printf(&more, "%s p0@x.example last@x.example never@x.example", buf_text(&exact));
  address_list_split(a, buf_text(&more), &list);
  ok(list.too_many, "one more is");
  is_int(list.n, ADDRESSES_MAX, "and is left out");
  is_int(list.repeated, 1, "one that was there already does not count");
}

static void test_parts(void)
{
  is_text(address_local(a, "ann.smith@x.example"), "ann.smith", "a name until they say theirs");
  is_text(address_domain("ann@x.example"), "x.example", "the domain");
  is_text(address_domain("ann"), "", "none");
}

static void test_domains(void)
{
  static const char *const good[] = { "x.example", "partner.example.com", "a-b.example", "1.example",
                                      "xn--bcher-kva.example" };
  static const char *const bad[] = { "",           "example",     ".example.com", "example.com.", "a..b",
                                     "-a.example", "a-.example",  "a.b-",         "a.e",          "*.example.com",
                                     "A.example",  "a b.example", "a@b.example",  "a.example/x",  "b\xc3\xbc.example" };
  for (size_t i = 0; i < sizeof good / sizeof *good; i++)
    ok(domain_valid(good[i]), "a domain: %s", good[i]);
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
    ok(!domain_valid(bad[i]), "none: %s", bad[i]);
}

static void test_roles(void)
{
  ok(roles_have("sales,partner_admin", "partner_admin"), "the last of two");
  ok(roles_have("partner_admin", "partner_admin"), "alone");
  ok(!roles_have("partner_admins,sales", "partner_admin"), "not the beginning of another");
  ok(!roles_have("", "partner_admin") && !roles_have(NULL, "partner_admin"), "not in nothing");
}

int main(void)
{
  a = arena_new((size_t)8 << 20, NULL, NULL);
  test_separators();
  test_repeated();
  test_many();
  test_parts();
  test_domains();
  test_roles();
  arena_free(a);
  return tap_done();
}
