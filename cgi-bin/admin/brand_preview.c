/* The draft's front page as it would be, with its style sheet and logo, for who may publish it alone. */
#include "lib/app/brand_preview.h"
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
  brand_crumbs(rq, &org, t("Preview"));
  return brand_front(rq, &b, org.in.name, brand_path(rq, &org));
}

result brand_preview_css(struct req *rq)
{
  struct org org;
  struct brand b;
  TRY(draft_of(rq, &org, &b));
  return brand_style(rq, &b);
}

result brand_preview_logo(struct req *rq)
{
  struct org org;
  struct brand b;
  TRY(draft_of(rq, &org, &b));
  return brand_picture_file(rq, &b);
}
