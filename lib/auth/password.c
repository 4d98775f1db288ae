#include "lib/auth/password.h"

#include <ctype.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <uninorm.h>

enum { PASSES = 2, MEMORY_BYTES = 19456 * 1024, LINE_BYTES = 256, CORE_MIN = 3 };
/* What an unknown address is compared with, so that it costs the same: the hash of random bytes that nobody kept. */
static const char nobody[] =
    "$argon2id$v=19$m=19456,t=2,p=1$T7hm7lEjkR+ZK7t9VHqD2g$bqxDJZUjFdS3EiDG0gA4ycrmzbPjlN3KmnVRrQ7Xc3I";

static bool is_letter(char c)
{
  return isalpha((unsigned char)c) || (c & 0x80);
}

/* What is no letter at the end left out, then the usual figures and signs as the letters that they stand for, then the same at the
 * beginning; in lower case. */
static char *core_of(struct arena *a, const char *password, bool figures)
{
  static const char from[] = "0134578@$!", to[] = "oleastbasi";
  char *core = str_lower(a, password), *end = core + strlen(core);
  while (end > core && !is_letter(end[-1]))
    *--end = 0;
  for (char *c = core; figures && *c; c++) {
    const char *at = strchr(from, *c);
    if (at)
      *c = to[at - from];
  }
  while (*core && !is_letter(*core))
    core++;
  return core;
}

/* "abcabcabc" is as good as "abc": cut to what is repeated. */
static void cut_repetition(char *s)
{
  size_t n = strlen(s);
  for (size_t unit = 1; unit <= n / 2; unit++)
    if (memcmp(s, s + unit, n - unit) == 0) {
      s[unit] = 0;
      return;
    }
}

/* One step up or down from each sign to the next, or a row of keys, for most of its length. */
static bool is_row(const char *s)
{
  static const char keys[] = "1234567890 qwertyuiop asdfghjkl zxcvbnm qwertzuiop yxcvbnm azertyuiop";
  size_t n = strlen(s), next = 0;
  for (size_t i = 1; i < n; i++) {
    char pair[3] = { s[i - 1], s[i], 0 }, back[3] = { s[i], s[i - 1], 0 };
    int step = s[i] - s[i - 1];
    next += (step >= -1 && step <= 1) || strstr(keys, pair) || strstr(keys, back);
  }
  return n > 1 && next * 10 >= (n - 1) * 8;
}

struct forms {
  char *s[6];
  int n;
};

static void forms_of(struct arena *a, const char *password, struct forms *out)
{
  char *whole = str_lower(a, password);
  cut_repetition(whole);
  out->n = 0;
  out->s[out->n++] = whole;
  for (int figures = 0; figures < 2; figures++) {
    char *core = core_of(a, password, figures), *cut = arena_dup(a, core);
    cut_repetition(cut);
    out->s[out->n++] = core;
    out->s[out->n++] = cut;
  }
}

static bool is_one(const struct forms *f, const char *word)
{
  for (int i = 0; i < f->n; i++)
    if (str_eq(f->s[i], word))
      return true;
  return false;
}

static bool in_file(const char *name, const struct forms *f, bool *read)
{
  char line[LINE_BYTES];
  bool found = false;
  FILE *file = fopen(name, "re");
  if (!file)
    return false;
  while (!found && fgets(line, sizeof line, file)) {
    line[strcspn(line, "\r\n")] = 0;
    for (char *c = line; *c; c++)
      *c = (char)tolower((unsigned char)*c);
    *read = true;
    found = strlen(line) >= CORE_MIN && is_one(f, line);
  }
  fclose(file);
  return found;
}

/* A person's own words say nothing: what is left without them must be long enough still. */
static bool mostly_words(struct arena *a, const char *password, const char *const *words)
{
  char *rest = str_lower(a, password);
  bool found = false;
  for (; *words; words++) {
    const char *word = str_lower(a, *words);
    size_t n = strlen(word);
    for (char *at; n >= CORE_MIN && (at = strstr(rest, word)); found = true)
      memmove(at, at + n, strlen(at + n) + 1);
  }
  return found && utf8_length(rest) < 8;
}

result password_common(struct arena *a, const char *files, const char *const *words, const char *password, bool *common)
{
  struct forms f;
  bool read = false;
  char *rest = arena_dup(a, files), *name;
  forms_of(a, password, &f);
  *common = mostly_words(a, password, words) || strlen(f.s[0]) < 5 || is_row(f.s[0]);
  while (!*common && (name = strsep(&rest, ":")) != NULL)
    *common = in_file(name, &f, &read);
  return *common || read ? OK : UNAVAILABLE;
}

const char *password_plain(struct arena *a, const char *typed)
{
  size_t size = 0;
  uint8_t *plain = u8_normalize(UNINORM_NFKC, (const uint8_t *)typed, strlen(typed), NULL, &size);
  if (!plain)
    return *typed ? NULL : "";
  const char *kept = arena_dupn(a, (const char *)plain, size);
  sodium_memzero(plain, size);
  free(plain);
  return kept;
}

/* Two at a time for all processes: each takes 19 MiB and all of a core. */
static result slot_take(struct work *w, int *slot)
{
  int got = 0;
  ROWS rows = { 0 };
  TRY(db_query(w, &rows,
               "SELECT IF(GET_LOCK('portico.password.1', 0), 1, IF(GET_LOCK('portico.password.2', 2), 2, 0))"));
  TRY(rows_one(&rows, F(got)));
  *slot = got;
  return got ? OK : LIMITED;
}

static void slot_give(struct work *w, int slot)
{
  int gone;
  ROWS rows = { 0 };
  if (db_query(w, &rows, "SELECT RELEASE_LOCK(CONCAT('portico.password.', ?))", A(slot)) != OK ||
      !rows_next(&rows, F(gone)))
    log_warn("the turn of a password was not given back");
}

result password_set(struct work *w, int64_t person_id, const char *password)
{
  char hash[crypto_pwhash_STRBYTES];
  const char *plain = password_plain(w->arena, password);
  int slot;
  if (sodium_init() < 0 || !plain)
    return FAIL("libsodium cannot start, or there is no memory");
  TRY(slot_take(w, &slot));
  int failed = crypto_pwhash_str(hash, plain, strlen(plain), PASSES, MEMORY_BYTES);
  slot_give(w, slot);
  if (failed)
    return FAIL("no memory for a password's hash");
  return db_exec(w,
                 "INSERT INTO person_password (person_id, hash, changed_at) VALUES (?, ?, ?)"
                 " ON DUPLICATE KEY UPDATE hash = VALUE(hash), changed_at = VALUE(changed_at)",
                 A(person_id), A(hash), A(w->now));
}

static result find(struct work *w, const char *email, int64_t *id, const char **hash)
{
  ROWS rows = { 0 };
  TRY(db_query(w, &rows,
               "SELECT p.id, h.hash FROM person p JOIN person_password h ON h.person_id = p.id"
               " WHERE p.email = ? AND BINARY p.email = BINARY ? AND p.active AND p.org_id IS NULL",
               A(email), A(email)));
  return rows_one(&rows, F(*id), F(*hash));
}

result password_use(struct work *w, const char *email, const char *password, int64_t *person_id)
{
  const char *hash = nobody, *plain = password_plain(w->arena, password);
  int64_t id = 0;
  int slot;
  if (sodium_init() < 0 || !plain)
    return FAIL("libsodium cannot start, or there is no memory");
  result r = find(w, email, &id, &hash);
  if (r != OK && r != NOT_FOUND)
    return r;
  TRY(slot_take(w, &slot));
  bool right = crypto_pwhash_str_verify(hash, plain, strlen(plain)) == 0 && id;
  slot_give(w, slot);
  *person_id = id;
  return right ? OK : INVALID;
}
