// Every form of the portal, sent as it must not be: without its proof, with somebody else's, from another site, and with fields
// that it does not have. Routes and fields come from the programs' own tables, forms from their own pages.
import { start } from '../lib/portal.mjs';
import { cleanup, equal, note, ok, run, test } from '../lib/tap.mjs';
import { COOKIES, Client, audited, checksums, crawl, differing, everybody, fill, formKey, idsFor, lastAudited, proofs, rolesOf, routeOf, routesOf, session, stateFor, stopWorker } from '../lib/access.mjs';
import { filled } from '../lib/forms.mjs';
import { choose, put, shelf, somebody } from '../lib/shop.mjs';
import { Snapshot } from '../lib/snapshot.mjs';

const portal = await start();
cleanup(() => portal.stop());
const client = new Client(portal);
cleanup(() => client.close());
await stopWorker(portal);
const routes = await routesOf(portal);
const people = await everybody(portal, 1);
const posts = routes.filter((r) => r.method !== 'GET');

// A basket that is ready to be ordered: otherwise no page shows the form that orders it.
async function fillBasket(who) {
  const buyer = portal.visitor();
  buyer.jar.set(COOKIES.partner, who.token);
  const [offer] = Object.values(await shelf(buyer));
  equal((await put(buyer, offer, 1)).status, 303, 'putting an offer into the basket');
  equal((await choose(buyer, somebody)).status, 303, 'saying who it is for');
}
await fillBasket(people.get('partner_admin'));

const crawled = new Map();
for (const name of ['anonymous', 'customer', ...rolesOf().map((r) => r.key)]) crawled.set(name, await crawl(client, routes, people.get(name), { each: 4, most: 300 }));
const strongest = { partner: 'partner_admin', staff: 'vendor_admin', customer: 'customer' };

/** Who sends this form, where, and with which values: from a page that showed it, else from the table alone. */
function sample(route) {
  const names = route.need === 'public' ? ['anonymous', 'partner_admin'] : [strongest[route.audience], ...rolesOf().filter((r) => r.audience === route.audience).map((r) => r.key)];
  for (const name of names) {
    const form = crawled.get(name).forms.get(route.name)?.[0];
    if (form) return { who: people.get(name), target: form.target, values: filled(form), shown: true };
  }
  const ids = idsFor(route, crawled.get(names[0]).ids)[0] ?? Array(route.captures).fill('0000000000000');
  return { who: people.get(names[0]), target: fill(route, ids), values: Object.fromEntries(route.fields.map((f) => [f, '1'])), shown: false };
}
/** The proofs are made anew for each sending. */
const withProofs = (route, { who, values }) => ({ ...values, ...proofs(portal, route, who) });

const snapshot = await Snapshot.take(portal);
cleanup(() => snapshot.end());

test('every form that posts is in a table', () => {
  const lost = [];
  for (const seen of crawled.values()) for (const page of seen.pages.values()) {
    for (const [, action] of page.text.matchAll(/<form\b[^>]*method="post"[^>]*action="([^"]*)"/gi)) if (!routeOf(routes, 'POST', action || page.path)) lost.push(`${page.path}: ${action}`);
  }
  equal([...new Set(lost)], []);
});

// ---- what another site, or an old page, could send ----
const other = people.get('sales');
function forgeries(route, { who, target, values }) {
  const right = withProofs(route, { who, values });
  const name = route.proof === 'session' ? '_csrf' : '_state';
  const { [name]: token, ...bare } = right;
  const inQuery = `${target}${target.includes('?') ? '&' : '?'}${name}=${encodeURIComponent(token)}`;
  const all = [
    ['no proof', target, bare, {}],
    ['an empty proof', target, { ...bare, [name]: '' }, {}],
    ['the proof in the address', inQuery, bare, {}],
    ['a proof cut short', target, { ...bare, [name]: String(token).slice(0, -1) }, {}],
    ['from another site', target, right, { 'sec-fetch-site': 'cross-site' }],
    ['from a sibling site', target, right, { 'sec-fetch-site': 'same-site' }],
    ['a foreign Origin', target, right, { 'sec-fetch-site': null, origin: 'https://evil.example.org' }],
    ['Origin null', target, right, { 'sec-fetch-site': null, origin: 'null' }],
    ['Origin that begins like ours', target, right, { 'sec-fetch-site': null, origin: `${portal.url}.evil.example.org` }],
    ['a body of plain text', target, right, { 'content-type': 'text/plain' }],
    ['a body of JSON', target, JSON.stringify(right), { 'content-type': 'application/json' }],
  ];
  if (route.proof === 'session') {
    all.push(['another session\'s proof', target, { ...bare, _csrf: (who === other ? people.get('finance') : other).csrf }, {}]);
    all.push(['an ended session\'s proof', target, { ...bare, _csrf: route.ended }, {}]);
    all.push(['no one-use key', target, Object.fromEntries(Object.entries(right).filter(([key]) => key !== '_key')), {}]);
    all.push(['an odd one-use key', target, { ...right, _key: 'x' }, {}]);
  } else {
    all.push(['a state for something else', target, { ...bare, _state: stateFor(portal, 'elsewhere') }, {}]);
    all.push(['a state whose name begins like ours', target, { ...bare, _state: stateFor(portal, `${route.state}x`) }, {}]);
    all.push(['a state of yesterday', target, { ...bare, _state: stateFor(portal, route.state, -60) }, {}]);
  }
  return all;
}
for (const route of posts.filter((r) => ['session', 'state'].includes(r.proof))) {
  test(`forged: ${route.name}`, async () => {
    const form = sample(route);
    if (route.proof === 'session') {
      const old = await session(portal, form.who.id, form.who.audience);
      await portal.sql('UPDATE session SET ended_at = UTC_TIMESTAMP(6) WHERE id = ?', [old.session]);
      route.ended = old.csrf;
    }
    const wrong = [];
    const tries = forgeries(route, form);
    const before = await checksums(portal, { without: ['audit', 'audit_value'] }), since = await lastAudited(portal);
    let denied = 0;
    for (const [what, target, values, headers] of tries) {
      const reply = await client.post(target, values, { who: form.who, headers });
      if (reply.status === 403 && form.who) denied++;
      if (![400, 403, 415].includes(reply.status)) wrong.push(`${what}: ${reply.status}`);
      if (reply.headers['set-cookie']) wrong.push(`${what}: sets a cookie`);
    }
    const changed = differing(before, await checksums(portal, { without: ['audit', 'audit_value'] }));
    const told = await audited(portal, since);
    if (told.length !== denied || told.some((action) => action !== 'access.denied')) wrong.push(`${denied} were denied, the trail says: ${told}`);
    if (changed.length) wrong.push(`changed ${changed}`);
    if (changed.length) await snapshot.restore();
    equal(wrong, []);
  });
}
test('a webhook without its signature is refused and changes nothing', async () => {
  const before = await checksums(portal);
  const wrong = [];
  for (const route of posts.filter((r) => r.proof === 'signature')) {
    for (const headers of [{}, { 'content-type': 'application/json' }]) {
      const reply = await client.post(fill(route, Array(route.captures).fill('x')), '{"type":"paid","id":"1"}', { headers });
      if (reply.status < 400 || reply.status >= 500) wrong.push(`${route.name}: ${reply.status}`);
    }
  }
  equal(wrong, []);
  equal(differing(before, await checksums(portal)), []);
});

// ---- fields that the form does not have ----
const columns = await portal.sql(`SELECT COLUMN_NAME AS name, MAX(DATA_TYPE) AS type, MAX(COLUMN_TYPE) AS full FROM information_schema.COLUMNS
  WHERE TABLE_SCHEMA = 'portico' GROUP BY COLUMN_NAME ORDER BY COLUMN_NAME`);
function intruders(route, values) {
  const own = new Set([...Object.keys(values), ...route.fields, ...route.fields.map((f) => `${f}_currency`), '_csrf', '_key', '_state']);
  const extra = { role: 'vendor_admin', admin: '1', total: '1', discount: '100', org: '2', partner: '2', _method: 'DELETE' };
  for (const { name, type, full } of columns) {
    const options = [...full.matchAll(/'([^']*)'/g)].map(([, value]) => value);
    extra[name] = options.at(-1) ?? (/int|decimal/.test(type) ? '2' : /date/.test(type) ? '2001-01-01' : /roles/.test(name) ? 'vendor_admin' : 'INTRUDER');
  }
  return Object.fromEntries(Object.entries(extra).filter(([name]) => !own.has(name)));
}
// What is written about a request itself may differ: its proof of once-only, and its trail.
const APART = ['answered', 'audit', 'audit_value'];
const done = [];
for (const route of posts.filter((r) => ['session', 'state'].includes(r.proof))) {
  test(`undeclared fields: ${route.name}`, async () => {
    const form = sample(route);
    await snapshot.restore();
    const plainReply = await client.post(form.target, withProofs(route, form), { who: form.who });
    const want = await snapshot.changes({ without: APART });
    await snapshot.restore();
    const extra = intruders(route, form.values);
    ok(Object.keys(extra).length > 50, 'too few fields were tried');
    const reply = await client.post(form.target, { ...withProofs(route, form), ...extra }, { who: form.who });
    const got = await snapshot.changes({ without: APART });
    await snapshot.restore();
    equal(reply.status, plainReply.status, 'the status');
    equal(got, want, 'the database');
    ok(reply.status < 500, `answered ${reply.status}`);
    done.push({ route: route.name, status: plainReply.status, shown: form.shown, changed: Object.keys(want) });
  });
}
test('what these forms did when all was right', () => {
  for (const { route, status, shown, changed } of done) note(`${route}: ${status}${shown ? '' : ' (no page shows it)'}${changed.length ? `, wrote ${changed}` : ''}`);
  ok(done.some((d) => d.changed.length), 'no form wrote anything');
});
test('one person\'s form key gives another no answer that was stored for it', async () => {
  const key = formKey();
  for (const who of [people.get('sales'), people.get('finance')]) {
    equal((await client.post('/login/out', { _csrf: who.csrf, _key: key }, { who })).status, 303);
    equal((await client.get('/home', { who })).status, 303, `${who.roles} is out`);
  }
  await snapshot.restore();
});

await run();
