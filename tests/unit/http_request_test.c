/* The request reader against good and hostile requests: what RFC 3986, RFC 6265, RFC 7578 and HTML's form encoding allow and what
 * this house refuses beyond them. */
#include "lib/base/limits.h"
#include "tests/unit/http_channel.h"
#include "tests/unit/tap.h"

static struct arena *arena;
static struct request rq;
static const char *why;

static int read_memory(struct memory *m)
{
  struct channel c = memory_channel(m);
  int status = 0;
  arena_reset(arena);
  result r = request_read(arena, &c, &rq, &status, &why);
  return r == OK ? 200 : status;
}

static int get(const char *uri)
{
  struct memory m = { .variables = { "REQUEST_METHOD", "GET", "REQUEST_URI", uri } };
  return read_memory(&m);
}

static int get_with(const char *name, const char *value)
{
  struct memory m = { .variables = { "REQUEST_METHOD", "GET", "REQUEST_URI", "/x", name, value } };
  return read_memory(&m);
}

static int post_bytes(const char *type, const char *uri, const char *body, size_t size, const char *length)
{
  struct memory m = { .variables = { "REQUEST_METHOD", "POST", "REQUEST_URI", uri, "CONTENT_TYPE", type,
                                     length ? "CONTENT_LENGTH" : NULL, length },
                      .body = body,
                      .body_size = size,
                      .piece = 7 };
  return read_memory(&m);
}

static const char form_type[] = "application/x-www-form-urlencoded";

static int post(const char *body)
{
  return post_bytes(form_type, "/x", body, strlen(body), NULL);
}

static char *filled(size_t size, char c)
{
  char *s = arena_alloc(arena, size + 2);
  memset(s, c, size);
  return s;
}

static void methods(void)
{
  static const struct {
    const char *name;
    int status;
    enum method method;
  } cases[] = { { "GET", 200, GET },   { "HEAD", 200, GET },    { "POST", 200, POST },
                { "PUT", 200, PUT },   { "PATCH", 200, PATCH }, { "DELETE", 200, DELETE_ },
                { "OPTIONS", 405, 0 }, { "TRACE", 405, 0 },     { "CONNECT", 405, 0 },
                { "get", 501, 0 },     { "BREW", 501, 0 },      { "GET ", 501, 0 },
                { "", 400, 0 },        { NULL, 400, 0 } };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    struct memory m = { .variables = { "REQUEST_URI", "/x", cases[i].name ? "REQUEST_METHOD" : NULL, cases[i].name } };
    is_int(read_memory(&m), cases[i].status, "method \"%s\"", cases[i].name ? cases[i].name : "(none)");
    if (cases[i].status == 200) {
      is_int(rq.method, cases[i].method, "method %s is known", cases[i].name);
      is_int(rq.head, strcmp(cases[i].name, "HEAD") == 0, "%s and head", cases[i].name);
    }
  }
}

static void good_paths(void)
{
  static const char *const cases[][2] = {
    { "/", "/" },
    { "/customers", "/customers" },
    { "/customers/", "/customers/" },
    { "/a%20b", "/a b" },
    { "/caf%C3%A9", "/caf\u00e9" },
    { "/%e6%97%a5", "/\u65e5" },
    { "/a%252e", "/a%2e" }, /* decoded once */
    { "/%61", "/a" },
    { "/a.b/..c/c../...", "/a.b/..c/c../..." },
    { "/a;b=c,d:e@f!$&'()*+", "/a;b=c,d:e@f!$&'()*+" },
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    is_int(get(cases[i][0]), 200, "path %s is taken", cases[i][0]);
    is_text(rq.path, cases[i][1], "path %s is decoded", cases[i][0]);
  }
  get("/a%20b?q=%20&z");
  is_text(rq.raw_path, "/a%20b", "the raw path is as sent, without the query");
  is_text(rq.query, "q=%20&z", "the query is raw");
}

static void bad_paths(void)
{
  static const char *const cases[] = {
    "",
    "x",
    "*",
    "http://other.example.com/x",
    "//",
    "//other.example.com",
    "/a//b",
    "/a//",
    "/.",
    "/..",
    "/a/../b",
    "/a/./b",
    "/%2e%2e/etc",
    "/%2E",
    "/a/.%2e/b",
    "/a/%2e./b",
    "/a%2fb",
    "/a%2Fb",
    "/a%5cb",
    "/a\\b",
    "/\\a",
    "/a%00b",
    "/a%0d%0ab",
    "/a%1bb",
    "/a%7fb",
    "/a b",
    "/a\tb",
    "/a\r\nX: y",
    "/a#b",
    "/a%",
    "/a%2",
    "/a%zz",
    "/a%c3%28",
    "/%c0%ae%c0%ae/",
    "/%c0%af",
    "/%ed%a0%80",
    "/%f4%90%80%80",
    "/\xc3\xa9",
    "/%ff",
    "/a%e0%80%af",
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
    is_int(get(cases[i]), 400, "path case %zu is refused", i);
  struct memory none = { .variables = { "REQUEST_METHOD", "GET", "PATH_INFO", "/x", "SCRIPT_NAME", "/y" } };
  is_int(read_memory(&none), 400, "PATH_INFO and SCRIPT_NAME are no substitute for REQUEST_URI");
  char *uri = filled(LIMIT_URI_BYTES, 'a');
  uri[0] = '/';
  char *longest = strdup(uri);
  is_int(get(longest), 200, "an address of the limit's length is taken");
  longest = realloc(longest, LIMIT_URI_BYTES + 2);
  strcpy(longest + LIMIT_URI_BYTES, "a");
  is_int(get(longest), 414, "one byte more is refused");
  free(longest);
}

static void queries(void)
{
  is_int(get("/x?a=1&b=two+words&c=%C3%A9&d&e=&&f=%2B%26%3D&"), 200, "a query of many forms");
  is_text(param_text(&rq, "a"), "1", "plain");
  is_text(param_text(&rq, "b"), "two words", "plus is a space");
  is_text(param_text(&rq, "c"), "\u00e9", "UTF-8");
  is_text(param_text(&rq, "d"), "", "a name without a value is empty");
  is_text(param_text(&rq, "e"), "", "an empty value");
  is_text(param_text(&rq, "f"), "+&=", "encoded marks");
  is_text(param_text(&rq, "g"), NULL, "an absent name");
  is_int(rq.n_params, 6, "empty pairs do not count");
  is_int(get("/x?a=%2500"), 200, "decoded once");
  is_text(param_text(&rq, "a"), "%00", "the second encoding stays text");
  is_int(get("/x?a[]=1&a[]=2"), 200, "a name that may repeat");
  is_int(rq.n_params, 2, "and both are there");
  is_int(get("/x?a=%0D%0A%09"), 200, "line ends and tabs are text");
  static const char *const bad[] = { "/x?a=1&a=2", "/x?a=1&%61=2", "/x?a=%00",   "/x?a%00b=1",  "/x?a=%1b",
                                     "/x?a=%7f",   "/x?=1",        "/x?a=%",     "/x?a=%f",     "/x?a=%c3",
                                     "/x?a=%ff",   "/x?a=%c0%80",  "/x?a%0ab=1", "/x?a=%u0041", "/x?a=%ed%a0%80" };
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
    is_int(get(bad[i]), 400, "query %s is refused", bad[i]);
}

static const char *params_of(int n)
{
  struct buf b = BUF(arena);
  for (int i = 0; i < n; i++)
    buf_printf(&b, "%sp%d=%d", i ? "&" : "", i, i);
  return strdup(buf_text(&b));
}

static void counts(void)
{
  const char *most = params_of(LIMIT_PARAMS), *more = params_of(LIMIT_PARAMS + 1);
  is_int(post(most), 200, "as many parameters as the limit");
  is_int(post(more), 400, "one more is refused");
  free((char *)most);
  free((char *)more);
  char *name = strdup(filled(LIMIT_PARAM_NAME_BYTES, 'n')), *longer = strdup(filled(LIMIT_PARAM_NAME_BYTES + 1, 'n'));
  is_int(post(name), 200, "a name of the limit's length");
  is_int(post(longer), 400, "a longer name is refused");
  free(name);
  free(longer);
}

static void headers(void)
{
  is_int(get_with("HTTP_HOST", "portal.example.com:8080"), 200, "a host");
  is_text(rq.host, "portal.example.com:8080", "is read");
  is_int(get_with("HTTP_HOST", "[::1]:8080"), 200, "a host by address");
  is_int(get_with("HTTP_HOST", "a/b"), 400, "a host with a slash");
  is_int(get_with("HTTP_HOST", "a@b"), 400, "a host with credentials");
  is_int(get_with("HTTP_HOST", "a b"), 400, "a host with a space");
  is_int(get_with("HTTP_USER_AGENT", "a\r\nX: y"), 400, "a line end in a header");
  is_int(get_with("HTTP_USER_AGENT", "a\033[31m"), 400, "an escape in a header");
  is_int(get_with("HTTP_REFERER", "caf\xe9"), 400, "a header that is not UTF-8");
  is_int(get_with("HTTP_ACCEPT_LANGUAGE", "de-AT,de;q=0.8"), 200, "a language");
  is_text(rq.accept_language, "de-AT,de;q=0.8", "is read");
  char *header = strdup(filled(LIMIT_HEADER_BYTES, 'h')), *longer = strdup(filled(LIMIT_HEADER_BYTES + 1, 'h'));
  is_int(get_with("HTTP_USER_AGENT", header), 200, "a header of the limit's length");
  is_int(get_with("HTTP_USER_AGENT", longer), 431, "a longer header");
  longer[LIMIT_COOKIE_BYTES + 1] = '\0';
  is_int(get_with("HTTP_COOKIE", longer), 431, "too many cookies");
  longer[256] = '\0';
  is_int(get_with("HTTP_IDEMPOTENCY_KEY", longer), 431, "an idempotency key that is too long");
  free(header);
  free(longer);
  get("/x");
  ok(!*rq.cookies && !*rq.host && !*rq.remote && !*rq.origin && !*rq.sec_fetch_site && !*rq.authorization &&
         !*rq.accept && !*rq.if_none_match && !*rq.content_type && !*rq.query,
     "what is absent is empty and never NULL");
}

static void connection(void)
{
  get_with("REMOTE_ADDR", "192.0.2.7");
  is_text(rq.remote, "192.0.2.7", "the address of the connection");
  get_with("REMOTE_ADDR", "2001:db8::7");
  is_text(rq.remote, "2001:db8::7", "of the newer kind");
  get_with("REMOTE_ADDR", "evil; drop");
  is_text(rq.remote, "", "what is no address is none");
  get_with("HTTP_X_FORWARDED_FOR", "192.0.2.7");
  is_text(rq.remote, "", "a header names no address");
  get_with("HTTPS", "on");
  ok(rq.https, "HTTPS=on");
  get_with("HTTPS", "off");
  ok(!rq.https, "HTTPS=off");
  get_with("REQUEST_SCHEME", "https");
  ok(rq.https, "the scheme says so");
  get_with("HTTP_X_FORWARDED_PROTO", "https");
  ok(!rq.https, "a header has no say");
}

static void cookies(void)
{
  static const struct {
    const char *sent, *value;
  } cases[] = {
    { "s=abc", "abc" },
    { "a=1; s=abc; b=2", "abc" },
    { "a=1;s=abc", "abc" },
    { "xs=1; s=abc", "abc" },
    { "s=", "" },
    { "S=abc", NULL },
    { "a=1", NULL },
    { "", NULL },
    { "s=a; s=b", NULL },
    { "s=a b", NULL },
    { "s=\"abc\"", NULL },
    { "s=a,b", NULL },
    { "s=a\\b", NULL },
    { "s=caf\u00e9", NULL },
    { "broken; ;;; s=abc", "abc" },
    { "s", NULL },
    { "__Host-s=1; s=abc", "abc" },
    { "a=\"x;s=evil\"; s=abc", NULL },
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    is_int(get_with("HTTP_COOKIE", cases[i].sent), 200, "cookies %s are taken", cases[i].sent);
    is_text(cookie_find(arena, &rq, "s"), cases[i].value, "and s is found or not");
  }
}

static void bodies(void)
{
  is_int(post("a=1&b=%C3%A9"), 200, "a form without a length");
  is_text(param_text(&rq, "b"), "\u00e9", "its value");
  is_int(post_bytes(form_type, "/x?q=1", "a=1", 3, "3"), 200, "query and body");
  is_int(rq.n_params, 2, "make one list");
  is_text(param_posted(&rq, "a"), "1", "what was posted");
  is_text(param_posted(&rq, "q"), NULL, "is told from the query");
  is_int(post_bytes(form_type, "/x?a=1", "a=1", 3, "3"), 400, "a name in both is refused");
  is_int(post("a=1&a=1"), 400, "a name twice in the body");
  is_int(post_bytes(form_type, "/x", "a=1", 3, "4"), 400, "shorter than announced");
  is_int(post_bytes(form_type, "/x", "a=1", 3, "2"), 400, "longer than announced");
  is_int(post_bytes(form_type, "/x", "a=1", 3, "-1"), 400, "a negative length");
  is_int(post_bytes(form_type, "/x", "a=1", 3, "+3"), 400, "a signed length");
  is_int(post_bytes(form_type, "/x", "a=1", 3, "3, 3"), 400, "two lengths");
  is_int(post_bytes(form_type, "/x", "a=1", 3, "0x3"), 400, "a length in hexadecimal");
  is_int(post_bytes(form_type, "/x", "a=1", 3, "99999999999999999999"), 413, "a length past all numbers");
  is_int(post_bytes(form_type, "/x", "a=1", 3, "2000000"), 413, "a length past the cap is refused before it is read");
  is_int(post_bytes(form_type, "/x", "a=\0b", 4, NULL), 400, "a NUL byte in a form");
  is_int(post_bytes(form_type, "/x", "a=\xff", 3, NULL), 400, "a form that is not UTF-8");
  is_int(post_bytes("application/x-www-form-urlencoded; charset=utf-8", "/x", "a=1", 3, NULL), 200,
         "a form that says it is UTF-8");
  is_int(post_bytes("application/x-www-form-urlencoded; charset=utf-16", "/x", "a=1", 3, NULL), 415,
         "a form in another encoding");
  is_int(post_bytes("APPLICATION/JSON ; charset=utf-8", "/x", "{\"a\":1}", 7, "7"), 200, "JSON");
  is_text(rq.content_type, "application/json", "its type in lower case, alone");
  ok(rq.body.size == 7 && memcmp(rq.body.at, "{\"a\":1}", 7) == 0, "stays as it came");
  is_int(rq.n_params, 0, "and makes no parameters");
  is_int(post_bytes("text/plain", "/x", "a=1", 3, NULL), 200, "a form sent as plain text");
  is_int(rq.n_params, 0, "makes no parameters");
  char *body = malloc(LIMIT_BODY_BYTES + 1);
  memset(body, 'a', LIMIT_BODY_BYTES + 1);
  is_int(post_bytes("application/json", "/x", body, LIMIT_BODY_BYTES, NULL), 200, "a body of the cap's size");
  is_int(post_bytes("application/json", "/x", body, LIMIT_BODY_BYTES + 1, NULL), 413,
         "one byte more, without a length");
  free(body);
}

static void odd_bodies(void)
{
  struct memory broken = {
    .variables = { "REQUEST_METHOD", "POST", "REQUEST_URI", "/x" }, .body = "abc", .body_size = 3, .broken = true
  };
  is_int(read_memory(&broken), 400, "a channel that breaks");
  struct memory get_body = { .variables = { "REQUEST_METHOD", "GET", "REQUEST_URI", "/x", "CONTENT_LENGTH", "3" },
                             .body = "a=1",
                             .body_size = 3 };
  is_int(read_memory(&get_body), 400, "a GET with a body");
  struct memory get_zero = { .variables = { "REQUEST_METHOD", "GET", "REQUEST_URI", "/x", "CONTENT_LENGTH", "0" } };
  is_int(read_memory(&get_zero), 200, "a GET with the length 0, as some servers pass");
  struct memory packed = { .variables = { "REQUEST_METHOD", "POST", "REQUEST_URI", "/x", "HTTP_CONTENT_ENCODING",
                                          "gzip" } };
  is_int(read_memory(&packed), 415, "a compressed body");
}

static void encoding(void)
{
  is_text(url_encode(arena, "a b/c?d=\u00e9&~-._"), "a%20b%2Fc%3Fd%3D%C3%A9%26~-._",
          "url_encode leaves the unreserved");
  is_text(url_encode(arena, ""), "", "and the empty text");
}

int main(void)
{
  arena = arena_new(LIMIT_ARENA_BYTES, NULL, NULL);
  methods();
  good_paths();
  bad_paths();
  queries();
  counts();
  headers();
  connection();
  cookies();
  bodies();
  odd_bodies();
  encoding();
  arena_free(arena);
  return tap_done();
}
