/* To an identity provider: the buttons of the sign-in page, and the button's press, which notes what must come back. */
#include "cgi-bin/login/login.h"

#include "lib/auth/seal.h"
#include "lib/link/oidc.h"
#include "lib/link/web.h"

#include <string.h>

enum { STARTS_PER_NETWORK = 120, STARTS_WINDOW_S = 600 };

/* Made at the button's press, read at the callback alone: it ties the way back to this browser, so that nobody can be signed in to an
 * account that somebody else's browser asked for. Two ways at once in two tabs: the later one counts. */
const char oidc_cookie[] = "portico_oidc";

result oidc_client_of(struct req *rq, const struct provider *p, struct oidc_client *out)
{
  *out = (struct oidc_client){ .provider_id = p->id,
                               .issuer = p->issuer,
                               .client_id = p->client_id,
                               .token_auth = p->token_auth,
                               .scopes = p->scopes,
                               .email_claim = p->email_claim,
                               .name_claim = p->name_claim };
  out->redirect_uri = arena_printf(rq->arena, "%s/login/oidc/callback", rq->config->site_url);
  return p->client_secret.at ? seal_open(rq->arena, rq->key, "provider.secret", p->client_secret, &out->secret) : OK;
}

result oidc_refused(struct req *rq, const struct provider *p, result r, const char *why)
{
  if (r == UNAVAILABLE || r == INVALID)
    log_warn("oidc refused provider=%lld address=%s: %s", (long long)p->id, rq->in->remote, why);
  if (r == UNAVAILABLE)
    return refuse(rq, r, t("We cannot reach %s at the moment. Please try again in a minute, or sign in by mail."),
                  p->name);
  return r == INVALID
             ? refuse(rq, DENIED, t("What %s sent could not be verified, so you are not signed in. Please try again."),
                      p->name)
             : r;
}

/* One button a provider. Their forms lead to the provider's own host, which the page has to allow. */
result oidc_buttons_show(struct req *rq, const char *next, int64_t provider_id)
{
  const char *name, *url, *issuer;
  struct public_id id;
  int n = 0;
  ROWS rows = { 0 };
  TRY(db_query(
      rq->w, &rows,
      "SELECT public_id, name, issuer, authorize_url FROM identity_provider WHERE enabled AND (? = 0 OR id = ?)"
      " ORDER BY name, id LIMIT 20",
      A(provider_id), A(provider_id)));
  for (; rows_next(&rows, F(id), F(name), F(issuer), F(url)); n++) {
    view_item(rq->view, "Providers", n, "Action",
              arena_printf(rq->arena, "/login/oidc/%s", public_id_text(rq->arena, id)));
    view_item(rq->view, "Providers", n, "Label", arena_printf(rq->arena, t("Sign in with %s"), name));
    csp_form_action(rq, web_origin(rq->arena, str_empty(url) ? issuer : url));
  }
  if (n > 0)
    view_put(rq->view, "State.oidc", state_make(rq->arena, rq->key, "oidc", rq->w->now));
  view_put(rq->view, "Next", next);
  return OK;
}

static result start_count(struct work *w, void *arg)
{
  return limit_count(w, "signin.oidc", arg, STARTS_PER_NETWORK, STARTS_WINDOW_S);
}

struct start {
  const char *state, *browser;
  struct oidc_flow flow;
};

static result start_note(struct work *w, void *arg)
{
  struct start *s = arg;
  return flow_open(w, s->state, s->browser, &s->flow);
}

static const char *secret_new(struct arena *a)
{
  unsigned char raw[32];
  random_bytes(raw, sizeof raw);
  return base64url_encode(a, raw, sizeof raw);
}

result login_oidc_start(struct req *rq)
{
  struct public_id id;
  struct provider p;
  struct oidc_client client;
  struct oidc_metadata meta;
  const char *why = "", *verifier = secret_new(rq->arena), *next = req_param(rq, "next");
  TRY(req_public_id(rq, 0, &id));
  TRY(provider_find(rq->w, id, &p));
  if (!p.enabled)
    return NOT_FOUND;
  TRY(db_transaction(rq->w, start_count, (void *)limit_network(rq->arena, rq->in->remote)));
  TRY(oidc_client_of(rq, &p, &client));
  result r = oidc_discover(rq->w, p.id, p.issuer, &meta, &why);
  if (r != OK)
    return oidc_refused(rq, &p, r, why);
  struct start s = { .state = secret_new(rq->arena), .browser = secret_new(rq->arena) };
  s.flow = (struct oidc_flow){ .provider_id = p.id,
                               .nonce = secret_new(rq->arena),
                               .next = strlen(next) <= 390 ? next : "" };
  s.flow.verifier = seal(rq->arena, rq->key, "oidc.verifier", verifier);
  TRY(db_transaction(rq->w, start_note, &s));
  reply_cookie(rq->out, oidc_cookie, s.browser, lifetimes()->signin_s, rq->config->plain_http);
  return redirect_out(rq, oidc_authorize_url(rq->arena, &client, &meta, s.state, s.flow.nonce, verifier));
}
