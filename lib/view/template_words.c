/* What templates may call besides ClearSilver's own: t, tn, tf. Each answers text that the page then escapes; none is exempt.
 * And template_squeeze, which takes from a template what no reader sees. */
#include "lib/base/i18n.h"
#include "lib/view/template.h"
#include <stdlib.h>
#include <string.h>

/* Hands text (malloc'ed) to the interpreter, which frees it. */
static NEOERR *answer(CSARG *result_, char *text)
{
  if (!text)
    return nerr_raise(NERR_NOMEM, "no memory for a word");
  result_->op_type = CS_TYPE_STRING;
  result_->s = text;
  result_->alloc = 1;
  return STATUS_OK;
}

/* t("") would be the catalogue's header. */
static const char *word(const char *text)
{
  return str_empty(text) ? "" : t(text);
}

static NEOERR *fn_t(CSPARSE *parsed, CS_FUNCTION *csf, CSARG *args, CSARG *result_)
{
  (void)csf;
  char *text = NULL;
  NEOERR *err = cs_arg_parse(parsed, args, "s", &text);
  if (err != STATUS_OK)
    return nerr_pass(err);
  char *said = strdup(word(text));
  free(text);
  return nerr_pass(answer(result_, said));
}

/* pattern with its first %d or %s replaced; never printf, for a value stands in for a format here. */
static char *fill_in(const char *pattern, const char *value)
{
  const char *at = strstr(pattern, "%d"), *other = strstr(pattern, "%s");
  if (!at || (other && other < at))
    at = other;
  if (!at)
    return strdup(pattern);
  size_t before = (size_t)(at - pattern), size = strlen(value), after = strlen(at + 2);
  char *out = malloc(before + size + after + 1);
  if (!out)
    return NULL;
  memcpy(out, pattern, before);
  memcpy(out + before, value, size);
  memcpy(out + before + size, at + 2, after + 1);
  return out;
}

/* tf("Signed in as %s", Person.Name) */
static NEOERR *fn_tf(CSPARSE *parsed, CS_FUNCTION *csf, CSARG *args, CSARG *result_)
{
  (void)csf;
  char *text = NULL, *value = NULL;
  NEOERR *err = cs_arg_parse(parsed, args, "ss", &text, &value);
  if (err != STATUS_OK)
    return nerr_pass(err);
  char *said = fill_in(word(text), value ? value : "");
  free(text);
  free(value);
  return nerr_pass(answer(result_, said));
}

/* tn("%d customer", "%d customers", Count) */
static NEOERR *fn_tn(CSPARSE *parsed, CS_FUNCTION *csf, CSARG *args, CSARG *result_)
{
  (void)csf;
  char *one = NULL, *many = NULL, *count = NULL;
  NEOERR *err = cs_arg_parse(parsed, args, "sss", &one, &many, &count);
  if (err != STATUS_OK)
    return nerr_pass(err);
  const char *n = count ? count : "0";
  char *said = strdup("");
  if (!str_empty(one) && !str_empty(many)) {
    free(said);
    said = fill_in(tn(one, many, strtoul(n, NULL, 10)), n);
  }
  free(one);
  free(many);
  free(count);
  return nerr_pass(answer(result_, said));
}

/* area_of("/admin/rules") is "rules": the name of an area's icon. */
static NEOERR *fn_area_of(CSPARSE *parsed, CS_FUNCTION *csf, CSARG *args, CSARG *result_)
{
  (void)csf;
  char *href = NULL;
  NEOERR *err = cs_arg_parse(parsed, args, "s", &href);
  if (err != STATUS_OK)
    return nerr_pass(err);
  const char *slash = href ? strrchr(href, '/') : NULL;
  char *name = strdup(slash ? slash + 1 : "");
  free(href);
  return nerr_pass(answer(result_, name));
}

NEOERR *template_words(CSPARSE *parsed)
{
  NEOERR *err = cs_register_function(parsed, "t", 1, fn_t);
  if (err == STATUS_OK)
    err = cs_register_function(parsed, "tf", 2, fn_tf);
  if (err == STATUS_OK)
    err = cs_register_function(parsed, "tn", 3, fn_tn);
  if (err == STATUS_OK)
    err = cs_register_function(parsed, "area_of", 1, fn_area_of);
  return nerr_pass(err);
}

/* ---- squeezing ---- */
/* The end of the command at s when it writes nothing itself (if, each, set, def, their ends, comments); NULL otherwise. */
static const char *silent_command(const char *s, const char *end)
{
  static const char *const silent[] = { "if:", "else", "elif:", "each:", "loop:", "with:", "set:", "def:", "/", "#" };
  if (strncmp(s, "<?cs", 4))
    return NULL;
  const char *word_at = s + 4, *close = strstr(s, "?>");
  if (!close || close >= end)
    return NULL;
  word_at += strspn(word_at, " \t");
  for (size_t i = 0; i < sizeof silent / sizeof *silent; i++)
    if (!strncmp(word_at, silent[i], strlen(silent[i])))
      return close + 2;
  return NULL;
}

static bool line_silent(const char *s, const char *end)
{
  while (s && s < end) {
    s = silent_command(s, end);
    if (s)
      s += strspn(s, " \t");
  }
  return s != NULL;
}

/* The command at s: +1 opens a block, -1 closes one, 0 does neither; 2 is an else. */
static int command_depth(const char *s)
{
  static const char *const opens[] = { "if:", "each:", "loop:", "with:", "def:" };
  s += 4;
  s += strspn(s, " \t");
  if (*s == '/')
    return -1;
  if (!strncmp(s, "else", 4) || !strncmp(s, "elif:", 5))
    return 2;
  for (size_t i = 0; i < sizeof opens / sizeof *opens; i++)
    if (!strncmp(s, opens[i], strlen(opens[i])))
      return 1;
  return 0;
}

/* A line that is one whole block without an else: its closing command, before which the line's end moves, so that a block which
 * writes nothing leaves no empty line. */
static const char *block_close(const char *line, const char *end)
{
  if (end - line < 6 || strncmp(line, "<?cs", 4) || strncmp(end - 2, "?>", 2))
    return NULL;
  int depth = 0;
  const char *close = NULL;
  for (const char *s = line; s && s < end; s = strstr(s + 4, "<?cs")) {
    int step = command_depth(s);
    if (step == 2 || (s > line && depth == 0))
      return NULL;
    depth += step;
    close = s;
  }
  const char *last = close ? strstr(close, "?>") : NULL;
  return depth == 0 && close > line && last && last + 2 == end ? close : NULL;
}

static const char *last_of(const char *s, const char *end, const char *tag)
{
  const char *found = NULL;
  size_t size = strlen(tag);
  for (; s + size <= end; s++)
    if (!strncmp(s, tag, size))
      found = s;
  return found;
}

/* Is the text after this line inside <pre> or <textarea>? */
static bool keeps_spaces(const char *s, const char *end, bool now)
{
  static const char *const opens[] = { "<pre", "<textarea" }, *const closes[] = { "</pre", "</textarea" };
  for (int i = 0; i < 2; i++) {
    const char *open = last_of(s, end, opens[i]), *close = last_of(s, end, closes[i]);
    if (open || close)
      now = open > close;
  }
  return now;
}

static char *put(char *to, const char *s, const char *end)
{
  memmove(to, s, (size_t)(end - s));
  return to + (end - s);
}

/* Writes the line's end before its closing command. The text only ever moves towards the start; the one byte that is put in is the
 * newline that stood at the line's end. */
static char *put_block(char *to, const char *line, const char *close, const char *end)
{
  size_t before = (size_t)(close - line), after = (size_t)(end - close);
  memmove(to, line, before);
  memmove(to + before + 1, close, after);
  to[before] = '\n';
  return to + before + 1 + after;
}

void template_squeeze(char *text)
{
  char *to = text;
  const char *s = text;
  bool keep = false;
  while (*s) {
    const char *line = s, *newline = strchr(s, '\n');
    const char *end = newline ? newline : s + strlen(s);
    s = newline ? newline + 1 : end;
    bool kept = keep;
    if (!kept) {
      line += strspn(line, " \t\r");
      while (end > line && strchr(" \t\r", end[-1]))
        end--;
    }
    if (!kept && end <= line)
      continue;
    bool silent = !kept && line_silent(line, end);
    keep = keeps_spaces(line, end, keep);
    const char *close = !kept && !silent && !keep && newline ? block_close(line, end) : NULL;
    bool defines =
        close && !strncmp(line + 4 + strspn(line + 4, " \t"), "def:", 4); /* writes nothing where it stands */
    if (close && !defines)
      to = put_block(to, line, close, end);
    else
      to = put(to, line, end);
    if (newline && !silent && !close)
      *to++ = '\n';
  }
  *to = '\0';
}
