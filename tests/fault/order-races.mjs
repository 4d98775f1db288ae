// Fifty requests at the same moment on the way to an order, and the same form again in every way that it comes again: one effect.
import { cleanup, equal, match, note, ok, run, test, unequal } from '../lib/tap.mjs';
import { formKey, full, requestBytes, statuses, together } from '../lib/fault.mjs';
import { formOf, formsOf, start } from '../lib/portal.mjs';
import { basket, buyers, judged, lastOrder, publicText, reviewed } from '../lib/orders.mjs';

const portal = await start({ processes: 8 });
cleanup(() => portal.stop());
const ROUNDS = full ? 200 : 6, AT_ONCE = 50, LIMIT = { limit: 600_000 };
const people = await buyers(portal, 4);
const [ann, bob] = people;
const since = await lastOrder((text) => portal.sql(text));
const placed = [];
const many = (make) => Array.from({ length: AT_ONCE }, (_, i) => requestBytes(portal, make(i)));
const number = async (text, values) => Number((await portal.sql(text, values))[0].n);
const statusOf = async (id) => (await portal.sql('SELECT status FROM customer_order WHERE id = ?', [id]))[0].status;
const add = (all, some) => {
  for (const [status, n] of Object.entries(some)) all[status] = (all[status] ?? 0) + n;
};

async function orderRounds(formOfTry) {
  const seen = {};
  for (let i = 0; i < ROUNDS; i++) {
    const buyer = people[i % people.length], id = await basket(portal, buyer.email, { lines: 1 + i % 3, known: i % 2 === 0 });
    const form = await reviewed(buyer);
    const replies = await together(portal, many(() => ({ target: '/checkout/place', cookie: buyer.cookie, form: formOfTry(form) })));
    placed.push(id);
    add(seen, statuses(replies));
    equal(await statusOf(id), 'complete');
    for (const reply of replies.filter((r) => r.status === 303)) equal(reply.location, replies.find((r) => r.status === 303).location);
    for (const reply of replies.filter((r) => r.status !== 303)) equal(reply.status, 503, reply.text.slice(0, 600));
  }
  note(`${ROUNDS} rounds of ${AT_ONCE}: ${JSON.stringify(seen)}`);
  return seen;
}

test(`the same order by ${AT_ONCE} forms at once, ${ROUNDS} rounds: placed once, and all are told the same`, async () => {
  equal(await orderRounds((form) => ({ ...form, _key: formKey() })), { 303: ROUNDS * AT_ONCE });
}, LIMIT);
test(`the same form ${AT_ONCE} times at once, ${ROUNDS} rounds: done once, and all get the first answer`, async () => {
  equal(await orderRounds((form) => form), { 303: ROUNDS * AT_ONCE });
}, LIMIT);

test('a first offer put into the basket fifty times at once: one basket with one line', async () => {
  const offer = (await portal.sql(`SELECT CAST(v.public_id AS CHAR) AS id FROM offer_shelf s JOIN offer_version v ON v.id = s.version_id
    WHERE s.org_id = 0 AND v.quantity_max <> 1 ORDER BY v.id LIMIT 1`))[0].id;
  for (let i = 0; i < (full ? 50 : 4); i++) {
    await portal.sql("DELETE l FROM order_line l JOIN customer_order o ON o.id = l.order_id WHERE o.status = 'draft'");
    await portal.sql("DELETE FROM customer_order WHERE status = 'draft'");
    const page = await bob.get(`/checkout?purchase=${publicText(offer)}`);
    const { values } = formOf(page.text, '/checkout/basket');
    const replies = await together(portal, many((n) => ({ target: '/checkout/basket', cookie: bob.cookie, form: { ...values, quantity: String(1 + n % 3), _key: formKey() } })));
    const drafts = await number("SELECT COUNT(*) AS n FROM customer_order WHERE status = 'draft'");
    const lines = await number("SELECT COUNT(*) AS n FROM order_line l JOIN customer_order o ON o.id = l.order_id WHERE o.status = 'draft'");
    equal([drafts, lines, statuses(replies)], [1, 1, { 303: AT_ONCE }], `round ${i + 1}: baskets, lines, answers`);
  }
}, LIMIT);

test('four people of one organisation order for one customer at once: all orders, one payer', async () => {
  const team = await sameTeam(10);
  for (let i = 0; i < (full ? 40 : 3); i++) {
    const ids = await Promise.all(team.map((one) => basket(portal, one.email, { lines: 2, known: true })));
    const forms = await Promise.all(team.map((one) => reviewed(one)));
    const replies = await together(portal, team.map((one, n) => requestBytes(portal, { target: '/checkout/place', cookie: one.cookie, form: forms[n] })));
    equal(statuses(replies), { 303: team.length }, `round ${i + 1}: ${replies.find((r) => r.status !== 303)?.text.slice(0, 800)}`);
    placed.push(...ids);
  }
}, LIMIT);

// ---- the same form again, for each form of the flow ----
const address = { first_name: 'Ada', last_name: 'Example', email: 'ada@example.com', address1: 'Beispielweg 1', city: 'Wien', postal_code: '1010', country: 'AT' };
/** Each form: how it is got, and another body for the same key. */
const FORMS = {
  '/checkout/basket': async () => {
    const id = await portal.sql("SELECT CAST(v.public_id AS CHAR) AS id FROM offer_shelf s JOIN offer_version v ON v.id = s.version_id WHERE s.org_id = 0 AND v.quantity_max <> 1 LIMIT 1");
    const { values } = formOf((await ann.get(`/checkout?purchase=${publicText(id[0].id)}`)).text, '/checkout/basket');
    return [{ ...values, quantity: '2' }, { ...values, quantity: '3' }];
  },
  '/checkout/details/new': async () => {
    await basket(portal, ann.email);
    const { values } = formOf((await ann.get('/checkout/details/new')).text, '/checkout/details/new');
    return [{ ...values, ...address }, { ...values, ...address, city: 'Graz' }];
  },
  '/checkout/details': async () => {
    await basket(portal, ann.email);
    const { values } = formsOf((await ann.get('/checkout/details?choose=1')).text).find((f) => f.action === '/checkout/details' && f.method === 'POST');
    const [customer] = await portal.sql("SELECT CAST(public_id AS CHAR) AS id FROM customer WHERE org_id = 1 LIMIT 1");
    return [{ ...values, customer: publicText(customer.id) }, { ...values, customer: publicText(customer.id), po_number: 'other' }];
  },
  '/checkout/place': async () => {
    placed.push(await basket(portal, ann.email));
    const form = await reviewed(ann);
    return [form, { ...form, figures: 'other' }];
  },
};
// Not what the worker writes meanwhile.
const rowsNow = async () => JSON.stringify(await portal.sql(`SELECT (SELECT COUNT(*) FROM customer_order) AS orders, (SELECT COUNT(*) FROM order_line) AS line_count,
  (SELECT COUNT(*) FROM party) AS parties, (SELECT COUNT(*) FROM customer) AS customers, (SELECT COUNT(*) FROM subscription) AS subscriptions,
  (SELECT COUNT(*) FROM schedule_entry) AS entries, (SELECT COUNT(*) FROM invoice) AS invoices, (SELECT COUNT(*) FROM audit WHERE actor <> 'system') AS audits,
  (SELECT COUNT(*) FROM outbox WHERE kind LIKE 'mail.order%' OR kind IN ('billing.account', 'crm.account')) AS outbox, (SELECT SUM(quantity) FROM order_line) AS pieces`));

for (const [target, get] of Object.entries(FORMS)) {
  test(`${target}: the same form again gets the first answer, byte by byte, and does nothing`, async () => {
    const [form] = await get();
    const first = await ann.post(target, form), after = await rowsNow();
    equal(first.status, 303, first.text.slice(0, 600));
    const again = await ann.post(target, form);
    equal([again.status, again.location, again.text], [first.status, first.location, first.text]);
    equal(await rowsNow(), after);
  });
  test(`${target}: the same form with other values is refused, and does nothing`, async () => {
    const [form, other] = await get();
    equal((await ann.post(target, form)).status, 303);
    const after = await rowsNow(), refused = await ann.post(target, other);
    equal([refused.status, await rowsNow()], [409, after]);
    match(refused.text, 'sent before with other values');
  });
  test(`${target}: the same form fifty times at once is done once`, async () => {
    const [form] = await get();
    const before = await number('SELECT COUNT(*) AS n FROM answered');
    const replies = await together(portal, many(() => ({ target, cookie: ann.cookie, form })));
    equal(statuses(replies), { 303: AT_ONCE }, replies.find((r) => r.status !== 303)?.text.slice(0, 600));
    equal(await number('SELECT COUNT(*) AS n FROM answered') - before, 1);
  });
  test(`${target}: another person with that key, and the same person with another key, are others`, async () => {
    const [form] = await get();
    equal((await ann.post(target, form)).status, 303);
    const other = await people[2].post(target, { ...form });
    unequal(other.status, 303, 'another session got an answer that is not its own');
  });
}

async function sameTeam(n) {
  const emails = [];
  for (let i = 0; i < n; i++) {
    emails.push(`team${i}@alder.example.com`);
    await portal.sql(`INSERT INTO person (public_id, org_id, email, name, roles, created_at) VALUES (?, 1, ?, ?, 'sales', NOW())`, [7000 + i, emails[i], `Team ${i}`]);
  }
  return Promise.all(emails.map((email) => portal.signIn(email)));
}

test('no order is lost, half or doubled; nothing else is wrong either', async () => {
  const { why, ...counts } = await judged((text, values) => portal.sql(text, values), since, placed);
  note(JSON.stringify(counts));
  equal([counts.lost, counts.half, counts.doubled, why], [0, 0, 0, []]);
  equal(await portal.books(), []);
  ok(!/ended with (signal|status)/.test(portal.log()), 'a process died');
}, { limit: 300_000 });
await run();
