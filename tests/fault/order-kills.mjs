// A thousand kills under load: FastCGI processes and, now and then, the database server, by SIGKILL at random moments, while clients
// place orders over HTTP and send again with the same form until they are told. Nothing that was told may be lost; nothing done twice.
import { cleanup, equal, match, note, ok, run, test } from '../lib/tap.mjs';
import { chooser, full, pause, processes, seed } from '../lib/fault.mjs';
import { start } from '../lib/portal.mjs';
import { basket, buyers, judged, lastOrder, reviewed } from '../lib/orders.mjs';

const KILLS = full ? 960 : 60, RESTARTS = full ? 40 : 2, CLIENTS = 8;
const portal = await start({ processes: 3 });
cleanup(() => portal.stop());
const people = await buyers(portal, CLIENTS);
const since = await lastOrder((text) => portal.sql(text));
const sum = { kills: 0, restarts: 0, orders: 0, retries: 0, replies: {} };
const acknowledged = [], made = [];
let over = false;

/** Until it succeeds: the database or a process may just be away. */
async function stubborn(act) {
  const end = Date.now() + 60_000;
  for (;;) {
    try {
      return await act();
    } catch (error) {
      if (Date.now() > end) throw error;
      await pause(20);
    }
  }
}
const count = (status) => (sum.replies[status] = (sum.replies[status] ?? 0) + 1);

/** Sends the same form until it is answered; what a person sees meanwhile is a refusal that they may trust. */
async function place(buyer, form) {
  const end = Date.now() + 60_000;
  for (let tries = 0; ; tries++) {
    const reply = await buyer.post('/checkout/place', form).catch((error) => ({ status: error.code ?? 'broken' }));
    count(reply.status);
    sum.retries += tries > 0;
    if (reply.status === 303) return reply;
    ok([500, 502, 503, 'ECONNRESET', 'ECONNREFUSED', 'broken'].includes(reply.status), `placing answered ${reply.status}: ${reply.text?.slice(0, 500)}`);
    ok(Date.now() < end, `an order could not be placed within a minute: ${JSON.stringify(sum.replies)}`);
    await pause(10);
  }
}
async function client(buyer, choose) {
  while (!over) {
    const id = await stubborn(() => basket(portal, buyer.email, { lines: 1 + choose.below(3), known: choose.below(2) === 0 }));
    made.push(id);
    const form = await stubborn(() => reviewed(buyer));
    const reply = await place(buyer, form);
    match(reply.location, /^\/orders\/[0-9a-z]{13}$/);
    acknowledged.push(id);
    sum.orders++;
  }
}

async function killer(choose) {
  const every = Math.ceil(KILLS / RESTARTS);
  while (sum.kills < KILLS && !over) {
    await pause(choose.below(full ? 60 : 100));
    const pids = processes(portal, 'checkout');
    if (!pids.length) continue;
    try {
      process.kill(choose.one(pids), 'SIGKILL');
    } catch {
      continue; // it has just ended
    }
    sum.kills++;
    if (sum.kills % every === 0) {
      await portal.database('restart-db');
      sum.restarts++;
    }
  }
}

test(`${KILLS} kills of processes and ${RESTARTS} of the database under ${CLIENTS} clients`, async () => {
  const chooses = Array.from({ length: CLIENTS + 1 }, (_, i) => chooser(seed + i));
  const ends = () => (over = true); // whoever ends first, or fails, ends all
  const clients = people.map((buyer, i) => client(buyer, chooses[i]).finally(ends));
  await Promise.all([killer(chooses[CLIENTS]).finally(ends), ...clients]);
  note(`seed ${seed}; ${JSON.stringify(sum)}`);
  ok(sum.orders > (full ? KILLS / 8 : 4), `only ${sum.orders} orders were placed: the kills met nothing`);
}, { limit: 1_200_000 });

test('no order is lost, half or doubled; nothing else is wrong either', async () => {
  const { why, ...counts } = await judged((text, values) => portal.sql(text, values), since, acknowledged);
  note(JSON.stringify(counts));
  equal([counts, why], [{ orders: made.length, lost: 0, half: 0, doubled: 0 }, []]);
  equal(await portal.books(), []);
  const { stdout } = await portal.portico('doctor').catch((error) => error);
  match(stdout, /ok +The ledger balances/);
}, { limit: 300_000 });
await run();
