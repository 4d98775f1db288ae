/* Answers that are not pages: a file to save, and what a browser may keep. */
#include "lib/app/frame.h"
#include <string.h>

/* The name for browsers that know only ASCII. */
static char *name_ascii(struct arena *a, const char *name)
{
  char *out = arena_dup(a, name);
  for (char *s = out; *s; s++) {
    unsigned char c = (unsigned char)*s;
    if (c < 0x20 || c >= 0x7f || strchr("\"\\/;%", c))
      *s = '_';
  }
  return out;
}

result reply_file(struct req *rq, const char *type, const char *name, struct bytes content)
{
  rq->out->content_type = type;
  reply_header(rq->out, "Content-Disposition", "attachment; filename=\"%s\"; filename*=UTF-8''%s",
               name_ascii(rq->arena, name), url_encode(rq->arena, name));
  rq->out->body.size = 0;
  buf_put(&rq->out->body, content.at, content.size);
  return OK;
}

bool reply_cached(struct req *rq, const char *etag, long max_age_s)
{
  const char *quoted = arena_printf(rq->arena, "\"%s\"", etag), *sent = rq->in->if_none_match;
  reply_header(rq->out, "ETag", "%s", quoted);
  reply_header(rq->out, "Cache-Control", "public, max-age=%ld", max_age_s);
  if (!str_eq(sent, "*") && !strstr(sent, quoted))
    return false;
  rq->out->status = 304;
  return true;
}
