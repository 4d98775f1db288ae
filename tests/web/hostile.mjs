// A partner with bad intentions: colleagues' baskets, baskets that change behind the review, invented tax numbers, styles of tomorrow.
import { start } from '../lib/portal.mjs';
import { choose, order, placing, put, review, shelf, somebody } from '../lib/shop.mjs';
import { cleanup, equal, match, ok, run, test, unmatch } from '../lib/tap.mjs';

const portal = await start();
cleanup(() => portal.stop());
await portal.sql(`UPDATE person SET language = 'en'`);
const robin = await portal.signIn('sales@alder.example.com');
const sam = await portal.signIn('admin@alder.example.com');
const birch = await portal.signIn('sales@birch.example.net');
const one = async (query, values) => Object.values((await portal.sql(query, values))[0])[0];
const placed = () => one(`SELECT COUNT(*) FROM customer_order WHERE status = 'complete'`);

/** Robin's basket with one offer for somebody; what its review would send. */
async function ready(values = somebody) {
  const { 'Training days': days } = await shelf(robin);
  await put(robin, days, 1);
  const chosen = await choose(robin, values);
  equal(chosen.status, 303, chosen.text.match(/class="[^"]*error[^"]*"[^>]*>[^<]*/g)?.join());
  return placing(await review(robin));
}

test('what the review showed is what is ordered: whoever it is for', async () => {
  const changes = [{ company: 'Other Example GmbH' }, { email: 'other@example.com' }, { address1: 'Anderswo 2' }, { po_number: 'OTHER-1' },
    { deliver_elsewhere: 'on', delivery_name: 'Thief', delivery_address1: 'Anderswo 3', delivery_city: 'Wien', delivery_country: 'AT' }];
  for (const change of changes) {
    const seen = await ready();
    equal((await choose(robin, { ...somebody, ...change })).status, 303);
    const before = await placed();
    const reply = await robin.post('/checkout/place', seen);
    equal([reply.status, await placed()], [409, before], JSON.stringify(change));
    match(reply.text, 'has changed since you looked');
    await choose(robin, { ...somebody, deliver_elsewhere: '' });
  }
  const known = await ready({ customer: (await robin.get('/customers')).text.match(/href="\/customers\/(?!subscriptions)([0-9a-z]{13})"/)[1] });
  equal((await choose(robin, { ...somebody, deliver_elsewhere: '' })).status, 303);
  equal((await robin.post('/checkout/place', known)).status, 409, 'a known customer made a typed one');
  equal((await robin.post('/checkout/place', placing(await review(robin)))).status, 303, 'what is shown now can be placed');
});

test('a basket is its person\'s: no colleague places it', async () => {
  const theirs = await ready();
  const { 'Training days': days } = await shelf(sam);
  await put(sam, days, 1);
  await choose(sam, somebody);
  const own = placing(await review(sam));
  const before = await placed();
  equal((await sam.post('/checkout/place', { ...own, order: theirs.order, figures: theirs.figures })).status, 404);
  equal(await placed(), before);
});

test('a basket that was opened before a change of currency or payer follows it', async () => {
  const seen = await ready();
  await portal.sql(`UPDATE org SET invoice_owner = 'end_customer' WHERE slug = 'alder'`);
  equal((await robin.post('/checkout/place', seen)).status, 409);
  const reply = await robin.post('/checkout/place', placing(await review(robin)));
  equal(reply.status, 303);
  equal(await one(`SELECT invoice_owner FROM customer_order ORDER BY placed_at DESC LIMIT 1`), 'end_customer');
  await portal.sql(`UPDATE org SET invoice_owner = 'partner' WHERE slug = 'alder'`);
});

test('a person\'s name may be as long as its two fields', async () => {
  const seen = await ready({ ...somebody, company: '', first_name: 'F'.repeat(100), last_name: 'L'.repeat(100) });
  equal((await robin.post('/checkout/place', seen)).status, 303);
  equal(await one('SELECT CHAR_LENGTH(name) FROM customer ORDER BY id DESC LIMIT 1'), 200);
});

test('only a number of the customer\'s own country lifts the tax', async () => {
  const { 'Training days': days } = await shelf(birch);
  await put(birch, days, 1);
  const total = async (tax_number) => {
    const reply = await choose(birch, { ...somebody, country: 'DE', tax_number });
    if (reply.status !== 303) return reply.status;
    return /Place order for ([\d.,]+)/.exec((await review(birch)).text)[1];
  };
  equal(await total(''), '1,176.00', '980 and a fifth');
  for (const number of ['x', '0', 'DE', 'DE12345678', 'FR12345678901', 'ATU12345678']) equal(await total(number), 422, number);
  equal(await total('de 123 456 789'), '980.00', 'reverse charge');
  equal(await one(`SELECT tax_number FROM party ORDER BY id DESC LIMIT 1`), 'DE123456789');
});

test('a style sheet of a coming revision is not given out today', async () => {
  const page = await robin.get('/home');
  const [, head, revision] = /href="(\/home\/brand\/[0-9a-z]{13}-)(\d+)\.css"/.exec(page.text);
  equal((await portal.get(`${head}${revision}.css`)).status, 200);
  for (const other of [Number(revision) + 1, `0${revision}`, `${revision}x`, '']) {
    const reply = await portal.get(`${head}${other}.css`);
    equal(reply.status, 404, `revision ${other}`);
    unmatch(reply.headers['cache-control'], 'public');
  }
});

test('an organisation writes one long list at a time, and nobody else waits for it', async () => {
  await portal.sql(`INSERT INTO party (legal_name, country) SELECT CONCAT('Bulk Example ', seq), 'AT' FROM seq_1_to_20000`);
  await portal.sql(`INSERT INTO customer (public_id, org_id, party_id, name, country, created_at)
    SELECT 1000000 + p.id, 1, p.id, p.legal_name, 'AT', UTC_TIMESTAMP(6) FROM party p WHERE p.legal_name LIKE 'Bulk Example%'`);
  const all = Promise.all([...Array(6)].map(() => robin.get('/customers?format=csv')));
  const other = await birch.get('/customers?format=csv');
  equal(other.status, 200, 'another organisation meanwhile');
  const replies = await all;
  const whole = replies.filter((r) => r.status === 200);
  ok(whole.length >= 1 && whole.length < 6, `${whole.length} of six at once were written`);
  ok(whole.every((r) => r.text.split('\r\n').length > 20000), 'whole');
  equal([...new Set(replies.filter((r) => r.status !== 200).map((r) => r.status))], [429]);
  equal((await robin.get('/customers?format=csv')).status, 200, 'and the next one after it');
});

await run();
