/* How the organisation's portal looks and what it says, by its own administrator, where the vendor lets it (decision 69). Its address and
 * the provider that it demands stay the vendor's. */
#include "cgi-bin/people/people.h"

#include "lib/app/brand_preview.h"

/* Not let: no such pages. Whoever writes holds the organisation before anything is read. */
static result own_draft(struct req *rq, struct brand *out)
{
  bool own;
  if (db_in_transaction(rq->w))
    TRY(org_lock_id(rq->w, rq->w->org_id));
  TRY(brand_own(rq->w, rq->w->org_id, &own));
  return own ? brand_draft_or_current(rq->w, rq->w->org_id, out) : NOT_FOUND;
}

static void brand_crumbs(struct req *rq, const char *leaf)
{
  crumb(rq, t("People"), "/people");
  crumb(rq, t("Our brand"), leaf ? "/people/brand" : NULL);
  if (leaf)
    crumb(rq, leaf, NULL);
  view_put(rq->view, "Brand.Path", "/people/brand");
}

result own_brand(struct req *rq)
{
  struct brand now, draft;
  TRY(own_draft(rq, &draft));
  TRY(brand_current(rq->w, rq->w->org_id, &now));
  bool waits = str_eq(draft.status, "draft");
  struct facts f = { rq, "Facts", 0 };
  brand_crumbs(rq, NULL);
  fact(&f, t("Name of the portal"), str_empty(now.in.name) ? rq->who.org_name : now.in.name);
  fact(&f, t("Welcome"), now.in.welcome);
  fact(&f, t("Colour"), now.in.colour);
  fact(&f, t("Colour on a dark ground"), now.in.colour_dark);
  fact(&f, t("Lines at the end of each page"), now.in.footer);
  fact(&f, t("E-mail address for help"), now.in.contact);
  fact(&f, t("Telephone for help"), now.in.phone);
  fact(&f, t("Sender's name in mails"), now.in.sender);
  view_put_bool(rq->view, "May.Brand", true);
  view_put_bool(rq->view, "Brand.Draft", waits);
  if (waits)
    view_put(
        rq->view, "Brand.Waits",
        arena_printf(rq->arena, t("Version %d is a draft. Nobody else sees it before it is published."), draft.number));
  return page(rq, "brand_page", t("Our brand"));
}

result own_brand_edit(struct req *rq)
{
  struct brand b;
  TRY(own_draft(rq, &b));
  if (!rq->form.def) {
    req_form(rq, &brand_look_form);
    *(struct brand_in *)rq->form.data = b.in;
    form_show(&rq->form);
  }
  brand_crumbs(rq, t("Draft"));
  const struct form_words words = { t("Our brand: the draft"), "/people/brand/edit", t("Save the draft"),
                                    "/people/brand" };
  return form_page(rq, &words);
}

/* Under the organisation's lock, with what is the vendor's as it was. */
result own_brand_save(struct req *rq)
{
  struct brand_in *in = rq->form.data;
  struct brand draft;
  TRY(own_draft(rq, &draft));
  TRY(brand_draft_begin(rq->w, rq->w->org_id, &draft));
  in->portal = draft.in.portal;
  in->host = draft.in.host;
  in->provider = draft.in.provider;
  TRY(form_merged(rq, &draft.in));
  colour_check(rq, "colour", in->colour, false);
  colour_check(rq, "colour_dark", in->colour_dark, true);
  TRY(brand_check(rq->w, &rq->form, &draft, in));
  const char *fields = fields_changed(rq->arena, &brand_look_form, &draft.in, in);
  if (!*fields) {
    flash(rq, "%s", t("Nothing was changed."));
    return redirect(rq, "/people/brand");
  }
  TRY(brand_save(rq->w, &draft, in, fields));
  flash(rq, t("The draft is kept as version %d. Preview it, then publish it."), draft.number);
  return redirect(rq, "/people/brand");
}

result own_brand_logo(struct req *rq)
{
  struct brand b;
  struct bytes bytes;
  const char *type;
  TRY(own_draft(rq, &b));
  brand_crumbs(rq, t("Logo"));
  struct picture_words words = logo_words(rq, "/people/brand");
  words.title = t("Our logo");
  words.now = b.logo_id ? "/people/brand/preview/logo" : NULL;
  return picture_page(rq, &words, rq->refused == INVALID ? picture_posted(rq, "logo", &bytes, &type) : NULL);
}

result own_brand_logo_save(struct req *rq)
{
  struct brand draft;
  struct bytes logo = { 0 };
  const char *type = "";
  TRY(own_draft(rq, &draft));
  if (!*req_param(rq, "remove") && picture_posted(rq, "logo", &logo, &type))
    return INVALID;
  TRY(brand_draft_begin(rq->w, rq->w->org_id, &draft));
  TRY(brand_logo_save(rq->w, &draft, logo, type));
  flash(rq, "%s", logo.at ? t("The draft has a new logo.") : t("The draft has no logo any more."));
  return redirect(rq, "/people/brand");
}

result own_brand_preview(struct req *rq)
{
  struct brand b;
  TRY(own_draft(rq, &b));
  brand_crumbs(rq, t("Preview"));
  return brand_front(rq, &b, rq->who.org_name, "/people/brand");
}

result own_brand_css(struct req *rq)
{
  struct brand b;
  TRY(own_draft(rq, &b));
  return brand_style(rq, &b);
}

result own_brand_picture(struct req *rq)
{
  struct brand b;
  TRY(own_draft(rq, &b));
  return brand_picture_file(rq, &b);
}

/* A draft in which the vendor is about to move the portal is the vendor's to publish. */
static result publishable(struct req *rq)
{
  struct brand now, draft;
  TRY(own_draft(rq, &draft));
  if (!str_eq(draft.status, "draft"))
    return refuse(rq, CONFLICT, "%s", t("There is no draft to publish."));
  TRY(brand_current(rq->w, rq->w->org_id, &now));
  bool moved = draft.in.portal != now.in.portal || !str_eq(draft.in.host, now.in.host) ||
               draft.in.provider.bits != now.in.provider.bits;
  return moved ? refuse(
                     rq, CONFLICT, "%s",
                     t("The draft also changes where your portal is or who comes in. That is ours to publish: ask us."))
               : OK;
}

result own_brand_publish(struct req *rq)
{
  int n = 0;
  TRY(publishable(rq));
  brand_crumbs(rq, t("Publish"));
  confirm_say(rq, &n,
              arena_printf(rq->arena, t("Everybody of %s sees it at the next page that they open."), rq->who.org_name));
  const struct form_words words = { t("Publish the draft?"), "/people/brand/publish", t("Publish it"),
                                    "/people/brand" };
  return confirm_page(rq, &words, false);
}

result own_brand_publish_save(struct req *rq)
{
  int number;
  TRY(publishable(rq));
  TRY(brand_publish(rq->w, rq->w->org_id, &number));
  flash(rq, t("Version %d is published."), number);
  return redirect(rq, "/people/brand");
}

result own_brand_discard(struct req *rq)
{
  struct brand b;
  TRY(own_draft(rq, &b));
  result r = brand_discard(rq->w, rq->w->org_id);
  if (r != OK && r != NOT_FOUND)
    return r;
  flash(rq, "%s", t("The draft is gone. What is published stays."));
  return redirect(rq, "/people/brand");
}
