/* Back from an identity provider. The way back is used up first and for good, in a transaction of its own, so that nothing that follows
 * can be tried twice; then the provider is asked, with no transaction open; then person, link and session are one transaction. */
#include "cgi-bin/login/login.h"

#include "lib/auth/seal.h"
#include "lib/link/oidc.h"

#include <string.h>

struct claim {
  const char *state, *browser;
  struct oidc_flow flow;
};

static result claim_run(struct work *w, void *arg)
{
  struct claim *c = arg;
  return flow_claim(w, c->state, c->browser, &c->flow);
}

/* The one route that reads its cookie: the redirect carries no proof of ours but state, which the browser that set out must confirm. */
static result flow_take(struct req *rq, struct oidc_flow *out)
{
  struct claim c = { .state = req_param(rq, "state") };
  c.browser = cookie_find(rq->arena, rq->in, cookie_name(rq->arena, oidc_cookie, rq->config->plain_http));
  result r = *c.state && c.browser && strlen(c.state) < 100 ? db_transaction(rq->w, claim_run, &c) : NOT_FOUND;
  if (r == NOT_FOUND) {
    log_warn("oidc refused address=%s: no way back of this browser is open for this state", rq->in->remote);
    return refuse(rq, r, "%s",
                  t("This sign-in was finished already, is too old, or began in another browser. Please "
                    "start again."));
  }
  *out = c.flow;
  return r;
}

/* RFC 9207: whoever answers names itself, or a second provider could pass its answer off as the first one's. */
static bool issuer_fits(struct req *rq, const struct provider *p, const struct oidc_metadata *m)
{
  const char *iss = req_param(rq, "iss");
  return *iss ? str_eq(iss, p->issuer) : !m->names_issuer;
}

/* The provider's own word goes into the log if it is one of the protocol's form. */
static result not_signed_in(struct req *rq, const struct provider *p, const char *error)
{
  bool word = strlen(error) <= 40 && !error[strspn(error, "abcdefghijklmnopqrstuvwxyz_")];
  log_warn("oidc refused provider=%lld address=%s: the provider said %s", (long long)p->id, rq->in->remote,
           word ? error : "something odd");
  return refuse(rq, DENIED, t("%s did not sign you in. You may try again, or sign in by mail."), p->name);
}

struct entering {
  struct req *rq;
  const struct provider *provider;
  struct identity who;
  const char *next, *why;
};

static result enter(struct work *w, void *arg)
{
  struct entering *e = arg;
  struct identity_person person;
  reply_reset(e->rq->out, e->rq->arena); /* after a lost race it runs again */
  TRY(identity_open(w, e->provider, &e->who, &person, &e->why));
  struct signin in = { .person_id = person.person_id,
                       .audience = person.org_id ? AUDIENCE_PARTNER : AUDIENCE_STAFF,
                       .next = e->next,
                       .provider_id = e->provider->id };
  reply_cookie(e->rq->out, oidc_cookie, "", 0, e->rq->config->plain_http);
  return login_enter(e->rq, &in, "oidc");
}

static result answer_check(struct req *rq, const struct provider *p, const struct oidc_flow *flow,
                           struct oidc_identity *out, const char **why)
{
  struct oidc_client client;
  struct oidc_metadata meta;
  struct oidc_answer answer = { .code = req_param(rq, "code"), .nonce = flow->nonce, .asked_at = flow->created_at };
  TRY(oidc_client_of(rq, p, &client));
  TRY(seal_open(rq->arena, rq->key, "oidc.verifier", flow->verifier, &answer.verifier));
  TRY(oidc_discover(rq->w, p->id, p->issuer, &meta, why));
  if (!issuer_fits(rq, p, &meta)) {
    *why = "the answer names another issuer, or none";
    return INVALID;
  }
  if (*req_param(rq, "error"))
    return not_signed_in(rq, p, req_param(rq, "error"));
  if (!*answer.code || strlen(answer.code) > 2000) {
    *why = "the answer has no code, or one that is too long";
    return INVALID;
  }
  return oidc_finish(rq->w, &client, &meta, &answer, out, why);
}

result login_oidc_callback(struct req *rq)
{
  struct oidc_flow flow = { 0 };
  struct provider p;
  struct oidc_identity found;
  const char *why = "";
  TRY(flow_take(rq, &flow));
  TRY(provider_get(rq->w, flow.provider_id, &p));
  if (!p.enabled)
    return NOT_FOUND;
  result r = answer_check(rq, &p, &flow, &found, &why);
  if (r != OK)
    return oidc_refused(rq, &p, r, why);
  struct entering e = { .rq = rq, .provider = &p, .next = flow.next, .why = "" };
  e.who = (struct identity){ found.subject, found.email, found.name, found.email_verified };
  r = db_transaction(rq->w, enter, &e);
  if (r != DENIED)
    return r;
  log_warn("oidc refused provider=%lld address=%s: %s", (long long)p.id, rq->in->remote, e.why);
  return refuse(rq, DENIED,
                t("Your account at %s opens nothing here. It must carry the verified e-mail address that you are "
                  "registered with. Ask your "
                  "administrator, or sign in by mail."),
                p.name);
}
