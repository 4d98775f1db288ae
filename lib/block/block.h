/* Blocks: the pieces that pages are made of, those without code (lib/model/webpage.h) and the areas' own. Each kind has the fields that its
 * form asks for, a statement where it shows data, and a template (blocks.cs). Data is that of w->org_id, and of who may see it. */
#ifndef PORTICO_BLOCK_BLOCK_H
#define PORTICO_BLOCK_BLOCK_H

#include "lib/app/parts.h"
#include "lib/model/order.h"
#include "lib/model/webpage.h"

struct block_kind {
  const char *key, *label, *hint; /* through t() when shown */
  const struct form_def *form;    /* rows of struct webpage_block_in */
  uint64_t need;                  /* the right without which it stays empty; 0: none */
  bool picture;                   /* may have one */
  const char *only_on;            /* the kind of page that it belongs to; NULL: any */
  /* Puts its data below at; NULL: it has none but its fields. */
  result (*show)(struct req *rq, const char *at, const struct webpage_block *b);
};
extern const struct block_kind block_kinds[];              /* ends with { NULL } */
const struct block_kind *block_kind_find(const char *key); /* NULL */

/* Blocks.N of these, for blocks.cs, and Titled when the first is the page's title. pictures: the path before a picture's name. */
result blocks_show(struct req *rq, const struct webpage_block *blocks, int n, const char *pictures);
/* A published version as a page of its own, as its readers see it. */
result blocks_page(struct req *rq, const struct webpage_version *v);
/* A link that may stand on a page: https, http, mailto, or a path of ours. */
bool block_link_fine(const char *link);
/* A text with paragraphs, "## " headings, "- " lists and [words](links), as at.Parts. */
void block_text_put(struct req *rq, const char *at, const char *text);
/* "<id>.png" and the like: a picture's name in an address; and back. */
const char *block_picture_name(struct req *rq, struct public_id id, const char *type);
bool block_picture_id(struct req *rq, const char *name, struct public_id *out);

/* ---- offers ---- */
/* One offer's values under "<list>.<n>.": what block_offer.cs draws. */
void offer_show(struct req *rq, const char *list, int n, const struct offer *o, const struct buyer *buyer);
/* What w->org_id may buy of a label, as at.Offers, by name. *n, unless NULL: how many. */
result offer_grid_show(struct req *rq, const char *at, const char *label, int *n);
/* May the person order; what lies in the basket already. */
result basket_show(struct req *rq);

/* ---- the first page's parts: block_figures.c ---- */
extern const struct option block_figures_kinds[];
/* Cards as <list>.N: of one kind, or "" of all. *shown: how many of them the reader may open. */
result figures_show(struct req *rq, const char *list, const char *which, int *shown);
const char *figures_none(void); /* what is said to who may open none */
const char *welcome_text(struct req *rq);

/* ---- the kinds that show data: block_content.c, block_offer.c, block_rows.c, block_own.c, block_figures.c ---- */
result block_offers(struct req *rq, const char *at, const struct webpage_block *b);
result block_customers(struct req *rq, const char *at, const struct webpage_block *b);
result block_invoices(struct req *rq, const char *at, const struct webpage_block *b);
result block_content(struct req *rq, const char *at, const struct webpage_block *b);
result block_contact(struct req *rq, const char *at, const struct webpage_block *b);
result block_basket(struct req *rq, const char *at, const struct webpage_block *b);
result block_figures(struct req *rq, const char *at, const struct webpage_block *b);
result block_welcome(struct req *rq, const char *at, const struct webpage_block *b);

#endif
