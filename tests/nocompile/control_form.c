#include "lib/app/app.h"

struct deal {
  const char *account;
  struct money budget;
  struct date expected;
  bool existing;
  int64_t seats;
};
static const struct field deal_fields[] = {
  FIELD(struct deal, account, N_("Account"), .required = true, .max = 200),
  FIELD(struct deal, budget, N_("Budget")),
  FIELD(struct deal, expected, N_("Expected")),
  FIELD(struct deal, existing, N_("Existing customer")),
  FIELD(struct deal, seats, N_("Seats"), .min = 1, .max = 100),
};
const struct form_def *deal_form(void);
const struct form_def *deal_form(void)
{
  static const struct form_def form = FORM(struct deal, deal_fields);
  return &form;
}
