// The checker of placed orders finds what is planted: half an order, a doubled one, a lost one. And nothing in what the portal made.
import mysql from 'mysql2/promise';
import { cleanup, equal, match, ok, run, test } from '../lib/tap.mjs';
import { stopWorker } from '../lib/access.mjs';
import { start } from '../lib/portal.mjs';
import { basket, buyers, judged, lastOrder, reviewed } from '../lib/orders.mjs';

const portal = await start();
cleanup(() => portal.stop());
const since = await lastOrder((text) => portal.sql(text));
const ids = [];
for (const buyer of await buyers(portal, 4))
  for (const known of [true, false]) {
    ids.push(await basket(portal, buyer.email, { lines: 3, known }));
    equal((await buyer.post('/checkout/place', await reviewed(buyer))).status, 303);
  }
await basket(portal, 'buyer0@example.com');
await stopWorker(portal); // what is planted stays in a transaction of ours, and nobody may come between
const link = await mysql.createConnection({ socketPath: portal.settings['Database.Socket'], user: 'root', database: 'portico', multipleStatements: true });
cleanup(() => link.end());
const sql = async (text, values) => (await link.query(text, values))[0];
const [A, B] = [ids[0], ids[1]]; // a known customer's and a new one's, of an organisation that gets the invoices itself

const LINE = `(SELECT MIN(id) FROM order_line WHERE order_id = ${A})`;
const SUBSCRIPTION = `(SELECT id FROM subscription WHERE order_line_id = ${LINE})`;
const PLANTED = [
  ['half', 'a subscription is missing', `SET foreign_key_checks = 0; DELETE FROM subscription WHERE order_line_id = ${LINE}`],
  ['half', 'an item is missing', `SET foreign_key_checks = 0; DELETE FROM subscription_item WHERE subscription_id = ${SUBSCRIPTION} LIMIT 1`],
  ['half', 'a price is missing', `DELETE FROM order_price WHERE line_id = ${LINE} LIMIT 1`],
  ['half', 'a price differs', `UPDATE order_price SET sell_minor = sell_minor + 1 WHERE line_id = ${LINE} LIMIT 1`],
  ['half', 'all lines are missing', `SET foreign_key_checks = 0; DELETE FROM order_line WHERE order_id = ${A}`],
  ['half', 'the last planned payment is missing', `DELETE FROM schedule_entry WHERE subscription_id = ${SUBSCRIPTION} ORDER BY number DESC LIMIT 1`],
  ['half', 'a planned payment in the middle is missing', `DELETE FROM schedule_entry WHERE subscription_id = ${SUBSCRIPTION} AND number = 2`],
  ['half', 'a planned amount differs', `UPDATE schedule_entry SET amount_minor = amount_minor + 1 WHERE subscription_id = ${SUBSCRIPTION} AND number = 3`],
  ['half', 'a period overlaps the next', `UPDATE schedule_entry SET period_to = period_to + INTERVAL 1 DAY WHERE subscription_id = ${SUBSCRIPTION} AND number = 2`],
  ['half', 'the invoice is missing', `SET foreign_key_checks = 0; DELETE FROM invoice WHERE order_id = ${A}`],
  ['half', 'an event is missing', `DELETE FROM order_event WHERE order_id = ${A} AND status = 'processing'`],
  ['half', 'a mail is missing', `DELETE FROM outbox WHERE kind = 'mail.order_placed' AND noun_id = ${A}`],
  ['half', 'the customer\'s mail is missing', `DELETE FROM outbox WHERE kind = 'mail.order_customer' AND noun_id = ${A}`],
  ['half', 'the CRM hears nothing', "DELETE FROM outbox WHERE kind = 'crm.account' ORDER BY id DESC LIMIT 1"],
  ['half', 'an audit row is missing', `DELETE FROM audit WHERE action = 'order.placed' AND noun_id = ${A}`],
  ['half', 'a new customer\'s audit row is missing', `DELETE FROM audit WHERE action = 'customer.created' AND noun_id = (SELECT customer_id FROM customer_order WHERE id = ${B})`],
  ['half', 'an entry is another organisation\'s', `UPDATE schedule_entry SET org_id = org_id + 1 WHERE subscription_id = ${SUBSCRIPTION} AND number = 1`],
  ['half', 'a draft has an event', "INSERT INTO order_event (order_id, org_id, at, status) SELECT id, org_id, NOW(), 'submitted' FROM customer_order WHERE status = 'draft'"],
  ['half', 'an order was made and stayed a draft', `UPDATE customer_order SET status = 'draft' WHERE id = ${A}`],
  ['doubled', 'a second mail', `INSERT INTO outbox (kind, noun_id, due_at, created_at) VALUES ('mail.order_placed', ${A}, NOW(), NOW())`],
  ['doubled', 'a second invoice', `INSERT INTO invoice (public_id, legal_entity_id, bill_group_id, org_id, customer_id, order_id, owner, currency, net_minor, tax_minor, total_minor,
    due_minor, created_at) SELECT 7, legal_entity_id, bill_group_id, org_id, customer_id, order_id, owner, currency, 0, 0, 0, 0, NOW() FROM invoice WHERE order_id = ${A}`],
  ['doubled', 'a second customer', `INSERT INTO customer (public_id, org_id, party_id, name, created_at) SELECT 7, org_id, billing_party_id, 'x', NOW() FROM customer_order WHERE id = ${B}`],
  ['doubled', 'placed twice', `INSERT INTO audit (at, org_id, actor, action, noun, noun_id, content_hash) SELECT at, org_id, actor, action, noun, noun_id, content_hash
    FROM audit WHERE action = 'order.placed' AND noun_id = ${A}`],
];

test('orders that the portal placed break no rule', async () => {
  const { why, ...counts } = await judged(sql, since, ids);
  equal([counts, why], [{ orders: ids.length, lost: 0, half: 0, doubled: 0 }, []]);
});
for (const [kind, name, text] of PLANTED)
  test(`found ${kind}: ${name}`, async () => {
    await sql(`START TRANSACTION; ${text}`);
    const found = await judged(sql, since, []);
    await sql('ROLLBACK; SET foreign_key_checks = 1');
    ok(found[kind] > 0, JSON.stringify(found));
  });
test('found lost: an acknowledged order that is not there', async () => {
  match((await judged(sql, since, [...ids, 4_000_000])).why.join(), '4000000');
  equal((await judged(sql, since, ids)).why, []);
});
await run();
