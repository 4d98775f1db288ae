/* Suspending, archiving and taking back: a page says what will happen, its button does it. */
#include "cgi-bin/admin/org.h"
#include "lib/model/trail.h"
#include "lib/model/transfer.h"

struct status_in {
  const char *to;
};
static const struct field status_fields[] = {
  FIELD(struct status_in, to, "", .required = true, .look = LOOK_HIDDEN, .options = org_statuses),
};
const struct form_def org_status_form = FORM(struct status_in, status_fields);

static void consequences(struct req *rq, const struct org *org, const char *to)
{
  int n = 0;
  if (str_eq(to, "active")) {
    confirm_say(
        rq, &n,
        arena_printf(rq->arena, t("The people of %s can sign in again, and find everything as it was."), org->in.name));
    return;
  }
  confirm_say(rq, &n,
              arena_printf(rq->arena, t("Nobody of %s can sign in, and who is signed in now is signed out at once."),
                           org->in.name));
  confirm_say(rq, &n,
              t("Orders, subscriptions and invoices stay as they are: running subscriptions go on and are invoiced."));
  if (str_eq(to, "archived"))
    confirm_say(
        rq, &n,
        t("It no longer appears where organisations are chosen. Nothing is deleted; it can be made active again."));
}

/* NULL, or why it cannot be archived (T9 of transfer.h). */
static result archive_problem(struct req *rq, const struct org *org, const char **problem)
{
  int customers, subscriptions;
  *problem = NULL;
  TRY(org_running(rq->w, org->id, &customers, &subscriptions));
  if (!subscriptions)
    return OK;
  const char *of =
      arena_printf(rq->arena, tn("%d subscription", "%d subscriptions", (unsigned long)subscriptions), subscriptions);
  *problem = arena_printf(
      rq->arena,
      tn("%1$d customer of %2$s has %3$s that run or are to begin. Move it to another organisation, or to us,"
         " before you archive.",
         "%1$d customers of %2$s have %3$s that run or are to begin. Move them to another organisation, or"
         " to us, before you archive.",
         (unsigned long)customers),
      customers, org->in.name, of);
  return OK;
}

result org_status(struct req *rq)
{
  struct public_id id;
  struct org org;
  TRY(req_public_id(rq, 0, &id));
  TRY(org_find(rq->w, id, &org));
  if (!rq->form.def) {
    req_form(rq, &org_status_form);
    ((struct status_in *)rq->form.data)->to = req_param(rq, "to");
    form_show(&rq->form);
  }
  const char *to = rq->form.typed[0], *submit;
  bool suspend = str_eq(to, "suspended"), archive = str_eq(to, "archived");
  if (!suspend && !archive && !str_eq(to, "active"))
    return NOT_FOUND;
  submit = suspend ? t("Suspend it") : archive ? t("Archive it") : t("Make it active");
  crumb(rq, t("Organisations"), "/admin/partners");
  crumb(rq, org.in.name, org_path(rq, &org));
  crumb(rq, submit, NULL);
  const char *problem = NULL;
  if (archive)
    TRY(archive_problem(rq, &org, &problem));
  if (problem)
    return outcome_page(rq, arena_printf(rq->arena, t("%s cannot be archived yet"), org.in.name), problem,
                        arena_printf(rq->arena, "%s/move", org_path(rq, &org)), t("Move all customers"));
  consequences(rq, &org, to);
  const struct form_words words = { arena_printf(rq->arena,
                                                 suspend   ? t("Suspend %s?")
                                                 : archive ? t("Archive %s?")
                                                           : t("Make %s active again?"),
                                                 org.in.name),
                                    arena_printf(rq->arena, "%s/status", org_path(rq, &org)), submit,
                                    org_path(rq, &org) };
  return confirm_page(rq, &words, !str_eq(to, "active"));
}

result org_status_save(struct req *rq)
{
  const char *to = ((struct status_in *)rq->form.data)->to;
  struct public_id id;
  struct org org;
  TRY(req_public_id(rq, 0, &id));
  TRY(org_lock(rq->w, id, &org));
  if (!str_eq(org.status, to)) {
    const char *problem = NULL;
    if (str_eq(to, "archived"))
      TRY(archive_problem(rq, &org, &problem));
    if (problem)
      return refuse(rq, CONFLICT, "%s", problem);
    TRY(db_exec(rq->w, "UPDATE org SET status = ? WHERE id = ?", A(to), A(org.id)));
    TRY(audit_write(rq->w, arena_printf(rq->arena, "org.%s", to), "org", org.id, org.id, "status", NULL));
  }
  flash(rq, t("%1$s is now: %2$s."), org.in.name, option_word(org_statuses, to));
  return redirect(rq, "%s", org_path(rq, &org));
}
