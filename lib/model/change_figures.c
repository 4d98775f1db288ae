/* What a plan comes to by days, with taxes; what is billed at once; and the fingerprint of every figure and day in it. */
#include "lib/model/change_parts.h"

#include "lib/base/crypto.h"
#include "lib/base/i18n.h"
#include <string.h>

/* A day's place among the dues; days come mostly in order, so a search from the end is short. -1: no room. */
static int day_find(struct plan *p, struct tax_sums *taxes, struct date on)
{
  int i = p->n_dues;
  while (i > 0 && date_compare(p->dues[i - 1].on, on) > 0)
    i--;
  if (i > 0 && !date_compare(p->dues[i - 1].on, on))
    return i - 1;
  if (p->n_dues == SUB_ENTRIES_MAX)
    return -1;
  memmove(p->dues + i + 1, p->dues + i, (size_t)(p->n_dues - i) * sizeof *p->dues);
  memmove(taxes + i + 1, taxes + i, (size_t)(p->n_dues - i) * sizeof *taxes);
  p->dues[i] = (struct plan_due){ .on = on };
  taxes[i] = (struct tax_sums){ 0 };
  p->n_dues++;
  return i;
}

/* Ended before: what would be due from that day on never is. */
static bool line_counts(const struct plan *p, const struct plan_line *line)
{
  if (line->what == PLAN_VOID || line->earlier)
    return false;
  return !p->cancel.year || line->what == PLAN_CREDIT || line->again || date_compare(line->from, p->cancel) < 0;
}

static const char *days_add(struct plan *p, const struct tax_rules *rules, struct tax_sums *taxes, struct tax_sums *now,
                            const struct sub *s)
{
  for (int i = 0; i < p->n_lines; i++) {
    const struct plan_line *line = &p->lines[i];
    const struct tax_rule *rule = tax_of(rules, line->tax_class);
    if (!line_counts(p, line))
      continue;
    if (!rule)
      return t("No tax is set up for this customer's country. Please tell us.");
    struct money amount = money_of(line->amount, s->currency);
    int day = day_find(p, taxes, line->due);
    if (day < 0 || !tax_add(&taxes[day], rule, amount))
      return t("The amounts are too large, or there are too many payments.");
    if (date_compare(line->due, s->today) <= 0 && !tax_add(now, rule, amount))
      return t("The amounts are too large, or there are too many payments.");
  }
  return NULL;
}

static const char *days_total(struct plan *p, struct tax_sums *taxes, struct tax_sums *now, const struct sub *s)
{
  p->now_net = p->now_tax = p->now_total = money_of(0, s->currency);
  for (int i = 0; i < p->n_dues; i++)
    if (!tax_total(&taxes[i], &p->dues[i].net, &p->dues[i].tax) ||
        !money_add(p->dues[i].net, p->dues[i].tax, &p->dues[i].total))
      return t("The amount is too large.");
  if (now->n && (!tax_total(now, &p->now_net, &p->now_tax) || !money_add(p->now_net, p->now_tax, &p->now_total)))
    return t("The amount is too large.");
  return NULL;
}

static void date_put(struct arena *a, struct buf *b, struct date d)
{
  buf_printf(b, "%s ", date_iso(a, d));
}

/* Everything that the person is shown or that is written, in one text. */
static const char *fingerprint(struct work *w, const struct sub *s, const struct plan *p)
{
  struct buf b = BUF(w->arena);
  unsigned char hash[32];
  buf_printf(&b, "%lld %d %s %d %d ", (long long)s->id, s->revision, s->status, (int)p->kind, p->at_end);
  buf_printf(&b, "%lld %d %d %d %d %d %d %s %s\n", (long long)p->version_id, p->quantity, p->term_months, p->anchor_day,
             p->shift_days, p->moved_days, p->auto_renew, p->status, s->currency);
  const struct date days[] = { s->today, p->on, p->term_start, p->term_end, p->cancel, p->suspended, p->resume_by };
  for (size_t i = 0; i < sizeof days / sizeof *days; i++)
    date_put(w->arena, &b, days[i]);
  buf_printf(&b, "\n%zu:%s\n%s\n", strlen(p->reason), p->reason, plan_items_json(w, p));
  for (int i = 0; i < p->n_lines; i++) {
    const struct plan_line *l = &p->lines[i];
    buf_printf(&b, "%d %lld %d %d %d %lld %lld ", (int)l->what, (long long)l->entry_id, l->units, l->days, l->of,
               (long long)l->amount, (long long)l->margin);
    date_put(w->arena, &b, l->due);
    date_put(w->arena, &b, l->from);
    date_put(w->arena, &b, l->to);
    buf_putc(&b, '\n');
  }
  for (int i = 0; i < p->n_dues; i++)
    buf_printf(&b, "%s %lld %lld\n", date_iso(w->arena, p->dues[i].on), (long long)p->dues[i].net.minor,
               (long long)p->dues[i].tax.minor);
  sha256(b.at, b.size, hash);
  return base64url_encode(w->arena, hash, 16);
}

result plan_figures(struct work *w, const struct sub *s, struct plan *p)
{
  struct tax_rules rules;
  struct tax_sums *taxes = arena_array(w->arena, SUB_ENTRIES_MAX, sizeof *taxes), now = { 0 };
  p->dues = arena_array(w->arena, SUB_ENTRIES_MAX, sizeof *p->dues);
  struct tax_place payer = { s->payer_country, s->payer_region, s->payer_tax_number };
  TRY(tax_find_at(w, s->legal_entity_id, &payer, s->today, &rules));
  p->problem = days_add(p, &rules, taxes, &now, s);
  if (!p->problem)
    p->problem = days_total(p, taxes, &now, s);
  p->more_follow = (!p->term_end.year || p->auto_renew) && !p->cancel.year;
  p->figures = fingerprint(w, s, p);
  return OK;
}
