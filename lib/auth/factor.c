/* What a person has set up, guesses in a row, and the way back for a lost phone. */
#include "lib/auth/factor.h"

enum { TRIES = 5, PAUSE_S = 15 * 60 };

result factors_of(struct work *w, int64_t person_id, struct factors *out)
{
  *out = (struct factors){ 0 };
  ROWS rows = { 0 };
  TRY(db_query(w, &rows,
               "SELECT t.created_at, p.changed_at, (SELECT COUNT(*) FROM passkey k WHERE k.person_id = x.id),"
               " (SELECT COUNT(*) FROM recovery_code c WHERE c.person_id = x.id AND c.used_at IS NULL)"
               " FROM person x LEFT JOIN totp t ON t.person_id = x.id LEFT JOIN person_password p ON p.person_id = "
               "x.id WHERE x.id = ?",
               A(person_id)));
  TRY(rows_one(&rows, F(out->totp_at), F(out->password_at), F(out->passkeys), F(out->recovery_codes)));
  out->totp = out->totp_at.us != 0;
  out->password = out->password_at.us != 0;
  return OK;
}

result factor_wanted(struct work *w, int64_t person_id, enum audience audience, bool *wanted, struct factors *out)
{
  TRY(factors_of(w, person_id, out));
  *wanted = audience == AUDIENCE_STAFF || out->totp;
  return OK;
}

result factors_reset(struct work *w, int64_t person_id)
{
  TRY(totp_remove(w, person_id));
  TRY(db_exec(w, "DELETE FROM passkey WHERE person_id = ?", A(person_id)));
  TRY(db_exec(w, "DELETE FROM person_password WHERE person_id = ?", A(person_id)));
  TRY(db_exec(w, "DELETE FROM factor_try WHERE person_id = ?", A(person_id)));
  return session_end_others(w, person_id, 0);
}

/* The row is there from the first try on, so that two tries at once wait for each other. */
result factor_try(struct work *w, int64_t person_id)
{
  struct utc paused_until;
  TRY(db_exec(w, "INSERT INTO factor_try (person_id) VALUES (?) ON DUPLICATE KEY UPDATE person_id = person_id",
              A(person_id)));
  ROWS rows = { 0 };
  TRY(db_query(w, &rows, "SELECT paused_until FROM factor_try WHERE person_id = ? FOR UPDATE", A(person_id)));
  TRY(rows_one(&rows, F(paused_until)));
  return paused_until.us > w->now.us ? LIMITED : OK;
}

result factor_right(struct work *w, int64_t person_id)
{
  return db_exec(w, "UPDATE factor_try SET tries = 0, paused_until = NULL WHERE person_id = ?", A(person_id));
}

result factor_wrong(struct work *w, int64_t person_id)
{
  TRY(db_exec(w, "UPDATE factor_try SET tries = tries + 1 WHERE person_id = ?", A(person_id)));
  return db_exec(w, "UPDATE factor_try SET tries = 0, paused_until = ? WHERE person_id = ? AND tries >= ?",
                 A(utc_add_s(w->now, PAUSE_S)), A(person_id), A(TRIES));
}
