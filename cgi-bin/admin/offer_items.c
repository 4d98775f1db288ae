/* The products of a draft. A change of what is published begins the next draft. */
#include "cgi-bin/admin/offer.h"
#include "lib/model/offer_publish.h"
#include "lib/model/trail.h"

static const struct field item_fields[] = {
  FIELD(struct offer_item_in, product, N_("Product"), .required = true),
  FIELD(struct offer_item_in, quantity, N_("Pieces in one offer"), .required = true, .min = 1, .max = 100000),
};
static const struct field remove_fields[] = {
  FIELD(struct offer_item_in, product, "", .required = true, .look = LOOK_HIDDEN),
};
const struct form_def offer_item_form = FORM(struct offer_item_in, item_fields);
const struct form_def offer_item_remove_form = FORM(struct offer_item_in, remove_fields);

static result held_show(struct req *rq, int64_t version_id)
{
  struct public_id id;
  const char *name, *code;
  int quantity;
  ROWS rows = { 0 };
  TRY(db_query(rq->w, &rows,
               "SELECT p.public_id, p.name, p.code, i.quantity FROM offer_item i JOIN product p ON p.id = i.product_id"
               " WHERE i.version_id = ? ORDER BY i.position LIMIT 200",
               A(version_id)));
  for (int n = 0; rows_next(&rows, F(id), F(name), F(code), F(quantity)); n++) {
    view_item(rq->view, "Held", n, "Id", id_text(rq, id));
    view_item(rq->view, "Held", n, "Name", name);
    view_item(rq->view, "Held", n, "Code", code);
    view_item(rq->view, "Held", n, "Quantity", arena_printf(rq->arena, "%d", quantity));
  }
  return OK;
}

result offer_items(struct req *rq)
{
  struct offer_row o;
  struct option *products;
  TRY(offer_of_path(rq, &o));
  TRY(product_choices(rq, &products));
  if (rq->form.def != &offer_item_form) {
    req_form(rq, &offer_item_form);
    ((struct offer_item_in *)rq->form.data)->quantity = 1;
    form_show(&rq->form);
    rq->form.typed[0] = ""; /* nothing is chosen yet */
    if (rq->refused == INVALID)
      form_refuse(&rq->form, NULL, "%s", t("This product is not in the offer."));
  }
  choices_put(rq, "product", products);
  TRY(held_show(rq, o.version_id));
  offer_crumbs(rq, &o, t("Products"));
  view_put(rq->view, "Offer.Path", offer_path(rq, &o));
  view_put_bool(rq->view, "Offer.Draft", str_eq(o.status, "draft"));
  view_form(rq->view, "Form", &rq->form);
  return page(rq, "admin/offer_items", arena_printf(rq->arena, t("Products of %s"), o.in.name));
}

static result items_done(struct req *rq, const struct offer_row *o, const char *code)
{
  TRY(audit_write(rq->w, "offer.items", "offer", o->id, 0, "items", code));
  return redirect(rq, "%s/items", offer_path(rq, o));
}

/* Changes the number of a product that is there, else puts it last. The offer is locked, so the position is free. */
static result item_put(struct work *w, int64_t version_id, int64_t product_id, int quantity)
{
  int position;
  TRY(db_exec(w, "UPDATE offer_item SET quantity = ? WHERE version_id = ? AND product_id = ?", A(quantity),
              A(version_id), A(product_id)));
  if (db_changed(w))
    return OK;
  {
    ROWS rows = { 0 };
    TRY(db_query(w, &rows, "SELECT COALESCE(MAX(position), 0) + 1 FROM offer_item WHERE version_id = ?",
                 A(version_id)));
    TRY(rows_one(&rows, F(position)));
  }
  return db_exec(w, "INSERT INTO offer_item (version_id, product_id, position, quantity) VALUES (?, ?, ?, ?)",
                 A(version_id), A(product_id), A(position), A(quantity));
}

result offer_items_save(struct req *rq)
{
  const struct offer_item_in *in = rq->form.data;
  struct offer_row o;
  struct product p;
  TRY(offer_of_path(rq, &o));
  result r = product_find(rq->w, in->product, &p);
  if (r == NOT_FOUND)
    return form_refuse(&rq->form, "product", "%s", t("Choose one of the entries in the list."));
  TRY(r);
  TRY(offer_draft_open(rq->w, o.id, &o.version_id));
  TRY(item_put(rq->w, o.version_id, p.id, in->quantity));
  flash(rq, t("%s is in the offer."), p.in.name);
  return items_done(rq, &o, p.in.code);
}

result offer_items_remove(struct req *rq)
{
  const struct offer_item_in *in = rq->form.data;
  struct offer_row o;
  struct product p;
  TRY(offer_of_path(rq, &o));
  TRY(product_find(rq->w, in->product, &p));
  TRY(offer_draft_open(rq->w, o.id, &o.version_id));
  TRY(db_exec(rq->w, "DELETE FROM offer_item WHERE version_id = ? AND product_id = ?", A(o.version_id), A(p.id)));
  flash(rq, t("%s was taken out of the offer."), p.in.name);
  return items_done(rq, &o, p.in.code);
}
