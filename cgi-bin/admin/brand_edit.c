/* The draft of a brand: saving makes one when there is none. */
#include "cgi-bin/admin/brand.h"

result brand_edit(struct req *rq)
{
  struct org org;
  struct brand b;
  struct option *providers;
  TRY(brand_org(rq, &org));
  TRY(brand_draft_or_current(rq->w, org.id, &b));
  if (!rq->form.def) {
    req_form(rq, &brand_form);
    *(struct brand_in *)rq->form.data = b.in;
    form_show(&rq->form);
  }
  TRY(provider_choices(rq, &providers));
  choices_put(rq, "provider", providers);
  brand_crumbs(rq, &org, t("Draft"));
  const struct form_words words = { arena_printf(rq->arena, t("Brand of %s: the draft"), org.in.name),
                                    arena_printf(rq->arena, "%s/edit", brand_path(rq, &org)), t("Save the draft"),
                                    brand_path(rq, &org) };
  return form_page(rq, &words);
}

/* A choice that is none of the list is no provider at all. */
static result provider_check(struct req *rq, const struct brand_in *in)
{
  struct option *providers;
  if (!in->provider.bits)
    return OK;
  TRY(provider_choices(rq, &providers));
  for (const struct option *o = providers; o->value; o++)
    if (str_eq(o->value, id_text(rq, in->provider)))
      return OK;
  form_refuse(&rq->form, "provider", "%s", t("Choose one of the entries in the list."));
  return OK;
}

result brand_edit_save(struct req *rq)
{
  struct brand_in *in = rq->form.data;
  struct org org;
  struct brand draft;
  TRY(brand_org(rq, &org));
  TRY(brand_draft_begin(rq->w, org.id, &draft));
  TRY(form_merged(rq, &draft.in));
  TRY(provider_check(rq, in));
  colour_check(rq, "colour", in->colour, false);
  colour_check(rq, "colour_dark", in->colour_dark, true);
  if (in->host && str_eq(str_lower(rq->arena, in->host), rq->config->site_host))
    form_refuse(&rq->form, "host", t("%s is the main host of all."), in->host);
  TRY(brand_check(rq->w, &rq->form, &draft, in));
  const char *fields = fields_changed(rq->arena, &brand_form, &draft.in, in);
  if (!*fields) {
    flash(rq, "%s", t("Nothing was changed."));
    return redirect(rq, "%s", brand_path(rq, &org));
  }
  TRY(brand_save(rq->w, &draft, in, fields));
  flash(rq, t("The draft is kept as version %d. Preview it, then publish it."), draft.number);
  return redirect(rq, "%s", brand_path(rq, &org));
}
