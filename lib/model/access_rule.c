/* The rules of a bill group: read, checked against each other, added, removed, matched. */
#include "lib/model/access_rule.h"

#include "lib/model/trail.h"
#include <string.h>

static result group_lock(struct work *w, int64_t bill_group_id)
{
  int64_t id;
  ROWS rows = { 0 };
  TRY(db_query(w, &rows, "SELECT id FROM bill_group WHERE id = ? FOR UPDATE", A(bill_group_id)));
  return rows_one(&rows, F(id));
}

#define RULES_SELECT                                                                                                   \
  "SELECT r.id, r.public_id, r.kind = 'domain', r.value, r.reason, p.name, r.created_at FROM access_rule r"            \
  " JOIN person p ON p.id = r.created_by WHERE r.bill_group_id = ? AND r.live = 1 ORDER BY r.kind, r.value LIMIT 200"

result access_rules_read(struct work *w, int64_t bill_group_id, bool lock, struct access_rules *out)
{
  if (lock)
    TRY(group_lock(w, bill_group_id));
  struct access_rule r, *found = arena_array(w->arena, ACCESS_RULES_MAX, sizeof *found);
  *out = (struct access_rules){ .rows = found };
  ROWS rows = { 0 };
  TRY(db_query_sql(w, &rows, lock ? SQL(RULES_SELECT " LOCK IN SHARE MODE") : SQL(RULES_SELECT), A(bill_group_id)));
  while (out->n < ACCESS_RULES_MAX &&
         rows_next(&rows, F(r.id), F(r.public_id), F(r.domain), F(r.value), F(r.reason), F(r.author), F(r.created_at)))
    found[out->n++] = r;
  return OK;
}

static bool same_host(const struct access_rule *r, const char *host)
{
  return str_eq(r->domain ? r->value : strrchr(r->value, '@') + 1, host);
}

enum rule_fault access_rule_check(struct arena *a, const struct access_rules *all, const struct rule_value *value,
                                  struct access_rules *others)
{
  *others = (struct access_rules){ .rows = arena_array(a, ACCESS_RULES_MAX, sizeof *others->rows) };
  for (int i = 0; i < all->n; i++) {
    const struct access_rule *r = &all->rows[i];
    bool there = r->domain == value->domain && str_eq(r->value, value->text);
    if (there || (r->domain && !value->domain && same_host(r, value->host))) {
      others->rows[0] = *r;
      others->n = 1;
      return there ? RULE_THERE : RULE_COVERED;
    }
    if (!r->domain && value->domain && same_host(r, value->host))
      others->rows[others->n++] = *r;
  }
  return others->n ? RULE_COVERS : all->n >= ACCESS_RULES_MAX ? RULE_TOO_MANY : RULE_FINE;
}

/* The rules stand in the trail of their bill group. */
static result rule_audit(struct work *w, const char *action, int64_t bill_group_id, const char *value,
                         const char *reason)
{
  int64_t org_id = 0;
  {
    ROWS rows = { 0 };
    TRY(db_query(w, &rows, "SELECT COALESCE(org_id, 0) FROM bill_group WHERE id = ?", A(bill_group_id)));
    TRY(rows_one(&rows, F(org_id)));
  }
  return audit_write(w, action, "bill_group", bill_group_id, org_id, "access_rule",
                     arena_printf(w->arena, "%s: %s", value, reason));
}

static result replaced(struct work *w, int64_t bill_group_id, const struct access_rules *others,
                       const struct rule_value *value)
{
  const char *reason = arena_printf(w->arena, "replaced by %s", value->text);
  for (int i = 0; i < others->n; i++)
    TRY(access_rule_remove(w, bill_group_id, &others->rows[i], reason));
  return OK;
}

/* Whoever a replaced address let in is let in by the domain now: their sessions go on under its rule. Other rules' sessions, and those that
 * were over, are left as they are. */
static result sessions_carried(struct work *w, int64_t bill_group_id, const struct access_rules *others,
                               int64_t rule_id)
{
  for (int i = 0; i < others->n; i++)
    TRY(db_exec(w,
                "UPDATE session SET access_rule_id = ? WHERE bill_group_id = ? AND email = ? AND access_rule_id = ?"
                " AND ended_at IS NULL",
                A(rule_id), A(bill_group_id), A(others->rows[i].value), A(others->rows[i].id)));
  return OK;
}

result access_rule_add(struct work *w, int64_t bill_group_id, const struct rule_value *value, const char *reason,
                       bool replace, enum rule_fault *fault)
{
  struct access_rules all, others;
  TRY(access_rules_read(w, bill_group_id, true, &all));
  *fault = access_rule_check(w->arena, &all, value, &others);
  if (*fault == RULE_COVERS && replace)
    TRY(replaced(w, bill_group_id, &others, value));
  else if (*fault != RULE_FINE)
    return CONFLICT;
  TRY(db_exec(w,
              "INSERT INTO access_rule (public_id, bill_group_id, kind, value, reason, created_by, created_at)"
              " VALUES (?, ?, ?, ?, ?, ?, ?)",
              A(public_id_new()), A(bill_group_id), A(value->domain ? "domain" : "email"), A(value->text), A(reason),
              A(w->person_id), A(w->now)));
  if (*fault == RULE_COVERS)
    TRY(sessions_carried(w, bill_group_id, &others, db_insert_id(w)));
  *fault = RULE_FINE;
  return rule_audit(w, "access_rule.added", bill_group_id, value->text, reason);
}

result access_rule_find(struct work *w, int64_t bill_group_id, struct public_id id, struct access_rule *out)
{
  struct access_rules all;
  TRY(access_rules_read(w, bill_group_id, false, &all));
  for (int i = 0; i < all.n; i++)
    if (all.rows[i].public_id.bits == id.bits) {
      *out = all.rows[i];
      return OK;
    }
  return NOT_FOUND;
}

result access_rule_remove(struct work *w, int64_t bill_group_id, const struct access_rule *rule, const char *reason)
{
  TRY(db_exec(
      w,
      "UPDATE access_rule SET removed_by = ?, removed_at = ?, removed_reason = ? WHERE id = ? AND bill_group_id = ?"
      " AND removed_at IS NULL",
      A(w->person_id), A(w->now), A(reason), A(rule->id), A(bill_group_id)));
  if (db_changed(w) != 1)
    return NOT_FOUND;
  return rule_audit(w, "access_rule.removed", bill_group_id, rule->value, reason);
}

result access_rule_match(struct work *w, int64_t bill_group_id, const char *address, int64_t *rule_id)
{
  const char *at = strrchr(address, '@');
  if (!at)
    return NOT_FOUND;
  ROWS rows = { 0 };
  TRY(db_query(w, &rows,
               "SELECT id FROM access_rule WHERE bill_group_id = ? AND live = 1"
               " AND ((kind = 'email' AND value = ?) OR (kind = 'domain' AND value = ?)) LIMIT 1",
               A(bill_group_id), A(address), A(at + 1)));
  return rows_one(&rows, F(*rule_id));
}
