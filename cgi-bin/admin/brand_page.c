/* The brand of an organisation: what holds, the draft beside it, every version, and what happened. */
#include "cgi-bin/admin/brand.h"

result brand_org(struct req *rq, struct org *out)
{
  struct public_id id;
  TRY(req_public_id(rq, 0, &id));
  return db_in_transaction(rq->w) ? org_lock(rq->w, id, out) : org_find(rq->w, id, out);
}

const char *brand_path(struct req *rq, const struct org *org)
{
  return arena_printf(rq->arena, "%s/brand", org_path(rq, org));
}

void brand_crumbs(struct req *rq, const struct org *org, const char *leaf)
{
  crumb(rq, t("Organisations"), "/admin/partners");
  crumb(rq, org->in.name, org_path(rq, org));
  crumb(rq, t("Brand and portal"), leaf ? brand_path(rq, org) : NULL);
  if (leaf)
    crumb(rq, leaf, NULL);
}

static const char *portal_words(struct req *rq, const struct org *org, const struct brand_in *in)
{
  if (!in->portal)
    return t("None of its own: its people come in on the main host");
  return str_empty(in->host) ? arena_printf(rq->arena, "%s/%s", rq->config->site_url, org->in.slug)
                             : config_url_on(rq->arena, rq->config, in->host);
}

static void brand_facts(struct req *rq, const struct org *org, const struct brand *b)
{
  const struct brand_in *in = &b->in;
  struct facts f = { rq, "Facts", 0 };
  if (in->portal)
    fact_link(&f, t("Portal"), portal_words(rq, org, in), arena_printf(rq->arena, "/%s", org->in.slug));
  else
    fact(&f, t("Portal"), portal_words(rq, org, in));
  fact(&f, t("Name of the portal"), str_empty(in->name) ? org->in.name : in->name);
  fact(&f, t("Welcome"), in->welcome);
  fact(&f, t("Colour"), str_empty(in->colour) ? t("Ours") : in->colour);
  fact(&f, t("Colour on a dark ground"), in->colour_dark);
  fact(&f, t("Lines at the end of each page"), in->footer);
  fact(&f, t("E-mail address for help"), in->contact);
  fact(&f, t("Telephone for help"), in->phone);
  fact(&f, t("Sender's name in mails"), in->sender);
  fact(&f, t("Identity provider that it demands"), b->provider_name);
}

static result versions_put(struct req *rq, const struct org *org)
{
  ROWS rows = { 0 };
  TRY(db_query(rq->w, &rows,
               "SELECT b.number, b.status, b.published_at, b.restored_from, p.name FROM brand b LEFT JOIN person p"
               " ON p.id = b.published_by WHERE b.org_id = ? ORDER BY b.number DESC LIMIT 30",
               A(org->id)));
  kept_versions_show(rq, &rows, brand_path(rq, org));
  return OK;
}

result brand_page(struct req *rq)
{
  struct org org;
  struct brand now, draft;
  bool own;
  TRY(brand_org(rq, &org));
  TRY(brand_current(rq->w, org.id, &now));
  result r = brand_draft(rq->w, org.id, &draft);
  if (r != OK && r != NOT_FOUND)
    return r;
  TRY(brand_own(rq->w, org.id, &own));
  brand_crumbs(rq, &org, NULL);
  may_show(rq);
  brand_facts(rq, &org, &now);
  TRY(versions_put(rq, &org));
  view_put_bool(rq->view, "May.Brand", (rq->who.rights & ORG_WRITE) != 0);
  view_put_bool(rq->view, "Brand.MayOwn", true);
  view_put_bool(rq->view, "Brand.Own", own);
  view_put(rq->view, "Brand.Path", brand_path(rq, &org));
  view_put_bool(rq->view, "Brand.Draft", r == OK);
  if (r == OK)
    view_put(
        rq->view, "Brand.Waits",
        arena_printf(rq->arena, t("Version %d is a draft. Nobody else sees it before it is published."), draft.number));
  if (*org.logo_type)
    view_put(rq->view, "Brand.Now", org_logo(rq, &org));
  TRY(history_show(rq, "org", org.id));
  return page(rq, "brand_page", arena_printf(rq->arena, t("Brand of %s"), org.in.name));
}
