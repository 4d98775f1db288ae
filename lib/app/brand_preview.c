#include "lib/app/brand_preview.h"

result brand_front(struct req *rq, const struct brand *b, const char *org_name, const char *path)
{
  const struct face face = { .name = str_empty(b->in.name) ? org_name : b->in.name,
                             .css = str_empty(b->in.colour) ? "" : arena_printf(rq->arena, "%s/preview/css", path),
                             .logo = b->logo_id ? arena_printf(rq->arena, "%s/preview/logo", path) : "",
                             .footer = b->in.footer,
                             .contact = b->in.contact,
                             .phone = b->in.phone };
  page_face(rq, &face);
  view_put(rq->view, "Front.Welcome", b->in.welcome);
  view_put(rq->view, "Front.Href", path);
  view_put(rq->view, "Front.Note", t("This is a preview of the draft: nobody else sees it."));
  return page(rq, "portal_front", face.name);
}

result brand_style(struct req *rq, const struct brand *b)
{
  rq->out->content_type = "text/css; charset=utf-8";
  return view_brand(b->in.colour, b->in.colour_dark, &rq->out->body) ? OK : NOT_FOUND;
}

result brand_picture_file(struct req *rq, const struct brand *b)
{
  struct bytes logo;
  const char *type;
  if (!b->logo_id)
    return NOT_FOUND;
  TRY(brand_logo_find(rq->w, b->logo_id, &logo, &type));
  rq->out->content_type = type;
  rq->out->body.size = 0;
  buf_put(&rq->out->body, logo.at, logo.size);
  return OK;
}
