#include "lib/model/trail.h"

#include "lib/base/crypto.h"
#include "lib/base/json.h"

/* What the hash covers: the row as it is read back, in one canonical form. The detail enters by its salted hash only. */
static void audit_hash(struct work *w, const char *action, const char *noun, int64_t noun_id, int64_t org_id, const char *fields,
                       const unsigned char detail_hash[32], unsigned char out[32])
{
  struct buf text = BUF(w->arena);
  struct json j = JSON(&text);
  json_array(&j, NULL);
  json_text(&j, NULL, utc_sql(w->arena, w->now));
  json_int(&j, NULL, org_id);
  json_text(&j, NULL, w->actor);
  json_int(&j, NULL, w->person_id);
  json_text(&j, NULL, w->request_id);
  json_text(&j, NULL, action);
  json_text(&j, NULL, noun);
  json_int(&j, NULL, noun_id);
  json_text(&j, NULL, fields);
  json_text(&j, NULL, detail_hash ? hex_encode(w->arena, detail_hash, 32) : NULL);
  json_end_array(&j);
  sha256(text.at, text.size, out);
}

result audit_write(struct work *w, const char *action, const char *noun, int64_t noun_id, int64_t org_id, const char *fields,
                   const char *detail)
{
  unsigned char salt[16], detail_hash[32], hash[32];
  if (detail) {
    struct buf salted = BUF(w->arena);
    random_bytes(salt, sizeof salt);
    buf_put(&salted, salt, sizeof salt);
    buf_puts(&salted, detail);
    sha256(salted.at, salted.size, detail_hash);
  }
  audit_hash(w, action, noun, noun_id, org_id, fields, detail ? detail_hash : NULL, hash);
  TRY(db_exec(w,
              "INSERT INTO audit (at, org_id, actor, person_id, request_id, action, noun, noun_id, fields, content_hash)"
              " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
              A(w->now), A_REF(org_id), A(w->actor), A_REF(w->person_id), A(w->request_id ? w->request_id : ""), A(action), A(noun),
              A_REF(noun_id), A(fields), A(((struct bytes){ hash, sizeof hash }))));
  if (!detail)
    return OK;
  return db_exec(w, "INSERT INTO audit_value (audit_id, salt, detail) VALUES (?, ?, ?)", A(db_insert_id(w)),
                 A(((struct bytes){ salt, sizeof salt })), A(utf8_clip(w->arena, detail, 1999)));
}

static result outbox_write(struct work *w, const char *kind, const char *status, int64_t org_id, int64_t noun_id, const char *payload)
{
  return db_exec(w, "INSERT INTO outbox (kind, status, org_id, noun_id, payload, due_at, created_at) VALUES (?, ?, ?, ?, ?, ?, ?)",
                 A(kind), A(status), A_REF(org_id), A_REF(noun_id), A(payload ? payload : "{}"), A(w->now), A(w->now));
}

result outbox_put(struct work *w, const char *kind, int64_t org_id, int64_t noun_id, const char *payload)
{
  return outbox_write(w, kind, "due", org_id, noun_id, payload);
}

result outbox_hold(struct work *w, const char *kind, int64_t org_id, int64_t noun_id, const char *payload)
{
  return outbox_write(w, kind, "held", org_id, noun_id, payload);
}
