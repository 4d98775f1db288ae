/* Products as CSV. */
#include "lib/base/i18n.h"
#include "lib/model/import.h"
#include "lib/model/trail.h"

enum { CODE, NAME, DESCRIPTION, CHARGE, PERIOD, TAX_CLASS, METRIC, PER_UNITS, N };
static const char *const columns[N] = { "code",          "name",      "description", "charge",
                                        "period_months", "tax_class", "metric",      "per_units" };

struct product { /* as it is */
  int64_t id;
  const char *code, *name, *description, *charge, *metric, *tax_class;
  int period, wanted_period, per, wanted_per;
  bool published, class_known;
};

/* The products of the lines, and whether their tax classes are known. */
static result products_read(struct work *w, const char *asked, struct import_row *lines)
{
  int n;
  struct product p;
  ROWS rows = { 0 };
  TRY(db_query(
      w, &rows,
      "SELECT j.n, COALESCE(p.id, 0), p.code, p.name, p.description, p.charge, p.metric, p.tax_class, p.period_months, p.per_units,"
      " EXISTS (SELECT 1 FROM offer_item i JOIN offer_version v ON v.id = i.version_id WHERE i.product_id = p.id AND v.status <> 'draft'),"
      " j.b = 'standard' OR EXISTS (SELECT 1 FROM tax_rule r WHERE r.tax_class = j.b)"
      " FROM JSON_TABLE(?, '$[*]' COLUMNS (n INT PATH '$.n', a VARCHAR(255) PATH '$.a', b VARCHAR(255) PATH '$.b')) j"
      " LEFT JOIN product p ON p.code = j.a",
      A(asked)));
  while (rows_next(&rows, F(n), F(p.id), F(p.code), F(p.name), F(p.description), F(p.charge), F(p.metric),
                   F(p.tax_class), F(p.period), F(p.per), F(p.published), F(p.class_known))) {
    struct product *found = lines[n].found;
    p.wanted_period = found->wanted_period;
    p.wanted_per = found->wanted_per;
    *found = p;
  }
  return OK;
}

static result row_check(struct work *w, struct import_row *row)
{
  struct product *p = row->found;
  bool once = str_eq(row->cells[CHARGE], "one_off"), usage = str_eq(row->cells[CHARGE], "usage");
  if (!*row->cells[CODE] || utf8_length(row->cells[CODE]) > 60)
    return import_fault(row, "code", t("Enter a code of at most 60 characters."));
  if (!*row->cells[NAME] || utf8_length(row->cells[NAME]) > 200)
    return import_fault(row, "name", t("Enter a name of at most 200 characters."));
  if (utf8_length(row->cells[DESCRIPTION]) > 2000)
    return import_fault(row, "description", t("A description can have at most 2,000 characters."));
  if (!once && !usage && !str_eq(row->cells[CHARGE], "recurring"))
    return import_fault(row, "charge", t("Enter recurring, one_off or usage."));
  if (!import_int(w, row, "period_months", row->cells[PERIOD], 0, 36, &p->wanted_period))
    return OK;
  if (once == (p->wanted_period > 0))
    return import_fault(row, "period_months", t("What is recurring has 1 to 36 months, what is paid once has 0."));
  if (row->cells[PER_UNITS] && !import_int(w, row, "per_units", row->cells[PER_UNITS], 1, 1000000, &p->wanted_per))
    return OK;
  if (!usage && p->wanted_per > 1)
    return import_fault(row, "per_units", t("Only a price by usage is for several. Enter 1 or nothing."));
  return OK;
}

static result look(struct work *w, struct import_row *rows, int n, bool lock)
{
  for (int i = 0; i < n; i++)
    if (rows[i].what != IMPORT_FAULT) {
      rows[i].found = NEW(w->arena, struct product);
      TRY(row_check(w, &rows[i]));
    }
  const char *asked = import_cells(w, rows, n, (const int[]){ CODE, TAX_CLASS }, 2);
  if (lock)
    TRY(import_products_lock(w, asked));
  return products_read(w, asked, rows);
}

/* A file without the column leaves it as it is, where it still is a price by use. */
static int per_units(const struct import_row *row)
{
  const struct product *p = row->found;
  if (row->cells[PER_UNITS])
    return p->wanted_per;
  return p->id && str_eq(row->cells[CHARGE], "usage") ? p->per : 1;
}

static result put(struct work *w, struct import_row *row)
{
  const struct product *old = row->found;
  if (old->id) {
    TRY(db_exec(
        w,
        "UPDATE product SET name = ?, description = ?, charge = ?, period_months = ?, metric = ?, per_units = ?, tax_class = ? WHERE id = ?",
        A(row->cells[NAME]), A(row->cells[DESCRIPTION]), A(row->cells[CHARGE]), A(old->wanted_period),
        A(row->cells[METRIC]), A(per_units(row)), A(row->cells[TAX_CLASS]), A(old->id)));
    return audit_write(w, "product.changed", "product", old->id, 0, row->note, NULL);
  }
  TRY(db_exec(
      w,
      "INSERT INTO product (public_id, code, name, description, charge, period_months, metric, per_units, tax_class, created_at)"
      " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      A(public_id_new()), A(row->cells[CODE]), A(row->cells[NAME]), A(row->cells[DESCRIPTION]), A(row->cells[CHARGE]),
      A(old->wanted_period), A(row->cells[METRIC]), A(per_units(row)), A(row->cells[TAX_CLASS]), A(w->now)));
  return audit_write(w, "product.added", "product", db_insert_id(w), 0, "code", NULL);
}

static result take(struct work *w, struct import_row *row)
{
  const struct product *old = row->found;
  row->key = row->cells[CODE];
  if (old->id && !str_eq(old->code, row->cells[CODE]))
    return import_fault(
        row, "code",
        arena_printf(w->arena,
                     t("This product’s code is “%s”. What differs in capital letters or accents alone is the same."),
                     old->code));
  if (!row->cells[METRIC]) /* a file without the column leaves it as it is */
    row->cells[METRIC] = old->metric ? old->metric : "";
  if (str_eq(row->cells[CHARGE], "usage") != (*row->cells[METRIC] != 0) || utf8_length(row->cells[METRIC]) > 40)
    return import_fault(row, "metric",
                        t("What is charged by usage says in 40 characters what is counted; nothing else does."));
  if (!old->class_known)
    return import_fault(row, "tax_class", t("No tax rule knows this class."));
  bool charged = !str_eq(old->charge, row->cells[CHARGE]) || old->period != old->wanted_period ||
                 !str_eq(old->metric, row->cells[METRIC]) || (old->id && old->per != per_units(row));
  bool changed = charged || !str_eq(old->name, row->cells[NAME]) ||
                 !str_eq(old->description, row->cells[DESCRIPTION]) || !str_eq(old->tax_class, row->cells[TAX_CLASS]);
  if (old->id && charged && old->published)
    return import_fault(
        row, "charge",
        t("An offer that was published holds this product, so how it is charged stays. Add another product instead."));
  if (old->id && !changed)
    return OK;
  row->what = old->id ? IMPORT_CHANGE : IMPORT_ADD;
  row->note = arena_printf(w->arena, "%s: %s", row->cells[CODE], row->cells[NAME]);
  if (old->id)
    row->was = arena_printf(w->arena, "%s\n%s\n%s\n%d\n%s\n%d\n%s", old->name, old->description, old->charge,
                            old->period, old->metric, old->per, old->tax_class);
  return OK;
}

static result give(struct work *w, int64_t after, struct buf *out, int64_t *last)
{
  int64_t id;
  const char *cells[N];
  ROWS rows = { 0 };
  TRY(db_query(
      w, &rows,
      "SELECT id, code, name, description, charge, period_months, tax_class, metric, per_units FROM product WHERE id > ? ORDER BY id LIMIT 500",
      A(after)));
  *last = 0;
  while (rows_next(&rows, F(id), F(cells[0]), F(cells[1]), F(cells[2]), F(cells[3]), F(cells[4]), F(cells[5]),
                   F(cells[6]), F(cells[7]))) {
    for (int i = 0; i < N; i++)
      csv_put(out, cells[i], i == N - 1);
    *last = id;
  }
  return OK;
}

const struct import_kind import_products = { "products", columns, N, METRIC, look, take, put, give };
