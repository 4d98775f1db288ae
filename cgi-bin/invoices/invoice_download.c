/* The file: made on first need, the same bytes ever after. */
#include "cgi-bin/invoices/invoices.h"
#include "lib/document/document_store.h"

result invoice_download(struct req *rq)
{
  struct invoice i;
  struct bytes pdf;
  TRY(invoice_of_path(rq, &i));
  TRY(invoice_document(rq->w, rq->config, i.id, "pdf", &pdf));
  return reply_file(rq, "application/pdf", arena_printf(rq->arena, "%s.pdf", i.number), pdf);
}
