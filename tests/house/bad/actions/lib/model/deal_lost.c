result deal_lose(struct work *w, int64_t id)
{
  return audit_write(w, "deal.lost", "deal", id, 0, "status", NULL);
}
