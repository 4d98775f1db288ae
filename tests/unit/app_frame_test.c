/* The frame end to end, in memory, against a real database: guards and proofs, the transaction, the stored answer of a repeated form,
 * races, refusals, an arena that ran out. The expectations are the rules of app.h. */
#include "lib/app/frame.h"
#include "tests/unit/db.h"
#include "tests/unit/http_channel.h"

#include <sys/wait.h>

static struct app app;
static struct memory memory;
static const char *session_token, *csrf;
static int runs;

static int64_t marks(struct work *w)
{
  ROWS rows = { 0 };
  int64_t n = -1;
  if (db_query(w, &rows, "SELECT COUNT(*) FROM mark") == OK)
    (void)rows_one(&rows, F(n));
  return n;
}

static result text(struct req *rq, const char *s)
{
  rq->out->body.size = 0;
  buf_puts(&rq->out->body, s);
  return OK;
}

static result mark(struct req *rq)
{
  return db_exec(rq->w, "INSERT INTO mark (text) VALUES (?)", A(req_param(rq, "n")));
}

/* ---- handlers ---- */
static result hello(struct req *rq)
{
  return text(rq, arena_printf(rq->arena, "hello %s", rq->who.name ? rq->who.name : "nobody"));
}
static result get_writes(struct req *rq)
{
  TRY(mark(rq));
  return text(rq, "written");
}
static result save(struct req *rq)
{
  runs++;
  TRY(mark(rq));
  reply_cookie(rq->out, "note", "x", 60, true);
  return redirect(rq, "/t/hello?n=%s", req_param(rq, "n"));
}
static result save_large(struct req *rq)
{
  TRY(mark(rq));
  for (int i = 0; i < 70; i++)
    buf_printf(&rq->out->body, "%1024d", i);
  return OK;
}
static result after(struct work *w, void *arg)
{
  return db_exec(w, "INSERT INTO mark (text) VALUES (?)", A((const char *)arg));
}
static result save_refused(struct req *rq)
{
  TRY(mark(rq));
  rq->after_refusal = after;
  rq->after_refusal_arg = (void *)(uintptr_t) "survived";
  return refuse(rq, LIMITED, "%s", "Enough for today.");
}
static result save_race(struct req *rq)
{
  runs++;
  TRY(mark(rq));
  return runs < 3 ? RETRY : text(rq, "won");
}
static result save_race_lost(struct req *rq)
{
  runs++;
  TRY(mark(rq));
  return RETRY;
}
static result hog(struct req *rq)
{
  ROWS rows = { 0 };
  TRY(db_query(rq->w, &rows, "SELECT text FROM mark"));
  for (;;)
    arena_alloc(rq->arena, 1 << 20);
}
static result fault(struct req *rq)
{
  (void)rq;
  return FAIL("on purpose");
}
struct in {
  const char *n;
};
static const struct field fields[] = { FIELD(struct in, n, "N", .required = true, .max = 5) };
static const struct form_def in_form = FORM(struct in, fields);
static result form_page(struct req *rq)
{
  return text(rq, arena_printf(rq->arena, "form refused=%s typed=%s error=%s", result_name(rq->refused),
                               rq->form.typed[0], rq->form.errors[0] ? "yes" : "no"));
}
static result form_save(struct req *rq)
{
  const struct in *in = rq->form.data;
  if (str_eq(in->n, "dup")) {
    TRY(mark(rq));
    return form_refuse(&rq->form, "n", "%s", "taken");
  }
  return save(rq);
}

static const struct route routes[] = {
  { GET, "/t/hello", hello, .need = SIGNED_IN },
  { GET, "/t/open", hello, .need = PUBLIC },
  { GET, "/t/staff", hello, .need = ADMIN_READ },
  { GET, "/t/sneaky", get_writes, .need = SIGNED_IN },
  { GET, "/t/writes", get_writes, .need = SIGNED_IN, .writes = true },
  { POST, "/t/save", save, .need = SIGNED_IN, .proof = SESSION },
  { POST, "/t/other", save, .need = SIGNED_IN, .proof = SESSION },
  { POST, "/t/large", save_large, .need = SIGNED_IN, .proof = SESSION },
  { POST, "/t/refused", save_refused, .need = SIGNED_IN, .proof = SESSION },
  { POST, "/t/race", save_race, .need = SIGNED_IN, .proof = SESSION },
  { POST, "/t/lost", save_race_lost, .need = SIGNED_IN, .proof = SESSION },
  { POST, "/t/form", form_save, .need = SIGNED_IN, .proof = SESSION, .form = &in_form, .again = form_page },
  { POST, "/t/state", save, .need = PUBLIC, .proof = STATE, .state = "t" },
  { GET, "/t/hog", hog, .need = SIGNED_IN },
  { GET, "/t/fault", fault, .need = SIGNED_IN },
};

/* ---- requests ---- */
static const char *send_memory(void)
{
  struct channel c = memory_channel(&memory);
  app_handle(&c, &app);
  app_after(&app);
  memory.written[memory.written_size] = '\0';
  return memory.written;
}

static const char *cookie_line(void)
{
  static char line[200];
  snprintf(line, sizeof line, "%s=%s", session_cookie(AUDIENCE_PARTNER), session_token);
  return line;
}

static const char *get(const char *uri, bool signed_in)
{
  memory = (struct memory){ .variables = { "REQUEST_METHOD", "GET", "REQUEST_URI", uri,
                                           signed_in ? "HTTP_COOKIE" : NULL, cookie_line() } };
  return send_memory();
}

static const char *post_raw(const char *uri, const char *body, const char *site, bool signed_in)
{
  memory = (struct memory){ .variables = { "REQUEST_METHOD", "POST", "REQUEST_URI", uri, "CONTENT_TYPE",
                                           "application/x-www-form-urlencoded", "HTTP_SEC_FETCH_SITE", site,
                                           signed_in ? "HTTP_COOKIE" : NULL, cookie_line() },
                            .body = body,
                            .body_size = strlen(body) };
  return send_memory();
}

static const char *post(const char *uri, const char *key, const char *rest)
{
  static char body[1000];
  snprintf(body, sizeof body, "_csrf=%s&_key=AAAAAAAAAAAAAAAAAAAA%s&%s", csrf, key, rest);
  return post_raw(uri, body, "same-origin", true);
}

static bool status_is(const char *reply, int status)
{
  char line[30];
  snprintf(line, sizeof line, "Status: %d ", status);
  return strncmp(reply, line, strlen(line)) == 0;
}

#define is_status(reply_, status_, ...)                                                                                \
  do {                                                                                                                 \
    const char *reply__ = (reply_);                                                                                    \
    ok(status_is(reply__, (status_)), __VA_ARGS__);                                                                    \
    if (!status_is(reply__, (status_)))                                                                                \
      printf("# %.*s\n", (int)strcspn(reply__, "\r"), reply__);                                                        \
  } while (0)

/* What must be the same when an answer is given again. */
static char *kept_part(const char *reply)
{
  const char *location = strstr(reply, "Location:"), *body = strstr(reply, "\r\n\r\n");
  char *s = NULL;
  if (asprintf(&s, "%.*s|%.*s|%s", (int)strcspn(reply, "\r"), reply, location ? (int)strcspn(location, "\r") : 0,
               location ? location : "", body ? body : "") < 0)
    abort();
  return s;
}

/* ---- tests ---- */
static void gates(struct work *w)
{
  has_text(get("/t/hello", true), "hello Jo Example", "a signed-in person gets the page");
  has_text(memory.written, "Content-Security-Policy: default-src 'none'", "with the policy");
  has_text(memory.written, "Cache-Control: private, no-cache", "kept by nobody else");
  is_status(get("/t/hello?a=b%20c", false), 303, "without a session a page leads to sign-in");
  has_text(memory.written, "Location: /login?next=%2Ft%2Fhello%3Fa%3Db%2520c\r\n", "and back afterwards");
  has_text(get("/t/open", false), "hello nobody", "a public page needs none");
  has_text(get("/t/open", true), "hello Jo Example", "and knows who comes");
  is_status(get("/t/staff", true), 403, "a right that is not held");
  is_status(get("/t/none", true), 404, "no such page");
  is_status(get("/t/save", true), 405, "no such method");
  has_text(memory.written, "Allow: POST\r\n", "and what there is");
  is_status(get("/t/../etc", true), 400, "a path that climbs");
  is_status(get("/t/fault", true), 500, "a fault of ours");
  int64_t before = marks(w);
  get("/t/sneaky", true);
  ok(!status_is(memory.written, 200), "a GET cannot write");
  is_int(marks(w), before, "and did not");
  is_status(get("/t/writes", true), 200, "one that says so can");
  is_int(marks(w), before + 1, "and did");
}

static void proofs(struct work *w)
{
  int64_t before = marks(w);
  char body[300];
  is_status(post_raw("/t/save", "n=1", "same-origin", true), 403, "no token");
  is_status(post_raw("/t/save", "_csrf=AAAA&_key=AAAAAAAAAAAAAAAAAAAAAA&n=1", "same-origin", true), 403,
            "a wrong token");
  snprintf(body, sizeof body, "_csrf=%s&_key=AAAAAAAAAAAAAAAAAAAAAA&n=1", csrf);
  is_status(post_raw("/t/save", body, "cross-site", true), 403, "from another site");
  is_status(post_raw("/t/save", body, "same-site", true), 403, "from a neighbour");
  is_status(post_raw("/t/save", body, "same-origin", false), 403, "without the session");
  snprintf(body, sizeof body, "_csrf=%s&n=1", csrf);
  is_status(post_raw("/t/save", body, "same-origin", true), 400, "without the form's key");
  snprintf(body, sizeof body, "/t/save?_csrf=%s&_key=AAAAAAAAAAAAAAAAAAAAAA&n=1", csrf);
  is_status(post_raw(body, "", "same-origin", true), 403, "a token in the address");
  is_status(post_raw("/t/state", "_state=t.1.x.y", "same-origin", false), 403, "a wrong state");
  is_int(marks(w), before, "none of them wrote");
  snprintf(body, sizeof body, "_state=%s&n=1", state_make(w->arena, app.key, "t", utc_now()));
  is_status(post_raw("/t/state", body, "same-origin", false), 303, "a right state");
  is_status(post_raw("/t/state", body, "cross-site", false), 403, "but not from another site");
  snprintf(body, sizeof body, "_state=%s&n=1", state_make(w->arena, app.key, "other", utc_now()));
  is_status(post_raw("/t/state", body, "same-origin", false), 403, "nor one made for something else");
}

static void repeats(struct work *w)
{
  int64_t before = marks(w);
  runs = 0;
  is_status(post("/t/save", "r1", "n=7"), 303, "a form is sent");
  has_text(memory.written, "Set-Cookie: note=x", "with a cookie");
  char *first = kept_part(memory.written);
  is_status(post("/t/save", "r1", "n=7"), 303, "and sent again");
  char *second = kept_part(memory.written);
  is_text(second, first, "gets the first answer");
  ok(!strstr(memory.written, "Set-Cookie: note"), "without its cookie");
  is_int(runs, 1, "it ran once");
  is_int(marks(w), before + 1, "and wrote once");
  is_status(post("/t/save", "r1", "n=8"), 409, "the same key with other values");
  is_int(marks(w), before + 1, "writes nothing");
  is_status(post("/t/other", "r1", "n=7"), 303, "another form of that page");
  is_int(marks(w), before + 2, "is another matter");
  is_status(post("/t/large", "r2", "n=1"), 200, "a large answer");
  is_status(post("/t/large", "r2", "n=1"), 303, "is not kept: a way back instead");
  is_int(marks(w), before + 3, "but done once");
  free(first);
  free(second);
}

static void twins(struct work *w)
{
  int64_t before = marks(w);
  enum { TWINS = 6 };
  pid_t pids[TWINS];
  fflush(stdout);
  for (int i = 0; i < TWINS; i++) {
    pids[i] = fork();
    if (pids[i] == 0) {
      app.db = db_new(&app.config, false);
      _exit(status_is(post("/t/save", "tw", "n=9"), 303) ? 0 : 1);
    }
  }
  int good = 0;
  for (int i = 0; i < TWINS; i++) {
    int status = 1;
    waitpid(pids[i], &status, 0);
    good += status == 0;
  }
  is_int(good, TWINS, "six twins at once all get the answer");
  is_int(marks(w), before + 1, "and it was done once");
}

static void refusals(struct work *w)
{
  int64_t before = marks(w);
  is_status(post("/t/refused", "f1", "n=1"), 429, "a refusal");
  is_int(marks(w), before + 1, "rolls back, but what must survive is there");
  has_text(post("/t/form", "f2", "n=toolong"), "form refused=invalid typed=toolong error=yes",
           "a wrong form is shown again");
  is_status(memory.written, 422, "as such");
  has_text(post("/t/form", "f2", "n=dup"), "typed=dup error=yes", "a rule of the handler too");
  is_int(marks(w), before + 1, "and nothing was written");
  is_status(post("/t/form", "f2", "n=fine"), 303, "the same key serves the corrected form");
  is_int(marks(w), before + 2, "once");
  is_status(post("/t/form", "f2", "n=fine"), 303, "and again");
  is_int(marks(w), before + 2, "but not twice");
}

static void races(struct work *w)
{
  int64_t before = marks(w);
  runs = 0;
  has_text(post("/t/race", "c1", "n=1"), "won", "a race lost twice is run again");
  is_int(runs, 3, "three times");
  is_int(marks(w), before + 1, "and leaves one row");
  runs = 0;
  is_status(post("/t/lost", "c2", "n=1"), 503, "a race that cannot be won");
  is_int(runs, 10, "is given up");
  is_int(marks(w), before + 1, "without a trace");
}

static void memory_out(void)
{
  is_status(get("/t/hog", true), 503, "a request that wants all memory");
  has_text(memory.written, "Retry-After:", "is told to come again");
  has_text(get("/t/hello", true), "hello Jo Example", "and the next one is served");
}

static void make_rows(struct test_db *t)
{
  struct work *w = &t->owner;
  need(migrate_run(w, getenv("PORTICO_TEST_SCHEMA") ? getenv("PORTICO_TEST_SCHEMA") : "schema") == OK, "the schema");
  need(db_begin(w) == OK, "rows");
  int good = db_exec(w, "CREATE TABLE mark (id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY, text VARCHAR(100) NOT NULL) "
                        "ENGINE=InnoDB") == OK;
  db_rollback(w);
  need(db_begin(w) == OK, "rows");
  good += db_exec(w, "INSERT INTO party (id, legal_name) VALUES (1, 'Example')") == OK;
  good += db_exec(w, "INSERT INTO legal_entity (id, public_id, party_id, base_currency, invoice_prefix) VALUES (1, 1, "
                     "1, 'EUR', 'PX-')") == OK;
  good += db_exec(w,
                  "INSERT INTO org (id, public_id, party_id, name, slug, invoice_owner, billing_account, currency, "
                  "legal_entity_id, created_at)"
                  " VALUES (1, 1, 1, 'Example', 'example', 'partner', 'A1', 'EUR', 1, ?)",
                  A(w->now)) == OK;
  good += db_exec(w,
                  "INSERT INTO person (id, public_id, org_id, email, name, roles, created_at)"
                  " VALUES (1, 1, 1, 'jo@partner.example.com', 'Jo Example', '', ?)",
                  A(w->now)) == OK;
  good += session_start(w, &(struct session_new){ .audience = AUDIENCE_PARTNER, .person_id = 1, .device = "test" },
                        &session_token) == OK;
  good += db_commit(w) == OK;
  need(good == 7, "a person and a session");
  struct principal who;
  need(session_find(w, AUDIENCE_PARTNER, session_token, &who) == OK, "the session is found");
  csrf = csrf_token(w->arena, &who);
}

static void leave(void *arg)
{
  struct app *a = arg;
  a->armed = false;
  longjmp(a->exhausted, 1);
}

int main(void)
{
  struct test_db t;
  test_db_open(&t, "app_frame_test");
  make_rows(&t);
  t.config.site_url = "http://localhost:8080";
  t.config.site_name = "Example";
  t.config.plain_http = true;
  view_setup("/nonexistent", ""); /* without templates the last net shows */
  app = (struct app){
    .area = "t", .routes = routes, .n_routes = COUNT(routes), .config = t.config, .life = t.arena, .assets = "1"
  };
  app.arena = arena_new(LIMIT_ARENA_BYTES, leave, &app);
  app.db = db_new(&app.config, false);
  gates(&t.app);
  proofs(&t.app);
  repeats(&t.app);
  twins(&t.app);
  refusals(&t.app);
  races(&t.app);
  memory_out();
  db_free(app.db);
  arena_free(app.arena);
  test_db_close(&t);
  return tap_done();
}
