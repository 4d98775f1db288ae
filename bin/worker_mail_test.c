/* mail.test: a mail as it is now, with sample values, to the person of the vendor's staff who wants to see it. */
#include "bin/worker.h"

#include "lib/base/i18n.h"

struct tested {
  const char *mail, *language, *email;
};

static result tested_find(struct task *task, struct tested *out)
{
  ROWS rows = { 0 };
  TRY(db_query(task->w, &rows,
               "SELECT JSON_VALUE(o.payload, '$.mail'), JSON_VALUE(o.payload, '$.language'), p.email FROM outbox o"
               " JOIN person p ON p.id = o.noun_id WHERE o.id = ? AND p.active AND p.org_id IS NULL",
               A(task->id)));
  return rows_one(&rows, F(out->mail), F(out->language), F(out->email));
}

result mail_test(struct task *task)
{
  struct tested at;
  result found = tested_find(task, &at);
  if (found != OK) {
    task->why = found == NOT_FOUND ? "whoever asked is gone" : NULL;
    return found;
  }
  const struct mail_kind *k = mail_kind_find(at.mail);
  if (!k) {
    task->why = "there is no such mail";
    return INVALID;
  }
  i18n_language(at.language);
  const char *site = task->config->site_name;
  const struct mail_values *v =
      mail_kind_sample(task->w->arena, k, (struct letter_brand){ .name = site }, task->config->site_url);
  const struct mail_sending s = { .mail = k->key, .from_name = site, .to = at.email, .test = true };
  return mail_finish(task, v, &s);
}
