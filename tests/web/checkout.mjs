// The partner's own sell price (decision 55): within the offer's floor and ceiling, typed for a basket or agreed with a customer. The
// vendor invoices the sell price where the end customer pays, the buy price where the partner does; no document shows the other one.
import { person } from '../lib/access.mjs';
import { start } from '../lib/portal.mjs';
import { choose, put, review, shelf, somebody } from '../lib/shop.mjs';
import { cleanup, equal, match, run, test, unmatch } from '../lib/tap.mjs';

const portal = await start();
cleanup(() => portal.stop());
await portal.sql(`UPDATE person SET language = 'en'`);
const alder = await portal.signIn('sales@alder.example.com'); // invoiced itself
const birch = await portal.signIn('sales@birch.example.net', { language: 'en' }); // its customers are invoiced
const one = async (sql, params) => Object.values((await portal.sql(sql, params))[0] ?? {})[0];
const text = (page) => page.text.replace(/<[^>]+>/g, ' ').replace(/&nbsp;|\u00a0/g, ' ').replace(/\s+/g, ' ');
const core = 'Core, monthly';
const field = (page) => /name="(sell_\w{13}_0)"/.exec(page.text)[1];
async function sell(visitor, amount, more = {}) {
  const page = await visitor.get('/checkout/prices');
  return visitor.submit(page, { [field(page)]: amount, ...more }, { action: '/checkout/prices' });
}

test('bounds: not below what the partner pays, and within what the offer says of the list price', async () => {
  await put(birch, (await shelf(birch))[core], 2);
  // Birch pays 16.50; the list says 19.00.
  for (const [amount, words] of [['16.49', 'at least 16.50 EUR'], ['-1', 'at least'], ['abc', 'Enter an amount'], ['17.005', 'Enter an amount']]) {
    const reply = await sell(birch, amount);
    equal([reply.status, amount], [422, amount]);
    match(text(reply), words);
    match(reply.text, `value="${amount}"`, 'what was typed stays');
  }
  await portal.sql(`UPDATE offer_version SET sell_floor_bp = 9000, sell_ceiling_bp = 12000 WHERE id = 2`);
  // 90 percent of 19.00 is 17.10, 120 percent is 22.80.
  match(text(await sell(birch, '17.09')), 'at least 17.10 EUR');
  match(text(await sell(birch, '22.81')), 'at most 22.80 EUR');
  match(text(await birch.get('/checkout/prices')), 'from 17.10 EUR to 22.80 EUR');
  equal(await one('SELECT COUNT(*) FROM order_sell'), 0, 'nothing was kept of all that');
  equal((await sell(birch, '22.80')).status, 303);
  equal(await one('SELECT sell_minor FROM order_sell'), 2280);
});

test('a bound that moves after the price was typed refuses the order, with the reason', async () => {
  equal((await choose(birch, somebody)).status, 303);
  const page = await review(birch);
  await portal.sql(`UPDATE offer_version SET sell_ceiling_bp = 11000 WHERE id = 2`);
  const reply = await birch.submit(page, {}, { action: '/checkout/place' });
  equal(reply.status, 409);
  match(text(reply), 'at most 20.90 EUR', '110 percent of 19.00');
  await portal.sql(`UPDATE offer_version SET sell_ceiling_bp = 12000 WHERE id = 2`);
});

let customer;

test('the end customer is invoiced the sell price, the difference is the margin, and nothing for them names the buy price', async () => {
  equal((await sell(birch, '21.00', { keep: '1' })).status, 303);
  const page = await review(birch);
  // Two seats, first fourteen days free: nothing today, 42.00 a month; bought at 33.00.
  match(text(page), '42.00 EUR a month');
  match(text(page), '9.00 EUR a month', 'the margin');
  const reply = await birch.submit(page, {}, { action: '/checkout/place' });
  equal(reply.status, 303);
  const [row] = await portal.sql(`SELECT p.buy_minor, p.sell_minor, p.retail_minor, o.id, o.customer_id FROM customer_order o JOIN order_line l ON l.order_id = o.id
    JOIN order_price p ON p.line_id = l.id ORDER BY o.placed_at DESC LIMIT 1`);
  equal([row.buy_minor, row.sell_minor, row.retail_minor], [1650, 2100, 2100]);
  equal(await portal.sql(`SELECT DISTINCT e.amount_minor, e.margin_minor FROM schedule_entry e JOIN subscription s ON s.id = e.subscription_id
    JOIN order_line l ON l.id = s.order_line_id WHERE l.order_id = ?`, [row.id]), [{ amount_minor: 4200, margin_minor: 900 }]);
  const shown = text(await birch.follow(reply));
  for (const words of ['16.50 EUR', '21.00 EUR', '4.50 EUR']) match(shown, words);
  const subscription = `/customers/subscriptions/${/subscriptions\/(\w{13})"/.exec((await birch.get(reply.location)).text)[1]}`;
  const tables = async (visitor) => text(await visitor.get(subscription));
  match(await tables(birch), /Your margin of it .* 2 21\.00 EUR 4\.50 EUR .* 42\.00 EUR 9\.00 EUR/, 'of a seat, and of each payment');
  await portal.sql(`INSERT INTO field_switch (audience, field_key, state) VALUES ('partner', 'order.margin', 'hidden')`);
  for (const target of [subscription, reply.location]) {
    const hidden = text(await birch.get(target));
    unmatch(hidden, /margin of it|Your margin [^i]/, target);
    unmatch(hidden, / 4\.50 EUR| 9\.00 EUR/, target);
  }
  await portal.sql(`DELETE FROM field_switch WHERE field_key = 'order.margin'`);
  const helper = await person(portal, { roles: 'support', org: await one(`SELECT id FROM org WHERE slug = 'birch'`) }); // sees subscriptions, no prices of offers
  const theirs = await portal.get(subscription, { cookie: helper.cookie });
  equal(theirs.status, 200);
  unmatch(text(theirs), /margin| 4\.50 EUR| 9\.00 EUR/i);
  customer = row.customer_id;
  equal(await one('SELECT sell_minor FROM customer_price WHERE customer_id = ?', [customer]), 2100, 'kept for this customer');
});

test('the next order of the same customer begins with the agreed price; another’s does not; out of bounds it does not count', async () => {
  await put(birch, (await shelf(birch))[core], 1);
  match(text(await birch.get('/checkout')), 'your customer pays 19.00 EUR', 'nobody is chosen yet');
  const [, known] = /<option value="(\w{13})"[^>]*>Ada Example GmbH/.exec((await birch.get('/checkout/details?choose=1')).text);
  equal((await choose(birch, { customer: known })).status, 303);
  match(text(await review(birch)), '21.00 EUR a month');
  await portal.sql(`UPDATE offer_version SET sell_ceiling_bp = 10000 WHERE id = 2`);
  match(text(await review(birch)), '19.00 EUR a month');
  await portal.sql(`UPDATE offer_version SET sell_ceiling_bp = 12000 WHERE id = 2`);
  equal((await sell(birch, '')).status, 303, 'empty is no price of one’s own');
  match(text(await review(birch)), '21.00 EUR a month');
  await put(birch, (await shelf(birch))[core], 0);
});

test('where the partner is invoiced, its price is its own business: on its pages, on no document', async () => {
  await portal.sql(`UPDATE offer_version SET sell_floor_bp = 0, sell_ceiling_bp = 0 WHERE id = 2`);
  await put(alder, (await shelf(alder))[core], 1);
  match(text(await alder.get('/checkout/prices')), 'on none of our documents');
  equal((await sell(alder, '45.67')).status, 303);
  equal((await choose(alder, somebody)).status, 303);
  const page = await review(alder);
  match(text(page), '45.67 EUR');
  const reply = await alder.submit(page, {}, { action: '/checkout/place' });
  equal(reply.status, 303);
  match(text(await alder.follow(reply)), '45.67 EUR');
  const [row] = await portal.sql(`SELECT p.buy_minor, p.sell_minor, p.retail_minor, l.order_id FROM order_line l JOIN order_price p ON p.line_id = l.id
    JOIN customer_order o ON o.id = l.order_id ORDER BY o.placed_at DESC LIMIT 1`);
  equal([row.buy_minor, row.sell_minor, row.retail_minor], [1599, 1599, 4567], 'what is billed is the buy price');
  equal(await portal.sql(`SELECT DISTINCT e.amount_minor, e.margin_minor FROM schedule_entry e JOIN subscription s ON s.id = e.subscription_id
    JOIN order_line l ON l.id = s.order_line_id WHERE l.order_id = ?`, [row.order_id]), [{ amount_minor: 1599, margin_minor: 0 }]);
});

test('prices of a foreign or empty basket, without a proof or the right, change nothing', async () => {
  equal((await birch.get('/checkout/prices')).location, '/checkout', 'an empty basket has no prices');
  await put(alder, (await shelf(alder))[core], 1);
  const page = await alder.get('/checkout/prices');
  const name = field(page);
  equal((await birch.post('/checkout/prices', { [name]: '1.00' })).status, 403, 'no proof');
  const finance = await portal.signIn('finance@alder.example.com');
  equal((await finance.get('/checkout/prices')).status, 403);
  await put(birch, (await shelf(birch))[core], 1);
  const mine = await birch.get('/checkout/prices');
  equal((await birch.submit(mine, { sell_0000000000001_0: '99', [field(mine)]: '' }, { action: '/checkout/prices' })).status, 303, 'a field that is not there counts for nothing');
  equal(await one('SELECT COUNT(*) FROM order_sell x JOIN order_line l ON l.id = x.line_id JOIN customer_order o ON o.id = l.order_id WHERE o.status = ? ', ['draft']), 0);
});

await run();
