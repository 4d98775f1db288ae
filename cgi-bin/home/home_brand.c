/* An organisation's colour as a style sheet of its own, because the pages allow no style inside them. The name holds the revision, so
 * it may be kept for ever. */
#include "cgi-bin/home/home.h"

#include <string.h>

/* "<public id>-<revision>.css"; the revision is compared later. */
static result brand_org(const char *file, struct public_id *id)
{
  const char *dash = strrchr(file, '-');
  char text[16] = { 0 };
  if (!dash || (size_t)(dash - file) >= sizeof text || !str_ends(file, ".css"))
    return NOT_FOUND;
  memcpy(text, file, (size_t)(dash - file));
  return public_id_parse(text, id) ? OK : NOT_FOUND;
}

result home_brand(struct req *rq)
{
  struct public_id id;
  const char *colour, *dark, *file = rq->captured[0];
  int revision;
  TRY(brand_org(file, &id));
  ROWS rows = { 0 };
  TRY(db_query(
      rq->w, &rows,
      "SELECT colour, colour_dark, brand_revision FROM org WHERE public_id = ? AND status = 'active' AND colour <> ''",
      A(id)));
  TRY(rows_one(&rows, F(colour), F(dark), F(revision)));
  /* A revision that is yet to come, asked for today, would be kept by every cache on the way with today's colour. */
  if (!str_eq(strrchr(file, '-'), arena_printf(rq->arena, "-%d.css", revision)))
    return NOT_FOUND;
  if (reply_cached(rq, file, 365L * 24 * 3600))
    return OK;
  rq->out->content_type = "text/css; charset=utf-8";
  return view_brand(colour, dark, &rq->out->body) ? OK : NOT_FOUND;
}
