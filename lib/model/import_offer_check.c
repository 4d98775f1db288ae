/* What is right in an offer's line: each cell by itself, and what several lines name, read by set. */
#include "lib/base/i18n.h"
#include "lib/base/json.h"
#include "lib/form/form.h"
#include "lib/model/import_offer.h"
#include "lib/model/payment_type.h"
#include <string.h>

/* "core-seat:3;archive-tb:2" */
static result items_read(struct work *w, struct import_row *row, struct offer_line *o)
{
  char *rest = arena_dup(w->arena, row->cells[OFFER_ITEMS]), *count;
  const char *part;
  while ((part = import_part(w, &rest, ";")) != NULL) {
    int64_t quantity = 1;
    char *code = arena_dup(w->arena, part);
    if ((count = strrchr(code, ':')) != NULL)
      *count++ = '\0';
    if (o->n_items == OFFER_PARTS_MAX || (count && (!str_int64(count, &quantity) || quantity < 1 || quantity > 100000)))
      return import_fault(row, "items", t("Enter products like core-seat:3;archive-tb:2."));
    o->items[o->n_items].said = str_trim(w->arena, code);
    o->items[o->n_items++].quantity = (int)quantity;
  }
  return OK;
}

static result lists_check(struct work *w, struct import_row *row)
{
  char *rest = arena_dup(w->arena, row->cells[OFFER_COUNTRIES]);
  const char *part;
  while ((part = import_part(w, &rest, "+")) != NULL)
    if (!country_known(part))
      return import_fault(row, "countries", t("Enter countries like AT+DE, or nothing for all."));
  rest = arena_dup(w->arena, row->cells[OFFER_CHANNELS]);
  while ((part = import_part(w, &rest, "+")) != NULL)
    if (!str_eq(part, "Partner") && !str_eq(part, "Online"))
      return import_fault(row, "channels", t("Enter Partner, Online, Partner+Online or nothing."));
  rest = arena_dup(w->arena, row->cells[OFFER_PAID_BY]);
  while ((part = import_part(w, &rest, "+")) != NULL)
    if (!payment_type_known(part))
      return import_fault(row, "payment_types",
                          t("Enter ways to pay like card+direct_debit, or nothing for every way."));
  if (utf8_length(row->cells[OFFER_LABELS]) > 200)
    return import_fault(row, "labels", t("Labels can have at most 200 characters together."));
  return OK;
}

/* A file without these columns leaves them as they are: then the cell is the offer's own. */
static result parts_check(struct work *w, struct import_row *row, struct offer_line *o)
{
  const char *const *c = row->cells;
  if (utf8_length(c[OFFER_TERMS]) > 15000)
    return import_fault(row, "terms", t("Terms can have at most 15,000 characters."));
  if (!import_int(w, row, "sell_floor_bp", c[OFFER_FLOOR], 0, 1000000, &o->floor) ||
      !import_int(w, row, "sell_ceiling_bp", c[OFFER_CEILING], 0, 1000000, &o->ceiling))
    return OK;
  if (o->ceiling && o->ceiling < o->floor)
    return import_fault(row, "sell_ceiling_bp", t("The highest price is below the lowest."));
  if (!*c[OFFER_CHECKOUT] || strlen(c[OFFER_CHECKOUT]) > 60 ||
      c[OFFER_CHECKOUT][strspn(c[OFFER_CHECKOUT], "abcdefghijklmnopqrstuvwxyz0123456789-")])
    return import_fault(row, "checkout_tag", t("Use small letters, digits and hyphens."));
  return OK;
}

result offer_cells_check(struct work *w, struct import_row *row)
{
  struct offer_line *o = row->found;
  const char *const *c = row->cells;
  if (!*c[OFFER_CODE] || utf8_length(c[OFFER_CODE]) > 60)
    return import_fault(row, "code", t("Enter a code of at most 60 characters."));
  if (!*c[OFFER_NAME] || utf8_length(c[OFFER_NAME]) > 200)
    return import_fault(row, "name", t("Enter a name of at most 200 characters."));
  if (utf8_length(c[OFFER_SUMMARY]) > 1000)
    return import_fault(row, "summary", t("A summary can have at most 1,000 characters."));
  if (!import_int(w, row, "term_months", c[OFFER_TERM], 0, 120, &o->term) ||
      !import_bool(row, "auto_renew", c[OFFER_RENEW], &o->renew) ||
      !import_int(w, row, "trial_days", c[OFFER_TRIAL], 0, 365, &o->trial) ||
      !import_int(w, row, "quantity_min", c[OFFER_MIN], 1, 1000000, &o->min) ||
      !import_int(w, row, "quantity_max", c[OFFER_MAX], 0, 1000000, &o->max) ||
      !import_int(w, row, "quantity_step", c[OFFER_STEP], 1, 1000000, &o->step) ||
      !import_bool(row, "all_partners", c[OFFER_ALL], &o->all))
    return OK;
  if (o->max && o->max < o->min)
    return import_fault(row, "quantity_max", t("The largest quantity is below the smallest."));
  TRY(lists_check(w, row));
  if (row->what != IMPORT_FAULT)
    TRY(parts_check(w, row, o));
  return row->what == IMPORT_FAULT ? OK : items_read(w, row, o);
}

/* ---- what the lines name ---- */
/* The parts of a column's lists as JSON: line, place in the list, word. */
static const char *parts_json(struct work *w, const struct import_row *rows, int n, enum offer_cell column)
{
  struct buf b = BUF(w->arena);
  struct json j = JSON(&b);
  json_array(&j, NULL);
  for (int i = 0; i < n; i++) {
    const struct offer_line *o = rows[i].found;
    if (rows[i].what == IMPORT_FAULT)
      continue;
    char *rest = arena_dup(w->arena, rows[i].cells[column]);
    const char *part;
    for (int k = 0; (part = import_part(w, &rest, column == OFFER_ITEMS ? ";" : "+")) != NULL; k++) {
      json_object(&j, NULL);
      json_int(&j, "n", i);
      json_int(&j, "i", k);
      json_text(&j, "a", utf8_clip(w->arena, column == OFFER_ITEMS ? o->items[k].said : part, 250));
      json_end_object(&j);
    }
  }
  json_end_array(&j);
  return buf_text(&b);
}

static result products_read(struct work *w, struct import_row *lines, int n)
{
  int at, i;
  int64_t id;
  const char *code;
  ROWS rows = { 0 };
  TRY(db_query(w, &rows,
               "SELECT j.n, j.i, p.id, p.code FROM JSON_TABLE(?, '$[*]' COLUMNS (n INT PATH '$.n', i INT PATH '$.i',"
               " a VARCHAR(255) PATH '$.a')) j STRAIGHT_JOIN product p ON p.code = j.a",
               A(parts_json(w, lines, n, OFFER_ITEMS))));
  while (rows_next(&rows, F(at), F(i), F(id), F(code))) {
    struct offer_line *o = lines[at].found;
    o->items[i].product_id = id;
    o->items[i].code = code;
  }
  return OK;
}

/* Each is there, and there once: an offer has one quantity of a product. */
static result items_check(struct work *w, struct import_row *row)
{
  const struct offer_line *o = row->found;
  for (int i = 0; i < o->n_items; i++) {
    if (!o->items[i].product_id)
      return import_fault(row, "items",
                          arena_printf(w->arena, t("There is no product with the code “%s”."), o->items[i].said));
    for (int k = 0; k < i; k++)
      if (o->items[k].product_id == o->items[i].product_id)
        return import_fault(
            row, "items",
            str_eq(o->items[k].said, o->items[i].said)
                ? arena_printf(w->arena, t("“%s” is there twice. List each product once, with its whole quantity."),
                               o->items[i].said)
                : arena_printf(
                      w->arena,
                      t("“%1$s” and “%2$s” are one product, “%3$s”: what differs in capital letters or accents "
                        "alone is the same. List it once, with its whole quantity."),
                      o->items[k].said, o->items[i].said, o->items[i].code));
  }
  return OK;
}

static result partners_check(struct work *w, struct import_row *lines, int n)
{
  int at;
  const char *slug;
  ROWS rows = { 0 };
  TRY(db_query(
      w, &rows,
      "SELECT j.n, j.a FROM JSON_TABLE(?, '$[*]' COLUMNS (n INT PATH '$.n', i INT PATH '$.i', a VARCHAR(255) PATH '$.a')) j"
      " LEFT JOIN org g ON g.slug = j.a WHERE g.id IS NULL ORDER BY j.n, j.i",
      A(parts_json(w, lines, n, OFFER_PARTNERS))));
  while (rows_next(&rows, F(at), F(slug)))
    import_fault(&lines[at], "partners", arena_printf(w->arena, t("There is no partner with the address “%s”."), slug));
  return OK;
}

static result addons_check(struct work *w, struct import_row *lines, int n)
{
  int at;
  ROWS rows = { 0 };
  TRY(db_query(
      w, &rows,
      "SELECT j.n FROM JSON_TABLE(?, '$[*]' COLUMNS (n INT PATH '$.n', a VARCHAR(255) PATH '$.a', b VARCHAR(255) PATH '$.b')) j"
      " WHERE j.a <> '' AND NOT EXISTS (SELECT 1 FROM offer o JOIN offer_version v ON v.offer_id = o.id WHERE o.code = j.a"
      " AND o.code <> j.b AND v.addon_of IS NULL)",
      A(import_cells(w, lines, n, (const int[]){ OFFER_ADDON, OFFER_CODE }, 2))));
  while (rows_next(&rows, F(at)))
    import_fault(&lines[at], "addon_of", t("There is no offer of this code that something can hang on."));
  return OK;
}

result offer_names_check(struct work *w, struct import_row *rows, int n)
{
  TRY(addons_check(w, rows, n));
  TRY(partners_check(w, rows, n));
  TRY(products_read(w, rows, n));
  for (int i = 0; i < n; i++)
    if (rows[i].what != IMPORT_FAULT)
      TRY(items_check(w, &rows[i]));
  return OK;
}
