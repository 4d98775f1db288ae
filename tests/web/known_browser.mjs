// Asking for mails in somebody else's name keeps nobody out (TRUST S6; OWASP's device cookies): a browser that an address signed in by
// before is counted by itself, every other one together; and it tells nobody anything.
import crypto from 'node:crypto';
import fs from 'node:fs';
import { bothWindows } from '../lib/limits.mjs';
import { masked } from '../lib/compare.mjs';
import { start } from '../lib/portal.mjs';
import { cleanup, equal, match, ok, run, test, unequal } from '../lib/tap.mjs';
import { secondStep } from '../lib/totp.mjs';

const portal = await start();
cleanup(() => portal.stop());
const KNOWN = 'sales@alder.example.com', STRANGE = 'nobody@stranger.example.com', NAME = 'portico_device';
const forgetLimits = () => portal.sql('DELETE FROM limit_window');
const ask = async (who, email) => who.submit(await who.get('/login'), { email }, { action: '/login' });
/** Strangers ask until nobody unknown may. */
async function exhaust(email) {
  await forgetLimits();
  for (let i = 0; i < 6; i++) equal((await ask(portal.visitor(), email)).status, 303, `ask ${i + 1}`);
  await bothWindows(portal);
  const refused = await ask(portal.visitor(), email);
  equal(refused.status, 429);
  return refused;
}
const linkOf = async (email, since) => new URL((await portal.mails({ to: email, since, link: '/login/confirm' }))[0].links.find((l) => l.includes('/login/confirm')));
const press = async (who, link) => who.submit(await who.get(link.pathname + link.search), {}, { action: /confirm/ });
const setting = (reply) => reply.cookies.find((line) => line.startsWith(`${NAME}=`));
/** A browser that KNOWN signed in by and out again. */
async function knownBrowser(email = KNOWN) {
  await forgetLimits();
  const who = await portal.signInByMail(email);
  equal((await who.signOut()).status, 303);
  ok(who.jar.get(NAME), 'signing out forgot the browser');
  return who;
}
/** What a good cookie is made of: the installation's key, an end, the address. */
function made(email, { lifetime = 3600, key = Buffer.from(fs.readFileSync(portal.settings['Key.File'], 'utf8').trim(), 'hex') } = {}) {
  const part = `${Math.floor(Date.now() / 1000) + lifetime}.${crypto.randomBytes(16).toString('base64url')}`;
  const own = crypto.createHmac('sha256', key).update('device cookie').digest();
  return `${part}.${crypto.createHmac('sha256', own).update(`${crypto.createHash('sha256').update(email).digest('hex')}:${part}`).digest('base64url')}`;
}
const carrying = (value) => {
  const who = portal.visitor();
  who.jar.set(NAME, value);
  return who;
};

test('a browser is known from a finished sign-in on, and by nothing before it', async () => {
  await forgetLimits();
  const who = portal.visitor({ email: KNOWN }), since = portal.mailCount();
  const asked = await ask(who, KNOWN);
  const wrong = await who.submit(await who.get(asked.location), { code: '22222222' }, { action: /\/code$/ });
  equal([asked.status, wrong.status], [303, 422]);
  const link = await linkOf(KNOWN, since);
  const seen = await who.get(link.pathname + link.search);
  for (const reply of [asked, wrong, seen]) equal(setting(reply), undefined, reply.path);
  const done = await press(who, link);
  equal(done.location, '/home');
  const line = setting(done);
  for (const word of [/; ?Path=\/(;|$)/, /; ?HttpOnly/, /; ?SameSite=Lax/, /; ?Max-Age=7776000(;|$)/]) match(line, word);
  ok(!/domain=|alder|sales/i.test(line), `it says too much: ${line}`);
});
test('with a second step, from that on', async () => {
  const email = 'support@portico.example.com', who = portal.visitor({ email });
  const { stdout } = await portal.portico('signin-link', email);
  const half = await press(who, new URL(/https?:\/\/\S+/.exec(stdout)[0]));
  match(half.location, '/prove');
  equal([setting(half), who.jar.get(NAME)], [undefined, undefined]);
  await secondStep(who, half.location);
  ok(who.jar.get(NAME), 'not known after the second step');
});
test('strangers use up what they may ask for: the known browser still gets its mail, another one does not', async () => {
  const known = await knownBrowser();
  await exhaust(KNOWN);
  const since = portal.mailCount();
  const asked = await ask(known, KNOWN);
  equal(asked.status, 303);
  const link = await linkOf(KNOWN, since);
  equal((await ask(portal.visitor(), KNOWN)).status, 429);
  equal((await press(known, link)).location, '/home');
});
test('whether there is such an address shows nowhere: the refusals are alike, with a known browser of somebody else, too', async () => {
  const elsewhere = await knownBrowser('admin@birch.example.net');
  const refused = new Set();
  for (const email of [KNOWN, STRANGE]) {
    const first = await exhaust(email);
    const second = await ask(elsewhere, email);
    for (const reply of [first, second]) {
      equal([reply.status, setting(reply)], [429, undefined]);
      refused.add(masked(reply, [email]));
    }
  }
  equal(refused.size, 1);
});
test('a forged, a foreign, an ended and another installation\'s cookie are those of an unknown browser', async () => {
  const known = await knownBrowser(), value = known.jar.get(NAME);
  const foreign = (await knownBrowser('admin@birch.example.net')).jar.get(NAME);
  await exhaust(KNOWN);
  const [end, random, mac] = value.split('.');
  const worthless = { foreign, ended: made(KNOWN, { lifetime: -1 }), 'another installation\'s': made(KNOWN, { key: crypto.randomBytes(32) }), 'a later end': `${Number(end) + 1}.${random}.${mac}`,
    'another bucket': `${end}.${crypto.randomBytes(16).toString('base64url')}.${mac}`, 'a changed mac': `${end}.${random}.${mac[0] === 'A' ? 'B' : 'A'}${mac.slice(1)}`, 'no mac': `${end}.${random}.`, words: 'known', empty: '~~~' };
  for (const [what, cookie] of Object.entries(worthless)) equal([what, (await ask(carrying(cookie), KNOWN)).status], [what, 429]);
  equal((await ask(carrying(`${value}; ${NAME}=${value}`), KNOWN)).status, 429, 'two of one name are nobody\'s');
  equal((await ask(carrying(made(KNOWN)), KNOWN)).status, 303, 'what the others are bad copies of');
});
test('a stolen cookie gains little: each is counted by itself, and does not use up the others\'', async () => {
  const known = await knownBrowser(), other = await knownBrowser();
  await forgetLimits();
  for (let i = 0; i < 6; i++) equal((await ask(carrying(known.jar.get(NAME)), KNOWN)).status, 303);
  await bothWindows(portal);
  equal((await ask(known, KNOWN)).status, 429);
  equal((await ask(other, KNOWN)).status, 303, 'another known browser');
  equal((await ask(portal.visitor(), KNOWN)).status, 303, 'an unknown one');
});
test('nor do many of them: all browsers that know an address have thirty together', async () => {
  await forgetLimits();
  const browsers = [];
  for (let i = 0; i < 6; i++) browsers.push(await knownBrowser()); // each forgets the limits before it
  await forgetLimits();
  await bothWindows(portal);
  for (const browser of browsers.slice(0, 5)) for (let i = 0; i < 6; i++) equal((await ask(carrying(browser.jar.get(NAME)), KNOWN)).status, 303);
  await bothWindows(portal);
  equal((await ask(browsers[5], KNOWN)).status, 429);
});
test('a browser knows several addresses, each by itself', async () => {
  await forgetLimits();
  const who = await portal.signInByMail(KNOWN);
  await who.signOut();
  const since = portal.mailCount(), second = 'admin@birch.example.net';
  await ask(who, second);
  equal((await press(who, await linkOf(second, since))).location, '/home');
  await who.signOut();
  for (const email of [KNOWN, second]) {
    await exhaust(email);
    equal([email, (await ask(who, email)).status], [email, 303]);
  }
});
test('a stranger\'s request does not end the link of a known browser; the known one\'s ends a stranger\'s', async () => {
  const known = await knownBrowser();
  await forgetLimits();
  let since = portal.mailCount();
  await ask(portal.visitor(), KNOWN);
  const strangers = await linkOf(KNOWN, since);
  since = portal.mailCount();
  await ask(known, KNOWN);
  const mine = await linkOf(KNOWN, since);
  since = portal.mailCount();
  await ask(portal.visitor(), KNOWN);
  const newer = await linkOf(KNOWN, since);
  equal((await portal.get(strangers.pathname + strangers.search)).status, 404);
  equal((await press(known, mine)).location, '/home');
  equal((await portal.get(newer.pathname + newer.search)).status, 200, 'one of strangers lives at a time');
});
test('codes are guessed no more often by a known browser', async () => {
  const known = await knownBrowser();
  await forgetLimits();
  const { location } = await ask(known, KNOWN);
  for (let i = 0; i < 5; i++) equal((await known.submit(await known.get(location), { code: `2222222${'23456'[i]}` }, { action: /\/code$/ })).status, 422, `guess ${i + 1}`);
  equal((await known.submit(await known.get(location), { code: '22222227' }, { action: /\/code$/ })).status, 429);
});
test('nor passwords; and strangers\' tries do not keep the known browser out', async () => {
  const email = 'channel@portico.example.com', password = 'lemon tractor ahoy';
  const known = await portal.signIn(email);
  equal((await known.submit(await known.get('/account/staff/password'), { password, password_again: password }, { action: /password$/ })).status, 303);
  known.jar.set(NAME, made(email));
  await forgetLimits();
  const enter = async (who, word) => (await who.submit(await who.get('/login/password'), { email, password: word }, { action: '/login/password' })).status;
  for (let i = 0; i < 10; i++) equal(await enter(portal.visitor(), 'wrong wrong wrong'), 422);
  await bothWindows(portal);
  equal(await enter(portal.visitor(), password), 429, 'an unknown browser waits, even with the right one');
  equal(await enter(known, password), 303);
  for (let i = 0; i < 9; i++) equal(await enter(known, 'wrong wrong wrong'), 422);
  await bothWindows(portal);
  equal(await enter(known, password), 429);
});
test('who is signed in proves by mail that it is they, whatever strangers ask for', async () => {
  const who = await knownBrowser().then(() => portal.signInByMail(KNOWN));
  await portal.sql('UPDATE session SET step_up_at = NULL');
  await exhaust(KNOWN);
  const since = portal.mailCount();
  const asked = await who.submit(await who.get('/account/prove'), {}, { action: /prove\/mail$/ });
  equal(asked.status, 303);
  const mail = (await portal.mails({ to: KNOWN, since, link: '/login/confirm' }))[0];
  equal((await ask(portal.visitor(), KNOWN)).status, 429);
  const [code] = /^\s*[2-9A-HJKMNP-Z]{4}[ -]?[2-9A-HJKMNP-Z]{4}\s*$/m.exec(mail.text);
  const done = await who.submit(await who.get(asked.location), { code: code.trim() }, { action: /prove\/mail\/code$/ });
  equal(done.status, 303);
  unequal((await portal.sql('SELECT MAX(step_up_at) AS at FROM session'))[0].at, null);
});

await run();
