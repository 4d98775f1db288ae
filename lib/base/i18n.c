/* gettext without installed locales: the C library's "C.UTF-8" and, per request, LANGUAGE with its cache told to look again. */
#include "lib/base/i18n.h"
#include "lib/base/pseudo.h"

#include <dirent.h>
#include <libintl.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

enum { TAG_BYTES = 16, LANGUAGES_MAX = 64 };

extern int _nl_msg_cat_cntr; /* glibc's, for exactly this: a change makes it forget which catalogue it chose */

/* A language we have: its tag as browsers write it ("pt-BR") and its folder ("pt_BR"). */
struct language {
  char tag[TAG_BYTES], folder[TAG_BYTES];
  enum pseudo pseudo;
};

static struct {
  struct language list[LANGUAGES_MAX];
  int n;
  const struct language *current, *set; /* of the request; what LANGUAGE says now */
} words = {
  .list = { { "en", "en", PSEUDO_NONE }, { "en-XA", "en", PSEUDO_LONG }, { "ar-XB", "en", PSEUDO_MIRROR } },
  .n = 3,
  .current = &words.list[0],
};

/* LANGUAGE is given to gettext only when it changes: the call drops its cache. */
static void choose(const struct language *l)
{
  if (words.set != NULL && strcmp(words.set->folder, l->folder) == 0)
    return;
  setenv("LANGUAGE", l->folder, 1);
  _nl_msg_cat_cntr++;
  words.set = l;
}

static void add_folder(const char *locale_folder, const char *name)
{
  char path[4096];
  size_t n = strlen(name);
  if (n < 2 || n >= TAG_BYTES || strcmp(name, "en") == 0 || words.n == LANGUAGES_MAX ||
      strspn(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_") != n)
    return;
  snprintf(path, sizeof path, "%s/%s/LC_MESSAGES/portico.mo", locale_folder, name);
  if (access(path, R_OK) != 0)
    return;
  struct language *l = &words.list[words.n++];
  *l = (struct language){ .pseudo = PSEUDO_NONE };
  memcpy(l->folder, name, n + 1);
  for (size_t i = 0; i < n; i++)
    l->tag[i] = name[i] == '_' ? '-' : name[i];
}

void i18n_open(const char *locale_folder)
{
  /* Only text and its messages: numbers, dates and sorting are ours in every language. */
  setlocale(LC_CTYPE, "C.UTF-8");
  setlocale(LC_MESSAGES, "C.UTF-8");
  bindtextdomain("portico", locale_folder);
  bind_textdomain_codeset("portico", "UTF-8");
  words.n = 3;
  DIR *folder = opendir(locale_folder);
  struct dirent *entry;
  while (folder != NULL && (entry = readdir(folder)) != NULL)
    add_folder(locale_folder, entry->d_name);
  if (folder != NULL)
    closedir(folder);
  words.set = NULL;
  i18n_language("en");
}

static const struct language *find_tag(const char *tag, size_t n)
{
  for (int i = 0; i < words.n; i++) {
    const char *have = words.list[i].tag;
    if (strlen(have) == n && strncasecmp(have, tag, n) == 0)
      return &words.list[i];
  }
  return NULL;
}

/* The tag itself, or the language before its first hyphen or underscore: "de-AT" is served by "de". */
static const struct language *find(const char *tag, size_t n)
{
  char wanted[TAG_BYTES * 2];
  if (n == 0 || n >= sizeof wanted)
    return NULL;
  for (size_t i = 0; i < n; i++)
    wanted[i] = tag[i] == '_' ? '-' : tag[i];
  wanted[n] = '\0';
  const struct language *l = find_tag(wanted, n);
  return l != NULL ? l : find_tag(wanted, strcspn(wanted, "-"));
}

void i18n_language(const char *language)
{
  const struct language *l = language == NULL ? NULL : find(language, strlen(language));
  words.current = l == NULL ? &words.list[0] : l;
  pseudo_reset();
  choose(words.current);
}

const char *i18n_current(void)
{
  return words.current->tag;
}

const char *i18n_tag(int i)
{
  for (int at = 0; at < words.n; at++)
    if (words.list[at].pseudo == PSEUDO_NONE && i-- == 0)
      return words.list[at].tag;
  return NULL;
}

const char *i18n_first(const char *const wanted[], int n)
{
  for (int i = 0; i < n; i++) {
    const struct language *l = wanted[i] == NULL ? NULL : find(wanted[i], strlen(wanted[i]));
    if (l != NULL)
      return l->tag;
  }
  return words.list[0].tag;
}

bool i18n_right_to_left(void)
{
  static const char *const leftward[] = { "ar", "he", "fa", "ur", "yi", "dv", "ps" };
  const char *tag = words.current->tag;
  size_t n = strcspn(tag, "-");
  for (size_t i = 0; i < sizeof leftward / sizeof *leftward; i++)
    if (n == 2 && strncmp(tag, leftward[i], 2) == 0)
      return true;
  return false;
}

/* The quality of "de;q=0.8" in thousandths; 1000 without one, 0 when it is malformed. */
static int quality(const char *s, size_t n)
{
  const char *q = memchr(s, ';', n), *end = s + n;
  if (q == NULL)
    return 1000;
  for (q++; q < end && *q == ' '; q++) {}
  if (end - q < 3 || strncasecmp(q, "q=", 2) != 0 || (q[2] != '0' && q[2] != '1'))
    return 0;
  if (q[2] == '1')
    return 1000;
  int value = 0, unit = 100;
  for (q += end - q > 3 && q[3] == '.' ? 4 : 3; q < end && *q >= '0' && *q <= '9'; q++, unit /= 10)
    value += (*q - '0') * unit;
  return value;
}

const char *i18n_accept(const char *accept_language)
{
  const struct language *best = NULL;
  int best_quality = 0;
  for (const char *s = accept_language; s != NULL && *s != '\0';) {
    s += strspn(s, ", \t");
    size_t n = strcspn(s, ","), tag = strcspn(s, ",; \t");
    const struct language *l = find(s, tag);
    int q = quality(s, n);
    if (l != NULL && q > best_quality) { /* of equals the first */
      best = l;
      best_quality = q;
    }
    s += n;
  }
  return best == NULL ? "en" : best->tag;
}

const char *t(const char *text)
{
  if (*text == '\0')
    return text; /* gettext would answer the catalogue's header */
  choose(words.current);
  return pseudo_text(words.current->pseudo, dgettext("portico", text));
}

const char *tn(const char *one, const char *many, unsigned long n)
{
  choose(words.current);
  return pseudo_text(words.current->pseudo, dngettext("portico", one, many, n));
}

const char *t_in(const char *language, const char *text)
{
  const struct language *l = language == NULL ? words.current : find(language, strlen(language)), *kept = words.current;
  words.current = l == NULL ? &words.list[0] : l;
  const char *answer = t(text);
  words.current = kept;
  return answer;
}
