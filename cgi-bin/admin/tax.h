/* Tax rules at the vendor's desk: effective-dated rows that are added and ended, never changed, and which of them holds for whom. */
#ifndef PORTICO_ADMIN_TAX_H
#define PORTICO_ADMIN_TAX_H

#include "cgi-bin/admin/org.h"
#include "lib/model/tax.h"

struct tax_row {
  int64_t id, legal_entity_id;
  struct public_id public_id;
  const char *legal_entity;
  struct tax_in in;
};
extern const struct form_def tax_form, tax_end_form;

result tax_list(struct req *rq);
result tax_page(struct req *rq);
result tax_edit(struct req *rq);
result tax_save(struct req *rq);
result tax_end(struct req *rq);
result tax_end_save(struct req *rq);
result tax_explain(struct req *rq);

/* tax_sql.c */
result tax_row_find(struct work *w, struct public_id id, struct tax_row *out);
/* "Austria, with a tax number", "every other country": for whom a rule is. */
const char *tax_buyer_text(struct req *rq, const char *country, const char *region, bool needs_tax_number);
const char *tax_path(struct req *rq, const struct tax_row *t);

#endif
