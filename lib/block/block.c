/* The kinds of blocks, each a row: what its form asks for, who sees it, what fills it. */
#include "lib/block/block.h"

#include <string.h>

#define ASK(member, label_, ...) FIELD(struct webpage_block_in, member, label_, ##__VA_ARGS__)
#define ASK_REVISION             ASK(revision, "", .max = 1000000000, .look = LOOK_HIDDEN)
#define ASK_HEADING(...)         ASK(heading, N_("Heading"), .max = 120, ##__VA_ARGS__)
#define ASK_INTRO                ASK(body, N_("Text below it"), .max = 400, .look = LOOK_AREA)
#define ASK_LABEL                                                                                                      \
  ASK(label, N_("Label"), .required = true, .max = 60,                                                                 \
      .hint = N_("Of the offers. Each organisation sees those of them that it may buy, at its own prices."))
#define ASK_ROWS ASK(rows_max, N_("How many"), .required = true, .min = 1, .max = 20)

static const struct field hero_fields[] = {
  ASK_REVISION,
  ASK_HEADING(.required = true),
  ASK_INTRO,
  ASK(link_text, N_("Words of the button"), .max = 80, .hint = N_("Empty: no button")),
  ASK(link, N_("Where it leads"), .max = 300, .hint = N_("Like /offers or https://www.example.com/")),
  ASK(picture_alt, N_("What the picture shows"), .max = 200,
      .hint = N_("For who cannot see it. Empty: it only decorates. The picture itself is put in on the page's desk.")),
};
static const struct field text_fields[] = {
  ASK_REVISION,
  ASK_HEADING(),
  ASK(body, N_("Text"), .required = true, .max = 4000, .look = LOOK_AREA,
      .hint = N_("An empty line begins a paragraph, “- ” a list's item, “## ” a heading. A link is [words](address).")),
};
static const struct field picture_fields[] = {
  ASK_REVISION,
  ASK(picture_alt, N_("What the picture shows"), .max = 200,
      .hint = N_("For who cannot see it. Empty: it only decorates. The picture itself is put in on the page's desk.")),
  ASK(body, N_("Words below it"), .max = 400, .look = LOOK_AREA),
};
static const struct field offer_fields[] = { ASK_REVISION, ASK_HEADING(), ASK_INTRO, ASK_LABEL };
static const struct field row_fields[] = { ASK_REVISION, ASK_HEADING(), ASK_ROWS };
static const struct field content_fields[] = { ASK_REVISION, ASK_HEADING(), ASK_INTRO, ASK_ROWS };
static const struct field contact_fields[] = {
  ASK_REVISION,
  ASK_HEADING(),
  ASK_INTRO,
  ASK(email, N_("E-mail address"), .max = 254, .look = LOOK_EMAIL,
      .hint = N_("Both empty: the address and number for help of the organisation's own portal")),
  ASK(phone, N_("Telephone"), .max = 40, .look = LOOK_PHONE),
};
static const struct field basket_fields[] = { ASK_REVISION, ASK_HEADING(), ASK_INTRO };
static const struct field welcome_fields[] = { ASK_REVISION, ASK_INTRO };
static const struct field figures_fields[] = {
  ASK_REVISION,
  ASK_HEADING(),
  ASK(label, N_("Which of them"), .look = LOOK_SELECT, .options = block_figures_kinds, .none = N_("All of them")),
};

#define DEF(name, fields) static const struct form_def name = FORM(struct webpage_block_in, fields)
DEF(hero_form, hero_fields);
DEF(text_form, text_fields);
DEF(picture_form, picture_fields);
DEF(offer_form, offer_fields);
DEF(row_form, row_fields);
DEF(content_form, content_fields);
DEF(contact_form, contact_fields);
DEF(basket_form, basket_fields);
DEF(welcome_form, welcome_fields);
DEF(figures_form, figures_fields);

const struct block_kind block_kinds[] = {
  { "hero", N_("Opening"), N_("A large heading with a sentence and a button, a picture beside them"), &hero_form,
    .picture = true },
  { "text", N_("Text"), N_("Paragraphs, lists and links"), &text_form },
  { "picture", N_("Picture"), N_("One picture with words below it"), &picture_form, .picture = true },
  { "welcome", N_("Welcome"), N_("The reader is greeted by name"), &welcome_form, .show = block_welcome },
  { "figures", N_("Figures"), N_("Customers, orders, subscriptions and invoices, as the standard home page shows them"),
    &figures_form, .show = block_figures },
  { "offers", N_("Offers of a label"), N_("A card for each offer, with the reader's prices and the way to buy"),
    &offer_form, .need = OFFER_READ, .show = block_offers },
  { "compare", N_("Comparison"), N_("The offers of a label side by side"), &offer_form, .need = OFFER_READ,
    .show = block_offers },
  { "customers", N_("Customers"), N_("The reader's newest customers"), &row_form, .need = CUSTOMER_READ,
    .show = block_customers },
  { "invoices", N_("Invoices"), N_("The reader's latest invoices"), &row_form, .need = INVOICE_READ,
    .show = block_invoices },
  { "content", N_("Content"), N_("The pages of the kind content that the reader may open, newest first"), &content_form,
    .show = block_content },
  { "contact", N_("Contact"), N_("Whom to ask"), &contact_form, .show = block_contact },
  { "basket", N_("Basket"), N_("What lies in the basket, or what a purchase link names, and the way to order it"),
    &basket_form, .need = ORDER_WRITE, .only_on = "checkout", .show = block_basket },
  { NULL },
};

const struct block_kind *block_kind_find(const char *key)
{
  for (const struct block_kind *k = block_kinds; k->key; k++)
    if (str_eq(k->key, key))
      return k;
  return NULL;
}

const char *block_picture_name(struct req *rq, struct public_id id, const char *type)
{
  return arena_printf(rq->arena, "%s.%s", public_id_text(rq->arena, id), picture_ending(type));
}

bool block_picture_id(struct req *rq, const char *name, struct public_id *out)
{
  return public_id_parse(arena_dupn(rq->arena, name, strcspn(name, ".")), out);
}

static void fields_show(struct req *rq, const char *at, const struct webpage_block *b, const char *pictures)
{
  struct view *v = rq->view;
  const char *values[][2] = { { "Kind", b->kind },
                              { "Heading", b->in.heading },
                              { "Body", b->in.body },
                              { "LinkText", b->in.link_text },
                              { "Link", path_shut(rq, b->in.link) ? "" : b->in.link },
                              { "PictureAlt", b->in.picture_alt },
                              { "Email", b->in.email },
                              { "Phone", b->in.phone } };
  for (int i = 0; i < COUNT(values); i++)
    view_put(v, arena_printf(rq->arena, "%s.%s", at, values[i][0]), values[i][1]);
  if (!b->picture.bits)
    return;
  view_putf(v, arena_printf(rq->arena, "%s.Picture", at), "%s/%s", pictures,
            block_picture_name(rq, b->picture, b->picture_type));
  view_put_int(v, arena_printf(rq->arena, "%s.PictureWidth", at), b->picture_width);
  view_put_int(v, arena_printf(rq->arena, "%s.PictureHeight", at), b->picture_height);
}

/* Who is not signed in is told; who is, but may not see it, just does not. */
static bool block_open(struct req *rq, const char *at, const struct block_kind *kind)
{
  if ((rq->who.rights & kind->need) == kind->need)
    return true;
  view_put(rq->view, arena_printf(rq->arena, "%s.Closed", at), rq->who.audience == AUDIENCE_NONE ? "signin" : "right");
  return false;
}

result blocks_show(struct req *rq, const struct webpage_block *blocks, int n, const char *pictures)
{
  view_put_bool(rq->view, "Titled", n && (str_eq(blocks[0].kind, "hero") || str_eq(blocks[0].kind, "welcome")));
  for (int i = 0; i < n; i++) {
    const struct webpage_block *b = &blocks[i];
    const struct block_kind *kind = block_kind_find(b->kind);
    const char *at = arena_printf(rq->arena, "Blocks.%d", i);
    if (!kind) {
      log_warn("a page has a block of the unknown kind %s", b->kind);
      continue;
    }
    fields_show(rq, at, b, pictures);
    if (str_eq(b->kind, "text"))
      block_text_put(rq, at, b->in.body);
    if (block_open(rq, at, kind) && kind->show)
      TRY(kind->show(rq, at, b));
  }
  return OK;
}

result blocks_page(struct req *rq, const struct webpage_version *v)
{
  struct webpage_block *blocks;
  int n;
  bool sells = false;
  TRY(webpage_blocks(rq->w, v->id, &blocks, &n));
  TRY(blocks_show(rq, blocks, n, "/pages/pictures"));
  for (int i = 0; i < n; i++)
    sells = sells || str_eq(blocks[i].kind, "offers") || str_eq(blocks[i].kind, "compare");
  if (sells) /* elsewhere the side bar leads to the basket */
    TRY(basket_show(rq));
  view_put_bool(rq->view, "Page.Wide", true);
  return page(rq, "blocks_page", v->in.title);
}
