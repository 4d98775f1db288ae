/* A new page, and what a version says beside its blocks: its title, who may see it, whether the side bar leads to it. */
#include "cgi-bin/admin/webpage.h"

#include <string.h>

#define ASK(member, label_, ...) FIELD(struct webpage_in, member, label_, ##__VA_ARGS__)
static const struct field webpage_fields[] = {
  ASK(tag, N_("Tag"), .required = true, .min = 2, .max = WEBPAGE_TAG_MAX,
      .hint = N_("Its address is /pages/ and the tag: small letters, digits, hyphens. It stays.")),
  ASK(kind, N_("Kind"), .required = true, .look = LOOK_RADIO, .options = webpage_kinds),
  ASK(revision, "", .max = 1000000000, .look = LOOK_HIDDEN),
  ASK(title, N_("Title"), .required = true, .max = 120),
  ASK(in_menu, N_("The side bar leads to it")),
  ASK(home, N_("Home page of"), .max = 13, .none = N_("Nobody"),
      .hint = N_(
          "In place of the standard home page, as long as this page is published. The standard one's parts are blocks, too.")),
  ASK(require_auth, N_("People must sign in to see it"), .group = N_("Who sees it")),
  ASK(provider, N_("Identity provider that it demands")),
  ASK(all_partners, N_("It is for all partners"), .hint = N_("Otherwise for those that are ticked below.")),
};
enum { OF_NEW = 2 };
const struct form_def webpage_form = FORM(struct webpage_in, webpage_fields);
const struct form_def webpage_edit_form = { webpage_fields + OF_NEW, COUNT(webpage_fields) - OF_NEW,
                                            sizeof(struct webpage_in) };

static result orgs_show(struct req *rq, int64_t version_id)
{
  const char *ids = "", *names;
  struct option *options;
  struct picks picked;
  TRY(org_choices(rq, &options));
  if (rq->in->method == POST) {
    picks_posted(rq, "partners[]", &picked);
  } else {
    if (version_id)
      TRY(webpage_orgs(rq->w, version_id, &ids, &names));
    picks_split(rq, ids, &picked);
  }
  const struct tick_group group = {
    "partners[]", t("Partners that may see it"), t("Counts only when it is not for all of them."), NULL, options,
    &picked
  };
  tick_group_show(rq, 0, &group);
  return OK;
}

/* Whose home page it may be: all partners', or that of one organisation's people. */
static result home_choices(struct req *rq, const struct option **out)
{
  struct option *orgs, *all;
  int n = 0;
  TRY(org_choices(rq, &orgs));
  while (orgs[n].value)
    n++;
  all = arena_array(rq->arena, n + 2, sizeof *all);
  all[0] = (struct option){ WEBPAGE_HOME_ALL, t("All partners") };
  for (int i = 0; i < n; i++)
    all[i + 1] = (struct option){ orgs[i].value, arena_printf(rq->arena, t("Portal of %s"), orgs[i].label) };
  *out = all;
  return OK;
}

static bool is_choice(const struct option *options, const char *value)
{
  bool is = str_empty(value);
  for (; options->value && !is; options++)
    is = str_eq(options->value, value);
  return is;
}

static result form_begin(struct req *rq, const struct form_def *def, const struct webpage_in *in)
{
  struct option *providers;
  const struct option *homes;
  if (!rq->form.def) {
    req_form(rq, def);
    *(struct webpage_in *)rq->form.data = *in;
    form_show(&rq->form);
  }
  TRY(provider_choices(rq, &providers));
  choices_put(rq, "provider", providers);
  TRY(home_choices(rq, &homes));
  choices_put(rq, "home", homes);
  return OK;
}

result webpage_edit(struct req *rq)
{
  struct webpage page = { 0 };
  struct webpage_version v = { .in = { .require_auth = true, .all_partners = true, .kind = "pricing" } };
  if (rq->captured[0])
    TRY(webpage_of_path(rq, &page, &v));
  v.in.revision = page.revision;
  TRY(form_begin(rq, page.id ? &webpage_edit_form : &webpage_form, &v.in));
  TRY(orgs_show(rq, v.id));
  if (!page.id) {
    crumb(rq, t("Pages"), "/admin/pages");
    crumb(rq, t("New"), NULL);
    const struct form_words words = { t("Add a page"), "/admin/pages/new", t("Add it as a draft"), "/admin/pages" };
    return form_page(rq, &words);
  }
  webpage_again(rq, &page);
  webpage_crumbs(rq, &page, &v, t("Settings"));
  const struct form_words words = { arena_printf(rq->arena, t("Settings of %s"), v.in.title),
                                    arena_printf(rq->arena, "%s/edit", webpage_path(rq, &page)), t("Save the draft"),
                                    webpage_path(rq, &page) };
  return form_page(rq, &words);
}

/* Whose home page it is must be able to open it, however they came in. */
static result home_check(struct req *rq, const struct webpage_in *in)
{
  struct form *f = &rq->form;
  const struct option *homes;
  struct picks picked;
  TRY(home_choices(rq, &homes));
  picks_posted(rq, "partners[]", &picked);
  if (!is_choice(homes, in->home))
    form_refuse(f, "home", "%s", t("Choose one of the entries in the list."));
  else if (!str_empty(in->home) && !in->require_auth)
    form_refuse(f, "home", "%s", t("A home page needs a sign-in."));
  else if (!str_empty(in->home) && in->provider.bits)
    form_refuse(f, "home", "%s", t("A home page cannot demand a provider."));
  else if (!str_empty(in->home) && !in->all_partners && !picks_have(&picked, in->home))
    form_refuse(f, "home", "%s", t("It must be for those whose home page it is."));
  return OK;
}

/* An open page is for everybody: whoever is to be kept out must be known. */
static result settings_check(struct req *rq, const struct webpage_in *in, const char **orgs)
{
  struct form *f = &rq->form;
  struct option *providers;
  TRY(provider_choices(rq, &providers));
  TRY(home_check(rq, in));
  if (in->provider.bits && !is_choice(providers, id_text(rq, in->provider)))
    form_refuse(f, "provider", "%s", t("Choose one of the entries in the list."));
  else if (!in->require_auth && in->provider.bits)
    form_refuse(f, "provider", "%s", t("A page without a sign-in cannot demand a provider."));
  if (!in->require_auth && !in->all_partners)
    form_refuse(f, "require_auth", "%s", t("A page for some partners needs a sign-in."));
  *orgs = picks_ids_json(rq, "partners[]");
  if (!in->all_partners && str_eq(*orgs, "[]"))
    form_refuse(f, "all_partners", "%s", t("Tick the partners that it is for, or let it be for all."));
  return f->n_errors ? INVALID : OK;
}

static result webpage_new_save(struct req *rq)
{
  struct webpage_in *in = rq->form.data;
  struct webpage page;
  const char *orgs;
  if (in->tag[strspn(in->tag, "abcdefghijklmnopqrstuvwxyz0123456789-")] || in->tag[0] == '-')
    form_refuse(&rq->form, "tag", "%s", t("Use small letters, digits and hyphens."));
  if (str_eq(in->tag, "pictures"))
    form_refuse(&rq->form, "tag", "%s", t("This tag is the portal's own. Choose another."));
  TRY(settings_check(rq, in, &orgs));
  result r = webpage_add(rq->w, in, orgs, &page);
  if (r == CONFLICT)
    return form_refuse(&rq->form, "tag", t("Another page has the tag “%s”."), in->tag);
  TRY(r);
  flash(rq, t("%s is there as a draft. Put blocks into it."), in->title);
  return redirect(rq, "%s", webpage_path(rq, &page));
}

result webpage_edit_save(struct req *rq)
{
  struct webpage_in *in = rq->form.data;
  struct webpage page;
  struct webpage_version v;
  const char *orgs;
  if (!rq->captured[0])
    return webpage_new_save(rq);
  TRY(webpage_of_path(rq, &page, &v));
  TRY(settings_check(rq, in, &orgs));
  TRY(webpage_open(rq, &page, in->revision));
  v.in.revision = in->revision;
  const char *fields = fields_changed(rq->arena, &webpage_edit_form, &v.in, in);
  TRY(webpage_save(rq->w, &page, in, orgs, arena_printf(rq->arena, "%s%spartners", fields, *fields ? "," : "")));
  flash(rq, "%s", t("The draft is kept. Preview it, then publish it."));
  return redirect(rq, "%s", webpage_path(rq, &page));
}
