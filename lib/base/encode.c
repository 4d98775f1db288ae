/* Hexadecimal, base64url (RFC 4648, section 5, canonical only), public ids (Crockford base32) and the kernel's random bytes. */
#include "lib/base/str.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

char *hex_encode(struct arena *a, const void *at, size_t size)
{
  static const char digits[] = "0123456789abcdef";
  const unsigned char *in = at;
  char *text = arena_array(a, size + 1, 2);
  for (size_t i = 0; i < size; i++) {
    text[2 * i] = digits[in[i] >> 4];
    text[2 * i + 1] = digits[in[i] & 15];
  }
  return text;
}

static int hex_digit(char c)
{
  if (c >= '0' && c <= '9')
    return c - '0';
  if (c >= 'a' && c <= 'f')
    return c - 'a' + 10;
  return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

bool hex_decode(const char *s, unsigned char *out, size_t room, size_t *size)
{
  size_t n = s == NULL ? 1 : strlen(s);
  if (n % 2 != 0 || n / 2 > room)
    return false;
  for (size_t i = 0; i < n / 2; i++) {
    int high = hex_digit(s[2 * i]), low = hex_digit(s[2 * i + 1]);
    if (high < 0 || low < 0)
      return false;
    out[i] = (unsigned char)(high << 4 | low);
  }
  *size = n / 2;
  return true;
}

char *base64url_encode(struct arena *a, const void *at, size_t size)
{
  static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  const unsigned char *in = at;
  char *text = arena_array(a, size / 3 + 2, 4), *out = text;
  unsigned bits = 0;
  int held = 0;
  for (size_t i = 0; i < size; i++) {
    bits = (bits << 8 | in[i]) & 0xffff;
    for (held += 8; held >= 6;) {
      held -= 6;
      *out++ = digits[bits >> held & 63];
    }
  }
  if (held > 0)
    *out++ = digits[bits << (6 - held) & 63];
  return text;
}

static int base64url_digit(char c)
{
  if (c >= 'A' && c <= 'Z')
    return c - 'A';
  if (c >= 'a' && c <= 'z')
    return c - 'a' + 26;
  if (c >= '0' && c <= '9')
    return c - '0' + 52;
  return c == '-' ? 62 : c == '_' ? 63 : -1;
}

bool base64url_decode(const char *s, unsigned char *out, size_t room, size_t *size)
{
  size_t n = s == NULL ? 1 : strlen(s), bytes = n / 4 * 3 + (n % 4 * 6) / 8, put = 0;
  if (n % 4 == 1 || bytes > room)
    return false;
  unsigned bits = 0;
  int held = 0;
  for (size_t i = 0; i < n; i++) {
    int digit = base64url_digit(s[i]);
    if (digit < 0)
      return false;
    bits = (bits << 6 | (unsigned)digit) & 0xffff;
    held += 6;
    if (held >= 8) {
      held -= 8;
      out[put++] = (unsigned char)(bits >> held);
    }
  }
  /* Left-over bits that are not zero would give one value two spellings. */
  if ((bits & ((1u << held) - 1)) != 0)
    return false;
  *size = put;
  return true;
}

/* 13 digits of 5 bits are 65: the first digit stays below 16. */
char *public_id_text(struct arena *a, struct public_id id)
{
  static const char digits[] = "0123456789abcdefghjkmnpqrstvwxyz";
  if (id.bits == 0)
    return arena_dup(a, "");
  char *text = arena_alloc(a, 14);
  for (int i = 0; i < 13; i++)
    text[i] = digits[id.bits >> (60 - 5 * i) & 31];
  return text;
}

static int id_digit(char c)
{
  static const char letters[] = "abcdefghjkmnpqrstvwxyz";
  if (c >= '0' && c <= '9')
    return c - '0';
  if (c >= 'A' && c <= 'Z')
    c = (char)(c - 'A' + 'a');
  if (c == 'o')
    return 0;
  if (c == 'i' || c == 'l')
    return 1;
  const char *at = c == '\0' ? NULL : strchr(letters, c);
  return at == NULL ? -1 : (int)(at - letters) + 10;
}

bool public_id_parse(const char *s, struct public_id *out)
{
  uint64_t bits = 0;
  if (s == NULL || strlen(s) != 13)
    return false;
  for (int i = 0; i < 13; i++) {
    int digit = id_digit(s[i]);
    if (digit < 0 || (i == 0 && digit > 15))
      return false;
    bits = bits << 5 | (uint64_t)digit;
  }
  if (bits == 0)
    return false;
  out->bits = bits;
  return true;
}

struct public_id public_id_new(void)
{
  struct public_id id = { 0 };
  while (id.bits == 0)
    random_bytes(&id.bits, sizeof id.bits);
  return id;
}

void random_bytes(void *out, size_t size)
{
  unsigned char *at = out;
  while (size > 0) {
    ssize_t n = getrandom(at, size, 0);
    if (n < 0 && errno == EINTR)
      continue;
    if (n <= 0) {
      fputs("random: the kernel gives no random bytes\n", stderr);
      abort();
    }
    at += n;
    size -= (size_t)n;
  }
}
