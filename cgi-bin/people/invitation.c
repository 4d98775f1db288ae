/* Inviting colleagues, many at once; sending an invitation again, and revoking it. */
#include "cgi-bin/people/people.h"

enum { INVITES_PER_HOUR = 60, RESENDS_PER_HOUR = 6, HOUR_S = 3600 };

static void crumbs(struct req *rq)
{
  crumb(rq, t("People"), "/people");
  crumb(rq, t("Invite people"), NULL);
}

result invite(struct req *rq)
{
  if (!rq->form.def)
    req_form(rq, &invite_form);
  crumbs(rq);
  roles_show(rq, "");
  const struct form_words words = { t("Invite people"), "/people/invite", t("Send the invitations"), "/people" };
  return form_page(rq, &words);
}

static result limit(struct req *rq, const char *kind, int64_t id, int max)
{
  result r = limit_count(rq->w, kind, arena_printf(rq->arena, "%lld", (long long)id), max, HOUR_S);
  return r == LIMITED ? refuse(rq, r, "%s", t("Too many invitations were sent within an hour. Please try again later."))
                      : r;
}

static result invited_show(struct req *rq, const struct invited_one *done, int n)
{
  struct facts f = { rq, "Facts", 0 };
  int invited = 0;
  for (int i = 0; i < n; i++) {
    fact(&f, done[i].address, invited_word(done[i].outcome, false));
    invited += done[i].outcome == INVITED;
  }
  crumbs(rq);
  return outcome_page(
      rq,
      arena_printf(rq->arena, tn("%d person was invited", "%d people were invited", (unsigned long)invited), invited),
      t("This is what became of each address."), "/people/invitations", t("All invitations"));
}

result invite_save(struct req *rq)
{
  struct address_list list;
  const char *problem, *role_keys = roles_posted(rq, &problem);
  TRY(org_lock_id(rq->w, rq->w->org_id));
  if (!problem)
    TRY(administrators_check(rq, "", role_keys, &problem));
  if (problem)
    form_refuse(&rq->form, NULL, "%s", problem);
  if (invite_addresses(&rq->form, &list) != OK || problem)
    return INVALID;
  TRY(limit(rq, "invite", rq->w->org_id, INVITES_PER_HOUR));
  struct invited_one *done = arena_array(rq->arena, (size_t)list.n, sizeof *done);
  TRY(invite_many(rq->w, rq->w->org_id, &list, role_keys, done));
  return invited_show(rq, done, list.n);
}

result invitation_resend(struct req *rq)
{
  struct person p;
  TRY(colleague_find(rq, true, &p));
  TRY(limit(rq, "invite.again", p.id, RESENDS_PER_HOUR));
  result r = invitation_again(rq->w, &p);
  if (r == INVALID)
    return refuse(rq, CONFLICT, "%s", t("This person has no invitation to be sent again."));
  if (r == CONFLICT)
    return no_seat(rq);
  TRY(r);
  flash(rq, t("A new invitation goes to %s. The older link no longer works."), p.in.email);
  return redirect(rq, "%s", colleague_path(rq, &p));
}

result invitation_end(struct req *rq)
{
  struct person p;
  TRY(colleague_find(rq, true, &p));
  result r = invitation_revoke(rq->w, &p);
  if (r == INVALID)
    return refuse(rq, CONFLICT, "%s", t("This person has no open invitation."));
  TRY(r);
  flash(rq, t("The invitation of %s is revoked: its link no longer works."), p.in.email);
  return redirect(rq, "%s", colleague_path(rq, &p));
}
