/* The table of switchable fields, and what the database says about it. */
#include "lib/auth/shown.h"

#include <string.h>

const struct shown_row shown_rows[SHOWN_COUNT] = { { "", "", "", 0, false },
#define SHOWN_ROW_(name, key, group, label, audiences, asked) { key, group, label, audiences, asked },
                                                   SHOWN_FIELDS(SHOWN_ROW_)
#undef SHOWN_ROW_
};
_Static_assert(SHOWN_COUNT <= 64, "the switches of an audience are bits of one word");

static uint64_t field_bit(const char *key, size_t size)
{
  for (int i = 1; i < SHOWN_COUNT; i++)
    if (strlen(shown_rows[i].key) == size && !strncmp(shown_rows[i].key, key, size))
      return UINT64_C(1) << i;
  return 0;
}

struct switches switches_read(const char *text)
{
  struct switches out = { 0 };
  for (const char *at = text ? text : ""; *at;) {
    size_t size = strcspn(at, ",");
    uint64_t bit = size ? field_bit(at + 1, size - 1) : 0;
    if (*at == '-')
      out.hidden |= bit;
    else if (*at == '=')
      out.fixed |= bit;
    at += size + (at[size] == ',');
  }
  return out;
}
