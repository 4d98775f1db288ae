/* Hands a composed message to the SMTP server over libcurl. One handle for the process: it keeps the connection, which makes the
 * second mail thirty times cheaper than the first. */
#include "lib/link/mail.h"

#include "lib/base/log.h"

#include <curl/curl.h>
#include <stdio.h>
#include <string.h>

enum { CONNECT_S = 10, SEND_S = 60, REPLY_BYTES = 300 };

static CURL *kept;

struct sending {
  struct bytes message;
  size_t sent;
  char reply[REPLY_BYTES + 1]; /* the server's last refusal */
  char error[CURL_ERROR_SIZE]; /* libcurl's words */
};

static size_t message_read(char *to, size_t size, size_t n, void *at)
{
  struct sending *s = at;
  size_t room = size * n, left = s->message.size - s->sent;
  if (room > left)
    room = left;
  memcpy(to, s->message.at + s->sent, room);
  s->sent += room;
  return room;
}

/* libcurl shows each line of the server as a header. The last refusal is what counts: a "221 Bye" may follow it. */
static size_t reply_note(char *line, size_t size, size_t n, void *at)
{
  struct sending *s = at;
  size_t length = 0;
  if (size * n < 3 || (line[0] != '4' && line[0] != '5'))
    return size * n;
  for (size_t i = 0; i < size * n && length < REPLY_BYTES; i++) {
    unsigned char c = (unsigned char)line[i];
    if (c == '\r' || c == '\n')
      break;
    s->reply[length++] = c >= 0x20 && c < 0x7f ? (char)c : '?';
  }
  s->reply[length] = '\0';
  return size * n;
}

static bool on_loopback(const char *url)
{
  return str_starts(url, "smtp://127.0.0.1") || str_starts(url, "smtp://localhost") || str_starts(url, "smtp://[::1]");
}

/* The path of an smtp: address is the name that we greet with; a name of the site's is better than this machine's. */
static const char *greeting_url(const struct config *c, struct arena *a)
{
  const char *host = strstr(c->mail_url, "://");
  if (!host || strchr(host + 3, '/'))
    return c->mail_url;
  const char *site = strstr(c->site_url, "://");
  if (!site)
    return c->mail_url;
  site += 3;
  return arena_printf(a, "%s/%.*s", c->mail_url, (int)strcspn(site, ":/"), site);
}

static result settings_apply(const struct config *c, struct arena *a, CURL *h, struct sending *s)
{
  bool known = !str_empty(c->mail_user);
  long tls = known ? CURLUSESSL_ALL : on_loopback(c->mail_url) ? CURLUSESSL_NONE : CURLUSESSL_TRY;
  bool fine = curl_easy_setopt(h, CURLOPT_URL, greeting_url(c, a)) == CURLE_OK &&
              curl_easy_setopt(h, CURLOPT_PROTOCOLS_STR, "smtp,smtps") == CURLE_OK &&
              curl_easy_setopt(h, CURLOPT_PROXY, "") == CURLE_OK &&
              curl_easy_setopt(h, CURLOPT_NOSIGNAL, 1L) == CURLE_OK &&
              curl_easy_setopt(h, CURLOPT_CONNECTTIMEOUT, (long)CONNECT_S) == CURLE_OK &&
              curl_easy_setopt(h, CURLOPT_SERVER_RESPONSE_TIMEOUT, (long)CONNECT_S * 2) == CURLE_OK &&
              curl_easy_setopt(h, CURLOPT_TIMEOUT, (long)SEND_S) == CURLE_OK &&
              curl_easy_setopt(h, CURLOPT_USE_SSL, tls) == CURLE_OK &&
              curl_easy_setopt(h, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2) == CURLE_OK &&
              curl_easy_setopt(h, CURLOPT_UPLOAD, 1L) == CURLE_OK &&
              curl_easy_setopt(h, CURLOPT_READFUNCTION, message_read) == CURLE_OK &&
              curl_easy_setopt(h, CURLOPT_READDATA, s) == CURLE_OK &&
              curl_easy_setopt(h, CURLOPT_INFILESIZE_LARGE, (curl_off_t)s->message.size) == CURLE_OK &&
              curl_easy_setopt(h, CURLOPT_HEADERFUNCTION, reply_note) == CURLE_OK &&
              curl_easy_setopt(h, CURLOPT_HEADERDATA, s) == CURLE_OK &&
              curl_easy_setopt(h, CURLOPT_ERRORBUFFER, s->error) == CURLE_OK &&
              curl_easy_setopt(h, CURLOPT_MAIL_FROM, arena_printf(a, "<%s>", c->mail_from)) == CURLE_OK;
  if (fine && known)
    fine = curl_easy_setopt(h, CURLOPT_USERNAME, c->mail_user) == CURLE_OK &&
           curl_easy_setopt(h, CURLOPT_PASSWORD, c->mail_password) == CURLE_OK;
  return fine ? OK : FAIL("mail: this libcurl cannot send mail");
}

/* Only what the server says about this receiver or this message ends it for good. What it says about us (its greeting, the login,
 * our sender's address, a demand for TLS) an administrator can mend, and then the mail shall still go. */
static bool about_this_mail(CURLcode code, const struct sending *s)
{
  if (code == CURLE_SEND_ERROR)
    return str_starts(s->error, "RCPT failed") || s->sent > 0;
  return (code == CURLE_WEIRD_SERVER_REPLY || code == CURLE_RECV_ERROR) && s->sent > 0;
}

static result outcome(CURLcode code, long answer, const struct sending *s, struct arena *a, const char **why)
{
  if (code == CURLE_OK)
    return OK;
  if (answer < 400 || answer > 599) {
    *why = arena_printf(a, "mail server: %s", curl_easy_strerror(code));
    return UNAVAILABLE;
  }
  *why = *s->reply ? arena_dup(a, s->reply) : arena_printf(a, "the mail server answered %ld", answer);
  return answer >= 500 && about_this_mail(code, s) ? INVALID : UNAVAILABLE;
}

result mail_send(const struct config *c, struct arena *a, const struct mail *m, const char **why)
{
  struct sending s = { 0 };
  *why = NULL;
  if (str_empty(c->mail_url) || !mail_address_valid(c->mail_from)) {
    *why = "Mail.Url or Mail.From is not set";
    return FAILED;
  }
  TRY(mail_compose(a, m, c->mail_from, utc_now(), &s.message, why));
  if (!kept && (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK || !(kept = curl_easy_init()))) {
    *why = "libcurl does not start";
    return FAILED;
  }
  struct curl_slist *to = curl_slist_append(NULL, arena_printf(a, "<%s>", m->to));
  result r = to && curl_easy_setopt(kept, CURLOPT_MAIL_RCPT, to) == CURLE_OK ? settings_apply(c, a, kept, &s) : FAILED;
  if (r == OK) {
    long answer = 0;
    CURLcode code = curl_easy_perform(kept);
    curl_easy_getinfo(kept, CURLINFO_RESPONSE_CODE, &answer);
    r = outcome(code, answer, &s, a, why);
  } else {
    *why = "libcurl refuses these settings";
  }
  curl_slist_free_all(to);
  curl_easy_reset(kept); /* keeps the connection, forgets what stands on our stack */
  return r;
}

void mail_end(void)
{
  if (!kept)
    return;
  curl_easy_cleanup(kept);
  curl_global_cleanup();
  kept = NULL;
}
