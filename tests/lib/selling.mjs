// A channel as DOMAIN's section 4 wants it for its first checks: three organisations, two groups of offers, each organisation with its person and
// its own prices; and what an order of theirs must have left in the database (L12, L17, L18, 2.5, row L22).
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { stopWorker } from './access.mjs';
import { maker } from './desk.mjs';
import { judged, lastOrder } from './orders.mjs';
import { start } from './portal.mjs';
import { grown } from './rows.mjs';
import { cleanup, equal } from './tap.mjs';

// Ash and Hazel see the harbour's offers, Rowan the meadow's. The product costs 80.00 and 30.00; Ash and Rowan have prices of their own.
const ORGS = {
  ash: { name: 'Ash Partner Example', owner: 'partner', crm: 'C-ASH', group: 'harbour', own: ['60.00', '25.00'] },
  hazel: { name: 'Hazel Partner Example', owner: 'end_customer', crm: '', group: 'harbour' },
  rowan: { name: 'Rowan Partner Example', owner: 'end_customer', crm: 'C-ROWAN', group: 'meadow', own: ['70.00', '20.00'] },
};
const LIST = ['80.00', '30.00'];
const title = (word) => word[0].toUpperCase() + word.slice(1);
export const offerNames = (group) => [`${title(group)} seats`, `${title(group)} vault`];

/** { portal, desk, make, orgs, offers, once }: the worker rests, once() lets it do what waits. */
export async function channel() {
  const portal = await start();
  cleanup(() => portal.stop());
  await stopWorker(portal);
  const desk = await portal.signIn('admin@portico.example.com'), make = maker(desk), orgs = {}, offers = {};
  const products = [await make.product('S-SEAT', 'Seat', LIST[0]), await make.product('S-VAULT', 'Vault', LIST[1])];
  for (const [slug, o] of Object.entries(ORGS)) {
    const billing = `B-${slug.toUpperCase()}`, email = `bo@${slug}.example.com`;
    const publicId = await make.organisation(slug, o.name, { invoice_owner: o.owner, billing_account: billing, crm_account: o.crm });
    await make.person(publicId, 'Bo Example', email, ['partner_admin']);
    if (o.own) await make.pricesOf(publicId, `Of ${o.name}`, products.map((product, i) => [product, o.own[i]]));
    const [{ id, party }] = await portal.sql('SELECT id, party_id AS party FROM org WHERE slug = ?', [slug]);
    orgs[slug] = { ...o, slug, id, party, publicId, email, billing, prices: o.own ?? LIST, offers: offerNames(o.group) };
  }
  for (const group of ['harbour', 'meadow']) {
    const who = Object.values(orgs).filter((o) => o.group === group).map((o) => o.publicId);
    for (const [i, name] of offerNames(group).entries()) offers[name] = await make.offer(`${group}-${i}`, name, group, products[i], who);
  }
  const once = () => promisify(execFile)(path.join(portal.bin, 'portico-worker'), ['--once'], { env: portal.env });
  /** Until nothing waits; what the demo data left to do is done by the first of them. */
  const settle = async () => {
    for (let i = 0; i < 60; i++) {
      await once();
      const [{ n }] = await portal.sql("SELECT (SELECT COUNT(*) FROM outbox WHERE status = 'due') + (SELECT COUNT(*) FROM invoice WHERE status = 'draft') AS n");
      if (!Number(n)) return;
    }
    throw new Error('something waits for ever');
  };
  return { portal, desk, make, orgs, offers, once, settle };
}

// What an order fills that has no column for an organisation: each belongs to a row that has one, a customer, an invoice or the trail's.
const OF_A_ROW = new Set(['party', 'audit_value', 'document', 'invoice_snapshot']);

/** One order of an organisation, from the first row to the last mail: place() answers what the caller wants to know. Then every row that came is
 *  looked at; answers { answer, order, rows }. */
export async function ordered({ portal, settle }, org, place) {
  const sql = (...a) => portal.sql(...a);
  await settle();
  const mark = await lastOrder(sql);
  const { answer, rows, orgs } = await grown(portal, async () => {
    const placed = await place();
    await settle();
    return placed;
  });
  const made = await portal.sql('SELECT * FROM customer_order WHERE id > ?', [mark]);
  equal(made.map((o) => [o.status, o.kind, o.org_id]), [['complete', 'new', org.id]], 'one order, complete');
  for (const [table, of] of Object.entries(orgs)) equal(Object.keys(of), [String(org.id)], `${table}: rows of organisations ${JSON.stringify(of)}`);
  equal(Object.keys(rows).filter((table) => !orgs[table] && !OF_A_ROW.has(table)), [], 'tables without an organisation');
  equal((await judged(sql, mark)).why, [], 'what every placed order leaves behind');
  return { answer, order: made[0], rows };
}

/** Payer and invoice owner as the organisation's setting says; the outbox tells billing and CRM what 2.5 wants. customer: what was typed. */
export async function judgedOutside({ portal }, org, order, customer) {
  const [c] = await portal.sql('SELECT c.id, c.party_id AS party, c.org_id FROM customer c WHERE c.id = ?', [order.customer_id]);
  equal([order.invoice_owner, c.org_id], [org.owner, org.id]);
  const payer = org.owner === 'partner' ? org.party : c.party;
  const bills = await portal.sql(`SELECT g.party_id AS party, g.org_id AS org, s.org_id AS of FROM order_line l JOIN subscription s ON s.order_line_id = l.id
    JOIN bill_group g ON g.id = s.bill_group_id WHERE l.order_id = ?`, [order.id]);
  equal(bills, bills.map(() => ({ party: payer, org: org.id, of: org.id })), 'the bill group is the payer’s');
  const invoices = await portal.sql('SELECT g.party_id AS party, i.org_id AS org FROM invoice i JOIN bill_group g ON g.id = i.bill_group_id WHERE i.order_id = ?', [order.id]);
  equal(invoices, [{ party: payer, org: org.id }], 'one invoice, to the payer');
  const told = await portal.sql("SELECT kind, org_id, CAST(payload AS CHAR) AS payload, status FROM outbox WHERE kind IN ('billing.account', 'crm.account') AND noun_id = ? ORDER BY kind", [c.id]);
  equal(told.map((t) => [t.kind, t.org_id, t.status]), [['billing.account', org.id, 'held'], ['crm.account', org.id, 'held']]);
  for (const { kind, payload } of told) {
    const { order: reference, name, contact, billing_parent, crm_parent, invoice_owner } = JSON.parse(payload);
    equal([kind, reference, name], [kind, order.reference.slice(2), customer.company]);
    equal(contact, { first_name: customer.first_name, last_name: customer.last_name, email: customer.email }, 'the contact');
    equal([billing_parent, invoice_owner], [org.billing, org.owner], 'the parent account and who owns the invoice');
    equal(crm_parent, org.crm || null, 'ParentId: the organisation’s CRM account, or none and no error');
  }
  equal(order.sync_status, 'pending', 'no CRM id is no error');
}
