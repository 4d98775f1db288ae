/* A registration and an assertion that Chromium's virtual authenticator made on http://localhost:17172, and what must not pass for them. */
#include "lib/auth/passkey.h"
#include "tests/unit/tap.h"

#include <string.h>

static const char origin[] = "http://localhost:17172";
static const char attestation_text[] = "o2NmbXRkbm9uZWdhdHRTdG10oGhhdXRoRGF0YVikSZYN5YgOjGh0NBcPZHZgW4_"
                                       "krrmihjLHmVzzuoMdl2NFAAAAAQECAwQFBgcIAQIDBAUGBwgAIPg4DvtddhY_"
                                       "qeX1G9I8jd4HjaiXqsMi2g_PCO3FeApXpQECAyYgASFYINEwEq3NgOVEq4svI6L0PMsh3UEvhO-"
                                       "ABTqNFrytaFKpIlggYoBchfnMsTpqlrHWer5PDji8dYTKwD4ZvAV0h3joyw4";
static const char auth_text[] = "SZYN5YgOjGh0NBcPZHZgW4_krrmihjLHmVzzuoMdl2MFAAAAAg";
static const char client_text[] =
    "eyJ0eXBlIjoid2ViYXV0aG4uZ2V0IiwiY2hhbGxlbmdlIjoiQ1FrSkNRa0pDUWtKQ1FrSkNRa0pDUWtKQ1FrSkNRa0pDUWtKQ1FrSkNRayIs"
    "Im9yaWdpbiI6Imh0dHA6Ly9sb2NhbGhvc3Q6MTcxNzIiLCJjcm9zc09yaWdpbiI6ZmFsc2V9";
static const char signature_text[] =
    "MEQCIBAR5a5mGGfb4m-2MA7LdK_UPpCzbqsZ0bJNKwSTUg0gAiBsGCk5rC1XlXWObOdNXAZwkw-hyTdxy5Ag18ejyMTnUg";

/* An own copy each time, so that a test may change it. */
static struct bytes raw(struct arena *a, const char *text, unsigned char **writable)
{
  size_t size = 0;
  unsigned char *at = arena_alloc(a, strlen(text));
  need(base64url_decode(text, at, strlen(text), &size), "a text of this test");
  if (writable)
    *writable = at;
  return (struct bytes){ at, size };
}

static void registration(struct arena *a, struct passkey_made *made)
{
  unsigned char *at;
  struct bytes whole = raw(a, attestation_text, &at);
  ok(!passkey_attestation(a, "localhost", whole, made), "a registration is taken");
  is_int(made->id.size, 32, "with its id");
  is_int(made->count, 1, "and its counter");
  struct passkey_made other;
  ok(passkey_attestation(a, "example.com", whole, &other), "not for another host");
  for (size_t n = 0; n < whole.size; n++)
    if (!passkey_attestation(a, "localhost", (struct bytes){ at, n }, &other))
      ok(false, "cut after %zu bytes it must be refused", n);
  size_t flags = 30 + 32; /* the map's head, then the host's hash */
  const unsigned char kept = at[flags];
  is_int(kept, 0x45, "present, verified, with a credential");
  at[flags] = (unsigned char)(kept & ~4);
  ok(passkey_attestation(a, "localhost", whole, &other), "nobody verified");
  at[flags] = (unsigned char)(kept & ~1);
  ok(passkey_attestation(a, "localhost", whole, &other), "nobody present");
  at[flags] = kept;
  at[whole.size - 1] ^= 1;
  ok(passkey_attestation(a, "localhost", whole, &other), "a point that is not on the curve");
}

static void assertion(struct arena *a, const struct passkey_made *made)
{
  unsigned char *client_at, *auth_at, *signature_at;
  struct bytes client = raw(a, client_text, &client_at), auth = raw(a, auth_text, &auth_at),
               signature = raw(a, signature_text, &signature_at);
  int64_t count = 0;
  ok(!passkey_assertion("localhost", client, auth, signature, made->public_key, 1, &count), "an assertion is taken");
  is_int(count, 2, "with its counter");
  ok(passkey_assertion("localhost", client, auth, signature, made->public_key, 2, &count),
     "a counter that stood still");
  ok(passkey_assertion("localhost", client, auth, signature, made->public_key, 3, &count), "a counter that went back");
  ok(passkey_assertion("example.com", client, auth, signature, made->public_key, 1, &count), "another host");
  bool passed = false;
  for (size_t i = 0; i < auth.size * 8; i++) {
    auth_at[i / 8] ^= (unsigned char)(1 << i % 8);
    passed |= !passkey_assertion("localhost", client, auth, signature, made->public_key, 1, &count);
    auth_at[i / 8] ^= (unsigned char)(1 << i % 8);
  }
  for (size_t i = 0; i < client.size; i++) {
    client_at[i] ^= 1;
    passed |= !passkey_assertion("localhost", client, auth, signature, made->public_key, 1, &count);
    client_at[i] ^= 1;
  }
  ok(!passed, "no bit of the authenticator's data and no byte of the browser's may change");
  struct passkey_made other = *made;
  other.public_key[5] ^= 1;
  ok(passkey_assertion("localhost", client, auth, signature, other.public_key, 1, &count), "another key");
  ok(passkey_assertion("localhost", client, auth, (struct bytes){ signature.at, 20 }, made->public_key, 1, &count),
     "half a signature");
  ok(passkey_assertion("localhost", client, (struct bytes){ auth.at, 36 }, signature, made->public_key, 1, &count),
     "half the data");
}

static const char *client_why(struct arena *a, const char *json, const char *type)
{
  const char *challenge = "";
  return passkey_client_data(a, (struct bytes){ (const unsigned char *)json, strlen(json) }, type, origin, &challenge);
}

static void browsers_part(struct arena *a)
{
  const char *challenge = "";
  ok(!passkey_client_data(a, raw(a, client_text, NULL), "webauthn.get", origin, &challenge),
     "the browser's part is taken");
  is_text(challenge, "CQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQk", "with its challenge");
  ok(client_why(a, "{\"type\":\"webauthn.get\",\"challenge\":\"x\",\"origin\":\"http://localhost:17172\",\"odd\":1}",
                "webauthn.get") == NULL,
     "further members do not matter");
  ok(client_why(a, "{\"type\":\"webauthn.get\",\"challenge\":\"x\",\"origin\":\"http://localhost:17172\"}",
                "webauthn.create"),
     "another type");
  ok(client_why(a, "{\"type\":\"webauthn.get\",\"challenge\":\"x\",\"origin\":\"http://localhost\"}", "webauthn.get"),
     "another origin");
  ok(client_why(a,
                "{\"type\":\"webauthn.get\",\"challenge\":\"x\",\"origin\":\"http://evil\",\"origin\":\"http://"
                "localhost:17172\"}",
                "webauthn.get"),
     "two origins");
  ok(client_why(
         a,
         "{\"type\":\"webauthn.get\",\"challenge\":\"x\",\"origin\":\"http://localhost:17172\",\"crossOrigin\":true}",
         "webauthn.get"),
     "within another page");
  ok(client_why(a, "{\"type\":\"webauthn.get\",\"origin\":\"http://localhost:17172\"}", "webauthn.get"),
     "no challenge");
  ok(client_why(a, "[]", "webauthn.get") && client_why(a, "", "webauthn.get") &&
         client_why(a, "[[[[[[[[[[", "webauthn.get"),
     "no object");
}

static void challenges(struct arena *a)
{
  unsigned char key[32] = { 7 }, other_key[32] = { 8 };
  struct utc now = utc_now();
  struct passkey_ask ask = { origin, key, "prove", 5 }, other = ask;
  const char *text = passkey_challenge(a, &ask, now);
  ok(passkey_challenge_valid(&ask, text, now) && passkey_challenge_valid(&ask, text, utc_add_s(now, 14 * 60)),
     "a challenge is good");
  ok(!passkey_challenge_valid(&ask, text, utc_add_s(now, 15 * 60)), "for a quarter of an hour");
  other.session_id = 6;
  ok(!passkey_challenge_valid(&other, text, now), "for its session");
  other = ask;
  other.purpose = "signin";
  ok(!passkey_challenge_valid(&other, text, now), "for its purpose");
  other = ask;
  other.key = other_key;
  ok(!passkey_challenge_valid(&other, text, now), "by this installation");
  ok(!passkey_challenge_valid(&ask, "", now) && !passkey_challenge_valid(&ask, "AAAA", now), "a piece is none");
  is_text(passkey_host(a, "https://portal.example.com:8443"), "portal.example.com", "the host of an address");
}

int main(void)
{
  struct arena *a = arena_new(1 << 22, NULL, NULL);
  struct passkey_made made = { 0 };
  registration(a, &made);
  assertion(a, &made);
  browsers_part(a);
  challenges(a);
  arena_free(a);
  return tap_done();
}
