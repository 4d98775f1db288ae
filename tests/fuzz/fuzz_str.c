/* UTF-8 against a decoder of another make, the decoders against their encoders, and the text functions on whatever comes. */
#include "lib/base/str.h"
#include "tests/fuzz/fuzz.h"

/* Well-formed by decoding to a code point and asking whether that much was needed for it. */
static bool decodes(const uint8_t *s, size_t size)
{
  static const uint32_t least[] = { 1, 0x80, 0x800, 0x10000 };
  for (size_t i = 0; i < size;) {
    int more = s[i] < 0x80 ? 0 : s[i] < 0xc0 ? -1 : s[i] < 0xe0 ? 1 : s[i] < 0xf0 ? 2 : s[i] < 0xf8 ? 3 : -1;
    if (more < 0 || i + (size_t)more >= size)
      return false;
    uint32_t point = more == 0 ? s[i] : s[i] & (0x3fu >> more);
    i++;
    for (int k = 0; k < more; k++, i++) {
      if (s[i] >> 6 != 2)
        return false;
      point = point << 6 | (s[i] & 0x3fu);
    }
    if (point < least[more] || point > 0x10ffff || (point >= 0xd800 && point <= 0xdfff))
      return false;
  }
  return true;
}

static void try_decoders(struct arena *a, const char *s)
{
  size_t n = strlen(s), got = 0, room = n;
  unsigned char *out = malloc(room + 1); /* of its own, so that the sanitizer sees its end */
  struct public_id id, again;
  int64_t number;
  if (out == NULL)
    abort();
  if (hex_decode(s, out, room / 2, &got))
    promise(strcmp(str_lower(a, s), hex_encode(a, out, got)) == 0);
  if (base64url_decode(s, out, room, &got))
    promise(strcmp(s, base64url_encode(a, out, got)) == 0);
  promise(!base64url_decode(s, out, 0, &got) || got == 0);
  if (public_id_parse(s, &id))
    promise(public_id_parse(public_id_text(a, id), &again) && again.bits == id.bits);
  if (str_int64(s, &number)) {
    char text[32];
    snprintf(text, sizeof text, "%lld", (long long)number);
    promise(strspn(s, "-0123456789") == n && (n > strlen(text) || strcmp(s, text) == 0 || number == 0));
  }
  free(out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  struct arena *a = fuzz_arena();
  const char *s = arena_dupn(a, (const char *)data, size);
  size_t n = strlen(s), most = size > 0 ? data[0] % 9 : 0;
  promise(utf8_valid((const char *)data, size) == decodes(data, size));
  char *clipped = utf8_clip(a, s, most), *trimmed = str_trim(a, s);
  promise(strlen(trimmed) <= n && strcmp(str_trim(a, trimmed), trimmed) == 0);
  if (utf8_valid(s, n)) {
    promise(utf8_valid(clipped, strlen(clipped)) && utf8_length(clipped) <= most + 1);
    promise(utf8_valid(trimmed, strlen(trimmed)));
  }
  try_decoders(a, s);
  return 0;
}
