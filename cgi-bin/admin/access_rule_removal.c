/* Removing a rule, with a reason: a page says what will happen, its button does it. Also for a closed portal. */
#include "cgi-bin/admin/bill_group.h"

static const struct field removal_fields[] = {
  REASON_FIELD(N_("Stays in the history.")),
};
const struct form_def access_rule_removal_form = FORM(struct reason_in, removal_fields);

static result rule_of(struct req *rq, struct bill_group *g, struct access_rule *rule)
{
  struct public_id id;
  TRY(bill_group_of(rq, g));
  TRY(req_public_id(rq, 1, &id));
  return access_rule_find(rq->w, g->id, id, rule);
}

result access_rule_removal(struct req *rq)
{
  struct bill_group g;
  struct access_rule rule;
  int n = 0;
  TRY(rule_of(rq, &g, &rule));
  bill_group_crumbs(rq, &g, t("Remove"));
  if (!rq->form.def)
    req_form(rq, &access_rule_removal_form);
  const char *text = rule_text(rq->arena, rule.value);
  confirm_say(rq, &n,
              rule.domain ? arena_printf(rq->arena, t("No address of %s can sign in to this portal any more."), text)
                          : arena_printf(rq->arena, t("%s cannot sign in to this portal any more."), text));
  confirm_say(rq, &n, t("Who is signed in by this rule is signed out at once."));
  const struct form_words words = { arena_printf(rq->arena, t("Remove the rule for %s?"), text),
                                    arena_printf(rq->arena, "%s/rules/%s/remove", bill_group_path(rq, &g),
                                                 id_text(rq, rule.public_id)),
                                    t("Remove"), bill_group_path(rq, &g) };
  return confirm_page(rq, &words, true);
}

result access_rule_removal_save(struct req *rq)
{
  const struct reason_in *in = rq->form.data;
  struct bill_group g;
  struct access_rule rule;
  TRY(rule_of(rq, &g, &rule));
  TRY(access_rule_remove(rq->w, g.id, &rule, in->reason));
  flash(rq, t("The rule for %s was removed."), rule_text(rq->arena, rule.value));
  return redirect(rq, "%s", bill_group_path(rq, &g));
}
