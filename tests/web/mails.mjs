// Mails' texts (DOMAIN C16: a template per language; TRUST 1.3.11: mail injection): the vendor's own text is checked, previewed, tried
// out, sent, compared and taken back; what already waits keeps the text of when it was asked for.
import { bothWindows } from '../lib/limits.mjs';
import { formOf, start } from '../lib/portal.mjs';
import { cleanup, equal, match, ok, run, test, unmatch } from '../lib/tap.mjs';

const portal = await start();
cleanup(() => portal.stop());
const STAFF = 'admin@portico.example.com', ANN = 'admin@alder.example.com', BEA = 'finance@alder.example.com';
const admin = await portal.signIn(STAFF);
const at = (mail, language = 'en') => `/admin/mails/${mail}/${language}`;
const OWN = 'Dear reader of {site},\n\n{link: Let me in}\n\n{code}\n\n~ Valid for {validity}.';
const rows = () => portal.sql('SELECT mail, language, version, subject, body, person_id FROM mail_text ORDER BY id');
const edit = async (values, mail = 'signin', language = 'en', who = admin) =>
  who.submit(await who.get(`${at(mail, language)}/edit`), values, { action: `${at(mail, language)}/edit` });
async function ask(email = ANN) {
  const since = portal.mailCount();
  const visitor = portal.visitor();
  await visitor.submit(await visitor.get('/login'), { email }, { action: '/login' });
  return (await portal.mails({ to: email, since, link: '/confirm' }))[0];
}

test('every mail that a job of the worker sends is in the list, with its languages and placeholders', async () => {
  const list = (await admin.get('/admin/mails')).text;
  for (const title of ['Sign-in', 'Invitation', 'Registration approved', 'Order placed', 'Invoice']) match(list, `>${title}</a>`);
  const page = await admin.get('/admin/mails/signin');
  match(page.text, 'English');
  match(page.text, '{validity}');
  match(page.text, 'Press the button to sign in to {site}.');
  for (const target of ['/admin/mails/nothing', '/admin/mails/nothing/en', at('signin', 'xx'), at('signin', 'en-XA'), `${at('signin')}?version=1`, `${at('signin')}?version=x`]) equal((await admin.get(target)).status, 404, target);
});

for (const [what, values, says] of [
  ['no link', { body: 'Hello\n\n{code}' }, '{link} must be in the text'],
  ['no code', { body: 'Hello\n\n{link: Go}' }, '{code} must be in the text'],
  ['an unknown placeholder', { body: `${OWN}\n\n{password}` }, 'Line 9: this mail has no placeholder {password}'],
  ['a secret in the subject', { subject: 'Your code is {code}' }, '{code} cannot stand in a subject'],
  ['a lone brace', { body: `${OWN}\n\n{` }, 'is no placeholder'],
  ['a link within a sentence', { body: 'Press {link: here} now.\n\n{code}' }, 'in a paragraph of its own'],
  ['a link without words', { body: '{link}\n\n{code}' }, 'what stands on the button'],
  ['nothing', { body: '' }, 'Please check this'],
  ['a subject of two lines', { subject: 'Hello\r\nBcc: eve@example.net' }, 'line break or characters'],
  ['a subject with a bare line feed', { subject: 'Hello\nBcc: eve@example.net' }, 'line break or characters'],
  ['a subject with a line separator', { subject: 'Hello\u2028Bcc: eve@example.net' }, 'Please check this'],
  ['too long a subject', { subject: 'x'.repeat(151) }, 'Please check this'],
  ['too long a text', { body: `${OWN}\n\n${'x'.repeat(6000)}` }, 'Please check this'],
  ['control characters', { body: `${OWN}\n\n\u0085` }, 'Please check this'],
]) {
  test(`refused beside the field, and what was typed is kept: ${what}`, async () => {
    const typed = { subject: 'A subject', body: OWN, ...values };
    const page = await edit(typed);
    equal(page.status, 422);
    match(page.text, says);
    const form = formOf(page.text, `${at('signin')}/edit`);
    if (!/\r|\n/.test(typed.subject)) equal(form.values.subject, typed.subject);
    equal(form.values.body.replace(/\r/g, ''), typed.body);
    equal(await rows(), []);
  });
}

test('previewed before it is saved: text and HTML as the reader sees them, in a frame that may do nothing', async () => {
  const page = await admin.get(`${at('signin')}/edit`);
  const form = formOf(page.text, `${at('signin')}/edit`);
  const seen = await admin.post(`${at('signin')}/preview`, { ...form.values, subject: '<b>Hi</b> {site}', body: `<script>alert(1)</script> & {greeting}\n\n${OWN}` });
  equal(seen.status, 200);
  equal(await rows(), [], 'nothing is saved');
  match(seen.text, 'It is not saved yet');
  match(seen.text, '<iframe class="letter" sandbox=""');
  unmatch(seen.text, '<script>alert');
  match(seen.text, '&amp;lt;script&amp;gt;', 'escaped in the mail, and once more in the attribute');
  match(seen.text, '&lt;b&gt;Hi&lt;/b&gt; Portico');
  equal(formOf(seen.text, `${at('signin')}/edit`).values.subject, '<b>Hi</b> {site}');
  const policy = seen.headers['content-security-policy'];
  match(policy, "default-src 'none'; script-src 'self'; style-src 'self'; ");
  const sheet = await portal.get('/admin/mails/letter.css');
  equal(sheet.status, 200);
  const classes = [...seen.text.matchAll(/class=&quot;(s[0-9a-f]{12})&quot;/g)].map((m) => m[1]);
  ok(classes.length > 5, 'the letter has its looks');
  equal(classes.filter((name) => !sheet.text.includes(`.${name}{`)), [], 'all of them in the style sheet');
  const wrong = await admin.post(`${at('signin')}/preview`, { ...formOf((await admin.get(`${at('signin')}/edit`)).text, `${at('signin')}/edit`).values, body: '{code}' });
  equal(wrong.status, 422);
});

test('saved, and the next mail has it; the one that waits keeps the text of when it was asked for', async () => {
  equal((await edit({ subject: 'Grüße von {site}', body: OWN })).status, 303);
  equal((await rows()).map(({ mail, language, version, subject }) => [mail, language, version, subject]), [['signin', 'en', 1, 'Grüße von {site}']]);
  const mail = await ask();
  equal(mail.subject, 'Grüße von Portico');
  match(mail.raw, /^Subject: =\?UTF-8\?B\?/m, 'the subject is encoded');
  match(mail.text, /^Dear reader of Portico,/);
  match(mail.text, /Let me in:\nhttp:\/\/localhost:\d+\/login\/confirm\?t=/);
  match(mail.html, '>Let me in</a>');
  match(mail.text, /Valid for 10 minutes\./);
  await portal.sql("UPDATE mail_text SET at = at + INTERVAL 1 HOUR");
  match((await ask()).subject, 'Sign in to Portico', 'a text saved after the mail was asked for');
  await portal.sql("UPDATE mail_text SET at = at - INTERVAL 2 HOUR");
  match((await ask()).subject, 'Grüße von Portico');
});

test('what another changed meanwhile is not overwritten, and nothing changed is no version', async () => {
  const page = await admin.get(`${at('signin')}/edit`);
  equal((await edit({ subject: 'Second {site}' })).status, 303);
  const late = await admin.submit(page, { subject: 'Third' }, { action: `${at('signin')}/edit` });
  equal(late.status, 422);
  match(late.text, 'meanwhile');
  match(late.text, 'value="Third"', 'what was typed is kept');
  match((await admin.follow(await edit({}))).text, 'Nothing was changed');
  equal((await rows()).map((r) => r.version), [1, 2]);
});

test('a test goes to whoever asks and to nobody else, with samples; ten an hour', async () => {
  const since = portal.mailCount();
  const page = await admin.get(at('signin'));
  const sent = await admin.submit(page, { to: 'eve@example.net', email: 'eve@example.net' }, { action: /\/test$/ });
  match((await admin.follow(sent)).text, `A test is on its way to ${STAFF}`);
  const [mail] = await portal.mails({ to: STAFF, since, subject: /^Test: / });
  equal(mail.subject, 'Test: Second Portico');
  equal([mail.to, mail.from], [[STAFF], 'portal@example.com']);
  equal(mail.headers['auto-submitted'], 'auto-generated');
  equal(mail.headers['content-language'], 'en');
  match(mail.text, 'ABCD 2345');
  match(mail.text, '/login/confirm?t=example');
  equal((await portal.mails({ wait: 0, since })).filter((m) => m.subject.startsWith('Test: ')).length, 1);
  for (let i = 1; i < 10; i++) equal((await admin.submit(await admin.get(at('invoice')), {}, { action: /\/test$/ })).status, 303);
  await bothWindows(portal);
  equal((await admin.submit(await admin.get(at('invoice')), {}, { action: /\/test$/ })).status, 429);
});

test('what people are called cannot write into a mail', async () => {
  const name = 'Ann {code} {{link}} <script>alert(1)</script>';
  await portal.sql('UPDATE person SET name = ? WHERE email = ?', [name, ANN]);
  await edit({ subject: '{greeting}', body: `{greeting}\n\n${OWN}` });
  const mail = await ask();
  equal(mail.subject, `Hello ${name},`);
  match(mail.text, `Hello ${name},`);
  unmatch(mail.html, '<script');
  equal(mail.links.filter((l) => l.includes('/login/confirm')).length, 1);
});

test('compared with the built-in text; an older version is seen and taken up again; the built-in text is restored', async () => {
  let page = await admin.get(at('signin'));
  match(page.text, /class="gone"[^]*Press the button to sign in to \{site\}\./);
  match(page.text, /class="new"[^]*Dear reader of \{site\},/);
  match(page.text, 'Alex Vendor', 'who changed it');
  const old = await admin.get(`${at('signin')}?version=1`);
  match(old.text, 'This is version 1, which no longer holds.');
  const again = await admin.get(`${at('signin')}/edit?version=1`);
  equal(formOf(again.text, `${at('signin')}/edit`).values.subject, 'Grüße von {site}');
  equal((await admin.submit(again, {}, { action: `${at('signin')}/edit` })).status, 303);
  equal((await rows()).at(-1).version, 4);
  equal((await admin.submit(await admin.get(`${at('signin')}/restore`), {}, { action: /restore$/ })).status, 303);
  equal((await rows()).length, 5, 'every version is kept');
  page = await admin.get(at('signin'));
  match(page.text, 'Built-in text restored');
  match((await ask()).subject, 'Sign in to Portico');
  const trail = await portal.sql("SELECT action FROM audit WHERE noun = 'mail_text' AND action <> 'mail.tested' ORDER BY id");
  equal(trail.map((a) => a.action), ['mail.changed', 'mail.changed', 'mail.changed', 'mail.changed', 'mail.restored']);
});

test('a text is of one language: the reader\'s', async () => {
  equal((await edit({ subject: 'Nur auf Deutsch {site}', body: OWN }, 'signin', 'de')).status, 303);
  await portal.sql("UPDATE person SET language = 'de', name = 'Bea' WHERE email = ?", [BEA]);
  const mail = await ask(BEA);
  equal(mail.subject, 'Nur auf Deutsch Portico');
  equal(mail.headers['content-language'], 'de');
  match(mail.text, '10 Minuten');
  await portal.sql("UPDATE person SET language = 'en' WHERE email = ?", [BEA]);
  match((await ask(BEA)).subject, 'Sign in to Portico');
  match((await admin.get('/admin/mails')).text, 'Deutsch');
});

test('an organisation with a portal of its own sends in its name (decision 69)', async () => {
  const mail = await ask('admin@cedar.example.org');
  match(mail.raw, /^From: "Cedar Cloud Desk" <portal@example\.com>/m);
  equal(mail.subject, 'Sign in to Cedar Cloud Desk');
  match(mail.text, '-- \nCedar Cloud Desk');
  const plain = await ask('sales@birch.example.net');
  match(plain.raw, /^From: "Portico" <portal@example\.com>/m, 'and another in the site\'s');
});

test('who lacks the right reads and changes nothing', async () => {
  const finance = await portal.signIn('finance@portico.example.com');
  for (const target of ['/admin/mails', '/admin/mails/signin', at('signin'), `${at('signin')}/edit`, `${at('signin')}/restore`]) equal((await finance.get(target)).status, 403, target);
  const before = (await rows()).length;
  const form = formOf((await admin.get(`${at('signin')}/edit`)).text, `${at('signin')}/edit`);
  for (const what of ['edit', 'preview', 'test', 'restore']) {
    equal((await finance.post(`${at('signin')}/${what}`, form.values)).status, 403, what);
    equal((await portal.visitor().post(`${at('signin')}/${what}`, form.values)).status, 403, `${what} without a session`);
  }
  equal((await admin.post(`${at('signin')}/edit`, { ...form.values, _csrf: 'x' })).status, 403, 'a form of another site');
  const content = await portal.signIn('content@portico.example.com');
  equal((await content.get('/admin/mails')).status, 200, 'content managers write texts');
  equal((await rows()).length, before);
});

test('the portal\'s database user can add texts, but neither change nor delete one', async () => {
  const { stdout } = await portal.portico('grants');
  match(stdout, /GRANT SELECT, INSERT ON `portico`\.`mail_text`/);
});

await run();
