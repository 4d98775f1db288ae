// A thousand kills under load: FastCGI processes, workers and, now and then, the database server, by SIGKILL at random moments, while
// clients place orders over HTTP and send again with the same form until they are told. Both ways of making an order: while the person
// waits, and by workers later. Nothing that was told may be lost; nothing done twice.
import { stopWorker } from '../lib/access.mjs';
import { cleanup, equal, match, note, ok, run, test } from '../lib/tap.mjs';
import { chooser, freeLeases, full, pause, processes, seed, workerOnce } from '../lib/fault.mjs';
import { start } from '../lib/portal.mjs';
import { basket, buyers, judged, lastOrder, reviewed } from '../lib/orders.mjs';

const CLIENTS = 8, WORKERS = 2, DRAIN_S = 600, PATIENCE_MS = 300_000;
/** name: who makes an order; queued: it waits for a worker. Of a thousand kills each way has its half. */
const WAYS = [
  { name: 'made at once', queued: false, kills: full ? 480 : 30, restarts: full ? 20 : 1 },
  { name: 'made by the worker', queued: true, kills: full ? 480 : 30, restarts: full ? 20 : 1 },
];
const count = (sum, status) => (sum.replies[status] = (sum.replies[status] ?? 0) + 1);

/** Until it succeeds: the database or a process may just be away. */
async function stubborn(act) {
  const end = Date.now() + PATIENCE_MS;
  for (;;) {
    try {
      return await act();
    } catch (error) {
      if (Date.now() > end) throw error;
      await pause(20);
    }
  }
}

/** Sends the same form until it is answered; what a person sees meanwhile is a refusal that they may trust. */
async function place({ sum }, buyer, form) {
  const end = Date.now() + PATIENCE_MS;
  for (let tries = 0; ; tries++) {
    const reply = await buyer.post('/checkout/place', form).catch((error) => ({ status: error.code ?? 'broken' }));
    count(sum, reply.status);
    sum.retries += tries > 0;
    if (reply.status === 303) return reply;
    ok([500, 502, 503, 'ECONNRESET', 'ECONNREFUSED', 'broken'].includes(reply.status), `placing answered ${reply.status}: ${reply.text?.slice(0, 500)}`);
    ok(Date.now() < end, `an order could not be placed within minutes: ${JSON.stringify(sum.replies)}`);
    await pause(10);
  }
}
async function client(of, buyer, choose) {
  while (!of.over) {
    const id = await stubborn(() => basket(of.portal, buyer.email, { lines: 1 + choose.below(3), known: choose.below(2) === 0 }));
    of.made.push(id);
    const form = await stubborn(() => reviewed(buyer));
    const reply = await place(of, buyer, form);
    match(reply.location, /^\/orders\/[0-9a-z]{13}$/);
    of.acknowledged.push(id);
    of.sum.orders++;
  }
}

/** One run of a worker, to its end or its kill. It begins with the orders that wait. */
async function worker(of) {
  const { child, ended } = workerOnce(of.portal);
  of.workers.add(child);
  of.sum.ends += !(await ended).signal;
  of.workers.delete(child);
}
/** A worker again and again, as whoever watches over it would start it; the leases that the dead left are gone, so only locks are between two. */
async function working(of) {
  while (!of.over) {
    await stubborn(() => freeLeases(of.portal));
    await worker(of);
  }
}

/** Ways to end somebody: a process that takes orders or, in the second way as often, a worker. */
const victims = (of, ofWorkers) => (ofWorkers ? [...of.workers].map((child) => () => child.kill('SIGKILL'))
  : processes(of.portal, 'checkout').map((pid) => () => process.kill(pid, 'SIGKILL')));
async function killer(of, choose) {
  const { sum, kills, restarts } = of, every = Math.ceil(kills / restarts);
  while (sum.kills < kills && !of.over) {
    await pause(choose.below(full ? 60 : 100));
    if (sum.kills >= 2 + 6 * sum.orders) continue; // on a slow machine there must be something to meet
    const ofWorkers = of.queued && choose.below(2) === 1, them = victims(of, ofWorkers);
    try {
      if (!them.length || !choose.one(them)()) continue;
    } catch {
      continue; // it has just ended
    }
    sum.kills++;
    sum.ofWorkers += ofWorkers;
    if (sum.kills % every === 0) {
      await of.portal.database('restart-db');
      sum.restarts++;
    }
  }
}

async function begun(way) {
  const portal = await start({ processes: 3, queued: way.queued });
  cleanup(() => portal.stop());
  if (way.queued) await stopWorker(portal);
  return { ...way, portal, people: await buyers(portal, CLIENTS), since: await lastOrder((text) => portal.sql(text)), over: false, made: [], acknowledged: [],
    workers: new Set(), sum: { kills: 0, ofWorkers: 0, restarts: 0, ends: 0, orders: 0, retries: 0, replies: {} } };
}

/** Whatever was killed: who looks after it leaves no order waiting. */
async function drained(of) {
  const waiting = async () => Number((await of.portal.sql("SELECT COUNT(*) AS n FROM customer_order WHERE status IN ('submitted', 'processing')"))[0].n);
  const end = Date.now() + DRAIN_S * 1000;
  for (let left; (left = await waiting());) {
    ok(Date.now() < end, `${left} orders still wait after ${DRAIN_S} s`);
    if (!full) await freeLeases(of.portal); // in the long run the leases of the dead run out by themselves
    await worker(of);
    await pause(100);
  }
}

for (const [i, way] of WAYS.entries()) {
  let of;
  test(`${way.name}: ${way.kills} kills of processes and ${way.restarts} of the database under ${CLIENTS} clients`, async () => {
    of = await begun(way);
    const { sum } = of, chooses = Array.from({ length: CLIENTS + 1 }, (_, k) => chooser(seed + 100 * i + k));
    const ends = () => (of.over = true); // whoever ends first, or fails, ends all
    const clients = of.people.map((buyer, k) => client(of, buyer, chooses[k]).finally(ends));
    const workers = Array.from({ length: way.queued ? WORKERS : 0 }, () => working(of).finally(ends));
    await Promise.all([killer(of, chooses[CLIENTS]).finally(ends), ...clients, ...workers]);
    note(`seed ${seed}; ${JSON.stringify(sum)}`);
    equal([sum.kills, sum.restarts], [way.kills, way.restarts]);
    ok(sum.orders > (full ? way.kills / 8 : 4), `only ${sum.orders} orders were placed: the kills met nothing`);
    if (way.queued) ok(sum.ofWorkers > way.kills / 8, `only ${sum.ofWorkers} kills met a worker`);
  }, { limit: 1_200_000 });

  test(`${way.name}: no order is lost, half or doubled; nothing else is wrong either`, async () => {
    await drained(of);
    const { why, ...counts } = await judged((text, values) => of.portal.sql(text, values), of.since, of.acknowledged);
    note(JSON.stringify(counts));
    equal([counts, why], [{ orders: of.made.length, lost: 0, half: 0, doubled: 0 }, []]);
    equal(await of.portal.books(), []);
    const { stdout } = await of.portal.portico('doctor').catch((error) => error);
    match(stdout, /ok +The ledger balances/);
  }, { limit: 300_000 });
}
await run();
