/* The list: search, two orders, pages by key, CSV. */
#include "cgi-bin/customers/customers.h"
#include <string.h>

#include <string.h>

static const struct column columns[] = {
  { "name", N_("Account name"), COLUMN_LINK, .href = "/customers/", .id = "public_id", .sort = "name", .main = true },
  { "first_name", N_("First name"), COLUMN_TEXT },
  { "last_name", N_("Last name"), COLUMN_TEXT },
  { "email", N_("E-mail"), COLUMN_EMAIL },
  { "country", N_("Country"), COLUMN_TEXT },
  { "created_at", N_("Since"), COLUMN_TIME, .sort = "created" },
};
static const struct column by_name_keys[] = { { "name", NULL, COLUMN_KEY }, { "id", NULL, COLUMN_KEY } };
static const struct column by_date_keys[] = { { "created_at", NULL, COLUMN_KEY }, { "id", NULL, COLUMN_KEY } };

result customer_list(struct req *rq)
{
  struct list_request lr;
  ROWS rows = { 0 };
  struct column all[COUNT(columns) + 2];
  struct table table = { all, COUNT(all), LIMIT_PAGE_ROWS };
  bool by_date = str_eq(req_param(rq, "sort"), "created");
  memcpy(all, columns, sizeof columns);
  memcpy(all + COUNT(columns), by_date ? by_date_keys : by_name_keys, sizeof by_name_keys);
  TRY(list_read(rq, &table, 2, &lr));
  TRY(customer_rows(rq->w, &lr, &rows));
  crumb(rq, t("Customers"), NULL);
  view_put(rq->view, "Customers.Empty",
           *lr.search ? t("No customer matches this search.") : t("You have no customers yet. The first order for a customer brings it here."));
  TRY(list_show(rq, "Customers", &table, &lr, &rows));
  return lr.csv ? OK : page(rq, "customers/customer_list", t("Customers"));
}
