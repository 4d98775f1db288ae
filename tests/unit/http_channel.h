/* A request in memory for the tests of lib/http: CGI variables as pairs, a body, and what was written. */
#ifndef PORTICO_TESTS_HTTP_CHANNEL_H
#define PORTICO_TESTS_HTTP_CHANNEL_H

#include "lib/http/http.h"

#include <stdlib.h>
#include <string.h>

struct memory {
  const char *variables[24]; /* name, value, name, value, ... */
  const char *body;
  size_t body_size, read, piece; /* piece: how much one read gives; 0 as much as fits */
  bool broken;                   /* the channel fails after the body */
  char written[65536];
  size_t written_size;
  bool gone; /* the client does not take anything */
};

static inline const char *memory_variable(void *at, const char *name)
{
  struct memory *m = at;
  for (int i = 0; i + 1 < 24 && m->variables[i]; i += 2)
    if (strcmp(m->variables[i], name) == 0)
      return m->variables[i + 1];
  return NULL;
}

static inline long memory_read(void *at, void *out, size_t room)
{
  struct memory *m = at;
  size_t n = m->body_size - m->read;
  n = n < room ? n : room;
  n = m->piece && n > m->piece ? m->piece : n;
  if (n == 0)
    return m->broken ? -1 : 0;
  memcpy(out, m->body + m->read, n);
  m->read += n;
  return (long)n;
}

static inline bool memory_write(void *at, const void *from, size_t size)
{
  struct memory *m = at;
  if (m->gone || m->written_size + size >= sizeof m->written)
    return false;
  memcpy(m->written + m->written_size, from, size);
  m->written_size += size;
  return true;
}

static inline struct channel memory_channel(struct memory *m)
{
  return (struct channel){ memory_variable, memory_read, memory_write, m };
}

#endif
