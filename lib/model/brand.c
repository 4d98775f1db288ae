/* The versions of a brand. Every change locks the organisation first, so that two people who publish come one after the other. */
#include "lib/model/brand.h"

#include "lib/model/person.h"
#include "lib/model/trail.h"

#define BRAND_SELECT                                                                                                   \
  "SELECT b.id, b.org_id, b.number, b.status, COALESCE(b.logo_id, 0), COALESCE(l.type, ''), COALESCE(i.name, ''),"     \
  " b.colour, b.colour_dark, b.name, b.welcome, b.footer, b.contact, b.phone, b.sender, b.mode = 'branded', b.host,"   \
  " i.public_id FROM brand b LEFT JOIN brand_logo l ON l.id = b.logo_id"                                               \
  " LEFT JOIN identity_provider i ON i.id = b.provider_id WHERE b.org_id = ? AND "

static result brand_read(struct rows *rows, struct brand *b)
{
  struct brand_in *in = &b->in;
  *b = (struct brand){ 0 };
  return rows_one(rows, F(b->id), F(b->org_id), F(b->number), F(b->status), F(b->logo_id), F(b->logo_type),
                  F(b->provider_name), F(in->colour), F(in->colour_dark), F(in->name), F(in->welcome), F(in->footer),
                  F(in->contact), F(in->phone), F(in->sender), F(in->portal), F(in->host), F(in->provider));
}

static result brand_alone(struct work *w, int64_t org_id, const char *status, struct brand *out)
{
  ROWS rows = { 0 };
  TRY(db_query(w, &rows, BRAND_SELECT "b.alone = ?", A(org_id), A(status)));
  return brand_read(&rows, out);
}

result brand_draft(struct work *w, int64_t org_id, struct brand *out)
{
  return brand_alone(w, org_id, "draft", out);
}

/* Of an organisation that nobody has branded yet: what its row says. */
static result org_row(struct work *w, int64_t org_id, struct brand *b)
{
  struct brand_in *in = &b->in;
  *b = (struct brand){ .org_id = org_id, .status = "published" };
  ROWS rows = { 0 };
  TRY(db_query(w, &rows,
               "SELECT o.logo_type, COALESCE(i.name, ''), o.colour, o.colour_dark, o.portal_name, o.portal_welcome,"
               " o.portal_footer, o.portal_contact, o.portal_phone, o.portal_sender, o.portal_mode = 'branded',"
               " COALESCE(o.portal_host, ''), i.public_id FROM org o"
               " LEFT JOIN identity_provider i ON i.id = o.portal_provider_id WHERE o.id = ?",
               A(org_id)));
  return rows_one(&rows, F(b->logo_type), F(b->provider_name), F(in->colour), F(in->colour_dark), F(in->name),
                  F(in->welcome), F(in->footer), F(in->contact), F(in->phone), F(in->sender), F(in->portal),
                  F(in->host), F(in->provider));
}

result brand_current(struct work *w, int64_t org_id, struct brand *out)
{
  result r = brand_alone(w, org_id, "published", out);
  return r == NOT_FOUND ? org_row(w, org_id, out) : r;
}

result brand_draft_or_current(struct work *w, int64_t org_id, struct brand *out)
{
  result r = brand_draft(w, org_id, out);
  return r == NOT_FOUND ? brand_current(w, org_id, out) : r;
}

/* The first version is what holds already: there is something to go back to. */
static result first_version(struct work *w, int64_t org_id)
{
  TRY(db_exec(w,
              "INSERT INTO brand_logo (org_id, type, content, created_at) SELECT id, logo_type, logo, ? FROM org"
              " WHERE id = ? AND logo IS NOT NULL",
              A(w->now), A(org_id)));
  int64_t logo_id = db_changed(w) ? db_insert_id(w) : 0;
  return db_exec(
      w,
      "INSERT INTO brand (org_id, number, status, colour, colour_dark, logo_id, name, welcome, footer, contact, phone,"
      " sender, mode, host, provider_id, created_at, published_at) SELECT id, 1, 'published', colour, colour_dark, ?,"
      " portal_name, portal_welcome, portal_footer, portal_contact, portal_phone, portal_sender, portal_mode,"
      " COALESCE(portal_host, ''), portal_provider_id, ?, created_at FROM org WHERE id = ?",
      A_REF(logo_id), A(w->now), A(org_id));
}

/* A new version that is like another; restored: it brings that one back. */
static result version_copy(struct work *w, const struct brand *of, bool restored)
{
  return db_exec(
      w,
      "INSERT INTO brand (org_id, number, status, colour, colour_dark, logo_id, name, welcome, footer, contact, phone,"
      " sender, mode, host, provider_id, restored_from, created_at) SELECT org_id, (SELECT MAX(n.number) + 1 FROM brand n"
      " WHERE n.org_id = ?), IF(?, 'retired', 'draft'), colour, colour_dark, logo_id, name, welcome, footer, contact,"
      " phone, sender, mode, host, provider_id, IF(?, number, 0), ? FROM brand WHERE id = ?",
      A(of->org_id), A(restored), A(restored), A(w->now), A(of->id));
}

result brand_draft_begin(struct work *w, int64_t org_id, struct brand *out)
{
  TRY(org_lock_id(w, org_id));
  result r = brand_draft(w, org_id, out);
  if (r != NOT_FOUND)
    return r;
  TRY(brand_current(w, org_id, out));
  if (!out->number) {
    TRY(first_version(w, org_id));
    TRY(brand_current(w, org_id, out));
  }
  TRY(version_copy(w, out, false));
  return brand_draft(w, org_id, out);
}

static const char *text(const char *s)
{
  return s ? s : "";
}

result brand_save(struct work *w, const struct brand *draft, const struct brand_in *in, const char *fields)
{
  TRY(db_exec(w,
              "UPDATE brand SET colour = ?, colour_dark = ?, name = ?, welcome = ?, footer = ?, contact = ?, phone = ?,"
              " sender = ?, mode = IF(?, 'branded', 'shared'), host = ?,"
              " provider_id = (SELECT i.id FROM identity_provider i WHERE i.public_id = ?) WHERE id = ?"
              " AND status = 'draft'",
              A(text(in->colour)), A(text(in->colour_dark)), A(text(in->name)), A(text(in->welcome)),
              A(text(in->footer)), A(text(in->contact)), A(text(in->phone)), A(text(in->sender)), A(in->portal),
              A(text(in->host)), A(in->provider), A(draft->id)));
  return audit_write(w, "brand.drafted", "org", draft->org_id, draft->org_id, fields, NULL);
}

result brand_logo_save(struct work *w, const struct brand *draft, struct bytes logo, const char *type)
{
  int64_t logo_id = 0;
  if (logo.at) {
    TRY(db_exec(w, "INSERT INTO brand_logo (org_id, type, content, created_at) VALUES (?, ?, ?, ?)", A(draft->org_id),
                A(type), A(logo), A(w->now)));
    logo_id = db_insert_id(w);
  }
  TRY(db_exec(w, "UPDATE brand SET logo_id = ? WHERE id = ? AND status = 'draft'", A_REF(logo_id), A(draft->id)));
  return audit_write(w, "brand.drafted", "org", draft->org_id, draft->org_id, "logo", NULL);
}

result brand_logo_find(struct work *w, int64_t logo_id, struct bytes *out, const char **type)
{
  ROWS rows = { 0 };
  TRY(db_query(w, &rows, "SELECT content, type FROM brand_logo WHERE id = ?", A(logo_id)));
  return rows_one(&rows, F(*out), F(*type));
}

result brand_discard(struct work *w, int64_t org_id)
{
  TRY(org_lock_id(w, org_id));
  TRY(db_exec(w, "DELETE FROM brand WHERE org_id = ? AND status = 'draft'", A(org_id)));
  return db_changed(w) == 1 ? audit_write(w, "brand.discarded", "org", org_id, org_id, "", NULL) : NOT_FOUND;
}

/* The version becomes what holds: the organisation's row, and a new revision of its style sheet and logo. */
static result version_publish(struct work *w, int64_t org_id, int64_t id)
{
  TRY(db_exec(w, "UPDATE brand SET status = 'retired' WHERE org_id = ? AND status = 'published'", A(org_id)));
  TRY(db_exec(w, "UPDATE brand SET status = 'published', published_at = ?, published_by = ? WHERE id = ?", A(w->now),
              A_REF(w->person_id), A(id)));
  return db_exec(
      w,
      "UPDATE org o JOIN brand b ON b.id = ? LEFT JOIN brand_logo l ON l.id = b.logo_id SET o.colour = b.colour,"
      " o.colour_dark = b.colour_dark, o.logo = l.content, o.logo_type = COALESCE(l.type, ''), o.portal_name = b.name,"
      " o.portal_welcome = b.welcome, o.portal_footer = b.footer, o.portal_contact = b.contact,"
      " o.portal_phone = b.phone, o.portal_sender = b.sender, o.portal_mode = b.mode,"
      " o.portal_host = NULLIF(b.host, ''), o.portal_provider_id = b.provider_id,"
      " o.brand_revision = o.brand_revision + 1 WHERE o.id = b.org_id",
      A(id));
}

result brand_publish(struct work *w, int64_t org_id, int *number)
{
  struct brand draft;
  TRY(org_lock_id(w, org_id));
  TRY(brand_draft(w, org_id, &draft));
  TRY(version_publish(w, org_id, draft.id));
  *number = draft.number;
  return audit_write(w, "brand.published", "org", org_id, org_id, "",
                     arena_printf(w->arena, "version %d", draft.number));
}

result brand_restore(struct work *w, int64_t org_id, int old_number, int *number)
{
  struct brand old;
  TRY(org_lock_id(w, org_id));
  {
    ROWS rows = { 0 };
    TRY(db_query(w, &rows, BRAND_SELECT "b.number = ? AND b.status = 'retired'", A(org_id), A(old_number)));
    TRY(brand_read(&rows, &old));
  }
  TRY(version_copy(w, &old, true));
  int64_t id = db_insert_id(w);
  TRY(version_publish(w, org_id, id));
  ROWS rows = { 0 };
  TRY(db_query(w, &rows, "SELECT number FROM brand WHERE id = ?", A(id)));
  TRY(rows_one(&rows, F(*number)));
  return audit_write(w, "brand.restored", "org", org_id, org_id, "",
                     arena_printf(w->arena, "version %d, as %d", old_number, *number));
}

result brand_own(struct work *w, int64_t org_id, bool *out)
{
  ROWS rows = { 0 };
  TRY(db_query(w, &rows, "SELECT brand_own FROM org WHERE id = ?", A(org_id)));
  return rows_one(&rows, F(*out));
}

result brand_own_set(struct work *w, int64_t org_id, bool own)
{
  TRY(org_lock_id(w, org_id));
  TRY(db_exec(w, "UPDATE org SET brand_own = ? WHERE id = ?", A(own), A(org_id)));
  return audit_write(w, own ? "brand.opened" : "brand.closed", "org", org_id, org_id, "brand_own", NULL);
}
