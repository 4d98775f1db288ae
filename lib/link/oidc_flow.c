/* There and back: the address that the browser is sent to, the code for tokens, the tokens for an identity. */
#include "lib/link/oidc.h"

#include "lib/base/crypto.h"
#include "lib/base/log.h"
#include "lib/link/web.h"

#include <string.h>
#include <strings.h>

struct tokens {
  const char *id, *access; /* access: NULL without */
};

static result refused(const char **why, const char *text)
{
  *why = text;
  return INVALID;
}

static void query_add(struct buf *b, const char *name, const char *value)
{
  buf_printf(b, "%s%s=%s", b->size ? "&" : "", name, web_escape(b->arena, value));
}

static const char *with_query(struct arena *a, const char *url, struct buf *query)
{
  return arena_printf(a, "%s%c%s", url, strchr(url, '?') ? '&' : '?', buf_text(query));
}

const char *oidc_authorize_url(struct arena *a, const struct oidc_client *c, const struct oidc_metadata *m,
                               const char *state, const char *nonce, const char *verifier)
{
  unsigned char hash[32];
  struct buf q = BUF(a);
  sha256(verifier, strlen(verifier), hash);
  query_add(&q, "response_type", "code");
  query_add(&q, "client_id", c->client_id);
  query_add(&q, "redirect_uri", c->redirect_uri);
  query_add(&q, "scope", c->scopes);
  query_add(&q, "state", state);
  query_add(&q, "nonce", nonce);
  query_add(&q, "code_challenge", base64url_encode(a, hash, sizeof hash));
  query_add(&q, "code_challenge_method", "S256");
  return with_query(a, m->authorization, &q);
}

const char *oidc_logout_url(struct arena *a, const struct oidc_metadata *m, const char *client_id, const char *back_to)
{
  struct buf q = BUF(a);
  if (str_empty(m->end_session))
    return "";
  query_add(&q, "client_id", client_id);
  query_add(&q, "post_logout_redirect_uri", back_to);
  return with_query(a, m->end_session, &q);
}

/* The provider's own word for what went wrong, if it is one ("invalid_grant"): nothing else of its answer goes into the log. */
static const char *error_word(struct arena *a, struct bytes body)
{
  JSON_READ *doc = json_strict(body);
  const char *error = json_word(doc, "error", 40);
  bool word = error && *error && !error[strspn(error, "abcdefghijklmnopqrstuvwxyz_")];
  return word ? arena_dup(a, error) : "no reason given";
}

static result tokens_ask(struct work *w, const struct oidc_client *c, const struct oidc_metadata *m,
                         const struct oidc_answer *answer, struct tokens *out, const char **why)
{
  struct buf form = BUF(w->arena);
  bool basic = str_eq(c->token_auth, "basic"), post = str_eq(c->token_auth, "post");
  query_add(&form, "grant_type", "authorization_code");
  query_add(&form, "code", answer->code);
  query_add(&form, "redirect_uri", c->redirect_uri);
  query_add(&form, "code_verifier", answer->verifier);
  if (!basic)
    query_add(&form, "client_id", c->client_id);
  if (post)
    query_add(&form, "client_secret", c->secret ? c->secret : "");
  struct web_request rq = { .url = m->token,
                            .form = buf_text(&form),
                            .bytes_max = 4 * OIDC_TOKEN_BYTES,
                            .plain_loopback = web_url_plain(c->issuer) };
  if (basic) {
    rq.user = c->client_id;
    rq.password = c->secret;
  }
  struct web_reply reply;
  TRY(web_fetch(w->arena, &rq, &reply, why));
  if (reply.status != 200) {
    *why = arena_printf(w->arena, "the token endpoint answered %d: %s", reply.status, error_word(w->arena, reply.body));
    return reply.status >= 500 ? UNAVAILABLE : INVALID;
  }
  JSON_READ *doc = json_strict(reply.body);
  const char *type = json_word(doc, "token_type", 20), *id = json_word(doc, "id_token", OIDC_TOKEN_BYTES);
  const char *access = json_word(doc, "access_token", OIDC_TOKEN_BYTES);
  if (!doc)
    return refused(why, "the token answer is not strict JSON");
  if (!type || strcasecmp(type, "Bearer") != 0)
    return refused(why, "the token answer is of another type than Bearer");
  if (!id)
    return refused(why, "the token answer has no ID token, or one that is too long");
  *out = (struct tokens){ arena_dup(w->arena, id), access ? arena_dup(w->arena, access) : NULL };
  return OK;
}

/* A key that we do not know may be new: one question more, throttled, then it is refused. */
static result token_check(struct work *w, const struct oidc_client *c, const struct oidc_metadata *m,
                          const struct oidc_answer *answer, const struct tokens *t, json_t **claims, const char **why)
{
  struct bytes keys;
  TRY(oidc_document(w, c->provider_id, OIDC_KEYS, c->issuer, m->keys, false, &keys, why));
  result r = oidc_token_check(w->arena, c, answer, keys, t->id, t->access, utc_now(), claims, why);
  if (r != NOT_FOUND)
    return r;
  r = oidc_document(w, c->provider_id, OIDC_KEYS, c->issuer, m->keys, true, &keys, why);
  if (r == OK)
    r = oidc_token_check(w->arena, c, answer, keys, t->id, t->access, utc_now(), claims, why);
  if (r != NOT_FOUND)
    return r;
  return refused(why, "the ID token is signed with a key that the provider does not publish");
}

static void identity_fill(struct arena *a, const struct oidc_client *c, const json_t *claims, struct oidc_identity *out)
{
  const char *email = json_word(claims, c->email_claim, 254), *name = json_word(claims, c->name_claim, 800);
  out->email = email ? arena_dup(a, email) : "";
  out->name = name ? arena_dup(a, name) : "";
  out->email_verified = email && json_is_true(json_object_get(claims, "email_verified"));
}

/* Both, address and whether it was verified, come from the one document or the other, never mixed. */
static void userinfo_ask(struct work *w, const struct oidc_client *c, const struct oidc_metadata *m, const char *access,
                         struct oidc_identity *out)
{
  struct bytes body;
  const char *why = "";
  if (oidc_get(w->arena, c->issuer, m->userinfo, access, &body, &why) != OK) {
    log_warn("oidc: provider %lld gives no userinfo: %s", (long long)c->provider_id, why);
    return;
  }
  JSON_READ *claims = json_strict(body);
  if (claims && str_eq(json_word(claims, "sub", 255), out->subject))
    identity_fill(w->arena, c, claims, out);
  else
    log_warn("oidc: provider %lld answers with somebody else's userinfo", (long long)c->provider_id);
}

result oidc_finish(struct work *w, const struct oidc_client *c, const struct oidc_metadata *m,
                   const struct oidc_answer *answer, struct oidc_identity *out, const char **why)
{
  struct tokens t;
  JSON_READ *claims = NULL;
  TRY(tokens_ask(w, c, m, answer, &t, why));
  TRY(token_check(w, c, m, answer, &t, &claims, why));
  *out = (struct oidc_identity){ .subject = arena_dup(w->arena, json_word(claims, "sub", 255)) };
  identity_fill(w->arena, c, claims, out);
  if (!*out->email && *m->userinfo && t.access)
    userinfo_ask(w, c, m, t.access, out);
  return OK;
}
