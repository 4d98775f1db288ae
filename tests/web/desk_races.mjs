// Two of the staff at the same moment: what one decides by is what holds when it is written, not what held when their request began.
// Each request waits for a lock that somebody else has, who changes meanwhile what the request decides by. The rules: two tax rules of
// one buyer never hold on one day, periods of a price never overlap, an offer without a product is not published, one draft at a time;
// and of a form whose record somebody else changed, what only they changed stays theirs.
import mysql from 'mysql2/promise';
import { start } from '../lib/portal.mjs';
import { publicId, stopWorker } from '../lib/access.mjs';
import { idOf, maker } from '../lib/desk.mjs';
import { cleanup, equal, match, run, test, until } from '../lib/tap.mjs';

const portal = await start();
cleanup(() => portal.stop());
await stopWorker(portal);
const link = await mysql.createConnection({ socketPath: portal.settings['Database.Socket'], user: 'root', database: 'portico', timezone: 'Z' });
cleanup(() => link.end());
const desk = await portal.signIn('admin@portico.example.com');
const make = maker(desk);
const day = (n) => new Date(Date.now() + n * 86400e3).toISOString().slice(0, 10);
const one = async (sql, params) => (await portal.sql(sql, params))[0];
// Not innodb_trx: who asks it more often than ten times a second is told the same for ever.
const waiting = async () => Number((await one("SELECT COUNT(*) AS n FROM information_schema.processlist WHERE id <> CONNECTION_ID() AND info LIKE '%FOR UPDATE%'")).n);

/** The answer to a request that begins, waits for the lock, and goes on when somebody else's change is committed. */
async function meanwhile(lock, params, post, change) {
  await link.beginTransaction();
  await link.query(`${lock} FOR UPDATE`, params);
  let early;
  const reply = post().finally(() => (early = true));
  await until(async () => early || await waiting() > 0, 'the request waits for the lock');
  await change();
  await link.commit();
  return reply;
}

test('the end of a tax rule is taken back, and somebody adds the next one: it is refused', async () => {
  const { id: seller, pub } = await one('SELECT id, CAST(public_id AS CHAR) AS pub FROM legal_entity ORDER BY id LIMIT 1');
  const rule = { legal_entity: publicId(pub), country: 'NZ', region: '', tax_class: 'standard', name: 'GST', rate_bp: '15', category: 'S', note: '', from: day(0), until: day(20) };
  const added = await desk.submit(await desk.get('/admin/taxes/new'), rule, { action: '/admin/taxes/new' });
  equal(added.status, 303);
  const path = `/admin/taxes/${idOf(added.location)}/end`, page = await desk.get(path);
  const reply = await meanwhile('SELECT id FROM legal_entity WHERE id = ?', [seller], () => desk.submit(page, { until: '' }, { action: path }), () =>
    link.query('INSERT INTO tax_rule SET ?', [{ public_id: 778899, legal_entity_id: seller, tax_class: 'standard', buyer_country: 'NZ', buyer_region: '', needs_tax_number: 0,
      category: 'S', rate_bp: 1600, name: 'GST', note: '', valid_from: day(21) }]));
  equal(reply.status, 422);
  match(reply.text.replace(/&nbsp;|\u00a0/g, ' '), 'The rule of 16 % holds for the same buyers');
  equal((await one("SELECT COUNT(*) AS n FROM tax_rule WHERE buyer_country = 'NZ' AND valid_until IS NULL")).n, 1);
});

test('a price is set, on a product and in a list, and somebody sets an earlier one: it ends before', async () => {
  const product = await make.product('RACE', 'Race', '10'), list = idOf((await make.send('/admin/prices/new', { name: 'Race' })).location);
  const { id: productId } = await one("SELECT id FROM product WHERE code = 'RACE'"), { id: listId } = await one("SELECT id FROM price_list WHERE name = 'Race'");
  for (const [path, table, place, values] of [
    [`/admin/products/${product}/prices/new`, 'product_price', {}, {}],
    [`/admin/prices/${list}/prices/new`, 'price_list_item', { price_list_id: listId }, { product }],
  ]) {
    const page = await desk.get(path);
    const reply = await meanwhile('SELECT id FROM product WHERE id = ?', [productId],
      () => desk.submit(page, { amount: '30', amount_currency: 'CHF', from: day(30), until: '', ...values }, { action: path }),
      () => link.query(`INSERT INTO ${table} SET ?`, [{ ...place, product_id: productId, currency: 'CHF', from_units: 1, amount_minor: 2000, valid_from: day(10) }]));
    equal(reply.status, 303, table);
    const prices = await portal.sql(`SELECT amount_minor, valid_from, valid_until FROM ${table} WHERE product_id = ? AND currency = 'CHF' ORDER BY valid_from`, [productId]);
    equal(prices, [{ amount_minor: 2000, valid_from: day(10), valid_until: day(29) }, { amount_minor: 3000, valid_from: day(30), valid_until: null }], table);
  }
});

test('an offer is published, and somebody takes its last product out: nothing is published', async () => {
  const product = await make.product('RACE2', 'Race two', '10');
  const values = { code: 'RACE-O', name: 'Race offer', term_months: '12', trial_days: '0', quantity_min: '1', quantity_max: '0', quantity_step: '1', checkout_tag: 'checkout' };
  const offer = idOf((await make.send('/admin/offers/new', values, { 'channels[]': ['Partner'] })).location);
  equal((await make.send(`/admin/offers/${offer}/items`, { product, quantity: '1' })).status, 303);
  const { id, version } = await one("SELECT o.id, v.id AS version FROM offer o JOIN offer_version v ON v.offer_id = o.id WHERE o.code = 'RACE-O'");
  const page = await desk.get(`/admin/offers/${offer}/publish`);
  const reply = await meanwhile('SELECT id FROM offer WHERE id = ?', [id], () => desk.submit(page), () => link.query('DELETE FROM offer_item WHERE version_id = ?', [version]));
  equal(reply.status, 409);
  match(reply.text, 'The offer holds no product.');
  equal((await one('SELECT published_version_id AS n FROM offer WHERE id = ?', [id])).n, null);
});

test('the next draft of an offer is saved, and somebody has begun it: there is one draft', async () => {
  const { id, pub } = await one(`SELECT o.id, CAST(o.public_id AS CHAR) AS pub FROM offer o WHERE o.published_version_id IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM offer_version v WHERE v.offer_id = o.id AND v.status = 'draft') ORDER BY o.id LIMIT 1`);
  const path = `/admin/offers/${publicId(pub)}/draft`, page = await desk.get(path);
  const reply = await meanwhile('SELECT id FROM offer WHERE id = ?', [id], () => desk.submit(page, { name: 'Named in a race' }, { action: path }), () =>
    link.query(`INSERT INTO offer_version (public_id, offer_id, number, name, created_at)
      SELECT public_id + 1, offer_id, number + 1, name, NOW(6) FROM offer_version WHERE offer_id = ? ORDER BY number DESC LIMIT 1`, [id]));
  equal(reply.status, 303, reply.text.replace(/<[^>]+>/g, ' ').slice(-800));
  const drafts = await portal.sql("SELECT name FROM offer_version WHERE offer_id = ? AND status = 'draft'", [id]);
  equal(drafts.map((one) => one.name), ['Named in a race']);
});

/** Two open the same form; the first changes one field, then the second another. */
async function twoSave(path, first, second) {
  const [early, late] = [await desk.get(path), await desk.get(path)];
  equal((await desk.submit(early, first, { action: path })).status, 303);
  return desk.submit(late, second, { action: path });
}
test('two change different fields of a form: both changes hold', async () => {
  const { id: group, pub } = await one("SELECT id, CAST(public_id AS CHAR) AS pub FROM bill_group WHERE net_terms = 30 AND payment_type = 'bank_transfer' ORDER BY id LIMIT 1");
  equal((await twoSave(`/admin/billgroups/${publicId(pub)}/edit`, { net_terms: '14' }, { payment_type: 'manual' })).status, 303);
  equal(await one('SELECT net_terms, payment_type FROM bill_group WHERE id = ?', [group]), { net_terms: 14, payment_type: 'manual' });

  const { id: org, pub: orgPub } = await one('SELECT id, CAST(public_id AS CHAR) AS pub FROM org ORDER BY id LIMIT 1');
  const own = idOf((await make.send('/admin/prices/new', { name: 'Own of one' })).location);
  equal((await make.send('/admin/prices/new', { name: 'Of a tier', tier: 'Racing' })).status, 303);
  equal((await twoSave(`/admin/partners/${publicId(orgPub)}/prices`, { price_list: own }, { tier: 'Racing' })).status, 303);
  const lists = await portal.sql(`SELECT o.source, l.name FROM org_price_list o JOIN price_list l ON l.id = o.price_list_id WHERE o.org_id = ? ORDER BY o.source`, [org]);
  equal(lists.map((l) => [l.source, l.name]).sort(), [['personal', 'Own of one'], ['tier', 'Of a tier']]);

  const rules = `/admin/partners/${publicId(orgPub)}/subscription-rules`;
  equal((await twoSave(rules, { change: 'vendor' }, { cancel: 'vendor' })).status, 303);
  const ruled = await portal.sql("SELECT action, allowed FROM subscription_rule WHERE org_id = ? AND action IN ('change', 'cancel')", [org]);
  equal(ruled.map((r) => [r.action, r.allowed]).sort(), [['cancel', 'vendor'], ['change', 'vendor']]);

  const register = `/admin/partners/${publicId(orgPub)}/registration`;
  equal((await twoSave(register, { domains: 'race.example.com' }, { open: '1' })).status, 303);
  equal(await one('SELECT o.register_open AS open, d.domain FROM org o JOIN org_domain d ON d.org_id = o.id WHERE o.id = ?', [org]), { open: 1, domain: 'race.example.com' });
});
test('two change the same field of a form: the second is asked', async () => {
  const { pub } = await one('SELECT CAST(public_id AS CHAR) AS pub FROM bill_group WHERE net_terms = 14 ORDER BY id LIMIT 1');
  const path = `/admin/billgroups/${publicId(pub)}/edit`, asked = await twoSave(path, { net_terms: '21' }, { net_terms: '60' });
  equal(asked.status, 422);
  match(asked.text, 'Somebody else has changed this');
});

await run();
