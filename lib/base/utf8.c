/* UTF-8 by the Unicode Standard, table 3-7: only the shortest form, no surrogates, nothing above U+10FFFF. */
#include "lib/base/str.h"

#include <string.h>

/* Length of the well-formed sequence at s (of at most size bytes), or 0. */
static size_t sequence(const unsigned char *s, size_t size)
{
  unsigned char c = s[0];
  if (c < 0x80)
    return c == 0 ? 0 : 1;
  size_t n = c >= 0xc2 && c <= 0xdf ? 2 : (c & 0xf0) == 0xe0 ? 3 : c >= 0xf0 && c <= 0xf4 ? 4 : 0;
  if (n == 0 || n > size)
    return 0;
  unsigned char low = 0x80, high = 0xbf; /* of the second byte */
  if (c == 0xe0)
    low = 0xa0;
  else if (c == 0xed)
    high = 0x9f;
  else if (c == 0xf0)
    low = 0x90;
  else if (c == 0xf4)
    high = 0x8f;
  if (s[1] < low || s[1] > high)
    return 0;
  for (size_t i = 2; i < n; i++)
    if ((s[i] & 0xc0) != 0x80)
      return 0;
  return n;
}

bool utf8_valid(const char *s, size_t size)
{
  const unsigned char *at = (const unsigned char *)s;
  while (size > 0) {
    size_t n = sequence(at, size);
    if (n == 0)
      return false;
    at += n;
    size -= n;
  }
  return true;
}

/* What stands for each of U+00C0 to U+017F in utf8_fold: 16 a row. */
static const char latin[] = "aaaaaaaceeeeiiii"
                            "dnooooo*ouuuuyts"
                            "aaaaaaaceeeeiiii"
                            "dnooooo/ouuuuyty"
                            "aaaaaaccccccccdd"
                            "ddeeeeeeeeeegggg"
                            "gggghhhhiiiiiiii"
                            "iiiijjkkklllllll"
                            "lllnnnnnnnnnoooo"
                            "oooorrrrrrssssss"
                            "ssttttttuuuuuuuu"
                            "uuuuwwyyyzzzzzzs";

char *utf8_fold(struct arena *a, const char *s)
{
  char *folded = arena_alloc(a, strlen(s) + 1), *out = folded;
  for (const unsigned char *at = (const unsigned char *)s; *at; at++)
    if (*at >= 0xc3 && *at <= 0xc5 && (at[1] & 0xc0) == 0x80) {
      *out++ = latin[(at[0] - 0xc3) * 64 + (at[1] - 0x80)];
      at++;
    } else
      *out++ = (char)(*at >= 'A' && *at <= 'Z' ? *at - 'A' + 'a' : *at);
  return folded;
}

/* A code point begins at every byte that does not continue one; so text that was never checked is counted as well. */
static bool continues(char c)
{
  return ((unsigned char)c & 0xc0) == 0x80;
}

size_t utf8_length(const char *s)
{
  size_t n = 0;
  for (; s != NULL && *s != '\0'; s++)
    n += !continues(*s);
  return n;
}

char *utf8_clip(struct arena *a, const char *s, size_t points_max)
{
  if (s == NULL)
    return arena_dup(a, "");
  size_t points = 0;
  for (size_t i = 0; s[i] != '\0'; i++)
    if (!continues(s[i]) && points++ == points_max)
      return arena_printf(a, "%.*s…", (int)i, s);
  return arena_dup(a, s);
}
