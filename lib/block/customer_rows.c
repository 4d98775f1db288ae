/* A partner's customers: two orders, by name and newest first. */
#include "lib/block/block_rows.h"

static const struct column columns[] = {
  { "name", N_("Account name"), COLUMN_LINK, .href = "/customers/", .id = "public_id", .sort = "name", .main = true },
  { "first_name", N_("First name"), COLUMN_TEXT },
  { "last_name", N_("Last name"), COLUMN_TEXT },
  { "email", N_("E-mail"), COLUMN_EMAIL },
  { "country", N_("Country"), COLUMN_TEXT, .words = countries },
  { "created_at", N_("Since"), COLUMN_TIME, .sort = "created", .shown = SHOWN_CUSTOMER_SINCE },
};

/* Search and order run on the keys (org_id, name, id, email) and (org_id, created_at, id), which are named: see LIST_UP. Who searches for
 * nothing runs a statement without the search, which the server answers an eighth faster. */
#define COLUMNS "c.name, p.first_name, p.last_name, c.email, c.country, c.created_at, c.public_id"
#define OWN     "WHERE r.org_id = ?"
#define FOUND                                                                                                          \
  OWN " AND (r.name LIKE ? OR r.email LIKE ?"                                                                          \
      " OR EXISTS (SELECT 1 FROM party x WHERE x.id = r.party_id AND x.city LIKE ?))"
#define JOINS "JOIN customer c ON c.id = l.id JOIN party p ON p.id = c.party_id"
LIST_UP(by_name, COLUMNS, "customer r FORCE INDEX (customer_org_name) " OWN, "r.name", JOINS);
LIST_DOWN(by_date, COLUMNS, "customer r FORCE INDEX (customer_org_created) " OWN, "r.created_at", JOINS);
LIST_UP(found_by_name, COLUMNS, "customer r FORCE INDEX (customer_org_name) " FOUND, "r.name", JOINS);
LIST_DOWN(found_by_date, COLUMNS, "customer r FORCE INDEX (customer_org_created) " FOUND, "r.created_at", JOINS);

static const struct list_order orders[] = { ORDER("name", by_name), ORDER("created", by_date) };
static const struct list_order found[] = { ORDER("name", found_by_name), ORDER("created", found_by_date) };
static const struct list_order newest[] = { ORDER("newest", by_date) };
const struct table customers_table = TABLE(columns, orders), customers_found = TABLE(columns, found),
                   customers_newest = TABLE(columns, newest);
