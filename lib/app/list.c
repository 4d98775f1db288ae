/* List pages: what was asked for, checked against the table, and the links that lead on from it with every filter kept. */
#include "lib/app/frame.h"

static bool sort_known(const struct table *t_, const char *sort)
{
  for (int i = 0; i < t_->n_columns; i++) {
    if (t_->columns[i].sort && str_eq(t_->columns[i].sort, sort)) {
      return true;
    }
  }
  return false;
}

result list_read(struct req *rq, const struct table *table, int n_keys, struct list_request *out)
{
  const char *key = req_param(rq, "key"), *dir = req_param(rq, "dir"), *format = req_param(rq, "format");
  *out = (struct list_request){ .search = str_trim(rq->arena, req_param(rq, "q")),
                                .order = req_param(rq, "sort"),
                                .n_keys = n_keys };
  out->newer = str_eq(dir, "newer");
  out->csv = str_eq(format, "csv");
  bool fine = utf8_length(out->search) <= LIMIT_SEARCH_CHARS && !str_has_control(out->search) &&
              (!*out->order || sort_known(table, out->order)) && (!*dir || out->newer) && (!*format || out->csv) &&
              n_keys <= COUNT(out->keys);
  if (!fine || (*key && !table_key(rq->arena, key, out->keys, n_keys)) || (out->newer && !*key)) {
    return refuse(rq, INVALID, "%s",
                  t("This list was asked for in a way that we do not know. Open it again from the menu."));
  }
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
    if (p->size && !own_param(p->name) && !str_eq(p->name, "sort")) {
      return true;
    }
  }
  return false;
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
  for (size_t i = 0; i < b->size; i++) {
    first = first && b->at[i] != '?';
  }
  buf_printf(b, "%c%s=%s", first ? '?' : '&', name, url_encode(rq->arena, value));
}

static const char *pager_link(struct req *rq, const char *key, bool newer)
{
  struct buf b = link_begin(rq, true);
  link_add(rq, &b, "key", key);
  if (newer) {
    link_add(rq, &b, "dir", "newer");
  }
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
    if (c->sort && c->kind != COLUMN_KEY) {
      struct buf b = link_begin(rq, false);
      link_add(rq, &b, "sort", c->sort);
      view_item(rq->view, columns, i, "SortHref", buf_text(&b));
      view_item(rq->view, columns, i, "Sorted", str_eq(c->sort, lr->order) ? "1" : "");
    }
  }
}

/* Older rows follow when one more came than a page holds. A newer page was reached from an older one, so that one is there. */
static void pager_show(struct req *rq, const char *name, const struct table *table, const struct list_request *lr,
                       const struct table_page *shown)
{
  bool later = lr->keys[0] != NULL;
  int rows_max = table->rows_max > 0 ? table->rows_max : LIMIT_PAGE_ROWS;
  bool newer = lr->newer ? shown->rows >= rows_max : later;
  if (newer && shown->rows) {
    put_name(rq, name, "NewerHref", pager_link(rq, shown->first_key, true));
  }
  if ((shown->more || lr->newer) && shown->rows) {
    put_name(rq, name, "OlderHref", pager_link(rq, shown->last_key, false));
  }
  if (later) {
    struct buf b = link_begin(rq, true);
    put_name(rq, name, "FirstHref", buf_text(&b));
  }
}

static result list_csv(struct req *rq, const char *name, const struct table *table, struct rows *rows)
{
  struct buf *out = &rq->out->body;
  struct date today = utc_date(rq->w->now, rq->w->zone);
  rq->out->content_type = "text/csv; charset=utf-8";
  reply_header(rq->out, "Content-Disposition", "attachment; filename=\"%s-%s.csv\"", str_lower(rq->arena, name),
               date_iso(rq->arena, today));
  out->size = 0;
  buf_puts(out, "\xEF\xBB\xBF"); /* spreadsheets take UTF-8 for something else without the mark */
  table_csv(table, rows, out, true, i18n_current());
  return OK;
}

result list_show(struct req *rq, const char *name, const struct table *table, const struct list_request *lr,
                 struct rows *rows)
{
  if (lr->csv) {
    return list_csv(rq, name, table, rows);
  }
  struct table_page shown = view_table(rq->view, name, table, rows);
  headings_show(rq, name, table, lr);
  pager_show(rq, name, table, lr, &shown);
  struct buf csv = link_begin(rq, true);
  link_add(rq, &csv, "format", "csv");
  put_name(rq, name, "CsvHref", buf_text(&csv));
  put_name(rq, name, "Search", lr->search);
  put_name(rq, name, "Searched", narrowed(rq) ? "1" : "");
  return OK;
}
