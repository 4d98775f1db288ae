/* Who registered themselves and waits for an administrator's word. */
#include "cgi-bin/people/people.h"

static const struct column columns[] = {
  { "name", N_("Name"), COLUMN_LINK, .href = "/people/waiting/", .id = "public_id", .main = true },
  { "email", N_("E-mail"), COLUMN_EMAIL },
  { "confirmed_at", N_("Waits since"), COLUMN_TIME },
};
/* On the key (org_id, status, confirmed_at, id). */
LIST_UP(by_date, "g.name, g.public_id, g.email, g.confirmed_at",
        "registration r WHERE r.org_id = ? AND r.status = 'waiting' AND (? = '' OR r.name LIKE ? OR r.email LIKE ?)",
        "r.confirmed_at", "JOIN registration g ON g.id = l.id");
static const struct list_order orders[] = { ORDER("date", by_date) };
static const struct table waiting = TABLE(columns, orders);

result waiting_list(struct req *rq)
{
  const char *like = list_like(rq), *search = list_search(rq);
  crumb(rq, t("People"), "/people");
  crumb(rq, t("Waiting"), NULL);
  view_put(rq->view, "Waiting.Empty",
           *search ? t("Nobody matches this search.") : t("Nobody waits for your approval."));
  return list_page(rq, "Waiting", &waiting, "people/waiting_list", t("Waiting"), A(rq->w->org_id), A(search), A(like),
                   A(like));
}
