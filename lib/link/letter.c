/* Collects a letter's blocks. Values are cleaned here, so that both renderers see single lines without control characters:
 * a name with a line break in it cannot write a line of its own into the letter. */
#include "lib/link/letter_block.h"

#include "lib/base/i18n.h"
#include "lib/base/log.h"
#include "lib/base/str.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#define HOUSE_COLOUR "#1d4f91"
enum { SUBJECT_CHARS = 200 };

const char *letter_clean(struct arena *a, const char *s)
{
  char *copy = arena_dup(a, s ? s : "");
  for (char *p = copy; *p; p++)
    if ((unsigned char)*p < 0x20 || *p == 0x7f)
      *p = ' ';
  return str_trim(a, copy);
}

__attribute__((nonnull)) static const char *clean_format(struct arena *a, const char *format, va_list args)
{
  va_list again;
  va_copy(again, args);
  int size = vsnprintf(NULL, 0, format, again);
  va_end(again);
  if (size < 0)
    return "";
  char *text = arena_alloc(a, (size_t)size + 1);
  vsnprintf(text, (size_t)size + 1, format, args);
  return letter_clean(a, text);
}

static bool colour_valid(const char *s)
{
  if (!s || strlen(s) != 7 || s[0] != '#')
    return false;
  for (int i = 1; i < 7; i++)
    if (!isxdigit((unsigned char)s[i]))
      return false;
  return true;
}

struct letter *letter_new(struct arena *a, struct letter_brand brand)
{
  struct letter *l = NEW(a, struct letter);
  l->arena = a;
  l->brand = letter_clean(a, brand.name);
  l->colour = colour_valid(brand.colour) ? arena_dup(a, brand.colour) : HOUSE_COLOUR;
  l->language = arena_dup(a, i18n_current());
  l->right_to_left = i18n_right_to_left();
  return l;
}

static void block_add(struct letter *l, enum letter_kind kind, const char *text, const char *value)
{
  struct letter_block *b = NEW(l->arena, struct letter_block);
  b->kind = kind;
  b->text = text;
  b->value = letter_clean(l->arena, value);
  if (l->last)
    l->last->next = b;
  else
    l->first = b;
  l->last = b;
}

void letter_subject(struct letter *l, const char *format, ...)
{
  va_list args;
  va_start(args, format);
  l->subject = utf8_clip(l->arena, clean_format(l->arena, format, args), SUBJECT_CHARS);
  va_end(args);
}

void letter_greeting(struct letter *l, const char *name)
{
  const char *who = letter_clean(l->arena, name);
  block_add(l, LETTER_GREETING,
            *who ? arena_printf(l->arena, t("Hello %s,"), who) : letter_clean(l->arena, t("Hello,")), NULL);
}

void letter_paragraph(struct letter *l, const char *format, ...)
{
  va_list args;
  va_start(args, format);
  block_add(l, LETTER_PARAGRAPH, clean_format(l->arena, format, args), NULL);
  va_end(args);
}

void letter_button(struct letter *l, const char *label, const char *url)
{
  if ((!str_starts(url, "https://") && !str_starts(url, "http://")) || str_has_control(url) || strchr(url, ' ')) {
    log_error("letter: a button's address is not one of the web");
    l->refused = true;
    return;
  }
  block_add(l, LETTER_BUTTON, letter_clean(l->arena, label), url);
}

void letter_code(struct letter *l, const char *code)
{
  struct buf grouped = BUF(l->arena);
  int n = 0;
  for (const char *p = letter_clean(l->arena, code); *p; p++) {
    if (*p == ' ' || *p == '-')
      continue;
    if (n && n % 4 == 0)
      buf_putc(&grouped, ' ');
    buf_putc(&grouped, *p);
    n++;
  }
  block_add(l, LETTER_CODE, buf_text(&grouped), NULL);
}

void letter_fact(struct letter *l, const char *label, const char *value)
{
  block_add(l, LETTER_FACT, letter_clean(l->arena, label), value);
}

void letter_amount(struct letter *l, const char *text, const char *amount)
{
  block_add(l, LETTER_AMOUNT, letter_clean(l->arena, text), amount);
}

void letter_total(struct letter *l, const char *text, const char *amount)
{
  block_add(l, LETTER_TOTAL, letter_clean(l->arena, text), amount);
}

void letter_small(struct letter *l, const char *format, ...)
{
  va_list args;
  va_start(args, format);
  block_add(l, LETTER_SMALL, clean_format(l->arena, format, args), NULL);
  va_end(args);
}

void letter_lines(struct letter *l, const char *text, bool small)
{
  block_add(l, small ? LETTER_SMALL : LETTER_PARAGRAPH, text, NULL);
}

void letter_append(struct letter *l, const struct letter *part)
{
  l->refused = l->refused || part->refused;
  for (const struct letter_block *b = part->first; b; b = b->next)
    block_add(l, b->kind, b->text, b->value);
}

result letter_render(const struct letter *l, struct mail *out)
{
  if (l->refused)
    return FAILED;
  if (str_empty(l->subject))
    return FAIL("letter: no subject");
  out->subject = l->subject;
  out->language = l->language;
  out->text = letter_text(l);
  out->html = letter_html(l);
  return OK;
}
