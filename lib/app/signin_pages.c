/* The pages of signing in by mail: see the header. */
#include "lib/app/signin_pages.h"

#include "lib/auth/device.h"

#include <ctype.h>

static const struct field code_fields[] = {
  FIELD(struct signin_code_in, h, "", .required = true, .max = 60, .look = LOOK_HIDDEN),
  FIELD(struct signin_code_in, code, N_("Code"), .hint = N_("Eight letters and digits; spaces do not matter."),
        .required = true, .max = 20, .look = LOOK_CODE, .autocomplete = "one-time-code"),
};
const struct form_def signin_code_form = FORM(struct signin_code_in, code_fields);

static const char *device_value(struct req *rq)
{
  return cookie_find(rq->arena, rq->in, cookie_name(rq->arena, device_cookie, rq->config->plain_http));
}

const char *browser_known(struct req *rq, const char *email)
{
  return device_known(rq->arena, rq->key, device_value(rq), email, rq->w->now);
}

void browser_remember(struct req *rq, const char *email)
{
  const char *value = device_remember(rq->arena, rq->key, device_value(rq), email, rq->w->now);
  reply_cookie(rq->out, device_cookie, value, DEVICE_S, rq->config->plain_http);
}

result signin_session(struct req *rq, struct session_new *fresh, const char **token)
{
  const char *name = session_cookie(fresh->audience), *email = fresh->email;
  fresh->old_token = cookie_find(rq->arena, rq->in, cookie_name(rq->arena, name, rq->config->plain_http));
  fresh->device = rq->in->user_agent;
  fresh->address = rq->in->remote;
  TRY(session_start(rq->w, fresh, token));
  reply_cookie(rq->out, name, *token, session_life(fresh->audience).longest_s, rq->config->plain_http);
  if (fresh->half)
    return OK;
  if (fresh->person_id) {
    ROWS rows = { 0 };
    TRY(db_query(rq->w, &rows, "SELECT email FROM person WHERE id = ?", A(fresh->person_id)));
    TRY(rows_one(&rows, F(email)));
  }
  browser_remember(rq, email);
  return OK;
}

result signin_mail_ask(struct req *rq, const struct signin_place *place, const char *email, const char *next)
{
  const char *handle, *browser = browser_known(rq, email);
  const struct signin_wish wish = {
    place->bill_group_id, email, next, rq->in->remote, i18n_current(), browser != NULL
  };
  result r = signin_limit(rq->w, email, rq->in->remote, browser);
  if (r == LIMITED)
    return refuse(rq, LIMITED, "%s", t("Too many sign-in mails were asked for. Wait ten minutes, then try again."));
  TRY(r);
  TRY(signin_ask(rq->w, &wish, &handle, NULL));
  return redirect(rq, "%s/code?h=%s", place->at, handle);
}

result signin_code_page(struct req *rq, const struct signin_place *place)
{
  if (!rq->form.def) {
    req_form(rq, &signin_code_form);
    ((struct signin_code_in *)rq->form.data)->h = req_param(rq, "h");
    form_show(&rq->form);
  }
  view_form(rq->view, "Form", &rq->form);
  view_put(rq->view, "Signin.At", place->at);
  view_put(rq->view, "State.code", state_make(rq->arena, rq->key, "code", rq->w->now));
  return page(rq, "signin_code", t("Look into your mail"));
}

const char *signin_code_plain(struct arena *a, const char *typed)
{
  struct buf b = BUF(a);
  for (; *typed; typed++)
    if (*typed != ' ' && *typed != '-')
      buf_putc(&b, (char)toupper((unsigned char)*typed));
  return buf_text(&b);
}

result signin_code_check(struct req *rq, const struct signin_place *place)
{
  const struct signin_code_in *in = rq->form.data;
  struct signin done;
  result r = signin_use_code(rq->w, place->bill_group_id, in->h, signin_code_plain(rq->arena, in->code), &done);
  if (r == OK)
    return place->enter(rq, &done);
  if (r == LIMITED || r == NOT_FOUND)
    return refuse(rq, LIMITED, "%s", t("This code can no longer be used. Ask for a new mail."));
  if (r != INVALID)
    return r;
  /* The wrong try was counted in this transaction, so it must commit: the page is the answer, not a refusal. */
  form_refuse(&rq->form, "code", "%s", t("This is not the code of the mail that we sent last."));
  rq->out->status = 422;
  return signin_code_page(rq, place);
}

/* Nothing was written, so the page itself is the answer: it leads to the place where a new mail is asked for. */
static result link_over(struct req *rq, const struct signin_place *place)
{
  rq->out->status = 404;
  view_put(rq->view, "Message.Title", t("This link has expired"));
  view_put(rq->view, "Message.Text", t("It was used already or is too old. Ask for a new one."));
  view_put(rq->view, "Message.Action.Label", t("Ask for a new link"));
  view_put(rq->view, "Message.Action.Href", place->at);
  return page(rq, "message", t("This link has expired"));
}

result signin_link_page(struct req *rq, const struct signin_place *place)
{
  const char *email, *next, *token = req_param(rq, "t");
  result r = signin_peek(rq->w, place->bill_group_id, token, &email, &next);
  if (r == NOT_FOUND)
    return link_over(rq, place);
  TRY(r);
  view_put(rq->view, "Confirm.Email", email);
  view_put(rq->view, "Confirm.Token", token);
  view_put(rq->view, "Signin.At", place->at);
  view_put(rq->view, "State.confirm", state_make(rq->arena, rq->key, "confirm", rq->w->now));
  return page(rq, "signin_confirm", t("Sign in"));
}

result signin_link_use(struct req *rq, const struct signin_place *place)
{
  struct signin done;
  result r = signin_use_link(rq->w, place->bill_group_id, req_param(rq, "t"), &done);
  if (r == NOT_FOUND)
    return link_over(rq, place);
  TRY(r);
  return place->enter(rq, &done);
}
