/* The picture of a block: its kind and its size are read from its bytes, whatever its name says. */
#include "cgi-bin/admin/webpage.h"

struct at {
  struct webpage page;
  struct webpage_version version;
  struct webpage_block block;
};

static result at_find(struct req *rq, struct at *at)
{
  TRY(webpage_of_path(rq, &at->page, &at->version));
  TRY(webpage_block_of_path(rq, &at->version, &at->block));
  const struct block_kind *kind = block_kind_find(at->block.kind);
  return kind && kind->picture ? OK : NOT_FOUND;
}

static const char *image_posted(struct req *rq, struct bytes *out, const char **type, int *width, int *height)
{
  const char *problem = picture_posted(rq, "picture", out, type);
  if (!problem && !picture_size(*out, *type, width, height))
    problem = arena_printf(rq->arena, t("The size of this picture cannot be read, or it is larger than %d pixels."),
                           PICTURE_SIDE_MAX);
  return problem;
}

result webpage_block_image(struct req *rq)
{
  struct at at;
  struct bytes bytes;
  const char *type;
  int width, height;
  TRY(at_find(rq, &at));
  webpage_crumbs(rq, &at.page, &at.version, t("Picture"));
  const char *path = webpage_path(rq, &at.page);
  struct picture_words words = { .title = t("Picture of the block"),
                                 .name = "picture",
                                 .action = arena_printf(rq->arena, "%s/blocks/%d/picture", path, at.block.position),
                                 .cancel = path,
                                 .hint = t("PNG, JPEG or WebP, at most 512 KB."),
                                 .save = t("Save the picture"),
                                 .remove = t("Remove the picture"),
                                 .now_alt = t("The picture of today"),
                                 .revision = arena_printf(rq->arena, "%d", at.page.revision) };
  if (at.block.picture.bits)
    words.now = arena_printf(rq->arena, "/admin/pages/pictures/%s",
                             block_picture_name(rq, at.block.picture, at.block.picture_type));
  return picture_page(rq, &words,
                      rq->refused == INVALID ? image_posted(rq, &bytes, &type, &width, &height) : rq->refusal);
}

result webpage_block_image_save(struct req *rq)
{
  struct at at;
  struct bytes content = { 0 };
  const char *type = "";
  int64_t revision = -1;
  int width = 0, height = 0;
  TRY(at_find(rq, &at));
  if (!*req_param(rq, "remove") && image_posted(rq, &content, &type, &width, &height))
    return INVALID;
  if (!str_int64(req_param(rq, "revision"), &revision) || revision < 0 || revision > INT32_MAX)
    revision = -1;
  TRY(webpage_open(rq, &at.page, (int)revision));
  TRY(webpage_block_picture(rq->w, &at.page, at.block.position, content, type, width, height));
  flash(rq, "%s", content.at ? t("The block has a new picture.") : t("The block has no picture any more."));
  return redirect(rq, "%s", webpage_path(rq, &at.page));
}

/* Any picture, for those at the desk. */
result webpage_picture(struct req *rq)
{
  struct public_id id;
  struct bytes content;
  const char *type;
  if (!block_picture_id(rq, rq->captured[0], &id))
    return NOT_FOUND;
  TRY(webpage_picture_find(rq->w, id, &content, &type));
  reply_header(rq->out, "Cache-Control", "private, max-age=86400");
  rq->out->content_type = type;
  rq->out->body.size = 0;
  buf_put(&rq->out->body, content.at, content.size);
  return OK;
}
