// What is paid by use (DOMAIN L5; lib/model/usage.h): sold with its price for each, counted by staff and from a file, billed after the period.
// Traffic costs 0.50 EUR a GB here.
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { start } from '../lib/portal.mjs';
import { stopWorker } from '../lib/access.mjs';
import { publicText } from '../lib/orders.mjs';
import { order, shelf, somebody } from '../lib/shop.mjs';
import { formOf } from '../lib/visitor.mjs';
import { cleanup, equal, match, ok, run, test, unmatch } from '../lib/tap.mjs';

const portal = await start();
cleanup(() => portal.stop());
await stopWorker(portal);
await portal.sql(`UPDATE person SET language = 'en'`);
const desk = await portal.signIn('admin@portico.example.com', { language: 'en' });
const alder = await portal.signIn('sales@alder.example.com', { language: 'en' });
const birch = await portal.signIn('sales@birch.example.net', { language: 'en' });
const one = async (sql, params) => Object.values((await portal.sql(sql, params))[0] ?? {})[0];
const text = (page) => page.text.replace(/<(style|script)[\s\S]*?<\/\1>/g, '').replace(/<[^>]+>/g, ' ').replace(/&nbsp;|\u00a0/g, ' ').replace(/\s+/g, ' ');
const worker = async () => {
  await portal.sql(`DELETE FROM schedule_lease WHERE name IN ('usage.bill', 'invoice.draft', 'invoice.number')`);
  await promisify(execFile)(path.join(portal.bin, 'portico-worker'), ['--once'], { env: portal.env });
};
const product = { name: 'Traffic', code: 'traffic', description: '', charge: 'usage', period_months: '1', metric: 'GB', tax_class: 'standard' };
let s;

test('a product that is paid by use says what is counted', async () => {
  const send = async (values) => desk.submit(await desk.get('/admin/products/new'), { ...product, ...values }, { action: '/admin/products/new' });
  const reply = await send({ metric: '' });
  equal(reply.status, 422);
  match(text(reply), 'Say what is counted');
  equal((await send({})).status, 303);
  equal((await portal.sql(`SELECT charge, period_months, metric FROM product WHERE code = 'traffic'`)), [{ charge: 'usage', period_months: 1, metric: 'GB' }]);
  equal((await send({ code: 'plain', name: 'Plain', charge: 'recurring' })).status, 303);
  equal(await one(`SELECT metric FROM product WHERE code = 'plain'`), '', 'what is recurring counts nothing');
});

test('the offer and the review say how it is charged, and nothing of it is planned', async () => {
  const id = await one(`SELECT id FROM product WHERE code = 'traffic'`);
  await portal.sql(`INSERT INTO product_price (product_id, currency, amount_minor, valid_from) VALUES (?, 'EUR', 50, '2024-01-01')`, [id]);
  const [core] = await portal.sql(`SELECT v.id FROM offer_version v WHERE v.name = 'Core, monthly' AND v.status = 'published'`);
  await portal.sql(`INSERT INTO offer_item (version_id, product_id, position, quantity) VALUES (?, ?, 9, 1)`, [core.id, id]);
  await portal.sql('UPDATE offer_version SET trial_days = 0 WHERE id = ?', [core.id]);
  const offers = await shelf(alder);
  const page = await alder.get(`/offers/o/${offers['Core, monthly']}`);
  match(text(page), '0.50 EUR for each GB that is used, billed monthly in arrears');
  const { review, id: placed } = await order(alder, [['Core, monthly', 2]], { ...somebody, company: 'Traffic Example' });
  match(text(review), '0.50 EUR for each GB that is used');
  match(text(review), 'billed after each period');
  [s] = await portal.sql('SELECT id, CAST(public_id AS CHAR) AS public FROM subscription ORDER BY id DESC LIMIT 1');
  s.name = publicText(s.public);
  ok(placed);
  equal(await one('SELECT COUNT(*) FROM schedule_entry e JOIN subscription_item i ON i.id = e.item_id WHERE i.product_id = ?', [id]), 0);
  match(text(await alder.get(`/customers/subscriptions/${s.name}`)), 'by usage');
});

const usagePath = () => `/customers/staff/subscriptions/${s.name}/usage/new`;
const today = new Date().toISOString().slice(0, 10);
test('staff add a use, once a key; the partner reads it, nobody else does', async () => {
  const add = async (values) => desk.submit(await desk.get(usagePath()), { product: 'traffic', quantity: '30', key: 'k-1', ...values }, { action: usagePath() });
  const refused = await add({ quantity: '0' });
  equal(refused.status, 422);
  match(refused.text, 'value="k-1"', 'what was typed stays');
  const first = await add({});
  equal([first.status, first.status === 303 || text(first).slice(300, 1100)], [303, true]);
  equal((await add({})).status, 303, 'the same again');
  const other = await add({ quantity: '31' });
  equal(other.status, 422);
  match(text(other), 'This key was used');
  equal(await one('SELECT COUNT(*) FROM usage_record WHERE subscription_id = ?', [s.id]), 1);
  for (const key of ['K-1', 'k\u00e9-1', 'k-\uff11']) equal((await add({ key })).status, 303, key);
  equal(await one('SELECT COUNT(*) FROM usage_record WHERE subscription_id = ?', [s.id]), 4, 'a key of other letters is another use, however alike they are');
  await portal.sql(`DELETE FROM usage_record WHERE subscription_id = ? AND once_key <> 'k-1'`, [s.id]);
  const page = await alder.get(`/customers/subscriptions/${s.name}/usage`);
  match(text(page), 'Not billed yet');
  unmatch(page.text, 'name="quantity"', 'the partner reads only');
  equal((await birch.get(`/customers/subscriptions/${s.name}/usage`)).status, 404);
  const form = formOf((await desk.get(usagePath())).text, usagePath());
  equal((await alder.post(usagePath(), form.values)).status, 403, 'it is not the partner\'s to add');
  equal((await desk.post(usagePath(), { ...form.values, _csrf: 'x' })).status, 403);
  equal(await one('SELECT COUNT(*) FROM usage_record WHERE subscription_id = ?', [s.id]), 1);
});

test('uses come from a file, and a second time nothing changes', async () => {
  const send = async (csv) => {
    const form = formOf((await desk.get('/admin/imports')).text, '/admin/imports');
    const boundary = 'portico-usage';
    const parts = Object.entries({ ...form.values, kind: 'usage' }).filter(([k]) => k !== 'file').map(([k, v]) => `--${boundary}\r\nContent-Disposition: form-data; name="${k}"\r\n\r\n${v}\r\n`);
    parts.push(`--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="usage.csv"\r\nContent-Type: text/csv\r\n\r\n${csv}\r\n--${boundary}--\r\n`);
    const reply = await desk.request('POST', '/admin/imports', { body: Buffer.from(parts.join('')), headers: { 'content-type': `multipart/form-data; boundary=${boundary}`, 'sec-fetch-site': 'same-origin' } });
    equal(reply.status, 303, reply.text.slice(0, 300));
    await worker();
    return reply.location;
  };
  const figures = async (at) => /New (\d+) Changed (\d+) Faults (\d+)/.exec(text(await desk.get(at))).slice(1).map(Number);
  const csv = `subscription,product,used_on,quantity,key\r\n${s.name},traffic,${today},12,k-2\r\n${s.name},,${today},30,k-1`;
  const wrong = await send(`${csv}\r\n0000000000000,traffic,${today},1,k-3\r\n${s.name},traffic,${today},x,k-4\r\n${s.name},traffic,2999-01-01,1,k-5`);
  equal(await figures(wrong), [1, 0, 3]);
  equal(await figures(await send(`${csv}\r\n${s.name},,${today},5,K-1\r\n${s.name},,${today},5,K-2`)), [3, 0, 0], 'keys of other letters are other uses, in a file as in the table');
  const at = await send(csv);
  equal(await figures(at), [1, 0, 0], 'what is there changes nothing');
  equal((await desk.submit(await desk.get(at), {}, { action: `${at}/apply` })).status, 303);
  await worker();
  equal(await one('SELECT CAST(SUM(quantity) AS CHAR) FROM usage_record WHERE subscription_id = ?', [s.id]), '42');
  const file = await desk.get('/admin/exports/usage');
  match(file.text, `${s.name},traffic,${today},12,k-2`);
  equal(await figures(await send(file.text)), [0, 0, 0], 'the export comes back and changes nothing');
});

test('cancelled within its period, what was used is billed', async () => {
  await portal.sql(`UPDATE usage_record SET used_on = DATE_SUB(used_on, INTERVAL 1 DAY) WHERE subscription_id = ?`, [s.id]);
  await portal.sql(`UPDATE subscription SET start_on = DATE_SUB(start_on, INTERVAL 1 DAY) WHERE id = ?`, [s.id]);
  const base = `/customers/staff/subscriptions/${s.name}`;
  const preview = await desk.get(`${base}/cancel?preview=1&reason=moved&when=now`);
  match(text(preview), 'billed after each period, and at the end');
  const form = formOf(preview.text, `${base}/cancel`);
  equal((await desk.post(`${base}/cancel`, form.values)).status, 303);
  await worker();
  const [line] = await portal.sql(`SELECT l.name, l.units, CAST(l.unit_minor AS CHAR) AS unit, CAST(l.amount_minor AS CHAR) AS amount FROM invoice_line l
    WHERE l.subscription_id = ? AND l.name LIKE '%GB%'`, [s.id]);
  equal([line.units, line.unit, line.amount], [42, '50', '2100'], '42 GB at 0.50');
  match(text(await alder.get(`/customers/subscriptions/${s.name}/usage`)), 'Billed');
});
await run();
