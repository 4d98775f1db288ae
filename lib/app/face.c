/* How a page is dressed: name, colours, logo and the lines at its end, of the portal whose host was asked or of the person's
 * organisation. Style sheet and logo are named with the brand's revision, so browsers keep them for ever. */
#include "lib/app/frame.h"
#include "lib/app/parts.h"
#include <string.h>

static const char *css_path(struct req *rq, struct public_id org, const char *colour, int revision)
{
  return str_empty(colour) ? ""
                           : arena_printf(rq->arena, "/home/brand/%s-%d.css", public_id_text(rq->arena, org), revision);
}

struct face portal_face(struct req *rq, const struct portal *p)
{
  return (struct face){ .name = p->name,
                        .css = css_path(rq, p->org_public, p->colour, p->revision),
                        .logo = logo_href(rq->arena, p->org_public, p->logo_type, p->revision),
                        .footer = p->footer,
                        .contact = p->contact,
                        .phone = p->phone };
}

static struct face person_face(struct req *rq)
{
  const struct principal *who = &rq->who;
  return (struct face){ .name = str_empty(who->portal_name) ? who->org_name : who->portal_name,
                        .css = css_path(rq, who->org_public, who->org_colour, who->org_revision),
                        .logo = logo_href(rq->arena, who->org_public, who->org_logo, who->org_revision),
                        .footer = who->portal_footer,
                        .contact = who->portal_contact,
                        .phone = who->portal_phone };
}

void page_face(struct req *rq, const struct face *face)
{
  struct face *kept = arena_alloc(rq->arena, sizeof *kept);
  *kept = *face;
  turn_of(rq)->face = kept;
}

static void footer_show(struct req *rq, const char *footer)
{
  char *rest = arena_dup(rq->arena, footer ? footer : ""), *line;
  for (int n = 0; (line = strsep(&rest, "\n")) != NULL;) {
    line = str_trim(rq->arena, line);
    if (*line)
      view_item(rq->view, "Brand.Footer", n++, "Text", line);
  }
}

void face_show(struct req *rq)
{
  const struct face *said = turn_of(rq)->face;
  struct face f = said                                ? *said
                  : rq->portal                        ? portal_face(rq, rq->portal)
                  : rq->who.audience != AUDIENCE_NONE ? person_face(rq)
                                                      : (struct face){ 0 };
  view_put(rq->view, "Brand.Name", f.name);
  view_put(rq->view, "Brand.Css", f.css);
  view_put(rq->view, "Brand.Logo", f.logo);
  view_put(rq->view, "Brand.Contact", f.contact);
  if (!str_empty(f.contact))
    view_putf(rq->view, "Brand.ContactHref", "mailto:%s", f.contact);
  view_put(rq->view, "Brand.Phone", f.phone);
  footer_show(rq, f.footer);
}
