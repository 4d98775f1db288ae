/* What the organisation may order, at its own prices: the shelf and nothing else. And the terms that an order accepts. */
#include "cgi-bin/api/api.h"
#include "lib/base/json.h"
#include "lib/model/order.h"

/* ---- an item ---- */
struct item_out {
  const char *product, *name, *price_source, *metric;
  int quantity, period_months, from_units, per_units;
  struct money buy, list, sell, sell_least, sell_most;
};
static const struct field item_fields[] = {
  FIELD(struct item_out, product, "Code of the product", .required = true),
  FIELD(struct item_out, name, "Name of the product", .required = true),
  FIELD(struct item_out, quantity, "How many pieces each unit of the offer has", .required = true),
  FIELD(struct item_out, period_months, "Months that a price is for; 0: once", .required = true),
  FIELD(struct item_out, metric, "What is counted, of what is paid by use after each period; else null"),
  FIELD(struct item_out, per_units, "The prices are for so many pieces, or so many of what is counted",
        .required = true),
  FIELD(struct item_out, buy,
        "What the organisation pays for one piece and period, before tax; null: it has no price now"),
  FIELD(struct item_out, list, "The list price"),
  FIELD(struct item_out, sell, "What the customer pays, unless an order says otherwise"),
  FIELD(struct item_out, sell_least, "The least that may be asked of the customer"),
  FIELD(struct item_out, sell_most, "The most; null: no bound"),
  FIELD(struct item_out, from_units, "The volume price of this many pieces and more", .required = true),
  FIELD(struct item_out, price_source, "Which price list gives the price: personal, tier, base or product"),
};
static const struct form_def item_def = FORM(struct item_out, item_fields);
static const struct shape item_shape = { .name = "OfferItem",
                                         .help = "A product of an offer, and its price",
                                         .fields = &item_def };

/* ---- an offer ---- */
struct offer_out {
  struct public_id id;
  const char *name, *summary, *terms, *countries;
  int term_months, trial_days, quantity_min, quantity_max, quantity_step;
  bool auto_renew, addon;
};
static const struct field offer_fields[] = {
  FIELD(struct offer_out, id, "Of this version of the offer: what an order names", .required = true),
  FIELD(struct offer_out, name, "Name", .required = true),
  FIELD(struct offer_out, summary, "Summary", .required = true),
  FIELD(struct offer_out, terms, "Terms of its own", .required = true),
  FIELD(struct offer_out, countries, "Where it is sold: country codes, comma between; empty: everywhere",
        .required = true),
  FIELD(struct offer_out, term_months, "Months of a term; 0: until cancelled", .required = true),
  FIELD(struct offer_out, auto_renew, "It renews by itself", .required = true),
  FIELD(struct offer_out, trial_days, "Days without payment at the beginning", .required = true),
  FIELD(struct offer_out, quantity_min, "The least quantity", .required = true),
  FIELD(struct offer_out, quantity_max, "The greatest quantity; 0: no bound", .required = true),
  FIELD(struct offer_out, quantity_step, "The quantity goes up in such steps", .required = true),
  FIELD(struct offer_out, addon, "It is sold beside another offer only", .required = true),
};
static const struct form_def offer_def = FORM(struct offer_out, offer_fields);
static const struct shape_part offer_parts[] = { { "items", &item_shape, .many = true, .help = "What it is made of" } };
static const struct shape offer_shape = {
  .name = "Offer", .help = "An offer as this organisation may order it", .fields = &offer_def, PARTS(offer_parts)
};

static void item_put(struct json *j, const struct offer_item *i)
{
  struct item_out out = { .product = i->code,
                          .name = i->name,
                          .price_source = i->source,
                          .quantity = i->quantity,
                          .period_months = i->period_months,
                          .metric = i->usage ? i->metric : NULL,
                          .per_units = i->per_units,
                          .from_units = i->from_units };
  if (i->priced) {
    out.buy = i->buy;
    out.list = i->list;
    out.sell = i->sell;
    out.sell_least = i->floor;
    out.sell_most = i->ceiling;
  }
  json_object(j, NULL);
  api_fields(j, &item_def, &out);
  json_end_object(j);
}

static void offer_put(struct json *j, const struct offer *o)
{
  const struct offer_out out = { .id = o->public_id,
                                 .name = o->name,
                                 .summary = o->summary,
                                 .terms = o->terms,
                                 .countries = o->countries,
                                 .term_months = o->term_months,
                                 .trial_days = o->trial_days,
                                 .quantity_min = o->quantity_min,
                                 .quantity_max = o->quantity_max,
                                 .quantity_step = o->quantity_step,
                                 .auto_renew = o->auto_renew,
                                 .addon = o->addon_of != 0 };
  json_object(j, NULL);
  api_fields(j, &offer_def, &out);
  json_array(j, "items");
  for (int i = 0; i < o->n_items; i++)
    item_put(j, &o->items[i]);
  json_end_array(j);
  json_end_object(j);
}

static const struct parameter offer_parameters[] = { { "label", "Only offers with this label", PARAMETER_TEXT, NULL } };
const struct operation offers_op = { .id = "listOffers",
                                     .group = "Offers",
                                     .out = &offer_shape,
                                     .many = true,
                                     .parameters = offer_parameters,
                                     .n_parameters = 1 };
const struct operation offer_op = { .id = "getOffer", .group = "Offers", .out = &offer_shape };

/* The shelf is in order of name: the cursor is the last offer's place in it. */
result offer_list(struct req *rq)
{
  struct offers_place place = { .name = "", .label = req_param(rq, "label") };
  struct offers found;
  struct buyer buyer;
  struct json j = JSON(&rq->out->body);
  const char *cursor, *parts[2];
  int limit;
  TRY(api_page(rq, &limit, &cursor));
  if (*cursor) {
    if (!table_key(rq->arena, cursor, parts, 2) || !str_int64(parts[1], &place.version_id))
      return problem_add(rq, "?cursor", "%s", t("This is no cursor of this list."));
    place.name = parts[0];
  }
  TRY(buyer_find(rq->w, &buyer));
  TRY(offers_after(rq->w, &place, limit + 1, buyer.currency, buyer.today, &found));
  bool more = found.n > limit;
  json_object(&j, NULL);
  json_array(&j, "items");
  for (int i = 0; i < found.n && i < limit; i++)
    offer_put(&j, &found.offers[i]);
  json_end_array(&j);
  const struct offer *last = more ? &found.offers[limit - 1] : NULL;
  json_text(&j, "next_cursor",
            last ? table_key_text(rq->arena, last->name, arena_printf(rq->arena, "%lld", (long long)last->version_id))
                 : NULL);
  json_end_object(&j);
  return api_answer(rq);
}

result offer_get(struct req *rq)
{
  struct public_id id;
  struct offer offer;
  struct buyer buyer;
  struct json j = JSON(&rq->out->body);
  TRY(req_public_id(rq, 0, &id));
  TRY(buyer_find(rq->w, &buyer));
  TRY(offer_find(rq->w, id, buyer.currency, buyer.today, &offer));
  offer_put(&j, &offer);
  return api_answer(rq);
}

/* ---- the terms of an order ---- */
struct terms_out {
  struct public_id id;
  int number;
  const char *body;
};
static const struct field terms_fields[] = {
  FIELD(struct terms_out, id, "What an order names to accept them", .required = true),
  FIELD(struct terms_out, number, "Their version", .required = true),
  FIELD(struct terms_out, body, "The text", .required = true),
};
static const struct form_def terms_def = FORM(struct terms_out, terms_fields);
static const struct shape terms_shape = { .name = "Terms",
                                          .help = "The terms that every order accepts",
                                          .fields = &terms_def };
const struct operation terms_op = { .id = "getTerms", .group = "Offers", .out = &terms_shape };

result terms_get(struct req *rq)
{
  struct order_terms terms;
  struct json j = JSON(&rq->out->body);
  TRY(order_terms_now(rq->w, &terms));
  const struct terms_out out = { terms.public_id, terms.number, terms.body };
  json_object(&j, NULL);
  api_fields(&j, &terms_def, &out);
  json_end_object(&j);
  return api_answer(rq);
}
