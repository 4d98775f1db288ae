/* The values of one page, put into a tree, and the page made of it. Neighbours: template.c parses and renders,
 * form_view.c and table_view.c put what forms and lists need. */
#include "lib/base/i18n.h"
#include "lib/base/log.h"
#include "lib/view/template.h"
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { NAME_BYTES = 128, SPARK_WIDTH = 120, SPARK_HEIGHT = 36 };

void view_setup(const char *templates, const char *theme)
{
  if (template_error(nerr_init(), "ClearSilver") != OK)
    abort();
  template_folders(templates, theme);
  template_canary();
}

struct view *view_new(struct arena *a, const char *language, const char *zone)
{
  struct view *v = NEW(a, struct view);
  v->arena = a;
  v->language = str_empty(language) ? "en" : language;
  v->zone = str_empty(zone) ? "UTC" : zone;
  v->hdf = tree_root(a);
  view_put(v, "Lang", v->language);
  view_put(v, "Dir", i18n_right_to_left() ? "rtl" : "ltr");
  return v;
}

void view_end(struct view *v)
{
  if (v && v->hdf)
    tree_end(v->hdf);
}

/* Names are ours; this stops the day that a handler builds one from a request. */
static bool name_good(const char *name)
{
  size_t size = strlen(name);
  return size > 0 && size < NAME_BYTES &&
         strspn(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.") == size;
}

void view_set(struct view *v, HDF *node, const char *name, const char *text)
{
  tree_node(v->arena, node, name)->value = arena_dup(v->arena, text ? text : "");
}

HDF *view_child(struct view *v, HDF *node, const char *name)
{
  return tree_node(v->arena, node, name);
}

HDF *view_child_n(struct view *v, HDF *node, int n)
{
  char name[16];
  snprintf(name, sizeof name, "%d", n);
  return tree_node(v->arena, node, name);
}

void view_put(struct view *v, const char *name, const char *text)
{
  if (!name_good(name)) {
    log_error("%s cannot name a page's value", name);
    v->failed = true;
    return;
  }
  view_set(v, v->hdf, name, text);
}

void view_put_int(struct view *v, const char *name, int64_t n)
{
  char text[24];
  snprintf(text, sizeof text, "%" PRId64, n);
  view_put(v, name, text);
}

void view_put_bool(struct view *v, const char *name, bool b)
{
  view_put(v, name, b ? "1" : "");
}

void view_put_money(struct view *v, const char *name, struct money m)
{
  view_put(v, name, m.currency[0] ? money_text(v->arena, m, v->language) : "");
}

/* name and name.Iso */
static void put_with_iso(struct view *v, const char *name, const char *text, const char *iso)
{
  view_put(v, name, text);
  if (!v->failed)
    view_set(v, view_child(v, v->hdf, name), "Iso", iso);
}

void view_put_date(struct view *v, const char *name, struct date d)
{
  put_with_iso(v, name, d.year ? date_text(v->arena, d, v->language) : "", d.year ? date_iso(v->arena, d) : "");
}

void view_put_utc(struct view *v, const char *name, struct utc t)
{
  put_with_iso(v, name, t.us ? utc_text(v->arena, t, v->zone, v->language) : "", t.us ? utc_iso(v->arena, t) : "");
}

void view_putf(struct view *v, const char *name, const char *format, ...)
{
  char *text = NULL;
  va_list values;
  va_start(values, format);
  int size = vasprintf(&text, format, values);
  va_end(values);
  if (size < 0) {
    v->failed = true;
    return;
  }
  view_put(v, name, text);
  free(text);
}

void view_item(struct view *v, const char *list, int n, const char *sub, const char *text)
{
  char name[NAME_BYTES];
  if (snprintf(name, sizeof name, "%s.%d.%s", list, n, sub) >= (int)sizeof name) {
    v->failed = true;
    return;
  }
  view_put(v, name, text);
}

/* Where value i of n stands in the box: x from left to right, y from the top; 3 units stay free for the line's width. */
static void spark_point(struct buf *line, int i, int n, int64_t value, int64_t least, int64_t most)
{
  int x = n > 1 ? i * SPARK_WIDTH / (n - 1) : 0;
  __int128 range = (__int128)most - least;
  int up = range > 0 ? (int)(((__int128)value - least) * (SPARK_HEIGHT - 6) / range) : 0;
  buf_printf(line, "%s%d,%d", i ? " " : "", x, SPARK_HEIGHT - 3 - up);
}

void view_spark(struct view *v, const char *name, const int64_t *values, int n)
{
  if (n < 2)
    return;
  int64_t least = 0, most = 0; /* the ground line is nothing, not the least value: a small change must look small */
  for (int i = 0; i < n; i++) {
    least = values[i] < least ? values[i] : least;
    most = values[i] > most ? values[i] : most;
  }
  struct buf line = BUF(v->arena);
  for (int i = 0; i < n; i++)
    spark_point(&line, i, n, values[i], least, most);
  const char *points = buf_text(&line);
  view_put(v, name, "");
  HDF *node = view_child(v, v->hdf, name);
  view_set(v, node, "Line", points);
  view_set(v, node, "Area", arena_printf(v->arena, "0,%d %s %d,%d", SPARK_HEIGHT, points, SPARK_WIDTH, SPARK_HEIGHT));
}

result view_render(struct view *v, const char *template_name, struct buf *out)
{
  if (v->failed)
    return FAIL("%s is not rendered: a value of it was lost", template_name);
  struct template *t = template_find(template_name);
  return t ? template_render(t, v->hdf, out) : FAILED;
}

result view_check(const char *template_name)
{
  return template_find(template_name) ? OK : FAILED;
}
