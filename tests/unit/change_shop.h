/* What change_oracle_test.c sells: offers, products with their bands, promotions, as the oracle tells them. Its own words (db, now, word,
 * number, complain) stand there, before this is included. */
#ifndef PORTICO_TESTS_CHANGE_SHOP_H
#define PORTICO_TESTS_CHANGE_SHOP_H

/* ---- what is sold ---- */
static void offer_make(char *at)
{
  int64_t id = next_id++;
  int term = (int)number(&at), renews = (int)number(&at), trial = (int)number(&at);
  struct work *w = &db.app;
  if (now.n_offers == OFFERS_MAX)
    abort();
  now.offers[now.n_offers++] = id;
  if (db_exec(w, "INSERT INTO offer (id, public_id, code, published_version_id, created_at) VALUES (?, ?, ?, ?, ?)",
              A(id), A(id), A(arena_printf(db.arena, "o%lld", (long long)id)), A(id), A(db.app.now)) != OK ||
      db_exec(
          w,
          "INSERT INTO offer_version (id, public_id, offer_id, number, status, name, term_months, auto_renew, trial_days, channels,"
          " all_partners, labels, created_at) VALUES (?, ?, ?, 1, 'published', 'Offer', ?, ?, ?, 'Partner', TRUE, 'Test', ?)",
          A(id), A(id), A(id), A(term), A(renews), A(trial), A(db.app.now)) != OK ||
      db_exec(w, "INSERT INTO offer_shelf (org_id, label, name, version_id) VALUES (0, 'Test', 'Offer', ?)", A(id)) !=
          OK)
    complain("an offer", "not made", "made");
}

/* A product is made once a life; its list price is what an end customer pays, the organisation's own list what it pays. */
static int64_t product_make(const char *name, const char *tax_class, int months, int per_units, int64_t buy,
                            int64_t pay)
{
  int64_t id = now.products + atoi(name + 1);
  struct work *w = &db.app;
  if (number_of(w, "SELECT COUNT(*) FROM product WHERE id = ?", A(id)))
    return id;
  if (db_exec(
          w,
          "INSERT INTO product (id, public_id, code, name, charge, period_months, metric, per_units, tax_class, created_at)"
          " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
          A(id), A(id), A(arena_printf(db.arena, "c%lld", (long long)id)), A(name),
          A(per_units ? "usage"
            : months  ? "recurring"
                      : "one_off"),
          A(months), A(per_units ? "calls" : ""), A(per_units ? per_units : 1), A(tax_class), A(db.app.now)) != OK ||
      db_exec(
          w,
          "INSERT INTO product_price (product_id, currency, amount_minor, valid_from) VALUES (?, ?, ?, '2020-01-01')",
          A(id), A((const char *)now.currency), A(pay)) != OK ||
      (buy != pay &&
       db_exec(w,
               "INSERT INTO price_list_item (price_list_id, product_id, currency, amount_minor, valid_from)"
               " VALUES (9001, ?, ?, ?, '2020-01-01')",
               A(id), A((const char *)now.currency), A(buy)) != OK))
    complain("a product", "not made", "made");
  return id;
}

/* A price from so many units on, in the same places as the product's first price. */
static void band_make(int64_t product, int64_t from, int64_t buy, int64_t pay)
{
  if (db_exec(
          &db.app,
          "INSERT INTO product_price (product_id, currency, from_units, amount_minor, valid_from)"
          " SELECT product_id, currency, ?, ?, valid_from FROM product_price WHERE product_id = ? AND from_units = 1",
          A(from), A(pay), A(product)) != OK ||
      db_exec(&db.app,
              "INSERT INTO price_list_item (price_list_id, product_id, currency, from_units, amount_minor, valid_from)"
              " SELECT price_list_id, product_id, currency, ?, ?, valid_from FROM price_list_item WHERE product_id = ?"
              " AND from_units = 1",
              A(from), A(buy), A(product)) != OK)
    complain("a band", "not made", "made");
}

/* Another price from a day on: what holds before ends on the day before. */
static void price_change(char *at)
{
  int64_t product = now.products + atoi(word(&at) + 1);
  const char *from = word(&at);
  int64_t buy = number(&at), pay = number(&at);
  struct date day;
  if (!date_parse(from, &day) ||
      db_exec(&db.app, "UPDATE product_price SET valid_until = ? WHERE product_id = ?", A(date_add_days(day, -1)),
              A(product)) != OK ||
      db_exec(
          &db.app,
          "INSERT INTO product_price (product_id, currency, from_units, amount_minor, valid_from) VALUES (?, ?, 1, ?, ?)",
          A(product), A((const char *)now.currency), A(buy > pay ? buy : pay), A(day)) != OK)
    complain("a price", "not changed", "changed");
}

/* A promotion for some of the offers; the next order is given it. */
static void promo_make(char *at)
{
  int64_t rate = number(&at), amount = number(&at), periods = number(&at), id = next_id++;
  const char *code = arena_printf(db.arena, "P%lld", (long long)id);
  if (db_exec(
          &db.app,
          "INSERT INTO promo (id, public_id, code, name, kind, rate_bp, periods, valid_from, all_partners, all_offers, active,"
          " created_at) VALUES (?, ?, ?, 'Promotion', ?, ?, ?, '2020-01-01', 1, 0, 1, ?)",
          A(id), A(id), A(code), A(rate ? "percent" : "amount"), A(rate), A(periods), A(db.app.now)) != OK ||
      (!rate && db_exec(&db.app, "INSERT INTO promo_amount (promo_id, currency, amount_minor) VALUES (?, ?, ?)", A(id),
                        A((const char *)now.currency), A(amount)) != OK))
    complain("a promotion", "not made", "made");
  while (*at)
    if (db_exec(&db.app, "INSERT INTO promo_offer (promo_id, offer_id) VALUES (?, ?)", A(id),
                A(now.offers[number(&at)])) != OK)
      complain("a promotion", "for no offer", "for offers");
  snprintf(now.promo, sizeof now.promo, "%s", code);
}

/* counted: paid by use; the fourth figure is what its price is for, else how many pieces an offer has. */
static void item_add(char *at, bool counted)
{
  const char *name = word(&at), *tax_class = word(&at);
  int months = (int)number(&at), per = (int)number(&at);
  int64_t buy = number(&at), pay = number(&at), known = now.products + atoi(name + 1);
  bool fresh = !number_of(&db.app, "SELECT COUNT(*) FROM product WHERE id = ?", A(known));
  int64_t product = product_make(name, tax_class, months, counted ? per : 0, buy, pay);
  while (fresh && *at) {
    int64_t from = number(&at), band_buy = number(&at);
    band_make(product, from, band_buy, number(&at));
  }
  if (db_exec(&db.app, "INSERT INTO offer_item (version_id, product_id, position, quantity) VALUES (?, ?, ?, ?)",
              A(now.offers[now.n_offers - 1]), A(product), A(product), A(counted ? 1 : per)) != OK)
    complain("an item", "not made", "made");
}

static void item_make(char *at)
{
  item_add(at, false);
}

static void counted_make(char *at)
{
  item_add(at, true);
}

#endif
