/* A password for one of the staff: long, not a common one, of any signs. It is a first step only. */
#include "cgi-bin/account/account.h"
#include "lib/auth/password.h"

#include <string.h>

static const struct field password_fields[] = {
  FIELD(struct password_in, password, N_("New password"),
        .hint = N_("At least 12 characters of any kind. A few words that belong to nobody else are good."),
        .required = true, .max = 2 * PASSWORD_CHARS_MAX, .look = LOOK_PASSWORD, .autocomplete = "new-password"),
  FIELD(struct password_in, password_again, N_("The same again"), .required = true, .max = 2 * PASSWORD_CHARS_MAX,
        .look = LOOK_PASSWORD, .autocomplete = "new-password"),
};
const struct form_def password_form = FORM(struct password_in, password_fields);

result password_edit(struct req *rq)
{
  account_crumbs(rq, t("Password"));
  if (!rq->form.def)
    req_form(rq, &password_form);
  view_form(rq->view, "Form", &rq->form);
  return page(rq, "account/password_edit", t("Set a password"));
}

/* The person's and the site's own words, which are the first that somebody tries. */
static const char *const *own_words(struct req *rq)
{
  enum { WORDS_MAX = 12 };
  const char **words = arena_array(rq->arena, WORDS_MAX + 1, sizeof *words);
  char *text = arena_printf(rq->arena, "%s %s %s portico", rq->who.name, rq->who.email, rq->config->site_name), *word;
  int n = 0;
  while (n < WORDS_MAX && (word = strsep(&text, " @.-_+")) != NULL)
    if (*word)
      words[n++] = word;
  return words;
}

static result judge(struct req *rq, const struct password_in *in)
{
  bool common;
  const char *plain = password_plain(rq->arena, in->password), *again = password_plain(rq->arena, in->password_again);
  if (!plain || !again)
    return FAIL("no memory for a password");
  if (!str_eq(plain, again))
    return form_refuse(&rq->form, "password_again", "%s", t("The two are not the same."));
  if (utf8_length(plain) < PASSWORD_CHARS_MIN)
    return form_refuse(&rq->form, "password", t("Use at least %d characters."), PASSWORD_CHARS_MIN);
  if (utf8_length(plain) > PASSWORD_CHARS_MAX)
    return form_refuse(&rq->form, "password", t("Use at most %d characters."), PASSWORD_CHARS_MAX);
  result r = password_common(rq->arena, rq->config->common_passwords, own_words(rq), plain, &common);
  if (r == UNAVAILABLE)
    return FAIL("no list of common passwords can be read (Paths.CommonPasswords: %s)", rq->config->common_passwords);
  TRY(r);
  return common ? form_refuse(&rq->form, "password", "%s",
                              t("This is too easy to guess: it is, or is nearly, a common password or your own name."))
                : OK;
}

result password_save(struct req *rq)
{
  const struct password_in *in = rq->form.data;
  TRY(judge(rq, in));
  result r = password_set(rq->w, rq->who.person_id, in->password);
  if (r == LIMITED)
    return refuse(rq, r, "%s", t("Very many people are signing in. Try again in a moment."));
  TRY(r);
  TRY(account_factor_changed(rq, "person.password_set", NULL));
  flash(rq, "%s", t("The password is set. Your other devices are signed out."));
  return redirect(rq, "%s", account_at(rq));
}

result password_removal(struct req *rq)
{
  account_crumbs(rq, t("Password"));
  view_put(rq->view, "Confirm.Text",
           t("A mail or a passkey signs you in from then on. Your other devices are signed out."));
  view_put(rq->view, "Confirm.Action", rq->in->path);
  view_put(rq->view, "Confirm.Submit", t("Remove it"));
  view_put_bool(rq->view, "Confirm.Danger", true);
  return page(rq, "account/account_confirm", t("Remove the password?"));
}

result password_removal_save(struct req *rq)
{
  TRY(db_exec(rq->w, "DELETE FROM person_password WHERE person_id = ?", A(rq->who.person_id)));
  TRY(account_factor_changed(rq, "person.password_removed", NULL));
  flash(rq, "%s", t("The password is removed."));
  return redirect(rq, "%s", account_at(rq));
}
