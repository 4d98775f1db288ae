/* The order terms: versions that are added and never changed; the newest one holds for every order placed from then on. */
#include "cgi-bin/admin/promo.h"
#include "lib/model/order.h"
#include "lib/model/trail.h"

struct terms_in {
  const char *body;
};
static const struct field terms_fields[] = {
  FIELD(struct terms_in, body, N_("Terms"), .required = true, .max = 20000, .look = LOOK_AREA,
        .hint = N_("Whoever places an order accepts them with a tick; the order keeps the version and the time.")),
};
const struct form_def terms_form = FORM(struct terms_in, terms_fields);

static const struct column columns[] = {
  { "number", N_("Version"), COLUMN_TEXT, .main = true },
  { "published_at", N_("Published"), COLUMN_TIME },
  { "person", N_("By"), COLUMN_TEXT },
  { "orders", N_("Orders that accepted it"), COLUMN_NUMBER },
  { "body", N_("Text"), COLUMN_TEXT },
};
LIST_DOWN(
    by_number,
    "o.number, o.published_at, p.name AS person, (SELECT COUNT(*) FROM customer_order c WHERE c.terms_id = o.id AND "
    "c.placed_at IS NOT NULL) AS orders, LEFT(o.body, 200) AS body",
    "order_terms r WHERE (? = '' OR r.body LIKE ?)", "r.number",
    "JOIN order_terms o ON o.id = l.id LEFT JOIN person p ON p.id = o.person_id");
static const struct list_order orders[] = { ORDER("number", by_number) };
static const struct table versions = TABLE(columns, orders);

result terms_list(struct req *rq)
{
  struct order_terms now;
  const char *like = list_like(rq), *search = list_search(rq);
  crumb(rq, t("Order terms"), NULL);
  may_show(rq);
  result r = order_terms_now(rq->w, &now);
  if (r != OK && r != NOT_FOUND)
    return r;
  view_put(rq->view, "Terms.Body", r == OK ? now.body : "");
  view_put(rq->view, "Versions.Empty",
           *search ? t("No version matches this search.")
                   : t("There are no order terms: orders are placed without accepting any."));
  return list_page(rq, "Versions", &versions, "admin/terms_list", t("Order terms"), A(search), A(like));
}

result terms_edit(struct req *rq)
{
  struct order_terms now;
  if (!rq->form.def) {
    req_form(rq, &terms_form);
    result r = order_terms_now(rq->w, &now);
    if (r != OK && r != NOT_FOUND)
      return r;
    ((struct terms_in *)rq->form.data)->body = r == OK ? now.body : NULL;
    form_show(&rq->form);
  }
  crumb(rq, t("Order terms"), "/admin/terms");
  crumb(rq, t("Next version"), NULL);
  const struct form_words words = { t("Publish order terms"), "/admin/terms/new", t("Publish this version"),
                                    "/admin/terms" };
  return form_page(rq, &words);
}

result terms_save(struct req *rq)
{
  const struct terms_in *in = rq->form.data;
  int number;
  {
    ROWS rows = { 0 };
    TRY(db_query(rq->w, &rows, "SELECT COALESCE(MAX(number), 0) + 1 FROM order_terms FOR UPDATE"));
    TRY(rows_one(&rows, F(number)));
  }
  result r = db_exec(
      rq->w, "INSERT INTO order_terms (public_id, number, body, published_at, person_id) VALUES (?, ?, ?, ?, ?)",
      A(public_id_new()), A(number), A(in->body), A(rq->w->now), A_REF(rq->w->person_id));
  if (r == CONFLICT)
    return RETRY;
  TRY(r);
  TRY(audit_write(rq->w, "terms.published", "order_terms", db_insert_id(rq->w), 0, "body", NULL));
  flash(rq, t("Version %d of the order terms holds from now on."), number);
  return redirect(rq, "/admin/terms");
}
