/* mail.portal: the letter with the link and the code of one attempt to sign in to a billing portal (DOMAIN M6). An attempt is kept for
 * every address, so that asking costs the same; only one that a rule covers is mailed. */
#include "bin/worker.h"

#include "lib/auth/auth.h"
#include "lib/base/i18n.h"
#include "lib/model/access_rule.h"
#include "lib/model/bill_group.h"

struct visit {
  const char *email, *language, *token, *code;
  struct bill_group group;
  const unsigned char *key;
  int64_t id;
};

/* NOT_FOUND with the reason: not covered, used, expired, closed. */
static result visit_find(struct task *task, struct visit *v)
{
  int64_t group_id, rule_id;
  struct utc expires_at, used_at;
  {
    ROWS rows = { 0 };
    TRY(db_query(
        task->w, &rows,
        "SELECT bill_group_id, email, language, expires_at, used_at FROM signin WHERE id = ? AND bill_group_id > 0",
        A(v->id)));
    if (rows_one(&rows, F(group_id), F(v->email), F(v->language), F(expires_at), F(used_at)) != OK) {
      task->why = "the sign-in is gone";
      return NOT_FOUND;
    }
  }
  TRY(bill_group_get(task->w, group_id, &v->group));
  result r = access_rule_match(task->w, group_id, v->email, &rule_id);
  task->why = r == NOT_FOUND                     ? "no rule covers this address"
              : used_at.us                       ? "used"
              : expires_at.us <= task->w->now.us ? "expired"
              : !v->group.open                   ? "the portal is closed"
                                                 : NULL;
  return r != OK && r != NOT_FOUND ? r : task->why ? NOT_FOUND : OK;
}

static result secrets(struct work *w, void *arg)
{
  struct visit *v = arg;
  return signin_secrets(w, v->key, v->id, &v->token, &v->code);
}

static const struct mail_values *portal_values(const struct task *task, const struct visit *v, const char *from)
{
  struct arena *a = task->w->arena;
  struct mail_values *values =
      mail_begin(task, (struct letter_brand){ .name = from, .colour = v->group.org_colour }, NULL);
  mail_value(values, "seller", from);
  mail_value(values, "payer", v->group.name);
  mail_value(
      values, "link",
      arena_printf(a, "%s%s/confirm?t=%s", task->config->site_url, bill_group_portal(a, v->group.public_id), v->token));
  mail_value(values, "code", v->code);
  int minutes = lifetimes()->signin_s / 60;
  mail_value(values, "validity", arena_printf(a, tn("%d minute", "%d minutes", (unsigned long)minutes), minutes));
  return values;
}

result portal_mail(struct task *task)
{
  struct visit v = { .id = task->noun_id, .key = task->key };
  TRY(visit_find(task, &v));
  result r = db_transaction(task->w, secrets, &v);
  if (r != OK) {
    task->why = r == NOT_FOUND ? "used or expired" : NULL;
    return r;
  }
  mail_language(task, v.language, NULL);
  const char *from = str_empty(v.group.org_name) ? v.group.seller : v.group.org_name;
  const struct mail_sending s = { .mail = "portal_signin", .from_name = task->config->site_name, .to = v.email };
  return mail_finish(task, portal_values(task, &v, from), &s);
}
