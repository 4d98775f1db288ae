/* The first page: the one that was built for the organisation's people, else what they may open, each with its figure. */
#include "cgi-bin/home/home.h"
#include "lib/block/block.h"

static result standard_page(struct req *rq)
{
  int shown;
  TRY(figures_show(rq, "Cards", "", &shown));
  if (!shown)
    view_put(rq->view, "Home.Empty", figures_none());
  view_put(rq->view, "Home.Welcome", welcome_text(rq));
  return page(rq, "home/home_page", t("Home"));
}

result home_page(struct req *rq)
{
  struct webpage_version v;
  result r = webpage_home(rq->w, &v);
  if (r == NOT_FOUND)
    return standard_page(rq);
  TRY(r);
  return blocks_page(rq, &v);
}
