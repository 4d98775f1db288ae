/* Sessions: rows found by the hash of a random token. Idle and absolute ends are in the guard's one statement. */
#include "lib/auth/auth.h"
#include "lib/base/limits.h"

#include <string.h>

static const struct {
  const char *cookie, *word;
} kinds[] = {
  [AUDIENCE_PARTNER] = { "portico_partner", "partner" },
  [AUDIENCE_STAFF] = { "portico_staff", "staff" },
  [AUDIENCE_CUSTOMER] = { "portico_customer", "customer" },
};

const char *session_cookie(enum audience audience)
{
  return kinds[audience].cookie ? kinds[audience].cookie : "";
}

struct session_life session_life(enum audience audience)
{
  const struct lifetimes *all = lifetimes();
  return audience == AUDIENCE_STAFF ? all->staff : audience == AUDIENCE_PARTNER ? all->partner : all->customer;
}

#define LIVE                                                                                                           \
  " WHERE s.token_hash = ? AND s.audience = ? AND s.ended_at IS NULL AND s.expires_at > ?"                             \
  " AND s.seen_at > ? - INTERVAL s.idle_s SECOND"
/* The fields that the vendor switched come as rows, a row each beside the session's own columns: all of them in one text would cost the
 * server a sort at every request. */
#define SESSION_COLUMNS                                                                                                \
  "SELECT f.field_key, f.state, s.id, s.csrf_secret, s.created_at, s.seen_at, s.step_up_at, s.factor, s.half,"         \
  " COALESCE(s.viewed_by, 0),"
#define SESSION_FROM " FROM session s LEFT JOIN field_switch f ON f.audience = s.audience"

/* An end customer: an address that a live rule of the bill group lets in. Or one of the staff who looks at the portal, before there
 * is any rule. The brand is that of the organisation that sold to it, if one did. */
static const struct sql *customer_sql(void)
{
  return SQL(
      SESSION_COLUMNS
      " 0, 0, s.bill_group_id, IF(s.viewed_by IS NULL, s.email, g.name), s.email, '', p.language, e.zone, o.public_id,"
      " COALESCE(o.name, seller.legal_name), o.colour, o.logo_type, COALESCE(o.brand_revision, 0), o.portal_name, o.portal_footer,"
      " o.portal_contact, o.portal_phone, 0, 0" SESSION_FROM " JOIN bill_group g ON g.id = s.bill_group_id"
      " LEFT JOIN access_rule r ON r.id = s.access_rule_id AND r.live = 1 JOIN party p ON p.id = g.party_id"
      " JOIN legal_entity e ON e.id = g.legal_entity_id JOIN party seller ON seller.id = e.party_id"
      " LEFT JOIN org o ON o.id = g.org_id AND o.status = 'active'" LIVE
      " AND (s.viewed_by IS NOT NULL OR r.id IS NOT NULL)");
}

/* A partner's person. */
static const struct sql *partner_sql(void)
{
  return SQL(
      SESSION_COLUMNS
      " p.id, p.org_id, 0, p.name, p.email, p.roles, p.language, p.zone, o.public_id, o.name, o.colour, o.logo_type,"
      " o.brand_revision, o.portal_name, o.portal_footer, o.portal_contact, o.portal_phone, COALESCE(s.portal_org_id, 0),"
      " (SELECT m.revision FROM webpage_menu m WHERE m.id = 1)" SESSION_FROM
      " JOIN person p ON p.id = s.person_id JOIN org o ON o.id = p.org_id LEFT JOIN session parent ON parent.id = s.parent_id" LIVE
      " AND parent.ended_at IS NULL AND (s.portal_org_id IS NULL OR s.portal_org_id = p.org_id)"
      " AND p.active AND o.status = 'active'");
}

/* One of the staff, with the rights of all their roles as they stand now. A role that is no more gives nothing. */
static const struct sql *staff_sql(void)
{
  return SQL(
      SESSION_COLUMNS
      " p.id, 0, 0, p.name, p.email, (SELECT GROUP_CONCAT(v.rights) FROM vendor_role v WHERE FIND_IN_SET(v.role_key, p.roles)),"
      " p.language, p.zone, NULL, NULL, NULL, NULL, 0, NULL, NULL, NULL, NULL, 0, 0" SESSION_FROM
      " JOIN person p ON p.id = s.person_id" LIVE " AND p.active AND p.org_id IS NULL AND s.viewed_by IS NULL");
}

static const struct sql *session_sql(enum audience audience)
{
  return audience == AUDIENCE_CUSTOMER ? customer_sql() : audience == AUDIENCE_STAFF ? staff_sql() : partner_sql();
}

/* What the statement said in the place of rights: role keys of a partner's person, right keys of the staff's. */
static uint64_t rights_of(enum audience audience, const char *keys)
{
  return audience == AUDIENCE_CUSTOMER ? BILLING : audience == AUDIENCE_STAFF ? rights_read(keys) : roles_rights(keys);
}

/* Staff who look on must still be there themselves, and still may. */
static result viewer_find(struct work *w, int64_t person_id, const char **name)
{
  ROWS rows = { 0 };
  TRY(db_query(w, &rows,
               "SELECT p.name FROM person p WHERE p.id = ? AND p.active AND EXISTS (SELECT 1 FROM vendor_role v"
               " WHERE FIND_IN_SET(v.role_key, p.roles) AND (v.rights = '*' OR FIND_IN_SET('view.as', v.rights)))",
               A(person_id)));
  return rows_one(&rows, F(*name));
}

result session_find(struct work *w, enum audience audience, const char *token, struct principal *out)
{
  unsigned char hash[32];
  if (!token_kept(token, hash))
    return NOT_FOUND;
  struct principal p = { .audience = audience };
  const char *keys, *field, *state;
  struct bytes secret;
  ROWS rows = { 0 };
  TRY(db_query_sql(w, &rows, session_sql(audience), A(((struct bytes){ hash, sizeof hash })), A(kinds[audience].word),
                   A(w->now), A(w->now)));
  if (!rows_next(&rows, F(field), F(state), F(p.session_id), F(secret), F(p.signed_in_at), F(p.last_seen_at),
                 F(p.step_up_at), F(p.factor), F(p.half), F(p.viewed_by), F(p.person_id), F(p.org_id),
                 F(p.bill_group_id), F(p.name), F(p.email), F(keys), F(p.language), F(p.zone), F(p.org_public),
                 F(p.org_name), F(p.org_colour), F(p.org_logo), F(p.org_revision), F(p.portal_name), F(p.portal_footer),
                 F(p.portal_contact), F(p.portal_phone), F(p.portal_org_id), F(p.pages_revision)))
    return NOT_FOUND;
  if (secret.size != sizeof p.csrf_secret)
    return FAIL("session %lld has a secret of %zu bytes", (long long)p.session_id, secret.size);
  memcpy(p.csrf_secret, secret.at, secret.size);
  p.rights = rights_of(audience, keys);
  switches_add(&p.switches, field, state);
  while (rows_step(&rows))
    switches_add(&p.switches, rows_text(&rows, 0), rows_text(&rows, 1));
  if (p.viewed_by)
    TRY(viewer_find(w, p.viewed_by, &p.viewer));
  *out = p;
  return OK;
}

result session_start(struct work *w, const struct session_new *in, const char **token)
{
  unsigned char raw[32], hash[32], secret[32], old[32];
  struct session_life own = session_life(in->audience);
  int idle_s = in->viewed_by ? SESSION_VIEW_IDLE_S : own.idle_s;
  int longest_s = in->viewed_by ? SESSION_VIEW_S : own.longest_s;
  struct utc end = in->expires_at.us ? in->expires_at : utc_add_s(w->now, longest_s);
  random_bytes(raw, sizeof raw);
  random_bytes(secret, sizeof secret);
  sha256(raw, sizeof raw, hash);
  if (token_kept(in->old_token, old))
    TRY(db_exec(w, "UPDATE session SET ended_at = ? WHERE token_hash = ? AND ended_at IS NULL", A(w->now),
                A(((struct bytes){ old, sizeof old }))));
  /* Before the row that refers to it: two sign-ins of one person at once then wait for each other instead of both dying. */
  if (in->person_id && !in->viewed_by && !in->parent_id)
    TRY(db_exec(w, "UPDATE person SET last_signin_at = ? WHERE id = ?", A(w->now), A(in->person_id)));
  TRY(db_exec(
      w,
      "INSERT INTO session (token_hash, person_id, audience, portal_org_id, parent_id, bill_group_id, access_rule_id, email, viewed_by, view_reason, factor,"
      " half, step_up_at, csrf_secret, created_at, seen_at, idle_s, expires_at, device, address)"
      " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      A(((struct bytes){ hash, sizeof hash })), A_REF(in->person_id), A(kinds[in->audience].word),
      A_REF(in->portal_org_id), A_REF(in->parent_id), A_REF(in->bill_group_id), A_REF(in->access_rule_id),
      A(in->email ? in->email : ""), A_REF(in->viewed_by), A(in->view_reason ? in->view_reason : ""),
      A(in->factor ? in->factor : "mail"), A(in->half), A(in->proved ? w->now : in->step_up_at),
      A(((struct bytes){ secret, sizeof secret })), A(w->now), A(w->now), A(idle_s), A(end),
      A(utf8_clip(w->arena, in->device ? in->device : "", 199)), A(in->address ? in->address : "")));
  *token = base64url_encode(w->arena, raw, sizeof raw);
  return OK;
}

result session_step_up(struct work *w, const struct principal *who, const char *factor, const char **token)
{
  unsigned char raw[32], hash[32];
  random_bytes(raw, sizeof raw);
  sha256(raw, sizeof raw, hash);
  TRY(db_exec(
      w,
      "UPDATE session SET token_hash = ?, step_up_at = ?, factor = ?, half = FALSE WHERE id = ? AND ended_at IS NULL",
      A(((struct bytes){ hash, sizeof hash })), A(w->now), A(factor), A(who->session_id)));
  *token = base64url_encode(w->arena, raw, sizeof raw);
  return db_changed(w) == 1 ? OK : NOT_FOUND;
}

bool session_stepped_up(const struct principal *who, struct utc now)
{
  return who->step_up_at.us && now.us - who->step_up_at.us < lifetimes()->step_up_s * INT64_C(1000000);
}

/* The session of the main host that a sub-portal's hangs on; itself otherwise. */
static result session_root(struct work *w, int64_t session_id, int64_t *out)
{
  ROWS rows = { 0 };
  TRY(db_query(w, &rows, "SELECT COALESCE(parent_id, id) FROM session WHERE id = ?", A(session_id)));
  result r = rows_one(&rows, F(*out));
  return r == NOT_FOUND ? OK : r;
}

result session_end_others(struct work *w, int64_t person_id, int64_t kept_id)
{
  int64_t root_id = kept_id;
  TRY(session_root(w, kept_id, &root_id));
  /* What staff look at through another's eyes is a session of the other's by its row, and theirs by whoever holds its cookie. */
  TRY(db_exec(
      w,
      "UPDATE session v JOIN person p ON p.id = v.viewed_by SET v.ended_at = ? WHERE p.id = ? AND p.org_id IS NULL"
      " AND v.ended_at IS NULL",
      A(w->now), A(person_id)));
  return db_exec(w, "UPDATE session SET ended_at = ? WHERE person_id = ? AND id NOT IN (?, ?) AND ended_at IS NULL",
                 A(w->now), A(person_id), A(kept_id), A(root_id));
}

result session_end_visitor(struct work *w, int64_t bill_group_id, const char *email, int64_t kept_id)
{
  return db_exec(
      w,
      "UPDATE session SET ended_at = ? WHERE bill_group_id = ? AND email = ? AND BINARY email = BINARY ? AND id <> ?"
      " AND viewed_by IS NULL AND ended_at IS NULL",
      A(w->now), A(bill_group_id), A(email), A(email), A(kept_id));
}

result session_portal(struct work *w, const char *token, struct public_id *out)
{
  unsigned char hash[32];
  if (!token_kept(token, hash))
    return NOT_FOUND;
  ROWS rows = { 0 };
  TRY(db_query(w, &rows,
               "SELECT g.public_id FROM session s JOIN bill_group g ON g.id = s.bill_group_id WHERE s.token_hash = ?"
               " AND s.viewed_by IS NULL",
               A(((struct bytes){ hash, sizeof hash }))));
  return rows_one(&rows, F(*out));
}

result session_end(struct work *w, int64_t session_id)
{
  /* What staff look at through another's eyes ends with their own session. */
  TRY(db_exec(
      w,
      "UPDATE session v JOIN session s ON s.person_id = v.viewed_by SET v.ended_at = ? WHERE s.id = ? AND s.audience = 'staff'"
      " AND v.ended_at IS NULL",
      A(w->now), A(session_id)));
  int64_t root_id = session_id;
  TRY(session_root(w, session_id, &root_id));
  TRY(db_exec(w, "UPDATE session SET ended_at = ? WHERE id = ? AND ended_at IS NULL", A(w->now), A(root_id)));
  return db_exec(w, "UPDATE session SET ended_at = ? WHERE parent_id = ? AND ended_at IS NULL", A(w->now), A(root_id));
}

result session_seen(struct work *w, const struct principal *who)
{
  if (!who->session_id || w->now.us - who->last_seen_at.us < 60 * 1000000LL)
    return OK;
  TRY(db_begin(w));
  result r =
      db_exec(w, "UPDATE session SET seen_at = GREATEST(seen_at, ?) WHERE id = ?", A(w->now), A(who->session_id));
  if (r != OK) {
    db_rollback(w);
    return r;
  }
  return db_commit(w);
}
