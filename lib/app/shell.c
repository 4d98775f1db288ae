/* An area from a shell: the same handling as behind a web server, with the request made from arguments and the reply printed.
 * --as opens a real session of that person for the one request and ends it, so the guard is the real one. */
#include "lib/app/frame.h"
#include <stdio.h>
#include <string.h>
#include <unistd.h>

struct shell_request {
  const char *method, *path, *email, *cookie;
  struct buf body;
  size_t read;
  int64_t session_id;
};

static const char *shell_variable(void *at, const char *name)
{
  struct shell_request *s = at;
  if (str_eq(name, "REQUEST_METHOD"))
    return s->method;
  if (str_eq(name, "REQUEST_URI"))
    return s->path;
  if (str_eq(name, "HTTP_COOKIE"))
    return s->cookie;
  if (str_eq(name, "CONTENT_TYPE"))
    return str_eq(s->method, "POST") ? "application/x-www-form-urlencoded" : NULL;
  return str_eq(name, "REMOTE_ADDR") ? "127.0.0.1" : str_eq(name, "HTTP_SEC_FETCH_SITE") ? "same-origin" : NULL;
}

static long shell_read(void *at, void *out, size_t room)
{
  struct shell_request *s = at;
  size_t n = s->body.size - s->read < room ? s->body.size - s->read : room;
  if (n)
    memcpy(out, s->body.at + s->read, n);
  s->read += n;
  return (long)n;
}

static bool shell_write(void *at, const void *from, size_t size)
{
  (void)at;
  return fwrite(from, 1, size, stdout) == size;
}

static void body_add(struct arena *a, struct shell_request *s, const char *name, const char *value)
{
  buf_printf(&s->body, "%s%s=%s", s->body.size ? "&" : "", url_encode(a, name), url_encode(a, value));
}

struct opening {
  const char *email, *token;
  enum audience audience;
};

/* An end customer is an address that a rule lets into a bill group's portal: the first one that does. */
static result visitor_open(struct work *w, struct opening *o)
{
  const char *email = str_lower(w->arena, o->email), *at = strrchr(email, '@');
  struct session_new fresh = { .audience = AUDIENCE_CUSTOMER, .email = email, .device = "command line" };
  {
    ROWS rows = { 0 };
    TRY(db_query(w, &rows,
                 "SELECT id, bill_group_id FROM access_rule WHERE live = 1 AND value IN (?, ?) ORDER BY id LIMIT 1",
                 A(email), A(at ? at + 1 : "")));
    TRY(rows_one(&rows, F(fresh.access_rule_id), F(fresh.bill_group_id)));
  }
  return session_start(w, &fresh, &o->token);
}

static result session_open(struct work *w, void *arg)
{
  struct opening *o = arg;
  int64_t person_id;
  if (o->audience == AUDIENCE_CUSTOMER)
    return visitor_open(w, o);
  ROWS rows = { 0 };
  TRY(db_query(w, &rows, "SELECT id FROM person WHERE email = ? AND active", A(str_lower(w->arena, o->email))));
  TRY(rows_one(&rows, F(person_id)));
  rows_close(&rows);
  struct session_new fresh = { .audience = o->audience, .person_id = person_id, .device = "command line" };
  return session_start(w, &fresh, &o->token);
}

static result session_shut(struct work *w, void *arg)
{
  return session_end(w, *(int64_t *)arg);
}

/* Signs the person in and adds what the route wants as proof. */
static result shell_prepare(struct app *app, struct work *w, struct shell_request *s)
{
  const char *captured[4], *allow, *path = arena_dupn(app->life, s->path, strcspn(s->path, "?"));
  bool post = str_eq(s->method, "POST");
  const struct route *route =
      route_find(app->life, app->routes, app->n_routes, post ? POST : GET, path, captured, &allow);
  struct principal who = { 0 };
  if (s->email) {
    struct opening o = { .email = s->email, .audience = route ? route_audience(route) : app_area_audience };
    TRY(db_transaction(w, session_open, &o));
    TRY(session_find(w, o.audience, o.token, &who));
    s->session_id = who.session_id;
    s->cookie = arena_printf(app->life, "%s=%s",
                             cookie_name(app->life, session_cookie(o.audience), app->config.plain_http), o.token);
  }
  if (post && route && route->proof == SESSION) {
    unsigned char once[16];
    random_bytes(once, sizeof once);
    body_add(app->life, s, "_csrf", csrf_token(app->life, &who));
    if (!s->body.at || !strstr(s->body.at, "_key="))
      body_add(app->life, s, "_key", base64url_encode(app->life, once, sizeof once));
  }
  if (post && route && route->proof == STATE)
    body_add(app->life, s, "_state", state_make(app->life, app->key, route->state, w->now));
  return OK;
}

static int shell_request(struct app *app, struct shell_request *s)
{
  struct work w = {
    .db = app->db, .arena = app->life, .now = utc_now(), .actor = "system", .request_id = "shell", .zone = "UTC"
  };
  result r = shell_prepare(app, &w, s);
  if (r != OK) {
    fprintf(stderr, "no session for %s: %s\n", s->email, result_name(r));
    return 1;
  }
  struct channel c = { shell_variable, shell_read, shell_write, s };
  app_handle(&c, app);
  app_after(app);
  fflush(stdout);
  w.db = app->db;
  if (s->session_id && db_transaction(&w, session_shut, &s->session_id) != OK)
    fprintf(stderr, "the session of this request could not be ended\n");
  return 0;
}

/* [--as EMAIL] [name=value ...]; false when an argument is neither. */
static bool arguments_read(struct app *app, struct shell_request *s, int argc, char **argv)
{
  for (int i = 3; i < argc; i++) {
    char *equals = strchr(argv[i], '=');
    if (str_eq(argv[i], "--as") && i + 1 < argc) {
      s->email = argv[++i];
    } else if (equals && str_eq(s->method, "POST")) {
      body_add(app->life, s, arena_dupn(app->life, argv[i], (size_t)(equals - argv[i])), equals + 1);
    } else {
      fprintf(stderr, "%s: what is \"%s\"?\n", app->area, argv[i]);
      return false;
    }
  }
  return true;
}

static int usage(struct app *app, FILE *to, int status)
{
  fprintf(
      to,
      "%s.fcgi, an area of Portico. A web server starts it as FastCGI or CGI program. From a shell:\n"
      "  --get PATH [--as EMAIL]                    print the reply, as this person\n"
      "  --post PATH [--as EMAIL] name=value ...    send a form; its proofs are added\n"
      "  --routes                                   method, path, right, proof, audience, what for, state, fields\n"
      "  --menu                                     its lines of the side bar\n"
      "  --check                                    prepare every statement, parse every template\n"
      "PORTICO_CONFIG names the settings (else ../etc/portico.hdf beside this program, else /etc/portico/portico.hdf).\n",
      app->area);
  return status;
}

int shell_main(struct app *app, int argc, char **argv)
{
  const char *word = argc > 1 ? argv[1] : "";
  bool post = str_eq(word, "--post"), get = str_eq(word, "--get");
  if (argc == 2 && str_eq(word, "--help"))
    return usage(app, stdout, 0);
  if (argc == 2 && str_eq(word, "--routes")) {
    routes_print(app->routes, app->n_routes);
    return 0;
  }
  if (argc == 2 && str_eq(word, "--menu")) {
    menu_print(app->routes, app->n_routes);
    return 0;
  }
  if (argc == 2 && str_eq(word, "--check"))
    return app_setup(app, argv[0]) ? check_run(app) : 1;
  if ((!post && !get) || argc < 3)
    return usage(app, stderr, 2);
  if (!app_setup(app, argv[0]))
    return 1;
  struct shell_request s = { .method = post ? "POST" : "GET", .path = argv[2], .body = BUF(app->life) };
  return arguments_read(app, &s, argc, argv) ? shell_request(app, &s) : 2;
}
