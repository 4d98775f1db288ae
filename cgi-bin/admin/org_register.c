/* Whether people of an organisation may register themselves, and by which domains. Off unless somebody switches it on here. */
#include "cgi-bin/admin/org.h"

#include "lib/model/registration.h"

struct register_in {
  bool open;
  const char *domains;
};
static const struct field register_fields[] = {
  FIELD(struct register_in, open, N_("People of these domains may register themselves"),
        .hint = N_("Each waits until an administrator of the organisation approves.")),
  FIELD(struct register_in, domains, N_("Domains"), .max = 1000, .look = LOOK_AREA,
        .hint = N_(
            "Like partner.example.com; what is below it does not count. A domain belongs to one organisation only.")),
};
const struct form_def org_register_form = FORM(struct register_in, register_fields);

/* Where anybody gets an address: nobody's organisation. */
static bool is_public(const char *domain)
{
  static const char *const all[] = { "gmail.com", "googlemail.com", "outlook.com",    "hotmail.com", "live.com",
                                     "msn.com",   "yahoo.com",      "icloud.com",     "me.com",      "aol.com",
                                     "gmx.de",    "gmx.net",        "gmx.com",        "web.de",      "mail.com",
                                     "mail.ru",   "proton.me",      "protonmail.com", "zoho.com",    "yandex.com",
                                     "qq.com",    "163.com",        "t-online.de",    "orange.fr",   "free.fr",
                                     "libero.it" };
  for (int i = 0; i < COUNT(all); i++)
    if (str_eq(domain, all[i]))
      return true;
  return false;
}

result org_register(struct req *rq)
{
  struct public_id id;
  struct org org;
  TRY(req_public_id(rq, 0, &id));
  TRY(org_find(rq->w, id, &org));
  if (!rq->form.def) {
    req_form(rq, &org_register_form);
    struct register_in *in = rq->form.data;
    TRY(register_setting(rq->w, org.id, &in->open, &in->domains));
    form_show(&rq->form);
  }
  crumb(rq, t("Organisations"), "/admin/partners");
  crumb(rq, org.in.name, org_path(rq, &org));
  crumb(rq, t("Self-registration"), NULL);
  const struct form_words words = { arena_printf(rq->arena, t("Self-registration at %s"), org.in.name),
                                    arena_printf(rq->arena, "%s/registration", org_path(rq, &org)), t("Save"),
                                    org_path(rq, &org) };
  return form_page(rq, &words);
}

static result domains_check(struct req *rq, const struct register_in *in, struct address_list *list)
{
  address_list_split(rq->arena, in->domains, list);
  for (int i = 0; i < list->n; i++) {
    if (!domain_valid(list->at[i]))
      return form_refuse(&rq->form, "domains", t("“%s” is not a domain like partner.example.com."), list->at[i]);
    if (is_public(list->at[i]))
      return form_refuse(&rq->form, "domains", t("Anybody can have an address at %s, so it cannot be used."),
                         list->at[i]);
  }
  return in->open && !list->n
             ? form_refuse(&rq->form, "domains", "%s", t("Name at least one domain to switch this on."))
             : OK;
}

result org_register_save(struct req *rq)
{
  const struct register_in *in = rq->form.data;
  struct register_in now;
  struct public_id id;
  struct org org;
  struct address_list list;
  const char *taken = "";
  TRY(req_public_id(rq, 0, &id));
  TRY(org_lock(rq->w, id, &org));
  TRY(register_setting(rq->w, org.id, &now.open, &now.domains));
  TRY(form_merged(rq, &now));
  TRY(domains_check(rq, in, &list));
  result r = register_set(rq->w, org.id, in->open, &list, &taken);
  if (r == CONFLICT)
    return form_refuse(&rq->form, "domains", t("The domain %s belongs to another organisation."), taken);
  TRY(r);
  flash(rq,
        in->open ? t("People of %s may register themselves now.") : t("People of %s cannot register themselves now."),
        org.in.name);
  return redirect(rq, "%s", org_path(rq, &org));
}
