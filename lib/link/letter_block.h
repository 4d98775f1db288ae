/* A letter's inside: its blocks, as letter.c collects them and letter_text.c and letter_html.c draw them. */
#ifndef PORTICO_LINK_LETTER_BLOCK_H
#define PORTICO_LINK_LETTER_BLOCK_H

#include "lib/link/letter.h"

enum letter_kind {
  LETTER_GREETING,
  LETTER_PARAGRAPH,
  LETTER_BUTTON,
  LETTER_CODE,
  LETTER_FACT,
  LETTER_AMOUNT,
  LETTER_TOTAL,
  LETTER_SMALL
};
struct letter_block {
  enum letter_kind kind;
  const char *text, *value;
  const struct letter_block *next;
};
struct letter {
  struct arena *arena;
  const char *brand, *colour, *language, *subject;
  bool right_to_left, refused;
  struct letter_block *first, *last;
};
/* Both in the letter's arena. */
const char *letter_text(const struct letter *l);
const char *letter_html(const struct letter *l);

#endif
