/* The arena: alignment, growth, reset, and the hook past the limit. */
#include "lib/base/arena.h"
#include "tests/unit/tap.h"

#include <setjmp.h>

static jmp_buf refused;

static void on_exhausted(void *arg)
{
  ++*(int *)arg;
  longjmp(refused, 1);
}

static void test_pieces(void)
{
  struct arena *a = arena_new(1 << 20, NULL, NULL);
  bool aligned = true, zeroed = true;
  for (size_t size = 0; size < 2000; size++) {
    unsigned char *at = arena_alloc(a, size);
    aligned = aligned && (uintptr_t)at % 16 == 0;
    for (size_t i = 0; i < size % 300; i++)
      zeroed = zeroed && at[i] == 0;
    memset(at, 0xa5, size);
    if (size % 400 == 0)
      arena_reset(a);
  }
  ok(aligned, "every piece is aligned for any type");
  ok(zeroed, "every piece is zeroed, also after a reset");
  arena_reset(a);
  is_int(arena_used(a), 0, "a reset arena holds nothing");
  is_text(arena_dup(a, "Grüße"), "Grüße", "a copy");
  is_text(arena_dupn(a, "abcdef", 3), "abc", "a copy of a part, terminated");
  is_text(arena_printf(a, "%s-%04d", "x", 42), "x-0042", "formatted");
  char *big = arena_alloc(a, 300000);
  big[299999] = 1;
  ok(arena_used(a) >= 300000, "larger than a block");
  arena_free(a);
  arena_free(NULL);
}

/* What took several blocks takes one the next time, and no more than the limit; what is rare and large is given back. */
static void test_kept(void)
{
  struct arena *a = arena_new(3 << 20, NULL, NULL);
  for (size_t kept = 200000; kept <= 2000000; kept *= 10) {
    for (int round = 0; round < 3; round++, arena_reset(a))
      for (size_t got = 0; got < kept; got += 1000)
        memset(arena_alloc(a, 1000), 0xa5, 1000);
    char *first = arena_alloc(a, 1000), *last = first;
    for (int i = 1; i < 190; i++)
      last = arena_alloc(a, 1000);
    bool one = last - first >= 189 * 1000 && last - first < 200 * 1100;
    ok(one, "190 kB lie in one block after a work of %zu bytes", kept);
    arena_reset(a);
  }
  arena_free(a);
}

static void test_limit(void)
{
  int calls = 0;
  struct arena *volatile a = arena_new(100000, on_exhausted, &calls);
  volatile size_t got = 0;
  if (setjmp(refused) == 0) {
    for (;;) {
      arena_alloc(a, 1000);
      got += 1000;
    }
  }
  is_int(calls, 1, "the hook is called past the limit");
  ok(got >= 60000 && got <= 100000, "what was handed out stays under the limit: %zu", got);
  if (setjmp(refused) == 0) {
    volatile size_t n = SIZE_MAX / 4;
    arena_array(a, n, 8);
  }
  is_int(calls, 2, "an overflowing array is refused as exhaustion");
  if (setjmp(refused) == 0) {
    volatile size_t n = SIZE_MAX - 3;
    arena_alloc(a, n);
  }
  is_int(calls, 3, "so is a size near the largest");
  arena_reset(a);
  ok(arena_alloc(a, 5000) != NULL, "after a reset it serves again");
  arena_free(a);
}

int main(void)
{
  test_pieces();
  test_kept();
  test_limit();
  return tap_done();
}
