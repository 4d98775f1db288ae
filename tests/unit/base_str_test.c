/* Text, UTF-8, encodings and public ids. */
#include "lib/base/crypto.h"
#include "lib/base/str.h"
#include "tests/unit/tap.h"

static struct arena *arena;

static void test_buffer(void)
{
  struct buf b = BUF(arena);
  is_text(buf_text(&b), "", "an empty buffer is an empty text");
  for (int i = 0; i < 5000; i++)
    buf_printf(&b, "%04d,", i);
  is_int(b.size, 25000, "it grows");
  is_int(strlen(buf_text(&b)), 25000, "and stays terminated");
  ok(strncmp(b.at + 24990, "4998,4999,", 10) == 0, "with what was put");
  buf_puts(&b, "end");
  buf_putc(&b, '!');
  buf_put(&b, "\0x", 2);
  is_text(b.at + 25000, "end!", "pieces of each kind");
  is_int(b.size, 25006, "a NUL is counted like any byte");
}

static void test_questions(void)
{
  ok(str_eq("a", "a") && !str_eq("a", "b") && str_eq(NULL, NULL) && !str_eq(NULL, "") && !str_eq("", NULL), "equal");
  ok(str_empty(NULL) && str_empty("") && !str_empty(" "), "empty");
  ok(str_starts("abc", "ab") && str_starts("abc", "") && !str_starts("ab", "abc") && !str_starts(NULL, ""), "starts");
  ok(str_ends("abc", "bc") && str_ends("abc", "") && !str_ends("bc", "abc") && !str_ends(NULL, ""), "ends");
  is_text(str_trim(arena, " \t\r\n a  b \xc2\xa0\n"), "a  b", "trimmed");
  is_text(str_trim(arena, "\xef\xbb\xbf\xe3\x80\x80x"), "x", "of a byte order mark and an ideographic space too");
  is_text(str_trim(arena, "   "), "", "all white space");
  is_text(str_trim(arena, "é"), "é", "a letter that shares a byte with a space");
  is_text(str_lower(arena, "ABCxyz[É"), "abcxyz[É", "ASCII alone is lowered");
  ok(str_has_control("a\nb") && str_has_control("\x7f") && str_has_control("\x01") && !str_has_control("é ~") &&
         !str_has_control(""),
     "control characters");
}

static void test_numbers(void)
{
  static const char *const bad[] = { "",
                                     "-",
                                     "+1",
                                     " 1",
                                     "1 ",
                                     "1.0",
                                     "0x1",
                                     "1e3",
                                     "--1",
                                     "9223372036854775808",
                                     "-9223372036854775809",
                                     "99999999999999999999999999" };
  int64_t n = 7;
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
    ok(!str_int64(bad[i], &n) && n == 7, "\"%s\" is no number", bad[i]);
  ok(!str_int64(NULL, &n), "nor is nothing");
  ok(str_int64("9223372036854775807", &n) && n == INT64_MAX, "the most");
  ok(str_int64("-9223372036854775808", &n) && n == INT64_MIN, "the least");
  ok(str_int64("-0", &n) && n == 0, "minus nought");
  ok(str_int64("0012", &n) && n == 12, "leading noughts");
}

/* Well-formed and ill-formed sequences after the Unicode Standard, table 3-7, with both sides of every border. */
static void test_utf8(void)
{
  static const char *const good[] = { "",
                                      "plain",
                                      "\x7f",
                                      "\xc2\x80",
                                      "\xdf\xbf",
                                      "\xe0\xa0\x80",
                                      "\xed\x9f\xbf",
                                      "\xee\x80\x80",
                                      "\xef\xbf\xbf",
                                      "\xf0\x90\x80\x80",
                                      "\xf4\x8f\xbf\xbf",
                                      "Grüße, 世界 🎈" };
  static const char *const bad[] = { "\x80",
                                     "\xbf",
                                     "\xc0\x80",
                                     "\xc0\xaf",
                                     "\xc1\xbf",
                                     "\xc2",
                                     "\xc2\x41",
                                     "\xdf\xc0",
                                     "\xe0\x80\x80",
                                     "\xe0\x9f\xbf",
                                     "\xe2\x82",
                                     "\xe2\x82\x41",
                                     "\xed\xa0\x80",
                                     "\xed\xbf\xbf",
                                     "\xed\xa0\xbd\xed\xb8\x80",
                                     "\xf0\x80\x80\x80",
                                     "\xf0\x8f\xbf\xbf",
                                     "\xf0\x9f\x98",
                                     "\xf4\x90\x80\x80",
                                     "\xf5\x80\x80\x80",
                                     "\xf8\x88\x80\x80\x80",
                                     "\xfc\x84\x80\x80\x80\x80",
                                     "\xfe",
                                     "\xff",
                                     "a\xff" };
  for (size_t i = 0; i < sizeof good / sizeof *good; i++)
    ok(utf8_valid(good[i], strlen(good[i])), "well-formed %zu", i);
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
    ok(!utf8_valid(bad[i], strlen(bad[i])), "ill-formed %zu", i);
  ok(!utf8_valid("a\0b", 3), "a NUL is no text");
  ok(!utf8_valid("\xe2\x82\xac", 2), "the size counts, not the terminator");
  is_int(utf8_length("Grüße, 世界 🎈"), 11, "code points");
  is_text(utf8_fold(arena, "Österreich, Åland, Côte d'Ivoire, Türkiye, Łódź, Ÿ"),
          "osterreich, aland, cote d'ivoire, turkiye, lodz, y", "Latin letters without marks");
  is_text(utf8_fold(arena, "世界 \xc5"), "世界 \xc5", "nothing else, and no further than its end");
  is_text(utf8_clip(arena, "Grüße", 5), "Grüße", "clipped: fits");
  is_text(utf8_clip(arena, "Grüße", 4), "Grüß…", "clipped on a code point");
  is_text(utf8_clip(arena, "🎈🎈", 1), "🎈…", "of four bytes");
  is_text(utf8_clip(arena, "a", 0), "…", "to nothing");
  is_text(utf8_clip(arena, "", 0), "", "nothing stays nothing");
}

static void test_encodings(void)
{
  unsigned char out[64], in[64];
  size_t size = 99;
  is_text(hex_encode(arena, "\x00\xff\x1a", 3), "00ff1a", "hexadecimal");
  ok(hex_decode("00fF1A", out, 3, &size) && size == 3 && memcmp(out, "\x00\xff\x1a", 3) == 0, "and back, in any case");
  ok(!hex_decode("0", out, 9, &size) && !hex_decode("0g", out, 9, &size) && !hex_decode("000000", out, 2, &size) &&
         !hex_decode(NULL, out, 9, &size),
     "odd, foreign, too long, nothing: refused");
  is_text(base64url_encode(arena, "\xfb\xff\xfe", 3), "-__-", "base64url has - and _");
  /* RFC 4648, section 10, without padding */
  static const char *const words[][2] = {
    { "", "" },           { "f", "Zg" },          { "fo", "Zm8" },         { "foo", "Zm9v" },
    { "foob", "Zm9vYg" }, { "fooba", "Zm9vYmE" }, { "foobar", "Zm9vYmFy" }
  };
  for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
    is_text(base64url_encode(arena, words[i][0], strlen(words[i][0])), words[i][1], "encoded \"%s\"", words[i][0]);
    ok(base64url_decode(words[i][1], out, sizeof out, &size) && size == strlen(words[i][0]) &&
           memcmp(out, words[i][0], size) == 0,
       "decoded \"%s\"", words[i][1]);
  }
  static const char *const bad[] = { "Z", "Zg==", "Zh", "Zm9", "Zm 8", "Zm+v", "Zm/v", "Zm9vY" };
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
    ok(!base64url_decode(bad[i], out, sizeof out, &size), "refused: \"%s\"", bad[i]);
  ok(!base64url_decode("Zm9v", out, 2, &size), "no room: refused");
  bool same = true;
  for (size_t n = 0; n <= sizeof in; n++) {
    random_bytes(in, n);
    same = same && base64url_decode(base64url_encode(arena, in, n), out, sizeof out, &size) && size == n &&
           memcmp(in, out, n) == 0;
    same = same && hex_decode(hex_encode(arena, in, n), out, sizeof out, &size) && size == n && memcmp(in, out, n) == 0;
  }
  ok(same, "random bytes of every length come back");
}

static void test_ids(void)
{
  struct public_id id = { 0 };
  is_text(public_id_text(arena, (struct public_id){ 1 }), "0000000000001", "the first id");
  is_text(public_id_text(arena, (struct public_id){ UINT64_MAX }), "fzzzzzzzzzzzz", "the last one");
  is_text(public_id_text(arena, (struct public_id){ 0 }), "", "no id");
  ok(public_id_parse("fzzzzzzzzzzzz", &id) && id.bits == UINT64_MAX, "read back");
  ok(public_id_parse("000000000OiL2", &id) && id.bits == (1 << 10) + (1 << 5) + 2, "o, i and l as 0, 1 and 1");
  static const char *const bad[] = { "",
                                     "0",
                                     "0000000000000",
                                     "gzzzzzzzzzzzz",
                                     "00000000000001",
                                     "000000000001",
                                     "00000000000u1",
                                     "000000000000-",
                                     "00000000000 1",
                                     "000000000000\xc3" };
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
    ok(!public_id_parse(bad[i], &id), "no id: %zu", i);
  ok(!public_id_parse(NULL, &id), "no id: nothing");
  bool same = true;
  for (int i = 0; i < 10000; i++) {
    struct public_id made = public_id_new();
    same = same && made.bits != 0 && public_id_parse(public_id_text(arena, made), &id) && id.bits == made.bits;
  }
  ok(same, "ten thousand new ids come back from their text");
}

/* A token is 32 random bytes in base64url, and kept under their hash alone. */
static void tokens(void)
{
  unsigned char raw[33] = { 7, 1 }, hash[32], want[32];
  sha256(raw, 32, want);
  ok(token_kept(base64url_encode(arena, raw, 32), hash) && !memcmp(hash, want, 32), "by its hash");
  ok(!token_kept(base64url_encode(arena, raw, 31), hash) && !token_kept(base64url_encode(arena, raw, 33), hash),
     "one of another length is none");
  ok(!token_kept(NULL, hash) && !token_kept("", hash) && !token_kept("a b", hash), "nor is another text");
}

int main(void)
{
  arena = arena_new(16 << 20, NULL, NULL);
  test_buffer();
  test_questions();
  test_numbers();
  test_utf8();
  test_encodings();
  test_ids();
  tokens();
  arena_free(arena);
  return tap_done();
}
