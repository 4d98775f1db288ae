// Which mails a person gets (decision 56): what is a courtesy is turned off on their account's page and on again; what must come has no
// tick that counts, whatever is sent or stands in the database; nobody else's mails change. Mails go through a real mail server.
import { registrationLink } from '../lib/access.mjs';
import { start } from '../lib/portal.mjs';
import { order, shelf, somebody } from '../lib/shop.mjs';
import { cleanup, equal, match, run, test, unmatch, until } from '../lib/tap.mjs';

const portal = await start();
cleanup(() => portal.stop());
const one = async (sql, params) => (await portal.sql(sql, params))[0];
const BOSS = 'admin@alder.example.com', SALES = 'sales@alder.example.com', STAFF = 'admin@portico.example.com';
const boss = await portal.signIn(BOSS), sales = await portal.signIn(SALES), staff = await portal.signIn(STAFF);
const idOf = async (email) => (await one('SELECT id FROM person WHERE email = ?', [email])).id;
const offer = Object.keys(await shelf(sales)).find((name) => !/Pro|Archive/.test(name));

/** What the page offers: { mail: ticked }, and what it says must come. */
function ticks(page) {
  const all = [...page.text.matchAll(/<input type="checkbox"[^>]*name="(mails|always)\[\]" value="([^"]+)"([^>]*)>/g)];
  return { own: Object.fromEntries(all.filter((m) => m[1] === 'mails').map((m) => [m[2], / checked/.test(m[3])])),
    must: all.filter((m) => m[1] === 'always' && / checked/.test(m[3]) && / disabled/.test(m[3])).map((m) => m[2]) };
}
/** Sends the page as a browser would, with exactly these ticks. */
async function wants(who, mails, extra = []) {
  const at = who === staff ? '/account/staff/mails' : '/account/mails';
  const page = await who.get(at);
  const hidden = [...page.text.matchAll(/<input type="hidden" name="(_csrf|_key)" value="([^"]*)"/g)].filter((m, i, all) => all.findIndex((n) => n[1] === m[1]) === i).map((m) => [m[1], m[2]]);
  return who.post(at, [...hidden, ...mails.map((mail) => ['mails[]', mail]), ...extra]);
}
const off = async () => (await portal.sql('SELECT p.email, m.mail FROM mail_off m JOIN person p ON p.id = m.person_id ORDER BY p.email, m.mail')).map((r) => `${r.email} ${r.mail}`);
/** Rows of the outbox, once all of them came to an end: their status. */
const ended = (where, params) => until(async () => {
  const rows = await portal.sql(`SELECT kind, status, error FROM outbox WHERE ${where} ORDER BY id`, params);
  return rows.length && rows.every((row) => row.status !== 'due') && rows;
}, `done: ${where}`);
/** A mail that the worker is to send: who got it, and how the row ended. */
async function sent(kind, noun, org = null) {
  const since = portal.mailCount();
  const { insertId } = await portal.sql('INSERT INTO outbox (kind, org_id, noun_id, due_at, created_at) VALUES (?, ?, ?, UTC_TIMESTAMP(6), UTC_TIMESTAMP(6))', [kind, org, noun]);
  const [row] = await ended('id = ?', [insertId]);
  return { ...row, to: (await portal.mails({ since, wait: 0 })).flatMap((m) => m.to) };
}
async function placed(who) {
  const since = portal.mailCount();
  await order(who, [[offer, 1]], { ...somebody, email: 'buyer@customer.example.com' });
  const { id } = await one('SELECT MAX(id) AS id FROM customer_order');
  const [row] = await ended("kind = 'mail.order_placed' AND noun_id = ?", [id]);
  return { id, ...row, to: (await portal.mails({ since, wait: 0 })).filter((m) => /^(Order|Your order)/.test(m.subject)).flatMap((m) => m.to) };
}

test('each sees what goes to them, what of it can be turned off, and what always comes', async () => {
  const page = await boss.get('/account/mails');
  equal(page.status, 200);
  equal(ticks(page), { own: { registrations_waiting: true, customer_moved: true, order_placed: true, subscription_changed: true, renewal: true }, must: ['signin', 'order_failed', 'invoice', 'credit_note'] });
  match(page.text, 'These always come');
  equal(Object.keys(ticks(await sales.get('/account/mails')).own), ['order_placed', 'subscription_changed', 'renewal'], 'who does not decide');
  equal(ticks(await staff.get('/account/staff/mails')), { own: { registrations_waiting: true }, must: ['signin', 'order_failed'] });
  const support = await portal.signIn('support@portico.example.com');
  equal(ticks(await support.get('/account/staff/mails')).own, {}, 'no mail of these goes to them');
  match((await boss.get('/account')).text, 'href="/account/mails"');
});
test('confirmations of orders: off for one, they still go to the others and to the customer; on again', async () => {
  equal((await placed(sales)).to.includes(SALES), true, 'before');
  equal((await wants(sales, ['subscription_changed', 'renewal'])).location, '/account');
  equal(await off(), [`${SALES} order_placed`]);
  equal(ticks(await sales.get('/account/mails')).own, { order_placed: false, subscription_changed: true, renewal: true });
  const quiet = await placed(sales);
  equal([quiet.status, quiet.error, quiet.to.includes(SALES)], ['dropped', 'its reader turned these mails off', false]);
  equal([...new Set((await ended("kind = 'mail.order_customer' AND noun_id = ?", [quiet.id]).catch(() => [{ status: 'done' }])).map((r) => r.status))], ['done'], 'the customer');
  equal((await placed(boss)).to.includes(BOSS), true, 'a colleague');
  await wants(sales, ['order_placed', 'subscription_changed', 'renewal']);
  equal(await off(), []);
  equal((await placed(sales)).to.includes(SALES), true, 'on again');
  const trail = await portal.sql("SELECT a.fields, v.detail FROM audit a JOIN audit_value v ON v.audit_id = a.id WHERE a.action = 'person.changed' AND a.fields = 'mails' ORDER BY a.id");
  equal(trail.map((row) => row.detail), ['order_placed: off', 'order_placed: on']);
});
test('nothing changed leaves no trace', async () => {
  const before = await one('SELECT COUNT(*) AS n FROM audit');
  const reply = await wants(sales, ['order_placed', 'subscription_changed', 'renewal']);
  match((await sales.follow(reply)).text, 'Nothing was changed');
  equal(await one('SELECT COUNT(*) AS n FROM audit'), before);
});
test('a term that ends: who wants none of these leaves them to the organisation\'s own address', async () => {
  const sub = await one(`SELECT s.id, s.org_id, o.person_id, p.email, gp.email AS office FROM subscription s JOIN order_line l ON l.id = s.order_line_id JOIN customer_order o ON o.id = l.order_id
    JOIN person p ON p.id = o.person_id AND p.active AND p.org_id = s.org_id JOIN org g ON g.id = s.org_id JOIN party gp ON gp.id = g.party_id WHERE s.status = 'active' AND s.cancel_on IS NULL ORDER BY s.id LIMIT 1`);
  await portal.sql('UPDATE subscription SET term_end_on = CURRENT_DATE + INTERVAL 20 DAY WHERE id = ?', [sub.id]);
  await portal.sql("UPDATE party SET email = 'office@partner.example.com' WHERE id = (SELECT party_id FROM org WHERE id = ?)", [sub.org_id]);
  equal((await sent('mail.renewal', sub.id, sub.org_id)).to, [sub.email]);
  const who = await portal.signIn(sub.email);
  await wants(who, Object.keys(ticks(await who.get('/account/mails')).own).filter((mail) => mail !== 'renewal'));
  equal((await sent('mail.renewal', sub.id, sub.org_id)).to, ['office@partner.example.com']);
  await portal.sql('DELETE FROM mail_off');
});
test('a subscription that was changed: of the person\'s own changes; what staff change is told to the organisation', async () => {
  const changed = await one('SELECT MAX(id) AS id FROM customer_order');
  const person = await idOf(SALES);
  const sub = await one('SELECT s.id, s.org_id FROM subscription s JOIN org g ON g.id = s.org_id WHERE g.slug = ? ORDER BY s.id LIMIT 1', ['alder']);
  const set = (who) => portal.sql("UPDATE customer_order SET subscription_id = ?, kind = 'update', org_id = ?, person_id = ? WHERE id = ?", [sub.id, sub.org_id, who, changed.id]);
  const kept = await one('SELECT subscription_id, kind, org_id, person_id FROM customer_order WHERE id = ?', [changed.id]);
  await set(person);
  equal((await sent('mail.subscription_changed', changed.id, sub.org_id)).to, [SALES]);
  await wants(sales, ['order_placed', 'renewal']);
  equal((await sent('mail.subscription_changed', changed.id, sub.org_id)).to, []);
  await set(await idOf(STAFF));
  equal((await sent('mail.subscription_changed', changed.id, sub.org_id)).to, ['office@partner.example.com']);
  await portal.sql('UPDATE customer_order SET subscription_id = ?, kind = ?, org_id = ?, person_id = ? WHERE id = ?', [...Object.values(kept), changed.id]);
  await portal.sql('DELETE FROM mail_off');
});
test('those who wait: an administrator turns it off, and staff do; the others are told', async () => {
  await registrationLink(portal, 'waiting');
  const [bossId, staffId] = [await idOf(BOSS), await idOf(STAFF)];
  const tell = async (id, org) => (await sent('mail.registrations_waiting', id, org)).to;
  equal([await tell(bossId, 1), await tell(staffId, 0)], [[BOSS], [STAFF]]);
  await wants(staff, []);
  equal([await tell(bossId, 1), await tell(staffId, 0)], [[BOSS], []]);
  await wants(boss, ['customer_moved', 'order_placed', 'subscription_changed', 'renewal']);
  equal(await off(), [`${BOSS} registrations_waiting`, `${STAFF} registrations_waiting`]);
  equal([await tell(bossId, 1), await tell(staffId, 0)], [[], []]);
  await wants(staff, ['registrations_waiting']);
  equal(await tell(staffId, 0), [STAFF]);
  await portal.sql('DELETE FROM mail_off');
});
test('what must come cannot be turned off, by no form and by no row; nor what is another\'s', async () => {
  const marketing = await portal.signIn((await one("SELECT email FROM person WHERE org_id = 1 AND active AND roles = 'marketing'"))?.email ?? SALES);
  await wants(marketing, [], [['off[]', 'signin'], ['mails[]', 'nonsense'], ['always[]', 'nothing'], ['person', '1']]);
  const rows = await off();
  for (const row of rows) unmatch(row, /signin|invoice|credit_note|nonsense/);
  equal(rows.every((row) => row.startsWith(`${marketing.email} `)), true, 'somebody else\'s mails');
  for (const mail of ['signin', 'invoice', 'invitation', 'credit_note', 'portal_signin', 'registration_approved'])
    await portal.sql('INSERT INTO mail_off (person_id, mail, at) VALUES (?, ?, UTC_TIMESTAMP(6))', [await idOf(SALES), mail]);
  await portal.signInByMail(SALES);
});
test('in German, too', async () => {
  const who = await portal.signIn(BOSS);
  await portal.sql("UPDATE person SET language = 'de' WHERE email = ?", [BOSS]);
  match((await who.get('/account/mails')).text, 'Diese kommen immer');
});

await run();
