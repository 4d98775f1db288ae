/* The draft (else what is published) as an organisation would see it: its brand, its offers at its prices, its records for who may see
 * those. Nothing can be ordered from it, and a GET writes nothing. */
#include "cgi-bin/admin/webpage.h"

struct viewer {
  int64_t org_id; /* 0: nobody is chosen */
  struct portal face;
  bool admitted;
};

static result viewer_find(struct req *rq, const struct webpage_version *v, struct viewer *out)
{
  struct public_id id;
  struct portal *p = &out->face;
  *out = (struct viewer){ 0 };
  if (!*req_param(rq, "org"))
    return OK;
  if (!public_id_parse(req_param(rq, "org"), &id))
    return NOT_FOUND;
  ROWS rows = { 0 };
  TRY(db_query(
      rq->w, &rows,
      "SELECT o.id, o.public_id, IF(o.portal_name = '', o.name, o.portal_name), o.name, o.portal_footer, o.portal_contact,"
      " o.portal_phone, o.colour, o.logo_type, o.brand_revision, ? OR EXISTS (SELECT 1 FROM webpage_version_org x"
      " WHERE x.version_id = ? AND x.org_id = o.id) FROM org o WHERE o.public_id = ? AND o.status <> 'archived'",
      A(v->in.all_partners), A(v->id), A(id)));
  TRY(rows_one(&rows, F(out->org_id), F(p->org_public), F(p->name), F(p->org_name), F(p->footer), F(p->contact),
               F(p->phone), F(p->colour), F(p->logo_type), F(p->revision), F(out->admitted)));
  return OK;
}

/* What the vendor hides from partners is hidden here, too. */
static result partner_switches(struct work *w, struct switches *out)
{
  const char *field, *state;
  ROWS rows = { 0 };
  *out = (struct switches){ 0 };
  TRY(db_query(w, &rows, "SELECT field_key, state FROM field_switch WHERE audience = 'partner'"));
  while (rows_next(&rows, F(field), F(state)))
    switches_add(out, field, state);
  return OK;
}

/* The reader's place for the time of the drawing: what blocks show is that of rq->w and of the rights held. */
static result blocks_as(struct req *rq, const struct webpage_version *v, const struct viewer *as)
{
  struct webpage_block *blocks;
  int64_t own_org = rq->w->org_id;
  struct principal own = rq->who;
  struct switches switches;
  int n;
  TRY(partner_switches(rq->w, &switches));
  TRY(webpage_blocks(rq->w, v->id, &blocks, &n));
  uint64_t records = own.rights & SUPPORT_READ ? CUSTOMER_READ | ORDER_READ | SUBSCRIPTION_READ | INVOICE_READ : 0;
  rq->w->org_id = as->org_id;
  rq->who.rights = as->org_id ? OFFER_READ | ORDER_WRITE | records : 0;
  rq->who.audience = as->org_id ? AUDIENCE_PARTNER : AUDIENCE_NONE;
  rq->who.switches = switches;
  if (as->org_id)
    rq->who.name = as->face.org_name; /* whoever reads it there */
  result r = blocks_show(rq, blocks, n, "/admin/pages/pictures");
  rq->w->org_id = own_org;
  rq->who = own;
  return r;
}

static result choices_show(struct req *rq)
{
  struct option *orgs;
  TRY(org_choices(rq, &orgs));
  for (int i = 0; orgs[i].value; i++) {
    view_item(rq->view, "Orgs", i, "Value", orgs[i].value);
    view_item(rq->view, "Orgs", i, "Label", orgs[i].label);
    view_item(rq->view, "Orgs", i, "Selected", str_eq(orgs[i].value, req_param(rq, "org")) ? "1" : "");
  }
  return OK;
}

result webpage_preview(struct req *rq)
{
  struct webpage p;
  struct webpage_version v;
  struct viewer as;
  TRY(webpage_of_path(rq, &p, &v));
  TRY(viewer_find(rq, &v, &as));
  TRY(choices_show(rq));
  webpage_crumbs(rq, &p, &v, t("Preview"));
  bool shut = as.org_id && v.in.require_auth && !as.admitted;
  if (as.org_id) {
    struct face face = portal_face(rq, &as.face);
    page_face(rq, &face);
  }
  if (!shut)
    TRY(blocks_as(rq, &v, &as));
  view_put(rq->view, "Preview.Path", arena_printf(rq->arena, "%s/preview", webpage_path(rq, &p)));
  view_put(rq->view, "Preview.Note",
           arena_printf(rq->arena,
                        p.draft_id ? t("This is a preview of version %d, a draft: nobody else sees it.")
                                   : t("This is a preview of version %d."),
                        v.number));
  view_put(rq->view, "Preview.Shut",
           shut ? arena_printf(rq->arena,
                               t("%s cannot open this page: for its people there is nothing at this address."),
                               as.face.org_name)
                : "");
  return page(rq, "admin/webpage_preview", v.in.title);
}
