/* Deleting an organisation that nothing refers to (decision 57), as one that was made by mistake. What has history is archived. */
#include "cgi-bin/admin/org.h"
#include "lib/model/trail.h"

struct referring {
  int people, customers, orders, subscriptions, documents, keys, parts, moves, offers, promotions, pages;
};

static result referring_find(struct work *w, int64_t org_id, struct referring *r)
{
  ROWS rows = { 0 };
  TRY(db_query(
      w, &rows,
      "SELECT (SELECT COUNT(*) FROM person WHERE org_id = o.id), (SELECT COUNT(*) FROM customer WHERE org_id = o.id),"
      " (SELECT COUNT(*) FROM customer_order WHERE org_id = o.id), (SELECT COUNT(*) FROM subscription WHERE org_id = o.id),"
      " (SELECT COUNT(*) FROM invoice WHERE org_id = o.id) + (SELECT COUNT(*) FROM bill_group WHERE org_id = o.id OR party_id = o.party_id),"
      " (SELECT COUNT(*) FROM api_key WHERE org_id = o.id), (SELECT COUNT(*) FROM org x WHERE x.parent_id = o.id),"
      " (SELECT COUNT(*) FROM transfer WHERE from_org_id = o.id OR to_org_id = o.id),"
      " (SELECT COUNT(*) FROM offer_eligible WHERE org_id = o.id), (SELECT COUNT(*) FROM promo_org WHERE org_id = o.id),"
      " (SELECT COUNT(*) FROM webpage_version_org WHERE org_id = o.id) + (SELECT COUNT(*) FROM webpage_version WHERE home_org_id = o.id)"
      " FROM org o WHERE o.id = ?",
      A(org_id)));
  return rows_one(&rows, F(r->people), F(r->customers), F(r->orders), F(r->subscriptions), F(r->documents), F(r->keys),
                  F(r->parts), F(r->moves), F(r->offers), F(r->promotions), F(r->pages));
}

/* NULL, or why it cannot be deleted: a sentence. */
static result delete_problem(struct req *rq, const struct org *org, const char **problem)
{
  struct referring r;
  TRY(referring_find(rq->w, org->id, &r));
  const struct {
    int n;
    const char *what;
  } things[] = {
    { r.people, t("people") },
    { r.customers, t("customers") },
    { r.orders, t("orders") },
    { r.subscriptions, t("subscriptions") },
    { r.documents, t("invoices and payers") },
    { r.keys, t("API keys") },
    { r.parts, t("organisations under it") },
    { r.moves, t("moves of customers") },
    { r.offers, t("offers that name it") },
    { r.promotions, t("promotions that name it") },
    { r.pages, t("pages that name it") },
  };
  struct buf b = BUF(rq->arena);
  for (int i = 0; i < COUNT(things); i++)
    if (things[i].n)
      buf_printf(&b, "%s%s", b.size ? ", " : "", things[i].what);
  *problem = b.size ? arena_printf(rq->arena, t("These refer to it: %s. What has a history is archived, not deleted."),
                                   buf_text(&b))
                    : NULL;
  return OK;
}

result org_delete(struct req *rq)
{
  struct public_id id;
  struct org org;
  const char *problem;
  int n = 0;
  TRY(req_public_id(rq, 0, &id));
  TRY(org_find(rq->w, id, &org));
  TRY(delete_problem(rq, &org, &problem));
  crumb(rq, t("Organisations"), "/admin/partners");
  crumb(rq, org.in.name, org_path(rq, &org));
  crumb(rq, t("Delete"), NULL);
  if (problem)
    return outcome_page(rq, arena_printf(rq->arena, t("%s cannot be deleted"), org.in.name), problem,
                        org_path(rq, &org), t("Back to the organisation"));
  confirm_say(rq, &n, t("Nothing refers to it: nobody signs in for it, and it never ordered."));
  confirm_say(rq, &n, t("Its brand, its domains and its rules go with it. That cannot be undone."));
  confirm_say(rq, &n, t("What happened to it stays in the audit trail."));
  const struct form_words words = { arena_printf(rq->arena, t("Delete %s?"), org.in.name),
                                    arena_printf(rq->arena, "%s/delete", org_path(rq, &org)), t("Delete it"),
                                    org_path(rq, &org) };
  return confirm_page(rq, &words, true);
}

/* Its own settings, then itself. Who refers to it meanwhile waits for the row's lock, and then finds it gone. */
static result org_remove(struct work *w, const struct org *org)
{
  TRY(db_exec(w, "DELETE FROM session WHERE portal_org_id = ?", A(org->id)));
  TRY(db_exec(w, "DELETE FROM session_handoff WHERE org_id = ?", A(org->id)));
  TRY(db_exec(w, "DELETE FROM registration WHERE org_id = ?", A(org->id)));
  TRY(db_exec(w, "DELETE FROM invitation WHERE org_id = ?", A(org->id)));
  TRY(db_exec(w, "DELETE FROM subscription_rule WHERE org_id = ?", A(org->id)));
  TRY(db_exec(w, "DELETE FROM offer_shelf WHERE org_id = ?", A(org->id)));
  TRY(db_exec(w, "DELETE FROM org_price_list WHERE org_id = ?", A(org->id)));
  TRY(db_exec(w, "DELETE FROM org_domain WHERE org_id = ?", A(org->id)));
  TRY(db_exec(w, "DELETE FROM brand WHERE org_id = ?", A(org->id)));
  TRY(db_exec(w, "DELETE FROM brand_logo WHERE org_id = ?", A(org->id)));
  TRY(db_exec(w, "DELETE FROM org WHERE id = ?", A(org->id)));
  return db_exec(w, "DELETE FROM party WHERE id = ?", A(org->party_id));
}

result org_delete_save(struct req *rq)
{
  struct public_id id;
  struct org org;
  const char *problem;
  TRY(req_public_id(rq, 0, &id));
  TRY(org_lock(rq->w, id, &org));
  TRY(delete_problem(rq, &org, &problem));
  if (problem)
    return refuse(rq, CONFLICT, "%s", problem);
  TRY(org_remove(rq->w, &org));
  TRY(audit_write(rq->w, "org.deleted", "org", org.id, 0, "name", org.in.name));
  flash(rq, t("%s is deleted."), org.in.name);
  return redirect(rq, "/admin/partners");
}
