/* The growing buffer and the questions asked of a string. UTF-8 stands in utf8.c, encodings and ids in encode.c. */
#include "lib/base/str.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* And for the NUL. */
void buf_reserve(struct buf *b, size_t size)
{
  size_t needed;
  if (__builtin_add_overflow(b->size, size, &needed) || needed > SIZE_MAX / 4)
    needed = SIZE_MAX / 4; /* more than any arena holds: refused there, by its hook */
  if (needed < b->room)
    return;
  size_t room = b->room < 64 ? 128 : b->room * 2;
  if (room <= needed)
    room = needed + 1;
  char *at = arena_alloc(b->arena, room);
  if (b->size > 0)
    memcpy(at, b->at, b->size);
  b->at = at;
  b->room = room;
}

void buf_put(struct buf *b, const void *at, size_t size)
{
  buf_reserve(b, size);
  if (size > 0)
    memcpy(b->at + b->size, at, size);
  b->size += size;
  b->at[b->size] = '\0';
}

void buf_puts(struct buf *b, const char *s)
{
  buf_put(b, s, strlen(s));
}

void buf_putc(struct buf *b, char c)
{
  buf_put(b, &c, 1);
}

void buf_printf(struct buf *b, const char *format, ...)
{
  va_list args, again;
  va_start(args, format);
  va_copy(again, args);
  int size = vsnprintf(NULL, 0, format, args);
  va_end(args);
  if (size >= 0) {
    buf_reserve(b, (size_t)size);
    vsnprintf(b->at + b->size, (size_t)size + 1, format, again);
    b->size += (size_t)size;
  }
  va_end(again);
}

const char *buf_text(struct buf *b)
{
  return b->at == NULL ? "" : b->at;
}

bool str_eq(const char *a, const char *b)
{
  if (a == NULL || b == NULL)
    return a == b;
  return strcmp(a, b) == 0;
}

bool str_empty(const char *s)
{
  return s == NULL || *s == '\0';
}

bool str_starts(const char *s, const char *prefix)
{
  return s != NULL && strncmp(s, prefix, strlen(prefix)) == 0;
}

bool str_ends(const char *s, const char *suffix)
{
  if (s == NULL)
    return false;
  size_t size = strlen(s), tail = strlen(suffix);
  return size >= tail && memcmp(s + size - tail, suffix, tail) == 0;
}

/* White space that people paste around a value: ASCII, no-break space (C2 A0), ideographic space (E3 80 80), byte order
 * mark (EF BB BF). Answers its length at s, or 0. */
static size_t space_at(const char *s)
{
  if (*s == ' ' || (*s >= '\t' && *s <= '\r'))
    return 1;
  if (strncmp(s, "\xc2\xa0", 2) == 0)
    return 2;
  if (strncmp(s, "\xe3\x80\x80", 3) == 0 || strncmp(s, "\xef\xbb\xbf", 3) == 0)
    return 3;
  return 0;
}

char *str_trim(struct arena *a, const char *s)
{
  if (s == NULL)
    return arena_dup(a, "");
  size_t space;
  while (*s != '\0' && (space = space_at(s)) > 0)
    s += space;
  size_t end = 0; /* behind the last byte that is not white space */
  for (size_t i = 0; s[i] != '\0';) {
    space = space_at(s + i);
    i += space > 0 ? space : 1;
    end = space > 0 ? end : i;
  }
  return arena_dupn(a, s, end);
}

char *str_lower(struct arena *a, const char *s)
{
  char *copy = arena_dup(a, s == NULL ? "" : s);
  for (char *c = copy; *c != '\0'; c++)
    if (*c >= 'A' && *c <= 'Z')
      *c = (char)(*c - 'A' + 'a');
  return copy;
}

bool str_has_control(const char *s)
{
  for (; s != NULL && *s != '\0'; s++) {
    unsigned char c = (unsigned char)*s;
    if (c < 0x20 || c == 0x7f)
      return true;
  }
  return false;
}

bool str_int64(const char *s, int64_t *out)
{
  if (str_empty(s))
    return false;
  bool negative = *s == '-';
  const char *c = negative ? s + 1 : s;
  int64_t n = 0;
  if (*c == '\0')
    return false;
  for (; *c != '\0'; c++) {
    if (*c < '0' || *c > '9')
      return false;
    int64_t digit = negative ? -(*c - '0') : *c - '0';
    if (__builtin_mul_overflow(n, 10, &n) || __builtin_add_overflow(n, digit, &n))
      return false;
  }
  *out = n;
  return true;
}
