/* What a provider publishes, and keeping it: one row a document for all processes, asked for anew when it is old. */
#include "lib/link/oidc.h"

#include "lib/base/log.h"
#include "lib/link/web.h"

#include <string.h>

static result refused(const char **why, const char *text)
{
  *why = text;
  return INVALID;
}

result oidc_get(struct arena *a, const char *issuer, const char *url, const char *bearer, struct bytes *out,
                const char **why)
{
  struct web_reply reply;
  struct web_request rq = {
    .url = url, .bearer = bearer, .bytes_max = OIDC_DOCUMENT_BYTES, .plain_loopback = web_url_plain(issuer)
  };
  TRY(web_fetch(a, &rq, &reply, why));
  if (reply.status != 200) {
    *why = arena_printf(a, "the provider answered %d", reply.status);
    return UNAVAILABLE;
  }
  if (!str_starts(reply.content_type, "application/") || !strstr(reply.content_type, "json"))
    return refused(why, "the provider's answer is not JSON by its type");
  *out = reply.body;
  return OK;
}

/* An address of the document; *fits turns false when it must be there and is not, or is not to be asked. */
static const char *endpoint(struct arena *a, const json_t *doc, const char *name, bool plain, bool must, bool *fits)
{
  const char *url = json_word(doc, name, 500);
  if (!url && !must && !json_object_get(doc, name))
    return "";
  if (!url || !web_url_fits(url, plain))
    *fits = false;
  return url ? arena_dup(a, url) : "";
}

result oidc_metadata_read(struct arena *a, const char *issuer, struct bytes body, struct oidc_metadata *out,
                          const char **why)
{
  JSON_READ *doc = json_strict(body);
  bool fits = true, plain = web_url_plain(issuer);
  if (!doc)
    return refused(why, "the discovery document is not strict JSON");
  if (!str_eq(json_word(doc, "issuer", 300), issuer))
    return refused(why, "the discovery document is another issuer's");
  *out = (struct oidc_metadata){
    .authorization = endpoint(a, doc, "authorization_endpoint", plain, true, &fits),
    .token = endpoint(a, doc, "token_endpoint", plain, true, &fits),
    .keys = endpoint(a, doc, "jwks_uri", plain, true, &fits),
    .userinfo = endpoint(a, doc, "userinfo_endpoint", plain, false, &fits),
    .end_session = endpoint(a, doc, "end_session_endpoint", plain, false, &fits),
    .names_issuer = json_is_true(json_object_get(doc, "authorization_response_iss_parameter_supported")),
  };
  return fits ? OK : refused(why, "an address in the discovery document is missing or not https");
}

static const char *discovery_url(struct arena *a, const char *issuer)
{
  return arena_printf(a, "%s%s", issuer,
                      str_ends(issuer, "/") ? ".well-known/openid-configuration" : "/.well-known/openid-configuration");
}

result oidc_discover_now(struct arena *a, const char *issuer, struct oidc_metadata *out, struct bytes *body,
                         const char **why)
{
  TRY(oidc_get(a, issuer, discovery_url(a, issuer), NULL, body, why));
  return oidc_metadata_read(a, issuer, *body, out, why);
}

/* ---- the kept documents ---- */
struct document {
  int64_t provider_id;
  const char *kind, *body, *authorize_url;
  struct utc fetched_at, tried_at;
  bool ours; /* this process may ask now */
};

static result document_read(struct work *w, struct document *d)
{
  ROWS rows = { 0 };
  TRY(db_query(w, &rows, "SELECT body, fetched_at, tried_at FROM identity_document WHERE provider_id = ? AND kind = ?",
               A(d->provider_id), A(d->kind)));
  return rows_one(&rows, F(d->body), F(d->fetched_at), F(d->tried_at));
}

/* Who moves tried_at asks; the others use what is there. The very first answer may be asked for by several. */
static result document_claim(struct work *w, void *arg)
{
  struct document *d = arg;
  TRY(db_exec(w, "UPDATE identity_document SET tried_at = ? WHERE provider_id = ? AND kind = ? AND tried_at <= ?",
              A(w->now), A(d->provider_id), A(d->kind), A(utc_add_s(w->now, -OIDC_AGAIN_S))));
  d->ours = db_changed(w) == 1;
  return OK;
}

static result document_keep(struct work *w, void *arg)
{
  struct document *d = arg;
  TRY(db_exec(w,
              "INSERT INTO identity_document (provider_id, kind, body, fetched_at, tried_at) VALUES (?, ?, ?, ?, ?)"
              " ON DUPLICATE KEY UPDATE body = VALUE(body), fetched_at = VALUE(fetched_at), tried_at = VALUE(tried_at)",
              A(d->provider_id), A(d->kind), A(d->body), A(w->now), A(w->now)));
  if (!d->authorize_url)
    return OK;
  return db_exec(w, "UPDATE identity_provider SET authorize_url = ? WHERE id = ?", A(d->authorize_url),
                 A(d->provider_id));
}

static bool younger(const struct work *w, struct utc t, int64_t seconds)
{
  return t.us && utc_add_s(t, seconds).us > w->now.us;
}

/* A provider that never answered yet is not asked by everybody at once. */
static result document_failed(struct work *w, void *arg)
{
  struct document *d = arg;
  return db_exec(w,
                 "INSERT INTO identity_document (provider_id, kind, tried_at) VALUES (?, ?, ?)"
                 " ON DUPLICATE KEY UPDATE tried_at = VALUE(tried_at)",
                 A(d->provider_id), A(d->kind), A(w->now));
}

/* Only what can be used is kept: a broken answer must not push out a good one. */
static result document_fetch(struct work *w, struct document *d, const char *issuer, const char *url, struct bytes *out,
                             const char **why)
{
  TRY(oidc_get(w->arena, issuer, url, NULL, out, why));
  if (str_eq(d->kind, "discovery")) {
    struct oidc_metadata m;
    TRY(oidc_metadata_read(w->arena, issuer, *out, &m, why));
    d->authorize_url = m.authorization;
  } else {
    JSON_READ *keys = json_strict(*out);
    if (!json_is_array(json_object_get(keys, "keys")))
      return refused(why, "the key document is not strict JSON with keys");
  }
  d->body = arena_dupn(w->arena, (const char *)out->at, out->size);
  return db_transaction(w, document_keep, d);
}

static void from_row(const struct document *d, struct bytes *out)
{
  *out = (struct bytes){ (const unsigned char *)d->body, strlen(d->body) };
}

result oidc_document(struct work *w, int64_t provider_id, enum oidc_document kind, const char *issuer, const char *url,
                     bool again, struct bytes *out, const char **why)
{
  struct document d = { .provider_id = provider_id, .kind = kind == OIDC_DISCOVERY ? "discovery" : "keys" };
  result r = document_read(w, &d);
  if (r != OK && r != NOT_FOUND)
    return r;
  bool kept = r == OK && d.body, fresh = kept && younger(w, d.fetched_at, OIDC_FRESH_S);
  if (kept)
    TRY((fresh && !again) ? OK : db_transaction(w, document_claim, &d));
  if (kept && !d.ours) {
    *why = "it was asked for a moment ago";
    from_row(&d, out);
    return again ? NOT_FOUND : fresh || younger(w, d.fetched_at, OIDC_STALE_S) ? OK : UNAVAILABLE;
  }
  if (!kept && younger(w, d.tried_at, OIDC_FAILED_S)) {
    *why = "it did not answer a moment ago";
    return UNAVAILABLE;
  }
  r = document_fetch(w, &d, issuer, url, out, why);
  if (r != OK && !kept)
    TRY(db_transaction(w, document_failed, &d));
  if (r == OK || again || !kept || !younger(w, d.fetched_at, OIDC_STALE_S))
    return r == INVALID ? UNAVAILABLE : r;
  log_warn("oidc: provider %lld does not give its %s (%s); the kept one is used", (long long)provider_id, d.kind, *why);
  from_row(&d, out);
  return OK;
}

result oidc_discover(struct work *w, int64_t provider_id, const char *issuer, struct oidc_metadata *out,
                     const char **why)
{
  struct bytes body;
  TRY(oidc_document(w, provider_id, OIDC_DISCOVERY, issuer, discovery_url(w->arena, issuer), false, &body, why));
  return oidc_metadata_read(w->arena, issuer, body, out, why);
}
