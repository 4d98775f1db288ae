/* Statements about promotions that several pages need. */
#include "cgi-bin/admin/promo.h"

/* "10.00 EUR, 1500 JPY": as it is typed. */
static result amounts_read(struct work *w, int64_t id, const char **out)
{
  struct buf b = BUF(w->arena);
  struct money m;
  ROWS rows = { 0 };
  TRY(db_query(w, &rows,
               "SELECT amount_minor, currency FROM promo_amount WHERE promo_id = ? ORDER BY currency LIMIT 50", A(id)));
  while (rows_next(&rows, F(m.minor), F(m.currency)))
    buf_printf(&b, "%s%s %s", b.size ? ", " : "", money_plain(w->arena, m), m.currency);
  *out = buf_text(&b);
  return OK;
}

result promo_row_find(struct work *w, struct public_id id, struct promo_row *p)
{
  struct promo_in *in = &p->in;
  {
    ROWS rows = { 0 };
    TRY(db_query(
        w, &rows,
        "SELECT id, public_id, uses, code, name, kind, rate_bp, periods, uses_max, valid_from, valid_until, all_partners,"
        " all_offers, active FROM promo WHERE public_id = ?",
        A(id)));
    TRY(rows_one(&rows, F(p->id), F(p->public_id), F(p->uses), F(in->code), F(in->name), F(in->kind), F(in->rate_bp),
                 F(in->periods), F(in->uses_max), F(in->valid_from), F(in->valid_until), F(in->all_partners),
                 F(in->all_offers), F(in->active)));
  }
  return amounts_read(w, p->id, &in->amounts);
}

static void picked(struct req *rq, struct rows *rows, struct picks *ids, const char **names)
{
  struct public_id id;
  const char *name;
  struct buf b = BUF(rq->arena);
  ids->n = 0;
  while (ids->n < PICKS_MAX && rows_next(rows, F(id), F(name))) {
    ids->values[ids->n++] = id_text(rq, id);
    buf_printf(&b, "%s%s", b.size ? ", " : "", name);
  }
  *names = buf_text(&b);
}

result promo_orgs(struct req *rq, int64_t id, struct picks *ids, const char **names)
{
  ROWS rows = { 0 };
  TRY(db_query(
      rq->w, &rows,
      "SELECT o.public_id, o.name FROM promo_org p JOIN org o ON o.id = p.org_id WHERE p.promo_id = ? ORDER BY "
      "o.name LIMIT 300",
      A(id)));
  picked(rq, &rows, ids, names);
  return OK;
}

result promo_offers(struct req *rq, int64_t id, struct picks *ids, const char **names)
{
  ROWS rows = { 0 };
  TRY(db_query(rq->w, &rows,
               "SELECT o.public_id, o.code FROM promo_offer p JOIN offer o ON o.id = p.offer_id WHERE p.promo_id = ? "
               "ORDER BY o.code LIMIT 300",
               A(id)));
  picked(rq, &rows, ids, names);
  return OK;
}

result promo_offer_choices(struct req *rq, struct option **out)
{
  struct public_id id;
  const char *name, *code;
  ROWS rows = { 0 };
  TRY(db_query(
      rq->w, &rows,
      "SELECT o.public_id, v.name, o.code FROM offer o JOIN offer_version v ON v.id = o.published_version_id ORDER BY "
      "v.name LIMIT 300"));
  struct option *options = arena_array(rq->arena, (size_t)rows_count(&rows) + 1, sizeof *options);
  for (int n = 0; rows_next(&rows, F(id), F(name), F(code)); n++)
    options[n] = (struct option){ id_text(rq, id), arena_printf(rq->arena, "%s (%s)", name, code) };
  *out = options;
  return OK;
}

const char *promo_path(struct req *rq, const struct promo_row *p)
{
  return arena_printf(rq->arena, "/admin/promotions/%s", id_text(rq, p->public_id));
}
