/* The description's pieces: schemas, and which shapes there are. */
#ifndef PORTICO_API_SCHEMA_H
#define PORTICO_API_SCHEMA_H

#include "cgi-bin/api/api.h"

enum { SHAPES_MAX = 64 };
struct shapes {
  struct {
    const struct shape *shape;
    bool sent;
  } of[SHAPES_MAX];
  int n;
};
/* All that the routes' operations send or answer, each once, parts after the whole. */
void shapes_of_api(struct shapes *out);

void schema_shape(struct json *j, const char *name, const struct shape *s, bool sent);
void schema_field(struct json *j, const struct field *f, bool sent);
const char *schema_help(const struct field *f);

/* api_common.c: JSON of its own. */
extern const char common_parameters[], common_headers[], money_schema[], problem_schema[];

/* The statuses that an operation may answer; how many. */
int statuses_of(const struct route *r, int out[20]);
const char *status_help(int status);
/* "order.read" of a route that a key opens; "" when any key does; NULL when none is asked for. */
const char *scope_of_route(const struct route *r);

#endif
