// What the vendor sells in full: prices by quantity and by tier (C8), bounds of the sell price (decision 55), add-ons (L5). The rule of
// a volume price: the number of pieces on a line decides one price for all of them, and a list that begins at more pieces lacks the
// product for fewer.
import { start } from '../lib/portal.mjs';
import { choose, put, review, shelf, somebody } from '../lib/shop.mjs';
import { cleanup, equal, match, ok, run, test, unmatch } from '../lib/tap.mjs';

const portal = await start();
cleanup(() => portal.stop());
await portal.sql(`UPDATE person SET language = 'en'`);
const desk = await portal.signIn('admin@portico.example.com');
const birch = await portal.signIn('sales@birch.example.net', { language: 'en' });
const one = async (sql, params) => Object.values((await portal.sql(sql, params))[0] ?? {})[0];
const text = (page) => page.text.replace(/<[^>]+>/g, ' ').replace(/&nbsp;|\u00a0/g, ' ').replace(/\s+/g, ' ');
const hidden = (page) => Object.fromEntries([...page.text.matchAll(/<input type="hidden" name="(_csrf|_key)" value="([^"]*)"/g)].map((m) => [m[1], m[2]]));
async function send(path, values, ticks = {}, from = path) {
  const body = new URLSearchParams({ ...hidden(await desk.get(from)), ...values });
  for (const [name, list] of Object.entries(ticks)) for (const value of list) body.append(name, value);
  return desk.post(path, body.toString());
}
const idOf = (reply) => /\/(\w{13})(\/|$)/.exec(reply.location)[1];
const day = (n) => new Date(Date.now() + n * 86400e3).toISOString().slice(0, 10);
const org = async (name) => /\/(\w{13})">/.exec(new RegExp(`/admin/partners/\\w{13}">${name}`).exec((await desk.get('/admin/partners')).text)[0])[1];
const birchId = await org('Birch');

const price = (path, values) => send(`${path}/prices/new`, { amount_currency: 'EUR', from: day(0), until: '', ...values });
const version = { summary: '', terms: '', term_months: '12', auto_renew: '1', trial_days: '0', quantity_min: '1', quantity_max: '0', quantity_step: '1',
  labels: 'bands', countries: '', checkout_tag: 'checkout', all_partners: '1' };
async function offer(values, product) {
  const id = idOf(await send('/admin/offers/new', { ...version, ...values }, { 'channels[]': ['Partner'] }));
  equal((await send(`/admin/offers/${id}/items`, { product, quantity: '1' })).status, 303);
  equal((await desk.submit(await desk.get(`/admin/offers/${id}/publish`))).status, 303);
  return id;
}

let seat, seats;

test('a product’s own price stands in bands, each with its own days', async () => {
  seat = idOf(await send('/admin/products/new', { name: 'Band seat', code: 'B-SEAT', charge: 'recurring', period_months: '1', tax_class: 'standard' }));
  const path = `/admin/products/${seat}`;
  equal((await price(path, { amount: '10.00' })).status, 303, 'no number of pieces is from 1 on');
  equal((await price(path, { amount: '8.00', from_units: '10' })).status, 303, 'another band may begin on the same day');
  equal((await price(path, { amount: '7.00', from_units: '50', from: day(30) })).status, 303);
  for (const units of ['-1', '0.5', 'ten', '1000001']) equal((await price(path, { amount: '6', from_units: units })).status, 422, units);
  const again = await price(path, { amount: '9.00', from_units: '10' });
  equal(again.status, 422);
  match(text(again), 'Another price holds on that day, 8.00 EUR', 'the row that covers the day is named');
  match(text(await desk.get(path)), '8.00 EUR 10');
  seats = await offer({ code: 'B-SEATS', name: 'Band seats' }, seat);
});

test('the number of pieces decides the price of all of them: on the offer’s page, in the basket, at the review', async () => {
  const id = (await shelf(birch))['Band seats'];
  const page = text(await birch.get(`/offers/o/${id}`));
  match(page, '10.00 EUR a month');
  match(page, /Volume prices .* 1 or more 10\.00 EUR 10 or more 8\.00 EUR/);
  unmatch(page, '7.00 EUR', 'a price of a later day');
  for (const [quantity, sum] of [[9, '90.00'], [10, '80.00'], [60, '480.00']]) {
    await put(birch, id, quantity);
    match(text(await birch.get('/checkout')), `${sum} EUR a month`, `${quantity} pieces`);
  }
  equal((await choose(birch, somebody)).status, 303);
  match(text(await review(birch)), '480.00 EUR');
});

test('a price that changes under a review is recomputed, and the old figures are refused', async () => {
  const placed = () => one(`SELECT COUNT(*) FROM customer_order WHERE status <> 'draft'`);
  const page = await review(birch), before = await placed();
  await portal.sql(`UPDATE product_price c JOIN product p ON p.id = c.product_id SET c.amount_minor = 799 WHERE p.code = 'B-SEAT' AND c.from_units = 10`);
  const reply = await birch.submit(page, {}, { action: '/checkout/place' });
  equal(reply.status, 409);
  match(text(reply), 'has changed since you looked');
  match(text(reply), '479.40 EUR', '60 x 7.99');
  equal(await placed(), before, 'nothing was ordered');
  await portal.sql(`UPDATE product_price c JOIN product p ON p.id = c.product_id SET c.amount_minor = 800 WHERE p.code = 'B-SEAT' AND c.from_units = 10`);
});

test('the list of a tier holds for every organisation of it; one that begins at more pieces is skipped for fewer', async () => {
  const list = idOf(await send('/admin/prices/new', { name: 'Silver prices', tier: 'Silver' }));
  equal((await send('/admin/prices/new', { name: 'More silver', tier: 'Silver' })).status, 422, 'a tier has one list');
  equal((await send('/admin/prices/new', { name: 'General silver', tier: 'Silver', is_base: '1' })).status, 422);
  equal((await price(`/admin/prices/${list}`, { product: seat, amount: '5.00', from_units: '20' })).status, 303);
  const personal = /<option value="(\w{13})" selected/.exec((await desk.get(`/admin/partners/${birchId}/prices`)).text)[1];
  equal((await send(`/admin/partners/${birchId}/prices`, { price_list: personal, tier: 'Platinum' })).status, 422, 'no list is of that tier');
  equal((await send(`/admin/partners/${birchId}/prices`, { price_list: personal, tier: 'Silver' })).status, 303);
  match(text(await desk.get(`/admin/partners/${birchId}`)), 'Tier Silver');
  const id = (await shelf(birch))['Band seats'];
  for (const [quantity, sum] of [[19, '152.00'], [20, '100.00']]) {
    await put(birch, id, quantity);
    match(text(await birch.get('/checkout')), `${sum} EUR a month`, `${quantity} pieces`);
  }
  const why = async (q) => text(await desk.get(`/admin/offers/${seats}/explain?org=${birchId}&quantity=${q}`));
  match(await why(19), /2\. Price list of the tier: Silver prices No price in EUR for this quantity on that day Nothing here/);
  match(await why(19), /4\. Price on the product 8\.00 EUR This is the price, from .* for 10 pieces or more/);
  match(await why(20), /Silver prices 5\.00 EUR This is the price, from .* for 20 pieces or more/);
  match(text(await desk.get(`/admin/offers/${seats}/explain?org=${birchId}&quantity=60&on=${day(31)}`)), /4\. Price on the product 7\.00 EUR/);
  equal((await send(`/admin/prices/${list}/edit`, { name: 'Silver prices', tier: '' })).status, 303);
  match(await why(20), 'The organisation is of no tier that has a price list', 'a list that is of no tier holds for nobody');
});

test('an add-on is refused without its offer, and ordered beside it', async () => {
  const parent = idOf({ location: `/x/${seats}` });
  const id = await offer({ code: 'B-ADD', name: 'Band add-on', addon_of: parent }, seat);
  match(text(await desk.get(`/admin/offers/${id}`)), 'Add-on to B-SEATS');
  equal((await send(`/admin/offers/${id}/draft`, { ...version, name: 'Band add-on', addon_of: id }, { 'channels[]': ['Partner'] })).status, 422, 'of itself');
  equal((await send(`/admin/offers/${id}/draft`, { ...version, name: 'Band add-on', addon_of: '0000000000001' })).status, 422);
  const offers = await shelf(birch);
  match(text(await birch.get(`/offers/o/${offers['Band seats']}`)), /Add-ons .*Band add-on/);
  await put(birch, offers['Band seats'], 0);
  await put(birch, offers['Band add-on'], 1);
  match(text(await birch.get('/checkout')), 'This is an add-on: it is sold beside Band seats only');
  equal((await choose(birch, somebody)).status, 303);
  unmatch((await review(birch)).text, 'action="/checkout/place"', 'nothing to press');
  await put(birch, offers['Band seats'], 1);
  const page = await review(birch);
  match(page.text, 'action="/checkout/place"');
  equal((await birch.submit(page, {}, { action: '/checkout/place' })).status, 303);
  const customer = await one(`SELECT CONV(c.public_id, 10, 10) FROM customer c WHERE c.email = ? ORDER BY c.id DESC LIMIT 1`, [somebody.email]);
  ok(customer);
  await put(birch, offers['Band add-on'], 1);
  const [, known] = /<option value="(\w{13})"[^>]*>Ada Example GmbH/.exec((await birch.get('/checkout/details?choose=1')).text);
  equal((await choose(birch, { customer: known })).status, 303);
  match((await review(birch)).text, 'action="/checkout/place"', 'a customer who has the offer may have its add-on alone');
  await put(birch, offers['Band add-on'], 0);
});

await run();
