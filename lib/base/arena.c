/* Chunked arena: blocks of growing size. Over a reset one is kept, as large as the last work needed, so that the next one
 * asks the system for nothing. Under AddressSanitizer what is not handed out is
 * poisoned and a gap stands behind each piece, so that an overrun inside a block is caught as well. */
#include "lib/base/arena.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#ifdef __has_feature
#if __has_feature(address_sanitizer)
#define ARENA_ASAN 1
#endif
#endif
#ifdef __SANITIZE_ADDRESS__
#define ARENA_ASAN 1
#endif
#ifdef ARENA_ASAN
#include <sanitizer/asan_interface.h>
/* gcc takes poisoning for a read of what malloc left unset. */
#ifndef __clang__
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"
#endif
#define POISON(at, size)   __asan_poison_memory_region((at), (size))
#define UNPOISON(at, size) __asan_unpoison_memory_region((at), (size))
enum { GAP = 16 };
#else
#define POISON(at, size)   ((void)(at), (void)(size))
#define UNPOISON(at, size) ((void)(at), (void)(size))
enum { GAP = 0 };
#endif

enum { ALIGN = 16, FIRST_BYTES = 64 << 10, BLOCK_BYTES_MAX = 4 << 20, KEPT_BYTES_MAX = 1 << 20 };

struct block {
  struct block *before;
  size_t size, used;
  _Alignas(ALIGN) unsigned char at[];
};

struct arena {
  struct block *top;
  size_t held, bytes_max, used;
  void (*exhausted)(void *arg);
  void *arg;
};

static _Noreturn void give_up(struct arena *a)
{
  if (a != NULL && a->exhausted != NULL)
    a->exhausted(a->arg);
  /* No hook, or one that returned against its contract: going on would hand out NULL. */
  fputs("memory: the limit of this piece of work is reached\n", stderr);
  abort();
}

static struct block *block_new(struct arena *a, size_t size)
{
  struct block *b = malloc(sizeof *b + size);
  if (b == NULL)
    return NULL;
  b->before = a->top;
  b->size = size;
  b->used = 0;
  POISON(b->at, size);
  a->top = b;
  a->held += size;
  return b;
}

struct arena *arena_new(size_t bytes_max, void (*exhausted)(void *arg), void *arg)
{
  struct arena *a = calloc(1, sizeof *a);
  if (a == NULL) {
    if (exhausted != NULL)
      exhausted(arg);
    abort();
  }
  *a = (struct arena){ .bytes_max = bytes_max, .exhausted = exhausted, .arg = arg };
  if (block_new(a, bytes_max < FIRST_BYTES ? bytes_max : FIRST_BYTES) == NULL)
    give_up(a);
  return a;
}

static void block_free(struct block *b)
{
  UNPOISON(b->at, b->size);
  free(b);
}

static void top_free(struct arena *a)
{
  struct block *b = a->top;
  a->top = b->before;
  a->held -= b->size;
  block_free(b);
}

/* One block in the place of the first, for work that took several. Without memory for it the first stays. */
static void first_grow(struct arena *a, size_t size)
{
  struct block *first = a->top;
  a->top = NULL;
  a->held = 0;
  if (block_new(a, size) != NULL) {
    block_free(first);
    return;
  }
  a->top = first;
  a->held = first->size;
}

void arena_reset(struct arena *a)
{
  size_t held = a->held;
  while (a->top->before != NULL)
    top_free(a);
  if (held > a->held && held <= KEPT_BYTES_MAX)
    first_grow(a, held);
  a->top->used = 0;
  a->used = 0;
  POISON(a->top->at, a->top->size);
}

void arena_free(struct arena *a)
{
  if (a == NULL)
    return;
  arena_reset(a);
  block_free(a->top);
  free(a);
}

size_t arena_used(const struct arena *a)
{
  return a->used;
}

/* A block that can hold size more bytes: the top one, or a new one of twice its size as far as the limit allows. */
static struct block *block_for(struct arena *a, size_t size)
{
  struct block *b = a->top;
  if (b->size - b->used >= size)
    return b;
  size_t left = a->bytes_max - a->held;
  if (size > left)
    give_up(a);
  size_t wanted = b->size < BLOCK_BYTES_MAX / 2 ? b->size * 2 : BLOCK_BYTES_MAX;
  if (wanted < size)
    wanted = size;
  b = block_new(a, wanted < left ? wanted : left);
  if (b == NULL)
    give_up(a);
  return b;
}

void *arena_alloc(struct arena *a, size_t bytes)
{
  if (bytes > SIZE_MAX - ALIGN - GAP)
    give_up(a);
  size_t size = ((bytes == 0 ? 1 : bytes) + GAP + ALIGN - 1) & ~(size_t)(ALIGN - 1);
  struct block *b = block_for(a, size);
  void *at = b->at + b->used;
  b->used += size;
  a->used += size;
  UNPOISON(at, bytes);
  return memset(at, 0, bytes);
}

void *arena_array(struct arena *a, size_t n, size_t bytes)
{
  size_t size;
  if (__builtin_mul_overflow(n, bytes, &size))
    give_up(a);
  return arena_alloc(a, size);
}

char *arena_dup(struct arena *a, const char *s)
{
  return arena_dupn(a, s, strlen(s));
}

char *arena_dupn(struct arena *a, const char *s, size_t n)
{
  if (n == SIZE_MAX)
    give_up(a);
  char *copy = arena_alloc(a, n + 1);
  if (n > 0)
    memcpy(copy, s, n);
  return copy;
}

char *arena_printf(struct arena *a, const char *format, ...)
{
  char shorter[256]; /* most texts fit, and are then made once instead of measured first */
  va_list args;
  va_start(args, format);
  int size = vsnprintf(shorter, sizeof shorter, format, args);
  va_end(args);
  if (size < 0)
    give_up(a);
  if ((size_t)size < sizeof shorter)
    return arena_dupn(a, shorter, (size_t)size);
  char *text = arena_alloc(a, (size_t)size + 1);
  va_start(args, format);
  vsnprintf(text, (size_t)size + 1, format, args);
  va_end(args);
  return text;
}
