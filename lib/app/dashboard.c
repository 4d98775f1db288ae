#include "lib/app/dashboard.h"
#include "lib/app/frame.h"

static struct date month_first(const struct months *m, int i)
{
  return date_add_months(m->first, i, 1);
}

result months_count(struct req *rq, const struct sql *sql, int64_t org_id, bool days, struct months *out)
{
  struct db_value values[DASH_MONTHS + 1];
  const char *zone = rq->w->zone;
  struct date today = utc_date(rq->w->now, zone);
  struct months m = { .first = date_add_months((struct date){ today.year, today.month, 1 }, 1 - DASH_MONTHS, 1) };
  int n = 0;
  /* The eleven later months tell which one it is, the organisation and the oldest which rows are read. */
  for (int i = 1; i < DASH_MONTHS; i++)
    values[n++] = days ? A(month_first(&m, i)) : A(date_start(month_first(&m, i), zone));
  if (org_id)
    values[n++] = A(org_id);
  values[n++] = days ? A(m.first) : A(date_start(m.first, zone));
  ROWS rows = { 0 };
  TRY(db_query_(rq->w, &rows, sql, values, n));
  int64_t month, count;
  while (rows_next(&rows, F(month), F(count)))
    if (month >= 0 && month < DASH_MONTHS)
      m.counts[month] = count;
  *out = m;
  return OK;
}

static void months_show(struct req *rq, const char *cards, int n, const struct card *c)
{
  const char *list = arena_printf(rq->arena, "%s.%d.Points", cards, n);
  int64_t most = 0;
  for (int i = 0; i < DASH_MONTHS; i++)
    most = c->months->counts[i] > most ? c->months->counts[i] : most;
  if (!most)
    return; /* a line on the ground says nothing */
  const char *spark = arena_printf(rq->arena, "%s.%d.Spark", cards, n);
  view_spark(rq->view, spark, c->months->counts, DASH_MONTHS);
  view_put(rq->view, arena_printf(rq->arena, "%s.Title", spark),
           arena_printf(rq->arena, t("%s, from %s to %s"), c->drawn, month_text(rq->arena, c->months->first, NULL),
                        month_text(rq->arena, month_first(c->months, DASH_MONTHS - 1), NULL)));
  view_item(rq->view, cards, n, "Drawn", c->drawn);
  for (int i = 0; i < DASH_MONTHS; i++) {
    view_item(rq->view, list, i, "Label", month_text(rq->arena, month_first(c->months, i), NULL));
    view_item(rq->view, list, i, "Text", number_text(rq->arena, c->months->counts[i], i18n_current()));
  }
}

int cards_show(struct req *rq, const char *list, const struct card *cards, int n)
{
  int shown = 0;
  for (int i = 0; i < n; i++) {
    const struct card *c = &cards[i];
    if (!menu_opens(rq, c->href))
      continue;
    view_item(rq->view, list, shown, "Title", c->title);
    view_item(rq->view, list, shown, "Figure", number_text(rq->arena, c->figure, i18n_current()));
    view_item(rq->view, list, shown, "Change", c->change);
    view_item(rq->view, list, shown, "Href", c->href);
    view_item(rq->view, list, shown, "More", c->more);
    if (c->months)
      months_show(rq, list, shown, c);
    shown++;
  }
  return shown;
}
