/* A bill group's terms: how it pays, and within how many days. What is issued keeps its own. */
#include "cgi-bin/admin/bill_group.h"
#include "lib/model/payment_type.h"
#include "lib/model/trail.h"

struct bill_group_in {
  const char *payment_type;
  int net_terms;
};
static const struct option net_terms[] = {
  { "0", N_("At once") },
  { "5", N_("5 days") },
  { "7", N_("7 days") },
  { "8", N_("8 days") },
  { "10", N_("10 days") },
  { "14", N_("14 days") },
  { "15", N_("15 days") },
  { "20", N_("20 days") },
  { "21", N_("21 days") },
  { "30", N_("30 days") },
  { "45", N_("45 days") },
  { "60", N_("60 days") },
  { "75", N_("75 days") },
  { "90", N_("90 days") },
  { "100", N_("100 days") },
  { "120", N_("120 days") },
  { "150", N_("150 days") },
  { "180", N_("180 days") },
  { NULL, NULL },
};
static const struct field bill_group_fields[] = {
  FIELD(struct bill_group_in, payment_type, N_("How it pays"), .required = true, .look = LOOK_RADIO,
        .options = payment_types, .hint = N_("Offers that may not be paid so cannot be ordered for it.")),
  FIELD(struct bill_group_in, net_terms, N_("Payment terms"), .always = true, .look = LOOK_SELECT, .options = net_terms,
        .hint = N_("From the issue of an invoice. What is issued keeps its day.")),
};
const struct form_def bill_group_form = FORM(struct bill_group_in, bill_group_fields);

result bill_group_edit(struct req *rq)
{
  struct bill_group g;
  TRY(bill_group_of(rq, &g));
  if (!rq->form.def) {
    req_form(rq, &bill_group_form);
    *(struct bill_group_in *)rq->form.data = (struct bill_group_in){ g.payment_type, g.net_terms };
    form_show(&rq->form);
  }
  bill_group_crumbs(rq, &g, t("Change"));
  const char *path = bill_group_path(rq, &g);
  const struct form_words words = { arena_printf(rq->arena, t("Change %s"), g.name),
                                    arena_printf(rq->arena, "%s/edit", path), t("Save"), path };
  return form_page(rq, &words);
}

result bill_group_save(struct req *rq)
{
  const struct bill_group_in *in = rq->form.data;
  struct bill_group g;
  TRY(bill_group_of(rq, &g));
  const struct bill_group_in was = { g.payment_type, g.net_terms };
  TRY(form_merged(rq, &was));
  const char *fields = fields_changed(rq->arena, &bill_group_form, &was, in);
  if (!*fields) {
    flash(rq, "%s", t("Nothing was changed."));
    return redirect(rq, "%s", bill_group_path(rq, &g));
  }
  TRY(db_exec(rq->w, "UPDATE bill_group SET payment_type = ?, net_terms = ? WHERE id = ?", A(in->payment_type),
              A(in->net_terms), A(g.id)));
  TRY(audit_write(rq->w, "bill_group.changed", "bill_group", g.id, g.org_id, fields, NULL));
  flash(rq, t("%s was changed."), g.name);
  return redirect(rq, "%s", bill_group_path(rq, &g));
}
