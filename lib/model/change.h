/* Changes of a subscription: what may be asked, what it comes to, and making it so. The page and the API call the same three functions:
 *
 *   sub_find -> change_plan -> (the person looks at plan.figures) -> change_post
 *
 * change_post computes the plan again under the subscription's lock by the same function and refuses when its fingerprint is another one;
 * what it writes is that plan, line by line. The arithmetic and its rule are in proration.h (P1 to P16). */
#ifndef PORTICO_MODEL_CHANGE_H
#define PORTICO_MODEL_CHANGE_H

#include "lib/model/offer.h"
#include "lib/model/proration.h"
#include "lib/model/tax.h"

/* ---- what is ---- */
struct sub_item {
  int64_t id, product_id, version_id; /* id 0: not there yet */
  struct public_id version;           /* of what runs */
  const char *offer, *name, *tax_class, *source;
  int64_t source_id, buy, pay; /* a unit and period: at the partner's price, and what the payer is invoiced */
  int units, per_units, period_months, addon_quantity; /* per_units: U7 of usage.h */
  int64_t off_pay, off_buy; /* what the promotion takes off a whole period that begins before off_until */
  struct date off_until, priced;
  bool usage;             /* paid by use: never in advance (usage.h) */
  bool addon, sell_named; /* sell_named: the partner named what the payer pays; else it is the list's */
};
struct sub_entry {
  int64_t id;
  int item; /* index in sub.items; -1: of something that runs no more */
  const char *name, *tax_class;
  struct date due, from, to;
  int days; /* that were charged */
  int64_t amount, margin;
  bool billed, credit; /* credit: or a use that is billed: it stays where it is */
  bool again;          /* planned, after its invoice was cancelled: it counts as billed (invoice_cancel.h, X4) */
  bool earlier;        /* an earlier payer's (transfer.h): what is given back of it goes there */
};
struct sub {
  int64_t id, org_id, customer_id, bill_group_id, legal_entity_id, version_id, offer_id, waiting_id;
  int64_t promo_id, promo_minor;
  int promo_rate_bp;
  const char *promo; /* its code; "" */
  struct public_id public_id;
  const char *status, *zone, *owner, *offer, *customer, *payer_country, *payer_region, *customer_country, *waiting_kind,
      *payment_type;
  char currency[4];
  int quantity, term_months, anchor_day, shift_days, revision;
  bool auto_renew, payer_tax_number,
      resold; /* resold: it was ordered at the partner's price, which is what the payer pays */
  struct date today, start, billed_from, term_start, term_end, cancel, suspended, resume_by, waiting_on;
  struct sub_item *items;    /* those that run */
  struct sub_entry *entries; /* theirs that are not void */
  int n_items, n_entries;
};
/* w->org_id's own; NOT_FOUND for anybody else's. Staff act with w->org_id set to the subscription's organisation (sub_owner). */
result sub_find(struct work *w, struct public_id id, struct sub *out);
/* The organisation that a subscription belongs to, for staff; 0 for the vendor's own customers. */
result sub_owner(struct work *w, struct public_id id, int64_t *org_id);

/* ---- what is asked ---- */
enum change_kind {
  CHANGE_UPDATE, /* quantity, add-ons, length of the term */
  CHANGE_OFFER,
  CHANGE_RENEW, /* another term now, where it does not renew by itself */
  CHANGE_RENEWAL_ON,
  CHANGE_RENEWAL_OFF,
  CHANGE_PAUSE,
  CHANGE_RESUME,
  CHANGE_CANCEL,
  CHANGE_UNDO, /* of what waits for its day */
  CHANGE_KINDS
};
extern const char *const change_words[CHANGE_KINDS]; /* subscription_change.kind */
bool change_of(const char *word, enum change_kind *out);

enum { CHANGE_ADDONS_MAX = 20 };
struct change {
  enum change_kind kind;
  enum { WHEN_RULE, WHEN_NOW, WHEN_END } when; /* WHEN_RULE: decision 14, more at once and less at the end */
  struct public_id version;                    /* CHANGE_OFFER: from the shelf */
  int64_t quantity;                            /* 0: as it is */
  int term_months;                             /* -1: as it is; another one is for the vendor */
  struct {
    struct public_id version;
    int64_t quantity;          /* 0: none of it any more */
  } addons[CHANGE_ADDONS_MAX]; /* those not named stay */
  int n_addons;
  const char *reason;               /* cancel */
  const char *source, *external_id; /* "ui", "api", "admin"; an id of the caller's own, NULL */
};

/* ---- what it comes to ---- */
enum plan_what { PLAN_STAYS, PLAN_VOID, PLAN_CREDIT, PLAN_CHARGE };
struct plan_line {
  enum plan_what what;
  const struct sub_item *item; /* NULL: of something that runs no more */
  const char *name, *tax_class;
  bool earlier;     /* goes to an earlier payer, and stands in none of the sums */
  bool again;       /* its invoice was cancelled: it is billed again, whatever ends */
  int64_t entry_id; /* what stays, is void, or is credited */
  struct date due, from, to;
  int units, days, of;
  int64_t amount, margin, discount; /* discount: that the promotion took off the amount */
};
struct plan_due { /* one day's payments */
  struct date on;
  struct money net, tax, total;
};
struct plan {
  enum change_kind kind;
  bool at_end;            /* waits until `on` */
  struct date on;         /* day D of the rule */
  const char *problem;    /* a sentence: it cannot be done; NULL */
  struct sub_item *items; /* of then */
  int n_items;
  const bool *stays; /* of the subscription's items: which go on */
  int64_t version_id;
  const char *offer, *status, *reason;
  int quantity, term_months, anchor_day, shift_days, moved_days; /* moved_days: by ending a pause */
  bool auto_renew;
  struct date term_start, term_end, cancel, suspended, resume_by;
  struct plan_line *lines;
  int n_lines;
  struct plan_due *dues; /* the coming payments as they will be, in order of day */
  int n_dues;
  bool more_follow;
  struct money now_net, now_tax, now_total; /* billed at once; less than zero is a credit note */
  const char *figures;
};
/* What stands in the way whatever is typed: a rule of the vendor's, or its end. *problem: NULL, nothing does. */
result change_barred(struct work *w, const struct sub *s, const struct change *c, const char **problem);
/* OK also when it cannot be done: then *out has the problem. */
result change_plan(struct work *w, const struct sub *s, const struct change *c, struct plan *out);

/* Inside a transaction. figures: what the person was shown, NULL for a caller that takes it as it comes. CONFLICT with *problem: it cannot be
 * done, or is another one now. *order_id, unless NULL: the order row of those that L11 names. The same external_id again: OK, nothing new. */
result change_post(struct work *w, struct public_id id, const struct change *c, const char *figures, int64_t *order_id,
                   const char **problem);
/* The worker: what waits for its day and has come, and a pause whose last day has come. Called under the row's lock. */
result change_due(struct work *w, int64_t id, bool *changed);

/* ---- who may ---- */
enum sub_action { ACTION_CHANGE, ACTION_ADDON, ACTION_RENEW, ACTION_PAUSE, ACTION_CANCEL, SUB_ACTIONS };
extern const char *const action_words[SUB_ACTIONS]; /* subscription_rule.action */
struct sub_rule {
  bool partner; /* the partner may; the vendor always */
  int days_max;
  bool credit;
};
/* By the organisation's row, else the strictest of the products', else the general one. */
result sub_rules(struct work *w, const struct sub *s, struct sub_rule out[SUB_ACTIONS]);
/* Our staff, a program of our own, or Portico itself: whom the rules for partners do not bind. */
bool vendor_acts(const struct work *w);
/* NULL, or why this person may not. */
const char *sub_rule_problem(const struct work *w, const struct sub_rule rules[SUB_ACTIONS], enum sub_action action);
enum sub_action change_action(const struct sub *s, const struct change *c);

#endif
