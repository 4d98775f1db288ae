#include "cgi-bin/deals/deals.h"
static const struct route routes[] = { { 0 } };
static const char *const names[] = { "a" };
static result one(struct req *rq)
{
  return db_query(rq->w, &rows, "SELECT id FROM deal WHERE name = ?", A(name));
}
static const struct sql *const orders[] = { SQL("SELECT id"
                                          " FROM deal") };
result deal_list(struct req *rq)
{
  return page(rq, "deals/deal_list", t("Deals"));
}
