/* What was sent: JSON by its letter, then each object's members by its shape's fields. Everything that is wrong is said at once. */
#include "cgi-bin/api/api.h"
#include "lib/link/json_strict.h"
#include <string.h>

void api_drop(struct json_t **at)
{
  json_decref(*at);
}

json_t *api_body(struct req *rq, result *r)
{
  json_t *body = json_strict(rq->in->body);
  *r = OK;
  if (!body)
    *r = refuse(
        rq, INVALID, "%s",
        t("The body is not one JSON object in UTF-8: without repeated members, at most 12 deep, with numbers that fit 64 bits."));
  return body;
}

static const struct field *field_of(const struct shape *shape, const char *name)
{
  for (int i = 0; i < shape->fields->n_fields; i++)
    if (str_eq(shape->fields->fields[i].name, name))
      return &shape->fields->fields[i];
  return NULL;
}

static bool part_of(const struct shape *shape, const char *name)
{
  for (int i = 0; i < shape->n_parts; i++)
    if (str_eq(shape->parts[i].name, name))
      return true;
  return false;
}

/* NULL, or the sentence. */
static const char *kind_problem(const struct field *f, const json_t *value)
{
  if (json_is_null(value))
    return NULL;
  switch (f->kind) {
  case FIELD_NUMBER: return json_is_integer(value) ? NULL : t("This must be a whole number.");
  case FIELD_CHECK: return json_is_boolean(value) ? NULL : t("This must be true or false.");
  default: break;
  }
  if (!json_is_string(value))
    return t("This must be a text.");
  /* A form's empty field is one that was left out; a program leaves out, or says null. */
  bool any = f->kind == FIELD_TEXT && !f->options && f->look == LOOK_PLAIN;
  return any || *json_string_value(value) ? NULL : t("This must not be empty. Leave it out, or send null.");
}

/* A name that somebody made up may be long and hold signs of a pointer (RFC 6901). */
static const char *pointer_of(struct req *rq, const char *place, const char *name)
{
  struct buf b = BUF(rq->arena);
  buf_printf(&b, "%s/", place);
  for (const char *s = utf8_clip(rq->arena, name, 60); *s; s++)
    if (*s == '~')
      buf_puts(&b, "~0");
    else if (*s == '/')
      buf_puts(&b, "~1");
    else
      buf_putc(&b, *s);
  return buf_text(&b);
}

struct reading {
  struct req *rq;
  const json_t *at;
};

static const char *member_text(void *from, const char *name)
{
  struct reading *reading = from;
  const json_t *value = json_object_get(reading->at, name);
  if (json_is_string(value))
    return json_string_value(value);
  if (json_is_integer(value))
    return arena_printf(reading->rq->arena, "%lld", (long long)json_integer_value(value));
  return json_is_true(value) ? "1" : NULL;
}

/* Members that are of another kind than their field, or that it has not; *wrong has a mark for each field that has its problem already. */
static result members_check(struct req *rq, const struct shape *shape, const json_t *at, const char *place, bool *wrong)
{
  const char *name;
  json_t *value;
  result r = OK;
  json_object_foreach((json_t *)at, name, value)
  {
    const struct field *f = field_of(shape, name);
    const char *problem = f ? kind_problem(f, value) : part_of(shape, name) ? NULL : t("There is no such member.");
    if (problem)
      r = problem_add(rq, pointer_of(rq, place, name), "%s", problem);
    if (problem && f)
      wrong[f - shape->fields->fields] = true;
  }
  return r;
}

result api_read(struct req *rq, const struct shape *shape, const json_t *at, const char *place, void *out)
{
  struct reading from = { rq, at };
  struct form form;
  bool *wrong = arena_array(rq->arena, (size_t)shape->fields->n_fields, sizeof *wrong);
  result r = members_check(rq, shape, at, place, wrong);
  form_open(&form, rq->arena, shape->fields, "en", rq->who.rights); /* figures have no marks of a language here */
  form_switch(&form, rq->who.switches.hidden, rq->who.switches.fixed);
  if (form_fill(&form, member_text, &from) != OK)
    r = INVALID;
  for (int i = 0; i < shape->fields->n_fields; i++)
    if (form.errors[i] && !wrong[i])
      problem_add(rq, pointer_of(rq, place, shape->fields->fields[i].name), "%s", form.errors[i]);
  memcpy(out, form.data, shape->fields->size);
  return r;
}

const json_t *api_part(struct req *rq, const json_t *at, const char *name, result *r)
{
  const json_t *part = json_object_get(at, name);
  if (!part || json_is_null(part))
    return NULL;
  if (!json_is_object(part)) {
    *r = problem_add(rq, PLACE(rq, "/%s", name), "%s", t("This must be an object."));
    return NULL;
  }
  return part;
}

int api_part_many(struct req *rq, const json_t *at, const struct shape_part *part, result *r)
{
  const json_t *list = json_object_get(at, part->name);
  size_t n = json_array_size(list);
  if ((!list || json_is_null(list)) && part->optional)
    return 0;
  if (!json_is_array(list) || n > (size_t)part->max || (!n && !part->optional)) {
    *r = problem_add(rq, PLACE(rq, "/%s", part->name), t("This must be a list of at most %d."), part->max);
    return 0;
  }
  for (size_t i = 0; i < n; i++)
    if (!json_is_object(json_array_get(list, i))) {
      *r = problem_add(rq, PLACE(rq, "/%s/%zu", part->name, i), "%s", t("This must be an object."));
      return 0;
    }
  return (int)n;
}

const json_t *api_item(const json_t *at, const char *name, int i)
{
  return json_array_get(json_object_get(at, name), (size_t)i);
}
