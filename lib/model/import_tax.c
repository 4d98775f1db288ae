/* Tax rules as CSV: rates of many regions at once. A rule that is there stays what it says but for its last day; a new one begins today or
 * later and ends the one before it (tax_rule_add). */
#include "lib/base/i18n.h"
#include "lib/base/json.h"
#include "lib/model/import.h"
#include "lib/model/tax.h"
#include "lib/model/trail.h"

enum { SELLER, COUNTRY, REGION, NUMBER, CLASS, NAME, RATE, CATEGORY, NOTE, FROM, UNTIL, N };
static const char *const columns[N] = { "seller", "country",  "region", "needs_tax_number", "tax_class",  "name",
                                        "rate",   "category", "note",   "valid_from",       "valid_until" };

struct wanted {
  struct tax_in in;
  int64_t seller_id, there_id, before_id;
  int sellers, there_rate, before_rate;
  const char *there_name, *there_category, *there_note;
  struct date there_until, next; /* next: the first day of the rule that comes after it */
};

static bool category_known(const char *category)
{
  for (const struct option *o = tax_categories; o->value; o++)
    if (str_eq(o->value, category))
      return true;
  return false;
}

static bool texts_check(struct import_row *row)
{
  const char *const *c = row->cells;
  if (*c[COUNTRY] && !country_known(c[COUNTRY]))
    import_fault(row, "country", t("Enter a country’s code like AT, or nothing for every other country."));
  if (utf8_length(c[REGION]) > 100)
    import_fault(row, "region", t("A region’s name has at most 100 characters."));
  if (!*c[CLASS] || utf8_length(c[CLASS]) > 20)
    import_fault(row, "tax_class", t("Enter a class of at most 20 characters, like standard."));
  if (!*c[NAME] || utf8_length(c[NAME]) > 60)
    import_fault(row, "name", t("Enter the name of the tax in at most 60 characters, like VAT."));
  if (!category_known(c[CATEGORY]))
    import_fault(row, "category", t("Enter one of S, AE, G, K, E, Z and O."));
  if (utf8_length(c[NOTE]) > 300)
    import_fault(row, "note", t("A note has at most 300 characters."));
  return row->what != IMPORT_FAULT;
}

static result row_check(struct import_row *row)
{
  const char *const *c = row->cells;
  struct tax_in *in = &((struct wanted *)row->found)->in;
  struct money rate = { 0 };
  *in = (struct tax_in){ .country = c[COUNTRY],
                         .region = c[REGION],
                         .tax_class = c[CLASS],
                         .name = c[NAME],
                         .category = c[CATEGORY],
                         .note = c[NOTE] };
  if (!texts_check(row) || !import_bool(row, "needs_tax_number", c[NUMBER], &in->needs_tax_number))
    return OK;
  if (*c[RATE] && (!money_parse(c[RATE], "EUR", '.', &rate) || rate.minor < 0 || rate.minor > 10000))
    return import_fault(row, "rate", t("Enter a percentage from 0 to 100 like 19.5, with at most two decimals."));
  in->rate_bp = (int)rate.minor;
  if (!date_parse(c[FROM], &in->from))
    return import_fault(row, "valid_from", t("Enter a day like 2027-01-31."));
  if (*c[UNTIL] && !date_parse(c[UNTIL], &in->until))
    return import_fault(row, "valid_until", t("Enter a day like 2027-01-31, or nothing."));
  return OK;
}

/* The companies stay as they are: rules of one are added by one at a time. */
static result sellers_lock(struct work *w, const char *asked)
{
  ROWS rows = { 0 };
  return db_query(w, &rows,
                  "SELECT e.id FROM legal_entity e JOIN party p ON p.id = e.party_id WHERE p.legal_name IN (SELECT j.a"
                  " FROM JSON_TABLE(?, '$[*]' COLUMNS (a VARCHAR(255) PATH '$.a')) j) ORDER BY e.id FOR UPDATE",
                  A(asked));
}

#define SAME_BUYERS(alias)                                                                                             \
  " " alias ".legal_entity_id = e.id AND " alias ".tax_class = j.b AND " alias ".buyer_country = j.c AND " alias       \
  ".buyer_region = j.d AND " alias ".needs_tax_number = (j.e IN ('1', 'yes')) "

/* Whose it is, the rule that begins on that day, the one before it that would go on, and the beginning of the next. */
static result rules_read(struct work *w, const char *asked, struct import_row *lines)
{
  int at;
  struct wanted p = { 0 };
  ROWS rows = { 0 };
  TRY(db_query(
      w, &rows,
      "SELECT j.n, COALESCE(e.id, 0), COALESCE(e.sellers, 0), COALESCE(r.id, 0), COALESCE(r.rate_bp, 0), r.name, r.category,"
      " r.note, r.valid_until, COALESCE(o.id, 0), COALESCE(o.rate_bp, 0), (SELECT MIN(x.valid_from) FROM tax_rule x WHERE" SAME_BUYERS(
          "x") "AND x.valid_from > CAST(j.f AS DATE))"
               " FROM JSON_TABLE(?, '$[*]' COLUMNS (n INT PATH '$.n', a VARCHAR(255) PATH '$.a', b VARCHAR(255) PATH '$.b',"
               " c VARCHAR(255) PATH '$.c', d VARCHAR(255) PATH '$.d', e VARCHAR(255) PATH '$.e', f VARCHAR(255) PATH '$.f')) j"
               " LEFT JOIN (SELECT p.legal_name, MIN(l.id) AS id, COUNT(*) AS sellers FROM legal_entity l JOIN party p ON p.id = l.party_id"
               " GROUP BY p.legal_name) e ON e.legal_name = j.a"
               " LEFT JOIN tax_rule r ON" SAME_BUYERS(
                   "r") "AND r.valid_from = CAST(j.f AS DATE)"
                        " LEFT JOIN tax_rule o ON" SAME_BUYERS(
                            "o") "AND o.valid_from < CAST(j.f AS DATE)"
                                 " AND (o.valid_until IS NULL OR o.valid_until >= CAST(j.f AS DATE))",
      A(asked)));
  while (rows_next(&rows, F(at), F(p.seller_id), F(p.sellers), F(p.there_id), F(p.there_rate), F(p.there_name),
                   F(p.there_category), F(p.there_note), F(p.there_until), F(p.before_id), F(p.before_rate),
                   F(p.next))) {
    struct wanted *found = lines[at].found;
    p.in = found->in;
    *found = p;
  }
  return OK;
}

static result look(struct work *w, struct import_row *rows, int n, bool lock)
{
  for (int i = 0; i < n; i++)
    if (rows[i].what != IMPORT_FAULT) {
      rows[i].found = NEW(w->arena, struct wanted);
      TRY(row_check(&rows[i]));
    }
  const char *asked = import_cells(w, rows, n, (const int[]){ SELLER, CLASS, COUNTRY, REGION, NUMBER, FROM }, 6);
  if (lock)
    TRY(sellers_lock(w, asked));
  return rules_read(w, asked, rows);
}

/* The last day that the line means: the day before the next rule begins counts as none typed. */
static struct date last_day(const struct wanted *p)
{
  bool cut = p->next.year && (!p->in.until.year || date_compare(p->in.until, p->next) >= 0);
  return cut ? date_add_days(p->next, -1) : p->in.until;
}

static result take_there(struct work *w, struct import_row *row, const struct wanted *p, struct date today)
{
  const struct tax_in *in = &p->in;
  struct date last = last_day(p);
  const char *rate = rate_text(w->arena, p->there_rate, i18n_current());
  if (in->rate_bp != p->there_rate || !str_eq(in->name, p->there_name) || !str_eq(in->category, p->there_category) ||
      !str_eq(in->note, p->there_note))
    return import_fault(
        row, "valid_from",
        arena_printf(
            w->arena,
            t("A rule of %s begins on that day for the same buyers. What it says stays; let another begin later."),
            rate));
  if (date_compare(last, p->there_until) == 0)
    return OK;
  if (p->there_until.year && date_compare(p->there_until, today) < 0)
    return import_fault(row, "valid_until", t("This rule has ended; what was invoiced under it is never changed."));
  if (last.year && date_compare(last, today) < 0)
    return import_fault(row, "valid_until", t("This day has passed. Choose today or a later day."));
  if (last.year && date_compare(last, in->from) < 0)
    return import_fault(row, "valid_until", t("The last day is before the first."));
  row->what = IMPORT_CHANGE;
  row->note = last.year ? arena_printf(w->arena, t("The rule of %1$s ends on %2$s."), rate,
                                       date_text(w->arena, last, i18n_current()))
                        : arena_printf(w->arena, t("The rule of %s has no last day any more."), rate);
  return OK;
}

static result take(struct work *w, struct import_row *row)
{
  static const char *const renamed[][2] = { { "rate_bp", "rate" },
                                            { "from", "valid_from" },
                                            { "until", "valid_until" } };
  const struct wanted *p = row->found;
  struct tax_problem problems[TAX_PROBLEMS_MAX];
  struct date today = utc_date(w->now, w->zone);
  if (p->sellers != 1)
    return import_fault(row, "seller",
                        p->sellers ? t("Several of your companies have this name.")
                                   : t("None of your companies has this name."));
  row->key = arena_printf(w->arena, "%lld/%s/%s/%s/%d/%s", (long long)p->seller_id, p->in.tax_class, p->in.country,
                          p->in.region, p->in.needs_tax_number, row->cells[FROM]);
  row->said = row->cells[REGION];
  if (p->there_id)
    return take_there(w, row, p, today);
  if (tax_problems(&p->in, today, problems)) {
    const char *column = problems[0].member;
    for (size_t i = 0; i < sizeof renamed / sizeof *renamed; i++)
      column = str_eq(column, renamed[i][0]) ? renamed[i][1] : column;
    return import_fault(row, column, problems[0].sentence);
  }
  row->what = IMPORT_ADD;
  row->note =
      arena_printf(w->arena, t("%1$s %2$s from %3$s on."), p->in.name,
                   rate_text(w->arena, p->in.rate_bp, i18n_current()), date_text(w->arena, p->in.from, i18n_current()));
  if (p->before_id)
    row->note = arena_printf(w->arena, t("%1$s The rule of %2$s ends the day before."), row->note,
                             rate_text(w->arena, p->before_rate, i18n_current()));
  return OK;
}

static result put(struct work *w, struct import_row *row)
{
  const struct wanted *p = row->found;
  struct public_id id;
  if (!p->there_id)
    return tax_rule_add(w, p->seller_id, &p->in, &id);
  TRY(db_exec(w, "UPDATE tax_rule SET valid_until = ? WHERE id = ?", A(last_day(p)), A(p->there_id)));
  return audit_write(w, "tax.ended", "tax_rule", p->there_id, 0, "valid_until", NULL);
}

static result give(struct work *w, int64_t after, struct buf *out, int64_t *last)
{
  int64_t id, rate;
  struct date from, until;
  const char *seller, *country, *region, *number, *class, *name, *category, *note;
  ROWS rows = { 0 };
  TRY(db_query(
      w, &rows,
      "SELECT r.id, p.legal_name, r.buyer_country, r.buyer_region, r.needs_tax_number, r.tax_class, r.name, r.rate_bp, r.category,"
      " r.note, r.valid_from, r.valid_until FROM tax_rule r JOIN legal_entity e ON e.id = r.legal_entity_id"
      " JOIN party p ON p.id = e.party_id WHERE r.id > ? ORDER BY r.id LIMIT 500",
      A(after)));
  *last = 0;
  while (rows_next(&rows, F(id), F(seller), F(country), F(region), F(number), F(class), F(name), F(rate), F(category),
                   F(note), F(from), F(until))) {
    const char *const cells[N] = { seller,
                                   country,
                                   region,
                                   number,
                                   class,
                                   name,
                                   money_plain(w->arena, money_of(rate, "EUR")),
                                   category,
                                   note,
                                   date_iso(w->arena, from),
                                   until.year ? date_iso(w->arena, until) : "" };
    for (int i = 0; i < N; i++)
      csv_put(out, cells[i], i == N - 1);
    *last = id;
  }
  return OK;
}

const struct import_kind import_taxes = { "taxes", columns, N, N, look, take, put, give };
