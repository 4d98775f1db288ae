/* Offers as CSV. A line that differs from an offer's newest version makes or changes its draft; publishing stays a person's act. */
#include "lib/model/import_offer.h"

#include "lib/base/i18n.h"
#include "lib/base/json.h"
#include "lib/model/offer_publish.h"
#include "lib/model/trail.h"
#include <string.h>

static const char *const columns[OFFER_CELLS] = {
  "code",         "name",          "summary",         "term_months",  "auto_renew",   "trial_days", "quantity_min",
  "quantity_max", "quantity_step", "channels",        "all_partners", "labels",       "countries",  "items",
  "terms",        "sell_floor_bp", "sell_ceiling_bp", "addon_of",     "checkout_tag", "partners",   "payment_types"
};
/* A version's cells as they are exported, lists joined by +. */
#define CELLS                                                                                                                                \
  "v.name, v.summary, v.term_months, v.auto_renew, v.trial_days, v.quantity_min, v.quantity_max, v.quantity_step,"                           \
  " REPLACE(v.channels, ',', '+'), v.all_partners, REPLACE(v.labels, ',', '+'), REPLACE(v.countries, ',', '+'),"                             \
  " COALESCE((SELECT GROUP_CONCAT(p.code, ':', i.quantity ORDER BY i.position SEPARATOR ';') FROM offer_item i JOIN product p"               \
  " ON p.id = i.product_id WHERE i.version_id = v.id), ''), v.terms, v.sell_floor_bp, v.sell_ceiling_bp, COALESCE(a.code, ''),"              \
  " v.checkout_tag, COALESCE((SELECT GROUP_CONCAT(g.slug ORDER BY g.slug SEPARATOR '+') FROM offer_eligible e JOIN org g ON g.id = e.org_id" \
  " WHERE e.version_id = v.id), ''), REPLACE(v.payment_types, ',', '+')"
#define CELL_PLACES(c)                                                                                                 \
  F((c)[OFFER_NAME]), F((c)[OFFER_SUMMARY]), F((c)[OFFER_TERM]), F((c)[OFFER_RENEW]), F((c)[OFFER_TRIAL]),             \
      F((c)[OFFER_MIN]), F((c)[OFFER_MAX]), F((c)[OFFER_STEP]), F((c)[OFFER_CHANNELS]), F((c)[OFFER_ALL]),             \
      F((c)[OFFER_LABELS]), F((c)[OFFER_COUNTRIES]), F((c)[OFFER_ITEMS]), F((c)[OFFER_TERMS]), F((c)[OFFER_FLOOR]),    \
      F((c)[OFFER_CEILING]), F((c)[OFFER_ADDON]), F((c)[OFFER_CHECKOUT]), F((c)[OFFER_PARTNERS]),                      \
      F((c)[OFFER_PAID_BY])

static result offers_lock(struct work *w, const char *asked)
{
  ROWS rows = { 0 };
  return db_query(
      w, &rows,
      "SELECT o.id FROM JSON_TABLE(?, '$[*]' COLUMNS (a VARCHAR(255) PATH '$.a')) j STRAIGHT_JOIN offer o ON o.code = j.a"
      " FOR UPDATE",
      A(asked));
}

static result offers_read(struct work *w, const char *asked, struct import_row *lines)
{
  int n;
  int64_t id;
  const char *now[OFFER_CELLS];
  ROWS rows = { 0 };
  TRY(db_query(
      w, &rows,
      "SELECT j.n, o.id, o.code, " CELLS
      " FROM JSON_TABLE(?, '$[*]' COLUMNS (n INT PATH '$.n', a VARCHAR(255) PATH '$.a')) j"
      " STRAIGHT_JOIN offer o ON o.code = j.a"
      " JOIN offer_version v ON v.offer_id = o.id AND v.number = (SELECT MAX(x.number) FROM offer_version x WHERE x.offer_id = o.id)"
      " LEFT JOIN offer a ON a.id = v.addon_of",
      A(asked)));
  while (rows_next(&rows, F(n), F(id), F(now[OFFER_CODE]), CELL_PLACES(now))) {
    struct offer_line *o = lines[n].found;
    o->id = id;
    memcpy(o->now, now, sizeof now);
  }
  return OK;
}

static result look(struct work *w, struct import_row *rows, int n, bool lock)
{
  const char *asked = import_cells(w, rows, n, (const int[]){ OFFER_CODE }, 1);
  if (lock)
    TRY(offers_lock(w, asked));
  for (int i = 0; i < n; i++)
    rows[i].found = NEW(w->arena, struct offer_line);
  TRY(offers_read(w, asked, rows));
  for (int i = 0; i < n; i++) {
    const struct offer_line *o = rows[i].found;
    for (int k = OFFER_TERMS; k < OFFER_CELLS; k++)
      if (!rows[i].cells[k]) /* the file has no such column: as it is */
        rows[i].cells[k] = o->id ? o->now[k] : k == OFFER_CHECKOUT ? "checkout" : "";
    if (rows[i].what != IMPORT_FAULT)
      TRY(offer_cells_check(w, &rows[i]));
  }
  return offer_names_check(w, rows, n);
}

/* The line as it would be exported, to compare. */
static void cells_tidy(struct work *w, const struct import_row *row, const struct offer_line *o, const char **out)
{
  struct buf items = BUF(w->arena);
  memcpy(out, row->cells, OFFER_CELLS * sizeof *out);
  const int numbers[] = { OFFER_TERM,  OFFER_TRIAL, OFFER_MIN,   OFFER_MAX,    OFFER_STEP,
                          OFFER_RENEW, OFFER_ALL,   OFFER_FLOOR, OFFER_CEILING },
            values[] = { o->term, o->trial, o->min, o->max, o->step, o->renew, o->all, o->floor, o->ceiling };
  for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
    out[numbers[i]] = arena_printf(w->arena, "%d", values[i]);
  for (int i = 0; i < o->n_items; i++)
    buf_printf(&items, "%s%s:%d", i ? ";" : "", o->items[i].code, o->items[i].quantity);
  out[OFFER_ITEMS] = buf_text(&items);
}

static result take(struct work *w, struct import_row *row)
{
  const struct offer_line *o = row->found;
  const char *wanted[OFFER_CELLS];
  struct buf differ = BUF(w->arena), was = BUF(w->arena);
  row->key = row->cells[OFFER_CODE];
  if (o->id && !str_eq(o->now[OFFER_CODE], row->cells[OFFER_CODE]))
    return import_fault(
        row, "code",
        arena_printf(w->arena,
                     t("This offer’s code is “%s”. What differs in capital letters or accents alone is the same."),
                     o->now[OFFER_CODE]));
  cells_tidy(w, row, o, wanted);
  for (int i = OFFER_NAME; i < OFFER_CELLS; i++) {
    if (!o->id || !str_eq(o->now[i], wanted[i]))
      buf_printf(&differ, "%s%s", differ.size ? ", " : "", columns[i]);
    if (o->id)
      buf_printf(&was, "%s\n", o->now[i]);
  }
  if (o->id && !differ.size)
    return OK;
  row->what = o->id ? IMPORT_CHANGE : IMPORT_ADD;
  row->was = o->id ? buf_text(&was) : NULL;
  row->note = o->id ? arena_printf(w->arena, "%s: %s", row->cells[OFFER_CODE], buf_text(&differ))
                    : arena_printf(w->arena, "%s: %s", row->cells[OFFER_CODE], row->cells[OFFER_NAME]);
  return OK;
}

static result version_write(struct work *w, int64_t version_id, const struct import_row *row,
                            const struct offer_line *o)
{
  const char *const *c = row->cells;
  TRY(db_exec(
      w,
      "UPDATE offer_version SET name = ?, summary = ?, term_months = ?, auto_renew = ?, trial_days = ?, quantity_min = ?,"
      " quantity_max = ?, quantity_step = ?, channels = REPLACE(?, '+', ','), all_partners = ?, labels = REPLACE(?, '+', ','),"
      " countries = REPLACE(?, '+', ','), terms = ?, sell_floor_bp = ?, sell_ceiling_bp = ?, addon_of = (SELECT x.id FROM offer x"
      " WHERE x.code = NULLIF(?, '')), checkout_tag = ?, payment_types = REPLACE(?, '+', ',') WHERE id = ? AND status = 'draft'",
      A(c[OFFER_NAME]), A(c[OFFER_SUMMARY]), A(o->term), A(o->renew), A(o->trial), A(o->min), A(o->max), A(o->step),
      A(c[OFFER_CHANNELS]), A(o->all), A(c[OFFER_LABELS]), A(c[OFFER_COUNTRIES]), A(c[OFFER_TERMS]), A(o->floor),
      A(o->ceiling), A(c[OFFER_ADDON]), A(c[OFFER_CHECKOUT]), A(c[OFFER_PAID_BY]), A(version_id)));
  TRY(db_exec(w, "DELETE FROM offer_eligible WHERE version_id = ?", A(version_id)));
  TRY(db_exec(
      w,
      "INSERT INTO offer_eligible (version_id, org_id) SELECT ?, id FROM org WHERE FIND_IN_SET(slug, REPLACE(?, '+', ','))",
      A(version_id), A(c[OFFER_PARTNERS])));
  TRY(db_exec(w, "DELETE FROM offer_item WHERE version_id = ?", A(version_id)));
  struct buf b = BUF(w->arena);
  struct json j = JSON(&b);
  json_array(&j, NULL);
  for (int i = 0; i < o->n_items; i++) {
    json_object(&j, NULL);
    json_int(&j, "n", i + 1);
    json_int(&j, "product", o->items[i].product_id);
    json_int(&j, "quantity", o->items[i].quantity);
    json_end_object(&j);
  }
  json_end_array(&j);
  return db_exec(
      w,
      "INSERT INTO offer_item (version_id, product_id, position, quantity) SELECT ?, j.product, j.n, j.quantity FROM"
      " JSON_TABLE(?, '$[*]' COLUMNS (n INT PATH '$.n', product BIGINT PATH '$.product', quantity INT PATH '$.quantity')) j",
      A(version_id), A(buf_text(&b)));
}

static result put(struct work *w, struct import_row *row)
{
  const struct offer_line *o = row->found;
  int64_t version_id, id = o->id;
  bool fresh = !id;
  if (fresh) {
    TRY(db_exec(w, "INSERT INTO offer (public_id, code, created_at) VALUES (?, ?, ?)", A(public_id_new()),
                A(row->cells[OFFER_CODE]), A(w->now)));
    id = db_insert_id(w);
    TRY(db_exec(w, "INSERT INTO offer_version (public_id, offer_id, number, name, created_at) VALUES (?, ?, 1, ?, ?)",
                A(public_id_new()), A(id), A(row->cells[OFFER_NAME]), A(w->now)));
    version_id = db_insert_id(w);
  } else {
    TRY(offer_draft_open(w, id, &version_id));
  }
  TRY(version_write(w, version_id, row, o));
  return audit_write(w, fresh ? "offer.added" : "offer.changed", "offer", id, 0, "import", NULL);
}

static result give(struct work *w, int64_t after, struct buf *out, int64_t *last)
{
  int64_t id;
  const char *cells[OFFER_CELLS];
  ROWS rows = { 0 };
  TRY(db_query(
      w, &rows,
      "SELECT o.id, o.code, " CELLS " FROM (SELECT id, code FROM offer WHERE id > ? ORDER BY id LIMIT 500) o"
      " JOIN offer_version v ON v.offer_id = o.id AND v.number = (SELECT MAX(x.number) FROM offer_version x WHERE x.offer_id = o.id)"
      " LEFT JOIN offer a ON a.id = v.addon_of"
      " ORDER BY o.id",
      A(after)));
  *last = 0;
  while (rows_next(&rows, F(id), F(cells[OFFER_CODE]), CELL_PLACES(cells))) {
    for (int i = 0; i < OFFER_CELLS; i++)
      csv_put(out, cells[i], i == OFFER_CELLS - 1);
    *last = id;
  }
  return OK;
}

const struct import_kind import_offers = { "offers", columns, OFFER_CELLS, OFFER_TERMS, look, take, put, give };
