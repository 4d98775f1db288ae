// How an offer may be paid, and in which countries it sells (DOMAIN L5), by the payer's own way (M2): edited at the desk, shown, refused by
// the server at the checkout; and files of offers that hold all of an offer.
import { start } from '../lib/portal.mjs';
import { stopWorker } from '../lib/access.mjs';
import { order, put, review, shelf, choose, placing, somebody } from '../lib/shop.mjs';
import { formOf } from '../lib/visitor.mjs';
import { cleanup, equal, match, run, test, unmatch } from '../lib/tap.mjs';

const portal = await start();
cleanup(() => portal.stop());
await stopWorker(portal);
await portal.sql(`UPDATE person SET language = 'en'`);
const desk = await portal.signIn('admin@portico.example.com', { language: 'en' });
const alder = await portal.signIn('sales@alder.example.com', { language: 'en' });
const one = async (sql, params) => Object.values((await portal.sql(sql, params))[0] ?? {})[0];
const text = (page) => page.text.replace(/<(style|script)[\s\S]*?<\/\1>/g, '').replace(/<[^>]+>/g, ' ').replace(/&nbsp;|\u00a0/g, ' ').replace(/\s+/g, ' ');
const find = async (list, name) => new RegExp(`href="(${list}/\\w{13})">${name}`).exec((await desk.get(list)).text)[1];
const ways = (list) => portal.sql(`UPDATE offer_version SET payment_types = ? WHERE name = 'Core, monthly' AND status = 'published'`, [list]);

test('the draft keeps its ways to pay, and what is unknown is dropped', async () => {
  const path = await find('/admin/offers', 'Core, monthly');
  const form = formOf((await desk.get(`${path}/draft`)).text, `${path}/draft`);
  const body = new URLSearchParams({ ...form.values, 'channels[]': 'Partner' });
  for (const way of ['card', 'direct_debit', 'shells']) body.append('payment_types[]', way);
  equal((await desk.post(`${path}/draft`, body.toString())).status, 303);
  equal(await one(`SELECT payment_types FROM offer_version WHERE status = 'draft' ORDER BY id DESC LIMIT 1`), 'card,direct_debit');
  match(text(await desk.get(path)), 'Card, Direct debit');
});

test('who pays otherwise cannot order it, whatever is sent', async () => {
  await put(alder, (await shelf(alder))['Core, monthly'], 1);
  await choose(alder, { ...somebody, company: 'Ways Example' });
  const good = await review(alder);
  await ways('card');
  const page = await review(alder);
  match(text(page), 'This offer can be paid only in these ways: Card. The payer pays by Bank transfer.');
  const placed = await one(`SELECT COUNT(*) FROM customer_order WHERE placed_at IS NOT NULL`);
  equal((await alder.post('/checkout/place', placing(good))).status, 409, 'the review from before does not help');
  equal(await one(`SELECT COUNT(*) FROM customer_order WHERE placed_at IS NOT NULL`), placed);
  const offer = (await shelf(alder))['Core, monthly'];
  match(text(await alder.get(`/offers/o/${offer}`)), 'Paid by Card');
});

test('the payer\u2019s way is the bill group\u2019s, and the desk sets it', async () => {
  const group = await one(`SELECT g.id FROM bill_group g JOIN org o ON o.party_id = g.party_id WHERE o.slug = 'alder' AND g.currency = o.currency`);
  const name = await one('SELECT name FROM bill_group WHERE id = ?', [group]);
  const path = await find('/admin/billgroups', name);
  const form = formOf((await desk.get(`${path}/edit`)).text, `${path}/edit`);
  equal((await desk.post(`${path}/edit`, { ...form.values, payment_type: 'shells' })).status, 422);
  equal((await desk.post(`${path}/edit`, { ...formOf((await desk.get(`${path}/edit`)).text, `${path}/edit`).values, payment_type: 'card', net_terms: '14' })).status, 303);
  equal(await portal.sql('SELECT payment_type, net_terms FROM bill_group WHERE id = ?', [group]), [{ payment_type: 'card', net_terms: 14 }]);
  match(text(await desk.get(path)), 'How it pays Card');
  unmatch(text(await review(alder)), 'This offer can be paid');
  const { reply } = await order(alder, [['Core, monthly', 1]], { ...somebody, company: 'Ways Example' });
  equal(reply.status, 303);
  equal((await alder.get(`${path}/edit`)).status, 303, 'no partner\u2019s page');
  await ways('');
});

test('a file of offers holds all of an offer', async () => {
  await portal.sql(`UPDATE offer_version SET payment_types = 'card', terms = 'One.\nTwo.', sell_floor_bp = 9000, sell_ceiling_bp = 12000 WHERE name = 'Pro, yearly' AND status = 'published'`);
  const file = (await desk.get('/admin/exports/offers')).text;
  match(file.split('\r\n')[0], 'items,terms,sell_floor_bp,sell_ceiling_bp,addon_of,checkout_tag,partners,payment_types');
  match(file, '"One.\nTwo.",9000,12000');
});
test('a draft is looked at as an organisation before it is published: its card, its prices at the checkout, and why', async () => {
  const path = await find('/admin/offers', 'Core, monthly');
  await portal.sql(`UPDATE offer_version v JOIN offer o ON o.id = v.offer_id SET v.name = 'Core, newly made', v.payment_types = '' WHERE v.status = 'draft' AND o.published_version_id IN
    (SELECT x.id FROM (SELECT id FROM offer_version WHERE name = 'Core, monthly' AND status = 'published') x)`);
  const org = /<option value="(\w{13})"[^>]*>Alder/.exec((await desk.get(`${path}/explain`)).text)[1];
  const page = await desk.get(`${path}/explain?org=${org}&draft=1&quantity=3`);
  equal(page.status, 200);
  match(text(page), 'Nobody sees it before it is published');
  match(text(page), 'Will see it');
  match(text(page), 'Core, newly made', 'the card of the draft');
  match(text(page), '47.97 EUR', 'three at 15.99, Alder\u2019s own price');
  match(text(page), 'This is the price');
  unmatch(text(await desk.get(`${path}/explain?org=${org}`)), 'Nobody sees it before', 'without the choice it is what sells');
  equal((await shelf(alder))['Core, newly made'], undefined, 'no partner sees it');
  equal((await alder.get(`${path}/explain?org=${org}&draft=1`)).status, 303, 'nor the page');
});
await run();
