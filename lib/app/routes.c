/* The route table: checked once at start, searched per request, printed for people, tests and the side bar. */
#include "lib/app/frame.h"
#include <stdio.h>
#include <string.h>

enum { CAPTURES = 4 };

const char *method_name(enum method m)
{
  static const char *const names[] = { "NONE", "GET", "POST", "PUT", "PATCH", "DELETE" };
  return names[m];
}

const char *audience_name(enum audience audience)
{
  static const char *const names[] = { "none", "partner", "staff", "customer" };
  return names[audience];
}

enum audience route_audience(const struct route *route)
{
  return route->audience ? route->audience : app_area_audience;
}

const char *need_name(uint64_t need)
{
  for (int i = 0; i < RIGHT_COUNT; i++)
    if (need == 1ULL << i)
      return right_key((enum right_index)i);
  return need == PUBLIC ? "public" : need == SIGNED_IN ? "signed-in" : "several";
}

static bool capture_at(const char *s)
{
  return *s == '{';
}

/* Matches pattern against path; the number of captures, or -1. */
static int path_match(struct arena *a, const char *pattern, const char *path, const char *captured[CAPTURES])
{
  int n = 0;
  while (*pattern && *path) {
    if (capture_at(pattern) && n < CAPTURES) {
      size_t size = strcspn(path, "/");
      if (size == 0)
        return -1;
      captured[n++] = arena_dupn(a, path, size);
      path += size;
      pattern += strcspn(pattern, "}") + 1;
    } else if (*pattern++ != *path++) {
      return -1;
    }
  }
  return *pattern || *path ? -1 : n;
}

const struct route *route_find(struct arena *a, const struct route *routes, int n, enum method method, const char *path,
                               const char *captured[4], const char **allow)
{
  const struct route *best = NULL;
  int best_captures = CAPTURES + 1;
  struct buf methods = BUF(a);
  for (int i = 0; i < n; i++) {
    const char *texts[CAPTURES] = { 0 };
    int captures = path_match(a, routes[i].path, path, texts);
    if (captures < 0)
      continue;
    const char *name = method_name(routes[i].method);
    if (!strstr(buf_text(&methods), name))
      buf_printf(&methods, "%s%s%s", methods.size ? ", " : "", name, routes[i].method == GET ? ", HEAD" : "");
    /* "/customers/new" goes before "/customers/{id}" */
    if (routes[i].method == method && captures < best_captures) {
      best = &routes[i];
      best_captures = captures;
      memcpy(captured, texts, sizeof texts);
    }
  }
  *allow = buf_text(&methods);
  return best;
}

/* Two patterns that take the same paths: equal but for the names within braces. */
static bool same_shape(const char *a, const char *b)
{
  while (*a && *b) {
    if (capture_at(a) && capture_at(b)) {
      a += strcspn(a, "}");
      b += strcspn(b, "}");
    }
    if (*a != *b)
      return false;
    a += *a != 0;
    b += *b != 0;
  }
  return *a == *b;
}

static const char *path_fault(const char *path)
{
  int captures = 0;
  if (!path || path[0] != '/' || (path[1] && str_ends(path, "/")))
    return "its path must begin with a slash and not end with one";
  for (const char *s = path; *s; s++) {
    if (capture_at(s)) {
      const char *end = strchr(s, '}');
      bool whole = s[-1] == '/' && end && (end[1] == '/' || end[1] == '\0');
      if (!whole || ++captures > CAPTURES)
        return "it captures a part of a segment, or more than four segments";
    }
  }
  return NULL;
}

static const char *proof_fault(const struct route *r)
{
  if (r->method != GET && r->proof == PROOF_MISSING)
    return "it changes something but names no proof";
  if (r->proof == KEY && r->need == PUBLIC)
    return "a key is somebody's, so what needs one cannot be public";
  if (r->proof == SESSION && r->need == PUBLIC)
    return "a session's proof needs a session, so it cannot be public";
  if ((r->proof == STATE || r->proof == SIGNATURE) && r->need != PUBLIC)
    return "no cookie is read for this proof, so nobody could hold the right: say PUBLIC";
  if (r->proof == STATE && r->method != GET && str_empty(r->state))
    return "a STATE proof needs the purpose in .state";
  return NULL;
}

static const char *form_fault(const struct route *r)
{
  for (int i = 0; r->form && i < r->form->n_fields; i++) {
    const struct field *f = &r->form->fields[i];
    if (f->shown && f->required)
      return "its form needs a field that the vendor may switch off";
    if (f->shown && !r->before)
      return "its form has fields that the vendor may switch off, but no .before to keep what they hold";
  }
  return NULL;
}

static const char *route_fault(const struct route *r)
{
  const char *path = path_fault(r->path);
  if (path)
    return path;
  if (r->method == METHOD_NONE || !r->run)
    return "it has no method or no function";
  if (!r->need)
    return "it says no right (.need); a public page says PUBLIC";
  if (r->form && !r->again && r->proof != SIGNATURE)
    return "it has a form but no .again to show it with its messages";
  if (r->menu && (r->method != GET || strchr(r->path, '{')))
    return "only a GET without captures can stand in the menu";
  const char *form = form_fault(r);
  return form ? form : proof_fault(r);
}

bool routes_check(const struct route *routes, int n, char *why, size_t room)
{
  for (int i = 0; i < n; i++) {
    const struct route *r = &routes[i];
    const char *fault = route_fault(r);
    for (int k = 0; k < i && !fault; k++)
      if (routes[k].method == r->method && same_shape(routes[k].path, r->path))
        fault = "it is there twice";
    if (fault) {
      snprintf(why, room, "route %s %s: %s", method_name(r->method), r->path ? r->path : "?", fault);
      return false;
    }
  }
  return true;
}

static void fields_print(const struct form_def *form)
{
  for (int i = 0; form && i < form->n_fields; i++)
    printf("%s%s", i ? "," : "", form->fields[i].name);
}

/* A tab between the columns: method, path, right, proof, audience, what for, the purpose of a STATE proof, the form's fields. */
void routes_print(const struct route *routes, int n)
{
  static const char *const proofs[] = { "-", "session", "key", "signature", "state" };
  for (int i = 0; i < n; i++) {
    const struct route *r = &routes[i];
    printf("%s\t%s\t%s\t%s\t%s\t%s\t%s\t", method_name(r->method), r->path, need_name(r->need), proofs[r->proof],
           audience_name(route_audience(r)), r->help ? r->help : "", r->state ? r->state : "");
    fields_print(r->form);
    printf("\n");
  }
}

void menu_print(const struct route *routes, int n)
{
  for (int i = 0; i < n; i++) {
    const struct route *r = &routes[i];
    if (r->menu) {
      printf("%d\t%s\t%s\t%s\t%s\n", r->menu_order, r->menu, r->path, need_name(r->need),
             audience_name(route_audience(r)));
    }
  }
}
