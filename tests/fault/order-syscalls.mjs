// A program is killed at every system call that an order costs it (strace injects SIGKILL), then does it again: exactly one order, whole,
// and the same answer. Three programs: the one that makes the order while the person waits, the one that only queues it, and the worker
// that makes it later. Each runs as a process of its own, so that a run is repeatable.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { stopWorker } from '../lib/access.mjs';
import { cleanup, equal, note, ok, run, skip, test } from '../lib/tap.mjs';
import { cgi, chooser, freeLeases, full, seed, workerOnce } from '../lib/fault.mjs';
import { start } from '../lib/portal.mjs';
import { basket, buyers, judged, lastOrder, reviewed } from '../lib/orders.mjs';

const portal = await start();
cleanup(() => portal.stop());
await stopWorker(portal);
const people = await buyers(portal, 4);
const since = await lastOrder((text) => portal.sql(text));
const choose = chooser();
const placed = [];
// What talks to the database, the web server and the disk: cut in every turn. The other calls are in the first one of the long run.
const TALK = ['sendto', 'recvfrom', 'write', 'writev', 'connect', 'fsync'];
let canTrace = true;
try {
  execFileSync('strace', ['-o', '/dev/null', 'true'], { stdio: 'ignore' });
} catch {
  canTrace = false;
}
const QUEUED = { PORTICO_ORDERS_ATONCE: '0' };

/** A new basket and the form of its review, of one of four kinds. */
async function prepared(turn, env = {}) {
  const buyer = people[turn];
  const id = await basket(portal, buyer.email, { lines: 1 + turn % 3, known: turn % 2 === 0 });
  const request = { method: 'POST', target: '/checkout/place', form: await reviewed(buyer), cookie: buyer.cookie, env };
  const place = async (strace) => {
    const reply = await cgi(portal, 'checkout', { ...request, strace });
    return { ...reply, fine: reply.status === 303 && reply.location.startsWith('/orders/'), told: reply.status === 303 };
  };
  return { id, run: place };
}
/** An order that waits, and the worker whose only schedule it is. */
async function waiting(turn) {
  const { id, run: place } = await prepared(turn, QUEUED);
  const reply = await place();
  ok(reply.fine, `queueing answered ${reply.status}: ${reply.log}`);
  const work = async (strace) => {
    await freeLeases(portal);
    await portal.sql("UPDATE schedule_lease SET leased_until = UTC_TIMESTAMP(6) + INTERVAL 1 HOUR WHERE name <> 'order.process'");
    const ended = await workerOnce(portal, { strace }).ended;
    return { ...ended, fine: ended.code === 0, told: ended.code === 0 };
  };
  return { id, run: work };
}
/** make: what is killed; after: what the order is then; short: so many kills in the short run; starts: its start is cut up, too, where nothing
 *  is done yet and which is much the same for all. */
const WAYS = [
  { name: 'made at once', make: prepared, after: 'complete', short: 12, starts: true },
  { name: 'queued', make: (turn) => prepared(turn, QUEUED), after: 'submitted', short: 6 },
  { name: 'made by the worker', make: waiting, after: 'complete', short: 12 },
];

const record = path.join(portal.folder, 'calls');
/** How often the traced run made each call: { sendto: 51, ... }; of those that are there, up to the first connection. */
function callsMade({ start = false } = {}) {
  const counts = {};
  for (const [, call] of fs.readFileSync(record, 'utf8').matchAll(/^\d+ +(\w+)\(/gm)) {
    if (start && call === 'connect') break;
    counts[call] = (counts[call] ?? 0) + 1;
  }
  return counts;
}
async function callsOf(way, turn) {
  const one = await way.make(turn), reply = await one.run(['-f', '-o', record]);
  ok(reply.fine, reply.log);
  placed.push(one.id);
  const { execve, ...counts } = callsMade(); // strace's own, which starts the program
  equal(execve, 1);
  return { counts, start: callsMade({ start: true }) };
}
const state = async (id) => (await portal.sql('SELECT status FROM customer_order WHERE id = ?', [id]))[0].status;

/** Answers whether the run was killed. It must have been if it came to its n-th call at all: how often a run waits differs from run to run. */
async function killedAt(way, call, n, turn, sum) {
  const one = await way.make(turn);
  const first = await one.run(['-f', '-o', record, '-e', `trace=${call}`, '-e', `inject=${call}:signal=SIGKILL:when=${n}`]);
  const killed = first.signal === 'SIGKILL' || first.code === 137, made = callsMade()[call] ?? 0;
  const before = await state(one.id);
  const again = await one.run();
  sum.runs++;
  sum.kills += killed;
  sum.committed += before === way.after && !first.told;
  equal([killed, made], [made >= n, killed ? n : made], `${call} ${n}: whether it was killed, and how often it made the call`);
  ok(again.fine, `${call} ${n}: the second time answered ${again.status ?? again.code}: ${again.log}${again.text.slice(0, 400)}`);
  if (first.told) equal(again.location, first.location, `${call} ${n}: another answer`);
  equal(await state(one.id), way.after, `${call} ${n}`);
  placed.push(one.id);
  return killed;
}

/** [turn, call, n, whether it is the last] of every call that an order costs. The organisations of the turns differ in tax and invoice
 *  owner, so in how much is asked. The short run takes one of them, another each time. */
async function pointsOf(way) {
  const points = [], turns = full ? people.keys() : [choose.below(people.length)];
  for (const turn of turns) {
    await callsOf(way, turn);
    const [one, other] = [await callsOf(way, turn), await callsOf(way, turn)]; // the first order makes the payer's bill group
    const counts = Object.fromEntries(Object.keys(one.counts).map((call) => [call, Math.min(one.counts[call], other.counts[call] ?? 0)]));
    note(`calls of ${people[turn].email}: ${JSON.stringify(counts)}; up to its connection: ${JSON.stringify(one.start)}`);
    const first = (call) => (way.starts ? 1 : (one.start[call] ?? 0) + 1);
    for (const [call, n] of Object.entries(counts))
      if (TALK.includes(call) || (full && turn === 0)) for (let i = first(call); i <= n; i++) points.push([turn, call, i, i === n]);
  }
  return points;
}

test('before: a worker knows its schedules, and what an order queues is sent later', async () => {
  await freeLeases(portal);
  equal((await workerOnce(portal).ended).code, 0);
  // Mails have tests of their own; here a run of the worker is the order's alone.
  await portal.sql('CREATE TRIGGER later BEFORE INSERT ON outbox FOR EACH ROW SET NEW.due_at = NEW.due_at + INTERVAL 1 DAY');
});

for (const way of WAYS) {
  test(`${way.name}: killed at every system call, done again: one whole order`, async () => {
    if (!canTrace) skip('strace cannot trace here');
    const points = await pointsOf(way), all = points.length;
    const sum = { points: all, runs: 0, kills: 0, committed: 0, missed: {} };
    if (!full) points.sort(() => choose.random() - 0.5).splice(way.short); // another part each time
    for (const [turn, call, counted, last] of points) {
      if (!await killedAt(way, call, counted, turn, sum)) sum.missed[call] = (sum.missed[call] ?? 0) + 1;
      else if (full && last) for (let n = counted + 1; await killedAt(way, call, n, turn, sum); n++); // the run made more of them than the counted one
    }
    note(`seed ${seed}; ${JSON.stringify(sum)} (committed: it was done, and nobody was told)`);
    ok(sum.kills >= points.length / 2, 'hardly anything was killed'); // a call that only some runs make may be missed
    // What is asked and answered does not depend on how long anybody waits.
    equal([sum.missed.sendto ?? 0, sum.missed.write ?? 0, sum.missed.connect ?? 0], [0, 0, 0], 'statements, replies and connections that no run came to');
  }, { limit: 3_000_000 });
}

test('no order is lost, half or doubled; nothing else is wrong either', async () => {
  await portal.sql('DROP TRIGGER later');
  await freeLeases(portal);
  equal((await workerOnce(portal).ended).code, 0, 'the worker makes what still waits');
  const { why, ...counts } = await judged((text, values) => portal.sql(text, values), since, placed);
  note(JSON.stringify(counts));
  equal([counts, why], [{ orders: placed.length, lost: 0, half: 0, doubled: 0 }, []]);
  equal(await portal.books(), []);
}, { limit: 300_000 });
await run();
