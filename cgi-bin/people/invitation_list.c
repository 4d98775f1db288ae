/* All invitations of the organisation, the newest first. */
#include "cgi-bin/people/people.h"

static const struct column columns[] = {
  { "email", N_("E-mail"), COLUMN_LINK, .href = "/people/", .id = "public_id", .main = true },
  { "state", N_("State"), COLUMN_STATE, .words = invitation_states },
  { "sender", N_("Invited by"), COLUMN_TEXT },
  { "created_at", N_("Invited"), COLUMN_TIME },
  { "expires_at", N_("Valid until"), COLUMN_TIME },
  { "used_at", N_("Accepted"), COLUMN_TIME },
};
/* On the key (org_id, created_at, id). A sender of the vendor's staff is the vendor. */
LIST_DOWN(
    by_date,
    "COALESCE(NULLIF(" PERSON_EMAIL_SQL ", ''), p.name) AS email, p.public_id,"
    " IF(i.live = 1 AND i.expires_at <= UTC_TIMESTAMP(6), 'expired', i.status) AS state, IF(s.org_id = i.org_id, s.name, '') AS sender,"
    " i.created_at, i.expires_at, i.used_at",
    "invitation r WHERE r.org_id = ? AND (? = '' OR EXISTS (SELECT 1 FROM person q WHERE q.id = r.person_id AND q.email LIKE ?))",
    "r.created_at",
    "JOIN invitation i ON i.id = l.id JOIN person p ON p.id = i.person_id LEFT JOIN person s ON s.id = i.sent_by");
static const struct list_order orders[] = { ORDER("date", by_date) };
static const struct table invitations = TABLE(columns, orders);

result invitation_list(struct req *rq)
{
  const char *like = list_like(rq), *search = list_search(rq);
  crumb(rq, t("People"), "/people");
  crumb(rq, t("Invitations"), NULL);
  view_put_bool(rq->view, "May", rq->who.rights & PEOPLE_WRITE);
  view_put(rq->view, "Invitations.Empty",
           *search ? t("No invitation matches this search.") : t("Nobody was invited yet."));
  return list_page(rq, "Invitations", &invitations, "people/invitation_list", t("Invitations"), A(rq->w->org_id),
                   A(search), A(like));
}
