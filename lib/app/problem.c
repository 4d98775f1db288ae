/* Refusals for programs: problem details (RFC 9457), with a JSON pointer to each member that is wrong. */
#include "lib/app/frame.h"
#include "lib/base/json.h"
#include <stdarg.h>

bool app_area_problems;

result problem_add(struct req *rq, const char *pointer, const char *format, ...)
{
  struct turn *tn = turn_of(rq);
  if (tn->n_problems == PROBLEMS_MAX)
    return INVALID;
  va_list ap;
  va_start(ap, format);
  tn->problems[tn->n_problems++] = (struct field_problem){ pointer, text_of(rq->arena, format, ap) };
  va_end(ap);
  return INVALID;
}

/* What the reference page explains, by its anchor. */
static const char *problem_word(int status)
{
  switch (status) {
  case 401: return "no-key";
  case 403: return "no-scope";
  case 404: return "not-found";
  case 409: return "conflict";
  case 422: return "invalid";
  case 429: return "too-often";
  default: return status >= 500 ? "our-fault" : "not-understood";
  }
}

void problem_show(struct turn *tn, int status, const char *title, const char *detail)
{
  struct reply *out = tn->rq.out;
  out->status = status;
  out->content_type = "application/problem+json";
  struct json j = JSON(&out->body);
  json_object(&j, NULL);
  json_text(&j, "type",
            arena_printf(tn->rq.arena, "%s/api#problem-%s", tn->app->config.site_url, problem_word(status)));
  json_text(&j, "title", title);
  json_int(&j, "status", status);
  json_text(&j, "detail", detail);
  json_text(&j, "request_id", tn->id);
  if (tn->n_problems) {
    json_array(&j, "errors");
    for (int i = 0; i < tn->n_problems; i++) {
      bool parameter = tn->problems[i].pointer[0] == '?';
      json_object(&j, NULL);
      json_text(&j, parameter ? "parameter" : "pointer", tn->problems[i].pointer + parameter);
      json_text(&j, "detail", tn->problems[i].detail);
      json_end_object(&j);
    }
    json_end_array(&j);
  }
  json_end_object(&j);
  if (status == 503)
    reply_header(out, "Retry-After", "30");
}
