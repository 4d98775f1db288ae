#include "lib/model/mail_off.h"

result mail_off(struct work *w, int64_t person_id, const char *mail, bool *out)
{
  *out = false;
  ROWS rows = { 0 };
  TRY(db_query(w, &rows, "SELECT EXISTS (SELECT 1 FROM mail_off WHERE person_id = ? AND mail = ?)", A(person_id),
               A(mail)));
  return rows_one(&rows, F(*out));
}

result mail_off_all(struct work *w, int64_t person_id, const char **out)
{
  ROWS rows = { 0 };
  TRY(db_query(w, &rows, "SELECT COALESCE(GROUP_CONCAT(mail ORDER BY mail), '') FROM mail_off WHERE person_id = ?",
               A(person_id)));
  return rows_one(&rows, F(*out));
}

result mail_off_set(struct work *w, int64_t person_id, const char *mail, bool off)
{
  if (!off)
    return db_exec(w, "DELETE FROM mail_off WHERE person_id = ? AND mail = ?", A(person_id), A(mail));
  return db_exec(w, "INSERT IGNORE INTO mail_off (person_id, mail, at) VALUES (?, ?, ?)", A(person_id), A(mail),
                 A(w->now));
}
