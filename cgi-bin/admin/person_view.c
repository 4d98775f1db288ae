/* Looking at a partner's pages exactly as one of its people sees them. The session that this starts can only read, says so on every
 * page, and leaves an audit row with the reason. */
#include "cgi-bin/admin/person.h"
#include "lib/model/trail.h"

struct view_in {
  const char *reason;
};
static const struct field view_fields[] = {
  FIELD(struct view_in, reason, N_("Reason"),
        .hint = N_("Stays in the audit trail, where the organisation's manager finds it."), .required = true, .min = 5,
        .max = 300),
};
const struct form_def person_view_form = FORM(struct view_in, view_fields);

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
  const struct view_in *in = rq->form.data;
  struct person p;
  const char *token;
  TRY(viewed_find(rq, &p));
  const char *name = session_cookie(AUDIENCE_PARTNER);
  struct session_new fresh = { .audience = AUDIENCE_PARTNER,
                               .person_id = p.id,
                               .viewed_by = rq->who.person_id,
                               .view_reason = in->reason,
                               .factor = rq->who.factor,
                               .device = rq->in->user_agent,
                               .address = rq->in->remote,
                               .old_token = cookie_find(rq->arena, rq->in,
                                                        cookie_name(rq->arena, name, rq->config->plain_http)) };
  TRY(session_start(rq->w, &fresh, &token));
  TRY(audit_write(rq->w, "person.viewed", "person", p.id, p.org_id, "",
                  arena_printf(rq->arena, "reason: %s", in->reason)));
  reply_cookie(rq->out, name, token, SESSION_VIEW_S, rq->config->plain_http);
  return redirect(rq, "/home");
}
