// Ids in addresses: what belongs to another organisation answers exactly as what does not exist, in status, headers, words and time.
import crypto from 'node:crypto';
import { start } from '../lib/portal.mjs';
import { cleanup, equal, note, ok, run, test } from '../lib/tap.mjs';
import { makeKey } from '../lib/api.mjs';
import { Client, audited, checksums, crawl, differing, fill, idsFor, inParallel, lastAudited, passkey, person, proofs, publicId, rolesOf, routesOf, stopWorker, visitor } from '../lib/access.mjs';
import { masked, timesDiffer } from '../lib/compare.mjs';
import { order } from '../lib/shop.mjs';

const portal = await start();
cleanup(() => portal.stop());
const client = new Client(portal);
cleanup(() => client.close());
await stopWorker(portal);
const routes = await routesOf(portal);
const ours = 1;
const theirs = 2;

for (const email of ['sales@alder.example.com', 'sales@birch.example.net']) await order(await portal.signIn(email), [['Training days', 1]]);

for (const org of [ours, theirs]) {
  for (const n of [1, 2, 3]) {
    await portal.sql(`INSERT INTO registration (public_id, org_id, email, name, status, created_at, expires_at, confirmed_at)
      VALUES (?, ?, ?, 'Newcomer', 'waiting', UTC_TIMESTAMP(6), UTC_TIMESTAMP(6), UTC_TIMESTAMP(6))`, [crypto.randomBytes(8).readBigUInt64BE().toString(), org, `new${n}@org${org}.example.com`]);
  }
}

for (const slug of ['alder', 'birch']) for (let n = 0; n < 3; n++) await makeKey(portal, slug);

const partners = new Map();
for (const { key, audience } of rolesOf()) if (audience === 'partner') partners.set(key, await person(portal, { roles: key, org: ours }));
const other = await person(portal, { roles: 'partner_admin', org: theirs });
const staff = await person(portal, { roles: 'vendor_admin' });
const customer = await visitor(portal);
const clerk = await person(portal, { roles: 'channel_manager' });
for (const { id } of [...partners.values(), other]) for (let n = 0; n < 3; n++) await passkey(portal, id);
const crawled = {
  ours: await crawl(client, routes, partners.get('partner_admin')),
  theirs: await crawl(client, routes, other),
  staff: await crawl(client, routes, staff),
};
const randomId = () => publicId(crypto.randomBytes(8).readBigUInt64BE());
const held = routes.filter((r) => r.captures && r.audience === 'partner' && r.need !== 'public');

/** Fields of the route's form as a page showed them, so that the request gets as far as the handler. */
function valuesOf(route, who, seen) {
  const form = seen.forms.get(route.name)?.[0];
  return { ...(form?.values ?? {}), ...proofs(portal, route, who) };
}
const send = (route, captured, who, seen = crawled.ours) => {
  const target = fill(route, captured);
  return route.method === 'GET' ? client.get(target, { who }) : client.post(target, valuesOf(route, who, seen), { who });
};
const foreign = (route) => idsFor(route, crawled.theirs.ids).filter((c) => !idsFor(route, crawled.ours.ids).some((o) => o.join() === c.join()));

test('both organisations have something behind every route with an id', () => {
  const bare = held.filter((r) => !idsFor(r, crawled.ours.ids).length || !foreign(r).length).map((r) => r.name);
  equal(bare, [], 'no example of ours, or none of theirs');
});

test('another organisation\'s answers as what does not exist, for every role', async () => {
  const wrong = [];
  for (const route of held) {
    for (const [role, who] of partners) {
      const [captured] = foreign(route);
      if (!captured) continue;
      const none = captured.map(() => randomId());
      const [a, b] = [await send(route, captured, who), await send(route, none, who)];
      const status = [403, 404].includes(b.status) ? b.status : 404;
      if (a.status !== status || b.status !== status) wrong.push(`${route.name} as ${role}: theirs ${a.status}, nobody's ${b.status}`);
      else if (masked(a, captured) !== masked(b, none)) wrong.push(`${route.name} as ${role}: the answers differ\n${masked(a, captured)}\n---\n${masked(b, none)}`);
    }
  }
  equal(wrong, []);
});

test('a part of ours with a part of theirs is nothing either', async () => {
  const wrong = [];
  for (const route of held.filter((r) => r.captures > 1)) {
    const own = idsFor(route, crawled.ours.ids)[0];
    const [captured] = foreign(route);
    for (let i = 0; own && captured && i < route.captures; i++) {
      const mixed = own.map((id, k) => (k === i ? captured[k] : id));
      if (mixed.join() === own.join()) continue;
      const reply = await send(route, mixed, partners.get('partner_admin'));
      if (reply.status !== 404) wrong.push(`${route.name} with ${mixed}: ${reply.status}`);
    }
  }
  equal(wrong, []);
});

/** Addresses that take the same kind of id as others: what staff do for an organisation, and with its orders. */
const SAME_KIND = { '/orders/staff/': '/admin/orders/', '/offers/staff/': '/admin/partners/', '/checkout/staff/': '/admin/partners/',
  '/admin/invoices/': '/invoices/staff/', '/invoices/staff/': '/admin/invoices/' };

test('an id of another kind of thing is not found', async () => {
  const wrong = [];
  const head = (route) => route.path.slice(0, route.path.indexOf('{'));
  for (const [audience, who] of [['partner', partners.get('partner_admin')], ['staff', staff], ['staff', clerk]]) {
    const seen = audience === 'staff' ? crawled.staff : crawled.ours;
    const mine = routes.filter((r) => r.captures && r.audience === audience && r.need !== 'public');
    const known = new Map(mine.map((r) => [head(r), idsFor(r, seen.ids).map((c) => c[0])]));
    for (const route of mine) {
      const strangers = new Set([...known].filter(([other]) => other !== head(route)).flatMap(([, list]) => list.slice(0, 2)));
      for (const own of [...known.get(head(route)), ...(known.get(SAME_KIND[head(route)]) ?? [])]) strangers.delete(own);
      for (const id of strangers) {
        const reply = await send(route, Array(route.captures).fill(id), who, seen);
        const fine = reply.status === 404 || (who === clerk && reply.status === 403);
        if (!fine) wrong.push(`${route.name} with ${id}: ${reply.status}`);
      }
    }
  }
  equal(wrong, []);
}, { limit: 180_000 });

test('odd ids are not found and break nothing', async () => {
  const odd = ['0', '-1', '1', '18446744073709551616', '9'.repeat(400), 'zzzzzzzzzzzzz', '0000000000000', '7zzzzzzzzzzzz', 'null', "'", '%27%20OR%201=1',
    '%3Cb%3E', 'NaN', '1e9', '%C3%A4', '%F0%9F%A4%96', '%FF', '%00', '%0d%0aX:1', '%25s%25n', '{id}', 'A B'.replace(' ', '%20')];
  const wrong = [];
  for (const route of routes.filter((r) => r.captures && ['GET', 'POST'].includes(r.method))) {
    const who = route.audience === 'staff' ? staff : route.audience === 'customer' ? customer : partners.get('partner_admin');
    await inParallel(odd, 4, async (id) => {
      const target = route.path.replace(/\{[^}]*\}/g, () => id);
      const reply = route.method === 'GET' ? await client.get(target, { who }) : await client.post(target, valuesOf(route, who, crawled[route.audience === 'staff' ? 'staff' : 'ours']), { who });
      if (![400, 404].includes(reply.status)) wrong.push(`${route.method} ${target.slice(0, 80)}: ${reply.status}`);
    });
  }
  equal(wrong, []);
});

test('nothing of theirs was changed by these requests', async () => {
  const posts = held.filter((r) => r.method !== 'GET' && foreign(r).length);
  const before = await checksums(portal, { without: ['answered', 'audit', 'audit_value'] }), since = await lastAudited(portal);
  for (const route of posts) for (const who of partners.values()) await send(route, foreign(route)[0], who);
  equal(differing(before, await checksums(portal, { without: ['answered', 'audit', 'audit_value'] })), []);
  equal((await audited(portal, since)).filter((action) => action !== 'access.denied'), []);
});

async function timed(route, who, ids, samples) {
  const times = ids.map(() => []);
  for (let i = 0; i < samples + 20; i++) {
    for (const k of i % 2 ? [0, 1] : [1, 0]) {
      const reply = await client.get(fill(route, ids[k]()), { who });
      const own = Number(/dur=([\d.]+)/.exec(reply.headers['server-timing'] ?? '')?.[1]);
      if (i >= 20) times[k].push(Number.isFinite(own) ? own * 1000 : reply.us);
    }
  }
  return times;
}
// What the clock says is the program's own time: what the network adds would only hide a difference.
if (portal.server === 'lighttpd') {
  for (const route of held.filter((r) => r.method === 'GET' && foreign(r).length)) {
    test(`theirs and nobody's take the same time: ${route.name}`, async () => {
      const list = foreign(route);
      const ids = [() => list[Math.floor(Math.random() * list.length)], () => list[0].map(() => randomId())];
      const { differs, sentence } = await timesDiffer((samples) => timed(route, partners.get('partner_admin'), ids, samples));
      note(sentence);
      ok(!differs, sentence);
    }, { limit: 120_000 });
  }
}

await run();
