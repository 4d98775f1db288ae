/* Every tax rule, and one of them. */
#include "cgi-bin/admin/tax.h"

static const struct option states[] = {
  { "expired", N_("Past") }, { "active", N_("Today") }, { "planned", N_("Coming") }, { NULL, NULL }
};
static const struct option numbers[] = { { "1", N_("With a tax number") }, { "0", "" }, { NULL, NULL } };
static const struct column columns[] = {
  { "country", N_("Buyer's country"), COLUMN_LINK, .href = "/admin/taxes/", .id = "public_id", .words = countries,
    .main = true },
  { "region", N_("State or region"), COLUMN_TEXT },
  { "needs_tax_number", N_("Buyer"), COLUMN_TEXT, .words = numbers },
  { "tax_class", N_("Tax class"), COLUMN_TEXT },
  { "rate", N_("Rate, %"), COLUMN_TEXT },
  { "category", N_("Category"), COLUMN_TEXT },
  { "seller", N_("Sold by"), COLUMN_TEXT },
  { "valid_from", N_("From"), COLUMN_DATE },
  { "valid_until", N_("Last day"), COLUMN_DATE },
  { "state", N_("State"), COLUMN_STATE, .words = states },
};
LIST_UP(
    by_place,
    "IF(x.buyer_country = '', ?, x.buyer_country) AS country, x.buyer_region AS region, x.public_id, x.needs_tax_number, x.tax_class,"
    " TRIM(TRAILING '.' FROM TRIM(TRAILING '0' FROM CAST(x.rate_bp / 100 AS DECIMAL(7,2)))) AS rate, x.category, p.legal_name AS seller, x.valid_from,"
    " x.valid_until, CASE WHEN x.valid_until < ? THEN 'expired' WHEN x.valid_from > ? THEN 'planned' ELSE 'active' END AS state",
    "tax_rule r JOIN (SELECT ? AS codes) n WHERE (? = '' OR FIND_IN_SET(r.buyer_country, ?) OR r.tax_class LIKE ? OR r.buyer_region LIKE ?)",
    "CONCAT(LPAD(FIND_IN_SET(r.buyer_country, n.codes), 3, '0'), '/', r.buyer_region, '/', r.tax_class, '/', r.valid_from)",
    "JOIN tax_rule x ON x.id = l.id JOIN legal_entity e ON e.id = x.legal_entity_id JOIN party p ON p.id = e.party_id");
static const struct list_order orders[] = { ORDER("place", by_place) };
static const struct table taxes = TABLE(columns, orders);

/* Every country's code in the order of the names that are shown: what the list is sorted by. */
static const char *codes_by_name(struct arena *a)
{
  struct buf b = BUF(a);
  for (const struct option *c = country_sorted(a); c->value; c++)
    buf_printf(&b, "%s%s", b.size ? "," : "", c->value);
  return buf_text(&b);
}

result tax_list(struct req *rq)
{
  const char *like = list_like(rq), *search = list_search(rq);
  struct date today = utc_date(rq->w->now, rq->w->zone);
  crumb(rq, t("Taxes"), NULL);
  may_show(rq);
  view_put(rq->view, "Taxes.Empty",
           *search ? t("No tax rule matches. Search for a country, a region or a class.")
                   : t("There is no tax rule yet, so nothing can be ordered."));
  return list_page(rq, "Taxes", &taxes, "admin/tax_list", t("Taxes"), A(t("Every other")), A(today), A(today),
                   A(codes_by_name(rq->arena)), A(search), A(countries_found(rq->arena, search)), A(like), A(like));
}

result tax_page(struct req *rq)
{
  struct public_id id;
  struct tax_row r;
  TRY(req_public_id(rq, 0, &id));
  TRY(tax_row_find(rq->w, id, &r));
  const struct tax_in *in = &r.in;
  struct facts f = { rq, "Facts", 0 };
  const char *title = arena_printf(rq->arena, t("%1$s %2$s"), tax_name_in(i18n_current(), in->name),
                                   rate_text(rq->arena, in->rate_bp, i18n_current()));
  crumb(rq, t("Taxes"), "/admin/taxes");
  crumb(rq, title, NULL);
  may_show(rq);
  fact(&f, t("Buyers"), tax_buyer_text(rq, in->country, in->region, in->needs_tax_number));
  fact(&f, t("Tax class"), in->tax_class);
  fact(&f, t("Rate"), rate_text(rq->arena, in->rate_bp, i18n_current()));
  fact(&f, t("Category"), option_word(tax_categories, in->category));
  fact(&f, t("Note on the invoice"), tax_note_in(i18n_current(), in->category, in->note));
  fact(&f, t("Sold by"), r.legal_entity);
  fact_date(&f, t("From"), in->from);
  fact_date(&f, t("Last day"), in->until);
  view_put(rq->view, "Tax.Path", tax_path(rq, &r));
  TRY(history_show(rq, "tax_rule", r.id));
  return page(rq, "admin/tax_page", title);
}
