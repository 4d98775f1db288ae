/* An issued invoice as PDF: A4, fonts embedded as subsets, tagged, any script, in the payer's language. The same snapshot gives the same
 * bytes, given the same fonts. */
#ifndef PORTICO_DOCUMENT_INVOICE_PDF_H
#define PORTICO_DOCUMENT_INVOICE_PDF_H

#include "lib/document/snapshot.h"

/* Which drawing of the invoice this is; stands in the document's row. Raise it when the drawing changes. */
#define INVOICE_PDF_TEMPLATE "invoice-2"

/* FAILED, and a log line, when the drawing library has a fault. Arena. */
result invoice_pdf(struct arena *a, const struct snapshot *s, struct bytes *out);

#endif
