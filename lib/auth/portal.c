/* Which organisation a host name or a short name belongs to: one lookup on a unique key. */
#include "lib/auth/portal.h"

#define PORTAL_SELECT                                                                                                     \
  "SELECT id, public_id, COALESCE(portal_host, ''), name, slug, IF(portal_name = '', name, portal_name), portal_welcome," \
  " portal_footer, portal_contact, portal_phone, colour, logo_type, brand_revision, COALESCE(portal_provider_id, 0)"      \
  " FROM org WHERE portal_mode = 'branded' AND status = 'active' AND "

static result portal_read(struct rows *rows, struct portal *p)
{
  return rows_one(rows, F(p->org_id), F(p->org_public), F(p->host), F(p->org_name), F(p->slug), F(p->name),
                  F(p->welcome), F(p->footer), F(p->contact), F(p->phone), F(p->colour), F(p->logo_type),
                  F(p->revision), F(p->provider_id));
}

result portal_on(struct work *w, const char *host, struct portal *out)
{
  ROWS rows = { 0 };
  TRY(db_query(w, &rows, PORTAL_SELECT "portal_host = ?", A(host)));
  return portal_read(&rows, out);
}

result portal_at(struct work *w, const char *slug, struct portal *out)
{
  ROWS rows = { 0 };
  TRY(db_query(w, &rows, PORTAL_SELECT "slug = ?", A(slug)));
  return portal_read(&rows, out);
}

result portal_url(struct work *w, const struct config *c, int64_t org_id, const char **out)
{
  const char *host = "";
  ROWS rows = { 0 };
  TRY(db_query(
      w, &rows,
      "SELECT COALESCE(portal_host, '') FROM org WHERE id = ? AND portal_mode = 'branded' AND status = 'active'",
      A(org_id)));
  (void)rows_next(&rows, F(host));
  *out = config_url_on(w->arena, c, host);
  return OK;
}

result portal_of(struct work *w, struct public_id org, struct portal *out)
{
  ROWS rows = { 0 };
  TRY(db_query(w, &rows, PORTAL_SELECT "public_id = ?", A(org)));
  return portal_read(&rows, out);
}
