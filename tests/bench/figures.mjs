// The figures that ./dev bench prints. Each: name, unit, what it is, bar (what it must keep: at most, or at least), and measure(site),
// which answers the value. site gives the running portals; they are started when the first figure asks for one.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { formOf } from '../lib/portal.mjs';
import { Client, median, throughput } from './load.mjs';
import { offersGrowth } from './offers.mjs';
import { ordersP99, ordersPerSecond, wholeOrdersPerSecond } from './orders.mjs';
import { bodiesEqual, phpStart, preparedBy } from './php_side.mjs';

const LIST = '/customers';
const SECONDS = 3, PAIRS = 7, WARM_S = 2;
const pause = (ms) => new Promise((done) => setTimeout(done, ms));

function processesOf(portal, area) {
  const pool = fs.readFileSync(path.join(path.dirname(portal.settings['Database.Socket']), 'pool.pid'), 'utf8').trim();
  const pids = execFileSync('pgrep', ['-P', pool], { encoding: 'utf8' }).trim().split('\n');
  return pids.filter((pid) => fs.readlinkSync(`/proc/${pid}/exe`).endsWith(`/${area}.fcgi`));
}
/** The pool starts others in their place. */
async function replaceProcesses(portal, area) {
  const old = processesOf(portal, area);
  for (const pid of old) process.kill(Number(pid), 'SIGTERM');
  while (processesOf(portal, area).length < old.length || processesOf(portal, area).some((pid) => old.includes(pid))) await pause(20);
}

/** Equal bodies: of the page measured, its other order, a later page and a search. */
async function sameBodies(client, php) {
  const next = /rel="next" href="([^"]+)"/.exec((await client.page(LIST)).bytes.toString())[1].replaceAll('&amp;', '&');
  for (const target of [LIST, next, `${LIST}?sort=created`, `${LIST}?q=orchard`])
    bodiesEqual((await client.page(target)).bytes, (await client.page(target, php.port)).bytes);
}

/** What a fresh process prepares for the page: the guard's statement and the list's; but not what it asks once, for its side bar. */
async function ownStatements(portal, client) {
  await replaceProcesses(portal, 'customers');
  const [own] = await preparedBy(portal, () => client.page(LIST));
  return own.filter((text) => !text.includes('FROM webpage w '));
}

async function pageComputedVsPhp(site) {
  const portal = await site.large();
  const client = await site.client(portal, 'sales@alder.example.com');
  const own = await ownStatements(portal, client);
  const php = await phpStart(portal, portal.processes, own[0]);
  try {
    await sameBodies(client, php);
    const [theirs] = await preparedBy(portal, () => client.page(LIST, php.port));
    if (own.join('\n') !== theirs.join('\n')) throw new Error(`The page in PHP runs other statements:\n${own.join('\n')}\n${theirs.join('\n')}`);
    return await measurePairs(site, client, `http://localhost:${portal.port}${LIST}`, `http://localhost:${php.port}${LIST}`);
  } finally {
    await php.stop();
  }
}

async function measurePairs(site, client, ours, theirs) {
  const pairs = [];
  for (const url of [ours, theirs]) await throughput(url, client.cookie, WARM_S);
  for (let i = 0; i < PAIRS; i++) {
    const a = await throughput(ours, client.cookie, SECONDS), b = await throughput(theirs, client.cookie, SECONDS);
    pairs.push(a / b);
    site.say(`pair ${i + 1} of ${PAIRS}: ${a.toFixed(0)} and ${b.toFixed(0)} pages a second, ${(a / b).toFixed(2)}`);
  }
  return median(pairs);
}

/** The place in the list after which a page begins, as the pager's links name it. */
async function keyAt(portal, slug, offset) {
  const [row] = await portal.sql('SELECT c.name, c.id FROM customer c JOIN org o ON o.id = c.org_id WHERE o.slug = ? ' +
    'ORDER BY c.name, c.id LIMIT 1 OFFSET ?', [slug, offset]);
  return Buffer.from(`${row.name}\x1f${row.id}`).toString('base64url');
}

async function pageGrowth(site) {
  const portal = await site.large();
  const many = await site.client(portal, 'sales@alder.example.com'), few = await site.client(portal, 'sales@cedar.example.org');
  const pages = [[LIST, LIST], [`${LIST}?sort=created`, `${LIST}?sort=created`],
    [`${LIST}?key=${await keyAt(portal, 'alder', 50_000)}`, `${LIST}?key=${await keyAt(portal, 'cedar', 50)}`]];
  const ratios = [];
  for (const [large, small] of pages) {
    const times = { large: [], small: [] };
    for (let i = 0; i < 120; i++) {
      const a = (await many.page(large)).ms, b = (await few.page(small)).ms;
      if (i < 20) continue;
      times.large.push(a);
      times.small.push(b);
    }
    ratios.push(median(times.large) / median(times.small));
    site.say(`${large.slice(0, 30)}: ${median(times.large).toFixed(2)} ms among many, ${median(times.small).toFixed(2)} ms among few`);
  }
  return Math.max(...ratios);
}

function statementsOf(portal, from) {
  return [...portal.log(from).matchAll(/path=\/customers status=200 .*statements=(\d+)/g)].map((m) => Number(m[1]));
}

/** The list's page runs one statement of its own. */
async function guardStatements(site) {
  const portal = await site.large();
  const client = await site.client(portal, 'sales@alder.example.com');
  await client.times(LIST, 10);
  const from = portal.logMark();
  await client.page(LIST);
  for (let i = 0; i < 100 && !statementsOf(portal, from).length; i++) await pause(20);
  return statementsOf(portal, from)[0] - 1;
}

async function signinPostMs(site) {
  const portal = await site.large();
  const times = [];
  for (let i = 0; i < 40; i++) {
    const { stdout } = await portal.portico('signin-link', 'sales@alder.example.com');
    const link = new URL(/https?:\/\/\S+/.exec(stdout)[0]);
    const visitor = portal.visitor();
    const page = await visitor.get(link.pathname + link.search);
    const form = formOf(page.text, /confirm/);
    const start = process.hrtime.bigint();
    const done = await visitor.post(form.action, form.values);
    times.push(Number(process.hrtime.bigint() - start) / 1e6);
    if (done.status !== 303) throw new Error(`signing in answered ${done.status}`);
  }
  return median(times);
}


async function processPrivateMb(site) {
  const portal = await site.lone();
  const client = await site.client(portal, 'sales@alder.example.com');
  const [pid, ...others] = processesOf(portal, 'customers');
  if (others.length) throw new Error('more than one process answers');
  const shown = (await client.page(LIST)).bytes.toString();
  const one = /href="(\/customers\/\w{13})"/.exec(shown)[1];
  await client.many([LIST, one, `${LIST}?sort=created`, `${LIST}?q=example`, `${LIST}?q=nobody-has-this`], 10_000);
  if (processesOf(portal, 'customers')[0] !== pid) throw new Error('the process was replaced before it was measured');
  const rollup = fs.readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
  const kb = (name) => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(rollup)[1]);
  return (kb('Private_Clean') + kb('Private_Dirty')) / 1024;
}

async function cgiPageMs(site) {
  const portal = await site.cgi();
  const client = await site.client(portal, 'sales@alder.example.com');
  const rows = (await client.page(LIST)).bytes.toString().split('<tr><td').length - 1;
  if (rows !== 50) throw new Error(`the page has ${rows} rows`);
  await client.times(LIST, 20);
  return median(await client.times(LIST, 250));
}

export const figures = [
  { name: 'page_computed_vs_php', unit: 'ratio', bar: { least: 1.5 }, measure: pageComputedVsPhp,
    what: 'pages a second over those of PHP-FPM and Twig for the same 50-row page' },
  { name: 'page_growth', unit: 'ratio', bar: { most: 1.5 }, measure: pageGrowth,
    what: 'time of a page among 100,000 customers over one among 160: first, newest and deep' },
  { name: 'offers_growth', unit: 'ratio', bar: { most: 1.2 }, measure: offersGrowth,
    what: 'time of an offers page among 10,000 organisations and 5,000 offers over one among 10 and 50' },
  { name: 'guard_statements', unit: 'statements', bar: { most: 1 }, measure: guardStatements,
    what: 'statements of a signed-in page beside its own' },
  { name: 'orders_per_s', unit: 'orders/s', bar: { least: 150 }, measure: ordersPerSecond,
    what: 'orders by the API, eight clients, a flush at every commit, the worker at work' },
  { name: 'orders_p99_ms', unit: 'ms', bar: { most: 100 }, measure: ordersP99, what: 'time within which 99 of 100 of them are answered' },
  { name: 'orders_whole_per_s', unit: 'orders/s', measure: wholeOrdersPerSecond, what: 'the same with process_immediately' },
  { name: 'signin_post_ms', unit: 'ms', measure: signinPostMs, what: 'the POST that signs in, to its redirect' },
  { name: 'process_private_mb', unit: 'MB', bar: { most: 12 }, measure: processPrivateMb,
    what: 'private memory of a process after 10,000 requests' },
  { name: 'cgi_page_ms', unit: 'ms', bar: { most: 25 }, measure: cgiPageMs,
    what: 'the 50-row page as plain CGI under Apache, process start included' },
];
