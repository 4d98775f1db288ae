/* Arithmetic of money and its reading and writing. The table of currencies stands in currency.c. */
#include "lib/base/money.h"
#include "lib/base/str.h"

#include <stdlib.h>
#include <string.h>

__extension__ typedef __int128 wide;
__extension__ typedef unsigned __int128 uwide;

#define NO_BREAK_SPACE        "\xc2\xa0"
#define NARROW_NO_BREAK_SPACE "\xe2\x80\xaf"

struct money money_of(int64_t minor, const char *currency)
{
  struct money m = { .minor = minor };
  if (currency != NULL)
    strncpy(m.currency, currency, sizeof m.currency - 1);
  return m;
}

static bool same_currency(struct money a, struct money b)
{
  return strcmp(a.currency, b.currency) == 0;
}

bool money_add(struct money a, struct money b, struct money *out)
{
  int64_t sum;
  if (!same_currency(a, b) || __builtin_add_overflow(a.minor, b.minor, &sum))
    return false;
  a.minor = sum;
  *out = a;
  return true;
}

bool money_subtract(struct money a, struct money b, struct money *out)
{
  int64_t difference;
  if (!same_currency(a, b) || __builtin_sub_overflow(a.minor, b.minor, &difference))
    return false;
  a.minor = difference;
  *out = a;
  return true;
}

bool money_times(struct money a, int64_t n, struct money *out)
{
  int64_t product;
  if (__builtin_mul_overflow(a.minor, n, &product))
    return false;
  a.minor = product;
  *out = a;
  return true;
}

bool money_share(struct money a, int64_t numerator, int64_t denominator, struct money *out)
{
  if (denominator <= 0)
    return false;
  wide product = (wide)a.minor * numerator;
  wide quotient = product / denominator,
       rest = product % denominator; /* both toward zero, rest with the product's sign */
  wide size = rest < 0 ? -rest : rest;
  if (size * 2 >= denominator)
    quotient += product < 0 ? -1 : 1;
  if (quotient > INT64_MAX || quotient < INT64_MIN)
    return false;
  a.minor = (int64_t)quotient;
  *out = a;
  return true;
}

bool money_rate(struct money a, int64_t basis_points, struct money *out)
{
  return money_share(a, basis_points, 10000, out);
}

struct remainder {
  uwide size;
  size_t part;
};

static int remainder_order(const void *left, const void *right)
{
  const struct remainder *a = left, *b = right;
  if (a->size != b->size)
    return a->size > b->size ? -1 : 1;
  return a->part < b->part ? -1 : a->part > b->part;
}

/* Works on the amount without its sign: a refund is split exactly as the charge was. */
bool money_split(struct money a, const int64_t *weights, size_t n, int64_t *parts)
{
  uwide sum = 0;
  for (size_t i = 0; i < n; i++) {
    if (weights[i] < 0)
      return false;
    sum += (uint64_t)weights[i];
  }
  struct remainder *rest = sum == 0 ? NULL : calloc(n, sizeof *rest);
  if (rest == NULL)
    return false;
  bool negative = a.minor < 0;
  uint64_t amount = negative ? -(uint64_t)a.minor : (uint64_t)a.minor, given = 0;
  uint64_t *share = (uint64_t *)parts;
  for (size_t i = 0; i < n; i++) {
    uwide product = (uwide)amount * (uint64_t)weights[i];
    share[i] = (uint64_t)(product / sum);
    given += share[i];
    rest[i] = (struct remainder){ product % sum, i };
  }
  qsort(rest, n, sizeof *rest, remainder_order);
  for (size_t i = 0; given < amount; i++, given++)
    share[rest[i].part]++;
  for (size_t i = 0; i < n; i++)
    parts[i] = (int64_t)(negative ? -share[i] : share[i]);
  free(rest);
  return true;
}

/* ---- reading ---- */

/* The mark between groups at s: a space (plain, no-break, narrow no-break) or the mark that is not the decimal one. */
static size_t group_at(const char *s, char decimal_mark)
{
  if (*s == ' ' || *s == (decimal_mark == ',' ? '.' : ','))
    return 1;
  if (strncmp(s, NO_BREAK_SPACE, 2) == 0)
    return 2;
  return strncmp(s, NARROW_NO_BREAK_SPACE, 3) == 0 ? 3 : 0;
}

static bool digit(char c)
{
  return c >= '0' && c <= '9';
}

static bool put_digit(uint64_t *n, char c)
{
  return !__builtin_mul_overflow(*n, 10, n) && !__builtin_add_overflow(*n, (uint64_t)(c - '0'), n);
}

/* Reads the whole units: digits alone, or one to three and then groups of three behind one and the same mark. */
static const char *parse_whole(const char *s, char decimal_mark, uint64_t *n)
{
  const char *mark = NULL;
  size_t mark_size = 0;
  int run = 0; /* digits since the start or the last mark */
  for (;;) {
    if (digit(*s)) {
      if ((mark != NULL && run == 3) || !put_digit(n, *s))
        return NULL;
      run++;
      s++;
      continue;
    }
    size_t size = group_at(s, decimal_mark);
    if (size == 0)
      break;
    bool fits = mark == NULL ? run >= 1 && run <= 3 : run == 3 && size == mark_size && memcmp(s, mark, size) == 0;
    if (!fits)
      return NULL;
    mark = s;
    mark_size = size;
    run = 0;
    s += size;
  }
  return run == 0 || (mark != NULL && run != 3) ? NULL : s;
}

/* Reads mark and decimals, when there are any, and fills up to the currency's decimals. */
static const char *parse_decimals(const char *s, char decimal_mark, int decimals, uint64_t *n)
{
  if (*s == decimal_mark) {
    if (!digit(*++s))
      return NULL;
    for (; digit(*s); s++, decimals--)
      if (decimals == 0 || !put_digit(n, *s))
        return NULL;
  }
  for (; decimals > 0; decimals--)
    if (!put_digit(n, '0'))
      return NULL;
  return s;
}

bool money_parse(const char *s, const char *currency, char decimal_mark, struct money *out)
{
  int decimals = currency_decimals(currency);
  if (s == NULL || decimals < 0)
    return false;
  bool negative = *s == '-';
  uint64_t n = 0;
  s = parse_whole(negative ? s + 1 : s, decimal_mark, &n);
  if (s != NULL)
    s = parse_decimals(s, decimal_mark, decimals, &n);
  if (s == NULL || *s != '\0' || n > (uint64_t)INT64_MAX + negative)
    return false;
  *out = money_of((int64_t)(negative ? -n : n), currency);
  return true;
}

/* ---- writing ---- */

/* Languages by their marks, after CLDR; all write Western digits here, Arabic too. What is not named writes as English does. */
static const struct {
  char decimal;
  const char *group, *languages;
} marks[] = {
  { ',', ".", " de es it nl pt tr id da el ro hr sl sr bs mk is ca gl eu vi " },
  { ',', NARROW_NO_BREAK_SPACE, " fr " },
  { ',', NO_BREAK_SPACE, " pl cs sk hu ru uk bg be sv nb nn no fi et lv lt sq hy ka kk az " },
};

/* By the first subtag alone, so "de-AT" and "pt_BR" write as "de" and "pt". */
static int marks_find(const char *language)
{
  char wanted[8] = " ";
  size_t n = language == NULL ? 0 : strcspn(language, "-_");
  if (n < 2 || n > 3)
    return -1;
  memcpy(wanted + 1, language, n);
  wanted[n + 1] = ' ';
  for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
    if (strstr(marks[i].languages, wanted) != NULL)
      return (int)i;
  return -1;
}

char money_decimal_mark(const char *language)
{
  int i = marks_find(language);
  return i < 0 ? '.' : marks[i].decimal;
}

const char *money_group_mark(const char *language)
{
  int i = marks_find(language);
  return i < 0 ? "," : marks[i].group;
}

/* n as digits, with group between thousands and at least decimals + 1 digits around the mark. */
static void put_figure(struct buf *b, int64_t minor, int decimals, const char *mark, const char *group)
{
  char digits[24];
  uint64_t n = minor < 0 ? -(uint64_t)minor : (uint64_t)minor;
  int size = 0;
  while (n > 0 || size <= decimals) {
    digits[size++] = (char)('0' + n % 10);
    n /= 10;
  }
  if (minor < 0)
    buf_putc(b, '-');
  for (int i = size - 1; i >= 0; i--) {
    buf_putc(b, digits[i]);
    if (i == decimals && i > 0)
      buf_puts(b, mark);
    else if (i > decimals && (i - decimals) % 3 == 0)
      buf_puts(b, group);
  }
}

/* A currency that the table does not know (yet) is shown in minor units rather than wrongly scaled. */
static int decimals_of(struct money m)
{
  int decimals = currency_decimals(m.currency);
  return decimals < 0 ? 0 : decimals;
}

char *money_text(struct arena *a, struct money m, const char *language)
{
  struct buf b = BUF(a);
  char mark[2] = { money_decimal_mark(language) };
  if (m.currency[0] == '\0')
    return arena_dup(a, "");
  put_figure(&b, m.minor, decimals_of(m), mark, money_group_mark(language));
  buf_puts(&b, NO_BREAK_SPACE);
  buf_puts(&b, m.currency);
  return b.at;
}

char *number_text(struct arena *a, int64_t n, const char *language)
{
  struct buf b = BUF(a);
  put_figure(&b, n, 0, "", money_group_mark(language));
  return b.at;
}

char *money_plain(struct arena *a, struct money m)
{
  struct buf b = BUF(a);
  if (m.currency[0] == '\0')
    return arena_dup(a, "");
  put_figure(&b, m.minor, decimals_of(m), ".", "");
  return b.at;
}

char *rate_text(struct arena *a, int64_t basis_points, const char *language)
{
  struct buf b = BUF(a);
  char mark[2] = { money_decimal_mark(language) };
  put_figure(&b, basis_points, 2, mark, money_group_mark(language));
  while (b.at[b.size - 1] == '0') /* stops at the mark at the latest */
    b.at[--b.size] = '\0';
  if (b.at[b.size - 1] == *mark)
    b.at[--b.size] = '\0';
  buf_puts(&b, NO_BREAK_SPACE "%");
  return b.at;
}
