#include "lib/model/company.h"

#include "lib/base/i18n.h"
#include "lib/model/trail.h"

#include <string.h>

static const struct field company_fields[] = {
  FIELD_IN(struct company_in, party, legal_name, N_("Legal name"), .required = true, .max = 200, .autocomplete = "off",
           .hint = N_("As it stands in the register; it heads every invoice.")),
  FIELD_IN(struct company_in, party, address1, N_("Address"), .required = true, .max = 200),
  FIELD_IN(struct company_in, party, address2, N_("Address, second line"), .max = 200),
  FIELD_IN(struct company_in, party, postal_code, N_("Postal code"), .max = 20),
  FIELD_IN(struct company_in, party, city, N_("City"), .required = true, .max = 100),
  FIELD_IN(struct company_in, party, region, N_("Region"), .max = 100),
  FIELD_IN(struct company_in, party, country, N_("Country"), .required = true, .look = LOOK_COUNTRY),
  FIELD_IN(struct company_in, party, email, N_("E-mail"), .required = true, .max = 254, .look = LOOK_EMAIL),
  FIELD_IN(struct company_in, party, phone, N_("Phone"), .max = 40, .look = LOOK_PHONE),
  FIELD_IN(struct company_in, party, tax_number, N_("Tax number"), .max = 40),
  FIELD_IN(struct company_in, party, registration_number, N_("Registration number"), .max = 60),
  FIELD_IN(struct company_in, party, language, N_("Language of its documents"), .required = true, .max = 8,
           .look = LOOK_LANGUAGE),
  FIELD(struct company_in, base_currency, N_("Currency of its books"), .required = true, .look = LOOK_CURRENCY,
        .group = N_("Invoices")),
  FIELD(struct company_in, zone, N_("Time zone"), .required = true, .max = 64, .look = LOOK_ZONE,
        .hint = N_("Whose midnight dates its documents.")),
  FIELD(struct company_in, invoice_prefix, N_("Beginning of its invoice numbers"), .max = 12, .autocomplete = "off",
        .hint = N_("Like PX- for PX-2026-000001. It stays once an invoice has its number.")),
  FIELD(struct company_in, bank_name, N_("Bank"), .max = 100, .group = N_("Where it is paid")),
  FIELD(struct company_in, iban, "IBAN", .max = 42, .autocomplete = "off"),
  FIELD(struct company_in, bic, "BIC", .max = 14, .autocomplete = "off"),
};
const struct form_def company_form = FORM(struct company_in, company_fields);

result company_find(struct work *w, struct public_id id, struct company *out)
{
  struct company_in *in = &out->in;
  *out = (struct company){ 0 };
  if (db_in_transaction(w)) {
    ROWS rows = { 0 };
    TRY(db_query(w, &rows, "SELECT id FROM legal_entity WHERE public_id = ? FOR UPDATE", A(id)));
    TRY(rows_one(&rows, F(out->id)));
  }
  {
    ROWS rows = { 0 };
    TRY(db_query(w, &rows,
                 "SELECT l.id, l.party_id, l.public_id, EXISTS (SELECT 1 FROM invoice i WHERE i.legal_entity_id = l.id"
                 " AND i.number IS NOT NULL), l.base_currency, l.zone, l.invoice_prefix, l.bank_name, l.iban, l.bic"
                 " FROM legal_entity l WHERE l.public_id = ?",
                 A(id)));
    TRY(rows_one(&rows, F(out->id), F(out->party_id), F(out->public_id), F(out->numbered), F(in->base_currency),
                 F(in->zone), F(in->invoice_prefix), F(in->bank_name), F(in->iban), F(in->bic)));
  }
  return party_find(w, out->party_id, &in->party);
}

/* Without blanks, in capitals. */
static const char *squeezed(struct arena *a, const char *s)
{
  struct buf b = BUF(a);
  for (; s && *s; s++)
    if (*s != ' ')
      buf_putc(&b, *s >= 'a' && *s <= 'z' ? (char)(*s - 'a' + 'A') : *s);
  return buf_text(&b);
}

static bool all_of(const char *s, const char *set)
{
  return s[strspn(s, set)] == '\0';
}
#define CAPITALS "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
#define DIGITS   "0123456789"

bool iban_valid(const char *iban)
{
  size_t n = strlen(iban);
  if (n < 15 || n > 34 || !all_of(iban, CAPITALS DIGITS) || strspn(iban, CAPITALS) < 2 || strspn(iban + 2, DIGITS) < 2)
    return false;
  int rest = 0; /* the number that it spells from its fifth sign on, letters as 10 to 35, modulo 97 */
  for (size_t i = 0; i < n; i++) {
    char c = iban[(i + 4) % n];
    rest = c >= 'A' ? (rest * 100 + c - 'A' + 10) % 97 : (rest * 10 + c - '0') % 97;
  }
  return rest == 1;
}

static bool bic_valid(const char *bic)
{
  size_t n = strlen(bic);
  return (n == 8 || n == 11) && all_of(bic, CAPITALS DIGITS) && strspn(bic, CAPITALS) >= 6;
}

static result prefix_check(struct work *w, struct form *f, struct company_in *in, const struct company *before)
{
  int64_t other;
  if (before->numbered)
    in->invoice_prefix = before->in.invoice_prefix; /* not in the form, so what was sent does not count */
  else if (form_need(f, "invoice_prefix") == OK && !all_of(in->invoice_prefix, CAPITALS DIGITS "-/."))
    form_refuse(f, "invoice_prefix", "%s", t("Use capital letters, digits, hyphens, dots and slashes."));
  ROWS rows = { 0 };
  TRY(db_query(w, &rows, "SELECT id FROM legal_entity WHERE invoice_prefix = ? AND id <> ?", A(in->invoice_prefix),
               A(before->id)));
  if (rows_next(&rows, F(other)))
    form_refuse(f, "invoice_prefix", "%s", t("Another of our companies has it: two invoices would have one number."));
  return OK;
}

result company_check(struct work *w, struct form *f, const struct company *before)
{
  struct company_in *in = f->data;
  TRY(prefix_check(w, f, in, before));
  in->iban = squeezed(w->arena, in->iban);
  in->bic = squeezed(w->arena, in->bic);
  if (*in->iban && !iban_valid(in->iban))
    form_refuse(f, "iban", "%s", t("This is not an IBAN: a letter or digit is wrong or missing."));
  if (*in->bic && !bic_valid(in->bic))
    form_refuse(f, "bic", "%s", t("A BIC has 8 or 11 letters and digits."));
  struct party *p = &in->party;
  if (!str_empty(p->tax_number)) {
    const char *plain = tax_number_read(w->arena, p->country, p->tax_number);
    if (!plain)
      form_refuse(f, "tax_number", "%s", t("This cannot be a tax number of that country."));
    p->tax_number = plain ? plain : p->tax_number;
  }
  return f->n_errors ? INVALID : OK;
}

static const char *text(const char *s)
{
  return s ? s : "";
}

static result company_insert(struct work *w, const struct company_in *in, struct company *out)
{
  struct party party = in->party;
  TRY(party_insert(w, &party));
  out->party_id = party.id;
  out->public_id = public_id_new();
  TRY(db_exec(
      w,
      "INSERT INTO legal_entity (public_id, party_id, base_currency, zone, bank_name, iban, bic, invoice_prefix)"
      " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
      A(out->public_id), A(party.id), A(in->base_currency), A(in->zone), A(text(in->bank_name)), A(text(in->iban)),
      A(text(in->bic)), A(in->invoice_prefix)));
  out->id = db_insert_id(w);
  return OK;
}

static result company_update(struct work *w, const struct company_in *in, const struct company *c)
{
  struct party party = in->party;
  party.id = c->party_id;
  TRY(party_update(w, &party));
  return db_exec(w,
                 "UPDATE legal_entity SET base_currency = ?, zone = ?, bank_name = ?, iban = ?, bic = ?,"
                 " invoice_prefix = ? WHERE id = ?",
                 A(in->base_currency), A(in->zone), A(text(in->bank_name)), A(text(in->iban)), A(text(in->bic)),
                 A(in->invoice_prefix), A(c->id));
}

result company_save(struct work *w, const struct company_in *in, const char *fields, struct company *out)
{
  bool is_new = !out->id;
  TRY(is_new ? company_insert(w, in, out) : company_update(w, in, out));
  return audit_write(w, is_new ? "company.added" : "company.changed", "legal_entity", out->id, 0, fields, NULL);
}
