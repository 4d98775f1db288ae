// A price by use below a cent (lib/model/usage.h, U7): 0.20 EUR for 1,000 calls, from the desk's form to the invoice. Figures by hand:
// 12,345 calls * 0.20 / 1,000 = 2.469, half up 2.47.
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { Api, makeKey } from '../lib/api.mjs';
import { start } from '../lib/portal.mjs';
import { stopWorker } from '../lib/access.mjs';
import { publicText } from '../lib/orders.mjs';
import { HEAD, accept, figures, sent, text } from '../lib/imports.mjs';
import { order, shelf, somebody } from '../lib/shop.mjs';
import { formOf } from '../lib/visitor.mjs';
import { cleanup, equal, match, ok, run, test } from '../lib/tap.mjs';

const portal = await start();
cleanup(() => portal.stop());
await stopWorker(portal);
await portal.sql(`UPDATE person SET language = 'en'`);
const desk = await portal.signIn('admin@portico.example.com', { language: 'en' });
const alder = await portal.signIn('sales@alder.example.com', { language: 'en' });
const api = new Api(portal, await makeKey(portal, 'alder'));
cleanup(() => api.close());
const one = async (sql, params) => Object.values((await portal.sql(sql, params))[0] ?? {})[0];
const worker = async () => {
  await portal.sql(`DELETE FROM schedule_lease WHERE name IN ('import.check', 'import.apply', 'usage.bill', 'invoice.draft', 'invoice.number')`);
  await promisify(execFile)(path.join(portal.bin, 'portico-worker'), ['--once'], { env: portal.env });
};
const product = { name: 'API calls', code: 'calls', description: '', charge: 'usage', period_months: '1', metric: 'calls', per_units: '1000', tax_class: 'standard' };
const put = async (values, at = '/admin/products/new') => desk.submit(await desk.get(at), { ...product, ...values }, { action: at });
const productPath = async (code) => `/admin/products/${publicText(await one('SELECT CAST(public_id AS CHAR) FROM product WHERE code = ?', [code]))}`;
const today = new Date().toISOString().slice(0, 10);
let s, at;

test('the product says what its prices are for', async () => {
  equal((await put({ per_units: '0' })).status, 422);
  equal((await put({ per_units: '1000001' })).status, 422);
  equal((await put({})).status, 303);
  equal((await put({ code: 'seat', name: 'Seat', charge: 'recurring' })).status, 303);
  equal(await portal.sql(`SELECT code, per_units FROM product WHERE code IN ('calls', 'seat') ORDER BY code`), [{ code: 'calls', per_units: 1000 }, { code: 'seat', per_units: 1 }], 'what is not by usage is priced by one');
  at = await productPath('calls');
  match(text(await desk.get(at)), 'Its prices are for 1,000 calls');
  match(text(await desk.get(`${at}/prices/new`)), 'Set a price of API calls, per 1,000 calls');
  equal((await desk.submit(await desk.get(`${at}/prices/new`), { amount: '0.20', amount_currency: 'EUR', from: today, until: '' }, { action: `${at}/prices/new` })).status, 303);
  match(text(await desk.get(at)), '0.20 EUR');
  const list = `/admin/prices/${publicText(await one('SELECT CAST(public_id AS CHAR) FROM price_list ORDER BY id LIMIT 1'))}`;
  await portal.sql(`INSERT INTO price_list_item (price_list_id, product_id, currency, from_units, amount_minor, valid_from)
    SELECT l.id, p.id, 'GBP', 1, 15, '2024-01-01' FROM price_list l JOIN product p ON p.code = 'calls' ORDER BY l.id LIMIT 1`);
  match(text(await desk.get(`${list}?q=calls`)), '0.15 GBP 1000 calls');
});

test('offer, review, order and subscription say per 1,000 calls', async () => {
  const [core] = await portal.sql(`SELECT v.id FROM offer_version v WHERE v.name = 'Core, monthly' AND v.status = 'published'`);
  await portal.sql(`INSERT INTO offer_item (version_id, product_id, position, quantity) SELECT ?, id, 9, 1 FROM product WHERE code = 'calls'`, [core.id]);
  await portal.sql('UPDATE offer_version SET trial_days = 0 WHERE id = ?', [core.id]);
  const offers = await shelf(alder), words = '0.20 EUR per 1,000 calls';
  match(text(await alder.get(`/offers/o/${offers['Core, monthly']}`)), `${words}, billed monthly in arrears`);
  const { review, id } = await order(alder, [['Core, monthly', 2]], { ...somebody, company: 'Calls Example' });
  match(text(review), `API calls: ${words}, billed monthly in arrears`);
  match(text(await alder.get(`/orders/${id}`)), 'for each 1,000 calls');
  [s] = await portal.sql('SELECT id, CAST(public_id AS CHAR) AS public FROM subscription ORDER BY id DESC LIMIT 1');
  s.path = `/customers/subscriptions/${publicText(s.public)}`;
  match(text(await alder.get(s.path)), words);
  equal(await portal.sql(`SELECT x.per_units FROM order_price x JOIN product p ON p.id = x.product_id WHERE p.code = 'calls'`), [{ per_units: 1000 }]);
  const told = (await api.get(`/api/v1/orders/${id}`)).json.prices.find((p) => p.product === 'calls');
  equal([told.per_units, told.buy], [1000, { amount: 20, currency: 'EUR' }]);
  const item = (await api.all('/api/v1/offers')).find((o) => o.name === 'Core, monthly').items.find((i) => i.product === 'calls');
  equal([item.metric, item.per_units], ['calls', 1000]);
});

test('once it was published it stays; a file is held to that, too', async () => {
  const refused = await put({ per_units: '100' }, `${at}/edit`);
  equal(refused.status, 422);
  match(text(refused), 'how it is charged stays');
  const file = await desk.get('/admin/exports/products'), rows = file.text.split('\r\n');
  match(rows[0], 'metric,per_units');
  ok(rows.includes('calls,API calls,,usage,1,standard,calls,1000'), rows.find((r) => r.startsWith('calls')));
  const head = `${HEAD.products},metric,per_units`;
  const looked = async (csv) => { const page = await sent(desk, 'products', csv); await worker(); return [page, figures(await desk.get(page))]; };
  equal((await looked(file.text))[1], [0, 0, 0], 'the export comes back and changes nothing');
  equal((await looked(`${head}\r\ncalls,API calls,,usage,1,standard,calls,10`))[1], [0, 0, 1], 'not of one that was published');
  equal((await looked(`${head}\r\nseat,Seat,,recurring,1,standard,,5`))[1], [0, 0, 1], 'and not of what is not by usage');
  equal((await looked(`${HEAD.products},metric\r\ncalls,API calls,,usage,1,standard,calls`))[1], [0, 0, 0], 'a file without the column leaves it');
  const [page, told] = await looked(`${head}\r\nminutes,Minutes,,usage,1,standard,minutes,100`);
  equal(told, [1, 0, 0]);
  await accept(desk, page);
  await worker();
  equal(await one(`SELECT per_units FROM product WHERE code = 'minutes'`), 100);
});

test('what it comes to is said before it is billed, and billed so: at what the order said', async () => {
  const add = async (quantity, key) => { const to = `${s.path.replace('/customers/', '/customers/staff/')}/usage/new`; return desk.submit(await desk.get(to), { product: 'calls', quantity, key }, { action: to }); };
  equal((await add('12000', 'a')).status, 303);
  equal((await add('345', 'b')).status, 303);
  await portal.sql(`UPDATE product SET per_units = 1 WHERE code = 'calls'`);
  const page = text(await alder.get(`${s.path}/usage`));
  match(page, '12,345 calls 0.20 EUR per 1,000 calls 2.47 EUR');
  await portal.sql(`UPDATE usage_record SET used_on = DATE_SUB(used_on, INTERVAL 1 DAY) WHERE subscription_id = ?`, [s.id]);
  await portal.sql(`UPDATE subscription SET start_on = DATE_SUB(start_on, INTERVAL 1 DAY) WHERE id = ?`, [s.id]);
  const base = s.path.replace('/customers/', '/customers/staff/');
  const form = formOf((await desk.get(`${base}/cancel?preview=1&reason=moved&when=now`)).text, `${base}/cancel`);
  equal((await desk.post(`${base}/cancel`, form.values)).status, 303);
  await worker();
  const [line] = await portal.sql(`SELECT l.units, CAST(l.unit_minor AS CHAR) AS unit, l.per_units, CAST(l.amount_minor AS CHAR) AS amount, CAST(i.public_id AS CHAR) AS invoice
    FROM invoice_line l JOIN invoice i ON i.id = l.invoice_id WHERE l.subscription_id = ? AND l.units = 12345`, [s.id]);
  const invoice = publicText(line.invoice);
  equal([line.unit, line.per_units, line.amount], ['20', 1000, '247'], '12,345 calls at 0.20 for 1,000');
  match(text(await desk.get(`/admin/invoices/${invoice}`)), '12345 0.20 EUR per 1,000');
  equal((await api.get(`/api/v1/invoices/${invoice}`)).json.lines.find((l) => l.units === 12345).per_units, 1000);
  equal((await desk.get(`/invoices/staff/${invoice}/pdf`)).status, 200);
});
await run();
