/* Two people who change one record by its form: what only the other changed stays theirs, and what both changed is asked. The page carries
 * a short digest of each field as it was shown; no row is locked while somebody types. */
#include "lib/base/crypto.h"
#include "lib/base/i18n.h"
#include "lib/form/form_parse.h"

#include <string.h>

enum { DIGEST_BYTES = 3, DIGEST_CHARS = 4 };

/* The record's values as this form shows them. */
static struct form shown_of(const struct form *like, const void *data)
{
  struct form f;
  form_open(&f, like->arena, like->def, like->language, like->rights);
  memcpy(f.access, like->access, (size_t)like->def->n_fields);
  memcpy(f.data, data, like->def->size);
  form_show(&f);
  return f;
}

static const char *digest_of(const struct form *f, int i)
{
  unsigned char hash[32];
  const char *text = arena_printf(f->arena, "%d %s %s", i, f->typed_currency[i], f->typed[i]);
  sha256(text, strlen(text), hash);
  return base64url_encode(f->arena, hash, DIGEST_BYTES);
}

const char *form_digest(const struct form *f, const void *data)
{
  struct form shown = shown_of(f, data);
  struct buf out = BUF(f->arena);
  for (int i = 0; i < f->def->n_fields; i++)
    buf_puts(&out, digest_of(&shown, i));
  return buf_text(&out);
}

static void conflict(struct form *f, int i, const struct form *theirs)
{
  const char *text = theirs->typed[i];
  if (*text && f->def->fields[i].kind == FIELD_TEXT)
    form_refuse(f, f->def->fields[i].name,
                t("Somebody else has changed this to “%s” meanwhile. Save again to put yours in its place."),
                utf8_clip(f->arena, text, 60));
  else
    form_refuse(f, f->def->fields[i].name, "%s",
                t("Somebody else has changed this meanwhile. Save again to put yours in its place."));
}

result form_merge(struct form *f, const char *was, const void *now)
{
  int n = f->def->n_fields;
  if (str_empty(was) || strlen(was) != (size_t)n * DIGEST_CHARS)
    return OK;
  struct form theirs = shown_of(f, now), mine = shown_of(f, f->data);
  bool asked = false;
  for (int i = 0; i < n; i++) {
    const struct field *field = &f->def->fields[i];
    const char *before = was + (size_t)i * DIGEST_CHARS, *there = digest_of(&theirs, i), *here = digest_of(&mine, i);
    if (f->access[i] != ACCESS_OPEN || !strncmp(before, there, DIGEST_CHARS) || str_eq(here, there))
      continue;
    if (strncmp(before, here, DIGEST_CHARS) != 0) {
      conflict(f, i, &theirs);
      asked = true;
      continue;
    }
    memcpy((char *)f->data + field->offset, (const char *)now + field->offset, field->size);
    field_show(f, i);
  }
  if (asked)
    f->was = form_digest(f, now);
  return asked ? INVALID : OK;
}
