// tests/access.golden says for every route and role what is seen: allow, deny, signin or 404. This asks a running portal for each
// and compares. A route without its line, or a line without its route, fails.
//
//   ./dev check tests/web/access.mjs                    compares
//   node tests/web/access.mjs --write                   writes the file anew: its diff is what a reviewer reads
import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { Api, makeKey } from '../lib/api.mjs';
import { root, start } from '../lib/portal.mjs';
import { cleanup, equal, ok, run, test } from '../lib/tap.mjs';
import { Client, crawl, everybody, fill, idsFor, inParallel, invitationLink, passkey, proofs, publicId, registrationLink, routesOf, stopWorker } from '../lib/access.mjs';

const golden = path.join(root, 'tests/access.golden');
const HEAD = `# What each role is answered at each route, as seen over HTTP (tests/web/access.mjs). Rewrite: node tests/web/access.mjs --write
#   allow   the handler ran (or, for a form sent without its one-use key, was about to)    deny   403
#   signin  "please sign in", or to the door of one's portal                             404    nothing there for them
#   key     only a program's key opens it. Such routes are tried with keys, too: of the organisation whose ids are asked for, one without a
#           scope, another organisation's, and its own for another; then the vendor's own, for the organisation whose ids are asked for, for
#           another, for nobody (400: unnamed), and one without a scope
# Each role's session is offered under every realm's cookie name. The last six are people who must be nobody.
`;
const portal = await start();
cleanup(() => portal.stop());
const client = new Client(portal, portal.server === 'fcgid' ? 1 : 4); // mod_fcgid answers a burst a second later
cleanup(() => client.close());
await stopWorker(portal);
const every = await routesOf(portal, { keys: true }), routes = every.filter((r) => r.proof !== 'key'), keyRoutes = every.filter((r) => r.proof === 'key');
const people = await everybody(portal, 1);
const names = [...people.keys()];

// A link as the mail holds it, without the mail.
async function signinLink(visitor) {
  const token = crypto.randomBytes(32);
  await portal.sql(`INSERT INTO signin (handle, person_id, audience, bill_group_id, email, token_hash, created_at, expires_at)
    VALUES (?, ?, ?, ?, ?, ?, UTC_TIMESTAMP(6), UTC_TIMESTAMP(6) + INTERVAL 10 MINUTE)`,
  [crypto.randomBytes(32), visitor ? null : people.get('sales').id, visitor ? 'customer' : 'partner', visitor?.group ?? null, visitor?.email ?? people.get('sales').email,
    crypto.createHash('sha256').update(token).digest()]);
  return token.toString('base64url');
}
await registrationLink(portal, 'waiting');
const newcomer = { name: 'Newcomer', language: 'en', zone: 'UTC' };
// A provider whose documents are known, so that nobody has to be asked for its button.
const documents = { issuer: 'https://id.example.com', authorization_endpoint: 'https://id.example.com/a', token_endpoint: 'https://id.example.com/t', jwks_uri: 'https://id.example.com/k' };
await portal.sql(`INSERT INTO identity_provider (public_id, name, issuer, client_id, token_auth, is_partner_auth, domains, created_at)
  VALUES (?, 'Example', 'https://id.example.com', 'portal', 'none', TRUE, 'id.example.com', UTC_TIMESTAMP(6))`, [crypto.randomBytes(8).readBigUInt64BE().toString()]);
await portal.sql(`INSERT INTO identity_document (provider_id, kind, body, fetched_at, tried_at)
  SELECT id, 'discovery', ?, UTC_TIMESTAMP(6), UTC_TIMESTAMP(6) FROM identity_provider`, [JSON.stringify(documents)]);
/** Parameters without which a route shows nothing. A form here really does something, so such routes come last. */
const EXAMPLES = {
  'GET /login/confirm': async () => ({ t: await signinLink() }),
  'POST /login/confirm': async () => ({ t: await signinLink() }),
  'GET /admin/partners/{id}/brand/restore': async () => ({ version: '1' }),
  'GET /admin/pages/{id}/restore': async () => ({ version: '1' }),
  'GET /admin/pages/{id}/blocks/new': async () => ({ kind: 'text' }),
  'GET /billing/{id}/confirm': async () => ({ t: await signinLink(people.get('customer')) }),
  'POST /billing/{id}/confirm': async () => ({ t: await signinLink(people.get('customer')) }),
  'GET /people/accept': async () => ({ t: await invitationLink(portal) }),
  'POST /people/accept': async () => ({ t: await invitationLink(portal), ...newcomer }),
  'GET /login/register/confirm': async () => ({ t: await registrationLink(portal) }),
  'POST /login/register/confirm': async () => ({ t: await registrationLink(portal), ...newcomer }),
};
routes.sort((a, b) => (a.method === 'POST' && a.name in EXAMPLES) - (b.method === 'POST' && b.name in EXAMPLES));

const apiKeys = { key: await makeKey(portal, 'alder'), 'key-no-scope': await makeKey(portal, 'alder', ''), 'key-other-org': await makeKey(portal, 'birch'), 'key-for-other': await makeKey(portal, 'alder') };
for (const name of ['vendor-key', 'vendor-key-other', 'vendor-key-none']) apiKeys[name] = await makeKey(portal, null);
apiKeys['vendor-no-scope'] = await makeKey(portal, null, '');
const [alderId, birchId] = await Promise.all(['alder', 'birch'].map(async (slug) => publicId((await portal.sql('SELECT CAST(public_id AS CHAR) AS id FROM org WHERE slug = ?', [slug]))[0].id)));
/** Whom a key says that it asks for. */
const NAMED = { 'key-for-other': birchId, 'vendor-key': alderId, 'vendor-key-other': birchId, 'vendor-no-scope': alderId };
// What the demo data lacks: passkeys, a logo, and an order that was placed.
for (const key of ['partner_admin', 'vendor_admin']) await passkey(portal, people.get(key).id);
await portal.sql("UPDATE org SET logo = 'x', logo_type = 'image/png', brand_own = TRUE WHERE id = 1");
await portal.sql("UPDATE org SET portal_mode = 'branded' WHERE id = 2");
await portal.sql("INSERT INTO brand_logo (org_id, type, content, created_at) SELECT id, 'image/png', 'x', UTC_TIMESTAMP(6) FROM org");
await portal.sql("INSERT INTO brand (org_id, number, colour, logo_id, created_at) SELECT org_id, 1, '#123456', id, UTC_TIMESTAMP(6) FROM brand_logo");
await portal.sql(`INSERT INTO customer_order (public_id, reference, org_id, status, invoice_owner, currency, created_at, placed_at)
  VALUES (7, 'O-7', 1, 'complete', 'partner', 'EUR', UTC_TIMESTAMP(6), UTC_TIMESTAMP(6))`);

const ids = new Map([['GET /{slug}', [['birch']]]]); // its links are on other pages than the crawl's few
for (const key of ['partner_admin', 'vendor_admin', 'customer']) {
  for (const [name, list] of (await crawl(client, routes, people.get(key), { each: 2 })).ids) ids.set(name, [...(ids.get(name) ?? []), ...list]);
}

// An order that failed or waits is no order of the demo's, but its pages are those of any order.
for (const what of ['cancel', 'retry']) ids.set(`GET /orders/staff/{id}/${what}`, [[publicId(7n)]]);

// A portal's link is text to be handed out, no link of a page.
const [door] = await portal.sql('SELECT id, CAST(public_id AS CHAR) AS public FROM bill_group WHERE id = ?', [people.get('customer').group]);
ids.set('GET /billing/{id}', [[publicId(door.public)]]);

// A page's desk has its blocks' links behind the first 200 of the crawl; pictures are on no demo page.
const [built] = await portal.sql("SELECT CAST(w.public_id AS CHAR) AS id, d.id AS draft, w.published_id AS published FROM webpage w JOIN webpage_version d ON d.webpage_id = w.id AND d.alone = 'draft'");
await portal.sql("INSERT INTO webpage_picture (id, public_id, type, width, height, content, created_at) VALUES (7, 7, 'image/png', 1, 1, 'x', UTC_TIMESTAMP(6))");
await portal.sql('UPDATE webpage_block SET picture_id = 7 WHERE position = 1 AND version_id IN (?, ?)', [built.draft, built.published]);
for (const name of routes.map((r) => r.name)) {
  if (/^\S+ \/admin\/pages\/\{id\}/.test(name)) ids.set(name, [name.includes('{place}') ? [publicId(built.id), '1'] : [publicId(built.id)]]);
  if (name.endsWith('/pages/pictures/{file}')) ids.set(name, [[`${publicId(7)}.png`]]);
}

function word(reply, route) {
  if (reply.status === 401) return route.proof === 'key' ? 'key' : 'signin';
  if (reply.status === 303 && /^\/(login|billing\/again)(\?|$)/.test(reply.location)) return 'signin';
  if (reply.status === 303 && reply.location === '/admin') return 'desk'; // staff at the partners' start page
  if (reply.status === 403) return /<h1[^>]*>\s*Please sign in/.test(reply.text) ? 'signin' : 'deny';
  if (reply.status === 404) return '404';
  if (reply.status === 400 && reply.text.includes('For-Organisation')) return 'unnamed';
  return reply.status >= 500 || reply.status === 405 ? `error-${reply.status}` : 'allow';
}

async function ask(route, name) {
  const who = people.get(name);
  const captured = idsFor(route, ids)[0] ?? Array(route.captures).fill(publicId(crypto.randomBytes(8).readBigUInt64BE()));
  const target = fill(route, captured);
  const values = (await EXAMPLES[route.name]?.()) ?? {};
  if (route.method === 'GET') {
    const query = new URLSearchParams(values).toString();
    return word(await client.get(query ? `${target}?${query}` : target, { who }), route);
  }
  // Without the one-use key nothing runs, but the guard has decided: 400 after it, 403 before.
  const sent = { ...proofs(portal, route, who), ...values };
  delete sent._key;
  return word(await client.request(route.method, target, { who, body: new URLSearchParams(sent).toString(), headers: { 'sec-fetch-site': 'same-origin' } }), route);
}

// ---- programs: a key is an organisation's, no session counts ----
const api = new Api(portal, null, 4);
cleanup(() => api.close());
const nouns = {};
for (const noun of ['offers', 'customers', 'subscriptions', 'orders', 'invoices']) nouns[noun] = (await api.get(`/api/v1/${noun}?limit=1`, { key: apiKeys.key.secret })).json.items[0].id;
async function askAsProgram(route, name) {
  const target = route.path.replace('{id}', nouns[route.path.split('/')[3]]);
  const secret = apiKeys[name]?.secret ?? null, cookie = people.get(name)?.cookie;
  await portal.sql('DELETE FROM rate_state');
  const headers = { ...(cookie ? { cookie } : {}), ...(NAMED[name] ? { 'for-organisation': NAMED[name] } : {}) };
  return word(await api.request(route.method, target, { key: secret, body: route.method === 'GET' ? undefined : {}, headers }), route);
}

const seen = [];
for (const route of keyRoutes) {
  for (const name of [...names, ...Object.keys(apiKeys)]) {
    const w = await askAsProgram(route, name);
    seen.push({ key: `${route.name} ${name}`, line: `${route.method.padEnd(4)} ${route.path.padEnd(40)} ${name.padEnd(17)} ${w}`, word: w });
  }
}
for (const route of routes) {
  const words = await inParallel(names, 4, (name) => ask(route, name));
  words.forEach((w, i) => seen.push({ key: `${route.name} ${names[i]}`, line: `${route.method.padEnd(4)} ${route.path.padEnd(40)} ${names[i].padEnd(17)} ${w}`, word: w }));
}
const parsed = (text) => new Map(text.split('\n').filter((line) => line && line[0] !== '#').map((line) => {
  const [method, target, role, w] = line.trim().split(/\s+/);
  return [`${method} ${target} ${role}`, w];
}));

if (process.argv.includes('--write')) {
  const order = new Map(every.map((r, i) => [r.name, i]));
  const byArea = (a, b) => a.key.split(' ')[1].localeCompare(b.key.split(' ')[1]) || order.get(a.key.replace(/ \S+$/, '')) - order.get(b.key.replace(/ \S+$/, ''));
  fs.writeFileSync(golden, HEAD + seen.sort(byArea).map((s) => `${s.line}\n`).join(''));
  test(`wrote ${seen.length} lines`, () => {});
} else {
  const want = parsed(fs.readFileSync(golden, 'utf8'));
  const got = new Map(seen.map((s) => [s.key, s.word]));
  test('every route and role has its line', () => equal([...got.keys()].filter((key) => !want.has(key)), [], 'no line in tests/access.golden'));
  test('every line has its route and role', () => equal([...want.keys()].filter((key) => !got.has(key)), [], 'lines without a route'));
  test('every cell is as written', () => {
    equal([...got].filter(([key, w]) => want.has(key) && want.get(key) !== w).map(([key, w]) => `${key}: ${w}, should be ${want.get(key)}`), []);
  });
}

test('rules that hold for every table', () => {
  const wrong = [];
  const nobody = new Set(['anonymous', 'disabled-partner', 'disabled-staff', 'suspended-org', 'signed-out', 'removed-customer']);
  for (const { key, word: w } of seen) {
    const [method, target, role] = key.split(' ');
    const route = every.find((r) => r.method === method && r.path === target);
    if (w.startsWith('error')) wrong.push(`${key}: ${w}`);
    if (target === '/pages/{tag}') {
      // Whether one must sign in, the page says that is asked for: here one that demands it.
      const partner = people.get(role)?.audience === 'partner' && !nobody.has(role);
      if (w !== (partner ? 'allow' : 'signin')) wrong.push(`${key}: ${w}`);
    } else if (route.proof === 'key') {
      const narrow = route.need === 'signed-in' ? 'allow' : 'deny', elsewhere = route.captures ? '404' : 'allow';
      const right = { 'key-no-scope': narrow, 'vendor-no-scope': narrow, 'key-other-org': elsewhere, 'vendor-key-other': elsewhere, 'key-for-other': 'deny',
        'vendor-key-none': 'unnamed', key: 'allow', 'vendor-key': 'allow' }[role] ?? 'key';
      if (w !== right && !(target.endsWith('/terms') && w === '404')) wrong.push(`${key}: ${w}, should be ${right}`);
    } else if (route.need === 'public') {
      if (w === 'deny' || w === 'signin') wrong.push(`${key}: ${w} at a public page`);
    } else if (nobody.has(role) || (people.get(role).audience !== route.audience && key !== 'GET /api/session customer')) {
      if (w !== 'signin' && !(w === 'desk' && target === '/home' && people.get(role)?.audience === 'staff')) wrong.push(`${key}: ${w}, though this is no session of the ${route.audience} realm`);
    } else if (w === 'signin') wrong.push(`${key}: a live session is asked to sign in`);
  }
  equal(wrong, []);
});

test('every page with an id was asked for with one that exists', () => {
  equal(routes.filter((r) => r.captures && !idsFor(r, ids).length).map((r) => r.name), [], 'no link leads to these');
});

test('a method that the table does not name is refused', async () => {
  const paths = [...new Set(routes.map((r) => r.path))]; // those of programs: tests/web/api.mjs
  const wrong = [];
  for (const target of paths) {
    const has = new Set(routes.filter((r) => r.path === target).map((r) => r.method));
    const like = routes.find((r) => r.path === target);
    for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']) {
      if (has.has(method)) continue;
      const reply = await client.request(method, fill(like, idsFor(like, ids)[0] ?? ['x', 'x', 'x', 'x']), { who: people.get('vendor_admin'), ...(method === 'GET' ? {} : { body: '' }) });
      const other = routes.some((r) => r.method === method && r.path !== target && r.captures && r.path.split('/').length === target.split('/').length);
      if (![405, 501].includes(reply.status) && !other) wrong.push(`${method} ${target}: ${reply.status}`);
    }
  }
  equal(wrong, []);
});

test('what is in no table is not found, signed in or not', async () => {
  for (const area of new Set(routes.map((r) => r.area))) {
    for (const name of ['anonymous', 'partner_admin', 'vendor_admin']) {
      const reply = await client.get(`/${area}/no-such/page/at/all/here`, { who: people.get(name) });
      equal(reply.status, 404, `/${area}/no-such as ${name}`);
    }
  }
  ok(routes.length > 0);
});

await run();
