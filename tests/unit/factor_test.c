/* One-time codes by the vectors of RFC 6238 (appendix B, SHA-1) and RFC 4648 (section 10): which steps count, and none twice. */
#include "lib/auth/factor.h"
#include "tests/unit/tap.h"

#include <string.h>

static void vectors(struct arena *a)
{
  static const struct {
    int64_t at;
    const char *code;
  } rows[] = { { 59, "94287082" },         { 1111111109, "07081804" }, { 1111111111, "14050471" },
               { 1234567890, "89005924" }, { 2000000000, "69279037" }, { 20000000000, "65353130" } };
  static const char secret[] = "12345678901234567890";
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
    is_text(totp_code(a, (const unsigned char *)secret, 20, rows[i].at / TOTP_STEP_S, 8), rows[i].code,
            "the code at %lld s", (long long)rows[i].at);
}

static void base32(struct arena *a)
{
  static const struct {
    const char *plain, *text;
  } rows[] = { { "f", "MY" },         { "fo", "MZXQ" },        { "foo", "MZXW6" },
               { "foob", "MZXW6YQ" }, { "fooba", "MZXW6YTB" }, { "foobar", "MZXW6YTBOI" } };
  unsigned char out[16];
  size_t size;
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    is_text(base32_encode(a, rows[i].plain, strlen(rows[i].plain)), rows[i].text, "%s in base32", rows[i].plain);
    ok(base32_decode(rows[i].text, out, sizeof out, &size) && size == strlen(rows[i].plain) &&
           !memcmp(out, rows[i].plain, size),
       "and back");
  }
  ok(base32_decode("mzxw 6ytb", out, sizeof out, &size) && size == 5, "typed in lower case with a blank");
  ok(!base32_decode("MZXW1", out, sizeof out, &size) && !base32_decode("", out, sizeof out, &size),
     "a foreign sign and nothing are refused");
  ok(!base32_decode("MZXW6YTBOI", out, 5, &size), "what does not fit is refused");
}

static void steps(struct arena *a)
{
  const char *secret = base32_encode(a, "12345678901234567890", 20);
  struct utc now = utc_of(1111111109);
  int64_t step = 1111111109 / TOTP_STEP_S;
  is_int(totp_match(a, secret, "081804", now, 0), step, "the code of now");
  is_int(totp_match(a, secret, "081804", utc_add_s(now, 30), 0), step, "of the step before");
  is_int(totp_match(a, secret, "081804", utc_add_s(now, -30), 0), step, "of the step after: clocks differ");
  is_int(totp_match(a, secret, "081804", utc_add_s(now, 60), 0), 0, "two steps later it is over");
  is_int(totp_match(a, secret, "081804", now, step), 0, "it is not good twice");
  is_int(totp_match(a, secret, "081804", now, step + 5), 0, "nor after a later one");
  is_int(totp_match(a, secret, "81804", now, 0), 0, "five digits");
  is_int(totp_match(a, secret, "", now, 0), 0, "nothing");
  is_int(totp_match(a, secret, "081805", now, 0), 0, "another code");
}

int main(void)
{
  struct arena *a = arena_new(1 << 20, NULL, NULL);
  vectors(a);
  base32(a);
  steps(a);
  arena_free(a);
  return tap_done();
}
