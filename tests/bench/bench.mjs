// ./dev bench: measures the figures of figures.mjs on portals of its own, on the loopback, and prints them.
//
//   node tests/bench/bench.mjs [--json] [NAME ...]     NAME: these figures only
//
// --json: a line {"name", "value", "unit"} a figure. Else a table with the bar that each must keep. What happens meanwhile is said on
// standard error. The exit status is 0 when everything was measured; a figure that could not be has its reason on standard error.
import { start } from '../lib/portal.mjs';
import { figures } from './figures.mjs';
import { Client } from './load.mjs';

const CUSTOMERS = 100_000;
const json = process.argv.includes('--json');
const names = process.argv.slice(2).filter((word) => word !== '--json');
const unknown = names.find((name) => !figures.some((figure) => figure.name === name));
if (unknown) {
  process.stderr.write(`There is no figure ${unknown}. There are: ${figures.map((figure) => figure.name).join(' ')}\n`);
  process.exit(2);
}
process.env.PORTICO_PROCESS_REQUESTS = '1000000'; // a process that retires in the middle would be another one's measure

const began = Date.now();
const portals = {};
const clients = [];
const site = {
  say: (text) => process.stderr.write(`${String(Math.round((Date.now() - began) / 1000)).padStart(4)} s  ${text}\n`),
  async portal(name, options, fill) {
    if (!portals[name]) {
      site.say(`starting a portal (${name})`);
      portals[name] = await start({ durable: true, ...options }); // what is measured waits for the disk
      portals[name].processes = options.processes;
      await fill?.(portals[name]);
    }
    return portals[name];
  },
  /** Behind lighttpd, one organisation with 100,000 customers and one with 160. */
  large: () => site.portal('large', { server: 'lighttpd', processes: 2 }, async (portal) => {
    await portal.portico('demo', '--customers', String(CUSTOMERS), '--org', 'alder');
    await portal.portico('demo', '--customers', '100', '--org', 'cedar', '--seed', '2');
    await portal.sql('UPDATE webpage SET in_menu = FALSE'); // the page in PHP has the areas alone
    await portal.sql('ANALYZE TABLE customer, party');
  }),
  /** Orders by the API: the allowance of a key is not what is measured. */
  orders: () => {
    process.env.PORTICO_API_PERMINUTE = '10000000';
    return site.portal('orders', { server: 'lighttpd', processes: 4 });
  },
  /** One process for each area. */
  lone: () => site.portal('lone', { server: 'lighttpd', processes: 1 }),
  cgi: () => site.portal('cgi', { server: 'cgi', processes: 1 }),
  async client(portal, email) {
    const client = new Client(portal, (await portal.signIn(email)).cookie);
    clients.push(client);
    return client;
  },
};

async function end() {
  for (const client of clients) client.close();
  await Promise.allSettled(Object.values(portals).map((portal) => portal.stop()));
}
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => void end().then(() => process.exit(130)));

const rounded = (value) => Number(value.toPrecision(3));
function barText({ bar = {} }, value) {
  if (bar.least !== undefined) return `${value >= bar.least ? 'keeps' : 'MISSES'} at least ${bar.least}`;
  return bar.most === undefined ? '' : `${value <= bar.most ? 'keeps' : 'MISSES'} at most ${bar.most}`;
}
function line(figure, value) {
  if (json) return JSON.stringify({ name: figure.name, value: rounded(value), unit: figure.unit });
  const columns = [figure.name.padEnd(22), String(rounded(value)).padStart(8), figure.unit.padEnd(11), barText(figure, value).padEnd(20)];
  return `${columns.join(' ')} ${figure.what}`;
}

let failed = 0;
for (const figure of figures.filter(({ name }) => !names.length || names.includes(name))) {
  site.say(figure.name);
  try {
    const value = await figure.measure(site);
    if (!Number.isFinite(value)) throw new Error('no number came out');
    process.stdout.write(`${line(figure, value)}\n`);
  } catch (error) {
    failed++;
    process.stderr.write(`FAILED ${figure.name}: ${error.stack ?? error}\n`);
  }
}
await end();
process.exit(failed ? 1 : 0);
