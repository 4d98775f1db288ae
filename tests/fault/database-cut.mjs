// The connection to the database is cut at the bytes of its replies while an order is placed: what the page says is true, and sending
// the form again ends in exactly one order. Also: no connection at all, replies that stop, and the answer to COMMIT lost.
import path from 'node:path';
import { cleanup, equal, match, note, ok, run, skip, test, unmatch, until } from '../lib/tap.mjs';
import { cgi, Chaos, chooser, formKey, full, seed, useDatabase } from '../lib/fault.mjs';
import { start } from '../lib/portal.mjs';
import { basket, buyers, judged, lastOrder, publicText, reviewed } from '../lib/orders.mjs';

const EVERY = Number(process.env.PORTICO_CUT_EVERY || 11); // 1: at every byte, which takes an hour
const portal = await start();
cleanup(() => portal.stop());
const chaos = await new Chaos(portal.settings['Database.Socket'], path.join(portal.runFolder, 'chaos.sock')).start();
cleanup(() => chaos.stop());
const [ann, bob] = await buyers(portal, 2);
const since = await lastOrder((text) => portal.sql(text));
const choose = chooser();
const placed = [];
// The driver waits 5 s for a connection and 8 s for a reply, the server 5 s for a lock: a page that waits for all of them, on a slow machine.
// Without such patience it would never be answered.
const PATIENCE_MS = 30_000;
const UNSURE = /may or may not have been done[\s\S]*safely send the form again/, NOTHING = 'Nothing was changed';
const order = async (id) => (await portal.sql('SELECT status, CAST(public_id AS CHAR) AS id FROM customer_order WHERE id = ?', [id]))[0];

/** A basket like the one of `form`, and its form: the figures are the same on the same day. */
async function another(buyer, form) {
  const id = await basket(portal, buyer.email, { lines: 2 });
  return { id, form: { ...form, order: publicText((await order(id)).id), _key: formKey() } };
}
async function first(buyer) {
  const id = await basket(portal, buyer.email, { lines: 2 });
  const form = await reviewed(buyer);
  // That the person was seen is noted after the reply: no COMMIT of it may come in the order's place.
  await until(async () => {
    const [{ late }] = await portal.sql('SELECT MIN(TIMESTAMPDIFF(SECOND, s.seen_at, UTC_TIMESTAMP(6))) AS late FROM session s JOIN person p ON p.id = s.person_id WHERE p.email = ?', [buyer.email]);
    return Number(late) < 60;
  }, 'it is noted that the buyer was seen');
  return { id, form };
}
const place = (buyer, form) =>
  cgi(portal, 'checkout', { method: 'POST', target: '/checkout/place', form, cookie: buyer.cookie, env: { PORTICO_DATABASE_SOCKET: chaos.at } });

/** What was said must be true: done and told, not done and told so, or "perhaps" and safe to send again. */
async function cutAt(bytes, buyer, known, sum) {
  const { id, form } = await another(buyer, known);
  chaos.set('cut', bytes);
  const reply = await place(buyer, form);
  const { status } = await order(id);
  const where = `cut after ${bytes} bytes: ${reply.status}, the order is ${status}`;
  ok([303, 503].includes(reply.status), `${where}\n${reply.log}${reply.text.slice(0, 400)}`);
  if (reply.status === 303) equal(status, 'complete', where);
  else if (status === 'complete') match(reply.text, UNSURE, where);
  else ok(UNSURE.test(reply.text) || reply.text.includes(NOTHING), `${where}\n${reply.text}`);
  sum[reply.status === 303 ? 'told' : status === 'complete' ? 'done and unsure' : 'not done']++;
  chaos.set('pass');
  const again = await place(buyer, form);
  equal([again.status, (await order(id)).status], [303, 'complete'], `${where}; sent again: ${again.log}`);
  placed.push(id);
}

test('the connection is cut at the bytes of the replies: what is said is true, and sent again it is done once', async () => {
  const known = await first(ann);
  equal((await place(ann, known.form)).status, 303); // makes the payer's bill group, which the others find
  const measured = await another(ann, known.form);
  chaos.set('pass');
  equal((await place(ann, measured.form)).status, 303);
  const bytes = chaos.passed, LAST = 40; // the answer to COMMIT is the last
  placed.push(known.id, measured.id);
  const sum = { told: 0, 'not done': 0, 'done and unsure': 0 };
  const points = [];
  for (let n = 0; n < bytes; n++) if (n % EVERY === 0 || n > bytes - LAST) points.push(n);
  const end = full ? Infinity : Date.now() + 6_000;
  if (!full) points.splice(0, points.length, ...points.slice(-LAST / 2), ...points.slice(0, -LAST / 2).map((n) => [choose.random(), n]).sort((a, b) => a[0] - b[0]).map(([, n]) => n));
  let cuts = 0;
  for (const n of points) {
    if (Date.now() > end) break;
    await cutAt(n, ann, known.form, sum);
    cuts++;
  }
  note(`seed ${seed}; ${bytes} bytes of replies, ${cuts} cuts: ${JSON.stringify(sum)}`);
  ok(sum['not done'] > (full ? 500 : 3) && sum.told > 0, JSON.stringify(sum)); // the answer to COMMIT has a test of its own
}, { limit: 4_000_000 });

// ---- over HTTP, by processes that keep their connection ----
test('no connection: a page that says so; with one again everything goes on', async () => {
  await useDatabase(portal, chaos.at);
  const { id, form } = await first(bob);
  chaos.set('refuse');
  const begin = Date.now();
  const [page, sent] = [await bob.get('/checkout/review'), await bob.post('/checkout/place', form)];
  equal([page.status, sent.status], [503, 503]);
  match(sent.text, NOTHING);
  chaos.set('pass');
  ok(Date.now() - begin < PATIENCE_MS, `it took ${Date.now() - begin} ms`);
  equal([(await order(id)).status, (await bob.post('/checkout/place', form)).status, (await order(id)).status], ['draft', 303, 'complete']);
  placed.push(id);
});
test('the answer to COMMIT is lost: the page says perhaps, and sending again gives the first answer', async () => {
  const { id, form } = await first(bob);
  chaos.set('commit');
  const reply = await bob.post('/checkout/place', form);
  equal([reply.status, (await order(id)).status], [503, 'complete']);
  match(reply.text, UNSURE);
  unmatch(reply.text, NOTHING);
  const again = await bob.post('/checkout/place', form);
  equal([again.status, again.location], [303, `/orders/${publicText((await order(id)).id)}`]);
  placed.push(id);
});
test('the answer to COMMIT never comes: the same, within the driver\'s patience', async () => {
  const { id, form } = await first(bob);
  chaos.set('commit-stall');
  const begin = Date.now();
  const reply = await bob.post('/checkout/place', form);
  chaos.set('pass');
  ok(Date.now() - begin < PATIENCE_MS, `it took ${Date.now() - begin} ms`);
  equal([reply.status, (await order(id)).status], [503, 'complete']);
  match(reply.text, UNSURE);
  equal((await bob.post('/checkout/place', form)).status, 303);
  placed.push(id);
});
test('a reply stops in the middle: an answer within the driver\'s patience, nothing half', async () => {
  if (!full) skip('it takes that patience, eight seconds');
  const { id, form } = await first(bob);
  chaos.set('stall', 700);
  const reply = await bob.post('/checkout/place', form);
  chaos.set('pass');
  equal([reply.status, (await order(id)).status], [503, 'draft']);
  match(reply.text, NOTHING);
  equal((await bob.post('/checkout/place', form)).status, 303);
  placed.push(id);
});

test('no order is lost, half or doubled; nothing else is wrong either', async () => {
  const { why, ...counts } = await judged((text, values) => portal.sql(text, values), since, placed);
  note(JSON.stringify(counts));
  equal([counts, why], [{ orders: placed.length, lost: 0, half: 0, doubled: 0 }, []]);
  equal(await portal.books(), []);
  ok(!/ended with (signal|status)/.test(portal.log()), 'a process died');
}, { limit: 300_000 });
await run();
