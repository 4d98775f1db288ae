/* An end customer's own page: the address, and where it is signed in; the ends of sessions. */
#include "cgi-bin/billing/billing.h"

#include "lib/app/session_list.h"
#include "lib/model/trail.h"

result visitor_page(struct req *rq)
{
  struct facts f = { rq, "Facts", 0 };
  fact(&f, t("E-mail"), rq->who.email);
  view_put_bool(rq->view, "Looking", rq->who.viewed_by != 0);
  TRY(session_list_show(rq));
  return page(rq, "billing/visitor_page", t("Account"));
}

static result ended(struct req *rq, const char *action, const char *detail)
{
  TRY(audit_write(rq->w, action, "bill_group", rq->who.bill_group_id, 0, "", detail));
  return redirect(rq, "/billing/account");
}

result visitor_end_one(struct req *rq)
{
  const char *device;
  result r = session_list_end(rq, &device);
  if (r == NOT_FOUND) {
    flash(rq, "%s", t("That device was signed out already."));
    return redirect(rq, "/billing/account");
  }
  TRY(r);
  flash(rq, t("Signed out: %s."), device);
  return ended(rq, "session.ended", arena_printf(rq->arena, "%s: %s", rq->who.email, device));
}

result visitor_end_rest(struct req *rq)
{
  TRY(session_end_visitor(rq->w, rq->who.bill_group_id, rq->who.email, rq->who.session_id));
  flash(rq, "%s", t("You are signed out everywhere else."));
  return ended(rq, "session.others_ended", rq->who.email);
}

/* Back to the portal's door; staff who looked, to the bill group's page at their desk. */
result visitor_out(struct req *rq)
{
  struct bill_group g;
  TRY(bill_group_get(rq->w, rq->who.bill_group_id, &g));
  TRY(session_end(rq->w, rq->who.session_id));
  reply_cookie(rq->out, session_cookie(AUDIENCE_CUSTOMER), "", 0, rq->config->plain_http);
  if (rq->who.viewed_by)
    return redirect(rq, "/admin/billgroups/%s", id_text(rq, g.public_id));
  reply_header(rq->out, "Clear-Site-Data", "\"cache\", \"storage\"");
  return redirect(rq, "%s", bill_group_portal(rq->arena, g.public_id));
}
