/* One bill group: who pays, its portal's link to hand out, and the rules that say who may open it. */
#include "cgi-bin/admin/bill_group.h"

#include "lib/model/party.h"
#include "lib/model/payment_type.h"

result bill_group_of(struct req *rq, struct bill_group *out)
{
  struct public_id id;
  TRY(req_public_id(rq, 0, &id));
  return bill_group_find(rq->w, id, out);
}

result bill_group_with_portal(struct req *rq, struct bill_group *out)
{
  TRY(bill_group_of(rq, out));
  if (out->own)
    return refuse(rq, CONFLICT, "%s",
                  t("This is an organisation's own bill group. Its people see its invoices in the partner portal."));
  return out->open ? OK
                   : refuse(rq, CONFLICT, "%s",
                            t("No contract of this bill group runs, and no invoice is open, so its portal is closed."));
}

const char *bill_group_path(struct req *rq, const struct bill_group *g)
{
  return arena_printf(rq->arena, "/admin/billgroups/%s", id_text(rq, g->public_id));
}

void bill_group_crumbs(struct req *rq, const struct bill_group *g, const char *leaf)
{
  crumb(rq, t("Bill groups"), "/admin/billgroups");
  crumb(rq, g->name, leaf ? bill_group_path(rq, g) : NULL);
  if (leaf)
    crumb(rq, leaf, NULL);
}

static result facts_show(struct req *rq, const struct bill_group *g)
{
  struct facts f = { rq, "Facts", 0 };
  struct party p;
  TRY(party_find(rq->w, g->party_id, &p));
  fact(&f, t("Billed to"), party_name(rq->arena, &p));
  fact(&f, t("Address"), party_address(rq->arena, &p, ", ", NULL));
  fact(&f, t("E-mail"), p.email);
  fact(&f, t("Billed by"), g->seller);
  if (g->org_id)
    fact_link(&f, t("Organisation"), g->org_name,
              arena_printf(rq->arena, "/admin/partners/%s", id_text(rq, g->org_public)));
  fact(&f, t("Currency"), g->currency);
  fact(&f, t("Payment terms"),
       g->net_terms ? arena_printf(rq->arena, tn("%d day", "%d days", (unsigned long)g->net_terms), g->net_terms)
                    : t("At once"));
  fact(&f, t("How it pays"), payment_type_text(g->payment_type));
  fact_time(&f, t("Since"), g->created_at);
  return OK;
}

static result rules_show(struct req *rq, const struct bill_group *g)
{
  struct access_rules all;
  TRY(access_rules_read(rq->w, g->id, false, &all));
  for (int i = 0; i < all.n; i++) {
    const struct access_rule *r = &all.rows[i];
    view_item(rq->view, "Rules", i, "Id", id_text(rq, r->public_id));
    view_item(rq->view, "Rules", i, "Value", rule_text(rq->arena, r->value));
    view_item(rq->view, "Rules", i, "Kind", r->domain ? t("Every address of this domain") : t("This address"));
    view_item(rq->view, "Rules", i, "Reason", r->reason);
    view_item(rq->view, "Rules", i, "Author", r->author);
    view_item(rq->view, "Rules", i, "When", utc_text(rq->arena, r->created_at, rq->w->zone, i18n_current()));
    view_item(rq->view, "Rules", i, "Iso", utc_iso(rq->arena, r->created_at));
  }
  return OK;
}

result bill_group_page(struct req *rq)
{
  struct bill_group g;
  TRY(bill_group_of(rq, &g));
  bill_group_crumbs(rq, &g, NULL);
  TRY(facts_show(rq, &g));
  view_put(rq->view, "Group.Path", bill_group_path(rq, &g));
  view_put_bool(rq->view, "Group.Own", g.own);
  view_put_bool(rq->view, "Group.Open", g.open);
  view_putf(rq->view, "Group.Portal", "%s%s", rq->config->site_url, bill_group_portal(rq->arena, g.public_id));
  view_put_bool(rq->view, "May.Rule", rq->who.rights & RULE_WRITE);
  if (rq->who.rights & ORG_WRITE)
    view_putf(rq->view, "Group.Edit", "%s/edit", bill_group_path(rq, &g));
  view_put_bool(rq->view, "May.View", rq->who.rights & VIEW_AS);
  TRY(rules_show(rq, &g));
  TRY(bill_group_invoices_show(rq, &g));
  TRY(history_show(rq, "bill_group", g.id));
  return page(rq, "admin/bill_group_page", g.name);
}
