// The roles of the vendor's staff are rows (DOMAIN 2.1): who may edit them, what a change does and when, and what nobody can do by them.
import { start } from '../lib/portal.mjs';
import { test, equal, ok, match, unmatch, cleanup, run } from '../lib/tap.mjs';
import { person, publicId } from '../lib/access.mjs';

const portal = await start();
cleanup(() => portal.stop());
const desk = await portal.signIn('admin@portico.example.com');
const one = async (sql, params) => (await portal.sql(sql, params))[0];
const hidden = (page) => Object.fromEntries([...page.text.matchAll(/<input type="hidden" name="(_csrf|_key)" value="([^"]*)"/g)].map((m) => [m[1], m[2]]));
/** One name several times, as a group of ticks sends it. */
const body = (page, values, ticks = {}) => {
  const all = new URLSearchParams({ ...hidden(page), ...values });
  for (const [name, list] of Object.entries(ticks)) for (const value of list) all.append(name, value);
  return all.toString();
};
const send = async (who, path, values, ticks) => who.post(path, body(await who.get(path), values, ticks));
/** Somebody of the staff with a session at hand; get(path) answers the status. */
const colleague = async (roles) => {
  const made = await person(portal, { roles });
  return { ...made, get: (path) => portal.get(path, { cookie: made.cookie }) };
};
let path;
const role = () => one("SELECT * FROM vendor_role WHERE role_key = 'support_lead'");
const lastOf = (action) => one('SELECT a.*, v.detail FROM audit a LEFT JOIN audit_value v ON v.audit_id = a.id WHERE action = ? ORDER BY a.id DESC LIMIT 1', [action]);

test('the roles that came with the software are listed as such; each says in words what it lets one do', async () => {
  const list = await desk.get('/admin/roles');
  equal(list.status, 200);
  for (const name of ['Vendor administrator', 'Channel manager', 'Vendor finance', 'Support agent', 'Content manager']) match(list.text, name);
  match(list.text, 'Built in');
  const at = /href="(\/admin\/roles\/[^"]+)"[^>]*>Channel manager/.exec(list.text)[1];
  const page = await desk.get(at);
  match(page.text, 'Create and change people');
  unmatch(page.text, 'Create and publish products');
  match(page.text, /from=/);
});

test('only who may change roles opens their pages', async () => {
  for (const key of ['channel_manager', 'vendor_finance', 'support_agent', 'content_manager']) {
    const who = await colleague(key);
    for (const target of ['/admin/roles', '/admin/roles/new']) equal([key, (await who.get(target)).status], [key, 403]);
  }
});

test('a new role has the rights that were ticked, and an audit row that names them', async () => {
  const page = await desk.get('/admin/roles/new');
  match(page.text, 'Read the audit trail');
  const none = await desk.post('/admin/roles/new', body(page, { name: 'Support lead' }));
  equal(none.status, 422);
  match(none.text, 'Choose at least one right');
  match(none.text, 'value="Support lead"');
  const done = await send(desk, '/admin/roles/new', { name: 'Support lead' }, { 'rights[]': ['admin.read', 'support.read'] });
  equal(done.status, 303);
  path = done.location;
  equal((await role()).rights, 'admin.read,support.read');
  match((await lastOf('role.added')).detail, 'admin.read,support.read');
  const shown = await desk.follow(done);
  match(shown.text, 'See any organisation');
  match(shown.text, 'Nobody has this role');
});

test('the name is needed, and the page says so; a built-in role keeps its own', async () => {
  const label = (page) => /<label for="form-name">[^]*?<\/label>/.exec(page.text)?.[0];
  const input = (page) => /<input[^>]*name="name"[^>]*>/.exec(page.text)?.[0];
  const page = await desk.get('/admin/roles/new');
  unmatch(label(page), 'optional');
  match(input(page), / required/);
  const bare = await desk.post('/admin/roles/new', body(page, { name: '  ' }, { 'rights[]': ['admin.read'] }));
  equal(bare.status, 422);
  match(bare.text, 'Fill in “Name”');
  unmatch(label(bare), 'optional');
  const at = /href="(\/admin\/roles\/[^"]+)"[^>]*>Channel manager/.exec((await desk.get('/admin/roles')).text)[1];
  equal(input(await desk.get(`${at}/edit`)), undefined, 'a built-in role can be renamed');
});
test('a name is used once and has no comma; what is no right is refused', async () => {
  match((await send(desk, '/admin/roles/new', { name: 'support LEAD' }, { 'rights[]': ['admin.read'] })).text, 'There is a role of this name');
  match((await send(desk, '/admin/roles/new', { name: 'Channel manager' }, { 'rights[]': ['admin.read'] })).text, 'There is a role of this name');
  match((await send(desk, '/admin/roles/new', { name: 'A, B' }, { 'rights[]': ['admin.read'] })).text, 'cannot have a comma');
  for (const odd of ['*', 'admin', 'portal', 'billing', 'customer.read', 'admin.read,staff.write'])
    equal([odd, (await send(desk, '/admin/roles/new', { name: `Odd ${odd.length}` }, { 'rights[]': ['admin.read', odd] })).status], [odd, 422]);
  equal((await one('SELECT COUNT(*) AS n FROM vendor_role')).n, 6);
});

test('whoever has the role may do at the next request what it says from then on', async () => {
  const sue = await colleague('support_lead');
  equal((await sue.get('/admin/audit')).status, 403);
  equal((await sue.get('/admin/orders')).status, 200);
  const unsure = await send(desk, `${path}/edit`, { name: 'Support lead' }, { 'rights[]': ['admin.read', 'audit.read'] });
  equal(unsure.status, 422);
  match(unsure.text, '1 person has this role');
  equal((await role()).rights, 'admin.read,support.read');
  equal((await send(desk, `${path}/edit`, { name: 'Support lead', sure: '1' }, { 'rights[]': ['admin.read', 'audit.read'] })).status, 303);
  equal((await sue.get('/admin/audit')).status, 200);
  equal((await sue.get('/admin/orders')).status, 403);
  const { fields, detail } = await lastOf('role.changed');
  equal([fields, detail], ['rights', 'rights: admin.read,support.read -> admin.read,audit.read']);
});

test('a role that is no more, or a right that is none, opens nothing', async () => {
  const ghost = await colleague('no_such_role');
  equal((await ghost.get('/admin')).status, 403);
  const both = await colleague('no_such_role,content_manager');
  equal((await both.get('/admin')).status, 200);
  equal((await both.get('/admin/orders')).status, 403);
  await portal.sql("INSERT INTO vendor_role (public_id, role_key, name, rights, created_at) VALUES (77, 'odd', 'Odd', 'admin.read,portal,customer.read,nothing', NOW())");
  const odd = await colleague('odd');
  equal((await odd.get('/admin')).status, 200);
  equal((await odd.get('/customers')).status, 303);
  // A partner's person who is said to have a role of the staff's has nothing by it.
  const partner = await person(portal, { roles: 'vendor_admin', org: 1 });
  ok((await portal.get('/customers', { cookie: partner.cookie })).status === 403);
  ok((await portal.get('/admin', { cookie: partner.cookie })).status === 303);
});

test('the vendor administrator holds every right and is fixed; a built-in role keeps its name', async () => {
  const list = (await desk.get('/admin/roles')).text;
  const admin = /href="(\/admin\/roles\/[^"]+)"[^>]*>Vendor administrator/.exec(list)[1];
  unmatch((await desk.get(admin)).text, `${admin}/edit`);
  equal((await desk.get(`${admin}/edit`)).status, 409);
  equal((await desk.post(`${admin}/edit`, body(await desk.get(path), { name: 'X', sure: '1' }, { 'rights[]': ['admin.read'] }))).status, 409);
  const manager = /href="(\/admin\/roles\/[^"]+)"[^>]*>Content manager/.exec(list)[1];
  equal((await send(desk, `${manager}/edit`, { name: 'Renamed', sure: '1' }, { 'rights[]': ['admin.read', 'support.read'] })).status, 303);
  equal((await one("SELECT name, rights FROM vendor_role WHERE role_key = 'content_manager'")), { name: 'Content manager', rights: 'admin.read,support.read' });
  equal((await desk.post(`${manager}/delete`, body(await desk.get(`${manager}/delete`), {}))).status, 409);
  equal((await one("SELECT rights FROM vendor_role WHERE role_key = 'vendor_admin'")).rights, '*');
});

test('a copy begins with the same rights', async () => {
  const page = await desk.get(`/admin/roles/new?from=${path.split('/').at(-1)}`);
  match(page.text, /value="audit.read" checked/);
  unmatch(page.text, /value="org.write" checked/);
});

test('nobody gives a right that they lack: not in a role, not by a role', async () => {
  await portal.sql("INSERT INTO vendor_role (public_id, role_key, name, rights, created_at) VALUES (78, 'roles_only', 'Roles only', 'admin.read,role.write,staff.write', NOW())");
  const rita = await colleague('roles_only');
  const post = async (target, values, ticks) => {
    const form = new URLSearchParams({ _csrf: rita.csrf, _key: `${Math.random()}`.slice(2).padEnd(24, '0'), ...values });
    for (const [name, list] of Object.entries(ticks)) for (const value of list) form.append(name, value);
    return portal.post(target, form.toString(), { cookie: rita.cookie });
  };
  const made = await post('/admin/roles/new', { name: 'Sneaky' }, { 'rights[]': ['admin.read', 'catalogue.write'] });
  equal(made.status, 422);
  match(made.text, 'a right that you do not have yourself');
  match((await rita.get('/admin/roles/new')).text, /value="catalogue.write" disabled/);
  // What she lacks stays as it was in a role that she changes.
  await portal.sql("UPDATE vendor_role SET rights = 'admin.read,audit.read' WHERE role_key = 'support_lead'");
  equal((await post(`${path}/edit`, { name: 'Support lead', sure: '1' }, { 'rights[]': ['admin.read', 'staff.write'] })).status, 303);
  equal((await role()).rights, 'admin.read,staff.write,audit.read');
  // To a colleague, or to herself.
  const fill = { name: 'New', email: 'new@portico.example.com', language: 'en', zone: 'UTC' };
  const given = await post('/admin/team/new', fill, { 'roles[]': ['vendor_admin'] });
  equal(given.status, 422);
  match(given.text, 'a role with rights that you do not have yourself');
  equal((await post('/admin/team/new', fill, { 'roles[]': ['roles_only'] })).status, 303);
  // Nor does she change or switch off somebody who has more: the address of an administrator would open everything.
  const { public_id: admin } = await one("SELECT public_id FROM person WHERE email = 'admin@portico.example.com'");
  const at = `/admin/team/${publicId(BigInt(admin))}`;
  equal((await rita.get(`${at}/edit`)).status, 409);
  equal((await post(`${at}/edit`, { ...fill, email: 'rita2@portico.example.com' }, { 'roles[]': ['roles_only'] })).status, 409);
  equal((await post(`${at}/deactivate`, {}, {})).status, 409);
  equal((await one('SELECT email, active FROM person WHERE public_id = ?', [admin])), { email: 'admin@portico.example.com', active: 1 });
});

test('somebody is always left who may change both people and roles', async () => {
  await portal.sql("UPDATE person SET active = FALSE WHERE org_id IS NULL AND email <> 'admin@portico.example.com'");
  await portal.sql("INSERT INTO vendor_role (public_id, role_key, name, rights, created_at) VALUES (79, 'keeper', 'Keeper', 'admin.read,role.write,staff.write', NOW())");
  await portal.sql("UPDATE person SET roles = 'keeper' WHERE email = 'admin@portico.example.com'");
  const list = (await desk.get('/admin/roles')).text;
  const keeper = /href="(\/admin\/roles\/[^"]+)"[^>]*>Keeper/.exec(list)[1];
  for (const left of [['admin.read', 'role.write'], ['admin.read', 'staff.write'], ['admin.read']]) {
    const refused = await send(desk, `${keeper}/edit`, { name: 'Keeper', sure: '1' }, { 'rights[]': left });
    equal([left.join(), refused.status], [left.join(), 422]);
    match(refused.text, 'nobody would be left');
  }
  equal((await one("SELECT rights FROM vendor_role WHERE role_key = 'keeper'")).rights, 'admin.read,role.write,staff.write');
  const me = /href="(\/admin\/team\/\w{13})">Alex Vendor/.exec((await desk.get('/admin/team')).text)[1];
  const { name, email } = await one("SELECT name, email FROM person WHERE email = 'admin@portico.example.com'");
  const less = await send(desk, `${me}/edit`, { name, email, language: 'en', zone: 'UTC' }, { 'roles[]': ['odd'] });
  equal(less.status, 422);
  match(less.text, 'nobody would be left');
  await portal.sql("UPDATE person SET roles = 'vendor_admin' WHERE email = 'admin@portico.example.com'");
});

test('of two who take the right from each other at the same moment, one keeps it', async () => {
  const names = ['First', 'Second'];
  const pair = [];
  for (const name of names) {
    await portal.sql('INSERT INTO vendor_role (public_id, role_key, name, rights, created_at) VALUES (?, ?, ?, ?, NOW())',
      [80 + pair.length, name.toLowerCase(), name, 'admin.read,role.write,staff.write']);
    pair.push(await colleague(name.toLowerCase()));
  }
  await portal.sql("UPDATE person SET active = FALSE WHERE email = 'admin@portico.example.com'");
  const replies = await Promise.all(pair.map((who, i) => portal.post(`/admin/roles/${publicId(BigInt(81 - i))}/edit`,
    new URLSearchParams([['_csrf', who.csrf], ['_key', `${i}`.padEnd(24, 'k')], ['name', names[1 - i]], ['sure', '1'], ['rights[]', 'admin.read']]).toString(), { cookie: who.cookie })));
  await portal.sql("UPDATE person SET active = TRUE WHERE email = 'admin@portico.example.com'");
  // The second finds nobody left; or, when the first was quicker, that it may no longer change roles.
  const [first, second] = replies.map((r) => r.status).sort();
  ok(first === 303 && [403, 422].includes(second), `${first} ${second}`);
});

test('a role is deleted only when nobody has it, and after a question', async () => {
  const gone = await send(desk, '/admin/roles/new', { name: 'Für kurze Zeit' }, { 'rights[]': ['admin.read'] });
  const key = (await one("SELECT role_key FROM vendor_role WHERE name = 'Für kurze Zeit'")).role_key;
  const holder = await colleague(`support_agent,${key}`);
  unmatch((await desk.get(gone.location)).text, `${gone.location}/delete`);
  const ask = await desk.get(`${gone.location}/delete`);
  match(ask.text, 'Delete Für kurze Zeit?');
  const refused = await desk.submit(ask, {}, { action: /delete/ });
  equal(refused.status, 409);
  match(refused.text, 'Somebody has this role');
  await portal.sql("UPDATE person SET roles = 'support_agent' WHERE id = ?", [holder.id]);
  match((await desk.get(gone.location)).text, `${gone.location}/delete`);
  equal((await desk.submit(await desk.get(`${gone.location}/delete`), {}, { action: /delete/ })).status, 303);
  equal(await one('SELECT id FROM vendor_role WHERE role_key = ?', [key]), undefined);
  match((await lastOf('role.deleted')).detail, 'admin.read');
  equal((await desk.get(gone.location)).status, 404);
});

test('a change of roles asks for the second step again, and is made once however often it is sent', async () => {
  const page = await desk.get('/admin/roles/new');
  const twice = body(page, { name: 'Twice' }, { 'rights[]': ['admin.read'] });
  const replies = [await desk.post('/admin/roles/new', twice), await desk.post('/admin/roles/new', twice)];
  equal(replies.map((r) => [r.status, r.location]), [[303, replies[0].location], [303, replies[0].location]]);
  equal((await one("SELECT COUNT(*) AS n FROM vendor_role WHERE name = 'Twice'")).n, 1);
  await portal.sql("UPDATE session s JOIN person p ON p.id = s.person_id SET s.step_up_at = NOW() - INTERVAL 11 MINUTE WHERE p.email = 'admin@portico.example.com'");
  for (const target of ['/admin/roles/new', `${path}/edit`]) match((await desk.get(target)).location, '/account/staff/prove');
});

test('the command line gives the roles that there are', async () => {
  const { stdout } = await portal.portico('user', 'add', 'lead@portico.example.com', '--name', 'Lead', '--staff', '--roles', 'support_lead,support_agent');
  match(stdout, 'may now sign in');
  const refused = await portal.portico('user', 'add', 'x@portico.example.com', '--name', 'X', '--staff', '--roles', 'sales').catch((error) => error);
  match(refused.stderr, 'no role "sales"');
  match(refused.stderr, 'support_lead');
  const partner = await portal.portico('user', 'add', 'x@alder.example.com', '--name', 'X', '--org', 'alder', '--roles', 'support_lead').catch((error) => error);
  match(partner.stderr, 'no role "support_lead"');
});

await run();
