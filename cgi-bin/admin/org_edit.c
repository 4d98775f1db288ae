/* Making and changing an organisation. */
#include "cgi-bin/admin/org.h"
#include "lib/model/trail.h"

#include <string.h>

static const struct field org_fields[] = {
  FIELD(struct org_in, name, N_("Name"), .required = true, .max = 200, .hint = N_("How partners and we call it"),
        .autocomplete = "off"),
  FIELD(struct org_in, slug, N_("Short name"), .required = true, .max = 60,
        .hint = N_("Small letters, digits and hyphens, for addresses. No other organisation has it.")),
  FIELD(struct org_in, invoice_owner, N_("Who owns the invoices"), .required = true, .look = LOOK_RADIO,
        .options = invoice_owners),
  FIELD(struct org_in, legal_entity, N_("Our company that sells to it"), .required = true),
  FIELD(struct org_in, currency, N_("Currency it orders in"), .required = true, .look = LOOK_CURRENCY),
  FIELD(struct org_in, billing_account, N_("Billing-system account ID"), .required = true, .max = 64),
  FIELD(struct org_in, crm_account, N_("CRM account ID"), .max = 64),
  FIELD(struct org_in, seat_limit, N_("Most people who may sign in"), .max = 100000,
        .hint = N_("0 means as many as it likes.")),
  FIELD_IN(struct org_in, party, legal_name, N_("Legal name"), .required = true, .max = 200,
           .group = N_("On documents")),
  FIELD_IN(struct org_in, party, email, N_("E-mail"), .required = true, .max = 254, .look = LOOK_EMAIL),
  FIELD_IN(struct org_in, party, phone, N_("Phone"), .max = 40, .look = LOOK_PHONE),
  FIELD_IN(struct org_in, party, address1, N_("Address"), .required = true, .max = 200),
  FIELD_IN(struct org_in, party, address2, N_("Address, second line"), .max = 200),
  FIELD_IN(struct org_in, party, postal_code, N_("Postal code"), .max = 20),
  FIELD_IN(struct org_in, party, city, N_("City"), .required = true, .max = 100),
  FIELD_IN(struct org_in, party, region, N_("Region"), .max = 100),
  FIELD_IN(struct org_in, party, country, N_("Country"), .required = true, .look = LOOK_COUNTRY),
  FIELD_IN(struct org_in, party, tax_number, N_("Tax number"), .max = 40),
  FIELD_IN(struct org_in, party, registration_number, N_("Registration number"), .max = 60),
  FIELD_IN(struct org_in, party, language, N_("Language of its documents"), .required = true, .max = 8,
           .look = LOOK_LANGUAGE),
};
const struct form_def org_form = FORM(struct org_in, org_fields);

static result org_of_path(struct req *rq, struct org *out)
{
  struct public_id id;
  *out = (struct org){ 0 };
  if (!rq->captured[0])
    return OK;
  TRY(req_public_id(rq, 0, &id));
  return db_in_transaction(rq->w) ? org_lock(rq->w, id, out) : org_find(rq->w, id, out);
}

result org_edit(struct req *rq)
{
  struct org org;
  struct option *entities;
  TRY(org_of_path(rq, &org));
  if (!rq->form.def) {
    req_form(rq, &org_form);
    struct org_in *in = rq->form.data;
    *in = org.id ? org.in : (struct org_in){ .invoice_owner = "partner", .party.language = "en" };
    form_show(&rq->form);
  }
  TRY(legal_entity_choices(rq, &entities));
  choices_put(rq, "legal_entity", entities);
  crumb(rq, t("Organisations"), "/admin/partners");
  if (org.id)
    crumb(rq, org.in.name, org_path(rq, &org));
  crumb(rq, org.id ? t("Change") : t("New"), NULL);
  struct form_words words = { t("Add an organisation"), "/admin/partners/new", t("Add it"), "/admin/partners" };
  if (org.id)
    words =
        (struct form_words){ arena_printf(rq->arena, t("Change %s"), org.in.name),
                             arena_printf(rq->arena, "%s/edit", org_path(rq, &org)), t("Save"), org_path(rq, &org) };
  return form_page(rq, &words);
}

static bool slug_fine(const char *s)
{
  return s[strspn(s, "abcdefghijklmnopqrstuvwxyz0123456789-")] == '\0' && s[0] != '-' && !str_ends(s, "-");
}

/* The rules that go beyond one field; every one is said at once. */
static result org_check(struct req *rq, struct org_in *in, const struct org *org, int64_t *legal_entity_id)
{
  int64_t other;
  struct form *f = &rq->form;
  if (!slug_fine(in->slug))
    form_refuse(f, "slug", "%s", t("Use small letters, digits and hyphens, with a letter or digit at both ends."));
  struct party *p = &in->party;
  const char *plain = str_empty(p->tax_number) ? "" : tax_number_read(rq->arena, p->country, p->tax_number);
  if (!plain)
    form_refuse(f, "tax_number", "%s", t("This cannot be a tax number of that country."));
  else if (*plain)
    p->tax_number = plain;
  result r = legal_entity_find(rq->w, in->legal_entity, legal_entity_id);
  if (r == NOT_FOUND)
    form_refuse(f, "legal_entity", "%s", t("Choose one of the entries in the list."));
  else if (r != OK)
    return r;
  ROWS rows = { 0 };
  TRY(db_query(rq->w, &rows, "SELECT id FROM org WHERE slug = ? AND id <> ?", A(in->slug), A(org->id)));
  if (rows_next(&rows, F(other)))
    form_refuse(f, "slug", t("Another organisation has the short name “%s”."), in->slug);
  return f->n_errors ? INVALID : OK;
}

result org_save(struct req *rq)
{
  struct org_in *in = rq->form.data;
  struct org org;
  int64_t legal_entity_id = 0;
  TRY(org_of_path(rq, &org));
  if (org.id)
    TRY(form_merged(rq, &org.in));
  TRY(org_check(rq, in, &org, &legal_entity_id));
  const char *fields = fields_changed(rq->arena, &org_form, &org.in, in);
  if (org.id && !*fields) {
    flash(rq, "%s", t("Nothing was changed."));
    return redirect(rq, "%s", org_path(rq, &org));
  }
  bool is_new = !org.id;
  result r = is_new ? org_insert(rq->w, in, legal_entity_id, &org) : org_update(rq->w, &org, in, legal_entity_id);
  if (r == CONFLICT) /* somebody took it in this moment */
    return form_refuse(&rq->form, "slug", t("Another organisation has the short name “%s”."), in->slug);
  TRY(r);
  TRY(audit_write(rq->w, is_new ? "org.added" : "org.changed", "org", org.id, org.id, fields, NULL));
  flash(rq, is_new ? t("%s was added.") : t("%s was changed."), in->name);
  return redirect(rq, "%s", org_path(rq, &org));
}
