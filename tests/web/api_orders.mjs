// Orders by the API: the same as by hand, once however often they are sent, and nothing of one that is refused (DOMAIN L10 to L12, order
// states of 2.3, decisions 8, 54 to 56; TRUST R2, R4). Amounts are worked out by hand from the demo catalogue.
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { bothWindows } from '../lib/limits.mjs';
import { start } from '../lib/portal.mjs';
import { Api, makeKey } from '../lib/api.mjs';
import { stopWorker } from '../lib/access.mjs';
import { Judge, operationsOf } from '../lib/openapi.mjs';
import * as orders from '../lib/orders.mjs';
import { grown } from '../lib/rows.mjs';
import { cleanup, equal, match, ok, run, test, unmatch } from '../lib/tap.mjs';

process.env.PORTICO_API_PERMINUTE = '60000';
const portal = await start();
cleanup(() => portal.stop());
await stopWorker(portal);
const alder = new Api(portal, await makeKey(portal, 'alder'), 100), birch = new Api(portal, await makeKey(portal, 'birch'));
cleanup(() => { alder.close(); birch.close(); });
const judge = new Judge((await alder.get('/api/openapi.json')).json);
const described = Object.fromEntries(operationsOf(judge.doc).map((o) => [o.id, o]));
const workerOnce = () => promisify(execFile)(path.join(portal.bin, 'portico-worker'), ['--once'], { env: portal.env });
const one = async (query, values) => Object.values((await portal.sql(query, values))[0])[0];
const shelf = async (api) => Object.fromEntries((await api.all('/api/v1/offers')).map((o) => [o.name, o]));
const offers = await shelf(alder), theirs = await shelf(birch);
const customer = (await alder.get('/api/v1/customers')).json.items[0].id;
const newCustomer = { first_name: 'Ada', last_name: 'Example', email: 'ada@example.com', address1: 'Beispielweg 1', city: 'Wien', country: 'AT' };
let made = 0;
const body = (more = {}) => ({ process_immediately: true, external_id: `T-${++made}`, customer, lines: [{ offer: offers['Core, monthly'].id, quantity: 5 }], ...more });
async function refused(sent, status, pointer, api = alder, options = {}) {
  const { answer, rows } = await grown(portal, () => api.post('/api/v1/orders', sent, options));
  equal([answer.status, answer.headers['content-type']], [status, 'application/problem+json'], answer.text);
  equal(judge.deviations(described.placeOrder, answer), []);
  if (pointer !== undefined) ok(answer.json.errors?.some((e) => e.pointer === pointer), `no error at ${pointer}: ${answer.text}`);
  return rows;
}

test('an order makes what an order by hand makes, attributed to the key’s organisation', async () => {
  const mark = await one('SELECT MAX(id) FROM customer_order');
  const { answer, rows } = await grown(portal, () => alder.post('/api/v1/orders', body({ po_number: 'PO 77' })));
  equal(answer.status, 201, answer.text);
  equal(judge.deviations(described.placeOrder, answer), []);
  equal(answer.headers.location, `/api/v1/orders/${answer.json.id}`);
  const whole = (await alder.get(answer.headers.location)).json;
  equal([whole.id, whole.status, whole.source, whole.kind, whole.customer, whole.po_number], [answer.json.id, 'complete', 'api', 'new', customer, 'PO 77']);
  ok(whole.lines[0].subscription);
  equal(answer.json.prices.map((p) => [p.units, p.buy.amount]), [[5, 1599]], 'Alder’s own price of Core');
  equal([rows.customer_order, rows.order_line, rows.subscription, rows.customer ?? 0], [1, 1, 1, 0]);
  const actor = await portal.sql("SELECT actor, person_id FROM audit WHERE action = 'order.placed' ORDER BY id DESC LIMIT 1");
  equal([actor[0].actor, actor[0].person_id], ['api', null]);
  equal(await one("SELECT COUNT(*) FROM audit WHERE action = 'api_key.used' AND noun_id = ?", [alder.key.id]), 1, 'by which key');
  equal((await orders.judged((...a) => portal.sql(...a), mark)).why, [], 'what every placed order leaves behind');
});

test('an order for a customer that is new', async () => {
  const { answer, rows } = await grown(portal, () => alder.post('/api/v1/orders', body({ customer: undefined, new_customer: newCustomer })));
  equal(answer.status, 201, answer.text);
  equal(rows.customer, 1);
  const whole = (await alder.get(answer.headers.location)).json;
  const found = (await alder.get(`/api/v1/customers/${whole.customer}`)).json;
  equal([found.name, found.email, found.city], ['Ada Example', 'ada@example.com', 'Wien']);
});

test('a hundred at once with one external_id: one order, a hundred equal answers', async () => {
  const sent = body();
  const { answer: replies, rows } = await grown(portal, () => Promise.all(Array.from({ length: 100 }, () => alder.post('/api/v1/orders', sent))));
  equal([...new Set(replies.map((r) => `${r.status} ${r.text} ${r.headers.location}`))].length, 1, replies.find((r) => r.status !== 201)?.text);
  equal(replies[0].status, 201);
  equal([rows.customer_order, rows.subscription], [1, 1]);
}, { limit: 120_000 });

test('a hundred at once with one Idempotency-Key: one order, a hundred equal answers', async () => {
  const sent = body({ external_id: undefined }), headers = { 'idempotency-key': 'a hundred at once'.replaceAll(' ', '-') };
  const { answer: replies, rows } = await grown(portal, () => Promise.all(Array.from({ length: 100 }, () => alder.post('/api/v1/orders', sent, { headers }))));
  equal([...new Set(replies.map((r) => `${r.status} ${r.text} ${r.headers.location}`))].length, 1, replies.find((r) => r.status !== 201)?.text);
  equal(replies.filter((r) => r.headers['idempotent-replayed'] === 'true').length, 99);
  equal([rows.customer_order, rows.subscription], [1, 1]);
}, { limit: 120_000 });

test('days later, with another key of the organisation, still the first answer', async () => {
  const sent = body(), headers = { 'idempotency-key': 'later' };
  const first = await alder.post('/api/v1/orders', sent, { headers });
  await portal.sql('UPDATE answered SET at = at - INTERVAL 6 DAY');
  const rotated = await makeKey(portal, 'alder');
  const again = await alder.post('/api/v1/orders', sent, { headers, key: rotated.secret });
  equal([again.status, again.text], [first.status, first.text]);
  const bare = await alder.post('/api/v1/orders', sent, { key: rotated.secret });
  equal([bare.status, bare.text], [first.status, first.text], 'by external_id alone');
});

test('an Idempotency-Key with another request is refused; another organisation’s is another key', async () => {
  const headers = { 'idempotency-key': 'mismatch' };
  equal((await alder.post('/api/v1/orders', body(), { headers })).status, 201);
  await refused(body(), 409, undefined, alder, { headers });
  const own = { external_id: 'B-1', new_customer: newCustomer, lines: [{ offer: theirs['Core, monthly'].id, quantity: 1 }] };
  equal((await birch.post('/api/v1/orders', own, { headers })).status, 201);
});

test('a refused request leaves its Idempotency-Key free', async () => {
  const headers = { 'idempotency-key': 'second-try' };
  await refused(body({ lines: [] }), 422, '/lines', alder, { headers });
  equal((await alder.post('/api/v1/orders', body(), { headers })).status, 201);
});

test('one external_id in two organisations is two orders', async () => {
  const sent = body();
  equal((await alder.post('/api/v1/orders', sent)).status, 201);
  const own = await birch.post('/api/v1/orders', { external_id: sent.external_id, new_customer: newCustomer, lines: [{ offer: theirs['Core, monthly'].id, quantity: 1 }] });
  equal(own.status, 201, own.text);
});

test('an offer that is not on the shelf is refused, with no row but the audit’s (invariant 5)', async () => {
  const hidden = Object.keys(theirs).find((name) => !offers[name]);
  const retired = await portal.sql("SELECT CAST(public_id AS CHAR) AS id FROM offer_version WHERE status IN ('retired', 'draft') AND id NOT IN (SELECT version_id FROM offer_shelf) LIMIT 3");
  const bad = [theirs[hidden].id, '0000000000001', ...retired.map((r) => orders.publicText(r.id))];
  for (const offer of bad) equal(await refused(body({ lines: [{ offer, quantity: 1 }] }), 422, '/lines/0/offer'), { audit: 1, audit_value: 1 }, offer);
  const mixed = body({ lines: [{ offer: offers['Core, monthly'].id, quantity: 5 }, { offer: theirs[hidden].id, quantity: 1 }] });
  equal(await refused(mixed, 422, '/lines/1/offer'), { audit: 1, audit_value: 1 }, 'one of two');
});

test('an offer that was taken off the shelf since it was read is refused', async () => {
  const { id } = offers['Training days'];
  const rows = await portal.sql('SELECT s.org_id, s.label, s.name, s.version_id FROM offer_shelf s JOIN offer_version v ON v.id = s.version_id WHERE v.name = ?', ['Training days']);
  await portal.sql("DELETE s FROM offer_shelf s JOIN offer_version v ON v.id = s.version_id WHERE v.name = 'Training days'");
  equal(await refused(body({ lines: [{ offer: id, quantity: 1 }] }), 422, '/lines/0/offer'), { audit: 1, audit_value: 1 });
  for (const r of rows) await portal.sql('INSERT INTO offer_shelf VALUES (?, ?, ?, ?)', [r.org_id, r.label, r.name, r.version_id]);
});

test('quantities that cannot be had, countries where it is not sold, days that cannot be', async () => {
  await refused(body({ lines: [{ offer: offers['Pro, yearly'].id, quantity: 7 }] }), 422, '/lines/0/quantity');
  const american = { ...newCustomer, country: 'US' };
  equal(await refused(body({ customer: undefined, new_customer: american, lines: [{ offer: offers.Archive.id, quantity: 1 }] }), 422, '/lines/0'), { audit: 1, audit_value: 1 });
  await refused(body({ start_on: '2020-01-01' }), 422, '/start_on');
  await refused(body({ start_on: '2026-02-30' }), 422, '/start_on');
  await refused(body({ promotion: 'NO-SUCH-CODE' }), 422, '/promotion');
});

test('another organisation’s customer is none', async () => {
  const foreign = (await birch.get('/api/v1/customers')).json.items[0].id;
  equal(await refused(body({ customer: foreign }), 422, '/customer'), { audit: 1, audit_value: 1 });
});

test('a preview has every figure, writes nothing, and its figures bind the order', async () => {
  const sent = body({ lines: [{ offer: offers['Training days'].id, quantity: 2 }] });
  const { answer, rows } = await grown(portal, () => alder.post('/api/v1/orders/preview', sent));
  equal(answer.status, 200, answer.text);
  equal(judge.deviations(described.previewOrder, answer), []);
  equal(rows, {});
  ok(answer.json.orderable && answer.json.payments.length >= 1);
  equal(answer.json.now_net.amount + answer.json.now_tax.amount, answer.json.now_total.amount);
  equal(await refused({ ...sent, figures: 'AAAAAAAAAAAAAAAAAAAAAA' }, 409), { audit: 1, audit_value: 1 }, 'stale');
  const order = await alder.post('/api/v1/orders', { ...sent, figures: answer.json.figures });
  equal(order.status, 201, order.text);
  equal(order.json.total_now, answer.json.now_total, 'what the preview said');
});

test('a preview of what cannot be had says why', async () => {
  const american = { ...newCustomer, country: 'US' };
  const { json } = await alder.post('/api/v1/orders/preview', body({ customer: undefined, new_customer: american, lines: [{ offer: offers.Archive.id, quantity: 1 }] }));
  equal(json.orderable, false);
  ok(json.lines[0].problem);
});

test('terms must be accepted, the newest ones', async () => {
  await portal.sql("INSERT INTO order_terms (public_id, number, body, published_at) VALUES (77, 1, 'Be kind.', UTC_TIMESTAMP(6))");
  const { json } = await alder.get('/api/v1/terms');
  equal(json.body, 'Be kind.');
  await refused(body(), 422, '/terms');
  await refused(body({ terms: '0000000000001' }), 422, '/terms');
  equal((await alder.post('/api/v1/orders', body({ terms: json.id }))).status, 201);
  equal((await alder.post('/api/v1/orders/preview', body())).status, 200, 'looking accepts nothing');
  await portal.sql('UPDATE customer_order SET terms_id = NULL');
  await portal.sql('DELETE FROM order_terms');
});

test('a client’s price counts for nothing but what its own customer pays, within the bounds (invariant 6, decision 55)', async () => {
  const core = theirs['Core, monthly'], item = core.items[0];
  const sent = (sell) => ({ external_id: `P-${++made}`, new_customer: newCustomer, lines: [{ offer: core.id, quantity: 1 }], prices: [{ offer: core.id, product: item.product, sell }] });
  const below = await birch.post('/api/v1/orders', sent(item.buy.amount - 1));
  equal([below.status, below.json.errors[0].pointer], [422, '/lines/0']);
  const good = await birch.post('/api/v1/orders', sent(item.buy.amount + 10));
  equal(good.status, 201, good.text);
  equal([good.json.prices[0].buy.amount, good.json.prices[0].sell.amount], [item.buy.amount, item.buy.amount + 10]);
  const unknown = sent(5000);
  unknown.prices[0].product = 'nothing';
  equal((await birch.post('/api/v1/orders', unknown)).json.errors[0].pointer, '/prices/0/product');
  await refused(body({ lines: [{ offer: offers['Core, monthly'].id, quantity: 5, buy: 1 }] }), 422, '/lines/0/buy');
});

test('without process_immediately an order waits for the worker, and the answer is the same before and after (2.3, L11)', async () => {
  const sent = body({ process_immediately: false });
  const first = await alder.post('/api/v1/orders', sent);
  equal([first.status, (await alder.get(first.headers.location)).json.status], [201, 'submitted']);
  await workerOnce();
  equal((await alder.get(first.headers.location)).json.status, 'complete');
  const again = await alder.post('/api/v1/orders', sent);
  equal([again.status, again.text], [201, first.text]);
});

test('an order with a promotion, delivery and several lines', async () => {
  const delivery = { name: 'Warehouse', address1: '2 Example Street', city: 'Graz', country: 'AT' };
  const reply = await alder.post('/api/v1/orders', body({ delivery, lines: [{ offer: offers['Core, monthly'].id, quantity: 5 }, { offer: offers['Training days'].id, quantity: 2 }] }));
  equal(reply.status, 201, reply.text);
  equal(reply.json.lines.map((l) => l.name), ['Core, monthly', 'Training days']);
  equal(await one('SELECT COUNT(*) FROM customer_order WHERE delivery_party_id IS NOT NULL AND external_id = ?', [reply.json.external_id]), 1);
});

test('ids of the organisation’s own system are equal byte by byte: letters of another case, or with an accent, are another order', async () => {
  const made = [];
  for (const external_id of ['Case-E1', 'case-e1', 'Case-É1', 'Case-E１']) made.push((await alder.post('/api/v1/orders', body({ external_id }))).json.id);
  equal(new Set(made).size, 4);
  equal((await alder.post('/api/v1/orders', body({ external_id: 'case-e1' }))).json.id, made[1], 'the same again is the same order');
  equal((await alder.get(`/api/v1/orders?external_id=${encodeURIComponent('CASE-E1')}`)).json.items, []);
});

test('guessing promotion codes has an end, also by previews and by another key of the organisation', async () => {
  await portal.sql(`INSERT INTO promo (public_id, code, name, kind, rate_bp, periods, valid_from, all_partners, all_offers, active, created_at)
    VALUES (78, 'HIDDEN8', 'Hidden', 'percent', 1000, 1, CURRENT_DATE - INTERVAL 1 DAY, TRUE, TRUE, TRUE, UTC_TIMESTAMP(6))`);
  for (const path of ['/api/v1/orders/preview', '/api/v1/orders']) {
    await portal.sql(`DELETE FROM limit_window WHERE kind = 'promo'`);
    for (let i = 0; i < 31; i++) equal((await alder.post(path, body({ promotion: `WRONG${i}` }))).status, 422);
    await bothWindows(portal);
    const other = new Api(portal, await makeKey(portal, 'alder'));
    const { status, json } = await other.post('/api/v1/orders/preview', body({ promotion: 'HIDDEN8' }));
    equal([status, json.errors[0].pointer], [422, '/promotion'], path);
    other.close();
    equal((await birch.post('/api/v1/orders/preview', { ...body(), customer: undefined, new_customer: newCustomer, lines: [{ offer: Object.values(theirs)[0].id, quantity: 5 }], promotion: 'HIDDEN8' })).json.errors?.some((e) => e.pointer === '/promotion') ?? false, false, 'another organisation is not concerned');
  }
  await portal.sql(`DELETE FROM limit_window WHERE kind = 'promo'`);
  equal((await alder.post('/api/v1/orders/preview', body({ promotion: 'HIDDEN8' }))).status, 200);
});

test('every mistake of a body is named at once, by its pointer', async () => {
  const { json } = await alder.post('/api/v1/orders', { external_id: 5, start_on: 'x', nope: 1, 'a/b~c': 1, keep_prices: 'yes', new_customer: { first_name: '', email: 'no', country: 'XX', last_name: null },
    lines: [{ offer: 'x', quantity: 1.5 }, { quantity: '5' }, { offer: offers.Archive.id, quantity: 0 }] });
  const pointers = json.errors.map((e) => e.pointer).sort();
  equal(pointers, ['/a~1b~0c', '/external_id', '/keep_prices', '/lines/0/offer', '/lines/0/quantity', '/lines/1/offer', '/lines/1/quantity', '/lines/2/quantity',
    '/new_customer/address1', '/new_customer/city', '/new_customer/country', '/new_customer/email', '/new_customer/first_name', '/new_customer/last_name', '/nope', '/start_on'].sort());
});

test('bodies that are hostile or none at all', async () => {
  const deep = `${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`;
  const bodies = { empty: '', text: 'hello', array: '[]', number: '5', 'two objects': '{}{}', 'a repeated member': '{"external_id":"a","external_id":"b"}', deep, 'deep arrays': '['.repeat(100_000),
    'a huge number': `{"lines":[{"quantity":${'9'.repeat(400)}}]}`, 'an exponent': '{"lines":[{"offer":"0000000000001","quantity":1e999}]}', 'half a surrogate': '{"external_id":"\\ud800"}',
    'a NUL': '{"external_id":"a\\u0000b"}', 'not UTF-8': Buffer.from([0x7b, 0x22, 0x61, 0x22, 0x3a, 0x22, 0xff, 0x22, 0x7d]), comment: '{/* */}', NaN: '{"a":NaN}', cut: '{"a":' };
  for (const [what, raw] of Object.entries(bodies)) {
    const reply = await alder.post('/api/v1/orders', raw);
    equal([reply.status, reply.headers['content-type']], [400, 'application/problem+json'], what);
    equal(judge.deviations(described.placeOrder, reply), [], what);
  }
  const control = await alder.post('/api/v1/orders', body({ external_id: 'a\nb' }));
  equal([control.status, control.json.errors[0].pointer], [422, '/external_id']);
  equal((await alder.post('/api/v1/orders', body({ external_id: 'x'.repeat(101) }))).json.errors[0].pointer, '/external_id');
  equal((await alder.post('/api/v1/orders', `{"external_id":"${'x'.repeat(1 << 20)}"}`)).status, 413);
  equal((await alder.post('/api/v1/orders', JSON.stringify(body()), { type: 'text/plain' })).status, 415);
  equal((await alder.post('/api/v1/orders', 'a=b', { type: 'application/x-www-form-urlencoded' })).status, 415);
  equal((await alder.post('/api/v1/orders', body({ lines: Array.from({ length: 51 }, () => ({ offer: offers.Archive.id, quantity: 1 })) }))).json.errors[0].pointer, '/lines');
  equal((await alder.post('/api/v1/orders', body(), { headers: { 'idempotency-key': 'a b' } })).status, 400);
});

test('a browser’s session places nothing here: no cookie is a key', async () => {
  const sales = await portal.signIn('sales@alder.example.com');
  equal(await refused(body(), 401, undefined, alder, { key: null, headers: { cookie: sales.cookie } }), {});
  await portal.sql('DELETE FROM rate_state');
});

test('the end customer is told without the partner’s price; the organisation hears of its order (decisions 55, 56)', async () => {
  const before = portal.mailCount();
  await portal.sql("UPDATE outbox SET status = 'done' WHERE status = 'due'");
  const reply = await alder.post('/api/v1/orders', body({ customer: undefined, new_customer: { ...newCustomer, email: 'buyer@customer.example.com' } }));
  equal(reply.status, 201);
  await workerOnce();
  const mails = await portal.mails({ since: before, subject: /./, count: 2 });
  const customerMail = mails.find((m) => m.to.includes('buyer@customer.example.com'));
  ok(customerMail, `mails to ${mails.map((m) => m.to).join(' ')}`);
  unmatch(customerMail.text, /15[.,]99|79[.,]95|EUR/, 'a price');
  const email = await one("SELECT p.email FROM org o JOIN party p ON p.id = o.party_id WHERE o.slug = 'alder'");
  ok(mails.some((m) => m.to.includes(email)), 'the organisation');
});

await run();
