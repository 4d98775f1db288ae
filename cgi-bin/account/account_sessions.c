/* The ends of one session or of all others. */
#include "cgi-bin/account/account.h"
#include "lib/app/session_list.h"
#include "lib/model/trail.h"

result session_end_one(struct req *rq)
{
  const char *device;
  result r = session_list_end(rq, &device);
  if (r == NOT_FOUND) {
    flash(rq, "%s", t("That device was signed out already."));
    return redirect(rq, "%s", account_at(rq));
  }
  TRY(r);
  TRY(audit_write(rq->w, "session.ended", "person", rq->who.person_id, rq->who.org_id, "", device));
  flash(rq, t("Signed out: %s."), device);
  return redirect(rq, "%s", account_at(rq));
}

result session_end_rest(struct req *rq)
{
  TRY(session_end_others(rq->w, rq->who.person_id, rq->who.session_id));
  TRY(audit_write(rq->w, "session.others_ended", "person", rq->who.person_id, rq->who.org_id, "", NULL));
  flash(rq, "%s", t("You are signed out everywhere else."));
  return redirect(rq, "%s", account_at(rq));
}
