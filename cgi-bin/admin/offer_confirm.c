/* Publishing, and taking off the shelf: each says first what will happen. */
#include "cgi-bin/admin/offer.h"
#include "lib/model/offer_publish.h"

static result audience_say(struct req *rq, const struct offer_row *o, int *n)
{
  struct picks channels;
  const char *names;
  picks_split(rq, o->channels, &channels);
  TRY(offer_partner_names(rq->w, o->version_id, &names));
  if (!picks_have(&channels, "Partner"))
    confirm_say(rq, n, t("No partner will see it: its channels do not hold “Partner”."));
  else if (o->in.all_partners)
    confirm_say(rq, n, t("All partners will see it, also those that are added later."));
  else if (!*names)
    confirm_say(rq, n, t("Nobody will see it: no partner is ticked."));
  else
    confirm_say(rq, n, arena_printf(rq->arena, t("These partners will see it: %s."), names));
  return OK;
}

/* Who sees it may still not be able to order it. */
static result unpriced_say(struct req *rq, const struct offer_row *o, int *n)
{
  const char *currencies;
  struct picks channels;
  int many;
  picks_split(rq, o->channels, &channels);
  TRY(offer_version_unpriced(rq->w, o->version_id, &currencies, &many));
  if (many && picks_have(&channels, "Partner"))
    confirm_say(rq, n,
                arena_printf(rq->arena,
                             tn("In %s there is no price: partners who pay in it cannot order it.",
                                "In these currencies there is no price: %s. Partners who pay in them cannot order it.",
                                (unsigned long)many),
                             currencies));
  return OK;
}

result offer_publishing(struct req *rq)
{
  struct offer_row o;
  const char *problem;
  int n = 0;
  TRY(offer_of_path(rq, &o));
  if (!str_eq(o.status, "draft"))
    return refuse(rq, CONFLICT, "%s", t("There is no draft to publish."));
  TRY(offer_version_problem(rq->w, o.version_id, &problem));
  if (problem)
    return refuse(rq, CONFLICT, "%s", problem);
  offer_crumbs(rq, &o, t("Publish"));
  confirm_say(rq, &n, arena_printf(rq->arena, t("From now on version %d is what is sold."), o.number));
  if (o.published_id)
    confirm_say(
        rq, &n,
        arena_printf(rq->arena,
                     t("Version %d is retired. Baskets that hold it must be made anew; what was ordered goes on."),
                     o.published_number));
  TRY(audience_say(rq, &o, &n));
  TRY(unpriced_say(rq, &o, &n));
  confirm_say(rq, &n, t("A published version cannot be edited; a change is the next version."));
  const struct form_words words = { arena_printf(rq->arena, t("Publish %s?"), o.in.name),
                                    arena_printf(rq->arena, "%s/publish", offer_path(rq, &o)), t("Publish it"),
                                    offer_path(rq, &o) };
  return confirm_page(rq, &words, false);
}

result offer_publishing_save(struct req *rq)
{
  struct offer_row o;
  const char *problem = NULL;
  TRY(offer_of_path(rq, &o));
  result r = offer_publish(rq->w, o.id, &problem);
  if (r == CONFLICT && problem)
    return refuse(rq, CONFLICT, "%s", problem);
  TRY(r);
  flash(rq, t("Version %1$d of %2$s is published."), o.number, o.in.name);
  return redirect(rq, "%s", offer_path(rq, &o));
}

result offer_retiring(struct req *rq)
{
  struct offer_row o;
  int n = 0;
  TRY(offer_of_path(rq, &o));
  if (!o.published_id)
    return refuse(rq, CONFLICT, "%s", t("This offer is not on any shelf."));
  offer_crumbs(rq, &o, t("Take it off the shelf"));
  confirm_say(rq, &n, t("Nobody can order it any more, and baskets that hold it cannot be ordered."));
  confirm_say(rq, &n, t("Running subscriptions go on and renew."));
  confirm_say(rq, &n, t("To sell it again, begin its next version and publish that."));
  const struct form_words words = { arena_printf(rq->arena, t("Take %s off the shelf?"), o.in.name),
                                    arena_printf(rq->arena, "%s/retire", offer_path(rq, &o)),
                                    t("Take it off the shelf"), offer_path(rq, &o) };
  return confirm_page(rq, &words, true);
}

result offer_retiring_save(struct req *rq)
{
  struct offer_row o;
  TRY(offer_of_path(rq, &o));
  result r = offer_retire(rq->w, o.id);
  if (r == CONFLICT)
    return refuse(rq, CONFLICT, "%s", t("This offer is not on any shelf."));
  TRY(r);
  flash(rq, t("%s is off the shelf."), o.in.name);
  return redirect(rq, "%s", offer_path(rq, &o));
}
