/* mail.signin: the letter with the link and the code of one attempt to sign in. An attempt for an unknown address has a row too,
 * so that asking costs the same; nobody is mailed for it. */
#include "bin/worker.h"

#include "lib/auth/auth.h"
#include "lib/base/i18n.h"

struct attempt {
  const char *email, *name, *language, *asked_in, *org, *colour;
  const char *token, *code;
  const unsigned char *key;
  int64_t id, org_id;
};

/* NOT_FOUND with the reason: unknown address, used, expired, or a person who may not sign in any more. */
static result attempt_find(struct task *task, struct attempt *out)
{
  int64_t person_id;
  struct utc expires_at, used_at;
  bool may;
  ROWS rows = { 0 };
  TRY(db_query(task->w, &rows,
               "SELECT p.id, s.email, p.language, s.language, s.expires_at, s.used_at, p.name, o.name, o.colour, o.id,"
               " p.active IS TRUE AND (p.org_id IS NULL OR o.status = 'active')"
               " FROM signin s LEFT JOIN person p ON p.email = s.email AND BINARY p.email = BINARY s.email"
               " LEFT JOIN org o ON o.id = p.org_id WHERE s.id = ?",
               A(task->noun_id)));
  if (rows_one(&rows, F(person_id), F(out->email), F(out->language), F(out->asked_in), F(expires_at), F(used_at),
               F(out->name), F(out->org), F(out->colour), F(out->org_id), F(may)) != OK) {
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

static struct mail_values *signin_values(const struct task *task, const struct attempt *a)
{
  struct arena *arena = task->w->arena;
  struct mail_values *v =
      mail_begin(task, (struct letter_brand){ .name = task->config->site_name, .colour = a->colour }, a->name);
  mail_value(v, "link", arena_printf(arena, "%s/login/confirm?t=%s", task->config->site_url, a->token));
  mail_value(v, "code", a->code);
  int minutes = lifetimes()->signin_s / 60;
  mail_value(v, "validity", arena_printf(arena, tn("%d minute", "%d minutes", (unsigned long)minutes), minutes));
  return v;
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
  mail_language(task, a.language, a.asked_in);
  const char *from;
  struct mail_values *v = signin_values(task, &a);
  TRY(mail_dress(task, a.org_id, v, &from));
  return mail_finish(task, v, &(struct mail_sending){ .mail = "signin", .from_name = from, .to = a.email });
}
