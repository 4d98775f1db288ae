/* The block that lists pages to read. */
#include "lib/block/block.h"

result block_content(struct req *rq, const char *at, const struct webpage_block *b)
{
  struct webpage_content *pages;
  int n;
  TRY(webpage_contents(rq->w, b->version_id, b->in.rows_max, &pages, &n));
  const char *list = arena_printf(rq->arena, "%s.Pages", at);
  for (int i = 0; i < n; i++) {
    const struct webpage_content *p = &pages[i];
    view_item(rq->view, list, i, "Title", p->title);
    view_item(rq->view, list, i, "Href", arena_printf(rq->arena, "/pages/%s", p->tag));
    view_item(rq->view, list, i, "Text", p->text);
    view_item(rq->view, list, i, "On", date_text(rq->arena, utc_date(p->published_at, rq->w->zone), i18n_current()));
  }
  return OK;
}
