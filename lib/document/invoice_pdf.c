/* The invoice's drawing: head, parties, lines over as many pages as they take, totals, how to pay. What it says comes from the snapshot;
 * how it looks is here alone. */
#include "lib/document/invoice_pdf.h"

#include "lib/base/i18n.h"
#include "lib/base/log.h"
#include "lib/document/paper.h"
#include "lib/model/payment_type.h"
#include <string.h>

static const struct paper_style title = { 24, .bold = true }, name_style = { 13, .bold = true },
                                heading = { 9, .bold = true }, plain = { 9 }, strong = { 9, .bold = true },
                                small = { 8, .soft = true }, label = { 9, .soft = true }, large = { 15, .bold = true },
                                tiny = { 7.5, .soft = true };

struct sheet {
  struct arena *a;
  const struct snapshot *s;
  struct paper *p;
  double y;
};

/* The columns of the lines: where each begins, how wide it is, and what it is called. */
enum { COL_POSITION, COL_NAME, COL_UNITS, COL_UNIT, COL_RATE, COL_AMOUNT, COLS };
static const struct {
  double x, w;
  enum paper_align align;
  const char *label;
} cols[COLS] = {
  { 0, 20, AT_START, "#" },
  { 22, 183, AT_START, N_("Description") },
  { 209, 52, AT_END, N_("Quantity") },
  { 267, 88, AT_END, N_("Unit price") },
  { 361, 48, AT_END, N_("Tax") },
  { 413, 86, AT_END, N_("Amount") },
};

__attribute__((format_arg(2))) static const char *say(const struct sheet *sh, const char *text)
{
  return t_in(sh->s->language, text);
}

static const char *amount(const struct sheet *sh, struct money m)
{
  return money_text(sh->a, m, sh->s->language);
}

static const char *kind(const struct snapshot *s)
{
  return t_in(s->language, snapshot_credit(s) ? N_("Credit note") : N_("Invoice"));
}

/* Goes to the next page when that much does not fit on this one. */
static bool room(struct sheet *sh, double h)
{
  if (sh->y + h <= PAPER_BOTTOM)
    return false;
  paper_break(sh->p);
  const char *again = arena_printf(sh->a, "%s %s", kind(sh->s), sh->s->number);
  sh->y = PAPER_MARGIN;
  sh->y += paper_text(sh->p, PAPER_MARGIN, sh->y, PAPER_INNER, label, AT_START, NULL, again) + 14;
  return true;
}

static double put(struct sheet *sh, double x, double y, double w, struct paper_style style, const char *text)
{
  return paper_text(sh->p, x, y, w, style, AT_START, "P", text);
}

/* Each line by itself, so that each is aligned by its box and ordered by its own script. */
static double put_lines(struct sheet *sh, double x, double y, double w, struct paper_style style, const char *text)
{
  double h = 0;
  for (const char *at = text; *at;) {
    size_t n = strcspn(at, "\n");
    h += put(sh, x, y + h, w, style, arena_dupn(sh->a, at, n));
    at += n + (at[n] == '\n');
  }
  return h;
}

static double put_number(struct sheet *sh, double x, double y, double w, struct paper_style style, const char *what,
                         const char *number)
{
  return *number ? put(sh, x, y, w, style, arena_printf(sh->a, "%s: %s", what, number)) : 0;
}

static double put_party(struct sheet *sh, double x, double y, double w, const char *head,
                        const struct snapshot_party *party)
{
  double h = paper_text(sh->p, x, y, w, label, AT_START, "H2", head) + 2;
  h += put(sh, x, y + h, w, strong, party->name);
  h += put_lines(sh, x, y + h, w, plain, party->address);
  h += put_number(sh, x, y + h, w, plain, say(sh, N_("Tax number")), party->tax_number);
  h += put_number(sh, x, y + h, w, plain, say(sh, N_("Registration number")), party->registration_number);
  return h;
}

static void draw_head(struct sheet *sh)
{
  const struct snapshot_party *seller = &sh->s->seller;
  double x = PAPER_MARGIN, y = sh->y, w = 270, right = PAPER_MARGIN + 290;
  double h = paper_text(sh->p, right, y - 6, PAPER_INNER - 290, title, AT_END, "H1", kind(sh->s)) - 6;
  h += paper_text(sh->p, right, y + h, PAPER_INNER - 290, (struct paper_style){ 11, .soft = true }, AT_END, "P",
                  sh->s->number);
  double seller_h = put(sh, x, y, w, name_style, seller->name) + 2;
  seller_h += put_lines(sh, x, y + seller_h, w, small, seller->address);
  seller_h += put_number(sh, x, y + seller_h, w, small, say(sh, N_("Tax number")), seller->tax_number);
  seller_h +=
      put_number(sh, x, y + seller_h, w, small, say(sh, N_("Registration number")), seller->registration_number);
  seller_h += put(sh, x, y + seller_h, w, small, seller->email);
  sh->y += (h > seller_h ? h : seller_h) + 24;
}

/* A label and its value; nothing for an empty value. */
static double put_fact(struct sheet *sh, double x, double y, double w, double label_w, const char *what,
                       const char *value)
{
  if (str_empty(value))
    return 0;
  paper_text(sh->p, x, y, label_w, label, AT_START, "P", what);
  double h = put(sh, x + label_w + 6, y, w - label_w - 6, plain, value),
         label_h = paper_height(sh->p, label_w, label, what);
  return (h > label_h ? h : label_h) + 1.5;
}

static double put_facts(struct sheet *sh, double x, double y, double w)
{
  const struct snapshot *s = sh->s;
  double h = 0, lw = 78;
  h += put_fact(sh, x, y + h, w, lw, say(sh, snapshot_credit(s) ? N_("Credit note number") : N_("Invoice number")),
                s->number);
  h += put_fact(sh, x, y + h, w, lw, say(sh, N_("Cancels invoice")), snapshot_corrects(sh->a, s, s->language));
  h += put_fact(sh, x, y + h, w, lw, say(sh, N_("Issue date")), date_text(sh->a, s->issued, s->language));
  if (!snapshot_credit(s)) {
    h += put_fact(sh, x, y + h, w, lw, say(sh, N_("Due date")), date_text(sh->a, s->due, s->language));
    h += put_fact(sh, x, y + h, w, lw, say(sh, N_("Payment terms")), snapshot_terms(sh->a, s, s->language));
    h += put_fact(sh, x, y + h, w, lw, say(sh, N_("How it is paid")),
                  payment_type_text_in(s->language, s->payment_type));
  }
  h += put_fact(sh, x, y + h, w, lw, say(sh, N_("Order")), s->order);
  h += put_fact(sh, x, y + h, w, lw, say(sh, N_("PO number")), s->po_number);
  return h;
}

static double larger(double a, double b)
{
  return a > b ? a : b;
}

static void draw_parties(struct sheet *sh)
{
  const struct snapshot *s = sh->s;
  double x = PAPER_MARGIN, w = s->has_customer ? 136 : 280, facts_x = 302;
  double h = put_party(sh, x, sh->y, w, say(sh, N_("Bill to")), &s->payer);
  if (s->has_customer)
    h = larger(h, put_party(sh, x + 150, sh->y, w, say(sh, N_("For")), &s->customer));
  h = larger(h, put_facts(sh, x + facts_x, sh->y, PAPER_INNER - facts_x));
  sh->y += h + 18;
}

static void draw_banner(struct sheet *sh)
{
  const struct snapshot *s = sh->s;
  double x = PAPER_MARGIN + 12, w = PAPER_INNER - 24, h = 38;
  const char *due = s->open.minor && !snapshot_credit(s)
                        ? arena_printf(sh->a, say(sh, N_("Due on %s")), date_text(sh->a, s->due, s->language))
                        : say(sh, N_("Nothing is to be paid"));
  paper_shade(sh->p, PAPER_MARGIN, sh->y, PAPER_INNER, h);
  paper_text(sh->p, x, sh->y + 9, w * 0.6, large, AT_START, "P",
             arena_printf(sh->a, "%s %s", say(sh, N_("Total")), amount(sh, s->total)));
  paper_text(sh->p, x + w * 0.6, sh->y + 13, w * 0.4, plain, AT_END, "P", due);
  sh->y += h + 20;
}

static void lines_heading(struct sheet *sh)
{
  double h = 0;
  paper_open(sh->p, "TR");
  for (int i = 0; i < COLS; i++)
    h = larger(h, paper_text(sh->p, PAPER_MARGIN + cols[i].x, sh->y, cols[i].w, heading, cols[i].align, "TH",
                             say(sh, cols[i].label)));
  paper_close(sh->p, "TR");
  sh->y += h + 4;
  paper_rule(sh->p, PAPER_MARGIN, sh->y, PAPER_INNER, true);
  sh->y += 5;
}

static void draw_line(struct sheet *sh, const struct snapshot_line *l)
{
  const char *period = snapshot_period(sh->a, l, sh->s->language), *less = snapshot_less(sh->a, l, sh->s->language),
             *under = arena_printf(sh->a, "%s%s%s", period, *period && *less ? "\n" : "", less),
             *texts[COLS] = {
               [COL_POSITION] = arena_printf(sh->a, "%d", l->position),
               [COL_NAME] = l->name,
               [COL_UNITS] = arena_printf(sh->a, "%d", l->units),
               [COL_UNIT] = snapshot_unit(sh->a, l, sh->s->language),
               [COL_RATE] = rate_text(sh->a, l->rate_bp, sh->s->language),
               [COL_AMOUNT] = amount(sh, l->amount),
             };
  double h = 0, name_h = paper_height(sh->p, cols[COL_NAME].w, plain, l->name);
  for (int i = 0; i < COLS; i++)
    h = larger(h, paper_height(sh->p, cols[i].w, plain, texts[i]));
  h = larger(h, name_h + paper_height(sh->p, cols[COL_NAME].w, small, under));
  if (sh->y + h + 9 > PAPER_BOTTOM) {
    paper_close(sh->p, "Table");
    room(sh, h + 9);
    paper_open(sh->p, "Table");
    lines_heading(sh);
  }
  paper_open(sh->p, "TR");
  for (int i = 0; i < COLS; i++) {
    paper_open(sh->p, "TD");
    paper_text(sh->p, PAPER_MARGIN + cols[i].x, sh->y, cols[i].w, plain, cols[i].align, "P", texts[i]);
    if (i == COL_NAME)
      put(sh, PAPER_MARGIN + cols[i].x, sh->y + name_h, cols[i].w, small, under);
    paper_close(sh->p, "TD");
  }
  paper_close(sh->p, "TR");
  sh->y += h + 4;
  paper_rule(sh->p, PAPER_MARGIN, sh->y, PAPER_INNER, false);
  sh->y += 5;
}

static void draw_lines(struct sheet *sh)
{
  paper_open(sh->p, "Table");
  lines_heading(sh);
  for (int i = 0; i < sh->s->n_lines; i++)
    draw_line(sh, &sh->s->lines[i]);
  paper_close(sh->p, "Table");
  sh->y += 6;
}

/* One line of the sums, in the end half of the page; on the next one when this is full. */
static void draw_sum(struct sheet *sh, struct paper_style style, const char *what, struct money m)
{
  double x = PAPER_MARGIN + 209, w = PAPER_INNER - 209, figure_w = 110;
  if (sh->y + paper_height(sh->p, w - figure_w - 6, style, what) > PAPER_BOTTOM) {
    paper_close(sh->p, "Table");
    room(sh, PAPER_BOTTOM);
    paper_open(sh->p, "Table");
  }
  paper_open(sh->p, "TR");
  double h = paper_text(sh->p, x, sh->y, w - figure_w - 6, style, AT_START, "TH", what);
  h = larger(h, paper_text(sh->p, x + w - figure_w, sh->y, figure_w, style, AT_END, "TD", amount(sh, m)));
  paper_close(sh->p, "TR");
  sh->y += h + 4;
}

static void draw_totals(struct sheet *sh)
{
  const struct snapshot *s = sh->s;
  double sums = 60 + 18.0 * s->n_taxes, all = sums + 18.0 * s->n_uses;
  room(sh, all < PAPER_BOTTOM - 2 * PAPER_MARGIN ? all : sums); /* together, where a page holds them */
  paper_open(sh->p, "Table");
  draw_sum(sh, plain, say(sh, N_("Total before tax")), s->net);
  for (int i = 0; i < s->n_taxes; i++) {
    const struct snapshot_tax *x = &s->taxes[i];
    const char *rate = snapshot_tax_name(sh->a, x, s->language);
    draw_sum(sh, plain, arena_printf(sh->a, say(sh, N_("%s on %s")), rate, amount(sh, x->base)), x->tax);
  }
  paper_rule(sh->p, PAPER_MARGIN + 209, sh->y, PAPER_INNER - 209, true);
  sh->y += 6;
  draw_sum(sh, (struct paper_style){ 11, .bold = true }, say(sh, N_("Total")), s->total);
  for (int i = 0; i < s->n_uses; i++)
    draw_sum(sh, plain, snapshot_use_text(sh->a, s, s->uses[i].number, s->language),
             money_of(-s->uses[i].amount.minor, s->currency));
  if (s->n_uses)
    draw_sum(sh, strong, snapshot_open_text(s, s->language), s->open);
  paper_close(sh->p, "Table");
  sh->y += 10;
}

/* What the law wants said about a tax: why it is zero, or who owes it. */
static void draw_notes(struct sheet *sh)
{
  for (int i = 0; i < sh->s->n_taxes; i++) {
    const struct snapshot_tax *x = &sh->s->taxes[i];
    const char *note = snapshot_tax_note(x, sh->s->language);
    if (!*note)
      continue;
    const char *text = arena_printf(sh->a, "%s: %s", snapshot_tax_name(sh->a, x, sh->s->language), note);
    room(sh, paper_height(sh->p, PAPER_INNER, plain, text));
    sh->y += put(sh, PAPER_MARGIN, sh->y, PAPER_INNER, plain, text) + 3;
  }
  sh->y += 10;
}

static void put_payment(void *sheet, const char *what, const char *value)
{
  struct sheet *sh = sheet;
  sh->y += put_fact(sh, PAPER_MARGIN, sh->y, 300, 90, what, value);
}

static void draw_payment(struct sheet *sh)
{
  const struct snapshot *s = sh->s;
  double x = PAPER_MARGIN;
  if (!s->open.minor || snapshot_credit(s))
    return;
  room(sh, 100);
  sh->y += paper_text(sh->p, x, sh->y, PAPER_INNER, (struct paper_style){ 11, .bold = true }, AT_START, "H2",
                      say(sh, N_("Payment"))) +
           3;
  sh->y += put(sh, x, sh->y, PAPER_INNER, plain, snapshot_pay_text(sh->a, s, s->open, s->language)) + 5;
  snapshot_pay_facts(sh->a, s, s->language, put_payment, sh);
}

static void draw_foot(struct paper *p, int page, int pages, void *arg)
{
  struct sheet *sh = arg;
  const struct snapshot_party *seller = &sh->s->seller;
  double y = PAPER_BOTTOM + 14;
  struct buf b = BUF(sh->a);
  buf_puts(&b, seller->name);
  if (*seller->tax_number)
    buf_printf(&b, " \u00b7 %s %s", say(sh, N_("Tax number")), seller->tax_number);
  if (*seller->registration_number)
    buf_printf(&b, " \u00b7 %s", seller->registration_number);
  paper_rule(p, PAPER_MARGIN, y, PAPER_INNER, false);
  paper_text(p, PAPER_MARGIN, y + 5, PAPER_INNER - 100, tiny, AT_START, NULL, buf_text(&b));
  paper_text(p, PAPER_WIDTH - PAPER_MARGIN - 90, y + 5, 90, tiny, AT_END, NULL,
             arena_printf(sh->a, say(sh, N_("Page %d of %d")), page, pages ? pages : page));
}

static void draw_all(struct paper *p, void *arg)
{
  struct sheet *sh = arg;
  sh->p = p;
  sh->y = PAPER_MARGIN;
  draw_head(sh);
  draw_parties(sh);
  draw_banner(sh);
  draw_lines(sh);
  draw_totals(sh);
  draw_notes(sh);
  draw_payment(sh);
}

static bool from_right(const char *language)
{
  static const char *const leftward[] = { "ar", "he", "fa", "ur", "yi", "dv", "ps" };
  for (size_t i = 0; i < sizeof leftward / sizeof *leftward; i++)
    if (strcspn(language, "-_") == 2 && !strncmp(language, leftward[i], 2))
      return true;
  return false;
}

result invoice_pdf(struct arena *a, const struct snapshot *s, struct bytes *out)
{
  struct sheet sh = { .a = a, .s = s };
  struct paper_options options = { .language = s->language,
                                   .title = arena_printf(a, "%s %s", kind(s), s->number),
                                   .author = s->seller.name,
                                   .from_right = from_right(s->language),
                                   .created = s->issued,
                                   .foot = draw_foot,
                                   .arg = &sh };
  return paper_draw(a, &options, draw_all, &sh, out);
}
