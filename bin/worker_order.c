/* Who hears of an order (decision 56): whoever placed it, or the organisation that staff placed it for, with what the payer is invoiced; the end customer, without any price, when
 * the partner is the payer. */
#include "bin/worker.h"

#include "lib/base/i18n.h"
#include "lib/model/order.h"

struct told {
  int64_t id, org_id, person_id;
  struct public_id public_id;
  const char *reference, *po_number, *org, *colour, *org_email, *customer, *owner, *email, *language, *name;
  const char *org_language;
  struct date start;
  struct money total_now;
};

/* email, language and name are the receiver's: the person's who ordered, or the customer's. */
static result told_find(struct task *task, bool customer, struct told *o)
{
  ROWS rows = { 0 };
  *o = (struct told){ .id = task->noun_id };
  TRY(db_query(
      task->w, &rows,
      "SELECT o.org_id, o.public_id, o.reference, o.po_number, g.name, g.colour, gp.email, gp.language, c.name, o.invoice_owner,"
      " IF(?, p.email, IF(o.person_id IS NULL OR (o.source = 'admin' AND gp.email <> ''), gp.email, u.email)),"
      " IF(?, p.language, IF(o.person_id IS NULL OR o.source = 'admin', gp.language, u.language)),"
      " IF(?, TRIM(CONCAT(p.first_name, ' ', p.last_name)), IF(o.person_id IS NULL OR o.source = 'admin', '', u.name)),"
      " IF(? OR o.source = 'admin', 0, COALESCE(u.id, 0)), o.start_on, o.total_now_minor, o.currency FROM customer_order o JOIN org g ON g.id = o.org_id JOIN party gp ON gp.id = g.party_id JOIN customer c"
      " ON c.id = o.customer_id JOIN party p ON p.id = c.party_id LEFT JOIN person u ON u.id = o.person_id AND u.active"
      " WHERE o.id = ? AND o.status = 'complete'",
      A(customer), A(customer), A(customer), A(customer), A(o->id)));
  if (rows_one(&rows, F(o->org_id), F(o->public_id), F(o->reference), F(o->po_number), F(o->org), F(o->colour),
               F(o->org_email), F(o->org_language), F(o->customer), F(o->owner), F(o->email), F(o->language),
               F(o->name), F(o->person_id), F(o->start), F(o->total_now.minor), F(o->total_now.currency)) != OK)
    task->why = "there is no such order";
  else if (str_empty(o->email))
    task->why = "there is nobody to tell";
  return task->why ? NOT_FOUND : OK;
}

/* One product: what it costs, what is taken off, and what of it is not due yet. */
static void part_priced(struct letter *l, struct arena *a, const struct order_sums *sums, const struct order_part *p)
{
  const char *offer = p->line->offer->name, *language = i18n_current(), *later = order_part_later(a, p, sums->day),
             *what = str_eq(offer, p->item->name) ? offer : arena_printf(a, "%s: %s", offer, p->item->name);
  const struct promo *promo = sums->quote.promo;
  struct money rest = money_of(p->less.minor - p->full.minor, p->full.currency);
  if (p->item->usage)
    return;
  letter_amount(l, arena_printf(a, "%d \u00d7 %s, %s", p->units, what, offer_period_text(a, p->item->period_months)),
                money_text(a, p->full, language));
  if (p->less.minor)
    letter_amount(l, promo_less_text(a, promo->code, promo->percent ? promo->rate_bp : 0, language),
                  money_text(a, money_of(-p->less.minor, p->less.currency), language));
  if (later && rest.minor)
    letter_amount(l, later, money_text(a, rest, language));
}

/* From the lines to what is due now; the two in between only where they are as they were. */
static void sums_priced(struct letter *l, struct arena *a, const struct told *o, const struct quote *q)
{
  const char *language = i18n_current();
  if (q->now_taxes.n && quote_sound(q) && q->now_total.minor == o->total_now.minor) {
    letter_total(l, t("Total before tax"), money_text(a, q->now_net, language));
    for (int i = 0; i < q->now_taxes.n; i++) {
      const struct tax_sum *s = &q->now_taxes.sums[i];
      letter_amount(l,
                    arena_printf(a, t("%s %s on %s"), tax_name_in(language, s->rule->name),
                                 rate_text(a, s->rule->rate_bp, language), money_text(a, s->base, language)),
                    money_text(a, s->tax, language));
    }
  }
  letter_total(l, t("Due now, tax included"), money_text(a, o->total_now, language));
}

/* The next payments, and what is paid by use. */
static void later_priced(struct letter *l, struct arena *a, const struct order_sums *sums)
{
  enum { LATER_SHOWN = 6 };
  const struct quote *q = &sums->quote;
  int n = 0;
  for (int i = 0; i < q->n_dues; i++) {
    const struct quote_due *due = &q->dues[i];
    if (date_compare(due->on, sums->day) <= 0)
      continue;
    if (!n)
      letter_paragraph(l, "%s", t("Due later, tax included:"));
    if (n++ < LATER_SHOWN)
      letter_amount(l, date_text(a, due->on, i18n_current()), money_text(a, due->total, i18n_current()));
  }
  if (n > LATER_SHOWN)
    letter_paragraph(l, tn("%d more payment", "%d more payments", (unsigned long)(n - LATER_SHOWN)), n - LATER_SHOWN);
  if (q->more_follow)
    letter_small(l, "%s", t("More payments may follow: at least one part runs on or renews until it is cancelled."));
  for (int i = 0; i < sums->n; i++)
    if (sums->parts[i].item->usage)
      letter_fact(l, sums->parts[i].item->name, offer_usage_text(a, sums->parts[i].item, sums->parts[i].unit));
}

/* What the payer is invoiced: it is the partner's own price where the partner pays, and the customer's where not. */
static result lines_priced(struct task *task, const struct told *o, struct letter *l)
{
  struct work w = *task->w;
  struct order order;
  struct order_sums sums;
  w.org_id = o->org_id;
  TRY(order_find(&w, o->public_id, &order));
  TRY(order_sums(&w, &order, &sums));
  for (int i = 0; i < sums.n; i++)
    part_priced(l, w.arena, &sums, &sums.parts[i]);
  sums_priced(l, w.arena, o, &sums.quote);
  later_priced(l, w.arena, &sums);
  return OK;
}

static result lines_named(struct task *task, const struct told *o, struct letter *l)
{
  const char *offer;
  int quantity;
  ROWS rows = { 0 };
  TRY(db_query(
      task->w, &rows,
      "SELECT v.name, l.quantity FROM order_line l JOIN offer_version v ON v.id = l.version_id WHERE l.order_id = ?"
      " ORDER BY l.position LIMIT 500",
      A(o->id)));
  while (rows_next(&rows, F(offer), F(quantity)))
    letter_fact(l, offer, arena_printf(task->w->arena, "%d", quantity));
  return OK;
}

result order_placed_mail(struct task *task)
{
  struct told o;
  struct arena *a = task->w->arena;
  TRY(told_find(task, false, &o));
  mail_language(task, o.language, o.org_language);
  const char *site = task->config->site_name;
  struct mail_values *v = mail_begin(task, (struct letter_brand){ .name = site, .colour = o.colour }, o.name);
  TRY(mail_dress(task, o.org_id, v, &site));
  mail_value(v, "order", o.reference);
  mail_value(v, "customer", o.customer);
  TRY(mail_link(task, v, o.org_id, "/orders/%s", public_id_text(a, o.public_id)));
  struct letter *facts = mail_part(v, "facts");
  letter_fact(facts, t("Starts on"), date_text(a, o.start, i18n_current()));
  if (!str_empty(o.po_number))
    letter_fact(facts, t("PO number"), o.po_number);
  letter_fact(facts, t("Invoiced to"), str_eq(o.owner, "partner") ? o.org : o.customer);
  TRY(lines_priced(task, &o, mail_part(v, "prices")));
  return mail_finish(
      task, v,
      &(struct mail_sending){ .mail = "order_placed", .from_name = site, .to = o.email, .person_id = o.person_id });
}

result order_customer_mail(struct task *task)
{
  struct told o;
  struct arena *a = task->w->arena;
  TRY(told_find(task, true, &o));
  mail_language(task, o.language, o.org_language);
  struct mail_values *v = mail_begin(task, (struct letter_brand){ .name = o.org, .colour = o.colour }, o.name);
  mail_value(v, "organisation", o.org);
  mail_value(v, "order", o.reference);
  mail_value(v, "contact", str_empty(o.org_email) ? o.org : arena_printf(a, "%s, %s", o.org, o.org_email));
  TRY(lines_named(task, &o, mail_part(v, "items")));
  struct letter *facts = mail_part(v, "facts");
  letter_fact(facts, t("Starts on"), date_text(a, o.start, i18n_current()));
  letter_fact(facts, t("Reference"), o.reference);
  return mail_finish(task, v, &(struct mail_sending){ .mail = "order_customer", .from_name = o.org, .to = o.email });
}
