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

static result form_begin(struct req *rq, const struct form_def *def, const struct webpage_in *in)
{
  struct option *providers;
  if (!rq->form.def) {
    req_form(rq, def);
    *(struct webpage_in *)rq->form.data = *in;
    form_show(&rq->form);
  }
  TRY(provider_choices(rq, &providers));
  choices_put(rq, "provider", providers);
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

/* An open page is for everybody: whoever is to be kept out must be known. */
static result settings_check(struct req *rq, const struct webpage_in *in, const char **orgs)
{
  struct form *f = &rq->form;
  struct option *providers;
  bool known = !in->provider.bits;
  TRY(provider_choices(rq, &providers));
  for (const struct option *o = providers; o->value; o++)
    known = known || str_eq(o->value, id_text(rq, in->provider));
  if (!known)
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
