/* Days and instants in words. Month names and the order of the parts are the catalogue's. */
#include "lib/base/date.h"
#include "lib/base/i18n.h"
#include "lib/base/str.h"
#include "lib/base/zone.h"
#include <string.h>

enum { MONTHS = 12, LANGUAGE_BYTES = 16 };

static const char *const months[MONTHS] = { N_("January"),   N_("February"), N_("March"),    N_("April"),
                                            N_("May"),       N_("June"),     N_("July"),     N_("August"),
                                            N_("September"), N_("October"),  N_("November"), N_("December") };

static const char *const short_months[MONTHS] = { N_("Jan"), N_("Feb"), N_("Mar"), N_("Apr"), N_("May"), N_("Jun"),
                                                  N_("Jul"), N_("Aug"), N_("Sep"), N_("Oct"), N_("Nov"), N_("Dec") };

/* The words of one language. A list asks for the same ones on every row, so the last language's are kept; but not a
 * pseudo-locale's, whose answers do not last. */
struct words {
  char language[LANGUAGE_BYTES];
  const char *month[MONTHS], *short_month[MONTHS], *day, *minute, *month_year;
};

static const struct words *words_of(const char *language)
{
  static struct words words;
  size_t n = strlen(language);
  if (n < LANGUAGE_BYTES && strcmp(words.language, language) == 0 && strstr(language, "-X") == NULL)
    return &words;
  for (int i = 0; i < MONTHS; i++) {
    words.month[i] = t_in(language, months[i]);
    words.short_month[i] = t_in(language, short_months[i]);
  }
  /* Day, month's name, year: a language with another order writes %3$d, %2$s %1$d. */
  words.day = t_in(language, N_("%1$d %2$s %3$d"));
  /* Date, hour, minute. */
  words.minute = t_in(language, N_("%1$s, %2$02d:%3$02d"));
  /* Month's name, year. */
  words.month_year = t_in(language, N_("%1$s %2$d"));
  memset(words.language, 0, sizeof words.language);
  memcpy(words.language, language, n < LANGUAGE_BYTES ? n : 0);
  return &words;
}

static void put_number(struct buf *b, int n, bool two)
{
  char digits[12];
  int at = sizeof digits;
  unsigned rest = n < 0 ? 0u - (unsigned)n : (unsigned)n;
  do {
    digits[--at] = (char)('0' + rest % 10);
    rest /= 10;
  } while (rest > 0);
  if (two && at == (int)sizeof digits - 1)
    digits[--at] = '0';
  if (n < 0)
    digits[--at] = '-';
  buf_put(b, digits + at, sizeof digits - (size_t)at);
}

/* A pattern of "%1$d", "%2$02d" and "%3$s", each naming one of three parts: a text, or a number where that is NULL. The pattern is
 * a translator's, so printf does not see it. */
static char *fill(struct arena *a, const char *pattern, const char *const texts[3], const int numbers[3])
{
  struct buf b = BUF(a);
  for (const char *s = pattern; *s != '\0';) {
    int part = s[0] == '%' && s[1] >= '1' && s[1] <= '3' && s[2] == '$' ? s[1] - '1' : -1;
    bool two = part >= 0 && s[3] == '0' && s[4] == '2';
    const char *kind = part < 0 ? "" : s + (two ? 5 : 3);
    if (*kind != 'd' && *kind != 's') {
      buf_putc(&b, *s++);
      continue;
    }
    if (texts[part] != NULL)
      buf_puts(&b, texts[part]);
    else
      put_number(&b, numbers[part], two);
    s = kind + 1;
  }
  return b.at == NULL ? arena_dup(a, "") : b.at;
}

static char *day_fill(struct arena *a, struct date d, const char *language, bool brief)
{
  if (d.year == 0 || d.month < 1 || d.month > MONTHS)
    return arena_dup(a, "");
  const struct words *words = words_of(language == NULL ? i18n_current() : language);
  const char *month = (brief ? words->short_month : words->month)[d.month - 1];
  return fill(a, words->day, (const char *const[]){ NULL, month, NULL }, (const int[]){ d.day, 0, d.year });
}

char *date_text(struct arena *a, struct date d, const char *language)
{
  return day_fill(a, d, language, false);
}

char *date_brief(struct arena *a, struct date d, const char *language)
{
  return day_fill(a, d, language, true);
}

char *month_text(struct arena *a, struct date d, const char *language)
{
  if (d.year == 0 || d.month < 1 || d.month > MONTHS)
    return arena_dup(a, "");
  const struct words *words = words_of(language == NULL ? i18n_current() : language);
  return fill(a, words->month_year, (const char *const[]){ words->month[d.month - 1], NULL, NULL },
              (const int[]){ 0, d.year, 0 });
}

static char *utc_fill(struct arena *a, struct utc when, const char *zone, const char *language, bool brief)
{
  if (when.us == 0)
    return arena_dup(a, "");
  int64_t s = when.us / 1000000 - (when.us % 1000000 < 0);
  int64_t wall = s + zone_offset(zone == NULL ? NULL : zone_find(zone), s);
  int64_t days = wall / 86400 - (wall % 86400 < 0);
  int minute = (int)((wall - days * 86400) / 60);
  const char *day = day_fill(a, date_of_days((int32_t)days), language, brief);
  const struct words *words = words_of(language == NULL ? i18n_current() : language);
  return fill(a, words->minute, (const char *const[]){ day, NULL, NULL }, (const int[]){ 0, minute / 60, minute % 60 });
}

char *utc_text(struct arena *a, struct utc when, const char *zone, const char *language)
{
  return utc_fill(a, when, zone, language, false);
}

char *utc_brief(struct arena *a, struct utc when, const char *zone, const char *language)
{
  return utc_fill(a, when, zone, language, true);
}

char *zone_text(struct arena *a, const char *zone, struct utc at)
{
  const struct zone *known = zone == NULL ? NULL : zone_find(zone);
  int minutes = zone_offset(known, at.us / 1000000) / 60, size = minutes < 0 ? -minutes : minutes;
  if (known == NULL || strcmp(zone, "UTC") == 0)
    return arena_dup(a, "UTC");
  char *name = arena_dup(a, zone);
  for (char *s = name; *s; s++)
    if (*s == '_')
      *s = ' ';
  return arena_printf(a, "%s (UTC%c%02d:%02d)", name, minutes < 0 ? '-' : '+', size / 60, size % 60);
}

char *date_relative(struct arena *a, struct date d, struct date today)
{
  if (d.year == 0)
    return arena_dup(a, "");
  int64_t days = (int64_t)date_days(d) - date_days(today);
  if (days == 0)
    return arena_dup(a, t("today"));
  if (days == 1 || days == -1)
    return arena_dup(a, days == 1 ? t("tomorrow") : t("yesterday"));
  unsigned long n = (unsigned long)(days < 0 ? -days : days);
  if (days > 0)
    return arena_printf(a, tn("in %lu day", "in %lu days", n), n);
  return arena_printf(a, tn("%lu day ago", "%lu days ago", n), n);
}
