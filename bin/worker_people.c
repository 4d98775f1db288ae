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
  const char *email, *language, *org, *colour, *sender;
  struct utc expires_at;
};

static result invited_find(struct task *task, struct invited_to *out)
{
  ROWS rows = { 0 };
  TRY(db_query(
      task->w, &rows,
      "SELECT p.email, p.language, o.name, o.colour, s.name, i.expires_at FROM invitation i JOIN person p ON p.id = i.person_id"
      " JOIN org o ON o.id = i.org_id LEFT JOIN person s ON s.id = i.sent_by WHERE i.id = ? AND p.invited"
      " AND o.status = 'active'",
      A(task->noun_id)));
  return rows_one(&rows, F(out->email), F(out->language), F(out->org), F(out->colour), F(out->sender),
                  F(out->expires_at));
}

static const struct letter *invitation_letter(const struct task *task, const struct invited_to *to, const char *token)
{
  const char *site = task->config->site_name;
  struct letter *l = letter_new(task->w->arena, (struct letter_brand){ .name = site, .colour = to->colour });
  letter_subject(l, t("You are invited to %s"), site);
  letter_greeting(l, NULL);
  if (!str_empty(to->sender))
    letter_paragraph(l, t("%s invites you to work for %s in %s."), to->sender, to->org, site);
  else
    letter_paragraph(l, t("You are invited to work for %s in %s."), to->org, site);
  letter_button(l, t("See the invitation"),
                arena_printf(task->w->arena, "%s/people/accept?t=%s", task->config->site_url, token));
  letter_paragraph(l,
                   tn("The link is valid for %d day and works once.", "The link is valid for %d days and works once.",
                      lifetimes()->invitation_s / 86400),
                   lifetimes()->invitation_s / 86400);
  letter_small(l, "%s", t("If you do not know what this is about, do nothing: without you nothing happens."));
  return l;
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
  i18n_language(to.language);
  return task_mail(task, invitation_letter(task, &to, k.token), task->config->site_name, to.email);
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
  i18n_language(r.language);
  struct letter *l = letter_new(task->w->arena, (struct letter_brand){ .name = site });
  letter_subject(l, t("Your registration at %s"), site);
  letter_greeting(l, NULL);
  letter_paragraph(l, t("Somebody, most likely you, would like to join %s in %s. Press the button if it was you."),
                   r.org_name, site);
  letter_button(l, t("Go on"),
                arena_printf(task->w->arena, "%s/login/register/confirm?t=%s", task->config->site_url, k.token));
  letter_paragraph(l,
                   tn("The link is valid for %d hour and works once.", "The link is valid for %d hours and works once.",
                      REGISTRATION_S / 3600),
                   REGISTRATION_S / 3600);
  letter_small(l, "%s", t("If it was not you, do nothing: without you nothing happens."));
  return task_mail(task, l, site, r.email);
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
  i18n_language(r.language);
  struct letter *l = letter_new(task->w->arena, (struct letter_brand){ .name = site });
  letter_subject(l, t("Your registration at %s"), site);
  letter_greeting(l, r.name);
  if (str_eq(r.status, "approved")) {
    letter_paragraph(l, t("%s has approved your registration. You can sign in now."), r.org_name);
    letter_button(l, t("Sign in"), arena_printf(task->w->arena, "%s/login", task->config->site_url));
  } else {
    letter_paragraph(l, t("%s has declined your registration. Ask a colleague there if you think this is a mistake."),
                     r.org_name);
  }
  return task_mail(task, l, site, r.email);
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
