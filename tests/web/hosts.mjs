// Sub-portals on host names of their own (DOMAIN E15, decisions 49 and 69) and the way a session comes there: people sign in on the main
// host; a token that is good once, for 30 seconds, on one host, in the browser that set out leads back (DESIGN 4). Everything else that
// somebody may try with hosts, tokens and cookies is refused, and the next good request works.
import crypto from 'node:crypto';
import { start } from '../lib/portal.mjs';
import { Traveller, words } from '../lib/hosts.mjs';
import { test, equal, ok, match, unmatch, unequal, cleanup, run } from '../lib/tap.mjs';

const portal = await start();
cleanup(() => portal.stop());
const CEDAR = 'cedar.localhost';
const BIRCH = 'birch.localhost';
const SALES = 'sales@cedar.example.org';
await portal.sql("UPDATE org SET portal_mode = 'branded', portal_host = ?, portal_name = 'Birch Desk' WHERE slug = 'birch'", [BIRCH]);
const one = async (sql, params) => (await portal.sql(sql, params))[0];
const at = (host, path) => `http://${host}:${portal.port}${path}`;
const sessions = async () => Number((await one('SELECT COUNT(*) n FROM session')).n);
/** Somebody of Cedar, in on its own host. */
async function inside(email = SALES, options) {
  const who = new Traveller(portal);
  const page = await who.signIn(CEDAR, email, options);
  return { who, page, sub: who.on(CEDAR), main: who.on('localhost') };
}
/** The same up to the token, not yet shown to the sub-portal. */
async function token(who = new Traveller(portal), email = SALES, host = CEDAR) {
  const over = await who.signIn(host, email, { stop: '/login/arrive' });
  ok(over.to, `no way over: ${over.status} ${over.url}`);
  return { who, over, arrive: new URL(over.to), t: new URL(over.to).searchParams.get('t') };
}
const refusedArrival = (page) => {
  equal(page.status, 404);
  match(page.text, 'was used already, took too long, or began in another browser');
  equal(page.cookies.filter((c) => /portico_partner=[^;]/.test(c)), [], 'no session comes of it');
};

// ---- whose host ----
test('a host that is nobody\'s gets a plain refusal, whatever it looks like, and no cookie', async () => {
  for (const host of ['evil.example.org', `${CEDAR}.evil.example.org`, `x${CEDAR}`, `${CEDAR}x`, 'localhost.evil.example.org', 'xlocalhost', 'dogwood.localhost', '10.0.0.1', 'cedar']) {
    for (const path of ['/home', '/login', '/admin', '/nosuch']) {
      const page = await portal.get(path, { headers: { host } });
      equal([host, path, page.status, page.cookies], [host, path, 421, []]);
      unmatch(page.text, /evil|<form|<a |Portico|Cedar/, `${host}${path} says too much`);
    }
  }
  match(portal.log(), /host refused host=evil\.example\.org address=127\.0\.0\.1/);
  equal((await portal.get('/login')).status, 200, 'the next good request works');
});

test('a sign-in mail asked for under a foreign host is not sent', async () => {
  const login = await portal.get('/login');
  const state = /name="_state" value="([^"]+)"/.exec(login.text)[1];
  const { n } = await one('SELECT COUNT(*) n FROM signin');
  const page = await portal.post('/login', { _state: state, email: SALES, next: '' }, { headers: { host: 'evil.example.org' } });
  equal([page.status, (await one('SELECT COUNT(*) n FROM signin')).n], [421, n]);
});

test('an organisation\'s host is its own in any case of letters and behind any port; suspended, it is nobody\'s', async () => {
  for (const host of [CEDAR, `${CEDAR}:${portal.port}`, 'CEDAR.localhost', `${CEDAR}:81`]) equal([host, (await portal.get('/login', { headers: { host } })).status], [host, 200]);
  for (const change of ["status = 'suspended'", "portal_mode = 'shared'"]) {
    await portal.sql(`UPDATE org SET ${change} WHERE slug = 'cedar'`);
    equal([change, (await portal.get('/login', { headers: { host: CEDAR } })).status], [change, 421]);
    await portal.sql("UPDATE org SET status = 'active', portal_mode = 'branded' WHERE slug = 'cedar'");
  }
});

test('its front page wears the organisation\'s name, colours and words, and may lead to the main host alone', async () => {
  const page = await portal.get('/login', { headers: { host: CEDAR } });
  const text = words(page.text);
  for (const said of ['Cedar Cloud Desk', 'Offers, orders and invoices of Cedar Integrator, in one place.', '3 allée des Cèdres, 69001 Lyon', 'help@cedar.example.org', '+33 1 99 00 00 00', 'You sign in at localhost']) match(text, said);
  match(page.text, /<title>Cedar Cloud Desk[^<]*<\/title>/);
  const css = /href="(\/home\/brand\/[^"]+)"/.exec(page.text)[1];
  equal((await portal.get(css, { headers: { host: CEDAR } })).status, 200);
  match(page.headers['content-security-policy'], `form-action 'self' http://localhost:${portal.port};`);
  unmatch(page.text, 'Alder');
});

test('the staff\'s desk is not there; what belongs to the main host leads there, and nothing is posted across', async () => {
  for (const path of ['/admin', '/admin/partners', '/account/staff']) equal([path, (await portal.get(path, { headers: { host: CEDAR } })).status], [path, 404]);
  const moved = await portal.get('/login/password?next=%2Fhome&x=1', { headers: { host: CEDAR } });
  equal([moved.status, moved.location], [303, `${portal.url}/login/password?next=%2Fhome&x=1`]);
  equal((await portal.get('/account', { headers: { host: CEDAR } })).location, `${portal.url}/account`);
  equal((await portal.get('/people/accept?t=x', { headers: { host: CEDAR } })).location, `${portal.url}/people/accept?t=x`);
  const state = /name="_state" value="([^"]+)"/.exec((await portal.get('/login')).text)[1];
  const { n } = await one('SELECT COUNT(*) n FROM signin');
  equal((await portal.post('/login', { _state: state, email: SALES }, { headers: { host: CEDAR } })).status, 404);
  equal((await one('SELECT COUNT(*) n FROM signin')).n, n);
});

// ---- the way in ----
test('a page there asks to sign in, the main host signs in, and the page opens there', async () => {
  const who = new Traveller(portal);
  const asked = await who.go(at(CEDAR, '/customers?q=x'));
  equal([asked.url.hostname, asked.url.pathname], [CEDAR, '/login']);
  const page = await who.signIn(CEDAR, SALES, { next: '/customers?q=x' });
  equal([page.status, page.url.href], [200, at(CEDAR, '/customers?q=x')]);
  match(page.text, 'Cedar Cloud Desk');
  match(words(page.text), 'Camille Cedar');
  const cookie = (await who.on(CEDAR).get('/home')).status;
  equal(cookie, 200);
  ok([...who.on(CEDAR).jar.keys()].every((name) => !/way/.test(name)), 'the way\'s cookie is gone');
});

test('the sign-in page of the main host says where it leads, in that portal\'s colours', async () => {
  const who = new Traveller(portal);
  const asked = await who.send(await who.go(at(CEDAR, '/login')), {}, { action: '/login/begin' });
  equal([asked.url.hostname, asked.url.pathname], ['localhost', '/login']);
  match(words(asked.text), 'You go on to Cedar Cloud Desk.');
  const policy = asked.headers['content-security-policy'];
  unmatch(policy, CEDAR, 'no form of the main host may lead to a sub-portal');
});

test('who is signed in on the main host is through at once', async () => {
  const { who } = await inside();
  who.on(CEDAR).jar.clear();
  const page = await who.send(await who.go(at(CEDAR, '/login?next=/orders')), {}, { action: '/login/begin' });
  equal([page.status, page.url.href], [200, at(CEDAR, '/orders')]);
});

test('cookies are each host\'s own: without a domain, and worth nothing on the other', async () => {
  const { page, sub, main } = await inside();
  equal(page.status, 200);
  const [theirs, ours] = [sub.jar.get('portico_partner'), main.jar.get('portico_partner')];
  unequal(theirs, ours);
  equal((await portal.get('/home', { cookie: `portico_partner=${ours}`, headers: { host: CEDAR } })).status, 303);
  equal((await portal.get('/home', { cookie: `portico_partner=${theirs}` })).status, 303);
  equal((await portal.get('/home', { cookie: `portico_partner=${theirs}`, headers: { host: BIRCH } })).status, 303);
  match(portal.log(), /session of another host refused/);
  const login = await portal.get('/login', { headers: { host: CEDAR } });
  const begun = await portal.post('/login/begin', { _state: /name="_state" value="([^"]+)"/.exec(login.text)[1] }, { headers: { host: CEDAR } });
  equal(begun.cookies.length, 1);
  unmatch(begun.cookies[0], /domain/i);
  match(begun.cookies[0], /HttpOnly; SameSite=Lax/);
});

test('the portal of one organisation is closed to the people of another, and to staff', async () => {
  const who = new Traveller(portal);
  const page = await who.signIn(CEDAR, 'sales@birch.example.net');
  equal([page.status, page.url.pathname], [403, '/login/portal']);
  match(words(page.text), /Cedar Cloud Desk/);
  equal((await one("SELECT COUNT(*) n FROM session s JOIN person p ON p.id = s.person_id WHERE p.email = 'sales@birch.example.net' AND s.portal_org_id IS NOT NULL")).n, 0);
  const staff = await portal.signIn('admin@portico.example.com');
  const { public_id: id } = await one("SELECT public_id FROM org WHERE slug = 'cedar'");
  ok(id);
  const begin = await new Traveller(portal).send(await new Traveller(portal).go(at(CEDAR, '/login')), {}, { action: '/login/begin', stop: '/login/portal' });
  equal((await staff.get(new URL(begin.to).pathname + new URL(begin.to).search)).status, 303, 'a staff session is no session here');
});

// ---- the token ----
test('the token is good once', async () => {
  const { who, arrive } = await token();
  const sub = who.on(CEDAR);
  const cookies = sub.cookie;
  equal((await sub.get(arrive.pathname + arrive.search)).status, 303);
  refusedArrival(await portal.get(arrive.pathname + arrive.search, { cookie: cookies, headers: { host: CEDAR } }));
  equal((await sub.get('/home')).status, 200, 'who came in stays in');
});

test('fifty at once with one token: one session', async () => {
  const { who, arrive } = await token();
  const cookie = who.on(CEDAR).cookie;
  const before = await sessions();
  const all = await Promise.all(Array.from({ length: 50 }, () => portal.get(arrive.pathname + arrive.search, { cookie, headers: { host: CEDAR } })));
  equal([all.filter((p) => p.status === 303).length, all.filter((p) => p.status === 404).length, await sessions() - before], [1, 49, 1]);
});

test('it is good for the browser that set out alone; shown by another, it is used up', async () => {
  const { who, arrive } = await token();
  refusedArrival(await portal.get(arrive.pathname + arrive.search, { headers: { host: CEDAR } }));
  refusedArrival(await who.on(CEDAR).get(arrive.pathname + arrive.search));
  match(portal.log(), /hand-off refused address=127\.0\.0\.1: for another host or another browser/);
  const again = await who.send(await who.go(at(CEDAR, '/login')), {}, { action: '/login/begin' });
  equal([again.status, again.url.pathname], [200, '/home'], 'the next good way in works');
});

test('a guessed cookie, a cookie of another way, a shortened one: refused', async () => {
  const other = new Traveller(portal);
  await other.send(await other.go(at(CEDAR, '/login')), {}, { action: '/login/begin', stop: '/login/portal' });
  const values = [crypto.randomBytes(32).toString('base64url'), other.on(CEDAR).jar.get('portico_way'), 'x', ''];
  for (const value of values) {
    const { arrive } = await token();
    refusedArrival(await portal.get(arrive.pathname + arrive.search, { cookie: `portico_way=${value}`, headers: { host: CEDAR } }));
  }
});

test('it is good on its own host alone', async () => {
  const { who, arrive } = await token();
  const secret = who.on(CEDAR).jar.get('portico_way');
  refusedArrival(await portal.get(arrive.pathname + arrive.search, { cookie: `portico_way=${secret}`, headers: { host: BIRCH } }));
  equal((await portal.get(arrive.pathname + arrive.search, { cookie: `portico_way=${secret}` })).status, 404, 'the main host takes none');
  equal((await one("SELECT COUNT(*) n FROM session s JOIN org o ON o.id = s.portal_org_id WHERE o.slug = 'birch'")).n, 0);
});

test('it is good for thirty seconds', async () => {
  for (const [age, status] of [[29, 303], [31, 404]]) {
    const { who, arrive } = await token();
    await portal.sql('UPDATE session_handoff SET created_at = created_at - INTERVAL ? SECOND, expires_at = expires_at - INTERVAL ? SECOND', [age, age]);
    equal([age, (await who.on(CEDAR).get(arrive.pathname + arrive.search)).status], [age, status]);
  }
});

test('it is kept as a hash, and stands in no log', async () => {
  const { t } = await token();
  const raw = Buffer.from(t, 'base64url');
  equal(raw.length, 32);
  const { n } = await one('SELECT COUNT(*) n FROM session_handoff WHERE token_hash = ?', [crypto.createHash('sha256').update(raw).digest()]);
  equal(n, 1);
  equal((await one('SELECT COUNT(*) n FROM session_handoff WHERE token_hash = ?', [raw])).n, 0);
  await portal.get(`/login/arrive?t=${t}`, { headers: { host: CEDAR } });
  unmatch(portal.log(), t);
});

test('made-up tokens and asks: refused, and nothing is kept', async () => {
  for (const t of ['', 'x', crypto.randomBytes(32).toString('base64url'), 'A'.repeat(5000), "' OR 1=1 --"])
    refusedOrBad(await portal.get(`/login/arrive?t=${encodeURIComponent(t)}`, { headers: { host: CEDAR } }));
  const { main } = await inside();
  const { public_id: id } = await one("SELECT LOWER(CONV(public_id, 10, 16)) public_id FROM org WHERE slug = 'cedar'");
  ok(id);
  const { who } = await token();
  const { n } = await one('SELECT COUNT(*) n FROM session_handoff');
  const way = await who.send(await who.go(at(CEDAR, '/login')), {}, { action: '/login/begin', stop: '/login/portal' });
  const good = new URL(way.to);
  for (const [name, value] of [['ask', 'x'], ['ask', ''], ['ask', crypto.randomBytes(31).toString('base64url')], ['to', ''], ['to', '0000000000000'], ['to', 'x']]) {
    const url = new URL(good);
    url.searchParams.set(name, value);
    const page = await main.get(url.pathname + url.search);
    ok([400, 404].includes(page.status), `${name}=${value}: ${page.status}`);
    equal(page.headers.refresh, undefined);
  }
  equal((await one('SELECT COUNT(*) n FROM session_handoff')).n, n);
});
const refusedOrBad = (page) => {
  ok([400, 404, 414].includes(page.status), String(page.status));
  equal(page.cookies.filter((c) => /portico_partner=[^;]/.test(c)), []);
};

test('a way begun by a stranger and finished by somebody\'s click brings neither of them in', async () => {
  const stranger = new Traveller(portal);
  const begun = await stranger.send(await stranger.go(at(CEDAR, '/login')), {}, { action: '/login/begin', stop: '/login/portal' });
  const victim = (await inside()).who;
  victim.on(CEDAR).jar.clear();
  const before = await sessions();
  const page = await victim.go(begun.to, { stop: '/login/arrive' });
  refusedArrival(await victim.go(page.to));
  refusedArrival(await stranger.go(page.to));
  equal(await sessions(), before);
});

test('a session cookie that was planted before is not the one after', async () => {
  const planted = (await inside()).sub.jar.get('portico_partner');
  const { who, arrive } = await token(new Traveller(portal), 'admin@cedar.example.org');
  who.on(CEDAR).jar.set('portico_partner', planted);
  equal((await who.on(CEDAR).get(arrive.pathname + arrive.search)).status, 303);
  unequal(who.on(CEDAR).jar.get('portico_partner'), planted);
  equal((await portal.get('/home', { cookie: `portico_partner=${planted}`, headers: { host: CEDAR } })).status, 303, 'the planted one is over');
});

test('where to go on is a page of the portal, whatever was asked', async () => {
  for (const next of ['https://evil.example.org/', '//evil.example.org/', '/\\evil.example.org', 'evil', 'javascript:alert(1)', '/%0d%0aSet-Cookie:x=1', `/home?${'x'.repeat(500)}`, '']) {
    const { page } = await inside(SALES, { next });
    equal([next, page.url.hostname], [next, CEDAR]);
    ok(page.url.pathname === '/home' || next.startsWith('/%0d'), `${next} led to ${page.url}`);
  }
  const { main } = await inside();
  const { who } = await token();
  const good = new URL((await who.send(await who.go(at(CEDAR, '/login')), {}, { action: '/login/begin', stop: '/login/portal' })).to);
  for (const next of ['https://evil.example.org/', '//evil.example.org']) {
    good.searchParams.set('next', next);
    const page = await main.get(good.pathname + good.search);
    match(page.headers.refresh, `0; url=${at(CEDAR, '/login/arrive?t=')}`);
    equal((await one('SELECT next_path FROM session_handoff ORDER BY id DESC LIMIT 1')).next_path, '/home');
  }
});

test('the way out of a portal is its own form, sent from its own page', async () => {
  const state = /name="_state" value="([^"]+)"/.exec((await portal.get('/login', { headers: { host: CEDAR } })).text.split('/login/begin')[1])[1];
  const send = (headers, form = { _state: state }) => portal.nobody.post('/login/begin', form, { cookie: '', headers: { host: `${CEDAR}:${portal.port}`, ...headers } });
  equal((await send({ 'sec-fetch-site': 'cross-site' })).status, 403);
  equal((await send({ 'sec-fetch-site': 'same-site' })).status, 403);
  equal((await send({ 'sec-fetch-site': '', origin: portal.url })).status, 403, 'the main host is another origin');
  equal((await send({ 'sec-fetch-site': '', origin: at(CEDAR, '') })).status, 303);
  equal((await send({}, { _state: 'x' })).status, 403);
});

// ---- the end ----
test('signing out there signs out on the main host, too', async () => {
  const { sub, main } = await inside();
  const out = await sub.submit(await sub.get('/home'), {}, { action: '/login/out' });
  equal([out.status, out.location], [303, '/login']);
  equal([(await sub.get('/home')).status, (await main.get('/home')).status], [303, 303]);
  match((await sub.get('/login')).text, '/login/begin', 'and the front page asks again');
});

test('signing out on the main host signs out there', async () => {
  const { who, sub, main } = await inside();
  await who.send(await who.go(at(CEDAR, '/login')), {}, { action: '/login/begin' }).catch(() => {});
  await main.submit(await main.get('/home'), {}, { action: '/login/out' });
  equal((await sub.get('/home')).status, 303);
});

test('another browser of the same person goes on', async () => {
  const a = await inside();
  const b = await inside();
  await a.sub.submit(await a.sub.get('/home'), {}, { action: '/login/out' });
  equal([(await b.sub.get('/home')).status, (await b.main.get('/home')).status], [200, 200]);
  const page = await b.main.get('/account');
  await a.who.signIn(CEDAR, SALES);
  await b.main.submit(page, {}, { action: /sessions\/others/ });
  equal([(await b.main.get('/home')).status, (await a.sub.get('/home')).status], [200, 303]);
});

test('it ends with the other\'s time, and at once with the person and the organisation', async () => {
  const { sub, main } = await inside();
  const row = await one('SELECT s.expires_at child, m.expires_at main FROM session s JOIN session m ON m.id = s.parent_id ORDER BY s.id DESC LIMIT 1');
  equal(row.child, row.main);
  await portal.sql('UPDATE person SET active = FALSE WHERE email = ?', [SALES]);
  equal((await sub.get('/home')).status, 303);
  await portal.sql('UPDATE person SET active = TRUE WHERE email = ?', [SALES]);
  equal((await sub.get('/home')).status, 200);
  await portal.sql("UPDATE person SET org_id = (SELECT id FROM org WHERE slug = 'birch') WHERE email = ?", [SALES]);
  equal([(await sub.get('/home')).status, (await main.get('/home')).status], [303, 200], 'moved away, the portal is closed');
  await portal.sql("UPDATE person SET org_id = (SELECT id FROM org WHERE slug = 'cedar') WHERE email = ?", [SALES]);
});

test('a session that ended between the two hosts opens nothing', async () => {
  const { who, arrive } = await token();
  await portal.sql('UPDATE session SET ended_at = UTC_TIMESTAMP(6) WHERE id = (SELECT session_id FROM session_handoff ORDER BY id DESC LIMIT 1)');
  refusedArrival(await who.on(CEDAR).get(arrive.pathname + arrive.search));
});

// ---- the provider that a portal demands ----
test('a portal that demands a provider shows its button alone, and takes no other way in', async () => {
  const documents = { issuer: 'https://id.example.com', authorization_endpoint: 'https://id.example.com/a', token_endpoint: 'https://id.example.com/t', jwks_uri: 'https://id.example.com/k' };
  const made = await portal.sql(`INSERT INTO identity_provider (public_id, name, issuer, client_id, token_auth, is_partner_auth, domains, created_at)
    VALUES (77, 'Cedar ID', 'https://id.example.com', 'portal', 'none', TRUE, 'cedar.example.org', UTC_TIMESTAMP(6)), (78, 'Other ID', 'https://other.example.com', 'portal', 'none', TRUE, 'x.example.org', UTC_TIMESTAMP(6))`);
  await portal.sql("INSERT INTO identity_document (provider_id, kind, body, fetched_at, tried_at) VALUES (?, 'discovery', ?, UTC_TIMESTAMP(6), UTC_TIMESTAMP(6))", [made.insertId, JSON.stringify(documents)]);
  const before = await inside();
  await portal.sql("UPDATE org SET portal_provider_id = ? WHERE slug = 'cedar'", [made.insertId]);
  const who = new Traveller(portal);
  const asked = await who.send(await who.go(at(CEDAR, '/login')), {}, { action: '/login/begin' });
  match(asked.text, 'Sign in with Cedar ID');
  for (const other of ['Other ID', 'name="email"', 'data-passkey', '/login/password']) unmatch(asked.text, other);
  before.sub.jar.clear();
  const demanded = await before.who.send(await before.who.go(at(CEDAR, '/login')), {}, { action: '/login/begin' });
  equal([demanded.url.pathname, demanded.headers.refresh], ['/login/portal', undefined], 'signed in by mail is not enough');
  match(demanded.text, 'Sign in with Cedar ID');
  await portal.sql('INSERT INTO session_identity (session_id, provider_id) SELECT s.id, ? FROM session s JOIN person p ON p.id = s.person_id WHERE p.email = ? AND s.ended_at IS NULL AND s.parent_id IS NULL', [made.insertId, SALES]);
  const page = await before.who.send(await before.who.go(at(CEDAR, '/login')), {}, { action: '/login/begin' });
  equal([page.status, page.url.href], [200, at(CEDAR, '/home')]);
  await portal.sql("UPDATE org SET portal_provider_id = NULL WHERE slug = 'cedar'");
});

// ---- staff ----
test('staff come in by looking at somebody\'s pages, and change nothing there either', async () => {
  const who = new Traveller(portal);
  const main = await portal.signIn('support@portico.example.com');
  who.jars.set('localhost', main);
  const path = /href="(\/admin\/users\/[0-9a-z]{13})"/.exec((await main.get(`/admin/users?q=${encodeURIComponent(SALES)}`)).text)[1];
  const sent = await main.submit(await main.get(`${path}/view`), { reason: 'Ticket 9: how does their portal look' }, { action: `${path}/view` });
  equal(sent.status, 303, sent.text);
  const page = await who.send(await who.go(at(CEDAR, '/login')), {}, { action: '/login/begin' });
  equal([page.status, page.url.href], [200, at(CEDAR, '/home')]);
  match(page.text, 'You are looking at these pages as Camille Cedar sees them. Nothing can be changed.');
  const sub = who.on(CEDAR);
  const value = (name) => new RegExp(`name="${name}" value="([^"]+)"`).exec(page.text)[1];
  equal((await sub.post('/checkout/basket', { _csrf: value('_csrf'), _key: value('_key'), quantity: '1' })).status, 403);
  await main.submit(await main.get('/admin'), {}, { action: '/login/out/staff' });
  equal((await sub.get('/home')).status, 303, 'it ends with their own session');
});

test('links in mails to its people lead to the portal\'s own host', async () => {
  const [order] = await portal.sql('SELECT id, org_id FROM customer_order WHERE placed_at IS NOT NULL ORDER BY id LIMIT 1');
  await portal.sql("UPDATE org SET portal_mode = 'branded', portal_host = 'mails.localhost' WHERE id = ?", [order.org_id]);
  const since = portal.mailCount();
  await portal.sql("INSERT INTO outbox (kind, org_id, noun_id, due_at, created_at) VALUES ('mail.order_placed', ?, ?, UTC_TIMESTAMP(6), UTC_TIMESTAMP(6))", [order.org_id, order.id]);
  const [mail] = await portal.mails({ link: at('mails.localhost', '/orders/'), since });
  match(mail.subject, /order|O-/i);

  // Every other mail that leads such people to a page: the invoice, a term's end, an approved registration.
  const told = async (kind, id, subject, link) => {
    const from = portal.mailCount();
    await portal.sql('INSERT INTO outbox (kind, org_id, noun_id, due_at, created_at) VALUES (?, ?, ?, UTC_TIMESTAMP(6), UTC_TIMESTAMP(6))', [kind, order.org_id, id]);
    return portal.mails({ subject, link: at('mails.localhost', link), since: from });
  };
  await portal.sql("UPDATE org SET invoice_owner = 'partner' WHERE id = ?", [order.org_id]);
  const [invoice] = await portal.sql("SELECT id FROM invoice WHERE org_id = ? AND owner = 'partner' AND status <> 'draft' ORDER BY id LIMIT 1", [order.org_id]);
  await told('mail.invoice', invoice.id, /invoice/i, '/invoices/');
  const [subscription] = await portal.sql("SELECT id FROM subscription WHERE org_id = ? AND status = 'active' AND cancel_on IS NULL AND term_end_on IS NOT NULL LIMIT 1", [order.org_id]);
  await told('mail.renewal', subscription.id, /./, '/customers/subscriptions/');
  const made = await portal.sql(`INSERT INTO registration (public_id, org_id, email, name, status, created_at, expires_at, confirmed_at)
    VALUES (4711, ?, 'approved@example.com', 'Newcomer', 'approved', UTC_TIMESTAMP(6), UTC_TIMESTAMP(6), UTC_TIMESTAMP(6))`, [order.org_id]);
  await told('mail.registration_decided', made.insertId, /registration/i, '/login');
});

await run();
