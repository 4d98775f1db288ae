/* A migration file as its statements: ";" at a line's end divides, except within quotes; comments fall away. */
#include "lib/base/log.h"
#include "lib/db/internal.h"
#include "lib/db/migrate.h"

#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SCRIPT_BYTES_MAX = 32 << 20 };

static result file_read(struct arena *a, const char *path, char **out)
{
  FILE *f = fopen(path, "re");
  if (!f)
    return FAIL("cannot open %s: %s", path, strerror(errno));
  struct buf b = BUF(a);
  char chunk[16384];
  size_t n;
  buf_puts(&b, "");
  while ((n = fread(chunk, 1, sizeof chunk, f)) > 0 && b.size <= SCRIPT_BYTES_MAX)
    buf_put(&b, chunk, n);
  bool bad = ferror(f) || b.size > SCRIPT_BYTES_MAX;
  fclose(f);
  if (bad || !utf8_valid(b.at ? b.at : "", b.size))
    return FAIL("%s cannot be read as UTF-8 text of at most 32 MB", path);
  *out = arena_dup(a, buf_text(&b));
  return OK;
}

static const char *after_line(const char *p)
{
  while (*p && *p != '\n')
    p++;
  return p;
}

/* What stands at p if it is a comment: its end; otherwise p. */
static const char *after_comment(const char *p)
{
  if (*p == '#' || (p[0] == '-' && p[1] == '-' && (!p[2] || isspace((unsigned char)p[2]))))
    return after_line(p);
  if (p[0] == '/' && p[1] == '*' && p[2] != '!' && p[2] != 'M') { /* the server's own executable comments stay */
    const char *end = strstr(p + 2, "*/");
    return end ? end + 2 : p + strlen(p);
  }
  return p;
}

static const char *after_quoted(const char *p)
{
  char quote = *p++;
  while (*p && *p != quote)
    p += *p == '\\' && quote != '`' && p[1] ? 2 : 1;
  return *p ? p + 1 : p;
}

static bool ends_here(const char *p)
{
  while (*p == ' ' || *p == '\t' || *p == '\r')
    p++;
  return !*p || *p == '\n' || *p == '#' || (p[0] == '-' && p[1] == '-');
}

struct scan {
  struct arena *arena;
  struct script *script;
  struct buf text;
  int line, first_line, room;
};

static void step_end(struct scan *s)
{
  const char *text = str_trim(s->arena, buf_text(&s->text));
  s->text = BUF(s->arena);
  if (!*text)
    return;
  if (s->script->n == s->room) {
    struct step *more = arena_array(s->arena, (size_t)s->room * 2 + 16, sizeof *more);
    if (s->room)
      memcpy(more, s->script->steps, (size_t)s->room * sizeof *more);
    s->script->steps = more;
    s->room = s->room * 2 + 16;
  }
  s->script->steps[s->script->n++] = (struct step){ text, s->first_line };
}

static void take(struct scan *s, const char *from, const char *to)
{
  if (s->text.size == 0 && isspace((unsigned char)*from)) {
    s->line += *from == '\n';
    return;
  }
  if (s->text.size == 0)
    s->first_line = s->line;
  buf_put(&s->text, from, (size_t)(to - from));
  for (; from < to; from++)
    s->line += *from == '\n';
}

result script_read(struct arena *a, const char *path, struct script *out)
{
  char *text = NULL;
  TRY(file_read(a, path, &text));
  const char *slash = strrchr(path, '/');
  *out = (struct script){ .name = arena_dup(a, slash ? slash + 1 : path), .path = arena_dup(a, path) };
  struct scan s = { .arena = a, .script = out, .text = BUF(a), .line = 1 };
  for (const char *p = text, *next; *p; p = next) {
    if ((next = after_comment(p)) != p) {
      for (const char *q = p; q < next; q++)
        s.line += *q == '\n';
    } else if (*p == ';' && ends_here(p + 1)) {
      step_end(&s);
      next = p + 1;
    } else {
      next = *p == '\'' || *p == '"' || *p == '`' ? after_quoted(p) : p + 1;
      take(&s, p, next);
    }
  }
  step_end(&s);
  return OK;
}

static int is_migration(const struct dirent *d)
{
  size_t n = strlen(d->d_name);
  return n > 9 && strspn(d->d_name, "0123456789") == 4 && d->d_name[4] == '-' && str_ends(d->d_name, ".sql");
}

static int by_name(const struct dirent **a, const struct dirent **b)
{
  return strcmp((*a)->d_name, (*b)->d_name);
}

result script_list(struct arena *a, const char *folder, const char ***names, int *n)
{
  struct dirent **found;
  int count = scandir(folder, &found, is_migration, by_name);
  if (count < 0)
    return FAIL("cannot read the folder %s: %s", folder, strerror(errno));
  *names = arena_array(a, (size_t)count + 1, sizeof **names);
  for (int i = 0; i < count; i++) {
    (*names)[i] = arena_dup(a, found[i]->d_name);
    free(found[i]);
  }
  free(found);
  *n = count;
  return OK;
}
