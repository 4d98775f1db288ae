/* How large a picture is, read from its first bytes (PNG 11.2.2, JPEG B.2.2, WebP's container specification): a page that says it before the
 * picture is there does not move when it comes. What cannot be read is no picture. */
#include "lib/app/parts.h"

#include <string.h>

static int big(const unsigned char *at, int n)
{
  int value = 0;
  for (int i = 0; i < n; i++)
    value = value << 8 | at[i];
  return value;
}

static bool png_size(struct bytes b, int *width, int *height)
{
  if (b.size < 24 || memcmp(b.at + 12, "IHDR", 4) != 0 || b.at[16] & 0x80 || b.at[20] & 0x80)
    return false;
  *width = big(b.at + 16, 4);
  *height = big(b.at + 20, 4);
  return true;
}

/* From segment to segment until the frame's header; there are a few dozen at most. */
static bool jpeg_size(struct bytes b, int *width, int *height)
{
  for (size_t at = 2; at + 9 < b.size && b.at[at] == 0xff;) {
    int marker = b.at[at + 1];
    bool frame = marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
    if (frame) {
      *height = big(b.at + at + 5, 2);
      *width = big(b.at + at + 7, 2);
      return true;
    }
    at += marker == 0xff ? 1 : 2 + (size_t)big(b.at + at + 2, 2);
  }
  return false;
}

static bool webp_size(struct bytes b, int *width, int *height)
{
  if (b.size < 30)
    return false;
  const unsigned char *at = b.at + 20; /* the first chunk's content */
  if (!memcmp(b.at + 12, "VP8X", 4)) {
    *width = 1 + (at[4] | at[5] << 8 | at[6] << 16);
    *height = 1 + (at[7] | at[8] << 8 | at[9] << 16);
    return true;
  }
  if (!memcmp(b.at + 12, "VP8L", 4)) {
    *width = 1 + (at[1] | (at[2] & 0x3f) << 8);
    *height = 1 + (at[2] >> 6 | at[3] << 2 | (at[4] & 0x0f) << 10);
    return at[0] == 0x2f;
  }
  *width = (at[6] | at[7] << 8) & 0x3fff;
  *height = (at[8] | at[9] << 8) & 0x3fff;
  return !memcmp(b.at + 12, "VP8 ", 4) && !memcmp(at + 3, "\x9d\x01\x2a", 3);
}

bool picture_size(struct bytes b, const char *type, int *width, int *height)
{
  *width = *height = 0;
  bool read = str_eq(type, "image/png")    ? png_size(b, width, height)
              : str_eq(type, "image/jpeg") ? jpeg_size(b, width, height)
                                           : webp_size(b, width, height);
  return read && *width > 0 && *height > 0 && *width <= PICTURE_SIDE_MAX && *height <= PICTURE_SIDE_MAX;
}

struct picture_words logo_words(struct req *rq, const char *brand_path)
{
  return (struct picture_words){ .name = "logo",
                                 .action = arena_printf(rq->arena, "%s/logo", brand_path),
                                 .cancel = brand_path,
                                 .hint = t("PNG, JPEG or WebP, at most 512 KB. It is shown 32 pixels high in the "
                                           "partner's portal."),
                                 .save = t("Save the logo"),
                                 .remove = t("Remove the logo"),
                                 .now_alt = t("The logo of today") };
}

result picture_page(struct req *rq, const struct picture_words *words, const char *problem)
{
  const char *const values[][2] = {
    { "Picture.Name", words->name },         { "Picture.Action", words->action },  { "Picture.Cancel", words->cancel },
    { "Picture.Hint", words->hint },         { "Picture.Save", words->save },      { "Picture.Remove", words->remove },
    { "Picture.Now", words->now },           { "Picture.NowAlt", words->now_alt }, { "Picture.Error", problem },
    { "Picture.Revision", words->revision },
  };
  for (int i = 0; i < COUNT(values); i++)
    view_put(rq->view, values[i][0], values[i][1]);
  return page(rq, "picture_page", words->title);
}
