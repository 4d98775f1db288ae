/* Looking at a partner's pages exactly as one of its people sees them; and what is the same for a billing portal. */
#include "cgi-bin/admin/person.h"

#include "lib/base/limits.h"
#include "lib/model/trail.h"

static const struct field view_fields[] = {
  REASON_FIELD(N_("Stays in the audit trail, where the organisation's manager finds it.")),
};
const struct form_def person_view_form = FORM(struct reason_in, view_fields);

static result viewed_find(struct req *rq, struct person *p)
{
  struct public_id id;
  TRY(req_public_id(rq, 0, &id));
  TRY(person_find(rq->w, id, false, false, p));
  return p->active ? OK : refuse(rq, CONFLICT, "%s", t("This person is deactivated, so there is nothing to look at."));
}

result person_view(struct req *rq)
{
  struct person p;
  TRY(viewed_find(rq, &p));
  person_crumbs(rq, &p, t("Look at the pages"));
  if (!rq->form.def)
    req_form(rq, &person_view_form);
  const struct form_words words = { arena_printf(rq->arena, t("Look at the portal as %s sees it"), p.in.name),
                                    arena_printf(rq->arena, "%s/view", person_path(rq, &p)), t("Look"),
                                    person_path(rq, &p) };
  return form_page(rq, &words);
}

result person_view_save(struct req *rq)
{
  struct person p;
  TRY(viewed_find(rq, &p));
  const struct look look = { .audience = AUDIENCE_PARTNER,
                             .person_id = p.id,
                             .action = "person.viewed",
                             .noun = "person",
                             .noun_id = p.id,
                             .org_id = p.org_id };
  return look_start(rq, &look);
}

result look_start(struct req *rq, const struct look *look)
{
  const struct reason_in *in = rq->form.data;
  const char *token, *name = session_cookie(look->audience);
  struct session_new fresh = { .audience = look->audience,
                               .person_id = look->person_id,
                               .bill_group_id = look->bill_group_id,
                               .viewed_by = rq->who.person_id,
                               .view_reason = in->reason,
                               .factor = rq->who.factor,
                               .device = rq->in->user_agent,
                               .address = rq->in->remote,
                               .old_token = cookie_find(rq->arena, rq->in,
                                                        cookie_name(rq->arena, name, rq->config->plain_http)) };
  TRY(session_start(rq->w, &fresh, &token));
  TRY(audit_write(rq->w, look->action, look->noun, look->noun_id, look->org_id, "",
                  arena_printf(rq->arena, "reason: %s", in->reason)));
  reply_cookie(rq->out, name, token, SESSION_VIEW_S, rq->config->plain_http);
  return redirect(rq, look->audience == AUDIENCE_CUSTOMER ? "/billing" : "/home");
}
