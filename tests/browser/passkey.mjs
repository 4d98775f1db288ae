// Passkeys in a real browser with a virtual authenticator: added, used to sign in and to prove again, removed. Then what a forger would
// send: each of the browser's answers changed in one place, replayed, or given for another session or purpose.
import crypto from 'node:crypto';
import { launch } from '../lib/browser.mjs';
import { start } from '../lib/portal.mjs';
import { cleanup, equal, match, ok, run, test } from '../lib/tap.mjs';

const portal = await start();
cleanup(() => portal.stop());
const browser = await launch(portal);
cleanup(() => browser.close());
const SALES = 'sales@alder.example.com';
const STAFF = 'support@portico.example.com';

async function authenticator(page) {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('WebAuthn.enable');
  const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', { options: { protocol: 'ctap2', ctap2Version: 'ctap2_1',
    transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true } });
  return { cdp, id: authenticatorId, credentials: async () => (await cdp.send('WebAuthn.getCredentials', { authenticatorId })).credentials };
}
/** A visitor with the browser's cookies, for requests that no page makes. */
async function visitorOf(context, email) {
  const who = portal.visitor({ email });
  for (const { name, value } of await context.cookies()) who.jar.set(name, value);
  return who;
}
const first = await browser.open({ email: SALES });
const device = await authenticator(first.page);
/** What the page's form would send, without sending it. */
async function answerOf(page) {
  await page.evaluate(() => {
    HTMLFormElement.prototype.submit = function () { window.sent = Object.fromEntries(new FormData(this)); };
  });
  await page.click('form[data-passkey] button');
  await page.waitForFunction(() => window.sent);
  return page.evaluate(() => window.sent);
}
const bytes = (text) => Buffer.from(text, 'base64url');
const clientData = (sent, changes) => Buffer.from(JSON.stringify({ ...JSON.parse(bytes(sent.client_data)), ...changes })).toString('base64url');
function authData(sent, change) {
  const data = bytes(sent.authenticator);
  change(data);
  return data.toString('base64url');
}
/** The private key of the virtual device signs whatever is wanted: a false authenticator. */
async function sign(sent, data = sent.authenticator, client = sent.client_data) {
  const [{ privateKey }] = await device.credentials();
  const key = crypto.createPrivateKey({ key: Buffer.from(privateKey, 'base64'), format: 'der', type: 'pkcs8' });
  const hash = crypto.createHash('sha256').update(bytes(client)).digest();
  return { ...sent, authenticator: data, client_data: client, signature: crypto.sign('sha256', Buffer.concat([bytes(data), hash]), key).toString('base64url') };
}

test('a person adds a passkey with a name', async () => {
  const { page } = first;
  await page.goto(`${portal.url}/account`);
  await page.click('text=Add a passkey');
  await page.fill('input[name=name]', 'Test device');
  await page.click('form[data-passkey] button');
  await page.waitForURL('**/account');
  match(await page.content(), 'The passkey "Test device" is added.'.replaceAll('"', '&quot;').replaceAll('&quot;', '"'));
  const [row] = await portal.sql('SELECT k.name, LENGTH(k.public_key) size, p.email FROM passkey k JOIN person p ON p.id = k.person_id');
  equal([row.name, row.size, row.email], ['Test device', 64, SALES]);
  equal((await device.credentials()).length, 1);
  equal(first.problems, []);
});

test('the same device is not added twice', async () => {
  const { page } = first;
  await page.goto(`${portal.url}/account/passkeys/new`);
  await page.fill('input[name=name]', 'Again');
  await page.click('form[data-passkey] button');
  await page.waitForSelector('[data-wrong]:not([hidden])');
  equal((await portal.sql('SELECT COUNT(*) n FROM passkey'))[0].n, 1);
});

test('it signs in, without an address and without a second step', async () => {
  const { page, context } = first;
  await context.clearCookies();
  await page.goto(`${portal.url}/login?next=%2Fcustomers`);
  await page.click('form[data-passkey] button');
  await page.waitForURL('**/customers');
  const [row] = await portal.sql('SELECT factor, half, step_up_at IS NOT NULL proved FROM session ORDER BY id DESC LIMIT 1');
  equal([row.factor, row.half, row.proved], ['passkey', 0, 1]);
  const [key] = await portal.sql('SELECT sign_count, used_at FROM passkey');
  ok(key.used_at && Number(key.sign_count) > 0);
});

test('it proves again before what is well guarded', async () => {
  const { page } = first;
  await portal.sql('UPDATE session SET step_up_at = NULL');
  await page.goto(`${portal.url}/account/totp`);
  match(page.url(), '/account/prove?next=');
  await page.click('form[data-passkey] button');
  await page.waitForURL('**/account/totp');
  ok(!(await page.content()).includes('Mail me a code'));
});

let good;
test('an answer is good once, for its page alone', async () => {
  const { page, context } = first;
  await context.clearCookies();
  await page.goto(`${portal.url}/login`);
  good = await answerOf(page);
  const nobody = portal.visitor();
  const sent = await nobody.post('/login/passkey', good);
  equal([sent.status, sent.location], [303, '/home']);
  const again = await portal.visitor().post('/login/passkey', good);
  equal([again.status, again.cookies.length], [403, 0]);
  match(portal.log(), 'a challenge that was answered before');
});

test('what a forger changes is refused', async () => {
  const { page } = first;
  const cases = {
    'another origin': async (s) => sign(s, s.authenticator, clientData(s, { origin: 'https://evil.example.com' })),
    'our origin with another port': async (s) => sign(s, s.authenticator, clientData(s, { origin: 'http://localhost:1' })),
    'a registration\'s type': async (s) => sign(s, s.authenticator, clientData(s, { type: 'webauthn.create' })),
    'within another site\'s page': async (s) => sign(s, s.authenticator, clientData(s, { crossOrigin: true })),
    'a challenge of one\'s own': async (s) => sign(s, s.authenticator, clientData(s, { challenge: crypto.randomBytes(56).toString('base64url') })),
    'a challenge cut short': async (s) => sign(s, s.authenticator, clientData(s, { challenge: JSON.parse(bytes(s.client_data)).challenge.slice(0, -4) })),
    'another host': async (s) => sign(s, authData(s, (d) => crypto.createHash('sha256').update('evil.example.com').digest().copy(d))),
    'nobody present': async (s) => sign(s, authData(s, (d) => (d[32] &= ~1))),
    'nobody verified': async (s) => sign(s, authData(s, (d) => (d[32] &= ~4))),
    'a counter that went back': async (s) => sign(s, authData(s, (d) => d.writeUInt32BE(1, 33))),
    'a counter of nought': async (s) => sign(s, authData(s, (d) => d.writeUInt32BE(0, 33))),
    'a signature changed': async (s) => ({ ...s, signature: bytes(s.signature).fill(7, 10, 12).toString('base64url') }),
    'no signature': async (s) => ({ ...s, signature: 'AA' }),
    'an unknown passkey': async (s) => ({ ...s, credential: crypto.randomBytes(16).toString('base64url') }),
    'another\'s user handle': async (s) => ({ ...s, user: crypto.randomBytes(8).toString('base64url') }),
    'client data that is no object': async (s) => ({ ...s, client_data: Buffer.from('[[[[[[[[').toString('base64url') }),
    'nothing at all': async (s) => ({ _state: s._state, credential: 'A', client_data: 'A', authenticator: 'A', signature: 'A' }),
  };
  await page.goto(`${portal.url}/login`);
  const sent = await answerOf(page);
  for (const [name, forge] of Object.entries(cases)) {
    const reply = await portal.visitor().post('/login/passkey', await forge(sent));
    equal([name, reply.status, reply.cookies.filter((c) => !/flash/.test(c)).length], [name, 403, 0]);
  }
  equal((await portal.visitor().post('/login/passkey', await sign(sent))).status, 303, 'the false authenticator itself works');
});

test('a challenge ages, and belongs to its purpose', async () => {
  const { page, context } = first;
  await page.goto(`${portal.url}/login`);
  const sent = await answerOf(page);
  const who = await portal.signIn(SALES);
  const form = /<form[^>]*data-passkey[\s\S]*?<\/form>/.exec((await who.get('/account/prove')).text)[0];
  const field = (name) => new RegExp(`name="${name}" value="([^"]+)"`).exec(form)[1];
  const wrong = await who.post('/account/prove/passkey', { ...sent, _csrf: field('_csrf'), _key: field('_key') });
  equal(wrong.status, 403, 'a sign-in\'s challenge does not prove');
  ok(context);
});

test('nobody proves with another\'s passkey', async () => {
  const { page } = first;
  const admin = await portal.signIn('admin@alder.example.com');
  await page.context().clearCookies();
  await page.context().addCookies([...admin.jar].map(([name, value]) => ({ name, value, url: portal.url })));
  await portal.sql("INSERT INTO passkey (public_id, person_id, credential_hash, credential_id, public_key, sign_count, name, created_at) SELECT 4711, p.id, REPEAT('x', 32), 'x', REPEAT('x', 64), 0, 'Other', UTC_TIMESTAMP(6) FROM person p WHERE p.email = 'admin@alder.example.com'");
  await page.goto(`${portal.url}/account/prove`);
  await page.evaluate(() => { document.querySelector('form[data-passkey]').dataset.others = ''; });
  const sent = await answerOf(page);
  const reply = await admin.post('/account/prove/passkey', sent);
  equal(reply.status, 403);
  match(portal.log(), 'it is another person');
});

test('staff use one as their second step, or as the whole sign-in', async () => {
  const { page, close } = await browser.open();
  await authenticator(page);
  const staff = await portal.signIn(STAFF);
  await page.context().addCookies([...staff.jar].map(([name, value]) => ({ name, value, url: portal.url })));
  await page.goto(`${portal.url}/account/staff/passkeys/new`);
  await page.fill('input[name=name]', 'Desk');
  await page.click('form[data-passkey] button');
  await page.waitForURL('**/account/staff');
  await page.context().clearCookies();
  const { stdout } = await portal.portico('signin-link', STAFF);
  await page.goto(/https?:\/\/\S+/.exec(stdout)[0]);
  await page.click('main button');
  await page.waitForURL('**/account/staff/prove?**');
  await page.click('form[data-passkey] button');
  await page.waitForURL('**/admin');
  await page.context().clearCookies();
  await page.goto(`${portal.url}/login`);
  await page.click('form[data-passkey] button');
  await page.waitForURL('**/admin');
  await close();
});

test('a removed one opens nothing, nor does a deactivated person\'s', async () => {
  const { page, context } = first;
  await page.goto(`${portal.url}/login`);
  const early = await answerOf(page);
  await portal.sql('UPDATE person SET active = 0 WHERE email = ?', [SALES]);
  equal((await portal.visitor().post('/login/passkey', early)).status, 403);
  await portal.sql('UPDATE person SET active = 1 WHERE email = ?', [SALES]);
  await context.clearCookies();
  await page.goto(`${portal.url}/login`);
  await page.click('form[data-passkey] button');
  await page.waitForURL('**/home');
  await page.goto(`${portal.url}/account`);
  await page.click('text=Remove it');
  await page.click('main form button');
  await page.waitForURL('**/account');
  const who = await visitorOf(context, SALES);
  equal((await who.get('/home')).status, 200);
  await context.clearCookies();
  await page.goto(`${portal.url}/login`);
  equal((await portal.visitor().post('/login/passkey', await answerOf(page))).status, 403);
});

test('without script the button is not there, and the mail way is', async () => {
  const { page, close } = await browser.open({ script: false });
  await page.goto(`${portal.url}/login`);
  equal(await page.isVisible('text=Sign in with a passkey'), false);
  equal(await page.isVisible('text=Send me the link'), true);
  await close();
});

await run();
