/* Where somebody is signed in: the list, and the ends of one or of all others. An end customer is an address at a bill group's portal. */
#include "lib/app/session_list.h"

#include <string.h>

/* What a form names a session by: the inner id never leaves, and the hash of its token changes with each proof. */
static const char *session_name(struct arena *a, struct bytes secret)
{
  unsigned char hash[32];
  struct buf b = BUF(a);
  buf_puts(&b, "session:");
  buf_put(&b, secret.at, secret.size);
  sha256(b.at, b.size, hash);
  return base64url_encode(a, hash, 16);
}

struct word {
  const char *sign, *word;
};

static const char *word_in(const char *text, const struct word *words)
{
  while (words->sign && !strstr(text, words->sign))
    words++;
  return words->word;
}

/* The order matters: each browser claims to be those before it, too. */
static const char *device_words(struct arena *a, const char *agent)
{
  static const struct word browsers[] = { { "Edg", "Edge" },       { "OPR/", "Opera" },     { "Firefox/", "Firefox" },
                                          { "Chrome/", "Chrome" }, { "Safari/", "Safari" }, { NULL, NULL } };
  static const struct word systems[] = {
    { "Android", "Android" }, { "iPhone", "iPhone" }, { "iPad", "iPad" }, { "Windows", "Windows" },
    { "Mac OS", "macOS" },    { "Linux", "Linux" },   { NULL, NULL }
  };
  const char *browser = word_in(agent, browsers), *system = word_in(agent, systems);
  if (browser && system)
    return arena_printf(a, t("%1$s on %2$s"), browser, system);
  return browser ? browser : system ? system : str_empty(agent) ? t("Unknown device") : utf8_clip(a, agent, 60);
}

static const char *factor_words(const char *factor)
{
  static const struct option words[] = { { "mail", N_("By mail") },
                                         { "oidc", N_("By your organisation's sign-in") },
                                         { "passkey", N_("By passkey") },
                                         { "password", N_("By password") },
                                         { "totp", N_("With an authenticator app") },
                                         { "recovery", N_("With a recovery code") },
                                         { NULL } };
  for (const struct option *o = words; o->value; o++)
    if (str_eq(o->value, factor))
      return t(o->label);
  return factor;
}

struct session_row {
  int64_t id;
  struct bytes secret;
  const char *device, *address, *factor;
  struct utc first, last;
};

#define LIVE_SESSIONS                                                                                                  \
  " AND viewed_by IS NULL AND ended_at IS NULL AND expires_at > ? AND seen_at > ? - INTERVAL idle_s SECOND"            \
  " ORDER BY seen_at DESC, id DESC LIMIT 100"
#define SESSION_ROW "SELECT id, csrf_secret, device, address, factor, created_at, seen_at FROM session WHERE "

/* The live ones, the latest first; those of staff who look at the pages are not theirs. A removed rule ended what it let in. */
static result sessions_read(struct req *rq, struct rows *rows)
{
  struct utc now = rq->w->now;
  if (rq->who.audience == AUDIENCE_CUSTOMER)
    return db_query(
        rq->w, rows,
        SESSION_ROW
        "bill_group_id = ? AND email = ? AND BINARY email = BINARY ?"
        " AND EXISTS (SELECT 1 FROM access_rule r WHERE r.id = access_rule_id AND r.live = 1)" LIVE_SESSIONS,
        A(rq->who.bill_group_id), A(rq->who.email), A(rq->who.email), A(now), A(now));
  return db_query(rq->w, rows, SESSION_ROW "person_id = ?" LIVE_SESSIONS, A(rq->who.person_id), A(now), A(now));
}

static bool session_next(struct rows *rows, struct session_row *s)
{
  return rows_next(rows, F(s->id), F(s->secret), F(s->device), F(s->address), F(s->factor), F(s->first), F(s->last));
}

static void session_show(struct req *rq, int n, const struct session_row *s)
{
  const char *how = factor_words(s->factor), *zone = rq->w->zone, *language = i18n_current();
  view_item(rq->view, "Sessions", n, "Id", session_name(rq->arena, s->secret));
  view_item(rq->view, "Sessions", n, "Device", device_words(rq->arena, s->device));
  view_item(rq->view, "Sessions", n, "How",
            str_empty(s->address) ? how : arena_printf(rq->arena, t("%1$s, from %2$s"), how, s->address));
  view_item(rq->view, "Sessions", n, "First", utc_text(rq->arena, s->first, zone, language));
  view_item(rq->view, "Sessions", n, "Last", utc_text(rq->arena, s->last, zone, language));
  view_item(rq->view, "Sessions", n, "Own", s->id == rq->who.session_id ? "1" : "");
}

result session_list_show(struct req *rq)
{
  struct session_row s;
  int n = 0;
  ROWS rows = { 0 };
  TRY(sessions_read(rq, &rows));
  while (session_next(&rows, &s))
    session_show(rq, n++, &s);
  return OK;
}

static result session_named(struct req *rq, const char *name, struct session_row *out)
{
  ROWS rows = { 0 };
  TRY(sessions_read(rq, &rows));
  while (session_next(&rows, out))
    if (str_eq(session_name(rq->arena, out->secret), name))
      return OK;
  return NOT_FOUND;
}

result session_list_end(struct req *rq, const char **device)
{
  struct session_row s;
  TRY(session_named(rq, req_param(rq, "session"), &s));
  *device = device_words(rq->arena, s.device);
  return session_end(rq->w, s.id);
}
