/* Making and changing one of our companies. */
#include "cgi-bin/admin/company.h"

static result company_of_path(struct req *rq, struct company *out)
{
  struct public_id id;
  *out = (struct company){ 0 };
  if (!rq->captured[0])
    return OK;
  TRY(req_public_id(rq, 0, &id));
  return company_find(rq->w, id, out);
}

static const char *company_path(struct req *rq, const struct company *c)
{
  return arena_printf(rq->arena, "/admin/companies/%s", id_text(rq, c->public_id));
}

result company_edit(struct req *rq)
{
  struct company c;
  TRY(company_of_path(rq, &c));
  if (!rq->form.def) {
    req_form(rq, &company_form);
    struct company_in *in = rq->form.data;
    *in = c.id ? c.in : (struct company_in){ .party.language = "en", .zone = rq->w->zone };
    form_show(&rq->form);
  }
  if (c.numbered)
    form_fix(&rq->form, "invoice_prefix", c.in.invoice_prefix);
  form_need(&rq->form, "invoice_prefix");
  crumb(rq, t("Our companies"), "/admin/companies");
  if (c.id)
    crumb(rq, c.in.party.legal_name, company_path(rq, &c));
  crumb(rq, c.id ? t("Change") : t("New"), NULL);
  struct form_words words = { t("Add one of our companies"), "/admin/companies/new", t("Add it"), "/admin/companies" };
  if (c.id)
    words = (struct form_words){ arena_printf(rq->arena, t("Change %s"), c.in.party.legal_name),
                                 arena_printf(rq->arena, "%s/edit", company_path(rq, &c)), t("Save"),
                                 company_path(rq, &c) };
  return form_page(rq, &words);
}

result company_edit_save(struct req *rq)
{
  struct company_in *in = rq->form.data;
  struct company c;
  TRY(company_of_path(rq, &c));
  if (c.id)
    TRY(form_merged(rq, &c.in));
  TRY(company_check(rq->w, &rq->form, &c));
  bool is_new = !c.id;
  const char *fields = fields_changed(rq->arena, &company_form, &c.in, in);
  if (!is_new && !*fields) {
    flash(rq, "%s", t("Nothing was changed."));
    return redirect(rq, "%s", company_path(rq, &c));
  }
  result r = company_save(rq->w, in, fields, &c);
  if (r == CONFLICT) /* somebody took it in this moment */
    return form_refuse(&rq->form, "invoice_prefix", "%s",
                       t("Another of our companies has it: two invoices would have one number."));
  TRY(r);
  flash(rq, is_new ? t("%s was added.") : t("%s was changed. Invoices that were issued stay as they are."),
        in->party.legal_name);
  return redirect(rq, "%s", company_path(rq, &c));
}
