#include "lib/model/party.h"
#include "lib/form/form.h"

static const char *text(const char *s)
{
  return s ? s : "";
}

result party_find(struct work *w, int64_t id, struct party *out)
{
  ROWS rows = { 0 };
  out->id = id;
  TRY(db_query(
      w, &rows,
      "SELECT legal_name, first_name, last_name, email, phone, address1, address2, city, region, postal_code, country,"
      " tax_number, registration_number, language FROM party WHERE id = ?",
      A(id)));
  return rows_one(&rows, F(out->legal_name), F(out->first_name), F(out->last_name), F(out->email), F(out->phone),
                  F(out->address1), F(out->address2), F(out->city), F(out->region), F(out->postal_code),
                  F(out->country), F(out->tax_number), F(out->registration_number), F(out->language));
}

result party_insert(struct work *w, struct party *p)
{
  TRY(db_exec(
      w,
      "INSERT INTO party (legal_name, first_name, last_name, email, phone, address1, address2, city, region, postal_code,"
      " country, tax_number, registration_number, language) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      A(text(p->legal_name)), A(text(p->first_name)), A(text(p->last_name)), A(text(p->email)), A(text(p->phone)),
      A(text(p->address1)), A(text(p->address2)), A(text(p->city)), A(text(p->region)), A(text(p->postal_code)),
      A(text(p->country)), A(text(p->tax_number)), A(text(p->registration_number)),
      A(p->language ? p->language : "en")));
  p->id = db_insert_id(w);
  return OK;
}

result party_update(struct work *w, const struct party *p)
{
  return db_exec(
      w,
      "UPDATE party SET legal_name = ?, first_name = ?, last_name = ?, email = ?, phone = ?, address1 = ?, address2 = ?,"
      " city = ?, region = ?, postal_code = ?, country = ?, tax_number = ?, registration_number = ?, language = ? WHERE id = ?",
      A(text(p->legal_name)), A(text(p->first_name)), A(text(p->last_name)), A(text(p->email)), A(text(p->phone)),
      A(text(p->address1)), A(text(p->address2)), A(text(p->city)), A(text(p->region)), A(text(p->postal_code)),
      A(text(p->country)), A(text(p->tax_number)), A(text(p->registration_number)), A(p->language ? p->language : "en"),
      A(p->id));
}

const char *party_name(struct arena *a, const struct party *p)
{
  if (!str_empty(p->legal_name))
    return p->legal_name;
  return str_trim(a, arena_printf(a, "%s %s", text(p->first_name), text(p->last_name)));
}

const char *party_address(struct arena *a, const struct party *p, const char *separator, const char *language)
{
  const char *city = str_trim(a, arena_printf(a, "%s %s", text(p->postal_code), text(p->city)));
  const char *lines[] = { p->address1, p->address2, city, p->region,
                          str_empty(p->country) ? NULL : country_name(p->country, language) };
  struct buf b = BUF(a);
  for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
    if (!str_empty(lines[i]))
      buf_printf(&b, "%s%s", b.size ? separator : "", lines[i]);
  return buf_text(&b);
}
