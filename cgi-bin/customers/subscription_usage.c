/* What was used of a subscription that is paid by use; staff add to it. */
#include "cgi-bin/customers/subscription_change.h"
#include "lib/app/parts.h"
#include "lib/model/usage.h"

struct usage_in {
  const char *product, *key;
  struct date on;
  int64_t quantity;
};
static const struct field usage_fields[] = {
  FIELD(struct usage_in, product, N_("Product"), .required = true, .max = 60),
  FIELD(struct usage_in, on, N_("Day"), .required = true),
  FIELD(struct usage_in, quantity, N_("Quantity"), .required = true, .min = 1, .max = 1000000000),
  FIELD(struct usage_in, key, N_("Key"), .required = true, .max = 100,
        .hint = N_("Your own number of it: the same one again adds nothing.")),
};
const struct form_def usage_form = FORM(struct usage_in, usage_fields);

static const struct option states[] = {
  { "billed", N_("Billed") }, { "open", N_("Not billed yet") }, { "free", N_("Free of charge") }, { NULL, NULL }
};
static const struct option sources[] = {
  { "ui", N_("By hand") }, { "import", N_("From a file") }, { "api", N_("By the API") }, { NULL, NULL }
};
static const struct column columns[] = {
  { "used_on", N_("Day"), COLUMN_DATE, .main = true },
  { "product", N_("Product"), COLUMN_TEXT },
  { "quantity", N_("Quantity"), COLUMN_NUMBER },
  { "metric", N_("Counted in"), COLUMN_TEXT },
  { "state", N_("State"), COLUMN_STATE, .words = states },
  { "period_to", N_("Counts until"), COLUMN_DATE },
  { "source", N_("How it came"), COLUMN_TEXT, .words = sources },
  { "once_key", N_("Key"), COLUMN_TEXT },
};
LIST_DOWN(
    by_day,
    "u.used_on, p.name AS product, u.quantity, p.metric, IF(u.free, 'free', IF(u.entry_id IS NULL, 'open', 'billed')) AS state,"
    " u.period_to, u.source, u.once_key",
    "usage_record r WHERE r.subscription_id = ? AND (? = '' OR r.once_key LIKE ?)", "r.used_on",
    "JOIN usage_record u ON u.id = l.id JOIN subscription_item i ON i.id = u.item_id JOIN product p ON p.id = i.product_id");
static const struct list_order orders[] = { ORDER("day", by_day) };
static const struct table uses = TABLE(columns, orders);

static result product_choices(struct req *rq, const struct sub *s, struct option **out)
{
  struct option *options = arena_array(rq->arena, (size_t)s->n_items + 1, sizeof *options);
  const char *code, *name;
  ROWS rows = { 0 };
  TRY(db_query(
      rq->w, &rows,
      "SELECT p.code, CONCAT(p.name, ', ', p.metric) FROM subscription_item i JOIN product p ON p.id = i.product_id"
      " WHERE i.subscription_id = ? AND i.live = 1 AND i.charge = 'usage' ORDER BY i.id LIMIT 100",
      A(s->id)));
  for (int n = 0; n < s->n_items && rows_next(&rows, F(code), F(name)); n++)
    options[n] = (struct option){ code, name };
  *out = options;
  return OK;
}

static const char *own_subscription(struct req *rq, struct public_id id)
{
  return arena_printf(rq->arena, "%s/%s", subscriptions_path(rq), id_text(rq, id));
}

static result usage_open(struct req *rq, struct public_id *id, struct sub *s)
{
  TRY(req_public_id(rq, 0, id));
  TRY(subscription_scope(rq, *id));
  TRY(sub_find(rq->w, *id, s));
  crumb(rq, t("Subscriptions"), subscriptions_path(rq));
  crumb(rq, s->offer, own_subscription(rq, *id));
  return OK;
}

/* What it comes to, as it would be billed now. */
static result sums_show(struct req *rq, const struct sub *s)
{
  struct usage_sum *sums;
  struct arena *a = rq->arena;
  const char *language = i18n_current();
  int n;
  TRY(usage_sums(rq->w, s, &sums, &n));
  for (int i = 0; i < n; i++) {
    const struct usage_sum *u = &sums[i];
    view_item(rq->view, "Sums", i, "Product", u->name);
    view_item(rq->view, "Sums", i, "Period",
              arena_printf(a, t("%s to %s"), date_text(a, u->from, language), date_text(a, u->to, language)));
    view_item(rq->view, "Sums", i, "Used", arena_printf(a, "%s %s", number_text(a, u->units, language), u->metric));
    view_item(rq->view, "Sums", i, "Price",
              arena_printf(a, t("%1$s per %2$s"), money_text(a, u->price, language),
                           offer_metric_text(a, u->metric, u->per_units)));
    view_item(rq->view, "Sums", i, "Amount", money_text(a, u->amount, language));
  }
  return OK;
}

result subscription_usage(struct req *rq)
{
  struct public_id id;
  struct sub s;
  struct option *products;
  const char *like = list_like(rq), *search = list_search(rq);
  TRY(usage_open(rq, &id, &s));
  TRY(product_choices(rq, &s, &products));
  crumb(rq, t("Usage"), NULL);
  TRY(sums_show(rq, &s));
  if (is_staff(rq) && (rq->who.rights & ORDER_WRITE) && products[0].value)
    view_putf(rq->view, "Add", "%s/usage/new", own_subscription(rq, id));
  view_put(rq->view, "Uses.Empty", *search ? t("Nothing matches this search.") : t("Nothing was used yet."));
  return list_page(rq, "Uses", &uses, "customers/subscription_usage", t("Usage"), A(s.id), A(search), A(like));
}

result subscription_usage_new(struct req *rq)
{
  struct public_id id;
  struct sub s;
  struct option *products;
  TRY(usage_open(rq, &id, &s));
  TRY(product_choices(rq, &s, &products));
  if (!rq->form.def) {
    req_form(rq, &usage_form);
    ((struct usage_in *)rq->form.data)->on = s.today;
    form_show(&rq->form);
  }
  choices_put(rq, "product", products);
  const char *list = arena_printf(rq->arena, "%s/usage", own_subscription(rq, id));
  crumb(rq, t("Usage"), list);
  crumb(rq, t("Add a use"), NULL);
  const struct form_words words = { t("Add a use"), arena_printf(rq->arena, "%s/new", list), t("Add it"), list };
  return form_page(rq, &words);
}

result subscription_usage_save(struct req *rq)
{
  const struct usage_in *in = rq->form.data;
  const char *problem;
  bool fresh;
  struct usage u = { .product = in->product, .on = in->on, .quantity = in->quantity, .key = in->key, .source = "ui" };
  TRY(req_public_id(rq, 0, &u.subscription));
  TRY(subscription_scope(rq, u.subscription));
  result r = usage_add(rq->w, &u, &fresh, &problem);
  if (r == INVALID || r == CONFLICT)
    return form_refuse(&rq->form, r == CONFLICT ? "key" : "quantity", "%s", problem);
  TRY(r);
  flash(rq, "%s", fresh ? t("It was added.") : t("It was there already. Nothing was added."));
  return redirect(rq, "%s/%s/usage", subscriptions_path(rq), id_text(rq, u.subscription));
}
