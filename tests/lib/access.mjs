// Who may do what, tried out: the programs' own route tables, one signed-in person per role, a quick client, ids found by
// following links, and the database's state as one text.
import { execFile } from 'node:child_process';
import crypto from 'node:crypto';
import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { promisify } from 'node:util';
import { formsOf, plain } from './visitor.mjs';
import { root } from './portal.mjs';

const run = promisify(execFile);
const sha256 = (data) => crypto.createHash('sha256').update(data).digest();
export const COOKIES = { partner: 'portico_partner', staff: 'portico_staff', customer: 'portico_customer' };
/** 64 bits as the portal writes them into addresses: base32, 13 signs. */
export const publicId = (n) => {
  const signs = '0123456789abcdefghjkmnpqrstvwxyz';
  let text = '';
  for (let rest = BigInt(n), i = 0; i < 13; i++, rest >>= 5n) text = signs[Number(rest & 31n)] + text;
  return text;
};

/** Every area's routes: [{ area, method, path, need, proof, audience, help, state, fields, name, captures }]. Those that a program's key opens,
 * and no person, only when they are asked for. */
export async function routesOf(portal, { keys = false } = {}) {
  const found = [];
  for (const line of fs.readFileSync(path.join(portal.build, 'stage.paths'), 'utf8').split('\n')) {
    if (!line.startsWith('LIBEXEC=')) continue;
    const folder = line.slice('LIBEXEC='.length);
    for (const file of fs.readdirSync(folder).filter((name) => name.endsWith('.fcgi')).sort()) {
      const { stdout } = await run(path.join(folder, file), ['--routes'], { env: portal.env });
      for (const row of stdout.split('\n').filter(Boolean)) {
        const [method, target, need, proof, audience, help, state = '', fields = ''] = row.split('\t');
        found.push({ area: file.replace('.fcgi', ''), method, path: target, need, proof, audience, help, state,
          fields: fields.split(',').filter(Boolean), name: `${method} ${target}`, captures: (target.match(/\{/g) ?? []).length });
      }
    }
  }
  return found.filter((r) => keys || r.proof !== 'key');
}

/** The roles, a partner's and those that the vendor's staff begin with: [{ key, audience }] */
export function rolesOf() {
  const read = (file, shape, audience) => [...fs.readFileSync(path.join(root, file), 'utf8').matchAll(shape)].map(([, key]) => ({ key, audience }));
  return [...read('lib/auth/rights.c', /\{ "(\w+)", N_\("[^"]*"\), (?=P)/g, 'partner'), ...read('schema/0044-vendor-roles.sql', /UNSIGNED\), '(\w+)', '/g, 'staff')];
}

/** One connection after the other is kept open; nothing is tidied, no jar is kept. */
export class Client {
  constructor(portal, connections = 4) {
    this.portal = portal;
    this.agent = new http.Agent({ keepAlive: true, maxSockets: connections });
  }

  request(method, target, { headers = {}, body, who } = {}, agent = this.agent) {
    const all = { host: `localhost:${this.portal.port}`, 'accept-language': 'en', ...(who ? { cookie: who.cookie } : {}),
      ...(body !== undefined ? { 'content-length': Buffer.byteLength(body), 'content-type': 'application/x-www-form-urlencoded' } : {}),
      ...headers };
    for (const name of Object.keys(all)) if (all[name] === null) delete all[name];
    return new Promise((done, failed) => {
      const started = process.hrtime.bigint();
      const request = http.request({ host: '127.0.0.1', port: this.portal.port, path: target, method, agent, timeout: 60_000, headers: all },
        (reply) => {
          const parts = [];
          reply.on('data', (part) => parts.push(part));
          reply.on('error', failed);
          reply.on('end', () => {
            const bytes = Buffer.concat(parts);
            done({ status: reply.statusCode, headers: reply.headers, bytes, text: bytes.toString('utf8'), path: target, method,
              location: reply.headers.location ?? null, us: Number((process.hrtime.bigint() - started) / 1000n) });
          });
        });
      request.on('timeout', () => request.destroy(new Error(`${method} ${target}: no answer within 60 s`)));
      // The server closed a connection that it had kept (after 5 s without a request): that is not an answer. All that are kept may be closed
      // by now, so the request goes out again on one of its own.
      request.on('error', (error) => (request.reusedSocket ? done(this.request(method, target, { headers, body, who }, false)) : failed(error)));
      request.end(body);
    });
  }

  get(target, options) {
    return this.request('GET', target, options);
  }

  /** A form as a browser posts it: same-origin. */
  post(target, values = {}, { headers = {}, ...options } = {}) {
    const body = typeof values === 'string' ? values : new URLSearchParams(values).toString();
    return this.request('POST', target, { ...options, body, headers: { 'sec-fetch-site': 'same-origin', ...headers } });
  }

  close() {
    this.agent.destroy();
  }
}

/** run(item) for all, at most `width` at a time, answers in order. */
export async function inParallel(items, width, work) {
  const answers = new Array(items.length);
  let next = 0;
  const one = async () => {
    while (next < items.length) {
      const i = next++;
      answers[i] = await work(items[i], i);
    }
  };
  await Promise.all(Array.from({ length: width }, one));
  return answers;
}

// ---- people ----
let people = 0;
/** A new person with a live session: { email, cookie, csrf, token, id, session }. The cookie goes under every realm's name, so that one realm's
 * session is tried at all the others' doors too. */
export async function person(portal, { roles, org = null, audience = org ? 'partner' : 'staff', email = `access${++people}@${audience}.example.com` }) {
  const publicNumber = crypto.randomBytes(8).readBigUInt64BE().toString();
  const made = await portal.sql(
    'INSERT INTO person (public_id, org_id, email, name, roles, created_at) VALUES (?, ?, ?, ?, ?, UTC_TIMESTAMP(6))',
    [publicNumber, org, email, `Access ${people}`, roles]);
  return { email, id: made.insertId, org, audience, roles, ...(await session(portal, made.insertId, audience)) };
}

/** A passkey that nobody can use: something behind the addresses that name one. */
export const passkey = (portal, personId) =>
  portal.sql(`INSERT INTO passkey (public_id, person_id, credential_hash, credential_id, public_key, sign_count, name, created_at)
    VALUES (?, ?, ?, 'x', REPEAT('x', 64), 0, 'Key', UTC_TIMESTAMP(6))`, [crypto.randomBytes(8).readBigUInt64BE().toString(), personId, crypto.randomBytes(32)]);

const hashed = (token) => crypto.createHash('sha256').update(token).digest();
const number = () => crypto.randomBytes(8).readBigUInt64BE().toString();
/** The token of an invitation into the first organisation, as its mail holds it. */
export async function invitationLink(portal) {
  const token = crypto.randomBytes(32);
  const email = `invited${token.toString('hex').slice(0, 12)}@example.com`;
  const made = await portal.sql(`INSERT INTO person (public_id, org_id, email, name, roles, active, invited, created_at)
    VALUES (?, 1, ?, 'invited', 'sales', FALSE, TRUE, UTC_TIMESTAMP(6))`, [number(), email]);
  await portal.sql(`INSERT INTO invitation (org_id, person_id, status, token_hash, created_at, expires_at)
    VALUES (1, ?, 'sent', ?, UTC_TIMESTAMP(6), UTC_TIMESTAMP(6) + INTERVAL 7 DAY)`, [made.insertId, hashed(token)]);
  return token.toString('base64url');
}
/** The token of somebody who registers there; status waiting: one whom an administrator may approve. */
export async function registrationLink(portal, status = 'asked') {
  const token = crypto.randomBytes(32);
  await portal.sql('UPDATE org SET register_open = TRUE WHERE id = 1');
  await portal.sql(`INSERT INTO registration (public_id, org_id, email, name, status, token_hash, created_at, expires_at, confirmed_at)
    VALUES (?, 1, ?, 'Newcomer', ?, ?, UTC_TIMESTAMP(6), UTC_TIMESTAMP(6) + INTERVAL 1 DAY, UTC_TIMESTAMP(6))`,
  [number(), `new${token.toString('hex').slice(0, 12)}@example.com`, status, hashed(token)]);
  return token.toString('base64url');
}

/** One more session of a person. */
export async function session(portal, personId, audience) {
  const token = crypto.randomBytes(32);
  const secret = crypto.randomBytes(32);
  const made = await portal.sql(
    `INSERT INTO session (token_hash, person_id, audience, csrf_secret, step_up_at, created_at, seen_at, idle_s, expires_at)
     VALUES (?, ?, ?, ?, UTC_TIMESTAMP(6), UTC_TIMESTAMP(6), UTC_TIMESTAMP(6), 1800, UTC_TIMESTAMP(6) + INTERVAL 12 HOUR)`, [sha256(token), personId, audience, secret]);
  const text = token.toString('base64url');
  return { token: text, session: made.insertId, cookie: Object.values(COOKIES).map((name) => `${name}=${text}`).join('; '),
    csrf: crypto.createHmac('sha256', secret).update('csrf').digest('base64url') };
}

/** An end customer's address with a live session in a bill group's portal, let in by a rule of its own: { email, cookie, csrf, group, rule ... }. */
export async function visitor(portal, { group, email = `visitor${++people}@customer.example.com` } = {}) {
  const { id } = group ? { id: group } : (await portal.sql(`SELECT g.id FROM bill_group g LEFT JOIN org o ON o.id = g.org_id WHERE (o.id IS NULL OR o.party_id <> g.party_id)
    AND EXISTS (SELECT 1 FROM invoice i WHERE i.bill_group_id = g.id AND i.status = 'unpaid') ORDER BY g.id LIMIT 1`))[0];
  const rule = await portal.sql(`INSERT INTO access_rule (public_id, bill_group_id, kind, value, reason, created_by, created_at)
    SELECT ?, ?, 'email', ?, 'a visitor of the tests', MIN(id), UTC_TIMESTAMP(6) FROM person WHERE org_id IS NULL`, [number(), id, email]);
  const made = await session(portal, null, 'customer');
  await portal.sql('UPDATE session SET bill_group_id = ?, access_rule_id = ?, email = ? WHERE id = ?', [id, rule.insertId, email, made.session]);
  return { email, audience: 'customer', group: id, rule: rule.insertId, ...made };
}

/** Somebody of each role and of each state that must open nothing: Map of name -> who (anonymous: null). */
export async function everybody(portal, org) {
  const all = new Map([['anonymous', null]]);
  for (const { key, audience } of rolesOf()) all.set(key, await person(portal, { roles: key, org: audience === 'partner' ? org : null, audience }));
  all.set('customer', await visitor(portal));
  const [{ id: suspended }] = await portal.sql("SELECT id FROM org WHERE status = 'active' AND id NOT IN (1, 2) ORDER BY id LIMIT 1");
  all.set('disabled-partner', await person(portal, { roles: 'partner_admin', org }));
  all.set('disabled-staff', await person(portal, { roles: 'vendor_admin' }));
  all.set('suspended-org', await person(portal, { roles: 'partner_admin', org: suspended }));
  all.set('signed-out', await person(portal, { roles: 'partner_admin', org }));
  await portal.sql('UPDATE person SET active = FALSE WHERE id IN (?, ?)', [all.get('disabled-partner').id, all.get('disabled-staff').id]);
  await portal.sql("UPDATE org SET status = 'suspended' WHERE id = ?", [suspended]);
  await portal.sql('UPDATE session SET ended_at = UTC_TIMESTAMP(6) WHERE id = ?', [all.get('signed-out').session]);
  all.set('removed-customer', await visitor(portal));
  await portal.sql('UPDATE access_rule SET removed_at = UTC_TIMESTAMP(6), removed_by = created_by WHERE id = ?', [all.get('removed-customer').rule]);
  return all;
}

// ---- proofs ----
export const formKey = () => crypto.randomBytes(16).toString('base64url');
/** A signed state as the portal's own pages carry it. */
export function stateFor(portal, purpose, lifetimeS = 3600) {
  const key = Buffer.from(fs.readFileSync(portal.settings['Key.File'], 'utf8').trim(), 'hex');
  const part = `${purpose}.${Math.floor(Date.now() / 1000) + lifetimeS}.${crypto.randomBytes(16).toString('base64url')}`;
  return `${part}.${crypto.createHmac('sha256', key).update(`state:${part}`).digest('base64url')}`;
}
/** What a route wants beside its fields, all of it right. */
export function proofs(portal, route, who) {
  if (route.proof === 'session') return { _csrf: who?.csrf ?? 'none', _key: formKey() };
  return route.proof === 'state' ? { _state: stateFor(portal, route.state) } : {};
}

// ---- following links ----
const shape = (route) => new RegExp(`^${route.path.replace(/[.+*?^$()|[\]\\]/g, '\\$&').replace(/\{[^}]*\}/g, '([^/?#]+)')}$`);
export function routeOf(routes, method, target) {
  const clean = target.replace(/[?#].*$/, '');
  return routes.filter((r) => r.method === method && shape(r).test(clean)).sort((a, b) => a.captures - b.captures)[0];
}
export function linksOf(html) {
  const links = [...html.matchAll(/<(?:a|link|script|img)\b[^>]*?\s(?:href|src)\s*=\s*"([^"]*)"/gi)].map(([, link]) => plain(link));
  return [...new Set(links)].filter((link) => link.startsWith('/') && !link.startsWith('//')).map((link) => link.replace(/#.*$/, ''));
}

/** Visits every page that this person can reach: { pages: Map target -> reply, ids: Map pattern -> [captures], forms: Map "POST pattern" -> [{ target, values }], linked: Set }.
 * Of pages that differ in their captures or their query alone, `each` are visited. */
export async function crawl(client, routes, who, { each = 3, most = 400, from } = {}) {
  const entries = from ?? routes.filter((r) => r.method === 'GET' && !r.captures && (r.need === 'public' || r.audience === who?.audience)).map((r) => r.path);
  const queue = [...entries];
  const seen = new Set(queue);
  const counts = new Map();
  const found = { pages: new Map(), ids: new Map(), forms: new Map(), linked: new Set() };
  const note = (method, target) => {
    const route = routeOf(routes, method, target);
    if (route?.captures) {
      const captured = shape(route).exec(target.replace(/\?.*$/, '')).slice(1).map(decodeURIComponent);
      const list = found.ids.get(route.name) ?? [];
      if (!list.some((c) => c.join() === captured.join())) list.push(captured);
      found.ids.set(route.name, list);
    }
    return route;
  };
  const enqueue = (target, kind) => {
    if (seen.has(target) || seen.size > most) return;
    const n = counts.get(kind) ?? 0;
    if (n >= each) return;
    counts.set(kind, n + 1);
    seen.add(target);
    queue.push(target);
  };
  const read = (reply) => {
    for (const link of linksOf(reply.text)) {
      const route = note('GET', link);
      found.linked.add(link);
      const query = [...new URLSearchParams(link.split('?')[1] ?? '').keys()].sort().join();
      enqueue(link, `${route?.name ?? link.split('?')[0]}?${query}`);
    }
    for (const form of formsOf(reply.text)) {
      const target = form.action || reply.path;
      if (form.method !== 'POST') continue;
      const route = note('POST', target);
      if (!route) continue;
      const list = found.forms.get(route.name) ?? [];
      if (list.length < 40) list.push({ target, values: form.values, html: form.html, page: reply.path });
      found.forms.set(route.name, list);
    }
  };
  while (queue.length) {
    const batch = queue.splice(0, 8);
    const replies = await inParallel(batch, 4, (target) => client.get(target, { who }));
    for (const reply of replies) {
      found.pages.set(reply.path, reply);
      if (reply.status === 303 && reply.location?.startsWith('/')) enqueue(reply.location, `to ${reply.location.split('?')[0]}`);
      if (/html/.test(reply.headers['content-type'] ?? '')) read(reply);
    }
  }
  return found;
}

/** Captured values for a route: seen for itself, or for another route that begins the same way. */
export function idsFor(route, ids) {
  if (ids.get(route.name)?.length) return ids.get(route.name);
  const parts = route.path.split('/');
  const last = parts.findLastIndex((part) => part.startsWith('{'));
  const head = parts.slice(0, last + 1).join('/');
  for (const [name, list] of ids) {
    const other = name.split(' ')[1];
    if (list.length && (other === head || other.startsWith(`${head}/`))) return list.map((c) => c.slice(0, route.captures)).filter((c) => c.length === route.captures);
  }
  return [];
}
export const fill = (route, captured) => {
  let i = 0;
  return route.path.replace(/\{[^}]*\}/g, () => encodeURIComponent(captured[i++]));
};

// ---- the database as one text ----
/** Stops what writes by itself: afterwards only requests change the database. */
export async function stopWorker(portal) {
  const file = path.join(portal.folder, 'run/worker.pid');
  if (!fs.existsSync(file)) return;
  const pid = Number(fs.readFileSync(file, 'utf8'));
  try {
    process.kill(pid, 'SIGTERM');
    while (!/^\d+ \(.*\) Z/.test(fs.readFileSync(`/proc/${pid}/stat`, 'utf8'))) await new Promise((done) => setTimeout(done, 30)); // it ends what it has begun
  } catch {
    // it is gone
  }
  fs.rmSync(file, { force: true });
}
export async function tablesOf(portal) {
  const rows = await portal.sql("SELECT TABLE_NAME AS name FROM information_schema.TABLES WHERE TABLE_SCHEMA = 'portico' AND TABLE_TYPE = 'BASE TABLE' ORDER BY 1");
  return rows.map((row) => row.name);
}
/** { table: checksum } of everything but when a session was last seen. */
export async function checksums(portal, { without = [] } = {}) {
  const tables = (await tablesOf(portal)).filter((name) => !without.includes(name));
  // MariaDB's own sum of a table with a generated column changes with what was in memory before; those rows are read instead.
  const made = (await portal.sql("SELECT DISTINCT TABLE_NAME AS name FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = DATABASE() AND GENERATION_EXPRESSION <> ''")).map((row) => row.name);
  const read = tables.filter((name) => made.includes(name));
  const rows = await portal.sql(`CHECKSUM TABLE ${tables.filter((name) => name !== 'session' && !read.includes(name)).map((name) => `\`${name}\``).join(', ')} EXTENDED`);
  const state = Object.fromEntries(rows.map((row) => [row.Table.replace(/^portico\./, ''), String(row.Checksum)]));
  for (const name of read) state[name] = sha256(JSON.stringify(await portal.sql(`SELECT * FROM \`${name}\` ORDER BY 1, 2`))).toString('hex');
  const [{ sum }] = await portal.sql('SELECT SHA2(GROUP_CONCAT(id, HEX(token_hash), COALESCE(person_id, 0), audience, HEX(csrf_secret), created_at, expires_at, COALESCE(ended_at, 0) ORDER BY id), 256) AS sum FROM session');
  return without.includes('session') ? state : { ...state, session: sum };
}
/** Actions of the audit trail after this row; 0 for all. */
export const audited = async (portal, since) => (await portal.sql('SELECT action FROM audit WHERE id > ? ORDER BY id', [since])).map((row) => row.action);
export const lastAudited = async (portal) => Number((await portal.sql('SELECT COALESCE(MAX(id), 0) AS id FROM audit'))[0].id);
export const differing = (a, b) => Object.keys({ ...a, ...b }).filter((name) => a[name] !== b[name]);
