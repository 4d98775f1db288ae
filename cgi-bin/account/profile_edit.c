/* One's name and how the portal speaks. The address is what one signs in with, so an administrator changes that. */
#include "cgi-bin/account/account.h"
#include "lib/model/trail.h"

static const struct field profile_fields[] = {
  FIELD(struct profile_in, name, N_("Name"), .required = true, .max = 200, .autocomplete = "name"),
  FIELD(struct profile_in, language, N_("Language"), .required = true, .max = 8, .look = LOOK_LANGUAGE),
  FIELD(struct profile_in, zone, N_("Time zone"), .hint = N_("Times are shown in it."), .required = true, .max = 64,
        .look = LOOK_ZONE),
};
const struct form_def profile_form = FORM(struct profile_in, profile_fields);

result profile_edit(struct req *rq)
{
  account_crumbs(rq, t("Profile"));
  if (!rq->form.def) {
    req_form(rq, &profile_form);
    *(struct profile_in *)rq->form.data = (struct profile_in){ rq->who.name, rq->who.language, rq->who.zone };
    form_show(&rq->form);
  }
  view_form(rq->view, "Form", &rq->form);
  return page(rq, "account/profile_edit", t("Your profile"));
}

result profile_save(struct req *rq)
{
  const struct profile_in *in = rq->form.data;
  struct buf changed = BUF(rq->arena);
  if (!str_eq(in->name, rq->who.name))
    buf_puts(&changed, "name,");
  if (!str_eq(in->language, rq->who.language))
    buf_puts(&changed, "language,");
  if (!str_eq(in->zone, rq->who.zone))
    buf_puts(&changed, "zone,");
  if (changed.size) {
    const char *names = arena_dupn(rq->arena, changed.at, changed.size - 1);
    TRY(db_exec(rq->w, "UPDATE person SET name = ?, language = ?, zone = ? WHERE id = ?", A(in->name), A(in->language),
                A(in->zone), A(rq->who.person_id)));
    TRY(audit_write(rq->w, "person.changed", "person", rq->who.person_id, rq->who.org_id, names, NULL));
  }
  i18n_language(in->language);
  flash(rq, "%s", t("Your profile is saved."));
  return redirect(rq, "%s", account_at(rq));
}
