/* Cancelling an issued invoice and dropping a draft: a page says what will happen and asks why, its button does it. */
#include "cgi-bin/admin/invoice.h"
#include "lib/model/invoice_cancel.h"

static const struct option services[] = {
  { "again", N_("Bill them again: the same payments come on the next invoice") },
  { "never", N_("Do not bill them") },
  { NULL, NULL },
};
static const struct field end_fields[] = {
  FIELD(struct invoice_end_in, services, N_("What becomes of the services that it bills?"), .required = true,
        .look = LOOK_RADIO, .options = services),
  FIELD(struct invoice_end_in, reason, N_("Reason"), .hint = N_("Stays in the audit trail."), .required = true,
        .min = 5, .max = 300),
};
const struct form_def invoice_end_form = FORM(struct invoice_end_in, end_fields);

static const char *path_of(struct req *rq, struct public_id id)
{
  return arena_printf(rq->arena, "/admin/invoices/%s", id_text(rq, id));
}

static void crumbs(struct req *rq, const struct invoice_ending *e, struct public_id id, const char *here)
{
  crumb(rq, t("Invoices"), "/admin/invoices");
  crumb(rq, e->number ? e->number : t("Draft"), path_of(rq, id));
  crumb(rq, here, NULL);
}

static void services_say(struct req *rq, int *n, const struct invoice_ending *e)
{
  const char *never = invoice_never_problem(e);
  confirm_say(
      rq, n,
      t("Billed again, the payments are planned as they were, and invoiced within a minute: correct the address, the tax number or the purchase order number first."));
  confirm_say(
      rq, n,
      never
          ? never
          : t("Not billed, they are void for good. Subscriptions run on: end or change them yourself where they should not."));
}

static void cancel_say(struct req *rq, const struct invoice_ending *e)
{
  int n = 0;
  confirm_say(
      rq, &n,
      arena_printf(rq->arena,
                   t("A credit note of %1$s is issued, which names %2$s. It is mailed to the payer's billing contact."),
                   money_text(rq->arena, e->total, i18n_current()), e->number));
  if (e->open.minor == e->total.minor)
    confirm_say(rq, &n,
                t("It is set against the invoice, so both are closed: nothing is owed. That cannot be undone."));
  else
    confirm_say(
        rq, &n,
        arena_printf(
            rq->arena,
            t("Of the invoice %1$s is open still: so much of the credit note closes it. The rest of it, which was credited "
              "or paid before, is set against other invoices of this payer. That cannot be undone."),
            money_text(rq->arena, e->open, i18n_current())));
  services_say(rq, &n, e);
}

static void drop_say(struct req *rq, const struct invoice_ending *e)
{
  int n = 0;
  confirm_say(rq, &n, t("The draft is gone. It has no number, so no number is missing."));
  services_say(rq, &n, e);
}

/* ---- the pages ---- */
struct ending_page {
  const char *action, *submit;
  const char *(*problem)(const struct invoice_ending *e);
  void (*say)(struct req *rq, const struct invoice_ending *e);
};

static result ending_page(struct req *rq, const struct ending_page *p)
{
  struct public_id id;
  struct invoice_ending e;
  TRY(req_public_id(rq, 0, &id));
  TRY(invoice_ending_find(rq->w, id, &e));
  const char *back = path_of(rq, id), *problem = p->problem(&e);
  crumbs(rq, &e, id, p->submit);
  if (problem)
    return outcome_page(rq, p->submit, problem, back, t("Back to the invoice"));
  if (!rq->form.def)
    req_form(rq, &invoice_end_form);
  p->say(rq, &e);
  const struct form_words words = { e.number ? arena_printf(rq->arena, t("Cancel invoice %s?"), e.number)
                                             : t("Drop this draft?"),
                                    arena_printf(rq->arena, "%s/%s", back, p->action), p->submit, back };
  return confirm_page(rq, &words, true);
}

result invoice_canceling(struct req *rq)
{
  return ending_page(rq,
                     &(struct ending_page){ "cancel", t("Cancel this invoice"), invoice_cancel_problem, cancel_say });
}

result invoice_dropping(struct req *rq)
{
  return ending_page(rq, &(struct ending_page){ "drop", t("Drop this draft"), invoice_drop_problem, drop_say });
}

/* ---- what their buttons do ---- */
static result ending_save(struct req *rq, result (*act)(struct work *, struct invoice_end *), struct invoice_end *end)
{
  const struct invoice_end_in *in = rq->form.data;
  *end = (struct invoice_end){ .again = str_eq(in->services, "again"), .reason = in->reason };
  TRY(req_public_id(rq, 0, &end->id));
  result r = act(rq->w, end);
  if (r == CONFLICT && end->problem)
    return refuse(rq, CONFLICT, "%s", end->problem);
  if (r == CONFLICT && end->never_problem)
    return form_refuse(&rq->form, "services", "%s", end->never_problem);
  return r;
}

result invoice_canceling_save(struct req *rq)
{
  struct invoice_end end;
  TRY(ending_save(rq, invoice_cancel, &end));
  flash(rq, t("%1$s is cancelled by credit note %2$s."), end.number, end.credit);
  return redirect(rq, "%s", path_of(rq, end.id));
}

result invoice_dropping_save(struct req *rq)
{
  struct invoice_end end;
  TRY(ending_save(rq, invoice_drop, &end));
  flash(rq, "%s", t("The draft is dropped."));
  return redirect(rq, "/admin/invoices");
}
