/* A block's text: paragraphs, headings, lists and links, and nothing else. It becomes values that the template draws and escapes, never
 * HTML; a link that leads nowhere good stays text as it was typed. */
#include "lib/block/block.h"
#include "lib/form/form_lists.h"

#include <string.h>

bool block_link_fine(const char *link)
{
  if (str_empty(link) || !text_plain(link, false) || strpbrk(link, " \"<>\\"))
    return false;
  if (str_starts(link, "mailto:"))
    return email_valid(link + strlen("mailto:"));
  return url_valid(link) || path_or(link, NULL) != NULL;
}

struct span {
  const char *text, *href; /* href NULL: words alone */
};

/* The next [words](link) in s: where it begins, and behind it; NULL when there is none. */
static const char *link_next(struct arena *a, const char *s, const char **behind, struct span *out)
{
  for (const char *open = strchr(s, '['); open; open = strchr(open + 1, '[')) {
    const char *close = strstr(open, "]("), *end = close ? strchr(close, ')') : NULL;
    if (!end)
      return NULL;
    *out = (struct span){ arena_dupn(a, open + 1, (size_t)(close - open - 1)),
                          arena_dupn(a, close + 2, (size_t)(end - close - 2)) };
    *behind = end + 1;
    if (*out->text && !strchr(out->text, '[') && block_link_fine(out->href))
      return open;
  }
  return NULL;
}

static void spans_put(struct req *rq, const char *at, const char *s)
{
  struct span link;
  int n = 0;
  for (const char *behind, *open; *s; s = behind) {
    open = link_next(rq->arena, s, &behind, &link);
    if (!open || open > s)
      view_item(rq->view, at, n++, "Text", open ? arena_dupn(rq->arena, s, (size_t)(open - s)) : s);
    if (!open)
      return;
    view_item(rq->view, at, n, "Text", link.text);
    view_item(rq->view, at, n++, "Href", path_shut(rq, link.href) ? "" : link.href);
  }
}

/* Where the drawing stands: in a paragraph that grows line by line, or in a list. */
struct drawing {
  struct req *rq;
  const char *at;
  int parts, items; /* items: of the list that is open; -1: none is */
  struct buf paragraph;
};

static const char *part_begin(struct drawing *d, const char *kind)
{
  view_item(d->rq->view, arena_printf(d->rq->arena, "%s.Parts", d->at), d->parts, "Kind", kind);
  return arena_printf(d->rq->arena, "%s.Parts.%d", d->at, d->parts++);
}

static void paragraph_end(struct drawing *d)
{
  if (!d->paragraph.size)
    return;
  const char *part = part_begin(d, "p");
  spans_put(d->rq, arena_printf(d->rq->arena, "%s.Spans", part), buf_text(&d->paragraph));
  d->paragraph = BUF(d->rq->arena);
}

static void item_put(struct drawing *d, const char *text)
{
  if (d->items < 0) {
    part_begin(d, "ul");
    d->items = 0;
  }
  const char *item = arena_printf(d->rq->arena, "%s.Parts.%d.Items.%d", d->at, d->parts - 1, d->items++);
  view_put(d->rq->view, arena_printf(d->rq->arena, "%s.There", item), "1");
  spans_put(d->rq, arena_printf(d->rq->arena, "%s.Spans", item), text);
}

static void line_put(struct drawing *d, const char *line)
{
  bool item = str_starts(line, "- "), heading = str_starts(line, "## ");
  if (item || heading || !*line)
    paragraph_end(d);
  if (!item)
    d->items = -1;
  if (item) {
    item_put(d, line + 2);
  } else if (heading) {
    const char *part = part_begin(d, "h");
    spans_put(d->rq, arena_printf(d->rq->arena, "%s.Spans", part), line + 3);
  } else if (*line) {
    buf_printf(&d->paragraph, "%s%s", d->paragraph.size ? " " : "", line);
  }
}

void block_text_put(struct req *rq, const char *at, const char *text)
{
  struct drawing d = { .rq = rq, .at = at, .items = -1, .paragraph = BUF(rq->arena) };
  char *rest = arena_dup(rq->arena, text), *line;
  while ((line = strsep(&rest, "\n")) != NULL)
    line_put(&d, str_trim(rq->arena, line));
  paragraph_end(&d);
}
