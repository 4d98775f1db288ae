/* A plan, written: each line of it becomes what it says, no more and no less. */
#include "lib/model/change_parts.h"

#include "lib/base/json.h"
#include "lib/base/log.h"
#include "lib/model/invoice.h"

static result void_write(struct work *w, const struct sub *s, const struct plan *p)
{
  struct buf text = BUF(w->arena);
  struct json j = JSON(&text);
  int n = 0;
  json_array(&j, NULL);
  for (int i = 0; i < p->n_lines; i++)
    if (p->lines[i].what == PLAN_VOID) {
      json_int(&j, NULL, p->lines[i].entry_id);
      n++;
    }
  json_end_array(&j);
  if (!n)
    return OK;
  TRY(db_exec(
      w,
      "UPDATE JSON_TABLE(?, '$[*]' COLUMNS (id BIGINT PATH '$')) j STRAIGHT_JOIN schedule_entry e ON e.id = j.id"
      " SET e.status = 'void' WHERE e.subscription_id = ? AND e.status = 'planned'",
      A(buf_text(&text)), A(s->id)));
  return db_changed(w) == n ? OK : RETRY;
}

/* What goes keeps its row for its payments; what stays under another offer is called after that one from now on. */
static result items_end(struct work *w, const struct sub *s, const struct plan *p)
{
  for (int i = 0; i < s->n_items; i++) {
    const struct sub_item *x = &s->items[i];
    if (!p->stays[i])
      TRY(db_exec(w, "UPDATE subscription_item SET live = NULL, ended_on = ?, version_id = ? WHERE id = ?", A(p->on),
                  A(x->version_id), A(x->id)));
    else if (p->version_id != s->version_id && !x->addon)
      TRY(db_exec(w, "UPDATE subscription_item SET version_id = ? WHERE id = ?", A(p->version_id), A(x->id)));
  }
  return OK;
}

static result items_begin(struct work *w, const struct sub *s, const struct plan *p)
{
  return db_exec(
      w,
      "INSERT INTO subscription_item (subscription_id, org_id, product_id, version_id, units, charge, per_units, period_months, buy_minor,"
      " sell_minor, addon, addon_quantity, source, source_id, off_pay_minor, off_buy_minor, off_until_on, priced_on, sell_named) SELECT ?, ?, j.product, j.version, j.units,"
      " IF(j.by_use, 'usage', IF(j.months, 'recurring', 'one_off')), j.per, j.months, j.buy, j.pay, j.addon, j.addon_quantity, COALESCE(j.source, ''), j.source_id,"
      " j.off_pay, j.off_buy, j.off_until, j.priced, j.named"
      " FROM JSON_TABLE(?, '$[*]' COLUMNS (n INT PATH '$.n', id BIGINT PATH '$.id', product BIGINT PATH '$.product',"
      " version BIGINT PATH '$.version', source VARCHAR(10) PATH '$.source', source_id BIGINT PATH '$.source_id',"
      " buy BIGINT PATH '$.buy', pay BIGINT PATH '$.pay', units INT PATH '$.units', months INT PATH '$.months',"
      " addon_quantity INT PATH '$.addon_quantity', addon INT PATH '$.addon', off_pay BIGINT PATH '$.off_pay',"
      " off_buy BIGINT PATH '$.off_buy', off_until DATE PATH '$.off_until', priced DATE PATH '$.priced', named INT PATH '$.named',"
      " by_use INT PATH '$.usage', per INT PATH '$.per')) j WHERE j.id = 0 ORDER BY j.n",
      A(s->id), A_REF(s->org_id), A(plan_items_json(w, p)));
}

/* A credit stands with the item of the payment that it gives back, so that each has its own numbers. */
static void line_json(struct json *j, int n, const struct plan_line *line)
{
  bool whole = line->days == line->of;
  json_object(j, NULL);
  json_int(j, "n", n);
  json_text(j, "kind", line->what == PLAN_CREDIT ? "credit" : "charge");
  json_int(j, "credits", line->what == PLAN_CREDIT ? line->entry_id : 0);
  json_int(j, "product", line->item->product_id);
  json_int(j, "addon", line->item->addon);
  json_date(j, "due", line->due);
  json_date(j, "from", line->from);
  json_date(j, "to", line->to);
  json_int(j, "units", line->units);
  json_int(j, "days", whole ? 0 : line->days);
  json_int(j, "of", whole ? 0 : line->of);
  json_int(j, "amount", line->amount);
  json_int(j, "margin", line->margin);
  json_int(j, "discount", line->discount);
  json_end_object(j);
}

static result lines_write(struct work *w, const struct sub *s, const struct plan *p)
{
  struct buf text = BUF(w->arena);
  struct json j = JSON(&text);
  int n = 0;
  json_array(&j, NULL);
  for (int i = 0; i < p->n_lines; i++)
    if (p->lines[i].what == PLAN_CREDIT || p->lines[i].what == PLAN_CHARGE)
      line_json(&j, ++n, &p->lines[i]);
  json_end_array(&j);
  if (!n)
    return OK;
  TRY(db_exec(
      w,
      "INSERT INTO schedule_entry (subscription_id, org_id, item_id, number, kind, due_on, period_from, period_to, amount_minor,"
      " margin_minor, days, days_of, units, credits_id, bill_group_id, discount_minor, promo) SELECT i.subscription_id,"
      " IF(j.credits > 0, c.org_id, i.org_id), i.id,"
      " COALESCE((SELECT MAX(m.number) FROM schedule_entry m WHERE m.item_id = i.id), 0)"
      " + ROW_NUMBER() OVER (PARTITION BY i.id ORDER BY j.n), j.kind, j.due, j.period_from, j.period_to, j.amount, j.margin, j.days,"
      " j.days_of, j.units, NULLIF(j.credits, 0), NULLIF(COALESCE(d.bill_group_id, c.bill_group_id, ?), ?), j.discount, IF(j.discount > 0, ?, '') FROM JSON_TABLE(?, '$[*]' COLUMNS (n INT PATH '$.n', kind VARCHAR(6) PATH '$.kind',"
      " credits BIGINT PATH '$.credits', product BIGINT PATH '$.product', addon INT PATH '$.addon', due DATE PATH '$.due',"
      " period_from DATE PATH '$.from', period_to DATE PATH '$.to', units INT PATH '$.units', days INT PATH '$.days',"
      " days_of INT PATH '$.of', amount BIGINT PATH '$.amount', margin BIGINT PATH '$.margin', discount BIGINT PATH '$.discount')) j"
      " LEFT JOIN schedule_entry c ON c.id = j.credits LEFT JOIN invoice d ON d.id = c.invoice_id JOIN subscription_item i ON i.subscription_id = ? AND"
      " IF(j.credits > 0, i.id = c.item_id, i.product_id = j.product AND i.addon = j.addon AND i.live = 1)",
      A(s->bill_group_id), A(s->bill_group_id), A(s->promo), A(buf_text(&text)), A(s->id)));
  if (db_changed(w) != n)
    return FAIL("subscription %lld: %d lines were to be written", (long long)s->id, n);
  return OK;
}

/* P11. The periods that hold the pause keep the number of their charged days. */
static result resume_write(struct work *w, const struct sub *s, const struct plan *p)
{
  TRY(db_exec(
      w,
      "UPDATE schedule_entry e JOIN subscription_item i ON i.id = e.item_id SET e.days = IF(e.days > 0, e.days,"
      " DATEDIFF(e.period_to, e.period_from) + 1), e.period_to = DATE_ADD(e.period_to, INTERVAL ? DAY)"
      " WHERE e.subscription_id = ? AND e.kind = 'charge' AND i.live = 1 AND i.charge = 'recurring' AND (e.status <> 'void' OR e.unbilled = 'never')"
      " AND e.period_to >= ? AND (e.period_from < ? OR (e.period_from = ? AND (e.status = 'invoiced' OR e.unbilled IS NOT NULL)))",
      A(p->moved_days), A(s->id), A(s->suspended), A(s->suspended), A(s->suspended)));
  TRY(db_exec(
      w,
      "UPDATE schedule_entry SET due_on = DATE_ADD(due_on, INTERVAL ? DAY), period_from = DATE_ADD(period_from, INTERVAL ? DAY),"
      " period_to = DATE_ADD(period_to, INTERVAL ? DAY) WHERE subscription_id = ? AND kind = 'charge' AND status = 'planned'"
      " AND unbilled IS NULL AND period_from >= ?",
      A(p->moved_days), A(p->moved_days), A(p->moved_days), A(s->id), A(s->suspended)));
  TRY(db_exec(
      w,
      "UPDATE subscription_item SET off_until_on = DATE_ADD(off_until_on, INTERVAL ? DAY) WHERE subscription_id = ? AND live = 1"
      " AND off_until_on > ? AND off_until_on < '9999-01-01'",
      A(p->moved_days), A(s->id), A(s->suspended)));
  return db_exec(w,
                 "UPDATE subscription_change SET effective_on = DATE_ADD(effective_on, INTERVAL ? DAY)"
                 " WHERE subscription_id = ? AND waiting = 1",
                 A(p->moved_days), A(s->id));
}

static result head_write(struct work *w, const struct sub *s, const struct plan *p)
{
  bool waits = p->at_end && (p->kind == CHANGE_UPDATE || p->kind == CHANGE_OFFER);
  if (waits)
    return db_exec(w, "UPDATE subscription SET revision = revision + 1 WHERE id = ?", A(s->id));
  return db_exec(
      w,
      "UPDATE subscription SET revision = revision + 1, version_id = ?, quantity = ?, term_months = ?, anchor_day = ?,"
      " shift_days = ?, auto_renew = ?, status = ?, term_start_on = ?, term_end_on = ?, cancel_on = ?,"
      " cancel_reason = IF(? IS NULL, '', IF(? = '', cancel_reason, ?)), suspended_on = ?, resume_by_on = ? WHERE id = ?",
      A(p->version_id), A(p->quantity), A(p->term_months), A(p->anchor_day), A(p->shift_days), A(p->auto_renew),
      A(p->status), A(p->term_start), A(p->term_end), A(p->cancel), A(p->cancel), A(p->reason), A(p->reason),
      A(p->suspended), A(p->resume_by), A(s->id));
}

static result waiting_drop(struct work *w, const struct sub *s)
{
  return s->waiting_id ? db_exec(w, "UPDATE subscription_change SET status = 'undone', done_at = ? WHERE id = ?",
                                 A(w->now), A(s->waiting_id))
                       : OK;
}

result plan_write(struct work *w, const struct sub *s, const struct plan *p)
{
  bool waits = p->at_end && p->kind != CHANGE_RENEW;
  if (!waits) {
    if (p->kind == CHANGE_RESUME)
      TRY(resume_write(w, s, p));
    TRY(void_write(w, s, p));
    TRY(items_end(w, s, p));
    if (p->kind == CHANGE_UPDATE || p->kind == CHANGE_OFFER)
      TRY(items_begin(w, s, p));
    TRY(lines_write(w, s, p));
  }
  if (p->kind == CHANGE_UNDO || (p->kind == CHANGE_CANCEL && !p->at_end))
    TRY(waiting_drop(w, s));
  return head_write(w, s, p);
}

/* Everything of it that is due becomes a draft: what the preview calls due now. */
result plan_bill(struct work *w, const struct sub *s, const struct plan *p)
{
  struct work own = *w;
  own.zone = s->zone;
  if (str_eq(p->status, "suspended"))
    return OK;
  for (bool more = true; more;)
    TRY(invoice_draft_subscription(&own, s->bill_group_id, s->customer_id, s->id, s->today, &more));
  return OK;
}
