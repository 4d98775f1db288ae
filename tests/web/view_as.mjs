// Staff look at a partner's pages as one of its people sees them: with a reason, a banner and an audit row, and without a way to write.
import { start } from '../lib/portal.mjs';
import { secondStep } from '../lib/totp.mjs';
import { test, equal, ok, match, unmatch, cleanup, run } from '../lib/tap.mjs';

const portal = await start();
cleanup(() => portal.stop());
const staff = await portal.signIn('support@portico.example.com');
const one = async (sql, params) => (await portal.sql(sql, params))[0];
const { public_id: publicId } = await one("SELECT CONV(public_id, 10, 16) public_id FROM person WHERE email = 'finance@alder.example.com'");
const list = await staff.get('/admin/users?q=finance@alder');
const path = /href="(\/admin\/users\/[0-9a-z]{13})"/.exec(list.text)[1];

test('the page asks for a reason, and keeps what was typed', async () => {
  const page = await staff.get(`${path}/view`);
  equal(page.status, 200);
  const short = await staff.submit(page, { reason: 'why' }, { action: `${path}/view` });
  equal(short.status, 422);
  match(short.text, 'value="why"');
  equal((await one('SELECT COUNT(*) n FROM session WHERE viewed_by IS NOT NULL')).n, 0);
});

test('only who has proved it within ten minutes may look', async () => {
  const page = await staff.get(`${path}/view`);
  await portal.sql("UPDATE session SET step_up_at = step_up_at - INTERVAL 601 SECOND WHERE audience = 'staff'");
  const asked = await staff.get(`${path}/view`);
  equal([asked.status, asked.location], [303, `/account/staff/prove?next=${encodeURIComponent(`${path}/view`)}`]);
  const sent = await staff.submit(page, { reason: 'sent from an old page' }, { action: `${path}/view` });
  equal(sent.status, 303);
  match(sent.location, /^\/account\/staff\/prove/);
  equal((await one('SELECT COUNT(*) n FROM session WHERE viewed_by IS NOT NULL')).n, 0);
  equal(await secondStep(staff, asked.location), `${path}/view`);
  equal((await staff.get(`${path}/view`)).status, 200);
});

test('with a reason, the partner\'s pages are those of that person, under a banner', async () => {
  const page = await staff.get(`${path}/view`);
  const sent = await staff.submit(page, { reason: 'Ticket 17: the invoice list looks empty' }, { action: `${path}/view` });
  equal([sent.status, sent.location], [303, '/home']);
  const home = await staff.get('/home');
  equal(home.status, 200);
  match(home.text, 'You are looking at these pages as Kim Alder sees them. Nothing can be changed.');
  const own = await (await portal.signIn('finance@alder.example.com')).get('/customers');
  const seen = await staff.get('/customers');
  const body = (p) => /<table[\s\S]*<\/table>/.exec(p.text)[0];
  equal(body(seen), body(own));
  equal((await staff.get('/admin')).status, 200, 'their own desk stays open beside it');
});

test('nothing can be written: no basket, no theme of the person, by no form', async () => {
  const sales = await portal.signIn('sales@alder.example.com');
  const before = await one('SELECT (SELECT COUNT(*) FROM customer_order) o, (SELECT COUNT(*) FROM order_line) l, (SELECT COUNT(*) FROM answered) a');
  const page = await staff.get('/home');
  const csrf = /name="_csrf" value="([^"]+)"/.exec(page.text)[1];
  const key = /name="_key" value="([^"]+)"/.exec(page.text)[1];
  for (const route of ['/checkout/basket', '/checkout/details', '/checkout/place']) {
    const answer = await staff.post(route, { _csrf: csrf, _key: key, quantity: '1' });
    equal([route, answer.status], [route, 403]);
  }
  equal(await one('SELECT (SELECT COUNT(*) FROM customer_order) o, (SELECT COUNT(*) FROM order_line) l, (SELECT COUNT(*) FROM answered) a'), before);
  ok(sales);
});

test('the audit trail says who, whom and why; the person\'s last sign-in is untouched', async () => {
  const row = await one(`SELECT a.actor, v.detail, s.email staff, p.email person, p.last_signin_at FROM audit a
    JOIN audit_value v ON v.audit_id = a.id JOIN person s ON s.id = a.person_id JOIN person p ON p.id = a.noun_id WHERE a.action = 'person.viewed'`);
  equal([row.actor, row.detail, row.staff, row.person], ['staff', 'reason: Ticket 17: the invoice list looks empty', 'support@portico.example.com', 'finance@alder.example.com']);
  const trail = await (await portal.signIn('admin@portico.example.com')).get('/admin/audit?q=person.viewed');
  match(trail.text, 'Pages looked at by staff');
  equal((await staff.get('/admin/audit')).status, 403, 'support agents may look, but not read the trail');
});

test('it ends with "Stop looking", with the staff\'s own session, and when the staff member is deactivated', async () => {
  const stop = await staff.submit(await staff.get('/home'), {}, { action: '/login/out' });
  equal([stop.status, stop.location], [303, path], 'back to whom one looked at');
  equal((await staff.get(path)).status, 200, 'the staff member is signed in still');
  const home = await staff.get('/home');
  equal([home.status, home.location], [303, '/admin'], 'and the portal\'s address leads to the desk');
  const look = async (who) => who.submit(await who.get(`${path}/view`), { reason: 'again, to see it end' }, { action: `${path}/view` });
  await look(staff);
  equal((await staff.get('/home')).status, 200);
  await staff.submit(await staff.get('/admin'), {}, { action: '/login/out/staff' });
  equal((await staff.get('/home')).status, 303);
  const channel = await portal.signIn('channel@portico.example.com');
  await look(channel);
  equal((await channel.get('/home')).status, 200);
  await portal.sql("UPDATE person SET active = 0 WHERE email = 'channel@portico.example.com'");
  equal((await channel.get('/home')).status, 303);
});

test('it ends with all that ends the staff member\'s sessions: signing out everywhere else, and a lost second factor', async () => {
  const email = 'support@portico.example.com';
  for (const end of [
    async () => {
      const other = await portal.signIn(email);
      const done = await other.submit(await other.get('/account/staff'), {}, { action: '/account/staff/sessions/others' });
      equal(done.status, 303);
    },
    () => portal.portico('user', 'reset-factors', email),
  ]) {
    const looking = await portal.signIn(email);
    await looking.submit(await looking.get(`${path}/view`), { reason: 'on a device that gets lost' }, { action: `${path}/view` });
    equal((await looking.get('/home')).status, 200);
    const own = await portal.signIn('finance@alder.example.com');
    await end();
    equal((await looking.get('/home')).status, 303, 'nobody looks on from there');
    equal((await own.get('/home')).status, 200, 'whom they looked at stays signed in');
  }
});

test('who lacks the right, and a person of the staff, are no way in', async () => {
  const finance = await portal.signIn('finance@portico.example.com');
  equal((await finance.get(`${path}/view`)).status, 403);
  const { id } = await one("SELECT id FROM person WHERE email = 'admin@portico.example.com'");
  ok(id && publicId);
  const admin = await portal.signIn('admin@portico.example.com');
  const team = /href="\/admin\/team\/([0-9a-z]{13})"/.exec((await admin.get('/admin/team')).text)[1];
  equal((await admin.get(`/admin/users/${team}/view`)).status, 404);
  unmatch((await admin.get(`/admin/team/${team}`)).text, 'Look at the portal');
});

await run();
