/* The worker's inside: the table of jobs, what a job gets and what its answer means. A new job is one row in portico-worker.c and
 * one function in its own file, worker_<noun>.c. */
#ifndef PORTICO_BIN_WORKER_H
#define PORTICO_BIN_WORKER_H

#include "lib/auth/portal.h"
#include "lib/base/config.h"
#include "lib/db/db.h"
#include "lib/link/letter.h"
#include "lib/link/mail.h"
#include "lib/link/mail_kind.h"

struct worker {
  const struct config *config;
  struct db *db;
  struct arena *arena;   /* of the row or schedule at hand; reset before each */
  unsigned char key[32]; /* the installation's */
  const char *name;      /* "host:pid" */
  int64_t seen_s;        /* when it last said that it lives, by the monotonic clock; 0: never */
  int failed;            /* jobs that did not do what they should, since it began */
};

/* One thing to do: a row of the outbox, or a schedule that is due (then id, noun_id and payload are empty). */
struct task {
  struct work *w; /* outside any transaction: a job that writes runs db_transaction() */
  const struct config *config;
  const unsigned char *key;
  int64_t id, org_id, noun_id;
  int attempts;               /* this one included */
  const char *name, *payload; /* payload: JSON */
  struct utc asked_at;        /* when the row was written: a mail has the text of then */
  const char *why;            /* set by the job when it does not answer OK: kept in the row for the administrator */
  bool again;                 /* set by the job with OK: it came forward, and its next turn comes behind what is due */
};

/* What a row's job answers: OK, done; NOT_FOUND, there is nothing to do any more (dropped); INVALID, it will never work (dead at once);
 * anything else, try again later. A job may run twice for one row when its process dies, so what it does outside must bear that. */
typedef result (*job_run)(struct task *task);

struct job {
  const char *name; /* the outbox row's kind, or the schedule's name */
  int every_s;      /* 0: a kind of the outbox */
  job_run run;
  const char *help;
};
extern const struct job jobs[];
extern const int n_jobs;

/* A signal asked it to end: a job that does many things stops between two of them. */
bool worker_stopping(void);

/* ---- worker_outbox.c ---- */
/* Does a batch of what is due. *more: there may be another. */
result outbox_run(struct worker *k, bool *more);
result outbox_retry(struct worker *k, int64_t id); /* by hand; NOT_FOUND: no row that waits or is dead */
result outbox_print_dead(struct worker *k);

/* ---- worker_schedule.c ---- */
/* frequent: those alone that run more often than every 10 s. */
result schedule_run(struct worker *k, bool frequent);
/* Says that this worker lives, at most every 10 s. */
result schedule_seen(struct worker *k);

/* ---- worker_mail.c: a mail's job finds its values, fills them in, sends ---- */
/* Chooses the mail's language: the reader's, else their organisation's, else the site's; the first that we have. Before any t(). */
void mail_language(const struct task *task, const char *reader, const char *organisation);
/* The values of a mail, with those that every mail has. name: the reader's; "" or NULL: not known. */
struct mail_values *mail_begin(const struct task *task, struct letter_brand brand, const char *name);
/* Puts the mail into the face of an organisation that has a portal of its own (decision 69): its name is the letter's and {site}'s.
 * *from: who the mail is from. An organisation without one, or none (0): the site's. Before the first part. */
result mail_dress(const struct task *task, int64_t org_id, struct mail_values *v, const char **from);
/* The value "link": a path of the pages where this organisation's people work (portal_url); 0: of the main host. */
result mail_link(const struct task *task, struct mail_values *v, int64_t org_id, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
struct mail_sending {
  const char *mail; /* a row of mail_kinds */
  const char *from_name, *to;
  int64_t
      person_id; /* whose account it goes to; 0: an address that is nobody's account, or is written to as an organisation's */
  const struct mail_file *files;
  int n_files;
  bool test; /* says so in its subject */
};
/* Whether this person turned this mail off, and may. mail_finish asks it for every mail; a job asks it that has somebody else to tell then. */
result mail_unwanted(struct task *task, const char *mail, int64_t person_id, bool *out);
/* Makes the letter of the text that held when the row was written and hands it over, with a Message-ID that stays the same for the row.
 * NOT_FOUND: its reader wants none of these. */
result mail_finish(struct task *task, const struct mail_values *v, const struct mail_sending *s);

/* ---- the jobs ---- */
result mail_test(struct task *task);
result import_file_run(struct task *task);
result signin_mail(struct task *task);
result portal_mail(struct task *task);
result order_process_waiting(struct task *task);
result order_placed_mail(struct task *task);
result order_customer_mail(struct task *task);
result order_failed_mail(struct task *task);
result invoice_mail(struct task *task);
result invoice_numbers(struct task *task);
result credit_settling(struct task *task);
result usage_billing(struct task *task);
result customer_transfers(struct task *task);
result customer_moved_mail(struct task *task);
result invoice_drafts(struct task *task);
result invitation_mail(struct task *task);
result invitation_expire(struct task *task);
result registration_mail(struct task *task);
result registration_decided_mail(struct task *task);
result registration_notices(struct task *task);
result registrations_waiting_mail(struct task *task);
result clean_registrations(struct task *task);
result subscription_days(struct task *task);
result renewal_notices(struct task *task);
result renewal_mail(struct task *task);
result subscription_changed_mail(struct task *task);
result subscription_customer_mail(struct task *task);
result subscription_ahead(struct task *task);
result audit_seal_rows(struct task *task);
result clean_signins(struct task *task);
result clean_limits(struct task *task);
result clean_rates(struct task *task);
result clean_flows(struct task *task);
result clean_challenges(struct task *task);
result clean_answers(struct task *task);
result clean_sessions(struct task *task);
result clean_workers(struct task *task);

#endif
