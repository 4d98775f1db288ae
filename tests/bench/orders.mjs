// Orders by the API, as an organisation's own system sends them: eight clients at a time, on a database that flushes at every commit, while
// the worker makes what they stand for. And the same with process_immediately, each made whole before it is answered.
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { Api, makeKey } from '../lib/api.mjs';
import { root } from '../lib/portal.mjs';

const CLIENTS = 8, WARM_S = 3, SECONDS = 10, ROUNDS = 3;
const run = promisify(execFile);

async function sendOrders(portal, key, { body, customers }, seconds, mark) {
  const { stdout } = await run('wrk', ['-t1', `-c${CLIENTS}`, `-d${seconds}s`, '-s', path.join(root, 'tests/bench/orders.lua'), `http://localhost:${portal.port}`],
    { env: { ...process.env, ORDER_BODY: body, ORDER_CUSTOMERS: customers.join(' '), ORDER_KEY: key.secret, ORDER_MARK: mark } });
  const figures = JSON.parse(/^\{.*\}$/m.exec(stdout)[0]);
  if (figures.failed || !figures.requests) throw new Error(`${figures.failed} of ${figures.requests} orders were not placed:\n${stdout}`);
  return figures;
}

const measured = {};
async function measureOnce(site, whole) {
  const portal = await site.orders();
  const [{ durable }] = await portal.sql('SELECT @@innodb_flush_log_at_trx_commit AS durable');
  if (durable !== 1) throw new Error(`the database flushes by ${durable}, not at every commit`);
  const key = await makeKey(portal, 'alder'), api = new Api(portal, key, 8, { keepAlive: true }), mark = whole ? 'whole' : 'queued';
  const offer = (await api.all('/api/v1/offers')).find((o) => o.name === 'Core, monthly').id, customers = (await api.all('/api/v1/customers')).map((c) => c.id);
  api.close();
  const body = JSON.stringify({ external_id: 'EXTERNAL_ID', process_immediately: whole, customer: 'CUSTOMER', lines: [{ offer, quantity: 5 }] });
  const placed = async () => Number((await portal.sql('SELECT COUNT(*) AS n FROM customer_order WHERE placed_at IS NOT NULL'))[0].n);
  await sendOrders(portal, key, { body, customers }, WARM_S, `${mark}-warm-`);
  const rounds = [];
  for (let i = 0; i < ROUNDS; i++) {
    const from = await placed(), figures = await sendOrders(portal, key, { body, customers }, SECONDS, `${mark}-${i}-`);
    const made = await placed() - from;
    if (made < figures.requests) throw new Error(`${figures.requests} orders were answered and ${made} placed`);
    rounds.push({ perSecond: figures.requests / (figures.us / 1e6), p99: figures.p99_us / 1000 });
    site.say(`orders, ${mark}: ${rounds[i].perSecond.toFixed(0)} a second, 99 of 100 within ${rounds[i].p99.toFixed(1)} ms`);
  }
  return rounds.sort((a, b) => a.perSecond - b.perSecond)[ROUNDS >> 1];
}
const once = (site, whole) => (measured[whole] ??= measureOnce(site, whole));

export const ordersPerSecond = async (site) => (await once(site, false)).perSecond;
export const ordersP99 = async (site) => (await once(site, false)).p99;
export const wholeOrdersPerSecond = async (site) => (await once(site, true)).perSecond;
