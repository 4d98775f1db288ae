#include "lib/model/trail.h"

#include "lib/base/crypto.h"
#include "lib/base/json.h"
#include "lib/model/audit_row.h"

void audit_row_hash(struct arena *a, const struct audit_row *row, unsigned char out[32])
{
  struct buf text = BUF(a);
  struct json j = JSON(&text);
  json_array(&j, NULL);
  json_text(&j, NULL, utc_sql(a, row->at));
  json_int(&j, NULL, row->org_id);
  json_text(&j, NULL, row->actor);
  json_int(&j, NULL, row->person_id);
  json_text(&j, NULL, row->request_id);
  json_text(&j, NULL, row->action);
  json_text(&j, NULL, row->noun);
  json_int(&j, NULL, row->noun_id);
  json_text(&j, NULL, row->fields);
  json_text(&j, NULL, row->detail_hash.at ? hex_encode(a, row->detail_hash.at, row->detail_hash.size) : NULL);
  json_end_array(&j);
  sha256(text.at, text.size, out);
}

void audit_detail_hash(struct arena *a, struct bytes salt, const char *detail, unsigned char out[32])
{
  struct buf salted = BUF(a);
  buf_put(&salted, salt.at, salt.size);
  buf_puts(&salted, detail);
  sha256(salted.at, salted.size, out);
}

result audit_write(struct work *w, const char *action, const char *noun, int64_t noun_id, int64_t org_id,
                   const char *fields, const char *detail)
{
  unsigned char salt[16], detail_hash[32], hash[32];
  struct audit_row row = { .org_id = org_id,
                           .person_id = w->person_id,
                           .noun_id = noun_id,
                           .at = w->now,
                           .actor = w->actor,
                           .request_id = w->request_id ? w->request_id : "",
                           .action = action,
                           .noun = noun,
                           .fields = fields };
  struct bytes salt_bytes = { salt, sizeof salt };
  if (detail) {
    detail = utf8_clip(w->arena, detail, 1999);
    random_bytes(salt, sizeof salt);
    audit_detail_hash(w->arena, salt_bytes, detail, detail_hash);
    row.detail_hash = (struct bytes){ detail_hash, sizeof detail_hash };
  }
  audit_row_hash(w->arena, &row, hash);
  TRY(db_exec(
      w,
      "INSERT INTO audit (at, org_id, actor, person_id, request_id, action, noun, noun_id, fields, detail_hash, content_hash)"
      " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      A(row.at), A_REF(org_id), A(row.actor), A_REF(row.person_id), A(row.request_id), A(action), A(noun),
      A_REF(noun_id), A(fields), A(row.detail_hash), A(((struct bytes){ hash, sizeof hash }))));
  if (!detail)
    return OK;
  return db_exec(w, "INSERT INTO audit_value (audit_id, salt, detail) VALUES (?, ?, ?)", A(db_insert_id(w)),
                 A(salt_bytes), A(detail));
}

static result outbox_write(struct work *w, const char *kind, const char *status, int64_t org_id, int64_t noun_id,
                           const char *payload)
{
  return db_exec(
      w, "INSERT INTO outbox (kind, status, org_id, noun_id, payload, due_at, created_at) VALUES (?, ?, ?, ?, ?, ?, ?)",
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
