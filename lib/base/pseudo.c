/* Computes pseudo-translations and keeps them by text, so that a page which shows one text a hundred times computes it once. */
#include "lib/base/pseudo.h"
#include "lib/base/str.h"

#include <string.h>

enum { SLOTS = 512, BYTES_MAX = 8 << 20 };

struct entry {
  struct entry *next;
  const char *text, *answer;
  enum pseudo kind;
};

static struct {
  struct arena *arena;
  struct entry *slots[SLOTS];
} memory;

void pseudo_reset(void)
{
  memset(memory.slots, 0, sizeof memory.slots);
  if (memory.arena != NULL)
    arena_reset(memory.arena);
}

/* Length of the printf directive at s ("%%", "%s", "%1$-5.2lu"), or 0. */
static size_t directive(const char *s)
{
  if (*s != '%')
    return 0;
  size_t n = 1 + strspn(s + 1, "0123456789$-+ #'.*hljztL");
  return s[n] == '\0' ? n : n + 1;
}

static const char *accented(char c)
{
  static const char letters[] = "AaCcDdEeGgHhIiJjKkLlNnOoRrSsTtUuWwYyZz";
  static const char *const forms[] = { "Å", "å", "Ç", "ç", "Ð", "ð", "É", "é", "Ĝ", "ĝ", "Ĥ", "ĥ", "Î",
                                       "î", "Ĵ", "ĵ", "Ķ", "ķ", "Ļ", "ļ", "Ñ", "ñ", "Ö", "ö", "Ŕ", "ŕ",
                                       "Š", "š", "Ţ", "ţ", "Û", "û", "Ŵ", "ŵ", "Ý", "ý", "Ž", "ž" };
  const char *at = strchr(letters, c);
  return at == NULL || c == '\0' ? NULL : forms[at - letters];
}

static void put_long(struct buf *b, const char *text)
{
  static const char padding[] =
      " one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen";
  size_t points = utf8_length(text), extra = (points * 35 + 99) / 100;
  buf_putc(b, '[');
  for (const char *s = text; *s != '\0';) {
    size_t n = directive(s);
    const char *form = n == 0 ? accented(*s) : NULL;
    if (form != NULL)
      buf_puts(b, form);
    else
      buf_put(b, s, n == 0 ? 1 : n);
    s += n == 0 ? 1 : n;
  }
  for (size_t left = extra > 2 ? extra - 2 : 0; left > 0;) { /* the brackets count as two */
    size_t piece = left < sizeof padding - 1 ? left : sizeof padding - 1;
    buf_put(b, padding, piece);
    left -= piece;
  }
  buf_putc(b, ']');
}

static const char *compute(enum pseudo kind, const char *text)
{
  struct buf b = BUF(memory.arena);
  if (kind == PSEUDO_MIRROR)
    buf_printf(&b, "\xe2\x80\xae%s\xe2\x80\xac", text); /* U+202E right-to-left override, U+202C its end */
  else
    put_long(&b, text);
  return buf_text(&b);
}

const char *pseudo_text(enum pseudo kind, const char *text)
{
  if (kind == PSEUDO_NONE || *text == '\0')
    return text;
  if (memory.arena == NULL)
    memory.arena = arena_new(BYTES_MAX, NULL, NULL);
  uint32_t hash = 2166136261u;
  for (const char *s = text; *s != '\0'; s++)
    hash = (hash ^ (unsigned char)*s) * 16777619u;
  struct entry **slot = &memory.slots[hash % SLOTS];
  for (struct entry *e = *slot; e != NULL; e = e->next)
    if (e->kind == kind && strcmp(e->text, text) == 0)
      return e->answer;
  if (arena_used(memory.arena) + strlen(text) * 16 > BYTES_MAX / 2)
    return text; /* a job of many texts: better plain than dead */
  struct entry *e = NEW(memory.arena, struct entry);
  *e = (struct entry){ *slot, arena_dup(memory.arena, text), compute(kind, text), kind };
  *slot = e;
  return e->answer;
}
