/* Mails of coming in: invitations, the link of a registration, what became of it. */
#include "bin/worker.h"

#include "lib/base/i18n.h"
#include "lib/base/limits.h"
#include "lib/model/invitation.h"
#include "lib/model/registration.h"

struct linked {
  const unsigned char *key;
  int64_t id;
  const char *token, *why;
};

static result invitation_link(struct work *w, void *arg)
{
  struct linked *k = arg;
  return invitation_token(w, k->key, k->id, &k->token);
}

struct invited_to {
  const char *email, *language, *org, *org_language, *colour, *sender;
  struct utc expires_at;
  int64_t org_id;
};

static result invited_find(struct task *task, struct invited_to *out)
{
  ROWS rows = { 0 };
  TRY(db_query(
      task->w, &rows,
      "SELECT p.email, p.language, o.name, q.language, o.colour, s.name, i.expires_at, o.id FROM invitation i JOIN person p ON p.id = i.person_id"
      " JOIN org o ON o.id = i.org_id JOIN party q ON q.id = o.party_id LEFT JOIN person s ON s.id = i.sent_by WHERE i.id = ? AND p.invited"
      " AND o.status = 'active'",
      A(task->noun_id)));
  return rows_one(&rows, F(out->email), F(out->language), F(out->org), F(out->org_language), F(out->colour),
                  F(out->sender), F(out->expires_at), F(out->org_id));
}

static struct mail_values *invitation_values(const struct task *task, const struct invited_to *to, const char *token)
{
  struct arena *a = task->w->arena;
  struct mail_values *v =
      mail_begin(task, (struct letter_brand){ .name = task->config->site_name, .colour = to->colour }, NULL);
  int days = lifetimes()->invitation_s / 86400;
  mail_value(v, "sender", str_empty(to->sender) ? t("The administrator") : to->sender);
  mail_value(v, "organisation", to->org);
  mail_value(v, "link", arena_printf(a, "%s/people/accept?t=%s", task->config->site_url, token));
  mail_value(v, "validity", arena_printf(a, tn("%d day", "%d days", (unsigned long)days), days));
  return v;
}

result invitation_mail(struct task *task)
{
  struct linked k = { .key = task->key, .id = task->noun_id };
  struct invited_to to;
  result r = invited_find(task, &to);
  if (r == OK)
    r = db_transaction(task->w, invitation_link, &k);
  if (r != OK) {
    task->why = r == NOT_FOUND ? "revoked, used or expired" : NULL;
    return r;
  }
  mail_language(task, to.language, to.org_language);
  const char *from;
  struct mail_values *v = invitation_values(task, &to, k.token);
  TRY(mail_dress(task, to.org_id, v, &from));
  return mail_finish(task, v, &(struct mail_sending){ .mail = "invitation", .from_name = from, .to = to.email });
}

static result registration_link(struct work *w, void *arg)
{
  struct linked *k = arg;
  return registration_token(w, k->key, k->id, &k->token, &k->why);
}

result registration_mail(struct task *task)
{
  struct linked k = { .key = task->key, .id = task->noun_id };
  struct registration r;
  const char *site = task->config->site_name;
  result done = db_transaction(task->w, registration_link, &k);
  if (done != OK) {
    task->why = k.why;
    return done;
  }
  TRY(registration_get(task->w, task->noun_id, &r));
  mail_language(task, r.language, NULL);
  struct mail_values *v = mail_begin(task, (struct letter_brand){ .name = site }, NULL);
  int hours = REGISTRATION_S / 3600;
  mail_value(v, "organisation", r.org_name);
  mail_value(v, "link",
             arena_printf(task->w->arena, "%s/login/register/confirm?t=%s", task->config->site_url, k.token));
  mail_value(v, "validity", arena_printf(task->w->arena, tn("%d hour", "%d hours", (unsigned long)hours), hours));
  TRY(mail_dress(task, r.org_id, v, &site));
  return mail_finish(task, v, &(struct mail_sending){ .mail = "registration", .from_name = site, .to = r.email });
}

result registration_decided_mail(struct task *task)
{
  struct registration r;
  const char *site = task->config->site_name;
  result found = registration_get(task->w, task->noun_id, &r);
  if (found != OK) {
    task->why = "the registration is gone";
    return found;
  }
  bool approved = str_eq(r.status, "approved");
  mail_language(task, r.language, NULL);
  struct mail_values *v = mail_begin(task, (struct letter_brand){ .name = site }, r.name);
  mail_value(v, "organisation", r.org_name);
  if (approved)
    TRY(mail_link(task, v, r.org_id, "/login"));
  TRY(mail_dress(task, r.org_id, v, &site));
  const struct mail_sending s = { .mail = approved ? "registration_approved" : "registration_declined",
                                  .from_name = site,
                                  .to = r.email };
  return mail_finish(task, v, &s);
}

/* Rows that say so by themselves already are told so in the table, a batch at a time on the key of what lives. */
static result expire(struct work *w, void *arg)
{
  (void)arg;
  return db_exec(w, "UPDATE invitation SET status = 'expired' WHERE live = 1 AND expires_at <= ? LIMIT 500", A(w->now));
}

result invitation_expire(struct task *task)
{
  return db_transaction(task->w, expire, NULL);
}
