/* Changing pages: the page is held first, by its revision; blocks belong to its draft. */
#include "lib/model/webpage.h"

#include "lib/model/trail.h"

static const char *text(const char *s)
{
  return s ? s : "";
}

static result note(struct work *w, const struct webpage *page, const char *what, const char *fields, const char *detail)
{
  return audit_write(w, arena_printf(w->arena, "webpage.%s", what), "webpage", page->id, 0, fields, detail);
}

result webpage_hold(struct work *w, struct webpage *page, int revision)
{
  TRY(db_exec(w, "UPDATE webpage SET revision = revision + 1 WHERE id = ? AND revision = ?", A(page->id), A(revision)));
  if (db_changed(w) != 1)
    return CONFLICT;
  return webpage_find(w, page->public_id, page);
}

/* An archived organisation is not among the choices, so what is meant for it stays. */
static result orgs_set(struct work *w, int64_t version_id, const char *orgs_json)
{
  TRY(db_exec(
      w,
      "DELETE v FROM webpage_version_org v JOIN org o ON o.id = v.org_id WHERE v.version_id = ? AND o.status <> 'archived'",
      A(version_id)));
  return db_exec(w,
                 "INSERT IGNORE INTO webpage_version_org (version_id, org_id) SELECT ?, o.id"
                 " FROM JSON_TABLE(?, '$[*]' COLUMNS (id BIGINT UNSIGNED PATH '$')) j JOIN org o ON o.public_id = j.id",
                 A(version_id), A(orgs_json));
}

/* As the tables hold it; org: none but of "org". */
static const char *home_kind(const struct webpage_in *in, struct public_id *org)
{
  *org = (struct public_id){ 0 };
  if (!in->home || !*in->home)
    return "no";
  return public_id_parse(in->home, org) ? "org" : "all";
}

result webpage_add(struct work *w, const struct webpage_in *in, const char *orgs_json, struct webpage *out)
{
  struct public_id home_org;
  const char *home = home_kind(in, &home_org);
  *out = (struct webpage){ .public_id = public_id_new() };
  TRY(db_exec(w, "INSERT INTO webpage (public_id, tag, kind, created_at) VALUES (?, ?, ?, ?)", A(out->public_id),
              A(in->tag), A(in->kind), A(w->now)));
  out->id = db_insert_id(w);
  TRY(db_exec(w,
              "INSERT INTO webpage_version (webpage_id, number, title, require_auth, provider_id, all_partners,"
              " in_menu, home, home_org_id, created_at) VALUES (?, 1, ?, ?, (SELECT i.id FROM identity_provider i"
              " WHERE i.public_id = ?), ?, ?, ?, (SELECT o.id FROM org o WHERE o.public_id = ?), ?)",
              A(out->id), A(in->title), A(in->require_auth), A(in->provider), A(in->all_partners), A(in->in_menu),
              A(home), A(home_org), A(w->now)));
  out->draft_id = db_insert_id(w);
  TRY(orgs_set(w, out->draft_id, orgs_json));
  return note(w, out, "added", "tag,kind,title,require_auth,provider,all_partners,in_menu,home,partners", in->tag);
}

/* A new version that is like another, blocks and all; restored: it brings that one back. */
static result version_copy(struct work *w, const struct webpage *page, int64_t of, bool restored, int64_t *id)
{
  TRY(db_exec(
      w,
      "INSERT INTO webpage_version (webpage_id, number, status, title, require_auth, provider_id,"
      " all_partners, in_menu, home, home_org_id, restored_from, created_at) SELECT webpage_id, (SELECT MAX(n.number) + 1"
      " FROM webpage_version n WHERE n.webpage_id = ?), IF(?, 'retired', 'draft'), title, require_auth,"
      " provider_id, all_partners, in_menu, home, home_org_id, IF(?, number, 0), ? FROM webpage_version WHERE id = ?",
      A(page->id), A(restored), A(restored), A(w->now), A(of)));
  *id = db_insert_id(w);
  TRY(db_exec(w,
              "INSERT INTO webpage_version_org (version_id, org_id) SELECT ?, org_id FROM webpage_version_org"
              " WHERE version_id = ?",
              A(*id), A(of)));
  return db_exec(
      w,
      "INSERT INTO webpage_block (version_id, position, kind, heading, body, label, link_text, link, email, phone,"
      " picture_id, picture_alt, rows_max) SELECT ?, position, kind, heading, body, label, link_text, link, email,"
      " phone, picture_id, picture_alt, rows_max FROM webpage_block WHERE version_id = ? ORDER BY position, id",
      A(*id), A(of));
}

/* Withdrawn pages have neither: the newest version is what the next one begins with. */
result webpage_draft_begin(struct work *w, struct webpage *page)
{
  int64_t of = page->published_id;
  if (page->draft_id)
    return OK;
  if (!of) {
    ROWS rows = { 0 };
    TRY(db_query(w, &rows, "SELECT id FROM webpage_version WHERE webpage_id = ? ORDER BY number DESC LIMIT 1",
                 A(page->id)));
    TRY(rows_one(&rows, F(of)));
  }
  return version_copy(w, page, of, false, &page->draft_id);
}

result webpage_save(struct work *w, const struct webpage *page, const struct webpage_in *in, const char *orgs_json,
                    const char *fields)
{
  struct public_id home_org;
  const char *home = home_kind(in, &home_org);
  TRY(db_exec(w,
              "UPDATE webpage_version SET title = ?, require_auth = ?, all_partners = ?, in_menu = ?,"
              " provider_id = (SELECT i.id FROM identity_provider i WHERE i.public_id = ?), home = ?,"
              " home_org_id = (SELECT o.id FROM org o WHERE o.public_id = ?) WHERE id = ? AND status = 'draft'",
              A(in->title), A(in->require_auth), A(in->all_partners), A(in->in_menu), A(in->provider), A(home),
              A(home_org), A(page->draft_id)));
  TRY(orgs_set(w, page->draft_id, orgs_json));
  return note(w, page, "drafted", fields, NULL);
}

static result blocks_count(struct work *w, const struct webpage *page, int *n)
{
  ROWS rows = { 0 };
  TRY(db_query(w, &rows, "SELECT COUNT(*) FROM webpage_block WHERE version_id = ?", A(page->draft_id)));
  return rows_one(&rows, F(*n));
}

result webpage_block_add(struct work *w, const struct webpage *page, const char *kind,
                         const struct webpage_block_in *in, int *position)
{
  int n;
  TRY(blocks_count(w, page, &n));
  if (n >= WEBPAGE_BLOCKS_MAX)
    return LIMITED;
  *position = n + 1;
  TRY(db_exec(w,
              "INSERT INTO webpage_block (version_id, position, kind, heading, body, label, link_text, link, email,"
              " phone, picture_alt, rows_max) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
              A(page->draft_id), A(*position), A(kind), A(text(in->heading)), A(text(in->body)), A(text(in->label)),
              A(text(in->link_text)), A(text(in->link)), A(text(in->email)), A(text(in->phone)),
              A(text(in->picture_alt)), A(in->rows_max)));
  return note(w, page, "block_added", "blocks", arena_printf(w->arena, "%s, %d", kind, *position));
}

result webpage_block_save(struct work *w, const struct webpage *page, int position, const struct webpage_block_in *in,
                          const char *fields)
{
  TRY(db_exec(w,
              "UPDATE webpage_block SET heading = ?, body = ?, label = ?, link_text = ?, link = ?, email = ?,"
              " phone = ?, picture_alt = ?, rows_max = ? WHERE version_id = ? AND position = ?",
              A(text(in->heading)), A(text(in->body)), A(text(in->label)), A(text(in->link_text)), A(text(in->link)),
              A(text(in->email)), A(text(in->phone)), A(text(in->picture_alt)), A(in->rows_max), A(page->draft_id),
              A(position)));
  return db_changed(w) == 1 ? note(w, page, "block_changed", fields, arena_printf(w->arena, "%d", position))
                            : NOT_FOUND;
}

result webpage_block_move(struct work *w, const struct webpage *page, int position, bool up)
{
  int n, other = up ? position - 1 : position + 1;
  TRY(blocks_count(w, page, &n));
  if (position < 1 || position > n)
    return NOT_FOUND;
  if (other < 1 || other > n)
    return OK;
  TRY(db_exec(w, "UPDATE webpage_block SET position = ? - position WHERE version_id = ? AND position IN (?, ?)",
              A(position + other), A(page->draft_id), A(position), A(other)));
  return note(w, page, "block_moved", "blocks", arena_printf(w->arena, "%d to %d", position, other));
}

result webpage_block_remove(struct work *w, const struct webpage *page, int position)
{
  TRY(db_exec(w, "DELETE FROM webpage_block WHERE version_id = ? AND position = ?", A(page->draft_id), A(position)));
  if (db_changed(w) != 1)
    return NOT_FOUND;
  TRY(db_exec(w, "UPDATE webpage_block SET position = position - 1 WHERE version_id = ? AND position > ?",
              A(page->draft_id), A(position)));
  return note(w, page, "block_removed", "blocks", arena_printf(w->arena, "%d", position));
}

result webpage_block_picture(struct work *w, const struct webpage *page, int position, struct bytes content,
                             const char *type, int width, int height)
{
  int64_t picture = 0;
  if (*type) {
    TRY(db_exec(w,
                "INSERT INTO webpage_picture (public_id, type, width, height, content, created_at, created_by)"
                " VALUES (?, ?, ?, ?, ?, ?, ?)",
                A(public_id_new()), A(type), A(width), A(height), A(content), A(w->now), A_REF(w->person_id)));
    picture = db_insert_id(w);
  }
  TRY(db_exec(w, "UPDATE webpage_block SET picture_id = ? WHERE version_id = ? AND position = ?", A_REF(picture),
              A(page->draft_id), A(position)));
  return db_changed(w) == 1 ? note(w, page, "block_changed", "picture", arena_printf(w->arena, "%d", position))
                            : NOT_FOUND;
}

/* ---- what everybody sees ---- */
/* The last statement before the commit: every publication meets here. */
static result menu_moved(struct work *w)
{
  return db_exec(w, "UPDATE webpage_menu SET revision = revision + 1 WHERE id = 1");
}

static result version_publish(struct work *w, struct webpage *page, int64_t id)
{
  TRY(db_exec(w, "UPDATE webpage_version SET status = 'retired' WHERE webpage_id = ? AND status = 'published'",
              A(page->id)));
  TRY(db_exec(w, "UPDATE webpage_version SET status = 'published', published_at = ?, published_by = ? WHERE id = ?",
              A(w->now), A_REF(w->person_id), A(id)));
  page->published_id = id;
  return db_exec(w,
                 "UPDATE webpage p JOIN webpage_version v ON v.id = ? SET p.published_id = v.id, p.in_menu = v.in_menu,"
                 " p.home_of = IF(v.home = 'all', 0, v.home_org_id) WHERE p.id = ?",
                 A(id), A(page->id));
}

result webpage_publish(struct work *w, struct webpage *page, int *number)
{
  struct webpage_version draft;
  TRY(webpage_version_find(w, page->draft_id, &draft));
  TRY(version_publish(w, page, draft.id));
  page->draft_id = 0;
  *number = draft.number;
  TRY(note(w, page, "published", "", arena_printf(w->arena, "version %d", draft.number)));
  return menu_moved(w);
}

result webpage_restore(struct work *w, struct webpage *page, int old_number, int *number)
{
  int64_t old, id;
  {
    ROWS rows = { 0 };
    TRY(db_query(w, &rows, "SELECT id FROM webpage_version WHERE webpage_id = ? AND number = ? AND status = 'retired'",
                 A(page->id), A(old_number)));
    TRY(rows_one(&rows, F(old)));
  }
  TRY(version_copy(w, page, old, true, &id));
  TRY(version_publish(w, page, id));
  struct webpage_version now;
  TRY(webpage_version_find(w, id, &now));
  *number = now.number;
  TRY(note(w, page, "restored", "", arena_printf(w->arena, "version %d, as %d", old_number, now.number)));
  return menu_moved(w);
}

result webpage_discard(struct work *w, struct webpage *page)
{
  if (!page->draft_id)
    return NOT_FOUND;
  TRY(db_exec(w, "DELETE FROM webpage_version WHERE id = ? AND status = 'draft'", A(page->draft_id)));
  page->draft_id = 0;
  TRY(note(w, page, "discarded", "", NULL));
  return db_exec(w,
                 "DELETE FROM webpage WHERE id = ? AND NOT EXISTS (SELECT 1 FROM webpage_version v"
                 " WHERE v.webpage_id = webpage.id)",
                 A(page->id));
}

result webpage_withdraw(struct work *w, struct webpage *page)
{
  if (!page->published_id)
    return NOT_FOUND;
  TRY(db_exec(w, "UPDATE webpage SET published_id = NULL, in_menu = FALSE, home_of = NULL WHERE id = ?", A(page->id)));
  TRY(db_exec(w, "UPDATE webpage_version SET status = 'retired' WHERE id = ?", A(page->published_id)));
  page->published_id = 0;
  TRY(note(w, page, "withdrawn", "", NULL));
  return menu_moved(w);
}
