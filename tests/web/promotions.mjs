// Promotion codes, purchase links and order terms (DOMAIN L8, L11): a bad code is said and ignored and the offer stays in the basket; a
// count is exact when many order at once; a link to what is not one's to buy is refused and leaves an audit row alone.
import { start } from '../lib/portal.mjs';
import { stopWorker } from '../lib/access.mjs';
import { basket, buyers, publicText, reviewed } from '../lib/orders.mjs';
import { choose, placing, put, review, shelf, somebody } from '../lib/shop.mjs';
import { formsOf } from '../lib/visitor.mjs';
import { cleanup, equal, match, ok, run, test, unmatch } from '../lib/tap.mjs';

const portal = await start();
cleanup(() => portal.stop());
await stopWorker(portal);
await portal.sql(`UPDATE person SET language = 'en'`);
const desk = await portal.signIn('admin@portico.example.com');
const alder = await portal.signIn('sales@alder.example.com');
const birch = await portal.signIn('sales@birch.example.net', { language: 'en' });
const one = async (sql, params) => Object.values((await portal.sql(sql, params))[0] ?? {})[0];
const text = (page) => page.text.replace(/<[^>]+>/g, ' ').replace(/&nbsp;|\u00a0/g, ' ').replace(/\s+/g, ' ');
const hidden = (page) => Object.fromEntries([...page.text.matchAll(/<input type="hidden" name="(_csrf|_key)" value="([^"]*)"/g)].map((m) => [m[1], m[2]]));
async function send(path, values, ticks = {}) {
  const body = new URLSearchParams({ ...hidden(await desk.get(path)), ...values });
  for (const [name, list] of Object.entries(ticks)) for (const value of list) body.append(name, value);
  return desk.post(path, body.toString());
}
const day = (n) => new Date(Date.now() + n * 86400e3).toISOString().slice(0, 10);
const idNamed = (page, name) => new RegExp(`/(\\w{13})">${name}`).exec(page.text)[1];
const birchId = idNamed(await desk.get('/admin/partners'), 'Birch');
const promo = { name: 'Spring', kind: 'percent', rate_bp: '10', amounts: '', periods: '2', valid_from: day(0), valid_until: '', uses_max: '0', active: '1', all_offers: '1', all_partners: '1' };
const make = async (values, ticks) => {
  const reply = await send('/admin/promotions/new', { ...promo, ...values }, ticks);
  equal(reply.status, 303, values.code);
};
const use = async (who, code) => text(await who.follow(await who.submit(await who.get('/checkout'), { code }, { action: '/checkout/promotion' })));
const newest = () => portal.sql(`SELECT e.number, e.amount_minor AS amount, e.margin_minor AS margin, e.discount_minor AS off, e.promo FROM schedule_entry e
  JOIN subscription s ON s.id = e.subscription_id JOIN order_line l ON l.id = s.order_line_id WHERE l.order_id = (SELECT MAX(id) FROM customer_order WHERE status = 'complete')
  ORDER BY e.number LIMIT 3`);

test('a promotion’s faults stand beside their fields', async () => {
  for (const [values, words] of [
    [{ code: 'a b' }, 'Use letters'], [{ code: 'X', rate_bp: '' }, 'Enter the percentage'], [{ code: 'X', rate_bp: '101' }, 'must be from'],
    [{ code: 'X', kind: 'amount' }, 'Enter at least one amount'], [{ code: 'X', kind: 'amount', amounts: '10 XXX' }, 'is not an amount'],
    [{ code: 'X', kind: 'amount', amounts: '1.5 JPY' }, 'is not an amount'], [{ code: 'X', kind: 'amount', amounts: '-1 EUR' }, 'is not an amount'],
    [{ code: 'X', kind: 'amount', amounts: '1 EUR, 2 EUR' }, 'there twice'], [{ code: 'X', valid_until: day(-1) }, 'before the first'], [{ code: 'X', periods: '121' }, /must be|at most/],
  ]) {
    const reply = await send('/admin/promotions/new', { ...promo, ...values });
    equal([reply.status, JSON.stringify(values)], [422, JSON.stringify(values)]);
    match(text(reply), words);
  }
  equal(await one(`SELECT COUNT(*) FROM promo WHERE name = 'Spring'`), 0);
  await make({ code: 'spring10' });
  equal((await send('/admin/promotions/new', { ...promo, code: 'Spring10' })).status, 422, 'a code is there once');
  match(text(await desk.get('/admin/promotions')), 'SPRING10');
  await make({ code: 'LATER', valid_from: day(3) });
  await make({ code: 'BIRCHES', all_partners: '' }, { 'partners[]': [birchId] });
  await make({ code: 'YEN', kind: 'amount', amounts: '1500 JPY' });
  await make({ code: 'OVER', valid_from: day(-9), valid_until: day(-2) });
  await make({ code: 'FIVE', kind: 'amount', amounts: '5 EUR, 500 JPY', periods: '1' });
  const pro = /name="offers\[\]" value="(\w{13})"[^>]*><label[^>]*>Pro, yearly/.exec((await desk.get('/admin/promotions/new')).text.replace(/id="[^"]*" /g, ''));
  await make({ code: 'PROONLY', all_offers: '' }, { 'offers[]': [pro[1]] });
});

test('a bad code is said and ignored, whatever is bad about it; the offer stays', async () => {
  await put(alder, (await shelf(alder)).Archive, 2);
  for (const [code, words] of [['NOSUCH', 'does not hold here'], ['BIRCHES', 'does not hold here'], ['later', 'begins on'], ['OVER', 'ended on'], ['YEN', 'no amount in EUR'], ["'; --", 'no promotion code']]) {
    const page = await use(alder, code);
    match(page, words, code);
    match(page, 'Archive');
    equal(await one(`SELECT promo_code FROM customer_order WHERE status = 'draft' AND org_id = 1 ORDER BY id DESC LIMIT 1`), '', code);
  }
  match(await use(alder, 'PROONLY'), 'holds for none of these offers');
});

test('a percentage comes off the first payments, as the review says and as it is planned and invoiced', async () => {
  match(await use(alder, 'spring10'), 'Spring: 10 % off the first 2 payments');
  equal((await choose(alder, somebody)).status, 303);
  const page = await review(alder);
  // Archive twice at 9.25 is 18.50; ten percent is 1.85.
  match(text(page), 'Place order for 16.65 EUR');
  match(text(page), '3.70 EUR less in all payments shown');
  const reply = await alder.submit(page, {}, { action: '/checkout/place' });
  equal(reply.status, 303);
  match(text(await alder.follow(reply)), 'SPRING10');
  equal(await newest(), [{ number: 1, amount: 1665, margin: 0, off: 185, promo: 'SPRING10' }, { number: 2, amount: 1665, margin: 0, off: 185, promo: 'SPRING10' },
    { number: 3, amount: 1850, margin: 0, off: 0, promo: '' }]);
  equal(await portal.sql('SELECT name, units, unit_minor, amount_minor FROM invoice_line ORDER BY id DESC LIMIT 1'), [{ name: 'Archive: Archive storage, 1 TB (SPRING10)', units: 2, unit_minor: 925, amount_minor: 1665 }]);
  equal(await one(`SELECT uses FROM promo WHERE code = 'SPRING10'`), 1);
});

test('a promotion goes on through a change: the preview names it, the bill is what it says', async () => {
  const [s] = await portal.sql(`SELECT s.id, CAST(s.public_id AS CHAR) AS public, s.quantity, CAST(SUM(i.units * i.sell_minor) AS CHAR) AS full FROM subscription s JOIN subscription_item i ON i.subscription_id = s.id AND i.live = 1
    AND i.period_months > 0 WHERE s.promo = 'SPRING10' AND s.status = 'active' GROUP BY s.id ORDER BY s.id DESC LIMIT 1`);
  const path = `/customers/subscriptions/${publicText(s.public)}/change`;
  const preview = await alder.get(`${path}?preview=1&quantity=${s.quantity * 2}&when=rule`);
  match(text(preview), '(SPRING10)');
  const figure = /Net (-?[\d.,]+) EUR/.exec(text(preview))[1];
  const form = formsOf(preview.text).find((f) => f.method === 'POST' && f.action.includes('/subscriptions/'));
  equal((await alder.post(form.action, form.values)).status, 303);
  const bill = (await portal.sql('SELECT CAST(SUM(amount_minor) AS CHAR) AS net FROM schedule_entry WHERE invoice_id = (SELECT MAX(invoice_id) FROM schedule_entry WHERE subscription_id = ?)', [s.id]))[0];
  equal(bill.net, String(Math.round(Number(figure.replace(/,/g, '')) * 100)), 'preview and bill');
  const [anew] = await portal.sql(`SELECT CAST(e.discount_minor AS CHAR) AS off, CAST(e.amount_minor AS CHAR) AS amount, CAST(i.units * i.sell_minor AS CHAR) AS full, e.promo FROM schedule_entry e JOIN subscription_item i ON i.id = e.item_id
    WHERE e.subscription_id = ? AND e.kind = 'charge' AND e.status = 'invoiced' ORDER BY e.id DESC LIMIT 1`, [s.id]);
  equal([Number(anew.off) + Number(anew.amount), Number(anew.off), anew.promo], [Number(anew.full), Math.round(Number(anew.full) / 10), 'SPRING10'], 'ten percent of twice as much');
});

test('an amount comes off each offer once, and the partner’s margin stays', async () => {
  await put(birch, (await shelf(birch)).Monitoring, 1);
  match(await use(birch, 'FIVE'), '5.00 EUR off the first payment');
  equal((await choose(birch, somebody)).status, 303);
  equal((await birch.submit(await review(birch), {}, { action: '/checkout/place' })).status, 303);
  // Monitoring costs 66.00 a quarter, bought and sold at it.
  equal(await newest(), [{ number: 1, amount: 6100, margin: 0, off: 500, promo: 'FIVE' }, { number: 2, amount: 6600, margin: 0, off: 0, promo: '' }, { number: 3, amount: 6600, margin: 0, off: 0, promo: '' }]);
});

test('a promotion that changes under a review is not given silently', async () => {
  await put(alder, (await shelf(alder)).Archive, 1);
  await use(alder, 'SPRING10');
  await choose(alder, somebody);
  const page = await review(alder);
  await portal.sql(`UPDATE promo SET active = FALSE WHERE code = 'SPRING10'`);
  const refused = await alder.submit(page, {}, { action: '/checkout/place' });
  equal(refused.status, 409);
  match(text(refused), 'does not hold here. It was ignored.');
  equal((await alder.submit(refused, {}, { action: '/checkout/place' })).status, 303, 'the second time without it');
  equal(await one(`SELECT promo_code FROM customer_order ORDER BY placed_at DESC LIMIT 1`), '');
  await portal.sql(`UPDATE promo SET active = TRUE WHERE code = 'SPRING10'`);
});

test('three uses are three, however many order at once', async () => {
  await make({ code: 'THREE', uses_max: '3', periods: '1' });
  const n = 10, people = await buyers(portal, n), drafts = [];
  for (let i = 0; i < n; i++) drafts.push(await basket(portal, `buyer${i}@example.com`, { lines: 1 }));
  await portal.sql(`UPDATE customer_order SET promo_code = 'THREE' WHERE id IN (${drafts.join(',')})`);
  const forms = await Promise.all(people.map((p) => reviewed(p)));
  const replies = await Promise.all(people.map((p, i) => p.post('/checkout/place', forms[i])));
  const placed = replies.filter((r) => r.status === 303).length;
  equal([placed, await one(`SELECT uses FROM promo WHERE code = 'THREE'`), await one(`SELECT COUNT(*) FROM customer_order WHERE promo_id = (SELECT id FROM promo WHERE code = 'THREE')`)], [3, 3, 3]);
  equal(replies.filter((r) => r.status === 409).length, n - 3, 'the others are told, and have ordered nothing');
  equal(await one(`SELECT COUNT(*) FROM customer_order o WHERE o.id IN (${drafts.join(',')}) AND o.status = 'complete'`), 3);
});

test('a purchase link fills the basket by one button: offers by code or version, quantities, a promotion', async () => {
  await put(alder, (await shelf(alder)).Archive, 0);
  const before = await one('SELECT COUNT(*) FROM order_line');
  const page = await alder.get('/checkout?purchase=pro-yearly:10,archive&pc=spring10');
  equal(page.status, 200);
  match(text(page), '10 × Pro, yearly');
  match(text(page), 'Spring: 10 % off');
  equal(await one('SELECT COUNT(*) FROM order_line'), before, 'a GET writes nothing');
  equal((await alder.submit(page, {}, { action: '/checkout/fill' })).location, '/checkout');
  const now = text(await alder.get('/checkout'));
  for (const words of ['Pro, yearly', 'Archive', 'Spring: 10 % off']) match(now, words);
  match(text(await alder.get('/checkout?purchase=archive&pc=NOSUCH')), 'does not hold here. It was ignored.');
  match(text(await alder.get('/checkout?purchase=pro-yearly:7,archive')), 'steps of 5', 'said, with nothing to press');
  unmatch((await alder.get('/checkout?purchase=pro-yearly:7,archive')).text, 'action="/checkout/fill"');
  equal((await alder.get('/checkout?purchase=cloud')).location, '/offers/cloud', 'a label leads to its shelf');
});

test('what is not one’s to buy is refused by any path, and leaves an audit row and nothing else', async () => {
  const refused = () => one(`SELECT COUNT(*) FROM audit WHERE action = 'order.refused' AND org_id = 1`);
  const old = await portal.sql('SELECT CAST(public_id AS CHAR) AS id FROM offer_version WHERE id = 1'); // retired
  for (const link of ['monitoring', 'starter', 'core-online', 'pro-next', 'archive,monitoring', 'nosuch', '0000000000001', old[0].id]) equal([(await alder.get(`/checkout?purchase=${link}`)).status, link], [404, link]);
  const form = hidden(await alder.get('/checkout?purchase=archive:1,pro-yearly:5'));
  const lines = await one('SELECT COUNT(*) FROM order_line'), notes = await refused();
  equal((await alder.post('/checkout/fill', { ...form, purchase: 'archive,monitoring', pc: '' })).status, 404);
  const foreign = (await shelf(birch)).Monitoring;
  equal((await alder.post('/checkout/basket', { ...hidden(await alder.get('/checkout?purchase=archive')), offer: foreign, quantity: '1' })).status, 404);
  equal(await one('SELECT COUNT(*) FROM order_line'), lines);
  equal(await refused(), notes + 2);
});

test('order terms: accepted with a tick, and the order keeps the version and the time', async () => {
  equal((await send('/admin/terms/new', { body: '' })).status, 422);
  equal((await send('/admin/terms/new', { body: 'Pay in time.' })).status, 303);
  await put(alder, (await shelf(alder))['Pro, yearly'], 0);
  await choose(alder, somebody);
  const page = await review(alder);
  match(text(page), 'Pay in time.');
  const without = await alder.submit(page, {}, { action: '/checkout/place' });
  equal(without.status, 422);
  match(text(without), 'Accept the order terms to go on.');
  equal((await send('/admin/terms/new', { body: 'Pay at once.' })).status, 303);
  const stale = await alder.post('/checkout/place', { ...placing(page), ...hidden(without), accept: '1' });
  equal(stale.status, 422);
  match(text(stale), 'have changed');
  const reply = await alder.submit(stale, { accept: '1' }, { action: '/checkout/place' });
  equal(reply.status, 303);
  match(text(await alder.follow(reply)), 'version 2');
  equal(await portal.sql(`SELECT t.number, o.terms_at = o.placed_at AS at FROM customer_order o JOIN order_terms t ON t.id = o.terms_id ORDER BY o.placed_at DESC LIMIT 1`), [{ number: 2, at: 1 }]);
  ok((await desk.get('/admin/terms')).text.includes('Pay at once.'));
});

await run();
