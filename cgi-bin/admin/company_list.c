/* Our companies, and one. */
#include "cgi-bin/admin/company.h"
#include "lib/model/party.h"

static const struct column columns[] = {
  { "name", N_("Name"), COLUMN_LINK, .href = "/admin/companies/", .id = "public_id", .sort = "name", .main = true },
  { "country", N_("Country"), COLUMN_TEXT, .words = countries },
  { "tax_number", N_("Tax number"), COLUMN_TEXT },
  { "currency", N_("Currency"), COLUMN_TEXT },
  { "prefix", N_("Invoice numbers"), COLUMN_TEXT },
  { "partners", N_("Sells to"), COLUMN_NUMBER },
};
LIST_UP(
    by_name,
    "p.legal_name AS name, e.public_id, p.country, p.tax_number, e.base_currency AS currency, e.invoice_prefix AS prefix,"
    " (SELECT COUNT(*) FROM org o WHERE o.legal_entity_id = e.id) AS partners",
    "legal_entity r JOIN party q ON q.id = r.party_id WHERE (? = '' OR q.legal_name LIKE ?)", "q.legal_name",
    "JOIN legal_entity e ON e.id = l.id JOIN party p ON p.id = e.party_id");
static const struct list_order orders[] = { ORDER("name", by_name) };
static const struct table companies = TABLE(columns, orders);

result company_list(struct req *rq)
{
  const char *like = list_like(rq), *search = list_search(rq);
  crumb(rq, t("Our companies"), NULL);
  view_put_bool(rq->view, "May.Company", rq->who.rights & COMPANY_WRITE);
  view_put(rq->view, "Companies.Empty",
           *search ? t("No company matches this search.")
                   : t("There is none yet. Partners buy from one of our companies, and it issues the invoices."));
  return list_page(rq, "Companies", &companies, "admin/company_list", t("Our companies"), A(search), A(like));
}

static void facts_show(struct req *rq, const struct company_in *in, bool numbered)
{
  struct facts f = { rq, "Facts", 0 };
  const struct party *p = &in->party;
  fact(&f, t("Address"), party_address(rq->arena, p, ", ", NULL));
  fact(&f, t("E-mail"), p->email);
  fact(&f, t("Phone"), p->phone);
  fact(&f, t("Tax number"), p->tax_number);
  fact(&f, t("Registration number"), p->registration_number);
  fact(&f, t("Currency of its books"), in->base_currency);
  fact(&f, t("Time zone"), in->zone);
  fact(&f, t("Invoice numbers"), arena_printf(rq->arena, t("begin with %s"), in->invoice_prefix));
  fact_note(&f, numbered ? t("settled by the first invoice") : t("can be changed until the first invoice"));
  fact(&f, t("Bank"), in->bank_name);
  fact(&f, "IBAN", in->iban);
  fact(&f, "BIC", in->bic);
}

result company_page(struct req *rq)
{
  struct public_id id;
  struct company c;
  TRY(req_public_id(rq, 0, &id));
  TRY(company_find(rq->w, id, &c));
  crumb(rq, t("Our companies"), "/admin/companies");
  crumb(rq, c.in.party.legal_name, NULL);
  facts_show(rq, &c.in, c.numbered);
  view_put_bool(rq->view, "May.Company", rq->who.rights & COMPANY_WRITE);
  view_putf(rq->view, "Company.Path", "/admin/companies/%s", id_text(rq, c.public_id));
  TRY(history_show(rq, "legal_entity", c.id));
  return page(rq, "admin/company_page", c.in.party.legal_name);
}
