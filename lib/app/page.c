/* The words of a handler: a page in the house's layout, a redirect, a refusal, a trail. */
#include "lib/app/frame.h"
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

const char *text_of(struct arena *a, const char *format, va_list ap)
{
  va_list again;
  va_copy(again, ap);
  int n = vsnprintf(NULL, 0, format, again);
  va_end(again);
  char *text = arena_alloc(a, (size_t)(n < 0 ? 0 : n) + 1);
  vsnprintf(text, (size_t)(n < 0 ? 0 : n) + 1, format, ap);
  return text;
}

result req_public_id(const struct req *rq, int capture, struct public_id *out)
{
  const char *s = capture >= 0 && capture < 4 ? rq->captured[capture] : NULL;
  return s && public_id_parse(s, out) ? OK : NOT_FOUND;
}

const char *req_param(const struct req *rq, const char *name)
{
  const char *s = param_text(rq->in, name);
  return s ? s : "";
}

const char *own_path(const struct req *rq, const char *area, const char *rest)
{
  return rq->on_behalf ? arena_printf(rq->arena, "%s/staff/%s%s", area, rq->captured[0], rest)
                       : arena_printf(rq->arena, "%s%s", area, rest);
}

int own_capture(const struct req *rq)
{
  return rq->on_behalf != NULL;
}

void req_form(struct req *rq, const struct form_def *def)
{
  form_open(&rq->form, rq->arena, def, i18n_current(), rq->who.rights);
  form_switch(&rq->form, rq->who.switches.hidden, rq->who.switches.fixed);
}

result form_before_none(struct req *rq, void *old)
{
  (void)rq;
  (void)old;
  return OK;
}

bool shown(const struct req *rq, enum shown_field field)
{
  return !(rq->who.switches.hidden >> field & 1);
}

const char *if_shown(const struct req *rq, enum shown_field field, const char *text)
{
  return shown(rq, field) ? text : "";
}

result refuse(struct req *rq, result r, const char *format, ...)
{
  va_list ap;
  va_start(ap, format);
  turn_of(rq)->sentence = text_of(rq->arena, format, ap);
  va_end(ap);
  return r;
}

result refuse_again(struct req *rq, result r, const char *format, ...)
{
  va_list ap;
  va_start(ap, format);
  rq->refusal = text_of(rq->arena, format, ap);
  va_end(ap);
  turn_of(rq)->sentence = rq->refusal;
  return r;
}

const char *path_or(const char *path, const char *otherwise)
{
  bool fine = !str_empty(path) && path[0] == '/' && path[1] != '/' && path[1] != '\\' && !str_has_control(path);
  return fine ? path : otherwise;
}

result redirect(struct req *rq, const char *format, ...)
{
  va_list ap;
  va_start(ap, format);
  const char *path = text_of(rq->arena, format, ap);
  va_end(ap);
  reply_redirect(rq->out, path);
  return OK;
}

result redirect_out(struct req *rq, const char *url)
{
  if (!str_starts(url, "https://") && !str_starts(url, "http://"))
    return FAIL("a redirect to no web address");
  rq->out->status = 303;
  reply_header(rq->out, "Location", "%s", url);
  return OK;
}

void csp_form_action(struct req *rq, const char *origin)
{
  struct turn *tn = turn_of(rq);
  if ((str_starts(origin, "https://") || str_starts(origin, "http://")) && !strpbrk(origin, " ;,'\""))
    tn->form_action = arena_printf(rq->arena, "%s %s", tn->form_action ? tn->form_action : "", origin);
}

static void crumb_put(struct req *rq, const char *label, const char *href)
{
  int n = turn_of(rq)->n_crumbs++;
  view_item(rq->view, "Page.Crumbs", n, "Label", label);
  if (href)
    view_item(rq->view, "Page.Crumbs", n, "Href", href);
}

/* What staff do on behalf of an organisation is below its page. */
void crumb(struct req *rq, const char *label, const char *href)
{
  if (rq->on_behalf && !turn_of(rq)->n_crumbs)
    crumb_put(rq, rq->on_behalf, arena_printf(rq->arena, "/admin/partners/%s", rq->captured[0]));
  crumb_put(rq, label, href);
}

/* The switch of light and dark belongs to the browser; anything else in the cookie means "as the system". */
static const char *theme_of(struct req *rq)
{
  const char *theme = cookie_find(rq->arena, rq->in, cookie_name(rq->arena, "portico_theme", rq->config->plain_http));
  return theme && (str_eq(theme, "light") || str_eq(theme, "dark")) ? theme : "";
}

/* Where each audience finds its first page, its own account, and the way out. */
static const struct {
  const char *start, *account, *sign_out;
} own_pages[] = {
  [AUDIENCE_NONE] = { "/", "", "" },
  [AUDIENCE_PARTNER] = { "/home", "/account", "/login/out" },
  [AUDIENCE_STAFF] = { "/admin", "/account/staff", "/login/out/staff" },
  [AUDIENCE_CUSTOMER] = { "/billing", "/billing/account", "/billing/out" },
};

static void person_show(struct req *rq)
{
  const struct principal *who = &rq->who;
  unsigned char once[16];
  random_bytes(once, sizeof once);
  view_put(rq->view, "Csrf", csrf_token(rq->arena, who));
  view_put(rq->view, "FormKey", base64url_encode(rq->arena, once, sizeof once));
  view_put(rq->view, "Person.Viewer", who->viewed_by ? who->viewer : "");
  view_put(rq->view, "Person.OnBehalf", rq->on_behalf);
  view_put(rq->view, "Person.Name", who->name);
  view_put(rq->view, "Person.Email", who->email);
  view_put(rq->view, "Person.Org", who->org_name);
  view_put(rq->view, "Page.Zone",
           arena_printf(rq->arena, t("Times are in %s."), zone_text(rq->arena, rq->w->zone, rq->w->now)));
  if (!who->half)
    view_put(rq->view, "Page.Account", own_pages[who->audience].account);
  view_put(rq->view, "Page.SignOut", own_pages[who->audience].sign_out);
}

const char *start_page(const struct req *rq)
{
  return rq->who.half ? "/" : own_pages[rq->who.audience].start; /* nothing else opens before the second step */
}

result page(struct req *rq, const char *template_name, const char *title)
{
  struct turn *tn = turn_of(rq);
  struct view *v = rq->view;
  view_put(v, "Page.Title", title);
  view_put(v, "Page.Path", rq->in->path);
  view_put(v, "Page.RequestId", rq->request_id);
  view_put(v, "Page.Start", start_page(rq));
  view_put(v, "Site.Name", rq->portal ? rq->portal->name : rq->config->site_name);
  view_put(v, "Site.Assets", tn->app->assets);
  view_put(v, "Lang", i18n_current());
  view_put(v, "Dir", i18n_right_to_left() ? "rtl" : "ltr");
  view_put(v, "Theme", theme_of(rq));
  face_show(rq);
  view_put(v, "State.theme", state_make(rq->arena, rq->key, "theme", rq->w->now));
  if (rq->who.audience != AUDIENCE_NONE) {
    person_show(rq);
    if (!rq->who.half)
      menu_show(rq, &tn->app->menu);
  }
  flash_show(rq);
  rq->out->body.size = 0; /* a page that failed half-way leaves nothing before the next */
  return view_render(v, template_name, &rq->out->body);
}
