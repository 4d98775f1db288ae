/* What the partner's customer pays for each part of the basket, within the vendor's bounds (decision 55). The fields are those of the
 * basket, so the form is made at run time. */
#include "cgi-bin/checkout/checkout.h"
#include "lib/app/parts.h"

#include <string.h>

struct sell_form {
  struct form_def def;
  const struct offer_item **items; /* of each money field */
  const struct offer **offers;
};

static const char *item_label(struct req *rq, const struct offer_item *item)
{
  if (item->usage)
    return arena_printf(rq->arena, t("%1$s, per %2$s"), item->name,
                        offer_metric_text(rq->arena, item->metric, item->per_units));
  return arena_printf(rq->arena, t("One %1$s, %2$s"), item->name, offer_period_text(rq->arena, item->period_months));
}

static const char *item_hint(struct req *rq, const struct offer_item *item)
{
  struct arena *a = rq->arena;
  const char *buy = money_show(rq, item->buy), *floor = money_show(rq, item->floor), *list = money_show(rq, item->list);
  const char *who = rq->on_behalf, *ceiling = *item->ceiling.currency ? money_show(rq, item->ceiling) : NULL;
  if (who && !ceiling)
    return arena_printf(a, t("%1$s pays %2$s. The customer pays %3$s or more; empty for our list price, %4$s."), who,
                        buy, floor, list);
  if (who)
    return arena_printf(a, t("%1$s pays %2$s. The customer pays from %3$s to %4$s; empty for our list price, %5$s."),
                        who, buy, floor, ceiling, list);
  if (!ceiling)
    return arena_printf(a, t("You pay %1$s. Your customer pays %2$s or more; empty for our list price, %3$s."), buy,
                        floor, list);
  return arena_printf(a, t("You pay %1$s. Your customer pays from %2$s to %3$s; empty for our list price, %4$s."), buy,
                      floor, ceiling, list);
}

/* A money field for each item that has a price, then the tick. The struct is a row of amounts and the tick's bool. */
static void form_build(struct req *rq, const struct offers *offers, struct sell_form *out)
{
  size_t n = 0;
  for (int i = 0; i < offers->n; i++)
    n += (size_t)offers->offers[i].n_items;
  struct field *fields = arena_array(rq->arena, n + 1, sizeof *fields);
  out->items = arena_array(rq->arena, n + 1, sizeof *out->items);
  out->offers = arena_array(rq->arena, n + 1, sizeof *out->offers);
  size_t at = 0;
  for (int i = 0; i < offers->n; i++)
    for (int k = 0; k < offers->offers[i].n_items; k++) {
      const struct offer *o = &offers->offers[i];
      const struct offer_item *item = &o->items[k];
      if (!item->priced)
        continue;
      out->items[at] = item;
      out->offers[at] = o;
      fields[at] =
          (struct field){ .name = arena_printf(rq->arena, "sell_%s_%d", public_id_text(rq->arena, o->public_id), k),
                          .label = item_label(rq, item),
                          .hint = item_hint(rq, item),
                          .kind = FIELD_MONEY,
                          .offset = at * sizeof(struct money),
                          .size = sizeof(struct money),
                          .currency = arena_dup(rq->arena, item->buy.currency),
                          .group = k ? NULL : o->name };
      at++;
    }
  fields[at] = (struct field){ .name = "keep",
                               .label = N_("Remember these prices for this customer"),
                               .hint = N_("The next order for the same customer begins with them."),
                               .kind = FIELD_CHECK,
                               .offset = at * sizeof(struct money),
                               .size = sizeof(bool) };
  out->def = (struct form_def){ fields, (int)at + 1, at * sizeof(struct money) + sizeof(struct money) };
}

static void preset(struct req *rq, const struct sell_form *f, const struct order *o)
{
  struct money *amounts = rq->form.data;
  int n = f->def.n_fields - 1;
  for (int i = 0; i < n; i++)
    if (!str_eq(f->items[i]->sell_source, "list"))
      amounts[i] = f->items[i]->sell;
  *(bool *)(amounts + n) = o->keep_prices;
  form_show(&rq->form);
  for (int i = 0; i < n; i++)
    if (str_eq(f->items[i]->sell_source, "list"))
      rq->form.typed[i] = "";
}

static result basket_offers(struct req *rq, struct order *o, struct offers *offers, bool *gone)
{
  TRY(draft_for_step(rq, o, gone));
  return *gone ? OK : offers_of_order(rq->w, o->id, o->currency, order_today(rq->w, o), offers);
}

result sell_prices(struct req *rq)
{
  struct order o;
  struct offers offers;
  struct sell_form *f = arena_array(rq->arena, 1, sizeof *f);
  bool gone;
  TRY(basket_offers(rq, &o, &offers, &gone));
  if (gone)
    return OK;
  if (!rq->form.def) {
    form_build(rq, &offers, f);
    req_form(rq, &f->def);
    preset(rq, f, &o);
  }
  crumb(rq, t("Basket"), own_path(rq, "/checkout", ""));
  const char *title = rq->on_behalf ? t("What the customer pays") : t("What your customer pays");
  crumb(rq, title, NULL);
  steps_show(rq, 0);
  view_put(rq->view, "Resold", str_eq(o.invoice_owner, "partner") ? "1" : "");
  view_form(rq->view, "Form", &rq->form);
  return page(rq, "checkout/sell_prices", title);
}

static const char *param(void *at, const char *name)
{
  return param_text(at, name);
}

result sell_prices_save(struct req *rq)
{
  struct order o;
  struct offers offers;
  struct sell_form *f = arena_array(rq->arena, 1, sizeof *f);
  bool gone;
  TRY(basket_offers(rq, &o, &offers, &gone));
  if (gone)
    return OK;
  form_build(rq, &offers, f);
  req_form(rq, &f->def);
  TRY(form_fill(&rq->form, param, rq->in));
  const struct money *amounts = rq->form.data;
  int n = f->def.n_fields - 1, typed = 0;
  struct order_sell *prices = arena_array(rq->arena, (size_t)n + 1, sizeof *prices);
  result r = OK;
  for (int i = 0; i < n; i++) {
    if (str_empty(rq->form.typed[i]))
      continue;
    const char *problem = offer_sell_problem(rq->arena, f->items[i], amounts[i]);
    if (problem)
      r = form_refuse(&rq->form, f->def.fields[i].name, "%s", problem);
    prices[typed++] = (struct order_sell){ f->offers[i]->line_id, f->items[i]->product_id, amounts[i].minor };
  }
  TRY(r);
  TRY(order_set_sell(rq->w, &o, prices, typed, *(const bool *)(amounts + n)));
  flash(rq, "%s",
        rq->on_behalf ? t("The prices for the customer were kept.") : t("The prices for your customer were kept."));
  return redirect(rq, "%s", own_path(rq, "/checkout", ""));
}
