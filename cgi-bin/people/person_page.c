/* One colleague. */
#include "cgi-bin/people/people.h"

result colleague_find(struct req *rq, bool lock, struct person *out)
{
  struct public_id id;
  TRY(req_public_id(rq, 0, &id));
  return person_find(rq->w, id, false, lock, out);
}

const char *colleague_path(struct req *rq, const struct person *p)
{
  return arena_printf(rq->arena, "/people/%s", id_text(rq, p->public_id));
}

static const struct option actions[] = {
  { "person.added", N_("Added") },
  { "person.created", N_("Added") },
  { "person.invited", N_("Invited") },
  { "person.invitation_revoked", N_("Invitation revoked") },
  { "person.accepted", N_("Invitation accepted") },
  { "person.roles", N_("Roles changed") },
  { "person.changed", N_("Changed") },
  { "person.deactivated", N_("Deactivated") },
  { "person.reactivated", N_("Reactivated") },
  { "person.moved_here", N_("Came from another organisation") },
  { "person.moved_away", N_("Moved to another organisation") },
  { NULL, NULL },
};

static void may_show(struct req *rq, const struct person *p, bool live)
{
  bool may = rq->who.rights & PEOPLE_WRITE;
  view_put_bool(rq->view, "User.Roles", may && (p->active || p->invited));
  view_put_bool(rq->view, "User.Resend", may && p->invited);
  view_put_bool(rq->view, "User.Revoke", may && p->invited && live);
  view_put_bool(rq->view, "User.Deactivate", may && p->active && p->id != rq->who.person_id);
  view_put_bool(rq->view, "User.Reactivate", may && str_eq(person_state(p), "inactive"));
  view_put_bool(rq->view, "User.Any", may && !p->moved_to.bits);
}

result person_page(struct req *rq)
{
  struct person p;
  struct invitation i = { .status = "" };
  TRY(colleague_find(rq, false, &p));
  result r = p.invited ? invitation_newest(rq->w, p.id, &i) : NOT_FOUND;
  if (r != OK && r != NOT_FOUND)
    return r;
  bool live = str_eq(i.status, "created") || str_eq(i.status, "sent");
  struct facts f = { rq, "Facts", 0 };
  fact(&f, t("E-mail"), if_shown(rq, SHOWN_PERSON_EMAIL, p.in.email));
  fact(&f, t("Roles"), roles_text(rq, p.roles));
  if (shown(rq, SHOWN_PERSON_SIGNIN))
    fact_time(&f, t("Last sign-in"), p.last_signin_at);
  fact_time(&f, t("Added"), p.created_at);
  if (*i.status) {
    fact(&f, t("Invitation"), option_word(invitation_states, i.status));
    fact_time(&f, live ? t("Valid until") : t("Was valid until"), i.expires_at);
  }
  crumb(rq, t("People"), "/people");
  crumb(rq, p.in.name, NULL);
  may_show(rq, &p, live);
  view_put(rq->view, "User.Path", colleague_path(rq, &p));
  view_put(rq->view, "User.State", person_state(&p));
  view_put(rq->view, "User.StateWord", option_word(person_states, person_state(&p)));
  if (rq->who.rights & PEOPLE_WRITE)
    TRY(history_own(rq, "person", p.id, actions));
  return page(rq, "people/person_page", p.in.name);
}
