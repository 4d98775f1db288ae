// What was chosen with an order holds for every document that bills it (lib/model/payment_type.h): the invoice's page, file, mail, the
// API and the payer's portal say the same, nobody is asked to transfer what is collected, and no document mixes two ways.
import { execFile, execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { stopWorker, visitor as customerOf } from '../lib/access.mjs';
import { Api, makeKey } from '../lib/api.mjs';
import { Judge, operationsOf } from '../lib/openapi.mjs';
import { publicText } from '../lib/orders.mjs';
import { start } from '../lib/portal.mjs';
import { choose, placing, put, review, shelf, somebody } from '../lib/shop.mjs';
import { cleanup, equal, match, run, test, unmatch } from '../lib/tap.mjs';

const portal = await start();
cleanup(() => portal.stop());
await stopWorker(portal);
await portal.sql("UPDATE party SET language = 'en'");
const alder = await portal.signIn('admin@alder.example.com', { language: 'en' });
const birch = await portal.signIn('admin@birch.example.net', { language: 'en' });
const api = new Api(portal, await makeKey(portal, 'alder'));
cleanup(() => api.close());
const judge = new Judge((await api.get('/api/openapi.json')).json);
const getInvoice = operationsOf(judge.doc).find((o) => o.id === 'getInvoice');
const text = (page) => page.text.replace(/<(style|script)[\s\S]*?<\/\1>/g, '').replace(/<[^>]+>/g, ' ').replace(/&nbsp;|\u00a0/g, ' ').replace(/\s+/g, ' ');
const rows = (sql, params) => portal.sql(sql, params);
const ways = (name, list) => rows(`UPDATE offer_version SET payment_types = ? WHERE name = ? AND status = 'published'`, [list, name]);
const worker = async () => {
  await rows(`DELETE FROM schedule_lease WHERE name IN ('invoice.draft', 'invoice.number')`);
  await promisify(execFile)(path.join(portal.bin, 'portico-worker'), ['--once'], { env: portal.env });
};
/** One offer, for that customer, in that way; "": nothing is chosen. Answers the inner id of the order. */
async function bought(visitor, offer, way, customer) {
  const offers = await shelf(visitor);
  await ways(offer, way && 'bank_transfer,card,direct_debit,manual');
  equal((await put(visitor, offers[offer], 5)).status, 303);
  equal((await choose(visitor, customer)).status, 303);
  const reply = await visitor.post('/checkout/place', { ...placing(await review(visitor)), ...(way && { payment_type: way }) });
  equal(reply.status, 303, text(reply).slice(0, 400));
  await worker();
  return (await rows('SELECT id FROM customer_order WHERE placed_at IS NOT NULL ORDER BY id DESC LIMIT 1'))[0].id;
}
/** What falls due next of these orders falls due today. */
async function dueNow(orders) {
  await rows(`UPDATE schedule_entry e JOIN subscription s ON s.id = e.subscription_id JOIN order_line l ON l.id = s.order_line_id
    JOIN (SELECT subscription_id, MIN(due_on) AS due_on FROM schedule_entry WHERE status = 'planned' GROUP BY subscription_id) n ON n.subscription_id = s.id AND n.due_on = e.due_on
    SET e.due_on = CURRENT_DATE WHERE e.status = 'planned' AND l.order_id IN (?)`, [orders]);
  await worker();
}
const invoicesOf = (order) => rows(`SELECT DISTINCT i.id, CAST(i.public_id AS CHAR) AS public, i.number, i.payment_type AS way, g.id AS bill_group
  FROM invoice i JOIN bill_group g ON g.id = i.bill_group_id JOIN invoice_line x ON x.invoice_id = i.id JOIN subscription s ON s.id = x.subscription_id
  JOIN order_line l ON l.id = s.order_line_id WHERE l.order_id = ? AND i.status <> 'draft' ORDER BY i.id`, [order]);
const tool = (() => { try { execFileSync('pdftotext', ['-v'], { stdio: 'ignore' }); return true; } catch { return false; } })();
function fileText(bytes) {
  const file = path.join(os.tmpdir(), `portico-ways-${process.pid}.pdf`);
  fs.writeFileSync(file, bytes);
  try {
    return execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' }).replace(/\u00a0/g, ' ').replace(/\s+/g, ' ');
  } finally {
    fs.rmSync(file, { force: true });
  }
}
/** What each document of an invoice says, as text. */
async function said(visitor, invoice, to, since) {
  const at = `/invoices/${publicText(invoice.public)}`;
  const [mail] = await portal.mails({ to, subject: invoice.number, since });
  return { page: text(await visitor.get(at)), mail: mail.text.replace(/\s+/g, ' '), ...(tool && { file: fileText((await visitor.get(`${at}/pdf`)).bytes) }) };
}
let card;

test('chosen is the card: page, file, mail and API say so, and none gives an account to transfer to', async () => {
  const since = portal.mailCount();
  [card] = await invoicesOf(await bought(alder, 'Pro, yearly', 'card', { ...somebody, company: 'Card Example' }));
  equal(card.way, 'card');
  for (const [where, words] of Object.entries(await said(alder, card, 'admin@alder.example.com', since))) {
    match(words, /How it is paid:? Card/, where);
    match(words, /EUR will be charged to the card, due \d+ \w+ \d{4}\. Please do not transfer it\./, where);
    for (const none of ['IBAN', 'Account holder', 'Please pay']) unmatch(words, none, where);
  }
  const answer = await api.get(`/api/v1/invoices/${publicText(card.public)}`);
  equal(judge.deviations(getInvoice, answer), []);
  equal(answer.json.payment_type, 'card');
});

test('nothing chosen: the bill group\u2019s own way, kept when that changes later', async () => {
  const since = portal.mailCount();
  const [plain] = await invoicesOf(await bought(alder, 'Pro, yearly', '', { ...somebody, company: 'Plain Example' }));
  equal(plain.way, 'bank_transfer');
  await rows(`UPDATE bill_group SET payment_type = 'direct_debit' WHERE id = ?`, [plain.bill_group]);
  for (const [where, words] of Object.entries(await said(alder, plain, 'admin@alder.example.com', since))) {
    match(words, /How it is paid:? Bank transfer/, where);
    match(words, /Please pay [\d,.]+ EUR by .* and state the reference\./, where);
    match(words, 'IBAN', where);
  }
  match(text(await alder.get(`/invoices/${publicText(card.public)}`)), 'How it is paid Card');
  await rows(`UPDATE bill_group SET payment_type = 'bank_transfer' WHERE id = ?`, [plain.bill_group]);
});

test('what falls due together is gathered by its way: no document has two', async () => {
  const first = await bought(alder, 'Core, monthly', 'card', { ...somebody, company: 'Both Example' });
  const [{ customer }] = await rows('SELECT CAST(c.public_id AS CHAR) AS customer FROM customer_order o JOIN customer c ON c.id = o.customer_id WHERE o.id = ?', [first]);
  const orders = [first, await bought(alder, 'Core, monthly', '', { customer: publicText(customer) }), await bought(alder, 'Core, monthly', 'bank_transfer', { customer: publicText(customer) })];
  const before = (await Promise.all(orders.map(invoicesOf))).map((list) => list.length);
  await dueNow(orders);
  const [a, b, c] = (await Promise.all(orders.map(invoicesOf))).map((list, i) => list.slice(before[i]));
  equal([a.length, b.length, c.length], [1, 1, 1]);
  equal([a[0].way, b[0].way], ['card', 'bank_transfer']);
  equal(b[0].id, c[0].id, 'chosen or the payer\u2019s own, it is the same way');
});

test('the payer\u2019s portal: what is collected is not asked for; what is to be transferred is, with its account', async () => {
  const billed = async (way, who) => {
    const order = await bought(birch, 'Monitoring', way, who);
    await dueNow([order]);
    return (await invoicesOf(order))[0];
  };
  const debit = await billed('direct_debit', { ...somebody, company: 'Debit Example', email: 'debit@example.org' });
  const ann = portal.visitor();
  ann.jar.set('portico_customer', (await customerOf(portal, { group: debit.bill_group })).token);
  const view = () => ann.get('/billing').then(text);
  const page = await view();
  match(page, 'How to pay What is paid by card or by direct debit is collected when it is due. Please do not transfer it.');
  for (const none of ['IBAN', 'Account holder']) unmatch(page, none);
  const [{ customer }] = await rows('SELECT CAST(c.public_id AS CHAR) AS customer FROM invoice i JOIN customer c ON c.id = i.customer_id WHERE i.id = ?', [debit.id]);
  const open = await billed('manual', { customer: publicText(customer) });
  equal([open.bill_group, open.way], [debit.bill_group, 'manual']);
  const both = await view();
  match(both, `Please pay by the due date and state the reference. Account holder`);
  match(both, `Reference ${open.number}`);
  match(both, 'is collected when it is due.');
});
await run();
