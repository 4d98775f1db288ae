// A partner with bad intentions: colleagues' baskets, baskets that change behind the review, invented tax numbers, styles of tomorrow.
import { execFile } from 'node:child_process';
import { stateFor } from '../lib/access.mjs';
import { publicText } from '../lib/orders.mjs';
import { bothWindows } from '../lib/limits.mjs';
import { start } from '../lib/portal.mjs';
import { formOf, formsOf } from '../lib/visitor.mjs';
import { choose, order, placing, put, review, shelf, somebody } from '../lib/shop.mjs';
import { cleanup, equal, match, ok, run, test, unmatch } from '../lib/tap.mjs';

const portal = await start();
cleanup(() => portal.stop());
await portal.sql(`UPDATE person SET language = 'en'`);
const robin = await portal.signIn('sales@alder.example.com');
const sam = await portal.signIn('admin@alder.example.com');
const birch = await portal.signIn('sales@birch.example.net');
const one = async (query, values) => Object.values((await portal.sql(query, values))[0])[0];
const placed = () => one(`SELECT COUNT(*) FROM customer_order WHERE status = 'complete'`);

/** Robin's basket with one offer for somebody; what its review would send. */
async function ready(values = somebody) {
  const { 'Training days': days } = await shelf(robin);
  await put(robin, days, 1);
  const chosen = await choose(robin, values);
  equal(chosen.status, 303, chosen.text.match(/class="[^"]*error[^"]*"[^>]*>[^<]*/g)?.join());
  return placing(await review(robin));
}

test('what the review showed is what is ordered: whoever it is for', async () => {
  const changes = [{ company: 'Other Example GmbH' }, { email: 'other@example.com' }, { address1: 'Anderswo 2' }, { po_number: 'OTHER-1' },
    { deliver_elsewhere: 'on', delivery_name: 'Thief', delivery_address1: 'Anderswo 3', delivery_city: 'Wien', delivery_country: 'AT' }];
  for (const change of changes) {
    const seen = await ready();
    equal((await choose(robin, { ...somebody, ...change })).status, 303);
    const before = await placed();
    const reply = await robin.post('/checkout/place', seen);
    equal([reply.status, await placed()], [409, before], JSON.stringify(change));
    match(reply.text, 'has changed since you looked');
    await choose(robin, { ...somebody, deliver_elsewhere: '' });
  }
  const known = await ready({ customer: (await robin.get('/customers')).text.match(/href="\/customers\/(?!subscriptions)([0-9a-z]{13})"/)[1] });
  equal((await choose(robin, { ...somebody, deliver_elsewhere: '' })).status, 303);
  equal((await robin.post('/checkout/place', known)).status, 409, 'a known customer made a typed one');
  equal((await robin.post('/checkout/place', placing(await review(robin)))).status, 303, 'what is shown now can be placed');
});

test('a basket is its person\'s: no colleague places it', async () => {
  const theirs = await ready();
  const { 'Training days': days } = await shelf(sam);
  await put(sam, days, 1);
  await choose(sam, somebody);
  const own = placing(await review(sam));
  const before = await placed();
  equal((await sam.post('/checkout/place', { ...own, order: theirs.order, figures: theirs.figures })).status, 404);
  equal(await placed(), before);
});

test('a basket that was opened before a change of currency or payer follows it', async () => {
  const seen = await ready();
  await portal.sql(`UPDATE org SET invoice_owner = 'end_customer' WHERE slug = 'alder'`);
  equal((await robin.post('/checkout/place', seen)).status, 409);
  const reply = await robin.post('/checkout/place', placing(await review(robin)));
  equal(reply.status, 303);
  equal(await one(`SELECT invoice_owner FROM customer_order ORDER BY placed_at DESC LIMIT 1`), 'end_customer');
  await portal.sql(`UPDATE org SET invoice_owner = 'partner' WHERE slug = 'alder'`);
});

test('a person\'s name may be as long as its two fields', async () => {
  const seen = await ready({ ...somebody, company: '', first_name: 'F'.repeat(100), last_name: 'L'.repeat(100) });
  equal((await robin.post('/checkout/place', seen)).status, 303);
  equal(await one('SELECT CHAR_LENGTH(name) FROM customer ORDER BY id DESC LIMIT 1'), 200);
});

test('only a number of the customer\'s own country lifts the tax', async () => {
  const { 'Training days': days } = await shelf(birch);
  await put(birch, days, 1);
  const total = async (tax_number) => {
    const reply = await choose(birch, { ...somebody, country: 'DE', tax_number });
    if (reply.status !== 303) return reply.status;
    return /Place order for ([\d.,]+)/.exec((await review(birch)).text)[1];
  };
  equal(await total(''), '1,176.00', '980 and a fifth');
  for (const number of ['x', '0', 'DE', 'DE12345678', 'FR12345678901', 'ATU12345678']) equal(await total(number), 422, number);
  equal(await total('de 123 456 789'), '980.00', 'reverse charge');
  equal(await one(`SELECT tax_number FROM party ORDER BY id DESC LIMIT 1`), 'DE123456789');
});

test('a style sheet of a coming revision is not given out today', async () => {
  const page = await robin.get('/home');
  const [, head, revision] = /href="(\/home\/brand\/[0-9a-z]{13}-)(\d+)\.css"/.exec(page.text);
  equal((await portal.get(`${head}${revision}.css`)).status, 200);
  for (const other of [Number(revision) + 1, `0${revision}`, `${revision}x`, '']) {
    const reply = await portal.get(`${head}${other}.css`);
    equal(reply.status, 404, `revision ${other}`);
    unmatch(reply.headers['cache-control'], 'public');
  }
});

test('an organisation writes one long list at a time, and nobody else waits for it', async () => {
  await portal.sql(`INSERT INTO party (legal_name, country) SELECT CONCAT('Bulk Example ', seq), 'AT' FROM seq_1_to_20000`);
  await portal.sql(`INSERT INTO customer (public_id, org_id, party_id, name, country, created_at)
    SELECT 1000000 + p.id, 1, p.id, p.legal_name, 'AT', UTC_TIMESTAMP(6) FROM party p WHERE p.legal_name LIKE 'Bulk Example%'`);
  const all = Promise.all([...Array(6)].map(() => robin.get('/customers?format=csv')));
  const other = await birch.get('/customers?format=csv');
  equal(other.status, 200, 'another organisation meanwhile');
  const replies = await all;
  const whole = replies.filter((r) => r.status === 200);
  ok(whole.length >= 1 && whole.length < 6, `${whole.length} of six at once were written`);
  ok(whole.every((r) => r.text.split('\r\n').length > 20000), 'whole');
  equal([...new Set(replies.filter((r) => r.status !== 200).map((r) => r.status))], [429]);
  equal((await robin.get('/customers?format=csv')).status, 200, 'and the next one after it');
});

test('guessing promotion codes has an end on every page that takes one; after it the right one is none, too', async () => {
  await portal.sql(`INSERT INTO promo (public_id, code, name, kind, rate_bp, periods, valid_from, all_partners, all_offers, active, created_at)
    VALUES (77, 'HIDDEN7', 'Hidden', 'percent', 1000, 1, CURRENT_DATE - INTERVAL 1 DAY, TRUE, TRUE, TRUE, UTC_TIMESTAMP(6))`);
  const { 'Training days': days, Archive: archive } = await shelf(sam);
  const code = () => one(`SELECT o.promo_code FROM customer_order o JOIN person p ON p.id = o.person_id WHERE o.status = 'draft' AND p.email = 'admin@alder.example.com'`);
  const typed = async (word) => sam.submit(await sam.get('/checkout'), { code: word }, { action: '/checkout/promotion' });
  const put1 = async (pc) => sam.submit(await sam.get(`/checkout?purchase=${days}`), { quantity: '1', pc }, { action: '/checkout/basket' });
  const fill = async (pc) => sam.submit(await sam.get(`/checkout?purchase=${days}:1,${archive}:1`), { pc }, { action: '/checkout/fill' });
  const link = (pc) => sam.get(`/checkout?purchase=${days}&pc=${pc}`);
  for (const way of [put1, typed, fill, link]) {
    await portal.sql(`DELETE FROM limit_window WHERE kind = 'promo'`);
    for (let i = 0; i < 31; i++) ok((await way(`WRONG${i}`)).status < 400, 'the offer stays');
    await bothWindows(portal);
    for (const then of [put1, typed, fill]) equal((await then('HIDDEN7')).status, 303);
    equal(await code(), '', `after 30 wrong ones: ${way.name}`);
    unmatch((await link('HIDDEN7')).text, 'Hidden', 'nor does a page know it');
  }
  await portal.sql(`DELETE FROM limit_window WHERE kind = 'promo'`);
  await typed('HIDDEN7');
  equal(await code(), 'HIDDEN7', 'in the next hour');
  equal((await typed('')).status, 303);
});

test('more units than can be kept are not sold: what is billed is what is kept', async () => {
  const { version, item } = (await portal.sql(`SELECT v.id AS version, MIN(i.product_id) AS item FROM offer o JOIN offer_version v ON v.id = o.published_version_id
    JOIN offer_item i ON i.version_id = v.id WHERE v.name = 'Core, monthly' GROUP BY v.id`))[0];
  await portal.sql('UPDATE offer_item SET quantity = 100000 WHERE version_id = ?', [version]);
  const core = (await shelf(sam))['Core, monthly'];
  for (const offer of Object.values(await shelf(sam))) await put(sam, offer, 0);
  await put(sam, core, 21475);
  await choose(sam, somebody);
  const page = await review(sam);
  match(page.text, 'The amount is too large.', '2,147,500,000 units');
  unmatch(page.text, 'action="/checkout/place"');
  await put(sam, core, 21474);
  equal((await sam.post('/checkout/place', placing(await review(sam)))).status, 303, '2,147,400,000 units are kept');
  equal(await one('SELECT units FROM subscription_item WHERE product_id = ? ORDER BY id DESC LIMIT 1', [item]), 2147400000);
  await portal.sql('UPDATE offer_item SET quantity = 1 WHERE version_id = ?', [version]);
});

test('add-ons in numbers beyond what can be kept do not come around as few, or as a credit', async () => {
  const of = await one(`SELECT offer_id FROM offer_version WHERE name = 'Core, monthly' ORDER BY id DESC LIMIT 1`);
  const [addon] = await portal.sql(`SELECT v.id, CAST(v.public_id AS CHAR) AS public FROM offer o JOIN offer_version v ON v.id = o.published_version_id WHERE v.name = 'Archive'`);
  await portal.sql('UPDATE offer_version SET addon_of = ?, trial_days = 0, quantity_max = 0 WHERE id = ?', [of, addon.id]);
  await portal.sql('UPDATE offer_item SET quantity = 10000 WHERE version_id = ?', [addon.id]);
  await order(sam, [['Core, monthly', 1]]);
  const [sub] = await portal.sql('SELECT id, CAST(public_id AS CHAR) AS public FROM subscription ORDER BY id DESC LIMIT 1');
  const ask = (n) => sam.get(`/customers/subscriptions/${publicText(sub.public)}/addons?preview=1&addon=${publicText(addon.public)}&addon_quantity=${n}&when=rule`);
  equal((await sam.submit(await ask(1), {}, { action: /addons$/ })).status, 303);
  for (const n of [214749, 300000, 429497, 1000000]) match((await ask(n)).text, 'The amount is too large.', `${n} times 10,000`);
  match((await ask(2)).text, 'Net');
});

test('a link that went to an address opens nothing once the address is another', async () => {
  const desk = await portal.signIn('admin@portico.example.com');
  const [who] = await portal.sql(`SELECT id, CAST(public_id AS CHAR) AS public FROM person WHERE email = 'marketing@alder.example.com'`);
  const old = await portal.signIn('marketing@alder.example.com');
  const { stdout } = await portal.portico('signin-link', 'marketing@alder.example.com');
  const link = new URL(/https?:\/\/\S+/.exec(stdout)[0]);
  const path = `/admin/users/${publicText(who.public)}/edit`;
  equal((await desk.submit(await desk.get(path), { email: 'marketing-new@alder.example.com' }, { action: path })).status, 303);
  const stranger = portal.visitor(), page = await stranger.get(link.pathname + link.search);
  const reply = await stranger.submit(page, {}, { action: /confirm/ });
  equal([reply.status, reply.cookies.some((c) => c.startsWith('portico_partner='))], [404, false]);
  equal((await old.get('/home')).location?.startsWith('/login'), true, 'who was signed in by the old address is signed out');
  equal((await portal.signIn('marketing-new@alder.example.com')).landed, '/home');
});

test('a name reads as it is written: no turned direction, no sign that nobody sees', async () => {
  for (const name of ['Ann\u202egpj.exe', 'Ann\u2067b', 'Ann\u2028b', '\u00ad\u00ad', 'Ad\u200bmin', 'Ad\ufeffmin', 'a\u{e0041}']) {
    const reply = await robin.submit(await robin.get('/account/profile'), { name }, { action: '/account/profile' });
    equal(reply.status, 422, JSON.stringify(name));
  }
  for (const name of ['\u0646\u0645\u200c\u0627 Example', 'R\u00f3bin O\u2019Example']) {
    const reply = await robin.submit(await robin.get('/account/profile'), { name }, { action: '/account/profile' });
    equal(reply.status, 303, JSON.stringify(name));
  }
});

test('who tries passwords, passkeys and registrations from one IPv6 line is one, whichever of its addresses they take', async () => {
  const cgi = (host, path, form) => new Promise((done) => {
    const body = new URLSearchParams(form).toString();
    const child = execFile(`${portal.build}/cgi-bin/login/login.fcgi`, [], { env: { ...portal.env, GATEWAY_INTERFACE: 'CGI/1.1', REQUEST_METHOD: 'POST', REQUEST_URI: path,
      SERVER_PROTOCOL: 'HTTP/1.1', REMOTE_ADDR: host, HTTP_HOST: `localhost:${portal.port}`, HTTP_SEC_FETCH_SITE: 'same-origin',
      CONTENT_TYPE: 'application/x-www-form-urlencoded', CONTENT_LENGTH: String(body.length) } }, (_, out) => done(Number(/Status: (\d+)/.exec(out)?.[1])));
    child.stdin.on('error', () => {}); // a program need not read what it refuses
    child.stdin.end(body);
  });
  const forms = { '/login/password': ['password', { email: 'x@example.com', password: 'x' }, 422], '/login/register': ['register', { email: 'x@example.com' }, 303],
    '/login/passkey': ['passkey', { credential: 'x', client_data: 'x', authenticator: 'x', signature: 'x' }, 403] };
  for (const [path, [purpose, form, first]] of Object.entries(forms)) {
    await portal.sql('DELETE FROM limit_window');
    equal(await cgi('2001:db8:1:2::1', path, { ...form, _state: stateFor(portal, purpose) }), first, path);
    await portal.sql('UPDATE limit_window SET events = 1000 WHERE kind LIKE \'%.net\'');
    await bothWindows(portal);
    equal(await cgi('2001:db8:1:2:ffff::9', path, { ...form, _state: stateFor(portal, purpose) }), 429, `${path} from the same line`);
    equal(await cgi('2001:db8:1:3::1', path, { ...form, _state: stateFor(portal, purpose) }), first, `${path} from another`);
  }
  await portal.sql('DELETE FROM limit_window');
});

test('two who change one record at a time: each keeps what is theirs, and what both changed is asked', async () => {
  const ann = await portal.signIn('admin@portico.example.com'), ben = await portal.signIn('admin@portico.example.com');
  const path = /\/admin\/partners\/[0-9a-z]{13}/.exec((await ann.get('/admin/partners')).text)[0] + '/edit';
  const seen = async () => formOf((await ann.get(path)).text, path).values;
  const first = await seen();
  const [pageA, pageB] = [await ann.get(path), await ben.get(path)];
  equal((await ann.submit(pageA, { phone: '+43 1 5550001', city: 'Graz' }, { action: path })).status, 303);
  const asked = await ben.submit(pageB, { email: 'both@example.com', city: 'Linz' }, { action: path });
  equal(asked.status, 422);
  match(asked.text, 'Somebody else has changed this to \u201cGraz\u201d meanwhile.');
  equal(formOf(asked.text, path).values.phone, '+43 1 5550001', 'what the other typed stands there');
  equal(formOf(asked.text, path).values.city, 'Linz', 'what was typed, too');
  equal((await seen()).email, first.email, 'nothing is written yet');
  equal((await ben.submit(asked, {}, { action: path })).status, 303, 'sent again it counts');
  const now = await seen();
  equal([now.phone, now.email, now.city], ['+43 1 5550001', 'both@example.com', 'Linz']);
  const [pageC, pageD] = [await ann.get(path), await ben.get(path)];
  equal((await ann.submit(pageC, { phone: '+43 1 5550002' }, { action: path })).status, 303);
  equal((await ben.submit(pageD, { email: 'other@example.com' }, { action: path })).status, 303, 'different fields need no question');
  equal([(await seen()).phone, (await seen()).email], ['+43 1 5550002', 'other@example.com']);
  await ann.submit(await ann.get(path), first, { action: path });
});

test('an organisation does not take its tax number along into another country', async () => {
  const path = '/people/organisation', desk = await portal.signIn('admin@portico.example.com');
  const save = async (values) => sam.submit(await sam.get(path), values, { action: path });
  const party = `UPDATE party p JOIN org o ON o.party_id = p.id SET p.tax_number = ?, p.country = 'AT' WHERE o.slug = 'alder'`;
  const kept = await one(`SELECT p.tax_number FROM party p JOIN org o ON o.party_id = p.id WHERE o.slug = 'alder'`);
  await portal.sql(party, ['ATU12345678']);
  const moved = await save({ country: 'DE' });
  equal(moved.status, 422, 'an Austrian number would make the German rate zero');
  match(moved.text, 'Your tax number is of the other country.');
  equal((await save({ city: 'Graz' })).status, 303, 'an address in the same country is their own');
  await portal.sql(party, ['']);
  equal((await save({ country: 'DE' })).status, 303, 'without a number nothing is lifted');
  await portal.sql(party, [kept]);
  const edit = `${/\/admin\/partners\/[0-9a-z]{13}/.exec((await desk.get('/admin/partners')).text)[0]}/edit`;
  for (const number of ['x', 'ATU12345678', 'DE12345678']) equal((await desk.submit(await desk.get(edit), { country: 'DE', tax_number: number }, { action: edit })).status, 422, number);
});

test('a link on a page leads where it says: no script, no other host in disguise, no second receiver', async () => {
  const desk = await portal.signIn('content@portico.example.com');
  const made = await desk.submit(await desk.get('/admin/pages/new'), { tag: 'leads', title: 'Leads', kind: 'portal', require_auth: '' }, { action: '/admin/pages/new' });
  equal(made.status, 303);
  const page = await desk.get(`${made.location}/blocks/new?kind=hero`), { action } = formsOf(page.text).find((f) => f.action.includes('blocks/new'));
  const put1 = async (link) => desk.submit(await desk.get(`${made.location}/blocks/new?kind=hero`), { heading: 'H', link_text: 'Go', link }, { action });
  for (const link of ['javascript:alert(1)', 'data:text/html,x', '//evil.example', '/\\evil.example', 'https:evil.example', 'https://portal.example.com@evil.example/', 'https://evil.example/\u202egpj',
    'mailto:a@example.com?bcc=b@example.com', 'mailto:x', 'ftp://example.com']) equal((await put1(link)).status, 422, link);
  for (const link of ['/offers', 'https://www.example.com/a?b=c', 'mailto:help@example.com']) equal((await put1(link)).status, 303, link);
});

await run();
