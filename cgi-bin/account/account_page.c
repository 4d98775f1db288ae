/* The account at a glance, and what its pages share. */
#include "cgi-bin/account/account.h"
#include "lib/app/session_list.h"
#include "lib/app/signin_pages.h"
#include "lib/form/form_lists.h"
#include "lib/model/trail.h"

bool is_staff(const struct req *rq)
{
  return rq->who.audience == AUDIENCE_STAFF;
}

const char *account_at(const struct req *rq)
{
  return is_staff(rq) ? "/account/staff" : "/account";
}

void account_crumbs(struct req *rq, const char *leaf)
{
  crumb(rq, t("Account"), leaf ? account_at(rq) : NULL);
  if (leaf)
    crumb(rq, leaf, NULL);
  view_put(rq->view, "Account.At", account_at(rq));
}

result account_proved(struct req *rq, const char *factor)
{
  const char *token;
  TRY(session_step_up(rq->w, &rq->who, factor, &token));
  if (rq->who.half)
    browser_remember(rq, rq->who.email);
  rq->who.half = false;
  rq->who.step_up_at = rq->w->now;
  reply_cookie(rq->out, session_cookie(rq->who.audience), token, session_life(rq->who.audience).longest_s,
               rq->config->plain_http);
  return OK;
}

result account_may_set(struct req *rq, bool *refused)
{
  struct factors f;
  *refused = false;
  if (!rq->who.half)
    return OK;
  TRY(factors_of(rq->w, rq->who.person_id, &f));
  *refused = factors_second(&f);
  return *refused ? redirect(rq, "%s/prove", account_at(rq)) : OK;
}

result account_factor_changed(struct req *rq, const char *action, const char *detail)
{
  TRY(session_end_others(rq->w, rq->who.person_id, rq->who.session_id));
  return audit_write(rq->w, action, "person", rq->who.person_id, rq->who.org_id, "", detail);
}

static void fact(struct req *rq, int *n, const char *label, const char *text)
{
  view_item(rq->view, "Facts", *n, "Label", label);
  view_item(rq->view, "Facts", *n, "Text", text);
  *n += 1;
}

static const char *language_name(struct req *rq)
{
  const struct option *o = language_options();
  for (; o->value; o++)
    if (str_eq(o->value, rq->who.language))
      return o->label;
  return rq->who.language;
}

static result factors_show(struct req *rq)
{
  struct factors f;
  TRY(factors_of(rq->w, rq->who.person_id, &f));
  view_put_bool(rq->view, "Factors.Staff", is_staff(rq));
  view_put_bool(rq->view, "Factors.Password", f.password);
  view_put_utc(rq->view, "Factors.PasswordAt", f.password_at);
  view_put_bool(rq->view, "Factors.Totp", f.totp);
  if (f.totp) {
    view_put_utc(rq->view, "Factors.TotpAt", f.totp_at);
    view_putf(rq->view, "Factors.Codes",
              tn("%d recovery code is left.", "%d recovery codes are left.", f.recovery_codes), f.recovery_codes);
  }
  return OK;
}

result account_page(struct req *rq)
{
  int n = 0;
  account_crumbs(rq, NULL);
  fact(rq, &n, t("Name"), rq->who.name);
  fact(rq, &n, t("E-mail"), rq->who.email);
  if (!str_empty(rq->who.org_name))
    fact(rq, &n, t("Organisation"), rq->who.org_name);
  fact(rq, &n, t("Language"), language_name(rq));
  fact(rq, &n, t("Time zone"), rq->who.zone);
  view_put_bool(rq->view, "Looking", rq->who.viewed_by != 0);
  TRY(factors_show(rq));
  TRY(passkeys_show(rq));
  TRY(session_list_show(rq));
  return page(rq, "account/account_page", t("Your account"));
}
