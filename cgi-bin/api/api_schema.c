/* Schemas (JSON Schema 2020-12) of what is sent and answered, from columns and fields. */
#include "cgi-bin/api/schema.h"
#include "lib/base/json.h"
#include <limits.h>

#define ID_PATTERN "^[0-9a-hjkmnp-tv-z]{13}$"

static void schema_ref(struct json *j, const char *name, const char *of)
{
  json_object(j, name);
  json_text(j, "$ref", arena_printf(j->out->arena, "#/components/schemas/%s", of));
  json_end_object(j);
}

static void type_put(struct json *j, const char *type, bool null)
{
  if (!null) {
    json_text(j, "type", type);
    return;
  }
  json_array(j, "type");
  json_text(j, NULL, type);
  json_text(j, NULL, "null");
  json_end_array(j);
}

static void words_put(struct json *j, const struct option *words, bool null)
{
  json_array(j, "enum");
  for (; words->value; words++)
    json_text(j, NULL, words->value);
  if (null)
    json_text(j, NULL, NULL);
  json_end_array(j);
}

static void money_put(struct json *j, bool null)
{
  if (!null) {
    json_text(j, "$ref", "#/components/schemas/Money");
    return;
  }
  json_array(j, "anyOf");
  schema_ref(j, NULL, "Money");
  json_object(j, NULL);
  json_text(j, "type", "null");
  json_end_object(j);
  json_end_array(j);
}

static void text_put(struct json *j, const char *format, const char *pattern, bool null)
{
  type_put(j, "string", null);
  if (format)
    json_text(j, "format", format);
  if (pattern)
    json_text(j, "pattern", pattern);
}

static void column_schema(struct json *j, const struct column *c)
{
  json_object(j, c->alias);
  switch (c->kind) {
  case COLUMN_NUMBER: type_put(j, "integer", c->optional); break;
  case COLUMN_MONEY: money_put(j, c->optional); break;
  case COLUMN_DATE: text_put(j, "date", NULL, c->optional); break;
  case COLUMN_TIME: text_put(j, "date-time", NULL, c->optional); break;
  case COLUMN_ID: text_put(j, NULL, ID_PATTERN, c->optional); break;
  case COLUMN_FLAG: type_put(j, "boolean", c->optional); break;
  case COLUMN_STATE:
    type_put(j, "string", c->optional);
    words_put(j, c->words, c->optional);
    break;
  default: type_put(j, "string", c->optional);
  }
  json_text(j, "description", c->label);
  json_end_object(j);
}

static void field_text(struct json *j, const struct field *f, bool sent, bool null)
{
  if (f->look == LOOK_COUNTRY) {
    text_put(j, NULL, sent ? "^[A-Z]{2}$" : NULL, null);
    return;
  }
  text_put(j, sent && f->look == LOOK_EMAIL ? "email" : NULL, NULL, null);
  if (f->options)
    words_put(j, f->options, null);
  if (!sent)
    return;
  json_int(j, "minLength", f->required && !f->min ? 1 : f->min);
  json_int(j, "maxLength", f->max ? f->max : 200);
}

static void number_put(struct json *j, const struct field *f, bool sent, bool null)
{
  type_put(j, "integer", null);
  if (!sent)
    return;
  if (f->min || f->max)
    json_int(j, "minimum", f->min);
  if (f->max)
    json_int(j, "maximum", f->max);
}

void schema_field(struct json *j, const struct field *f, bool sent)
{
  bool null = !f->required;
  json_object(j, f->name);
  switch (f->kind) {
  case FIELD_TEXT: field_text(j, f, sent, null); break;
  case FIELD_NUMBER: number_put(j, f, sent, null && sent); break;
  case FIELD_CHECK: type_put(j, "boolean", null && sent); break;
  case FIELD_DATE: text_put(j, "date", NULL, null); break;
  case FIELD_MONEY: money_put(j, null); break;
  case FIELD_PUBLIC: text_put(j, NULL, ID_PATTERN, null); break;
  }
  if (!str_empty(schema_help(f)))
    json_text(j, "description", schema_help(f));
  json_end_object(j);
}

/* What is sent is named by its label, for messages; its hint says the rest. */
const char *schema_help(const struct field *f)
{
  return f->hint ? f->hint : str_eq(f->label, f->name) ? "" : f->label;
}

static void part_schema(struct json *j, const struct shape_part *part, bool sent)
{
  json_object(j, part->name);
  json_text(j, "description", part->help);
  if (part->many) {
    type_put(j, "array", part->optional);
    if (sent && !part->optional)
      json_int(j, "minItems", 1);
    if (sent)
      json_int(j, "maxItems", part->max);
    schema_ref(j, "items", part->of->name);
  } else if (part->optional) {
    json_array(j, "anyOf");
    schema_ref(j, NULL, part->of->name);
    json_object(j, NULL);
    json_text(j, "type", "null");
    json_end_object(j);
    json_end_array(j);
  } else {
    json_text(j, "$ref", arena_printf(j->out->arena, "#/components/schemas/%s", part->of->name));
  }
  json_end_object(j);
}

/* A member that the vendor may hide is there or not; what is sent may leave out all that it need not have. */
static void required_put(struct json *j, const struct shape *s, bool sent)
{
  json_array(j, "required");
  for (int i = 0; s->table && i < s->table->n_columns; i++)
    if (!s->table->columns[i].shown)
      json_text(j, NULL, s->table->columns[i].alias);
  for (int i = 0; s->fields && i < s->fields->n_fields; i++)
    if (!sent || s->fields->fields[i].required)
      json_text(j, NULL, s->fields->fields[i].name);
  for (int i = 0; i < s->n_parts; i++)
    if (!sent || !s->parts[i].optional)
      json_text(j, NULL, s->parts[i].name);
  json_end_array(j);
}

void schema_shape(struct json *j, const char *name, const struct shape *s, bool sent)
{
  json_object(j, name);
  json_text(j, "type", "object");
  json_text(j, "description", s->help);
  json_raw(j, "additionalProperties", "false");
  required_put(j, s, sent);
  json_object(j, "properties");
  for (int i = 0; s->table && i < s->table->n_columns; i++)
    column_schema(j, &s->table->columns[i]);
  for (int i = 0; s->fields && i < s->fields->n_fields; i++)
    schema_field(j, &s->fields->fields[i], sent);
  for (int i = 0; i < s->n_parts; i++)
    part_schema(j, &s->parts[i], sent);
  json_end_object(j);
  json_end_object(j);
}

static void shape_add(struct shapes *all, const struct shape *s, bool sent)
{
  if (!s)
    return;
  for (int i = 0; i < all->n; i++)
    if (all->of[i].shape == s)
      return;
  if (all->n == SHAPES_MAX)
    return;
  all->of[all->n].shape = s;
  all->of[all->n++].sent = sent;
  for (int i = 0; i < s->n_parts; i++)
    shape_add(all, s->parts[i].of, sent);
}

void shapes_of_api(struct shapes *out)
{
  out->n = 0;
  for (int i = 0; i < n_api_routes; i++)
    if (api_routes[i].operation) {
      shape_add(out, api_routes[i].operation->in, true);
      shape_add(out, api_routes[i].operation->out, false);
    }
}
