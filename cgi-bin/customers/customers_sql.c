/* Every statement that only this area needs. The organisation stands in each WHERE: another's rows do not exist here. */
#include "cgi-bin/customers/customers.h"

/* Search runs on the covering key (org_id, name, id, email); the other columns are read for the page's rows only. */
#define PAGE(match, order)                                                                                                         \
  "SELECT c.name, p.first_name, p.last_name, c.email, c.country, c.created_at, c.public_id, c.id"                                  \
  " FROM (SELECT id FROM customer WHERE org_id = ? AND (? = '' OR name LIKE ? OR email LIKE ?)" match " ORDER BY " order ") k"     \
  " JOIN customer c ON c.id = k.id JOIN party p ON p.id = c.party_id"

/* What the person typed, as a pattern that matches it anywhere, with LIKE's own signs taken literally. */
static const char *like_anywhere(struct arena *a, const char *text)
{
  struct buf b = BUF(a);
  buf_putc(&b, '%');
  for (; *text; text++) {
    if (*text == '%' || *text == '_' || *text == '\\')
      buf_putc(&b, '\\');
    buf_putc(&b, *text);
  }
  buf_putc(&b, '%');
  return buf_text(&b);
}

result customer_rows(struct work *w, const struct list_request *lr, struct rows *rows)
{
  static const char *const no_key[2] = { NULL, NULL };
  const char *const *key = lr->n_keys ? lr->keys : no_key;
  const char *like = like_anywhere(w->arena, lr->search);
  bool by_date = str_eq(lr->order, "created");
  const struct sql *sql =
      by_date && lr->newer
          ? SQL(PAGE(" AND created_at >= ? AND (created_at > ? OR id > ?)", "created_at, id LIMIT 50") " ORDER BY c.created_at DESC, c.id DESC")
      : by_date ? SQL(PAGE(" AND (? IS NULL OR (created_at <= ? AND (created_at < ? OR id < ?)))", "created_at DESC, id DESC LIMIT 51")
                      " ORDER BY c.created_at DESC, c.id DESC")
      : lr->newer ? SQL(PAGE(" AND name <= ? AND (name < ? OR id < ?)", "name DESC, id DESC LIMIT 50") " ORDER BY c.name, c.id")
                  : SQL(PAGE(" AND (? IS NULL OR (name >= ? AND (name > ? OR id > ?)))", "name, id LIMIT 51") " ORDER BY c.name, c.id");
  if (lr->newer)
    return db_query_sql(w, rows, sql, A(w->org_id), A(lr->search), A(like), A(like), A(key[0]), A(key[0]), A(key[1]));
  return db_query_sql(w, rows, sql, A(w->org_id), A(lr->search), A(like), A(like), A(key[0]), A(key[0]), A(key[0]), A(key[1]));
}

result customer_find(struct work *w, struct public_id id, struct customer *out)
{
  ROWS rows = { 0 };
  TRY(db_query(w, &rows,
               "SELECT c.id, c.public_id, c.name, p.legal_name, p.first_name, p.last_name, p.email, p.phone, p.address1, p.address2,"
               " p.city, p.region, p.postal_code, p.country, p.tax_number, p.registration_number, c.created_at"
               " FROM customer c JOIN party p ON p.id = c.party_id WHERE c.public_id = ? AND c.org_id = ?",
               A(id), A(w->org_id)));
  return rows_one(&rows, F(out->id), F(out->public_id), F(out->name), F(out->legal_name), F(out->first_name), F(out->last_name),
                  F(out->email), F(out->phone), F(out->address1), F(out->address2), F(out->city), F(out->region), F(out->postal_code),
                  F(out->country), F(out->tax_number), F(out->registration_number), F(out->created_at));
}
