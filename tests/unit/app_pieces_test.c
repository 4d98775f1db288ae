/* The frame's pieces that need no database: the route table's rules, finding a route, the side bar's lines, what a repeated form is
 * told apart by, the signed sentence for the next page. */
#include "lib/app/frame.h"
#include "tests/unit/tap.h"

static struct arena *arena;

static result nothing(struct req *rq)
{
  (void)rq;
  return OK;
}

static const struct form_def form = { 0 };

static void good_table(void)
{
  static const struct route routes[] = {
    { GET, "/", nothing, .need = PUBLIC },
    { GET, "/x", nothing, .need = SIGNED_IN, .menu = "X" },
    { GET, "/x/{id}", nothing, .need = CUSTOMER_READ },
    { POST, "/x/{id}", nothing, .need = CUSTOMER_READ, .proof = SESSION, .form = &form, .again = nothing },
    { POST, "/in", nothing, .need = PUBLIC, .proof = STATE, .state = "in" },
    { POST, "/hook", nothing, .need = PUBLIC, .proof = SIGNATURE },
    { GET, "/x/{id}/y/{other}", nothing, .need = CUSTOMER_READ },
  };
  char why[300] = "";
  ok(routes_check(routes, COUNT(routes), why, sizeof why), "a sound table passes: %s", why);
}

static void bad_tables(void)
{
  static const struct {
    struct route routes[2];
    const char *why;
  } cases[] = {
    { { { GET, "/x", nothing } }, "no right" },
    { { { POST, "/x", nothing, .need = SIGNED_IN } }, "no proof" },
    { { { DELETE_, "/x", nothing, .need = SIGNED_IN } }, "no proof" },
    { { { POST, "/x", nothing, .need = PUBLIC, .proof = SESSION } }, "cannot be public" },
    { { { POST, "/x", nothing, .need = SIGNED_IN, .proof = STATE, .state = "x" } }, "say PUBLIC" },
    { { { POST, "/x", nothing, .need = SIGNED_IN, .proof = SIGNATURE } }, "say PUBLIC" },
    { { { POST, "/x", nothing, .need = PUBLIC, .proof = STATE } }, "purpose" },
    { { { POST, "/x", nothing, .need = PUBLIC, .proof = KEY } }, "somebody's" },
    { { { POST, "/x", nothing, .need = SIGNED_IN, .proof = SESSION, .form = &form } }, "again" },
    { { { GET, "x", nothing, .need = PUBLIC } }, "slash" },
    { { { GET, "/x/", nothing, .need = PUBLIC } }, "slash" },
    { { { GET, "/x{id}", nothing, .need = PUBLIC } }, "segment" },
    { { { GET, "/{id}x", nothing, .need = PUBLIC } }, "segment" },
    { { { GET, "/{a", nothing, .need = PUBLIC } }, "segment" },
    { { { GET, "/{a}/{b}/{c}/{d}/{e}", nothing, .need = PUBLIC } }, "segment" },
    { { { GET, "/x", NULL, .need = PUBLIC } }, "no function" },
    { { { GET, "/x/{id}", nothing, .need = PUBLIC, .menu = "X" } }, "menu" },
    { { { GET, "/x/{a}", nothing, .need = PUBLIC }, { GET, "/x/{b}", nothing, .need = PUBLIC } }, "twice" },
  };
  for (int i = 0; i < COUNT(cases); i++) {
    char why[300] = "";
    ok(!routes_check(cases[i].routes, cases[i].routes[1].path ? 2 : 1, why, sizeof why), "bad table %d is refused", i);
    has_text(why, cases[i].why, "and the sentence says why");
  }
}

static void finding(void)
{
  static const struct route routes[] = {
    { GET, "/x", nothing },     { GET, "/x/{id}", nothing },           { POST, "/x/{id}", nothing },
    { GET, "/x/new", nothing }, { GET, "/x/{id}/y/{other}", nothing },
  };
  const char *captured[4] = { 0 }, *allow;
  ok(route_find(arena, routes, COUNT(routes), GET, "/x", captured, &allow) == &routes[0], "a plain path");
  ok(route_find(arena, routes, COUNT(routes), GET, "/x/new", captured, &allow) == &routes[3],
     "a word goes before a capture");
  ok(route_find(arena, routes, COUNT(routes), GET, "/x/abc", captured, &allow) == &routes[1], "a capture");
  is_text(captured[0], "abc", "and its text");
  ok(route_find(arena, routes, COUNT(routes), GET, "/x/a b/y/\u00e9", captured, &allow) == &routes[4], "two captures");
  is_text(captured[0], "a b", "the first");
  is_text(captured[1], "\u00e9", "the second");
  ok(!route_find(arena, routes, COUNT(routes), DELETE_, "/x/abc", captured, &allow), "another method");
  is_text(allow, "GET, HEAD, POST", "and what is allowed");
  static const char *const absent[] = { "/", "/x/", "/xx", "/x/a/b", "/x//y/b", "/X", "/x/a/y/", "/y" };
  for (int i = 0; i < COUNT(absent); i++) {
    ok(!route_find(arena, routes, COUNT(routes), GET, absent[i], captured, &allow) && !*allow, "%s is not there",
       absent[i]);
  }
}

static void menu_lines(void)
{
  struct menu_row row;
  ok(menu_line_parse(arena, "10\tHome\t/home\tsigned-in\tpartner\n", &row), "a line");
  ok(row.order == 10 && row.need == SIGNED_IN && row.audience == AUDIENCE_PARTNER, "is read");
  is_text(row.label, "Home", "its word");
  is_text(row.path, "/home", "its path");
  ok(menu_line_parse(arena, "20\tC\t/c\tcustomer.read\tstaff", &row) && row.need == CUSTOMER_READ,
     "a right by its key");
  static const char *const bad[] = { "",
                                     "10\tHome\t/home\tsigned-in",
                                     "10\tHome\t/home\tsigned-in\tpartner\tmore",
                                     "x\tHome\t/home\tsigned-in\tpartner",
                                     "10\t\t/home\tsigned-in\tpartner",
                                     "10\tHome\thome\tsigned-in\tpartner",
                                     "10\tHome\t/home\tall.power\tpartner",
                                     "10\tHome\t/home\tsigned-in\teverybody" };
  for (int i = 0; i < COUNT(bad); i++)
    ok(!menu_line_parse(arena, bad[i], &row), "line %d is none", i);
}

static struct request posted(const char *path, int n, struct param *params)
{
  return (struct request){ .path = path, .params = params, .n_params = n };
}

static bool same_hash(struct request a, struct request b)
{
  unsigned char x[32], y[32];
  request_hash(arena, &a, x);
  request_hash(arena, &b, y);
  return memcmp(x, y, 32) == 0;
}

#define P(name_, value_)                                                                                               \
  {                                                                                                                    \
    .name = name_, .value = value_, .size = sizeof(value_) - 1                                                         \
  }

static void hashes(void)
{
  struct param a[] = { P("n", "1"), P("_csrf", "x"), P("_key", "k") }, b[] = { P("_key", "z"), P("n", "1") };
  struct param c[] = { P("n", "2") }, d[] = { P("n1", "") }, e[] = { P("a", "b"), P("c", "d") },
               f[] = { P("a", "b1:c1:d") };
  ok(same_hash(posted("/x", 3, a), posted("/x", 2, b)), "the form's own fields do not count");
  ok(!same_hash(posted("/x", 3, a), posted("/y", 3, a)), "the path counts");
  ok(!same_hash(posted("/x", 3, a), posted("/x", 1, c)), "a value counts");
  ok(!same_hash(posted("/x", 3, a), posted("/x", 1, d)), "a name does not run into its value");
  ok(!same_hash(posted("/x", 2, e), posted("/x", 1, f)), "nor a value into the next name");
  struct request one = posted("/x", 1, c), two = one;
  one.n_query = two.n_query = 1;
  one.body = (struct bytes){ (const unsigned char *)"{1}", 3 };
  two.body = (struct bytes){ (const unsigned char *)"{2}", 3 };
  ok(!same_hash(one, two), "JSON counts, beside a query too");
  two = one;
  two.method = PUT;
  ok(!same_hash(one, two), "the method counts: a key of one does not answer the other");
}

static void form_keys(void)
{
  ok(form_key_valid("AAAAAAAAAAAAAAAAAAAA-_"), "128 bits in base64url");
  ok(!form_key_valid(NULL) && !form_key_valid("") && !form_key_valid("AAAA"), "too short");
  ok(!form_key_valid("AAAAAAAAAAAAAAAAAAAA' OR"), "a foreign character");
  ok(!form_key_valid("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"), "too long");
}

static void stored(void)
{
  struct reply out, again;
  reply_reset(&out, arena);
  reply_cookie(&out, "s", "secret", -1, true);
  reply_header(&out, "X-Location", "%s", "no");
  reply_redirect(&out, "/x?y=1");
  const char *headers = stored_headers(arena, &out);
  is_text(headers, "text/html; charset=utf-8\nLocation: /x?y=1", "type and place are kept, a cookie never");
  reply_reset(&again, arena);
  stored_headers_put(&again, headers);
  is_text(buf_text(&again.headers), "Location: /x?y=1\r\n", "the place is back");
  is_text(again.content_type, "text/html; charset=utf-8", "and the type");
  reply_reset(&out, arena);
  ok(answer_fits(&out), "an empty answer fits");
  buf_put(&out.body, "\xff", 1);
  ok(!answer_fits(&out), "a file does not");
  out.body.size = 0;
  for (int i = 0; i < 65; i++) {
    char piece[1024];
    memset(piece, 'x', sizeof piece);
    buf_put(&out.body, piece, sizeof piece);
  }
  ok(!answer_fits(&out), "nor does a large page");
}

static void flashes(void)
{
  unsigned char key[32] = { 1 }, other[32] = { 2 };
  struct utc now = utc_of(1700000000);
  const char *sealed = flash_seal(arena, key, "Saved: \u201cNorth\u201d", now);
  is_text(flash_open(arena, key, sealed, now), "Saved: \u201cNorth\u201d", "a sealed sentence opens");
  is_text(flash_open(arena, key, sealed, utc_add_s(now, 61)), NULL, "not after a minute");
  is_text(flash_open(arena, other, sealed, now), NULL, "not with another key");
  char *changed = arena_dup(arena, sealed);
  changed[0] = changed[0] == 'A' ? 'B' : 'A';
  is_text(flash_open(arena, key, changed, now), NULL, "not when it was changed");
  static const char *const bad[] = { "", ".", "..", "a.b.c", "a", "....." };
  for (int i = 0; i < COUNT(bad); i++)
    is_text(flash_open(arena, key, bad[i], now), NULL, "\"%s\" is no sentence", bad[i]);
}

int main(void)
{
  arena = arena_new(LIMIT_ARENA_BYTES, NULL, NULL);
  i18n_language("en");
  good_table();
  bad_tables();
  finding();
  menu_lines();
  hashes();
  form_keys();
  stored();
  flashes();
  arena_free(arena);
  return tap_done();
}
