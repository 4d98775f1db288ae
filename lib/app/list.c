/* List pages: what was asked for, checked against the table, and the links that lead on from it with every filter kept. */
#include "lib/app/frame.h"
#include <string.h>

struct list_request {
  const struct list_order *order;
  const char *keys[2]; /* NULL on the first page */
  bool newer, csv;
};

static const struct list_order *order_find(const struct table *table, const char *name)
{
  for (int i = 0; i < table->n_orders; i++)
    if (!*name || str_eq(table->orders[i].name, name))
      return &table->orders[i];
  return NULL;
}

static bool order_open(const struct req *rq, const struct table *table, const struct list_order *order)
{
  for (int i = 0; i < table->n_columns; i++)
    if (str_eq(table->columns[i].sort, order->name) && !shown(rq, table->columns[i].shown))
      return false;
  return true;
}

/* The table as this audience may have it: without the columns that the vendor hides, and without the orders by them. */
const struct table *list_open(struct req *rq, const struct table *table)
{
  if (!rq->who.switches.hidden)
    return table;
  struct table *out = arena_alloc(rq->arena, sizeof *out);
  struct column *columns = arena_array(rq->arena, (size_t)table->n_columns, sizeof *columns);
  struct list_order *orders = arena_array(rq->arena, (size_t)table->n_orders, sizeof *orders);
  *out = (struct table){ .columns = columns, .orders = orders };
  for (int i = 0; i < table->n_columns; i++)
    if (shown(rq, table->columns[i].shown))
      columns[out->n_columns++] = table->columns[i];
  for (int i = 0; i < table->n_orders; i++)
    if (order_open(rq, table, &table->orders[i]))
      orders[out->n_orders++] = table->orders[i];
  return out;
}

const char *list_search(struct req *rq)
{
  const char *typed = str_trim(rq->arena, req_param(rq, "q"));
  if (utf8_length(typed) <= LIMIT_SEARCH_CHARS)
    return typed;
  /* Without the sign of the cut, which no row has: the beginning of what was typed is looked for. */
  const char *cut = utf8_clip(rq->arena, typed, LIMIT_SEARCH_CHARS);
  return arena_dupn(rq->arena, cut, strlen(cut) - strlen("…"));
}

const char *list_like(struct req *rq)
{
  struct buf b = BUF(rq->arena);
  buf_putc(&b, '%');
  for (const char *at = list_search(rq); *at; at++) {
    if (*at == '%' || *at == '_' || *at == '\\')
      buf_putc(&b, '\\');
    buf_putc(&b, *at);
  }
  buf_putc(&b, '%');
  return buf_text(&b);
}

const char *list_like_in(struct req *rq, enum shown_field field)
{
  return shown(rq, field) ? list_like(rq) : NULL;
}

static result list_read(struct req *rq, const struct table *table, struct list_request *out)
{
  const char *key = req_param(rq, "key"), *dir = req_param(rq, "dir"), *format = req_param(rq, "format");
  *out = (struct list_request){ .order = order_find(table, req_param(rq, "sort")),
                                .newer = str_eq(dir, "newer"),
                                .csv = str_eq(format, "csv") };
  int64_t id;
  bool fine = out->order && (!*dir || out->newer) && (!*format || out->csv) && (!out->newer || *key) &&
              (!*key || (table_key(rq->arena, key, out->keys, 2) && str_int64(out->keys[1], &id)));
  if (!fine)
    return refuse(rq, INVALID, "%s", t("This list cannot be shown in this way. Open it again from the menu."));
  return OK;
}

static bool own_param(const char *name)
{
  return str_eq(name, "key") || str_eq(name, "dir") || str_eq(name, "format");
}

/* Something was asked for that leaves rows out: words, or a filter of the page's own. */
static bool narrowed(const struct req *rq)
{
  for (int i = 0; i < rq->in->n_params; i++) {
    const struct param *p = &rq->in->params[i];
    if (p->size && !own_param(p->name) && !str_eq(p->name, "sort"))
      return true;
  }
  return false;
}

/* The filters' values, then the row after which the page begins, then one row more than are shown: whether there are more. */
static result list_query(struct req *rq, const struct list_request *lr, const struct db_value *values, int n,
                         int rows_max, struct rows *rows)
{
  const struct list_order *order = lr->order;
  struct db_value *all = arena_array(rq->arena, (size_t)n + 4, sizeof *all);
  memcpy(all, values, (size_t)n * sizeof *all);
  if (lr->keys[0]) {
    all[n] = all[n + 1] = A(lr->keys[0]);
    all[n + 2] = A(lr->keys[1]);
    n += 3;
  }
  all[n++] = A(rows_max + 1);
  return db_query_(rq->w, rows, !lr->keys[0] ? order->first : lr->newer ? order->newer : order->older, all, n);
}

/* This page's address with some parameters left out and others put. */
static struct buf link_begin(struct req *rq, bool keep_sort)
{
  struct buf b = BUF(rq->arena);
  buf_puts(&b, rq->in->raw_path);
  char mark = '?';
  for (int i = 0; i < rq->in->n_params; i++) {
    const struct param *p = &rq->in->params[i];
    bool own = own_param(p->name) || (!keep_sort && str_eq(p->name, "sort"));
    if (!own && p->size) {
      buf_printf(&b, "%c%s=%s", mark, url_encode(rq->arena, p->name), url_encode(rq->arena, p->value));
      mark = '&';
    }
  }
  return b;
}

static void link_add(struct req *rq, struct buf *b, const char *name, const char *value)
{
  bool first = true;
  for (size_t i = 0; i < b->size; i++)
    first = first && b->at[i] != '?';
  buf_printf(b, "%c%s=%s", first ? '?' : '&', name, url_encode(rq->arena, value));
}

static const char *pager_link(struct req *rq, const char *key, bool newer)
{
  struct buf b = link_begin(rq, true);
  link_add(rq, &b, "key", key);
  if (newer)
    link_add(rq, &b, "dir", "newer");
  return buf_text(&b);
}

static void put_name(struct req *rq, const char *name, const char *sub, const char *text)
{
  view_put(rq->view, arena_printf(rq->arena, "%s.%s", name, sub), text);
}

static void headings_show(struct req *rq, const char *name, const struct table *table, const struct list_request *lr)
{
  const char *columns = arena_printf(rq->arena, "%s.Columns", name);
  for (int i = 0; i < table->n_columns; i++) {
    const struct column *c = &table->columns[i];
    if (c->sort) {
      struct buf b = link_begin(rq, false);
      link_add(rq, &b, "sort", c->sort);
      view_item(rq->view, columns, i, "SortHref", buf_text(&b));
      view_item(rq->view, columns, i, "Sorted", str_eq(c->sort, lr->order->name) ? "1" : "");
    }
  }
}

/* Older rows follow when one more came than a page holds. A newer page was reached from an older one, so that one is there. */
static void pager_show(struct req *rq, const char *name, const struct list_request *lr, const struct table_page *shown,
                       bool more)
{
  bool later = lr->keys[0] != NULL;
  if (shown->rows && (lr->newer ? more : later))
    put_name(rq, name, "NewerHref", pager_link(rq, shown->first_key, true));
  if (shown->rows && (lr->newer || more))
    put_name(rq, name, "OlderHref", pager_link(rq, shown->last_key, false));
  if (later) {
    struct buf b = link_begin(rq, true);
    put_name(rq, name, "FirstHref", buf_text(&b));
  }
}

/* A long list keeps its process for seconds, so an organisation writes one at a time: ten at once would leave no process for the
 * others. The lock is the connection's and falls with it. */
static result csv_lock(struct req *rq, bool take)
{
  const char *whose = rq->w->org_id ? "org" : "person";
  int64_t id = rq->w->org_id ? rq->w->org_id : rq->w->person_id;
  const char *name = arena_printf(rq->arena, "list.csv.%s.%lld", whose, (long long)id);
  int done;
  ROWS rows = { 0 };
  TRY(take ? db_query(rq->w, &rows, "SELECT COALESCE(GET_LOCK(CONCAT(DATABASE(), '.', ?), 0), 0)", A(name))
           : db_query(rq->w, &rows, "SELECT COALESCE(RELEASE_LOCK(CONCAT(DATABASE(), '.', ?)), 0)", A(name)));
  TRY(rows_one(&rows, F(done)));
  if (!done && take)
    return refuse(rq, LIMITED, "%s",
                  t("Another of your lists is being exported right now. Try again when it is done."));
  return OK;
}

/* Every row, page after page by key: memory stays bounded by the reply's cap, and no statement runs long. */
static result csv_rows(struct req *rq, const char *name, const struct table *table, struct list_request *lr,
                       const struct db_value *values, int n)
{
  struct buf *out = &rq->out->body;
  out->size = 0;
  buf_puts(out, "\xEF\xBB\xBF"); /* spreadsheets take UTF-8 for something else without the mark */
  lr->newer = false;
  for (bool first = true, more = true; more; first = false) {
    ROWS rows = { 0 };
    TRY(list_query(rq, lr, values, n, LIMIT_CSV_ROWS, &rows));
    more = rows_count(&rows) > LIMIT_CSV_ROWS;
    const char *last = table_csv(table, &rows, out, first, LIMIT_CSV_ROWS);
    if (more && (!last || !table_key(rq->arena, last, lr->keys, 2)))
      return FAIL("list %s has no key to go on from", name);
    if (out->size > LIMIT_REPLY_BYTES)
      return refuse(rq, LIMITED, "%s", t("This list is too long for one file. Narrow it by a search first."));
  }
  return OK;
}

static result list_csv(struct req *rq, const char *name, const struct table *table, struct list_request *lr,
                       const struct db_value *values, int n)
{
  TRY(csv_lock(rq, true));
  result r = csv_rows(rq, name, table, lr, values, n);
  result released = csv_lock(rq, false);
  TRY(r);
  rq->out->content_type = "text/csv; charset=utf-8";
  reply_header(rq->out, "Content-Disposition", "attachment; filename=\"%s-%s.csv\"", str_lower(rq->arena, name),
               date_iso(rq->arena, utc_date(rq->w->now, rq->w->zone)));
  return released;
}

result list_page_(struct req *rq, const char *name, const struct table *table, const char *template_name,
                  const char *title, const struct db_value *values, int n)
{
  struct list_request lr;
  ROWS rows = { 0 };
  table = list_open(rq, table);
  TRY(list_read(rq, table, &lr));
  if (lr.csv)
    return list_csv(rq, name, table, &lr, values, n);
  TRY(list_query(rq, &lr, values, n, LIMIT_PAGE_ROWS, &rows));
  bool more = rows_count(&rows) > LIMIT_PAGE_ROWS;
  if (more && lr.newer)
    rows_step(&rows); /* the row beyond a newer page comes first */
  struct table_page shown = view_table(rq->view, name, table, &rows, LIMIT_PAGE_ROWS);
  headings_show(rq, name, table, &lr);
  pager_show(rq, name, &lr, &shown, more);
  struct buf csv = link_begin(rq, true);
  link_add(rq, &csv, "format", "csv");
  put_name(rq, name, "CsvHref", buf_text(&csv));
  put_name(rq, name, "Search", list_search(rq));
  put_name(rq, name, "Searched", narrowed(rq) ? "1" : "");
  return page(rq, template_name, title);
}

result list_part_(struct req *rq, const char *name, const struct table *table, int rows_max, bool *more,
                  const struct db_value *values, int n)
{
  table = list_open(rq, table);
  struct list_request lr = { .order = table->orders };
  ROWS rows = { 0 };
  TRY(list_query(rq, &lr, values, n, rows_max, &rows));
  struct table_page shown = view_table(rq->view, name, table, &rows, rows_max);
  if (more)
    *more = shown.more;
  return OK;
}

result list_slice_(struct req *rq, const struct table *table, const char *cursor, int limit, struct rows *rows,
                   const struct db_value *values, int n)
{
  struct list_request lr = { .order = table->orders };
  int64_t id;
  if (*cursor && (!table_key(rq->arena, cursor, lr.keys, 2) || !str_int64(lr.keys[1], &id)))
    return INVALID;
  return list_query(rq, &lr, values, n, limit, rows);
}

const char *list_cursor(struct req *rq, const struct rows *rows)
{
  int key = rows_find(rows, "list_key"), id = rows_find(rows, "list_id");
  return table_key_text(rq->arena, rows_text(rows, key), rows_text(rows, id));
}
