// An organisation's people: what they see of each other, invitations, self-registration, moves; and everybody who tries to get round it.
import { bothWindows } from '../lib/limits.mjs';
import { Visitor } from '../lib/visitor.mjs';
import { formOf, start } from '../lib/portal.mjs';
import { requestBytes, statuses, together } from '../lib/fault.mjs';
import { cleanup, equal, match, ok, run, test, unmatch, until } from '../lib/tap.mjs';

const portal = await start({ processes: 4 });
cleanup(() => portal.stop());
const one = async (sql, params) => (await portal.sql(sql, params))[0];
let admin = await portal.signIn('admin@alder.example.com');
const birch = await portal.signIn('admin@birch.example.net');
const sales = await portal.signIn('sales@alder.example.com');
const desk = await portal.signIn('admin@portico.example.com');
const proof = (page) => Object.fromEntries([...page.text.matchAll(/name="(_csrf|_key)" value="([^"]*)"/g)].map((m) => [m[1], m[2]]));
/** Posts with the proofs of a page and ticks of roles. */
const send = (who, page, target, values = {}, roles = []) => {
  const body = new URLSearchParams({ ...proof(page), ...values });
  for (const role of roles) body.append('roles[]', role);
  return who.post(target, body.toString());
};
const invite = async (who, addresses, roles = ['sales'], path = '/people/invite') => send(who, await who.get(path), path, { addresses }, roles);
/** Until the worker has nothing to do any more. */
async function mailed() {
  await until(async () => !(await one("SELECT COUNT(*) AS n FROM outbox WHERE status = 'due' AND kind LIKE 'mail.%'")).n, 'every mail is on its way');
}
/** The path of a person, by name, from a list. */
const pathOf = async (who, name, list = '/people') => new RegExp(`href="(/(?:people|admin/users)/\\w{13})">\\s*${name}`).exec((await who.get(`${list}?q=${encodeURIComponent(name)}`)).text)?.[1];
const outcomes = (page) => Object.fromEntries([...page.text.matchAll(/<dt>([^<]*)<\/dt><dd>\s*([^<]*?)\s*<\/dd>/g)].map((m) => [m[1].replaceAll('&#39;', "'"), m[2]]));
async function linkOf(email, part = '/people/accept', since = 0) {
  const [mail] = (await portal.mails({ to: email, since, link: part })).slice(-1);
  const link = mail.links.find((l) => l.includes(part));
  return new URL(link);
}
const accept = async (link, values = {}) => {
  const visitor = portal.visitor();
  const page = await visitor.get(link.pathname + link.search);
  return { visitor, page, done: page.status === 200 ? await visitor.submit(page, { name: 'New Person', language: 'en', zone: 'UTC', ...values }, { action: /accept/ }) : page };
};

test('everybody sees colleagues, nobody another organisation’s; only an administrator sees what changes them', async () => {
  const list = await sales.get('/people');
  equal(list.status, 200);
  match(list.text, 'Sam Alder');
  unmatch(list.text, 'Birch');
  unmatch(list.text, '/people/invite"');
  unmatch((await sales.get('/people?q=birch')).text, 'Toni');
  const csv = await sales.get('/people?format=csv');
  equal(csv.status, 200);
  ok(csv.text.includes('sales@alder.example.com') && !csv.text.includes('birch'));
  const sam = await pathOf(sales, 'Sam Alder');
  const page = await sales.get(sam);
  match(page.text, 'admin@alder.example.com');
  unmatch(page.text, '/roles');
  for (const path of [`${sam}/roles`, `${sam}/status`, '/people/invite', '/people/waiting', '/people/organisation']) equal([path, (await sales.get(path)).status], [path, 403]);
  for (const path of [`${sam}/roles`, `${sam}/deactivate`, '/people/invite', '/people/organisation']) equal([path, (await send(sales, page, path)).status], [path, 403]);
});

test('what leads on stands above the list', async () => {
  const list = (await admin.get('/people')).text;
  for (const path of ['/people/invitations', '/people/organisation', '/people/keys']) ok(list.indexOf(`href="${path}"`) > 0 && list.indexOf(`href="${path}"`) < list.indexOf('<table'), path);
});

test('another organisation’s person and a staff member are not there, by page and by post', async () => {
  const toni = await pathOf(birch, 'Toni Birch');
  const staff = `/people/${(await pathOf(desk, 'Toni Birch', '/admin/users')).split('/').pop()}`;
  equal(staff, toni);
  const mine = await admin.get('/people/invite');
  for (const path of [toni, `${toni}/roles`, `${toni}/status`]) equal([path, (await admin.get(path)).status], [path, 404]);
  for (const word of ['roles', 'deactivate', 'reactivate', 'resend', 'revoke']) equal([word, (await send(admin, await admin.get('/people/invite'), `${toni}/${word}`, {}, ['sales'])).status], [word, 404]);
  const alex = `/people/${/\/admin\/team\/(\w{13})">\s*Alex Vendor/.exec((await desk.get('/admin/team')).text)[1]}`;
  equal((await admin.get(alex)).status, 404);
  equal((await send(admin, mine, `${alex}/deactivate`)).status, 404);
  equal((await one("SELECT roles, active FROM person WHERE email = 'admin@birch.example.net'")), { roles: 'partner_admin', active: 1 });
});

test('roles: a partner’s only, at least one, and the last administrator stays', async () => {
  const robin = await pathOf(admin, 'Robin Alder');
  for (const [roles, sentence] of [[[], 'Choose at least one role.'], [['vendor_admin'], 'Choose the roles from the list.'], [['sales', 'support_agent'], 'Choose the roles from the list.'], [['sales,vendor_admin'], 'Choose the roles from the list.'], [['nothing'], 'Choose the roles']]) {
    const wrong = await send(admin, await admin.get(`${robin}/roles`), `${robin}/roles`, {}, roles);
    equal([String(roles), wrong.status], [String(roles), 422]);
    match(wrong.text, sentence);
  }
  equal((await send(admin, await admin.get(`${robin}/roles`), `${robin}/roles`, {}, ['sales', 'finance'])).status, 303);
  equal((await one("SELECT roles FROM person WHERE email = 'sales@alder.example.com'")).roles, 'sales,finance');
  const audit = await one("SELECT fields, actor, org_id FROM audit WHERE action = 'person.roles' ORDER BY id DESC LIMIT 1");
  equal(audit, { fields: 'roles', actor: 'partner', org_id: 1 });
  equal((await sales.get('/invoices')).status, 200, 'at the next request');
  const sam = await pathOf(admin, 'Sam Alder');
  const last = await send(admin, await admin.get(`${sam}/roles`), `${sam}/roles`, {}, ['sales']);
  equal(last.status, 422);
  match(last.text, 'This is the only administrator.');
  equal((await send(admin, await admin.get('/people'), `${sam}/deactivate`, proof(await admin.get('/people/invite')))).status, 409);
});

test('two administrators who take each other out at once: one is left', async () => {
  await portal.sql("UPDATE person SET roles = 'partner_admin' WHERE email = 'finance@alder.example.com'");
  const kim = await portal.signIn('finance@alder.example.com');
  const paths = [await pathOf(admin, 'Kim Alder'), await pathOf(admin, 'Sam Alder')];
  const forms = [proof(await admin.get('/people/invite')), proof(await kim.get('/people/invite'))];
  const replies = await together(portal, [admin, kim].map((who, i) => requestBytes(portal, { target: `${paths[i]}/deactivate`, form: forms[i], cookie: who.cookie })));
  equal(replies.filter((r) => r.status === 303).length, 1, JSON.stringify(statuses(replies)));
  equal((await one("SELECT COUNT(*) AS n FROM person WHERE org_id = 1 AND active AND FIND_IN_SET('partner_admin', roles)")).n, 1);
  await portal.sql("UPDATE person SET active = TRUE WHERE org_id = 1 AND invited = FALSE AND moved_to_id IS NULL");
  await portal.sql("UPDATE person SET roles = 'finance' WHERE email = 'finance@alder.example.com'");
  admin = await portal.signIn('admin@alder.example.com'); // whoever lost is signed out
});

test('whoever lost the administrator’s role makes no administrators with a page that was open', async () => {
  const sam = await portal.signIn('admin@alder.example.com');
  const form = await sam.get('/people/invite');
  await portal.sql("UPDATE person SET roles = 'sales' WHERE email = 'admin@alder.example.com'");
  equal((await send(sam, form, '/people/invite', { addresses: 'x@alder.example.com' }, ['partner_admin'])).status, 403);
  await portal.sql("UPDATE person SET roles = 'partner_admin' WHERE email = 'admin@alder.example.com'");
});

test('deactivating asks first and ends the session at the next request; reactivating brings the person back', async () => {
  const lee = await portal.signIn('training@alder.example.com');
  equal((await lee.get('/people')).status, 200);
  const path = await pathOf(admin, 'Lee Alder');
  const asked = await admin.get(`${path}/status`);
  match(asked.text, 'signed out everywhere at once');
  equal((await admin.submit(asked, {}, { action: /deactivate/ })).status, 303);
  equal((await lee.get('/people')).status, 303);
  match((await admin.get('/people')).text, 'Deactivated');
  await portal.sql('UPDATE org SET seat_limit = 5 WHERE id = 1');
  const full = await admin.submit(await admin.get(`${path}/status`), {}, { action: /reactivate/ });
  equal(full.status, 409);
  match(full.text, 'All seats of your organisation are taken.');
  await portal.sql('UPDATE org SET seat_limit = 0 WHERE id = 1');
  equal((await admin.submit(await admin.get(`${path}/status`), {}, { action: /reactivate/ })).status, 303);
  equal((await lee.get('/people')).status, 303, 'the old session stays ended');
  equal((await portal.signIn('training@alder.example.com')).landed, '/home');
});

test('many are invited at once, each is answered for, and a foreign organisation is not named', async () => {
  const done = await invite(admin, 'ann@alder.example.com, BOB@alder.example.com;ann@alder.example.com\n sales@birch.example.net admin@portico.example.com\n support@alder.example.com nonsense a@b@c <x>@alder.example.com', ['sales', 'support']);
  equal(done.status, 200);
  equal(outcomes(done), { 'ann@alder.example.com': 'Invited', 'bob@alder.example.com': 'Invited', 'sales@birch.example.net': 'Cannot be invited',
    'admin@portico.example.com': 'Cannot be invited', 'support@alder.example.com': 'Already a colleague', nonsense: 'Not an e-mail address',
    'a@b@c': 'Not an e-mail address', '&lt;x&gt;@alder.example.com': 'Not an e-mail address' });
  unmatch(done.text, 'Birch');
  equal(outcomes(await invite(admin, 'ann@alder.example.com'))['ann@alder.example.com'], 'Already invited');
  equal(await one("SELECT name, roles, active, invited, org_id FROM person WHERE email = 'bob@alder.example.com'"), { name: 'bob', roles: 'sales,support', active: 0, invited: 1, org_id: 1 });
  equal((await one("SELECT COUNT(*) AS n FROM audit WHERE action = 'person.invited'")).n, 2);
  const list = await sales.get('/people/invitations');
  match(list.text, 'ann@alder.example.com');
  unmatch((await birch.get('/people/invitations')).text, 'alder');
  const found = (await sales.get('/people/invitations?q=bob')).text;
  ok(found.includes('bob@alder.example.com') && !found.includes('ann@alder.example.com'), 'the search finds by address');
  const staff = await send(desk, await desk.get(`/admin/partners/${/admin\/partners\/(\w{13})">\s*Birch/.exec((await desk.get('/admin/partners')).text)[1]}/invite`),
    `/admin/partners/${/admin\/partners\/(\w{13})">\s*Birch/.exec((await desk.get('/admin/partners')).text)[1]}/invite`, { addresses: 'ann@alder.example.com carl@birch.example.net' }, ['sales']);
  equal(outcomes(staff), { 'ann@alder.example.com': 'Already in use by somebody else', 'carl@birch.example.net': 'Invited' });
});

test('an address that another organisation invited in vain is free again: nobody keeps a rival\'s people out', async () => {
  const address = 'wanted@nobody.example.com', taken = async (who) => outcomes(await invite(who, address, ['sales']))[address];
  const rows = () => portal.sql('SELECT o.slug, p.email, p.invited FROM person p JOIN org o ON o.id = p.org_id WHERE p.email LIKE \'wanted@%\'');
  equal(await taken(birch), 'Invited');
  equal(await taken(admin), 'Cannot be invited', 'while a link lives');
  const old = await linkOf(address);
  equal((await birch.submit(await birch.get(await pathOf(birch, 'wanted')), {}, { action: /revoke/ })).status, 303);
  const since = portal.mailCount(), theirs = await pathOf(birch, 'wanted');
  equal(await taken(admin), 'Invited');
  equal(await rows(), [{ slug: 'alder', email: address, invited: 1 }]);
  equal((await accept(old)).done.status, 404, 'the old link is dead');
  equal((await send(birch, await birch.get(theirs), `${theirs}/resend`)).status, 409, 'and is not sent again');
  unmatch((await birch.get(theirs)).text, address);
  equal((await accept(await linkOf(address, '/people/accept', since), { name: 'Wanted' })).done.status, 303);
  equal(await taken(birch), 'Cannot be invited', 'who came belongs to somebody');
});

test('nobody who was only invited signs in by mail', async () => {
  const since = portal.mailCount();
  const visitor = portal.visitor();
  equal((await visitor.submit(await visitor.get('/login'), { email: 'ann@alder.example.com' }, { action: '/login' })).status, 303);
  await mailed();
  equal((await portal.mails({ wait: 0, since })).filter((m) => m.to.includes('ann@alder.example.com') && m.links.some((l) => l.includes('/login/confirm'))).length, 0);
});

test('the link: opening it, twice and by HEAD, changes nothing; the button lets in once; the person says who they are', async () => {
  const link = await linkOf('ann@alder.example.com');
  const scanner = new Visitor(portal);
  for (let i = 0; i < 3; i++) equal((await scanner.get(link.pathname + link.search)).status, 200);
  await scanner.request('HEAD', link.pathname + link.search);
  equal((await one("SELECT active, invited FROM person WHERE email = 'ann@alder.example.com'")), { active: 0, invited: 1 });
  const empty = await accept(link, { name: '' });
  equal(empty.done.status, 422);
  match(empty.page.text, 'Alder Partner Example');
  const forged = portal.visitor();
  equal((await forged.post('/people/accept', { t: link.searchParams.get('t'), name: 'X', language: 'en', zone: 'UTC' })).status, 403, 'without the form’s state');
  const { visitor, done } = await accept(link, { name: 'Ann\r\nBcc: all@example.com', language: 'de', zone: 'Europe/Berlin' });
  equal(done.status, 422, 'no line breaks in a name');
  const again = await accept(link, { name: 'Ann Alder', language: 'de', zone: 'Europe/Berlin' });
  equal([again.done.status, again.done.location], [303, '/home']);
  equal((await again.visitor.get('/home')).status, 200);
  equal(visitor.jar.has('portico_partner'), false);
  equal(await one("SELECT name, language, zone, active, invited FROM person WHERE email = 'ann@alder.example.com'"), { name: 'Ann Alder', language: 'de', zone: 'Europe/Berlin', active: 1, invited: 0 });
  const late = await accept(link);
  equal(late.done.status, 404);
  match(late.done.text, 'used already');
  equal((await again.visitor.get(link.pathname + link.search)).status, 404);
  equal((await one("SELECT status, used_at IS NOT NULL AS used FROM invitation i JOIN person p ON p.id = i.person_id WHERE p.email = 'ann@alder.example.com'")), { status: 'accepted', used: 1 });
  equal((await one("SELECT actor, org_id FROM audit WHERE action = 'person.accepted'")), { actor: 'partner', org_id: 1 });
  equal((await portal.signIn('ann@alder.example.com')).landed, '/home');
});

test('sent again, the old link is dead; revoked, the new one is too; a person has one live link at most', async () => {
  const bob = await pathOf(admin, 'bob');
  const old = await linkOf('bob@alder.example.com');
  let since = portal.mailCount();
  equal((await admin.submit(await admin.get(bob), {}, { action: /resend/ })).status, 303);
  const fresh = await linkOf('bob@alder.example.com', '/people/accept', since);
  ok(fresh.search !== old.search);
  equal((await accept(old)).done.status, 404);
  equal((await portal.visitor().get(fresh.pathname + fresh.search)).status, 200);
  equal((await one("SELECT COUNT(*) AS n FROM invitation i JOIN person p ON p.id = i.person_id WHERE p.email = 'bob@alder.example.com' AND i.live = 1")).n, 1);
  const open = portal.visitor();
  const page = await open.get(fresh.pathname + fresh.search);
  equal((await admin.submit(await admin.get(bob), {}, { action: /revoke/ })).status, 303);
  equal((await open.submit(page, { name: 'Bob', language: 'en', zone: 'UTC' }, { action: /accept/ })).status, 404, 'a page that was open already');
  equal((await send(admin, await admin.get(bob), `${bob}/revoke`)).status, 409);
  equal((await send(admin, await admin.get(bob), `${bob}/reactivate`)).status, 409, 'an invitation is not gone round by reactivating');
  const state = /data-state="(\w+)"/.exec((await admin.get(bob)).text)[1];
  equal(state, 'invited');
  since = portal.mailCount();
  equal(outcomes(await invite(admin, 'bob@alder.example.com', ['finance']))['bob@alder.example.com'], 'Invited', 'anew after a revocation');
  const third = await linkOf('bob@alder.example.com', '/people/accept', since);
  await portal.sql("UPDATE invitation i JOIN person p ON p.id = i.person_id SET i.expires_at = UTC_TIMESTAMP(6) - INTERVAL 1 SECOND WHERE p.email = 'bob@alder.example.com' AND i.live = 1");
  equal((await accept(third)).done.status, 404);
  match((await admin.get('/people/invitations')).text, 'Expired');
});

test('the vendor changes an invited person’s address: the link that went to the old one is dead', async () => {
  const since = portal.mailCount();
  await invite(admin, 'eve@alder.example.com');
  const link = await linkOf('eve@alder.example.com', '/people/accept', since);
  const path = await pathOf(desk, 'eve', '/admin/users');
  equal((await send(desk, await desk.get(`${path}/edit`), `${path}/edit`, { name: 'eve', email: 'eva@alder.example.com', language: 'en', zone: 'UTC' }, ['sales'])).status, 303);
  equal((await accept(link)).done.status, 404);
  match((await desk.get(path)).text, 'Revoked');
  equal((await send(desk, await desk.get(path), `${path}/resend`)).status, 303);
  equal((await accept(await linkOf('eva@alder.example.com'))).done.status, 303);
});

test('a link used by fifty at the same moment lets one in', async () => {
  await invite(admin, 'fifty@alder.example.com');
  const link = await linkOf('fifty@alder.example.com');
  const { values } = formOf((await portal.visitor().get(link.pathname + link.search)).text, /accept/);
  const before = (await one('SELECT COUNT(*) AS n FROM session')).n;
  const replies = await together(portal, Array.from({ length: 50 }, () => requestBytes(portal, { target: '/people/accept', form: { ...values, name: 'Fifty', language: 'en', zone: 'UTC' } })));
  equal(statuses(replies), { 303: 1, 404: 49 });
  equal((await one('SELECT COUNT(*) AS n FROM session')).n - before, 1);
});

test('twenty accept at once, three seats are left: three come in, the others are told and can come later', async () => {
  const names = Array.from({ length: 20 }, (_, i) => `seat${i}@birch.example.net`);
  const since = portal.mailCount();
  equal(Object.values(outcomes(await invite(birch, names.join(' ')))).filter((w) => w === 'Invited').length, 20);
  const forms = [];
  for (const name of names) {
    const link = await linkOf(name, '/people/accept', since);
    forms.push(formOf((await portal.visitor().get(link.pathname + link.search)).text, /accept/).values);
  }
  await portal.sql('UPDATE org SET seat_limit = (SELECT COUNT(*) FROM person WHERE org_id = 2 AND active) + 3 WHERE id = 2');
  const replies = await together(portal, forms.map((values, i) => requestBytes(portal, { target: '/people/accept', form: { ...values, name: `Seat ${i}`, language: 'en', zone: 'UTC' } })));
  equal(statuses(replies), { 303: 3, 409: 17 });
  equal((await one("SELECT COUNT(*) AS n FROM person WHERE email LIKE 'seat%' AND active")).n, 3);
  equal((await one("SELECT COUNT(*) AS n FROM invitation i JOIN person p ON p.id = i.person_id WHERE p.email LIKE 'seat%' AND i.status = 'sent'")).n, 17, 'their links still work');
  equal(outcomes(await invite(birch, 'late@birch.example.net'))['late@birch.example.net'], 'No seat left', 'open invitations count');
  await portal.sql('UPDATE org SET seat_limit = 0 WHERE id = 2');
});

test('five hundred addresses with repetitions are each answered once; more are refused; so are control characters', async () => {
  const dogwood = await portal.signIn('admin@dogwood.example.com');
  const names = Array.from({ length: 500 }, (_, i) => `many${i}@dogwood.example.com`);
  const done = await invite(dogwood, [...names, ...names.map((n) => n.toUpperCase())].join('\n'), ['training']);
  equal(done.status, 200);
  equal(Object.values(outcomes(done)).filter((w) => w === 'Invited').length, 500);
  match(done.text, '500 people were invited');
  equal((await one("SELECT COUNT(*) AS n FROM person WHERE email LIKE 'many%'")).n, 500);
  equal((await one("SELECT COUNT(*) AS n FROM invitation i JOIN person p ON p.id = i.person_id WHERE p.email LIKE 'many%'")).n, 500);
  const more = await invite(dogwood, [...names, 'one.more@dogwood.example.com'].join(' '));
  equal(more.status, 422);
  match(more.text, 'more than 500 addresses');
  equal((await invite(dogwood, '')).status, 422);
  equal((await invite(dogwood, ' ,;\n')).status, 422);
  equal((await invite(dogwood, 'a@dogwood.example.com', [])).status, 422);
  equal((await invite(dogwood, 'a@dogwood.example.com', ['vendor_admin'])).status, 422);
  const lines = await invite(dogwood, 'inj@dogwood.example.com\r\nBcc: victim@example.com\r\n\r\nbody');
  equal(outcomes(lines), { 'inj@dogwood.example.com': 'Invited', 'bcc:': 'Not an e-mail address', 'victim@example.com': 'Invited', body: 'Not an e-mail address' });
  for (const bad of ['x\0@dogwood.example.com', 'x\x1b@dogwood.example.com', 'x%0d%0aBcc:y@dogwood.example.com\x7f']) equal([bad, (await invite(dogwood, bad)).status !== 200], [bad, true]);
  equal((await one("SELECT COUNT(*) AS n FROM person WHERE email = 'one.more@dogwood.example.com' OR email = 'a@dogwood.example.com'")).n, 0);
});

test('the same form sent twice invites once', async () => {
  const page = await admin.get('/people/invite');
  const first = await send(admin, page, '/people/invite', { addresses: 'twice@alder.example.com' }, ['sales']);
  const second = await send(admin, page, '/people/invite', { addresses: 'twice@alder.example.com' }, ['sales']);
  equal([first.status, second.status], [200, 200]);
  equal(outcomes(second), { 'twice@alder.example.com': 'Invited' });
  equal((await one("SELECT COUNT(*) AS n FROM invitation i JOIN person p ON p.id = i.person_id WHERE p.email = 'twice@alder.example.com'")).n, 1);
});

test('a suspended organisation’s invitation opens nothing', async () => {
  const link = await linkOf('twice@alder.example.com');
  await portal.sql("UPDATE org SET status = 'suspended' WHERE id = 1");
  equal((await accept(link)).done.status, 404);
  await portal.sql("UPDATE org SET status = 'active' WHERE id = 1");
});

test('the organisation’s profile: what is theirs is changed and audited, what is the vendor’s is not', async () => {
  const page = await admin.get('/people/organisation');
  match(page.text, 'Alder Yard');
  equal((await admin.submit(page, { phone: '+44 20 7946 0999', city: 'Leeds', invoice_owner: 'end_customer', status: 'archived', billing_account: 'X', seat_limit: '9', legal_name: 'Other' })).status, 303);
  equal(await one('SELECT p.phone, p.city, p.legal_name, o.invoice_owner, o.status, o.billing_account, o.seat_limit FROM org o JOIN party p ON p.id = o.party_id WHERE o.id = 1'),
    { phone: '+44 20 7946 0999', city: 'Leeds', legal_name: 'Alder Partner Example Ltd', invoice_owner: 'partner', status: 'active', billing_account: 'B-ALDER', seat_limit: 0 });
  equal((await one("SELECT fields FROM audit WHERE action = 'org.profile'")).fields.split(',').sort(), ['city', 'phone']);
  equal((await admin.submit(await admin.get('/people/organisation'), { name: '' })).status, 422);
});

test('moving: a new person there, the old one deactivated, the e-mail and the account at a provider go along', async () => {
  const jo = await portal.signIn('support@alder.example.com');
  const path = await pathOf(desk, 'Jo Alder', '/admin/users');
  await portal.sql("INSERT INTO identity_provider (id, public_id, name, issuer, client_id, domains, created_at) VALUES (900, 900, 'P', 'https://id.example.com', 'c', '*', UTC_TIMESTAMP(6))");
  const old = await one("SELECT id FROM person WHERE email = 'support@alder.example.com'");
  await portal.sql("INSERT INTO person_identity (person_id, provider_id, issuer, subject, email, created_at, used_at) VALUES (?, 900, 'https://id.example.com', 's1', '', UTC_TIMESTAMP(6), UTC_TIMESTAMP(6))", [old.id]);
  const asked = await desk.get(`${path}/move`);
  match(asked.text, 'signed out everywhere at once');
  const birchId = /<option value="(\w{13})"[^>]*>Birch/.exec(asked.text)[1];
  unmatch(asked.text, />Alder Partner Example<\/option>/);
  equal((await send(desk, asked, `${path}/move`, { org: birchId }, [])).status, 422);
  equal((await send(desk, await desk.get(`${path}/move`), `${path}/move`, { org: '0000000000000' }, ['support'])).status, 422);
  await portal.sql('UPDATE org SET seat_limit = 1 WHERE id = 2');
  equal((await send(desk, await desk.get(`${path}/move`), `${path}/move`, { org: birchId }, ['support'])).status, 422);
  await portal.sql('UPDATE org SET seat_limit = 0 WHERE id = 2');
  const done = await send(desk, await desk.get(`${path}/move`), `${path}/move`, { org: birchId }, ['support']);
  equal(done.status, 303);
  equal((await jo.get('/people')).status, 303);
  const fresh = await one("SELECT id, org_id, name, roles, active FROM person WHERE email = 'support@alder.example.com'");
  equal([fresh.org_id, fresh.name, fresh.roles, fresh.active], [2, 'Jo Alder', 'support', 1]);
  equal(await one('SELECT org_id, active, moved_to_id, email LIKE \'%@moved.invalid\' AS gone FROM person WHERE id = ?', [old.id]), { org_id: 1, active: 0, moved_to_id: fresh.id, gone: 1 });
  equal((await one("SELECT person_id FROM person_identity WHERE subject = 's1'")).person_id, fresh.id);
  const again = await portal.signIn('support@alder.example.com');
  match((await again.get('/people')).text, 'Toni Birch');
  match((await desk.get(path)).text, 'Moved');
  for (const word of ['reactivate', 'move', 'edit', 'resend']) ok((await send(desk, await desk.get(path), `${path}/${word}`, { org: birchId, name: 'x', email: 'x@alder.example.com', language: 'en', zone: 'UTC' }, ['sales'])).status >= 400, word);
  const mine = path.replace('/admin/users', '/people');
  match((await admin.get(mine)).text, 'Moved');
  unmatch((await admin.get(mine)).text, 'moved.invalid');
  unmatch((await admin.get('/people')).text, 'moved.invalid');
  equal((await send(admin, await admin.get('/people/invite'), `${mine}/reactivate`)).status, 409);
  equal((await portal.sql("SELECT action, org_id FROM audit WHERE action LIKE 'person.moved%' AND noun_id IN (?, ?) ORDER BY id", [old.id, fresh.id])), [{ action: 'person.moved_away', org_id: 1 }, { action: 'person.moved_here', org_id: 2 }]);
});

const cedar = await portal.signIn('admin@cedar.example.org');
const setting = `/admin/partners/${/admin\/partners\/(\w{13})">\s*Cedar/.exec((await desk.get('/admin/partners')).text)[1]}/registration`;
const ask = async (email, visitor = portal.visitor()) => visitor.submit(await visitor.get('/login/register'), { email }, { action: '/login/register' });

test('self-registration is off by default: the answer is the same, no mail goes out', async () => {
  unmatch((await portal.visitor().get('/login')).text, '/login/register');
  const since = portal.mailCount();
  const done = await ask('new@cedar.example.org');
  equal([done.status, done.location], [303, '/login/register?step=sent']);
  await mailed();
  equal((await one("SELECT status, error FROM outbox WHERE kind = 'mail.registration'")), { status: 'dropped', error: "nobody's open domain" });
  equal((await portal.mails({ wait: 0, since })).filter((m) => m.to.includes('new@cedar.example.org')).length, 0);
});

test('the vendor opens a domain: what is none, public or another’s is refused', async () => {
  for (const [domains, sentence] of [['', 'Name at least one domain'], ['nothing', 'is not a domain'], ['gmail.com', 'Anybody can have an address'], ['*.cedar.example.org', 'is not a domain']]) {
    const wrong = await desk.submit(await desk.get(setting), { open: '1', domains });
    equal([domains, wrong.status], [domains, 422]);
    match(wrong.text, sentence);
  }
  equal((await desk.submit(await desk.get(setting), { open: '1', domains: 'cedar.example.org' })).status, 303);
  const taken = await desk.submit(await desk.get(setting.replace(/\w{13}/, /admin\/partners\/(\w{13})">\s*Birch/.exec((await desk.get('/admin/partners')).text)[1])), { open: '1', domains: 'Cedar.example.org' });
  equal(taken.status, 422);
  match(taken.text, 'belongs to another organisation');
  match((await portal.visitor().get('/login')).text, '/login/register');
});

test('an address of the domain is confirmed by mail, waits, and comes in with the roles that the administrator chose', async () => {
  for (const email of ['x@sub.cedar.example.org', 'x@cedar.example.org.evil.example', 'sales@cedar.example.org', 'x@unknown.example']) {
    const done = await ask(email);
    equal([email, done.status, done.location], [email, 303, '/login/register?step=sent']);
  }
  const since = portal.mailCount();
  await ask('New@cedar.example.org');
  await mailed();
  const link = await linkOf('new@cedar.example.org', '/login/register/confirm', since);
  equal((await portal.mails({ wait: 0 })).filter((m) => m.subject.includes('registration')).length, 1, 'nobody else was mailed');
  const visitor = portal.visitor();
  const page = await visitor.get(link.pathname + link.search);
  equal(page.status, 200);
  equal((await one("SELECT COUNT(*) AS n FROM registration WHERE status = 'waiting'")).n, 0, 'opening changes nothing');
  const done = await visitor.submit(page, { name: 'Nel Cedar', language: 'en', zone: 'Europe/Paris' }, { action: /confirm/ });
  equal(done.location, '/login/register?step=waiting');
  equal((await visitor.get(link.pathname + link.search)).status, 404);
  equal((await one("SELECT COUNT(*) AS n FROM person WHERE email = 'new@cedar.example.org'")).n, 0);
  match((await cedar.get('/people')).text, '1 person waits for your approval');
  match((await cedar.get('/people/waiting?q=nobody.else')).text, 'Nobody matches this search.');
  const path = /\/people\/waiting\/\w{13}/.exec((await cedar.get('/people/waiting?q=nel')).text)[0];
  equal((await admin.get(path)).status, 404, 'another organisation’s');
  equal((await send(admin, await admin.get('/people/invite'), `${path}/approve`, {}, ['sales'])).status, 404);
  equal((await send(cedar, await cedar.get(path), `${path}/approve`, {}, [])).status, 422);
  equal((await send(cedar, await cedar.get(path), `${path}/approve`, {}, ['vendor_admin'])).status, 422);
  equal((await send(cedar, await cedar.get(path), `${path}/approve`, {}, ['sales'])).status, 303);
  equal(await one("SELECT org_id, name, roles, active, zone FROM person WHERE email = 'new@cedar.example.org'"), { org_id: 3, name: 'Nel Cedar', roles: 'sales', active: 1, zone: 'Europe/Paris' });
  equal((await send(cedar, await cedar.get('/people/invite'), `${path}/decline`)).status, 404, 'decided is decided');
  match((await portal.mails({ to: 'new@cedar.example.org', since, count: 2 })).map((m) => m.text).join('\n'), 'has approved your registration');
  equal((await portal.signIn('new@cedar.example.org')).landed, '/home');
});

test('declined is told by mail; a domain that was closed meanwhile lets nobody on; one waits at a time', async () => {
  const since = portal.mailCount();
  await ask('no@cedar.example.org');
  const first = await linkOf('no@cedar.example.org', '/login/register/confirm', since);
  await ask('no@cedar.example.org');
  const both = await portal.mails({ to: 'no@cedar.example.org', since, count: 2 });
  for (const link of [first, ...both.map((m) => new URL(m.links.find((l) => l.includes('/login/register')))).filter((l) => l.search !== first.search)]) {
    const visitor = portal.visitor();
    const done = await visitor.submit(await visitor.get(link.pathname + link.search), { name: 'No Body', language: 'en', zone: 'UTC' }, { action: /confirm/ });
    equal(done.status, 303);
  }
  equal((await one("SELECT COUNT(*) AS n FROM registration WHERE email = 'no@cedar.example.org' AND status = 'waiting'")).n, 1);
  const path = /\/people\/waiting\/\w{13}/.exec((await cedar.get('/people/waiting')).text)[0];
  equal((await send(cedar, await cedar.get(path), `${path}/decline`)).status, 303);
  equal((await one("SELECT COUNT(*) AS n FROM person WHERE email = 'no@cedar.example.org'")).n, 0);
  match((await portal.mails({ to: 'no@cedar.example.org', since, count: 3 })).map((m) => m.text).join('\n'), 'has declined your registration');
  await ask('late@cedar.example.org');
  const late = await linkOf('late@cedar.example.org', '/login/register/confirm');
  const visitor = portal.visitor();
  const page = await visitor.get(late.pathname + late.search);
  equal((await desk.submit(await desk.get(setting), { open: '', domains: 'cedar.example.org' })).status, 303);
  equal((await visitor.submit(page, { name: 'Late', language: 'en', zone: 'UTC' }, { action: /confirm/ })).status, 404);
  for (let i = 0; i < 3; i++) equal((await ask('often@cedar.example.org')).status, 303);
  await bothWindows(portal);
  equal((await ask('often@cedar.example.org')).status, 429);
});

await run();
