/* --check: every statement prepared against the schema and the grants, every template parsed. */
#include "lib/app/frame.h"
#include <glob.h>
#include <stdio.h>
#include <string.h>

static int template_check(const char *name, int *n)
{
  *n += 1;
  if (view_check(name) == OK)
    return 0;
  fprintf(stderr, "template %s does not parse\n", name);
  return 1;
}

/* The area's pages in one folder. A piece that pages share is called _name.cs and parsed with them, for it needs their macros. */
static int pages_check(struct app *app, const char *root, int *n)
{
  glob_t found = { 0 };
  int failures = 0;
  if (!str_empty(root) && glob(arena_printf(app->arena, "%s/%s/[!_]*.cs", root, app->area), 0, NULL, &found) == 0) {
    for (size_t i = 0; i < found.gl_pathc; i++) {
      const char *file = strrchr(found.gl_pathv[i], '/') + 1;
      failures += template_check(arena_printf(app->arena, "%s/%.*s", app->area, (int)(strlen(file) - 3), file), n);
    }
  }
  globfree(&found);
  return failures;
}

int check_run(struct app *app)
{
  struct work w = {
    .db = app->db, .arena = app->arena, .now = utc_now(), .actor = "system", .request_id = "check", .zone = "UTC"
  };
  int failures = db_check_statements(&w), templates = 0;
  failures += template_check("message", &templates);
  failures += pages_check(app, app->config.templates, &templates);
  failures += pages_check(app, app->config.theme, &templates);
  printf("%s: %d routes, %d statements, %d templates, %d failures\n", app->area, app->n_routes, db_count_statements(),
         templates, failures);
  return failures ? 1 : 0;
}
