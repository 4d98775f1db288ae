/* What an organisation's administrator may change of it (C15): how it is called and reached. Who owns invoices, accounts and whether it is
 * active are the vendor's. */
#include "cgi-bin/people/people.h"

#include "lib/model/party.h"
#include "lib/model/trail.h"

struct organisation_in {
  const char *name;
  struct party party; /* what the fields below are of it; the rest stays as it is */
};
static const struct field organisation_fields[] = {
  FIELD(struct organisation_in, name, N_("Name"), .required = true, .max = 200, .hint = N_("As your colleagues see it"),
        .autocomplete = "organization"),
  FIELD_IN(struct organisation_in, party, phone, N_("Phone"), .max = 40, .look = LOOK_PHONE, .autocomplete = "tel",
           .shown = SHOWN_ORG_PHONE),
  FIELD_IN(struct organisation_in, party, address1, N_("Address"), .required = true, .max = 200,
           .autocomplete = "address-line1"),
  FIELD_IN(struct organisation_in, party, address2, N_("Address, second line"), .max = 200,
           .autocomplete = "address-line2"),
  FIELD_IN(struct organisation_in, party, postal_code, N_("Postal code"), .max = 20, .autocomplete = "postal-code"),
  FIELD_IN(struct organisation_in, party, city, N_("City"), .required = true, .max = 100,
           .autocomplete = "address-level2"),
  FIELD_IN(struct organisation_in, party, region, N_("Region"), .max = 100, .autocomplete = "address-level1",
           .shown = SHOWN_ORG_REGION),
  FIELD_IN(struct organisation_in, party, country, N_("Country"), .required = true, .look = LOOK_COUNTRY),
  FIELD_IN(struct organisation_in, party, language, N_("Language of its documents"), .required = true, .max = 8,
           .look = LOOK_LANGUAGE),
};
const struct form_def organisation_form = FORM(struct organisation_in, organisation_fields);

static result profile_find(struct req *rq, struct organisation_in *out)
{
  int64_t party_id;
  {
    ROWS rows = { 0 };
    TRY(db_query(rq->w, &rows, "SELECT party_id, name FROM org WHERE id = ?", A(rq->w->org_id)));
    TRY(rows_one(&rows, F(party_id), F(out->name)));
  }
  return party_find(rq->w, party_id, &out->party);
}

result organisation_before(struct req *rq, void *old)
{
  return profile_find(rq, old);
}

/* What its own people did, and what concerns them; how the vendor sells to it is the vendor's business. */
static const struct option actions[] = {
  { "org.added", N_("Became a partner") },
  { "org.profile", N_("Profile changed") },
  { "org.registration", N_("Self-registration changed") },
  { "brand.published", N_("Brand published") },
  { "brand.restored", N_("Brand: older version brought back") },
  { "org.suspended", N_("Suspended") },
  { "org.active", N_("Made active") },
  { NULL, NULL },
};

result organisation(struct req *rq)
{
  if (!rq->form.def) {
    req_form(rq, &organisation_form);
    TRY(profile_find(rq, rq->form.data));
    form_show(&rq->form);
  }
  crumb(rq, t("People"), "/people");
  crumb(rq, t("Our organisation"), NULL);
  TRY(history_own(rq, "org", rq->w->org_id, actions));
  const struct form_words words = { t("Our organisation"), "/people/organisation", t("Save"), "/people" };
  return form_page(rq, &words);
}

result organisation_save(struct req *rq)
{
  const struct organisation_in *in = rq->form.data;
  struct organisation_in was;
  TRY(org_lock_id(rq->w, rq->w->org_id));
  TRY(profile_find(rq, &was));
  TRY(form_merged(rq, &was));
  const char *fields = fields_changed(rq->arena, &organisation_form, &was, in);
  if (!*fields) {
    flash(rq, "%s", t("Nothing was changed."));
    return redirect(rq, "/people/organisation");
  }
  /* The number of one country would lift the tax of another. */
  if (!str_empty(was.party.tax_number) && !str_eq(in->party.country, was.party.country) &&
      !tax_number_read(rq->arena, in->party.country, was.party.tax_number))
    return form_refuse(&rq->form, "country", "%s",
                       t("Your tax number is of the other country. Ask us to change both together."));
  struct party party = was.party;
  party.phone = in->party.phone;
  party.address1 = in->party.address1;
  party.address2 = in->party.address2;
  party.postal_code = in->party.postal_code;
  party.city = in->party.city;
  party.region = in->party.region;
  party.country = in->party.country;
  party.language = in->party.language;
  TRY(party_update(rq->w, &party));
  TRY(db_exec(rq->w, "UPDATE org SET name = ? WHERE id = ?", A(in->name), A(rq->w->org_id)));
  TRY(audit_write(rq->w, "org.profile", "org", rq->w->org_id, rq->w->org_id, fields, NULL));
  flash(rq, t("%s was changed."), in->name);
  return redirect(rq, "/people/organisation");
}
