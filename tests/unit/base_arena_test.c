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
  test_limit();
  return tap_done();
}
