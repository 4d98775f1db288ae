/* From a provider's word to a person, and the way there and back. */
#include "lib/model/identity.h"

#include "lib/base/crypto.h"
#include "lib/base/limits.h"
#include "lib/form/form.h"
#include "lib/model/trail.h"

#include <string.h>

struct found {
  int64_t person_id, org_id;
  bool active;
  const char *email;
};

static result denied(const char **why, const char *text)
{
  *why = text;
  return DENIED;
}

static result audience_fits(const struct provider *p, const struct found *f, const char **why)
{
  if (!f->active)
    return denied(why, "the person or their organisation is not active");
  return (f->org_id ? p->partner : p->staff) ? OK : denied(why, "the provider does not serve this person's audience");
}

/* By issuer and subject: what the account's address is today does not matter. */
static result person_linked(struct work *w, const struct provider *p, const struct identity *who, struct found *out)
{
  int64_t id;
  {
    ROWS rows = { 0 };
    TRY(db_query(w, &rows,
                 "SELECT i.id, p.id, COALESCE(p.org_id, 0), p.active AND (o.id IS NULL OR o.status = 'active'), p.email"
                 " FROM person_identity i JOIN person p ON p.id = i.person_id LEFT JOIN org o ON o.id = p.org_id"
                 " WHERE i.issuer = ? AND i.subject = ?",
                 A(p->issuer), A(who->subject)));
    TRY(rows_one(&rows, F(id), F(out->person_id), F(out->org_id), F(out->active), F(out->email)));
  }
  return db_exec(w, "UPDATE person_identity SET used_at = ? WHERE id = ?", A(w->now), A(id));
}

/* The column's collation takes letters with and without accents for the same, which mail servers do not: the text decides. */
static result person_of_address(struct work *w, const char *email, struct found *out)
{
  ROWS rows = { 0 };
  TRY(db_query(
      w, &rows,
      "SELECT p.id, COALESCE(p.org_id, 0), p.active AND (o.id IS NULL OR o.status = 'active'), p.email FROM person p"
      " LEFT JOIN org o ON o.id = p.org_id WHERE p.email = ? FOR UPDATE",
      A(email)));
  TRY(rows_one(&rows, F(out->person_id), F(out->org_id), F(out->active), F(out->email)));
  return str_eq(out->email, email) ? OK : NOT_FOUND;
}

static result other_account(struct work *w, const struct provider *p, int64_t person_id)
{
  int64_t id;
  ROWS rows = { 0 };
  TRY(db_query(w, &rows, "SELECT id FROM person_identity WHERE person_id = ? AND issuer = ?", A(person_id),
               A(p->issuer)));
  return rows_one(&rows, F(id));
}

/* The first time: every condition of decision 64, in the order of what they give away. */
static result person_link(struct work *w, const struct provider *p, const struct identity *who, struct found *out,
                          const char **why)
{
  const char *email = str_lower(w->arena, who->email);
  if (!email_valid(email))
    return denied(why, "the provider named no e-mail address");
  if (!who->email_verified)
    return denied(why, "the provider has not verified the e-mail address");
  if (!provider_vouches(p, email))
    return denied(why, "the provider may not vouch for this address's domain");
  result r = person_of_address(w, email, out);
  if (r == NOT_FOUND)
    return denied(why, "nobody has this e-mail address");
  TRY(r);
  TRY(audience_fits(p, out, why));
  r = other_account(w, p, out->person_id);
  if (r != NOT_FOUND)
    return r == OK ? denied(why, "the person is linked to another account of this issuer") : r;
  r = db_exec(w,
              "INSERT INTO person_identity (person_id, provider_id, issuer, subject, email, name, created_at, used_at)"
              " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
              A(out->person_id), A(p->id), A(p->issuer), A(who->subject), A(email),
              A(utf8_clip(w->arena, who->name, 199)), A(w->now), A(w->now));
  if (r == CONFLICT)
    return RETRY; /* somebody linked it between our look and our write: look again */
  TRY(r);
  return audit_write(w, "identity.linked", "person", out->person_id, out->org_id, "identity",
                     arena_printf(w->arena, "%s %s", p->issuer, who->subject));
}

result identity_open(struct work *w, const struct provider *p, const struct identity *who, struct identity_person *out,
                     const char **why)
{
  struct found f;
  result r = person_linked(w, p, who, &f);
  if (r == NOT_FOUND)
    r = person_link(w, p, who, &f, why);
  TRY(r);
  TRY(audience_fits(p, &f, why));
  w->person_id = f.person_id;
  w->org_id = f.org_id;
  w->actor = f.org_id ? "partner" : "staff";
  *out = (struct identity_person){ f.person_id, f.org_id };
  return audit_write(w, "signin.oidc", "person", f.person_id, f.org_id, "", p->name);
}

result identity_unlink(struct work *w, const char *email, int64_t *ended)
{
  struct found f;
  TRY(person_of_address(w, str_lower(w->arena, email), &f));
  TRY(db_exec(w, "DELETE FROM person_identity WHERE person_id = ?", A(f.person_id)));
  *ended = db_changed(w);
  return *ended ? audit_write(w, "identity.unlinked", "person", f.person_id, f.org_id, "identity", NULL) : OK;
}

static struct bytes hash_of(struct arena *a, const char *text)
{
  unsigned char *hash = arena_alloc(a, 32);
  sha256(text, strlen(text), hash);
  return (struct bytes){ hash, 32 };
}

result flow_open(struct work *w, const char *state, const char *browser, const struct oidc_flow *flow)
{
  return db_exec(w,
                 "INSERT INTO oidc_flow (state_hash, browser_hash, provider_id, nonce, verifier, next_path, "
                 "created_at, expires_at)"
                 " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                 A(hash_of(w->arena, state)), A(hash_of(w->arena, browser)), A(flow->provider_id), A(flow->nonce),
                 A(flow->verifier), A(flow->next ? flow->next : ""), A(w->now),
                 A(utc_add_s(w->now, lifetimes()->signin_s)));
}

result flow_claim(struct work *w, const char *state, const char *browser, struct oidc_flow *out)
{
  struct bytes key = hash_of(w->arena, state);
  TRY(db_exec(w,
              "UPDATE oidc_flow SET used_at = ? WHERE state_hash = ? AND browser_hash = ? AND used_at IS NULL AND "
              "expires_at > ?",
              A(w->now), A(key), A(hash_of(w->arena, browser)), A(w->now)));
  if (db_changed(w) != 1)
    return NOT_FOUND;
  ROWS rows = { 0 };
  TRY(db_query(w, &rows,
               "SELECT provider_id, nonce, verifier, next_path, created_at FROM oidc_flow WHERE state_hash = ?",
               A(key)));
  return rows_one(&rows, F(out->provider_id), F(out->nonce), F(out->verifier), F(out->next), F(out->created_at));
}
