/* Publishing a draft, bringing an older version back, withdrawing a page: what everybody sees says first what will happen. */
#include "cgi-bin/admin/webpage.h"

static result readers_say(struct req *rq, const struct webpage_version *v, int *n)
{
  const char *ids, *names;
  TRY(webpage_orgs(rq->w, v->id, &ids, &names));
  if (!v->in.require_auth)
    confirm_say(rq, n, t("Everybody can open it, without a sign-in. Offers and records are shown to nobody there."));
  else if (v->in.all_partners)
    confirm_say(rq, n, t("All partners can open it; each sees its own offers at its own prices."));
  else
    confirm_say(rq, n, arena_printf(rq->arena, t("These partners can open it: %s."), *names ? names : t("Nobody")));
  if (!str_empty(v->in.home))
    confirm_say(rq, n,
                arena_printf(rq->arena, t("It takes the place of the home page: %s."), webpage_home_text(rq, v)));
  if (*v->provider_name)
    confirm_say(rq, n, arena_printf(rq->arena, t("They must come in by %s."), v->provider_name));
  return OK;
}

/* What a draft lacks: a sentence, or NULL. */
static const char *draft_problem(const struct webpage *page, const struct webpage_block *blocks, int n)
{
  bool offers = false, basket = false;
  for (int i = 0; i < n; i++) {
    offers = offers || str_eq(blocks[i].kind, "offers") || str_eq(blocks[i].kind, "compare");
    basket = basket || str_eq(blocks[i].kind, "basket");
    if (str_eq(blocks[i].kind, "picture") && !blocks[i].picture.bits)
      return t("One of its pictures is missing.");
  }
  if (!n)
    return t("There is no block on it yet.");
  if (str_eq(page->kind, "pricing") && !offers)
    return t("A pricing page needs the offers of a label, or a comparison of them.");
  return str_eq(page->kind, "checkout") && !basket ? t("A checkout page needs the basket.") : NULL;
}

/* Two pages cannot be one home. */
static result home_refuse(struct req *rq, const char *title)
{
  return refuse(rq, CONFLICT,
                t("%s is that home page already. Withdraw it, or publish it as nobody's home page, then try again."),
                title);
}

static result home_free(struct req *rq, const struct webpage_version *v)
{
  const char *title;
  result r = webpage_home_taken(rq->w, v, &title);
  return r == NOT_FOUND ? OK : r == OK ? home_refuse(rq, title) : r;
}

static result publishable(struct req *rq, struct webpage *page, struct webpage_version *v)
{
  struct webpage_block *blocks;
  int n;
  TRY(webpage_of_path(rq, page, v));
  if (!page->draft_id)
    return refuse(rq, CONFLICT, "%s", t("There is no draft to publish."));
  TRY(webpage_blocks(rq->w, page->draft_id, &blocks, &n));
  const char *problem = draft_problem(page, blocks, n);
  return problem ? refuse(rq, CONFLICT, "%s", problem) : home_free(rq, v);
}

result webpage_publishing(struct req *rq)
{
  struct webpage page;
  struct webpage_version v;
  int n = 0;
  TRY(publishable(rq, &page, &v));
  webpage_step(rq, &page, 0, 0);
  webpage_crumbs(rq, &page, &v, t("Publish"));
  TRY(readers_say(rq, &v, &n));
  if (page.published_id)
    confirm_say(rq, &n, t("It replaces what is published now, at the next page that people open."));
  const struct form_words words = { arena_printf(rq->arena, t("Publish version %d?"), v.number),
                                    arena_printf(rq->arena, "%s/publish", webpage_path(rq, &page)), t("Publish it"),
                                    webpage_path(rq, &page) };
  return confirm_page(rq, &words, false);
}

result webpage_publishing_save(struct req *rq)
{
  const struct webpage_step_in *in = rq->form.data;
  struct webpage page;
  struct webpage_version v;
  int number;
  TRY(publishable(rq, &page, &v));
  TRY(webpage_take(rq, &page, in->revision));
  result r = webpage_publish(rq->w, &page, &number);
  if (r == CONFLICT)
    return home_refuse(rq, t("Another page"));
  TRY(r);
  flash(rq, t("Version %d is published."), number);
  return redirect(rq, "%s", webpage_path(rq, &page));
}

result webpage_restoring(struct req *rq)
{
  struct webpage page;
  struct webpage_version v;
  int64_t version = 0;
  int n = 0;
  TRY(webpage_of_path(rq, &page, &v));
  if (!rq->form.def && (!str_int64(req_param(rq, "version"), &version) || version < 1 || version > 1000000))
    return NOT_FOUND;
  webpage_step(rq, &page, 0, (int)version);
  version = ((struct webpage_step_in *)rq->form.data)->version;
  webpage_crumbs(rq, &page, &v, t("Bring back"));
  confirm_say(rq, &n, t("It holds from the next page that people open, for whom it was meant then."));
  confirm_say(rq, &n, t("It becomes the next version; those in between stay in the list, and a draft stays a draft."));
  const struct form_words words = { arena_printf(rq->arena, t("Bring version %d back?"), (int)version),
                                    arena_printf(rq->arena, "%s/restore", webpage_path(rq, &page)), t("Bring it back"),
                                    webpage_path(rq, &page) };
  return confirm_page(rq, &words, false);
}

result webpage_restoring_save(struct req *rq)
{
  const struct webpage_step_in *in = rq->form.data;
  struct webpage page;
  struct webpage_version v;
  int number;
  TRY(webpage_of_path(rq, &page, &v));
  TRY(webpage_take(rq, &page, in->revision));
  result r = webpage_restore(rq->w, &page, in->version, &number);
  if (r == CONFLICT)
    return home_refuse(rq, t("Another page"));
  TRY(r);
  flash(rq, t("Version %1$d is back, as version %2$d."), in->version, number);
  return redirect(rq, "%s", webpage_path(rq, &page));
}

result webpage_withdrawal(struct req *rq)
{
  struct webpage page;
  struct webpage_version v, held;
  int n = 0;
  TRY(webpage_of_path(rq, &page, &v));
  if (!page.published_id)
    return refuse(rq, CONFLICT, "%s", t("This page is not published."));
  TRY(webpage_version_find(rq->w, page.published_id, &held));
  webpage_step(rq, &page, 0, 0);
  webpage_crumbs(rq, &page, &v, t("Withdraw it"));
  confirm_say(rq, &n, t("Nobody can open it any more; links to it lead nowhere."));
  if (!str_empty(held.in.home))
    confirm_say(rq, &n, t("Those whose home page it was land on the standard one again."));
  confirm_say(rq, &n, t("Its versions stay. To show it again, bring one back."));
  const struct form_words words = { arena_printf(rq->arena, t("Withdraw %s?"), v.in.title),
                                    arena_printf(rq->arena, "%s/withdraw", webpage_path(rq, &page)), t("Withdraw it"),
                                    webpage_path(rq, &page) };
  return confirm_page(rq, &words, true);
}

result webpage_withdrawal_save(struct req *rq)
{
  const struct webpage_step_in *in = rq->form.data;
  struct webpage page;
  struct webpage_version v;
  TRY(webpage_of_path(rq, &page, &v));
  TRY(webpage_take(rq, &page, in->revision));
  result r = webpage_withdraw(rq->w, &page);
  if (r == NOT_FOUND)
    return refuse(rq, CONFLICT, "%s", t("This page is not published."));
  TRY(r);
  flash(rq, t("%s is withdrawn."), v.in.title);
  return redirect(rq, "%s", webpage_path(rq, &page));
}

result webpage_discarding_save(struct req *rq)
{
  const struct webpage_step_in *in = rq->form.data;
  struct webpage page;
  struct webpage_version v;
  TRY(webpage_of_path(rq, &page, &v));
  bool only = v.number == 1;
  TRY(webpage_take(rq, &page, in->revision));
  result r = webpage_discard(rq->w, &page);
  if (r == NOT_FOUND)
    return refuse(rq, CONFLICT, "%s", t("There is no draft."));
  TRY(r);
  flash(rq, "%s", only ? t("The page is gone.") : t("The draft is gone. What is published stays."));
  return only ? redirect(rq, "/admin/pages") : redirect(rq, "%s", webpage_path(rq, &page));
}
