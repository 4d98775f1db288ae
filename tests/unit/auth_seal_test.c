/* What is sealed opens with its key and purpose, and with nothing else; every changed byte is noticed. */
#include "lib/auth/seal.h"

#include "lib/base/log.h"
#include "tests/unit/tap.h"
#include <string.h>

int main(void)
{
  struct arena *a = arena_new(8 << 20, NULL, NULL);
  unsigned char key[32], other[32];
  const char *text = NULL, *secret = "a secret with ümlauts";
  log_open("test", LOG_ERROR + 1);
  memset(key, 7, sizeof key);
  memset(other, 8, sizeof other);
  struct bytes blob = seal(a, key, "provider.secret", secret), again = seal(a, key, "provider.secret", secret);
  is_int(seal_open(a, key, "provider.secret", blob, &text), OK, "opens");
  is_text(text, secret, "to what it was");
  ok(!memmem(blob.at, blob.size, "secret", 6), "nothing of it can be read");
  ok(blob.size == again.size && memcmp(blob.at, again.at, blob.size) != 0, "twice the same text is two blobs");
  is_int(seal_open(a, other, "provider.secret", blob, &text), FAILED, "another installation's key");
  is_int(seal_open(a, key, "oidc.verifier", blob, &text), FAILED, "another purpose");
  int opened = 0;
  for (size_t i = 0; i < blob.size; i++) {
    unsigned char *changed = arena_alloc(a, blob.size);
    memcpy(changed, blob.at, blob.size);
    changed[i] ^= 1;
    opened += seal_open(a, key, "provider.secret", (struct bytes){ changed, blob.size }, &text) == OK;
  }
  is_int(opened, 0, "any byte changed");
  for (size_t n = 0; n < blob.size; n++)
    opened += seal_open(a, key, "provider.secret", (struct bytes){ blob.at, n }, &text) == OK;
  is_int(opened, 0, "any length shorter");
  struct bytes empty = seal(a, key, "x", "");
  is_int(seal_open(a, key, "x", empty, &text), OK, "an empty text");
  is_text(text, "", "is empty again");
  arena_free(a);
  return tap_done();
}
