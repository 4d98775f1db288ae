#include "lib/link/web.h"

#include "lib/base/log.h"

#include <curl/curl.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

/* One handle a process: it keeps the connection, so the second question to a provider costs no new TLS handshake. */
static CURL *kept;

struct receiving {
  unsigned char *at;
  size_t size, room;
};

static size_t body_take(char *data, size_t size, size_t n, void *at)
{
  struct receiving *r = at;
  if (size * n > r->room - r->size)
    return 0; /* ends it with CURLE_WRITE_ERROR */
  memcpy(r->at + r->size, data, size * n);
  r->size += size * n;
  return size * n;
}

/* A part of a parsed address in the arena, NULL without it. */
static const char *part(struct arena *a, CURLU *u, CURLUPart what)
{
  char *text = NULL;
  if (curl_url_get(u, what, &text, 0) != CURLUE_OK)
    return NULL;
  const char *copy = arena_dup(a, text);
  curl_free(text);
  return copy;
}

struct address {
  const char *scheme, *host, *port, *user, *password, *fragment;
};

static bool address_parse(struct arena *a, const char *url, struct address *out)
{
  CURLU *u = str_empty(url) || strlen(url) > 2000 || str_has_control(url) || strchr(url, ' ') ? NULL : curl_url();
  if (!u)
    return false;
  bool fine = curl_url_set(u, CURLUPART_URL, url, CURLU_NON_SUPPORT_SCHEME) == CURLUE_OK;
  if (fine)
    *out = (struct address){ part(a, u, CURLUPART_SCHEME),   part(a, u, CURLUPART_HOST),
                             part(a, u, CURLUPART_PORT),     part(a, u, CURLUPART_USER),
                             part(a, u, CURLUPART_PASSWORD), part(a, u, CURLUPART_FRAGMENT) };
  curl_url_cleanup(u);
  return fine && out->scheme && !str_empty(out->host);
}

static bool on_loopback(const char *host)
{
  return str_eq(host, "127.0.0.1") || str_eq(host, "localhost") || str_eq(host, "[::1]");
}

bool web_url_fits(const char *url, bool plain_loopback)
{
  struct arena *a = arena_new(64 << 10, NULL, NULL);
  struct address at;
  bool fits = address_parse(a, url, &at) && !at.user && !at.password && !at.fragment &&
              (str_eq(at.scheme, "https") || (plain_loopback && str_eq(at.scheme, "http") && on_loopback(at.host)));
  arena_free(a);
  return fits;
}

bool web_url_plain(const char *url)
{
  return strncasecmp(url, "http:", 5) == 0;
}

const char *web_origin(struct arena *a, const char *url)
{
  struct address at;
  if (!address_parse(a, url, &at))
    return "";
  return at.port ? arena_printf(a, "%s://%s:%s", at.scheme, at.host, at.port)
                 : arena_printf(a, "%s://%s", at.scheme, at.host);
}

const char *web_escape(struct arena *a, const char *s)
{
  char *text = curl_easy_escape(NULL, s, 0);
  const char *copy = arena_dup(a, text ? text : "");
  curl_free(text);
  return copy;
}

static bool request_set(struct arena *a, CURL *h, const struct web_request *rq, struct receiving *r,
                        struct curl_slist *headers, char *error)
{
  bool fine = curl_easy_setopt(h, CURLOPT_URL, rq->url) == CURLE_OK &&
              curl_easy_setopt(h, CURLOPT_PROTOCOLS_STR, rq->plain_loopback ? "http,https" : "https") == CURLE_OK &&
              curl_easy_setopt(h, CURLOPT_FOLLOWLOCATION, 0L) == CURLE_OK &&
              curl_easy_setopt(h, CURLOPT_PROXY, "") == CURLE_OK &&
              curl_easy_setopt(h, CURLOPT_NETRC, (long)CURL_NETRC_IGNORED) == CURLE_OK &&
              curl_easy_setopt(h, CURLOPT_NOSIGNAL, 1L) == CURLE_OK &&
              curl_easy_setopt(h, CURLOPT_CONNECTTIMEOUT, (long)WEB_CONNECT_S) == CURLE_OK &&
              curl_easy_setopt(h, CURLOPT_TIMEOUT, (long)WEB_S) == CURLE_OK &&
              curl_easy_setopt(h, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2) == CURLE_OK &&
              curl_easy_setopt(h, CURLOPT_WRITEFUNCTION, body_take) == CURLE_OK &&
              curl_easy_setopt(h, CURLOPT_WRITEDATA, r) == CURLE_OK &&
              curl_easy_setopt(h, CURLOPT_HTTPHEADER, headers) == CURLE_OK &&
              curl_easy_setopt(h, CURLOPT_ERRORBUFFER, error) == CURLE_OK;
  if (fine && rq->form)
    fine = curl_easy_setopt(h, CURLOPT_POSTFIELDSIZE, (long)strlen(rq->form)) == CURLE_OK &&
           curl_easy_setopt(h, CURLOPT_POSTFIELDS, rq->form) == CURLE_OK;
  /* RFC 6749, 2.3.1: both are encoded before they are joined. */
  if (fine && rq->user)
    fine = curl_easy_setopt(h, CURLOPT_HTTPAUTH, (long)CURLAUTH_BASIC) == CURLE_OK &&
           curl_easy_setopt(h, CURLOPT_USERNAME, web_escape(a, rq->user)) == CURLE_OK &&
           curl_easy_setopt(h, CURLOPT_PASSWORD, web_escape(a, rq->password ? rq->password : "")) == CURLE_OK;
  return fine;
}

static const char *type_of(struct arena *a, CURL *h)
{
  char *text = NULL;
  curl_easy_getinfo(h, CURLINFO_CONTENT_TYPE, &text);
  return text ? str_trim(a, arena_dupn(a, str_lower(a, text), strcspn(text, ";"))) : "";
}

static result outcome(struct arena *a, CURL *h, CURLcode code, const struct receiving *r, struct web_reply *out,
                      const char **why)
{
  long status = 0;
  curl_easy_getinfo(h, CURLINFO_RESPONSE_CODE, &status);
  if (code == CURLE_WRITE_ERROR) {
    *why = "the answer is larger than allowed";
    return UNAVAILABLE;
  }
  if (code != CURLE_OK) {
    *why = curl_easy_strerror(code);
    return UNAVAILABLE;
  }
  if (status >= 300 && status < 400) {
    *why = "it redirects, which is not followed";
    return UNAVAILABLE;
  }
  *out = (struct web_reply){ (int)status, type_of(a, h), { r->at, r->size } };
  return OK;
}

result web_fetch(struct arena *a, const struct web_request *rq, struct web_reply *out, const char **why)
{
  char error[CURL_ERROR_SIZE] = "";
  if (!web_url_fits(rq->url, rq->plain_loopback)) {
    *why = "the address is not https";
    return INVALID;
  }
  if (!kept && (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK || !(kept = curl_easy_init())))
    return FAIL("libcurl does not start");
  /* The room is there before libcurl runs: a full arena must not jump out of its callback. */
  struct receiving r = { arena_alloc(a, rq->bytes_max + 1), 0, rq->bytes_max };
  struct curl_slist *headers = curl_slist_append(NULL, "Accept: application/json");
  if (rq->bearer)
    headers = curl_slist_append(headers, arena_printf(a, "Authorization: Bearer %s", rq->bearer));
  result answer = FAILED;
  if (headers && request_set(a, kept, rq, &r, headers, error))
    answer = outcome(a, kept, curl_easy_perform(kept), &r, out, why);
  else
    *why = "libcurl refuses the question";
  curl_easy_reset(kept); /* keeps the connection, forgets what stands on our stack */
  curl_slist_free_all(headers);
  return answer;
}
