/* The second step of a sign-in, and proving again that it is still the same person: by the code of an app, by a recovery code, or,
 * for whoever has no second factor, by a code that is mailed for this session alone. */
#include "cgi-bin/account/account.h"
#include "lib/app/signin_pages.h"
#include "lib/auth/passkey.h"
#include "lib/model/trail.h"

enum { MAILS_MAX = 6, MAILS_WINDOW_S = 600 };

static const struct field prove_fields[] = {
  FIELD(struct prove_in, next, "", .max = 400, .look = LOOK_HIDDEN),
  FIELD(struct prove_in, code, N_("Code"),
        .hint = N_("Six digits from your authenticator app, or one of your recovery codes."), .required = true,
        .max = 20, .look = LOOK_CODE, .autocomplete = "one-time-code"),
};
const struct form_def prove_form = FORM(struct prove_in, prove_fields);

static const struct field mail_fields[] = {
  FIELD(struct prove_mail_in, next, "", .max = 400, .look = LOOK_HIDDEN),
  FIELD(struct prove_mail_in, h, "", .required = true, .max = 60, .look = LOOK_HIDDEN),
  FIELD(struct prove_mail_in, code, N_("Code"), .hint = N_("Eight letters and digits; spaces do not matter."),
        .required = true, .max = 20, .look = LOOK_CODE, .autocomplete = "one-time-code"),
};
const struct form_def prove_mail_form = FORM(struct prove_mail_in, mail_fields);

static const struct field passkey_fields[] = {
  FIELD(struct prove_passkey_in, next, "", .max = 400, .look = LOOK_HIDDEN),
  FIELD(struct prove_passkey_in, credential, "", .required = true, .max = 2000, .look = LOOK_HIDDEN),
  FIELD(struct prove_passkey_in, client_data, "", .required = true, .max = 3000, .look = LOOK_HIDDEN),
  FIELD(struct prove_passkey_in, authenticator, "", .required = true, .max = 3000, .look = LOOK_HIDDEN),
  FIELD(struct prove_passkey_in, signature, "", .required = true, .max = 500, .look = LOOK_HIDDEN),
  FIELD(struct prove_passkey_in, user, "", .max = 100, .look = LOOK_HIDDEN),
};
const struct form_def prove_passkey_form = FORM(struct prove_passkey_in, passkey_fields);

static const char *home_of(const struct req *rq)
{
  return is_staff(rq) ? "/admin" : "/home";
}

static void forms_show(struct req *rq, const char *next)
{
  const char *h = req_param(rq, "h");
  if (rq->form.def == &prove_passkey_form)
    rq->form = (struct form){ 0 };
  if (!rq->form.def && *h) {
    req_form(rq, &prove_mail_form);
    *(struct prove_mail_in *)rq->form.data = (struct prove_mail_in){ .next = next, .h = h };
    form_show(&rq->form);
  } else if (!rq->form.def) {
    req_form(rq, &prove_form);
    ((struct prove_in *)rq->form.data)->next = next;
    form_show(&rq->form);
  }
  view_put_bool(rq->view, "Prove.Mailed", rq->form.def == &prove_mail_form);
  view_form(rq->view, "Form", &rq->form);
}

result prove(struct req *rq)
{
  struct factors f;
  const char *next = path_or(req_param(rq, "next"), home_of(rq));
  TRY(factors_of(rq->w, rq->who.person_id, &f));
  view_put(rq->view, "Account.At", account_at(rq));
  view_put(rq->view, "Next", next);
  view_put_bool(rq->view, "Prove.Totp", f.totp);
  view_put_bool(rq->view, "Prove.Half", rq->who.half);
  view_put_bool(rq->view, "Prove.Mail", !rq->who.half && !factors_second(&f));
  passkey_ask_show(rq, "prove");
  TRY(passkeys_show(rq));
  forms_show(rq, next);
  if (rq->who.half && !factors_second(&f))
    return page(rq, "account/prove_first", t("A second step for your account"));
  return page(rq, "account/prove", rq->who.half ? t("The second step") : t("Is it still you?"));
}

/* The wrong try was counted in this transaction, so it must commit: the page is the answer, not a refusal. */
static result wrong_code(struct req *rq, const char *sentence)
{
  form_refuse(&rq->form, "code", "%s", sentence);
  rq->out->status = 422;
  return prove(rq);
}

static result go_on(struct req *rq, const char *factor, const char *next)
{
  if (str_eq(factor, "recovery"))
    TRY(audit_write(rq->w, "person.recovery_code_used", "person", rq->who.person_id, rq->who.org_id, "", NULL));
  TRY(account_proved(rq, factor));
  return redirect(rq, "%s", path_or(next, home_of(rq)));
}

result prove_code(struct req *rq)
{
  const struct prove_in *in = rq->form.data;
  const char *factor;
  result r = factor_code_check(rq->w, rq->key, rq->who.person_id, in->code, &factor);
  if (r == LIMITED)
    return refuse(rq, r, "%s", t("Too many wrong codes. Wait a quarter of an hour, then try again."));
  if (r == NOT_FOUND)
    return refuse(rq, r, "%s", t("No authenticator app is set up for this account."));
  if (r == INVALID)
    return wrong_code(rq, t("This code is not right, or it was used already. Wait for the next one."));
  TRY(r);
  return go_on(rq, factor, in->next);
}

result prove_passkey(struct req *rq)
{
  const struct prove_passkey_in *in = rq->form.data;
  struct passkey_ask ask = { rq->config->site_url, rq->key, "prove", rq->who.session_id };
  struct passkey_reply reply = { in->credential, in->client_data, in->authenticator, in->signature, in->user, NULL };
  const char *why = "";
  int64_t person_id = 0;
  enum audience audience;
  result r = passkey_use(rq->w, &ask, &reply, &person_id, &audience, &why);
  if (r == OK && person_id == rq->who.person_id)
    return go_on(rq, "passkey", in->next);
  if (r != OK && r != INVALID)
    return r;
  log_warn("passkey refused person=%lld address=%s: %s", (long long)rq->who.person_id, rq->in->remote,
           r == OK ? "it is another person's" : why);
  return refuse(rq, DENIED, "%s", t("This passkey could not be verified. Please try again."));
}

static result mail_allowed(struct req *rq)
{
  struct factors f;
  TRY(factors_of(rq->w, rq->who.person_id, &f));
  return factors_second(&f)
             ? refuse(rq, DENIED, "%s", t("Use your second factor: a mail is not enough for this account."))
             : OK;
}

result prove_mail(struct req *rq)
{
  const char *handle, *next = path_or(req_param(rq, "next"), home_of(rq));
  int64_t id;
  TRY(mail_allowed(rq));
  /* By person: what strangers ask for in their name does not count here. */
  const char *person = arena_printf(rq->arena, "%lld", (long long)rq->who.person_id);
  const struct signin_wish wish = { 0, rq->who.email, next, rq->in->remote, i18n_current(), .known = true };
  result r = limit_count(rq->w, "prove.mail", person, MAILS_MAX, MAILS_WINDOW_S);
  if (r == LIMITED)
    return refuse(rq, r, "%s", t("Too many mails were asked for. Wait ten minutes, then try again."));
  TRY(r);
  TRY(signin_ask(rq->w, &wish, &handle, &id));
  TRY(db_exec(rq->w, "UPDATE signin SET session_id = ? WHERE id = ?", A(rq->who.session_id), A(id)));
  return redirect(rq, "%s/prove?h=%s&next=%s", account_at(rq), handle, url_encode(rq->arena, next));
}

/* The code counts for the session that asked, and for the person whose mailbox got it. */
static result mail_code_use(struct req *rq, const char *handle, const char *code)
{
  unsigned char raw[32], hash[32];
  size_t size = 0;
  int64_t id;
  struct signin done;
  if (!base64url_decode(handle, raw, sizeof raw, &size) || size != sizeof raw)
    return NOT_FOUND;
  sha256(raw, sizeof raw, hash);
  {
    ROWS rows = { 0 };
    TRY(db_query(rq->w, &rows, "SELECT id FROM signin WHERE handle = ? AND session_id = ?",
                 A(((struct bytes){ hash, sizeof hash })), A(rq->who.session_id)));
    TRY(rows_one(&rows, F(id)));
  }
  TRY(signin_use_code(rq->w, 0, handle, code, &done));
  return done.person_id == rq->who.person_id ? OK : NOT_FOUND;
}

result prove_mail_code(struct req *rq)
{
  const struct prove_mail_in *in = rq->form.data;
  TRY(mail_allowed(rq));
  result r = mail_code_use(rq, in->h, signin_code_plain(rq->arena, in->code));
  if (r == LIMITED || r == NOT_FOUND)
    return refuse(rq, LIMITED, "%s", t("This code can no longer be used. Ask for a new mail."));
  if (r == INVALID)
    return wrong_code(rq, t("This is not the code of the mail that we sent last."));
  TRY(r);
  return go_on(rq, "mail", in->next);
}
