/* One mail in one language: how it looks, how it differs from the built-in text, who changed it when; a test to oneself. */
#include "cgi-bin/admin/mail.h"

#include "lib/base/json.h"
#include "lib/model/trail.h"

enum { VERSIONS_SHOWN = 50, TESTS_MAX = 10, HOUR_S = 3600 };

result mail_at(struct req *rq, struct mail_at *out)
{
  const char *tag = NULL;
  *out = (struct mail_at){ .kind = mail_kind_find(rq->captured[0]) };
  for (int i = 0; (tag = i18n_tag(i)) && !str_eq(tag, rq->captured[1]); i++) {}
  if (!out->kind || !tag)
    return NOT_FOUND;
  out->language = tag;
  out->path = arena_printf(rq->arena, "/admin/mails/%s/%s", out->kind->key, tag);
  crumb(rq, t("Mails"), "/admin/mails");
  crumb(rq, t(out->kind->title), arena_printf(rq->arena, "/admin/mails/%s", out->kind->key));
  result r = mail_text_find(rq->w, out->kind->key, tag, 0, &out->own);
  return r == NOT_FOUND ? OK : r;
}

const char *mail_subject_now(const struct mail_at *m)
{
  return m->own.subject ? m->own.subject : t_in(m->language, m->kind->subject);
}

const char *mail_body_now(const struct mail_at *m)
{
  return m->own.subject ? m->own.body : t_in(m->language, m->kind->body);
}

static result versions_show(struct req *rq, const struct mail_at *m)
{
  int version;
  bool own;
  struct utc at;
  const char *who;
  ROWS rows = { 0 };
  TRY(db_query(
      rq->w, &rows,
      "SELECT m.version, m.subject IS NOT NULL, m.at, p.name FROM mail_text m LEFT JOIN person p ON p.id = m.person_id"
      " WHERE m.mail = ? AND m.language = ? ORDER BY m.version DESC LIMIT 50",
      A(m->kind->key), A(m->language)));
  for (int n = 0; n < VERSIONS_SHOWN && rows_next(&rows, F(version), F(own), F(at), F(who)); n++) {
    view_item(rq->view, "Versions", n, "What",
              own ? arena_printf(rq->arena, t("Version %d"), version) : t("Built-in text restored"));
    if (own)
      view_item(rq->view, "Versions", n, "Href", arena_printf(rq->arena, "%s?version=%d", m->path, version));
    view_item(rq->view, "Versions", n, "Who", who);
    view_item(rq->view, "Versions", n, "When", utc_text(rq->arena, at, rq->w->zone, i18n_current()));
    view_item(rq->view, "Versions", n, "Iso", utc_iso(rq->arena, at));
  }
  return OK;
}

/* An older version instead of what holds now; NOT_FOUND: there is no such text. */
static result version_choose(struct req *rq, struct mail_at *m, bool *old)
{
  const char *asked = req_param(rq, "version");
  int64_t version = 0;
  *old = false;
  if (!*asked)
    return OK;
  if (!str_int64(asked, &version) || version < 1 || version > INT32_MAX)
    return NOT_FOUND;
  *old = version != m->own.version;
  TRY(mail_text_find(rq->w, m->kind->key, m->language, (int)version, &m->own));
  return m->own.subject ? OK : NOT_FOUND;
}

result mail_text_page(struct req *rq)
{
  struct mail_at m;
  bool old;
  TRY(mail_at(rq, &m));
  TRY(version_choose(rq, &m, &old));
  const char *name = mail_language_name(m.language), *title = arena_printf(rq->arena, "%s: %s", t(m.kind->title), name);
  crumb(rq, name, NULL);
  view_put(rq->view, "Text.Path", m.path);
  view_put_bool(rq->view, "Text.Own", m.own.subject != NULL);
  if (old) {
    view_put(rq->view, "Text.Old",
             arena_printf(rq->arena, t("This is version %d, which no longer holds."), m.own.version));
    view_put_int(rq->view, "Text.Version", m.own.version);
  }
  TRY(mail_preview(rq, &m, mail_subject_now(&m), mail_body_now(&m)));
  if (m.own.subject)
    mail_compare(rq,
                 arena_printf(rq->arena, "%s\n\n%s", t_in(m.language, m.kind->subject), t_in(m.language, m.kind->body)),
                 arena_printf(rq->arena, "%s\n\n%s", m.own.subject, m.own.body));
  TRY(versions_show(rq, &m));
  return page(rq, "admin/mail_text_page", title);
}

static const char *test_payload(struct req *rq, const struct mail_at *m)
{
  struct buf text = BUF(rq->arena);
  struct json j = JSON(&text);
  json_object(&j, NULL);
  json_text(&j, "mail", m->kind->key);
  json_text(&j, "language", m->language);
  json_end_object(&j);
  return buf_text(&text);
}

/* To nobody but whoever asks, whatever the form says. */
result mail_text_test(struct req *rq)
{
  struct mail_at m;
  TRY(mail_at(rq, &m));
  const char *who = arena_printf(rq->arena, "%lld", (long long)rq->who.person_id);
  result r = limit_count(rq->w, "mail.test", who, TESTS_MAX, HOUR_S);
  if (r == LIMITED)
    return refuse(rq, r, "%s", t("Too many test mails were sent within an hour. Please try again later."));
  TRY(r);
  TRY(outbox_put(rq->w, "mail.test", 0, rq->who.person_id, test_payload(rq, &m)));
  TRY(audit_write(rq->w, "mail.tested", "mail_text", 0, 0, "",
                  arena_printf(rq->arena, "%s, %s", m.kind->key, m.language)));
  flash(rq, t("A test is on its way to %s."), rq->who.email);
  return redirect(rq, "%s", m.path);
}

static const struct form_words *restore_words(struct req *rq, const struct mail_at *m)
{
  struct form_words *words = NEW(rq->arena, struct form_words);
  *words = (struct form_words){ t("Take the built-in text again?"), arena_printf(rq->arena, "%s/restore", m->path),
                                t("Restore the built-in text"), m->path };
  return words;
}

result mail_text_restore(struct req *rq)
{
  struct mail_at m;
  int n = 0;
  TRY(mail_at(rq, &m));
  crumb(rq, mail_language_name(m.language), m.path);
  crumb(rq, t("Restore the built-in text"), NULL);
  confirm_say(rq, &n, t("From now on this mail goes out with the built-in text. Mails that already wait keep theirs."));
  confirm_say(rq, &n, t("Your own text stays in the history and can be taken up again."));
  return confirm_page(rq, restore_words(rq, &m), false);
}

result mail_text_restore_save(struct req *rq)
{
  struct mail_at m;
  TRY(mail_at(rq, &m));
  if (m.own.subject) {
    result r = mail_text_save(rq->w, m.kind->key, m.language, m.own.version, NULL, NULL);
    if (r == CONFLICT)
      return refuse(rq, r, "%s", t("Somebody else has changed this text meanwhile. Please look at it again."));
    TRY(r);
  }
  flash(rq, "%s", t("The built-in text holds again."));
  return redirect(rq, "%s", m.path);
}
