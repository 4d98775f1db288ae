/* An area's main(): the table is checked, then either the accept loop or, from a shell, one command. */
#include "lib/app/frame.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { LIFE_BYTES = 8 << 20 };

enum audience app_area_audience = AUDIENCE_PARTNER;

void app_audience(enum audience audience)
{
  app_area_audience = audience;
}

void app_problems(void)
{
  app_area_problems = true;
}

static void life_exhausted(void *arg)
{
  (void)arg;
  log_error("no memory to start with");
  _exit(1);
}

static void request_exhausted(void *arg)
{
  struct app *app = arg;
  if (!app->armed) {
    log_error("no memory outside a request");
    _exit(1);
  }
  app->armed = false;
  longjmp(app->exhausted, 1);
}

/* The version that the static files' addresses carry, so that browsers may keep them for ever. */
static const char *assets_version(struct arena *a, const char *folder)
{
  char line[64] = "";
  FILE *file = str_empty(folder) ? NULL : fopen(arena_printf(a, "%s/version", folder), "re");
  if (file) {
    if (!fgets(line, sizeof line, file))
      line[0] = '\0';
    fclose(file);
  }
  line[strspn(line, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_")] = '\0';
  return *line ? arena_dup(a, line) : "0";
}

bool app_setup(struct app *app, const char *argv0)
{
  app->life = arena_new(LIFE_BYTES, life_exhausted, NULL);
  app->arena = arena_new(LIMIT_ARENA_BYTES, request_exhausted, app);
  if (config_load(app->life, argv0, &app->config) != OK || config_key(&app->config, app->key) != OK)
    return false;
  i18n_open(app->config.locale);
  i18n_language("en");
  view_setup(app->config.templates, app->config.theme);
  menu_load(app->life, app->config.areas, &app->menu);
  app->assets = assets_version(app->life, app->config.assets);
  app->db = db_new(&app->config, false);
  return true;
}

static void app_end(struct app *app)
{
  db_free(app->db);
  arena_free(app->arena);
  arena_free(app->life);
}

int app_main(int argc, char **argv, const char *area, const struct route *routes, int n_routes)
{
  static struct app app;
  char why[300];
  app = (struct app){ .area = area, .routes = routes, .n_routes = n_routes };
  bool web = serve_by_web_server();
  log_open(area, LOG_INFO);
  if (!routes_check(routes, n_routes, why, sizeof why)) {
    log_error("%s", why);
    return 2;
  }
  /* A web server may hand a query's words over as arguments: they have no say there. */
  if (!web)
    return shell_main(&app, argc, argv);
  if (!app_setup(&app, argv[0]))
    return 1;
  int status = serve(app_handle, app_after, &app, app.config.process_requests);
  app_end(&app);
  return status;
}
