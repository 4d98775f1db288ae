/* Values as a person would type them, in the marks of the form's language. */
#include "lib/form/form_parse.h"

#include <string.h>

char *figure_text(const struct form *f, struct money m)
{
  char *text = money_text(f->arena, m, f->language);
  size_t n = strlen(text), tail = strlen(m.currency) + 2; /* no-break space and code */
  if (n > tail)
    text[n - tail] = '\0';
  return text;
}

static int64_t number_of(const struct field *field, const void *at)
{
  int64_t n;
  int small;
  if (field->size == sizeof n) {
    memcpy(&n, at, sizeof n);
    return n;
  }
  memcpy(&small, at, sizeof small);
  return small;
}

/* "7.5" from 750 */
static char *percent_text(const struct form *f, int64_t basis_points)
{
  char *text = rate_text(f->arena, basis_points, f->language);
  size_t n = strlen(text), tail = strlen("\xc2\xa0%");
  text[n - tail] = '\0';
  return text;
}

void field_show(struct form *f, int i)
{
  const struct field *field = &f->def->fields[i];
  const char *at = (const char *)f->data + field->offset;
  switch (field->kind) {
  case FIELD_TEXT: {
    const char *text;
    memcpy(&text, at, sizeof text);
    f->typed[i] = text == NULL ? "" : text;
    break;
  }
  case FIELD_NUMBER: {
    int64_t n = number_of(field, at);
    f->typed[i] = field->look == LOOK_PERCENT ? percent_text(f, n) : arena_printf(f->arena, "%lld", (long long)n);
    break;
  }
  case FIELD_CHECK: f->typed[i] = *(const bool *)at ? "1" : ""; break;
  case FIELD_DATE: f->typed[i] = date_iso(f->arena, *(const struct date *)at); break;
  case FIELD_MONEY: {
    struct money m = *(const struct money *)at;
    f->typed[i] = figure_text(f, m);
    f->typed_currency[i] = m.currency[0] != '\0' ? arena_dup(f->arena, m.currency) : f->typed_currency[i];
    break;
  }
  case FIELD_PUBLIC: f->typed[i] = public_id_text(f->arena, *(const struct public_id *)at); break;
  }
}
