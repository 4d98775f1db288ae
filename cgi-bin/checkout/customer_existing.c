/* An order for one of the organisation's customers: found by a search, chosen from its matches. */
#include "cgi-bin/checkout/checkout.h"

enum { MATCHES_MAX = 50 };

static const struct field existing_fields[] = {
  FIELD(struct existing_in, customer, N_("Customer"), .required = true, .look = LOOK_SELECT),
  FIELD(struct existing_in, q, "", .max = LIMIT_SEARCH_CHARS, .look = LOOK_HIDDEN),
  DETAILS_FIELDS(struct existing_in),
};
const struct form_def existing_form = FORM(struct existing_in, existing_fields);

static const char *match_text(struct arena *a, const char *name, const char *email)
{
  const char *clipped = utf8_clip(a, name, 60);
  return str_empty(email) ? clipped : arena_printf(a, "%s (%s)", clipped, email);
}

/* The one that is chosen already stands first, whatever was searched for. */
static result chosen_add(struct req *rq, struct public_id chosen, struct option *options, int *n)
{
  const char *name, *email;
  ROWS rows = { 0 };
  if (!chosen.bits)
    return OK;
  TRY(db_query(rq->w, &rows, "SELECT name, email FROM customer WHERE public_id = ? AND org_id = ?", A(chosen),
               A(rq->w->org_id)));
  if (rows_one(&rows, F(name), F(email)) == OK)
    options[(*n)++] = (struct option){ public_id_text(rq->arena, chosen), match_text(rq->arena, name, email) };
  return OK;
}

static result matches_show(struct req *rq, struct public_id chosen, const char *search)
{
  struct option *options = arena_array(rq->arena, MATCHES_MAX + 2, sizeof *options);
  struct form_choice *choice = arena_array(rq->arena, 1, sizeof *choice);
  const char *like = list_like(rq), *name, *email;
  struct public_id id;
  int n = 0;
  ROWS rows = { 0 };
  TRY(chosen_add(rq, chosen, options, &n));
  TRY(db_query(
      rq->w, &rows,
      "SELECT public_id, name, email FROM customer WHERE org_id = ? AND (? = '' OR name LIKE ? OR email LIKE ?)"
      " ORDER BY name, id LIMIT 51",
      A(rq->w->org_id), A(search), A(like), A(like)));
  int64_t found = rows_count(&rows);
  for (int i = 0; i < MATCHES_MAX && rows_next(&rows, F(id), F(name), F(email)); i++)
    if (id.bits != chosen.bits)
      options[n++] = (struct option){ public_id_text(rq->arena, id), match_text(rq->arena, name, email) };
  if (*search && found == 1 && !chosen.bits)
    rq->form.typed[0] = options[0].value; /* the only match is the one that was meant */
  *choice = (struct form_choice){ "customer", options };
  rq->form.choices = choice;
  rq->form.n_choices = 1;
  view_put(rq->view, "Search", search);
  view_put(rq->view, "Any", n ? "1" : "");
  if (!found)
    view_put(rq->view, "Found",
             *search         ? t("No customer matches this search.")
             : rq->on_behalf ? arena_printf(rq->arena, t("%s has no customers yet."), rq->on_behalf)
                             : t("You have no customers yet."));
  else if (found > MATCHES_MAX)
    view_put(rq->view, "Found", t("The first 50 are in the list. Search to see others."));
  else if (*search)
    view_put(
        rq->view, "Found",
        arena_printf(rq->arena, tn("%d customer matches.", "%d customers match.", (unsigned long)found), (int)found));
  return OK;
}

/* What the draft says already. */
static result draft_show(struct req *rq, const struct order *o, struct existing_in *in)
{
  in->start = o->start.year ? o->start : order_today(rq->w, o);
  in->po_number = o->po_number;
  in->q = list_search(rq);
  if (!public_id_parse(req_param(rq, "customer"), &in->customer) && o->customer_id) {
    ROWS rows = { 0 };
    TRY(db_query(rq->w, &rows, "SELECT public_id FROM customer WHERE id = ? AND org_id = ?", A(o->customer_id),
                 A(rq->w->org_id)));
    TRY(rows_one(&rows, F(in->customer)));
  }
  return delivery_show(rq, o, &in->delivery);
}

/* Both at once: what the details lack, and what of the basket this customer cannot have. */
static result existing_check(struct req *rq, const struct order *o)
{
  const struct existing_in *in = rq->form.data;
  const char *country = "";
  ROWS rows = { 0 };
  TRY(db_query(
      rq->w, &rows,
      "SELECT p.country FROM customer c JOIN party p ON p.id = c.party_id WHERE c.public_id = ? AND c.org_id = ?",
      A(in->customer), A(rq->w->org_id)));
  (void)rows_next(&rows, F(country)); /* none: said where it is stored */
  rows_close(&rows);
  result detailed = details_check(rq, o, in->start, &in->delivery), sold = country_check(rq, o, "customer", country);
  return sold != OK ? sold : detailed;
}

result customer_existing_before(struct req *rq, void *old)
{
  struct order o;
  bool gone;
  TRY(draft_for_step(rq, &o, &gone));
  return gone ? OK : draft_show(rq, &o, old);
}

result customer_existing(struct req *rq)
{
  struct order o;
  bool gone, again = rq->form.def != NULL;
  TRY(draft_for_step(rq, &o, &gone));
  if (gone)
    return OK;
  bool typed = o.billing_party_id && !o.customer_id && !*req_param(rq, "q") && !*req_param(rq, "customer");
  if (!again && typed && !*req_param(rq, "choose"))
    return redirect(rq, "%s", own_path(rq, "/checkout", "/details/new"));
  if (!again)
    req_form(rq, &existing_form);
  struct existing_in *in = rq->form.data;
  if (!again) {
    TRY(draft_show(rq, &o, in));
    form_show(&rq->form);
  } else if (rq->refused == INVALID) {
    if (existing_check(rq, &o) == FAILED)
      return FAILED;
  }
  TRY(matches_show(rq, in->customer, list_search(rq)));
  details_show(rq);
  return page(rq, "checkout/customer_existing", t("Who is it for?"));
}

result customer_existing_save(struct req *rq)
{
  const struct existing_in *in = rq->form.data;
  struct order o;
  bool gone;
  TRY(draft_for_step(rq, &o, &gone));
  if (gone)
    return OK;
  TRY(existing_check(rq, &o));
  struct order_details details = { .customer = in->customer,
                                   .delivery = delivery_party(&in->delivery),
                                   .deliver_elsewhere = in->delivery.deliver_elsewhere,
                                   .po_number = in->po_number,
                                   .start = in->start };
  TRY(order_set_details(rq->w, &o, &details));
  return redirect(rq, "%s", own_path(rq, "/checkout", "/review"));
}
