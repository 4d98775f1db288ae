// The desk's pages for identity providers: add, try, change, switch off; the secret goes in and never comes out.
import { press, ScriptedIdp } from '../lib/evil_idp.mjs';
import { start } from '../lib/portal.mjs';
import { cleanup, equal, match, ok, run, test, unmatch } from '../lib/tap.mjs';

const portal = await start();
cleanup(() => portal.stop());
const idp = await new ScriptedIdp().start();
cleanup(() => idp.stop());
const admin = await portal.signIn('admin@portico.example.com');
const right = { name: 'Alder SSO', issuer: idp.issuer, client_id: idp.clientId, token_auth: 'basic', secret: idp.secret, domains: 'alder.example.com' };
const rows = () => portal.sql('SELECT *, HEX(client_secret) AS sealed FROM identity_provider ORDER BY id');
let path;

const without = (name) => (form) => Object.fromEntries(Object.entries(form).filter(([key]) => key !== name));
async function add(values) {
  const page = await admin.get('/admin/providers/new');
  return admin.submit(page, { ...right, ...values }, { action: '/admin/providers/new' });
}

test('an empty list says so', async () => match((await admin.get('/admin/providers')).text, 'everybody signs in by mail'));
for (const [values, says] of [
  [{ issuer: 'http://id.example.com' }, 'https address'],
  [{ issuer: 'http://localhost.example.com' }, 'https address'],
  [{ issuer: 'http://127.0.0.1@evil.example.com' }, 'Please check this'],
  [{ issuer: 'javascript:alert(1)' }, 'Please check this'],
  [{ issuer: 'https://id.example.com/?a=b' }, 'https address'],
  [{ domains: 'a b' }, 'Domains are names'],
  [{ domains: 'alder.example.com,' }, 'Domains are names'],
  [{ domains: '*', required: '1' }, 'by name only'],
  [{ token_auth: 'basic', secret: '' }, 'client secret goes with'],
  [{ scopes: 'email' }, 'must hold openid'],
]) {
  test(`refused: ${JSON.stringify(values)}`, async () => {
    const reply = await add(values);
    equal(reply.status, 422);
    match(reply.text, says);
    unmatch(reply.text, idp.secret, 'the secret comes back');
    equal((await rows()).length, 0);
  });
}
test('added, shown, tried out, used', async () => {
  const reply = await add({});
  equal(reply.status, 303);
  path = reply.location;
  const page = await admin.get(path);
  match(page.text, `${portal.url}/login/oidc/callback`);
  match(page.text, 'Identity provider added');
  unmatch(page.text, idp.secret);
  const tried = await admin.submit(page, {}, { action: /\/check$/ });
  match((await admin.follow(tried)).text, 'Alder SSO answers as it should');
  const visitor = portal.visitor();
  const id = path.split('/').at(-1);
  equal((await visitor.get(idp.authorize((await press(visitor, id)).location))).location, '/home');
  match((await admin.get('/admin/providers')).text, 'Alder SSO');
});
test('changed: without a new secret the old one stays, and a page never holds it', async () => {
  const [before] = await rows();
  const page = await admin.get(`${path}/edit`);
  unmatch(page.text, idp.secret);
  equal((await admin.submit(page, { name: 'Alder Identity' }, { action: /edit$/ })).status, 303);
  const [after] = await rows();
  equal([after.name, after.sealed], ['Alder Identity', before.sealed]);
  const trail = await portal.sql("SELECT fields FROM audit WHERE action = 'provider.changed'");
  equal(trail.map((a) => a.fields), ['name']);
  await admin.submit(await admin.get(`${path}/edit`), { token_auth: 'none' }, { action: /edit$/ });
  equal((await rows())[0].sealed, null, 'no client secret, none kept');
  const none = await admin.submit(await admin.get(`${path}/edit`), { token_auth: 'post' }, { action: /edit$/ });
  equal(none.status, 422, 'there is none to go back to');
  equal((await admin.submit(await admin.get(`${path}/edit`), { token_auth: 'post', secret: idp.secret }, { action: /edit$/ })).status, 303);
});
test('another issuer: what the first one published is forgotten', async () => {
  await admin.submit(await admin.get(`${path}/edit`), { issuer: 'https://id.example.com' }, { action: /edit$/ });
  equal((await portal.sql('SELECT * FROM identity_document')).length, 0);
  match((await portal.get('/login')).headers['content-security-policy'], "form-action 'self' https://id.example.com;");
  await admin.submit(await admin.get(`${path}/edit`), { issuer: idp.issuer }, { action: /edit$/ });
});
test('a provider that does not answer', async () => {
  idp.discovery = () => ({ status: 500, text: '' });
  const tried = await admin.submit(await admin.get(path), {}, { action: /\/check$/ });
  match((await admin.follow(tried)).text, 'does not answer as it should');
  idp.discovery = (doc) => doc;
});
test('trying one out is asked of who proved within ten minutes that it is they, as changing it is', async () => {
  const page = await admin.get(path);
  const since = (reach) => portal.sql('UPDATE session SET step_up_at = UTC_TIMESTAMP(6) - INTERVAL ? SECOND', [reach]);
  const kept = (await portal.sql('SELECT * FROM identity_document')).length;
  ok(kept, 'nothing of the provider is kept');
  await since(601);
  idp.discovery = () => ({ status: 500, text: '' });
  for (const [referer, next] of [[`${portal.url}${path}`, path], ['https://evil.example.org/a', ''], [`${portal.url}//evil.example.org/`, ''], [undefined, '']]) {
    const tried = await admin.submit(page, {}, { action: /\/check$/, headers: referer ? { referer } : {} });
    equal([tried.status, tried.location], [303, `/account/staff/prove?next=${encodeURIComponent(next)}`]);
  }
  equal((await portal.sql('SELECT * FROM identity_document')).length, kept, 'it was tried all the same');
  idp.discovery = (doc) => doc;
  await since(0);
  match((await admin.follow(await admin.submit(await admin.get(path), {}, { action: /\/check$/ }))).text, 'answers as it should');
});
test('switched off', async () => {
  const page = await admin.get(`${path}/edit`);
  const form = without('enabled')((await import('../lib/visitor.mjs')).formOf(page.text, /edit$/).values);
  equal((await admin.post(`${path}/edit`, form)).status, 303);
  unmatch((await portal.get('/login')).text, 'Alder Identity');
});
test('only who may change our staff may open these pages', async () => {
  for (const email of ['channel@portico.example.com', 'support@portico.example.com']) equal((await (await portal.signIn(email)).get('/admin/providers')).status, 403);
});
test('no log line holds the secret', () => unmatch(portal.log(), idp.secret));

await run();
