// Sign-in at real providers, one for partners and one for staff, with different algorithms, keys and ways to know us.
import { addProvider, press } from '../lib/evil_idp.mjs';
import { Idp } from '../lib/idp.mjs';
import { start } from '../lib/portal.mjs';
import { cleanup, equal, match, run, test } from '../lib/tap.mjs';
import { formOf } from '../lib/visitor.mjs';

const portal = await start();
cleanup(() => portal.stop());
const partners = await new Idp({ accounts: { sam: { email: 'Admin@Alder.Example.com', email_verified: true, name: 'Sam' }, eve: { email: 'admin@alder.example.com', email_verified: false } } }).start(portal.url);
const staff = await new Idp({ alg: 'ES256', auth: 'client_secret_post', inToken: false, accounts: { alex: { email: 'admin@portico.example.com', email_verified: true } } }).start(portal.url);
cleanup(() => partners.stop());
cleanup(() => staff.stop());
const alder = await addProvider(portal, 'Alder SSO', partners, ['--partners', '--domains', 'alder.example.com']);
const vendor = await addProvider(portal, 'Vendor SSO', staff, ['--staff', '--domains', 'portico.example.com', '--auth', 'post']);

async function signIn(idp, id, login, { jar, ...options } = {}) {
  const visitor = portal.visitor();
  const gone = await press(visitor, id, options);
  const reply = await visitor.get(await idp.signIn(gone.location, login, jar));
  return { visitor, reply };
}

test('both are set up without a note', () => equal([alder.errors, vendor.errors], ['', '']));
test('a partner: RS256, client_secret_basic, the address in the ID token', async () => {
  const { visitor, reply } = await signIn(partners, alder.id, 'sam', { next: '/customers' });
  equal([reply.status, reply.location], [303, '/customers'], reply.text.slice(0, 300));
  match((await visitor.get('/home')).text, 'Sam Alder');
});
test('staff: ES256, client_secret_post, the address from userinfo', async () => {
  const { visitor, reply } = await signIn(staff, vendor.id, 'alex');
  equal([reply.status, reply.location], [303, '/admin'], reply.text.slice(0, 300));
  match((await visitor.get('/admin')).text, 'Alex Vendor');
});
test('an address that the provider has not verified opens nothing', async () => {
  equal((await signIn(partners, alder.id, 'eve')).reply.status, 403);
});
test('the provider changes its keys', async () => {
  partners.rotate();
  await portal.sql('UPDATE identity_document SET tried_at = tried_at - INTERVAL 1 MINUTE');
  equal((await signIn(partners, alder.id, 'sam')).reply.status, 303);
});
test('who stops at the provider is told so', async () => {
  const visitor = portal.visitor();
  const gone = await press(visitor, alder.id);
  const jar = new Map();
  const login = await partners.ask((await partners.ask(gone.location, jar)).to, jar);
  const abort = /href="([^"]*\/abort)"/.exec(login.text)[1];
  const back = await partners.ask((await partners.ask(new URL(abort, partners.issuer).href, jar)).to, jar);
  match(back.to, 'error=access_denied');
  const page = await visitor.get(back.to.slice(portal.url.length));
  equal(page.status, 403);
  match(page.text, 'Alder SSO did not sign you in');
});
test('signing out leads to the provider’s sign-out, which knows us', async () => {
  const jar = new Map();
  const { visitor } = await signIn(partners, alder.id, 'sam', { jar });
  const left = await visitor.get((await visitor.signOut()).location);
  const url = /href="(http[^"]*session\/end[^"]*)"/.exec(left.text)[1].replaceAll('&amp;', '&');
  const asks = await partners.ask(url, jar);
  match(asks.text, 'Do you want to sign-out');
  const form = formOf(asks.text, /session\/end/);
  equal((await partners.ask(form.action, jar, { ...form.values, logout: 'yes' })).to, `${portal.url}/login`);
});

await run();
