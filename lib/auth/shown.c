/* The table of switchable fields, and what the database says about it. */
#include "lib/auth/shown.h"

#include <string.h>

const struct shown_row shown_rows[SHOWN_COUNT] = { { "", "", "", 0, false },
#define SHOWN_ROW_(name, key, group, label, audiences, asked) { key, group, label, audiences, asked },
                                                   SHOWN_FIELDS(SHOWN_ROW_)
#undef SHOWN_ROW_
};
_Static_assert(SHOWN_COUNT <= 64, "the switches of an audience are bits of one word");

void switches_add(struct switches *s, const char *key, const char *state)
{
  for (int i = 1; key && i < SHOWN_COUNT; i++)
    if (strcmp(shown_rows[i].key, key) == 0)
      *(strcmp(state, "hidden") == 0 ? &s->hidden : &s->fixed) |= UINT64_C(1) << i;
}
