#include "lib/model/promo.h"

#include "lib/base/i18n.h"
#include <string.h>

enum { OFFERS_MAX = 1000, ITEMS_MAX = 200, CODE_CHARS_MAX = 40 };

const char *promo_code_read(struct arena *a, const char *typed)
{
  char *code = str_trim(a, typed ? typed : "");
  size_t size = 0;
  for (char *s = code; *s; s++, size++) {
    if (*s >= 'a' && *s <= 'z')
      *s = (char)(*s - 'a' + 'A');
    if (!((*s >= 'A' && *s <= 'Z') || (*s >= '0' && *s <= '9') || *s == '-' || *s == '_'))
      return NULL;
  }
  return size && size <= CODE_CHARS_MAX ? code : NULL;
}

struct found { /* of a code that is this organisation's to use */
  struct date from, until;
  int uses_max, uses;
  bool active, mine, priced;
};

static result promo_read(struct work *w, const char *code, const char *currency, struct promo *p, struct found *f)
{
  ROWS rows = { 0 };
  TRY(db_query(
      w, &rows,
      "SELECT p.id, p.code, p.name, p.kind = 'percent', p.all_offers, p.rate_bp, p.periods, COALESCE(a.amount_minor, 0), p.valid_from,"
      " p.valid_until, p.uses_max, p.uses, p.active, p.all_partners OR EXISTS (SELECT 1 FROM promo_org g WHERE g.promo_id = p.id"
      " AND g.org_id = ?), p.kind = 'percent' OR a.promo_id IS NOT NULL FROM promo p LEFT JOIN promo_amount a"
      " ON a.promo_id = p.id AND a.currency = ? WHERE p.code = ?",
      A(w->org_id), A(currency), A(code)));
  p->amount = money_of(0, currency);
  return rows_one(&rows, F(p->id), F(p->code), F(p->name), F(p->percent), F(p->all_offers), F(p->rate_bp),
                  F(p->periods), F(p->amount.minor), F(f->from), F(f->until), F(f->uses_max), F(f->uses), F(f->active),
                  F(f->mine), F(f->priced));
}

static result offers_read(struct work *w, struct promo *p)
{
  int64_t *ids = arena_array(w->arena, OFFERS_MAX, sizeof *ids);
  ROWS rows = { 0 };
  p->offers = ids;
  if (p->all_offers)
    return OK;
  TRY(db_query(w, &rows, "SELECT offer_id FROM promo_offer WHERE promo_id = ? ORDER BY offer_id LIMIT 1000", A(p->id)));
  while (p->n_offers < OFFERS_MAX && rows_next(&rows, F(ids[p->n_offers])))
    p->n_offers++;
  return OK;
}

result promo_find(struct work *w, const char *code, const char *currency, struct date on, struct promo *out,
                  const char **problem)
{
  struct found f = { 0 };
  *out = (struct promo){ 0 };
  *problem = NULL;
  result r = promo_read(w, code, currency, out, &f);
  if (r != OK && r != NOT_FOUND)
    return r;
  if (r == NOT_FOUND || !f.mine || !f.active)
    *problem = arena_printf(w->arena, t("The promotion code %s does not hold here. It was ignored."), code);
  else if (date_compare(on, f.from) < 0)
    *problem = arena_printf(w->arena, t("The promotion %1$s begins on %2$s. It was ignored."), code,
                            date_text(w->arena, f.from, i18n_current()));
  else if (f.until.year && date_compare(on, f.until) > 0)
    *problem = arena_printf(w->arena, t("The promotion %1$s ended on %2$s. It was ignored."), code,
                            date_text(w->arena, f.until, i18n_current()));
  else if (f.uses_max && f.uses >= f.uses_max)
    *problem = arena_printf(w->arena, t("The promotion %s is used up. It was ignored."), code);
  else if (!f.priced)
    *problem = arena_printf(w->arena, t("The promotion %1$s has no amount in %2$s. It was ignored."), code, currency);
  return *problem ? NOT_FOUND : offers_read(w, out);
}

bool promo_covers(const struct promo *p, const struct offer *o)
{
  for (int i = 0; i < p->n_offers; i++)
    if (p->offers[i] == o->offer_id)
      return true;
  return p->all_offers;
}

/* An amount is spread over the items by what they cost, to the cent; never more than they cost. */
static bool share_of(const struct promo *p, const struct money *line_pay, int n_items, int item, int64_t *share)
{
  struct money sum = money_of(0, line_pay[0].currency), off = p->amount;
  int64_t weights[ITEMS_MAX], parts[ITEMS_MAX];
  *share = 0;
  if (n_items > ITEMS_MAX)
    return false;
  for (int i = 0; i < n_items; i++) {
    weights[i] = line_pay[i].minor;
    if (!money_add(sum, line_pay[i], &sum))
      return false;
  }
  if (!sum.minor)
    return true;
  if (off.minor > sum.minor)
    off = sum;
  if (!money_split(off, weights, (size_t)n_items, parts))
    return false;
  *share = parts[item];
  return true;
}

bool promo_off(const struct promo *p, const struct money *line_pay, int n_items, int item, struct money buy,
               struct money pay, struct money *buy_off, struct money *pay_off)
{
  int64_t share;
  if (p->percent)
    return money_rate(buy, p->rate_bp, buy_off) && money_rate(pay, p->rate_bp, pay_off);
  if (!share_of(p, line_pay, n_items, item, &share))
    return false;
  *pay_off = money_of(share, pay.currency);
  /* the partner's margin is not eaten before its price is nil */
  *buy_off = money_of(share < buy.minor ? share : buy.minor, buy.currency);
  return true;
}

bool promo_apply(const struct promo *p, const struct money *line_pay, int n_items, int item, int number,
                 struct money *buy, struct money *pay)
{
  struct money buy_off, pay_off;
  if (p->periods && number > p->periods)
    return true;
  if (!promo_off(p, line_pay, n_items, item, *buy, *pay, &buy_off, &pay_off))
    return false;
  buy->minor -= buy_off.minor;
  pay->minor -= pay_off.minor;
  return true;
}

result promo_use(struct work *w, int64_t id)
{
  TRY(db_exec(w, "UPDATE promo SET uses = uses + 1 WHERE id = ? AND (uses_max = 0 OR uses < uses_max)", A(id)));
  return db_changed(w) == 1 ? OK : CONFLICT;
}

const char *promo_text(struct arena *a, const struct promo *p)
{
  const char *language = i18n_current();
  const char *off = p->percent ? rate_text(a, p->rate_bp, language) : money_text(a, p->amount, language);
  if (!p->periods)
    return arena_printf(a, t("%1$s: %2$s off every payment"), p->name, off);
  if (p->periods == 1)
    return arena_printf(a, t("%1$s: %2$s off the first payment"), p->name, off);
  return arena_printf(a, t("%1$s: %2$s off the first %3$d payments"), p->name, off, p->periods);
}

const char *promo_less_text(struct arena *a, const char *code, int rate_bp, const char *language)
{
  if (!rate_bp)
    return arena_printf(a, t_in(language, N_("Less promotion %s")), code);
  return arena_printf(a, t_in(language, N_("Less promotion %1$s, %2$s")), code, rate_text(a, rate_bp, language));
}

const char *promo_of_name(struct arena *a, const char *name)
{
  const char *open = NULL;
  size_t size = strlen(name);
  for (const char *at = strstr(name, " ("); at; at = strstr(at + 1, " ("))
    open = at + 2;
  if (!open || name[size - 1] != ')')
    return NULL;
  const char *code = arena_dupn(a, open, (size_t)(name + size - 1 - open)), *read = promo_code_read(a, code);
  return read && str_eq(read, code) ? code : NULL;
}

const char *promo_no_name(struct arena *a, const char *name, const char *code)
{
  return arena_dupn(a, name, strlen(name) - strlen(code) - 3);
}
