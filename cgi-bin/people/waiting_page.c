/* One who registered: let in with roles, or not. Both are told by mail. */
#include "cgi-bin/people/people.h"

static result newcomer_find(struct req *rq, bool lock, struct registration *out)
{
  struct public_id id;
  TRY(req_public_id(rq, 0, &id));
  return registration_find(rq->w, id, lock, out);
}

result waiting_page(struct req *rq)
{
  struct registration r;
  TRY(newcomer_find(rq, false, &r));
  struct facts f = { rq, "Facts", 0 };
  fact(&f, t("E-mail"), r.email);
  fact_time(&f, t("Waits since"), r.confirmed_at);
  crumb(rq, t("People"), "/people");
  crumb(rq, t("Waiting"), "/people/waiting");
  crumb(rq, r.name, NULL);
  roles_show(rq, "");
  view_put(rq->view, "Form.Error", rq->refusal);
  view_putf(rq->view, "Newcomer.Path", "/people/waiting/%s", id_text(rq, r.public_id));
  return page(rq, "people/waiting_page", r.name);
}

result waiting_approve(struct req *rq)
{
  struct registration r;
  const char *problem, *role_keys = roles_posted(rq, &problem);
  TRY(newcomer_find(rq, true, &r));
  if (!problem)
    TRY(administrators_check(rq, "", role_keys, &problem));
  if (problem) {
    rq->out->status = 422;
    rq->refusal = problem;
    return waiting_page(rq);
  }
  result done = registration_approve(rq->w, &r, role_keys);
  if (done == CONFLICT)
    return no_seat(rq);
  if (done == INVALID)
    return refuse(rq, CONFLICT, "%s", t("This address cannot be let in any more. Decline the registration."));
  TRY(done);
  flash(rq, t("%1$s can now sign in with %2$s."), r.name, r.email);
  return redirect(rq, "/people/waiting");
}

result waiting_decline(struct req *rq)
{
  struct registration r;
  TRY(newcomer_find(rq, true, &r));
  TRY(registration_decline(rq->w, &r));
  flash(rq, t("The registration of %s was declined."), r.name);
  return redirect(rq, "/people/waiting");
}
