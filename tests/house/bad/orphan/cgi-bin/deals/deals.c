result f(struct req *rq)
{
  return page(rq, "deals/deal_missing", t("Deals"));
}
