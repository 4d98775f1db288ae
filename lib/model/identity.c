/* The providers' rows. Few: they are read whole where one has to be chosen by an address. */
#include "lib/model/identity.h"

#include "lib/base/i18n.h"
#include "lib/model/address_list.h"
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

static bool domains_valid(struct arena *a, const char *list)
{
  if (str_eq(list, "*"))
    return true;
  for (const char *at = list;; at++) {
    size_t size = strcspn(at, ",");
    if (!domain_valid(arena_dupn(a, at, size)))
      return false;
    at += size;
    if (!*at)
      return true;
  }
}

/* What the asking side checks again by its own parser before each question. */
static bool issuer_valid(const char *s)
{
  static const char *const loopback[] = { "http://127.0.0.1", "http://localhost", "http://[::1]" };
  if (strpbrk(s, "?#@ \\\"'<>") || str_has_control(s))
    return false;
  if (str_starts(s, "https://"))
    return s[8] && s[8] != '/';
  for (size_t i = 0; i < sizeof loopback / sizeof *loopback; i++) {
    size_t n = strlen(loopback[i]);
    if (str_starts(s, loopback[i]) && (!s[n] || s[n] == ':' || s[n] == '/'))
      return true;
  }
  return false;
}

static bool scopes_valid(const char *s)
{
  const char *at = strstr(s, "openid");
  return at && (at == s || at[-1] == ' ') && (!at[6] || at[6] == ' ');
}

static bool provider_valid(struct arena *a, const struct provider *p, bool secret, const char **why)
{
  *why = NULL;
  if (!issuer_valid(p->issuer))
    *why = N_("The issuer is an https address (http on this machine only) without a query.");
  else if (!p->partner && !p->staff)
    *why = N_("It must serve partners, our staff, or both.");
  else if (!domains_valid(a, p->domains))
    *why = N_("Domains are names in lower case with commas between and no blanks, or * alone.");
  else if (p->required && str_eq(p->domains, "*"))
    *why = N_("Mail can be switched off for domains by name only, not for *.");
  else if (secret == str_eq(p->token_auth, "none"))
    *why = N_("A client secret goes with basic and post; with none there is none.");
  else if (!scopes_valid(p->scopes))
    *why = N_("The scopes must hold openid.");
  return !*why;
}

result provider_add(struct work *w, struct provider *p, const char **why)
{
  if (!provider_valid(w->arena, p, p->client_secret.at != NULL, why))
    return INVALID;
  p->public_id = public_id_new();
  TRY(db_exec(w,
              "INSERT INTO identity_provider (public_id, name, issuer, client_id, client_secret, token_auth, scopes, "
              "is_partner_auth,"
              " is_staff_auth, domains, required, email_claim, name_claim, logout, enabled, authorize_url, created_at)"
              " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
              A(p->public_id), A(p->name), A(p->issuer), A(p->client_id), A(p->client_secret), A(p->token_auth),
              A(p->scopes), A(p->partner), A(p->staff), A(p->domains), A(p->required), A(p->email_claim),
              A(p->name_claim), A(p->logout), A(p->enabled), A(p->authorize_url ? p->authorize_url : ""), A(w->now)));
  p->id = db_insert_id(w);
  return audit_write(w, "provider.added", "identity_provider", p->id, 0, "name,issuer,client_id,domains", p->issuer);
}

static result provider_store(struct work *w, const struct provider *p, struct bytes secret)
{
  return db_exec(
      w,
      "UPDATE identity_provider SET name = ?, issuer = ?, client_id = ?, client_secret = ?, token_auth = ?, scopes = ?,"
      " is_partner_auth = ?, is_staff_auth = ?, domains = ?, required = ?, email_claim = ?, name_claim = ?, logout = ?,"
      " enabled = ? WHERE id = ?",
      A(p->name), A(p->issuer), A(p->client_id), A(secret), A(p->token_auth), A(p->scopes), A(p->partner), A(p->staff),
      A(p->domains), A(p->required), A(p->email_claim), A(p->name_claim), A(p->logout), A(p->enabled), A(p->id));
}

result provider_change(struct work *w, const struct provider *p, const struct provider *old, const char *fields,
                       const char **why)
{
  bool none = str_eq(p->token_auth, "none");
  struct bytes secret = none ? (struct bytes){ 0 } : p->client_secret.at ? p->client_secret : old->client_secret;
  if (!provider_valid(w->arena, p, secret.at != NULL, why))
    return INVALID;
  TRY(provider_store(w, p, secret));
  /* Another issuer's documents say nothing about this one. */
  if (!str_eq(p->issuer, old->issuer)) {
    TRY(db_exec(w, "DELETE FROM identity_document WHERE provider_id = ?", A(p->id)));
    TRY(db_exec(w, "UPDATE identity_provider SET authorize_url = '' WHERE id = ?", A(p->id)));
  }
  return audit_write(w, "provider.changed", "identity_provider", p->id, 0, fields, NULL);
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
