/* Every offer, with its newest version. */
#include "cgi-bin/admin/offer.h"

static const struct option states[] = {
  { "published", N_("Sells") }, { "draft", N_("Draft") }, { "retired", N_("Off the shelf") }, { NULL, NULL }
};
static const struct option partner_words[] = { { "all", N_("All") }, { "0", N_("Nobody") }, { NULL, NULL } };
static const struct column columns[] = {
  { "name", N_("Name"), COLUMN_LINK, .href = "/admin/offers/", .id = "public_id", .main = true },
  { "code", N_("Code"), COLUMN_TEXT, .sort = "code" },
  { "state", N_("State"), COLUMN_STATE, .words = states },
  { "number", N_("Version"), COLUMN_NUMBER },
  { "draft", N_("Draft that waits"), COLUMN_NUMBER },
  { "labels", N_("Labels"), COLUMN_TEXT },
  { "partners", N_("Partners"), COLUMN_TEXT, .words = partner_words },
};
#define COLUMNS                                                                                                        \
  "v.name, o.public_id, o.code, IF(o.published_version_id IS NULL, v.status, 'published') AS state,"                   \
  " COALESCE(s.number, v.number) AS number, IF(v.status = 'draft' AND s.id IS NOT NULL, v.number, NULL) AS draft,"     \
  " REPLACE(v.labels, ',', ', ') AS labels, IF(v.all_partners, 'all',"                                                 \
  " CAST((SELECT COUNT(*) FROM offer_eligible e WHERE e.version_id = v.id) AS CHAR)) AS partners"
#define NEWEST(offer) "(SELECT MAX(m.number) FROM offer_version m WHERE m.offer_id = " offer ".id)"
#define ROWS_FROM                                                                                                      \
  "offer r FORCE INDEX (offer_code_id) STRAIGHT_JOIN offer_version n ON n.offer_id = r.id AND n.number = " NEWEST(     \
      "r") " WHERE (? = '' OR IF(r.published_version_id IS NULL, n.status, 'published') = ?)"                          \
           " AND (? = '' OR n.name LIKE ? OR r.code LIKE ? OR n.labels LIKE ?)"
#define JOINS                                                                                                          \
  "JOIN offer o ON o.id = l.id JOIN offer_version v ON v.offer_id = o.id AND v.number = " NEWEST(                      \
      "o") " LEFT JOIN offer_version s ON s.id = o.published_version_id"
LIST_UP(by_code, COLUMNS, ROWS_FROM, "r.code", JOINS);
static const struct list_order orders[] = { ORDER("code", by_code) };
static const struct table offers = TABLE(columns, orders);

result offer_list(struct req *rq)
{
  const char *like = list_like(rq), *search = list_search(rq), *status = req_param(rq, "status");
  const struct option choices[] = { { "", t("Any state") },
                                    { "published", t("Sells") },
                                    { "draft", t("Draft") },
                                    { "retired", t("Off the shelf") },
                                    { NULL, NULL } };
  crumb(rq, t("Offers"), NULL);
  may_show(rq);
  filter_show(rq, "Offers", 0, "status", t("State"), choices);
  view_put(rq->view, "Offers.Empty",
           *search || *status ? t("No offer matches.")
                              : t("There is no offer yet. An offer sells one or more products for a term."));
  return list_page(rq, "Offers", &offers, "admin/offer_list", t("Offers"), A(status), A(status), A(search), A(like),
                   A(like), A(like));
}
