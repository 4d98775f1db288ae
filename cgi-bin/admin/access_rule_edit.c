/* One more rule: a domain or an address, one at a time, with a reason. A domain that covers single addresses replaces them, if that is
 * what is wanted: its own page asks. */
#include "cgi-bin/admin/bill_group.h"

static const struct field rule_fields[] = {
  FIELD(struct access_rule_in, value, N_("Domain or e-mail address"),
        .hint = N_("One at a time. A domain lets in every address that ends in exactly it: example.com does not let in "
                   "mail.example.com."),
        .required = true, .max = 254),
  FIELD(struct access_rule_in, reason, N_("Reason"), .hint = N_("Who asked for it, and why. Stays in the history."),
        .required = true, .min = 5, .max = 300),
};
const struct form_def access_rule_form = FORM(struct access_rule_in, rule_fields);

static const struct field replace_fields[] = {
  FIELD(struct access_rule_in, value, "", .required = true, .max = 254, .look = LOOK_HIDDEN),
  FIELD(struct access_rule_in, reason, "", .required = true, .min = 5, .max = 300, .look = LOOK_HIDDEN),
};
const struct form_def access_rule_replace_form = FORM(struct access_rule_in, replace_fields);

static const char *values_text(struct req *rq, const struct access_rules *rules)
{
  struct buf b = BUF(rq->arena);
  for (int i = 0; i < rules->n; i++)
    buf_printf(&b, "%s%s", i ? ", " : "", rule_text(rq->arena, rules->rows[i].value));
  return buf_text(&b);
}

static const char *fault_text(struct req *rq, enum rule_fault fault, const struct access_rules *others)
{
  const char *names = others ? values_text(rq, others) : "";
  switch (fault) {
  case RULE_SEVERAL: return t("Add one domain or address at a time, without commas or blanks.");
  case RULE_SUFFIX:
    return t("Anybody can have a name below this one. Add the company's own domain, or single addresses.");
  case RULE_PUBLIC_MAIL: return t("Anybody can get an address there. Add the single addresses instead.");
  case RULE_THERE: return arena_printf(rq->arena, t("%s is allowed already."), names);
  case RULE_COVERED:
    return arena_printf(rq->arena, t("This address is covered already, by the rule for the domain %s."), names);
  case RULE_COVERS:
    return arena_printf(rq->arena, t("Single addresses of this domain are allowed already: %s."), names);
  case RULE_TOO_MANY: return arena_printf(rq->arena, t("A bill group has at most %d rules."), ACCESS_RULES_MAX);
  default: return t("This is neither a domain nor an e-mail address.");
  }
}

/* What stands against what was typed; RULE_FINE: nothing. */
static result fault_find(struct req *rq, const struct bill_group *g, const char *typed, struct rule_value *value,
                         enum rule_fault *fault, struct access_rules *others)
{
  struct access_rules all;
  *others = (struct access_rules){ 0 };
  *fault = rule_value_read(rq->arena, typed, value);
  if (*fault != RULE_FINE)
    return OK;
  TRY(access_rules_read(rq->w, g->id, false, &all));
  *fault = access_rule_check(rq->arena, &all, value, others);
  return OK;
}

static const char *replace_href(struct req *rq, const struct bill_group *g, const struct access_rule_in *in)
{
  return arena_printf(rq->arena, "%s/rules/replace?value=%s&reason=%s", bill_group_path(rq, g),
                      url_encode(rq->arena, in->value), url_encode(rq->arena, in->reason));
}

result access_rule_edit(struct req *rq)
{
  struct bill_group g;
  struct rule_value value;
  struct access_rules others;
  enum rule_fault fault;
  TRY(bill_group_with_portal(rq, &g));
  bill_group_crumbs(rq, &g, t("Let somebody in"));
  if (!rq->form.def)
    req_form(rq, &access_rule_form);
  const struct access_rule_in *in = rq->form.data;
  if (in->value && in->reason) { /* the form again: offer what would mend it */
    TRY(fault_find(rq, &g, in->value, &value, &fault, &others));
    if (fault == RULE_COVERS)
      view_put(rq->view, "Replace.Href", replace_href(rq, &g, in));
  }
  view_form(rq->view, "Form", &rq->form);
  view_putf(rq->view, "Action", "%s/rules/new", bill_group_path(rq, &g));
  view_put(rq->view, "Cancel", bill_group_path(rq, &g));
  return page(rq, "admin/access_rule_edit", t("Let somebody in"));
}

static result added(struct req *rq, const struct bill_group *g, const struct rule_value *value)
{
  flash(rq, t("%s may sign in now."), rule_text(rq->arena, value->text));
  return redirect(rq, "%s", bill_group_path(rq, g));
}

result access_rule_save(struct req *rq)
{
  const struct access_rule_in *in = rq->form.data;
  struct bill_group g;
  struct rule_value value;
  struct access_rules others;
  enum rule_fault fault;
  TRY(bill_group_with_portal(rq, &g));
  TRY(fault_find(rq, &g, in->value, &value, &fault, &others));
  if (fault != RULE_FINE)
    return form_refuse(&rq->form, "value", "%s", fault_text(rq, fault, &others));
  result r = access_rule_add(rq->w, g.id, &value, in->reason, false, &fault);
  if (r == CONFLICT) /* somebody else was quicker */
    return form_refuse(&rq->form, "value", "%s", t("The rules were changed in the meantime. Please send it again."));
  TRY(r);
  return added(rq, &g, &value);
}

/* A domain over single addresses (decision 24): the addresses, and what will happen. */
result access_rule_replace(struct req *rq)
{
  struct bill_group g;
  struct rule_value value;
  struct access_rules others;
  enum rule_fault fault;
  int n = 0;
  TRY(bill_group_with_portal(rq, &g));
  if (!rq->form.def) {
    req_form(rq, &access_rule_replace_form);
    struct access_rule_in *in = rq->form.data;
    *in = (struct access_rule_in){ req_param(rq, "value"), req_param(rq, "reason") };
    form_show(&rq->form);
  }
  TRY(fault_find(rq, &g, ((struct access_rule_in *)rq->form.data)->value, &value, &fault, &others));
  if (fault != RULE_COVERS)
    return redirect(rq, "%s/rules/new", bill_group_path(rq, &g));
  bill_group_crumbs(rq, &g, t("Replace the single addresses"));
  confirm_say(rq, &n, arena_printf(rq->arena, t("These rules are removed: %s."), values_text(rq, &others)));
  confirm_say(rq, &n,
              arena_printf(rq->arena,
                           t("Every address of %s may sign in instead. Who is signed in by a removed rule "
                             "stays signed in, for the domain covers them."),
                           rule_text(rq->arena, value.text)));
  const struct form_words words = { t("Replace the single addresses?"),
                                    arena_printf(rq->arena, "%s/rules/replace", bill_group_path(rq, &g)), t("Replace"),
                                    bill_group_path(rq, &g) };
  return confirm_page(rq, &words, false);
}

result access_rule_replace_save(struct req *rq)
{
  const struct access_rule_in *in = rq->form.data;
  struct bill_group g;
  struct rule_value value;
  enum rule_fault fault;
  TRY(bill_group_with_portal(rq, &g));
  if (rule_value_read(rq->arena, in->value, &value) != RULE_FINE)
    return refuse(rq, INVALID, "%s", fault_text(rq, RULE_UNREADABLE, NULL));
  TRY(access_rule_add(rq->w, g.id, &value, in->reason, true, &fault));
  return added(rq, &g, &value);
}
