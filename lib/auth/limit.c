/* Guessing limits: fixed windows counted in one row, so that all processes share them. */
#include "lib/auth/auth.h"

#include <arpa/inet.h>
#include <string.h>

const char *limit_network(struct arena *a, const char *address)
{
  unsigned char six[16];
  static const unsigned char mapped[12] = { [10] = 0xff, [11] = 0xff };
  if (!strchr(address, ':') || inet_pton(AF_INET6, address, six) != 1 || !memcmp(six, mapped, sizeof mapped))
    return address;
  return arena_printf(a, "%s/64", hex_encode(a, six, 8));
}

static struct utc window_of(const struct work *w, int window_s)
{
  int64_t now_s = w->now.us / 1000000;
  return utc_of(now_s - now_s % window_s);
}

/* How many were counted; 0 before the first. */
static result events_read(struct work *w, const char *kind, struct bytes key_hash, struct utc window, int *out)
{
  *out = 0;
  ROWS rows = { 0 };
  TRY(db_query(w, &rows, "SELECT events FROM limit_window WHERE kind = ? AND key_hash = ? AND window_at = ?", A(kind),
               A(key_hash), A(window)));
  result r = rows_one(&rows, F(*out));
  return r == NOT_FOUND ? OK : r;
}

result limit_count(struct work *w, const char *kind, const char *key, int max, int window_s)
{
  unsigned char hash[32];
  sha256(key, strlen(key), hash);
  struct bytes key_hash = { hash, sizeof hash };
  struct utc window = window_of(w, window_s);
  int events;
  TRY(db_exec(w,
              "INSERT INTO limit_window (kind, key_hash, window_at, events) VALUES (?, ?, ?, 1)"
              " ON DUPLICATE KEY UPDATE events = events + 1",
              A(kind), A(key_hash), A(window)));
  TRY(events_read(w, kind, key_hash, window, &events));
  return events > max ? LIMITED : OK;
}

result limit_reached(struct work *w, const char *kind, const char *key, int max, int window_s)
{
  unsigned char hash[32];
  int events;
  sha256(key, strlen(key), hash);
  TRY(events_read(w, kind, (struct bytes){ hash, sizeof hash }, window_of(w, window_s), &events));
  return events >= max ? LIMITED : OK;
}
