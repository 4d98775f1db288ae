/* Statements about offers that several pages need. */
#include "cgi-bin/admin/offer.h"

static result offer_row_find(struct work *w, struct public_id id, struct offer_row *o)
{
  struct offer_in *in = &o->in;
  ROWS rows = { 0 };
  TRY(db_query(
      w, &rows,
      "SELECT o.id, v.id, COALESCE(o.published_version_id, 0), o.public_id, v.number, COALESCE(s.number, 0), v.status,"
      " v.channels, v.payment_types, s.published_at, o.code, v.name, v.summary, v.terms, v.labels, v.countries, v.checkout_tag, "
      "v.term_months,"
      " v.trial_days, v.quantity_min, v.quantity_max, v.quantity_step, v.auto_renew, v.all_partners, v.sell_floor_bp, v.sell_ceiling_bp, a.public_id, a.code"
      " FROM offer o JOIN offer_version v ON v.offer_id = o.id LEFT JOIN offer_version s ON s.id = "
      "o.published_version_id LEFT JOIN offer a ON a.id = v.addon_of"
      " WHERE o.public_id = ? ORDER BY v.number DESC LIMIT 1",
      A(id)));
  return rows_one(&rows, F(o->id), F(o->version_id), F(o->published_id), F(o->public_id), F(o->number),
                  F(o->published_number), F(o->status), F(o->channels), F(o->payment_types), F(o->published_at),
                  F(in->code), F(in->name), F(in->summary), F(in->terms), F(in->labels), F(in->countries),
                  F(in->checkout_tag), F(in->term_months), F(in->trial_days), F(in->quantity_min), F(in->quantity_max),
                  F(in->quantity_step), F(in->auto_renew), F(in->all_partners), F(in->sell_floor_bp),
                  F(in->sell_ceiling_bp), F(in->addon_of), F(o->addon_name));
}

result offer_of_path(struct req *rq, struct offer_row *out)
{
  struct public_id id;
  int64_t locked;
  TRY(req_public_id(rq, 0, &id));
  if (db_in_transaction(rq->w)) {
    ROWS rows = { 0 };
    TRY(db_query(rq->w, &rows, "SELECT id FROM offer WHERE public_id = ? FOR UPDATE", A(id)));
    TRY(rows_one(&rows, F(locked)));
  }
  return offer_row_find(rq->w, id, out);
}

result offer_partners(struct req *rq, int64_t version_id, struct picks *out)
{
  struct public_id id;
  ROWS rows = { 0 };
  TRY(db_query(rq->w, &rows,
               "SELECT o.public_id FROM offer_eligible e JOIN org o ON o.id = e.org_id WHERE e.version_id = ? ORDER BY "
               "o.name LIMIT 300",
               A(version_id)));
  out->n = 0;
  while (out->n < PICKS_MAX && rows_next(&rows, F(id)))
    out->values[out->n++] = id_text(rq, id);
  return OK;
}

result offer_partner_names(struct work *w, int64_t version_id, const char **out)
{
  const char *name;
  struct buf b = BUF(w->arena);
  ROWS rows = { 0 };
  TRY(db_query(w, &rows,
               "SELECT o.name FROM offer_eligible e JOIN org o ON o.id = e.org_id WHERE e.version_id = ? ORDER BY "
               "o.name LIMIT 300",
               A(version_id)));
  while (rows_next(&rows, F(name)))
    buf_printf(&b, "%s%s", b.size ? ", " : "", name);
  *out = buf_text(&b);
  return OK;
}

const char *offer_path(struct req *rq, const struct offer_row *o)
{
  return arena_printf(rq->arena, "/admin/offers/%s", id_text(rq, o->public_id));
}

void offer_crumbs(struct req *rq, const struct offer_row *o, const char *last)
{
  crumb(rq, t("Offers"), "/admin/offers");
  if (o && o->id)
    crumb(rq, o->in.name, last ? offer_path(rq, o) : NULL);
  if (last)
    crumb(rq, last, NULL);
}

const char *offer_state(const struct offer_row *o)
{
  return o->published_id ? "published" : o->status;
}
