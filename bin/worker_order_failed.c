/* An order that failed: whoever placed it hears of it, once, and how it goes on. */
#include "bin/worker.h"

#include "lib/base/i18n.h"
#include "lib/model/order.h"

struct failed {
  int64_t org_id, person_id; /* 0: nobody with an account */
  struct public_id public_id;
  const char *reference, *failure, *org, *colour, *org_language, *customer, *email, *language, *name;
  bool staff; /* one of ours ordered on behalf of the organisation, and can try it again */
};

/* A program's order is its organisation's to know of. */
static result failed_find(struct task *task, struct failed *o)
{
  ROWS rows = { 0 };
  TRY(db_query(
      task->w, &rows,
      "SELECT o.org_id, o.public_id, o.reference, o.failure, g.name, g.colour, gp.language, COALESCE(c.name, " ORDER_CUSTOMER
      "), COALESCE(u.id, 0), COALESCE(u.email, gp.email), COALESCE(u.language, gp.language), COALESCE(u.name, ''),"
      " u.id IS NOT NULL AND u.org_id IS NULL FROM customer_order o JOIN org g ON g.id = o.org_id"
      " JOIN party gp ON gp.id = g.party_id LEFT JOIN customer c ON c.id = o.customer_id"
      " LEFT JOIN party p ON p.id = o.billing_party_id LEFT JOIN person u ON u.id = o.person_id AND u.active"
      " WHERE o.id = ? AND o.status = 'failed'",
      A(task->noun_id)));
  result r = rows_one(&rows, F(o->org_id), F(o->public_id), F(o->reference), F(o->failure), F(o->org), F(o->colour),
                      F(o->org_language), F(o->customer), F(o->person_id), F(o->email), F(o->language), F(o->name),
                      F(o->staff));
  if (r != OK && r != NOT_FOUND)
    return r;
  if (r == NOT_FOUND)
    task->why = "it was tried again";
  else if (str_empty(o->email))
    task->why = "there is nobody to tell";
  return task->why ? NOT_FOUND : OK;
}

result order_failed_mail(struct task *task)
{
  struct failed o;
  TRY(failed_find(task, &o));
  mail_language(task, o.language, o.org_language);
  const char *site = task->config->site_name, *id = public_id_text(task->w->arena, o.public_id);
  struct mail_values *v = mail_begin(task, (struct letter_brand){ .name = site, .colour = o.colour }, o.name);
  if (!o.staff)
    TRY(mail_dress(task, o.org_id, v, &site));
  mail_value(v, "order", o.reference);
  mail_value(v, "customer", o.customer);
  mail_value(v, "organisation", o.org);
  mail_value(v, "reason", t(o.failure));
  mail_value(v, "next",
             o.staff ? t("Once the reason is gone, you or a colleague can try it again from the order's page.")
                     : t("Our staff see it and try it again. You need not order again."));
  TRY(o.staff ? mail_link(task, v, 0, "/admin/orders/%s", id) : mail_link(task, v, o.org_id, "/orders/%s", id));
  return mail_finish(
      task, v,
      &(struct mail_sending){ .mail = "order_failed", .from_name = site, .to = o.email, .person_id = o.person_id });
}
