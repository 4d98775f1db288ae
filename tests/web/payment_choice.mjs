// Where the offers of a basket leave several ways to pay (DOMAIN L5), who orders chooses one: on the review, by the API, stored on the
// order; what they do not leave is refused beside the field and makes nothing; offers without a common way say so.
import { Api, makeKey } from '../lib/api.mjs';
import { stopWorker } from '../lib/access.mjs';
import { Judge, operationsOf } from '../lib/openapi.mjs';
import { grown } from '../lib/rows.mjs';
import { start } from '../lib/portal.mjs';
import { choose, placing, put, review, shelf, somebody } from '../lib/shop.mjs';
import { cleanup, equal, match, ok, run, test, unmatch } from '../lib/tap.mjs';

const portal = await start();
cleanup(() => portal.stop());
await stopWorker(portal);
await portal.sql(`UPDATE person SET language = 'en'`);
const alder = await portal.signIn('sales@alder.example.com', { language: 'en' });
const desk = await portal.signIn('admin@portico.example.com', { language: 'en' });
const api = new Api(portal, await makeKey(portal, 'alder'));
cleanup(() => api.close());
const judge = new Judge((await api.get('/api/openapi.json')).json);
const described = Object.fromEntries(operationsOf(judge.doc).map((o) => [o.id, o]));
const text = (page) => page.text.replace(/<(style|script)[\s\S]*?<\/\1>/g, '').replace(/<[^>]+>/g, ' ').replace(/&nbsp;|\u00a0/g, ' ').replace(/\s+/g, ' ');
const one = async (sql, params) => Object.values((await portal.sql(sql, params))[0] ?? {})[0];
const ways = (name, list) => portal.sql(`UPDATE offer_version SET payment_types = ? WHERE name = ? AND status = 'published'`, [list, name]);
const radios = (page) => [...page.text.matchAll(/<input type="radio"[^>]*name="payment_type" value="(\w+)"[^>]*?( checked)?>/g)].map((m) => `${m[1]}${m[2] ?? ''}`);
const placed = () => portal.sql(`SELECT COUNT(*) AS orders, (SELECT COUNT(*) FROM subscription) AS subscriptions, (SELECT COUNT(*) FROM customer) AS customers,
  (SELECT COUNT(*) FROM customer_order WHERE payment_type IS NOT NULL) AS chosen FROM customer_order WHERE placed_at IS NOT NULL`);
const offers = await shelf(alder);

test('offers that name no way are paid as the payer pays: nothing to choose, and nothing that is sent counts', async () => {
  await put(alder, offers['Core, monthly'], 1);
  await choose(alder, { ...somebody, company: 'Choice Example' });
  const page = await review(alder);
  equal(radios(page), []);
  match(text(page), 'How it is paid Bank transfer');
  const before = await placed();
  const reply = await alder.post('/checkout/place', { ...placing(page), payment_type: 'card' });
  equal(reply.status, 422);
  match(text(reply), 'These offers leave no choice of how they are paid.');
  equal(await placed(), before);
});

test('several ways: one is chosen on the review; what is not among them is refused beside it, and makes nothing', async () => {
  await ways('Core, monthly', 'card,direct_debit');
  match(text(await alder.get('/checkout')), 'Paid only by: Card, Direct debit.', 'the basket says it first');
  match(text(await alder.get(`/offers/o/${offers['Core, monthly']}`)), 'Paid by Card, Direct debit');
  const page = await review(alder);
  equal(radios(page), ['card', 'direct_debit'], 'in words, none chosen: the payer pays by bank transfer');
  unmatch(text(page), 'This cannot be ordered as it is');
  const before = await placed();
  for (const way of ['bank_transfer', 'shells', '<b>']) {
    const reply = await alder.post('/checkout/place', { ...placing(await review(alder)), payment_type: way });
    equal(reply.status, 422, way);
    match(reply.text, 'id="payment_type-error"><span class="unseen">Error:</span> Choose one of these: Card, Direct debit.');
  }
  const none = await alder.post('/checkout/place', placing(await review(alder)));
  equal(none.status, 409);
  match(text(none), 'Choose how it is paid: Card, Direct debit.');
  equal(await placed(), before, 'no row of any of them');
  const good = await alder.post('/checkout/place', { ...placing(await review(alder)), payment_type: 'direct_debit' });
  equal(good.status, 303);
  const id = good.location.split('/').pop();
  equal(await one(`SELECT payment_type FROM customer_order ORDER BY placed_at DESC, id DESC LIMIT 1`), 'direct_debit');
  match(text(await alder.get(good.location)), 'How it is paid Direct debit');
  match(text(await desk.get(`/admin/orders/${id}`)), 'How it is paid Direct debit');
  equal((await api.get(`/api/v1/orders/${id}`)).json.payment_type, 'direct_debit');
});

test('the payer\u2019s own way stands chosen where it is among them; what was typed stays when the order is refused', async () => {
  await ways('Core, monthly', 'bank_transfer,card,direct_debit');
  await put(alder, offers['Core, monthly'], 1);
  await choose(alder, { ...somebody, company: 'Choice Example' });
  const page = await review(alder);
  equal(radios(page), ['bank_transfer checked', 'card', 'direct_debit']);
  const stale = await alder.post('/checkout/place', { ...placing(page), figures: 'other', payment_type: 'card' });
  equal(stale.status, 409);
  equal(radios(stale), ['bank_transfer', 'card checked', 'direct_debit']);
});

test('of several offers the common ways; without one the basket says so', async () => {
  const [other] = Object.keys(offers).filter((name) => name === 'Pro, yearly');
  ok(other, 'the demo sells it');
  equal((await put(alder, offers[other], 5)).status, 303);
  await ways('Core, monthly', 'card,direct_debit,manual');
  await ways(other, 'direct_debit,ach_credit,card');
  equal(radios(await review(alder)), ['card', 'direct_debit']);
  await ways(other, 'ach_credit');
  const basket = await alder.get('/checkout');
  match(text(basket), `No one way of paying holds for all of this: Core, monthly (Card, Direct debit, Otherwise); ${other} (ACH credit). Take something out and order it by itself.`);
  const page = await review(alder);
  match(text(page), 'This cannot be ordered as it is');
  equal(radios(page), []);
  await ways(other, '');
  equal(radios(await review(alder)), ['card', 'direct_debit', 'manual'], 'one that names none leaves what the others name');
  await put(alder, offers[other], 0);
});

test('by the API: the preview says what can be chosen, the order what was; anything else is refused at its place', async () => {
  await ways('Core, monthly', 'card,direct_debit');
  const customer = (await api.get('/api/v1/customers')).json.items[0].id;
  const body = (more) => ({ process_immediately: true, external_id: `W-${more.payment_type ?? 'none'}`, customer, lines: [{ offer: offers['Core, monthly'], quantity: 1 }], ...more });
  const look = async (more) => {
    const { external_id, process_immediately, ...rest } = body(more);
    const answer = await api.post('/api/v1/orders/preview', rest);
    equal(judge.deviations(described.previewOrder, answer), []);
    return answer.json;
  };
  const open = await look({});
  equal([open.orderable, open.payment_type, open.payment_types, open.problem], [false, 'bank_transfer', 'card,direct_debit', 'Choose how it is paid: Card, Direct debit.']);
  equal((({ orderable, payment_type }) => [orderable, payment_type])(await look({ payment_type: 'card' })), [true, 'card']);
  for (const [payment_type, status] of [[undefined, 422], ['bank_transfer', 422], ['shells', 422], ['card', 201]]) {
    const { answer, rows } = await grown(portal, () => api.post('/api/v1/orders', body({ payment_type })));
    equal(answer.status, status, answer.text);
    equal(judge.deviations(described.placeOrder, answer), []);
    if (status === 201) {
      equal(answer.json.payment_type, 'card');
    } else {
      ok(answer.json.errors.some((e) => e.pointer === '/payment_type'), answer.text);
      equal([rows.customer_order ?? 0, rows.subscription ?? 0], [0, 0]);
    }
  }
  equal((await api.post('/api/v1/orders', body({ payment_type: 'card' }))).json.payment_type, 'card', 'the same again');
  await ways('Core, monthly', '');
  const plain = await api.post('/api/v1/orders', body({ payment_type: undefined, external_id: 'W-plain' }));
  equal([plain.status, plain.json.payment_type], [201, null]);
  const wrong = await api.post('/api/v1/orders', body({ external_id: 'W-closed', payment_type: 'card' }));
  equal([wrong.status, wrong.json.errors[0].pointer], [422, '/payment_type']);
});
await run();
