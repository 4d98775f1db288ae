// What must hold in the books whatever happened: written from the rules of double entry and of invoicing, not from the portal's own
// check (lib/model/ledger.c). portal.stop() asks after every test instance; each rule answers the rows that break it.
//
//   const broken = await deviations((sql) => portal.sql(sql));      // [] is right
const ISSUED = "i.status <> 'draft'";

// Entries of an account in the posting of an invoice's issue.
const posted = (account) =>
  `(SELECT COALESCE(SUM(e.amount_minor), 0) FROM ledger_txn t JOIN ledger_entry e ON e.txn_id = t.id
     WHERE t.kind = 'invoice.issued' AND t.noun_id = i.id AND e.account = '${account}' AND e.currency = i.currency)`;

// Entries and lines that say the same, counted on both sides.
const BILLED = `SELECT e.invoice_id, e.subscription_id, e.period_from, e.period_to, e.amount_minor, 1 AS entries, 0 AS lines_
    FROM schedule_entry e WHERE e.invoice_id IS NOT NULL
  UNION ALL SELECT l.invoice_id, l.subscription_id, l.period_from, l.period_to, l.amount_minor, 0, 1
    FROM invoice_line l JOIN invoice i ON i.id = l.invoice_id WHERE l.subscription_id IS NOT NULL AND i.status <> 'canceled' AND i.corrects_id IS NULL`;

export const RULES = [
  ['a transaction sums to zero in each currency',
    'SELECT txn_id, currency, SUM(amount_minor) AS off FROM ledger_entry GROUP BY txn_id, currency HAVING off <> 0'],
  ['the ledger sums to zero in each currency',
    'SELECT currency, SUM(amount_minor) AS off FROM ledger_entry GROUP BY currency HAVING off <> 0'],
  ['only the posting of an invoice of nothing has no entry',
    `SELECT t.id, t.kind, t.noun_id FROM ledger_txn t LEFT JOIN ledger_entry e ON e.txn_id = t.id WHERE e.id IS NULL
       AND NOT (t.kind = 'invoice.issued' AND EXISTS (SELECT 1 FROM invoice i WHERE i.id = t.noun_id AND i.total_minor = 0 AND i.net_minor = 0))`],
  ['an issued invoice is posted once, with its total, net and tax',
    `SELECT i.id, i.number, i.total_minor, ${posted('receivable')} AS receivable, ${posted('revenue')} AS revenue, ${posted('tax')} AS tax
       FROM invoice i WHERE ${ISSUED} AND ((SELECT COUNT(*) FROM ledger_txn t WHERE t.kind = 'invoice.issued' AND t.noun_id = i.id) <> 1
       OR ${posted('receivable')} <> i.total_minor OR ${posted('revenue')} <> -i.net_minor OR ${posted('tax')} <> -i.tax_minor)`],
  ['a posting of an issue is of an invoice that was issued, in its currency',
    `SELECT t.id, t.noun_id FROM ledger_txn t LEFT JOIN invoice i ON i.id = t.noun_id WHERE t.kind = 'invoice.issued'
       AND (i.id IS NULL OR i.status = 'draft' OR EXISTS (SELECT 1 FROM ledger_entry e WHERE e.txn_id = t.id AND e.currency <> i.currency))`],
  ['what is open on a payer\'s invoices is what the ledger says they owe',
    `SELECT bill_group_id, currency, SUM(owed) AS ledger, SUM(open) AS invoices FROM (
       SELECT bill_group_id, currency, amount_minor AS owed, 0 AS open FROM ledger_entry WHERE account = 'receivable'
       UNION ALL SELECT i.bill_group_id, i.currency, 0, i.due_minor FROM invoice i WHERE ${ISSUED}) b
     GROUP BY bill_group_id, currency HAVING ledger <> invoices`],
  ['what is open of a document is what is posted to it',
    `SELECT i.id, i.number, i.due_minor, SUM(e.amount_minor) AS posted FROM invoice i LEFT JOIN ledger_entry e ON e.invoice_id = i.id AND e.account = 'receivable'
      WHERE ${ISSUED} GROUP BY i.id HAVING i.due_minor <> COALESCE(posted, 0)`],
  ['what is receivable stands with a document of its payer, in its currency',
    `SELECT e.id, e.invoice_id FROM ledger_entry e LEFT JOIN invoice i ON i.id = e.invoice_id
      WHERE (e.account = 'receivable') <> (e.invoice_id IS NOT NULL) OR i.bill_group_id <> e.bill_group_id OR i.currency <> e.currency`],
  ['a credit note is set against invoices of the same payer, never for more than either is',
    `SELECT u.id FROM credit_use u JOIN invoice c ON c.id = u.credit_id JOIN invoice i ON i.id = u.invoice_id
      WHERE c.kind <> 'credit_note' OR i.kind <> 'invoice' OR c.bill_group_id <> i.bill_group_id OR c.status = 'draft' OR i.status = 'draft'
         OR (SELECT SUM(x.amount_minor) FROM credit_use x WHERE x.credit_id = c.id) > -c.total_minor
         OR (SELECT SUM(x.amount_minor) FROM credit_use x WHERE x.invoice_id = i.id) > i.total_minor`],
  ['what is used of a credit note is what is not open of it',
    `SELECT c.id, c.number, c.total_minor, c.due_minor FROM invoice c WHERE c.kind = 'credit_note' AND c.status IN ('unpaid', 'paid')
        AND c.due_minor - c.total_minor <> (SELECT COALESCE(SUM(u.amount_minor), 0) FROM credit_use u WHERE u.credit_id = c.id)`],
  ['a use of a credit is posted once, from the credit note to the invoice',
    `SELECT u.id FROM credit_use u WHERE NOT ((SELECT CONCAT(COUNT(*), ' ', SUM(e.invoice_id = u.credit_id AND e.amount_minor = u.amount_minor),
        ' ', SUM(e.invoice_id = u.invoice_id AND e.amount_minor = -u.amount_minor)) FROM ledger_txn t JOIN ledger_entry e ON e.txn_id = t.id
        WHERE t.kind = 'credit.applied' AND t.noun_id = u.id) <=> '2 1 1')`],
  ['nobody owes while we owe them: no payer has an open credit note and an open invoice',
    `SELECT c.bill_group_id, c.number, i.number AS invoice FROM invoice c JOIN invoice i ON i.bill_group_id = c.bill_group_id
      WHERE c.kind = 'credit_note' AND c.status = 'unpaid' AND i.kind = 'invoice' AND i.status = 'unpaid' AND i.due_minor > 0`],
  ['an invoice is the sum of its lines and taxes',
    `SELECT i.id, i.number, i.net_minor, i.tax_minor, i.total_minor FROM invoice i
      WHERE i.net_minor <> (SELECT COALESCE(SUM(amount_minor), 0) FROM invoice_line l WHERE l.invoice_id = i.id)
         OR i.tax_minor <> (SELECT COALESCE(SUM(tax_minor), 0) FROM invoice_tax x WHERE x.invoice_id = i.id)
         OR i.total_minor <> i.net_minor + i.tax_minor`],
  ['a tax is its rate of its lines, rounded half up once',
    `SELECT x.invoice_id, x.tax_rule_id, x.rate_bp, x.base_minor, x.tax_minor FROM invoice_tax x
      WHERE x.base_minor <> (SELECT COALESCE(SUM(l.amount_minor), 0) FROM invoice_line l
                              WHERE l.invoice_id = x.invoice_id AND l.tax_rule_id = x.tax_rule_id AND l.tax_rate_bp = x.rate_bp)
         OR x.tax_minor <> SIGN(x.base_minor) * FLOOR((ABS(x.base_minor) * x.rate_bp + 5000) / 10000)`],
  ['every line is taxed',
    `SELECT l.id, l.invoice_id FROM invoice_line l LEFT JOIN invoice_tax x ON x.invoice_id = l.invoice_id AND x.tax_rule_id = l.tax_rule_id
      WHERE x.invoice_id IS NULL`],
  ['what is open is between nothing and the total; nothing is open of what is paid',
    `SELECT i.id, i.status, i.due_minor, i.total_minor FROM invoice i
      WHERE i.due_minor NOT BETWEEN LEAST(0, i.total_minor) AND GREATEST(0, i.total_minor) OR (i.kind = 'credit_note') <> (i.total_minor < 0) OR (i.status = 'paid' AND i.due_minor <> 0) OR (i.status = 'unpaid' AND i.due_minor = 0)`],
  ['an issued invoice has number, days and its frozen content; a draft has none of them',
    `SELECT i.id, i.status, i.number FROM invoice i LEFT JOIN invoice_snapshot s ON s.invoice_id = i.id
      WHERE (${ISSUED}) <> (i.number IS NOT NULL) OR (${ISSUED}) <> (i.issued_on IS NOT NULL) OR (${ISSUED}) <> (i.due_on IS NOT NULL)
         OR (${ISSUED}) <> (s.invoice_id IS NOT NULL) OR i.due_on < i.issued_on`],
  ['the frozen content is what was hashed, and names number and total',
    `SELECT s.invoice_id FROM invoice_snapshot s JOIN invoice i ON i.id = s.invoice_id
      WHERE s.hash <> UNHEX(SHA2(s.content, 256)) OR NOT (JSON_VALUE(s.content, '$.number') <=> i.number)
         OR NOT (JSON_VALUE(s.content, '$.currency') <=> i.currency)
         OR CAST(REPLACE(JSON_VALUE(s.content, '$.total'), '.', '') AS SIGNED) <> ABS(i.total_minor)
         OR JSON_VALUE(s.content, '$.type') <> IF(i.kind = 'credit_note', '381', '380')`],
  ['numbers of a legal entity and year run from 1 without a gap, and the counter stands at the last',
    `SELECT e.id, y.year, y.n, y.first, y.last, c.last_number FROM legal_entity e
       JOIN (SELECT i.legal_entity_id, YEAR(i.issued_on) AS year, COUNT(*) AS n, COUNT(DISTINCT i.number) AS numbers,
               MIN(CAST(RIGHT(i.number, 6) AS UNSIGNED)) AS first, MAX(CAST(RIGHT(i.number, 6) AS UNSIGNED)) AS last
               FROM invoice i WHERE i.number IS NOT NULL GROUP BY 1, 2) y ON y.legal_entity_id = e.id
       LEFT JOIN invoice_counter c ON c.legal_entity_id = e.id AND c.year = y.year
      WHERE y.first <> 1 OR y.last <> y.n OR y.numbers <> y.n OR c.last_number IS NULL OR c.last_number <> y.n`],
  ['a counter stands where a number was given',
    `SELECT c.legal_entity_id, c.year, c.last_number FROM invoice_counter c WHERE c.last_number <>
       (SELECT COUNT(*) FROM invoice i WHERE i.legal_entity_id = c.legal_entity_id AND YEAR(i.issued_on) = c.year)`],
  ['a number is the prefix, the year of its day and six digits',
    `SELECT i.id, i.number, i.issued_on FROM invoice i JOIN legal_entity e ON e.id = i.legal_entity_id WHERE i.number IS NOT NULL
       AND i.number <> CONCAT(e.invoice_prefix, YEAR(i.issued_on), '-', RIGHT(i.number, 6))`],
  ['a planned payment is invoiced by one line, and a line bills one',
    `SELECT invoice_id, subscription_id, period_from, SUM(entries) AS planned, SUM(lines_) AS billed FROM (${BILLED}) b
      GROUP BY invoice_id, subscription_id, period_from, amount_minor HAVING planned <> billed`],
  ['a planned payment names its invoice when it is invoiced, and only then',
    `SELECT e.id, e.status, e.invoice_id FROM schedule_entry e LEFT JOIN invoice i ON i.id = e.invoice_id
      WHERE (e.status = 'invoiced') <> (i.id IS NOT NULL)`],
  ['no period of an item is planned twice',
    `SELECT item_id, period_from, COUNT(*) AS n FROM schedule_entry WHERE status <> 'void' AND kind <> 'credit' GROUP BY item_id, period_from HAVING n > 1`],
  ['a credit gives back a charge of its own item, at most all of it, within its days',
    `SELECT e.id, e.credits_id, e.amount_minor, c.amount_minor AS charged FROM schedule_entry e LEFT JOIN schedule_entry c ON c.id = e.credits_id
      WHERE e.kind = 'credit' AND (c.id IS NULL OR c.kind <> 'charge' OR (c.status = 'void') <> (e.status = 'void') OR c.item_id <> e.item_id OR -e.amount_minor > c.amount_minor
        OR -e.margin_minor > GREATEST(c.margin_minor, 0) OR e.period_from < c.period_from OR e.period_to > c.period_to)`],
  ['a cancelled invoice is corrected by one credit note that is its opposite line by line, set against it, and nothing else is corrected',
    `SELECT i.id, i.number, c.number AS credit FROM invoice i LEFT JOIN invoice c ON c.corrects_id = i.id
      WHERE (i.status = 'canceled') <> (c.id IS NOT NULL) OR (c.id IS NOT NULL AND (i.kind <> 'invoice' OR i.due_minor <> 0 OR c.kind <> 'credit_note'
        OR c.bill_group_id <> i.bill_group_id OR NOT (c.org_id <=> i.org_id) OR NOT (c.made_org_id <=> i.made_org_id) OR c.total_minor <> -i.total_minor OR c.tax_minor <> -i.tax_minor OR c.margin_minor <> -i.margin_minor
        OR NOT EXISTS (SELECT 1 FROM credit_use u WHERE u.credit_id = c.id AND u.invoice_id = i.id)
        OR (SELECT COUNT(*) FROM invoice_line l JOIN invoice_line m ON m.invoice_id = c.id AND m.position = l.position AND m.name = l.name AND m.amount_minor = -l.amount_minor
              AND m.units = -l.units AND m.unit_minor = l.unit_minor AND m.per_units = l.per_units AND m.tax_rule_id = l.tax_rule_id WHERE l.invoice_id = i.id) <> (SELECT COUNT(*) FROM invoice_line l WHERE l.invoice_id = i.id)
        OR (SELECT COUNT(*) FROM invoice_line l WHERE l.invoice_id = i.id) <> (SELECT COUNT(*) FROM invoice_line l WHERE l.invoice_id = c.id)))`],
  ['a credit note names the invoice that it cancels, with its day, and nothing else names one',
    `SELECT c.id, c.number FROM invoice c JOIN invoice_snapshot s ON s.invoice_id = c.id LEFT JOIN invoice i ON i.id = c.corrects_id
      WHERE NOT (JSON_VALUE(s.content, '$.corrects.number') <=> i.number) OR NOT (JSON_VALUE(s.content, '$.corrects.issued_on') <=> i.issued_on)`],
  ['a document is to read by the customer\'s organisation, or by the one that pays it',
    `SELECT i.id, i.org_id FROM invoice i JOIN customer c ON c.id = i.customer_id JOIN bill_group g ON g.id = i.bill_group_id
      WHERE NOT (i.org_id <=> IF(i.owner = 'partner', g.org_id, c.org_id))`],
  ['an invoice and all that belongs to it were made under one organisation',
    `SELECT i.id, i.org_id, i.made_org_id FROM invoice i WHERE
            EXISTS (SELECT 1 FROM invoice_line l WHERE l.invoice_id = i.id AND NOT (l.org_id <=> COALESCE(i.made_org_id, i.org_id)))
         OR EXISTS (SELECT 1 FROM invoice_tax x WHERE x.invoice_id = i.id AND NOT (x.org_id <=> COALESCE(i.made_org_id, i.org_id)))
         OR EXISTS (SELECT 1 FROM ledger_txn t JOIN ledger_entry e ON e.txn_id = t.id WHERE t.kind = 'invoice.issued' AND t.noun_id = i.id
                      AND (NOT (t.org_id <=> COALESCE(i.made_org_id, i.org_id)) OR NOT (e.org_id <=> COALESCE(i.made_org_id, i.org_id))))`],
  ['a credit goes to the payer who was billed what it credits, under the organisation that it was billed under',
    `SELECT e.id, i.number FROM schedule_entry e JOIN schedule_entry c ON c.id = e.credits_id JOIN invoice i ON i.id = e.invoice_id JOIN invoice d ON d.id = c.invoice_id
      WHERE i.bill_group_id <> d.bill_group_id OR NOT (COALESCE(i.made_org_id, i.org_id) <=> COALESCE(d.made_org_id, d.org_id))`],
  ['a form that was claimed has its answer', 'SELECT scope, HEX(key_hash) AS k FROM answered WHERE status = 0'],
];

/** Sentences, one a broken rule with its first rows. */
export async function deviations(sql) {
  const broken = [];
  for (const [rule, text] of RULES) {
    const rows = await sql(`${text} LIMIT 5`);
    if (rows.length) broken.push(`not so: ${rule}: ${JSON.stringify(rows)}`);
  }
  return broken;
}
