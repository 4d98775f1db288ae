/* Codes of authenticator apps (RFC 6238, RFC 4226) and the recovery codes that go with them. */
#include "lib/auth/factor.h"
#include "lib/auth/seal.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

enum { CODE_CHARS = 10 };
static const char base32_digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
static const char code_alphabet[] = "23456789ABCDEFGHJKMNPQRSTVWXYZ"; /* without look-alikes: 30^10 codes */
static const char purpose[] = "totp.secret";

char *base32_encode(struct arena *a, const void *at, size_t size)
{
  const unsigned char *in = at;
  char *text = arena_array(a, size / 5 + 2, 8), *out = text;
  unsigned bits = 0;
  int held = 0;
  for (size_t i = 0; i < size; i++) {
    bits = (bits << 8 | in[i]) & 0xffff;
    for (held += 8; held >= 5;) {
      held -= 5;
      *out++ = base32_digits[bits >> held & 31];
    }
  }
  if (held > 0)
    *out++ = base32_digits[bits << (5 - held) & 31];
  return text;
}

bool base32_decode(const char *s, unsigned char *out, size_t room, size_t *size)
{
  unsigned bits = 0;
  int held = 0;
  *size = 0;
  for (; *s; s++) {
    const char *digit = strchr(base32_digits, toupper((unsigned char)*s));
    if (*s == ' ')
      continue;
    if (!digit)
      return false;
    bits = (bits << 5 | (unsigned)(digit - base32_digits)) & 0xffff;
    held += 5;
    if (held >= 8) {
      held -= 8;
      if (*size == room)
        return false;
      out[(*size)++] = (unsigned char)(bits >> held);
    }
  }
  return *size > 0;
}

const char *totp_secret_new(struct arena *a)
{
  unsigned char raw[TOTP_SECRET_BYTES];
  random_bytes(raw, sizeof raw);
  return base32_encode(a, raw, sizeof raw);
}

/* RFC 4226, section 5.3, over the step as eight bytes. */
const char *totp_code(struct arena *a, const unsigned char *secret, size_t size, int64_t step, int digits)
{
  unsigned char counter[8], mac[20];
  for (int i = 0; i < 8; i++)
    counter[i] = (unsigned char)((uint64_t)step >> (56 - 8 * i));
  hmac_sha1(secret, size, counter, sizeof counter, mac);
  int at = mac[19] & 15;
  uint32_t n =
      (uint32_t)(mac[at] & 0x7f) << 24 | (uint32_t)mac[at + 1] << 16 | (uint32_t)mac[at + 2] << 8 | mac[at + 3];
  uint32_t modulus = 1;
  for (int i = 0; i < digits; i++)
    modulus *= 10;
  return arena_printf(a, "%0*u", digits, n % modulus);
}

int64_t totp_match(struct arena *a, const char *secret, const char *code, struct utc now, int64_t last_step)
{
  unsigned char raw[TOTP_SECRET_MAX];
  size_t size;
  int64_t step = now.us / 1000000 / TOTP_STEP_S, found = 0;
  if (strlen(code) != 6 || !base32_decode(secret, raw, sizeof raw, &size))
    return 0;
  for (int64_t at = step - 1; at <= step + 1; at++)
    if (at > last_step && secret_equal(totp_code(a, raw, size, at, 6), code, 6) && !found)
      found = at;
  explicit_bzero(raw, sizeof raw);
  return found;
}

/* As it is kept: upper case, without what people put between. */
static const char *code_plain(struct arena *a, const char *typed)
{
  struct buf b = BUF(a);
  for (; *typed; typed++)
    if (*typed != ' ' && *typed != '-')
      buf_putc(&b, (char)toupper((unsigned char)*typed));
  return buf_text(&b);
}

static void recovery_hash(struct arena *a, const unsigned char key[32], int64_t person_id, const char *code,
                          unsigned char hash[32])
{
  unsigned char own[32];
  const char *text = arena_printf(a, "%lld:%s", (long long)person_id, code);
  key_derive(key, "recovery.code", own);
  hmac_sha256(own, sizeof own, text, strlen(text), hash);
}

/* 240 = 8 * 30, so that no letter is likelier than another. */
static const char *recovery_code_new(struct arena *a)
{
  char text[CODE_CHARS + 1] = { 0 };
  for (int n = 0; n < CODE_CHARS;) {
    unsigned char byte;
    random_bytes(&byte, 1);
    if (byte < 240)
      text[n++] = code_alphabet[byte % 30];
  }
  return arena_dup(a, text);
}

result recovery_codes_make(struct work *w, const unsigned char key[32], int64_t person_id,
                           const char *codes[RECOVERY_CODES])
{
  TRY(db_exec(w, "DELETE FROM recovery_code WHERE person_id = ?", A(person_id)));
  for (int i = 0; i < RECOVERY_CODES; i++) {
    unsigned char hash[32];
    const char *code = recovery_code_new(w->arena);
    recovery_hash(w->arena, key, person_id, code, hash);
    TRY(db_exec(w, "INSERT INTO recovery_code (person_id, code_hash, created_at) VALUES (?, ?, ?)", A(person_id),
                A(((struct bytes){ hash, sizeof hash })), A(w->now)));
    codes[i] = arena_printf(w->arena, "%.5s-%s", code, code + 5);
  }
  return OK;
}

result totp_keep(struct work *w, const unsigned char key[32], int64_t person_id, const char *secret, int64_t last_step)
{
  return db_exec(w, "INSERT INTO totp (person_id, secret, last_step, created_at) VALUES (?, ?, ?, ?)", A(person_id),
                 A(seal(w->arena, key, purpose, secret)), A(last_step), A(w->now));
}

result totp_set(struct work *w, const unsigned char key[32], int64_t person_id, const char *secret, const char *code,
                const char *codes[RECOVERY_CODES])
{
  TRY(factor_try(w, person_id));
  int64_t step = totp_match(w->arena, secret, code_plain(w->arena, code), w->now, 0);
  if (!step) {
    TRY(factor_wrong(w, person_id));
    return INVALID;
  }
  TRY(factor_right(w, person_id));
  TRY(totp_keep(w, key, person_id, secret, step));
  return recovery_codes_make(w, key, person_id, codes);
}

result totp_remove(struct work *w, int64_t person_id)
{
  TRY(db_exec(w, "DELETE FROM recovery_code WHERE person_id = ?", A(person_id)));
  return db_exec(w, "DELETE FROM totp WHERE person_id = ?", A(person_id));
}

static result app_code_use(struct work *w, const unsigned char key[32], int64_t person_id, const char *code)
{
  struct bytes sealed = { 0 };
  const char *secret;
  int64_t last = 0;
  {
    ROWS rows = { 0 };
    TRY(db_query(w, &rows, "SELECT secret, last_step FROM totp WHERE person_id = ? FOR UPDATE", A(person_id)));
    TRY(rows_one(&rows, F(sealed), F(last)));
  }
  TRY(seal_open(w->arena, key, purpose, sealed, &secret));
  int64_t step = totp_match(w->arena, secret, code, w->now, last);
  return step ? db_exec(w, "UPDATE totp SET last_step = ? WHERE person_id = ?", A(step), A(person_id)) : INVALID;
}

static result recovery_code_use(struct work *w, const unsigned char key[32], int64_t person_id, const char *code)
{
  unsigned char hash[32];
  recovery_hash(w->arena, key, person_id, code, hash);
  TRY(db_exec(w, "UPDATE recovery_code SET used_at = ? WHERE person_id = ? AND code_hash = ? AND used_at IS NULL",
              A(w->now), A(person_id), A(((struct bytes){ hash, sizeof hash }))));
  return db_changed(w) == 1 ? OK : INVALID;
}

result factor_code_check(struct work *w, const unsigned char key[32], int64_t person_id, const char *code,
                         const char **factor)
{
  const char *plain = code_plain(w->arena, code);
  bool recovery = strlen(plain) == CODE_CHARS;
  TRY(factor_try(w, person_id));
  result r = recovery ? recovery_code_use(w, key, person_id, plain) : app_code_use(w, key, person_id, plain);
  *factor = recovery ? "recovery" : "totp";
  if (r == OK)
    return factor_right(w, person_id);
  if (r != INVALID)
    return r;
  TRY(factor_wrong(w, person_id));
  return INVALID;
}
