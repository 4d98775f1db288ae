/* Days and instants in words. Month names and the order of the parts are the catalogue's. */
#include "lib/base/date.h"
#include "lib/base/i18n.h"
#include "lib/base/zone.h"

static const char *const months[] = { N_("January"),   N_("February"), N_("March"),    N_("April"),
                                      N_("May"),       N_("June"),     N_("July"),     N_("August"),
                                      N_("September"), N_("October"),  N_("November"), N_("December") };

char *date_text(struct arena *a, struct date d, const char *language)
{
  if (d.year == 0 || d.month < 1 || d.month > 12) {
    return arena_dup(a, "");
  }
  const char *month = arena_dup(a, t_in(language, months[d.month - 1]));
  /* Day, month's name, year: a language with another order writes %3$d, %2$s %1$d. */
  return arena_printf(a, t_in(language, N_("%1$d %2$s %3$d")), d.day, month, d.year);
}

char *utc_text(struct arena *a, struct utc when, const char *zone, const char *language)
{
  if (when.us == 0) {
    return arena_dup(a, "");
  }
  int64_t s = when.us / 1000000 - (when.us % 1000000 < 0);
  int64_t wall = s + zone_offset(zone == NULL ? NULL : zone_find(zone), s);
  int64_t days = wall / 86400 - (wall % 86400 < 0);
  int minute = (int)((wall - days * 86400) / 60);
  const char *day = date_text(a, date_of_days((int32_t)days), language);
  /* Date, hour, minute. */
  return arena_printf(a, t_in(language, N_("%1$s, %2$02d:%3$02d")), day, minute / 60, minute % 60);
}

char *date_relative(struct arena *a, struct date d, struct date today)
{
  if (d.year == 0) {
    return arena_dup(a, "");
  }
  int64_t days = (int64_t)date_days(d) - date_days(today);
  if (days == 0) {
    return arena_dup(a, t("today"));
  }
  if (days == 1 || days == -1) {
    return arena_dup(a, days == 1 ? t("tomorrow") : t("yesterday"));
  }
  unsigned long n = (unsigned long)(days < 0 ? -days : days);
  if (days > 0) {
    return arena_printf(a, tn("in %lu day", "in %lu days", n), n);
  }
  return arena_printf(a, tn("%lu day ago", "%lu days ago", n), n);
}
