/* Setting a price: on a product, or of a product in a list. The rule is price_set's. */
#include "cgi-bin/admin/product.h"
#include "lib/model/price.h"

struct price_in {
  struct public_id product;
  struct money amount;
  int from_units;
  struct date from, until;
};
static const struct field price_fields[] = {
  FIELD(struct price_in, product, N_("Product"), .required = true),
  FIELD(struct price_in, amount, N_("Price"), .required = true,
        .hint = N_("For one piece and one period, before tax; by usage for as many as the product says")),
  FIELD(struct price_in, from_units, N_("From how many pieces"), .max = 1000000,
        .hint =
            N_("1 is the price for any number. A price from 10 on holds for all pieces of an order of 10 or more.")),
  FIELD(struct price_in, from, N_("From"), .required = true,
        .hint = N_("Past prices are never changed. The price that holds until then ends the day before.")),
  FIELD(struct price_in, until, N_("Last day"), .hint = N_("Empty: until another price is set")),
};
/* In a list the product is chosen; on a product's page it is known. */
const struct form_def price_list_price_form = FORM(struct price_in, price_fields);
const struct form_def price_form = { price_fields + 1, COUNT(price_fields) - 1, sizeof(struct price_in) };

struct target { /* what the path names */
  struct product product;
  struct price_list list;
  const char *path, *name;
};

static bool list_route(const struct req *rq)
{
  return str_starts(rq->route->path, "/admin/prices/");
}

static result target_find(struct req *rq, struct target *out)
{
  struct public_id id;
  *out = (struct target){ 0 };
  TRY(req_public_id(rq, 0, &id));
  if (list_route(rq)) {
    TRY(price_list_find(rq->w, id, &out->list));
    out->path = price_list_path(rq, &out->list);
    out->name = out->list.in.name;
    return OK;
  }
  TRY(db_in_transaction(rq->w) ? product_lock(rq->w, id, &out->product) : product_find(rq->w, id, &out->product));
  out->path = product_path(rq, &out->product);
  out->name = priced_name(rq, out->product.in.name, out->product.in.metric, out->product.in.per_units);
  return OK;
}

/* The vendor's own currency is the likeliest; before there is a company, that of the price typed last. */
static result currency_preset(struct req *rq)
{
  char currency[4] = "";
  ROWS rows = { 0 };
  TRY(db_query(rq->w, &rows,
               "(SELECT 1 AS place, base_currency, 0 AS id FROM legal_entity ORDER BY legal_entity.id LIMIT 1)"
               " UNION ALL (SELECT 2, currency, id FROM product_price ORDER BY product_price.id DESC LIMIT 1)"
               " UNION ALL (SELECT 3, currency, id FROM price_list_item ORDER BY price_list_item.id DESC LIMIT 1)"
               " ORDER BY place LIMIT 1"));
  int place;
  int64_t id;
  if (!rows_next(&rows, F(place), F(currency), F(id)))
    return OK;
  for (int i = 0; i < rq->form.def->n_fields; i++)
    if (rq->form.def->fields[i].kind == FIELD_MONEY)
      rq->form.typed_currency[i] = arena_dup(rq->arena, currency);
  return OK;
}

result price_edit(struct req *rq)
{
  struct target at;
  struct option *products;
  TRY(target_find(rq, &at));
  bool in_list = list_route(rq);
  if (!rq->form.def) {
    req_form(rq, in_list ? &price_list_price_form : &price_form);
    struct price_in *in = rq->form.data;
    in->from_units = 1;
    in->from = utc_date(rq->w->now, rq->w->zone);
    form_show(&rq->form);
    if (in_list)
      rq->form.typed[0] = "";
    TRY(currency_preset(rq));
  }
  if (in_list) {
    TRY(product_choices(rq, &products));
    choices_put(rq, "product", products);
  }
  crumb(rq, in_list ? t("Price lists") : t("Products"), in_list ? "/admin/prices" : "/admin/products");
  crumb(rq, at.name, at.path);
  crumb(rq, t("Set a price"), NULL);
  const struct form_words words = { arena_printf(rq->arena, in_list ? t("Set a price in %s") : t("Set a price of %s"),
                                                 at.name),
                                    arena_printf(rq->arena, "%s/prices/new", at.path), t("Set the price"), at.path };
  return form_page(rq, &words);
}

/* The product is locked before anything is read: a price that somebody else sets meanwhile counts. */
result price_save(struct req *rq)
{
  const struct price_in *in = rq->form.data;
  const char *problem = NULL;
  struct product listed;
  struct target at;
  bool in_list = list_route(rq);
  result found = in_list ? product_lock(rq->w, in->product, &listed) : OK;
  if (found == NOT_FOUND)
    return form_refuse(&rq->form, "product", "%s", t("Choose one of the entries in the list."));
  TRY(found);
  TRY(target_find(rq, &at));
  if (in_list)
    at.product = listed;
  const struct price_place place = { at.list.id, at.product.id, in->from_units };
  result r = price_set(rq->w, &place, in->amount, in->from, in->until, &problem);
  if (r == INVALID && problem)
    return form_refuse(&rq->form, "from", "%s", problem);
  TRY(r);
  flash(rq, t("%1$s costs %2$s from %3$s on."),
        priced_name(rq, at.product.in.name, at.product.in.metric, at.product.in.per_units),
        money_text(rq->arena, in->amount, i18n_current()), date_text(rq->arena, in->from, i18n_current()));
  return redirect(rq, "%s", at.path);
}
