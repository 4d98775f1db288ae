/* Passkeys of a person: adding one with a name, the list, and removing one. */
#include "cgi-bin/account/account.h"
#include "lib/auth/passkey.h"
#include "lib/model/trail.h"

enum { PASSKEYS_MAX = 20 };

static const struct field passkey_fields[] = {
  FIELD(struct passkey_in, next, "", .max = 400, .look = LOOK_HIDDEN),
  FIELD(struct passkey_in, credential, "", .max = 2000, .look = LOOK_HIDDEN),
  FIELD(struct passkey_in, client_data, "", .max = 3000, .look = LOOK_HIDDEN),
  FIELD(struct passkey_in, attestation, "", .max = 8000, .look = LOOK_HIDDEN),
  FIELD(struct passkey_in, name, N_("Name"), .hint = N_("So that you know it again: \"Phone\", \"Key on my ring\"."),
        .required = true, .max = 100, .autocomplete = "off"),
};
const struct form_def passkey_form = FORM(struct passkey_in, passkey_fields);

static struct passkey_ask ask_of(struct req *rq, const char *purpose)
{
  return (struct passkey_ask){ rq->config->site_url, rq->key, purpose, rq->who.session_id };
}

void passkey_ask_show(struct req *rq, const char *purpose)
{
  struct passkey_ask ask = ask_of(rq, purpose);
  view_put(rq->view, "Passkey.Challenge", passkey_challenge(rq->arena, &ask, rq->w->now));
  view_put(rq->view, "Passkey.Host", passkey_host(rq->arena, rq->config->site_url));
}

result passkeys_show(struct req *rq)
{
  struct buf others = BUF(rq->arena);
  struct public_id id;
  struct bytes credential;
  const char *name, *zone = rq->w->zone, *language = i18n_current();
  struct utc made, used;
  int n = 0;
  ROWS rows = { 0 };
  TRY(db_query(rq->w, &rows,
               "SELECT public_id, credential_id, name, created_at, used_at FROM passkey WHERE person_id = ? ORDER BY "
               "id LIMIT 20",
               A(rq->who.person_id)));
  for (; rows_next(&rows, F(id), F(credential), F(name), F(made), F(used)); n++) {
    view_item(rq->view, "Passkeys", n, "Id", public_id_text(rq->arena, id));
    view_item(rq->view, "Passkeys", n, "Name", name);
    view_item(rq->view, "Passkeys", n, "Made", utc_text(rq->arena, made, zone, language));
    view_item(rq->view, "Passkeys", n, "Used", used.us ? utc_text(rq->arena, used, zone, language) : "");
    buf_printf(&others, "%s%s", n ? "," : "", base64url_encode(rq->arena, credential.at, credential.size));
  }
  view_put(rq->view, "Passkey.Others", buf_text(&others));
  return OK;
}

static result user_show(struct req *rq)
{
  struct public_id id;
  ROWS rows = { 0 };
  TRY(db_query(rq->w, &rows, "SELECT public_id FROM person WHERE id = ?", A(rq->who.person_id)));
  TRY(rows_one(&rows, F(id)));
  view_put(rq->view, "Passkey.User", passkey_user(rq->arena, id));
  return OK;
}

result passkey_edit(struct req *rq)
{
  bool refused;
  TRY(account_may_set(rq, &refused));
  if (refused)
    return OK;
  if (!rq->form.def) {
    req_form(rq, &passkey_form);
    ((struct passkey_in *)rq->form.data)->next = path_or(req_param(rq, "next"), "");
    form_show(&rq->form);
  }
  account_crumbs(rq, t("Passkey"));
  passkey_ask_show(rq, "register");
  TRY(passkeys_show(rq));
  TRY(user_show(rq));
  view_form(rq->view, "Form", &rq->form);
  return page(rq, "account/passkey_edit", t("Add a passkey"));
}

/* The challenge of a page is used up by a wrong answer, too: the page comes again with a fresh one. */
static result not_added(struct req *rq, const char *why)
{
  log_warn("passkey refused person=%lld address=%s: %s", (long long)rq->who.person_id, rq->in->remote, why);
  return refuse(rq, DENIED, "%s",
                t("Your device's answer could not be verified, so nothing was added. Please try again."));
}

result passkey_save(struct req *rq)
{
  const struct passkey_in *in = rq->form.data;
  struct passkey_ask ask = ask_of(rq, "register");
  struct passkey_reply reply = { .credential = in->credential,
                                 .client_data = in->client_data,
                                 .attestation = in->attestation };
  struct factors f;
  const char *why = "";
  bool refused;
  TRY(account_may_set(rq, &refused));
  if (refused)
    return OK;
  TRY(factors_of(rq->w, rq->who.person_id, &f));
  if (f.passkeys >= PASSKEYS_MAX)
    return refuse(rq, CONFLICT, "%s", t("You have twenty passkeys. Remove one first."));
  result r = passkey_register(rq->w, &ask, &reply, rq->who.person_id, in->name, &why);
  if (r == INVALID)
    return not_added(rq, why);
  if (r == CONFLICT)
    return refuse(rq, r, "%s", t("This device has a passkey here already."));
  TRY(r);
  TRY(account_factor_changed(rq, "person.passkey_added", arena_printf(rq->arena, "name: %s", in->name)));
  TRY(account_proved(rq, "passkey"));
  flash(rq, t("The passkey \"%s\" is added."), in->name);
  return redirect(rq, "%s", path_or(in->next, account_at(rq)));
}

static result named(struct req *rq, int64_t *id, const char **name)
{
  struct public_id public_id;
  TRY(req_public_id(rq, 0, &public_id));
  ROWS rows = { 0 };
  TRY(db_query(rq->w, &rows, "SELECT id, name FROM passkey WHERE public_id = ? AND person_id = ?", A(public_id),
               A(rq->who.person_id)));
  return rows_one(&rows, F(*id), F(*name));
}

result passkey_removal(struct req *rq)
{
  int64_t id;
  const char *name;
  TRY(named(rq, &id, &name));
  const char *title = arena_printf(rq->arena, t("Remove the passkey \"%s\"?"), name);
  account_crumbs(rq, t("Passkey"));
  view_put(rq->view, "Confirm.Text",
           t("It can no longer sign you in. Delete it on the device, too. Your other devices are signed out."));
  view_put(rq->view, "Confirm.Action", rq->in->path);
  view_put(rq->view, "Confirm.Submit", t("Remove it"));
  view_put_bool(rq->view, "Confirm.Danger", true);
  return page(rq, "account/account_confirm", title);
}

result passkey_removal_save(struct req *rq)
{
  int64_t id;
  const char *name;
  TRY(named(rq, &id, &name));
  TRY(db_exec(rq->w, "DELETE FROM passkey WHERE id = ?", A(id)));
  TRY(account_factor_changed(rq, "person.passkey_removed", arena_printf(rq->arena, "name: %s", name)));
  flash(rq, t("The passkey \"%s\" is removed."), name);
  return redirect(rq, "%s", account_at(rq));
}
