/* The file: made on first need, the same bytes ever after. Staff who look at the portal see it without making anything. */
#include "cgi-bin/billing/billing.h"

#include "lib/document/document_store.h"

struct wanted {
  const struct config *config;
  int64_t id;
  const char *number;
  struct bytes pdf;
};

static result wanted_find(struct req *rq, struct public_id id, struct wanted *out)
{
  ROWS rows = { 0 };
  TRY(db_query(rq->w, &rows,
               "SELECT id, number FROM invoice WHERE public_id = ? AND bill_group_id = ? AND owner = 'end_customer'"
               " AND status <> 'draft'",
               A(id), A(rq->who.bill_group_id)));
  return rows_one(&rows, F(out->id), F(out->number));
}

static result document_keep(struct work *w, void *arg)
{
  struct wanted *f = arg;
  return invoice_document(w, f->config, f->id, "pdf", &f->pdf);
}

result invoice_download(struct req *rq)
{
  struct public_id id;
  struct bill_group g;
  struct wanted f = { .config = rq->config };
  bool closed;
  if (!shown(rq, SHOWN_INVOICE_FILE))
    return NOT_FOUND;
  TRY(req_public_id(rq, 0, &id));
  TRY(billing_group(rq, &g, &closed));
  if (closed)
    return OK;
  TRY(wanted_find(rq, id, &f));
  TRY(rq->who.viewed_by ? invoice_document_look(rq->w, rq->config, f.id, "pdf", &f.pdf)
                        : db_transaction(rq->w, document_keep, &f));
  return reply_file(rq, "application/pdf", arena_printf(rq->arena, "%s.pdf", f.number), f.pdf);
}
