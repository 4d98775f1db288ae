// Three organisations and two groups of offers, by the API (DOMAIN section 4, checks 2 to 4; L11, L12, L22): each order is its organisation's in
// every row; one external_id is one order however often it comes; what is not the organisation's to sell is refused and leaves only the trail.
import { Api, makeKey } from '../lib/api.mjs';
import { publicText } from '../lib/orders.mjs';
import { grown } from '../lib/rows.mjs';
import { channel, judgedOutside, ordered } from '../lib/selling.mjs';
import { shelf, somebody } from '../lib/shop.mjs';
import { cleanup, equal, run, test } from '../lib/tap.mjs';

process.env.PORTICO_API_PERMINUTE = '60000';
const set = await channel();
const { portal, make, orgs } = set;
const keys = {}, shown = {}, people = {};
for (const [slug, org] of Object.entries(orgs)) {
  keys[slug] = new Api(portal, await makeKey(portal, slug), 20);
  cleanup(() => keys[slug].close());
  people[slug] = await portal.signIn(org.email);
}
const read = async (slug) => Object.fromEntries((await keys[slug].all('/api/v1/offers')).map((o) => [o.name, o]));
for (const slug of Object.keys(orgs)) shown[slug] = await read(slug);
const ours = (slug) => Object.keys(shown[slug]).filter((name) => /^(Harbour|Meadow)/.test(name)).sort();
let made = 0;
const customerOf = (company) => ({ company, ...Object.fromEntries(['first_name', 'last_name', 'email', 'address1', 'city', 'country'].map((k) => [k, somebody[k]])) });
const body = (offer, more = {}) => ({ external_id: `S-${++made}`, process_immediately: true, new_customer: customerOf(`By API ${made}`), lines: [{ offer, quantity: 2 }], ...more });

for (const [slug, org] of Object.entries(orgs)) {
  test(`${slug}: exactly its group at its own prices, by the API and in the portal`, async () => {
    equal(ours(slug), org.offers);
    equal(org.offers.map((name) => shown[slug][name].items.map((i) => i.buy?.amount ?? i.price?.amount)), org.prices.map((p) => [Math.round(Number(p) * 100)]));
    equal(Object.keys(await shelf(people[slug])).filter((name) => /^(Harbour|Meadow)/.test(name)).sort(), org.offers);
  });

  test(`${slug}: an order by the API is ${slug}'s in every row; ${org.owner} owns the invoice, the CRM parent is ${org.crm || 'none'}`, async () => {
    const sent = body(shown[slug][org.offers[0]].id);
    const { answer, order } = await ordered(set, org, () => keys[slug].post('/api/v1/orders', sent));
    equal([answer.status, order.source, order.external_id], [201, 'api', sent.external_id], answer.text);
    await judgedOutside(set, org, order, { ...somebody, company: sent.new_customer.company });
  });
}

test('the same order with the same external_id: twice, then twenty at once: one order and equal answers', async () => {
  const api = keys.ash, offer = shown.ash['Harbour seats'].id, told = (replies) => [...new Set(replies.map((r) => `${r.status} ${r.text} ${r.headers.location}`))];
  const first = body(offer);
  const twice = await grown(portal, async () => [await api.post('/api/v1/orders', first), await api.post('/api/v1/orders', first)]);
  equal([told(twice.answer).length, twice.answer[0].status], [1, 201], twice.answer[1].text);
  const second = body(offer);
  const many = await grown(portal, () => Promise.all(Array.from({ length: 20 }, () => api.post('/api/v1/orders', second))));
  equal([told(many.answer).length, many.answer[0].status], [1, 201], many.answer.find((r) => r.status !== 201)?.text);
  for (const { rows } of [twice, many]) equal([rows.customer_order, rows.order_line, rows.subscription, rows.customer, rows.invoice], [1, 1, 1, 1, 1]);
});

/** 422 with a problem that points at the offer, and nothing but the trail. */
async function refused(slug, offer, what) {
  const { answer, rows } = await grown(portal, () => keys[slug].post('/api/v1/orders', body(offer)));
  equal([answer.status, answer.headers['content-type'], answer.json.status], [422, 'application/problem+json', 422], `${what}: ${answer.text}`);
  equal(answer.json.errors.map((e) => e.pointer), ['/lines/0/offer'], what);
  equal(rows, { audit: 1, audit_value: 1 }, what);
}

test('an offer that is not eligible, foreign, retired, stale or unknown is refused, and no row but the trail’s comes of it', async () => {
  await refused('ash', shown.rowan['Meadow seats'].id, 'of the other group');
  await refused('rowan', shown.hazel['Harbour vault'].id, 'of the other group, the other way');
  const [{ id }] = await portal.sql("SELECT CAST(public_id AS CHAR) AS id FROM offer_version WHERE status = 'draft' LIMIT 1");
  await refused('ash', publicText(id), 'a draft');
  await refused('ash', '0000000000001', 'none that there is');
  const stale = shown.hazel['Harbour seats'].id;
  await make.renew(set.offers['Harbour seats']);
  await refused('hazel', stale, 'a version that was replaced');
  const fresh = (await read('hazel'))['Harbour seats'].id;
  equal((await keys.hazel.post('/api/v1/orders', body(fresh))).status, 201, 'the version that sells');
  await make.retire(set.offers['Harbour seats']);
  await refused('hazel', fresh, 'taken off');
});

await run();
