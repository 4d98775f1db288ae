// The vendor's desk: organisations and their people. What an offer needs to be sold stands in admin_catalogue.mjs.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { start } from '../lib/portal.mjs';
import { test, equal, ok, match, unmatch, cleanup, run } from '../lib/tap.mjs';
import { formOf } from '../lib/visitor.mjs';

const portal = await start();
cleanup(() => portal.stop());
const desk = await portal.signIn('admin@portico.example.com');
const channel = await portal.signIn('channel@portico.example.com');
const finance = await portal.signIn('finance@portico.example.com');

const one = async (sql, params) => (await portal.sql(sql, params))[0];
const filled = {
  name: 'Hazel Partner Example', slug: 'hazel', invoice_owner: 'end_customer', currency: 'JPY', billing_account: 'B-HAZEL',
  crm_account: '', seat_limit: '2', legal_name: 'Hazel Partner Example KK', email: 'admin@hazel.example.com',
  phone: '', address1: '1 Hazel Lane', address2: '', postal_code: '100-0001', city: 'Tokyo', region: '', country: 'JP',
  tax_number: 'T1', registration_number: '', language: 'en',
};
// The select's value that has this text.
const optionOf = (page, text) => new RegExp(`<option value="([^"]+)"[^>]*>[^<]*${text}`).exec(page.text)?.[1];
// One name several times, as a group of ticks sends it.
const pairs = (values, ticks = {}) => {
  const body = new URLSearchParams(values);
  for (const [name, list] of Object.entries(ticks)) {
    body.delete(name);
    for (const value of list) body.append(name, value);
  }
  return body.toString();
};
const hidden = (page) => Object.fromEntries([...page.text.matchAll(/<input type="hidden" name="(_csrf|_key)" value="([^"]*)"/g)].map((m) => [m[1], m[2]]));
let org;
let person;

test('a person of the vendor lands at the desk, whose side bar has staff areas only', async () => {
  equal(desk.landed, '/admin');
  const page = await desk.get('/admin');
  equal(page.status, 200);
  const links = [...page.text.matchAll(/<li><a href="(\/[^"]*)"/g)].map((m) => m[1]).filter((href) => !href.includes('?'));
  ok(links.length > 4 && links.every((href) => /^\/(admin|customers\/staff)(\/|$)/.test(href)), links.join(' '));
});

test('a partner and a visitor are sent to the sign-in by every page of the desk', async () => {
  const partner = await portal.signIn('admin@alder.example.com');
  const { stdout } = await portal.area('admin', '--routes');
  const paths = stdout.split('\n').filter((l) => l.startsWith('GET') && l.split('\t')[2] !== 'public').map((l) => l.split('\t')[1].replaceAll(/\{\w+\}/g, '0000000000001'));
  ok(paths.length > 15);
  for (const path of paths) {
    const page = await partner.get(path);
    equal([path, page.status], [path, 303]);
    match(page.location, '/login?next=');
  }
  equal((await portal.get('/admin/partners')).status, 303);
  unmatch((await partner.get('/home')).text, '/admin');
});

test('a right that is not held is refused, by page and by post', async () => {
  for (const path of ['/admin/partners/new', '/admin/team', '/admin/team/new']) equal((await finance.get(path)).status, 403);
  const list = await finance.get('/admin/partners');
  equal(list.status, 200);
  unmatch(list.text, '/admin/partners/new');
  const form = hidden(list);
  equal((await finance.post('/admin/partners/new', { ...form, ...filled })).status, 403);
  equal((await channel.get('/admin/team')).status, 403);
  equal((await channel.post('/admin/team/new', { ...hidden(await channel.get('/admin')), name: 'X', email: 'x@example.com', language: 'en', zone: 'UTC', 'roles[]': 'vendor_admin' })).status, 403);
});

test('an organisation with faults is not made: each stands beside its field, what was typed is kept', async () => {
  const page = await desk.get('/admin/partners/new');
  const before = await one('SELECT COUNT(*) AS n FROM org');
  const wrong = await desk.submit(page, { ...filled, slug: 'Ha Zel', billing_account: '', email: 'nobody', currency: 'XYZ' });
  equal(wrong.status, 422);
  match(wrong.text, 'Fill in “Billing-system account ID”.');
  match(wrong.text, 'name@example.com');
  match(wrong.text, 'value="Hazel Partner Example"');
  const two = await desk.submit(page, { ...filled, slug: 'alder', legal_entity: optionOf(page, 'JPY') });
  equal(two.status, 422);
  match(two.text, 'Another organisation has the short name “alder”.');
  equal(await one('SELECT COUNT(*) AS n FROM org'), before);
});

test('an organisation is added with its party, an audit row and an id of its own', async () => {
  const page = await desk.get('/admin/partners/new');
  const done = await desk.submit(page, { ...filled, legal_entity: optionOf(page, 'JPY') });
  equal(done.status, 303);
  const shown = await desk.follow(done);
  match(shown.text, 'Hazel Partner Example was added.');
  org = done.location;
  const row = await one(`SELECT o.*, p.legal_name, p.country FROM org o JOIN party p ON p.id = o.party_id WHERE slug = 'hazel'`);
  equal([row.name, row.invoice_owner, row.currency, row.seat_limit, row.legal_name, row.country, row.status, row.legal_entity_id],
    ['Hazel Partner Example', 'end_customer', 'JPY', 2, 'Hazel Partner Example KK', 'JP', 'active', 2]);
  match(shown.text, org.split('/').pop());
  match((await desk.get('/admin/partners')).text, org.split('/').pop(), 'the list shows the id');
  const audit = await one(`SELECT action, fields, actor, person_id FROM audit WHERE noun = 'org' AND noun_id = ?`, [row.id]);
  equal([audit.action, audit.actor], ['org.added', 'staff']);
  match(audit.fields, 'billing_account');
});

test('a change names the fields that changed', async () => {
  const page = await desk.get(`${org}/edit`);
  match(page.text, 'value="hazel"');
  equal((await desk.follow(await desk.submit(page, {}))).text.includes('Nothing was changed.'), true);
  await desk.submit(await desk.get(`${org}/edit`), { crm_account: 'C-9', city: 'Osaka' });
  const row = await one(`SELECT o.id, o.crm_account, p.city FROM org o JOIN party p ON p.id = o.party_id WHERE slug = 'hazel'`);
  equal([row.crm_account, row.city], ['C-9', 'Osaka']);
  const audit = await one(`SELECT fields FROM audit WHERE action = 'org.changed' AND noun_id = ?`, [row.id]);
  equal(audit.fields.split(',').sort(), ['city', 'crm_account']);
  const trail = (await desk.get('/admin/audit?q=org.changed')).text;
  match(trail, /<td class="text"[^>]*>(City, CRM account ID|CRM account ID, City)</, 'the fields are named as the form names them');
});

test('people: the address is unique over everybody, roles are a partner’s, the seats are counted', async () => {
  const page = await desk.get(`${org}/users/new`);
  const form = { ...hidden(page), name: 'Pat Hazel', language: 'en', zone: 'Asia/Tokyo' };
  const again = async () => ({ ...form, ...hidden(await desk.get(`${org}/users/new`)) });
  const taken = await desk.post(`${org}/users/new`, { ...form, email: 'Sales@Alder.example.com', 'roles[]': 'sales' });
  equal(taken.status, 422);
  match(taken.text, 'This address is already in use');
  match(taken.text, 'value="Sales@Alder.example.com"');
  const none = await desk.post(`${org}/users/new`, { ...(await again()), email: 'pat@hazel.example.com' });
  equal(none.status, 422);
  match(none.text, 'Choose at least one role.');
  const staff = await desk.post(`${org}/users/new`, { ...(await again()), email: 'pat@hazel.example.com', 'roles[]': 'vendor_admin' });
  equal(staff.status, 422, 'a role of the staff is no role of a partner');
  const done = await channel.post(`${org}/users/new`, pairs({ ...form, ...hidden(await channel.get(`${org}/users/new`)), email: 'Pat@hazel.example.com' }, { 'roles[]': ['sales', 'finance'] }));
  equal(done.status, 303);
  const row = await one(`SELECT email, roles, zone FROM person WHERE name = 'Pat Hazel'`);
  equal(row, { email: 'pat@hazel.example.com', roles: 'sales,finance', zone: 'Asia/Tokyo' });
  equal((await desk.post(`${org}/users/new`, { ...(await again()), name: 'Sky Hazel', email: 'sky@hazel.example.com', 'roles[]': 'sales' })).status, 303);
  const full = await desk.post(`${org}/users/new`, { ...(await again()), name: 'Third', email: 'third@hazel.example.com', 'roles[]': 'sales' });
  equal(full.status, 422);
  match(full.text, 'All seats of Hazel Partner Example are taken.');
  person = /\/admin\/users\/\w{13}/.exec((await desk.get(org)).text)[0];
});

test('a person is changed; deactivating ends the session; a person comes back only to a free seat', async () => {
  const pat = await portal.signIn('pat@hazel.example.com');
  equal((await pat.get('/home')).status, 200);
  const edit = await desk.get(`${person}/edit`);
  match(edit.text, /value="sales" checked/);
  equal((await desk.post(`${person}/edit`, { ...hidden(edit), name: 'Pat B Hazel', email: 'pat@hazel.example.com', language: 'de', zone: 'UTC', 'roles[]': 'partner_admin' })).status, 303);
  equal((await one(`SELECT name, roles, language FROM person WHERE email = 'pat@hazel.example.com'`)), { name: 'Pat B Hazel', roles: 'partner_admin', language: 'de' });
  const asked = await desk.get(`${person}/status`);
  match(asked.text, 'signed out everywhere at once');
  equal((await desk.submit(asked, {}, { action: /deactivate/ })).status, 303);
  equal((await pat.get('/home')).status, 303);
  const page = await desk.get(`${org}/users/new`);
  equal((await desk.post(`${org}/users/new`, { ...hidden(page), name: 'Third', email: 'third@hazel.example.com', language: 'en', zone: 'UTC', 'roles[]': 'sales' })).status, 303);
  const back = await desk.submit(await desk.get(`${person}/status`), {}, { action: /reactivate/ });
  equal(back.status, 409);
  match(back.text, 'All seats of Hazel Partner Example are taken.');
});

test('staff: nobody takes away the last administrator, nor reaches a partner’s person under the staff’s path', async () => {
  const list = await desk.get('/admin/team');
  const me = new RegExp('/admin/team/(\\w{13})">Alex Vendor').exec(list.text)[1];
  const stop = await desk.submit(await desk.get(`/admin/team/${me}/status`), {}, { action: /deactivate/ });
  equal(stop.status, 409);
  const less = await desk.post(`/admin/team/${me}/edit`, { ...hidden(await desk.get(`/admin/team/${me}/edit`)), name: 'Alex Vendor', email: 'admin@portico.example.com', language: 'en', zone: 'UTC', 'roles[]': 'support_agent' });
  equal(less.status, 422);
  match(less.text, 'nobody would be left');
  equal((await desk.get(person.replace('users', 'team'))).status, 404);
  equal((await desk.get(`/admin/users/${me}`)).status, 404);
  equal((await channel.post(`/admin/users/${me}/edit`, { ...hidden(await channel.get('/admin')), name: 'X', email: 'admin@portico.example.com', language: 'en', zone: 'UTC', 'roles[]': 'sales' })).status, 404);
});

const multipart = (fields, file) => {
  const mark = 'portico-test-boundary';
  const parts = Object.entries(fields).map(([name, value]) => Buffer.from(`--${mark}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`));
  if (file) parts.push(Buffer.from(`--${mark}\r\nContent-Disposition: form-data; name="logo"; filename="${file.name}"\r\nContent-Type: ${file.type}\r\n\r\n`), file.bytes, Buffer.from('\r\n'));
  return { body: Buffer.concat([...parts, Buffer.from(`--${mark}--\r\n`)]), headers: { 'content-type': `multipart/form-data; boundary=${mark}`, 'sec-fetch-site': 'same-origin' } };
};
const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');

test('our staff and the identity providers: what opens doors is changed with a fresh proof alone', async () => {
  const desk = await portal.signIn('admin@portico.example.com');
  const colleague = /href="(\/admin\/team\/[0-9a-z]{13})"/.exec((await desk.get('/admin/team?q=support')).text)[1];
  await portal.sql("INSERT INTO identity_provider (public_id, name, issuer, client_id, domains, authorize_url, created_at) VALUES (99, 'Example Identity', 'https://id.example.net', 'portico', '', 'https://id.example.net/authorize', UTC_TIMESTAMP(6))");
  const provider = /href="(\/admin\/providers\/[0-9a-z]{13})"/.exec((await desk.get('/admin/providers')).text)[1];
  const guarded = ['/admin/team/new', `${colleague}/edit`, `${colleague}/status`, '/admin/providers/new', `${provider}/edit`];
  const open = ['/admin/team', colleague, '/admin/providers', provider];
  for (const path of [...guarded, ...open]) equal([path, (await desk.get(path)).status], [path, 200]);
  const page = await desk.get(`${colleague}/edit`);
  const state = () => portal.sql('SELECT (SELECT COUNT(*) FROM person WHERE org_id IS NULL) AS staff, (SELECT SUM(active) FROM person WHERE org_id IS NULL) AS active, (SELECT COUNT(*) FROM identity_provider) AS providers');
  const before = await state();
  await portal.sql("UPDATE session SET step_up_at = step_up_at - INTERVAL 601 SECOND WHERE audience = 'staff'");
  for (const path of open) equal([path, (await desk.get(path)).status], [path, 200]);
  for (const path of guarded) {
    const asked = await desk.get(path);
    equal([path, asked.status, asked.location], [path, 303, `/account/staff/prove?next=${encodeURIComponent(path)}`]);
  }
  const proof = Object.fromEntries([...page.text.matchAll(/name="(_csrf|_key)" value="([^"]*)"/g)].map((m) => [m[1], m[2]]));
  const more = { name: 'Mallory', email: 'mallory@example.com', language: 'en', zone: 'UTC', 'roles[]': 'vendor_admin', issuer: 'https://evil.example.com', client_id: 'x' };
  for (const path of ['/admin/team/new', `${colleague}/edit`, `${colleague}/deactivate`, `${colleague}/reactivate`, '/admin/providers/new', `${provider}/edit`]) {
    const sent = await desk.post(path, { ...proof, ...more });
    equal([path, sent.status, /^\/account\/staff\/prove/.test(sent.location)], [path, 303, true]);
  }
  equal(await state(), before, 'nothing was changed');
  await portal.sql("DELETE FROM identity_provider WHERE public_id = 99");
});

test('a logo is a small picture by its bytes; it is served with its type and shown to the partner', async () => {
  const send = async (file) => desk.request('POST', `${org}/brand/logo`, multipart(hidden(await desk.get(`${org}/brand/logo`)), file));
  const svg = await send({ name: 'logo.png', type: 'image/png', bytes: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>') });
  equal(svg.status, 422);
  match(svg.text, 'not a PNG, JPEG or WebP picture');
  equal((await send(undefined)).status, 422);
  const large = await send({ name: 'l.png', type: 'image/png', bytes: Buffer.concat([png, Buffer.alloc(512 * 1024)]) });
  equal(large.status, 422);
  match(large.text, 'larger than 512 KB');
  equal((await send({ name: 'logo.svg', type: 'image/svg+xml', bytes: png })).status, 303, 'what counts is what it is');
  const before = await desk.get(org);
  unmatch(before.text, '/home/logo/', 'a draft is nobody else\'s');
  equal((await desk.submit(await desk.get(`${org}/brand/publish`), {}, { action: `${org}/brand/publish` })).status, 303);
  const page = await desk.get(org);
  const src = /<img src="(\/home\/logo\/[^"]+)"/.exec(page.text)[1];
  match(src, /-2\.png$/);
  const logo = await portal.get(src);
  equal([logo.status, logo.headers['content-type'], logo.headers['x-content-type-options']], [200, 'image/png', 'nosniff']);
  ok(logo.bytes.equals(png));
  match(logo.headers['cache-control'], 'max-age=31536000');
  equal((await portal.get(src, { headers: { 'if-none-match': logo.headers.etag } })).status, 304);
  equal((await portal.get(src.replace('-2', '-3'))).status, 404);
  equal((await portal.get(src.replace('.png', '.webp'))).status, 404);
  const sky = await portal.signIn('sky@hazel.example.com');
  match((await sky.get('/home')).text, `src="${src}"`);
});

test('suspending says what will happen, then signs everybody out; the organisation can come back', async () => {
  const sky = await portal.signIn('sky@hazel.example.com');
  equal((await sky.get('/home')).status, 200);
  const asked = await desk.get(`${org}/status?to=suspended`);
  match(asked.text, 'signed out at once');
  equal((await desk.submit(asked)).status, 303);
  equal((await sky.get('/home')).status, 303);
  match((await desk.get('/admin/partners?status=suspended')).text, 'Hazel');
  equal((await desk.get(`${org}/status?to=deleted`)).status, 404);
  equal((await desk.post(`${org}/status`, { ...hidden(asked), to: 'gone' })).status !== 303, true);
  equal((await desk.submit(await desk.get(`${org}/status?to=active`))).status, 303);
  equal((await sky.get('/home')).status, 200);
  const actions = (await portal.sql(`SELECT a.action FROM audit a JOIN org o ON o.id = a.noun_id WHERE a.noun = 'org' AND o.slug = 'hazel' ORDER BY a.id`)).map((r) => r.action);
  equal(actions, ['org.added', 'org.changed', 'brand.drafted', 'brand.published', 'org.suspended', 'org.active']);
  match((await desk.get(org)).text, 'Suspended');
});

test('what failed for good is shown and tried again', async () => {
  await portal.sql(`INSERT INTO outbox (kind, status, attempts, due_at, error, created_at) VALUES ('none.such', 'dead', 9, '2024-01-01', 'refused by the other side', NOW())`);
  match((await desk.get('/admin/outbox?status=dead')).text, 'refused by the other side');
  unmatch((await finance.get('/admin/outbox')).text, '/admin/outbox/retry');
  equal((await desk.submit(await desk.get('/admin/outbox'), {}, { action: '/admin/outbox/retry' })).status, 303);
  equal((await one(`SELECT COUNT(*) AS n FROM audit WHERE action = 'outbox.retried'`)).n, 1);
});

test('every kind of message has its words in the outbox', async () => {
  const { stdout } = await promisify(execFile)(`${portal.bin}/portico-worker`, ['--jobs']);
  const kinds = [...stdout.matchAll(/^(\S+) +outbox /gm)].map((m) => m[1]);
  ok(kinds.length > 10, stdout);
  for (const kind of kinds) await portal.sql("INSERT INTO outbox (kind, status, due_at, created_at) VALUES (?, 'dropped', NOW(), NOW())", [kind]);
  const page = await desk.get('/admin/outbox?status=dropped');
  equal(kinds.filter((kind) => page.text.includes(`>${kind}<`)), []);
  match(page.text, 'Mail: who registered and waits, to an administrator');
  match(page.text, 'No longer needed');
  const [invoice] = await portal.sql("SELECT id, number FROM invoice WHERE number IS NOT NULL LIMIT 1"), [order] = await portal.sql('SELECT id, reference FROM customer_order WHERE reference IS NOT NULL LIMIT 1');
  await portal.sql("INSERT INTO outbox (kind, noun_id, status, attempts, due_at, created_at) VALUES ('mail.invoice', ?, 'dead', 9, NOW(), NOW()), ('mail.order_placed', ?, 'dead', 9, NOW(), NOW())", [invoice.id, order.id]);
  const dead = (await desk.get('/admin/outbox?status=dead')).text;
  for (const about of [invoice.number, order.reference]) match(dead, `>${about}<`, 'what it is about');
});

test('an organisation that nothing refers to is deleted with its settings; one with people, offers or orders is not, and it is said what refers to it', async () => {
  await portal.sql('UPDATE session SET step_up_at = UTC_TIMESTAMP(6)');
  const page = await desk.get('/admin/partners/new');
  const { location } = await desk.submit(page, { ...filled, name: 'Quince Example', slug: 'quince', legal_entity: optionOf(page, 'JPY') });
  const { id, party } = await one(`SELECT id, party_id AS party FROM org WHERE slug = 'quince'`);
  await portal.sql(`INSERT INTO org_domain (org_id, domain) VALUES (?, 'quince.example.com')`, [id]);
  const alder = (await desk.get('/admin/partners')).text.match(/(\/admin\/partners\/\w{13})">Alder/)[1];
  const kept = await desk.get(`${alder}/delete`);
  equal(kept.status, 200);
  match(kept.text, /These refer to it: people, customers, orders, .*offers that name it.* archived, not deleted\./);
  const confirm = await desk.get(`${location}/delete`);
  match(confirm.text, 'Delete Quince Example?');
  const { values } = formOf(confirm.text, `${location}/delete`);
  equal((await desk.post(`${location}/delete`, { ...values, _csrf: '' })).status, 403, 'without proof');
  await portal.sql(`INSERT INTO offer_eligible (version_id, org_id) SELECT MIN(id), ? FROM offer_version`, [id]);
  const named = await desk.post(`${location}/delete`, values);
  equal(named.status, 409, 'an offer names it by now');
  match(named.text, 'These refer to it: offers that name it');
  await portal.sql('DELETE FROM offer_eligible WHERE org_id = ?', [id]);
  equal((await desk.submit(await desk.get(`${location}/delete`), {}, { action: `${location}/delete` })).status, 303);
  equal((await desk.get(location)).status, 404);
  equal(await one('SELECT (SELECT COUNT(*) FROM org WHERE id = ?) + (SELECT COUNT(*) FROM party WHERE id = ?) + (SELECT COUNT(*) FROM org_domain WHERE org_id = ?) AS n', [id, party, id]), { n: 0 });
  equal(await one(`SELECT COUNT(*) AS n FROM audit WHERE action = 'org.deleted' AND noun_id = ?`, [id]), { n: 1 });
});

await run();
