// The vendor's own keys (DOMAIN L11: "Admin token: may add 'for partner <org id>'"; 400 = unknown partner org): made at the desk, and each
// request for the organisation that For-Organisation names.
import { start } from '../lib/portal.mjs';
import { Api, makeKey } from '../lib/api.mjs';
import { stopWorker } from '../lib/access.mjs';
import { Judge, operationsOf } from '../lib/openapi.mjs';
import { publicText } from '../lib/orders.mjs';
import { cleanup, equal, match, ok, run, test, unmatch, until } from '../lib/tap.mjs';
import { formOf } from '../lib/visitor.mjs';

process.env.PORTICO_API_PERMINUTE = '60000';
const portal = await start();
cleanup(() => portal.stop());
await stopWorker(portal);
const vendor = new Api(portal, await makeKey(portal, null)), alder = new Api(portal, await makeKey(portal, 'alder'));
cleanup(() => { vendor.close(); alder.close(); });
const judge = new Judge((await alder.get('/api/openapi.json')).json), operations = operationsOf(judge.doc);
const byId = Object.fromEntries(operations.map((o) => [o.id, o]));
const one = async (query, values) => Object.values((await portal.sql(query, values))[0])[0];
const idOf = async (slug) => publicText(await one('SELECT CAST(public_id AS CHAR) FROM org WHERE slug = ?', [slug]));
const ORG = { alder: await idOf('alder'), birch: await idOf('birch') };
const NAMED = 'for-organisation';
const as = (org, options = {}) => ({ ...options, headers: { ...options.headers, [NAMED]: org } });
const counts = async () => portal.sql('SELECT (SELECT COUNT(*) FROM customer_order) AS orders, (SELECT COUNT(*) FROM subscription) AS subscriptions, (SELECT COUNT(*) FROM outbox) AS outbox, (SELECT COUNT(*) FROM answered) AS answered');
const DESK = 'admin@portico.example.com';
const desk = await portal.signIn(DESK, { language: 'en' });
const proven = (email = DESK) => portal.sql('UPDATE session s JOIN person p ON p.id = s.person_id SET s.step_up_at = UTC_TIMESTAMP(6) WHERE p.email = ?', [email]);
const secretOf = (page) => /<code>(ptk_[\w-]{43})<\/code>/.exec(page.text)?.[1];
const linkOf = async (name) => new RegExp(`href="(/admin/keys/[0-9a-z]{13})"[^>]*>${name}<`).exec((await desk.get('/admin/keys')).text)[1];
let made = 0;
const orderOf = async (org) => {
  const offers = (await vendor.get('/api/v1/offers', as(org))).json.items, customers = (await vendor.get('/api/v1/customers', as(org))).json.items;
  return { external_id: `V-${++made}`, process_immediately: true, customer: customers[0].id, lines: [{ offer: offers.find((o) => o.name === 'Core, monthly').id, quantity: 1 }] };
};

test('a key of the vendor’s reads as the organisation that each request names, with that one’s prices and rows', async () => {
  for (const noun of ['offers', 'customers', 'subscriptions', 'orders', 'invoices', 'events'])
    equal((await vendor.get(`/api/v1/${noun}`, as(ORG.alder))).json, (await alder.get(`/api/v1/${noun}`)).json, noun);
  const price = async (org) => (await vendor.get('/api/v1/offers', as(org))).json.items.find((o) => o.name === 'Core, monthly').items[0].buy;
  equal([await price(ORG.alder), await price(ORG.birch)], [{ amount: 1599, currency: 'EUR' }, { amount: 1650, currency: 'EUR' }], 'C8');
  const theirs = (await vendor.get('/api/v1/customers', as(ORG.birch))).json.items[0].id;
  equal((await vendor.get(`/api/v1/customers/${theirs}`, as(ORG.alder))).status, 404, 'another organisation’s row than the named one’s (L12)');
});

test('without the header, or with an organisation that is not there or not active, every operation is refused with 400, as described, and nothing is done (L11)', async () => {
  await portal.sql("UPDATE org SET status = 'suspended' WHERE slug = 'cedar'");
  const before = await counts();
  for (const o of operations.filter(({ id }) => id !== 'getSession')) {
    const path = o.path.replace('{id}', '0000000000001');
    for (const org of [undefined, '', 'x', '0000000000001', await idOf('cedar'), `${ORG.alder}x`]) {
      const reply = await vendor.request(o.method, path, { body: o.method === 'POST' ? {} : undefined, headers: org === undefined ? {} : { [NAMED]: org } });
      equal([reply.status, reply.json?.errors?.[0]?.parameter], [400, 'For-Organisation'], `${o.id} ${org}`);
      equal(judge.deviations(o, reply), []);
    }
  }
  equal(await counts(), before);
  await portal.sql("UPDATE org SET status = 'active' WHERE slug = 'cedar'");
});

test('every operation that takes a key says the header in its description', async () => {
  for (const o of operations) equal(o.operation.parameters.map((p) => judge.resolve(p)).some((p) => p.in === 'header' && p.name === 'For-Organisation'), o.id !== 'getSession', o.id);
});

test('a key of an organisation that names another is refused, and nothing but the audit’s row says so; its own name changes nothing', async () => {
  const body = await orderOf(ORG.alder), before = await counts();
  for (const [method, path] of [['GET', '/api/v1/customers'], ['POST', '/api/v1/orders'], ['POST', '/api/v1/orders/preview']]) {
    for (const org of [ORG.birch, '0000000000001', 'x']) {
      const reply = await alder.request(method, path, as(org, { body: method === 'POST' ? body : undefined }));
      equal(reply.status, 403, `${method} ${path} ${org}`);
      equal(judge.deviations(operations.find((o) => o.path === path && o.method === method), reply), []);
    }
  }
  equal(await counts(), before);
  equal(await one("SELECT COUNT(*) FROM audit WHERE action = 'access.denied' AND noun = 'api_key' AND noun_id = ?", [alder.key.id]), 9);
  equal((await alder.get('/api/v1/customers', as(ORG.alder))).json, (await alder.get('/api/v1/customers')).json);
});

test('its scopes are all that it may, whoever is named', async () => {
  const narrow = await makeKey(portal, null, 'offer.read'), none = await makeKey(portal, null, '');
  const status = async (path, key, method = 'GET') => (await vendor.request(method, path, as(ORG.alder, { key: key.secret, body: method === 'POST' ? {} : undefined }))).status;
  equal([await status('/api/v1/offers', narrow), await status('/api/v1/customers', narrow), await status('/api/v1/orders', narrow, 'POST')], [200, 403, 403]);
  equal([await status('/api/v1/offers', none), await status('/api/v1/orders', none, 'POST')], [403, 403]);
});

test('an order is the organisation’s, on its behalf, once: the same external_id and the same Idempotency-Key again are the first order', async () => {
  const body = await orderOf(ORG.birch), headers = { 'idempotency-key': 'vendor-1' };
  const replies = await Promise.all(Array.from({ length: 20 }, () => vendor.post('/api/v1/orders', body, as(ORG.birch, { headers }))));
  equal([...new Set(replies.map((r) => `${r.status} ${r.text}`))].length, 1, replies.find((r) => r.status !== 201)?.text);
  equal(judge.deviations(byId.placeOrder, replies[0]), []);
  const [row] = await portal.sql(`SELECT g.slug, o.source, o.person_id, o.id FROM customer_order o JOIN org g ON g.id = o.org_id WHERE o.external_id = ?`, [body.external_id]);
  equal([row.slug, row.source, row.person_id], ['birch', 'admin', null]);
  const trail = await portal.sql("SELECT DISTINCT a.actor, a.org_id = o.org_id AS own FROM audit a JOIN customer_order o ON o.id = ? WHERE a.noun = 'customer_order' AND a.noun_id = o.id", [row.id]);
  equal(trail, [{ actor: 'api', own: 1 }]);
  equal(await one(`SELECT COUNT(*) FROM audit k JOIN audit p ON p.request_id = k.request_id AND p.action = 'order.placed' AND p.noun_id = ?
    WHERE k.action = 'api_key.used' AND k.noun_id = ?`, [row.id, vendor.key.id]), 1, 'the trail says by which key');
  equal((await vendor.get(replies[0].headers.location, as(ORG.birch))).json.id, replies[0].json.id);
  equal((await vendor.get(replies[0].headers.location, as(ORG.alder))).status, 404);
});

test('an external_id is its issuer’s: where the organisation’s own program has used it, the vendor’s hears so, and gets no order of theirs', async () => {
  const theirs = await orderOf(ORG.alder), ours = { ...await orderOf(ORG.alder), external_id: theirs.external_id };
  equal((await alder.post('/api/v1/orders', theirs)).status, 201);
  const reply = await vendor.post('/api/v1/orders', ours, as(ORG.alder));
  equal([reply.status, judge.deviations(byId.placeOrder, reply)], [409, []]);
  equal(await one('SELECT COUNT(*) FROM customer_order WHERE external_id = ?', [theirs.external_id]), 1);
});

test('one Idempotency-Key with two organisations is two requests: neither reads the other’s answer', async () => {
  const headers = { 'idempotency-key': 'vendor-2' };
  const replies = [];
  for (const org of [ORG.alder, ORG.birch]) replies.push(await vendor.post('/api/v1/orders', await orderOf(org), as(org, { headers })));
  equal(replies.map((r) => [r.status, r.headers['idempotent-replayed']]), [[201, undefined], [201, undefined]], replies.map((r) => r.text).join('\n'));
  ok(replies[0].json.id !== replies[1].json.id);
  const own = await alder.post('/api/v1/orders', { ...await orderOf(ORG.alder), process_immediately: false }, { headers });
  equal([own.status, own.headers['idempotent-replayed']], [201, undefined], 'nor does the organisation’s own key');
});

test('what the vendor keeps to itself (decision 13) it does by its own key, too, as its staff do', async () => {
  await portal.sql("UPDATE subscription_rule SET allowed = 'vendor' WHERE action = 'cancel'");
  const placed = await vendor.post('/api/v1/orders', await orderOf(ORG.alder), as(ORG.alder));
  const { subscription } = (await vendor.get(placed.headers.location, as(ORG.alder))).json.lines[0];
  const path = `/api/v1/subscriptions/${subscription}/cancel`;
  equal((await alder.post(path, { reason: 'Closed' })).status, 422);
  equal((await vendor.post(path, { reason: 'Closed' }, as(ORG.birch))).status, 404);
  const done = await vendor.post(path, { reason: 'Closed' }, as(ORG.alder));
  equal([done.status, done.json.kind], [201, 'cancel'], done.text);
  await portal.sql("UPDATE subscription_rule SET allowed = 'partner' WHERE action = 'cancel'");
});

test('the order’s pages say whose program it was', async () => {
  const { id } = (await vendor.post('/api/v1/orders', await orderOf(ORG.alder), as(ORG.alder))).json;
  match((await (await portal.signIn('sales@alder.example.com', { language: 'en' })).get(`/orders/${id}`)).text, 'Our program, on your behalf');
  match((await desk.get(`/admin/orders/${id}`)).text, 'Our own program');
});

// ---- the desk's pages ----
test('making, rotating and revoking one ask to prove again that it is they', async () => {
  await makeKey(portal, null, 'offer.read', 'Probe');
  const path = await linkOf('Probe');
  await portal.sql('UPDATE session SET step_up_at = NULL');
  for (const page of ['/admin/keys/new', `${path}/rotate`, `${path}/revoke`]) match((await desk.get(page)).location, '/account/staff/prove', page);
  equal((await desk.get(path)).status, 200, 'looking does not');
});

test('one is made with scopes, shown once, works, is rotated and revoked, and the trail says who did', async () => {
  await proven();
  const form = formOf((await desk.get('/admin/keys/new')).text, '/admin/keys/new');
  equal((await desk.post(form.action, { ...form.values, name: 'Shop' })).status, 422, 'no scope');
  const values = { ...formOf((await desk.get('/admin/keys/new')).text, '/admin/keys/new').values, name: 'Shop', 'scopes[]': 'offer.read' };
  const first = await desk.post(form.action, values), secret = secretOf(first);
  equal([first.status, first.headers['cache-control']], [200, 'no-store']);
  const status = async (key, path = '/api/v1/offers') => (await vendor.get(path, as(ORG.alder, { key }))).status;
  equal([await status(secret), await status(secret, '/api/v1/orders')], [200, 403]);
  equal([secretOf(await desk.post(form.action, values)), await one("SELECT COUNT(*) FROM api_key WHERE name = 'Shop' AND org_id IS NULL")], [undefined, 1], 'the same form again');
  equal(await one('SELECT COUNT(*) FROM answered WHERE LOCATE(?, body)', [secret]), 0);
  const path = await linkOf('Shop');
  match((await desk.get(path)).text, `href="${path}/rotate"`, 'its page leads there');
  const fresh = secretOf(await desk.submit(await desk.get(`${path}/rotate`), { overlap: '3600' }, { action: `${path}/rotate` }));
  equal([await status(secret), await status(fresh)], [200, 200], 'both hold');
  equal((await desk.get(`${path}/rotate`)).status, 409);
  equal((await desk.submit(await desk.get(`${path}/revoke`), {}, { action: `${path}/revoke` })).status, 303);
  equal([await status(secret), await status(fresh)], [401, 200]);
  match((await desk.get(path)).text, /Ended[\s\S]*Revoked[\s\S]*Made/);
  const trail = await portal.sql("SELECT a.action, p.email, a.org_id FROM audit a JOIN person p ON p.id = a.person_id JOIN api_key k ON k.id = a.noun_id WHERE a.noun = 'api_key' AND k.name = 'Shop' ORDER BY a.id");
  equal(trail, ['api_key.made', 'api_key.rotated', 'api_key.revoked'].map((action) => ({ action, email: DESK, org_id: null })));
});

test('its last use is noted and shown', async () => {
  const fresh = await makeKey(portal, null, 'offer.read', 'Used');
  await vendor.get('/api/v1/offers', as(ORG.alder, { key: fresh.secret }));
  equal(await until(() => one('SELECT last_used_from FROM api_key WHERE id = ?', [fresh.id]), 'the use is noted'), '127.0.0.1');
  match((await desk.get(await linkOf('Used'))).text, /Last used from[\s\S]*127\.0\.0\.1/);
});

test('staff give a key nothing that they may not do themselves, and rotate none that may more', async () => {
  await portal.sql("INSERT INTO vendor_role (public_id, role_key, name, rights, created_at) VALUES (77, 'keeper', 'Keeper', 'admin.read,staff.write,support.read', UTC_TIMESTAMP(6))");
  const email = 'support@portico.example.com';
  await portal.sql("UPDATE person SET roles = 'keeper' WHERE email = ?", [email]);
  const keeper = await portal.signIn(email, { language: 'en' });
  await proven(email);
  const page = await keeper.get('/admin/keys/new');
  equal(page.status, 200);
  unmatch(page.text, 'value="order.write"');
  const form = formOf(page.text, '/admin/keys/new');
  equal((await keeper.post(form.action, { ...form.values, name: 'Greedy', 'scopes[]': 'order.write' })).status, 422);
  await makeKey(portal, null, 'offer.read,order.write', 'Strong');
  const path = await linkOf('Strong');
  equal((await keeper.get(`${path}/rotate`)).status, 403);
  const weak = formOf((await keeper.get('/admin/keys/new')).text, '/admin/keys/new').values;
  equal((await keeper.post(`${path}/rotate`, { ...weak, overlap: '0' })).status, 403);
  equal(await one("SELECT COUNT(*) FROM api_key WHERE name IN ('Greedy', 'Strong')"), 1);
});

test('an organisation’s key has no page at the desk, the vendor’s none at an organisation; a stranger’s id is not there', async () => {
  await proven();
  const theirs = publicText(await one('SELECT CAST(public_id AS CHAR) FROM api_key WHERE id = ?', [alder.key.id]));
  const ours = publicText(await one('SELECT CAST(public_id AS CHAR) FROM api_key WHERE id = ?', [vendor.key.id]));
  const admin = await portal.signIn('admin@alder.example.com');
  await proven('admin@alder.example.com');
  for (const tail of ['', '/rotate', '/revoke']) {
    equal((await desk.get(`/admin/keys/${theirs}${tail}`)).status, 404);
    equal((await admin.get(`/people/keys/${ours}${tail}`)).status, 404);
  }
  unmatch((await admin.get('/people/keys')).text, 'Strong');
});

test('twenty at most hold at one time, also when many are made at once', async () => {
  await proven();
  await portal.sql('UPDATE api_key SET ends_at = UTC_TIMESTAMP(6) - INTERVAL 1 SECOND WHERE org_id IS NULL AND ends_at IS NULL AND id <> ?', [vendor.key.id]);
  for (let i = 1; i < 18; i++) await makeKey(portal, null, 'offer.read', `Full ${i}`);
  const forms = await Promise.all(Array.from({ length: 6 }, async () => formOf((await desk.get('/admin/keys/new')).text, '/admin/keys/new')));
  const replies = await Promise.all(forms.map((form, i) => desk.post(form.action, { ...form.values, name: `Last ${i}`, 'scopes[]': 'offer.read' })));
  const live = await one('SELECT COUNT(*) FROM api_key WHERE org_id IS NULL AND (ends_at IS NULL OR ends_at > UTC_TIMESTAMP(6))');
  equal([live, replies.filter((r) => r.status === 200).length], [20, 2], replies.map((r) => r.status).join());
});

await run();
