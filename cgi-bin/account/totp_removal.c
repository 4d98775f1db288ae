/* The authenticator app goes, or its recovery codes are made anew: what will happen, then the deed. */
#include "cgi-bin/account/account.h"

static result confirm(struct req *rq, const char *title, const char *sentence, const char *action, const char *submit,
                      bool danger)
{
  struct factors f;
  TRY(factors_of(rq->w, rq->who.person_id, &f));
  if (!f.totp)
    return refuse(rq, NOT_FOUND, "%s", t("No authenticator app is set up for this account."));
  account_crumbs(rq, title);
  view_put(rq->view, "Confirm.Text", sentence);
  view_putf(rq->view, "Confirm.Action", "%s/%s", account_at(rq), action);
  view_put(rq->view, "Confirm.Submit", submit);
  view_put_bool(rq->view, "Confirm.Danger", danger);
  return page(rq, "account/account_confirm", title);
}

result totp_removal(struct req *rq)
{
  const char *sentence =
      is_staff(rq)
          ? t("You are asked to set up another second step when you sign in next. Your other devices are signed out.")
          : t("From then on a mail alone signs you in. Your other devices are signed out.");
  return confirm(rq, t("Remove the authenticator app?"), sentence, "totp/remove", t("Remove it"), true);
}

result totp_removal_save(struct req *rq)
{
  TRY(totp_remove(rq->w, rq->who.person_id));
  TRY(account_factor_changed(rq, "person.totp_removed", NULL));
  flash(rq, "%s", t("The authenticator app is removed."));
  return redirect(rq, "%s", account_at(rq));
}

result recovery_codes(struct req *rq)
{
  return confirm(rq, t("Make new recovery codes?"), t("The codes that you have now end. The new ones are shown once."),
                 "recovery", t("Make them"), false);
}

result recovery_codes_save(struct req *rq)
{
  const char *codes[RECOVERY_CODES];
  struct factors f;
  TRY(factors_of(rq->w, rq->who.person_id, &f));
  if (!f.totp)
    return refuse(rq, NOT_FOUND, "%s", t("No authenticator app is set up for this account."));
  TRY(recovery_codes_make(rq->w, rq->key, rq->who.person_id, codes));
  TRY(account_factor_changed(rq, "person.recovery_codes_made", NULL));
  return recovery_codes_show(rq, codes, account_at(rq));
}

result recovery_codes_show(struct req *rq, const char *const codes[RECOVERY_CODES], const char *next)
{
  account_crumbs(rq, t("Recovery codes"));
  for (int i = 0; i < RECOVERY_CODES; i++)
    view_item(rq->view, "Codes", i, "Text", codes[i]);
  view_put(rq->view, "Next", next);
  reply_header(rq->out, "Cache-Control", "no-store");
  return page(rq, "account/recovery_codes", t("Your recovery codes"));
}
