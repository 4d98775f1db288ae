// Orders made quickly and looked at whole: a basket by SQL, the portal's own review and placing, and a checker of everything that
// one placed order must leave behind (DOMAIN L10, L12), each exactly once.
import { randomBytes } from 'node:crypto';
import { formOf } from './visitor.mjs';

const publicId = () => randomBytes(8).readBigUInt64BE().toString();

/** A public id as addresses and forms hold it: 13 signs of base32. */
export function publicText(id) {
  let n = BigInt(id), text = '';
  for (let i = 0; i < 13; i++, n >>= 5n) text = '0123456789abcdefghjkmnpqrstvwxyz'[Number(n & 31n)] + text;
  return text;
}

/** People who may order, n of them spread over the demo's organisations; each has a basket of their own. */
export async function buyers(portal, n) {
  const emails = [];
  for (let i = 0; i < n; i++) {
    const email = `buyer${i}@example.com`;
    await portal.sql(`INSERT IGNORE INTO person (public_id, org_id, email, name, roles, language, zone, created_at)
      SELECT ?, id, ?, ?, 'sales', 'en', 'UTC', UTC_TIMESTAMP(6) FROM org ORDER BY id LIMIT 1 OFFSET ?`, [publicId(), email, `Buyer ${i}`, i % 4]);
    emails.push(email);
  }
  return Promise.all(emails.map((email) => portal.signIn(email)));
}

/** A basket ready to be reviewed: up to three offers of the shelf, for a known customer or a new one. Answers its id. */
export async function basket(portal, email, { lines = 2, known = true } = {}) {
  const [who] = await portal.sql(`SELECT p.id, p.org_id, o.currency, o.invoice_owner FROM person p JOIN org o ON o.id = p.org_id WHERE p.email = ?`, [email]);
  const offers = await portal.sql(`SELECT DISTINCT v.id, v.quantity_min FROM offer_shelf s JOIN offer_version v ON v.id = s.version_id
     WHERE s.org_id IN (0, ?) AND v.countries = '' ORDER BY v.id LIMIT ?`, [who.org_id, lines]);
  let customer = null, party = null;
  if (known) {
    customer = (await portal.sql("SELECT id FROM customer WHERE org_id = ? AND name <> 'A' ORDER BY id LIMIT 1", [who.org_id]))[0].id;
  } else {
    party = (await portal.sql(`INSERT INTO party (legal_name, email, address1, city, postal_code, country)
      VALUES (?, 'new@example.com', '1 Example Street', 'Wien', '1010', 'AT')`, [`New Example ${publicId()}`])).insertId;
  }
  const made = await portal.sql(`INSERT INTO customer_order (public_id, org_id, person_id, customer_id, billing_party_id, invoice_owner, currency, created_at)
    VALUES (?, ?, ?, ?, ?, ?, ?, UTC_TIMESTAMP(6))`, [publicId(), who.org_id, who.id, customer, party, who.invoice_owner, who.currency]);
  for (const [i, offer] of offers.entries())
    await portal.sql('INSERT INTO order_line (order_id, org_id, version_id, quantity, position) VALUES (?, ?, ?, ?, ?)',
      [made.insertId, who.org_id, offer.id, offer.quantity_min, i + 1]);
  return made.insertId;
}

/** What the review's form would send: { order, figures, _csrf, _key }. */
export async function reviewed(visitor) {
  const page = await visitor.get('/checkout/review');
  if (page.status !== 200) throw new Error(`the review answered ${page.status} ${page.location ?? ''}: ${page.text.slice(0, 500)}`);
  return formOf(page.text, '/checkout/place').values;
}

const OF = 'FROM customer_order o';
const PLACED = "o.status = 'complete' AND o.kind = 'new' AND o.id > ?";
const count = (table, where) => `(SELECT COUNT(*) FROM ${table} WHERE ${where})`;
const audited = (action, noun, id) => count('audit a', `a.action = '${action}' AND a.noun = '${noun}' AND a.noun_id = ${id}`);
// What the outbox holds about each order, counted in one pass: m by the order's id, y by its public id.
const TOLD = `LEFT JOIN (SELECT x.noun_id, SUM(x.kind = 'mail.order_placed') AS partner, SUM(x.kind = 'mail.order_customer') AS customer, MIN(x.org_id) AS org_id
    FROM outbox x WHERE x.kind LIKE 'mail.order%' GROUP BY x.noun_id) m ON m.noun_id = o.id
  LEFT JOIN (SELECT JSON_VALUE(x.payload, '$.order') AS public, SUM(x.kind = 'billing.account') AS billing, SUM(x.kind = 'crm.account') AS crm
    FROM outbox x WHERE x.kind IN ('billing.account', 'crm.account') GROUP BY 1) y ON y.public = SUBSTRING(o.reference, 3)`;
const MONTHS = 'IF(v.term_months = 0, 12, v.term_months)';

// A rule is [kind, sentence, statement]; the statement's one value is the id after which orders count.
const RULES = [
  ['half', 'every line of a placed order is a subscription with the items and prices of its offer',
    `SELECT o.id, l.id AS line ${OF} JOIN order_line l ON l.order_id = o.id LEFT JOIN subscription s ON s.order_line_id = l.id WHERE ${PLACED}
       AND (s.id IS NULL OR s.quantity <> l.quantity OR s.version_id <> l.version_id OR s.customer_id <> o.customer_id
       OR ${count('offer_item i', 'i.version_id = l.version_id')} <> ${count('subscription_item i', 'i.subscription_id = s.id')}
       OR ${count('offer_item i', 'i.version_id = l.version_id')} <> ${count('order_price p', 'p.line_id = l.id')})`],
  ['half', 'a placed order has a line', `SELECT o.id ${OF} WHERE ${PLACED} AND ${count('order_line l', 'l.order_id = o.id')} = 0`],
  ['half', 'an item has the units and prices that the order froze',
    `SELECT o.id, i.id AS item ${OF} JOIN order_line l ON l.order_id = o.id JOIN subscription s ON s.order_line_id = l.id
       JOIN subscription_item i ON i.subscription_id = s.id LEFT JOIN order_price p ON p.line_id = l.id AND p.product_id = i.product_id
       JOIN offer_item f ON f.version_id = l.version_id AND f.product_id = i.product_id
      WHERE ${PLACED} AND (p.line_id IS NULL OR i.units <> l.quantity * f.quantity OR i.units <> p.units OR i.buy_minor <> p.buy_minor OR i.sell_minor <> p.sell_minor)`],
  ['half', 'an item is planned for its whole term, one payment a period, each its units times its price',
    `SELECT o.id, i.id AS item, COUNT(e.id) AS n, MAX(e.number) AS last ${OF} JOIN order_line l ON l.order_id = o.id
       JOIN subscription s ON s.order_line_id = l.id JOIN offer_version v ON v.id = l.version_id JOIN subscription_item i ON i.subscription_id = s.id
       LEFT JOIN schedule_entry e ON e.item_id = i.id AND e.subscription_id = s.id
      WHERE ${PLACED} GROUP BY i.id HAVING n <> COALESCE(last, 0) OR n < IF(MAX(i.charge) = 'one_off', 1, MAX(${MONTHS}) DIV MAX(i.period_months))
         OR SUM(e.amount_minor + e.discount_minor <> i.units * i.sell_minor) > 0 OR MIN(e.number) <> 1`],
  ['half', 'the periods of an item follow each other without a gap',
    `SELECT o.id, e.id AS entry ${OF} JOIN order_line l ON l.order_id = o.id JOIN subscription s ON s.order_line_id = l.id
       JOIN schedule_entry e ON e.subscription_id = s.id JOIN schedule_entry n ON n.item_id = e.item_id AND n.number = e.number + 1
      WHERE ${PLACED} AND n.period_from <> e.period_to + INTERVAL 1 DAY`],
  ['half', 'what was due when it was placed is invoiced, and its total is the order\'s',
    `SELECT o.id, o.total_now_minor ${OF} WHERE ${PLACED}
       AND (o.total_now_minor <> (SELECT COALESCE(SUM(i.total_minor), 0) FROM invoice i WHERE i.order_id = o.id)
       OR EXISTS (SELECT 1 FROM order_line l JOIN subscription s ON s.order_line_id = l.id JOIN schedule_entry e ON e.subscription_id = s.id
                   WHERE l.order_id = o.id AND e.status = 'planned' AND e.due_on < DATE(o.placed_at)))`],
  ['half', 'a placed order has its reference, its day and its three events',
    `SELECT o.id ${OF} WHERE ${PLACED} AND (o.reference IS NULL OR o.placed_at IS NULL OR o.customer_id IS NULL
       OR (SELECT GROUP_CONCAT(v.status ORDER BY v.id) FROM order_event v WHERE v.order_id = o.id) NOT LIKE 'submitted,processing,complete')`],
  ['half', 'a draft has left nothing',
    `SELECT o.id, o.status ${OF} WHERE o.status <> 'complete' AND o.id > ? AND (o.reference IS NOT NULL
       OR EXISTS (SELECT 1 FROM order_line l JOIN subscription s ON s.order_line_id = l.id WHERE l.order_id = o.id)
       OR EXISTS (SELECT 1 FROM order_line l JOIN order_price p ON p.line_id = l.id WHERE l.order_id = o.id)
       OR EXISTS (SELECT 1 FROM order_event v WHERE v.order_id = o.id) OR EXISTS (SELECT 1 FROM invoice i WHERE i.order_id = o.id)
       OR ${audited('order.placed', 'customer_order', 'o.id')} > 0
       OR EXISTS (SELECT 1 FROM outbox x WHERE x.kind = 'mail.order_placed' AND x.noun_id = o.id))`],
  ['half', 'everything that an order made is its organisation\'s',
    `SELECT o.id ${OF} JOIN customer c ON c.id = o.customer_id WHERE ${PLACED} AND (NOT (c.org_id <=> o.org_id)
       OR EXISTS (SELECT 1 FROM order_line l LEFT JOIN order_price p ON p.line_id = l.id LEFT JOIN subscription s ON s.order_line_id = l.id
                    LEFT JOIN subscription_item i ON i.subscription_id = s.id LEFT JOIN schedule_entry e ON e.item_id = i.id
                   WHERE l.order_id = o.id AND NOT (l.org_id = o.org_id AND p.org_id <=> o.org_id AND s.org_id <=> o.org_id
                     AND i.org_id <=> o.org_id AND e.org_id <=> o.org_id))
       OR EXISTS (SELECT 1 FROM order_event v WHERE v.order_id = o.id AND v.org_id <> o.org_id)
       OR EXISTS (SELECT 1 FROM invoice i WHERE i.order_id = o.id AND NOT (i.org_id <=> o.org_id))
       OR EXISTS (SELECT 1 FROM audit a WHERE a.noun = 'customer_order' AND a.noun_id = o.id AND NOT (a.org_id <=> o.org_id)))`],
  ['half', 'its audit rows are there: the order, each subscription, the draft invoice, a new customer',
    `SELECT o.id ${OF} WHERE ${PLACED} AND (${audited('order.placed', 'customer_order', 'o.id')} = 0
       OR EXISTS (SELECT 1 FROM order_line l JOIN subscription s ON s.order_line_id = l.id WHERE l.order_id = o.id
                   AND ${audited('subscription.created', 'subscription', 's.id')} <> 1)
       OR EXISTS (SELECT 1 FROM invoice i WHERE i.order_id = o.id AND ${audited('invoice.drafted', 'invoice', 'i.id')} <> 1)
       OR (o.billing_party_id IS NOT NULL AND ${audited('customer.created', 'customer', 'o.customer_id')} <> 1))`],
  ['half', 'who must hear of it will: both mails, billing and CRM',
    `SELECT o.id ${OF} ${TOLD} WHERE ${PLACED} AND (m.noun_id IS NULL OR m.partner = 0 OR y.public IS NULL OR y.billing = 0 OR y.crm = 0
       OR m.customer < (o.invoice_owner = 'partner') OR NOT (m.org_id <=> o.org_id))`],
  ['doubled', 'an order is placed, told and synced once',
    `SELECT o.id ${OF} ${TOLD} WHERE ${PLACED} AND (${audited('order.placed', 'customer_order', 'o.id')} > 1 OR m.partner > 1
       OR m.customer > (o.invoice_owner = 'partner') OR y.billing > 1 OR y.crm > 1
       OR ${count('invoice i', 'i.order_id = o.id')} > 1 OR ${count('order_event v', 'v.order_id = o.id')} > 3)`],
  ['doubled', 'a line is one subscription',
    `SELECT o.id, l.id AS line ${OF} JOIN order_line l ON l.order_id = o.id WHERE ${PLACED} AND ${count('subscription s', 's.order_line_id = l.id')} > 1`],
  ['doubled', 'what was typed makes one customer',
    `SELECT o.id, o.billing_party_id ${OF} WHERE ${PLACED} AND o.billing_party_id IS NOT NULL
       AND ${count('customer c', 'c.party_id = o.billing_party_id')} <> 1`],
];

/** { lost, half, doubled }: how many orders made after `since` break a rule; `why` holds sentences. acknowledged: ids that were said to be placed. */
export async function judged(sql, since, acknowledged = []) {
  const broken = { lost: new Set(), half: new Set(), doubled: new Set() }, why = [];
  for (const [kind, rule, text] of RULES) {
    const rows = await sql(text, [since]);
    for (const row of rows) broken[kind].add(row.id);
    if (rows.length) why.push(`${kind}: not so: ${rule}: ${JSON.stringify(rows.slice(0, 5))}`);
  }
  const placed = new Set((await sql(`SELECT o.id ${OF} WHERE ${PLACED}`, [since])).map((row) => row.id));
  for (const id of acknowledged) if (!placed.has(id)) broken.lost.add(id);
  if (broken.lost.size) why.push(`lost: acknowledged and not placed: ${[...broken.lost].slice(0, 10)}`);
  return { orders: placed.size, lost: broken.lost.size, half: broken.half.size, doubled: broken.doubled.size, why };
}

/** The newest order's id: what comes later is judged. */
export const lastOrder = async (sql) => Number((await sql('SELECT COALESCE(MAX(id), 0) AS id FROM customer_order'))[0].id);
