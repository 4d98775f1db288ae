/* Whose host was asked: ours, an organisation's sub-portal, or nobody's. The Host header decides nothing but this; every address that we
 * make comes from the settings or from the organisation's row. */
#include "lib/app/frame.h"
#include <string.h>

bool app_area_at_main;

void app_at_main(void)
{
  app_area_at_main = true;
}

/* The name alone, in lower case: browsers tell the port, and it has no say. */
static const char *host_name(struct arena *a, const char *host)
{
  size_t n = *host == '[' ? strcspn(host, "]") + (strchr(host, ']') != NULL) : strcspn(host, ":");
  return str_lower(a, arena_dupn(a, host, n));
}

/* A client without a Host (HTTP/1.0, a shell) means us. So does the loopback's address where the site is on the loopback. */
static bool host_is_ours(const struct config *c, const char *name)
{
  return !*name || str_eq(name, c->site_host) ||
         (c->plain_http && (str_eq(name, "127.0.0.1") || str_eq(name, "[::1]")));
}

bool host_pass(struct turn *tn)
{
  struct req *rq = &tn->rq;
  const char *name = host_name(rq->arena, rq->in->host);
  rq->url = rq->config->site_url;
  if (host_is_ours(rq->config, name))
    return true;
  struct portal *p = arena_alloc(rq->arena, sizeof *p);
  result r = strlen(name) <= 253 ? portal_on(rq->w, name, p) : NOT_FOUND;
  if (r != OK) {
    log_warn("host refused host=%s address=%s: %s", name, rq->in->remote, result_name(r));
    message_bare(tn, r == NOT_FOUND ? 421 : 503);
    return false;
  }
  rq->portal = p;
  rq->url = config_url_on(rq->arena, rq->config, p->host);
  return true;
}

static bool at_main(const struct route *route)
{
  return route->at_main || app_area_at_main || route_audience(route) != AUDIENCE_PARTNER;
}

/* A sub-portal's host has the partner's pages alone. What belongs to the main host is one redirect away; the staff's desk is not even
 * there, and nothing is posted from one host to the other. */
bool place_pass(struct turn *tn)
{
  struct req *rq = &tn->rq;
  if (!rq->portal || !at_main(rq->route))
    return true;
  if (rq->route->method != GET || route_audience(rq->route) == AUDIENCE_STAFF) {
    message_show(tn, 404, t("Not found"), t("There is nothing at this address, or it is not yours to see."));
    return false;
  }
  turn_clear(tn);
  rq->out->status = 303;
  reply_header(rq->out, "Location", "%s%s%s%s", rq->config->site_url, rq->in->raw_path, *rq->in->query ? "?" : "",
               rq->in->query);
  return false;
}
