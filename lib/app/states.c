#include "lib/app/states.h"
#include "lib/base/i18n.h"

const struct option order_states[] = {
  { "submitted", N_("Received") }, { "processing", N_("In progress") }, { "complete", N_("Complete") },
  { "failed", N_("Failed") },      { "cancelled", N_("Cancelled") },    { NULL, NULL },
};

const struct option order_kinds[] = {
  { "new", N_("New") },
  { "update", N_("Change") },
  { "change_offer", N_("Change of offer") },
  { "renew", N_("Renewal") },
  { "cancel", N_("Cancellation") },
  { "address", N_("Change of address") },
  { NULL, NULL },
};

const struct option subscription_states[] = {
  { "pending", N_("Starts later") }, { "active", N_("Active") }, { "suspended", N_("Paused") },
  { "cancelled", N_("Cancelled") },  { "expired", N_("Ended") }, { NULL, NULL },
};

const struct option invoice_states[] = {
  { "unpaid", N_("Unpaid") },
  { "past_due", N_("Past due") },
  { "part_paid", N_("Partly paid") },
  { "pending", N_("Payment on its way") },
  { "paid", N_("Paid") },
  { "credit", N_("Credit") },
  { "credit_used", N_("Credit used") },
  { "correction", N_("Cancels an invoice") },
  { "canceled", N_("Cancelled") },
  { "reversed", N_("Reversed") },
  { "draft", N_("Waits for its number") },
  { NULL, NULL },
};
