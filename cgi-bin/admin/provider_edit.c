/* Adding and changing an identity provider. Its secret goes in and is never shown again. */
#include "cgi-bin/admin/provider.h"

#include "lib/auth/seal.h"
#include "lib/model/trail.h"

const struct option token_auths[] = { { "basic", N_("Client secret in the header (client_secret_basic)") },
                                      { "post", N_("Client secret in the form (client_secret_post)") },
                                      { "none", N_("No secret, PKCE alone (none)") },
                                      { NULL, NULL } };
static const struct field provider_fields[] = {
  FIELD(struct provider_in, name, N_("Name"), .required = true, .max = 100,
        .hint = N_("Stands on the sign-in page: “Sign in with ...”")),
  FIELD(struct provider_in, issuer, N_("Issuer"), .required = true, .max = 300, .look = LOOK_URL,
        .hint = N_("To the letter as the provider says it, usually https://...")),
  FIELD(struct provider_in, client_id, N_("Our client id"), .required = true, .max = 255,
        .group = N_("Our client there")),
  FIELD(struct provider_in, token_auth, N_("How we show who we are"), .required = true, .look = LOOK_SELECT,
        .options = token_auths),
  FIELD(struct provider_in, secret, N_("Client secret"), .max = 400, .autocomplete = "off",
        .hint = N_("Kept sealed. Empty: as it is")),
  FIELD(struct provider_in, scopes, N_("Scopes"), .required = true, .max = 200),
  FIELD(struct provider_in, domains, N_("Domains"), .required = true, .max = 2000, .group = N_("Whom it may sign in"),
        .hint = N_("Whose e-mail addresses it may vouch for, commas between; * for every domain")),
  FIELD(struct provider_in, partner, N_("Partners sign in there")),
  FIELD(struct provider_in, staff, N_("Our staff signs in there")),
  FIELD(struct provider_in, required, N_("These domains sign in there only, not by mail")),
  FIELD(struct provider_in, email_claim, N_("Claim with the e-mail address"), .required = true, .max = 60,
        .group = N_("Details")),
  FIELD(struct provider_in, name_claim, N_("Claim with the name"), .required = true, .max = 60),
  FIELD(struct provider_in, logout, N_("Offer to sign out there, too")),
  FIELD(struct provider_in, enabled, N_("On: its button stands on the sign-in page")),
};
const struct form_def provider_form = FORM(struct provider_in, provider_fields);

static result provider_of_path(struct req *rq, struct provider *out)
{
  struct public_id id;
  *out = (struct provider){ 0 };
  if (!rq->captured[0])
    return OK;
  TRY(req_public_id(rq, 0, &id));
  return provider_find(rq->w, id, out);
}

static struct provider_in in_of(const struct provider *p)
{
  return (struct provider_in){ p->name,   p->issuer,   p->client_id,   p->token_auth, NULL,
                               p->scopes, p->domains,  p->email_claim, p->name_claim, p->partner,
                               p->staff,  p->required, p->logout,      p->enabled };
}

static const char *path_of(struct req *rq, const struct provider *p)
{
  return arena_printf(rq->arena, "/admin/providers/%s", id_text(rq, p->public_id));
}

/* What was typed as a secret is not sent back. */
static void secret_hide(struct form *f)
{
  for (int i = 0; i < f->def->n_fields; i++)
    if (str_eq(f->def->fields[i].name, "secret"))
      f->typed[i] = "";
}

result provider_edit(struct req *rq)
{
  struct provider p;
  TRY(provider_of_path(rq, &p));
  if (!rq->form.def) {
    req_form(rq, &provider_form);
    struct provider_in *in = rq->form.data;
    *in = p.id ? in_of(&p)
               : (struct provider_in){ .token_auth = "basic",
                                       .scopes = "openid email profile",
                                       .email_claim = "email",
                                       .name_claim = "name",
                                       .partner = true,
                                       .logout = true,
                                       .enabled = true };
    form_show(&rq->form);
  }
  secret_hide(&rq->form);
  crumb(rq, t("Identity providers"), "/admin/providers");
  if (p.id)
    crumb(rq, p.name, path_of(rq, &p));
  crumb(rq, p.id ? t("Change") : t("New"), NULL);
  struct form_words words = { t("Add a provider"), "/admin/providers/new", t("Add it"), "/admin/providers" };
  if (p.id)
    words = (struct form_words){ arena_printf(rq->arena, t("Change %s"), p.name),
                                 arena_printf(rq->arena, "%s/edit", path_of(rq, &p)), t("Save"), path_of(rq, &p) };
  return form_page(rq, &words);
}

/* The typed secret sealed; none for a client without one; at == NULL: the one that is there stays. */
static struct bytes secret_of(struct req *rq, const struct provider_in *in)
{
  return in->secret && !str_eq(in->token_auth, "none") ? seal(rq->arena, rq->key, "provider.secret", in->secret)
                                                       : (struct bytes){ 0 };
}

result provider_save(struct req *rq)
{
  const struct provider_in *in = rq->form.data;
  struct provider old;
  const char *why = "";
  TRY(provider_of_path(rq, &old));
  struct provider_in before = in_of(&old);
  if (old.id)
    TRY(form_merged(rq, &before));
  const char *fields = fields_changed(rq->arena, &provider_form, &before, in);
  if (old.id && !*fields) {
    flash(rq, "%s", t("Nothing was changed."));
    return redirect(rq, "%s", path_of(rq, &old));
  }
  struct provider p = { .id = old.id,
                        .public_id = old.public_id,
                        .name = in->name,
                        .issuer = in->issuer,
                        .client_id = in->client_id,
                        .scopes = in->scopes,
                        .domains = str_lower(rq->arena, in->domains),
                        .email_claim = in->email_claim,
                        .name_claim = in->name_claim,
                        .token_auth = in->token_auth,
                        .authorize_url = "",
                        .client_secret = secret_of(rq, in),
                        .partner = in->partner,
                        .staff = in->staff,
                        .required = in->required,
                        .logout = in->logout,
                        .enabled = in->enabled };
  result r = old.id ? provider_change(rq->w, &p, &old, fields, &why) : provider_add(rq->w, &p, &why);
  if (r == INVALID && *why)
    return form_refuse(&rq->form, NULL, "%s", t(why));
  TRY(r);
  flash(rq, old.id ? t("%s was changed.") : t("%s was added."), p.name);
  return redirect(rq, "%s", path_of(rq, &p));
}
