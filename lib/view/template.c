/* Templates: the theme folder first, then the templates folder; each parsed once per process, then rendered by swapping the
 * tree of values. A request's values never reach the parser: no name, path or template text comes from outside. */
#include "lib/view/template.h"
#include "lib/base/limits.h"
#include "lib/base/log.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TEMPLATE_NAME_BYTES = 120, TEMPLATE_FILE_BYTES = 256 << 10, PATH_BYTES = 1024 };

static const char *folders[2]; /* theme, templates; for the process's life */
static struct template *known;
static bool squeezing = true;

void template_folders(const char *templates, const char *theme)
{
  folders[0] = str_empty(theme) ? NULL : strdup(theme);
  folders[1] = str_empty(templates) ? NULL : strdup(templates);
}

NEOERR *template_escaping(HDF *hdf)
{
  return nerr_pass(hdf_set_value(hdf, "Config.VarEscapeMode", "html"));
}

result template_error(NEOERR *err, const char *what)
{
  if (err == STATUS_OK)
    return OK;
  STRING text;
  string_init(&text);
  nerr_error_string(err, &text);
  log_error("%s: %s", what, text.buf ? text.buf : "no memory");
  string_clear(&text);
  nerr_ignore(&err);
  return FAILED;
}

/* Letters, digits, '_', '-', and single '.' and '/' inside: such a name stays within its folder. */
static bool name_safe(const char *name)
{
  size_t size = strlen(name);
  if (size == 0 || size > TEMPLATE_NAME_BYTES || strstr(name, "..") || strstr(name, "//") || name[0] == '/')
    return false;
  return strspn(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./") == size;
}

static FILE *file_open(const char *name)
{
  for (int i = 0; i < 2; i++) {
    char path[PATH_BYTES];
    if (!folders[i] || snprintf(path, sizeof path, "%s/%s", folders[i], name) >= (int)sizeof path)
      continue;
    FILE *file = fopen(path, "re");
    if (file)
      return file;
  }
  return NULL;
}

/* The parser's door to files: every include! comes here too. It frees what we hand out. */
static NEOERR *file_load(void *ctx, HDF *hdf, const char *name, char **contents)
{
  (void)ctx, (void)hdf;
  if (!name_safe(name))
    return nerr_raise(NERR_ASSERT, "%s is not a template's name", name);
  FILE *file = file_open(name);
  if (!file)
    return nerr_raise(NERR_NOT_FOUND, "template %s is in neither the theme nor the templates folder", name);
  char *text = malloc(TEMPLATE_FILE_BYTES + 1);
  size_t size = text ? fread(text, 1, TEMPLATE_FILE_BYTES + 1, file) : 0;
  bool broken = !text || ferror(file) || size > TEMPLATE_FILE_BYTES;
  fclose(file);
  if (broken) {
    free(text);
    return nerr_raise(NERR_IO, "template %s cannot be read or is larger than %d bytes", name, TEMPLATE_FILE_BYTES);
  }
  text[size] = '\0';
  if (squeezing)
    template_squeeze(text);
  *contents = text;
  return STATUS_OK;
}

static NEOERR *parser_new(CSPARSE **out)
{
  HDF *settings = NULL;
  NEOERR *err = hdf_init(&settings);
  if (err == STATUS_OK)
    err = template_escaping(settings);
  if (err == STATUS_OK)
    err = cs_init(out, settings);
  if (err == STATUS_OK)
    err = cgi_register_strfuncs(*out);
  if (err == STATUS_OK)
    err = template_words(*out);
  if (err == STATUS_OK)
    cs_register_fileload(*out, NULL, file_load);
  hdf_destroy(&settings);
  return nerr_pass(err);
}

static NEOERR *parse(const char *name, CSPARSE **out)
{
  char file[TEMPLATE_NAME_BYTES + 8];
  if (!name_safe(name) || snprintf(file, sizeof file, "%s.cs", name) >= (int)sizeof file)
    return nerr_raise(NERR_ASSERT, "%s is not a template's name", name);
  NEOERR *err = parser_new(out);
  if (err == STATUS_OK)
    err = cs_parse_file(*out, file);
  if (err == STATUS_OK) {
    (*out)->hdf = NULL; /* the settings are gone; each rendering brings its own values */
    return STATUS_OK;
  }
  if (*out)
    cs_destroy(out);
  return nerr_pass(err);
}

/* The parser names the place of a mistake by its offset in bytes, for it looks for the file where it does not lie. */
static int line_of(const char *file_name, long offset)
{
  FILE *file = name_safe(file_name) ? file_open(file_name) : NULL;
  if (!file)
    return 0;
  int line = 1, c;
  while (offset-- > 0 && (c = getc(file)) != EOF)
    line += c == '\n';
  fclose(file);
  return line;
}

static void mistake_log(NEOERR *err, const char *name)
{
  STRING text;
  char file_name[TEMPLATE_NAME_BYTES + 8];
  long offset = 0;
  string_init(&text);
  nerr_error_string(err, &text);
  const char *place = text.buf ? strstr(text.buf, "[-E- ") : NULL;
  if (place && sscanf(place, "[-E- %127[^:]:%ld]", file_name, &offset) == 2)
    log_error("%s: %s (line %d of %s)", name, text.buf, line_of(file_name, offset), file_name);
  else
    log_error("%s: %s", name, text.buf ? text.buf : "no memory");
  string_clear(&text);
  nerr_ignore(&err);
}

/* Squeezed text has other line numbers than the file, so a failure is looked for again in the text as it lies. */
static CSPARSE *parse_or_say(const char *name)
{
  CSPARSE *parsed = NULL;
  NEOERR *err = parse(name, &parsed);
  if (err == STATUS_OK)
    return parsed;
  CSPARSE *plain = NULL;
  squeezing = false;
  NEOERR *exact = parse(name, &plain);
  squeezing = true;
  if (exact == STATUS_OK) {
    cs_destroy(&plain);
    template_error(err, name);
  } else {
    nerr_ignore(&err);
    mistake_log(exact, name);
  }
  return NULL;
}

struct template *template_find(const char *name)
{
  struct template *t = known;
  while (t && strcmp(t->name, name))
    t = t->next;
  if (t && !t->busy)
    return t;
  CSPARSE *parsed = parse_or_say(name);
  if (!parsed)
    return NULL;
  if (t) {
    t->parsed = parsed; /* the abandoned one is left alone: its state cannot be trusted, not even to free it */
    t->busy = false;
    return t;
  }
  t = calloc(1, sizeof *t);
  if (!t || !(t->name = strdup(name)))
    abort();
  t->parsed = parsed;
  t->next = known;
  known = t;
  return t;
}

static NEOERR *sink(void *ctx, char *text)
{
  struct buf *out = ctx;
  buf_puts(out, text);
  return out->size > LIMIT_REPLY_BYTES ? nerr_raise(NERR_OUTOFRANGE, "page larger than %d bytes", LIMIT_REPLY_BYTES)
                                       : STATUS_OK;
}

result template_render(struct template *t, HDF *hdf, struct buf *out)
{
  size_t before = out->size;
  buf_reserve(out, t->bytes);
  t->busy = true;
  t->parsed->hdf = hdf;
  NEOERR *err = template_escaping(hdf);
  if (err == STATUS_OK)
    err = cs_render(t->parsed, out, sink);
  t->parsed->hdf = NULL;
  t->busy = false;
  if (out->size - before > t->bytes)
    t->bytes = out->size - before;
  return template_error(err, t->name);
}

static NEOERR *canary_sink(void *ctx, char *text)
{
  return nerr_pass(string_append(ctx, text));
}

void template_canary(void)
{
  static const char source[] =
      "<?cs def:m(x) ?><?cs var:x ?><?cs /def ?><?cs var:X ?>|<?cs call:m(X) ?>|<?cs var:t(X) ?>";
  static const char escaped[] = "&lt;&quot;&#39;&amp;&gt;|&lt;&quot;&#39;&amp;&gt;|&lt;&quot;&#39;&amp;&gt;";
  CSPARSE *parsed = NULL;
  HDF *hdf = NULL;
  STRING text;
  string_init(&text);
  NEOERR *err = parser_new(&parsed);
  if (err == STATUS_OK)
    err = cs_parse_string(parsed, strdup(source), sizeof source - 1); /* the parser frees it */
  if (err == STATUS_OK)
    err = hdf_init(&hdf);
  if (err == STATUS_OK)
    err = template_escaping(hdf);
  if (err == STATUS_OK)
    err = hdf_set_value(hdf, "X", "<\"'&>");
  if (err == STATUS_OK) {
    parsed->hdf = hdf;
    err = cs_render(parsed, &text, canary_sink);
  }
  if (template_error(err, "canary") != OK || !text.buf || strcmp(text.buf, escaped)) {
    log_error("templates do not escape: canary came out as %s", text.buf ? text.buf : "nothing");
    abort();
  }
  string_clear(&text);
  cs_destroy(&parsed);
  hdf_destroy(&hdf);
}
