/* A letter as plain text: one paragraph a line (readers wrap), amounts in a right-aligned column, the brand as the signature. */
#include "lib/base/str.h"
#include "lib/link/letter_block.h"

#include <string.h>

enum { TEXT_COLUMN_MAX = 48 };

static bool amount_kind(enum letter_kind kind)
{
  return kind == LETTER_AMOUNT || kind == LETTER_TOTAL;
}

static void spaces(struct buf *out, size_t n)
{
  while (n--)
    buf_putc(out, ' ');
}

/* A run of amounts, with both columns as wide as its widest cell. Answers the last block of the run. */
static const struct letter_block *amounts_put(struct buf *out, const struct letter_block *b)
{
  size_t texts = 0, values = 0;
  for (const struct letter_block *i = b; i && amount_kind(i->kind); i = i->next) {
    size_t text = utf8_length(i->text), value = utf8_length(i->value);
    if (text > texts && text <= TEXT_COLUMN_MAX)
      texts = text;
    if (value > values)
      values = value;
  }
  for (;; b = b->next) {
    size_t text = utf8_length(b->text), value = utf8_length(b->value);
    if (b->kind == LETTER_TOTAL) {
      for (size_t i = 0; i < texts + values + 2; i++)
        buf_putc(out, '-');
      buf_putc(out, '\n');
    }
    buf_puts(out, b->text);
    spaces(out, (text < texts ? texts - text : 0) + 2 + values - value);
    buf_puts(out, b->value);
    buf_putc(out, '\n');
    if (!b->next || !amount_kind(b->next->kind))
      return b;
  }
}

const char *letter_text(const struct letter *l)
{
  struct buf out = BUF(l->arena);
  for (const struct letter_block *b = l->first; b; b = b->next) {
    switch (b->kind) {
    case LETTER_GREETING:
    case LETTER_PARAGRAPH:
    case LETTER_SMALL: buf_printf(&out, "%s\n", b->text); break;
    case LETTER_BUTTON: buf_printf(&out, "%s:\n%s\n", b->text, b->value); break;
    case LETTER_CODE: buf_printf(&out, "    %s\n", b->text); break;
    case LETTER_FACT:
      buf_printf(&out, "%s: %s\n", b->text, b->value);
      if (b->next && b->next->kind == LETTER_FACT)
        continue;
      break;
    case LETTER_AMOUNT:
    case LETTER_TOTAL: b = amounts_put(&out, b); break;
    }
    buf_putc(&out, '\n');
  }
  buf_printf(&out, "-- \n%s\n", l->brand);
  return buf_text(&out);
}
