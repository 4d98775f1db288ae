/* multipart/form-data as browsers send it, and everything near it that is refused (RFC 7578, and this house's stricter reading). */
#include "lib/base/limits.h"
#include "tests/unit/http_channel.h"
#include "tests/unit/tap.h"

static struct arena *arena;
static struct request rq;

static int post_bytes(const char *type, const char *body, size_t size)
{
  struct memory m = { .variables = { "REQUEST_METHOD", "POST", "REQUEST_URI", "/x", "CONTENT_TYPE", type },
                      .body = body,
                      .body_size = size,
                      .piece = 7 };
  struct channel c = memory_channel(&m);
  int status = 0;
  const char *why;
  arena_reset(arena);
  return request_read(arena, &c, &rq, &status, &why) == OK ? 200 : status;
}

static int post_parts(const char *body)
{
  return post_bytes("multipart/form-data; boundary=XX", body, strlen(body));
}

#define PART(disposition, value) "--XX\r\nContent-Disposition: form-data; " disposition "\r\n\r\n" value "\r\n"

static void uploads(void)
{
  is_int(post_parts(PART("name=\"a\"", "1") PART("name=\"b\"", "\u00e9\r\nx") "--XX--\r\n"), 200, "parts");
  is_text(param_text(&rq, "a"), "1", "the first");
  is_text(param_text(&rq, "b"), "\u00e9\r\nx", "the second, with a line end");
  is_int(post_parts("--XX\r\ncontent-disposition: form-data; name=\"f\"; filename=\"C:\\x\\a.pdf\"\r\nContent-Type: "
                    "Application/PDF\r\n\r\n"
                    "%PDF\r\n--XX--"),
         200, "a file, without the last line end");
  const struct param *p = param_find(&rq, "f");
  need(p, "is found");
  is_text(p->file_name, "a.pdf", "its name without the folder");
  is_text(p->file_type, "application/pdf", "its type");
  is_int(p->size, 4, "its size");
  is_text(param_text(&rq, "f"), NULL, "a file is no text");
  static const char raw[] =
      "--XX\r\nContent-Disposition: form-data; name=\"f\"; filename=\"../../x\"\r\n\r\n\0\xff\r\n--X\0\r\n--XX--\r\n";
  is_int(post_bytes("multipart/form-data; boundary=\"XX\"", raw, sizeof raw - 1), 200, "any bytes in a file");
  p = param_find(&rq, "f");
  need(p, "is found");
  is_int(p->size, 8, "all of them");
  is_text(p->file_name, "x", "no way up in its name");
  is_int(post_parts("--XX--\r\n"), 200, "no parts at all");
  is_int(post_parts(PART("name=\"f\"; filename=\"\"", "") "--XX--\r\n"), 200, "a file field left empty");
}

static void bad_uploads(void)
{
  static const char *const cases[] = {
    "",
    "--XX",
    "--XY\r\n",
    "preamble\r\n" PART("name=\"a\"", "1") "--XX--\r\n",
    PART("name=\"a\"", "1") "--XX--\r\nepilogue",
    PART("name=\"a\"", "1"),
    PART("name=\"a\"", "1") "--XXX--\r\n",
    PART("name=\"a\"", "1") PART("name=\"a\"", "2") "--XX--\r\n",
    PART("name=\"\"", "1") "--XX--\r\n",
    PART("filename=\"x\"", "1") "--XX--\r\n",
    PART("name=\"a\"; name=\"b\"", "1") "--XX--\r\n",
    PART("name=\"a", "1") "--XX--\r\n",
    PART("name=\"a\" b", "1") "--XX--\r\n",
    PART("name=\"a\xff\"", "1") "--XX--\r\n",
    PART("name=\"a\tb\"", "1") "--XX--\r\n",
    PART("name=\"a\"", "\xff") "--XX--\r\n",
    PART("name=\"a\"", "\x1b") "--XX--\r\n",
    "--XX\r\nContent-Disposition: attachment; name=\"a\"\r\n\r\n1\r\n--XX--\r\n",
    "--XX\r\nContent-Type: text/plain\r\n\r\n1\r\n--XX--\r\n",
    "--XX\r\nContent-Disposition: form-data; name=\"a\"\r\nContent-Transfer-Encoding: base64\r\n\r\nMQ==\r\n--XX--\r\n",
    "--XX\r\nContent-Disposition: form-data; name=\"a\"\r\nContent-Disposition: form-data; "
    "name=\"b\"\r\n\r\n1\r\n--XX--\r\n",
    "--XX\nContent-Disposition: form-data; name=\"a\"\n\n1\n--XX--\n",
    "--XX\r\nContent-Disposition: form-data;\r\n name=\"a\"\r\n\r\n1\r\n--XX--\r\n",
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
    is_int(post_parts(cases[i]), 400, "parts case %zu is refused", i);
  static const char *const types[] = { "multipart/form-data",
                                       "multipart/form-data; boundary=",
                                       "multipart/form-data; boundary=a; boundary=b",
                                       "multipart/form-data; boundary=\"a",
                                       "multipart/form-data; boundary=a<b",
                                       "multipart/form-data; boundary="
                                       "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" };
  for (size_t i = 0; i < sizeof types / sizeof *types; i++)
    is_int(post_bytes(types[i], "--a--", 5), 400, "boundary case %zu is refused", i);
}

static void large(void)
{
  static const char top[] =
      PART("name=\"a\"", "1") "--XX\r\nContent-Disposition: form-data; name=\"f\"; filename=\"f\"\r\n\r\n";
  static const char end[] = "\r\n--XX--\r\n";
  size_t file = LIMIT_UPLOAD_BYTES - (sizeof top - 1) - (sizeof end - 1), size = 0;
  char *body = malloc(LIMIT_UPLOAD_BYTES + 1);
  need(body, "memory");
  memcpy(body, top, sizeof top - 1);
  memset(body + sizeof top - 1, 'x', file + 1);
  memcpy(body + sizeof top - 1 + file, end, sizeof end - 1);
  size = sizeof top - 1 + file + sizeof end - 1;
  is_int(post_bytes("multipart/form-data; boundary=XX", body, size), 200, "a form of the cap's size");
  const struct param *p = param_find(&rq, "f");
  need(p, "with its file");
  is_int(p->size, file, "of the right size");
  is_int(post_bytes("multipart/form-data; boundary=XX", body, size + 1), 413, "one byte more");
  free(body);
}

int main(void)
{
  arena = arena_new(LIMIT_ARENA_BYTES, NULL, NULL);
  uploads();
  bad_uploads();
  large();
  arena_free(arena);
  return tap_done();
}
