/* Reads a mail's text: the same reader checks it at save and fills it when it is sent. */
#include "lib/link/mail_words.h"

#include "lib/base/str.h"
#include "lib/link/letter_block.h"

#include <string.h>

enum token_kind { TOKEN_END, TOKEN_TEXT, TOKEN_VALUE, TOKEN_BAD };
struct token {
  enum token_kind kind;
  const char *text;  /* TOKEN_TEXT: unescaped; TOKEN_VALUE: its name; TOKEN_BAD: what it begins with */
  const char *label; /* TOKEN_VALUE: trimmed; NULL without a colon */
};

static size_t name_length(const char *s)
{
  return strspn(s, "abcdefghijklmnopqrstuvwxyz_");
}

/* "{name}" or "{name: label}"; s stands at the brace. */
static const char *value_read(struct arena *a, const char *s, struct token *out)
{
  size_t n = name_length(s + 1), tail;
  const char *p = s + 1 + n;
  *out = (struct token){ TOKEN_BAD, arena_dupn(a, s, strcspn(s, "\n") < 12 ? strcspn(s, "\n") : 1), NULL };
  if (n == 0)
    return s;
  if (*p == ':') {
    tail = strcspn(++p, "{}\n");
    out->label = str_trim(a, arena_dupn(a, p, tail));
    p += tail;
  }
  if (*p != '}')
    return s;
  out->kind = TOKEN_VALUE;
  out->text = arena_dupn(a, s + 1, n);
  return p + 1;
}

static const char *token_read(struct arena *a, const char *s, struct token *out)
{
  struct buf text = BUF(a);
  *out = (struct token){ TOKEN_END, NULL, NULL };
  while (*s && (s[0] != '{' || s[1] == '{') && (s[0] != '}' || s[1] == '}')) {
    s += *s == '{' || *s == '}';
    buf_putc(&text, *s++);
  }
  if (text.size) {
    *out = (struct token){ TOKEN_TEXT, buf_text(&text), NULL };
    return s;
  }
  if (*s == '{')
    return value_read(a, s, out);
  if (*s == '}')
    *out = (struct token){ TOKEN_BAD, "}", NULL };
  return s;
}

static const struct mail_var *var_find(const struct mail_var *vars, const char *name)
{
  for (; vars->name; vars++)
    if (str_eq(vars->name, name))
      return vars;
  return NULL;
}

/* ---- checks ---- */
static struct mail_fault fault(enum mail_fault_kind kind, const char *name, int line)
{
  return (struct mail_fault){ kind, name ? name : "", line };
}

static bool control_in(const char *s, bool lines)
{
  for (; *s; s++) {
    unsigned char c = (unsigned char)*s, next = (unsigned char)s[1];
    bool c1 = c == 0xc2 && next >= 0x80 && next <= 0x9f;
    bool separator = c == 0xe2 && next == 0x80 && ((unsigned char)s[2] == 0xa8 || (unsigned char)s[2] == 0xa9);
    if (((c < 0x20 || c == 0x7f) && !(lines && c == '\n')) || c1 || separator)
      return true;
  }
  return false;
}

static struct mail_fault whole_check(const char *s, size_t chars_max, bool lines)
{
  if (str_empty(s) || !s[strspn(s, " \n")])
    return fault(MAIL_EMPTY, NULL, 0);
  if (!utf8_valid(s, strlen(s)) || control_in(s, lines))
    return fault(MAIL_CONTROL, NULL, 0);
  size_t n = utf8_length(s);
  return n > chars_max ? fault(MAIL_LONG, NULL, (int)n) : fault(MAIL_FINE, NULL, 0);
}

static struct mail_fault value_check(const struct mail_var *vars, const struct token *t, int line)
{
  const struct mail_var *var = var_find(vars, t->text);
  if (!var)
    return fault(MAIL_UNKNOWN, t->text, line);
  if (var->kind == MAIL_LINK && str_empty(t->label))
    return fault(MAIL_NO_LABEL, t->text, line);
  return fault(var->kind != MAIL_LINK && t->label ? MAIL_LABEL : MAIL_FINE, t->text, line);
}

struct mail_fault mail_subject_check(struct arena *a, const struct mail_var *vars, const char *subject)
{
  struct token t;
  struct mail_fault f = whole_check(subject, MAIL_SUBJECT_CHARS, false);
  for (const char *s = subject; f.kind == MAIL_FINE;) {
    s = token_read(a, s, &t);
    if (t.kind == TOKEN_END)
      break;
    if (t.kind == TOKEN_BAD)
      return fault(MAIL_BRACE, t.text, 1);
    if (t.kind != TOKEN_VALUE)
      continue;
    const struct mail_var *var = var_find(vars, t.text);
    f = var && var->kind != MAIL_WORD ? fault(MAIL_NOT_HERE, t.text, 1) : value_check(vars, &t, 1);
  }
  return f;
}

/* The next paragraph, without the blank lines around; NULL at the end. *line counts on from the one that *s stood at. */
static const char *paragraph_read(struct arena *a, const char **s, int *line)
{
  struct buf out = BUF(a);
  while (**s) {
    size_t n = strcspn(*s, "\n");
    bool blank = strspn(*s, " \t") >= n;
    if (blank && out.size)
      break;
    if (!blank) {
      if (out.size)
        buf_putc(&out, '\n');
      buf_puts(&out, str_trim(a, arena_dupn(a, *s, n)));
    } else {
      *line += 1;
    }
    *s += n + ((*s)[n] == '\n');
  }
  return out.size ? buf_text(&out) : NULL;
}

static int lines_of(const char *s)
{
  int n = 1;
  for (; *s; s++)
    n += *s == '\n';
  return n;
}

/* The one placeholder that a paragraph is, of a kind that stands alone; NULL otherwise. */
static const struct mail_var *alone(struct arena *a, const struct mail_var *vars, const char *paragraph,
                                    const char **label)
{
  struct token t, end;
  const char *rest = token_read(a, paragraph, &t);
  if (t.kind != TOKEN_VALUE)
    return NULL;
  (void)token_read(a, rest, &end);
  const struct mail_var *var = var_find(vars, t.text);
  *label = t.label;
  return end.kind == TOKEN_END && var && var->kind != MAIL_WORD ? var : NULL;
}

static struct mail_fault paragraph_check(struct arena *a, const struct mail_var *vars, const char *paragraph, int line,
                                         uint32_t *seen)
{
  struct token t;
  const char *label, *s = paragraph;
  const struct mail_var *one = alone(a, vars, paragraph, &label);
  for (;;) {
    const char *from = s;
    s = token_read(a, s, &t);
    if (t.kind == TOKEN_END)
      return fault(MAIL_FINE, NULL, 0);
    if (t.kind == TOKEN_BAD)
      return fault(MAIL_BRACE, t.text, line);
    if (t.kind == TOKEN_VALUE) {
      struct mail_fault f = value_check(vars, &t, line);
      if (f.kind != MAIL_FINE)
        return f;
      const struct mail_var *var = var_find(vars, t.text);
      uint32_t bit = 1U << (var - vars);
      if (var->kind != MAIL_WORD && var != one)
        return fault(MAIL_NOT_ALONE, t.text, line);
      if (var->kind != MAIL_WORD && *seen & bit)
        return fault(MAIL_TWICE, t.text, line);
      *seen |= bit;
    }
    for (; from < s; from++)
      line += *from == '\n';
  }
}

struct mail_fault mail_body_check(struct arena *a, const struct mail_var *vars, const char *body)
{
  uint32_t seen = 0;
  int line = 1;
  struct mail_fault f = whole_check(body, MAIL_BODY_CHARS, true);
  for (const char *s = body, *p; f.kind == MAIL_FINE && (p = paragraph_read(a, &s, &line));) {
    f = paragraph_check(a, vars, p, line, &seen);
    line += lines_of(p);
  }
  for (int i = 0; f.kind == MAIL_FINE && vars[i].name; i++)
    if (vars[i].required && !(seen & 1U << i))
      f = fault(MAIL_MISSING, vars[i].name, 0);
  return f;
}

/* ---- values ---- */
struct mail_values *mail_values_new(struct arena *a, struct letter_brand brand)
{
  struct mail_values *v = NEW(a, struct mail_values);
  v->arena = a;
  v->brand = brand;
  return v;
}

void mail_value(struct mail_values *v, const char *name, const char *text)
{
  if (v->n == MAIL_VARS_MAX)
    return;
  v->list[v->n].name = name;
  v->list[v->n++].text = text ? text : "";
}

void mail_value_change(struct mail_values *v, const char *name, const char *text)
{
  for (int i = 0; i < v->n; i++)
    if (str_eq(v->list[i].name, name))
      v->list[i].text = text;
}

struct letter *mail_part(struct mail_values *v, const char *name)
{
  struct letter *part = letter_new(v->arena, v->brand);
  if (v->n < MAIL_VARS_MAX) {
    v->list[v->n].name = name;
    v->list[v->n].text = "";
    v->list[v->n++].part = part;
  }
  return part;
}

static const char *value_of(const struct mail_values *v, const char *name, struct letter **part)
{
  for (int i = 0; i < v->n; i++)
    if (str_eq(v->list[i].name, name)) {
      if (part)
        *part = v->list[i].part;
      return v->list[i].text;
    }
  return "";
}

/* ---- filling ---- */
/* Words and text of one paragraph or subject; line breaks of the text stay, those of values do not. */
static result filled(const struct mail_values *v, const struct mail_var *vars, const char *s, const char **out)
{
  struct buf text = BUF(v->arena);
  struct token t;
  for (;;) {
    s = token_read(v->arena, s, &t);
    if (t.kind == TOKEN_END)
      break;
    if (t.kind == TOKEN_BAD || (t.kind == TOKEN_VALUE && !var_find(vars, t.text)))
      return INVALID;
    buf_puts(&text, t.kind == TOKEN_TEXT ? t.text : letter_clean(v->arena, value_of(v, t.text, NULL)));
  }
  *out = str_trim(v->arena, buf_text(&text));
  return OK;
}

static void alone_put(struct letter *l, const struct mail_values *v, const struct mail_var *var, const char *label)
{
  struct letter *part = NULL;
  const char *text = value_of(v, var->name, &part);
  if (part)
    letter_append(l, part);
  else if (!*text)
    return;
  else if (var->kind == MAIL_LINK)
    letter_button(l, label ? label : "", text);
  else
    letter_code(l, text);
}

result mail_words_letter(const struct mail_var *vars, const char *subject, const char *body,
                         const struct mail_values *v, struct letter **out)
{
  struct letter *l = letter_new(v->arena, v->brand);
  const char *text, *label, *p;
  int line = 1;
  TRY(filled(v, vars, subject, &text));
  letter_subject(l, "%s", text);
  while ((p = paragraph_read(v->arena, &body, &line))) {
    const struct mail_var *one = alone(v->arena, vars, p, &label);
    if (one) {
      alone_put(l, v, one, label);
      continue;
    }
    bool small = str_starts(p, "~ ");
    TRY(filled(v, vars, small ? p + 2 : p, &text));
    if (*text)
      letter_lines(l, text, small);
  }
  *out = l;
  return OK;
}
