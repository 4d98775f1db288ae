/* What every target has in common: the entry's prototype, the input as a text, and promises whose breach stops the run. */
#ifndef PORTICO_TESTS_FUZZ_H
#define PORTICO_TESTS_FUZZ_H

#include "lib/base/arena.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define promise(condition)                                                                                             \
  do {                                                                                                                 \
    if (!(condition)) {                                                                                                \
      fprintf(stderr, "%s:%d: promise broken: %s\n", __FILE__, __LINE__, #condition);                                  \
      abort();                                                                                                         \
    }                                                                                                                  \
  } while (0)

/* One arena for the run, empty at each input. */
static inline struct arena *fuzz_arena(void)
{
  static struct arena *a;
  if (a == NULL)
    a = arena_new(64 << 20, NULL, NULL);
  arena_reset(a);
  return a;
}

#endif
