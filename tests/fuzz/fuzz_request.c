/* The request reader under libFuzzer. An input is "uri \x1e type \x1e cookies \x1e body"; its first byte chooses the method.
 * `./dev fuzz` builds and runs it.
 * What was accepted must keep the promises of http.h; a broken one aborts. */
#include "lib/base/limits.h"
#include "lib/http/http.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct input {
  const char *method, *uri, *type, *cookies;
  const uint8_t *body;
  size_t size, read;
};

static const char *input_variable(void *at, const char *name)
{
  struct input *in = at;
  return str_eq(name, "REQUEST_METHOD") ? in->method
         : str_eq(name, "REQUEST_URI")  ? in->uri
         : str_eq(name, "CONTENT_TYPE") ? in->type
         : str_eq(name, "HTTP_COOKIE")  ? in->cookies
                                        : NULL;
}

static long input_read(void *at, void *out, size_t room)
{
  struct input *in = at;
  size_t n = in->size - in->read < room ? in->size - in->read : room;
  if (n)
    memcpy(out, in->body + in->read, n);
  in->read += n;
  return (long)n;
}

/* The next field as a text; NULs within end it, as no CGI variable can hold one. */
static char *field(const uint8_t **data, size_t *size)
{
  const uint8_t *end = *size ? memchr(*data, 0x1e, *size) : NULL;
  size_t n = end ? (size_t)(end - *data) : *size;
  char *s = malloc(n + 1);
  if (!s)
    abort();
  if (n)
    memcpy(s, *data, n);
  s[n] = '\0';
  *data += n + (end != NULL);
  *size -= n + (end != NULL);
  return s;
}

static void promise(bool kept)
{
  if (!kept)
    abort();
}

static void promises(struct arena *a, const struct request *rq)
{
  promise(rq->path[0] == '/' && rq->path[1] != '/' && !strstr(rq->path, "//") && !str_has_control(rq->path));
  promise(!strchr(rq->path, '\\') && !strstr(rq->path, "/../") && !str_ends(rq->path, "/.."));
  promise(utf8_valid(rq->path, strlen(rq->path)) && rq->n_params <= LIMIT_PARAMS);
  for (int i = 0; i < rq->n_params; i++) {
    const struct param *p = &rq->params[i];
    promise(p->name[0] && strlen(p->name) <= LIMIT_PARAM_NAME_BYTES && !str_has_control(p->name));
    promise(p->file_name || (strlen(p->value) == p->size && utf8_valid(p->value, p->size)));
    promise(str_ends(p->name, "[]") || param_find(rq, p->name) == p);
  }
  const char *cookie = cookie_find(a, rq, "s");
  promise(!cookie || (!str_has_control(cookie) && !strpbrk(cookie, " \",;\\")));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  static const char *const methods[] = { "GET", "POST", "POST", "HEAD", "PUT", "DELETE", "X" };
  static struct arena *a;
  if (!a)
    a = arena_new(LIMIT_ARENA_BYTES, NULL, NULL);
  if (!size)
    return 0;
  struct input in = { .method = methods[data[0] % (sizeof methods / sizeof *methods)] };
  data++;
  size--;
  char *uri = field(&data, &size), *type = field(&data, &size), *cookies = field(&data, &size);
  in.uri = uri;
  in.type = type;
  in.cookies = cookies;
  in.body = data;
  in.size = size;
  struct channel c = { input_variable, input_read, NULL, &in };
  struct request rq;
  int status;
  const char *why;
  arena_reset(a);
  if (request_read(a, &c, &rq, &status, &why) == OK)
    promises(a, &rq);
  else
    promise(status >= 400 && status <= 501 && *why);
  free(uri);
  free(type);
  free(cookies);
  return 0;
}
