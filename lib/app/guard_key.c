/* What a key of the API proves: whose it is, that it asks no oftener than it may, and that its scopes reach. No cookie is read. */
#include "lib/app/frame.h"
#include <string.h>

enum { STRANGERS_LIMIT = 30, STRANGERS_WINDOW_S = 60, WINDOW_S = 10 };

static bool too_often(struct turn *tn, result r)
{
  if (r == OK)
    return false;
  if (r == LIMITED) {
    message_show(tn, 429, t("Too often"), t("This was asked too often. Wait as long as Retry-After says."));
    if (!tn->rate.limit)
      reply_header(tn->rq.out, "Retry-After", "2");
  } else {
    turn_clear(tn);
    refusal_show(tn, r);
  }
  return true;
}

/* Whoever has no key may not try as often as they like. */
static void stranger_refuse(struct turn *tn)
{
  struct req *rq = &tn->rq;
  struct rate rate;
  log_warn("key refused path=%s address=%s", rq->route->path, rq->in->remote);
  const char *bucket = arena_printf(rq->arena, "net:%s", limit_network(rq->arena, rq->in->remote));
  if (too_often(tn, rate_take(rq->w, bucket, STRANGERS_LIMIT, STRANGERS_WINDOW_S, &rate)))
    return;
  message_show(tn, 401, t("No valid key"),
               t("Send the header Authorization: Bearer, and a key of your organisation that is still valid."));
  reply_header(rq->out, "WWW-Authenticate", "Bearer realm=\"%s\"", "api");
}

static bool allowance_pass(struct turn *tn)
{
  struct req *rq = &tn->rq;
  int at_once = rq->config->api_per_minute / 6;
  const char *bucket = arena_printf(rq->arena, "key:%lld", (long long)rq->who.key_id);
  return !too_often(tn, rate_take(rq->w, bucket, at_once, WINDOW_S, &tn->rate));
}

static bool printable(const char *s)
{
  for (; *s; s++)
    if (*s <= 0x20 || *s >= 0x7f)
      return false;
  return true;
}

static bool form_pass(struct turn *tn)
{
  struct req *rq = &tn->rq;
  if (rq->in->method == GET)
    return true;
  if (!str_eq(rq->in->content_type, "application/json")) {
    message_show(tn, 415, t("Not understood"), t("Send JSON, with the header Content-Type: application/json."));
    return false;
  }
  if (!printable(rq->in->idempotency_key)) {
    message_show(tn, 400, t("Not understood"), t("An Idempotency-Key is made of visible ASCII characters."));
    return false;
  }
  return true;
}

static bool unnamed(struct turn *tn, const char *why)
{
  problem_add(&tn->rq, "?For-Organisation", "%s", why);
  message_show(tn, 400, t("For whom?"),
               t("A key of the vendor's own names the organisation that each request is for."));
  return false;
}

/* The organisation that a key of the vendor's own asks for (L11): from here on it is as if one of its own keys asked. */
static bool named_take(struct turn *tn)
{
  struct req *rq = &tn->rq;
  struct public_id id;
  if (!*rq->in->for_organisation)
    return unnamed(tn, t("This header is needed: the id of a partner organisation."));
  ROWS rows = { 0 };
  result r = !public_id_parse(rq->in->for_organisation, &id)
                 ? NOT_FOUND
                 : db_query(rq->w, &rows,
                            "SELECT o.id, e.zone FROM org o JOIN legal_entity e ON e.id = o.legal_entity_id"
                            " WHERE o.public_id = ? AND o.status = 'active'",
                            A(id));
  if (r == OK)
    r = rows_one(&rows, F(rq->w->org_id), F(rq->w->zone));
  if (r == NOT_FOUND)
    return unnamed(tn, t("There is no active partner organisation with this id."));
  if (r != OK) {
    turn_clear(tn);
    refusal_show(tn, r);
  }
  rq->w->vendor = true;
  return r == OK;
}

/* An organisation's key asks for its own. */
static bool own_pass(struct turn *tn)
{
  struct req *rq = &tn->rq;
  struct public_id id;
  const char *named = rq->in->for_organisation;
  if (!*named || (public_id_parse(named, &id) && id.bits == rq->who.org_public.bits))
    return true;
  log_warn("another organisation refused path=%s key=%lld", rq->route->path, (long long)rq->who.key_id);
  denied_keep(tn, "for another organisation");
  refuse(rq, DENIED, "%s", t("This key is for its own organisation alone."));
  refusal_show(tn, DENIED);
  return false;
}

bool key_pass(struct turn *tn)
{
  struct req *rq = &tn->rq;
  result r = api_key_find(rq->w, rq->in->authorization, &rq->who);
  if (r == NOT_FOUND) {
    stranger_refuse(tn);
    return false;
  }
  if (r != OK) {
    turn_clear(tn);
    refusal_show(tn, r);
    return false;
  }
  rq->w->org_id = rq->who.org_id;
  rq->w->actor = "api";
  rq->w->zone = str_empty(rq->who.zone) ? "UTC" : rq->who.zone;
  if (!allowance_pass(tn))
    return false;
  if (!right_held(rq)) {
    log_warn("scope refused need=%s path=%s key=%lld", need_name(rq->route->need), rq->route->path,
             (long long)rq->who.key_id);
    denied_keep(tn, need_name(rq->route->need));
    refusal_show(tn, DENIED);
    return false;
  }
  return (rq->who.org_id ? own_pass(tn) : named_take(tn)) && form_pass(tn);
}
