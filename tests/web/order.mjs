// Buying: from the offers to a placed order, over HTTP. Amounts are worked out by hand from the demo catalogue (schema/demo).
import { publicText } from '../lib/orders.mjs';
import { start } from '../lib/portal.mjs';
import { stopWorker } from '../lib/access.mjs';
import { choose, order, placing, put, review, shelf, somebody } from '../lib/shop.mjs';
import { cleanup, equal, match, ok, run, test, unmatch } from '../lib/tap.mjs';

const portal = await start();
cleanup(() => portal.stop());
await stopWorker(portal);
const alder = await portal.signIn('sales@alder.example.com');
const birch = await portal.signIn('sales@birch.example.net', { language: 'en' });
await portal.sql(`UPDATE person SET language = 'en'`);
// The demo's own orders and what they made would only be counted with those made here.
for (const table of ['ledger_entry', 'ledger_txn', 'credit_use', 'document', 'invoice_snapshot', 'invoice_tax', 'invoice_line', 'invoice', 'schedule_entry', 'subscription_item',
  'renewal_notice', 'subscription_change', 'subscription', 'order_price', 'order_event', 'order_line', 'customer_order', 'access_rule', 'bill_group', 'invoice_counter', 'outbox']) await portal.sql(`DELETE FROM ${table}`);

const one = async (query, values) => Object.values((await portal.sql(query, values))[0])[0];
const text = (page) => page.text.replace(/<(style|script)[\s\S]*?<\/\1>/g, '').replace(/<[^>]+>/g, ' ').replace(/&nbsp;|\u00a0/g, ' ').replace(/\s+/g, ' ');

const noted = await one('SELECT COALESCE(MAX(id), 0) FROM audit');

/** How many rows every table has, but for those that note requests and not what they did. */
async function counts() {
  const tables = (await portal.sql('SELECT table_name AS name FROM information_schema.tables WHERE table_schema = DATABASE()')).map((r) => r.name);
  const found = {};
  for (const name of tables.filter((n) => !['answered', 'session', 'guess', 'rate_limit'].includes(n))) found[name] = Number(await one(`SELECT COUNT(*) FROM \`${name}\``));
  return found;
}
const more = (before, after) => Object.fromEntries(Object.keys(after).filter((k) => after[k] !== before[k]).map((k) => [k, after[k] - before[k]]));

const payload = async (org) => JSON.parse(await one(`SELECT CAST(payload AS CHAR) FROM outbox WHERE kind = 'billing.account' AND org_id = ?`, [org]));
const isoDay = (days) => new Date(Date.now() + days * 86400_000).toISOString().slice(0, 10);

test('each organisation sees its own offers at its own prices', async () => {
  const a = await shelf(alder);
  const b = await shelf(birch);
  equal(Object.keys(a).sort(), ['Archive', 'Core, monthly', 'Onboarding with handbooks', 'Premium support, three years', 'Pro, yearly', 'Training days']);
  equal(Object.keys(b).sort(), ['Core, monthly', 'Monitoring', 'Premium support, three years', 'Starter package', 'Training days']);
  match(text(await alder.get('/offers/cloud')), '15.99 EUR a month', 'Alder’s own price of Core');
  match(text(await birch.get('/offers/cloud')), '16.50 EUR a month', 'Birch’s');
  match(text(await birch.get('/offers/cloud')), 'Your customer pays 19.00 EUR a month, margin 2.50 EUR (13.16 %)', 'its customers pay the list price, of which 2.50 are its own');
  match(text(await alder.get('/offers/cloud')), 'List price 19.00 EUR a month, margin 3.01 EUR (15.84 %)', 'Alder sees what it could keep');
  unmatch(text(await alder.get('/offers/cloud')), 'Your customer pays', 'Alder sells at whatever it likes');
  match(text(await alder.get(`/offers/o/${a['Pro, yearly']}`)), 'at least 5, at most 500, in steps of 5');
  equal((await alder.get('/offers/packages')).status, 404, 'a label of the others');
});

test('one label leads straight to its offers', async () => {
  await portal.sql(`UPDATE offer_shelf SET label = 'cloud' WHERE org_id = 0 AND label = 'services'`);
  await portal.sql(`DELETE FROM offer_shelf WHERE org_id IN (1, 3) AND label = 'services'`);
  equal((await alder.get('/offers')).location, '/offers/cloud');
  await portal.sql(`UPDATE offer_shelf SET label = 'services' WHERE version_id IN (6, 8)`);
  await portal.sql(`INSERT INTO offer_shelf (org_id, label, name, version_id) VALUES (1, 'services', 'Onboarding with handbooks', 7), (3, 'services', 'Onboarding with handbooks', 7)`);
  equal((await alder.get('/offers')).status, 200);
});

test('a purchase link shows and writes nothing; its button puts the offer in', async () => {
  const offers = await shelf(alder);
  const before = await counts();
  const page = await alder.get(`/checkout?purchase=${offers['Pro, yearly']}&quantity=10&pc=NOSUCHCODE`);
  equal(page.status, 200);
  match(page.text, 'value="10"');
  equal(more(before, await counts()), { limit_window: 1 }, 'but that a wrong code was tried');
  equal((await alder.submit(page, {}, { action: '/checkout/basket' })).location, '/checkout');
  equal(await one('SELECT quantity FROM order_line'), 10);
  match(text(await alder.get('/checkout')), '2,880.00 EUR a year', '10 x 288.00');
});

test('quantities that cannot be had are refused beside the field', async () => {
  const { 'Pro, yearly': pro, 'Premium support, three years': support } = await shelf(alder);
  for (const quantity of ['4', '7', '501', '505', '-5', 'abc', '', '1e3', '5.5', '99999999999999999999', '1000001', '0x5', ' ', '五']) {
    const reply = await put(alder, pro, quantity);
    equal(reply.status, 422, `${JSON.stringify(quantity)} is refused`);
    match(reply.text, 'class="error"');
    if (quantity.trim()) match(reply.text, `value="${quantity}"`, 'what was typed stays');
  }
  equal((await put(alder, support, 2)).status, 422, 'at most one');
  equal(await one('SELECT quantity FROM order_line'), 10, 'the basket is as it was');
  equal((await put(alder, pro, 500)).status, 303);
  equal((await put(alder, pro, 5)).status, 303);
  equal(await one('SELECT COUNT(*) FROM order_line'), 1, 'a change is no second line');
  equal((await put(alder, pro, 0)).status, 303);
  equal(await one('SELECT COUNT(*) FROM order_line'), 0, 'nothing is left of it');
  match(text(await alder.get('/checkout')), 'Your basket is empty');
  for (const step of ['details', 'details/new', 'review']) equal((await alder.get(`/checkout/${step}`)).location, '/checkout', `an empty basket has no ${step}`);
});

test('what is wrong with a customer or a day is said beside the field, and everything typed is kept', async () => {
  const { Archive: archive } = await shelf(alder);
  await put(alder, archive, 2);
  const empty = await choose(alder, { first_name: 'Grace', start: '' });
  equal(empty.status, 422);
  match(empty.text, 'value="Grace"');
  for (const field of ['last_name', 'email', 'address1', 'city', 'country', 'start']) match(empty.text, `form-${field}-error`, `${field} is needed`);
  for (const start of [isoDay(-2), isoDay(368), '2027-02-30', '20.11.2027', 'tomorrow', '9999-99-99']) {
    const reply = await choose(alder, { ...somebody, start, po_number: 'PO "7" <b>' });
    equal(reply.status, 422, `${start} is refused`);
    match(reply.text, 'form-start-error');
    match(reply.text, /value="PO (&quot;|&#34;)7(&quot;|&#34;) &lt;b&gt;"/);
    match(reply.text, /value="AT" selected/);
  }
  const elsewhere = await choose(alder, { ...somebody, deliver_elsewhere: '1', delivery_city: 'Graz' });
  equal(elsewhere.status, 422);
  for (const field of ['name', 'address1', 'country']) match(elsewhere.text, `form-delivery_${field}-error`);
  match(elsewhere.text, 'value="Graz"');
  equal(await one('SELECT COUNT(*) FROM party WHERE email = ?', [somebody.email]), 0, 'nothing was kept of all that');
});

test('an order for a new customer, invoiced to the partner', async () => {
  const before = await counts();
  const start = isoDay(1);
  const done = await choose(alder, { ...somebody, start, po_number: 'PO-1', deliver_elsewhere: '1', delivery_name: 'Lager Example', delivery_address1: 'Rampe 2',
    delivery_city: 'Graz', delivery_country: 'AT' });
  equal(done.location, '/checkout/review');
  const again = await alder.get('/checkout/details/new');
  for (const typed of ['Ada Example GmbH', 'Beispielweg 1', 'Lager Example', 'PO-1', start]) match(again.text, `value="${typed}"`, 'coming back finds what was typed');
  equal((await choose(alder, { ...somebody, start: isoDay(0), po_number: 'PO-1' })).status, 303);
  const page = await review(alder);
  // Archive twice at Alder's tier price: 2 x 9.25 = 18.50; Alder sits in London, so no Austrian tax.
  match(text(page), 'Place order for 18.50 EUR');
  match(text(page), 'VAT 0 % on 18.50 EUR');
  match(text(page), '5 more payments', 'eleven follow: six shown, five behind');
  match(text(page), 'More payments may follow');
  unmatch(text(page), 'Your margin');
  const reply = await alder.submit(page, { price: '1', total: '1', net: '1', amount: '1', buy: '1' }, { action: '/checkout/place' });
  equal(reply.status, 303, 'fields that the form does not have count for nothing');
  const shown = await alder.follow(reply);
  equal(shown.status, 200);
  match(text(shown), 'Complete');
  match(text(shown), 'Price list of the tier');
  match(text(shown), '18.50 EUR');
  const [, subscription] = /href="(\/customers\/subscriptions\/[0-9a-z]{13})"/.exec(shown.text);
  match(text(await alder.get(subscription)), 'Archive', 'the subscription is one step away');
  equal(more(before, await counts()), { customer: 1, party: 2, bill_group: 1, subscription: 1, subscription_item: 1, schedule_entry: 12, order_price: 1,
    order_event: 3, invoice: 1, invoice_line: 1, invoice_tax: 1, outbox: 4, audit: 6 }, 'and nothing else');
});

test('every row of an order carries its organisation', async () => {
  for (const table of ['customer_order', 'order_line', 'order_price', 'order_event', 'subscription', 'subscription_item', 'schedule_entry', 'bill_group', 'invoice',
    'invoice_line', 'invoice_tax']) {
    equal(await portal.sql(`SELECT DISTINCT org_id FROM ${table}`), [{ org_id: 1 }], table);
  }
  equal(await portal.sql(`SELECT DISTINCT org_id FROM outbox WHERE kind NOT LIKE 'mail.signin%'`), [{ org_id: 1 }]);
  equal(await portal.sql(`SELECT DISTINCT org_id FROM audit WHERE noun IN ('customer_order', 'subscription', 'customer', 'bill_group', 'invoice') AND id > ?`, [noted]), [{ org_id: 1 }]);
  equal(await one(`SELECT org_id FROM customer WHERE email = ?`, [somebody.email]), 1);
  const billing = await payload(1);
  equal([billing.billing_parent, billing.crm_parent, billing.invoice_owner], ['B-ALDER', 'C-ALDER', 'partner']);
});

test('an order for an existing customer, invoiced to the customer, with the margin of each line', async () => {
  const offers = await shelf(birch);
  await put(birch, offers['Core, monthly'], 3);
  await put(birch, offers['Training days'], 1);
  const found = await birch.get('/checkout/details?choose=1&q=Northern+Beacon');
  const [, customer] = /<option value="([0-9a-z]{13})"[^>]*>Northern Beacon/.exec(found.text);
  match(text(found), '1 customer matches');
  match(found.text, `<option value="${customer}" selected>`, 'the only match is chosen');
  match(text(await birch.get('/checkout/details?choose=1&q=zzzz')), 'No customer matches');
  const chosen = await choose(birch, { customer, start: isoDay(0) });
  equal([chosen.status, chosen.location], [303, '/checkout/review'], /<main[\s\S]{0,1500}/.exec(chosen.text)?.[0]);
  const page = await review(birch);
  // Core, 14 days free: 3 x 19.00 - 3 x 16.50 = 7.50 a month. Training 980.00, no margin. The customer is British: no Austrian tax.
  match(text(page), '57.00 EUR a month');
  match(text(page), '7.50 EUR a month');
  match(text(page), 'Place order for 980.00 EUR');
  match(text(page), 'Your customer is invoiced today');
  const reply = await birch.submit(page, {}, { action: '/checkout/place' });
  const shown = await birch.follow(reply);
  match(text(shown), 'Northern Beacon');
  const id = await one(`SELECT id FROM customer_order WHERE org_id = 2`);
  equal(await portal.sql(`SELECT c.org_id, s.org_id AS s, g.party_id = c.party_id AS pays FROM subscription s JOIN customer c ON c.id = s.customer_id
    JOIN bill_group g ON g.id = s.bill_group_id JOIN order_line l ON l.id = s.order_line_id WHERE l.order_id = ?`, [id]), [{ org_id: 2, s: 2, pays: 1 }, { org_id: 2, s: 2, pays: 1 }]);
  equal(await one(`SELECT COUNT(*) FROM outbox WHERE org_id = 2 AND kind = 'mail.order_customer'`), 0, 'the customer hears by invoice');
  const billing = await payload(2);
  equal([billing.billing_parent, billing.invoice_owner], ['B-BIRCH', 'end_customer']);
});

test('yen have no decimals, dinars three', async () => {
  const cedar = await portal.signIn('sales@cedar.example.org');
  const dogwood = await portal.signIn('sales@dogwood.example.com');
  const yen = await order(cedar, [['Archive', 2]], { ...somebody, country: 'FR' });
  match(text(yen.review), 'Place order for 3,600 JPY', '2 x 1,800');
  const dinar = await order(dogwood, [['Starter package', 1]], { ...somebody, country: 'KW' });
  // 3 x 5.900 + 2 x 3.250 + 795.500 = 819.700; Dogwood pays 3 x 4.725 + 2 x 3.250 = 20.675 a month, so keeps 3.525.
  match(text(dinar.review), 'Place order for 819.700 KWD');
  match(text(dinar.review), '3.525 KWD a month');
});

test('fifty at once make one order', async () => {
  const { 'Training days': training } = await shelf(alder);
  await put(alder, training, 1);
  await choose(alder, { ...somebody, email: 'fifty@example.com' });
  const page = await review(alder);
  const before = await counts();
  const values = placing(page);
  const replies = await Promise.all(Array.from({ length: 50 }, () => alder.post('/checkout/place', values)));
  equal([...new Set(replies.map((r) => `${r.status} ${r.location}`))].length, 1, 'all get the same answer');
  equal(replies[0].status, 303);
  const made = more(before, await counts());
  equal([made.customer, made.subscription, made.invoice, made.bill_group ?? 0], [1, 1, 1, 0]);
  const later = await alder.post('/checkout/place', { ...values, _key: 'A'.repeat(22) });
  equal([later.status, later.location], [303, replies[0].location], 'another key leads to the same order');
  equal(more(before, await counts()), made);
}, { limit: 120_000 });

test('forty forms of one basket at once make one order', async () => {
  const { 'Training days': training } = await shelf(alder);
  await put(alder, training, 2);
  await choose(alder, { ...somebody, email: 'forty@example.com' });
  const values = placing(await review(alder));
  const before = await counts();
  const replies = await Promise.all(Array.from({ length: 40 }, (_, i) => alder.post('/checkout/place', { ...values, _key: `B${i}`.padEnd(22, 'x') })));
  equal([...new Set(replies.map((r) => r.status))], [303]);
  const made = more(before, await counts());
  equal([made.customer, made.subscription, made.invoice], [1, 1, 1]);
}, { limit: 120_000 });

async function waiting(quantity = 1) {
  const { 'Training days': training } = await shelf(alder);
  await put(alder, training, quantity);
  await choose(alder, { ...somebody, email: 'waiting@example.com' });
  return review(alder);
}

test('a price that changed meanwhile: nothing is ordered, the new figures are shown, and then it can be placed', async () => {
  const page = await waiting();
  await portal.sql(`UPDATE product_price SET amount_minor = 99900 WHERE product_id = 7 AND currency = 'EUR'`);
  const before = await counts();
  const reply = await alder.submit(page, {}, { action: '/checkout/place' });
  equal(reply.status, 409);
  match(text(reply), 'Nothing was ordered');
  match(text(reply), 'Place order for 999.00 EUR', 'with what it costs now');
  equal(more(before, await counts()), { audit: 1 }, 'only the refusal is noted');
  equal(await one(`SELECT action FROM audit ORDER BY id DESC LIMIT 1`), 'order.refused');
  equal((await alder.submit(reply, {}, { action: '/checkout/place' })).status, 303, 'the new figures can be accepted');
  await portal.sql(`UPDATE product_price SET amount_minor = 98000 WHERE product_id = 7 AND currency = 'EUR'`);
});

test('an offer that was withdrawn meanwhile', async () => {
  const page = await waiting();
  await portal.sql(`DELETE FROM offer_shelf WHERE version_id = 8`);
  const before = await counts();
  const reply = await alder.submit(page, {}, { action: '/checkout/place' });
  equal(reply.status, 409);
  match(text(reply), 'no longer available');
  unmatch(reply.text, 'action="/checkout/place"', 'there is no button for it');
  equal(more(before, await counts()), { audit: 1 });
  match(text(await alder.get('/checkout')), 'no longer available');
  const { values } = (await import('../lib/visitor.mjs')).formsOf((await alder.get('/checkout')).text).find((f) => f.values.quantity === '0');
  equal((await alder.post('/checkout/basket', values)).status, 303, 'it can be taken out');
  await portal.sql(`INSERT INTO offer_shelf (org_id, label, name, version_id) VALUES (0, 'services', 'Training days', 8)`);
});

test('an offer that is not sold in the customer’s country says so where it is shown, in the basket, beside the country, and at the review', async () => {
  const { Archive: archive } = await shelf(alder);
  const where = 'Austria, France, Germany, Switzerland, United Kingdom', usa = { ...somebody, country: 'US' };
  match(text(await alder.get(`/offers/o/${archive}`)), `For customers in ${where}`);
  match(text(await alder.get(`/checkout?purchase=${archive}`)), `Only for customers in: ${where}.`);
  const { 'Core, monthly': core } = await shelf(alder);
  await put(alder, core, 1);
  equal((await choose(alder, usa)).status, 303, 'nothing in the basket minds');
  await put(alder, archive, 1);
  match(text(await alder.get('/checkout')), new RegExp(`Archive [^.]* Only for customers in: ${where}\\. This offer is not sold in the customer&#39;s country`));
  const page = await review(alder);
  match(text(page), 'not sold in the customer');
  unmatch(page.text, 'action="/checkout/place"');
  match(text(await alder.get('/checkout/details/new')), `Archive: only for customers in ${where}.`);
  const refused = await choose(alder, usa);
  equal(refused.status, 422);
  match(refused.text, new RegExp(`country-error"><span class="unseen">Error:</span> Archive: only for customers in ${where}\\. Take it out of the basket, or name another customer\\.`));
  match(refused.text, 'value="ada@example.com"', 'what was typed stays');
  match(refused.text, '<option value="US" selected');
  const [there] = await portal.sql(`SELECT CAST(c.public_id AS CHAR) AS id FROM customer c JOIN party p ON p.id = c.party_id WHERE c.org_id = 1 AND p.country NOT IN ('AT', 'DE', 'CH', 'FR', 'GB') LIMIT 1`);
  const known = await choose(alder, { customer: publicText(there.id) });
  equal(known.status, 422);
  match(known.text, 'customer-error"><span class="unseen">Error:</span> Archive: only for customers in');
  equal((await choose(alder, somebody)).status, 303);
  match(text(await review(alder)), 'Place order');
  for (const offer of [archive, core]) await put(alder, offer, 0);
});

test('what is another organisation’s does not exist', async () => {
  const theirs = await shelf(birch);
  const own = await shelf(alder);
  const starter = theirs['Starter package'];
  const order2 = BigInt(await one(`SELECT CAST(public_id AS CHAR) FROM customer_order WHERE org_id = 2`));
  const { publicId } = await import('../lib/access.mjs');
  const customer2 = publicId(BigInt(await one('SELECT CAST(public_id AS CHAR) FROM customer WHERE org_id = 2 LIMIT 1')));
  equal((await alder.get(`/offers/o/${starter}`)).status, 404);
  equal((await alder.get(`/checkout?purchase=${starter}`)).status, 404);
  equal((await alder.get('/checkout?purchase=nonsense')).status, 404);
  equal((await alder.get(`/orders/${publicId(order2)}`)).status, 404);
  const page = await waiting();
  const { _csrf } = placing(page);
  const proof = (n) => ({ _csrf, _key: `C${n}`.padEnd(22, 'y') });
  equal((await alder.post('/checkout/basket', { ...proof(1), offer: starter, quantity: '1' })).status, 404);
  equal((await alder.post('/checkout/details', { ...proof(2), customer: customer2, start: isoDay(0) })).status, 404);
  equal((await alder.post('/checkout/place', { ...proof(3), order: publicId(order2), figures: 'x' })).status, 404);
  const draft = placing(page).order;
  equal((await alder.get(`/orders/${draft}`)).status, 404, 'a basket is no order');
  equal((await birch.post('/checkout/place', { ...placing(page), _csrf: 'x' })).status, 403);
  await put(alder, own['Training days'], 0);
});

test('a form without its proof, or without its key, does nothing', async () => {
  const page = await waiting();
  const values = placing(page);
  const before = await counts();
  for (const path of ['/checkout/basket', '/checkout/details', '/checkout/details/new', '/checkout/place']) {
    equal((await alder.post(path, { ...values, _csrf: '' })).status, 403, `${path} without proof`);
    equal((await alder.post(path, values, { headers: { 'sec-fetch-site': 'cross-site' } })).status, 403, `${path} from another site`);
    equal((await alder.post(path, { ...values, _key: '' })).status, 400, `${path} without key`);
  }
  equal((await portal.nobody.post('/checkout/place', values)).status, 403, 'nobody');
  equal(more(before, await counts()), { audit: 8, audit_value: 8 }, 'what she was denied is on record, each time once');
  equal((await alder.submit(page, {}, { action: '/checkout/place' })).status, 303);
});

test('who may only look sees offers without a button, and no checkout', async () => {
  const marketing = await portal.signIn('marketing@alder.example.com');
  const page = await marketing.get('/offers/cloud');
  equal(page.status, 200);
  unmatch(page.text, 'Add to basket');
  equal((await marketing.get('/checkout')).status, 403);
  equal((await marketing.get('/orders')).status, 403);
  const finance = await portal.signIn('finance@alder.example.com');
  equal((await finance.get('/orders')).status, 200);
  equal((await finance.get('/checkout')).status, 403);
});

test('orders are found by reference, customer, status and age', async () => {
  const list = await alder.get('/orders');
  const [, reference] = />(O-[0-9a-z]{13})</.exec(list.text);
  const total = list.text.match(/>O-[0-9a-z]{13}</g).length;
  ok(total >= 4, 'there are some');
  equal((await alder.get(`/orders?q=${reference}`)).text.match(/>O-[0-9a-z]{13}</g).length, 1);
  equal((await alder.get('/orders?q=Ada+Example&status=complete&age=30')).text.match(/>O-[0-9a-z]{13}</g).length, total);
  match(text(await alder.get('/orders?status=failed')), 'No order matches');
  match(text(await alder.get('/orders?q=zzzz')), 'No order matches');
  match((await alder.get('/orders?format=csv')).text, reference);
  unmatch(list.text, 'Northern Beacon', 'nothing of Birch');
});

test('the lists say which kind an order is and what it is of: the first offer, and how many more', async () => {
  const names = Object.keys(await shelf(alder)).filter((name) => !/Pro|Archive/.test(name)).slice(0, 2);
  equal(names.length, 2);
  const placed = await order(alder, names.map((name) => [name, 1]));
  const [row] = await portal.sql(`SELECT o.id, o.reference, (SELECT v.name FROM order_line y JOIN offer_version v ON v.id = y.version_id WHERE y.order_id = o.id
      ORDER BY y.position LIMIT 1) AS first FROM customer_order o WHERE o.reference = ?`, [`O-${placed.id}`]);
  const staff = await portal.signIn('admin@portico.example.com');
  await portal.sql("UPDATE person SET language = 'en'");
  for (const [kind, word] of [['new', 'New'], ['update', 'Change'], ['change_offer', 'Change of offer'], ['renew', 'Renewal'], ['cancel', 'Cancellation'], ['address', 'Change of address']]) {
    await portal.sql('UPDATE customer_order SET kind = ? WHERE id = ?', [kind, row.id]);
    for (const [who, target] of [[alder, '/orders'], [staff, '/admin/orders']])
      match(text(await who.get(`${target}?q=${row.reference}`)), ` ${word} ${row.first} and 1 more `, target);
  }
  await portal.sql("UPDATE customer_order SET kind = 'new' WHERE id = ?", [row.id]);
});

test('colleagues’ baskets are apart', async () => {
  const admin = await portal.signIn('admin@alder.example.com');
  const { Archive: archive } = await shelf(alder);
  await put(alder, archive, 3);
  match(text(await admin.get('/checkout')), 'Your basket is empty');
});

test('offers that are put in at the same moment lie in one basket', async () => {
  const admin = await portal.signIn('admin@alder.example.com');
  const offers = await shelf(admin);
  const names = ['Archive', 'Core, monthly', 'Training days', 'Onboarding with handbooks'];
  const pages = await Promise.all(names.map((name) => admin.get(`/checkout?purchase=${offers[name]}`)));
  const replies = await Promise.all(pages.map((page) => admin.submit(page, {}, { action: '/checkout/basket' })));
  equal(replies.map((r) => r.status), [303, 303, 303, 303]);
  equal(await portal.sql(`SELECT COUNT(DISTINCT o.id) AS baskets, COUNT(l.id) AS offers FROM customer_order o JOIN person p ON p.id = o.person_id
    LEFT JOIN order_line l ON l.order_id = o.id WHERE p.email = 'admin@alder.example.com' AND o.status = 'draft'`), [{ baskets: 1, offers: 4 }]);
});

await run();
