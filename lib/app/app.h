/* An area's frame: the accept loop, the route table, guards, the transaction, error pages, and the shell mode.
 *
 *   static const struct route routes[] = {
 *     { GET,  "/customers",      customer_list, .need = CUSTOMER_READ, .menu = N_("Customers"), .help = N_("All customers") },
 *     { GET,  "/customers/{id}", customer_page, .need = CUSTOMER_READ, .help = N_("One customer") },
 *   };
 *   int main(int argc, char **argv) { return app_main(argc, argv, "customers", routes, COUNT(routes)); }
 */
#ifndef PORTICO_APP_APP_H
#define PORTICO_APP_APP_H

#include "lib/auth/auth.h"
#include "lib/auth/portal.h"
#include "lib/base/config.h"
#include "lib/base/i18n.h"
#include "lib/base/limits.h"
#include "lib/base/log.h"
#include "lib/db/db.h"
#include "lib/form/form.h"
#include "lib/http/http.h"
#include "lib/view/view.h"

#define COUNT(array) ((int)(sizeof(array) / sizeof *(array)))

struct req;
struct operation; /* what the description of the API says beside the route; cgi-bin/api */

/* How a POST shows that the person meant it. */
enum proof { PROOF_MISSING, SESSION, KEY, SIGNATURE, STATE };

struct route {
  enum method method;
  const char *path; /* "{id}" captures one segment */
  result (*run)(struct req *rq);
  uint64_t need;          /* a right, SIGNED_IN or PUBLIC; none: refused at start */
  enum audience audience; /* whose session counts; AUDIENCE_NONE means the partner's, or the area's (app_audience) */
  enum audience also;     /* whose session counts, too, where the first has none or ?audience= names it */
  enum proof proof;       /* every route that is not GET names one */
  const struct form_def *form; /* filled before run; INVALID runs .again with the messages */
  result (*again)(struct req *rq);
  /* Fills old, the form's struct, with the record as it is: for the fields that the vendor closed to this audience. Needed by a form that
   * has such fields (.shown); form_before_none for a record that is not there yet. */
  result (*before)(struct req *rq, void *old);
  bool writes;    /* a GET that must write (identity callbacks) */
  bool at_main;   /* on the main host alone: asked on a sub-portal's, it is redirected there */
  bool half;      /* opens before the second step of a sign-in, too */
  bool on_behalf; /* staff act for the active organisation that the path's first capture names: w->org_id is it */
  bool step_up;   /* they must have proved within the last ten minutes that it is still they */
  bool
      apart; /* the handler waits for another machine: it makes its own transactions (db_transaction) before and after */
  const char *state; /* purpose of the STATE proof */
  const char *menu;  /* word in the side bar; only rows that have one appear there */
  int menu_order;
  const char *help; /* one line for --routes and the API's description */
  const struct operation *operation;
};

/* What the person may still read when the transaction was rolled back: run in one of its own after a refusal. */
typedef result (*after_refusal_fn)(struct work *w, void *arg);

struct req {
  struct arena *arena;
  struct work *w; /* db, arena, now, org_id, person_id: the first argument of the model's functions */
  const struct config *config;
  const struct route *route;
  const struct portal *portal; /* whose host was asked; NULL: the main one */
  const char *url;             /* of that host, as Site.Url */
  const char *on_behalf;       /* the organisation that staff act for (route.on_behalf): its name; NULL */
  struct request *in;
  struct reply *out;
  struct view *view;
  struct principal who;
  struct form form;        /* route.form, filled; form.data is the typed struct */
  const char *captured[4]; /* texts of {..} in the path, in order */
  const char *request_id;
  unsigned char *key; /* the installation's, 32 bytes */
  after_refusal_fn after_refusal;
  void *after_refusal_arg;
  result refused;      /* in .again: why */
  const char *refusal; /* in .again: the sentence of refuse_again; NULL */
};

/* An area's whole main(): answers the exit status. 2: the table or the command line is wrong; 1: it could not begin. */
int app_main(int argc, char **argv, const char *area, const struct route *routes, int n_routes);
/* For areas that serve another audience than partners: call before app_main. */
void app_audience(enum audience audience);
/* For areas that live on the main host alone, as .at_main on every route. */
void app_at_main(void);
/* For areas that programs ask: every refusal is a problem (RFC 9457) and no page. */
void app_problems(void);

/* ---- the words of a handler ---- */
/* The public id captured in the path; NOT_FOUND when it is not one. */
result req_public_id(const struct req *rq, int capture, struct public_id *out);
const char *req_param(const struct req *rq, const char *name); /* "" when absent */
/* Renders the page with the layout's values (navigation, person, title, messages); status stays what it is (200). */
result page(struct req *rq, const char *template_name, const char *title);
const char *start_page(const struct req *rq); /* where this kind of person begins */
/* An area's page as this person's: ("/checkout", "/review") is "/checkout/review", or staff's, "/checkout/staff/<organisation>/review". */
const char *own_path(const struct req *rq, const char *area, const char *rest);
/* The captures of an area's own part of the path begin here. */
int own_capture(const struct req *rq);
/* How a page is dressed. By itself it wears what the portal's host or the person's organisation has published; a preview says otherwise. */
struct face {
  const char *name, *css, *logo, *footer, *contact, *phone; /* css and logo: paths; "" without */
};
/* This page wears that: copied, so it need not live on. Before page(). */
void page_face(struct req *rq, const struct face *face);
/* What a portal has published. */
struct face portal_face(struct req *rq, const struct portal *p);
/* A path that somebody typed or a link carried, when it leads to a page of this host. */
const char *path_or(const char *path, const char *otherwise);
/* An area lies behind this path that the person may not open: a link to it would be refused. */
bool path_shut(struct req *rq, const char *href);
/* 303 to a path of this site. */
result redirect(struct req *rq, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* 303 to another host: an address made from the installation's own settings, never from the request. A page whose form leads to such an
 * answer says so by csp_form_action, or Chromium stops it there. */
result redirect_out(struct req *rq, const char *url);
/* This page's forms may lead on to this origin ("https://id.example.com"), beside our own. Any number of times. */
void csp_form_action(struct req *rq, const char *origin);
/* A sentence shown once on the next page (through t() before). Kept in a signed, short-lived cookie. */
void flash(struct req *rq, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* A trail: crumb(rq, t("Customers"), "/customers"); the last one without href is the page itself. */
void crumb(struct req *rq, const char *label, const char *href);
/* The form of this route or another for a page: opens rq->form with def so that the page can show it empty. */
void req_form(struct req *rq, const struct form_def *def);
/* rq->form, opened by req_form and given its choices, from what was sent: for a form that only the handler can choose. OK or INVALID. */
result req_form_fill(struct req *rq);
result form_before_none(struct req *rq, void *old);
/* On a PUBLIC route where the row that is asked for decides: true when somebody is signed in, both steps. Else the reply is made and leads
 * there; answer OK. */
bool req_signed_in(struct req *rq);
/* Whether the vendor lets this audience see a field; and a text of it, "" when not. */
bool shown(const struct req *rq, enum shown_field field);
const char *if_shown(const struct req *rq, enum shown_field field, const char *text);
/* What an error or conflict says to the person, instead of the general sentence. */
result refuse(struct req *rq, result r, const char *format, ...) __attribute__((format(printf, 3, 4)));
/* The same, but said on the form's own page: everything is rolled back, then route.again shows what holds now, with rq->refusal. */
result refuse_again(struct req *rq, result r, const char *format, ...) __attribute__((format(printf, 3, 4)));
/* What is wrong with one member of what a program sent, by its JSON pointer ("/lines/0/offer"), or "?name" for a parameter: stands in the
 * problem that the handler's refusal becomes. INVALID. */
result problem_add(struct req *rq, const char *pointer, const char *format, ...) __attribute__((format(printf, 3, 4)));
/* A file as the answer: type, name offered for saving. */
result reply_file(struct req *rq, const char *type, const char *name, struct bytes content);
/* ETag and 304 for a public, cacheable answer (brand style sheets). */
bool reply_cached(struct req *rq, const char *etag, long max_age_s);

/* ---- lists ---- */
/* A whole list page: ?sort chooses the order, ?key and ?dir the page, ?format=csv answers every row as a file. The values are those of
 * the statements' filters. Puts <name>, its pager and its search field; the handler has put <name>.Empty. */
#define list_page(rq, name, table, template_name, title, ...)                                                          \
  list_page_((rq), (name), (table), (template_name), (title), DB_VALUES_(__VA_ARGS__) + 1, DB_COUNT_(__VA_ARGS__))
result list_page_(struct req *rq, const char *name, const struct table *table, const char *template_name,
                  const char *title, const struct db_value *values, int n);
/* The first rows of a list on another page (a customer's orders), in its default order. *more, unless NULL, says that there are others. */
#define list_part(rq, name, table, rows_max, more, ...)                                                                \
  list_part_((rq), (name), (table), (rows_max), (more), DB_VALUES_(__VA_ARGS__) + 1, DB_COUNT_(__VA_ARGS__))
result list_part_(struct req *rq, const char *name, const struct table *table, int rows_max, bool *more,
                  const struct db_value *values, int n);
/* For programs: the rows after a cursor ("": from the beginning) in the default order, limit and one more. INVALID: no cursor of ours.
 * The table is that of list_open: without what the vendor hides. */
#define list_slice(rq, table, cursor, limit, rows, ...)                                                                \
  list_slice_((rq), (table), (cursor), (limit), (rows), DB_VALUES_(__VA_ARGS__) + 1, DB_COUNT_(__VA_ARGS__))
result list_slice_(struct req *rq, const struct table *table, const char *cursor, int limit, struct rows *rows,
                   const struct db_value *values, int n);
/* The table without the columns that the vendor hides from whoever asks, and without the orders by them. */
const struct table *list_open(struct req *rq, const struct table *table);
/* The cursor of the row that was read last. */
const char *list_cursor(struct req *rq, const struct rows *rows);
/* What was typed into the search field: trimmed, at most LIMIT_SEARCH_CHARS; "" for nothing. */
const char *list_search(struct req *rq);
/* The same as a LIKE pattern that matches it anywhere, its own signs taken literally. */
const char *list_like(struct req *rq);
/* The same for a field that the vendor may hide: then it matches nothing. */
const char *list_like_in(struct req *rq, enum shown_field field);

#endif
