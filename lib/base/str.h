/* Text: a growing buffer in an arena, and the few questions that the house asks of a string.
 * All text is UTF-8 and NUL-terminated; a string that came from outside has been checked by the reader that let it in. */
#ifndef PORTICO_BASE_STR_H
#define PORTICO_BASE_STR_H

#include "lib/base/arena.h"
#include "lib/base/result.h"
#include <stdbool.h>
#include <stdint.h>

struct bytes {
  const unsigned char *at;
  size_t size;
};

struct buf {
  struct arena *arena;
  char *at; /* always terminated once something was put */
  size_t size, room;
};

#define BUF(arena_) ((struct buf){ .arena = (arena_) })
/* These grow it in its arena; at moves when it does. */
void buf_put(struct buf *b, const void *at, size_t size);
void buf_puts(struct buf *b, const char *s);
void buf_putc(struct buf *b, char c);
void buf_printf(struct buf *b, const char *format, ...) __attribute__((nonnull, format(printf, 2, 3)));
void buf_reserve(struct buf *b, size_t size); /* room for so many bytes more, so that it need not grow by doubling */
const char *buf_text(struct buf *b);          /* "" when empty; owned by the arena */

bool str_eq(const char *a, const char *b); /* NULL equals only NULL */
bool str_empty(const char *s);             /* NULL, "" */
bool str_starts(const char *s, const char *prefix);
bool str_ends(const char *s, const char *suffix);
char *str_trim(struct arena *a, const char *s);  /* without white space at both ends, inner runs kept */
char *str_lower(struct arena *a, const char *s); /* ASCII only: for addresses, hosts, tokens */
bool str_has_control(const char *s);             /* any byte below 0x20 or 0x7f: header, log and mail injection */
bool utf8_valid(const char *s, size_t size);     /* well-formed, shortest form, no surrogates, no NUL */
size_t utf8_length(const char *s);               /* code points */
/* Small letters, those of Latin (U+00C0 to U+017F) without their marks: by it "Österreich" stands with O and is found by "oster". */
char *utf8_fold(struct arena *a, const char *s);
char *utf8_clip(struct arena *a, const char *s, size_t points_max); /* cut on a code point, "…" added when cut */

bool str_int64(const char *s, int64_t *out); /* the whole string, decimal, no white space; false on overflow */

/* Encodings. *_decode answer false on a foreign character or wrong length and write at most room bytes. */
char *hex_encode(struct arena *a, const void *at, size_t size);
bool hex_decode(const char *s, unsigned char *out, size_t room, size_t *size);
char *base64url_encode(struct arena *a, const void *at, size_t size); /* no padding */
bool base64url_decode(const char *s, unsigned char *out, size_t room, size_t *size);

/* A public id: 64 random bits, written as 13 characters of Crockford base32 in lower case. Inner ids never leave. */
struct public_id {
  uint64_t bits; /* 0 is no id */
};
/* 13 characters */
char *public_id_text(struct arena *a, struct public_id id);
bool public_id_parse(const char *s, struct public_id *out); /* accepts upper case, and o/i/l as 0/1/1 */
struct public_id public_id_new(void);

/* getrandom; never fails short (aborts the process when the kernel has none). */
void random_bytes(void *out, size_t size);

#endif
