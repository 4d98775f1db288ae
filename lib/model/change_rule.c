/* Who may change what (decision 13): rows that the vendor sets for an organisation, for a product, or for all. */
#include "lib/model/change.h"

#include "lib/base/i18n.h"

const char *const action_words[SUB_ACTIONS] = { "change", "addon", "renew", "pause", "cancel" };

enum { FROM_ALL, FROM_PRODUCT, FROM_ORG };

bool vendor_acts(const struct work *w)
{
  return w->vendor || str_eq(w->actor, "staff") || str_eq(w->actor, "system");
}

static void rule_take(struct sub_rule *rule, int *from, int place, const struct sub_rule *found)
{
  if (place > *from) {
    *rule = *found;
    *from = place;
  } else if (place == *from && place == FROM_PRODUCT) { /* of several products the strictest */
    rule->partner &= found->partner;
    rule->credit &= found->credit;
    rule->days_max = found->days_max < rule->days_max ? found->days_max : rule->days_max;
  }
}

result sub_rules(struct work *w, const struct sub *s, struct sub_rule out[SUB_ACTIONS])
{
  const char *word;
  int64_t org_id, product_id;
  struct sub_rule found = { 0 };
  int from[SUB_ACTIONS];
  ROWS rows = { 0 };
  for (int i = 0; i < SUB_ACTIONS; i++) {
    out[i] = (struct sub_rule){ 0 };
    from[i] = -1;
  }
  TRY(db_query(
      w, &rows,
      "SELECT r.org_id, r.product_id, r.action, r.allowed = 'partner', r.days_max, r.credit FROM subscription_rule r"
      " WHERE (r.org_id = ? AND r.product_id = 0) OR (r.org_id = 0 AND (r.product_id = 0 OR r.product_id IN"
      " (SELECT i.product_id FROM subscription_item i WHERE i.subscription_id = ? AND i.live = 1))) LIMIT 600",
      A(s->org_id), A(s->id)));
  while (rows_next(&rows, F(org_id), F(product_id), F(word), F(found.partner), F(found.days_max), F(found.credit)))
    for (int i = 0; i < SUB_ACTIONS; i++)
      if (str_eq(word, action_words[i]))
        rule_take(&out[i], &from[i], org_id ? FROM_ORG : product_id ? FROM_PRODUCT : FROM_ALL, &found);
  return OK;
}

const char *sub_rule_problem(const struct work *w, const struct sub_rule rules[SUB_ACTIONS], enum sub_action action)
{
  if (vendor_acts(w) || rules[action].partner)
    return NULL;
  return t("For this subscription we do that for you. Please write to us.");
}

enum sub_action change_action(const struct sub *s, const struct change *c)
{
  switch (c->kind) {
  case CHANGE_UPDATE: return c->n_addons && !c->quantity && c->term_months < 0 ? ACTION_ADDON : ACTION_CHANGE;
  case CHANGE_RENEW:
  case CHANGE_RENEWAL_ON:
  case CHANGE_RENEWAL_OFF: return ACTION_RENEW;
  case CHANGE_PAUSE:
  case CHANGE_RESUME: return ACTION_PAUSE;
  case CHANGE_CANCEL: return ACTION_CANCEL;
  case CHANGE_UNDO: return s->cancel.year ? ACTION_CANCEL : ACTION_CHANGE;
  default: return ACTION_CHANGE;
  }
}
