/* The waiting tab: what to do now, and a field for the code of the same mail. */
#include "cgi-bin/login/login.h"

#include <ctype.h>

static const struct field code_fields[] = {
  FIELD(struct login_code_in, h, "", .required = true, .max = 60, .look = LOOK_HIDDEN),
  FIELD(struct login_code_in, code, N_("Code"), .hint = N_("Eight letters and digits; spaces do not matter."),
        .required = true, .max = 20, .look = LOOK_CODE, .autocomplete = "one-time-code"),
};
const struct form_def login_code_form = FORM(struct login_code_in, code_fields);

result login_code(struct req *rq)
{
  if (!rq->form.def) {
    req_form(rq, &login_code_form);
    ((struct login_code_in *)rq->form.data)->h = req_param(rq, "h");
    form_show(&rq->form);
  }
  view_form(rq->view, "Form", &rq->form);
  view_put(rq->view, "State.code", state_make(rq->arena, rq->key, "code", rq->w->now));
  return page(rq, "login/login_code", t("Look into your mail"));
}

/* As the code is kept: upper case, without the blanks and dashes that people put between. */
static const char *code_plain(struct arena *a, const char *typed)
{
  struct buf b = BUF(a);
  for (; *typed; typed++)
    if (*typed != ' ' && *typed != '-')
      buf_putc(&b, (char)toupper((unsigned char)*typed));
  return buf_text(&b);
}

result login_code_check(struct req *rq)
{
  const struct login_code_in *in = rq->form.data;
  struct signin done;
  result r = signin_use_code(rq->w, in->h, code_plain(rq->arena, in->code), &done);
  if (r == OK)
    return login_enter(rq, &done, "mail");
  if (r == LIMITED || r == NOT_FOUND)
    return refuse(rq, LIMITED, "%s", t("This code can no longer be used. Ask for a new mail."));
  if (r != INVALID)
    return r;
  /* The wrong try was counted in this transaction, so it must commit: the page is the answer, not a refusal. */
  form_refuse(&rq->form, "code", "%s", t("This is not the code of the mail that we sent last."));
  rq->out->status = 422;
  return login_code(rq);
}
