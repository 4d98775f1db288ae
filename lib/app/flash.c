/* A sentence for the next page, carried by a signed cookie that lives a minute: no row is written for it. */
#include "lib/app/frame.h"
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { FLASH_S = 60, FLASH_CHARS = 300 };
static const char flash_cookie[] = "portico_flash";

static const char *flash_mac(struct arena *a, const unsigned char key[32], const char *signed_part)
{
  unsigned char mac[32];
  const char *text = arena_printf(a, "flash:%s", signed_part);
  hmac_sha256(key, 32, text, strlen(text), mac);
  return base64url_encode(a, mac, sizeof mac);
}

const char *flash_seal(struct arena *a, const unsigned char key[32], const char *text, struct utc now)
{
  const char *part =
      arena_printf(a, "%s.%lld", base64url_encode(a, text, strlen(text)), (long long)(now.us / 1000000 + FLASH_S));
  return arena_printf(a, "%s.%s", part, flash_mac(a, key, part));
}

const char *flash_open(struct arena *a, const unsigned char key[32], const char *value, struct utc now)
{
  const char *mac_at = value ? strrchr(value, '.') : NULL;
  if (!mac_at || strlen(value) > LIMIT_COOKIE_BYTES)
    return NULL;
  char *part = arena_dupn(a, value, (size_t)(mac_at - value));
  const char *mac = flash_mac(a, key, part);
  if (strlen(mac) != strlen(mac_at + 1) || !secret_equal(mac, mac_at + 1, strlen(mac)))
    return NULL;
  char *dot = strchr(part, '.');
  int64_t until;
  if (!dot || !str_int64(dot + 1, &until) || until <= now.us / 1000000)
    return NULL;
  *dot = '\0';
  size_t room = strlen(part) + 1, size = 0;
  unsigned char *text = arena_alloc(a, room);
  return base64url_decode(part, text, room - 1, &size) && utf8_valid((char *)text, size) ? (char *)text : NULL;
}

void flash(struct req *rq, const char *format, ...)
{
  char text[2000];
  va_list ap;
  va_start(ap, format);
  vsnprintf(text, sizeof text, format, ap);
  va_end(ap);
  size_t size = strlen(text);
  while (size && !utf8_valid(text, size))
    text[--size] = '\0'; /* cut within a character */
  const char *value = flash_seal(rq->arena, rq->key, utf8_clip(rq->arena, text, FLASH_CHARS), rq->w->now);
  reply_cookie(rq->out, flash_cookie, value, FLASH_S, rq->config->plain_http);
}

void flash_show(struct req *rq)
{
  const char *value = cookie_find(rq->arena, rq->in, cookie_name(rq->arena, flash_cookie, rq->config->plain_http));
  if (!value)
    return;
  const char *text = flash_open(rq->arena, rq->key, value, rq->w->now);
  view_put(rq->view, "Page.Flash", text);
  reply_cookie(rq->out, flash_cookie, "", 0, rq->config->plain_http);
}
