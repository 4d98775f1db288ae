/* Files that are kept: by the hash of their bytes in the storage folder, and which invoice has which in the table `document`. A file is
 * made once, on first need, and never anew. */
#ifndef PORTICO_DOCUMENT_STORE_H
#define PORTICO_DOCUMENT_STORE_H

#include "lib/base/config.h"
#include "lib/db/db.h"

/* ---- bytes by their hash: <folder>/ab/cdef... ---- */
/* On disk for good (synced, renamed into place) when it answers OK; the same bytes again change nothing. */
result store_put(struct arena *a, const char *folder, struct bytes content, unsigned char hash[32]);
/* FAILED, and a log line, when it is missing or its bytes are not those of the hash. */
result store_get(struct arena *a, const char *folder, const unsigned char hash[32], struct bytes *out);

/* ---- an invoice's files ---- */
/* The file of an issued invoice; kind is "pdf". Rendered from the snapshot and kept when there is none yet: the first maker wins, all get
 * its bytes. Needs a transaction that may write. NOT_FOUND: not issued. Whether the caller may see the invoice is the caller's question. */
result invoice_document(struct work *w, const struct config *c, int64_t invoice_id, const char *kind,
                        struct bytes *out);
/* The same bytes without keeping them: for whoever may only read. */
result invoice_document_look(struct work *w, const struct config *c, int64_t invoice_id, const char *kind,
                             struct bytes *out);

#endif
