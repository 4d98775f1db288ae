/* portico-worker: does what must happen outside (mail now; billing and CRM by the same table) and what must happen from time to time.
 * Without arguments it runs until SIGTERM; --once does all that is due and ends, for cron. Any number may run side by side. */
#include "bin/worker.h"

#include "lib/base/i18n.h"
#include "lib/base/limits.h"
#include "lib/base/log.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { HOUR_S = 3600, POLL_S = 1, SCHEDULES_S = 1, AWAY_MAX_S = 10 };

const struct job jobs[] = {
  { "mail.test", 0, mail_test, "Send a mail's text with samples to the staff person who asked" },
  { "mail.signin", 0, signin_mail, "Send the link and the code of a sign-in" },
  { "mail.portal", 0, portal_mail,
    "Send the link and the code of a sign-in to a billing portal, where a rule covers it" },
  { "mail.order_placed", 0, order_placed_mail, "Tell whoever ordered what was ordered" },
  { "mail.order_failed", 0, order_failed_mail, "Tell whoever ordered that it failed" },
  { "mail.order_customer", 0, order_customer_mail, "Tell the end customer, without prices" },
  { "mail.subscription_changed", 0, subscription_changed_mail, "Tell whoever changed a subscription what was changed" },
  { "mail.subscription_customer", 0, subscription_customer_mail, "Tell the end customer, without prices" },
  { "mail.renewal", 0, renewal_mail, "Tell who ordered it that a term ends soon" },
  { "mail.invoice", 0, invoice_mail, "Send the invoice to the payer's billing contact" },
  { "mail.invitation", 0, invitation_mail, "Send the link of an invitation" },
  { "mail.registration", 0, registration_mail, "Send the link of a registration, where its domain is open" },
  { "mail.registration_decided", 0, registration_decided_mail, "Tell who registered what was decided" },
  { "mail.registrations_waiting", 0, registrations_waiting_mail, "Tell an administrator who registered and waits" },
  { "mail.customer_moved", 0, customer_moved_mail, "Tell an administrator that a customer came or left" },
  { "import.run", 0, import_file_run, "Check or apply a file of products, offers or prices" },
  { "order.process", 1, order_process_waiting, "Make what waiting orders stand for" },
  { "subscription.day", 60, subscription_days, "Start, renew, cancel and end subscriptions on their day" },
  { "subscription.ahead", HOUR_S, subscription_ahead, "Plan open-ended subscriptions 12 months ahead" },
  { "renewal.notice", HOUR_S, renewal_notices, "Queue notices of terms that end within 90, 60 and 30 days" },
  { "customer.transfer", 60, customer_transfers, "Move customers to another partner on their day" },
  { "usage.bill", 60, usage_billing, "Plan what was used in periods that are over" },
  { "invoice.draft", 60, invoice_drafts, "Make drafts of what falls due" },
  { "invoice.number", 1, invoice_numbers, "Number and freeze waiting drafts" },
  { "credit.settle", 60, credit_settling, "Set open credit notes against the payer's open invoices" },
  { "audit.seal", 1, audit_seal_rows, "Seal the audit rows into the hash chain, keep its signed head outside" },
  { "clean.signin", HOUR_S, clean_signins, "Delete sign-ins that ended more than a day ago" },
  { "invitation.expire", HOUR_S, invitation_expire, "Note which invitations were not accepted in time" },
  { "registration.notice", 15 * 60, registration_notices, "Queue one mail a reader about who registered and waits" },
  { "clean.registration", HOUR_S, clean_registrations, "Delete registrations that nobody confirmed" },
  { "clean.limit", HOUR_S, clean_limits, "Delete guessing limits older than a day" },
  { "clean.rate", HOUR_S, clean_rates, "Forget allowances of the API that are whole again" },
  { "clean.oidc", HOUR_S, clean_flows, "Delete ways to an identity provider that ended more than a day ago" },
  { "clean.passkey", HOUR_S, clean_challenges, "Delete challenges of passkeys that can no longer be answered" },
  { "clean.answered", HOUR_S, clean_answers, "Delete stored answers older than 7 days" },
  { "clean.session", HOUR_S, clean_sessions, "Delete sessions that ended more than 30 days ago" },
  { "clean.worker", HOUR_S, clean_workers, "Forget workers not seen for a day" },
};
const int n_jobs = (int)(sizeof jobs / sizeof *jobs);

static volatile sig_atomic_t stop;

bool worker_stopping(void)
{
  return stop != 0;
}

static void on_signal(int number)
{
  (void)number;
  stop = 1;
}

/* A signal between the look at `stop` and the sleep costs one second at most. */
static void signals_open(void)
{
  struct sigaction act = { .sa_handler = on_signal, .sa_flags = SA_RESTART };
  sigaction(SIGTERM, &act, NULL);
  sigaction(SIGINT, &act, NULL);
  signal(SIGPIPE, SIG_IGN);
}

static void pause_s(int seconds)
{
  struct timespec t = { seconds, 0 };
  while (!stop && nanosleep(&t, &t) != 0)
    ;
}

static void exhausted(void *arg)
{
  (void)arg;
  log_error("worker: a job needs too much memory");
  exit(1);
}

static int64_t ticks(void)
{
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec;
}

/* For cron: a job that failed is tried again by a later run, but whoever started this one is told. */
static int run_once(struct worker *k)
{
  bool more = true;
  result r = schedule_seen(k);
  if (r == OK)
    r = schedule_run(k, false); /* first, because an invoice that is numbered has a mail */
  while (r == OK && more && !stop)
    r = outbox_run(k, &more);
  if (r != OK)
    log_error("worker: %s", result_name(r));
  if (k->failed)
    log_error("worker: jobs that failed: %d; see above", k->failed);
  return r == OK && !k->failed ? 0 : 1;
}

/* One look: a batch, and from time to time the schedules, so that a long queue does not keep them waiting. */
static result look(struct worker *k, int64_t *schedules_s, bool *more)
{
  TRY(schedule_seen(k));
  TRY(outbox_run(k, more));
  bool frequent = *schedules_s && ticks() - *schedules_s < SCHEDULES_S;
  TRY(schedule_run(k, frequent));
  if (!frequent)
    *schedules_s = ticks();
  return OK;
}

/* Looks once a second. While the database is away it looks less often, and says so once. */
static int run_always(struct worker *k)
{
  int away_s = 0;
  int64_t schedules_s = 0;
  log_info("worker %s started", k->name);
  while (!stop) {
    bool more = false;
    result r = look(k, &schedules_s, &more);
    if (r == OK) {
      if (away_s)
        log_info("worker: goes on");
      away_s = 0;
      if (!more)
        pause_s(POLL_S);
      continue;
    }
    if (!away_s)
      log_error("worker: %s; waiting until it works again", result_name(r));
    away_s = away_s * 2 < AWAY_MAX_S ? away_s * 2 + 1 : AWAY_MAX_S;
    pause_s(away_s);
  }
  log_info("worker %s stopped", k->name);
  return 0;
}

static int print_jobs(void)
{
  for (int i = 0; i < n_jobs; i++) {
    char when[24] = "outbox";
    if (jobs[i].every_s)
      snprintf(when, sizeof when, "every %d s", jobs[i].every_s);
    printf("%-27s %-14s %s\n", jobs[i].name, when, jobs[i].help);
  }
  return 0;
}

static int check(struct worker *k)
{
  struct work w = { .db = k->db, .arena = k->arena, .now = utc_now(), .actor = "system" };
  int failures = db_check_statements(&w);
  printf("portico-worker: %d statements, %d failed\n", db_count_statements(), failures);
  return failures ? 1 : 0;
}

static int retry(struct worker *k, const char *text)
{
  int64_t id;
  if (!str_int64(text, &id)) {
    fprintf(stderr, "portico-worker: \"%s\" is not the number of a row\n", text);
    return 2;
  }
  result r = outbox_retry(k, id);
  if (r == OK)
    printf("row %lld is due again\n", (long long)id);
  else
    fprintf(stderr,
            r == NOT_FOUND ? "portico-worker: no row %lld waits or is dead\n"
                           : "portico-worker: row %lld: try again later\n",
            (long long)id);
  return r == OK ? 0 : 1;
}

static int usage(FILE *to, int status)
{
  fputs("usage: portico-worker              run until SIGTERM\n"
        "       portico-worker --once       do all that is due, then end (for cron); 1 when a job failed\n"
        "       portico-worker --jobs       print the table of jobs\n"
        "       portico-worker --dead       print the rows that were given up, with the reason\n"
        "       portico-worker --retry ID   make a row that waits or is dead due now\n"
        "       portico-worker --check      prepare every statement against the database\n",
        to);
  return status;
}

static int dispatch(struct worker *k, int argc, char **argv)
{
  if (argc == 1)
    return run_always(k);
  if (argc == 2 && str_eq(argv[1], "--once"))
    return run_once(k);
  if (argc == 2 && str_eq(argv[1], "--check"))
    return check(k);
  if (argc == 2 && str_eq(argv[1], "--dead"))
    return outbox_print_dead(k) == OK ? 0 : 1;
  if (argc == 3 && str_eq(argv[1], "--retry"))
    return retry(k, argv[2]);
  return usage(stderr, 2);
}

/* "host:pid", within what worker_seen holds. */
static const char *worker_name(struct arena *a)
{
  char host[28] = "";
  gethostname(host, sizeof host - 1);
  return arena_printf(a, "%s:%ld", *host ? host : "worker", (long)getpid());
}

int main(int argc, char **argv)
{
  if (argc == 2 && str_eq(argv[1], "--jobs"))
    return print_jobs();
  if (argc == 2 && str_eq(argv[1], "--help"))
    return usage(stdout, 0);
  log_open("portico-worker", LOG_INFO);
  struct arena *process = arena_new(LIMIT_ARENA_BYTES, exhausted, NULL);
  struct config config;
  struct worker k = { .config = &config };
  if (config_load(process, argv[0], &config) != OK || config_key(&config, k.key) != OK)
    return 1;
  i18n_open(config.locale);
  signals_open();
  k.arena = arena_new(LIMIT_ARENA_BYTES, exhausted, NULL);
  k.db = db_new(&config, false);
  k.name = worker_name(process);
  int status = dispatch(&k, argc, argv);
  mail_end();
  db_free(k.db);
  arena_free(k.arena);
  arena_free(process);
  return status;
}
