/* The side bar: every installed area wrote its lines into <area>.menu at build; a person sees what their rights open. */
#include "lib/app/frame.h"
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MENU_ROWS = 100, MENU_FIELDS = 5, MENU_PAGES_BYTES = 256 * 1024 };

static uint64_t need_of(const char *key)
{
  if (str_eq(key, "signed-in"))
    return SIGNED_IN;
  for (int i = 0; i < RIGHT_COUNT; i++)
    if (str_eq(key, right_key((enum right_index)i)))
      return 1ULL << i;
  return 0;
}

static enum audience audience_of(const char *name)
{
  for (enum audience a = AUDIENCE_PARTNER; a <= AUDIENCE_CUSTOMER; a++)
    if (str_eq(name, audience_name(a)))
      return a;
  return AUDIENCE_NONE;
}

/* "order TAB label TAB path TAB right TAB audience"; false when it is not such a line. */
bool menu_line_parse(struct arena *a, const char *line, struct menu_row *out)
{
  char *fields[MENU_FIELDS], *rest = arena_dupn(a, line, strcspn(line, "\r\n"));
  for (int i = 0; i < MENU_FIELDS; i++) {
    fields[i] = strsep(&rest, "\t");
    if (!fields[i])
      return false;
  }
  int64_t order;
  if (rest || !str_int64(fields[0], &order) || !*fields[1] || fields[2][0] != '/')
    return false;
  *out = (struct menu_row){ (int)order, fields[1], fields[2], need_of(fields[3]), audience_of(fields[4]) };
  return out->need && out->audience;
}

static void menu_file(struct arena *a, const char *name, struct menu *out)
{
  char line[512];
  FILE *file = fopen(name, "re");
  if (!file) {
    log_warn("menu file %s cannot be read", name);
    return;
  }
  while (fgets(line, sizeof line, file) && out->n < MENU_ROWS)
    if (menu_line_parse(a, line, &out->rows[out->n]))
      out->n++;
    else
      log_warn("menu file %s has a line that is not one", name);
  fclose(file);
}

static int row_compare(const void *x, const void *y)
{
  const struct menu_row *a = x, *b = y;
  return a->order != b->order ? (a->order < b->order ? -1 : 1) : strcmp(a->path, b->path);
}

void menu_load(struct arena *a, const char *folder, struct menu *out)
{
  glob_t found = { 0 };
  *out = (struct menu){ .rows = arena_array(a, MENU_ROWS, sizeof *out->rows) };
  if (str_empty(folder) || glob(arena_printf(a, "%s/*.menu", folder), 0, NULL, &found) != 0) {
    globfree(&found);
    return;
  }
  for (size_t i = 0; i < found.gl_pathc; i++)
    menu_file(a, found.gl_pathv[i], out);
  globfree(&found);
  qsort(out->rows, (size_t)out->n, sizeof *out->rows, row_compare);
}

static bool row_open(const struct menu_row *row, const struct principal *who)
{
  return row->audience == who->audience && (row->need == SIGNED_IN || (who->rights & row->need) == row->need);
}

static bool path_within(const char *path, const char *parent)
{
  size_t n = strlen(parent);
  return strncmp(path, parent, n) == 0 && (path[n] == '\0' || path[n] == '/');
}

/* The row that the page belongs to: the longest path that holds it; -1. */
static int row_current(const struct req *rq, const struct menu *menu)
{
  int best = -1;
  for (int i = 0; i < menu->n; i++)
    if (row_open(&menu->rows[i], &rq->who) && path_within(rq->in->path, menu->rows[i].path) &&
        (best < 0 || strlen(menu->rows[i].path) > strlen(menu->rows[best].path)))
      best = i;
  return best;
}

/* The row of this audience that an address lies behind: the longest; NULL. */
static const struct menu_row *row_behind(struct req *rq, const char *href)
{
  const struct menu *menu = &turn_of(rq)->app->menu;
  const struct menu_row *best = NULL;
  const char *path = arena_dupn(rq->arena, href, strcspn(href, "?#"));
  for (int i = 0; i < menu->n; i++)
    if (menu->rows[i].audience == rq->who.audience && path_within(path, menu->rows[i].path) &&
        (!best || strlen(menu->rows[i].path) > strlen(best->path)))
      best = &menu->rows[i];
  return best;
}

bool menu_opens(struct req *rq, const char *href)
{
  const struct menu_row *row = row_behind(rq, href);
  return row && row_open(row, &rq->who);
}

bool path_shut(struct req *rq, const char *href)
{
  const struct menu_row *row = row_behind(rq, href);
  return row && !row_open(row, &rq->who);
}

/* The staff's side bar is long: each heading stands above its rows, those from this order on. */
static const struct {
  int from;
  const char *label;
} headings[] = {
  { 20, N_("Partners") },
  { 40, N_("Catalogue") },
  { 60, N_("Orders and billing") },
  { 80, N_("Settings") },
};
enum { HEADINGS = sizeof headings / sizeof *headings };

static int heading_of(const struct menu_row *row)
{
  int i = -1;
  while (i + 1 < HEADINGS && headings[i + 1].from <= row->order)
    i++;
  return i;
}

/* Asked for once a revision, by each process. */
static result pages_load(struct req *rq, struct menu_pages *m)
{
  struct menu_page p;
  ROWS rows = { 0 };
  m->revision = m->n = 0;
  if (!m->arena)
    m->arena = arena_new(MENU_PAGES_BYTES, NULL, NULL);
  arena_reset(m->arena);
  TRY(db_query(
      rq->w, &rows,
      "SELECT w.tag, v.title, v.all_partners, COALESCE((SELECT GROUP_CONCAT(o.org_id) FROM webpage_version_org o"
      " WHERE o.version_id = v.id), '') FROM webpage w JOIN webpage_version v ON v.id = w.published_id"
      " WHERE w.in_menu = TRUE ORDER BY w.id LIMIT 20"));
  while (m->n < MENU_PAGES_MAX && rows_next(&rows, F(p.tag), F(p.title), F(p.for_all), F(p.orgs)))
    m->pages[m->n++] = (struct menu_page){ arena_dup(m->arena, p.tag), arena_dup(m->arena, p.title),
                                           arena_printf(m->arena, ",%s,", p.orgs), p.for_all };
  m->revision = rq->who.pages_revision;
  return OK;
}

/* The pages without code that the organisation's side bar has, below the areas. One that cannot be asked for is left out. */
static void pages_show(struct req *rq, int n)
{
  struct menu_pages *m = &turn_of(rq)->app->pages;
  const char *own = arena_printf(rq->arena, ",%lld,", (long long)rq->who.org_id);
  if (!rq->who.pages_revision || (m->revision != rq->who.pages_revision && pages_load(rq, m) != OK))
    return;
  for (int i = 0; i < m->n; i++) {
    const struct menu_page *p = &m->pages[i];
    const char *path = arena_printf(rq->arena, "/pages/%s", p->tag);
    if (!p->for_all && !strstr(p->orgs, own))
      continue;
    view_item(rq->view, "Page.Menu", n, "Label", p->title);
    view_item(rq->view, "Page.Menu", n, "Href", path);
    view_item(rq->view, "Page.Menu", n, "Icon", "pages");
    if (str_eq(rq->in->path, path))
      view_item(rq->view, "Page.Menu", n, "Current", "1");
    n++;
  }
}

void menu_show(struct req *rq, const struct menu *menu)
{
  int n = 0, current = row_current(rq, menu), heading = -1;
  for (int i = 0; i < menu->n; i++) {
    const struct menu_row *row = &menu->rows[i];
    if (rq->who.audience == AUDIENCE_NONE || !row_open(row, &rq->who))
      continue;
    if (rq->who.audience == AUDIENCE_STAFF && heading_of(row) != heading) {
      heading = heading_of(row);
      view_item(rq->view, "Page.Menu", n, "Heading", t(headings[heading].label));
    }
    view_item(rq->view, "Page.Menu", n, "Label", t(row->label));
    view_item(rq->view, "Page.Menu", n, "Href", row->path);
    if (i == current)
      view_item(rq->view, "Page.Menu", n, "Current", "1");
    n++;
  }
  pages_show(rq, n);
}
