// Fields that the vendor hides or makes read-only per audience (DOMAIN decision 65): page, list, file, search, order and forms obey, from the
// next request on.
import { start } from '../lib/portal.mjs';
import { test, equal, ok, match, unmatch, cleanup, run } from '../lib/tap.mjs';
import { person, publicId } from '../lib/access.mjs';
import { switcher } from '../lib/fields.mjs';
import { shelf } from '../lib/shop.mjs';

const portal = await start();
cleanup(() => portal.stop());
const desk = await portal.signIn('admin@portico.example.com');
const partner = await portal.signIn('admin@alder.example.com');
const one = async (sql, params) => (await portal.sql(sql, params))[0];
const ALL = ['customer.phone', 'customer.tax_number', 'order.po_number', 'order.delivery', 'org.phone', 'org.region'];
const switched = switcher(portal, desk, 'partner');
const csv = async (target) => (await partner.get(target)).text;

test('the desk lists the fields; every one can be hidden, and those that a form asks for made read-only', async () => {
  match((await desk.get('/admin/fields')).text, '/admin/fields/partner');
  const names = await switched({});
  ok(names.length >= 15, names.join(' '));
  const page = (await desk.get('/admin/fields/partner')).text;
  const options = (name) => [...new RegExp(`name="${name}"[^]*?</select>`).exec(page)[0].matchAll(/value="(\w+)"/g)].map((m) => m[1]);
  for (const name of ALL) equal(options(name), ['shown', 'fixed', 'hidden']);
  equal(options('person.email'), ['shown', 'hidden']);
});

test('only who may switch fields does; an audience or a state that there is not is refused', async () => {
  for (const roles of ['channel_manager', 'content_manager', 'support_agent', 'vendor_finance']) {
    const who = await person(portal, { roles });
    equal([roles, (await portal.get('/admin/fields/partner', { cookie: who.cookie })).status], [roles, 403]);
  }
  for (const none of ['staff', 'nobody', 'partner,customer']) equal((await desk.get(`/admin/fields/${encodeURIComponent(none)}`)).status, 404);
  const odd = await desk.submit(await desk.get('/admin/fields/partner'), { 'org.phone': 'gone' });
  equal(odd.status, 422);
  const fixed = await desk.submit(await desk.get('/admin/fields/partner'), { 'person.email': 'fixed' });
  equal(fixed.status, 422);
  equal((await one('SELECT COUNT(*) AS n FROM field_switch')).n, 0);
});

test('a switch leaves a record with before and after', async () => {
  await switched({ 'org.phone': 'fixed' });
  await switched({ 'org.phone': 'hidden' });
  const { fields, detail } = await one("SELECT a.fields, v.detail FROM audit a JOIN audit_value v ON v.audit_id = a.id WHERE a.action = 'fields.switched' ORDER BY a.id DESC LIMIT 1");
  equal([fields, detail], ['org.phone', 'org.phone: fixed -> hidden']);
  match((await desk.get('/admin/fields/partner')).text, 'org.phone: fixed -&gt; hidden');
  await switched({});
});

test('a hidden column is in no list, no file and no order', async () => {
  equal((await partner.get('/customers?sort=created')).status, 200);
  match((await partner.get('/customers')).text, 'Since');
  const page = /href="(\/customers\/[0-9a-hjkmnp-tv-z]{13})"/.exec((await partner.get('/customers')).text)[1];
  match((await partner.get(page)).text, 'Customer since');
  await switched({ 'customer.created_at': 'hidden' });
  unmatch((await partner.get('/customers')).text, 'Since');
  unmatch(await csv('/customers?format=csv'), 'Since');
  unmatch((await partner.get(page)).text, 'Customer since');
  equal((await partner.get('/customers?sort=created')).status, 400);
  equal((await partner.get('/customers?sort=created&format=csv')).status, 400);
  equal((await partner.get('/customers?sort=name')).status, 200);
  await switched({});
  match(await csv('/customers?format=csv'), 'Since');
});

test('what is hidden is not found by a search either', async () => {
  const found = async (q) => /href="\/people\/[0-9a-z]{13}"/.test((await partner.get(`/people?q=${encodeURIComponent(q)}`)).text);
  const { name, email } = await one("SELECT name, email FROM person WHERE email = 'admin@alder.example.com'");
  ok(await found(email));
  await switched({ 'person.email': 'hidden', 'person.last_signin_at': 'hidden' });
  ok(!(await found(email)), 'by the address');
  ok(!(await found('@alder')), 'by a part of it');
  ok(await found(name), 'by the name');
  const list = (await partner.get('/people')).text;
  unmatch(list, 'Last sign-in');
  unmatch(list, 'mailto:');
  unmatch(await csv('/people?format=csv'), '@alder.example.com');
  const page = /href="(\/people\/[0-9a-z]{13})"/.exec(list)[1];
  unmatch((await partner.get(page)).text.replace(/<header[^]*?<\/header>/, ''), '@alder.example.com<');
  await switched({});
});

test('invoices without their balance: column, sum, file and the page of one', async () => {
  await switched({ 'invoice.balance': 'hidden', 'invoice.payer': 'hidden' });
  const list = (await partner.get('/invoices')).text;
  unmatch(list, 'Balance');
  unmatch(list, 'Invoiced to');
  unmatch(await csv('/invoices?format=csv'), 'Balance');
  const page = /href="(\/invoices\/[0-9a-z]{13})"/.exec(list)[1];
  unmatch((await partner.get(page)).text, 'Balance');
  await switched({});
  match((await partner.get('/invoices')).text, 'Balance');
});

test('a read-only field is seen, and what is sent for it does not count; the others are saved', async () => {
  const org = () => one('SELECT p.phone, p.region, p.city FROM org o JOIN party p ON p.id = o.party_id WHERE o.slug = ?', ['alder']);
  await portal.sql("UPDATE party p JOIN org o ON o.party_id = p.id SET p.phone = '+1 555 0100', p.region = 'Upper' WHERE o.slug = 'alder'");
  await switched({ 'org.phone': 'fixed', 'org.region': 'hidden' });
  const page = await partner.get('/people/organisation');
  match(page.text, '+1 555 0100');
  unmatch(page.text, /<input[^>]*name="phone"/);
  unmatch(page.text, /Upper|name="region"/);
  const done = await partner.submit(page, { phone: '+666', region: 'Lower', city: 'Newtown' });
  equal(done.status, 303);
  equal(await org(), { phone: '+1 555 0100', region: 'Upper', city: 'Newtown' });
  // A form that comes again shows them as before, not what was sent.
  const again = await partner.submit(await partner.get('/people/organisation'), { phone: '+666', region: 'Lower', city: '' });
  equal(again.status, 422);
  match(again.text, '+1 555 0100');
  unmatch(again.text, /666|Lower|Upper/);
  // Sending only what is closed changes nothing.
  equal((await partner.submit(await partner.get('/people/organisation'), { phone: '+666', region: 'Lower' })).status, 303);
  equal(await org(), { phone: '+1 555 0100', region: 'Upper', city: 'Newtown' });
  await switched({});
  equal((await partner.submit(await partner.get('/people/organisation'), { phone: '+1 555 0177' })).status, 303);
  equal((await org()).phone, '+1 555 0177');
});

test('an order: hidden and read-only fields of both forms stay as the draft has them', async () => {
  const offer = Object.values(await shelf(partner))[0];
  equal((await partner.submit(await partner.get(`/checkout?purchase=${offer}`), {})).status, 303);
  const typed = { first_name: 'Ada', last_name: 'Example', email: 'ada@example.net', address1: '1 Way', city: 'Town', country: 'DE' };
  const draft = () => one("SELECT o.po_number, p.phone, p.tax_number, o.delivery_party_id IS NULL AS here FROM customer_order o LEFT JOIN party p ON p.id = o.billing_party_id WHERE o.status = 'draft' AND o.org_id = 1 ORDER BY o.id DESC LIMIT 1");
  equal((await partner.submit(await partner.get('/checkout/details/new'), { ...typed, phone: '+1 555 0101', po_number: 'PO-1' })).status, 303);
  equal(await draft(), { po_number: 'PO-1', phone: '+1 555 0101', tax_number: '', here: 1 });
  await switched({ 'order.po_number': 'fixed', 'customer.phone': 'hidden', 'customer.tax_number': 'hidden', 'order.delivery': 'hidden' });
  const page = await partner.get('/checkout/details/new');
  unmatch(page.text, /name="(phone|tax_number|po_number|deliver\w*)"/);
  match(page.text, 'PO-1');
  const delivery = { deliver_elsewhere: '1', delivery_name: 'X', delivery_address1: 'Y', delivery_city: 'Z', delivery_country: 'DE' };
  equal((await partner.submit(page, { ...typed, phone: '+2', po_number: 'PO-2', tax_number: 'nonsense', ...delivery })).status, 303);
  equal(await draft(), { po_number: 'PO-1', phone: '+1 555 0101', tax_number: '', here: 1 });
  match((await partner.get('/checkout/review')).text, 'PO-1');
  await switched({ 'order.po_number': 'hidden' });
  unmatch((await partner.get('/checkout/review')).text, 'PO-1');
  const { public_id: customer } = await one('SELECT public_id FROM customer WHERE org_id = 1 ORDER BY id LIMIT 1');
  const existing = await partner.get('/checkout/details?choose=1');
  unmatch(existing.text, /name="po_number"|PO-1/);
  equal((await partner.submit(existing, { customer: publicId(BigInt(customer)), po_number: 'PO-3' })).status, 303);
  equal((await draft()).po_number, 'PO-1');
  await switched({});
});

test('staff who look at a partner\'s pages see what the partner sees', async () => {
  await switched({ 'customer.created_at': 'hidden' });
  const { public_id: id } = await one("SELECT public_id FROM person WHERE email = 'admin@alder.example.com'");
  const looking = await desk.submit(await desk.get(`/admin/users/${publicId(BigInt(id))}/view`), { reason: 'what do they see' });
  equal(looking.status, 303);
  unmatch((await desk.get('/customers')).text, 'Since');
  await switched({});
});

test('the switches cost no statement of their own', async () => {
  const count = async () => {
    const page = await partner.get('/people/organisation');
    equal(page.status, 200);
    return portal.log().split('\n').filter((line) => / path=\/people\/organisation .*status=200/.test(line)).at(-1).match(/statements=(\d+)/)[1];
  };
  const before = await count();
  await switched({ 'org.phone': 'hidden' });
  equal(await count(), before);
  await switched({});
});

await run();
