/* The file: made on first need, the same bytes ever after. */
#include "cgi-bin/invoices/invoices.h"
#include "lib/document/document_store.h"

result invoice_of_path(struct req *rq, struct invoice_head *out)
{
  struct public_id id;
  TRY(req_public_id(rq, 0, &id));
  TRY(invoice_head_find(rq->w, id, rq->who.audience == AUDIENCE_STAFF, out));
  return out->number ? OK : NOT_FOUND;
}

result invoice_download(struct req *rq)
{
  struct invoice_head i;
  struct bytes pdf;
  TRY(invoice_of_path(rq, &i));
  TRY(invoice_document(rq->w, rq->config, i.id, "pdf", &pdf));
  return reply_file(rq, "application/pdf", arena_printf(rq->arena, "%s.pdf", i.number), pdf);
}
