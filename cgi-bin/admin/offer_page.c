/* One offer: the newest version's facts and products, all versions, what can be done next. */
#include "cgi-bin/admin/offer.h"
#include "lib/model/offer_publish.h"
#include "lib/model/payment_type.h"

enum { ROWS_SHOWN = 50, ITEMS_SHOWN = 200 };

static const struct option version_states[] = {
  { "published", N_("Sells") }, { "draft", N_("Draft") }, { "retired", N_("Retired") }, { NULL, NULL }
};
static const struct column item_columns[] = {
  { "name", N_("Product"), COLUMN_LINK, .href = "/admin/products/", .id = "public_id", .main = true },
  { "code", N_("Code"), COLUMN_TEXT },
  { "quantity", N_("Pieces in one offer"), COLUMN_NUMBER },
  { "charge", N_("Charged"), COLUMN_TEXT, .words = charge_words },
  { "period_months", N_("Months a price pays for"), COLUMN_NUMBER },
};
static const struct table items = { item_columns, COUNT(item_columns), NULL, 0 };

static const struct column version_columns[] = {
  { "number", N_("Version"), COLUMN_TEXT, .main = true },
  { "name", N_("Name"), COLUMN_TEXT },
  { "status", N_("State"), COLUMN_STATE, .words = version_states },
  { "published_at", N_("Published"), COLUMN_TIME },
  { "orders", N_("Order lines"), COLUMN_NUMBER },
};
LIST_DOWN(versions_by_number,
          "v.number, v.name, v.status, v.published_at, (SELECT COUNT(*) FROM order_line ol JOIN customer_order o ON "
          "o.id = ol.order_id"
          " WHERE ol.version_id = v.id AND o.placed_at IS NOT NULL) AS orders",
          "offer_version r WHERE r.offer_id = ?", "r.number", "JOIN offer_version v ON v.id = l.id");
static const struct list_order version_orders[] = { ORDER("number", versions_by_number) };
static const struct table versions = TABLE(version_columns, version_orders);

static result offer_items_show(struct req *rq, int64_t version_id)
{
  ROWS rows = { 0 };
  TRY(db_query(rq->w, &rows,
               "SELECT p.name, p.public_id, p.code, i.quantity, p.charge, NULLIF(p.period_months, 0) AS period_months "
               "FROM offer_item i"
               " JOIN product p ON p.id = i.product_id WHERE i.version_id = ? ORDER BY i.position LIMIT 200",
               A(version_id)));
  view_table(rq->view, "Items", &items, &rows, ITEMS_SHOWN);
  view_put(rq->view, "Items.Empty", t("The offer holds no product yet."));
  return OK;
}

static const char *quantity_text(struct req *rq, const struct offer_in *in)
{
  const char *most = in->quantity_max ? arena_printf(rq->arena, t("%1$d to %2$d"), in->quantity_min, in->quantity_max)
                                      : arena_printf(rq->arena, t("%d or more"), in->quantity_min);
  return in->quantity_step > 1 ? arena_printf(rq->arena, t("%1$s, in steps of %2$d"), most, in->quantity_step) : most;
}

static const char *term_text(struct req *rq, const struct offer_in *in)
{
  if (!in->term_months)
    return t("Runs until cancelled");
  const char *months =
      arena_printf(rq->arena, tn("%d month", "%d months", (unsigned long)in->term_months), in->term_months);
  return arena_printf(rq->arena, in->auto_renew ? t("%s, then renews") : t("%s, then ends"), months);
}

/* "a,b" as it reads. */
static const char *comma_apart(struct req *rq, const char *list)
{
  struct buf b = BUF(rq->arena);
  for (; *list; list++) {
    buf_putc(&b, *list);
    if (*list == ',')
      buf_putc(&b, ' ');
  }
  return buf_text(&b);
}

static const char *channel_words(struct req *rq, const char *channels)
{
  struct picks p;
  picks_split(rq, channels, &p);
  bool partner = picks_have(&p, "Partner"), online = picks_have(&p, "Online");
  return partner && online ? t("Partner, Online")
         : partner         ? t("Partner")
         : online          ? t("Online")
                           : t("None: the public shop only");
}

/* The bounds of what partners may ask, in words. */
static const char *sell_text(struct req *rq, const struct offer_in *in)
{
  const char *least = in->sell_floor_bp ? arena_printf(rq->arena, t("at least %s of the list price"),
                                                       rate_text(rq->arena, in->sell_floor_bp, i18n_current()))
                                        : t("not below what the partner pays");
  if (!in->sell_ceiling_bp)
    return least;
  return arena_printf(rq->arena, t("%1$s, at most %2$s of it"), least,
                      rate_text(rq->arena, in->sell_ceiling_bp, i18n_current()));
}

static result facts_show(struct req *rq, const struct offer_row *o)
{
  const struct offer_in *in = &o->in;
  const char *partners;
  struct facts f = { rq, "Facts", 0 };
  TRY(offer_partner_names(rq->w, o->version_id, &partners));
  fact(&f, t("Code"), in->code);
  fact(&f, t("Version shown"), arena_printf(rq->arena, "%d", o->number));
  fact_note(&f, option_word(version_states, o->status));
  fact(&f, t("Summary"), in->summary);
  fact(&f, t("Term"), term_text(rq, in));
  fact(&f, t("Trial"),
       in->trial_days ? arena_printf(rq->arena, tn("%d day", "%d days", (unsigned long)in->trial_days), in->trial_days)
                      : "");
  fact(&f, t("Quantity"), quantity_text(rq, in));
  fact(&f, t("Price for the end customer"), sell_text(rq, in));
  fact(&f, t("Add-on to"), o->addon_name);
  fact(&f, t("Sales channels"), channel_words(rq, o->channels));
  fact(&f, t("Partners"), in->all_partners ? t("All partners") : *partners ? partners : t("Nobody"));
  fact(&f, t("Labels"), comma_apart(rq, in->labels));
  fact(&f, t("Countries"), str_empty(in->countries) ? t("Every country") : countries_text(rq->arena, in->countries));
  fact(&f, t("How it may be paid"),
       str_empty(o->payment_types) ? t("In every way") : payment_types_text(rq->arena, o->payment_types));
  fact(&f, t("Checkout page"), in->checkout_tag);
  fact(&f, t("Terms"), in->terms);
  return OK;
}

result offer_page(struct req *rq)
{
  struct offer_row o;
  const char *problem = NULL;
  TRY(offer_of_path(rq, &o));
  bool draft = str_eq(o.status, "draft");
  if (draft)
    TRY(offer_version_problem(rq->w, o.version_id, &problem));
  offer_crumbs(rq, &o, NULL);
  may_show(rq);
  TRY(facts_show(rq, &o));
  view_put(rq->view, "Offer.Path", offer_path(rq, &o));
  view_put(rq->view, "Offer.Status", offer_state(&o));
  view_put(rq->view, "Offer.StatusWord", option_word(version_states, offer_state(&o)));
  view_put_bool(rq->view, "Offer.Draft", draft);
  view_put_bool(rq->view, "Offer.Sells", o.published_id != 0);
  if (draft)
    view_put(rq->view, "Offer.Problem", problem);
  if (draft && o.published_id)
    view_put(rq->view, "Offer.Waits",
             arena_printf(rq->arena,
                          t("Version %1$d sells. What you see below is the draft of version %2$d, which nobody else "
                            "sees before it is published."),
                          o.published_number, o.number));
  TRY(offer_items_show(rq, o.version_id));
  TRY(list_part(rq, "Versions", &versions, ROWS_SHOWN, NULL, A(o.id)));
  TRY(history_show(rq, "offer", o.id));
  return page(rq, "admin/offer_page", o.in.name);
}
