/* Every identity provider, and one. */
#include "cgi-bin/admin/provider.h"

static const struct option states[] = { { "active", N_("On") }, { "inactive", N_("Off") }, { NULL, NULL } };
static const struct column columns[] = {
  { "name", N_("Name"), COLUMN_LINK, .href = "/admin/providers/", .id = "public_id", .sort = "name", .main = true },
  { "issuer", N_("Issuer"), COLUMN_TEXT },
  { "domains", N_("Domains"), COLUMN_TEXT },
  { "state", N_("State"), COLUMN_STATE, .words = states },
};
LIST_UP(by_name, "p.name, p.public_id, p.issuer, p.domains, IF(p.enabled, 'active', 'inactive') AS state",
        "identity_provider r WHERE (? = '' OR r.name LIKE ? OR r.domains LIKE ?)", "r.name",
        "JOIN identity_provider p ON p.id = l.id");
static const struct list_order orders[] = { ORDER("name", by_name) };
static const struct table providers = TABLE(columns, orders);

result provider_list(struct req *rq)
{
  const char *like = list_like(rq), *search = list_search(rq);
  crumb(rq, t("Identity providers"), NULL);
  view_put(rq->view, "Providers.Empty",
           *search ? t("No identity provider matches this search.")
                   : t("There is no identity provider yet: everybody signs in by mail."));
  return list_page(rq, "Providers", &providers, "admin/provider_list", t("Identity providers"), A(search), A(like),
                   A(like));
}

/* When it last answered, as sign-ins and tests have noted. */
static result answers_show(struct req *rq, struct facts *f, int64_t id)
{
  struct utc at;
  ROWS rows = { 0 };
  TRY(db_query(rq->w, &rows, "SELECT fetched_at FROM identity_document WHERE provider_id = ? AND kind = 'discovery'",
               A(id)));
  if (rows_next(&rows, F(at)) && at.us)
    fact_time(f, t("Answered last"), at);
  else
    fact(f, t("Answered last"), t("never"));
  return OK;
}

static result accounts_count(struct req *rq, struct facts *f, int64_t id)
{
  int64_t n = 0;
  ROWS rows = { 0 };
  TRY(db_query(rq->w, &rows, "SELECT COUNT(*) FROM person_identity WHERE provider_id = ?", A(id)));
  (void)rows_next(&rows, F(n));
  fact(f, t("Linked people"), arena_printf(rq->arena, "%lld", (long long)n));
  return OK;
}

result provider_page(struct req *rq)
{
  struct public_id id;
  struct provider p;
  TRY(req_public_id(rq, 0, &id));
  TRY(provider_find(rq->w, id, &p));
  crumb(rq, t("Identity providers"), "/admin/providers");
  crumb(rq, p.name, NULL);
  struct facts f = { rq, "Facts", 0 };
  fact(&f, t("State"), p.enabled ? t("On") : t("Off"));
  fact(&f, t("Issuer"), p.issuer);
  fact(&f, t("Our client id"), p.client_id);
  fact(&f, t("How we show who we are"), option_word(token_auths, p.token_auth));
  fact(&f, t("Address to come back to"), arena_printf(rq->arena, "%s/login/oidc/callback", rq->config->site_url));
  fact(&f, t("Who signs in there"),
       p.partner && p.staff ? t("Partners and our staff")
       : p.partner          ? t("Partners")
                            : t("Our staff"));
  fact(&f, t("Domains"), p.domains);
  fact(&f, t("Sign-in by mail"), p.required ? t("not for these domains") : t("possible, too"));
  TRY(accounts_count(rq, &f, p.id));
  TRY(answers_show(rq, &f, p.id));
  const char *text = id_text(rq, p.public_id);
  view_put(rq->view, "Provider.Path", arena_printf(rq->arena, "/admin/providers/%s", text));
  view_put(rq->view, "Provider.Check", arena_printf(rq->arena, "/login/providers/%s/check", text));
  TRY(history_show(rq, "identity_provider", p.id));
  return page(rq, "admin/provider_page", p.name);
}
