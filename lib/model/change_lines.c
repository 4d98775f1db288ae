/* The lines of a plan: what stays, is void, is given back and is charged, by the rule P4 to P13. Pure arithmetic over what was read. */
#include "lib/model/change_parts.h"

#include "lib/base/i18n.h"

struct maker {
  struct work *w;
  const struct sub *s;
  struct plan *p;
  bool *stays, restart, failed;
};

static struct plan_line *line_new(struct maker *m, enum plan_what what)
{
  if (m->p->n_lines == PLAN_LINES_MAX) {
    m->failed = true;
    m->p->n_lines--;
  }
  struct plan_line *line = &m->p->lines[m->p->n_lines++];
  *line = (struct plan_line){ .what = what };
  return line;
}

static void line_of_entry(struct maker *m, const struct sub_entry *e, enum plan_what what)
{
  *line_new(m, what) = (struct plan_line){ .what = what,
                                           .item = e->item < 0 ? NULL : &m->s->items[e->item],
                                           .name = e->name,
                                           .tax_class = e->tax_class,
                                           .earlier = e->earlier,
                                           .again = e->again,
                                           .entry_id = e->id,
                                           .due = e->due,
                                           .from = e->from,
                                           .to = e->to,
                                           .days = e->days,
                                           .of = e->days,
                                           .amount = e->amount,
                                           .margin = e->margin };
}

/* P5: the days from D on that were charged. */
static void credit(struct maker *m, const struct sub_entry *e)
{
  struct date from = date_later(m->p->on, e->from);
  int days = days_between(from, e->to);
  int64_t amount, margin;
  if (days > e->days)
    days = e->days;
  if (!proration_parts(e->amount, e->margin, days, e->days, &amount, &margin)) {
    m->failed = true;
    return;
  }
  if (!amount)
    return;
  line_of_entry(m, e, PLAN_CREDIT);
  struct plan_line *line = &m->p->lines[m->p->n_lines - 1];
  line->due = m->p->on;
  line->from = from;
  line->days = days;
  line->units = line->item->units;
  line->amount = -amount;
  line->margin = -margin;
}

enum going { REPLACED, ENDED, ENDED_WITH_CREDIT };

/* P5, P7 and P12: the payments of an item that goes; *billed: one of them was. */
static void item_goes(struct maker *m, int item, enum going how, bool *billed)
{
  struct date on = m->p->on;
  bool recurring =
      m->s->items[item].period_months > 0 && !m->s->items[item].usage; /* what was used is not given back */
  *billed = false;
  for (int i = 0; i < m->s->n_entries; i++) {
    const struct sub_entry *e = &m->s->entries[i];
    if (e->item != item || e->credit)
      continue;
    bool begun = date_compare(e->from, on) < 0;
    *billed |= e->billed || e->again;
    if (!e->billed && !e->again && (!begun || (!recurring && !m->s->items[item].usage && how == REPLACED))) {
      line_of_entry(m, e, PLAN_VOID);
      continue;
    }
    if (!e->billed)
      line_of_entry(m, e, PLAN_STAYS);
    if (recurring && how != ENDED && date_compare(e->to, on) >= 0)
      credit(m, e);
  }
}

/* A whole period's, the promotion taken off where it holds (P15); *full: before it. */
static bool unit_amounts(const struct sub_item *x, int units, bool promo, int64_t *amount, int64_t *margin,
                         int64_t *full)
{
  int64_t buy;
  if (__builtin_mul_overflow(x->pay, (int64_t)units, full) || __builtin_mul_overflow(x->buy, (int64_t)units, &buy))
    return false;
  *amount = *full - (promo ? x->off_pay : 0);
  return !__builtin_sub_overflow(*amount, buy - (promo ? x->off_buy : 0), margin);
}

/* P15: whether it takes something off the period that begins on that day. */
static bool promo_holds(const struct sub_item *x, struct date begins)
{
  return x->off_until.year && date_compare(begins, x->off_until) < 0;
}

static void charge(struct maker *m, const struct sub_item *x, struct date from, struct date to, int units, int of,
                   bool promo)
{
  int64_t full;
  int days = days_between(from, to);
  struct plan_line *line = line_new(m, PLAN_CHARGE);
  *line = (struct plan_line){ .what = PLAN_CHARGE,
                              .item = x,
                              .name = x->name,
                              .tax_class = x->tax_class,
                              .due = from,
                              .from = from,
                              .to = to,
                              .units = units,
                              .days = days,
                              .of = of ? of : days };
  if (!unit_amounts(x, units, promo, &line->amount, &line->margin, &full) ||
      (of && (!proration_parts(line->amount, line->margin, days, of, &line->amount, &line->margin) ||
              !proration_part(full, days, of, &full))))
    m->failed = true;
  else
    line->discount = full - line->amount;
}

/* P6: the rest of the period that holds D, then whole ones. */
static void item_comes(struct maker *m, const struct sub_item *x, struct date first)
{
  const struct plan *p = m->p;
  struct grid g = { p->term_start, p->anchor_day, p->shift_days };
  struct date end =
      p->term_end.year ? p->term_end : date_add_days(date_add_months(first, SUB_AHEAD_MONTHS, first.day), -1);
  int k = grid_index(&g, x->period_months, first);
  struct date from = grid_day(&g, x->period_months, k);
  for (; date_compare(from, end) <= 0 && !m->failed; k++) {
    struct date next = grid_day(&g, x->period_months, k + 1), to = date_add_days(next, -1);
    bool part = date_compare(from, first) < 0;
    charge(m, x, part ? first : from, to, x->units, part ? days_between(from, to) : 0, promo_holds(x, from));
    from = next;
  }
}

/* P7. before: what there was of it, NULL; billed: and was charged. */
static void once_comes(struct maker *m, const struct sub_item *x, const struct sub_item *before, bool billed)
{
  bool added = before && billed;
  int units = added ? x->units - before->units : x->units;
  struct date on = m->p->on, to = m->p->term_end.year ? m->p->term_end : on;
  if (units > 0)
    charge(m, x, on, to, units, 0, !added && promo_holds(x, on));
}

static bool same(const struct sub_item *a, const struct sub_item *b)
{
  return a->product_id == b->product_id && a->addon == b->addon && a->units == b->units && a->buy == b->buy &&
         a->pay == b->pay && a->per_units == b->per_units && a->period_months == b->period_months &&
         a->off_pay == b->off_pay && a->off_buy == b->off_buy && date_compare(a->off_until, b->off_until) == 0;
}

static int item_find(const struct sub *s, const struct sub_item *x)
{
  for (int i = 0; i < s->n_items; i++)
    if (s->items[i].product_id == x->product_id && s->items[i].addon == x->addon)
      return i;
  return -1;
}

static void items_change(struct maker *m)
{
  const struct sub *s = m->s;
  struct plan *p = m->p;
  bool billed[SUB_ITEMS_MAX] = { 0 };
  for (int i = 0; i < p->n_items; i++) {
    int old = item_find(s, &p->items[i]);
    p->items[i].id = 0;
    if (old >= 0 && same(&s->items[old], &p->items[i]) && !(m->restart && p->items[i].period_months)) {
      m->stays[old] = true;
      p->items[i].id = s->items[old].id;
    }
  }
  for (int i = 0; i < s->n_entries; i++)
    if (!s->entries[i].billed && (s->entries[i].item < 0 || s->entries[i].credit || m->stays[s->entries[i].item]))
      line_of_entry(m, &s->entries[i], PLAN_STAYS);
  for (int i = 0; i < s->n_items; i++)
    if (!m->stays[i])
      item_goes(m, i, REPLACED, &billed[i]);
  for (int i = 0; i < p->n_items; i++) {
    int old = item_find(s, &p->items[i]);
    if (p->items[i].usage)
      continue;
    if (!p->items[i].period_months && !p->items[i].id)
      once_comes(m, &p->items[i], old < 0 ? NULL : &s->items[old], old >= 0 && billed[old]);
    else if (p->items[i].period_months && (!p->items[i].id || (p->at_end && s->term_end.year)))
      item_comes(m, &p->items[i], p->on);
  }
}

/* P8 and P9: the term that begins on D. */
static void term_begins(struct plan *p, bool keep_anchor)
{
  p->term_start = p->on;
  if (!keep_anchor)
    p->anchor_day = p->on.day;
  p->shift_days = 0;
  p->term_end = (struct date){ 0 };
  if (p->term_months)
    p->term_end = date_add_days(date_add_months(p->on, p->term_months, p->anchor_day), -1);
}

static void renew(struct maker *m)
{
  struct plan *p = m->p;
  const struct sub *s = m->s;
  struct grid g = { s->term_start, s->anchor_day, s->shift_days };
  struct date first = date_add_days(s->term_end, 1);
  p->term_end = date_add_days(grid_day(&g, s->term_months, grid_index(&g, s->term_months, first) + 1), -1);
  for (int i = 0; i < s->n_entries; i++)
    if (!s->entries[i].billed)
      line_of_entry(m, &s->entries[i], PLAN_STAYS);
  for (int i = 0; i < s->n_items; i++) {
    m->stays[i] = true;
    if (s->items[i].period_months && !s->items[i].usage)
      item_comes(m, &s->items[i], first);
  }
}

static void cancel(struct maker *m, bool credit_unused)
{
  const struct sub *s = m->s;
  bool billed;
  for (int i = 0; i < s->n_items; i++) {
    m->stays[i] = true;
    item_goes(m, i, m->p->at_end || !credit_unused ? ENDED : ENDED_WITH_CREDIT, &billed);
  }
  for (int i = 0; i < s->n_entries; i++)
    if (!s->entries[i].billed && (s->entries[i].item < 0 || s->entries[i].credit))
      line_of_entry(m, &s->entries[i], PLAN_STAYS);
}

/* P11: what is planned for S or later comes n days later; everything else stays where it is. */
static void resume(struct maker *m)
{
  const struct sub *s = m->s;
  struct plan *p = m->p;
  int n = p->moved_days;
  for (int i = 0; i < s->n_items; i++)
    m->stays[i] = true;
  for (int i = 0; i < s->n_entries; i++) {
    const struct sub_entry *e = &s->entries[i];
    if (e->billed)
      continue;
    line_of_entry(m, e, PLAN_STAYS);
    struct plan_line *line = &p->lines[p->n_lines - 1];
    if (e->credit || e->again || date_compare(e->from, s->suspended) < 0)
      continue;
    line->due = date_add_days(e->due, n);
    line->from = date_add_days(e->from, n);
    line->to = date_add_days(e->to, n);
  }
  if (p->term_end.year)
    p->term_end = date_add_days(p->term_end, n);
  if (p->cancel.year)
    p->cancel = date_add_days(p->cancel, n);
  p->shift_days += n;
}

static void nothing_moves(struct maker *m)
{
  for (int i = 0; i < m->s->n_items; i++)
    m->stays[i] = true;
  for (int i = 0; i < m->s->n_entries; i++)
    if (!m->s->entries[i].billed && m->p->kind != CHANGE_PAUSE)
      line_of_entry(m, &m->s->entries[i], PLAN_STAYS);
}

static void lines_make(struct maker *m, bool credit_unused)
{
  struct plan *p = m->p;
  m->restart = (p->kind == CHANGE_UPDATE || p->kind == CHANGE_OFFER) && p->term_months != m->s->term_months;
  switch (p->kind) {
  case CHANGE_UPDATE:
  case CHANGE_OFFER:
    if (p->at_end && (m->s->term_end.year || m->restart))
      term_begins(p, !m->s->shift_days && !m->restart);
    else if (m->restart)
      term_begins(p, false);
    items_change(m);
    break;
  case CHANGE_RENEW: renew(m); break;
  case CHANGE_CANCEL: cancel(m, credit_unused); break;
  case CHANGE_RESUME: resume(m); break;
  default: nothing_moves(m);
  }
}

const char *plan_lines(struct work *w, const struct sub *s, struct plan *p, bool credit_unused)
{
  struct maker m = { .w = w, .s = s, .p = p };
  for (int i = 0; i < p->n_items && !s->org_id; i++) { /* a direct one has no partner, whose the margin were */
    p->items[i].buy = p->items[i].pay;
    p->items[i].off_buy = p->items[i].off_pay;
  }
  m.stays = arena_array(w->arena, SUB_ITEMS_MAX, sizeof *m.stays);
  p->stays = m.stays;
  p->lines = arena_array(w->arena, PLAN_LINES_MAX, sizeof *p->lines);
  lines_make(&m, credit_unused);
  return m.failed ? t("The amounts are too large, or there are too many payments.") : NULL;
}
