// A customer moves to another partner (DOMAIN decision 57; the rule T1 to T6 stands in lib/model/transfer.h). Core costs Alder 15.99 EUR a month,
// which Alder pays itself; a second customer is invoiced on its own.
import { Api, makeKey } from '../lib/api.mjs';
import { formKey } from '../lib/fault.mjs';
import { publicText } from '../lib/orders.mjs';
import { movesOf } from '../lib/moves.mjs';
import { start } from '../lib/portal.mjs';
import { choose, order, put, review, shelf, somebody } from '../lib/shop.mjs';
import { formOf, formsOf } from '../lib/visitor.mjs';
import { cleanup, equal, match, ok, run, test, unmatch } from '../lib/tap.mjs';

const portal = await start();
cleanup(() => portal.stop());
const { one, plain, orgs, worker, zoned } = await movesOf(portal);
const [alder, birch, boss, desk] = await Promise.all(['sales@alder.example.com', 'admin@birch.example.net', 'admin@alder.example.com', 'admin@portico.example.com']
  .map((email) => portal.signIn(email, { language: 'en' })));

/** A customer of Alder's with a subscription of two, its first month invoiced. owner: who pays. */
async function customer(company, owner = 'partner') {
  await portal.sql('UPDATE org SET invoice_owner = ? WHERE id = ?', [owner, orgs.alder.id]);
  const { id } = await order(alder, [['Core, monthly', 2]], { ...somebody, company });
  await portal.sql(`UPDATE org SET invoice_owner = 'partner' WHERE id = ?`, [orgs.alder.id]);
  const [row] = await portal.sql(`SELECT c.id, CAST(c.public_id AS CHAR) AS public, s.id AS subscription, CAST(s.public_id AS CHAR) AS subscription_public, s.bill_group_id AS payer
    FROM customer c JOIN subscription s ON s.customer_id = c.id WHERE c.name = ?`, [company]);
  await worker();
  const name = publicText(row.public), running = publicText(row.subscription_public);
  return { ...row, name, company, order: id, running, page: `/customers/${name}`, subscriptionPage: `/customers/subscriptions/${running}`, move: `/customers/staff/${name}/move` };
}
const asked = async (c, values = {}) => desk.submit(await desk.get(c.move), { org: orgs.birch.public, day: zoned(), reason: 'The customer asked for it.', ...values }, { action: c.move });
const documents = (c) => portal.sql(`SELECT i.id, CAST(i.public_id AS CHAR) AS public, i.kind, i.owner, i.org_id AS org, i.made_org_id AS made, CAST(i.net_minor AS SIGNED) AS net, i.bill_group_id AS payer
  FROM invoice i WHERE i.customer_id = ? ORDER BY i.id`, [c.id]);
const payerOf = (org) => one('SELECT g.id FROM bill_group g JOIN org o ON o.party_id = g.party_id WHERE o.id = ? AND g.legal_entity_id = 1 AND g.currency = \'EUR\'', [org.id]);
const sums = (c) => portal.sql(`SELECT CAST(SUM(e.amount_minor) AS SIGNED) AS planned, CAST(SUM(IF(e.status = 'invoiced', e.amount_minor, 0)) AS SIGNED) AS billed, COUNT(*) AS n
  FROM schedule_entry e WHERE e.subscription_id = ? AND e.status <> 'void' AND e.number <= 12`, [c.subscription]).then(([row]) => row);

const mover = await customer('Moving Example'), own = await customer('Own Payer Example', 'end_customer');
const keys = { alder: new Api(portal, await makeKey(portal, 'alder')), birch: new Api(portal, await makeKey(portal, 'birch')) };
const before = { mover: await sums(mover), items: await portal.sql('SELECT id, buy_minor, sell_minor FROM subscription_item WHERE subscription_id IN (?, ?) ORDER BY id', [mover.subscription, own.subscription]) };

test('T1: the page says what will happen; a partner cannot, nor staff without the right; wrong words stand beside their field', async () => {
  const page = await desk.get(mover.move);
  equal(page.status, 200);
  match(plain(page), 'Move Moving Example to another partner?');
  match(plain(page), '1 subscription that runs or is to begin goes along.');
  match(plain(page), /1 of them is paid by Alder Partner Example; from that day on the new organisation pays it, at the same prices/);
  match(plain(page), /Invoices that Alder Partner Example pays stay with Alder Partner Example/);
  match(plain(await desk.get(own.move)), '1 is paid by the customer and stays so');
  unmatch(page.text, `value="${orgs.alder.public}"`, 'its own organisation is no choice');
  ok((await boss.get(mover.move)).location?.startsWith('/login'), 'the desk is not for partners');
  ok([302, 303, 403].includes((await boss.post(mover.move, { org: orgs.birch.public, day: zoned(), reason: 'x' })).status));
  const support = await portal.signIn('support@portico.example.com', { language: 'en' });
  equal((await support.get(mover.move)).status, 403);
  unmatch((await support.get(`/customers/staff/${mover.name}`)).text, '/move"');
  const { values } = formOf(page.text, mover.move);
  equal((await desk.post(mover.move, { ...values, _csrf: '', org: orgs.birch.public, reason: 'x' })).status, 403, 'without proof');
  const past = await asked(mover, { day: zoned(-1) });
  equal(past.status, 422);
  match(plain(past), 'That day is over.');
  match(past.text, 'The customer asked for it.', 'what was typed stays');
  equal((await asked(mover, { reason: ' ' })).status, 422);
  equal((await asked(mover, { org: orgs.alder.public })).status, 422);
  await portal.sql(`UPDATE org SET status = 'suspended' WHERE id = ?`, [orgs.dogwood.id]);
  equal((await asked(mover, { org: orgs.dogwood.public })).status, 422, 'to an active one alone');
  await portal.sql(`UPDATE org SET status = 'active' WHERE id = ?`, [orgs.dogwood.id]);
  equal(await one('SELECT COUNT(*) FROM transfer'), 0);
});

test('T1: one that is planned is called off before its day; nothing moves, and another can be planned', async () => {
  const planned = await asked(mover, { day: zoned(3) });
  equal([planned.status, planned.location], [303, `/customers/staff/${mover.name}`]);
  match(plain(await desk.get(`/customers/staff/${mover.name}`)), /It moves to Birch Reseller Example on .* The customer asked for it\./);
  match(plain(await desk.get(mover.move)), 'is planned already');
  await worker();
  equal(await one('SELECT org_id FROM customer WHERE id = ?', [mover.id]), orgs.alder.id, 'its day has not come');
  const { values } = formOf((await desk.get(`${mover.move}/undo`)).text, `${mover.move}/undo`);
  const twice = await Promise.all([1, 2].map(() => desk.post(`${mover.move}/undo`, { ...values, _key: formKey() })));
  equal(twice.map((reply) => reply.status).sort(), [303, 409], 'two at once: one of them');
  equal(await portal.sql('SELECT status FROM transfer'), [{ status: 'undone' }]);
  match(plain(await alder.get(mover.page)), 'Moving Example');
});

test('T2, T5: at once when it is today, once however often it is sent; both sides\' administrators hear of it, without a price', async () => {
  const since = portal.mailCount(), page = await desk.get(mover.move);
  const { values } = formOf(page.text, mover.move), sent = { ...values, org: orgs.birch.public, day: zoned(), reason: 'The customer asked for it.' };
  const basket = async () => one(`SELECT COUNT(*) FROM customer_order WHERE status = 'draft' AND customer_id = ?`, [mover.id]);
  await put(alder, (await shelf(alder))['Core, monthly'], 1);
  await portal.sql(`UPDATE customer_order SET customer_id = ? WHERE status = 'draft' AND org_id = ?`, [mover.id, orgs.alder.id]);
  equal(await basket(), 1);
  const twice = await Promise.all([1, 2].map(() => desk.post(mover.move, sent)));
  equal(twice.map((reply) => reply.status), [303, 303], 'the same form, sent twice');
  equal(await portal.sql(`SELECT status, to_org_id AS org FROM transfer WHERE status <> 'undone'`), [{ status: 'done', org: orgs.birch.id }]);
  equal((await desk.post(mover.move, { ...sent, _key: formKey() })).status, 422, 'it is there already');
  equal((await asked(own)).status, 303);
  equal(await portal.sql('SELECT id, org_id FROM customer WHERE id IN (?, ?) ORDER BY id', [mover.id, own.id]), [{ id: mover.id, org_id: orgs.birch.id }, { id: own.id, org_id: orgs.birch.id }]);
  equal(await basket(), 0, 'the old organisation\'s basket has forgotten it');
  await worker();
  const [came] = await portal.mails({ to: 'admin@birch.example.net', since, link: own.page });
  match(came.text, /Own Payer Example is your customer now.*Subscriptions:?\s*1.*The customer asked for it\./s);
  const [left] = await portal.mails({ to: 'admin@alder.example.com', since, text: /Own Payer Example is not your customer any more/ });
  unmatch(left.text, /EUR|Birch/, 'no price, and not who the other one is');
  unmatch(came.text, /EUR|Alder/);
  const trail = await portal.sql(`SELECT action, org_id AS org FROM audit WHERE noun = 'customer' AND noun_id = ? AND action LIKE 'customer.moved%' ORDER BY id`, [own.id]);
  equal(trail, [{ action: 'customer.moved_away', org: orgs.alder.id }, { action: 'customer.moved_here', org: orgs.birch.id }]);
  match(plain(await desk.get(`/customers/staff/${own.name}`)), 'Came from another partner');
  match(plain(await desk.get(`/admin/partners/${orgs.alder.public}`)), 'A customer moved to another partner');
  equal(await one(`SELECT COUNT(*) FROM outbox WHERE kind IN ('billing.account', 'crm.account') AND status = 'held' AND org_id = ? AND noun_id = ?`, [orgs.birch.id, own.id]), 2, 'the billing system and the CRM are told the new parent');
});

test('T3: the new organisation reads, the old one finds nothing, by page, list, CSV, PDF and API', async () => {
  const [paid] = await documents(mover), [ownBill] = await documents(own);
  equal([paid.owner, paid.org, ownBill.owner, ownBill.org, ownBill.made], ['partner', orgs.alder.id, 'end_customer', orgs.birch.id, orgs.alder.id]);
  const bill = `/invoices/${publicText(ownBill.public)}`, kept = `/invoices/${publicText(paid.public)}`;
  const gone = [own.page, `${own.page}/edit`, own.subscriptionPage, `${own.subscriptionPage}/change`, mover.page, mover.subscriptionPage, `/orders/${own.order}`, `/orders/${mover.order}`, bill, `${bill}/pdf`];
  for (const at of gone) {
    equal((await boss.get(at)).status, 404, `Alder: ${at}`);
    equal((await birch.get(at)).status, 200, `Birch: ${at}`);
  }
  equal([(await boss.get(kept)).status, (await boss.get(`${kept}/pdf`)).status], [200, 200], 'what Alder pays stays its own');
  equal([(await birch.get(kept)).status, (await birch.get(`${kept}/pdf`)).status], [404, 404], 'and is not Birch\'s');
  unmatch((await boss.get(kept)).text, `href="${mover.page}"`, 'with no way to the customer');
  const lists = ['/customers', '/customers?q=Example', '/customers?format=csv', '/customers/subscriptions', '/customers/subscriptions?format=csv', '/orders', '/orders?format=csv', '/invoices?q=Own', '/home'];
  for (const at of lists) unmatch((await boss.get(at)).text, 'Own Payer Example', `Alder: ${at}`);
  for (const at of ['/customers', '/customers/subscriptions', '/orders', '/invoices?q=Own']) match((await birch.get(at)).text, 'Own Payer Example', `Birch: ${at}`);
  unmatch(plain(await birch.get(`/orders/${own.order}`)), 'Robin Alder', 'whom of theirs it was placed by stays Alder\'s');
  const rest = [`/api/v1/customers/${own.name}`, `/api/v1/subscriptions/${own.running}`, `/api/v1/orders/${own.order}`, `/api/v1/invoices/${publicText(ownBill.public)}`];
  for (const at of rest) equal([(await keys.alder.get(at)).status, (await keys.birch.get(at)).status], [404, 200], at);
  equal((await keys.birch.get(`/api/v1/orders/${own.order}`)).json.lines.length, 1, 'with its lines');
  for (const at of ['/api/v1/customers', '/api/v1/subscriptions', '/api/v1/orders', '/api/v1/invoices']) {
    const ids = (items) => items.map((item) => item.id);
    const mine = ids(await keys.alder.all(at)), theirs = ids(await keys.birch.all(at));
    for (const id of [own.name, own.running, own.order, publicText(ownBill.public)]) ok(!mine.includes(id), `Alder reads ${id} in ${at}`);
    ok([own.name, own.running, own.order, publicText(ownBill.public)].some((id) => theirs.includes(id)), `Birch reads none in ${at}`);
  }
});

test('T3: both organisations have it among their events', async () => {
  const typesOf = async (api) => (await api.all('/api/v1/events')).filter((event) => event.id === own.name).map((event) => event.type);
  const [left, came] = [await typesOf(keys.alder), await typesOf(keys.birch)];
  ok(left.includes('customer.moved_away') && !left.includes('customer.moved_here'), left.join());
  equal(came, ['customer.moved_here']);
});

test('T4: the new organisation pays what the old one paid; the end customer goes on paying; every price stays', async () => {
  const payer = await payerOf(orgs.birch);
  equal(await portal.sql('SELECT id, org_id AS org, bill_group_id AS payer FROM subscription WHERE id IN (?, ?) ORDER BY id', [mover.subscription, own.subscription]),
    [{ id: mover.subscription, org: orgs.birch.id, payer }, { id: own.subscription, org: orgs.birch.id, payer: own.payer }]);
  equal(await one('SELECT org_id FROM bill_group WHERE id = ?', [own.payer]), orgs.birch.id);
  equal(await portal.sql('SELECT id, buy_minor, sell_minor FROM subscription_item WHERE subscription_id IN (?, ?) ORDER BY id', [mover.subscription, own.subscription]), before.items);
  equal(await sums(mover), before.mover, 'no payment is lost or doubled');
  equal(await one(`SELECT COUNT(*) FROM schedule_entry WHERE subscription_id = ? AND status = 'planned' AND (org_id <> ? OR bill_group_id IS NOT NULL)`, [mover.subscription, orgs.birch.id]), 0);
});

test('T6: a credit of what the old organisation was billed goes to it, and stands in no sum of the new one\'s', async () => {
  const page = await birch.get(`${mover.subscriptionPage}/change?preview=1&quantity=3&when=rule`);
  match(plain(page), 'is given back to that one, not here');
  unmatch(plain(page), /Credit: 2 ×|-31\.98/);
  match(plain(page), 'Net 47.97 EUR', 'three for a month');
  const form = formsOf(page.text).find((f) => f.method === 'POST' && f.action.includes('/subscriptions/'));
  equal((await birch.post(form.action, form.values)).status, 303);
  await worker();
  const rows = (await documents(mover)).map(({ kind, org, net, payer }) => ({ kind, org, net, payer }));
  equal(rows, [
    { kind: 'invoice', org: orgs.alder.id, net: 3198, payer: mover.payer },
    { kind: 'invoice', org: orgs.birch.id, net: 4797, payer: await payerOf(orgs.birch) },
    { kind: 'credit_note', org: orgs.alder.id, net: -3198, payer: mover.payer },
  ]);
  equal(await one(`SELECT COUNT(*) FROM schedule_entry e JOIN schedule_entry c ON c.id = e.credits_id JOIN invoice d ON d.id = c.invoice_id JOIN invoice i ON i.id = e.invoice_id
    WHERE i.bill_group_id <> d.bill_group_id`), 0, 'no credit reaches a payer who did not pay');
  const [, , note] = await documents(mover), at = `/invoices/${publicText(note.public)}`;
  equal([(await boss.get(at)).status, (await birch.get(at)).status], [200, 404]);
});

test('T6: of what the end customer pays, a credit is the customer\'s, and takes the margin from whose it was', async () => {
  const page = await birch.get(`${own.subscriptionPage}/change?preview=1&quantity=3&when=rule`);
  match(plain(page), 'Credit: 2 ×', 'the same payer: it stands in its sums');
  const form = formsOf(page.text).find((f) => f.method === 'POST' && f.action.includes('/subscriptions/'));
  equal((await birch.post(form.action, form.values)).status, 303);
  await worker();
  const rows = (await documents(own)).slice(1).sort((a, b) => a.net - b.net);
  equal(rows.map(({ kind, org, made, payer }) => ({ kind, org, made, payer })), [
    { kind: 'credit_note', org: orgs.birch.id, made: orgs.alder.id, payer: own.payer },
    { kind: 'invoice', org: orgs.birch.id, made: null, payer: own.payer },
  ]);
});

test('T2, T6: on a day to come, by the worker: what is due before it is the old payer\'s, from it on the new one\'s; the sums stay', async () => {
  const c = await customer('Later Example'), all = await sums(c);
  equal((await asked(c, { day: zoned(40) })).status, 303);
  // 75 days go by without a worker
  for (const [table, days, where] of [['transfer', ['on_day'], `status = 'planned'`], ['transfer_customer', ['on_day'], 'waiting = 1'],
    ['subscription', ['start_on', 'term_start_on', 'term_end_on', 'billed_from_on'], `id = ${c.subscription}`], ['schedule_entry', ['due_on', 'period_from', 'period_to'], `subscription_id = ${c.subscription}`],
    ['invoice_line', ['period_from', 'period_to'], `subscription_id = ${c.subscription}`]])
    await portal.sql(`UPDATE ${table} SET ${days.map((day) => `${day} = DATE_SUB(${day}, INTERVAL 75 DAY)`).join()} WHERE ${where}`);
  await worker();
  const rows = (await documents(c)).map(({ org, net, payer }) => ({ org, net, payer }));
  const birchPays = { org: orgs.birch.id, net: 3198, payer: await payerOf(orgs.birch) }, alderPays = { org: orgs.alder.id, net: 3198, payer: c.payer };
  equal(rows.slice().sort((a, b) => a.org - b.org), [alderPays, alderPays, birchPays], 'the first, the second month; the third');
  equal({ ...await sums(c), billed: 0 }, { ...all, billed: 0 }, 'every payment once');
  equal((await sums(c)).billed, 3 * 3198);
  await worker();
  equal((await documents(c)).length, 3, 'again: nothing new');
});

test('T2: it waits while an order of the customer is processed, and while the new organisation is not active; payments from the day on wait with it', async () => {
  const c = await customer('Waiting Example');
  await portal.sql(`UPDATE customer_order SET status = 'processing' WHERE customer_id = ?`, [c.id]);
  equal((await asked(c)).status, 303);
  equal(await one('SELECT org_id FROM customer WHERE id = ?', [c.id]), orgs.alder.id);
  await portal.sql(`UPDATE customer_order SET status = 'complete' WHERE customer_id = ?`, [c.id]);
  await portal.sql(`UPDATE org SET status = 'suspended' WHERE id = ?`, [orgs.birch.id]);
  await portal.sql(`UPDATE schedule_entry SET due_on = ? WHERE subscription_id = ? AND number = 2`, [zoned(), c.subscription]);
  await worker();
  equal([await one('SELECT org_id FROM customer WHERE id = ?', [c.id]), (await documents(c)).length], [orgs.alder.id, 1]);
  await portal.sql(`UPDATE org SET status = 'active' WHERE id = ?`, [orgs.birch.id]);
  await worker();
  const rows = (await documents(c)).map(({ org }) => org);
  equal([await one('SELECT org_id FROM customer WHERE id = ?', [c.id]), rows], [orgs.birch.id, [orgs.alder.id, orgs.birch.id]]);
});

test('an order that failed is cancelled; an external id stays its own organisation\'s; moved on, the one in between loses it, too', async () => {
  const c = await customer('Third Example', 'end_customer');
  await portal.sql(`UPDATE customer_order SET external_id = 'A-1' WHERE customer_id = ?`, [c.id]);
  await portal.sql(`INSERT INTO customer_order (public_id, org_id, customer_id, reference, external_id, status, invoice_owner, currency, created_at, placed_at)
    VALUES (1, ?, ?, 'O-x', NULL, 'failed', 'partner', 'EUR', UTC_TIMESTAMP(6), UTC_TIMESTAMP(6))`, [orgs.alder.id, c.id]);
  equal((await asked(c)).status, 303);
  equal(await one(`SELECT status FROM customer_order WHERE public_id = 1`), 'cancelled');
  const listed = await keys.birch.get('/api/v1/orders?external_id=A-1');
  equal([listed.json.items?.length ?? listed.json.data?.length, (await keys.birch.get(`/api/v1/orders/${c.order}`)).json.external_id], [0, null]);
  equal((await asked(c, { org: orgs.cedar.public })).status, 303);
  equal([(await birch.get(c.page)).status, (await boss.get(c.page)).status], [404, 404]);
  equal((await portal.sql('SELECT org_id AS org, made_org_id AS made FROM invoice WHERE customer_id = ?', [c.id])), [{ org: orgs.cedar.id, made: orgs.alder.id }]);
});

test('T1, T3, T4: one becomes the vendor\'s own: it pays itself what was paid until then, without a margin, and staff go on with it', async () => {
  const [c, d] = [await customer('Direct Example'), await customer('Direct Payer Example', 'end_customer')];
  await portal.sql(`UPDATE subscription_item SET sell_minor = 1999 WHERE subscription_id = ?`, [d.subscription]);
  await portal.sql(`UPDATE schedule_entry SET amount_minor = 3998, margin_minor = 800 WHERE subscription_id = ? AND status = 'planned'`, [d.subscription]);
  const [all, since] = [await Promise.all([sums(c), sums(d)]), portal.mailCount()];
  match(plain(await desk.get(c.move)), /With no new organisation it is our own customer: it pays everything itself.*None: our own customer from then on/);
  for (const each of [c, d]) equal((await asked(each, { org: 'direct' })).status, 303);
  await worker();
  equal(await Promise.all([sums(c), sums(d)]), all, 'every payment once, as it was');
  const [left] = await portal.mails({ to: 'admin@alder.example.com', since, text: /Direct Example is not your customer any more/ });
  unmatch(left.text, 'EUR');
  const owners = await portal.sql(`SELECT s.org_id AS org, g.party_id = c.party_id AS own, g.org_id AS sells, SUM(i.buy_minor <> i.sell_minor) AS margins FROM subscription s JOIN customer c ON c.id = s.customer_id
    JOIN bill_group g ON g.id = s.bill_group_id JOIN subscription_item i ON i.subscription_id = s.id WHERE s.id IN (?, ?) GROUP BY s.id`, [c.subscription, d.subscription]);
  equal(owners.map((o) => [o.org, o.own, o.sells, Number(o.margins)]), [[null, 1, null, 0], [null, 1, null, 0]]);
  equal(await one(`SELECT COUNT(*) FROM schedule_entry WHERE subscription_id IN (?, ?) AND status = 'planned' AND (org_id IS NOT NULL OR margin_minor <> 0)`, [c.subscription, d.subscription]), 0);
  const bill = publicText((await documents(d))[0].public);
  for (const at of [c.page, c.subscriptionPage, `/orders/${c.order}`, d.page, `/invoices/${bill}`, `/invoices/${bill}/pdf`]) equal([(await boss.get(at)).status, (await birch.get(at)).status], [404, 404], at);
  for (const at of [`/api/v1/customers/${c.name}`, `/api/v1/subscriptions/${c.running}`, `/api/v1/orders/${c.order}`]) equal((await keys.alder.get(at)).status, 404, at);

  const running = `/customers/staff/subscriptions/${c.running}`;
  const pages = [`/customers/staff/${c.name}`, running, `${running}/usage`, `${running}/change`, `${running}/cancel`, `/admin/invoices/${bill}`, `/invoices/staff/${bill}/pdf`, `/admin/orders/${c.order}`, `/customers/staff/${c.name}/edit`];
  for (const at of pages) equal((await desk.get(at)).status, 200, `the desk: ${at}`);
  match(plain(await desk.get(running)), /None: our own customer.*Direct Example/);
  match(plain(await desk.get(`/customers/staff/${c.name}`)), /Core, monthly.*O-.*Became our own customer/);
  match(plain(await desk.get('/admin/orders?q=Direct')), /Direct Example/);
  match(plain(await desk.get('/customers/staff/subscriptions?q=Direct')), /Direct Example/);
  const edit = `/customers/staff/${c.name}/edit`;
  equal((await desk.submit(await desk.get(edit), { city: 'Graz' }, { action: edit })).status, 303);

  const page = await desk.get(`${running}/change?preview=1&quantity=3&when=rule`), form = formsOf(page.text).find((f) => f.method === 'POST' && f.action.includes('/subscriptions/'));
  match(plain(page), 'Net 47.97 EUR');
  equal((await desk.post(form.action, form.values)).status, 303);
  await worker();
  const rows = (await portal.sql('SELECT owner, kind, org_id AS org, CAST(net_minor AS SIGNED) AS net, margin_minor AS margin, bill_group_id AS payer FROM invoice WHERE customer_id = ? ORDER BY id', [c.id]));
  const payer = await one('SELECT bill_group_id FROM subscription WHERE id = ?', [c.subscription]);
  equal(rows, [
    { owner: 'partner', kind: 'invoice', org: orgs.alder.id, net: 3198, margin: 0, payer: c.payer },
    { owner: 'end_customer', kind: 'invoice', org: null, net: 4797, margin: 0, payer },
    { owner: 'partner', kind: 'credit_note', org: orgs.alder.id, net: -3198, margin: 0, payer: c.payer },
  ]);
  await portal.sql('UPDATE schedule_entry SET due_on = ? WHERE subscription_id = ? AND number = 2', [zoned(), d.subscription]);
  await worker();
  equal((await documents(d)).slice(1).map(({ org, made, net, payer: of }) => ({ org, made, net, of })), [{ org: null, made: null, net: 3998, of: d.payer }], 'its payments go on');
  equal((await desk.get(`${running}/change?preview=1&version=${orgs.alder.public}`)).status < 500, true);
});

test('T7: until its day the partner orders nothing more for it that another would have to pay; it may still cancel, and staff may do all', async () => {
  const c = await customer('Barred Example');
  const buy = async () => {
    await put(alder, (await shelf(alder))['Core, monthly'], 2);
    await choose(alder, { customer: c.name });
    return plain(await review(alder));
  };
  unmatch(await buy(), 'This customer moves');
  const before = (await keys.alder.get(`/api/v1/subscriptions/${c.running}`)).json.quantity;
  const planned = await asked(c, { day: zoned(20) });
  equal(planned.status, 303, plain(planned));
  match(await buy(), 'This customer moves to somebody else on');
  const placed = formsOf((await review(alder)).text).find((f) => f.action === '/checkout/place');
  equal(placed, undefined, 'there is no button');
  const lines = [{ offer: (await shelf(alder))['Core, monthly'], quantity: 2 }];
  const replies = [await keys.alder.post('/api/v1/orders', { external_id: 'T7-1', customer: c.name, lines }), await keys.alder.post(`/api/v1/subscriptions/${c.running}/update`, { external_id: 'T7-2', quantity: 50 })];
  for (const reply of replies) {
    equal(reply.status, 422, reply.text);
    match(reply.text, 'This customer moves to somebody else');
  }
  match(plain(await alder.get(`${c.subscriptionPage}/change?preview=1&quantity=50&when=rule`)), 'This customer moves to somebody else');
  equal((await keys.alder.get(`/api/v1/subscriptions/${c.running}`)).json.quantity, before);
  equal(await one(`SELECT COUNT(*) FROM customer_order WHERE external_id IN ('T7-1', 'T7-2')`), 0);
  const page = await desk.get(`/customers/staff/subscriptions/${c.running}/change?preview=1&quantity=3&when=rule`), form = formsOf(page.text).find((f) => f.method === 'POST' && f.action.includes('/subscriptions/'));
  const done = await desk.post(form.action, form.values);
  equal(done.status, 303, plain(done));
});

await run();
