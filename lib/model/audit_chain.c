/* Sealing and verifying. The files of the head are audit_head.c's. */
#include "lib/model/audit_chain.h"

#include "lib/base/crypto.h"
#include "lib/model/audit_row.h"
#include <string.h>

enum { SEAL_BATCH = 500, VERIFY_BATCH = 1000, UNSEALED_MAX_S = 60 };

static void number_put(unsigned char *out, int64_t n)
{
  for (int i = 7; i >= 0; i--, n >>= 8)
    out[i] = (unsigned char)n;
}

static void chain_next(struct audit_head *head, int64_t audit_id, const unsigned char content_hash[32])
{
  unsigned char text[32 + 8 + 8 + 32];
  head->seq++;
  memcpy(text, head->hash, 32);
  number_put(text + 32, head->seq);
  number_put(text + 40, audit_id);
  memcpy(text + 48, content_hash, 32);
  sha256(text, sizeof text, head->hash);
}

static result chain_end(struct work *w, struct audit_head *head)
{
  struct bytes hash;
  *head = (struct audit_head){ 0 };
  ROWS rows = { 0 };
  TRY(db_query(w, &rows, "SELECT seq, hash FROM audit_seal ORDER BY seq DESC LIMIT 1"));
  if (rows_next(&rows, F(head->seq), F(hash)))
    memcpy(head->hash, hash.at, 32);
  return OK;
}

/* Rows that no seal names, oldest first. Those of an hour ago are all sealed, so the search begins there. */
static result unsealed_find(struct work *w, struct rows *rows)
{
  return db_query(
      w, rows,
      "SELECT a.id, a.content_hash, COALESCE(a.org_id, 0) FROM audit a LEFT JOIN audit_seal s ON s.audit_id = a.id WHERE s.seq IS NULL AND a.id >"
      " COALESCE((SELECT MAX(audit_id) FROM audit_seal WHERE sealed_at < ?), 0) - 10000 ORDER BY a.id LIMIT 500",
      A(utc_add_s(w->now, -3600)));
}

result audit_seal(struct work *w, int *sealed, struct audit_head *head)
{
  int64_t id, org_id;
  struct bytes content;
  *sealed = 0;
  TRY(chain_end(w, head));
  ROWS rows = { 0 };
  TRY(unsealed_find(w, &rows));
  while (rows_next(&rows, F(id), F(content), F(org_id))) {
    chain_next(head, id, content.at);
    result r = db_exec(w, "INSERT INTO audit_seal (seq, audit_id, org_id, hash, sealed_at) VALUES (?, ?, ?, ?, ?)",
                       A(head->seq), A(id), A_REF(org_id), A(((struct bytes){ head->hash, 32 })), A(w->now));
    TRY(r == CONFLICT ? RETRY : r);
    ++*sealed;
  }
  return OK;
}

/* ---- verifying ---- */
struct sealed {
  int64_t seq, audit_id;
  struct bytes hash, content_hash, salt;
  struct audit_row row;
  const char *detail;
  bool present, value_present;
};

/* The batch after a sequence number, with whatever rows are still there. */
static result sealed_find(struct work *w, int64_t after, struct rows *rows)
{
  return db_query(
      w, rows,
      "SELECT s.seq, s.audit_id, s.hash, a.id IS NOT NULL, a.at, COALESCE(a.org_id, 0), COALESCE(a.person_id, 0),"
      " COALESCE(a.noun_id, 0), a.actor, a.request_id, a.action, a.noun, a.fields, a.detail_hash, a.content_hash,"
      " v.audit_id IS NOT NULL, v.salt, v.detail FROM audit_seal s LEFT JOIN audit a ON a.id = s.audit_id"
      " LEFT JOIN audit_value v ON v.audit_id = s.audit_id WHERE s.seq > ? ORDER BY s.seq LIMIT 1000",
      A(after));
}

static bool sealed_next(struct rows *rows, struct sealed *s)
{
  return rows_next(rows, F(s->seq), F(s->audit_id), F(s->hash), F(s->present), F(s->row.at), F(s->row.org_id),
                   F(s->row.person_id), F(s->row.noun_id), F(s->row.actor), F(s->row.request_id), F(s->row.action),
                   F(s->row.noun), F(s->row.fields), F(s->row.detail_hash), F(s->content_hash), F(s->value_present),
                   F(s->salt), F(s->detail));
}

/* NULL, or what is wrong with the values that stand apart. Erased ones (detail NULL) are in order. */
static const char *value_fault(struct arena *a, const struct sealed *s)
{
  unsigned char hash[32];
  if (!s->row.detail_hash.at)
    return s->value_present ? "its values were added later" : NULL;
  if (!s->value_present)
    return "its values are gone";
  if (!s->detail)
    return NULL;
  audit_detail_hash(a, s->salt, s->detail, hash);
  return memcmp(hash, s->row.detail_hash.at, 32) == 0 ? NULL : "its values were changed";
}

static const char *sealed_fault(struct arena *a, const struct sealed *s, struct audit_head *head)
{
  unsigned char content[32];
  if (s->seq != head->seq + 1)
    return "records before it are missing from the chain";
  if (!s->present)
    return "the record is gone";
  audit_row_hash(a, &s->row, content);
  if (s->content_hash.size != 32 || memcmp(content, s->content_hash.at, 32) != 0)
    return "the record was changed";
  const char *value = value_fault(a, s);
  if (value)
    return value;
  chain_next(head, s->audit_id, content);
  return s->hash.size == 32 && memcmp(head->hash, s->hash.at, 32) == 0 ? NULL : "the chain is broken here";
}

/* A head from outside that speaks of this record must agree. */
static bool heads_agree(const struct audit_head *heads, int n, const struct audit_head *at)
{
  for (int i = 0; i < n; i++)
    if (heads[i].seq == at->seq && memcmp(heads[i].hash, at->hash, 32) != 0)
      return false;
  return true;
}

/* Walks a batch; *more says that there may be another. */
static result verify_batch(struct work *w, const struct audit_head *heads, int n_heads, struct audit_head *head,
                           struct audit_fault *out, bool *more)
{
  struct sealed s = { 0 };
  ROWS rows = { 0 };
  TRY(sealed_find(w, head->seq, &rows));
  *more = rows_count(&rows) == VERIFY_BATCH;
  while (!out->what && sealed_next(&rows, &s)) {
    out->what = sealed_fault(w->arena, &s, head);
    if (!out->what && !heads_agree(heads, n_heads, head))
      out->what = "the chain was made anew: the head that was kept outside says otherwise";
    out->seq = s.seq;
    out->audit_id = s.present ? s.audit_id : 0;
    out->records += !out->what;
  }
  return OK;
}

/* What is not in the chain although it should be, and a tail that was cut off. */
static result verify_end(struct work *w, const struct audit_head *heads, int n_heads, const struct audit_head *head,
                         struct audit_fault *out)
{
  for (int i = 0; i < n_heads && !out->what; i++)
    if (heads[i].seq > head->seq) {
      out->seq = head->seq + 1;
      out->audit_id = 0;
      out->what = "the chain ends before it, but the head that was kept outside is further on";
    }
  if (out->what)
    return OK;
  int64_t id;
  ROWS rows = { 0 };
  TRY(db_query(
      w, &rows,
      "SELECT a.id FROM audit a LEFT JOIN audit_seal s ON s.audit_id = a.id WHERE s.seq IS NULL AND a.at < ? LIMIT 1",
      A(utc_add_s(w->now, -UNSEALED_MAX_S))));
  if (rows_next(&rows, F(id))) {
    out->seq = 0;
    out->audit_id = id;
    out->what = "the record is not in the chain (is the worker running?)";
  }
  return OK;
}

result audit_verify(struct work *w, const struct audit_head *heads, int n_heads, struct audit_fault *out)
{
  struct audit_head head = { 0 };
  struct arena *kept = w->arena, *batch = arena_new((size_t)64 << 20, NULL, NULL);
  bool more = true;
  result r = OK;
  *out = (struct audit_fault){ 0 };
  while (r == OK && more && !out->what) {
    w->arena = batch;
    r = verify_batch(w, heads, n_heads, &head, out, &more);
    w->arena = kept;
    arena_reset(batch);
  }
  arena_free(batch);
  return r != OK || out->what ? r : verify_end(w, heads, n_heads, &head, out);
}
