/* What a fresh installation still lacks before a partner can order and gets an invoice: a sentence and a link each, on the overview, for
 * those who can do something about it. */
#include "cgi-bin/admin/company.h"

enum { WORKER_SEEN_S = 300 };

struct missing {
  int64_t companies, products, prices, offers, partners, people;
  const char *untaxed_name; /* a company that has no tax rule for sales at home */
  bool worker;
};

static result missing_find(struct req *rq, struct missing *m)
{
  struct utc seen = { 0 };
  ROWS rows = { 0 };
  TRY(db_query(rq->w, &rows,
               "SELECT (SELECT COUNT(*) FROM legal_entity), EXISTS (SELECT 1 FROM product),"
               " EXISTS (SELECT 1 FROM product_price) + EXISTS (SELECT 1 FROM price_list_item),"
               " EXISTS (SELECT 1 FROM offer WHERE published_version_id IS NOT NULL), EXISTS (SELECT 1 FROM org),"
               " EXISTS (SELECT 1 FROM person WHERE org_id IS NOT NULL), (SELECT MAX(at) FROM worker_seen)"));
  TRY(rows_one(&rows, F(m->companies), F(m->products), F(m->prices), F(m->offers), F(m->partners), F(m->people),
               F(seen)));
  m->worker = seen.us && rq->w->now.us - seen.us <= WORKER_SEEN_S * 1000000LL;
  ROWS untaxed = { 0 };
  TRY(db_query(rq->w, &untaxed,
               "SELECT p.legal_name FROM legal_entity l JOIN party p ON p.id = l.party_id WHERE NOT EXISTS"
               " (SELECT 1 FROM tax_rule t WHERE t.legal_entity_id = l.id AND t.buyer_country IN ('', p.country)"
               " AND (t.valid_until IS NULL OR t.valid_until >= UTC_DATE()))"
               " ORDER BY l.id LIMIT 1"));
  (void)rows_next(&untaxed, F(m->untaxed_name));
  return OK;
}

struct steps {
  struct req *rq;
  int n;
};

static void step(struct steps *s, bool is_missing, uint64_t right, const char *href, const char *label,
                 const char *text)
{
  if (!is_missing || !(s->rq->who.rights & right))
    return;
  view_put(s->rq->view, arena_printf(s->rq->arena, "FirstSteps.%d.Label", s->n), label);
  view_put(s->rq->view, arena_printf(s->rq->arena, "FirstSteps.%d.Href", s->n), href);
  view_put(s->rq->view, arena_printf(s->rq->arena, "FirstSteps.%d.Text", s->n++), text);
}

result first_steps_show(struct req *rq)
{
  struct missing m = { 0 };
  struct steps s = { rq, 0 };
  const struct config *c = rq->config;
  TRY(missing_find(rq, &m));
  step(&s, !m.companies, COMPANY_WRITE, "/admin/companies/new", t("Add your company"),
       t("Partners buy from it, and it issues the invoices."));
  if (m.untaxed_name)
    step(&s, true, CATALOGUE_WRITE, "/admin/taxes/new", t("Say which tax is charged"),
         arena_printf(rq->arena, t("%s has no tax rule for sales at home, so nothing can be invoiced there."),
                      m.untaxed_name));
  step(&s, !m.products, CATALOGUE_WRITE, "/admin/products/new", t("Add a product"), t("What an offer is made of."));
  step(&s, !m.prices, CATALOGUE_WRITE, m.products ? "/admin/prices" : "/admin/prices/new", t("Set prices"),
       t("In the general price list, or as a product's own price."));
  step(&s, !m.offers, CATALOGUE_WRITE, "/admin/offers", t("Publish an offer"),
       t("Partners order offers: products with their terms."));
  step(&s, !m.partners, ORG_WRITE, "/admin/partners/new", t("Add a partner organisation"),
       t("Whose people sign in and order."));
  step(&s, m.partners && !m.people, USER_WRITE, "/admin/partners", t("Invite a partner's people"),
       t("Open the organisation; nobody of a partner can sign in yet."));
  step(
      &s, str_empty(c->mail_url) || str_empty(c->mail_from), STAFF_WRITE, "/admin/outbox", t("Set up mail"),
      t("Mail.Url and Mail.From are missing in the settings, so nobody gets a sign-in link. Mail waits in the outbox."));
  step(&s, !m.worker, STAFF_WRITE, "/admin/outbox", t("Start the worker"),
       t("portico-worker was not seen lately: invoices get no number and no mail is sent until it runs."));
  return OK;
}
