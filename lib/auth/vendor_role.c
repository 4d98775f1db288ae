/* The roles of the vendor's staff: reading them, changing them, and who is left to do so. */
#include "lib/auth/vendor_role.h"

#include <ctype.h>
#include <string.h>

#define ROLES                                                                                                          \
  "SELECT r.id, r.public_id, r.role_key, r.name, r.rights, r.built_in, r.rights = '*', (SELECT COUNT(*) FROM person p" \
  " WHERE p.org_id IS NULL AND FIND_IN_SET(r.role_key, p.roles)) FROM vendor_role r ORDER BY r.name, r.id LIMIT 100"

result vendor_roles_read(struct work *w, bool lock, struct vendor_roles *out)
{
  struct vendor_role r;
  ROWS rows = { 0 };
  *out = (struct vendor_roles){ .rows = arena_array(w->arena, VENDOR_ROLES_MAX, sizeof *out->rows) };
  TRY(db_query_sql(w, &rows, lock ? SQL(ROLES " FOR UPDATE") : SQL(ROLES)));
  while (out->n < VENDOR_ROLES_MAX && rows_next(&rows, F(r.id), F(r.public_id), F(r.key), F(r.name), F(r.right_keys),
                                                F(r.built_in), F(r.fixed), F(r.holders))) {
    r.rights = rights_read(r.right_keys);
    out->rows[out->n++] = r;
  }
  return OK;
}

static const struct vendor_role *find(const struct vendor_roles *all, const char *key, size_t size)
{
  for (int i = 0; i < all->n; i++)
    if (strlen(all->rows[i].key) == size && !strncmp(all->rows[i].key, key, size))
      return &all->rows[i];
  return NULL;
}

const struct vendor_role *vendor_role_find(const struct vendor_roles *all, const char *key)
{
  return find(all, key, strlen(key));
}

uint64_t vendor_roles_rights(const struct vendor_roles *all, const char *role_keys)
{
  uint64_t rights = 0;
  for (const char *at = role_keys ? role_keys : ""; *at;) {
    size_t size = strcspn(at, ",");
    const struct vendor_role *role = find(all, at, size);
    rights |= role ? role->rights : 0;
    at += size + (at[size] == ',');
  }
  return rights;
}

const char *rights_write(struct arena *a, uint64_t rights)
{
  struct buf b = BUF(a);
  for (int i = 0; i < RIGHT_COUNT; i++)
    if (rights & UINT64_C(1) << i)
      buf_printf(&b, "%s%s", b.size ? "," : "", right_key((enum right_index)i));
  return buf_text(&b);
}

const char *vendor_role_key(struct arena *a, const struct vendor_roles *all, const char *name)
{
  enum { STEM_MAX = 30 };
  char stem[STEM_MAX + 1];
  size_t n = 0;
  for (const char *s = name; *s && n < STEM_MAX; s++)
    if (isascii((unsigned char)*s) && isalnum((unsigned char)*s))
      stem[n++] = (char)tolower((unsigned char)*s);
    else if (n && stem[n - 1] != '_')
      stem[n++] = '_';
  while (n && stem[n - 1] == '_')
    n--;
  stem[n] = '\0';
  const char *key = n ? arena_dup(a, stem) : "role";
  for (int i = 2; vendor_role_find(all, key) || role_find(key); i++)
    key = arena_printf(a, "%s_%d", n ? stem : "role", i);
  return key;
}

result vendor_role_add(struct work *w, struct vendor_role *role)
{
  role->public_id = public_id_new();
  TRY(db_exec(w, "INSERT INTO vendor_role (public_id, role_key, name, rights, created_at) VALUES (?, ?, ?, ?, ?)",
              A(role->public_id), A(role->key), A(role->name), A(rights_write(w->arena, role->rights)), A(w->now)));
  role->id = db_insert_id(w);
  return OK;
}

result vendor_role_change(struct work *w, const struct vendor_role *role)
{
  return db_exec(w, "UPDATE vendor_role SET name = ?, rights = ? WHERE id = ? AND rights <> '*'", A(role->name),
                 A(rights_write(w->arena, role->rights)), A(role->id));
}

/* Who has it is asked with a locking read, which sees what others have committed since this transaction began. */
result vendor_role_delete(struct work *w, const struct vendor_role *role)
{
  int64_t holder;
  ROWS rows = { 0 };
  TRY(db_query(w, &rows, "SELECT id FROM person WHERE org_id IS NULL AND FIND_IN_SET(?, roles) LIMIT 1 FOR UPDATE",
               A(role->key)));
  if (role->built_in || rows_next(&rows, F(holder)))
    return CONFLICT;
  return db_exec(w, "DELETE FROM vendor_role WHERE id = ?", A(role->id));
}

result keeper_left(struct work *w, bool *out)
{
  int64_t id;
  ROWS rows = { 0 };
  TRY(db_query(w, &rows,
               "SELECT p.id FROM person p WHERE p.org_id IS NULL AND p.active AND EXISTS (SELECT 1 FROM vendor_role r"
               " WHERE FIND_IN_SET(r.role_key, p.roles) AND (r.rights = '*' OR FIND_IN_SET('staff.write', r.rights)))"
               " AND EXISTS (SELECT 1 FROM vendor_role r WHERE FIND_IN_SET(r.role_key, p.roles)"
               " AND (r.rights = '*' OR FIND_IN_SET('role.write', r.rights))) LIMIT 1 FOR UPDATE"));
  *out = rows_next(&rows, F(id));
  return OK;
}
