/* The roles of our staff, and one: its rights in words, and who has it. */
#include "cgi-bin/admin/role.h"

static const struct option kinds[] = { { "built_in", N_("Built in") }, { "own", N_("Our own") }, { NULL, NULL } };
static const struct column columns[] = {
  { "name", N_("Name"), COLUMN_LINK, .href = "/admin/roles/", .id = "public_id", .words = role_words, .sort = "name",
    .main = true },
  { "kind", N_("Kind"), COLUMN_STATE, .words = kinds },
  { "holders", N_("People"), COLUMN_NUMBER },
};
LIST_UP(
    by_name,
    "IF(v.built_in, v.role_key, v.name) AS name, v.public_id, IF(v.built_in, 'built_in', 'own') AS kind,"
    " (SELECT COUNT(*) FROM person p WHERE p.org_id IS NULL AND p.active AND FIND_IN_SET(v.role_key, p.roles)) AS holders",
    "vendor_role r WHERE (? = '' OR r.name LIKE ?)", "r.name", "JOIN vendor_role v ON v.id = l.id");
static const struct list_order list_orders[] = { ORDER("name", by_name) };
static const struct table role_table = TABLE(columns, list_orders);

static const struct column holder_columns[] = {
  { "name", N_("Name"), COLUMN_TEXT, .main = true },
  { "email", N_("E-mail"), COLUMN_EMAIL },
  { "state", N_("State"), COLUMN_STATE, .words = person_states },
};
LIST_UP(holders_by_name, "p.name, p.email, " PERSON_STATE_SQL " AS state",
        "person r WHERE r.org_id IS NULL AND FIND_IN_SET(?, r.roles)", "r.name", "JOIN person p ON p.id = l.id");
static const struct list_order holder_orders[] = { ORDER("name", holders_by_name) };
static const struct table holders = TABLE(holder_columns, holder_orders);

result role_list(struct req *rq)
{
  const char *like = list_like(rq), *search = list_search(rq);
  crumb(rq, t("Roles"), NULL);
  view_put(rq->view, "Roles.Empty", t("No role matches this search."));
  return list_page(rq, "Roles", &role_table, "admin/role_list", t("Roles of our staff"), A(search), A(like));
}

const char *role_name(const struct vendor_role *role)
{
  return role->built_in ? option_word(role_words, role->key) : role->name;
}

const char *role_path(struct req *rq, const struct vendor_role *role)
{
  return arena_printf(rq->arena, "/admin/roles/%s", id_text(rq, role->public_id));
}

result role_of_path(struct req *rq, bool lock, struct vendor_roles *all, struct vendor_role *out)
{
  struct public_id id;
  TRY(req_public_id(rq, 0, &id));
  TRY(vendor_roles_read(rq->w, lock, all));
  for (int i = 0; i < all->n; i++)
    if (all->rows[i].public_id.bits == id.bits) {
      *out = all->rows[i];
      return OK;
    }
  return NOT_FOUND;
}

static void rights_put(struct req *rq, uint64_t held)
{
  struct facts f = { rq, "Rights", 0 };
  for (int g = 0; right_groups[g].label; g++) {
    struct buf b = BUF(rq->arena);
    for (int i = 0; i < RIGHT_COUNT; i++)
      if (right_groups[g].rights & held & UINT64_C(1) << i)
        buf_printf(&b, "%s%s", b.size ? "; " : "", t(right_text((enum right_index)i)));
    fact(&f, t(right_groups[g].label), buf_text(&b));
  }
}

result role_page(struct req *rq)
{
  struct vendor_roles all;
  struct vendor_role role;
  bool more;
  TRY(role_of_path(rq, false, &all, &role));
  crumb(rq, t("Roles"), "/admin/roles");
  crumb(rq, role_name(&role), NULL);
  struct facts f = { rq, "Facts", 0 };
  fact(&f, t("Kind"), role.built_in ? t("Built in") : t("Our own"));
  if (role.fixed)
    fact_note(
        &f,
        t("Holds every right, also those that later versions bring, so it cannot be changed. Copy it to make a smaller one."));
  fact(&f, t("Name on the command line"), role.key);
  rights_put(rq, role.rights);
  view_put(rq->view, "Role.Path", role_path(rq, &role));
  view_put_bool(rq->view, "Role.Edit", !role.fixed);
  view_putf(rq->view, "Role.Copy", "/admin/roles/new?from=%s", id_text(rq, role.public_id));
  view_put_bool(rq->view, "Role.Delete", !role.built_in && !role.holders);
  view_put(rq->view, "Holders.Empty", t("Nobody has this role."));
  TRY(list_part(rq, "Holders", &holders, LIMIT_PAGE_ROWS, &more, A(role.key)));
  TRY(history_show(rq, "vendor_role", role.id));
  return page(rq, "admin/role_page", role_name(&role));
}
