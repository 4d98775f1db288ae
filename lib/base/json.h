/* JSON out, into a buffer: commas and escaping are the writer's business. Output is canonical for the same calls: no white space,
 * members in the order given, so that it can be hashed. */
#ifndef PORTICO_BASE_JSON_H
#define PORTICO_BASE_JSON_H

#include "lib/base/date.h"
#include "lib/base/str.h"

struct json {
  struct buf *out;
  bool comma; /* a member or element stands before the next */
};

#define JSON(buf_) ((struct json){ .out = (buf_) })
/* name is NULL inside an array and at the top. To the linker two of them have names of their own: jansson has functions called so, which
 * libraries that use it would otherwise find here. */
void json_object(struct json *j, const char *name) __asm__("portico_json_object");
void json_array(struct json *j, const char *name) __asm__("portico_json_array");
void json_end_object(struct json *j);
void json_end_array(struct json *j);
void json_text(struct json *j, const char *name, const char *text); /* NULL is null */
void json_raw(struct json *j, const char *name, const char *value); /* JSON already: true, a whole object */
void json_int(struct json *j, const char *name, int64_t n);
void json_date(struct json *j, const char *name, struct date d); /* "2026-11-20"; null for no date */

#endif
