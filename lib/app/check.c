/* --check: every statement prepared against the schema and the grants, every template parsed. */
#include "lib/app/frame.h"
#include <glob.h>
#include <stdio.h>
#include <string.h>

/* Templates that lie in one folder; prefix is "area/" or "". */
static int templates_check(struct app *app, const char *root, const char *prefix, int *n)
{
  glob_t found = { 0 };
  int failures = 0;
  if (!str_empty(root) && glob(arena_printf(app->arena, "%s/%s*.cs", root, prefix), 0, NULL, &found) == 0) {
    for (size_t i = 0; i < found.gl_pathc; i++) {
      const char *file = strrchr(found.gl_pathv[i], '/') + 1;
      const char *name = arena_printf(app->arena, "%s%.*s", prefix, (int)(strlen(file) - 3), file);
      *n += 1;
      if (view_check(name) != OK) {
        fprintf(stderr, "template %s does not parse\n", name);
        failures++;
      }
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
  const char *own = arena_printf(app->arena, "%s/", app->area);
  const char *const roots[] = { app->config.templates, app->config.theme };
  int failures = db_check_statements(&w), templates = 0;
  for (int i = 0; i < COUNT(roots); i++) {
    failures += templates_check(app, roots[i], "", &templates);
    failures += templates_check(app, roots[i], own, &templates);
  }
  printf("%s: %d routes, %d statements, %d templates, %d failures\n", app->area, app->n_routes, db_count_statements(),
         templates, failures);
  return failures ? 1 : 0;
}
