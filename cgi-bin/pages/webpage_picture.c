/* A picture of a page: for who may see the page. Its name is a number of its own, so what a browser keeps never goes stale. */
#include "cgi-bin/pages/pages.h"

enum { KEPT_S = 365 * 24 * 3600 };

result webpage_picture(struct req *rq)
{
  const char *file = rq->captured[0], *type;
  struct public_id id;
  struct bytes content;
  bool open;
  if (!block_picture_id(rq, file, &id))
    return NOT_FOUND;
  TRY(webpage_picture_seen(rq->w, id, &content, &type, &open));
  if (!str_eq(file, block_picture_name(rq, id, type)))
    return NOT_FOUND;
  if (open && reply_cached(rq, file, KEPT_S))
    return OK;
  if (!open)
    reply_header(rq->out, "Cache-Control", "private, max-age=%d", KEPT_S);
  rq->out->content_type = type;
  rq->out->body.size = 0;
  buf_put(&rq->out->body, content.at, content.size);
  return OK;
}
