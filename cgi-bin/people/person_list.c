/* The list of colleagues: search, CSV, pages by key. */
#include "cgi-bin/people/people.h"

#include "lib/model/brand.h"

static const struct column columns[] = {
  { "name", N_("Name"), COLUMN_LINK, .href = "/people/", .id = "public_id", .main = true },
  { "email", N_("E-mail"), COLUMN_EMAIL, .shown = SHOWN_PERSON_EMAIL },
  { "roles", N_("Roles"), COLUMN_TEXT, .words = role_words },
  { "state", N_("State"), COLUMN_STATE, .words = person_states },
  { "last_signin_at", N_("Last sign-in"), COLUMN_TIME, .shown = SHOWN_PERSON_SIGNIN },
};
/* On the key (org_id, name, id). */
LIST_UP(by_name,
        "p.name, p.public_id, " PERSON_EMAIL_SQL " AS email, p.roles, " PERSON_STATE_SQL " AS state, p.last_signin_at",
        "person r WHERE r.org_id = ? AND (? = '' OR r.name LIKE ? OR r.email LIKE ?)", "r.name",
        "JOIN person p ON p.id = l.id");
static const struct list_order orders[] = { ORDER("name", by_name) };
static const struct table people = TABLE(columns, orders);

result person_list(struct req *rq)
{
  const char *like = list_like(rq), *search = list_search(rq);
  bool may = rq->who.rights & PEOPLE_WRITE;
  int waiting = 0;
  bool own = false;
  crumb(rq, t("People"), NULL);
  view_put_bool(rq->view, "May", may);
  if (may)
    TRY(registration_count(rq->w, &waiting));
  if (may)
    TRY(brand_own(rq->w, rq->w->org_id, &own));
  view_put_bool(rq->view, "OwnBrand", own);
  if (waiting)
    view_put(rq->view, "Waiting",
             arena_printf(
                 rq->arena,
                 tn("%d person waits for your approval", "%d people wait for your approval", (unsigned long)waiting),
                 waiting));
  view_put(rq->view, "People.Empty", t("Nobody matches this search."));
  return list_page(rq, "People", &people, "people/person_list", t("People"), A(rq->w->org_id), A(search), A(like),
                   A(list_like_in(rq, SHOWN_PERSON_EMAIL)));
}
