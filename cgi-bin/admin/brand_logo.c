/* The logo of a brand's draft: a small picture whose kind is read from its first bytes, whatever its name says. */
#include "cgi-bin/admin/brand.h"

result brand_picture(struct req *rq)
{
  struct org org;
  struct brand b;
  struct bytes bytes;
  const char *type;
  TRY(brand_org(rq, &org));
  TRY(brand_draft_or_current(rq->w, org.id, &b));
  brand_crumbs(rq, &org, t("Logo"));
  const char *path = brand_path(rq, &org), *now = NULL;
  if (str_eq(b.status, "draft") && b.logo_id)
    now = arena_printf(rq->arena, "%s/preview/logo", path);
  else if (!str_eq(b.status, "draft") && *org.logo_type)
    now = org_logo(rq, &org);
  struct picture_words words = logo_words(rq, path);
  words.title = arena_printf(rq->arena, t("Logo of %s"), org.in.name);
  words.now = now;
  return picture_page(rq, &words, rq->refused == INVALID ? picture_posted(rq, "logo", &bytes, &type) : NULL);
}

result brand_picture_save(struct req *rq)
{
  struct org org;
  struct brand draft;
  struct bytes logo = { 0 };
  const char *type = "";
  TRY(brand_org(rq, &org));
  if (!*req_param(rq, "remove") && picture_posted(rq, "logo", &logo, &type))
    return INVALID;
  TRY(brand_draft_begin(rq->w, org.id, &draft));
  TRY(brand_logo_save(rq->w, &draft, logo, type));
  flash(rq, "%s", logo.at ? t("The draft has a new logo.") : t("The draft has no logo any more."));
  return redirect(rq, "%s", brand_path(rq, &org));
}
