// Workers that race for the same drafts and are killed at random moments: every invoice gets one number, no number is left out, each is
// posted, frozen and told once. The leases that keep workers apart are taken away, so only the locks below them are left.
import { cleanup, equal, note, ok, run, test } from '../lib/tap.mjs';
import { chooser, freeLeases, full, pause, seed, workerOnce } from '../lib/fault.mjs';
import { start } from '../lib/portal.mjs';
import { basket, buyers, judged, lastOrder, reviewed } from '../lib/orders.mjs';

const KILLS = full ? 200 : 16, WORKERS = 3, ORDERS = 5;
const portal = await start();
cleanup(() => portal.stop());
const people = await buyers(portal, 4);
const sql = (text, values) => portal.sql(text, values);
const since = await lastOrder(sql);
const issuedBefore = Number((await sql("SELECT COUNT(*) AS n FROM invoice WHERE status <> 'draft'"))[0].n);
const placed = [], sum = { kills: 0, ends: 0 };
let over = false;

/** One run of the worker, killed after so many milliseconds; without a limit it ends by itself. */
async function worker(limit) {
  const { child, ended } = workerOnce(portal);
  const timer = limit === undefined ? undefined : setTimeout(() => child.kill('SIGKILL'), limit);
  const { signal } = await ended;
  clearTimeout(timer);
  if (signal) sum.kills++;
  else sum.ends++;
}

async function order(buyer, choose) {
  placed.push(await basket(portal, buyer.email, { lines: 1 + choose.below(3), known: choose.below(2) === 0 }));
  equal((await buyer.post('/checkout/place', await reviewed(buyer))).status, 303);
}
async function ordering(buyer, choose) {
  while (!over) {
    await order(buyer, choose);
    await pause(choose.below(60));
  }
}
async function working(choose) {
  while ((sum.kills < KILLS || placed.length < ORDERS) && !over) {
    await freeLeases(portal);
    await worker(10 + choose.below(300));
  }
}

test(`${KILLS} kills of ${WORKERS} workers that number what is being ordered`, async () => {
  const ends = () => (over = true);
  const clients = people.map((buyer, i) => ordering(buyer, chooser(seed + i)).finally(ends));
  const workers = Array.from({ length: WORKERS }, (_, i) => working(chooser(seed + 100 + i)));
  await Promise.all([Promise.all(workers).finally(ends), ...clients]);
  note(`seed ${seed}; ${JSON.stringify(sum)}; ${placed.length} orders`);
  ok(placed.length >= ORDERS, 'hardly anything was ordered');
}, { limit: 1_200_000 });

test('then workers that race and are left alone: every draft is numbered, every number told once', async () => {
  const waiting = async () => Number((await sql("SELECT COUNT(*) AS n FROM invoice WHERE status = 'draft'"))[0].n);
  for (let i = 0; i < 3 || (i < 300 && await waiting()); i++) { // another may hold the lease just now
    await freeLeases(portal);
    await Promise.all(Array.from({ length: WORKERS }, () => worker()));
  }
  const [now] = await sql(`SELECT SUM(status = 'draft') AS drafts, SUM(status <> 'draft') AS issued, MAX(order_id) AS last FROM invoice`);
  equal(Number(now.drafts), 0, 'drafts that wait');
  ok(Number(now.issued) > issuedBefore, 'nothing was issued');
  const twice = await sql(`SELECT i.id, COUNT(x.id) AS n FROM invoice i LEFT JOIN outbox x ON x.kind = 'mail.invoice' AND x.noun_id = i.id
    JOIN customer_order o ON o.id = i.order_id WHERE o.id > ? GROUP BY i.id HAVING n <> 1`, [since]);
  equal(twice, [], 'invoices whose mail is not asked for once');
}, { limit: 300_000 });

test('no order is lost, half or doubled; nothing else is wrong either', async () => {
  const { why, ...counts } = await judged(sql, since, placed);
  note(JSON.stringify(counts));
  equal([counts, why], [{ orders: placed.length, lost: 0, half: 0, doubled: 0 }, []]);
  equal(await portal.books(), []);
}, { limit: 300_000 });
await run();
