/* A letter as HTML: what mail clients agree on, which is one centred table with inline styles. No colour but the brand's is set,
 * so that the client's light or dark ground and ink stay readable; the button carries its own ground and ink. */
#include "lib/base/str.h"
#include "lib/link/letter_block.h"

#include <string.h>

#define FONT "font-family:-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif;"
#define LINE "border-bottom:1px solid #8c8c8c;"

static void escaped(struct buf *out, const char *s)
{
  for (; *s; s++) {
    switch (*s) {
    case '&': buf_puts(out, "&amp;"); break;
    case '<': buf_puts(out, "&lt;"); break;
    case '>': buf_puts(out, "&gt;"); break;
    case '"': buf_puts(out, "&quot;"); break;
    case '\'': buf_puts(out, "&#39;"); break;
    case '\n': buf_puts(out, "<br>\n"); break;
    default: buf_putc(out, *s);
    }
  }
}

static int hex_pair(const char *s)
{
  int n = 0;
  for (int i = 0; i < 2; i++)
    n = n * 16 + (s[i] <= '9' ? s[i] - '0' : (s[i] | 32) - 'a' + 10);
  return n;
}

/* Black or white, whichever stands out more: white up to a relative luminance of 0.179 (WCAG 2, where both contrasts are equal).
 * The curve c^2.2 is taken as 0.8 c^2 + 0.2 c^3, which is within a hundredth of it. */
static const char *ink_on(const char *colour)
{
  static const int weights[3] = { 2126, 7152, 722 };
  int64_t luminance = 0;
  for (int i = 0; i < 3; i++) {
    int64_t c = hex_pair(colour + 1 + 2 * i);
    luminance += weights[i] * (4 * 255 * c * c + c * c * c) / 5;
  }
  return luminance <= (int64_t)1790 * 255 * 255 * 255 ? "#ffffff" : "#000000";
}

static const char *start(const struct letter *l)
{
  return l->right_to_left ? "right" : "left";
}

static const char *end(const struct letter *l)
{
  return l->right_to_left ? "left" : "right";
}

static void row_text(struct buf *out, const char *style, const char *text)
{
  buf_printf(out, "<tr><td style=\"%s\">", style);
  escaped(out, text);
  buf_puts(out, "</td></tr>\n");
}

static void button_put(const struct letter *l, struct buf *out, const struct letter_block *b)
{
  buf_printf(out,
             "<tr><td style=\"padding:8px 0 16px\"><table role=\"presentation\" cellpadding=\"0\" cellspacing=\"0\" "
             "border=\"0\">"
             "<tr><td bgcolor=\"%s\" style=\"border-radius:6px;background-color:%s\"><a href=\"",
             l->colour, l->colour);
  escaped(out, b->value);
  buf_printf(out,
             "\" style=\"display:inline-block;padding:12px 24px;" FONT
             "font-size:16px;line-height:24px;font-weight:bold;color:%s;text-decoration:none\">",
             ink_on(l->colour));
  escaped(out, b->text);
  buf_puts(out, "</a></td></tr></table></td></tr>\n");
}

static void code_put(struct buf *out, const struct letter_block *b)
{
  buf_puts(out, "<tr><td style=\"padding:8px 0 16px\"><span dir=\"ltr\" style=\"font-family:Consolas,Menlo,monospace;"
                "font-size:28px;line-height:40px;letter-spacing:2px;font-weight:bold;white-space:nowrap\">");
  escaped(out, b->text);
  buf_puts(out, "</span></td></tr>\n");
}

/* A run of facts or of amounts as one inner table of two columns. Answers the last block of the run. */
static const struct letter_block *pairs_put(const struct letter *l, struct buf *out, const struct letter_block *b)
{
  bool facts = b->kind == LETTER_FACT;
  buf_puts(out,
           "<tr><td style=\"padding:0 0 16px\"><table width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\" "
           "style=\"border-collapse:collapse\">\n");
  for (;; b = b->next) {
    const char *weight = b->kind == LETTER_TOTAL ? "font-weight:bold;" : "";
    buf_printf(out,
               "<tr><th scope=\"row\" align=\"%s\" valign=\"top\" style=\"" FONT LINE
               "%spadding:8px 0;text-align:%s;%s\">",
               start(l), facts ? "width:40%;" : "", start(l), *weight ? weight : "font-weight:normal;");
    escaped(out, b->text);
    buf_printf(
        out,
        "</th><td align=\"%s\" valign=\"top\" style=\"" FONT LINE "padding:8px 0;padding-%s:16px;text-align:%s;%s%s\">",
        facts ? start(l) : end(l), start(l), facts ? start(l) : end(l), weight, facts ? "" : "white-space:nowrap;");
    buf_puts(out, facts ? "<span dir=\"auto\">" : "<span dir=\"ltr\">");
    escaped(out, b->value);
    buf_puts(out, "</span></td></tr>\n");
    if (!b->next || (b->next->kind == LETTER_FACT) != facts ||
        (!facts && b->next->kind != LETTER_AMOUNT && b->next->kind != LETTER_TOTAL))
      break;
  }
  buf_puts(out, "</table></td></tr>\n");
  return b;
}

static void head_put(const struct letter *l, struct buf *out)
{
  buf_puts(out, "<!doctype html>\n<html lang=\"");
  escaped(out, l->language);
  buf_printf(out,
             "\" dir=\"%s\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">"
             "<meta name=\"color-scheme\" content=\"light dark\"><title>",
             l->right_to_left ? "rtl" : "ltr");
  escaped(out, l->subject);
  buf_printf(out,
             "</title></head>\n<body style=\"margin:0;padding:0\">\n"
             "<table role=\"presentation\" width=\"100%%\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\">"
             "<tr><td align=\"center\" style=\"padding:24px 16px\">\n"
             "<table role=\"presentation\" dir=\"%s\" width=\"100%%\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\" "
             "style=\"max-width:560px;" FONT "font-size:16px;line-height:24px;text-align:%s\">\n",
             l->right_to_left ? "rtl" : "ltr", start(l));
}

const char *letter_html(const struct letter *l)
{
  struct buf out = BUF(l->arena);
  head_put(l, &out);
  row_text(
      &out,
      arena_printf(l->arena, "padding:0 0 12px;border-bottom:3px solid %s;font-size:18px;font-weight:bold", l->colour),
      l->brand);
  row_text(&out, "padding:8px 0;font-size:8px;line-height:8px", "");
  for (const struct letter_block *b = l->first; b; b = b->next) {
    switch (b->kind) {
    case LETTER_GREETING:
    case LETTER_PARAGRAPH: row_text(&out, "padding:0 0 16px", b->text); break;
    case LETTER_BUTTON: button_put(l, &out, b); break;
    case LETTER_CODE: code_put(&out, b); break;
    case LETTER_FACT:
    case LETTER_AMOUNT:
    case LETTER_TOTAL: b = pairs_put(l, &out, b); break;
    case LETTER_SMALL: row_text(&out, "padding:0 0 12px;font-size:13px;line-height:20px", b->text); break;
    }
  }
  buf_puts(&out, "</table>\n</td></tr></table>\n</body></html>\n");
  return buf_text(&out);
}
