/* A known browser is known for the address that signed in by it, until its time is over, and by nothing that somebody else can make. */
#include "lib/auth/device.h"
#include "lib/base/limits.h"
#include "tests/unit/tap.h"

#include <string.h>

static struct arena *a;
static unsigned char key[32], other[32];
static const struct utc now = { INT64_C(1800000000) * 1000000 };

static bool known(const char *value, const char *email, int64_t later_s)
{
  return device_known(a, key, value, email, utc_add_s(now, later_s)) != NULL;
}

static const char *numbered(int n)
{
  return arena_printf(a, "p%d@alder.example.com", n);
}

static void test_one(void)
{
  const char *value = device_remember(a, key, NULL, "Sam@alder.example.com", now);
  ok(known(value, "sam@ALDER.example.com", 0), "the address, in whatever case");
  ok(!known(value, "sam@birch.example.net", 0), "not another one");
  ok(!known(value, "", 0) && !known(NULL, "sam@alder.example.com", 0) && !known("", "sam@alder.example.com", 0),
     "nothing");
  ok(!strstr(value, "sam") && !strstr(value, "alder"), "it holds no address");
  ok(known(value, "sam@alder.example.com", DEVICE_S - 1), "until its last second");
  ok(!known(value, "sam@alder.example.com", DEVICE_S), "and no longer");
  ok(!device_known(a, other, value, "sam@alder.example.com", now), "another installation's");
  is_text(device_known(a, key, value, "sam@alder.example.com", now),
          device_known(a, key, value, "sam@alder.example.com", now), "counted by the same each time");
  const char *second = device_remember(a, key, NULL, "sam@alder.example.com", now);
  ok(strcmp(device_known(a, key, value, "sam@alder.example.com", now),
            device_known(a, key, second, "sam@alder.example.com", now)) != 0,
     "and another browser by itself");
}

static void test_forged(void)
{
  const char *value = device_remember(a, key, NULL, "sam@alder.example.com", now);
  int taken = 0, n = (int)strlen(value);
  for (int i = 0; i < n; i++) {
    char *changed = arena_dup(a, value);
    changed[i] = changed[i] == 'A' ? 'B' : 'A';
    taken += known(changed, "sam@alder.example.com", 0);
    taken += known(arena_dupn(a, value, (size_t)i), "sam@alder.example.com", 0);
  }
  is_int(taken, 0, "changed in any place, or cut");
  /* Longer by a year, with the mac of the shorter. */
  const char *longer = arena_printf(a, "%lld%s", (long long)(now.us / 1000000 + 2 * DEVICE_S), strchr(value, '.'));
  ok(!known(longer, "sam@alder.example.com", DEVICE_S + 1), "another end");
  static const char *const odd[] = { ".",     "..",     "...", "~", "~~~~~~", "9999999999..", "9999999999.x.",
                                     "x.y.z", "-1.a.b", "~.~." };
  for (size_t i = 0; i < sizeof odd / sizeof *odd; i++)
    ok(!known(odd[i], "sam@alder.example.com", 0), "odd: %s", odd[i]);
  char *long_one = arena_alloc(a, 4001);
  memset(long_one, 'a', 4000);
  ok(!known(long_one, "sam@alder.example.com", 0), "a long one");
}

static void test_several(void)
{
  const char *value = NULL;
  for (int i = 0; i < 6; i++)
    value = device_remember(a, key, value, numbered(i), now);
  for (int i = 0; i < 6; i++)
    is_int(known(value, numbered(i), 0), i >= 2, "of six addresses the newest four: %d", i);
  size_t size = strlen(value);
  ok(size < 400, "and the cookie stays small: %zu", size);
  value = device_remember(a, key, value, numbered(3), now);
  for (int i = 2; i < 6; i++)
    ok(known(value, numbered(i), 0), "signed in again: nobody is lost, %d", i);
  value = device_remember(a, key, value, numbered(9), utc_add_s(now, DEVICE_S));
  ok(known(value, numbered(9), DEVICE_S) && !strchr(value, '~'), "what is over goes");
  value = device_remember(a, key, "~~.~junk~a.b.c", numbered(1), now);
  ok(known(value, numbered(1), 0) && !strstr(value, "junk"), "junk goes, too");
}

int main(void)
{
  a = arena_new(16 << 20, NULL, NULL);
  memset(key, 7, sizeof key);
  memset(other, 8, sizeof other);
  test_one();
  test_forged();
  test_several();
  arena_free(a);
  return tap_done();
}
