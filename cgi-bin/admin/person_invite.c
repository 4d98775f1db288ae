/* Inviting people into an organisation, many at once, and what becomes of an invitation. The partner's own administrator has the same
 * under /people. */
#include "cgi-bin/admin/person.h"

result person_invite(struct req *rq)
{
  struct public_id id;
  struct org org;
  TRY(req_public_id(rq, 0, &id));
  TRY(org_find(rq->w, id, &org));
  if (!rq->form.def)
    req_form(rq, &invite_form);
  crumb(rq, t("Organisations"), "/admin/partners");
  crumb(rq, org.in.name, org_path(rq, &org));
  crumb(rq, t("Invite people"), NULL);
  roles_show(rq, "");
  const struct form_words words = { arena_printf(rq->arena, t("Invite people to %s"), org.in.name),
                                    arena_printf(rq->arena, "%s/invite", org_path(rq, &org)), t("Send the invitations"),
                                    org_path(rq, &org) };
  return form_page(rq, &words);
}

static result invited_show(struct req *rq, const struct org *org, const struct invited_one *done, int n)
{
  struct facts f = { rq, "Facts", 0 };
  int invited = 0;
  for (int i = 0; i < n; i++) {
    fact(&f, done[i].address, invited_word(done[i].outcome, true));
    invited += done[i].outcome == INVITED;
  }
  crumb(rq, t("Organisations"), "/admin/partners");
  crumb(rq, org->in.name, org_path(rq, org));
  crumb(rq, t("Invite people"), NULL);
  return outcome_page(
      rq,
      arena_printf(rq->arena, tn("%d person was invited", "%d people were invited", (unsigned long)invited), invited),
      t("This is what became of each address."), org_path(rq, org), t("Back to the organisation"));
}

result person_invite_save(struct req *rq)
{
  struct public_id id;
  struct org org;
  struct address_list list;
  const char *problem, *role_keys = roles_posted(rq, &problem);
  TRY(req_public_id(rq, 0, &id));
  TRY(org_lock(rq->w, id, &org));
  if (!str_eq(org.status, "active"))
    return refuse(rq, CONFLICT, "%s", t("Only an active organisation's people can come in."));
  if (problem)
    form_refuse(&rq->form, NULL, "%s", problem);
  if (invite_addresses(&rq->form, &list) != OK || problem)
    return INVALID;
  struct invited_one *done = arena_array(rq->arena, (size_t)list.n, sizeof *done);
  TRY(invite_many(rq->w, org.id, &list, role_keys, done));
  return invited_show(rq, &org, done, list.n);
}

/* The person of the path, with the right to change them in hand: locked. */
static result invited_find(struct req *rq, struct person *p)
{
  struct public_id id;
  TRY(req_public_id(rq, 0, &id));
  return person_find(rq->w, id, false, true, p);
}

result person_resend(struct req *rq)
{
  struct person p;
  TRY(invited_find(rq, &p));
  result r = invitation_again(rq->w, &p);
  if (r == INVALID)
    return refuse(rq, CONFLICT, "%s", t("This person has no invitation to be sent again."));
  if (r == CONFLICT)
    return refuse(rq, CONFLICT, t("All seats of %s are taken. Deactivate somebody first, or raise its limit."),
                  p.org_name);
  TRY(r);
  flash(rq, t("A new invitation goes to %s. The older link no longer works."), p.in.email);
  return redirect(rq, "%s", person_path(rq, &p));
}

result person_revoke(struct req *rq)
{
  struct person p;
  TRY(invited_find(rq, &p));
  result r = invitation_revoke(rq->w, &p);
  if (r == INVALID)
    return refuse(rq, CONFLICT, "%s", t("This person has no open invitation."));
  TRY(r);
  flash(rq, t("The invitation of %s is revoked: its link no longer works."), p.in.email);
  return redirect(rq, "%s", person_path(rq, &p));
}

/* What the person's page says of invitations and moves. */
result person_links(struct req *rq, const struct person *p, struct facts *f)
{
  struct invitation i;
  const char *state = person_state(p);
  result r = p->org_id ? invitation_newest(rq->w, p->id, &i) : NOT_FOUND;
  if (r != OK && r != NOT_FOUND)
    return r;
  bool live = r == OK && (str_eq(i.status, "created") || str_eq(i.status, "sent"));
  if (r == OK && p->invited) {
    fact(f, t("Invitation"), option_word(invitation_states, i.status));
    fact_time(f, live ? t("Valid until") : t("Was valid until"), i.expires_at);
  }
  if (p->moved_to.bits)
    fact_link(f, t("Moved"), t("To another organisation"),
              arena_printf(rq->arena, "/admin/users/%s", id_text(rq, p->moved_to)));
  view_put_bool(rq->view, "User.Resend", p->invited);
  view_put_bool(rq->view, "User.Revoke", p->invited && live);
  view_put_bool(rq->view, "User.Deactivate", p->active && p->id != rq->who.person_id);
  view_put_bool(rq->view, "User.Reactivate", str_eq(state, "inactive"));
  view_put_bool(rq->view, "User.Edit", !p->moved_to.bits);
  view_put_bool(rq->view, "User.Move", p->active && p->org_id);
  view_put(rq->view, "User.Status", state);
  view_put(rq->view, "User.StatusWord", option_word(person_states, state));
  return OK;
}
