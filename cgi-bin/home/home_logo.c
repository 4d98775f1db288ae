/* An organisation's logo. The name holds its revision and kind, so it may be kept for ever; another name is no logo. */
#include "cgi-bin/home/home.h"

#include <string.h>

static const char *extension(const char *type)
{
  return str_eq(type, "image/png")    ? "png"
         : str_eq(type, "image/jpeg") ? "jpg"
         : str_eq(type, "image/webp") ? "webp"
                                      : "";
}

result home_logo(struct req *rq)
{
  const char *file = rq->captured[0], *type;
  struct public_id id;
  struct bytes logo;
  int revision;
  size_t n = strcspn(file, "-");
  if (!public_id_parse(arena_dupn(rq->arena, file, n), &id))
    return NOT_FOUND;
  ROWS rows = { 0 };
  TRY(db_query(rq->w, &rows, "SELECT logo, logo_type, brand_revision FROM org WHERE public_id = ? AND logo IS NOT NULL",
               A(id)));
  TRY(rows_one(&rows, F(logo), F(type), F(revision)));
  if (!str_eq(file + n, arena_printf(rq->arena, "-%d.%s", revision, extension(type))))
    return NOT_FOUND;
  if (reply_cached(rq, file, 365L * 24 * 3600))
    return OK;
  rq->out->content_type = type;
  rq->out->body.size = 0;
  buf_put(&rq->out->body, logo.at, logo.size);
  return OK;
}
