/* Looking at a billing portal exactly as its customer sees it (M7, decision 52), also before there is any rule. The session that this
 * starts can only read, says so on every page, and leaves an audit row with the reason. */
#include "cgi-bin/admin/bill_group.h"

#include "lib/base/limits.h"
#include "lib/model/trail.h"

static const struct field view_fields[] = {
  FIELD(struct reason_in, reason, N_("Reason"), .hint = N_("Stays in the audit trail."), .required = true, .min = 5,
        .max = 300),
};
const struct form_def bill_group_view_form = FORM(struct reason_in, view_fields);

result bill_group_view(struct req *rq)
{
  struct bill_group g;
  TRY(bill_group_with_portal(rq, &g));
  bill_group_crumbs(rq, &g, t("Look at the portal"));
  if (!rq->form.def)
    req_form(rq, &bill_group_view_form);
  const struct form_words words = { arena_printf(rq->arena, t("Look at the billing portal as %s sees it"), g.name),
                                    arena_printf(rq->arena, "%s/view", bill_group_path(rq, &g)), t("Look"),
                                    bill_group_path(rq, &g) };
  return form_page(rq, &words);
}

result bill_group_view_save(struct req *rq)
{
  const struct reason_in *in = rq->form.data;
  struct bill_group g;
  const char *token, *name = session_cookie(AUDIENCE_CUSTOMER);
  TRY(bill_group_with_portal(rq, &g));
  struct session_new fresh = { .audience = AUDIENCE_CUSTOMER,
                               .bill_group_id = g.id,
                               .viewed_by = rq->who.person_id,
                               .view_reason = in->reason,
                               .factor = rq->who.factor,
                               .device = rq->in->user_agent,
                               .address = rq->in->remote,
                               .old_token = cookie_find(rq->arena, rq->in,
                                                        cookie_name(rq->arena, name, rq->config->plain_http)) };
  TRY(session_start(rq->w, &fresh, &token));
  TRY(audit_write(rq->w, "bill_group.viewed", "bill_group", g.id, g.org_id, "",
                  arena_printf(rq->arena, "reason: %s", in->reason)));
  reply_cookie(rq->out, name, token, SESSION_VIEW_S, rq->config->plain_http);
  return redirect(rq, "/billing");
}
