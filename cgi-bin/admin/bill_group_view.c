/* Looking at a billing portal exactly as its customer sees it (M7, decision 52), also before there is any rule. */
#include "cgi-bin/admin/bill_group.h"

static const struct field view_fields[] = { REASON_FIELD(N_("Stays in the audit trail.")) };
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
  struct bill_group g;
  TRY(bill_group_with_portal(rq, &g));
  const struct look look = { .audience = AUDIENCE_CUSTOMER,
                             .bill_group_id = g.id,
                             .action = "bill_group.viewed",
                             .noun = "bill_group",
                             .noun_id = g.id,
                             .org_id = g.org_id };
  return look_start(rq, &look);
}
