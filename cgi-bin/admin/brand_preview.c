/* The draft's front page as it would be, with its style sheet and logo, for who may publish it alone. */
#include "cgi-bin/admin/brand.h"

static result draft_of(struct req *rq, struct org *org, struct brand *out)
{
  TRY(brand_org(rq, org));
  return brand_draft(rq->w, org->id, out);
}

result brand_preview(struct req *rq)
{
  struct org org;
  struct brand b;
  TRY(draft_of(rq, &org, &b));
  const char *path = brand_path(rq, &org);
  const struct face face = { .name = str_empty(b.in.name) ? org.in.name : b.in.name,
                             .css = str_empty(b.in.colour) ? "" : arena_printf(rq->arena, "%s/preview/css", path),
                             .logo = b.logo_id ? arena_printf(rq->arena, "%s/preview/logo", path) : "",
                             .footer = b.in.footer,
                             .contact = b.in.contact,
                             .phone = b.in.phone };
  page_face(rq, &face);
  brand_crumbs(rq, &org, t("Preview"));
  view_put(rq->view, "Front.Welcome", b.in.welcome);
  view_put(rq->view, "Front.Href", path);
  view_put(rq->view, "Front.Note", t("This is a preview of the draft: nobody else sees it."));
  return page(rq, "portal_front", face.name);
}

result brand_preview_css(struct req *rq)
{
  struct org org;
  struct brand b;
  TRY(draft_of(rq, &org, &b));
  rq->out->content_type = "text/css; charset=utf-8";
  return view_brand(b.in.colour, b.in.colour_dark, &rq->out->body) ? OK : NOT_FOUND;
}

result brand_preview_logo(struct req *rq)
{
  struct org org;
  struct brand b;
  struct bytes logo;
  const char *type;
  TRY(draft_of(rq, &org, &b));
  if (!b.logo_id)
    return NOT_FOUND;
  TRY(brand_logo_find(rq->w, b.logo_id, &logo, &type));
  rq->out->content_type = type;
  rq->out->body.size = 0;
  buf_put(&rq->out->body, logo.at, logo.size);
  return OK;
}
