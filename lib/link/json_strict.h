/* JSON from outside, taken by its letter: one object, UTF-8, no member twice, not deep, numbers that fit. What is read is freed when the
 * variable leaves its scope:  JSON_READ *doc = json_strict(bytes); */
#ifndef PORTICO_LINK_JSON_STRICT_H
#define PORTICO_LINK_JSON_STRICT_H

#include "lib/base/str.h"
#include <jansson.h>

enum { JSON_DEPTH_MAX = 12 };

static inline void json_drop(json_t **at)
{
  json_decref(*at);
}
#define JSON_READ __attribute__((cleanup(json_drop))) json_t

json_t *json_strict(struct bytes text); /* NULL when it is not such an object */
/* A member that is a text without control characters and at most max bytes long; NULL otherwise. Lives as long as the object. */
const char *json_word(const json_t *object, const char *name, size_t max);

#endif
