/* What had to happen outside (mail, billing, CRM) and where it stands; what died can be tried again. */
#include "cgi-bin/admin/admin.h"
#include "lib/model/trail.h"

static const struct option states[] = {
  { "due", N_("Waiting") },
  { "held", N_("Held") },
  { "done", N_("Done") },
  { "dead", N_("Failed for good") },
  { "dropped", N_("No longer needed") },
  { NULL, NULL },
};
static const struct option kinds[] = {
  { "mail.signin", N_("Mail: sign-in link") },
  { "mail.portal", N_("Mail: sign-in link to a billing portal") },
  { "mail.order_placed", N_("Mail: order received, to whoever placed it") },
  { "mail.order_failed", N_("Mail: order failed, to whoever placed it") },
  { "mail.order_customer", N_("Mail: what was ordered, to the end customer") },
  { "mail.subscription_changed", N_("Mail: subscription changed, to whoever changed it") },
  { "mail.subscription_customer", N_("Mail: subscription changed, to the end customer") },
  { "mail.renewal", N_("Mail: a term ends soon") },
  { "billing.subscription", N_("Billing: a subscription changed") },
  { "mail.invoice", N_("Mail: invoice, to the payer") },
  { "mail.invitation", N_("Mail: invitation") },
  { "mail.registration", N_("Mail: link that confirms a registration") },
  { "mail.registration_decided", N_("Mail: answer to a registration") },
  { "mail.registrations_waiting", N_("Mail: who registered and waits, to an administrator") },
  { "mail.customer_moved", N_("Mail: a customer came or left, to an administrator") },
  { "mail.test", N_("Mail: a text as a test, to one of our staff") },
  { "import.run", N_("Imported file: to be checked or applied") },
  { "billing.account", N_("Billing system: account of a customer") },
  { "crm.account", N_("CRM: account of a customer") },
  { NULL, NULL },
};
static const struct column columns[] = {
  { "kind", N_("What"), COLUMN_TEXT, .main = true, .words = kinds },
  { "about", N_("About"), COLUMN_TEXT },
  { "org", N_("Organisation"), COLUMN_LINK, .href = "/admin/partners/", .id = "org_public" },
  { "status", N_("State"), COLUMN_STATE, .words = states },
  { "attempts", N_("Tries"), COLUMN_NUMBER },
  { "error", N_("What went wrong"), COLUMN_TEXT },
  { "created_at", N_("Asked for"), COLUMN_TIME },
  { "next_at", N_("Next try"), COLUMN_TIME },
};
/* What each is about: an invoice, an order, the customer of a subscription, a file, or the person that it goes to. */
#define ABOUT                                                                                                                 \
  "CASE o.kind WHEN 'mail.invoice' THEN (SELECT n.number FROM invoice n WHERE n.id = o.noun_id)"                              \
  " WHEN 'mail.renewal' THEN (SELECT c.name FROM subscription s JOIN customer c ON c.id = s.customer_id"                      \
  " WHERE s.id = o.noun_id) WHEN 'import.run' THEN (SELECT n.name FROM import_file n WHERE n.id = o.noun_id)"                 \
  " WHEN 'mail.registration' THEN (SELECT n.email FROM registration n WHERE n.id = o.noun_id)"                                \
  " WHEN 'mail.registration_decided' THEN (SELECT n.email FROM registration n WHERE n.id = o.noun_id)"                        \
  " WHEN 'mail.registrations_waiting' THEN (SELECT n.name FROM person n WHERE n.id = o.noun_id)"                              \
  " WHEN 'mail.invitation' THEN (SELECT p.name FROM invitation n JOIN person p ON p.id = n.person_id WHERE n.id = o.noun_id)" \
  " WHEN 'mail.test' THEN (SELECT n.name FROM person n WHERE n.id = o.noun_id)"                                               \
  " WHEN 'mail.customer_moved' THEN (SELECT n.name FROM person n WHERE n.id = o.noun_id)"                                     \
  " ELSE IF(o.kind LIKE 'mail.order%' OR o.kind LIKE 'mail.subscription%',"                                                   \
  " (SELECT n.reference FROM customer_order n WHERE n.id = o.noun_id), NULL) END AS about"
LIST_DOWN(
    by_date,
    "o.kind, " ABOUT
    ", IF(o.status = 'due' AND o.attempts > 0, o.due_at, NULL) AS next_at, g.name AS org, g.public_id AS org_public, o.status, o.attempts, o.error, o.created_at",
    "outbox r WHERE (? = '' OR r.status = ?) AND (? = '' OR r.kind LIKE ? OR r.error LIKE ?)", "r.created_at",
    "JOIN outbox o ON o.id = l.id LEFT JOIN org g ON g.id = o.org_id");
static const struct list_order orders[] = { ORDER("created", by_date) };
static const struct table outbox = TABLE(columns, orders);

static result dead_count(struct work *w, int64_t *n)
{
  ROWS rows = { 0 };
  TRY(db_query(w, &rows, "SELECT COUNT(*) FROM outbox WHERE status = 'dead'"));
  return rows_one(&rows, F(*n));
}

result outbox_list(struct req *rq)
{
  const char *like = list_like(rq), *search = list_search(rq), *status = req_param(rq, "status");
  int64_t dead;
  const struct option choices[] = {
    { "", t("Any state") }, { "due", t("Waiting") },          { "held", t("Held") },
    { "done", t("Done") },  { "dead", t("Failed for good") }, { "dropped", t("No longer needed") },
    { NULL, NULL }
  };
  TRY(dead_count(rq->w, &dead));
  crumb(rq, t("Outbox"), NULL);
  may_show(rq);
  view_put_int(rq->view, "Dead", dead);
  filter_show(rq, "Outbox", 0, "status", t("State"), choices);
  view_put(rq->view, "Outbox.Empty", *search || *status ? t("Nothing matches.") : t("Nothing had to be sent yet."));
  return list_page(rq, "Outbox", &outbox, "admin/outbox_list", t("Outbox"), A(status), A(status), A(search), A(like),
                   A(like));
}

result outbox_retry(struct req *rq)
{
  TRY(db_exec(rq->w,
              "UPDATE outbox SET status = 'due', attempts = 0, due_at = ?, leased_until = NULL, lease = NULL WHERE "
              "status = 'dead'",
              A(rq->w->now)));
  int64_t n = db_changed(rq->w);
  if (n)
    TRY(audit_write(rq->w, "outbox.retried", "outbox", 0, 0, "status", arena_printf(rq->arena, "%lld", (long long)n)));
  flash(rq, tn("%d message will be tried again.", "%d messages will be tried again.", (unsigned long)n), (int)n);
  return redirect(rq, "/admin/outbox");
}
