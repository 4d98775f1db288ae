/* Days, instants and zones. Expectations come from the calendar and from the published rules of each zone. */
#include "lib/base/date.h"
#include "lib/base/i18n.h"
#include "tests/unit/tap.h"

static struct arena *arena;

static struct date day(const char *iso)
{
  struct date d = { 0 };
  if (!date_parse(iso, &d))
    ok(false, "the test's own date %s", iso);
  return d;
}

static void test_calendar(void)
{
  static const char *const good[] = {
    "2024-02-29", "2000-02-29", "1900-01-01", "2200-12-31", "2100-02-28", "2026-11-20"
  };
  static const char *const bad[] = { "2023-02-29", "2100-02-29", "1900-02-29",  "2026-00-10",  "2026-13-01",
                                     "2026-04-31", "2026-01-00", "1899-12-31",  "2201-01-01",  "2026-1-01",
                                     "26-01-01",   "2026/01/01", "2026-01-01 ", " 2026-01-01", "20260101",
                                     "",           "0000-00-00", "2026-01-0a",  "+026-01-01",  "2026-01-011" };
  struct date d;
  for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
    ok(date_parse(good[i], &d), "%s is a day", good[i]);
    is_text(date_iso(arena, d), good[i], "and prints as it was");
  }
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
    ok(!date_parse(bad[i], &d), "\"%s\" is none", bad[i]);
  ok(!date_parse(NULL, &d), "nor is nothing");
  is_text(date_iso(arena, (struct date){ 0 }), "", "no date prints as nothing");
  is_int(date_days(day("1970-01-01")), 0, "the epoch");
  is_int(date_days(day("2000-01-01")), 10957, "2000: 30 years and 7 leap days");
  is_int(date_days(day("2026-11-20")), 20777, "56 years, 14 leap days and 323 days");
  is_int(date_days(day("1900-01-01")), -25567, "70 years and 17 leap days before");
  bool round_trip = true;
  for (int32_t n = date_days(day("1900-01-01")); n <= date_days(day("2200-12-31")); n++) {
    d = date_of_days(n);
    round_trip = round_trip && date_valid(d) && date_days(d) == n;
  }
  ok(round_trip, "every day from 1900 to 2200 is its number's day");
  ok(date_compare(day("2026-01-31"), day("2026-02-01")) < 0, "earlier");
  ok(date_compare(day("2027-01-01"), day("2026-12-31")) > 0, "later");
  is_int(date_compare(day("2026-05-05"), day("2026-05-05")), 0, "the same");
  is_text(date_iso(arena, date_add_days(day("2024-02-28"), 1)), "2024-02-29", "a day into the leap day");
  is_text(date_iso(arena, date_add_days(day("2026-01-01"), -1)), "2025-12-31", "a day back over the year");
}

static void months(const char *from, int32_t n, int anchor, const char *want)
{
  is_text(date_iso(arena, date_add_months(day(from), n, anchor)), want, "%s and %d months, anchor %d", from, n, anchor);
}

static void test_months(void)
{
  months("2026-01-31", 1, 0, "2026-02-28");
  months("2024-01-31", 1, 0, "2024-02-29");
  months("2026-02-28", 1, 31, "2026-03-31");
  months("2026-02-28", 1, 0, "2026-03-28");
  months("2026-03-31", 1, 31, "2026-04-30");
  months("2026-04-30", 1, 31, "2026-05-31");
  months("2026-12-15", 1, 0, "2027-01-15");
  months("2026-01-15", -1, 0, "2025-12-15");
  months("2024-02-29", 12, 0, "2025-02-28");
  months("2024-02-29", 48, 0, "2028-02-29");
  months("2025-02-28", 36, 29, "2028-02-29");
  months("2026-03-31", -1, 0, "2026-02-28");
  months("2026-11-20", 0, 0, "2026-11-20");
  months("2026-01-15", -13, 0, "2024-12-15");
  is_int(month_length(2100, 2), 28, "2100 is no leap year");
  is_int(month_length(2000, 2), 29, "2000 was one");
  is_int(month_length(2026, 13), 0, "there is no month 13");
}

static void test_instants(void)
{
  static const char *const bad[] = { "2026-11-20T10:00:00",   "2026-11-20 10:00:00Z",
                                     "2026-11-20T24:00:00Z",  "2026-11-20T10:60:00Z",
                                     "2026-11-20T10:00:60Z",  "2026-11-20T10:00Z",
                                     "2026-02-30T10:00:00Z",  "2026-11-20T10:00:00+01:00",
                                     "2026-11-20T10:00:00.Z", "2026-11-20",
                                     "2026-11-20x10:00:00Z",  "2026-11-20T10:00:00.1234567Z",
                                     "2026-11-20T1a:00:00Z",  "",
                                     "2026-11-20T10:00:00ZZ", "2026-11-20T10-00-00Z" };
  struct utc t;
  ok(utc_parse("2026-11-20T10:00:00Z", &t) && t.us == 1795168800000000, "an instant");
  is_text(utc_iso(arena, t), "2026-11-20T10:00:00Z", "printed for machines");
  is_text(utc_sql(arena, t), "2026-11-20 10:00:00.000000", "printed for the database");
  ok(utc_parse("2026-11-20 10:00:00.25", &t) && t.us == 1795168800250000, "as the database prints it");
  is_text(utc_sql(arena, t), "2026-11-20 10:00:00.250000", "microseconds are kept");
  ok(utc_parse("1969-12-31T23:59:59.999999Z", &t) && t.us == -1, "before the epoch");
  is_text(utc_sql(arena, t), "1969-12-31 23:59:59.999999", "and back");
  ok(utc_parse("2038-01-19T03:14:08Z", &t) && t.us == 2147483648000000, "past 32 bits");
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
    ok(!utc_parse(bad[i], &t), "\"%s\" is no instant", bad[i]);
  is_text(utc_iso(arena, (struct utc){ 0 }), "", "no instant prints as nothing");
  is_int(utc_add_s(utc_of(5), -7).us, -2000000, "seconds added");
  setenv("PORTICO_CLOCK", "2030-02-03T04:05:06Z", 1);
  is_text(utc_iso(arena, utc_now()), "2030-02-03T04:05:06Z", "the clock can be frozen");
  unsetenv("PORTICO_CLOCK");
  ok(utc_now().us > 1700000000000000, "and runs without");
}

static void starts(const char *iso, const char *zone, const char *want)
{
  is_text(utc_iso(arena, date_start(day(iso), zone)), want, "%s starts in %s", iso, zone);
}

static void test_starts(void)
{
  starts("2026-11-20", "UTC", "2026-11-20T00:00:00Z");
  starts("2026-11-20", "Europe/Vienna", "2026-11-19T23:00:00Z");
  starts("2026-07-01", "Europe/Vienna", "2026-06-30T22:00:00Z");
  starts("2026-03-29", "Europe/Vienna", "2026-03-28T23:00:00Z"); /* clocks go forward at 01:00Z of that day */
  starts("2026-03-30", "Europe/Vienna", "2026-03-29T22:00:00Z");
  starts("2026-10-25", "Europe/Vienna", "2026-10-24T22:00:00Z");
  starts("2026-10-26", "Europe/Vienna", "2026-10-25T23:00:00Z");
  starts("2018-11-04", "America/Sao_Paulo",
         "2018-11-04T03:00:00Z"); /* 00:00 does not exist: the wall goes 23:59, 01:00 */
  starts("2018-11-05", "America/Sao_Paulo", "2018-11-05T02:00:00Z");
  starts("2018-02-18", "America/Sao_Paulo",
         "2018-02-18T03:00:00Z"); /* clocks went back from 00:00 to 23:00 of the 17th */
  starts("2026-11-20", "Asia/Kolkata", "2026-11-19T18:30:00Z");
  starts("2026-11-20", "Asia/Kathmandu", "2026-11-19T18:15:00Z");
  starts("2026-11-20", "Pacific/Kiritimati", "2026-11-19T10:00:00Z"); /* +14 */
  starts("2026-11-20", "Pacific/Pago_Pago", "2026-11-20T11:00:00Z");  /* -11 */
  starts("2011-12-30", "Pacific/Apia", "2011-12-30T10:00:00Z"); /* left out altogether: it starts where the 31st does */
  starts("2011-12-31", "Pacific/Apia", "2011-12-30T10:00:00Z");
  starts("2007-11-04", "America/St_Johns",
         "2007-11-04T02:30:00Z"); /* back at 00:01: midnight comes twice, the first counts */
  starts("2100-07-01", "Europe/Vienna", "2100-06-30T22:00:00Z"); /* by the rule in the file's last line */
  starts("2100-01-01", "America/New_York", "2100-01-01T05:00:00Z");
  starts("2100-07-01", "Australia/Sydney", "2100-06-30T14:00:00Z"); /* southern winter */
  starts("2100-01-01", "Australia/Sydney", "2099-12-31T13:00:00Z");
  starts("2038-01-19", "Asia/Tokyo", "2038-01-18T15:00:00Z");
  starts("2026-11-20", "No/Where", "2026-11-20T00:00:00Z");
}

static void wall(const char *instant, const char *zone, const char *want)
{
  struct utc t = { 0 };
  utc_parse(instant, &t);
  is_text(date_iso(arena, utc_date(t, zone)), want, "%s is a day in %s", instant, zone);
}

static void test_days_on_the_wall(void)
{
  wall("2026-12-31T23:30:00Z", "Europe/Vienna", "2027-01-01");
  wall("2026-12-31T23:30:00Z", "America/New_York", "2026-12-31");
  wall("2026-06-30T21:59:59Z", "Europe/Vienna", "2026-06-30");
  wall("2026-06-30T22:00:00Z", "Europe/Vienna", "2026-07-01");
  wall("2018-11-04T02:59:59Z", "America/Sao_Paulo", "2018-11-03");
  wall("1969-12-31T23:59:59Z", "UTC", "1969-12-31");
  wall("2050-03-27T00:59:59Z", "Europe/London", "2050-03-27");
  wall("2100-12-31T18:30:00Z", "Asia/Kolkata", "2101-01-01");
  ok(zone_known("UTC") && zone_known("Europe/Vienna") && zone_known("America/Argentina/Buenos_Aires"),
     "zones that exist");
  static const char *const unknown[] = {
    "",           "/etc/passwd", "../zoneinfo/UTC", "Europe/../UTC",  "Europe",  "right/UTC",
    "posixrules", "tzdata.zi",   "Europe/Vienna\n", "europe/nowhere", "zone.tab"
  };
  for (size_t i = 0; i < sizeof unknown / sizeof *unknown; i++)
    ok(!zone_known(unknown[i]), "no zone: \"%.*s\"", (int)strcspn(unknown[i], "\n"), unknown[i]);
  ok(!zone_known(NULL), "no zone: nothing");
}

/* Every day of ten years in zones with all sorts of rules: its start lies on that day, and the instant before does not. */
static void test_starts_are_first(void)
{
  static const char *const zones[] = { "Europe/Vienna",    "America/Sao_Paulo",  "America/Santiago", "Asia/Beirut",
                                       "Africa/Cairo",     "America/St_Johns",   "Asia/Amman",       "Atlantic/Azores",
                                       "America/Asuncion", "Africa/Casablanca",  "Asia/Gaza",        "America/Havana",
                                       "Asia/Tehran",      "Australia/Lord_Howe" };
  for (size_t z = 0; z < sizeof zones / sizeof *zones; z++) {
    int wrong = 0;
    for (int32_t n = date_days(day("2012-01-01")); n < date_days(day("2040-01-01")); n++) {
      struct utc t = date_start(date_of_days(n), zones[z]);
      bool on = date_days(utc_date(t, zones[z])) == n,
           first = date_days(utc_date((struct utc){ t.us - 1 }, zones[z])) == n - 1;
      wrong += !on || !first;
    }
    is_int(wrong, 0, "every day of 2012 to 2039 starts at its first instant in %s", zones[z]);
  }
}

static void test_words(void)
{
  struct utc t = { 0 };
  i18n_open("/nonexistent");
  is_text(date_text(arena, day("2026-11-20"), "en"), "20 November 2026", "a day in words");
  is_text(date_text(arena, (struct date){ 0 }, "en"), "", "no day");
  utc_parse("2026-11-20T10:00:00Z", &t);
  is_text(date_brief(arena, day("2026-09-05"), "en"), "5 Sep 2026", "a day in a table");
  is_text(utc_brief(arena, t, "Europe/Vienna", "en"), "20 Nov 2026, 11:00", "an instant in a table");
  is_text(month_text(arena, day("2026-11-20"), "en"), "November 2026", "a month");
  is_text(utc_text(arena, t, "Europe/Vienna", "en"), "20 November 2026, 11:00", "an instant on the wall of Vienna");
  is_text(utc_text(arena, t, "Asia/Kolkata", NULL), "20 November 2026, 15:30", "and of Kolkata");
  is_text(utc_text(arena, t, "No/Where", NULL), "20 November 2026, 10:00", "an unknown zone is UTC");
  is_text(zone_text(arena, "Europe/Vienna", t), "Europe/Vienna (UTC+01:00)", "Vienna in winter");
  is_text(zone_text(arena, "Europe/Vienna", utc_add_s(t, (int64_t)180 * 86400)), "Europe/Vienna (UTC+02:00)",
          "and in summer");
  is_text(zone_text(arena, "Asia/Kolkata", t), "Asia/Kolkata (UTC+05:30)", "half an hour");
  is_text(zone_text(arena, "America/New_York", t), "America/New York (UTC-05:00)", "behind");
  is_text(zone_text(arena, "No/Where", t), "UTC", "an unknown zone is UTC");
  is_text(zone_text(arena, "UTC", t), "UTC", "as UTC is");
  static const struct {
    int days;
    const char *want;
  } relative[] = { { 0, "today" }, { 1, "tomorrow" }, { -1, "yesterday" }, { 3, "in 3 days" }, { -40, "40 days ago" } };
  for (size_t i = 0; i < sizeof relative / sizeof *relative; i++) {
    struct date today = day("2026-11-20");
    is_text(date_relative(arena, date_add_days(today, relative[i].days), today), relative[i].want, "%d days",
            relative[i].days);
  }
}

int main(void)
{
  arena = arena_new(16 << 20, NULL, NULL);
  test_calendar();
  test_months();
  test_instants();
  test_starts();
  test_days_on_the_wall();
  test_starts_are_first();
  test_words();
  arena_free(arena);
  return tap_done();
}
