/* What the files of this folder share: the process, one request's turn, and the steps between them. */
#ifndef PORTICO_APP_FRAME_H
#define PORTICO_APP_FRAME_H

#include "lib/app/app.h"
#include "lib/auth/api_key.h"
#include <setjmp.h>
#include <stdarg.h>

struct menu_row {
  int order;
  const char *label, *path;
  uint64_t need;
  enum audience audience;
};

struct menu {
  struct menu_row *rows;
  int n;
};

/* The pages without code in partners' side bars, as they were at that revision (principal.pages_revision). */
struct menu_page {
  const char *tag, *title, *orgs; /* orgs: ids, comma between; of a page for some */
  bool for_all;
};
enum { MENU_PAGES_MAX = 20 };
struct menu_pages {
  struct arena *arena; /* their texts' */
  struct menu_page pages[MENU_PAGES_MAX];
  int n, revision;
};

/* The process: what outlives a request. */
struct app {
  const char *area;
  const struct route *routes;
  int n_routes;
  struct config config;
  struct arena *life;  /* the process's */
  struct arena *arena; /* the request's, reset after each */
  struct db *db;
  struct menu menu;
  struct menu_pages pages;
  unsigned char key[32];
  const char *assets; /* version of the static files */
  struct turn *turn;  /* the request in hand */
  jmp_buf exhausted;  /* where a request that outgrew its arena leaves to */
  bool armed;
  struct work seen_work; /* for the write after the reply */
  struct principal seen;
  char seen_from[46];
};

struct field_problem {
  const char *pointer, *detail;
};
enum { PROBLEMS_MAX = 50 };

/* One request. rq comes first, so that a handler's req leads back here. */
struct turn {
  struct req rq;
  struct app *app;
  const struct channel *channel;
  struct request in;
  struct reply out;
  struct work w;
  char id[17];
  int64_t started_us, statements;
  const char *sentence;    /* of refuse() */
  const struct face *face; /* of page_face(); NULL: the portal's or the person's */
  const char *denied;      /* why, for the audit row */
  const char *form_action; /* of csp_form_action: " https://..." each; NULL for none */
  int n_crumbs;
  bool commit_lost, flash_spent;
  struct field_problem problems[PROBLEMS_MAX];
  int n_problems;
  struct rate rate; /* of a key: said in headers; limit 0: nobody's */
};

static inline struct turn *turn_of(struct req *rq)
{
  return (struct turn *)rq;
}

/* ---- main.c, host.c ---- */
extern enum audience app_area_audience;
extern bool app_area_at_main;
bool app_setup(struct app *app, const char *argv0);

/* ---- routes.c ---- */
bool routes_check(const struct route *routes, int n, char *why,
                  size_t room); /* why: a sentence for whoever wrote the table */
/* The row for a method and path, its {..} in captured. NULL: *allow is "" (no such path) or the methods that it has. */
const struct route *route_find(struct arena *a, const struct route *routes, int n, enum method method, const char *path,
                               const char *captured[4], const char **allow);
const char *method_name(enum method m);
const char *need_name(uint64_t need);
enum audience route_audience(const struct route *route);
const char *audience_name(enum audience audience);
void routes_print(const struct route *routes, int n);
void menu_print(const struct route *routes, int n);

/* ---- menu.c ---- */
void menu_load(struct arena *a, const char *folder, struct menu *out);
bool menu_line_parse(struct arena *a, const char *line, struct menu_row *out);
void menu_show(struct req *rq, const struct menu *menu);
bool menu_opens(struct req *rq, const char *href); /* whether an area is installed behind it that the person may open */

/* ---- handle.c ---- */
void app_handle(const struct channel *c, void *at);
void app_after(void *at);
void turn_clear(struct turn *tn); /* a fresh reply and view: before each try, and before an error page */

/* ---- host.c: false when the reply is made already ---- */
bool host_pass(struct turn *tn);  /* whose host it is */
bool place_pass(struct turn *tn); /* whether the route belongs there */

/* ---- guard.c: false when the reply is made already (a redirect or a refusal) ---- */
bool guard_pass(struct turn *tn);
bool right_held(const struct req *rq);
/* A signed-in person was denied something: the audit row that says so, to be written by refusal_afterwards. */
void denied_keep(struct turn *tn, const char *why);

/* ---- guard_key.c: the same for what a key proves ---- */
bool key_pass(struct turn *tn);

/* ---- page.c ---- */
const char *text_of(struct arena *a, const char *format, va_list ap) __attribute__((format(printf, 2, 0)));

/* ---- problem.c ---- */
extern bool app_area_problems;
void problem_show(struct turn *tn, int status, const char *title, const char *detail);

/* ---- run.c ---- */
void route_run(struct turn *tn);
/* What was not read of the route's form, because the vendor closed it, is as the record has it. */
result form_complete(struct req *rq);

/* ---- answered.c ---- */
/* Claims the form's key for this request. *replayed: it was used before and the reply is the first one's. */
result answer_claim(struct turn *tn, bool *replayed);
result answer_store(struct turn *tn);
bool form_key_valid(const char *key);
void request_hash(struct arena *a, const struct request *in, unsigned char hash[32]);
const char *stored_headers(struct arena *a, const struct reply *out); /* Content-Type and Location, a line each */
void stored_headers_put(struct reply *out, const char *headers);
bool answer_fits(const struct reply *out);

/* ---- refusal.c ---- */
void refusal_show(struct turn *tn, result r);
void refusal_afterwards(struct turn *tn); /* writes what must survive the refusal, in a transaction of its own */
void message_show(struct turn *tn, int status, const char *title, const char *text);
void message_bare(struct turn *tn, int status); /* needs neither view nor database */

/* ---- face.c ---- */
void face_show(struct req *rq);

/* ---- headers.c ---- */
void headers_finish(struct turn *tn);

/* ---- flash.c ---- */
const char *flash_seal(struct arena *a, const unsigned char key[32], const char *text, struct utc now);
const char *flash_open(struct arena *a, const unsigned char key[32], const char *value, struct utc now); /* NULL */
void flash_show(struct req *rq); /* puts it on the page and ends it */

/* ---- shell.c ---- */
int shell_main(struct app *app, int argc, char **argv);
/* ---- check.c ---- */
int check_run(struct app *app);

#endif
