/* From a mail's values to the mail server: what all mail jobs share. */
#include "bin/worker.h"

#include "lib/auth/auth.h"
#include "lib/base/i18n.h"
#include "lib/base/log.h"
#include "lib/model/mail_off.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* The same for each try of a row and different for each installation; inner ids do not leave. */
static const char *message_id(const struct task *task)
{
  unsigned char mac[32];
  const char *text = arena_printf(task->w->arena, "mail:%lld", (long long)task->id);
  hmac_sha256(task->key, 32, text, strlen(text), mac);
  const char *host = strstr(task->config->site_url, "://");
  host = host ? host + 3 : "localhost";
  return arena_printf(task->w->arena, "%s@%.*s", hex_encode(task->w->arena, mac, 16), (int)strcspn(host, ":/"), host);
}

void mail_language(const struct task *task, const char *reader, const char *organisation)
{
  const char *const wanted[] = { reader, organisation, task->config->site_language };
  i18n_language(i18n_first(wanted, 3));
}

struct mail_values *mail_begin(const struct task *task, struct letter_brand brand, const char *name)
{
  struct mail_values *v = mail_values_new(task->w->arena, brand);
  mail_values_common(v, task->config->site_name, name);
  return v;
}

result mail_dress(const struct task *task, int64_t org_id, struct mail_values *v, const char **from)
{
  const char *name, *sender;
  *from = task->config->site_name;
  ROWS rows = { 0 };
  TRY(db_query(task->w, &rows, "SELECT portal_name, portal_sender FROM org WHERE id = ? AND portal_mode = 'branded'",
               A(org_id)));
  if (!rows_next(&rows, F(name), F(sender)))
    return OK;
  if (!str_empty(name)) {
    v->brand.name = name;
    mail_value_change(v, "site", name);
  }
  if (!str_empty(sender))
    *from = sender;
  return OK;
}

result mail_link(const struct task *task, struct mail_values *v, int64_t org_id, const char *format, ...)
{
  char path[200];
  const char *site;
  va_list ap;
  va_start(ap, format);
  vsnprintf(path, sizeof path, format, ap);
  va_end(ap);
  TRY(portal_url(task->w, task->config, org_id, &site));
  mail_value(v, "link", arena_printf(task->w->arena, "%s%s", site, path));
  return OK;
}

static result mail_letter(struct task *task, const struct mail_values *v, const struct mail_sending *s,
                          struct letter **out)
{
  const struct mail_kind *k = mail_kind_find(s->mail);
  struct mail_text own;
  if (!k)
    return FAIL("mail %s: not in the table of mails", s->mail);
  result r = mail_text_then(task->w, s->mail, i18n_current(), task->asked_at, &own);
  if (r != OK && r != NOT_FOUND)
    return r;
  return mail_kind_letter(k, r == OK ? &own : NULL, v, out);
}

result mail_unwanted(struct task *task, const char *mail, int64_t person_id, bool *out)
{
  const struct mail_kind *k = mail_kind_find(mail);
  *out = false;
  return k && k->own.optional && person_id ? mail_off(task->w, person_id, mail, out) : OK;
}

result mail_finish(struct task *task, const struct mail_values *v, const struct mail_sending *s)
{
  struct letter *l;
  bool unwanted;
  TRY(mail_unwanted(task, s->mail, s->person_id, &unwanted));
  if (unwanted) {
    task->why = "its reader turned these mails off";
    return NOT_FOUND;
  }
  TRY(mail_letter(task, v, s, &l));
  struct mail m = { .from_name = s->from_name,
                    .to = s->to,
                    .message_id = message_id(task),
                    .auto_submitted = true,
                    .files = s->files,
                    .n_files = s->n_files };
  TRY(letter_render(l, &m));
  if (s->test)
    m.subject = arena_printf(task->w->arena, t("Test: %s"), m.subject);
  return mail_send(task->config, task->w->arena, &m, &task->why);
}
