/* Answers: rows by their columns, structs by their fields, pages with a cursor, and the ETag of it all. */
#include "cgi-bin/api/api.h"
#include "lib/base/json.h"
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { LIMIT_DEFAULT = 50, LIMIT_MOST = 100 };

static void json_bool(struct json *j, const char *name, bool b)
{
  json_raw(j, name, b ? "true" : "false");
}

static void json_money(struct json *j, const char *name, struct money m)
{
  if (!*m.currency) {
    json_text(j, name, NULL);
    return;
  }
  json_object(j, name);
  json_int(j, "amount", m.minor);
  json_text(j, "currency", m.currency);
  json_end_object(j);
}

static void column_put(struct req *rq, struct json *j, const struct column *c, const struct rows *rows)
{
  int at = rows_find(rows, c->alias);
  if (at < 0 || rows_null(rows, at)) {
    json_text(j, c->alias, NULL);
    return;
  }
  switch (c->kind) {
  case COLUMN_NUMBER: json_int(j, c->alias, rows_int(rows, at)); break;
  case COLUMN_MONEY:
    json_money(j, c->alias, money_of(rows_int(rows, at), rows_text(rows, rows_find(rows, c->currency))));
    break;
  case COLUMN_DATE: json_date(j, c->alias, rows_date(rows, at)); break;
  case COLUMN_TIME: json_text(j, c->alias, utc_iso(rq->arena, rows_utc(rows, at))); break;
  case COLUMN_ID: json_text(j, c->alias, public_id_text(rq->arena, rows_public(rows, at))); break;
  case COLUMN_FLAG: json_bool(j, c->alias, rows_int(rows, at) != 0); break;
  default: json_text(j, c->alias, rows_text(rows, at));
  }
}

void api_columns(struct req *rq, struct json *j, const struct table *table, const struct rows *rows)
{
  for (int i = 0; i < table->n_columns; i++)
    if (shown(rq, table->columns[i].shown))
      column_put(rq, j, &table->columns[i], rows);
}

static int64_t number_at(const void *at, size_t size)
{
  if (size == sizeof(int64_t))
    return *(const int64_t *)at;
  return *(const int *)at;
}

void api_fields(struct json *j, const struct form_def *def, const void *data)
{
  for (int i = 0; i < def->n_fields; i++) {
    const struct field *f = &def->fields[i];
    const void *at = (const char *)data + f->offset;
    struct public_id id;
    switch (f->kind) {
    case FIELD_TEXT: json_text(j, f->name, *(const char *const *)at); break;
    case FIELD_NUMBER: json_int(j, f->name, number_at(at, f->size)); break;
    case FIELD_CHECK: json_bool(j, f->name, *(const bool *)at); break;
    case FIELD_DATE: json_date(j, f->name, *(const struct date *)at); break;
    case FIELD_MONEY: json_money(j, f->name, *(const struct money *)at); break;
    case FIELD_PUBLIC:
      id = *(const struct public_id *)at;
      json_text(j, f->name, id.bits ? public_id_text(j->out->arena, id) : NULL);
      break;
    }
  }
}

result api_answer(struct req *rq)
{
  struct buf *body = &rq->out->body;
  unsigned char hash[32];
  rq->out->content_type = "application/json";
  reply_header(rq->out, "Vary", "%s", "Authorization, For-Organisation, Accept-Language");
  if (rq->in->method != GET)
    return OK;
  sha256(body->at, body->size, hash);
  const char *tag = base64url_encode(rq->arena, hash, 16), *sent = rq->in->if_none_match;
  reply_header(rq->out, "ETag", "\"%s\"", tag);
  /* A server that packs answers adds its own word to the tag's end. */
  if (str_eq(sent, "*") || strstr(sent, arena_printf(rq->arena, "\"%s", tag))) {
    rq->out->status = 304;
    body->size = 0;
  }
  return OK;
}

void api_made(struct req *rq, const char *format, ...)
{
  char path[200];
  va_list ap;
  va_start(ap, format);
  vsnprintf(path, sizeof path, format, ap);
  va_end(ap);
  rq->out->status = 201;
  reply_header(rq->out, "Location", "%s", path);
}

/* ---- pages ---- */
static bool parameter_known(const struct operation *op, const char *name)
{
  bool known = op->many && (str_eq(name, "limit") || str_eq(name, "cursor"));
  for (int i = 0; i < op->n_parameters; i++)
    known |= str_eq(op->parameters[i].name, name);
  return known;
}

result api_page(struct req *rq, int *limit, const char **cursor)
{
  const char *asked = req_param(rq, "limit");
  result r = OK;
  int64_t n = LIMIT_DEFAULT;
  for (int i = 0; i < rq->in->n_params; i++)
    if (!parameter_known(rq->route->operation, rq->in->params[i].name))
      r = problem_add(rq, PLACE(rq, "?%s", rq->in->params[i].name), "%s", t("There is no such parameter."));
  if (*asked && (!str_int64(asked, &n) || n < 1 || n > LIMIT_MOST))
    r = problem_add(rq, "?limit", t("A whole number from 1 to %d."), LIMIT_MOST);
  *limit = (int)n;
  *cursor = req_param(rq, "cursor");
  return r;
}

result api_param_id(struct req *rq, const char *name, struct public_id *out)
{
  const char *s = req_param(rq, name);
  *out = (struct public_id){ 0 };
  if (*s && !public_id_parse(s, out))
    return problem_add(rq, PLACE(rq, "?%s", name), "%s", t("This is not an id."));
  return OK;
}

result api_param_word(struct req *rq, const char *name, const struct option *words, const char **out)
{
  const char *s = *out = req_param(rq, name);
  for (; *s && words->value; words++)
    if (str_eq(words->value, s))
      return OK;
  return *s ? problem_add(rq, PLACE(rq, "?%s", name), "%s", t("This is none of the words that can stand here.")) : OK;
}

result api_list_(struct req *rq, const struct table *table, const struct db_value *values, int n)
{
  int limit;
  const char *cursor, *next = NULL;
  struct json j = JSON(&rq->out->body);
  ROWS rows = { 0 };
  TRY(api_page(rq, &limit, &cursor));
  result r = list_slice_(rq, table, cursor, limit, &rows, values, n);
  if (r == INVALID)
    return problem_add(rq, "?cursor", "%s", t("This is no cursor of this list."));
  TRY(r);
  bool more = rows_count(&rows) > limit, feed = rq->route->operation->feed;
  if (feed && *cursor)
    next = cursor;
  json_object(&j, NULL);
  json_array(&j, "items");
  for (int i = 0; i < limit && rows_step(&rows); i++) {
    json_object(&j, NULL);
    api_columns(rq, &j, table, &rows);
    json_end_object(&j);
    if (feed || (more && i == limit - 1))
      next = list_cursor(rq, &rows);
  }
  json_end_array(&j);
  json_text(&j, "next_cursor", next);
  json_end_object(&j);
  return api_answer(rq);
}

/* ---- one ---- */
static result part_put(struct req *rq, struct json *j, const struct shape_part *part, int64_t row_id)
{
  const struct db_value values[] = { A(row_id), A(rq->w->org_id) };
  ROWS rows = { 0 };
  TRY(db_query_(rq->w, &rows, part->sql, values, 2));
  json_array(j, part->name);
  while (rows_step(&rows)) {
    json_object(j, NULL);
    api_columns(rq, j, part->of->table, &rows);
    json_end_object(j);
  }
  json_end_array(j);
  return OK;
}

result api_one_(struct req *rq, const struct shape *shape, const struct sql *sql, const struct db_value *values, int n)
{
  struct json j = JSON(&rq->out->body);
  int64_t row_id;
  {
    ROWS rows = { 0 };
    TRY(db_query_(rq->w, &rows, sql, values, n));
    if (!rows_step(&rows))
      return NOT_FOUND;
    row_id = rows_int(&rows, rows_find(&rows, "row_id"));
    json_object(&j, NULL);
    api_columns(rq, &j, shape->table, &rows);
  }
  for (int i = 0; i < shape->n_parts; i++)
    TRY(part_put(rq, &j, &shape->parts[i], row_id));
  json_end_object(&j);
  return api_answer(rq);
}
