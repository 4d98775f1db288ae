/* The tokens of sessions: a million of them, none twice; only hashes are looked up; a state fits one purpose. */
#include "lib/auth/auth.h"
#include "tests/unit/tap.h"

#include <stdlib.h>
#include <string.h>

enum { IDS = 1000000, ID_BYTES = 32 };

static int by_bytes(const void *a, const void *b)
{
  return memcmp(a, b, ID_BYTES);
}

static void ids_never_repeat(void)
{
  unsigned char *ids = malloc((size_t)IDS * ID_BYTES);
  unsigned long ones = 0, same = 0;
  for (size_t i = 0; i < IDS; i++)
    random_bytes(ids + i * ID_BYTES, ID_BYTES);
  for (size_t i = 0; i < (size_t)IDS * ID_BYTES; i++)
    ones += (unsigned long)__builtin_popcount(ids[i]);
  qsort(ids, IDS, ID_BYTES, by_bytes);
  for (size_t i = 1; i < IDS; i++)
    same += !memcmp(ids + i * ID_BYTES, ids + (i - 1) * ID_BYTES, ID_BYTES / 2); /* not even their first halves */
  ok(same == 0, "a million ids, none twice");
  /* 256 million fair coins stay within 8 standard deviations (8 * 8000) of the half. */
  long off = (long)ones - (long)IDS * ID_BYTES * 4;
  ok(labs(off) < 64000, "half of their bits are set");
  free(ids);
}

static void form_tokens(void)
{
  struct arena *a = arena_new(1 << 16, NULL, NULL);
  struct principal one = { .csrf_secret = { 1 } }, two = { .csrf_secret = { 2 } };
  const char *token = csrf_token(a, &one);
  ok(csrf_valid(&one, token), "a session's token is its own");
  ok(!csrf_valid(&two, token), "and no other's");
  ok(!csrf_valid(&one, NULL) && !csrf_valid(&one, "") && !csrf_valid(&one, "A") &&
         !csrf_valid(&one, arena_printf(a, "%sA", token)),
     "nothing, too little and too much are refused");
  bool cut = false;
  for (size_t n = 0; n < strlen(token); n++)
    cut |= csrf_valid(&one, arena_dupn(a, token, n));
  ok(!cut, "no beginning of it will do");
  arena_free(a);
}

static void states(void)
{
  struct arena *a = arena_new(1 << 16, NULL, NULL);
  unsigned char key[32] = { 7 }, other[32] = { 8 };
  struct utc now = utc_now(), later = utc_add_s(now, 13L * 3600), soon = utc_add_s(now, 11L * 3600);
  const char *state = state_make(a, key, "login", now);
  ok(state_valid(key, "login", state, now) && state_valid(key, "login", state, soon),
     "a state is good for twelve hours");
  ok(!state_valid(key, "login", state, later), "and then no longer");
  ok(!state_valid(key, "log", state, now) && !state_valid(key, "logi", state, now) &&
         !state_valid(key, "code", state, now) && !state_valid(key, "login.", state, now),
     "it fits its purpose alone");
  ok(!state_valid(other, "login", state, now), "and its installation");
  char *copy = arena_dup(a, state);
  bool forged = false;
  for (size_t i = 0; copy[i]; i++) {
    char kept = copy[i];
    copy[i] = kept == 'A' ? 'B' : 'A';
    forged |= state_valid(key, "login", copy, now);
    copy[i] = kept;
  }
  ok(!forged, "no letter of it may change");
  ok(!state_valid(key, "login", NULL, now) && !state_valid(key, "login", "", now) &&
         !state_valid(key, "login", "login.", now) && !state_valid(key, "login", "login..", now) &&
         !state_valid(key, "login", "login.99999999999.x", now),
     "pieces are no state");
  arena_free(a);
}

static void origins(void)
{
  const char *site = "https://portal.example.com";
  struct request rq = { .sec_fetch_site = "", .origin = "" };
  ok(same_origin(&rq, site), "a client that says nothing is judged by its token");
  rq.origin = site;
  ok(same_origin(&rq, site), "our own origin");
  static const char *const foreign[] = { "null", "https://portal.example.com.evil.example.org",
                                         "http://portal.example.com", "https://portal.example.com:8443",
                                         "https://evil.example.org" };
  bool let_in = false;
  for (size_t i = 0; i < sizeof foreign / sizeof *foreign; i++) {
    rq.origin = foreign[i];
    let_in |= same_origin(&rq, site);
  }
  ok(!let_in, "another origin, also one that begins alike");
  rq.origin = site;
  rq.sec_fetch_site = "cross-site";
  ok(!same_origin(&rq, site), "the browser's word goes before the origin");
  rq.sec_fetch_site = "same-site";
  ok(!same_origin(&rq, site), "a sibling host is not us");
}

/* One line of a home is a /64 at least: each of its addresses must not be a guesser of its own. */
static void networks(void)
{
  struct arena *a = arena_new(4096, NULL, NULL);
  const char *one = limit_network(a, "2001:db8:1:2::1"), *two = limit_network(a, "2001:db8:1:2:ffff:ffff:ffff:ffff");
  ok(!strcmp(one, two), "two addresses of a /64 count as one");
  ok(strcmp(one, limit_network(a, "2001:db8:1:3::1")) != 0, "the next /64 is another");
  ok(!strcmp(limit_network(a, "192.0.2.1"), "192.0.2.1"), "an IPv4 address is itself");
  ok(strcmp(limit_network(a, "::ffff:192.0.2.1"), limit_network(a, "::ffff:192.0.2.2")) != 0, "also written as IPv6");
  ok(!strcmp(limit_network(a, ""), ""), "none is none");
  arena_free(a);
}

int main(void)
{
  networks();
  ids_never_repeat();
  form_tokens();
  states();
  origins();
  return tap_done();
}
