/* Publishing a draft, bringing an older version back, throwing a draft away: what is seen by everybody says first what will happen. */
#include "cgi-bin/admin/brand.h"

static const struct field restore_fields[] = {
  FIELD(struct brand_restore_in, version, "", .required = true, .min = 1, .max = 1000000, .look = LOOK_HIDDEN),
};
const struct form_def brand_restore_form = FORM(struct brand_restore_in, restore_fields);

static void consequences(struct req *rq, const struct org *org, const struct brand_in *now, const struct brand_in *next,
                         int *n)
{
  confirm_say(rq, n,
              arena_printf(rq->arena, t("Everybody of %s sees it at the next page that they open."), org->in.name));
  if (next->portal && !str_empty(next->host) && !(now->portal && str_eq(now->host, next->host)))
    confirm_say(rq, n,
                arena_printf(rq->arena, t("Its portal is at %s, and links in its mails lead there."),
                             config_url_on(rq->arena, rq->config, next->host)));
  if (now->portal && !str_empty(now->host) && !(next->portal && str_eq(now->host, next->host)))
    confirm_say(rq, n,
                arena_printf(rq->arena, t("%s is closed, and who is signed in there is signed out."), now->host));
}

static result taken(struct req *rq)
{
  return refuse(rq, CONFLICT, "%s", t("Its host name is another organisation's by now. Change the draft first."));
}

result brand_publishing(struct req *rq)
{
  struct org org;
  struct brand now, draft;
  int n = 0;
  TRY(brand_org(rq, &org));
  result r = brand_draft(rq->w, org.id, &draft);
  if (r == NOT_FOUND)
    return refuse(rq, CONFLICT, "%s", t("There is no draft to publish."));
  TRY(r);
  TRY(brand_current(rq->w, org.id, &now));
  brand_crumbs(rq, &org, t("Publish"));
  consequences(rq, &org, &now.in, &draft.in, &n);
  const struct form_words words = { arena_printf(rq->arena, t("Publish version %d?"), draft.number),
                                    arena_printf(rq->arena, "%s/publish", brand_path(rq, &org)), t("Publish it"),
                                    brand_path(rq, &org) };
  return confirm_page(rq, &words, false);
}

result brand_publishing_save(struct req *rq)
{
  struct org org;
  int number;
  TRY(brand_org(rq, &org));
  result r = brand_publish(rq->w, org.id, &number);
  if (r == NOT_FOUND)
    return refuse(rq, CONFLICT, "%s", t("There is no draft to publish."));
  if (r == CONFLICT)
    return taken(rq);
  TRY(r);
  flash(rq, t("Version %d is published."), number);
  return redirect(rq, "%s", brand_path(rq, &org));
}

result brand_discarding_save(struct req *rq)
{
  struct org org;
  TRY(brand_org(rq, &org));
  result r = brand_discard(rq->w, org.id);
  if (r != OK && r != NOT_FOUND)
    return r;
  flash(rq, "%s", t("The draft is gone. What is published stays."));
  return redirect(rq, "%s", brand_path(rq, &org));
}

result brand_restoring(struct req *rq)
{
  struct org org;
  int n = 0;
  TRY(brand_org(rq, &org));
  if (!rq->form.def) {
    int64_t version = 0;
    if (!str_int64(req_param(rq, "version"), &version) || version < 1 || version > 1000000)
      return NOT_FOUND;
    req_form(rq, &brand_restore_form);
    ((struct brand_restore_in *)rq->form.data)->version = (int)version;
    form_show(&rq->form);
  }
  int version = ((struct brand_restore_in *)rq->form.data)->version;
  brand_crumbs(rq, &org, t("Bring back"));
  confirm_say(rq, &n,
              arena_printf(rq->arena, t("Everybody of %s sees it at the next page that they open."), org.in.name));
  confirm_say(rq, &n, t("It becomes the next version; those in between stay in the list, and a draft stays a draft."));
  const struct form_words words = { arena_printf(rq->arena, t("Bring version %d back?"), version),
                                    arena_printf(rq->arena, "%s/restore", brand_path(rq, &org)), t("Bring it back"),
                                    brand_path(rq, &org) };
  return confirm_page(rq, &words, false);
}

result brand_restoring_save(struct req *rq)
{
  const struct brand_restore_in *in = rq->form.data;
  struct org org;
  int number;
  TRY(brand_org(rq, &org));
  result r = brand_restore(rq->w, org.id, in->version, &number);
  if (r == CONFLICT)
    return taken(rq);
  TRY(r);
  flash(rq, t("Version %1$d is back, as version %2$d."), in->version, number);
  return redirect(rq, "%s", brand_path(rq, &org));
}

result brand_own_save(struct req *rq)
{
  struct org org;
  bool own = *req_param(rq, "own") != '\0';
  TRY(brand_org(rq, &org));
  TRY(brand_own_set(rq->w, org.id, own));
  flash(rq, "%s", own ? t("Its administrator may change it now, too.") : t("Only we may change it now."));
  return redirect(rq, "%s", brand_path(rq, &org));
}
