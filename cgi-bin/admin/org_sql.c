/* Every statement about organisations but the lists', which stand with their columns. */
#include "cgi-bin/admin/org.h"

result org_find(struct work *w, struct public_id id, struct org *out)
{
  struct org_in *in = &out->in;
  {
    ROWS rows = { 0 };
    TRY(db_query(w, &rows,
                 "SELECT o.id, o.party_id, o.public_id, o.status, o.logo_type, e.legal_name, o.brand_revision,"
                 " o.created_at, o.name, o.slug, o.invoice_owner, o.currency, o.billing_account, o.crm_account,"
                 " l.public_id, o.seat_limit FROM org o JOIN legal_entity l ON l.id = o.legal_entity_id"
                 " JOIN party e ON e.id = l.party_id WHERE o.public_id = ?",
                 A(id)));
    TRY(rows_one(&rows, F(out->id), F(out->party_id), F(out->public_id), F(out->status), F(out->logo_type),
                 F(out->legal_entity_name), F(out->brand_revision), F(out->created_at), F(in->name), F(in->slug),
                 F(in->invoice_owner), F(in->currency), F(in->billing_account), F(in->crm_account), F(in->legal_entity),
                 F(in->seat_limit)));
  }
  return party_find(w, out->party_id, &in->party);
}

result org_lock(struct work *w, struct public_id id, struct org *out)
{
  int64_t locked;
  {
    ROWS rows = { 0 };
    TRY(db_query(w, &rows, "SELECT id FROM org WHERE public_id = ? FOR UPDATE", A(id)));
    TRY(rows_one(&rows, F(locked)));
  }
  return org_find(w, id, out);
}

static const char *text(const char *s)
{
  return s ? s : "";
}

result org_insert(struct work *w, const struct org_in *in, int64_t legal_entity_id, struct org *out)
{
  struct party party = in->party;
  TRY(party_insert(w, &party));
  *out = (struct org){ .public_id = public_id_new(), .party_id = party.id };
  TRY(db_exec(w,
              "INSERT INTO org (public_id, party_id, name, slug, invoice_owner, currency, billing_account, crm_account,"
              " legal_entity_id, seat_limit, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
              A(out->public_id), A(party.id), A(in->name), A(in->slug), A(in->invoice_owner), A(in->currency),
              A(in->billing_account), A(text(in->crm_account)), A(legal_entity_id), A(in->seat_limit), A(w->now)));
  out->id = db_insert_id(w);
  return OK;
}

/* First and last name are not the form's. */
result org_update(struct work *w, const struct org *org, const struct org_in *in, int64_t legal_entity_id)
{
  struct party party = in->party;
  party.id = org->party_id;
  party.first_name = org->in.party.first_name;
  party.last_name = org->in.party.last_name;
  TRY(party_update(w, &party));
  return db_exec(
      w,
      "UPDATE org SET name = ?, slug = ?, invoice_owner = ?, currency = ?, billing_account = ?, crm_account = ?,"
      " legal_entity_id = ?, seat_limit = ? WHERE id = ?",
      A(in->name), A(in->slug), A(in->invoice_owner), A(in->currency), A(in->billing_account), A(text(in->crm_account)),
      A(legal_entity_id), A(in->seat_limit), A(org->id));
}

result legal_entity_find(struct work *w, struct public_id id, int64_t *out)
{
  ROWS rows = { 0 };
  TRY(db_query(w, &rows, "SELECT id FROM legal_entity WHERE public_id = ?", A(id)));
  return rows_one(&rows, F(*out));
}

static struct option *choices_read(struct req *rq, struct rows *rows)
{
  struct option *options = arena_array(rq->arena, (size_t)rows_count(rows) + 1, sizeof *options);
  struct public_id id;
  const char *name;
  for (int n = 0; rows_next(rows, F(id), F(name)); n++)
    options[n] = (struct option){ id_text(rq, id), name };
  return options;
}

result legal_entity_choices(struct req *rq, struct option **out)
{
  ROWS rows = { 0 };
  TRY(db_query(rq->w, &rows,
               "SELECT l.public_id, CONCAT(p.legal_name, ' (', l.base_currency, ')') FROM legal_entity l"
               " JOIN party p ON p.id = l.party_id ORDER BY p.legal_name LIMIT 200"));
  *out = choices_read(rq, &rows);
  return OK;
}

result org_choices(struct req *rq, struct option **out)
{
  ROWS rows = { 0 };
  TRY(db_query(rq->w, &rows, "SELECT public_id, name FROM org WHERE status <> 'archived' ORDER BY name LIMIT 300"));
  *out = choices_read(rq, &rows);
  return OK;
}

result provider_choices(struct req *rq, struct option **out)
{
  ROWS rows = { 0 };
  TRY(db_query(
      rq->w, &rows,
      "SELECT public_id, name FROM identity_provider WHERE enabled AND is_partner_auth ORDER BY name, id LIMIT 50"));
  *out = choices_read(rq, &rows);
  return OK;
}

const char *org_logo(struct req *rq, const struct org *org)
{
  return logo_href(rq->arena, org->public_id, org->logo_type, org->brand_revision);
}

const char *org_path(struct req *rq, const struct org *org)
{
  return arena_printf(rq->arena, "/admin/partners/%s", id_text(rq, org->public_id));
}
