/* Reading pages and what they consist of. */
#include "lib/model/webpage.h"

result webpage_find(struct work *w, struct public_id id, struct webpage *out)
{
  ROWS rows = { 0 };
  TRY(db_query(w, &rows,
               "SELECT p.id, p.public_id, p.tag, p.kind, p.revision, COALESCE(p.published_id, 0), COALESCE(d.id, 0)"
               " FROM webpage p LEFT JOIN webpage_version d ON d.webpage_id = p.id AND d.alone = 'draft'"
               " WHERE p.public_id = ?",
               A(id)));
  return rows_one(&rows, F(out->id), F(out->public_id), F(out->tag), F(out->kind), F(out->revision),
                  F(out->published_id), F(out->draft_id));
}

#define VERSION_SELECT                                                                                                  \
  "SELECT v.id, v.webpage_id, v.number, v.status, p.tag, p.kind, v.title, v.require_auth, v.all_partners, v.in_menu,"   \
  " COALESCE(v.provider_id, 0), i.public_id, COALESCE(i.name, ''), v.home, h.public_id, COALESCE(h.name, '')"           \
  " FROM webpage_version v JOIN webpage p ON p.id = v.webpage_id LEFT JOIN identity_provider i ON i.id = v.provider_id" \
  " LEFT JOIN org h ON h.id = v.home_org_id WHERE "

static result version_read(struct work *w, struct rows *rows, struct webpage_version *v)
{
  struct webpage_in *in = &v->in;
  struct public_id org = { 0 };
  *v = (struct webpage_version){ 0 };
  TRY(rows_one(rows, F(v->id), F(v->webpage_id), F(v->number), F(v->status), F(in->tag), F(in->kind), F(in->title),
               F(in->require_auth), F(in->all_partners), F(in->in_menu), F(v->provider_id), F(in->provider),
               F(v->provider_name), F(in->home), F(org), F(v->home_name)));
  if (str_eq(in->home, "no"))
    in->home = "";
  else if (org.bits)
    in->home = public_id_text(w->arena, org);
  return OK;
}

result webpage_version_find(struct work *w, int64_t version_id, struct webpage_version *out)
{
  ROWS rows = { 0 };
  TRY(db_query(w, &rows, VERSION_SELECT "v.id = ?", A(version_id)));
  return version_read(w, &rows, out);
}

#define FOR_ORG                                                                                                        \
  "(v.all_partners OR EXISTS (SELECT 1 FROM webpage_version_org o WHERE o.version_id = v.id AND o.org_id = ?))"

result webpage_published(struct work *w, const char *tag, struct webpage_version *out)
{
  ROWS rows = { 0 };
  TRY(db_query(w, &rows, VERSION_SELECT "p.tag = ? AND v.id = p.published_id AND " FOR_ORG, A(tag), A(w->org_id)));
  return version_read(w, &rows, out);
}

result webpage_home(struct work *w, struct webpage_version *out)
{
  ROWS rows = { 0 };
  TRY(db_query(w, &rows,
               VERSION_SELECT "p.home_of IN (0, ?) AND v.id = p.published_id AND " FOR_ORG
                              " ORDER BY p.home_of DESC LIMIT 1",
               A(w->org_id), A(w->org_id)));
  return version_read(w, &rows, out);
}

result webpage_home_taken(struct work *w, const struct webpage_version *v, const char **title)
{
  ROWS rows = { 0 };
  TRY(db_query(
      w, &rows,
      "SELECT x.title FROM webpage_version v JOIN webpage p ON p.home_of = IF(v.home = 'all', 0, v.home_org_id)"
      " AND p.id <> v.webpage_id JOIN webpage_version x ON x.id = p.published_id WHERE v.id = ?",
      A(v->id)));
  return rows_one(&rows, F(*title));
}

result webpage_provider(struct work *w, const char *tag, int64_t *provider_id)
{
  ROWS rows = { 0 };
  *provider_id = 0;
  TRY(db_query(w, &rows,
               "SELECT COALESCE(v.provider_id, 0) FROM webpage p JOIN webpage_version v ON v.id = p.published_id"
               " WHERE p.tag = ?",
               A(tag)));
  rows_next(&rows, F(*provider_id));
  return OK;
}

result webpage_checkout(struct work *w, struct public_id offer_version, const char **tag)
{
  ROWS rows = { 0 };
  TRY(db_query(w, &rows,
               "SELECT p.tag FROM offer_version x JOIN webpage p ON p.tag = x.checkout_tag AND p.kind = 'checkout'"
               " JOIN webpage_version v ON v.id = p.published_id WHERE x.public_id = ? AND " FOR_ORG,
               A(offer_version), A(w->org_id)));
  return rows_one(&rows, F(*tag));
}

result webpage_blocks(struct work *w, int64_t version_id, struct webpage_block **out, int *n)
{
  struct webpage_block b = { .version_id = version_id },
                       *blocks = arena_array(w->arena, WEBPAGE_BLOCKS_MAX, sizeof *blocks);
  ROWS rows = { 0 };
  *n = 0;
  TRY(db_query(w, &rows,
               "SELECT b.position, b.kind, b.heading, b.body, b.label, b.link_text, b.link, b.email, b.phone,"
               " b.picture_alt, b.rows_max, i.public_id, COALESCE(i.type, ''), COALESCE(i.width, 0),"
               " COALESCE(i.height, 0) FROM webpage_block b LEFT JOIN webpage_picture i ON i.id = b.picture_id"
               " WHERE b.version_id = ? ORDER BY b.position, b.id LIMIT 30",
               A(version_id)));
  while (*n < WEBPAGE_BLOCKS_MAX &&
         rows_next(&rows, F(b.position), F(b.kind), F(b.in.heading), F(b.in.body), F(b.in.label), F(b.in.link_text),
                   F(b.in.link), F(b.in.email), F(b.in.phone), F(b.in.picture_alt), F(b.in.rows_max), F(b.picture),
                   F(b.picture_type), F(b.picture_width), F(b.picture_height)))
    blocks[(*n)++] = b;
  *out = blocks;
  return OK;
}

result webpage_contents(struct work *w, int64_t but_version_id, int max, struct webpage_content **out, int *n)
{
  struct webpage_content c, *pages = arena_array(w->arena, max, sizeof *pages);
  ROWS rows = { 0 };
  *n = 0;
  TRY(db_query(w, &rows,
               "SELECT p.tag, v.title, COALESCE((SELECT b.body FROM webpage_block b WHERE b.version_id = v.id"
               " AND b.kind = 'hero' ORDER BY b.position, b.id LIMIT 1), ''), v.published_at FROM webpage p"
               " JOIN webpage_version v ON v.id = p.published_id WHERE p.kind = 'content' AND v.id <> ?"
               " AND (NOT v.require_auth OR (? > 0 AND " FOR_ORG ")) ORDER BY v.published_at DESC, v.id DESC LIMIT ?",
               A(but_version_id), A(w->org_id), A(w->org_id), A(max)));
  while (*n < max && rows_next(&rows, F(c.tag), F(c.title), F(c.text), F(c.published_at)))
    pages[(*n)++] = c;
  *out = pages;
  return OK;
}

result webpage_orgs(struct work *w, int64_t version_id, const char **ids, const char **names)
{
  struct public_id id;
  const char *name;
  struct buf list = BUF(w->arena), words = BUF(w->arena);
  ROWS rows = { 0 };
  TRY(db_query(w, &rows,
               "SELECT o.public_id, o.name FROM webpage_version_org v JOIN org o ON o.id = v.org_id"
               " WHERE v.version_id = ? ORDER BY o.name LIMIT 300",
               A(version_id)));
  while (rows_next(&rows, F(id), F(name))) {
    buf_printf(&list, "%s%s", list.size ? "," : "", public_id_text(w->arena, id));
    buf_printf(&words, "%s%s", words.size ? ", " : "", name);
  }
  *ids = buf_text(&list);
  *names = buf_text(&words);
  return OK;
}

result webpage_picture_seen(struct work *w, struct public_id id, struct bytes *out, const char **type, bool *open)
{
  ROWS rows = { 0 };
  TRY(db_query(w, &rows,
               "SELECT i.content, i.type, NOT v.require_auth FROM webpage_picture i"
               " JOIN webpage_block b ON b.picture_id = i.id JOIN webpage_version v ON v.id = b.version_id"
               " JOIN webpage p ON p.published_id = v.id WHERE i.public_id = ? AND (NOT v.require_auth OR (? > 0"
               " AND " FOR_ORG ")) ORDER BY v.require_auth LIMIT 1",
               A(id), A(w->org_id), A(w->org_id)));
  return rows_one(&rows, F(*out), F(*type), F(*open));
}

result webpage_picture_find(struct work *w, struct public_id id, struct bytes *out, const char **type)
{
  ROWS rows = { 0 };
  TRY(db_query(w, &rows, "SELECT content, type FROM webpage_picture WHERE public_id = ?", A(id)));
  return rows_one(&rows, F(*out), F(*type));
}
