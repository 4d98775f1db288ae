/* Refusals in plain sentences: one switch from a result to a status and a page. Three nets: the handler's form again, the message
 * page, and a text that needs nothing at all. */
#include "lib/app/frame.h"

struct refusal {
  int status;
  const char *title, *text;
};

static struct refusal refusal_of(result r)
{
  switch (r) {
  case INVALID:
    return (struct refusal){ 400, N_("Not understood"),
                             N_("Something in this request is not as it should be. Go back and try again.") };
  case DENIED:
    return (struct refusal){ 403, N_("No access"),
                             N_("You may not do this. If you think that you should, ask your administrator.") };
  case NOT_FOUND:
    return (struct refusal){ 404, N_("Not found"), N_("There is nothing at this address, or it is not yours to see.") };
  case CONFLICT:
    return (struct refusal){ 409, N_("This has changed"),
                             N_("This was changed in the meantime. Open it again and look before you go on.") };
  case LIMITED:
    return (struct refusal){ 429, N_("Too often"),
                             N_("This was tried too often. Wait a few minutes, then try again.") };
  case RETRY:
  case UNAVAILABLE:
    return (struct refusal){ 503, N_("Not available at the moment"),
                             N_("We cannot do this right now. Nothing was changed. Please try again in a minute.") };
  default:
    return (struct refusal){
      500, N_("Something went wrong"),
      N_("This is our fault, not yours. Nothing was changed. If it happens again, tell us the request number below.")
    };
  }
}

/* The last net. The words are ours and static: nothing needs escaping. */
void message_bare(struct turn *tn, int status)
{
  reply_reset(&tn->out, tn->rq.arena);
  tn->out.status = status;
  const char *text = status == 421   ? "There is no portal at this address."
                     : status == 503 ? "The service is not available at the moment. Please try again in a minute."
                     : status >= 500 ? "Something went wrong. This is our fault, not yours."
                                     : "This request could not be answered.";
  if (app_area_problems) {
    tn->out.content_type = "application/problem+json";
    buf_printf(&tn->out.body, "{\"title\":\"%s\",\"status\":%d,\"request_id\":\"%s\"}", text, status, tn->id);
    return;
  }
  buf_printf(&tn->out.body,
             "<!doctype html>\n<html lang=\"en\">\n<meta "
             "charset=\"utf-8\">\n<title>%d</title>\n<h1>%s</h1>\n<p>Request %s</p>\n</html>\n",
             status, text, tn->id);
}

/* An end customer signs in at the portal that the address names; where it names none, the last one is looked for. */
static const char *door_of(struct req *rq)
{
  struct public_id id;
  bool named = rq->route && str_starts(rq->route->path, "/billing/{id}") && req_public_id(rq, 0, &id) == OK;
  return named ? arena_printf(rq->arena, "/billing/%s", rq->captured[0]) : "/billing/again";
}

/* Where nobody was asked who they are (no such address, no database) they may well be signed in: the start page asks. */
static void action_show(struct req *rq, int status)
{
  bool in = rq->who.audience != AUDIENCE_NONE, unasked = !in && (!rq->route || status == 503);
  bool customer = rq->who.audience == AUDIENCE_CUSTOMER || app_area_audience == AUDIENCE_CUSTOMER;
  view_put(rq->view, "Message.Action.Label", in || unasked ? t("Go to the start page") : t("Sign in"));
  view_put(rq->view, "Message.Action.Href",
           customer && !in && !unasked ? door_of(rq)
           : customer                  ? "/billing"
           : unasked                   ? (rq->in->path && str_starts(rq->in->path, "/admin") ? "/admin" : "/")
           : !in                       ? "/login"
                                       : start_page(rq));
}

void message_show(struct turn *tn, int status, const char *title, const char *text)
{
  turn_clear(tn);
  if (app_area_problems) {
    problem_show(tn, status, title, text);
    return;
  }
  struct req *rq = &tn->rq;
  rq->out->status = status;
  view_put(rq->view, "Message.Title", title);
  view_put(rq->view, "Message.Text", text);
  action_show(rq, status);
  if (page(rq, "message", title) != OK)
    message_bare(tn, status);
  if (status == 503)
    reply_header(rq->out, "Retry-After", "30");
}

void refusal_afterwards(struct turn *tn)
{
  struct req *rq = &tn->rq;
  if (!rq->after_refusal)
    return;
  result r = db_transaction(rq->w, rq->after_refusal, rq->after_refusal_arg);
  if (r != OK)
    log_warn("what should survive the refusal was not written: %s", result_name(r));
}

/* The form again, with what was typed and a message beside each field. */
static result form_again(struct turn *tn, result r)
{
  struct req *rq = &tn->rq;
  turn_clear(tn);
  rq->refused = r;
  TRY(form_complete(rq));
  TRY(rq->route->again(rq));
  if (rq->out->status == 200)
    rq->out->status = r == INVALID ? 422 : refusal_of(r).status;
  return OK;
}

/* Only a form of a session has a key that keeps it from being done twice. */
static const char *commit_lost_text(const struct req *rq)
{
  return rq->route->proof == SESSION ? t("We lost the connection while saving, so this may or may not have been done. "
                                         "You can safely send the form again: it will not be done twice.")
                                     : t("We lost the connection while saving, so this may or may not have been done. "
                                         "Look before you send it again.");
}

void refusal_show(struct turn *tn, result r)
{
  refusal_afterwards(tn);
  const char *sentence = tn->sentence;
  if ((r == INVALID || tn->rq.refusal) && tn->rq.route->again && !tn->commit_lost) {
    r = form_again(tn, r);
    if (r == OK)
      return;
    sentence = tn->sentence;
  }
  struct refusal words = refusal_of(r);
  if (tn->commit_lost)
    sentence = commit_lost_text(&tn->rq);
  if (r == INVALID && tn->n_problems) {
    words.status = 422;
    sentence = sentence ? sentence : t("Something that was sent is not as it should be: see errors.");
  }
  message_show(tn, words.status, t(words.title), sentence ? sentence : t(words.text));
}
