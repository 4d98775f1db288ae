/* The providers' rows. Few: they are read whole where one has to be chosen by an address. */
#include "lib/model/identity.h"

#include "lib/base/log.h"
#include "lib/model/trail.h"

#include <string.h>

#define PROVIDER_COLUMNS                                                                                               \
  "id, public_id, name, issuer, client_id, client_secret, token_auth, scopes, is_partner_auth, is_staff_auth, "        \
  "domains, required,"                                                                                                 \
  " email_claim, name_claim, logout, enabled, authorize_url"
#define PROVIDER_PLACES(p)                                                                                             \
  F((p)->id), F((p)->public_id), F((p)->name), F((p)->issuer), F((p)->client_id), F((p)->client_secret),               \
      F((p)->token_auth), F((p)->scopes), F((p)->partner), F((p)->staff), F((p)->domains), F((p)->required),           \
      F((p)->email_claim), F((p)->name_claim), F((p)->logout), F((p)->enabled), F((p)->authorize_url)

result provider_find(struct work *w, struct public_id id, struct provider *out)
{
  ROWS rows = { 0 };
  TRY(db_query(w, &rows, "SELECT " PROVIDER_COLUMNS " FROM identity_provider WHERE public_id = ?", A(id)));
  return rows_one(&rows, PROVIDER_PLACES(out));
}

result provider_get(struct work *w, int64_t id, struct provider *out)
{
  ROWS rows = { 0 };
  TRY(db_query(w, &rows, "SELECT " PROVIDER_COLUMNS " FROM identity_provider WHERE id = ?", A(id)));
  return rows_one(&rows, PROVIDER_PLACES(out));
}

static bool domain_valid(const char *s, size_t size)
{
  return size >= 3 && size <= 253 && strspn(s, "abcdefghijklmnopqrstuvwxyz0123456789.-") >= size && s[0] != '.' &&
         s[size - 1] != '.' && memchr(s, '.', size);
}

static bool domains_valid(const char *list)
{
  if (str_eq(list, "*"))
    return true;
  for (const char *at = list;; at++) {
    size_t size = strcspn(at, ",");
    if (!domain_valid(at, size))
      return false;
    at += size;
    if (!*at)
      return true;
  }
}

static bool provider_valid(const struct provider *p, const char **why)
{
  bool secret = p->client_secret.at != NULL;
  *why = !p->partner && !p->staff                 ? "it must serve partners, staff or both"
         : !domains_valid(p->domains)             ? "domains are names in lower case with commas between, or *"
         : p->required && str_eq(p->domains, "*") ? "it can be required for domains by name only, not for *"
         : secret == str_eq(p->token_auth, "none")
             ? "a client secret goes with basic and post, and with none there is none"
         : !strstr(p->scopes, "openid") ? "the scopes must hold openid"
                                        : NULL;
  return !*why;
}

result provider_add(struct work *w, struct provider *p, const char **why)
{
  if (!provider_valid(p, why))
    return INVALID;
  p->public_id = public_id_new();
  TRY(db_exec(w,
              "INSERT INTO identity_provider (public_id, name, issuer, client_id, client_secret, token_auth, scopes, "
              "is_partner_auth,"
              " is_staff_auth, domains, required, email_claim, name_claim, logout, enabled, authorize_url, created_at)"
              " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, TRUE, ?, ?)",
              A(p->public_id), A(p->name), A(p->issuer), A(p->client_id), A(p->client_secret), A(p->token_auth),
              A(p->scopes), A(p->partner), A(p->staff), A(p->domains), A(p->required), A(p->email_claim),
              A(p->name_claim), A(p->logout), A(p->authorize_url ? p->authorize_url : ""), A(w->now)));
  p->id = db_insert_id(w);
  return audit_write(w, "provider.added", "identity_provider", p->id, 0, "name,issuer,client_id,domains", p->issuer);
}

result provider_enable(struct work *w, struct public_id id, bool enabled)
{
  struct provider p;
  TRY(provider_find(w, id, &p));
  TRY(db_exec(w, "UPDATE identity_provider SET enabled = ? WHERE id = ?", A(enabled), A(p.id)));
  return audit_write(w, enabled ? "provider.enabled" : "provider.disabled", "identity_provider", p.id, 0, "enabled",
                     NULL);
}

bool provider_vouches(const struct provider *p, const char *email)
{
  const char *domain = strrchr(email, '@');
  size_t size = domain ? strlen(++domain) : 0;
  if (size == 0)
    return false;
  if (str_eq(p->domains, "*"))
    return true;
  for (const char *at = p->domains; *at;) {
    size_t n = strcspn(at, ",");
    if (n == size && strncmp(at, domain, n) == 0)
      return true;
    at += n + (at[n] == ',');
  }
  return false;
}

result provider_required(struct work *w, const char *email, struct provider *out)
{
  const char *lower = str_lower(w->arena, email);
  ROWS rows = { 0 };
  TRY(db_query(w, &rows, "SELECT " PROVIDER_COLUMNS " FROM identity_provider WHERE enabled AND required ORDER BY id"));
  while (rows_next(&rows, PROVIDER_PLACES(out)))
    if (provider_vouches(out, lower))
      return OK;
  return NOT_FOUND;
}
