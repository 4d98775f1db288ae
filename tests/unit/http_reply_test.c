/* Replies: no value can start a header of its own, no redirect leaves this host. */
#include "lib/base/limits.h"
#include "tests/unit/http_channel.h"
#include "tests/unit/tap.h"

static struct arena *arena;
static struct reply reply;

static const char *sent(bool head)
{
  static struct memory m;
  m = (struct memory){ 0 };
  struct channel c = memory_channel(&m);
  ok(reply_send(&reply, &c, head), "is sent");
  m.written[m.written_size] = '\0';
  return m.written;
}

static void pages(void)
{
  reply_reset(&reply, arena);
  buf_puts(&reply.body, "<p>x</p>");
  reply_header(&reply, "X-Number", "%d", 7);
  is_text(
      sent(false),
      "Status: 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: 8\r\nX-Number: 7\r\n\r\n<p>x</p>",
      "a page");
  is_text(sent(true),
          "Status: 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: 8\r\nX-Number: 7\r\n\r\n",
          "HEAD gets the same without the body");
  reply_reset(&reply, arena);
  reply.status = 304;
  is_text(sent(false), "Status: 304 Not Modified\r\n\r\n", "nothing new");
  struct memory gone = { .gone = true };
  struct channel c = memory_channel(&gone);
  ok(!reply_send(&reply, &c, false), "a client that left");
}

static void injection(void)
{
  reply_reset(&reply, arena);
  reply_header(&reply, "X-Name", "%s", "a\r\nSet-Cookie: s=evil");
  reply_header(&reply, "X-Name", "%s", "a\nb");
  reply_header(&reply, "X-Name", "%s", "a\033b");
  reply_header(&reply, "X: y\r\nZ", "%s", "a");
  reply_header(&reply, "", "%s", "a");
  reply_cookie(&reply, "s", "a;b", -1, true);
  reply_cookie(&reply, "s", "a b", -1, true);
  reply_cookie(&reply, "s", "a\r\nb", -1, true);
  reply_cookie(&reply, "s;x", "a", -1, true);
  is_int(reply.headers.size, 0, "none of them became a header");
}

static const char *cookie(const char *name, const char *value, long max_age_s, bool plain)
{
  reply_reset(&reply, arena);
  reply_cookie(&reply, name, value, max_age_s, plain);
  return buf_text(&reply.headers);
}

static void cookies(void)
{
  is_text(cookie("s", "abc", -1, false), "Set-Cookie: __Host-s=abc; Path=/; HttpOnly; SameSite=Lax; Secure\r\n",
          "a session cookie");
  is_text(cookie("s", "abc", 60, false),
          "Set-Cookie: __Host-s=abc; Path=/; HttpOnly; SameSite=Lax; Secure; Max-Age=60\r\n", "one with an end");
  is_text(cookie("s", "abc", 60, true), "Set-Cookie: s=abc; Path=/; HttpOnly; SameSite=Lax; Max-Age=60\r\n",
          "on the loopback");
  is_text(cookie("portico_partner", "a", -1, true), "Set-Cookie: portico_partner=a; Path=/; HttpOnly; SameSite=Lax\r\n",
          "a name with an underscore");
  is_text(cookie("s", "", 60, true), "Set-Cookie: s=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0\r\n", "its end");
  is_text(cookie_name(arena, "s", false), "__Host-s", "the name with its prefix");
  is_text(cookie_name(arena, "s", true), "s", "and without");
}

static void redirects(void)
{
  static const char *const cases[][2] = {
    { "/x", "/x" },
    { "/", "/" },
    { "/x?a=b&c=%20#d", "/x?a=b&c=%20#d" },
    { "/caf\u00e9 x", "/caf%C3%A9%20x" },
    { "/x?u=http://other.example.com/", "/x?u=http://other.example.com/" },
    { "//other.example.com", "/" },
    { "/\\other.example.com", "/" },
    { "\\\\other.example.com", "/" },
    { "/x\\y", "/" },
    { "http://other.example.com/", "/" },
    { "https:/x", "/" },
    { "javascript:alert(1)", "/" },
    { "x", "/" },
    { "", "/" },
    { " /x", "/" },
    { "/\t/other.example.com", "/" },
    { "/x\r\nSet-Cookie: a=b", "/" },
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    reply_reset(&reply, arena);
    reply_redirect(&reply, cases[i][0]);
    is_int(reply.status, 303, "redirect case %zu", i);
    is_text(buf_text(&reply.headers), arena_printf(arena, "Location: %s\r\n", cases[i][1]),
            "leads to a path of this host");
  }
}

static void too_large(void)
{
  reply_reset(&reply, arena);
  char piece[1024] = { 0 };
  memset(piece, 'x', sizeof piece);
  for (int i = 0; i <= LIMIT_REPLY_BYTES / 1024; i++)
    buf_put(&reply.body, piece, sizeof piece);
  has_text(sent(false), "Status: 500", "an answer past the cap is a fault of ours");
}

int main(void)
{
  arena = arena_new(LIMIT_ARENA_BYTES, NULL, NULL);
  pages();
  injection();
  cookies();
  redirects();
  too_large();
  arena_free(arena);
  return tap_done();
}
