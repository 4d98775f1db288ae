/* JSON for organisations' own systems (DOMAIN L11). What is said here by tables is said once: the answers, what is read, and the OpenAPI
 * description with its reference page are all made of routes, columns and fields. */
#ifndef PORTICO_API_H
#define PORTICO_API_H

#include "lib/app/app.h"

struct json;   /* lib/base/json.h, out */
struct json_t; /* jansson, in: the two do not go into one file, for each has a json_object */

#define V1 "/api/v1"

/* ---- what an object is made of: columns of a statement's row, or fields of a struct, then parts ---- */
struct shape;
struct shape_part {
  const char *name;
  const struct shape *of;
  bool many, optional;
  int max;               /* of many that are sent */
  const struct sql *sql; /* of an answer made of rows: its values are the whole's inner id and the organisation's */
  const char *help;
};
struct shape {
  const char *name, *help;
  const struct table *table;
  const struct form_def *fields;
  const struct shape_part *parts;
  int n_parts;
};
#define PARTS(parts_) .parts = (parts_), .n_parts = COUNT(parts_)

struct parameter { /* of the query */
  const char *name, *help;
  enum { PARAMETER_TEXT, PARAMETER_ID, PARAMETER_WORD } kind;
  const struct option *words;
};

struct operation {
  const char *id, *group;
  const struct shape *in, *out;
  bool many;  /* answers a page of them */
  bool feed;  /* and is asked again: there is always a cursor to go on from */
  bool makes; /* 201, with its place; else 200 */
  bool once;  /* takes an Idempotency-Key */
  const struct parameter *parameters;
  int n_parameters;
};

extern const struct route api_routes[];
extern const int n_api_routes;

/* ---- api_write.c: answers ---- */
/* The body is done: its ETag, and 304 when they have it. */
result api_answer(struct req *rq);
void api_columns(struct req *rq, struct json *j, const struct table *table, const struct rows *rows);
void api_fields(struct json *j, const struct form_def *def, const void *data);
/* A page of rows: ?limit, ?cursor; the values are the statement's. */
#define api_list(rq, table, ...) api_list_((rq), (table), DB_VALUES_(__VA_ARGS__) + 1, DB_COUNT_(__VA_ARGS__))
result api_list_(struct req *rq, const struct table *table, const struct db_value *values, int n);
/* One object and its parts. The statement's row ends with row_id, the inner id. NOT_FOUND without a row. */
#define api_one(rq, shape, sql, ...) api_one_((rq), (shape), (sql), DB_VALUES_(__VA_ARGS__) + 1, DB_COUNT_(__VA_ARGS__))
result api_one_(struct req *rq, const struct shape *shape, const struct sql *sql, const struct db_value *values, int n);
/* ?limit and ?cursor, for lists that are no table's. INVALID with its problem; so is a parameter that the operation has not. */
result api_page(struct req *rq, int *limit, const char **cursor);
/* Parameters: INVALID with a problem. Absent: no id, "". */
result api_param_id(struct req *rq, const char *name, struct public_id *out);
result api_param_word(struct req *rq, const char *name, const struct option *words, const char **out);
/* What was made: 201 and its place. */
void api_made(struct req *rq, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* ---- api_read.c: what was sent ---- */
void api_drop(struct json_t **at);
#define API_BODY __attribute__((cleanup(api_drop))) struct json_t
/* The body, one object, or NULL with *r INVALID. Freed when the variable leaves its scope. */
struct json_t *api_body(struct req *rq, result *r);
/* The object's members into out by the shape's fields. What is wrong is noted with its place; INVALID at the end of it all. Members that
 * the shape has not are wrong. place: "" for the body, else "/customer". */
result api_read(struct req *rq, const struct shape *shape, const struct json_t *at, const char *place, void *out);
/* A part: one object, NULL without; or how many, and one of them. */
const struct json_t *api_part(struct req *rq, const struct json_t *at, const char *name, result *r);
int api_part_many(struct req *rq, const struct json_t *at, const struct shape_part *part, result *r);
const struct json_t *api_item(const struct json_t *at, const char *name, int i);
#define PLACE(rq, ...) arena_printf((rq)->arena, __VA_ARGS__)

/* ---- the description ---- */
result api_description(struct req *rq); /* GET /api/openapi.json */
result api_reference(struct req *rq);   /* GET /api */
result api_session(struct req *rq);     /* GET /api/session */

/* ---- the nouns ---- */
result offer_list(struct req *rq);
result offer_get(struct req *rq);
result terms_get(struct req *rq);
result customer_list(struct req *rq);
result customer_get(struct req *rq);
extern const struct shape customer_shape;
result customer_answer(struct req *rq, struct public_id id); /* one of the organisation's */
result customer_post(struct req *rq);
result subscription_list(struct req *rq);
result subscription_get(struct req *rq);
result order_list(struct req *rq);
result order_get(struct req *rq);
result invoice_list(struct req *rq);
result invoice_get(struct req *rq);
result event_list(struct req *rq);

extern const struct operation offers_op, offer_op, terms_op, customers_op, customer_op, customer_new_op,
    subscriptions_op, subscription_op, orders_op, order_op, invoices_op, invoice_op, events_op, session_op;

#endif
