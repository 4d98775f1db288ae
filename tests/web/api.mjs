// The API for organisations' own systems: keys, what they open, pages, ETags, allowances, refusals, and its description (DOMAIN L11, L12,
// decisions 65 and 66).
import { start } from '../lib/portal.mjs';
import { Api, makeKey } from '../lib/api.mjs';
import { publicId, stopWorker, visitor } from '../lib/access.mjs';
import { Judge, lint, operationsOf } from '../lib/openapi.mjs';
import { order } from '../lib/shop.mjs';
import { cleanup, equal, match, ok, run, test, unmatch, until } from '../lib/tap.mjs';
import { formOf } from '../lib/visitor.mjs';

process.env.PORTICO_API_PERMINUTE = '60000';
const portal = await start();
cleanup(() => portal.stop());
await stopWorker(portal);
const alder = new Api(portal, await makeKey(portal, 'alder')), birch = new Api(portal, await makeKey(portal, 'birch'));
cleanup(() => { alder.close(); birch.close(); });
const doc = (await alder.get('/api/openapi.json', { key: null })).json;
const judge = new Judge(doc);
const LISTS = ['offers', 'customers', 'subscriptions', 'orders', 'invoices', 'events'];
/** What the worker does each second: only then are there events. */
const seal = () => portal.portico('audit', 'seal');
await seal();
const one = async (query, values) => Object.values((await portal.sql(query, values))[0])[0];

test('the description is an OpenAPI 3.1 document in which a public linter finds nothing', async () => {
  equal(doc.openapi, '3.1.0');
  equal(await lint(JSON.stringify(doc)), []);
  const routes = operationsOf(doc).map((o) => `${o.method} ${o.path}`);
  ok(routes.includes('POST /api/v1/orders') && routes.includes('GET /api/v1/events'), routes.join('\n'));
});

test('a linter that finds nothing anywhere would be none', async () => {
  const broken = structuredClone(doc);
  delete broken.paths['/api/v1/offers'].get.operationId;
  broken.paths['/api/v1/offers/{id}'].get.parameters = [];
  ok((await lint(JSON.stringify(broken))).length >= 2);
});

test('the reference page shows every operation and needs no key', async () => {
  const page = await portal.get('/api');
  equal(page.status, 200);
  for (const { id } of operationsOf(doc)) match(page.text, `id="${id}"`);
  unmatch(page.text, /<td class="main"><code><\/code>/, 'a member without a name');
});

test('without a key, or with one that does not hold, nothing is read', async () => {
  const revoked = await makeKey(portal, 'alder');
  await portal.sql('UPDATE api_key SET ends_at = UTC_TIMESTAMP(6) - INTERVAL 1 SECOND WHERE id = ?', [revoked.id]);
  const cookie = (await portal.signIn('sales@alder.example.com')).cookie;
  const tries = [{ key: null }, { key: 'ptk_x' }, { key: revoked.secret }, { key: `${alder.key.secret}x` }, { key: null, headers: { authorization: 'Basic YTpi' } },
    { key: null, headers: { cookie } }];
  for (const options of tries) {
    const reply = await alder.get('/api/v1/customers', options);
    equal(reply.status, 401, JSON.stringify(options));
    equal(reply.headers['content-type'], 'application/problem+json');
    match(reply.headers['www-authenticate'], /^Bearer/);
  }
  await portal.sql('DELETE FROM rate_state');
});

test('a key of an organisation that is suspended opens nothing', async () => {
  await portal.sql("UPDATE org SET status = 'suspended' WHERE slug = 'birch'");
  equal((await birch.get('/api/v1/offers')).status, 401);
  await portal.sql("UPDATE org SET status = 'active' WHERE slug = 'birch'");
  equal((await birch.get('/api/v1/offers')).status, 200);
});

test('a key opens what its scopes say; a refusal for want of one is audited', async () => {
  const narrow = await makeKey(portal, 'alder', 'offer.read');
  equal((await alder.get('/api/v1/offers', { key: narrow.secret })).status, 200);
  for (const noun of ['customers', 'subscriptions', 'orders', 'invoices']) equal((await alder.get(`/api/v1/${noun}`, { key: narrow.secret })).status, 403, noun);
  equal((await alder.post('/api/v1/orders', {}, { key: narrow.secret })).status, 403);
  equal(await one("SELECT COUNT(*) FROM audit WHERE action = 'access.denied' AND noun = 'api_key' AND noun_id = ?", [narrow.id]), 5);
});

test('events are of the nouns that the scopes open', async () => {
  const invoices = await makeKey(portal, 'alder', 'invoice.read'), offers = await makeKey(portal, 'alder', 'offer.read');
  const kinds = new Set((await alder.get('/api/v1/events?limit=100', { key: invoices.secret })).json.items.map((e) => e.object));
  equal([...kinds], ['invoice']);
  equal((await alder.get('/api/v1/events', { key: offers.secret })).json.items, []);
});

test('each organisation reads its own rows and nobody else’s (L12), and the answers are as described', async () => {
  for (const noun of LISTS) {
    const mine = await alder.all(`/api/v1/${noun}`, 7), theirs = await birch.all(`/api/v1/${noun}`);
    ok(mine.length > 7 || noun === 'offers', `${noun}: only ${mine.length}`);
    const ids = new Set(mine.map((i) => i.id));
    if (!['offers', 'events'].includes(noun)) {
      equal(theirs.filter((i) => ids.has(i.id)), [], noun);
      equal(ids.size, mine.length, `${noun}: an item on two pages`);
      equal((await birch.get(`/api/v1/${noun}/${mine[0].id}`)).status, 404, `${noun}: the other’s id`);
    }
    const operation = operationsOf(doc).find((o) => o.path === `/api/v1/${noun}`);
    equal(judge.deviations(operation, await alder.get(`/api/v1/${noun}`)), []);
    if (noun === 'events') continue;
    const single = operationsOf(doc).find((o) => o.path === `/api/v1/${noun}/{id}`);
    for (const item of mine.slice(0, 20)) equal(judge.deviations(single, await alder.get(`/api/v1/${noun}/${item.id}`)), []);
  }
});

test('every page of a list together is the whole list, in one order', async () => {
  const table = { customers: 'customer', subscriptions: 'subscription', orders: 'customer_order', invoices: 'invoice' };
  for (const [noun, name] of Object.entries(table)) {
    const where = noun === 'orders' ? ' AND placed_at IS NOT NULL' : noun === 'invoices' ? " AND status <> 'draft'" : '';
    const count = await one(`SELECT COUNT(*) FROM ${name} WHERE org_id = ?${where}`, [alder.key.org]);
    equal((await alder.all(`/api/v1/${noun}`, 3)).length, Number(count), noun);
  }
  equal((await alder.all('/api/v1/offers', 1)).map((o) => o.id), (await alder.all('/api/v1/offers', 100)).map((o) => o.id));
});

test('prices of an offer are the organisation’s own (C8)', async () => {
  const price = async (api) => (await api.all('/api/v1/offers')).find((o) => o.name === 'Core, monthly').items[0];
  equal((await price(alder)).buy, { amount: 1599, currency: 'EUR' });
  equal((await price(birch)).buy, { amount: 1650, currency: 'EUR' });
});

test('an answer that has not changed is 304', async () => {
  for (const path of ['/api/v1/customers', '/api/v1/offers', '/api/openapi.json']) {
    const first = await alder.get(path);
    const again = await alder.get(path, { headers: { 'if-none-match': first.headers.etag } });
    equal([again.status, again.text], [304, ''], path);
    equal((await alder.get(path, { headers: { 'if-none-match': '"other"' } })).status, 200);
  }
  const subscription = (await alder.get('/api/v1/customers?limit=1')).json.items[0];
  const before = await alder.get(`/api/v1/customers/${subscription.id}`);
  await portal.sql("UPDATE party p JOIN customer c ON c.party_id = p.id SET p.city = 'Elsewhere' WHERE c.org_id = ? ORDER BY c.created_at DESC", [alder.key.org]).catch(() =>
    portal.sql("UPDATE party SET city = 'Elsewhere' WHERE id IN (SELECT party_id FROM customer WHERE org_id = ?)", [alder.key.org]));
  equal((await alder.get(`/api/v1/customers/${subscription.id}`, { headers: { 'if-none-match': before.headers.etag } })).status, 200);
});

test('wrong parameters are named', async () => {
  const wrong = { 'limit=0': 'limit', 'limit=101': 'limit', 'limit=x': 'limit', 'limit=9999999999999999999999': 'limit', 'cursor=x': 'cursor', 'cursor=%00': null, 'nope=1': 'nope' };
  for (const [query, name] of Object.entries(wrong)) {
    const reply = await alder.get(`/api/v1/orders?${query}`);
    equal(reply.status, name ? 422 : 400, query);
    if (name) equal(reply.json.errors[0].parameter, name);
  }
  equal((await alder.get('/api/v1/subscriptions?status=nope')).json.errors[0].parameter, 'status');
  equal((await alder.get('/api/v1/invoices?order=nope')).json.errors[0].parameter, 'order');
  equal((await alder.get('/api/v1/orders/nope')).status, 404);
});

test('filters', async () => {
  const active = await alder.all('/api/v1/subscriptions?status=active');
  ok(active.length && active.every((s) => s.status === 'active'));
  const of = await alder.all(`/api/v1/subscriptions?customer=${active[0].customer}`);
  ok(of.length && of.every((s) => s.customer === active[0].customer));
  equal((await birch.get(`/api/v1/subscriptions?customer=${active[0].customer}`)).json.items, [], 'another’s customer');
});

test('a field that the vendor hides from partners is in no answer (decision 65)', async () => {
  await portal.sql("INSERT INTO field_switch (audience, field_key, state) VALUES ('partner', 'customer.phone', 'hidden'), ('partner', 'invoice.balance', 'hidden')");
  const customer = (await alder.get('/api/v1/customers')).json.items[0], invoice = (await alder.get('/api/v1/invoices')).json.items[0];
  equal(['phone' in customer, 'balance' in invoice, 'email' in customer, 'total' in invoice], [false, false, true, true]);
  await portal.sql('DELETE FROM field_switch');
  equal('phone' in (await alder.get('/api/v1/customers')).json.items[0], true);
});

test('events come once each, the oldest first, and the cursor at the end goes on (a new order appears after it)', async () => {
  const seen = [];
  let cursor = '';
  for (let page = 0; page < 100; page++) {
    const { json } = await alder.get(`/api/v1/events?limit=40${cursor && `&cursor=${cursor}`}`);
    if (!json.items.length) break;
    seen.push(...json.items);
    cursor = json.next_cursor;
  }
  ok(cursor, 'there is a cursor at the end');
  const sales = await portal.signIn('sales@alder.example.com', { language: 'en' });
  const { id } = await order(sales, [['Core, monthly', 1]]);
  equal((await alder.get(`/api/v1/events?cursor=${cursor}`)).json, { items: [], next_cursor: cursor });
  await seal();
  const news = (await alder.get(`/api/v1/events?cursor=${cursor}`)).json.items;
  equal(news.filter((e) => e.type === 'order.placed').map((e) => [e.id, e.object, e.actor]), [[id, 'order', 'partner']]);
  ok(news.every((e) => !seen.some((s) => s.id === e.id && s.type === e.type && s.at === e.at)), 'none of them was there before');
});

test('an event is neither missed nor read twice, however long its transaction takes and whatever is committed meanwhile', async () => {
  const { org } = alder.key, customer = await one('SELECT MIN(id) FROM customer WHERE org_id = ?', [org]);
  let cursor = '';
  const news = async () => {
    const read = [];
    for (let page; page?.items.length !== 0; cursor = page.next_cursor ?? cursor) {
      page = (await alder.get(`/api/v1/events?limit=100${cursor && `&cursor=${cursor}`}`)).json;
      read.push(...page.items);
    }
    return read.map((e) => e.type);
  };
  const at = new Date(Date.now() - 60_000).toISOString().replace('T', ' ').replace('Z', '000');
  const put = (link, type) => link.query(`INSERT INTO audit (at, org_id, actor, action, noun, noun_id, content_hash)
    VALUES (?, ?, 'system', ?, 'customer', ?, UNHEX(SHA2(?, 256)))`, [at, org, type, customer, JSON.stringify([at, org, 'system', 0, '', type, 'customer', customer, '', null])]);
  const held = [await portal.pool.getConnection(), await portal.pool.getConnection()];
  try {
    await news();
    for (const [i, link] of held.entries()) {
      await link.query('START TRANSACTION');
      await put(link, `test.held${i}`);
    }
    await put(portal.pool, 'test.quick');
    await seal();
    equal(await news(), ['test.quick'], 'its id is above those that are held');
    await held[1].query('COMMIT');
    await seal();
    equal(await news(), ['test.held1'], 'committed late, by a reader who had gone on');
    await put(held[0], 'test.second');
    await held[0].query('COMMIT');
    equal(await news(), [], 'not before it is sealed');
    await seal();
    equal(await news(), ['test.held0', 'test.second']);
  } finally {
    for (const link of held) link.destroy();
  }
  cursor = '';
  equal((await news()).filter((type) => type.startsWith('test.')), ['test.quick', 'test.held1', 'test.held0', 'test.second'], 'from the start: each once, in the same order');
});

test('the last use of a key is noted', async () => {
  const fresh = await makeKey(portal, 'cedar');
  await alder.get('/api/v1/offers', { key: fresh.secret });
  const used = async () => (await portal.sql('SELECT last_used_from FROM api_key WHERE id = ? AND last_used_at IS NOT NULL', [fresh.id]))[0];
  equal(await until(used, 'the use is noted'), { last_used_from: '127.0.0.1' });
});

test('paths that are not there, and methods that they do not take', async () => {
  equal((await alder.get('/api/v1/nope')).json.status, 404);
  const reply = await alder.request('DELETE', '/api/v1/orders', { body: '' });
  equal([reply.status, reply.headers['content-type'], reply.headers.allow], [405, 'application/problem+json', 'GET, HEAD, POST']);
});

test('GET /api/session tells a page of ours who is signed in, and nobody else (decision 66)', async () => {
  const sales = await portal.signIn('sales@alder.example.com');
  const reply = await alder.get('/api/session', { key: null, headers: { cookie: sales.cookie, 'sec-fetch-site': 'same-origin' } });
  equal(reply.status, 200);
  equal(judge.deviations(operationsOf(doc).find((o) => o.id === 'getSession'), reply), []);
  equal([reply.json.email, reply.json.organisation, reply.json.rights.some((r) => r.key === 'order.write')], ['sales@alder.example.com', await one("SELECT name FROM org WHERE slug = 'alder'"), true]);
  equal((await alder.get('/api/session', { key: null, headers: { cookie: sales.cookie, 'sec-fetch-site': 'cross-site', origin: 'https://evil.example.com' } })).status, 403, 'another site’s script');
  equal(reply.headers['access-control-allow-origin'], undefined);
  equal((await alder.get('/api/session', { key: null })).status, 401);
  equal((await alder.get('/api/session')).status, 401, 'a key is no session');
  equal((await alder.post('/api/session', {}, { key: null, headers: { cookie: sales.cookie } })).status, 405, 'it is only read');
});

test('of an end customer it tells the address, the bill group and the rights, and nothing of the organisation that sold to them (decision 66, L21)', async () => {
  const group = await one("SELECT g.id FROM bill_group g JOIN org o ON o.id = g.org_id WHERE o.status = 'active' AND o.party_id <> g.party_id ORDER BY g.id LIMIT 1");
  const [known] = await portal.sql('SELECT g.name, CAST(g.public_id AS CHAR) AS id, o.name AS org, CAST(o.public_id AS CHAR) AS org_id FROM bill_group g JOIN org o ON o.id = g.org_id WHERE g.id = ?', [group]);
  const { email, token, session } = await visitor(portal, { group }), cookie = `portico_customer=${token}`;
  const ask = (query, jar, headers = { 'sec-fetch-site': 'same-origin' }) => alder.get(`/api/session${query}`, { key: null, headers: { cookie: jar, ...headers } });
  const reply = await ask('', cookie);
  equal(reply.status, 200, reply.text);
  equal(judge.deviations(operationsOf(doc).find((o) => o.id === 'getSession'), reply), []);
  const { audience, name, email: address, organisation, organisation_id, viewed, rights, bill_groups } = reply.json;
  equal({ audience, name, address, organisation, organisation_id, viewed, rights, bill_groups }, { audience: 'customer', name: email, address: email,
    organisation: null, organisation_id: null, viewed: false, rights: [{ key: 'billing' }], bill_groups: [{ id: publicId(known.id), name: known.name }] });
  for (const inside of [known.org, publicId(known.org_id), 'buy']) ok(!reply.text.includes(inside), inside);
  for (const headers of [{ 'sec-fetch-site': 'cross-site', origin: 'https://evil.example.com' }, { 'sec-fetch-site': 'same-site' }]) equal((await ask('', cookie, headers)).status, 403, 'another site’s script');
  equal((await alder.get('/api/v1/invoices', { key: null, headers: { cookie } })).status, 401, 'it opens nothing else of the API');
  const sales = await portal.signIn('sales@alder.example.com'), both = `${sales.cookie}; ${cookie}`;
  const whose = async (query) => (await ask(query, both)).json.audience;
  equal([await whose(''), await whose('?audience=customer'), await whose('?audience=partner')], ['partner', 'customer', 'partner'], 'one browser with both');
  equal((await ask('?audience=partner', cookie)).status, 401);
  equal((await ask('?audience=customer', sales.cookie)).status, 401);
  const wrong = await ask('?audience=staff', cookie);
  equal([wrong.status, wrong.json.errors[0].parameter], [422, 'audience']);
  await portal.sql('UPDATE session SET ended_at = UTC_TIMESTAMP(6) WHERE id = ?', [session]);
  equal((await ask('', cookie)).status, 401);
});

// ---- the administrator's pages ----
const admin = await portal.signIn('admin@alder.example.com', { language: 'en' });
const secretOf = (page) => /<code>(ptk_[\w-]{43})<\/code>/.exec(page.text)?.[1];
async function proven() {
  await portal.sql("UPDATE session SET step_up_at = UTC_TIMESTAMP(6) WHERE person_id = (SELECT id FROM person WHERE email = 'admin@alder.example.com')");
}

test('making a key asks to prove again that it is they', async () => {
  await portal.sql('UPDATE session SET step_up_at = NULL');
  const page = await admin.get('/people/keys/new');
  match(page.location, '/account/prove');
  await proven();
  equal((await admin.get('/people/keys/new')).status, 200);
});

test('a key is made with scopes, shown once, and works', async () => {
  await proven();
  const form = formOf((await admin.get('/people/keys/new')).text, '/people/keys/new');
  const none = await admin.post(form.action, { ...form.values, name: 'ERP' });
  equal(none.status, 422, 'no scope');
  const made = await admin.post(form.action, { ...formOf(none.text, '/people/keys/new').values, name: 'ERP', 'scopes[]': 'offer.read' });
  equal([made.status, made.headers['cache-control']], [200, 'no-store']);
  const secret = secretOf(made);
  equal((await alder.get('/api/v1/offers', { key: secret })).status, 200);
  equal((await alder.get('/api/v1/customers', { key: secret })).status, 403);
  const list = await admin.get('/people/keys');
  match(list.text, 'ERP');
  unmatch(list.text, secret);
  equal(await one('SELECT COUNT(*) FROM api_key WHERE LOCATE(?, name) OR LOCATE(?, scopes) OR HEX(key_hash) = HEX(?)', [secret, secret, secret]), 0, 'the database does not hold it');
  equal(await one("SELECT COUNT(*) FROM answered WHERE LOCATE(?, body)", [secret]), 0, 'nor the stored answers');
  const again = await admin.post(form.action, { ...formOf(none.text, '/people/keys/new').values, name: 'ERP', 'scopes[]': 'offer.read' });
  equal(secretOf(again), undefined, 'the same form again shows nothing');
  equal(await one("SELECT COUNT(*) FROM api_key WHERE name = 'ERP'"), 1);
});

test('a right that is no scope cannot be ticked', async () => {
  await proven();
  for (const scope of ['people.write', '*', 'offer.read,people.write']) {
    const form = formOf((await admin.get('/people/keys/new')).text, '/people/keys/new');
    equal((await admin.post(form.action, { ...form.values, name: 'Greedy', 'scopes[]': scope })).status, 422, scope);
  }
  equal(await one("SELECT COUNT(*) FROM api_key WHERE name = 'Greedy'"), 0);
});

test('rotated: both hold until the old one ends; revoked: at once', async () => {
  await proven();
  const old = await makeKey(portal, 'alder', 'offer.read', 'Shop');
  const path = /href="(\/people\/keys\/[0-9a-z]{13})"[^>]*>Shop</.exec((await admin.get('/people/keys')).text)[1];
  match((await admin.get(path)).text, `href="${path}/rotate"`, 'its page leads there');
  const form = formOf((await admin.get(`${path}/rotate`)).text, `${path}/rotate`);
  const fresh = secretOf(await admin.post(form.action, { ...form.values, overlap: '3600' }));
  const status = async (key) => (await alder.get('/api/v1/offers', { key })).status;
  equal([await status(old.secret), await status(fresh)], [200, 200]);
  equal((await admin.get(`${path}/rotate`)).status, 409, 'rotated once');
  await portal.sql('UPDATE api_key SET ends_at = ends_at - INTERVAL 3600 SECOND WHERE id = ?', [old.id]);
  equal([await status(old.secret), await status(fresh)], [401, 200]);
  const next = /href="(\/people\/keys\/[0-9a-z]{13})"[^>]*>Shop</.exec((await admin.get('/people/keys')).text)[1];
  const done = await admin.submit(await admin.get(`${next}/revoke`), {}, { action: `${next}/revoke` });
  equal(done.status, 303);
  equal(await status(fresh), 401);
  match((await admin.get(next)).text, 'Ended');
});

test('rotating again and again gives no more keys that hold than making them', async () => {
  await proven();
  for (let i = Number((await portal.sql("SELECT COUNT(*) AS n FROM api_key k JOIN org o ON o.id = k.org_id WHERE o.slug = 'alder' AND (ends_at IS NULL OR ends_at > UTC_TIMESTAMP(6))"))[0].n); i < 20; i++) await makeKey(portal, 'alder', 'offer.read', `Full ${i}`);
  const path = /href="(\/people\/keys\/[0-9a-z]{13})"[^>]*>Full 19</.exec((await admin.get('/people/keys')).text)[1];
  const rotate = async (overlap) => admin.submit(await admin.get(`${path}/rotate`), { overlap }, { action: `${path}/rotate` });
  const full = await rotate('604800');
  equal(full.status, 409);
  match(full.text, 'At most 20 keys');
  equal((await rotate('0')).status, 200, 'one for another there is room for');
  await portal.sql("DELETE FROM api_key WHERE name LIKE 'Full %'");
});

test('another organisation’s key has no page; colleagues without the right have none at all', async () => {
  await makeKey(portal, 'birch', 'offer.read', 'Theirs');
  const id = (await portal.sql("SELECT CAST(public_id AS CHAR) AS id FROM api_key WHERE name = 'Theirs'"))[0].id;
  const { publicText } = await import('../lib/orders.mjs');
  for (const tail of ['', '/rotate', '/revoke']) equal((await admin.get(`/people/keys/${publicText(id)}${tail}`)).status, 404, tail);
  const sales = await portal.signIn('sales@alder.example.com');
  equal((await sales.get('/people/keys')).status, 403);
});

test('our staff see an organisation’s keys at its page, without the means to use them', async () => {
  const staff = await portal.signIn('vendor@example.com', { language: 'en' }).catch(() => null);
  const someone = staff ?? await portal.signIn((await portal.sql("SELECT email FROM person WHERE org_id IS NULL AND FIND_IN_SET('vendor_admin', roles) LIMIT 1"))[0].email, { language: 'en' });
  const list = await someone.get('/admin/partners?q=alder');
  const page = await someone.get(/href="(\/admin\/partners\/[0-9a-z]{13})"/.exec(list.text)[1]);
  match(page.text, 'API keys');
  match(page.text, 'Shop');
  unmatch(page.text, /\/people\/keys/);
});

await run();
