// Every operation of the API's description, called with what its schema allows and with what it forbids: no answer may come that the
// document does not describe, and what the schema forbids is refused. Then the orders that change what runs (DOMAIN L11, L15, decisions 13
// and 14) and addresses (decision 20).
import { start } from '../lib/portal.mjs';
import { Api, makeKey } from '../lib/api.mjs';
import { stopWorker } from '../lib/access.mjs';
import { Judge, operationsOf } from '../lib/openapi.mjs';
import { publicText } from '../lib/orders.mjs';
import { cleanup, equal, match, ok, run, test, unmatch } from '../lib/tap.mjs';

process.env.PORTICO_API_PERMINUTE = '600000';
const portal = await start();
cleanup(() => portal.stop());
await stopWorker(portal);
await portal.sql("UPDATE subscription_rule SET allowed = 'partner'");
const alder = new Api(portal, await makeKey(portal, 'alder'), 8), birch = new Api(portal, await makeKey(portal, 'birch'));
cleanup(() => { alder.close(); birch.close(); });
const judge = new Judge((await alder.get('/api/openapi.json')).json);
const operations = operationsOf(judge.doc), byId = Object.fromEntries(operations.map((o) => [o.id, o]));
const one = async (query, values) => Object.values((await portal.sql(query, values))[0])[0];
const offers = Object.fromEntries((await alder.all('/api/v1/offers')).map((o) => [o.name, o]));
const customer = (await alder.get('/api/v1/customers')).json.items[0].id;
let made = 0;
const next = () => `S-${++made}`;
const address = { address1: '5 Example Street', address2: 'Floor 2', city: 'Linz', region: '', postal_code: '4020', country: 'AT' };

/** A running subscription of ten seats of its own. */
async function subscribed(quantity = 10) {
  const placed = await alder.post('/api/v1/orders', { external_id: next(), process_immediately: true, customer, terms, lines: [{ offer: offers['Pro, yearly'].id, quantity }] });
  if (placed.status !== 201) throw new Error(placed.text);
  return (await alder.get(placed.headers.location)).json.lines[0].subscription;
}
let terms;
const ids = { offers: offers['Core, monthly'].id, customers: customer, subscriptions: await subscribed() };
for (const noun of ['orders', 'invoices']) ids[noun] = (await alder.get(`/api/v1/${noun}?limit=1`)).json.items[0].id;
await portal.sql("INSERT INTO order_terms (public_id, number, body, published_at) VALUES (77, 1, 'Be kind.', UTC_TIMESTAMP(6))");
terms = (await alder.get('/api/v1/terms')).json.id;
const order = () => ({ external_id: next(), customer, start_on: null, po_number: 'PO', terms, keep_prices: false, process_immediately: true,
  delivery: { name: 'Warehouse', address1: '2 Example Street', city: 'Graz', country: 'AT' }, lines: [{ offer: offers['Core, monthly'].id, quantity: 5 }],
  prices: [{ offer: offers['Core, monthly'].id, product: offers['Core, monthly'].items[0].product, sell: offers['Core, monthly'].items[0].sell.amount }] });
/** A valid body of each operation that takes one. */
const VALID = {
  placeOrder: order, previewOrder: order,
  changeOffer: () => ({ external_id: next(), offer: offers['Core, monthly'].id, quantity: 5 }), previewChangeOffer: () => ({ offer: offers['Core, monthly'].id }),
  updateSubscription: () => ({ external_id: next(), quantity: 5 + 5 * (made % 90), addons: [] }), previewUpdate: () => ({ quantity: 20, when: 'now' }),
  cancelSubscription: () => ({ external_id: next(), reason: 'No longer needed', when: 'end' }), previewCancel: () => ({ reason: 'No longer needed', when: null }),
  changeAddress: () => ({ external_id: next(), ...address }),
  addCustomer: () => ({ first_name: 'Ada', last_name: 'Example', email: `added${++made}@example.com`, ...address }),
};
const WRONG = [null, true, -1, 1.5, 99_999_999_999, '', 'x', 'x'.repeat(2000), '\u0000', [], {}, [[]], '2026-13-45'];

/** The body with one thing changed, at every place of its schema: [what, body]. */
function* variants(schema, body, path = '') {
  const whole = judge.resolve(schema.anyOf ? schema.anyOf[0] : schema);
  if (whole.type === 'array' || whole.type?.[0] === 'array') {
    if (body?.length) for (const [what, item] of variants(whole.items, body[0], `${path}/0`)) yield [what, [item, ...body.slice(1)]];
    return;
  }
  if (!whole.properties) return;
  yield [`${path}/nope`, { ...body, nope: 1 }];
  for (const [name, member] of Object.entries(whole.properties)) {
    const { [name]: dropped, ...rest } = body ?? {};
    yield [`${path}/${name} left out`, rest];
    for (const wrong of WRONG) yield [`${path}/${name} ${JSON.stringify(wrong)?.slice(0, 20)}`, { ...body, [name]: wrong }];
    if (dropped !== undefined) for (const [what, inner] of variants(member, dropped, `${path}/${name}`)) yield [what, { ...body, [name]: inner }];
  }
}

const pathOf = (o, id) => o.path.replace('{id}', id ?? ids[o.path.split('/')[3]]);
const ours = await makeKey(portal, null), organisation = publicText(await one("SELECT CAST(public_id AS CHAR) FROM org WHERE slug = 'alder'"));
/** The same with a key of the vendor's own (L11): for the organisation, for none, for what is no organisation. */
async function judgedForNamed(o, options, wrong) {
  for (const org of [organisation, undefined, 'x', '0000000000001']) {
    const reply = await judged(o, pathOf(o), { ...options, key: ours.secret, headers: org ? { 'for-organisation': org } : {} }, wrong);
    if ((reply.status === 400) !== (org !== organisation)) wrong.push(`${o.id} for ${org}: ${reply.status}`);
  }
}
async function judged(o, path, options, wrong, statuses) {
  const reply = await alder.request(o.method, path, options);
  wrong.push(...judge.deviations(o, reply));
  statuses?.add(reply.status);
  return reply;
}

for (const o of operations.filter(({ method, id }) => method === 'GET' && id !== 'getSession')) {
  test(`${o.id}: what may be asked and what may not`, async () => {
    const wrong = [];
    equal((await judged(o, pathOf(o), {}, wrong)).status, 200);
    const { headers } = await alder.get(pathOf(o));
    await judged(o, pathOf(o), { headers: { 'if-none-match': headers.etag } }, wrong);
    for (const parameter of o.operation.parameters.map((p) => judge.resolve(p)).filter((p) => p.in === 'query')) {
      for (const value of [...(parameter.schema.enum ?? []), '1', '0', '-1', '1000', 'x', '', '%00', '%FF', 'a'.repeat(3000), "'", ids.customers, ids.orders]) await judged(o, `${pathOf(o)}?${parameter.name}=${value}`, {}, wrong);
      await judged(o, `${pathOf(o)}?${parameter.name}=1&${parameter.name}=2`, {}, wrong);
    }
    await judgedForNamed(o, {}, wrong);
    if (o.path.includes('{id}')) for (const id of ['x', '0000000000001', '%20', 'é', "'", '0', 'a'.repeat(500), ids.customers.toUpperCase()]) await judged(o, pathOf(o, encodeURIComponent(id)), {}, wrong);
    for (const key of [null, 'ptk_wrong']) await judged(o, pathOf(o), { key }, wrong);
    await judged(o, pathOf(o), { key: (await makeKey(portal, 'alder', '')).secret }, wrong);
    await portal.sql('DELETE FROM rate_state');
    equal([...new Set(wrong)], []);
  });
}

for (const o of operations.filter(({ method }) => method === 'POST')) {
  test(`${o.id}: what the schema allows is taken, what it forbids is refused, and nothing else is answered`, async () => {
    const wrong = [], schema = o.operation.requestBody.content['application/json'].schema, check = judge.check(schema), statuses = new Set();
    if (o.path.includes('/subscriptions/')) ids.subscriptions = await subscribed();
    const body = VALID[o.id]();
    ok(check(body), `the example is valid: ${judge.ajv.errorsText(check.errors)}`);
    const first = await judged(o, pathOf(o), { body }, wrong, statuses);
    ok(first.status < 300, first.text);
    for (const [what, sent] of variants(schema, VALID[o.id]())) {
      const fresh = sent && 'external_id' in sent && /^S-/.test(sent.external_id) ? { ...sent, external_id: next() } : sent;
      const reply = await judged(o, pathOf(o), { body: fresh }, wrong, statuses);
      if (!check(fresh) && reply.status < 300) wrong.push(`${what}: the schema forbids it (${judge.ajv.errorsText(check.errors)}), and the answer is ${reply.status}`);
      if (reply.status === 422 && !reply.json.errors?.length) wrong.push(`${what}: 422 without errors`);
    }
    for (const raw of ['', '[]', '{', 'null', '"x"']) await judged(o, pathOf(o), { body: raw }, wrong, statuses);
    await judged(o, pathOf(o), { body: '{}', type: 'text/plain' }, wrong, statuses);
    await judged(o, pathOf(o), { body: `{"a":"${'x'.repeat(1 << 20)}"}` }, wrong, statuses);
    await judged(o, pathOf(o), { body, key: null }, wrong, statuses);
    await judged(o, pathOf(o), { body, key: (await makeKey(portal, 'alder', 'offer.read')).secret }, wrong, statuses);
    await judgedForNamed(o, { body }, wrong);
    if (o.path.includes('{id}')) for (const id of ['x', '0000000000001']) await judged(o, pathOf(o, id), { body }, wrong, statuses);
    await portal.sql('DELETE FROM rate_state');
    equal([...new Set(wrong)], []);
    ok([400, 401, 403, 413, 415, 422].every((s) => statuses.has(s)), `seen ${[...statuses].sort()}`);
  }, { limit: 120_000 });
}

test('a judge that accepts everything would be none', async () => {
  const reply = await alder.get('/api/v1/customers');
  const { operation } = byId.listOrders;
  ok(judge.deviations({ ...byId.listCustomers, operation }, reply).length > 0, 'customers are no orders');
  ok(judge.deviations(byId.listCustomers, { ...reply, status: 418 }).length > 0, 'a status that is not described');
});

// ---- orders that change what runs ----
const post = (id, what, body, api = alder) => api.post(`/api/v1/subscriptions/${id}/${what}`, body);

test('another quantity: previewed, ordered by the preview’s figures, once for one external_id', async () => {
  const id = await subscribed(10);
  const preview = (await post(id, 'update/preview', { quantity: 20 })).json;
  equal([preview.possible, preview.at_end, preview.quantity], [true, false, 20], 'more is at once (decision 14)');
  ok(preview.now_net.amount > 0);
  const sent = { external_id: next(), quantity: 20, figures: preview.figures };
  const replies = await Promise.all(Array.from({ length: 30 }, () => post(id, 'update', sent)));
  equal([...new Set(replies.map((r) => `${r.status} ${r.text}`))].length, 1, replies.find((r) => r.status !== 201)?.text);
  equal([replies[0].json.kind, replies[0].json.subscription, replies[0].json.total_now], ['update', id, preview.now_total]);
  const now = (await alder.get(`/api/v1/subscriptions/${id}`)).json;
  equal([now.quantity, now.changes.length, now.changes[0].order], [20, 1, replies[0].json.id]);
  const [source, actor] = [await one('SELECT source FROM customer_order WHERE external_id = ?', [sent.external_id]), await one("SELECT actor FROM audit WHERE action = 'subscription.updated' ORDER BY id DESC LIMIT 1")];
  equal([source, actor], ['api', 'api']);
});

test('figures that are not those of now are refused; nothing but the audit’s row is left', async () => {
  const id = await subscribed(10);
  const preview = (await post(id, 'update/preview', { quantity: 20 })).json;
  equal((await post(id, 'update', { quantity: 15 })).status, 201);
  const before = await one('SELECT COUNT(*) FROM customer_order');
  const stale = await post(id, 'update', { external_id: next(), quantity: 20, figures: preview.figures });
  equal([stale.status, await one('SELECT COUNT(*) FROM customer_order')], [409, before]);
});

test('an offer that is not the organisation’s, retired or unknown is refused', async () => {
  const id = await subscribed();
  const theirs = (await birch.all('/api/v1/offers')).find((o) => !offers[o.name]).id;
  const before = await one('SELECT COUNT(*) FROM customer_order');
  for (const offer of [theirs, '0000000000001']) {
    const reply = await post(id, 'change-offer', { external_id: next(), offer });
    equal([reply.status, reply.json.errors[0].pointer], [422, '/offer']);
  }
  equal(await one('SELECT COUNT(*) FROM customer_order'), before);
});

test('cancelled at the end of the term, with the reason', async () => {
  const id = await subscribed();
  const reply = await post(id, 'cancel', { external_id: next(), reason: 'They closed' });
  equal([reply.status, reply.json.kind], [201, 'cancel'], reply.text);
  const { cancel_on: day, cancel_reason: reason, status } = (await alder.get(`/api/v1/subscriptions/${id}`)).json;
  equal([Boolean(day), reason, status], [true, 'They closed', 'active']);
});

test('what the vendor keeps to itself is refused (decision 13)', async () => {
  const id = await subscribed();
  await portal.sql("UPDATE subscription_rule SET allowed = 'vendor' WHERE action = 'cancel'");
  equal((await post(id, 'cancel', { reason: 'x' })).status, 422);
  equal((await post(id, 'cancel/preview', { reason: 'x' })).json.possible, false);
  await portal.sql("UPDATE subscription_rule SET allowed = 'partner'");
});

test('another organisation’s subscription or customer is not there', async () => {
  const id = await subscribed();
  for (const what of ['update', 'update/preview', 'cancel', 'change-offer']) equal((await post(id, what, { quantity: 5, reason: 'x', offer: ids.offers }, birch)).status, 404, what);
  equal((await birch.post(`/api/v1/customers/${customer}/address`, address)).status, 404);
});

test('one external_id is one order: of another kind or another subscription it is refused', async () => {
  const a = await subscribed(), b = await subscribed(), external_id = next();
  equal((await post(a, 'update', { external_id, quantity: 20 })).status, 201);
  equal((await post(b, 'update', { external_id, quantity: 20 })).status, 409);
  equal((await post(a, 'cancel', { external_id, reason: 'x' })).status, 409);
  equal((await alder.post('/api/v1/orders', { external_id, customer, terms, lines: [{ offer: ids.offers, quantity: 1 }] })).status, 409);
});

test('the page of a change says what it is and of what, and nothing of a first payment', async () => {
  const id = await subscribed();
  const { json } = await post(id, 'update', { external_id: next(), quantity: 20 });
  const { text } = await (await portal.signIn('sales@alder.example.com', { language: 'en' })).get(`/orders/${json.id}`);
  const words = text.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
  match(words, /Kind Change Subscription See what was changed Takes effect on \d/);
  ok(text.includes(`/customers/subscriptions/${id}"`), text);
  unmatch(text, /first due on|days free/i);
});

test('an address is changed for documents to come, as an order of its own, once', async () => {
  const sent = { external_id: next(), ...address };
  const snapshots = await one('SELECT COUNT(*) FROM invoice_snapshot');
  const replies = await Promise.all(Array.from({ length: 20 }, () => alder.post(`/api/v1/customers/${customer}/address`, sent)));
  equal([...new Set(replies.map((r) => `${r.status} ${r.text}`))].length, 1, replies.find((r) => r.status !== 201)?.text);
  const { city, address2, name } = (await alder.get(`/api/v1/customers/${customer}`)).json;
  equal([city, address2, Boolean(name)], ['Linz', 'Floor 2', true]);
  const whole = (await alder.get(replies[0].headers.location)).json;
  equal([whole.kind, whole.status, whole.customer, whole.total_now.amount], ['address', 'complete', customer, 0]);
  equal(await one('SELECT COUNT(*) FROM customer_order WHERE external_id = ?', [sent.external_id]), 1);
  equal(await one('SELECT COUNT(*) FROM invoice_snapshot'), snapshots, 'issued documents stay');
  const page = await (await portal.signIn('sales@alder.example.com')).get(`/orders/${whole.id}`);
  equal(page.status, 200, 'the order has a page');
});

await run();
