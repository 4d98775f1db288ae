/* The versions of a mail's text. The unique key on the version decides between two who save at once. */
#include "lib/model/mail_text.h"

#include "lib/model/trail.h"

static result text_read(struct rows *rows, struct mail_text *out)
{
  return rows_one(rows, F(out->version), F(out->subject), F(out->body), F(out->who), F(out->at));
}

result mail_text_then(struct work *w, const char *mail, const char *language, struct utc then, struct mail_text *out)
{
  ROWS rows = { 0 };
  TRY(db_query(
      w, &rows,
      "SELECT m.version, m.subject, m.body, p.name, m.at FROM mail_text m LEFT JOIN person p ON p.id = m.person_id"
      " WHERE m.mail = ? AND m.language = ? AND m.at <= ? ORDER BY m.version DESC LIMIT 1",
      A(mail), A(language), A(then)));
  return text_read(&rows, out);
}

result mail_text_find(struct work *w, const char *mail, const char *language, int version, struct mail_text *out)
{
  ROWS rows = { 0 };
  TRY(db_query(
      w, &rows,
      "SELECT m.version, m.subject, m.body, p.name, m.at FROM mail_text m LEFT JOIN person p ON p.id = m.person_id"
      " WHERE m.mail = ? AND m.language = ? AND (? = 0 OR m.version = ?) ORDER BY m.version DESC LIMIT 1",
      A(mail), A(language), A(version), A(version)));
  return text_read(&rows, out);
}

result mail_text_save(struct work *w, const char *mail, const char *language, int seen, const char *subject,
                      const char *body)
{
  TRY(db_exec(
      w, "INSERT INTO mail_text (mail, language, version, subject, body, person_id, at) VALUES (?, ?, ?, ?, ?, ?, ?)",
      A(mail), A(language), A(seen + 1), A(subject), A(body), A_REF(w->person_id), A(w->now)));
  return audit_write(w, subject ? "mail.changed" : "mail.restored", "mail_text", db_insert_id(w), 0, "subject,body",
                     arena_printf(w->arena, "%s, %s, %d", mail, language, seen + 1));
}
