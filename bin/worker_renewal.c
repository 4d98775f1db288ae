/* Who hears of a subscription's life (decision 56): notices before a term ends, 90, 60 and 30 days ahead, each once, and what was changed. */
#include "bin/worker.h"

#include "lib/base/i18n.h"
#include "lib/base/log.h"
#include "lib/model/trail.h"

enum { NOTICES_BATCH = 100 };

/* ---- which notices are due ---- */
static const int notice_days[] = { 90, 60, 30 };

struct notices {
  int days, least; /* that many days before the end, and more than the next notice's */
  int64_t after;
  int n;
};

/* A term shorter than twice the days gets none: it would come with every bill. */
static result notices_write(struct work *w, void *arg)
{
  struct notices *x = arg;
  int64_t ids[NOTICES_BATCH], orgs[NOTICES_BATCH];
  struct date ends[NOTICES_BATCH], today = utc_date(w->now, "UTC");
  x->n = 0;
  {
    ROWS rows = { 0 };
    TRY(db_query(
        w, &rows,
        "SELECT s.id, s.org_id, s.term_end_on FROM subscription s WHERE s.id > ? AND s.org_id IS NOT NULL AND s.term_end_on BETWEEN ?"
        " AND ? AND s.status = 'active' AND s.cancel_on IS NULL AND DATEDIFF(s.term_end_on, s.term_start_on) >= 2 * ?"
        " AND NOT EXISTS (SELECT 1 FROM renewal_notice n WHERE n.subscription_id = s.id AND n.term_end_on = s.term_end_on"
        " AND n.days <= ?) ORDER BY s.id LIMIT 100",
        A(x->after), A(date_add_days(today, x->least)), A(date_add_days(today, x->days)), A(x->days), A(x->days)));
    while (x->n < NOTICES_BATCH && rows_next(&rows, F(ids[x->n]), F(orgs[x->n]), F(ends[x->n])))
      x->n++;
  }
  for (int i = 0; i < x->n; i++) {
    TRY(db_exec(w, "INSERT IGNORE INTO renewal_notice (subscription_id, term_end_on, days, at) VALUES (?, ?, ?, ?)",
                A(ids[i]), A(ends[i]), A(x->days), A(w->now)));
    if (db_changed(w) == 1)
      TRY(outbox_put(w, "mail.renewal", orgs[i], ids[i], NULL));
  }
  if (x->n)
    x->after = ids[x->n - 1];
  return OK;
}

result renewal_notices(struct task *task)
{
  for (size_t i = 0; i < sizeof notice_days / sizeof *notice_days; i++) {
    bool last = i + 1 == sizeof notice_days / sizeof *notice_days;
    struct notices x = { .days = notice_days[i], .least = last ? 0 : notice_days[i + 1] + 1, .n = NOTICES_BATCH };
    while (x.n == NOTICES_BATCH && !worker_stopping()) {
      struct notices before = x;
      result r = db_transaction(task->w, notices_write, &x);
      if (r != OK)
        return r;
      arena_reset(task->w->arena);
      if (x.after == before.after)
        break;
    }
  }
  return OK;
}

/* ---- the letters ---- */
struct told {
  int64_t person_id; /* whose address it is; 0: the organisation's, or the end customer's */
  struct public_id subscription;
  const char *offer, *customer, *org, *colour, *org_email, *org_language, *email, *language, *name, *kind, *reference;
  struct date term_end, on;
  int quantity;
  bool renews;
  struct money now;
};

static result told_check(struct task *task, result found, const struct told *o)
{
  if (found != OK && found != NOT_FOUND) /* nothing is known: it is tried again */
    return found;
  if (found == NOT_FOUND)
    task->why = "there is no such subscription";
  else if (str_empty(o->email))
    task->why = "there is nobody to tell";
  return task->why ? NOT_FOUND : OK;
}

/* What the person who ordered it does not want, their organisation gets. */
static result renewal_reader(struct task *task, struct told *o)
{
  bool unwanted;
  TRY(mail_unwanted(task, "renewal", o->person_id, &unwanted));
  if (!unwanted)
    return OK;
  o->person_id = 0;
  o->email = o->org_email;
  o->language = o->org_language;
  o->name = "";
  return OK;
}

/* Whoever ordered it; when that person is gone, the organisation. */
static result renewal_find(struct task *task, struct told *o)
{
  ROWS rows = { 0 };
  *o = (struct told){ 0 };
  TRY(db_query(
      task->w, &rows,
      "SELECT s.public_id, v.name, c.name, g.name, g.colour, COALESCE(u.id, 0), gp.email, gp.language,"
      " COALESCE(u.email, gp.email), COALESCE(u.language, gp.language), COALESCE(u.name, ''), s.term_end_on, s.quantity, s.auto_renew FROM subscription s JOIN offer_version v ON v.id = s.version_id"
      " JOIN customer c ON c.id = s.customer_id JOIN org g ON g.id = s.org_id JOIN party gp ON gp.id = g.party_id"
      " JOIN order_line l ON l.id = s.order_line_id JOIN customer_order o ON o.id = l.order_id"
      " LEFT JOIN person u ON u.id = o.person_id AND u.active AND u.org_id = g.id"
      " WHERE s.id = ? AND s.status = 'active' AND s.cancel_on IS NULL AND s.term_end_on IS NOT NULL",
      A(task->noun_id)));
  result r = rows_one(&rows, F(o->subscription), F(o->offer), F(o->customer), F(o->org), F(o->colour), F(o->person_id),
                      F(o->org_email), F(o->org_language), F(o->email), F(o->language), F(o->name), F(o->term_end),
                      F(o->quantity), F(o->renews));
  if (r == OK)
    TRY(renewal_reader(task, o));
  return told_check(task, r, o);
}

static result subscription_link(const struct task *task, struct mail_values *v, const struct told *o)
{
  return mail_link(task, v, task->org_id, "/customers/subscriptions/%s",
                   public_id_text(task->w->arena, o->subscription));
}

result renewal_mail(struct task *task)
{
  struct told o;
  const char *site = task->config->site_name;
  TRY(renewal_find(task, &o));
  mail_language(task, o.language, NULL);
  struct mail_values *v = mail_begin(task, (struct letter_brand){ .name = site, .colour = o.colour }, o.name);
  mail_value(v, "offer", o.offer);
  mail_value(v, "customer", o.customer);
  mail_value(v, "end", date_text(task->w->arena, o.term_end, i18n_current()));
  mail_value(v, "then",
             o.renews ? t("It renews by itself at the prices of now, unless you change it before.")
                      : t("So does the subscription, unless you renew it before."));
  TRY(subscription_link(task, v, &o));
  return mail_finish(
      task, v, &(struct mail_sending){ .mail = "renewal", .from_name = site, .to = o.email, .person_id = o.person_id });
}

/* noun: the order row of the change. customer: told to the end customer, without any price. */
static result change_find(struct task *task, bool customer, struct told *o)
{
  ROWS rows = { 0 };
  *o = (struct told){ 0 };
  TRY(db_query(
      task->w, &rows,
      "SELECT s.public_id, v.name, c.name, g.name, g.colour, gp.email, IF(?, cp.email, COALESCE(u.email, gp.email)),"
      " IF(?, cp.language, COALESCE(u.language, gp.language)), IF(?, TRIM(CONCAT(cp.first_name, ' ', cp.last_name)),"
      " COALESCE(u.name, '')), IF(?, 0, COALESCE(u.id, 0)), o.kind, o.reference, o.start_on, l.quantity, o.total_now_minor, o.currency"
      " FROM customer_order o JOIN subscription s ON s.id = o.subscription_id JOIN order_line l ON l.order_id = o.id AND l.position = 1"
      " JOIN offer_version v ON v.id = l.version_id JOIN customer c ON c.id = s.customer_id JOIN party cp ON cp.id = c.party_id"
      " JOIN org g ON g.id = o.org_id JOIN party gp ON gp.id = g.party_id"
      " LEFT JOIN person u ON u.id = o.person_id AND u.active AND u.org_id = g.id WHERE o.id = ?",
      A(customer), A(customer), A(customer), A(customer), A(task->noun_id)));
  return told_check(task,
                    rows_one(&rows, F(o->subscription), F(o->offer), F(o->customer), F(o->org), F(o->colour),
                             F(o->org_email), F(o->email), F(o->language), F(o->name), F(o->person_id), F(o->kind),
                             F(o->reference), F(o->on), F(o->quantity), F(o->now.minor), F(o->now.currency)),
                    o);
}

static const char *change_sentence(const struct told *o)
{
  if (str_eq(o->kind, "cancel"))
    return t("The subscription was cancelled.");
  return str_eq(o->kind, "renew") ? t("The subscription was renewed for another term.")
                                  : t("The subscription was changed.");
}

static void change_facts(struct arena *a, struct letter *l, const struct told *o)
{
  letter_fact(l, t("Offer"), o->offer);
  letter_fact(l, t("Quantity"), arena_printf(a, "%d", o->quantity));
  letter_fact(l, t("From"), date_text(a, o->on, i18n_current()));
  letter_fact(l, t("Reference"), o->reference);
}

result subscription_changed_mail(struct task *task)
{
  struct told o;
  const char *site = task->config->site_name;
  TRY(change_find(task, false, &o));
  mail_language(task, o.language, NULL);
  struct mail_values *v = mail_begin(task, (struct letter_brand){ .name = site, .colour = o.colour }, o.name);
  mail_value(v, "offer", o.offer);
  mail_value(v, "customer", o.customer);
  mail_value(v, "order", o.reference);
  mail_value(v, "what", change_sentence(&o));
  TRY(subscription_link(task, v, &o));
  struct letter *facts = mail_part(v, "facts");
  change_facts(task->w->arena, facts, &o);
  if (o.now.minor)
    letter_fact(facts, o.now.minor < 0 ? t("Credited now, tax included") : t("Due now, tax included"),
                money_text(task->w->arena, o.now, i18n_current()));
  return mail_finish(task, v,
                     &(struct mail_sending){
                         .mail = "subscription_changed", .from_name = site, .to = o.email, .person_id = o.person_id });
}

result subscription_customer_mail(struct task *task)
{
  struct told o;
  TRY(change_find(task, true, &o));
  mail_language(task, o.language, NULL);
  struct mail_values *v = mail_begin(task, (struct letter_brand){ .name = o.org, .colour = o.colour }, o.name);
  mail_value(v, "organisation", o.org);
  mail_value(v, "what", change_sentence(&o));
  mail_value(v, "contact", str_empty(o.org_email) ? o.org : arena_printf(task->w->arena, "%s, %s", o.org, o.org_email));
  change_facts(task->w->arena, mail_part(v, "facts"), &o);
  return mail_finish(task, v,
                     &(struct mail_sending){ .mail = "subscription_customer", .from_name = o.org, .to = o.email });
}
