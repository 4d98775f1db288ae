/* mail.signin: the letter with the link and the code of one attempt to sign in. An attempt for an unknown address has a row too,
 * so that asking costs the same; nobody is mailed for it. */
#include "bin/worker.h"

#include "lib/auth/auth.h"
#include "lib/base/i18n.h"
#include "lib/base/limits.h"

struct attempt {
  const char *email, *name, *language, *org, *colour;
  const char *token, *code;
  const unsigned char *key;
  int64_t id;
};

/* NOT_FOUND with the reason: unknown address, used, expired, or a person who may not sign in any more. */
static result attempt_find(struct task *task, struct attempt *out)
{
  int64_t person_id;
  struct utc expires_at, used_at;
  bool may;
  ROWS rows = { 0 };
  TRY(db_query(task->w, &rows,
               "SELECT p.id, s.email, s.language, s.expires_at, s.used_at, p.name, o.name, o.colour,"
               " p.active IS TRUE AND (p.org_id IS NULL OR o.status = 'active')"
               " FROM signin s LEFT JOIN person p ON p.email = s.email AND BINARY p.email = BINARY s.email"
               " LEFT JOIN org o ON o.id = p.org_id WHERE s.id = ?",
               A(task->noun_id)));
  if (rows_one(&rows, F(person_id), F(out->email), F(out->language), F(expires_at), F(used_at), F(out->name),
               F(out->org), F(out->colour), F(may)) != OK) {
    task->why = "the sign-in is gone";
    return NOT_FOUND;
  }
  task->why = !person_id                         ? "unknown address"
              : used_at.us                       ? "used"
              : expires_at.us <= task->w->now.us ? "expired"
              : !may                             ? "may not sign in"
                                                 : NULL;
  return task->why ? NOT_FOUND : OK;
}

static result secrets(struct work *w, void *arg)
{
  struct attempt *a = arg;
  return signin_secrets(w, a->key, a->id, &a->token, &a->code);
}

static const struct letter *signin_letter(const struct task *task, const struct attempt *a)
{
  const char *site = task->config->site_name;
  struct letter *l = letter_new(task->w->arena, (struct letter_brand){ .name = site, .colour = a->colour });
  letter_subject(l, t("Sign in to %s"), site);
  letter_greeting(l, a->name);
  letter_paragraph(l, t("Press the button to sign in to %s."), site);
  letter_button(l, t("Sign in"),
                arena_printf(task->w->arena, "%s/login/confirm?t=%s", task->config->site_url, a->token));
  letter_paragraph(l, t("Or type this code in the window where you asked for it:"));
  letter_code(l, a->code);
  letter_paragraph(l,
                   tn("Both are valid for %d minute and work once.", "Both are valid for %d minutes and work once.",
                      lifetimes()->signin_s / 60),
                   lifetimes()->signin_s / 60);
  letter_small(l, "%s", t("If you did not ask for this, nothing happens until somebody presses the button."));
  return l;
}

result signin_mail(struct task *task)
{
  struct attempt a = { .id = task->noun_id, .key = task->key };
  TRY(attempt_find(task, &a));
  result r = db_transaction(task->w, secrets, &a);
  if (r != OK) {
    task->why = r == NOT_FOUND ? "used or expired" : NULL;
    return r;
  }
  i18n_language(a.language);
  return task_mail(task, signin_letter(task, &a), task->config->site_name, a.email);
}
