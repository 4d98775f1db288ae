/* The walk over a form's fields: opening, filling from a request, refilling from data, and rules across fields. */
#include "lib/base/i18n.h"
#include "lib/form/form_lists.h"
#include "lib/form/form_parse.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TYPED_BYTES_MAX = 64 << 10 }; /* of one field, shown again; longer is an error in any case */

void form_open(struct form *f, struct arena *a, const struct form_def *def, const char *language, uint64_t rights)
{
  size_t n = (size_t)def->n_fields;
  *f = (struct form){ .def = def, .arena = a, .language = str_empty(language) ? "en" : language, .rights = rights };
  f->data = arena_alloc(a, def->size);
  f->typed = arena_array(a, n, sizeof *f->typed);
  f->typed_currency = arena_array(a, n, sizeof *f->typed_currency);
  f->errors = arena_array(a, n, sizeof *f->errors);
  f->access = arena_array(a, n, sizeof *f->access);
  f->needed = arena_array(a, n, sizeof *f->needed);
  for (size_t i = 0; i < n; i++) {
    f->access[i] = def->fields[i].need & ~rights ? ACCESS_HIDDEN : ACCESS_OPEN;
    f->typed[i] = "";
    f->typed_currency[i] = def->fields[i].currency != NULL ? def->fields[i].currency : "";
  }
}

bool field_visible(const struct form *f, int i)
{
  return f->access[i] != ACCESS_HIDDEN;
}

void form_switch(struct form *f, uint64_t hidden, uint64_t fixed)
{
  for (int i = 0; i < f->def->n_fields; i++) {
    uint64_t bit = f->def->fields[i].shown ? UINT64_C(1) << f->def->fields[i].shown : 0;
    if (bit & hidden)
      f->access[i] = ACCESS_HIDDEN;
    else if (bit & fixed && f->access[i] == ACCESS_OPEN)
      f->access[i] = ACCESS_FIXED;
  }
}

bool form_closed(const struct form *f)
{
  for (int i = 0; f->def && i < f->def->n_fields; i++)
    if (f->access[i] != ACCESS_OPEN)
      return true;
  return false;
}

void form_keep(struct form *f, const void *old)
{
  for (int i = 0; i < f->def->n_fields; i++) {
    const struct field *field = &f->def->fields[i];
    if (f->access[i] == ACCESS_OPEN)
      continue;
    memcpy((char *)f->data + field->offset, (const char *)old + field->offset, field->size);
    if (f->access[i] == ACCESS_FIXED)
      field_show(f, i);
  }
}

void form_fix(struct form *f, const char *member, const char *shown)
{
  for (int i = 0; i < f->def->n_fields; i++)
    if (strcmp(f->def->fields[i].name, member) == 0) {
      f->access[i] = ACCESS_FIXED;
      f->typed[i] = str_empty(shown) ? "" : shown;
    }
}

result form_need(struct form *f, const char *member)
{
  for (int i = 0; i < f->def->n_fields; i++) {
    if (strcmp(f->def->fields[i].name, member) != 0 || f->access[i] != ACCESS_OPEN)
      continue;
    f->needed[i] = true;
    if (f->read && *str_trim(f->arena, f->typed[i]) == '\0')
      return form_refuse(f, member, "%s", field_missing(f, i));
  }
  return OK;
}

/* The value as it came, cut before a code point when it is absurdly long. */
static const char *take(struct form *f, form_source source, void *at, const char *name)
{
  const char *value = source(at, name);
  if (value == NULL)
    return "";
  size_t n = strnlen(value, TYPED_BYTES_MAX + 1);
  if (n > TYPED_BYTES_MAX) {
    for (n = TYPED_BYTES_MAX; n > 0 && ((unsigned char)value[n] & 0xc0) == 0x80; n--) {}
  }
  return arena_dupn(f->arena, value, n);
}

result form_fill(struct form *f, form_source source, void *at)
{
  f->read = true;
  for (int i = 0; i < f->def->n_fields; i++) {
    const struct field *field = &f->def->fields[i];
    if (f->access[i] != ACCESS_OPEN)
      continue;
    f->typed[i] = take(f, source, at, field->name);
    if (field->kind == FIELD_MONEY && field->currency == NULL)
      f->typed_currency[i] = take(f, source, at, arena_printf(f->arena, "%s_currency", field->name));
    field_parse(f, i);
    f->n_errors += f->errors[i] != NULL;
  }
  return f->n_errors > 0 ? INVALID : OK;
}

void form_show(struct form *f)
{
  for (int i = 0; i < f->def->n_fields; i++)
    if (field_visible(f, i))
      field_show(f, i);
}

const char *form_error_of(const struct form *f, const char *member)
{
  for (int i = 0; f->def && i < f->def->n_fields; i++)
    if (str_eq(f->def->fields[i].name, member))
      return f->errors[i];
  return NULL;
}

static const char **error_place(struct form *f, const char *member)
{
  for (int i = 0; member != NULL && i < f->def->n_fields; i++)
    if (strcmp(f->def->fields[i].name, member) == 0 && field_visible(f, i))
      return &f->errors[i];
  return &f->error; /* also for a field that the person does not see: the sentence must stand somewhere */
}

result form_refuse(struct form *f, const char *member, const char *format, ...)
{
  const char **place = error_place(f, member);
  if (*place != NULL)
    return INVALID; /* the first sentence stands: it names the nearest cause */
  va_list args;
  va_start(args, format);
  char *text = NULL;
  int size = vasprintf(&text, format, args);
  va_end(args);
  *place = arena_dup(f->arena, size < 0 ? "" : text);
  if (size >= 0)
    free(text);
  f->n_errors++;
  return INVALID;
}

const struct option *choice_find(const struct form *f, const char *name)
{
  for (int i = 0; i < f->n_choices; i++)
    if (str_eq(f->choices[i].field, name))
      return f->choices[i].options;
  return NULL;
}

const struct option *form_options(const struct form *f, int field)
{
  const struct field *row = &f->def->fields[field];
  const struct option *chosen = choice_find(f, row->name);
  if (chosen != NULL)
    return chosen;
  if (row->options != NULL)
    return row->options;
  switch (row->look) {
  case LOOK_COUNTRY: return country_options();
  case LOOK_CURRENCY: return currency_options();
  case LOOK_LANGUAGE: return language_options();
  case LOOK_ZONE: return zone_options();
  default: return NULL;
  }
}
