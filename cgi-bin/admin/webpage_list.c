/* Every page that is made of blocks. */
#include "cgi-bin/admin/webpage.h"

const struct option webpage_kinds[] = { { "pricing", N_("Pricing") },
                                        { "checkout", N_("Checkout") },
                                        { "portal", N_("Portal") },
                                        { "content", N_("Content") },
                                        { NULL, NULL } };
static const struct option states[] = {
  { "published", N_("Published") }, { "draft", N_("Draft") }, { "retired", N_("Withdrawn") }, { NULL, NULL }
};
static const struct option readers[] = { { "open", N_("Everybody, without a sign-in") },
                                         { "partners", N_("All partners") },
                                         { "some", N_("Some partners") },
                                         { NULL, NULL } };
static const struct column columns[] = {
  { "title", N_("Title"), COLUMN_LINK, .href = "/admin/pages/", .id = "public_id", .main = true },
  { "address", N_("Address"), COLUMN_TEXT, .sort = "address" },
  { "kind", N_("Kind"), COLUMN_TEXT, .words = webpage_kinds },
  { "state", N_("State"), COLUMN_STATE, .words = states },
  { "readers", N_("For whom"), COLUMN_TEXT, .words = readers },
  { "number", N_("Version"), COLUMN_NUMBER },
  { "draft", N_("Draft that waits"), COLUMN_NUMBER },
};
/* What holds; of a page that is not published, its newest version. */
#define COLUMNS                                                                                                        \
  "v.title, p.public_id, CONCAT('/pages/', p.tag) AS address, p.kind, v.status AS state,"                              \
  " IF(NOT v.require_auth, 'open', IF(v.all_partners, 'partners', 'some')) AS readers, v.number,"                      \
  " IF(d.id <> v.id, d.number, NULL) AS draft"
#define JOINS                                                                                                          \
  "JOIN webpage p ON p.id = l.id JOIN webpage_version v ON v.id = COALESCE(p.published_id, (SELECT n.id"               \
  " FROM webpage_version n WHERE n.webpage_id = p.id ORDER BY n.number DESC LIMIT 1))"                                 \
  " LEFT JOIN webpage_version d ON d.webpage_id = p.id AND d.alone = 'draft'"
LIST_UP(by_tag, COLUMNS,
        "webpage r WHERE (? = '' OR r.tag LIKE ? OR EXISTS (SELECT 1 FROM webpage_version x WHERE x.webpage_id = r.id"
        " AND x.title LIKE ?))",
        "r.tag", JOINS);
static const struct list_order orders[] = { ORDER("address", by_tag) };
static const struct table pages = TABLE(columns, orders);

result webpage_list(struct req *rq)
{
  const char *like = list_like(rq), *search = list_search(rq);
  crumb(rq, t("Pages"), NULL);
  view_put_bool(rq->view, "May.Page", (rq->who.rights & PAGE_WRITE) != 0);
  view_put(
      rq->view, "Pages.Empty",
      *search ? t("No page matches this search.")
              : t("There is no page yet. A page is made of blocks: texts, pictures, the offers of a label, and more."));
  return list_page(rq, "Pages", &pages, "admin/webpage_list", t("Pages"), A(search), A(like), A(like));
}
