/* Lists that an area shows whole and a block in part: their columns and statements, once. */
#ifndef PORTICO_BLOCK_BLOCK_ROWS_H
#define PORTICO_BLOCK_BLOCK_ROWS_H

#include "lib/app/states.h"
#include "lib/block/block.h"

/* Values: organisation; of those found also the search's LIKE pattern three times. */
extern const struct table customers_table, customers_found, customers_newest;

extern const struct column invoice_columns[];
extern const int n_invoice_columns;
/* Values: the words for who pays (partner, customer), today, and those of INVOICES_WHERE. */
extern const struct table invoices_table;

/* The invoices that the filters let through. Values: organisation, state four times, today, search, its LIKE pattern, that
 * of the purchase order number (nothing where that is hidden), the pattern again. */
#define INVOICES_WHERE                                                                                                  \
  "WHERE r.org_id = ? AND r.status <> 'draft' AND (? = '' OR (? = 'paid' AND r.status = 'paid') OR"                     \
  " (r.status IN ('unpaid','pending') AND r.total_minor >= 0 AND (? = 'unpaid' OR (? = 'past_due' AND r.due_on < ?))))" \
  " AND (? = '' OR r.number LIKE ? OR r.po_number LIKE ?"                                                               \
  " OR EXISTS (SELECT 1 FROM customer x WHERE x.id = r.customer_id AND x.name LIKE ?))"
#define INVOICES_COLUMNS                                                                                               \
  "i.issued_on, i.due_on, i.number, c.name AS customer, IF(i.owner = 'partner', ?, ?) AS payer, i.total_minor,"        \
  " i.due_minor, i.currency, " INVOICE_STATE " AS state, 'PDF' AS file, i.public_id"
#define INVOICES_JOINS "JOIN invoice i ON i.id = l.id LEFT JOIN customer c ON c.id = i.customer_id"

/* What all the invoices of a list come to, whatever its page shows: rows of INVOICE_SUMS, grouped by currency, as Invoices.Sums. */
#define INVOICE_SUMS                                                                                                   \
  "SELECT r.currency, COUNT(*), CAST(SUM(r.total_minor) AS SIGNED), CAST(SUM(r.due_minor) AS SIGNED) FROM invoice r "
#define INVOICE_SUMS_OF_EACH " GROUP BY r.currency ORDER BY r.currency"
void invoice_sums_show(struct req *rq, struct rows *rows);

#endif
