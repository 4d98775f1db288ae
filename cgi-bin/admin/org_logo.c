/* An organisation's logo: a small picture whose kind is read from its first bytes, whatever its name says. */
#include "cgi-bin/admin/org.h"
#include "lib/model/trail.h"

#include <string.h>

enum { LOGO_BYTES_MAX = 512 * 1024 };

const char *logo_path(struct req *rq, const struct org *org)
{
  const char *type = org->logo_type;
  const char *ext = str_eq(type, "image/png") ? "png" : str_eq(type, "image/jpeg") ? "jpg" : "webp";
  return arena_printf(rq->arena, "/home/logo/%s-%d.%s", id_text(rq, org->public_id), org->brand_revision, ext);
}

static result org_of_path(struct req *rq, struct org *out)
{
  struct public_id id;
  TRY(req_public_id(rq, 0, &id));
  return db_in_transaction(rq->w) ? org_lock(rq->w, id, out) : org_find(rq->w, id, out);
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

/* A sentence about what was sent; NULL when it is fine, with its type. */
static const char *file_problem(const struct req *rq, const char **type)
{
  const struct param *p = param_find(rq->in, "logo");
  *type = NULL;
  if (!p || !p->file_name || !p->size)
    return t("Choose a file.");
  if (p->size > LOGO_BYTES_MAX)
    return t("The file is larger than 512 KB.");
  *type = picture_type(p->value, p->size);
  return *type ? NULL : t("The file is not a PNG, JPEG or WebP picture.");
}

result org_logo(struct req *rq)
{
  struct org org;
  const char *type;
  TRY(org_of_path(rq, &org));
  crumb(rq, t("Organisations"), "/admin/partners");
  crumb(rq, org.in.name, org_path(rq, &org));
  crumb(rq, t("Logo"), NULL);
  if (rq->refused == INVALID)
    view_put(rq->view, "Logo.Error", file_problem(rq, &type));
  if (*org.logo_type)
    view_put(rq->view, "Logo.Now", logo_path(rq, &org));
  view_put(rq->view, "Org.Path", org_path(rq, &org));
  return page(rq, "admin/org_logo", arena_printf(rq->arena, t("Logo of %s"), org.in.name));
}

result org_logo_save(struct req *rq)
{
  struct org org;
  const char *type = "";
  struct bytes logo = { 0 };
  TRY(org_of_path(rq, &org));
  if (!*req_param(rq, "remove")) {
    if (file_problem(rq, &type))
      return INVALID;
    const struct param *p = param_find(rq->in, "logo");
    logo = (struct bytes){ (const unsigned char *)p->value, p->size };
  }
  TRY(db_exec(rq->w, "UPDATE org SET logo = ?, logo_type = ?, brand_revision = brand_revision + 1 WHERE id = ?",
              A(logo), A(type), A(org.id)));
  TRY(audit_write(rq->w, "org.logo", "org", org.id, org.id, "logo", NULL));
  flash(rq, "%s", logo.at ? t("The logo was changed.") : t("The logo was removed."));
  return redirect(rq, "%s", org_path(rq, &org));
}
