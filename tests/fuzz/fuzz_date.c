/* date_parse, utc_parse and the rule in a zone file's last line. */
#include "lib/base/date.h"
#include "lib/base/posix_zone.h"
#include "tests/fuzz/fuzz.h"

static void try_zone(const char *rule)
{
  struct posix_zone z;
  if (!posix_zone_parse(rule, &z))
    return;
  for (int64_t at = -4000000000; at < 8000000000; at += 321654987) {
    int32_t offset = posix_zone_offset(&z, at);
    promise(offset == z.standard_s || (z.has_summer && offset == z.summer_s));
  }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  struct arena *a = fuzz_arena();
  const char *s = arena_dupn(a, (const char *)data, size);
  struct date d;
  struct utc t, again;
  if (date_parse(s, &d)) {
    promise(date_valid(d) && strcmp(date_iso(a, d), s) == 0);
    promise(date_compare(date_of_days(date_days(d)), d) == 0);
  }
  if (utc_parse(s, &t)) {
    promise(utc_parse(utc_sql(a, t), &again) && again.us == t.us);
    promise(t.us == 0 || strncmp(utc_iso(a, t), s, 10) == 0);
    promise(
        date_compare(utc_date(date_start(utc_date(t, "America/Sao_Paulo"), "America/Sao_Paulo"), "America/Sao_Paulo"),
                     utc_date(t, "America/Sao_Paulo")) == 0);
  }
  try_zone(s);
  zone_known(s);
  return 0;
}
