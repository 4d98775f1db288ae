// What is changed of a customer counts for documents to come; issued ones stay (decision 20). And the ways from a customer to its basket, and
// to what is looked for: a city, a purchase order number.
import { person, publicId, stopWorker } from '../lib/access.mjs';
import { formKey } from '../lib/fault.mjs';
import { formOf, start } from '../lib/portal.mjs';
import { choose, order, put, review, shelf, somebody } from '../lib/shop.mjs';
import { cleanup, equal, match, run, test, unmatch, until } from '../lib/tap.mjs';

const portal = await start();
cleanup(() => portal.stop());
const birch = await portal.signIn('sales@birch.example.net', { language: 'en' }), alder = await portal.signIn('sales@alder.example.com');
const desk = await portal.signIn('admin@portico.example.com');
const support = await portal.signIn('support@alder.example.com'), finance = await portal.signIn('finance@birch.example.net', { language: 'en' });
await portal.sql("UPDATE person SET language = 'en'");
const one = async (text, values) => Object.values((await portal.sql(text, values))[0])[0];
const idOf = async (table, where, values) => publicId(BigInt(await one(`SELECT CAST(public_id AS CHAR) FROM ${table} WHERE ${where}`, values)));
const plain = (page) => page.text.replace(/<(style|script)[\s\S]*?<\/\1>/g, '').replace(/<[^>]+>/g, ' ').replace(/&nbsp;|\u00a0/g, ' ').replace(/&#39;|&#x27;/g, '’').replace(/\s+/g, ' ');

await order(birch, [['Core, monthly', 2], ['Training days', 1]], { ...somebody, company: 'Before Example GmbH', city: 'Oldtown', po_number: 'PO-BIRCH-7' });
const customer = await idOf('customer', "name = 'Before Example GmbH'"), at = `/customers/${customer}`;
const numbered = () => portal.sql("SELECT CAST(i.public_id AS CHAR) AS id FROM invoice i JOIN customer c ON c.id = i.customer_id WHERE c.name LIKE '%Example GmbH' AND c.org_id = 2 AND i.number IS NOT NULL AND i.po_number = 'PO-BIRCH-7'");
await until(async () => (await numbered()).length, 'the invoice has its number');
const invoice = `/invoices/${publicId(BigInt((await numbered())[0].id))}`;

test('its form has what is known; what is changed stands on its page, in the lists and the trail, with whom', async () => {
  const issued = plain(await finance.get(invoice));
  match(issued, 'Before Example GmbH');
  const form = await birch.get(`${at}/edit`);
  match(form.text, 'value="Oldtown"');
  const reply = await birch.submit(form, { company: 'After Example GmbH', city: 'Newtown', email: 'New@Example.com', tax_number: '' });
  equal([reply.status, reply.location], [303, at]);
  match(plain(await birch.get(at)), /After Example GmbH.*Newtown.*Changed Chris Birch/);
  match(plain(await birch.get('/customers?q=after+ex')), 'After Example GmbH');
  equal(await portal.sql("SELECT name, email FROM customer WHERE name LIKE 'After%'"), [{ name: 'After Example GmbH', email: 'new@example.com' }]);
  equal(await one("SELECT fields FROM audit WHERE action = 'customer.changed' ORDER BY id DESC LIMIT 1"), 'company,email,city');
  const after = plain(await finance.get(invoice));
  match(after, 'Before Example GmbH');
  unmatch(after.replace(/Customer: .*?History/, ''), 'Newtown', 'the issued invoice stays');
});

test('nothing changed is no change; a number that is none and what is missing are said together', async () => {
  const before = await one("SELECT COUNT(*) FROM audit WHERE action = 'customer.changed'");
  equal((await birch.submit(await birch.get(`${at}/edit`), {})).status, 303);
  equal(await one("SELECT COUNT(*) FROM audit WHERE action = 'customer.changed'"), before);
  const wrong = await birch.submit(await birch.get(`${at}/edit`), { email: 'no address', first_name: '', tax_number: 'DE1' });
  equal([wrong.status, (wrong.text.match(/class="error"/g) ?? []).length], [422, 3]);
  match(wrong.text, 'value="DE1"', 'what was typed stays');
});

test('who may not, may not: another organisation, no right, no proof, hidden fields', async () => {
  equal([(await alder.get(`${at}/edit`)).status, (await finance.get(`${at}/edit`)).status, (await birch.get('/customers/0000000000000/edit')).status], [404, 403, 404]);
  const { values } = formOf((await birch.get(`${at}/edit`)).text, `${at}/edit`);
  equal((await birch.post(`${at}/edit`, { ...values, _csrf: '' })).status, 403);
  const mine = formOf((await alder.get(`/customers/${await idOf('customer', 'org_id = 1 LIMIT 1')}/edit`)).text, /edit$/).values;
  equal((await alder.post(`${at}/edit`, { ...mine, _key: formKey() })).status, 404, 'another organisation\'s proof is no key');
  equal((await support.get('/customers')).status, 200, 'reading is another right');
  await portal.sql("UPDATE party p JOIN customer c ON c.party_id = p.id SET p.phone = '+43 1 999' WHERE c.name LIKE 'After%'");
  await portal.sql("INSERT INTO field_switch (audience, field_key, state) VALUES ('partner', 'customer.phone', 'hidden')");
  const form = await birch.get(`${at}/edit`);
  unmatch(form.text, '+43 1 999');
  equal((await birch.submit(form, { city: 'Hidden', phone: '0' })).status, 303);
  equal(await one("SELECT p.phone FROM party p JOIN customer c ON c.party_id = p.id WHERE c.name LIKE 'After%'"), '+43 1 999', 'what is hidden stays');
  await portal.sql('DELETE FROM field_switch');
});

test('two who change it at once keep what is theirs, and are asked about what both changed', async () => {
  const admin = await portal.signIn('admin@birch.example.net', { language: 'en' });
  const [mine, theirs] = await Promise.all([birch.get(`${at}/edit`), admin.get(`${at}/edit`)]);
  equal((await birch.submit(mine, { address1: 'Mine 1' })).status, 303);
  equal((await admin.submit(theirs, { postal_code: '4711' })).status, 303);
  equal(await portal.sql("SELECT p.address1, p.postal_code FROM party p JOIN customer c ON c.party_id = p.id WHERE c.name LIKE 'After%'"), [{ address1: 'Mine 1', postal_code: '4711' }]);
  const late = await birch.submit(mine, { address1: 'Mine 2', postal_code: '9999', _key: formKey() });
  equal(late.status, 422, 'both changed the postal code');
});

test('“Order for this customer” opens a basket that is for it', async () => {
  const page = await birch.get(at);
  const reply = await birch.submit(page, {}, { action: '/checkout/customer' });
  equal([reply.status, reply.location], [303, '/offers']);
  match(plain(await birch.follow(reply)), 'The basket is for After Example GmbH. Choose what it gets.');
  equal((await put(birch, (await shelf(birch))['Core, monthly'], 3)).status, 303);
  match((await birch.get('/checkout/details')).text, new RegExp(`<option value="${customer}" selected`), 'it is chosen already');
  equal((await birch.submit(await birch.get(at), {}, { action: '/checkout/customer' })).location, '/checkout', 'with something in it');
  const theirs = await idOf('customer', 'org_id = 1 LIMIT 1');
  equal((await birch.post('/checkout/customer', { ...formOf(page.text, '/checkout/customer').values, customer: theirs, _key: formKey() })).status, 404);
});

test('the basket says what it comes to, and the offers how many wait in it', async () => {
  await put(birch, (await shelf(birch))['Training days'], 2);
  const basket = plain(await birch.get('/checkout'));
  match(basket, /Together, before tax 49\.50 EUR a month your customer pays 57\.00 EUR 1,960\.00 EUR once your customer pays 1,960\.00 EUR/, '3 x 16.50 and 2 x 980.00');
  match(plain(await birch.get('/offers')), /Basket: 2 offers/);
});

test('the review says when and at which price a part renews', async () => {
  await put(alder, (await shelf(alder))['Archive'], 2);
  await choose(alder, { ...somebody, company: 'Renewing Example' });
  const shown = plain(await review(alder));
  match(shown, /Archive renews on \d+ \w+ 20\d\d for another 12 months, unless it is cancelled before: 18\.50 EUR a month, before tax, at today.s price/);
});

test('all that is wrong with a new customer, its delivery and its start is said at once', async () => {
  const form = formOf((await alder.get('/checkout/details/new')).text, '/checkout/details/new');
  const reply = await alder.post(form.action, { ...form.values, first_name: '', email: 'none', country: 'DE', tax_number: 'ATU1', start: '2020-01-01', deliver_elsewhere: '1',
    delivery_name: '', delivery_address1: '', delivery_city: '', delivery_country: '' });
  equal(reply.status, 422);
  for (const member of ['first_name', 'email', 'tax_number', 'start', 'delivery_name', 'delivery_address1', 'delivery_city', 'delivery_country']) {
    match(reply.text, new RegExp(`id="[^"]*${member}-error"`), member);
  }
});

test('orders and invoices are found by purchase order number, unless it is hidden; by staff by customer; customers by city', async () => {
  match(plain(await birch.get('/orders?q=birch-7')), 'After Example GmbH');
  match(plain(await finance.get('/invoices?q=po-birch')), 'After Example GmbH');
  unmatch(plain(await alder.get('/orders?q=birch-7')), 'After Example GmbH', 'another organisation\'s');
  match(plain(await birch.get('/customers?q=hidden')), 'After Example GmbH');
  for (const list of ['/admin/orders', '/admin/invoices']) {
    match(plain(await desk.get(`${list}?q=after+example`)), 'After Example GmbH');
    unmatch(plain(await desk.get(`${list}?q=no+such+customer`)), 'After Example GmbH');
  }
  await portal.sql("INSERT INTO field_switch (audience, field_key, state) VALUES ('partner', 'order.po_number', 'hidden')");
  unmatch(plain(await birch.get('/orders?q=birch-7')), 'After Example GmbH', 'what is hidden is not found');
  unmatch(plain(await finance.get('/invoices?q=po-birch')), 'After Example GmbH');
  await portal.sql('DELETE FROM field_switch');
});

test('staff see a customer of any organisation and change it by the same form; from subscription and order a way leads there', async () => {
  const ours = `/customers/staff/${customer}`, org = await idOf('org', 'id = 2'), name = await one('SELECT name FROM customer WHERE public_id = ?', [await one("SELECT public_id FROM customer WHERE name LIKE '%Example GmbH' AND org_id = 2 AND email = 'new@example.com'")]);
  const page = await desk.get(ours);
  for (const way of [`/admin/partners/${org}`, `${ours}/edit`, '/customers/staff/subscriptions/', '/admin/orders/', '/admin/invoices/', `action="/checkout/staff/${org}/customer"`]) match(page.text, way);
  unmatch(page.text, /href="\/(orders|invoices|customers\/subscriptions)\/\w{13}"/, 'no way into a partner’s pages');
  const subscription = /\/customers\/staff\/subscriptions\/\w{13}/.exec(page.text)[0], order_ = /\/admin\/orders\/\w{13}/.exec(page.text)[0];
  for (const way of [ours, order_, `/admin/partners/${org}`]) match((await desk.get(subscription)).text, `href="${way}"`, subscription);
  match((await desk.get(order_)).text, `href="${ours}"`);
  match((await desk.get('/customers/staff/subscriptions')).text, `href="${ours}"`);
  const form = await desk.get(`${ours}/edit`);
  match(form.text, `value="${name}"`);
  const wrong = await desk.submit(form, { email: 'no address' });
  equal([wrong.status, (wrong.text.match(/class="error"/g) ?? []).length], [422, 1]);
  const reply = await desk.submit(form, { company: 'By Staff Example GmbH', _key: formKey() });
  equal([reply.status, reply.location], [303, ours]);
  match(plain(await birch.get(at)), 'By Staff Example GmbH');
  equal((await portal.sql("SELECT actor, org_id, fields FROM audit WHERE action = 'customer.changed' ORDER BY id DESC LIMIT 1"))[0], { actor: 'staff', org_id: 2, fields: 'company' });
  equal((await desk.get('/customers/staff/0000000000000')).status, 404);
  const channel = await portal.signIn('channel@portico.example.com');
  equal([(await channel.get(ours)).status, (await channel.get(`${ours}/edit`)).status], [200, 403]);
  unmatch((await channel.get(ours)).text, `${ours}/edit`);
  equal((await desk.post(`${ours}/edit`, { ...formOf((await desk.get(`${ours}/edit`)).text, `${ours}/edit`).values, _csrf: '' })).status, 403);
  equal((await birch.get(ours)).location?.startsWith('/login'), true, 'a partner is not staff');
});

test('a role without figures reads why its first page has none', async () => {
  for (const roles of ['training', 'marketing']) {
    const { cookie } = await person(portal, { roles, org: 1 });
    match(plain(await portal.get('/home', { cookie })), 'not part of your role');
  }
  unmatch(plain(await alder.get('/home')), 'not part of your role');
});

test('partners and staff read the same words for a state', async () => {
  await stopWorker(portal); // what is processing would be made meanwhile
  const { id } = await order(alder, [['Training days', 1]], { ...somebody, company: 'Words Example' });
  const word = (page) => /class="state"[^>]*>([^<]+)</.exec(page.text)[1];
  for (const status of ['submitted', 'processing', 'complete', 'failed', 'cancelled']) {
    await portal.sql("UPDATE customer_order SET status = ? WHERE reference = CONCAT('O-', ?)", [status, id]);
    equal(word(await alder.get(`/orders/${id}`)), word(await desk.get(`/admin/orders/${id}`)), status);
  }
  await portal.sql("UPDATE customer_order SET status = 'complete' WHERE reference = CONCAT('O-', ?)", [id]);
});

await run();
