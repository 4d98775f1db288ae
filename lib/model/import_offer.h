/* An offer's line in a file: its cells, what was made of them, and what they name. Shared by import_offer.c and import_offer_check.c. */
#ifndef PORTICO_MODEL_IMPORT_OFFER_H
#define PORTICO_MODEL_IMPORT_OFFER_H

#include "lib/model/import.h"

enum offer_cell {
  OFFER_CODE,
  OFFER_NAME,
  OFFER_SUMMARY,
  OFFER_TERM,
  OFFER_RENEW,
  OFFER_TRIAL,
  OFFER_MIN,
  OFFER_MAX,
  OFFER_STEP,
  OFFER_CHANNELS,
  OFFER_ALL,
  OFFER_LABELS,
  OFFER_COUNTRIES,
  OFFER_ITEMS,
  OFFER_TERMS,
  OFFER_FLOOR,
  OFFER_CEILING,
  OFFER_ADDON,
  OFFER_CHECKOUT,
  OFFER_PARTNERS,
  OFFER_PAID_BY,
  OFFER_CELLS
};
enum { OFFER_PARTS_MAX = 50 };

struct offer_line {
  int64_t id;                   /* 0: there is no such offer */
  const char *now[OFFER_CELLS]; /* as it would be exported */
  int term, trial, min, max, step, n_items, floor, ceiling;
  bool renew, all;
  struct {
    const char *said, *code; /* code: the product's own writing */
    int64_t product_id;
    int quantity;
  } items[OFFER_PARTS_MAX];
};

/* The cells by themselves, into row->found; a fault where one is wrong. */
result offer_cells_check(struct work *w, struct import_row *row);
/* Whether the products, partners and offers that the lines name are there: by set. */
result offer_names_check(struct work *w, struct import_row *rows, int n);

#endif
