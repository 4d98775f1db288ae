/* Two checks that the pages about a brand share: can a colour be read, is a file a small picture. */
#include "lib/app/parts.h"

#include <string.h>

enum { CONTRAST_PERCENT = 450, PICTURE_BYTES_MAX = 512 * 1024 };

void colour_check(struct req *rq, const char *field, const char *colour, bool dark)
{
  int percent;
  char nearest[8];
  if (!view_colour(colour, dark, &percent, nearest) || percent >= CONTRAST_PERCENT)
    return;
  const char *ratio = arena_printf(rq->arena, "%d.%02d", percent / 100, percent % 100);
  form_refuse(
      &rq->form, field,
      t("As text, or behind the text of a button, this colour has a contrast of %1$s to 1; people need 4.5 to 1 to "
        "read it. The nearest that has it is %2$s."),
      ratio, nearest);
}

/* NULL: not a picture that we take. SVG is none: it can hold scripts. */
static const char *picture_type(const char *at, size_t size)
{
  if (size > 8 && !memcmp(at, "\x89PNG\r\n\x1a\n", 8))
    return "image/png";
  if (size > 3 && !memcmp(at, "\xff\xd8\xff", 3))
    return "image/jpeg";
  if (size > 12 && !memcmp(at, "RIFF", 4) && !memcmp(at + 8, "WEBP", 4))
    return "image/webp";
  return NULL;
}

const char *picture_posted(const struct req *rq, const char *name, struct bytes *out, const char **type)
{
  const struct param *p = param_find(rq->in, name);
  *type = NULL;
  if (!p || !p->file_name || !p->size)
    return t("Choose a file.");
  if (p->size > PICTURE_BYTES_MAX)
    return t("The file is larger than 512 KB.");
  *type = picture_type(p->value, p->size);
  *out = (struct bytes){ (const unsigned char *)p->value, p->size };
  return *type ? NULL : t("The file is not a PNG, JPEG or WebP picture.");
}

const char *picture_ending(const char *type)
{
  return str_eq(type, "image/png") ? "png" : str_eq(type, "image/jpeg") ? "jpg" : "webp";
}

const char *logo_href(struct arena *a, struct public_id org, const char *type, int revision)
{
  return str_empty(type)
             ? ""
             : arena_printf(a, "/home/logo/%s-%d.%s", public_id_text(a, org), revision, picture_ending(type));
}
