#include "lib/model/offer_publish.h"

#include "lib/base/i18n.h"
#include "lib/model/trail.h"

#include <string.h>

struct version {
  int64_t id;
  int number, term_months, quantity_min, quantity_max, quantity_step;
  const char *status, *name, *channels, *labels;
  bool all_partners;
};

static result offer_lock(struct work *w, int64_t offer_id, int64_t *published_id)
{
  ROWS rows = { 0 };
  TRY(db_query(w, &rows, "SELECT COALESCE(published_version_id, 0) FROM offer WHERE id = ? FOR UPDATE", A(offer_id)));
  return rows_one(&rows, F(*published_id));
}

#define VERSION_SELECT                                                                                                 \
  "SELECT id, number, term_months, quantity_min, quantity_max, quantity_step, status, name, channels, labels, "        \
  "all_partners"                                                                                                       \
  " FROM offer_version"

static result version_read(struct rows *rows, struct version *v)
{
  return rows_one(rows, F(v->id), F(v->number), F(v->term_months), F(v->quantity_min), F(v->quantity_max),
                  F(v->quantity_step), F(v->status), F(v->name), F(v->channels), F(v->labels), F(v->all_partners));
}

static result version_newest(struct work *w, int64_t offer_id, struct version *v)
{
  ROWS rows = { 0 };
  TRY(db_query(w, &rows, VERSION_SELECT " WHERE offer_id = ? ORDER BY number DESC LIMIT 1", A(offer_id)));
  return version_read(&rows, v);
}

result offer_draft_open(struct work *w, int64_t offer_id, int64_t *version_id)
{
  int64_t published;
  struct version newest;
  TRY(offer_lock(w, offer_id, &published));
  TRY(version_newest(w, offer_id, &newest));
  *version_id = newest.id;
  if (!strcmp(newest.status, "draft"))
    return OK;
  TRY(db_exec(
      w,
      "INSERT INTO offer_version (public_id, offer_id, number, name, summary, terms, term_months, auto_renew, "
      "trial_days,"
      " quantity_min, quantity_max, quantity_step, sell_floor_bp, sell_ceiling_bp, channels, all_partners, labels, countries, payment_types,"
      " checkout_tag, addon_of, created_at)"
      " SELECT ?, offer_id, number + 1, name, summary, terms, term_months, auto_renew, trial_days, quantity_min, "
      "quantity_max,"
      " quantity_step, sell_floor_bp, sell_ceiling_bp, channels, all_partners, labels, countries, payment_types, checkout_tag, addon_of, ? FROM offer_version WHERE id = ?",
      A(public_id_new()), A(w->now), A(newest.id)));
  *version_id = db_insert_id(w);
  TRY(db_exec(
      w,
      "INSERT INTO offer_item (version_id, product_id, position, quantity) SELECT ?, product_id, position, quantity"
      " FROM offer_item WHERE version_id = ?",
      A(*version_id), A(newest.id)));
  TRY(db_exec(
      w, "INSERT INTO offer_eligible (version_id, org_id) SELECT ?, org_id FROM offer_eligible WHERE version_id = ?",
      A(*version_id), A(newest.id)));
  return audit_write(w, "offer.drafted", "offer", offer_id, 0, "number", NULL);
}

static result items_problem(struct work *w, const struct version *v, const char **problem)
{
  const char *name;
  int period, n = 0;
  bool priced;
  struct date today = utc_date(w->now, w->zone);
  ROWS rows = { 0 };
  TRY(db_query(
      w, &rows,
      "SELECT p.name, p.period_months, EXISTS (SELECT 1 FROM product_price c WHERE c.product_id = p.id"
      " AND (c.valid_until IS NULL OR c.valid_until >= ?)) OR EXISTS (SELECT 1 FROM price_list_item i"
      " WHERE i.product_id = p.id AND (i.valid_until IS NULL OR i.valid_until >= ?))"
      " FROM offer_item oi JOIN product p ON p.id = oi.product_id WHERE oi.version_id = ? ORDER BY oi.position",
      A(today), A(today), A(v->id)));
  for (; !*problem && rows_next(&rows, F(name), F(period), F(priced)); n++) {
    if (v->term_months && period && v->term_months % period)
      *problem =
          arena_printf(w->arena, t("The term of %1$d months is no multiple of the %2$d months that %3$s is paid for."),
                       v->term_months, period, name);
    else if (!priced)
      *problem =
          arena_printf(w->arena, t("%s has no price anywhere. Set one on the product or in a price list."), name);
  }
  if (!*problem && !n)
    *problem = t("The offer holds no product.");
  return OK;
}

static result version_problem(struct work *w, const struct version *v, const char **problem)
{
  *problem = NULL;
  if (v->quantity_max && v->quantity_max < v->quantity_min)
    *problem = t("The largest quantity is below the smallest.");
  return *problem ? OK : items_problem(w, v, problem);
}

result offer_version_problem(struct work *w, int64_t version_id, const char **problem)
{
  struct version v;
  {
    ROWS rows = { 0 };
    TRY(db_query(w, &rows, VERSION_SELECT " WHERE id = ?", A(version_id)));
    TRY(version_read(&rows, &v));
  }
  return version_problem(w, &v, problem);
}

result offer_version_unpriced(struct work *w, int64_t version_id, const char **currencies, int *n)
{
  struct date today = utc_date(w->now, w->zone);
  ROWS rows = { 0 };
  TRY(db_query(
      w, &rows,
      "SELECT COUNT(*), COALESCE(GROUP_CONCAT(d.currency ORDER BY d.currency SEPARATOR ', '), '') FROM"
      " (SELECT DISTINCT o.currency FROM org o JOIN offer_version v ON v.id = ? WHERE o.status = 'active' AND (v.all_partners"
      " OR EXISTS (SELECT 1 FROM offer_eligible e WHERE e.version_id = v.id AND e.org_id = o.id))) d"
      " WHERE EXISTS (SELECT 1 FROM offer_item i WHERE i.version_id = ? AND NOT EXISTS (SELECT 1 FROM product_price c"
      " WHERE c.product_id = i.product_id AND c.currency = d.currency AND (c.valid_until IS NULL OR c.valid_until >= ?))"
      " AND NOT EXISTS (SELECT 1 FROM price_list_item l WHERE l.product_id = i.product_id AND l.currency = d.currency"
      " AND (l.valid_until IS NULL OR l.valid_until >= ?)))",
      A(version_id), A(version_id), A(today), A(today)));
  return rows_one(&rows, F(*n), F(*currencies));
}

static bool list_has(const char *comma_list, const char *word)
{
  size_t size = strlen(word);
  for (const char *at = comma_list; *at; at += strcspn(at, ","), at += *at == ',')
    if (strcspn(at, ",") == size && !strncmp(at, word, size))
      return true;
  return false;
}

/* One row for each label ('' when there is none) and each partner; organisation 0 stands for all of them (decision 4). */
static result shelf_label(struct work *w, const struct version *v, const char *label)
{
  if (v->all_partners)
    return db_exec(w, "INSERT INTO offer_shelf (org_id, label, name, version_id) VALUES (0, ?, ?, ?)", A(label),
                   A(v->name), A(v->id));
  return db_exec(
      w,
      "INSERT INTO offer_shelf (org_id, label, name, version_id) SELECT org_id, ?, ?, version_id FROM offer_eligible"
      " WHERE version_id = ?",
      A(label), A(v->name), A(v->id));
}

static result shelf_fill(struct work *w, const struct version *v)
{
  char *rest = arena_dup(w->arena, v->labels), *label;
  if (!list_has(v->channels, "Partner"))
    return OK; /* decision 5 */
  while ((label = strsep(&rest, ",")) != NULL)
    TRY(shelf_label(w, v, label));
  return OK;
}

static result version_retire(struct work *w, int64_t version_id)
{
  TRY(db_exec(w, "DELETE FROM offer_shelf WHERE version_id = ?", A(version_id)));
  return db_exec(w, "UPDATE offer_version SET status = 'retired' WHERE id = ?", A(version_id));
}

result offer_publish(struct work *w, int64_t offer_id, const char **problem)
{
  int64_t published;
  struct version v;
  TRY(offer_lock(w, offer_id, &published));
  TRY(version_newest(w, offer_id, &v));
  *problem = strcmp(v.status, "draft") ? t("There is no draft to publish.") : NULL;
  if (!*problem)
    TRY(version_problem(w, &v, problem));
  if (*problem)
    return CONFLICT;
  if (published)
    TRY(version_retire(w, published));
  TRY(db_exec(w, "UPDATE offer_version SET status = 'published', published_at = ? WHERE id = ?", A(w->now), A(v.id)));
  TRY(db_exec(w, "UPDATE offer SET published_version_id = ? WHERE id = ?", A(v.id), A(offer_id)));
  TRY(shelf_fill(w, &v));
  return audit_write(w, "offer.published", "offer", offer_id, 0, "published_version_id",
                     arena_printf(w->arena, t("Version %d"), v.number));
}

result offer_retire(struct work *w, int64_t offer_id)
{
  int64_t published;
  TRY(offer_lock(w, offer_id, &published));
  if (!published)
    return CONFLICT;
  TRY(version_retire(w, published));
  TRY(db_exec(w, "UPDATE offer SET published_version_id = NULL WHERE id = ?", A(offer_id)));
  return audit_write(w, "offer.retired", "offer", offer_id, 0, "published_version_id", NULL);
}
