/* money_parse: what it takes has one value, whichever way it is written again. */
#include "lib/base/money.h"
#include "tests/fuzz/fuzz.h"

static const char *const languages[] = { "en", "de", "fr", "pl", "ja", "ar" };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  static const char *const currencies[] = { "EUR", "JPY", "KWD", "CLF", "XXX" };
  struct arena *a = fuzz_arena();
  struct money m = money_of(7, "-"), again;
  if (size == 0)
    return 0;
  const char *currency = currencies[data[0] % 5], *s = arena_dupn(a, (const char *)data + 1, size - 1);
  if (!money_parse(s, currency, data[0] & 0x80 ? ',' : '.', &m)) {
    promise(m.minor == 7 && strcmp(m.currency, "-") == 0);
    return 0;
  }
  promise(strcmp(m.currency, currency) == 0);
  promise(strspn(s, "-0123456789., \xc2\xa0\xe2\x80\xaf") == strlen(s));
  promise(money_parse(money_plain(a, m), currency, '.', &again) && again.minor == m.minor);
  for (size_t i = 0; i < sizeof languages / sizeof *languages; i++) {
    char *text = money_text(a, m, languages[i]);
    text[strlen(text) - 5] = '\0'; /* no-break space and code */
    promise(money_parse(text, currency, money_decimal_mark(languages[i]), &again) && again.minor == m.minor);
  }
  promise(*rate_text(a, m.minor, "de") != '\0');
  return 0;
}
