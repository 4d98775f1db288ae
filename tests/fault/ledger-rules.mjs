// The checker of the books finds what is planted, each rule by name, and nothing in books that are right.
import { cleanup, equal, match, ok, run, test } from '../lib/tap.mjs';
import { deviations, RULES } from '../lib/ledger.mjs';
import { PrivateDb } from '../lib/private_db.mjs';

const db = new PrivateDb();
await db.create();
cleanup(() => db.remove());
const broken = () => deviations((sql) => db.rows(sql));

// One entity, one customer, two issued invoices (12.00 + 2.40 and 0.05 + 0.01), a draft and a plan: right to the last figure.
const BOOKS = `
  INSERT INTO party (id, legal_name, country) VALUES (1, 'Seller Example', 'AT'), (2, 'Buyer Example', 'AT');
  INSERT INTO legal_entity (id, public_id, party_id, base_currency, invoice_prefix) VALUES (1, 1, 1, 'EUR', 'PX-');
  INSERT INTO org (id, public_id, party_id, name, slug, invoice_owner, billing_account, legal_entity_id, currency, created_at)
    VALUES (1, 1, 2, 'Partner Example', 'partner', 'partner', 'B', 1, 'EUR', NOW());
  INSERT INTO customer (id, public_id, org_id, party_id, name, created_at) VALUES (1, 1, 1, 2, 'Buyer Example', NOW());
  INSERT INTO bill_group (id, public_id, party_id, legal_entity_id, currency, org_id, name, created_at) VALUES (1, 1, 2, 1, 'EUR', 1, 'Buyer', NOW());
  INSERT INTO tax_rule (id, legal_entity_id, tax_class, buyer_country, needs_tax_number, category, rate_bp, name, valid_from)
    VALUES (1, 1, 'standard', 'AT', FALSE, 'S', 2000, 'VAT', '2020-01-01');
  INSERT INTO product (id, public_id, code, name, charge, period_months, created_at) VALUES (1, 1, 'p', 'P', 'recurring', 1, NOW());
  INSERT INTO offer (id, public_id, code, created_at) VALUES (1, 1, 'o', NOW());
  INSERT INTO offer_version (id, public_id, offer_id, number, name, created_at) VALUES (1, 1, 1, 1, 'O', NOW());
  INSERT INTO customer_order (id, public_id, org_id, customer_id, status, invoice_owner, currency, created_at)
    VALUES (1, 1, 1, 1, 'complete', 'partner', 'EUR', NOW());
  INSERT INTO order_line (id, order_id, org_id, version_id, quantity, position) VALUES (1, 1, 1, 1, 1, 1);
  INSERT INTO subscription (id, public_id, org_id, customer_id, bill_group_id, order_line_id, version_id, quantity, currency, start_on,
      term_start_on, billed_from_on, anchor_day, auto_renew, status, created_at)
    VALUES (1, 1, 1, 1, 1, 1, 1, 1, 'EUR', '2026-01-01', '2026-01-01', '2026-01-01', 1, TRUE, 'active', NOW());
  INSERT INTO subscription_item (id, subscription_id, org_id, product_id, units, charge, period_months, buy_minor, sell_minor)
    VALUES (1, 1, 1, 1, 1, 'recurring', 1, 1200, 1200);
  INSERT INTO invoice (id, public_id, legal_entity_id, bill_group_id, org_id, customer_id, order_id, owner, status, number, issued_on, due_on,
      currency, net_minor, tax_minor, total_minor, due_minor, issued_at, created_at) VALUES
    (1, 1, 1, 1, 1, 1, 1, 'partner', 'unpaid', 'PX-2026-000001', '2026-01-01', '2026-01-31', 'EUR', 1200, 240, 1440, 1440, NOW(), NOW()),
    (2, 2, 1, 1, 1, 1, NULL, 'partner', 'unpaid', 'PX-2026-000002', '2026-02-01', '2026-03-03', 'EUR', 5, 1, 6, 6, NOW(), NOW()),
    (3, 3, 1, 1, 1, 1, NULL, 'partner', 'draft', NULL, NULL, NULL, 'EUR', 0, 0, 0, 0, NULL, NOW());
  INSERT INTO schedule_entry (id, subscription_id, org_id, item_id, number, due_on, period_from, period_to, amount_minor, status, invoice_id) VALUES
    (1, 1, 1, 1, 1, '2026-01-01', '2026-01-01', '2026-01-31', 1200, 'invoiced', 1),
    (2, 1, 1, 1, 2, '2026-02-01', '2026-02-01', '2026-02-28', 1200, 'planned', NULL);
  INSERT INTO invoice_line (id, invoice_id, org_id, position, subscription_id, name, period_from, period_to, units, unit_minor, amount_minor,
      tax_rule_id, tax_category, tax_rate_bp) VALUES
    (1, 1, 1, 1, 1, 'P', '2026-01-01', '2026-01-31', 1, 1200, 1200, 1, 'S', 2000),
    (2, 2, 1, 1, NULL, 'Fee', NULL, NULL, 1, 5, 5, 1, 'S', 2000);
  INSERT INTO invoice_tax (invoice_id, tax_rule_id, org_id, name, category, rate_bp, base_minor, tax_minor) VALUES
    (1, 1, 1, 'VAT', 'S', 2000, 1200, 240), (2, 1, 1, 'VAT', 'S', 2000, 5, 1);
  INSERT INTO invoice_snapshot (invoice_id, content, hash)
    SELECT id, j, UNHEX(SHA2(j, 256)) FROM (SELECT id, JSON_OBJECT('number', number, 'currency', currency, 'total',
      CONCAT(total_minor DIV 100, '.', LPAD(total_minor MOD 100, 2, '0'))) AS j FROM invoice WHERE number IS NOT NULL) x;
  INSERT INTO invoice_counter VALUES (1, 2026, 2);
  INSERT INTO ledger_txn (id, kind, noun_id, org_id, at) VALUES (1, 'invoice.issued', 1, 1, NOW()), (2, 'invoice.issued', 2, 1, NOW());
  INSERT INTO ledger_entry (txn_id, account, bill_group_id, invoice_id, org_id, currency, amount_minor) VALUES
    (1, 'receivable', 1, 1, 1, 'EUR', 1440), (1, 'revenue', NULL, NULL, 1, 'EUR', -1200), (1, 'tax', NULL, NULL, 1, 'EUR', -240),
    (2, 'receivable', 1, 2, 1, 'EUR', 6), (2, 'revenue', NULL, NULL, 1, 'EUR', -5), (2, 'tax', NULL, NULL, 1, 'EUR', -1);
  INSERT INTO answered (scope, key_hash, request_hash, status, at) VALUES ('session:1', REPEAT('k', 32), REPEAT('r', 32), 303, NOW());`;

// A credit note of 0.06, set against the second invoice, which is paid so.
const CREDIT = `INSERT INTO invoice (id, public_id, legal_entity_id, bill_group_id, org_id, customer_id, owner, kind, status, number, issued_on, due_on,
    currency, net_minor, tax_minor, total_minor, due_minor, issued_at, created_at)
    VALUES (4, 4, 1, 1, 1, 1, 'partner', 'credit_note', 'paid', 'PX-2026-000003', '2026-02-01', '2026-03-03', 'EUR', -5, -1, -6, 0, NOW(), NOW());
  INSERT INTO credit_use (credit_id, invoice_id, org_id, amount_minor, at) VALUES (4, 2, 1, 6, NOW());
  UPDATE invoice SET status = 'paid', due_minor = 0 WHERE id = 2;
  INSERT INTO ledger_txn (id, kind, noun_id, org_id, at) SELECT 5, 'credit.applied', id, 1, NOW() FROM credit_use;
  INSERT INTO ledger_entry (txn_id, account, bill_group_id, invoice_id, org_id, currency, amount_minor) VALUES
    (5, 'receivable', 1, 4, 1, 'EUR', 6), (5, 'receivable', 1, 2, 1, 'EUR', -6)`;

// What is planted, and which rule must speak (others may too).
const PLANTED = [
  ['an entry is changed', "UPDATE ledger_entry SET amount_minor = 1441 WHERE txn_id = 1 AND account = 'receivable'", 'sums to zero in each currency'],
  ['an entry is missing', "DELETE FROM ledger_entry WHERE txn_id = 2 AND account = 'tax'", 'the ledger sums to zero'],
  ['a transaction is empty', "INSERT INTO ledger_txn (kind, noun_id, at) VALUES ('payment', 7, NOW())", 'has no entry'],
  ['a posting is balanced and wrong', "UPDATE ledger_entry SET amount_minor = IF(account = 'tax', -241, -1199) WHERE txn_id = 1 AND account <> 'receivable'", 'with its total, net and tax'],
  ['an invoice is posted twice', `INSERT INTO ledger_txn (id, kind, noun_id, number, org_id, at) VALUES (9, 'invoice.issued', 1, 1, 1, NOW());
    INSERT INTO ledger_entry (txn_id, account, bill_group_id, org_id, currency, amount_minor) VALUES (9, 'receivable', 1, 1, 'EUR', 1), (9, 'revenue', NULL, 1, 'EUR', -1)`, 'posted once'],
  ['an invoice is not posted', 'DELETE FROM ledger_entry WHERE txn_id = 2; DELETE FROM ledger_txn WHERE id = 2', 'posted once'],
  ['a draft is posted', "INSERT INTO ledger_txn (kind, noun_id, at) VALUES ('invoice.issued', 3, NOW())", 'is of an invoice that was issued'],
  ['an invoice is paid without a posting', "UPDATE invoice SET status = 'paid', due_minor = 0 WHERE id = 2", 'what the ledger says they owe'],
  ['a payment is posted to another document', "UPDATE ledger_entry SET invoice_id = 1 WHERE txn_id = 2 AND account = 'receivable'", 'what is posted to it'],
  ['what is receivable names no document', "UPDATE ledger_entry SET invoice_id = NULL WHERE txn_id = 2 AND account = 'receivable'", 'stands with a document'],
  ['a credit is set against more than the invoice is', `${CREDIT}; UPDATE credit_use SET amount_minor = 7`, 'never for more than either is'],
  ['a credit is used twice', `${CREDIT}; INSERT INTO credit_use (credit_id, invoice_id, org_id, amount_minor, at) VALUES (4, 1, 1, 6, NOW())`, 'not open of it'],
  ['a use of a credit is not posted', `${CREDIT}; DELETE FROM ledger_entry WHERE txn_id = 5; DELETE FROM ledger_txn WHERE id = 5`, 'posted once, from the credit note'],
  ['a credit note waits beside an open invoice', `${CREDIT}; UPDATE invoice SET status = 'unpaid', due_minor = -6 WHERE id = 4`, 'nobody owes while we owe them'],
  ['a line is changed', 'UPDATE invoice_line SET amount_minor = 6 WHERE id = 2', 'sum of its lines and taxes'],
  ['a tax is a cent off', 'UPDATE invoice_tax SET tax_minor = 241 WHERE invoice_id = 1; UPDATE invoice SET tax_minor = 241, total_minor = 1441 WHERE id = 1', 'rounded half up'],
  ['a line is not taxed', 'DELETE FROM invoice_tax WHERE invoice_id = 2', 'every line is taxed'],
  ['more is open than invoiced', 'SET check_constraint_checks = 0; UPDATE invoice SET due_minor = 1441 WHERE id = 1; SET check_constraint_checks = 1', 'between nothing and the total'],
  ['nothing is open of what is unpaid', 'UPDATE invoice SET due_minor = 0 WHERE id = 1', 'between nothing and the total'],
  ['a draft has a number', "UPDATE invoice SET number = 'PX-2026-000003' WHERE id = 3", 'a draft has none of them'],
  ['an invoice has no frozen content', 'DELETE FROM invoice_snapshot WHERE invoice_id = 2', 'its frozen content'],
  ['the frozen content is changed', "UPDATE invoice_snapshot SET content = REPLACE(content, '14.40', '14.41') WHERE invoice_id = 1", 'what was hashed'],
  ['a number is skipped', "UPDATE invoice SET number = 'PX-2026-000003' WHERE id = 2; UPDATE invoice_counter SET last_number = 3", 'without a gap'],
  ['the counter ran ahead', 'UPDATE invoice_counter SET last_number = 3', 'without a gap'],
  ['a counter stands where no invoice is', 'INSERT INTO invoice_counter VALUES (1, 2025, 1)', 'where a number was given'],
  ['a number is of another year', "UPDATE invoice SET number = 'PX-2025-000002' WHERE id = 2", 'the year of its day'],
  ['a planned payment is invoiced without a line', "UPDATE schedule_entry SET status = 'invoiced', invoice_id = 2 WHERE id = 2", 'by one line'],
  ['a planned payment is billed twice', `INSERT INTO invoice_line (invoice_id, org_id, position, subscription_id, name, period_from, period_to, units, unit_minor,
    amount_minor, tax_rule_id, tax_category, tax_rate_bp) SELECT 3, 1, 1, subscription_id, name, period_from, period_to, 1, 1200, 1200, 1, 'S', 2000 FROM invoice_line WHERE id = 1`, 'a line bills one'],
  ['an invoiced payment names no invoice', "UPDATE schedule_entry SET status = 'invoiced' WHERE id = 2", 'names its invoice'],
  ['a period is planned twice', `INSERT INTO schedule_entry (subscription_id, org_id, item_id, number, due_on, period_from, period_to, amount_minor)
    VALUES (1, 1, 1, 3, '2026-02-01', '2026-02-01', '2026-02-28', 1200)`, 'planned twice'],
  ['a credit gives back more than was charged', `INSERT INTO schedule_entry (subscription_id, org_id, item_id, number, kind, due_on, period_from, period_to,
    amount_minor, credits_id) VALUES (1, 1, 1, 3, 'credit', '2026-01-10', '2026-01-10', '2026-01-31', -1201, 1)`, 'a credit gives back'],
  ['a line is another organisation\'s', 'UPDATE invoice_line SET org_id = 2 WHERE id = 2', 'made under one organisation'],
  ['a document is nobody\'s to read', 'UPDATE invoice SET org_id = NULL, made_org_id = 1 WHERE id = 2', 'is to read by'],
  ['an invoice is cancelled and nothing corrects it', "UPDATE invoice SET status = 'canceled', due_minor = 0 WHERE id = 2", 'is corrected by one credit note'],
  ['a credit note does not name what it cancels', `${CREDIT}; UPDATE invoice SET corrects_id = 2 WHERE id = 4; INSERT INTO invoice_snapshot (invoice_id, content, hash)
    VALUES (4, '{}', UNHEX(SHA2('{}', 256)))`, 'names the invoice that it cancels'],
  ['a credit is made under another organisation than what it credits', `UPDATE invoice SET made_org_id = 9 WHERE id = 2; INSERT INTO schedule_entry (subscription_id, org_id, item_id,
    number, kind, due_on, period_from, period_to, amount_minor, credits_id, status, invoice_id) VALUES (1, 1, 1, 3, 'credit', '2026-01-10', '2026-01-10', '2026-01-31', -5, 1, 'invoiced', 2)`,
  'goes to the payer who was billed'],
  ['a form was claimed and never answered', 'UPDATE answered SET status = 0', 'has its answer'],
];

test('books that are right break no rule', async () => {
  await db.rows(BOOKS);
  equal(await broken(), []);
});
for (const [name, sql, rule] of PLANTED)
  test(`found: ${name}`, async () => {
    await db.rows(`START TRANSACTION; ${sql}`);
    const found = await broken();
    await db.rows('ROLLBACK');
    ok(found.length > 0, 'no rule broke');
    match(found.join('\n'), rule);
  });
test('every rule was broken once, and the books are right again', async () => {
  const silent = RULES.filter(([rule]) => !PLANTED.some(([, , said]) => rule.includes(said))).map(([rule]) => rule);
  equal(silent, []);
  equal(await broken(), []);
});
await run();
