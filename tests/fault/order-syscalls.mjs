// The program is killed at every system call that placing an order makes (strace injects SIGKILL), then the same form is sent again:
// exactly one order, whole, and the same answer. The program runs as a CGI process of its own, so that a run is repeatable.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { cleanup, equal, note, ok, run, skip, test } from '../lib/tap.mjs';
import { cgi, chooser, full, seed } from '../lib/fault.mjs';
import { start } from '../lib/portal.mjs';
import { basket, buyers, judged, lastOrder, reviewed } from '../lib/orders.mjs';

const portal = await start();
cleanup(() => portal.stop());
const people = await buyers(portal, 4);
const since = await lastOrder((text) => portal.sql(text));
const choose = chooser();
const placed = [];
// What talks to the database, the web server and the disk; the short run leaves out what only starts the program.
const TALK = ['sendto', 'recvfrom', 'write', 'writev', 'connect', 'fsync'];
let canTrace = true;
try {
  execFileSync('strace', ['-o', '/dev/null', 'true'], { stdio: 'ignore' });
} catch {
  canTrace = false;
}

/** A new basket and the form of its review, of one of four kinds. */
async function prepared(turn) {
  const buyer = people[turn];
  const id = await basket(portal, buyer.email, { lines: 1 + turn % 3, known: turn % 2 === 0 });
  return { id, request: { method: 'POST', target: '/checkout/place', form: await reviewed(buyer), cookie: buyer.cookie } };
}
const record = path.join(portal.folder, 'calls');
/** How often the traced run made each call: { sendto: 51, ... }. */
function callsMade() {
  const counts = {};
  for (const [, call] of fs.readFileSync(record, 'utf8').matchAll(/^\d+ +(\w+)\(/gm)) counts[call] = (counts[call] ?? 0) + 1;
  return counts;
}
async function callsOf(turn) {
  const { id, request } = await prepared(turn);
  const reply = await cgi(portal, 'checkout', { ...request, strace: ['-f', '-o', record] });
  equal(reply.status, 303, reply.log);
  placed.push(id);
  const { execve, ...counts } = callsMade(); // strace's own, which starts the program
  equal(execve, 1);
  return counts;
}
const state = async (id) => (await portal.sql('SELECT status FROM customer_order WHERE id = ?', [id]))[0].status;

/** Answers whether the run was killed. It must have been if it came to its n-th call at all: how often a run waits differs from run to run. */
async function killedAt(call, n, turn, sum) {
  const { id, request } = await prepared(turn);
  const first = await cgi(portal, 'checkout', { ...request, strace: ['-f', '-o', record, '-e', `trace=${call}`, '-e', `inject=${call}:signal=SIGKILL:when=${n}`] });
  const killed = first.signal === 'SIGKILL' || first.code === 137, made = callsMade()[call] ?? 0;
  const before = await state(id);
  const again = await cgi(portal, 'checkout', request);
  sum.runs++;
  sum.kills += killed;
  sum.committed += before === 'complete' && first.status !== 303;
  equal([killed, made], [made >= n, killed ? n : made], `${call} ${n}: whether it was killed, and how often it made the call`);
  ok(again.status === 303 && again.location.startsWith('/orders/'), `${call} ${n}: the second time answered ${again.status}: ${again.log}${again.text.slice(0, 400)}`);
  if (first.status === 303) equal(again.location, first.location, `${call} ${n}: another answer`);
  equal(await state(id), 'complete', `${call} ${n}`);
  placed.push(id);
  return killed;
}

test('killed at every system call, sent again: one whole order', async () => {
  if (!canTrace) skip('strace cannot trace here');
  const points = [];
  for (let turn = 0; turn < people.length; turn++) { // organisations differ in tax and invoice owner, so in how much they ask
    await callsOf(turn);
    const [one, other] = [await callsOf(turn), await callsOf(turn)]; // the first order makes the payer's bill group
    const counts = Object.fromEntries(Object.keys(one).map((call) => [call, Math.min(one[call], other[call] ?? 0)]));
    note(`calls of ${people[turn].email}: ${JSON.stringify(counts)}`);
    for (const [call, n] of Object.entries(counts))
      if (full || TALK.includes(call)) for (let i = 1; i <= n; i++) points.push([turn, call, i, i === n]);
  }
  const sum = { points: points.length, runs: 0, kills: 0, committed: 0, missed: {} };
  const end = full ? Infinity : Date.now() + 12_000;
  if (!full) points.sort(() => choose.random() - 0.5); // what does not fit into a short run is another part each time
  for (const [turn, call, counted, last] of points) {
    if (Date.now() > end) break;
    if (!await killedAt(call, counted, turn, sum)) sum.missed[call] = (sum.missed[call] ?? 0) + 1;
    else if (full && last) for (let n = counted + 1; await killedAt(call, n, turn, sum); n++); // the run made more of them than the counted one
  }
  note(`seed ${seed}; ${JSON.stringify(sum)} (committed: it was done, and nobody was told)`);
  ok(sum.kills > 10, 'hardly anything was killed');
  // What is asked and answered does not depend on how long anybody waits.
  equal([sum.missed.sendto ?? 0, sum.missed.write ?? 0, sum.missed.connect ?? 0], [0, 0, 0], 'statements, replies and connections that no run came to');
}, { limit: 1_200_000 });

test('no order is lost, half or doubled; nothing else is wrong either', async () => {
  const { why, ...counts } = await judged((text, values) => portal.sql(text, values), since, placed);
  note(JSON.stringify(counts));
  equal([counts, why], [{ orders: placed.length, lost: 0, half: 0, doubled: 0 }, []]);
  equal(await portal.books(), []);
}, { limit: 300_000 });
await run();
