// A customer that is there before its first order (DOMAIN L13): added by page and by API, whoever has its address already is said, and it can
// be chosen at the checkout.
import { stopWorker } from '../lib/access.mjs';
import { Api, makeKey } from '../lib/api.mjs';
import { Judge, operationsOf } from '../lib/openapi.mjs';
import { start } from '../lib/portal.mjs';
import { grown } from '../lib/rows.mjs';
import { choose, put, review, shelf, somebody } from '../lib/shop.mjs';
import { plain } from '../lib/visitor.mjs';
import { cleanup, equal, match, run, test, unmatch } from '../lib/tap.mjs';

const portal = await start();
cleanup(() => portal.stop());
await stopWorker(portal);
const alder = await portal.signIn('sales@alder.example.com', { language: 'en' }), birch = await portal.signIn('sales@birch.example.net', { language: 'en' });
const api = new Api(portal, await makeKey(portal, 'alder'));
cleanup(() => api.close());
const judge = new Judge((await api.get('/api/openapi.json')).json);
const addCustomer = operationsOf(judge.doc).find((o) => o.id === 'addCustomer');
const { address2, phone, region, tax_number, ...needed } = somebody;
const add = async (visitor, values, page) => visitor.submit(page ?? await visitor.get('/customers/new'), { ...needed, ...values }, { action: '/customers/new' });
const of = (email) => portal.sql('SELECT name, org_id, country FROM customer WHERE email = ? ORDER BY id', [email]);
let added;

test('the list leads to it; what is typed becomes a customer of the organisation, and no order', async () => {
  match((await alder.get('/customers')).text, /<a class="button primary" href="\/customers\/new">Add a customer</);
  const { answer, rows } = await grown(portal, () => add(alder, { company: 'Fresh Example GmbH', email: 'New@Fresh.Example.com' }));
  equal(answer.status, 303, answer.text.slice(0, 300));
  equal([rows.customer, rows.party, rows.customer_order ?? 0], [1, 1, 0]);
  equal(await of('new@fresh.example.com'), [{ name: 'Fresh Example GmbH', org_id: 1, country: 'AT' }]);
  added = answer.location.split('/').pop();
  const page = plain((await alder.get(answer.location)).text);
  for (const words of ['The customer was added.', 'Fresh Example GmbH', 'Beispielweg 1', 'Robin Alder']) match(page, words);
  equal((await birch.get(answer.location)).status, 404, 'nobody else\u2019s');
});

test('it can be chosen at the checkout', async () => {
  const offers = await shelf(alder);
  equal((await put(alder, offers['Core, monthly'], 1)).status, 303);
  equal((await choose(alder, { customer: added })).status, 303);
  match(plain((await review(alder)).text), 'Fresh Example GmbH');
});

test('what is wrong stands beside its field, and what was typed stays', async () => {
  const { answer, rows } = await grown(portal, () => add(alder, { first_name: '', tax_number: 'XX12', email: 'wrong@fresh.example.com' }));
  equal([answer.status, rows.customer ?? 0, rows.party ?? 0], [422, 0, 0]);
  match(answer.text, 'first_name-error');
  match(answer.text, 'tax_number-error');
  match(answer.text, 'value="wrong@fresh.example.com"');
});

test('an address that a customer of the organisation has is said first, and then goes; another organisation\u2019s is nobody\u2019s business', async () => {
  const again = { company: 'Second Example', email: 'NEW@fresh.example.com' };
  const told = await add(alder, again);
  equal(told.status, 422);
  match(plain(told.text), 'Fresh Example GmbH has this address already. Add it again if this is another customer all the same.');
  equal((await of('new@fresh.example.com')).length, 1);
  equal((await add(alder, { company: 'Third Example', email: 'third@fresh.example.com' })).status, 303, 'an address that nobody has is not asked about');
  equal((await alder.submit(told, {}, { action: '/customers/new' })).status, 303, 'the same form again');
  equal((await of('new@fresh.example.com')).map((c) => c.name), ['Fresh Example GmbH', 'Second Example']);
  equal((await alder.submit(await add(alder, again), { email: 'third@fresh.example.com' }, { action: '/customers/new' })).status, 422, 'it was said of the one address alone');
  equal((await add(birch, again)).status, 303);
  const [a, b] = await Promise.all([0, 1].map(() => add(birch, { company: 'Twin Example', email: 'twin@fresh.example.com' })));
  equal([a.status, b.status].sort(), [303, 422], 'of two at once the second is told');
});

test('a form sent twice adds one; without its proof or the right it adds none', async () => {
  const page = await alder.get('/customers/new'), values = { company: 'Once Example', email: 'once@fresh.example.com' };
  const [first, second] = [await add(alder, values, page), await add(alder, values, page)];
  equal([first.status, second.status, second.location], [303, 303, first.location]);
  equal((await of('once@fresh.example.com')).length, 1);
  equal((await alder.post('/customers/new', { ...needed, email: 'proof@fresh.example.com' })).status, 403);
  const support = await portal.signIn('support@alder.example.com');
  equal((await support.get('/customers/new')).status, 403);
  unmatch((await support.get('/customers')).text, 'href="/customers/new"');
  equal(await of('proof@fresh.example.com'), []);
});

test('by the API: the same fields and rules, once for an Idempotency-Key', async () => {
  const body = { ...needed, company: 'Api Example', email: 'api@fresh.example.com' };
  const { answer, rows } = await grown(portal, () => api.post('/api/v1/customers', body, { headers: { 'idempotency-key': 'customer-1' } }));
  equal(answer.status, 201, answer.text);
  equal(judge.deviations(addCustomer, answer), []);
  equal([rows.customer, rows.customer_order ?? 0], [1, 0]);
  equal([answer.json.name, answer.json.email, answer.headers.location], ['Api Example', 'api@fresh.example.com', `/api/v1/customers/${answer.json.id}`]);
  equal((await api.get(answer.headers.location)).json, answer.json);
  const again = await api.post('/api/v1/customers', body, { headers: { 'idempotency-key': 'customer-1' } });
  equal([again.status, again.json.id], [201, answer.json.id]);
  const told = await api.post('/api/v1/customers', body);
  equal(judge.deviations(addCustomer, told), []);
  equal([told.status, told.json.errors[0].pointer], [422, '/email']);
  equal((await api.post('/api/v1/customers', { ...body, same_email: true })).status, 201);
  const wrong = await api.post('/api/v1/customers', { ...body, country: 'XX', city: '', nothing: 1 });
  equal([wrong.status, wrong.json.errors.map((e) => e.pointer).sort()], [422, ['/city', '/country', '/nothing']]);
  equal((await of('api@fresh.example.com')).length, 2);
});
await run();
