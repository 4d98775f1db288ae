/* Partner organisations at the vendor's desk (DOMAIN L1). */
#ifndef PORTICO_ADMIN_ORG_H
#define PORTICO_ADMIN_ORG_H

#include "cgi-bin/admin/admin_parts.h"
#include "lib/model/party.h"

/* What the form holds: the organisation and its party. */
struct org_in {
  const char *name, *slug, *invoice_owner, *currency, *billing_account, *crm_account;
  struct public_id legal_entity;
  int seat_limit; /* 0: none */
  struct party party;
};
struct org {
  int64_t id, party_id;
  struct public_id public_id;
  const char *status, *logo_type, *legal_entity_name;
  int brand_revision;
  struct utc created_at;
  struct org_in in;
};

extern const struct form_def org_form, org_status_form, org_prices_form, org_register_form;
extern const struct option invoice_owners[], org_statuses[];

result org_list(struct req *rq);
result org_page(struct req *rq);
result org_edit(struct req *rq);
result org_save(struct req *rq);
result org_status(struct req *rq);
result org_status_save(struct req *rq);
result org_delete(struct req *rq);
result org_delete_save(struct req *rq);
/* org_move.c: all its customers (lib/model/transfer.h) */
result org_move(struct req *rq);
result org_move_save(struct req *rq);
result org_move_undo(struct req *rq);
result org_move_undo_save(struct req *rq);
result org_move_show(struct req *rq, const struct org *org);
result org_register(struct req *rq);
result org_register_save(struct req *rq);
result org_prices(struct req *rq);
result org_prices_save(struct req *rq);

/* org_sql.c */
result org_find(struct work *w, struct public_id id, struct org *out);
/* The organisation of the path, locked until the transaction ends. */
result org_lock(struct work *w, struct public_id id, struct org *out);
/* CONFLICT: the short name is another's. */
result org_insert(struct work *w, const struct org_in *in, int64_t legal_entity_id, struct org *out);
result org_update(struct work *w, const struct org *org, const struct org_in *in, int64_t legal_entity_id);
result legal_entity_find(struct work *w, struct public_id id, int64_t *out);
/* Choices of a form's field; the last is { NULL }. */
result legal_entity_choices(struct req *rq, struct option **out);
/* Every organisation that is not archived, by name; at most PICKS_MAX. */
result org_choices(struct req *rq, struct option **out);
/* Every identity provider that lets partners in, by name. */
result provider_choices(struct req *rq, struct option **out);
/* Where an organisation's page is. */
const char *org_path(struct req *rq, const struct org *org);
const char *org_logo(struct req *rq, const struct org *org);

#endif
