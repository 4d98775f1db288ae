/* Setting up an authenticator app: a fresh secret is shown, and kept once a code shows that the app has it. Until then it travels in the
 * page alone, sealed for this session. */
#include "cgi-bin/account/account.h"
#include "lib/auth/seal.h"
#include "lib/model/trail.h"

#include <string.h>

enum { SEALED_MAX = 300 };

static const struct field totp_fields[] = {
  FIELD(struct totp_in, setup, "", .required = true, .max = SEALED_MAX, .look = LOOK_HIDDEN),
  FIELD(struct totp_in, next, "", .max = 400, .look = LOOK_HIDDEN),
  FIELD(struct totp_in, code, N_("Code"), .hint = N_("The six digits that the app shows now."), .required = true,
        .max = 10, .look = LOOK_CODE, .autocomplete = "one-time-code"),
};
const struct form_def totp_form = FORM(struct totp_in, totp_fields);

static const char *seal_purpose(struct req *rq)
{
  return arena_printf(rq->arena, "totp.setup:%lld", (long long)rq->who.session_id);
}

static const char *setup_seal(struct req *rq, const char *secret)
{
  struct bytes blob = seal(rq->arena, rq->key, seal_purpose(rq), secret);
  return base64url_encode(rq->arena, blob.at, blob.size);
}

static result setup_open(struct req *rq, const char *setup, const char **secret)
{
  unsigned char *raw = arena_alloc(rq->arena, SEALED_MAX);
  size_t size = 0;
  if (str_empty(setup) || strlen(setup) > SEALED_MAX || !base64url_decode(setup, raw, SEALED_MAX, &size))
    return NOT_FOUND;
  return seal_open(rq->arena, rq->key, seal_purpose(rq), (struct bytes){ raw, size }, secret) == OK ? OK : NOT_FOUND;
}

/* What apps read: https://github.com/google/google-authenticator/wiki/Key-Uri-Format. Without the scheme, which the page writes. */
static const char *key_uri(struct req *rq, const char *secret)
{
  const char *site = url_encode(rq->arena, rq->config->site_name);
  return arena_printf(rq->arena, "totp/%s:%s?secret=%s&issuer=%s", site, url_encode(rq->arena, rq->who.email), secret,
                      site);
}

/* In groups of four, for typing. */
static const char *grouped(struct arena *a, const char *secret)
{
  struct buf b = BUF(a);
  for (size_t i = 0; secret[i]; i++) {
    if (i && i % 4 == 0)
      buf_putc(&b, ' ');
    buf_putc(&b, secret[i]);
  }
  return buf_text(&b);
}

static result already(struct req *rq, bool *there)
{
  struct factors f;
  TRY(factors_of(rq->w, rq->who.person_id, &f));
  *there = f.totp;
  return OK;
}

result totp_edit(struct req *rq)
{
  bool refused, there;
  const char *secret;
  TRY(account_may_set(rq, &refused));
  if (refused)
    return OK;
  TRY(already(rq, &there));
  if (there)
    return redirect(rq, "%s", account_at(rq));
  if (!rq->form.def) {
    req_form(rq, &totp_form);
    secret = totp_secret_new(rq->arena);
    *(struct totp_in *)rq->form.data =
        (struct totp_in){ .setup = setup_seal(rq, secret), .next = path_or(req_param(rq, "next"), "") };
    form_show(&rq->form);
  } else if (setup_open(rq, req_param(rq, "setup"), &secret) != OK) {
    return refuse(rq, CONFLICT, "%s", t("This page is too old. Begin again with a fresh one."));
  }
  account_crumbs(rq, t("Authenticator app"));
  view_put(rq->view, "Totp.Secret", grouped(rq->arena, secret));
  view_put(rq->view, "Totp.Uri", key_uri(rq, secret));
  view_putf(rq->view, "Totp.Drawing", "%s/totp.svg?s=%s", account_at(rq), setup_seal(rq, secret));
  view_form(rq->view, "Form", &rq->form);
  reply_header(rq->out, "Cache-Control", "no-store");
  return page(rq, "account/totp_edit", t("Set up an authenticator app"));
}

result totp_drawing(struct req *rq)
{
  const char *secret;
  TRY(setup_open(rq, req_param(rq, "s"), &secret));
  rq->out->content_type = "image/svg+xml";
  reply_header(rq->out, "Content-Disposition", "inline; filename=\"totp.svg\"");
  reply_header(rq->out, "Cache-Control", "no-store");
  return qr_drawing(arena_printf(rq->arena, "otpauth://%s", key_uri(rq, secret)), &rq->out->body);
}

result totp_save(struct req *rq)
{
  const struct totp_in *in = rq->form.data;
  const char *secret, *codes[RECOVERY_CODES];
  bool refused;
  TRY(account_may_set(rq, &refused));
  if (refused)
    return OK;
  if (setup_open(rq, in->setup, &secret) != OK)
    return refuse(rq, CONFLICT, "%s", t("This page is too old. Begin again with a fresh one."));
  result r = totp_set(rq->w, rq->key, rq->who.person_id, secret, in->code, codes);
  if (r == LIMITED)
    return refuse(rq, r, "%s", t("Too many wrong codes. Wait a quarter of an hour, then try again."));
  if (r == CONFLICT)
    return refuse(rq, r, "%s", t("An authenticator app is set up already. Remove it first."));
  if (r == INVALID) { /* counted, so it must commit: the page is the answer, not a refusal */
    form_refuse(&rq->form, "code", "%s", t("This is not the code of this secret. Is the clock of your phone right?"));
    rq->out->status = 422;
    return totp_edit(rq);
  }
  TRY(r);
  TRY(account_factor_changed(rq, "person.totp_set", NULL));
  TRY(account_proved(rq, "totp"));
  flash(rq, "%s", t("The authenticator app is set up."));
  return recovery_codes_show(rq, codes, path_or(in->next, account_at(rq)));
}
