// Every page that anybody can reach by following links, as people of three organisations, as the vendor's staff and as nobody: nothing of another
// organisation is on it, its headers are as they must be, and looking changes nothing.
import { execFile, execFileSync, spawn } from 'node:child_process';
import crypto from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { start } from '../lib/portal.mjs';
import { cleanup, equal, note, ok, run, test } from '../lib/tap.mjs';
import { Client, audited, checksums, crawl, differing, lastAudited, person, rolesOf, routesOf, stateFor, stopWorker } from '../lib/access.mjs';
import { order, shelf } from '../lib/shop.mjs';

const portal = await start();
cleanup(() => portal.stop());
const client = new Client(portal);
cleanup(() => client.close());
await stopWorker(portal);
// As the user that the portal runs as: what the worker stores must be readable to the pages.
const { uid, gid } = fs.statSync(path.join(portal.folder, 'storage'));
const deliver = () => promisify(execFile)(path.join(portal.bin, 'portico-worker'), ['--once'], { env: portal.env, uid, gid });
const routes = await routesOf(portal);
const ORGS = [{ id: 1, slug: 'alder', seller: 'sales@alder.example.com' }, { id: 2, slug: 'birch', seller: 'sales@birch.example.net' }, { id: 3, slug: 'cedar', seller: 'sales@cedar.example.org' }];
const mark = (org) => `ZQ${org.slug}QZ`;

// ---- a mark in every text that belongs to an organisation, before anything is made of it ----
const MARKED = /^(name|legal_name|first_name|last_name|address\d|city|region|.*_account|.*_contact|.*note.*|summary|title|subject|description|.*_reference|bank_name)$/;
const texts = (await portal.sql(`SELECT TABLE_NAME AS tab, COLUMN_NAME AS col, CHARACTER_MAXIMUM_LENGTH AS room FROM information_schema.COLUMNS
  WHERE TABLE_SCHEMA = 'portico' AND DATA_TYPE IN ('varchar', 'text') AND CHARACTER_MAXIMUM_LENGTH >= 40`)).filter((c) => MARKED.test(c.col));
const owned = (await portal.sql("SELECT TABLE_NAME AS tab FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = 'portico' AND COLUMN_NAME = 'org_id'")).map((c) => c.tab);
const KEPT = new Set(['audit', 'audit_value', 'outbox', 'answered', 'offer_shelf']);
async function plant(tab, where, org) {
  for (const { col, room } of texts.filter((c) => c.tab === tab)) {
    await portal.sql(`UPDATE \`${tab}\` SET \`${col}\` = CONCAT(LEFT(\`${col}\`, ?), ' ', ?) WHERE ${where} AND \`${col}\` NOT LIKE '%QZ'`, [Number(room) - 14, mark(org), org.id]);
  }
}
async function plantAll() {
  for (const org of ORGS) {
    for (const tab of owned.filter((name) => !KEPT.has(name))) await plant(tab, 'org_id = ?', org);
    await plant('org', 'id = ?', org);
    await plant('party', 'id IN (SELECT party_id FROM customer WHERE org_id = ?)', org);
    await portal.sql("UPDATE party SET legal_name = CONCAT(legal_name, ' ', ?) WHERE id = (SELECT party_id FROM org WHERE id = ?) AND legal_name NOT LIKE '%QZ'", [mark(org), org.id]);
  }
}
await plantAll();
for (const org of ORGS) {
  const seller = await portal.signIn(org.seller);
  const [first] = Object.keys(await shelf(seller)).filter((name) => /training|support|seat/i.test(name));
  const values = { company: `Customer ${mark(org)}`, first_name: mark(org), last_name: `Last${mark(org)}`, email: `${mark(org).toLowerCase()}@example.com`, phone: '+43 1 5550123',
    address1: `Street ${mark(org)}`, address2: '', city: mark(org), region: '', postal_code: '1010', country: 'AT', tax_number: '' };
  await order(seller, [[first ?? 'Training days', 1]], values);
}
for (let i = 0; i < 3; i++) await deliver();
await plantAll();

const visitors = [['nobody', null, null]];
for (const org of ORGS) {
  const keys = org.id === 1 ? rolesOf().filter((r) => r.audience === 'partner').map((r) => r.key) : ['partner_admin'];
  for (const key of keys) visitors.push([`${key} of ${org.slug}`, await person(portal, { roles: key, org: org.id }), org]);
}
for (const { key, audience } of rolesOf()) if (audience === 'staff') visitors.push([key, await person(portal, { roles: key }), null]);

const TRAIL = { without: ['audit', 'audit_value'] };
const before = await checksums(portal, TRAIL), since = await lastAudited(portal);
const crawled = new Map();
for (const [name, who, org] of visitors) {
  const seen = await crawl(client, routes, who, { each: name.includes('admin') ? 4 : 2, most: 400 });
  crawled.set(name, { ...seen, who, org });
}
const after = await checksums(portal, TRAIL), told = await audited(portal, since);
const everyReply = function* () {
  for (const [name, seen] of crawled) for (const [target, reply] of seen.pages) yield { name, target, reply, who: seen.who, org: seen.org };
};

test('the crawl got around', () => {
  let n = 0;
  const never = new Set(routes.filter((r) => r.method === 'GET').map((r) => r.name));
  for (const { target } of everyReply()) {
    n++;
    for (const r of routes) if (r.method === 'GET' && new RegExp(`^${r.path.replace(/\{[^}]*\}/g, '[^/]+')}$`).test(target.split('?')[0])) never.delete(r.name);
  }
  note(`${n} answers for ${crawled.size} visitors; without a link to them: ${[...never].join(', ') || 'none'}`);
  ok(n > 100);
});
// A document is drawn when it is first wanted, and kept: what it shows was frozen before.
test('looking changes nothing', () => equal(differing(before, after).filter((table) => table !== 'document'), []));
test('each page that a signed-in person was denied is on record, once', () => {
  const denied = [...everyReply()].filter(({ reply, who }) => who && reply.status === 403).length;
  equal(told, Array(denied).fill('access.denied'));
});
test('no page breaks', () => equal([...everyReply()].filter(({ reply }) => reply.status >= 500).map(({ name, target, reply }) => `${name} ${target}: ${reply.status}`), []));
test('no link on a page leads nowhere, or to what the person may not see', () => {
  const dead = [...everyReply()].filter(({ name, reply, target }) => [400, 403, 404, 405].includes(reply.status) && crawled.get(name).linked.has(target));
  equal(dead.map(({ name, target, reply }) => `${name} ${target}: ${reply.status}`), []);
});

// ---- whose words are on it ----
function readable(reply) {
  if (!/pdf/.test(reply.headers['content-type'] ?? '')) return reply.text;
  const file = path.join(os.tmpdir(), `portico-${process.pid}.pdf`);
  fs.writeFileSync(file, reply.bytes);
  try {
    return execFileSync('pdftotext', [file, '-'], { encoding: 'utf8' });
  } catch {
    return reply.bytes.toString('latin1');
  } finally {
    fs.rmSync(file, { force: true });
  }
}
const others = (org) => ORGS.filter((o) => o !== org).map(mark);
test('nobody sees a word of another organisation, in pages, tables or files', () => {
  const found = [];
  for (const { name, target, reply, who, org } of everyReply()) {
    if (who?.audience === 'staff') continue;
    const text = readable(reply).toLowerCase();
    for (const word of others(org)) if (text.includes(word.toLowerCase())) found.push(`${name} ${target}: ${word}`);
  }
  equal(found, []);
});
test('everybody sees their own (so the marks can be found)', () => {
  for (const org of ORGS) {
    const kinds = new Set();
    for (const { target, reply, org: own } of everyReply()) if (own === org && readable(reply).includes(mark(org))) kinds.add((reply.headers['content-type'] ?? '').split(';')[0] + (target.includes('format=csv') ? ' list' : ''));
    note(`${org.slug}: ${[...kinds].join(', ')}`);
    ok(kinds.has('text/html') && kinds.has('text/csv list'), `${org.slug} sees itself in ${[...kinds]}`);
  }
});
test('searching for another organisation\'s words finds nothing, and counts nothing', async () => {
  const wrong = [];
  for (const [name, { who, org, pages }] of crawled) {
    if (!org) continue;
    for (const route of routes.filter((r) => r.method === 'GET' && !r.captures && r.audience === 'partner')) {
      if (!/name="q"/.test(pages.get(route.path)?.text ?? '')) continue;
      for (const other of ORGS.filter((o) => o !== org)) {
        for (const part of [mark(other).slice(0, -1), `%${mark(other).slice(2, -2)}Q`, `${mark(other).slice(0, 4)}_`]) {
          for (const format of ['', '&format=csv']) {
            const reply = await client.get(`${route.path}?q=${encodeURIComponent(part)}${format}`, { who });
            if (reply.status !== 200 || reply.text.includes(mark(other))) wrong.push(`${name} ${route.path} q=${part}: ${reply.status}`);
          }
        }
      }
    }
  }
  equal(wrong, []);
});
test('mails speak of the receiver\'s organisation alone', async () => {
  const mails = await portal.mails({ wait: 0 });
  const found = [];
  for (const org of ORGS) {
    const people = (await portal.sql('SELECT email FROM person WHERE org_id = ?', [org.id])).map((row) => row.email);
    for (const mail of mails.filter((m) => m.to.some((to) => people.includes(to)))) {
      for (const word of others(org)) if ([mail.subject, mail.text, mail.html].join('\n').includes(word)) found.push(`${mail.subject} to ${mail.to}: ${word}`);
    }
  }
  equal(found, []);
  note(`${mails.length} mails`);
});

// ---- what every answer carries ----
const CSP = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
const FILE_CSP = "default-src 'none'; frame-ancestors 'none'";
function headerFaults(reply, { signedIn = false, https = false } = {}) {
  const h = reply.headers;
  const faults = [];
  const file = reply.path.startsWith('/static/') || reply.path === '/' || /^\/(favicon\.ico|robots\.txt)$/.test(reply.path);
  if (h['content-security-policy'] !== (file ? FILE_CSP : CSP)) faults.push(`policy: ${h['content-security-policy']}`);
  if (h['x-content-type-options'] !== 'nosniff') faults.push('no nosniff');
  if (h['referrer-policy'] !== 'same-origin') faults.push('Referrer-Policy');
  if (!file && h['cross-origin-opener-policy'] !== 'same-origin') faults.push('Cross-Origin-Opener-Policy');
  // The way from / to the first page is the web server's own answer: it holds nothing.
  if (!h['cache-control'] && reply.path !== '/') faults.push('no Cache-Control');
  const shared = /public/.test(h['cache-control'] ?? '') || !/private|no-store|no-cache/.test(h['cache-control'] ?? '');
  if (shared && !file && !/^(text\/css|image\/)/.test(h['content-type'] ?? '')) faults.push(`Cache-Control: ${h['cache-control']}`);
  if (signedIn && !file && reply.status === 200 && /html|csv|pdf|xml|json/.test(h['content-type'] ?? '') && !/private|no-store/.test(h['cache-control'])) faults.push(`signed in, and Cache-Control: ${h['cache-control']}`);
  if (reply.bytes?.length && !h['content-type']) faults.push('no type');
  if (reply.path !== '/' && /^text\//.test(h['content-type'] ?? '') && !/charset=utf-8/i.test(h['content-type'])) faults.push(`no charset: ${h['content-type']}`);
  if (!file && /csv|pdf|xml/.test(h['content-type'] ?? '') && !/^(attachment|inline)/.test(h['content-disposition'] ?? '')) faults.push('a file without a disposition');
  for (const line of h['set-cookie'] ?? []) {
    if (!/; ?HttpOnly/i.test(line) || !/; ?SameSite=Lax/i.test(line) || !/; ?Path=\/(;|$)/i.test(line) || /domain=/i.test(line)) faults.push(`cookie: ${line}`);
    if (https !== (/^__Host-/.test(line) && /; ?Secure/i.test(line))) faults.push(`cookie: ${line}`);
  }
  if (https && !/max-age=(\d{8,})/.test(h['strict-transport-security'] ?? '')) faults.push('no HSTS');
  if (h['x-powered-by']) faults.push('x-powered-by');
  return faults;
}
test('every answer of the crawl has its headers', () => {
  const wrong = new Set();
  for (const { target, reply, who } of everyReply()) for (const fault of headerFaults(reply, { signedIn: !!who })) wrong.add(`${target}: ${fault}`);
  equal([...wrong].slice(0, 20), []);
});
test('so have refusals, redirects and files', async () => {
  const who = crawled.get('partner_admin of alder').who;
  const css = crawled.get('nobody').pages;
  const files = [...css.keys()].filter((target) => target.startsWith('/static/'));
  ok(files.length >= 2, 'the crawl read no static files');
  const sent = [
    ['GET', '/'], ['GET', '/nosuch'], ['GET', '/customers/none'], ['GET', '/home/brand/x.css'], ['POST', '/home'], ['PUT', '/login'], ['GET', '/customers'],
    ['GET', '/login?next=a&next=b'], ['GET', '/login/confirm?t=x'], ['GET', '/customers?sort=nosuch'], ['GET', '/static/nosuch.css'], ['POST', '/login/out'],
    ['HEAD', '/login'], ['GET', `/login?${'a=1&'.repeat(10)}`],
  ];
  const wrong = [];
  for (const [method, target] of sent) {
    for (const visitor of [null, who]) {
      const reply = await client.request(method, target, { who: visitor, ...(method === 'GET' || method === 'HEAD' ? {} : { body: 'a=1' }) });
      const faults = headerFaults(reply, { signedIn: !!visitor });
      // A file that is not there is the server's own answer.
      if (faults.length && !(target.startsWith('/static/') && reply.status === 404)) wrong.push(`${method} ${target} (${reply.status}): ${faults}`);
    }
  }
  equal(wrong, []);
});
test('no page has a script or a style of its own', () => {
  const wrong = new Set();
  for (const { target, reply } of everyReply()) {
    if (!/html/.test(reply.headers['content-type'] ?? '')) continue;
    if (/<script(?![^>]*\ssrc=)|<style|\sstyle=|\son[a-z]+=\s*["']|javascript:|src="data:/i.test(reply.text)) wrong.add(target);
  }
  equal([...wrong], []);
});

// ---- with an https address: the programs by hand, as CGI ----
const programs = Object.fromEntries(fs.readFileSync(path.join(portal.build, 'stage.paths'), 'utf8').split('\n').filter(Boolean).map((line) => line.split('=')));
function cgi(area, method, target, { cookie, body = '', headers = {} } = {}) {
  const env = { PATH: process.env.PATH, PORTICO_CONFIG: portal.env.PORTICO_CONFIG, PORTICO_SITE_URL: 'https://portal.example.com', GATEWAY_INTERFACE: 'CGI/1.1', HTTPS: 'on',
    REQUEST_METHOD: method, REQUEST_URI: target, SERVER_PROTOCOL: 'HTTP/1.1', REMOTE_ADDR: '127.0.0.1', HTTP_HOST: 'portal.example.com', ...(cookie ? { HTTP_COOKIE: cookie } : {}),
    ...(method === 'POST' ? { CONTENT_TYPE: 'application/x-www-form-urlencoded', CONTENT_LENGTH: String(Buffer.byteLength(body)), HTTP_SEC_FETCH_SITE: 'same-origin' } : {}), ...headers };
  return new Promise((done, failed) => {
    const child = spawn(path.join(programs.LIBEXEC, `${area}.fcgi`), [], { env, stdio: ['pipe', 'pipe', 'ignore'] });
    const parts = [];
    child.stdout.on('data', (part) => parts.push(part));
    child.on('error', failed);
    child.on('close', () => {
      const text = Buffer.concat(parts).toString();
      const at = text.indexOf('\r\n\r\n');
      const lines = {};
      for (const line of text.slice(0, at).split('\r\n')) {
        const [, name, value] = /^([^:]+): (.*)$/.exec(line);
        if (name.toLowerCase() === 'set-cookie') (lines['set-cookie'] ??= []).push(value);
        else lines[name.toLowerCase()] = value;
      }
      done({ status: Number.parseInt(lines.status ?? '200', 10), headers: lines, text: text.slice(at + 4), bytes: Buffer.from(text.slice(at + 4)), path: target, location: lines.location });
    });
    child.stdin.on('error', () => {}); // a program need not read what it refuses
    child.stdin.end(body);
  });
}
test('over https: cookies of the host alone, and the browser stays with https', async () => {
  const token = crypto.randomBytes(32);
  await portal.sql(`INSERT INTO signin (handle, person_id, audience, email, token_hash, created_at, expires_at) VALUES (?, ?, 'partner', (SELECT email FROM person WHERE id = ?), ?, UTC_TIMESTAMP(6), UTC_TIMESTAMP(6) + INTERVAL 10 MINUTE)`,
    [crypto.randomBytes(32), crawled.get('sales of alder').who.id, crawled.get('sales of alder').who.id, crypto.createHash('sha256').update(token).digest()]);
  const done = await cgi('login', 'POST', '/login/confirm', { body: new URLSearchParams({ _state: stateFor(portal, 'confirm'), t: token.toString('base64url') }).toString() });
  equal(done.status, 303, done.text.slice(0, 300));
  equal(headerFaults(done, { https: true }), []);
  const cookie = done.headers['set-cookie'].map((line) => line.split(';')[0]).find((line) => line.startsWith('__Host-portico_partner='));
  ok(cookie, `no __Host- cookie: ${done.headers['set-cookie']}`);
  const home = await cgi('home', 'GET', '/home', { cookie });
  equal([home.status, headerFaults(home, { https: true, signedIn: true })], [200, []]);
  equal((await cgi('home', 'GET', '/home', { cookie: cookie.replace('__Host-', '') })).status, 303, 'the plain name counts for nothing');
  const theme = await cgi('login', 'POST', '/login/theme', { body: new URLSearchParams({ _state: stateFor(portal, 'theme'), theme: 'dark', next: '/home' }).toString() });
  equal([theme.status, headerFaults(theme, { https: true })], [303, []]);
  const csrf = /name="_csrf" value="([^"]+)"/.exec(home.text)[1];
  const out = await cgi('login', 'POST', '/login/out', { cookie, body: new URLSearchParams({ _csrf: csrf, _key: crypto.randomBytes(16).toString('base64url') }).toString() });
  equal([out.status, headerFaults(out, { https: true })], [303, []]);
  equal((await cgi('home', 'GET', '/home', { cookie })).status, 303, 'signed out');
});
test('over https every program\'s refusals too', async () => {
  const wrong = [];
  for (const area of new Set(routes.map((r) => r.area))) {
    for (const [method, target] of [['GET', `/${area}/nosuch/at/all`], ['DELETE', routes.find((r) => r.area === area).path], ['GET', `/${area}?a=1&a=2`]]) {
      const reply = await cgi(area, method, target);
      const faults = headerFaults(reply, { https: true });
      if (faults.length || reply.status < 303) wrong.push(`${method} ${target} (${reply.status}): ${faults}`);
    }
  }
  equal(wrong, []);
});

await run();
