/* The link of an invitation. Opening it changes nothing, so that mail scanners do not burn it; its button lets the person in. */
#include "cgi-bin/people/people.h"
#include "lib/app/signin_pages.h"

static result over(struct req *rq)
{
  return refuse(
      rq, NOT_FOUND, "%s",
      t("This invitation was used already, was taken back, or is too old. Ask whoever invited you for a new one."));
}

result accept_page(struct req *rq)
{
  struct invitation_open open;
  const char *token = req_param(rq, "t");
  result r = invitation_peek(rq->w, token, &open);
  if (r == NOT_FOUND)
    return over(rq);
  TRY(r);
  const struct newcomer_words words = {
    .title = t("Welcome"),
    .text = arena_printf(rq->arena, t("You are invited to work for %s."), open.org_name),
    .email = open.email,
    .action = "/people/accept",
    .state = "accept",
    .submit = t("Accept the invitation"),
  };
  const struct newcomer_in known = { .t = token, .language = open.language, .zone = open.zone };
  return newcomer_page(rq, &words, &known);
}

/* Nobody who comes in for the first time has a second factor yet, so the mail's link proves as much as they can. */
static result enter(struct req *rq)
{
  const char *token;
  struct session_new fresh = { .audience = AUDIENCE_PARTNER, .person_id = rq->w->person_id, .proved = true };
  TRY(signin_session(rq, &fresh, &token));
  return redirect(rq, "/home");
}

result accept_save(struct req *rq)
{
  const struct newcomer_in *in = rq->form.data;
  const struct person_in who = { .name = in->name, .language = in->language, .zone = in->zone };
  result r = invitation_accept(rq->w, in->t, &who);
  if (r == NOT_FOUND)
    return over(rq);
  if (r == CONFLICT)
    return refuse(
        rq, CONFLICT, "%s",
        t("All seats of your organisation are taken. Ask its administrator to free one; your invitation stays valid."));
  TRY(r);
  flash(rq, "%s", t("Your account is ready. From now on you sign in with your e-mail address."));
  return enter(rq);
}
