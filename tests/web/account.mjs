// One's own account: profile, where one is signed in, the second step and proving again, authenticator apps and recovery codes.
import { bothWindows } from '../lib/limits.mjs';
import { start } from '../lib/portal.mjs';
import { secondStep, totp } from '../lib/totp.mjs';
import { test, equal, ok, match, unmatch, cleanup, run } from '../lib/tap.mjs';

const portal = await start();
cleanup(() => portal.stop());
const one = async (sql, params) => (await portal.sql(sql, params))[0];
const SALES = 'sales@alder.example.com';
const STAFF = 'support@portico.example.com';
await portal.sql("UPDATE person SET zone = 'Europe/London' WHERE email = ?", [SALES]);
const sales = await portal.signIn(SALES, { headers: { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0' } });
const cookieOf = (who) => who.cookie;
/** Mails the link of a sign-in by the administrator's command, and presses its button: where it leads is the answer. */
async function byLink(email) {
  const { stdout } = await portal.portico('signin-link', email);
  const link = new URL(/https?:\/\/\S+/.exec(stdout)[0]);
  const who = portal.visitor({ email });
  const done = await who.submit(await who.get(link.pathname + link.search), {}, { action: /confirm/ });
  return { who, location: done.location };
}
const stale = (email) => portal.sql('UPDATE session s JOIN person p ON p.id = s.person_id SET s.step_up_at = NULL WHERE p.email = ?', [email]);

test('the menu of the person leads to the account, which says who one is', async () => {
  match((await sales.get('/home')).text, /<a href="\/account">/);
  const page = await sales.get('/account');
  equal(page.status, 200);
  for (const text of ['Robin Alder', SALES, 'Alder Partner Example', 'English', 'Europe/London', 'Firefox on Linux', 'This one', 'By mail']) match(page.text, text);
});

test('name, language and time zone are changed, and the next page speaks so', async () => {
  const wrong = await sales.submit(await sales.get('/account/profile'), { name: '', zone: 'Mars/Base' }, { action: '/account/profile' });
  equal(wrong.status, 422);
  const saved = await sales.submit(await sales.get('/account/profile'), { name: 'Robin A. <Alder>', language: 'de', zone: 'Europe/Berlin' }, { action: '/account/profile' });
  equal([saved.status, saved.location], [303, '/account']);
  const page = await sales.get('/account');
  match(page.text, 'Deutsch');
  match(page.text, 'Robin A. &lt;Alder&gt;');
  const row = await one("SELECT a.fields FROM audit a WHERE a.action = 'person.changed' ORDER BY a.id DESC LIMIT 1");
  equal(row.fields, 'name,language,zone');
  await sales.submit(await sales.get('/account/profile'), { name: 'Robin Alder', language: 'en', zone: 'Europe/London' }, { action: '/account/profile' });
});

test('a device is signed out, or all others; another person\'s device is not', async () => {
  const phone = await portal.signIn(SALES, { headers: { 'user-agent': 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Version/17.0 Safari/604.1' } });
  const tablet = await portal.signIn(SALES);
  const other = await portal.signIn('admin@alder.example.com');
  const page = await sales.get('/account');
  match(page.text, 'Safari on iPhone');
  const id = /name="session" value="([^"]+)"[^>]*>[^<]*<button[^>]*>[^<]*<span class="unseen">: Safari on iPhone/.exec(page.text)[1];
  unmatch((await other.get('/account')).text, 'sessions/end');
  const csrf = (await other.get('/account/profile')).text;
  const field = (name) => new RegExp(`name="${name}" value="([^"]+)"`).exec(csrf)[1];
  equal((await other.post('/account/sessions/end', { _csrf: field('_csrf'), _key: field('_key'), session: id })).status, 303);
  equal((await phone.get('/home')).status, 200, 'it is not theirs to end');
  equal((await sales.submit(page, { session: id }, { action: '/account/sessions/end' })).status, 303);
  equal((await phone.get('/home')).status, 303);
  equal((await tablet.get('/home')).status, 200);
  equal((await sales.submit(await sales.get('/account'), {}, { action: '/account/sessions/others' })).status, 303);
  equal((await tablet.get('/home')).status, 303);
  equal((await sales.get('/home')).status, 200);
  equal((await other.get('/home')).status, 200);
});

test('staff who signed in by mail are half in: nothing but the second step opens', async () => {
  const { who, location } = await byLink(STAFF);
  equal(location, '/account/staff/prove?next=%2Fadmin');
  for (const path of ['/admin', '/admin/users', '/admin/orders', '/account/staff', '/account/staff/profile', '/account/staff/recovery']) {
    const page = await who.get(path);
    equal([path, page.status, page.location?.split('?')[0]], [path, 303, '/account/staff/prove']);
  }
  const page = await who.get(location);
  unmatch(page.text, 'href="/admin');
  unmatch(page.text, /prove\/mail/);
  equal((await who.get('/account/staff/totp')).location, '/account/staff/prove', 'a second app is no way round the first');
  const before = cookieOf(who);
  equal(await secondStep(who, location), '/admin');
  ok(before !== cookieOf(who), 'the cookie changed');
  equal((await who.get('/admin')).status, 200);
  equal((await portal.get('/admin', { cookie: before })).status, 303, 'the old one opens nothing');
});

test('a code is good once, and never another person\'s; after five wrong ones there is a pause', async () => {
  await portal.sql('UPDATE totp SET last_step = 0');
  const first = await byLink(STAFF);
  const code = totp();
  const good = await first.who.submit(await first.who.get(first.location), { code }, { action: /\/prove$/ });
  equal(good.status, 303);
  const again = await byLink(STAFF);
  const used = await again.who.submit(await again.who.get(again.location), { code }, { action: /\/prove$/ });
  equal(used.status, 422);
  match(used.text, 'This code is not right, or it was used already.');
  for (let i = 0; i < 4; i++) {
    const wrong = await again.who.submit(await again.who.get(again.location), { code: '000000' }, { action: /\/prove$/ });
    equal(wrong.status, 422);
  }
  await portal.sql('UPDATE totp SET last_step = 0');
  const paused = await again.who.submit(await again.who.get(again.location), { code: totp() }, { action: /\/prove$/ });
  equal(paused.status, 429);
  match(paused.text, 'Wait a quarter of an hour');
  await portal.sql('UPDATE factor_try SET paused_until = UTC_TIMESTAMP(6) - INTERVAL 1 SECOND');
  const after = await again.who.submit(await again.who.get(again.location), { code: totp() }, { action: /\/prove$/ });
  equal([after.status, after.location], [303, '/admin']);
});

test('staff without a second step set it up before anything else', async () => {
  await portal.portico('user', 'add', 'new@portico.example.com', '--name', 'New Vendor', '--roles', 'support_agent', '--staff');
  const { who, location } = await byLink('new@portico.example.com');
  const page = await who.get(location);
  match(page.text, 'Set up an authenticator app');
  equal((await who.get('/admin')).location.split('?')[0], '/account/staff/prove');
  equal(await secondStep(who, location), '/admin');
  equal((await who.get('/admin')).status, 200);
  const row = await one("SELECT HEX(t.secret) sealed, (SELECT COUNT(*) FROM recovery_code c WHERE c.person_id = p.id) n FROM totp t JOIN person p ON p.id = t.person_id WHERE p.email = 'new@portico.example.com'");
  equal(row.n, 10);
  ok(row.sealed.length > 100);
});

let codes;
test('an app is set up with its first code; the secret is a text, a link and a picture', async () => {
  const page = await sales.get('/account/totp');
  equal([page.status, page.headers['cache-control']], [200, 'no-store']);
  const secret = /<code>([A-Z2-7 ]+)<\/code>/.exec(page.text)[1].replaceAll(' ', '');
  match(page.text, new RegExp(`href="otpauth://totp/Portico:sales%40alder.example.com\\?secret=${secret}&amp;issuer=Portico"`));
  const src = /<img class="qr" src="([^"]+)"/.exec(page.text)[1].replaceAll('&amp;', '&');
  const drawing = await sales.get(src);
  equal([drawing.status, drawing.headers['content-type']], [200, 'image/svg+xml']);
  match(drawing.text, /^<svg [^>]*viewBox="0 0 \d+ \d+"/);
  equal((await (await portal.signIn('admin@alder.example.com')).get(src)).status, 404, 'another session cannot draw it');
  const wrong = await sales.submit(page, { code: '123' }, { action: '/account/totp' });
  equal(wrong.status, 422);
  match(wrong.text, secret.slice(0, 4));
  const laptop = await portal.signIn(SALES);
  const done = await sales.submit(wrong, { code: totp(secret) }, { action: '/account/totp' });
  equal([done.status, done.headers['cache-control']], [200, 'no-store']);
  codes = [...done.text.matchAll(/<code>([0-9A-Z-]{11})<\/code>/g)].map((m) => m[1]);
  equal(codes.length, 10);
  equal((await laptop.get('/home')).status, 303, 'other devices are signed out');
  equal((await sales.get('/home')).status, 200);
  const kept = await portal.sql("SELECT body FROM answered WHERE body LIKE ?", [`%${codes[0]}%`]);
  equal(kept.length, 0, 'the codes are kept nowhere');
});

test('from then on mail alone is half a sign-in; a recovery code stands in, once', async () => {
  const { who, location } = await byLink(SALES);
  equal(location, '/account/prove?next=%2Fhome');
  equal((await who.get('/home')).location.split('?')[0], '/account/prove');
  const done = await who.submit(await who.get(location), { code: codes[3].toLowerCase().replace('-', ' ') }, { action: '/account/prove' });
  equal([done.status, done.location], [303, '/home']);
  match((await who.get('/account')).text, '9 recovery codes are left.');
  const again = await byLink(SALES);
  equal((await again.who.submit(await again.who.get(again.location), { code: codes[3] }, { action: '/account/prove' })).status, 422);
  equal((await one("SELECT COUNT(*) n FROM audit WHERE action = 'person.recovery_code_used'")).n, 1);
});

test('removing the app and new recovery codes need a fresh proof', async () => {
  await stale(SALES);
  for (const path of ['/account/totp/remove', '/account/recovery']) {
    equal((await sales.get(path)).location, `/account/prove?next=${encodeURIComponent(path)}`);
  }
  const page = await sales.get('/account');
  const field = (name) => new RegExp(`name="${name}" value="([^"]+)"`).exec(page.text)[1];
  const sent = await sales.post('/account/totp/remove', { _csrf: field('_csrf'), _key: field('_key') });
  equal([sent.status, sent.location], [303, '/account/prove?next=']);
  equal((await one("SELECT COUNT(*) n FROM totp t JOIN person p ON p.id = t.person_id WHERE p.email = ?", [SALES])).n, 1);
  const prove = await sales.get('/account/prove?next=%2Faccount%2Frecovery');
  equal((await sales.submit(prove, { code: codes[0] }, { action: '/account/prove' })).location, '/account/recovery');
  const made = await sales.submit(await sales.get('/account/recovery'), {}, { action: '/account/recovery' });
  equal(made.status, 200);
  const fresh = [...made.text.matchAll(/<code>([0-9A-Z-]{11})<\/code>/g)].map((m) => m[1]);
  equal(fresh.length, 10);
  ok(!fresh.some((code) => codes.includes(code)));
  await stale(SALES);
  equal((await sales.submit(await sales.get('/account/prove'), { code: codes[1] }, { action: '/account/prove' })).status, 422, 'the old ones ended');
  equal((await sales.submit(await sales.get('/account/prove'), { code: fresh[0] }, { action: '/account/prove' })).status, 303);
  equal((await sales.submit(await sales.get('/account/totp/remove'), {}, { action: '/account/totp/remove' })).status, 303);
  equal((await byLink(SALES)).location, '/home');
});

test('without a second factor, a code is mailed, for this session alone', async () => {
  const finance = await portal.signIn('finance@alder.example.com');
  const other = await portal.signIn('finance@alder.example.com');
  await stale('finance@alder.example.com');
  const asked = await finance.get('/account/totp');
  equal(asked.location, '/account/prove?next=%2Faccount%2Ftotp');
  const since = portal.mailCount();
  const sent = await finance.submit(await finance.get(asked.location), {}, { action: '/account/prove/mail' });
  equal(sent.status, 303);
  const [mail] = await portal.mails({ to: 'finance@alder.example.com', since, text: /^\s*[2-9A-HJKMNP-Z]{4}[ -]?[2-9A-HJKMNP-Z]{4}\s*$/m });
  const code = /^\s*([2-9A-HJKMNP-Z]{4}[ -]?[2-9A-HJKMNP-Z]{4})\s*$/m.exec(mail.text)[1];
  const page = await other.get(sent.location);
  equal((await other.submit(page, { code }, { action: '/account/prove/mail/code' })).status, 429, 'another session of the same person');
  const before = cookieOf(finance);
  const mine = await finance.get(sent.location);
  equal((await finance.submit(mine, { code: 'AAAAAAAA' }, { action: '/account/prove/mail/code' })).status, 422);
  const done = await finance.submit(await finance.get(sent.location), { code }, { action: '/account/prove/mail/code' });
  equal([done.status, done.location], [303, '/account/totp']);
  ok(before !== cookieOf(finance));
  equal((await finance.get('/account/totp')).status, 200);
});

test('a password is long and no common one, and only staff may have one', async () => {
  const staff = await portal.signIn(STAFF);
  const set = async (password, again = password) => {
    const reply = await staff.submit(await staff.get('/account/staff/password'), { password, password_again: again }, { action: '/account/staff/password' });
    return { status: reply.status, text: reply.text };
  };
  const easy = ['password1234', 'P4ssw0rd!!2024', 'qwertyuiopas', '123456789012', 'abcdefghijklmn', 'aaaaaaaaaaaaaaa', 'iloveyou1234', 'letmeinletmein',
    'portico-support', 'Riley Vendor 99', 'unbelievable-2024', 'monkeymonkey!', 'dragon!!!!!!!!'];
  for (const password of easy) {
    const reply = await set(password);
    equal([password, reply.status], [password, 422]);
    match(reply.text, 'too easy to guess');
    unmatch(reply.text, password);
  }
  match((await set('short-one')).text, 'at least 12');
  match((await set('é'.repeat(129))).text, 'at most 128');
  match((await set('correct horse zebra', 'correct horse zebrb')).text, 'not the same');
  for (const good of ['ünder sieben brücken', 'kR7 vault pencil', 'lemon tractor ahoy']) equal([good, (await set(good)).status], [good, 303]);
  const [row] = await portal.sql('SELECT hash FROM person_password');
  match(row.hash, /^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  const kept = await portal.sql("SELECT COUNT(*) n FROM answered WHERE body LIKE '%lemon tractor%'");
  equal(kept[0].n, 0);
  equal((await sales.get('/account/password')).status, 404);
  match((await staff.get('/account/staff')).text, 'Change the password');
});

test('a password is one, however it is typed: composed or not, wide or narrow, with any blank (NFKC); its length is that of code points', async () => {
  const email = 'channel@portico.example.com';
  const staff = await portal.signIn(email);
  const set = async (password, again = password) => staff.submit(await staff.get('/account/staff/password'), { password, password_again: again }, { action: '/account/staff/password' });
  const composed = 'caf\u00e9 zebra 42 \ufb01n', decomposed = composed.normalize('NFD'), plain = 'caf\u00e9 zebra 42 fin';
  ok(composed !== decomposed && composed !== plain, 'three writings');
  equal((await set(composed, decomposed)).status, 303, 'typed again in another writing it is the same');
  const enters = async (password) => {
    const who = portal.visitor({ email });
    return (await who.submit(await who.get('/login/password'), { email, password }, { action: '/login/password' })).status;
  };
  const wide = plain.replace(/[!-~]/g, (c) => String.fromCodePoint(c.codePointAt(0) + 0xfee0)).replaceAll(' ', '\u3000');
  for (const same of [composed, decomposed, plain, wide, plain.replaceAll(' ', '\u00a0')]) equal([same, await enters(same)], [same, 303]);
  for (const other of [plain.replace('\u00e9', 'e'), plain.toUpperCase()]) equal([other, await enters(other)], [other, 422]);
  match((await set('e\u0301\u00e8\u00ea\u00eb'.repeat(2) + 'xyz')).text, 'at least 12', 'eleven code points, however many were typed');
  equal((await set('e\u0301\u00e8\u00ea\u00eb'.repeat(2) + '\u{1d306}\u{1f600}w\u{1f980}')).status, 303, 'twelve, of four bytes each too');
  match((await set('\uff30\uff41\uff53\uff53\uff57\uff4f\uff52\uff44\uff11\uff12\uff13\uff14')).text, 'too easy to guess', 'a common one in wide letters');
  match((await set('\ufdfa'.repeat(20))).text, 'at most 128', 'what grows when it is written out');
});

test('it is half a sign-in; wrong, unknown and of a partner look alike and cost alike', async () => {
  const enter = async (email, password) => {
    const who = portal.visitor({ email });
    const started = process.hrtime.bigint();
    const form = await who.get('/login/password?next=%2Fadmin%2Forders');
    const reply = await who.submit(form, { email, password }, { action: '/login/password' });
    return { who, reply, ms: Number(process.hrtime.bigint() - started) / 1e6 };
  };
  const good = await enter(STAFF, 'lemon tractor ahoy');
  equal([good.reply.status, good.reply.location], [303, '/account/staff/prove?next=%2Fadmin%2Forders']);
  equal((await good.who.get('/admin')).location.split('?')[0], '/account/staff/prove');
  equal(await secondStep(good.who, good.reply.location), '/admin/orders');
  const wrong = await enter(STAFF, 'lemon tractor ahoi');
  const unknown = await enter('nobody@portico.example.com', 'lemon tractor ahoy');
  const partner = await enter(SALES, 'lemon tractor ahoy');
  for (const { reply } of [wrong, unknown, partner]) {
    equal([reply.status, reply.cookies.length], [422, 0]);
    match(reply.text, 'This address and this password do not sign in.');
  }
  const least = Math.min(good.ms, (await enter(STAFF, 'lemon tractor ahoy')).ms, (await enter(STAFF, 'lemon tractor ahoy')).ms); // a busy machine holds up one or the other
  ok(unknown.ms > least / 3, `an unknown address is computed, too: ${unknown.ms} ms and ${least} ms`);
  for (const email of [STAFF, 'nobody@portico.example.com']) {
    for (let i = 0; i < 10; i++) await enter(email, 'wrong wrong wrong');
    await bothWindows(portal);
    const last = await enter(email, 'wrong wrong wrong');
    equal([email, last.reply.status], [email, 429]);
  }
  equal((await enter(STAFF, 'lemon tractor ahoy')).reply.status, 429, 'even the right one waits');
});

test('an administrator takes the factors of a lost phone away', async () => {
  const staff = await portal.signIn(STAFF);
  const { stdout } = await portal.portico('user', 'reset-factors', STAFF);
  match(stdout, 'is signed out everywhere');
  equal((await staff.get('/admin')).location.split('?')[0], '/login');
  const { who, location } = await byLink(STAFF);
  match((await who.get(location)).text, 'Set up an authenticator app');
  equal((await one("SELECT COUNT(*) n FROM person_password h JOIN person p ON p.id = h.person_id WHERE p.email = ?", [STAFF])).n, 0);
  equal((await one("SELECT COUNT(*) n FROM audit WHERE action = 'person.factors_reset'")).n, 1);
  await secondStep(who, location);
});

test('where to go on is a page of this host', async () => {
  for (const next of ['https://evil.example.com', '//evil.example.com', '/\\evil.example.com']) {
    const { who, location } = await byLink('channel@portico.example.com');
    const page = await who.get(`${location.split('?')[0]}?next=${encodeURIComponent(next)}`);
    await portal.sql('UPDATE totp SET last_step = 0');
    equal((await who.submit(page, { code: totp() }, { action: /\/prove$/ })).location, '/admin');
  }
});

await run();
