// The worker: each mail once, failures told apart, nothing lost when it, the mail server or the database dies. Rules: DESIGN.md,
// "What must happen outside"; a letter goes only to somebody who may sign in.
import { execFile, spawn } from 'node:child_process';
import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import PostalMime from 'postal-mime';
import { SMTPServer } from 'smtp-server';
import { PrivateDb } from '../lib/private_db.mjs';
import { cleanup, equal, match, ok, run, test, unmatch, until } from '../lib/tap.mjs';

const build = process.env.PORTICO_BUILD ?? path.resolve(import.meta.dirname, '../../build');
const program = path.join(build, 'bin/portico-worker');
const sleep = (ms) => new Promise((done) => setTimeout(done, ms));

const db = new PrivateDb();
await db.create();
cleanup(() => db.remove());

// ---- a mail server that does as it is told ----
const sink = { mails: [], hold: null, held: 0, tls: false };
function refusal(address) {
  if (address.startsWith('reject')) return Object.assign(new Error(`5.1.1 no mailbox ${address}`), { responseCode: 550 });
  if (address.startsWith('later')) return Object.assign(new Error('4.2.0 try later'), { responseCode: 451 });
  return null;
}
function listen(port, options) {
  const server = new SMTPServer({
    authOptional: true,
    disableReverseLookup: true,
    size: 1 << 20,
    onAuth: (auth, session, done) => done(null, { user: auth.username }),
    onRcptTo: (address, session, done) => done(refusal(address.address)),
    onData(stream, session, done) {
      const parts = [];
      stream.on('data', (part) => parts.push(part));
      stream.on('end', async () => {
        const raw = Buffer.concat(parts);
        sink.mails.push({ to: session.envelope.rcptTo.map((to) => to.address), from: session.envelope.mailFrom.address, secure: session.secure, raw });
        if (sink.hold) {
          sink.held++;
          await sink.hold;
        }
        done(null, 'kept');
      });
    },
    ...options,
  });
  server.on('error', () => {});
  return new Promise((done) => server.listen(port, '127.0.0.1', () => done(server)));
}
const plain = await listen(0, { disabledCommands: ['STARTTLS', 'AUTH'] });
const port = plain.server.address().port;
cleanup(() => new Promise((done) => plain.close(done)));
const mailsTo = (address) => sink.mails.filter((mail) => mail.to.includes(address));

// ---- the worker ----
const folder = db.folder;
fs.writeFileSync(`${folder}/key`, `${crypto.randomBytes(32).toString('hex')}\n`, { mode: 0o600 });
fs.writeFileSync(`${folder}/portico.hdf`, `Site.Url = http://localhost:8080
Site.Name = Example Gerätehandel
Database.Socket = ${db.socket}
Database.Name = portico
Database.User = root
Mail.Url = smtp://127.0.0.1:${port}
Mail.From = portal@example.com
Key.File = ${folder}/key
Paths.Storage = ${folder}
`, { mode: 0o600 });
const environment = (more) => ({ ...process.env, PORTICO_CONFIG: `${folder}/portico.hdf`, ...more });
function worker(args, more = {}) {
  return new Promise((done) => {
    execFile(program, args, { env: environment(more), timeout: 250_000 }, (error, out, log) => done({ status: error ? (error.code ?? 1) : 0, out, log }));
  });
}
const once = (more) => worker(['--once'], more);
function daemon() {
  const child = spawn(program, [], { env: environment(), stdio: ['ignore', 'ignore', 'pipe'] });
  const self = { child, log: '', ended: new Promise((done) => child.once('exit', (status, signal) => done(status ?? signal))) };
  child.stderr.on('data', (part) => (self.log += part));
  cleanup(() => child.kill('SIGKILL'));
  return self;
}
const comes = (what) => until(what).then(() => true, () => false);

// ---- rows ----
await db.rows(`INSERT INTO party (id, legal_name) VALUES (1, 'Example GmbH');
  INSERT INTO legal_entity (id, public_id, party_id, base_currency, invoice_prefix) VALUES (1, 1, 1, 'EUR', 'EX-');
  INSERT INTO org (id, public_id, party_id, name, slug, status, currency, invoice_owner, billing_account, legal_entity_id, created_at) VALUES
    (1, 1, 1, 'Partner One', 'one', 'active', 'EUR', 'partner', 'A1', 1, NOW(6)), (2, 2, 1, 'Partner Two', 'two', 'suspended', 'EUR', 'partner', 'A2', 1, NOW(6))`);
let counter = 0;
/** Somebody, an attempt of theirs and its outbox row; answers the row's id and the attempt's. */
async function attempt({ email, org = 1, active = 1, name = 'Ann', known = true, minutes = 10, used = null, language = 'en' } = {}) {
  email ??= `ann${++counter}@example.com`;
  if (known) {
    await db.rows("UPDATE person SET email = CONCAT('former', id, '.', email) WHERE email = ?", [email]);
    await db.rows(
      "INSERT INTO person (public_id, org_id, email, name, roles, active, created_at) VALUES (?, ?, ?, ?, 'partner_user', ?, NOW(6))",
      [crypto.randomInt(2 ** 40), org, email, name, active]);
  }
  const signin = await db.rows(
    `INSERT INTO signin (handle, audience, email, language, created_at, expires_at, used_at)
     VALUES (?, 'partner', ?, ?, UTC_TIMESTAMP(6), UTC_TIMESTAMP(6) + INTERVAL ? MINUTE, ?)`,
    [crypto.randomBytes(32), email, language, minutes, used]);
  const outbox = await db.rows("INSERT INTO outbox (kind, noun_id, due_at, created_at) VALUES ('mail.signin', ?, UTC_TIMESTAMP(6), UTC_TIMESTAMP(6))", [signin.insertId]);
  return { id: outbox.insertId, signin: signin.insertId, email };
}
const row = (id) => db.one('SELECT *, TIMESTAMPDIFF(SECOND, UTC_TIMESTAMP(6), due_at) AS wait_s FROM outbox WHERE id = ?', [id]);
const headers = (mail) => Object.fromEntries(mail.headers.map((header) => [header.key, header.value]));

test('every statement fits the schema', async () => {
  const answer = await worker(['--check']);
  equal(answer.status, 0, answer.log);
  match(answer.out, / 0 failed/);
});

test('the table of jobs is printed', async () => {
  match((await worker(['--jobs'])).out, /^mail\.signin +outbox/m);
});

test('a known person gets one letter, with a link and a code that fit what is kept', async () => {
  const a = await attempt({ name: 'Ann <b>&"\r\nBcc: eve@example.net' });
  const answer = await once();
  equal(answer.status, 0, answer.log);
  const mails = mailsTo(a.email);
  equal(mails.length, 1);
  equal(mails[0].from, 'portal@example.com');
  const mail = await PostalMime.parse(mails[0].raw);
  equal(mail.subject, 'Sign in to Example Gerätehandel');
  equal(mail.from, { name: 'Example Gerätehandel', address: 'portal@example.com' });
  equal(mail.to.map((to) => to.address), [a.email]);
  equal(mail.bcc ?? [], []);
  equal(headers(mail)['auto-submitted'], 'auto-generated');
  const token = /http:\/\/localhost:8080\/login\/confirm\?t=([\w-]{43})\s/.exec(mail.text)[1];
  match(mail.html, `href="http://localhost:8080/login/confirm?t=${token}"`);
  match(mail.text, /^ {4}[0-9A-Z]{4} [0-9A-Z]{4}$/m);
  match(mail.text, 'valid for 10 minutes');
  match(mail.text, 'nothing happens until somebody presses the button');
  unmatch(mail.html, '<b>');
  unmatch(mail.text, /^Bcc/m);
  const kept = await db.one('SELECT token_hash, code_hash FROM signin WHERE id = ?', [a.signin]);
  equal(kept.token_hash.toString('hex'), crypto.createHash('sha256').update(Buffer.from(token, 'base64url')).digest('hex'));
  const after = await row(a.id);
  equal([after.status, after.attempts, after.error, after.lease], ['done', 1, '', null]);
  unmatch(answer.log, token);
  unmatch(answer.log, a.email);
  await once();
  equal(mailsTo(a.email).length, 1);
});

test('the letter is in its reader\'s language; where there is none of that, in the language of the page where they asked', async () => {
  const person = await attempt({ language: 'en' });
  await db.rows("UPDATE person SET language = 'ar-XB' WHERE email = ?", [person.email]);
  await once();
  equal(headers(await PostalMime.parse(mailsTo(person.email)[0].raw))['content-language'], 'ar-XB');
  const a = await attempt({ language: 'ar-XB' });
  await db.rows("UPDATE person SET language = 'xx' WHERE email = ?", [a.email]);
  await once();
  const mail = await PostalMime.parse(mailsTo(a.email)[0].raw);
  equal(headers(mail)['content-language'], 'ar-XB');
  match(mail.html, 'dir="rtl"');
});

test('nobody is mailed for an unknown address, or when the attempt is over', async () => {
  const before = sink.mails.length;
  const cases = [
    [await attempt({ known: false }), 'unknown address'],
    [await attempt({ minutes: -1 }), 'expired'],
    [await attempt({ used: '2026-01-01' }), 'used'],
    [await attempt({ active: 0 }), 'may not sign in'],
    [await attempt({ org: 2 }), 'may not sign in'],
  ];
  await once();
  for (const [a, why] of cases) {
    const after = await row(a.id);
    equal([after.status, after.error], ['dropped', why]);
  }
  equal(sink.mails.length, before);
});

test('an address with a line break in it reaches no server', async () => {
  const before = sink.mails.length;
  const a = await attempt({ email: 'ann@example.com>\r\nRCPT TO:<eve@example.net' });
  await once();
  equal((await row(a.id)).status, 'dead');
  equal(sink.mails.length, before);
});

test('550 is dead at once, with the reason; by hand it is due again', async () => {
  const a = await attempt({ email: 'reject@example.com' });
  const answer = await once();
  equal(answer.status, 1, 'cron is told by the exit status');
  match(answer.log, 'jobs that failed: 1');
  const after = await row(a.id);
  equal([after.status, after.attempts, after.lease], ['dead', 1, null]);
  match(after.error, '550 5.1.1 no mailbox reject@example.com');
  match(answer.log, 'status=dead');
  unmatch(answer.log, 'reject@');
  match((await worker(['--dead'])).out, new RegExp(`^${a.id}\\t.*\\tmail\\.signin\\t1 attempts\\t550`, 'm'));
  await db.rows("UPDATE signin SET email = 'mended@example.com' WHERE id = ?", [a.signin]);
  await db.rows("UPDATE person SET email = 'mended@example.com' WHERE email = ?", [a.email]);
  equal((await worker(['--retry', String(a.id)])).status, 0);
  equal(await db.one("SELECT COUNT(*) AS n FROM audit WHERE action = 'outbox.retried' AND noun_id = ?", [a.id]), { n: 1 });
  const mended = await once();
  equal([mended.status, (await row(a.id)).status], [0, 'done'], mended.log);
  equal(mailsTo('mended@example.com').length, 1);
  equal((await worker(['--retry', String(a.id)])).status, 1, 'what is done stays done');
  equal((await worker(['--retry', 'x'])).status, 2);
});

test('451 is tried again, later each time, and dead after the twelfth', async () => {
  const a = await attempt({ email: 'later@example.com', minutes: 60 });
  await once();
  let after = await row(a.id);
  equal([after.status, after.attempts], ['due', 1]);
  match(after.error, /^451 4\.2\.0 try later/);
  ok(after.wait_s >= 22 && after.wait_s <= 30, `30 s less up to a fifth: ${after.wait_s}`);
  await once();
  equal((await row(a.id)).attempts, 1, 'not before its time');
  await db.rows('UPDATE outbox SET due_at = created_at, attempts = 3 WHERE id = ?', [a.id]);
  await once();
  after = await row(a.id);
  ok(after.wait_s >= 190 && after.wait_s <= 240, `240 s less up to a fifth: ${after.wait_s}`);
  await db.rows('UPDATE outbox SET due_at = created_at, attempts = 10 WHERE id = ?', [a.id]);
  await once();
  after = await row(a.id);
  ok(after.wait_s >= 17270 && after.wait_s <= 21600, `6 h less up to a fifth: ${after.wait_s}`);
  await db.rows('UPDATE outbox SET due_at = created_at WHERE id = ?', [a.id]);
  await once();
  after = await row(a.id);
  equal([after.status, after.attempts], ['dead', 12]);
});

test('a mail server that is away costs a try, not the mail', async () => {
  const a = await attempt();
  const closed = await once({ PORTICO_MAIL_URL: 'smtp://127.0.0.1:1' });
  equal(closed.status, 1, closed.log);
  const after = await row(a.id);
  equal([after.status, after.attempts], ['due', 1]);
  match(after.error, /connect/i);
  await db.rows('UPDATE outbox SET due_at = created_at WHERE id = ?', [a.id]);
  await once();
  equal((await row(a.id)).status, 'done');
  equal(mailsTo(a.email).length, 1);
});

test('with a user, nothing is sent without TLS or to a certificate that does not verify', async () => {
  const warn = console.warn; // about the well-known key, which is the point here
  console.warn = () => {};
  const secure = await listen(0, {});
  console.warn = warn;
  const before = sink.mails.length;
  const user = { PORTICO_MAIL_USER: 'u', PORTICO_MAIL_PASSWORD: 'p' };
  const a = await attempt();
  await once(user);
  equal((await row(a.id)).status, 'due');
  await db.rows('UPDATE outbox SET due_at = created_at WHERE id = ?', [a.id]);
  await once({ ...user, PORTICO_MAIL_URL: `smtp://127.0.0.1:${secure.server.address().port}` });
  const after = await row(a.id);
  equal(after.status, 'due');
  match(after.error, /certificate|SSL/i);
  equal(sink.mails.length, before);
  await db.rows("UPDATE outbox SET status = 'dropped' WHERE id = ?", [a.id]);
  await new Promise((done) => secure.close(done));
});

test('a sign-in does not wait behind other mails, however many', async () => {
  await db.rows(`INSERT INTO outbox (kind, noun_id, due_at, created_at) SELECT 'mail.order_placed', 999999, UTC_TIMESTAMP(6) - INTERVAL 1 HOUR, UTC_TIMESTAMP(6)
    FROM seq_1_to_60`);
  const a = await attempt();
  equal((await once()).status, 0);
  const [{ before }] = await db.rows("SELECT COUNT(*) AS before_it FROM outbox WHERE kind = 'mail.order_placed' AND noun_id = 999999 AND done_at < (SELECT done_at FROM outbox WHERE id = ?)", [a.id])
    .then((rows) => rows.map((r) => ({ before: Number(r.before_it) })));
  equal(before, 0);
  equal((await row(a.id)).status, 'done');
});

test('two workers deliver each of a hundred mails once', async () => {
  const all = [];
  for (let i = 0; i < 100; i++) all.push(await attempt());
  const answers = await Promise.all([once(), once()]);
  for (const answer of answers) {
    equal(answer.status, 0, answer.log);
    ok(answer.log.split('status=done').length > 5, 'both had a share');
  }
  for (const a of all) equal(mailsTo(a.email).length, 1);
  equal(await db.one("SELECT COUNT(*) AS n FROM outbox WHERE id IN (?) AND status = 'done' AND attempts = 1", [all.map((a) => a.id)]), { n: 100 });
});

test('no lock is held while a mail is on its way', async () => {
  const a = await attempt();
  let go;
  sink.hold = new Promise((done) => (go = done));
  const running = once();
  ok(await comes(() => mailsTo(a.email).length), 'it is being sent');
  await db.rows('BEGIN');
  equal((await db.rows('SELECT id FROM outbox WHERE id = ? FOR UPDATE NOWAIT', [a.id])).length, 1);
  await db.rows('ROLLBACK');
  sink.hold = null;
  go();
  equal((await running).status, 0);
  equal((await row(a.id)).status, 'done');
});

test('a worker killed between sending and marking: at most one repeat, with the same Message-ID', async () => {
  const a = await attempt();
  let go;
  sink.hold = new Promise((done) => (go = done));
  const first = daemon();
  ok(await comes(() => mailsTo(a.email).length), 'the mail server has it');
  first.child.kill('SIGKILL');
  await first.ended;
  sink.hold = null;
  go();
  await once();
  equal(mailsTo(a.email).length, 1, 'its lease has not run out');
  await db.rows('UPDATE outbox SET leased_until = UTC_TIMESTAMP(6) WHERE id = ?', [a.id]);
  await once();
  await once();
  const mails = await Promise.all(mailsTo(a.email).map((mail) => PostalMime.parse(mail.raw)));
  equal(mails.length, 2);
  equal(mails[0].messageId, mails[1].messageId);
  const after = await row(a.id);
  equal([after.status, after.attempts], ['done', 2]);
  const b = await attempt();
  await once();
  ok((await PostalMime.parse(mailsTo(b.email)[0].raw)).messageId !== mails[0].messageId, 'another mail has another');
});

test('a row whose workers all died is given up', async () => {
  const a = await attempt();
  await db.rows('UPDATE outbox SET attempts = 12 WHERE id = ?', [a.id]);
  await once();
  const after = await row(a.id);
  equal([after.status, after.error], ['dead', 'given up: no attempt came to an end']);
  equal(mailsTo(a.email).length, 0);
});

test('SIGTERM: the mail at hand is finished, the others are given back', async () => {
  const all = [];
  for (let i = 0; i < 5; i++) all.push(await attempt());
  let go;
  sink.hold = new Promise((done) => (go = done));
  const before = sink.mails.length;
  const child = daemon();
  ok(await comes(() => sink.mails.length > before), 'one is being sent');
  child.child.kill('SIGTERM');
  await sleep(100);
  sink.hold = null;
  go();
  equal(await child.ended, 0, child.log);
  const states = await db.rows('SELECT status, lease FROM outbox WHERE id IN (?) ORDER BY id', [all.map((a) => a.id)]);
  equal(states.map((state) => state.status), ['done', 'due', 'due', 'due', 'due']);
  equal(states.filter((state) => state.lease).length, 0);
  await once();
  for (const a of all) equal(mailsTo(a.email).length, 1);
});

test('a kind that nobody knows waits', async () => {
  const made = await db.rows("INSERT INTO outbox (kind, due_at, created_at) VALUES ('mail.of_tomorrow', UTC_TIMESTAMP(6), UTC_TIMESTAMP(6))");
  await once();
  equal((await row(made.insertId)).status, 'due');
});

test('what a mail needs and the database does not tell is no reason to drop it, or to send it with another link', async () => {
  const staff = await db.rows("INSERT INTO person (public_id, email, name, roles, created_at) VALUES (777001, 'tester@example.com', 'Tester', 'vendor_admin', NOW(6))");
  await db.rows("UPDATE org SET portal_mode = 'branded', portal_host = 'one.example.org' WHERE id = 1");
  const registered = await db.rows(`INSERT INTO registration (public_id, org_id, email, name, status, created_at, expires_at)
    VALUES (777002, 1, 'approved@example.com', 'App Roved', 'approved', NOW(6), NOW(6) + INTERVAL 1 DAY)`);
  const outbox = async (kind, noun, payload) => (await db.rows(
    'INSERT INTO outbox (kind, noun_id, payload, due_at, created_at) VALUES (?, ?, ?, UTC_TIMESTAMP(6), UTC_TIMESTAMP(6))', [kind, noun, payload])).insertId;
  for (const [kind, noun, payload, to, away, back] of [
    ['mail.test', staff.insertId, '{"mail":"signin","language":"en"}', 'tester@example.com', 'RENAME TABLE person TO person_away', 'RENAME TABLE person_away TO person'],
    ['mail.registration_decided', registered.insertId, '{}', 'approved@example.com',
      'ALTER TABLE org RENAME COLUMN portal_host TO portal_away', 'ALTER TABLE org RENAME COLUMN portal_away TO portal_host'],
  ]) {
    const id = await outbox(kind, noun, payload), state = async () => { const { status, attempts } = await row(id); return [status, attempts]; };
    await db.rows(away);
    await once().finally(() => db.rows(back));
    equal([kind, ...await state()], [kind, 'due', 1]);
    equal(mailsTo(to).length, 0);
    await db.rows('UPDATE outbox SET due_at = UTC_TIMESTAMP(6) WHERE id = ?', [id]);
    await once();
    equal([kind, ...await state()], [kind, 'done', 2]);
    equal(mailsTo(to).length, 1);
  }
  match((await PostalMime.parse(mailsTo('approved@example.com')[0].raw)).text, 'one.example.org');
  await db.rows("UPDATE org SET portal_mode = 'shared', portal_host = NULL WHERE id = 1");
});

test('a payer whose credit notes cannot be set against an invoice keeps no other payer waiting', async () => {
  const number = (n) => `EX-${n}`;
  await db.rows("INSERT INTO party (id, legal_name) VALUES (2, 'Other Example GmbH')");
  for (const group of [1, 2]) {
    await db.rows(`INSERT INTO bill_group (id, public_id, party_id, legal_entity_id, currency, org_id, name, created_at)
      VALUES (?, ?, ?, 1, 'EUR', ?, 'Payer', NOW(6))`, [group, 778000 + group, group, group]);
    for (const [i, kind, minor] of [[1, 'credit_note', -500], [2, 'invoice', 900]])
      await db.rows(`INSERT INTO invoice (id, public_id, legal_entity_id, bill_group_id, org_id, owner, kind, status, number, issued_on, due_on, currency,
        net_minor, tax_minor, total_minor, due_minor, issued_at, created_at) VALUES (?, ?, 1, ?, ?, 'partner', ?, 'unpaid', ?, UTC_DATE(), UTC_DATE(), 'EUR',
        ?, 0, ?, ?, NOW(6), NOW(6))`, [group * 10 + i, 779000 + group * 10 + i, group, group, kind, number(group * 10 + i), minor, minor, minor]);
  }
  await db.rows(`CREATE TRIGGER one_fails BEFORE INSERT ON credit_use FOR EACH ROW
    IF NEW.credit_id = 11 THEN SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'cannot be'; END IF`);
  const open = async () => (await db.rows('SELECT due_minor FROM invoice ORDER BY id')).map((one) => Number(one.due_minor));
  const again = () => db.rows("UPDATE schedule_lease SET last_run_at = NULL, leased_until = NULL WHERE name = 'credit.settle'");
  await again();
  const log = (await once()).log;
  equal(await open(), [-500, 900, 0, 400], 'the second payer\'s is settled');
  match(log, /credit notes of bill group 1: .*; they wait/);
  await db.rows('DROP TRIGGER one_fails');
  await again();
  await once();
  equal(await open(), [0, 400, 0, 400], 'and the first one\'s, once it can be');
});

test('what is over is deleted, once an hour; what is not stays', async () => {
  const token = () => crypto.randomBytes(32);
  await db.rows('DELETE FROM schedule_lease');
  const ago = async (sql) => {
    for (const [i, time] of ['INTERVAL 25 HOUR', 'INTERVAL 23 HOUR'].entries()) await db.rows(sql.replaceAll('$ago', `UTC_TIMESTAMP(6) - ${time}`), [token(), i]);
  };
  await db.rows('DELETE FROM signin');
  await ago("INSERT INTO signin (handle, audience, email, created_at, expires_at, tries) VALUES (?, 'partner', 'x@example.com', $ago, $ago, ?)");
  await ago("INSERT INTO limit_window (kind, key_hash, window_at, events) VALUES ('k', ?, $ago, ?)");
  await db.rows(`INSERT INTO answered (scope, key_hash, request_hash, status, at) VALUES
    ('old', ?, ?, 200, UTC_TIMESTAMP(6) - INTERVAL 169 HOUR), ('new', ?, ?, 200, UTC_TIMESTAMP(6) - INTERVAL 167 HOUR)`, [token(), token(), token(), token()]);
  const person = (await db.one('SELECT MIN(id) AS id FROM person')).id;
  const session = (device, expires, ended) => db.rows(
    `INSERT INTO session (token_hash, person_id, audience, csrf_secret, created_at, seen_at, idle_s, device, expires_at, ended_at)
     VALUES (?, ?, 'partner', ?, NOW(6), NOW(6), 60, ?, UTC_TIMESTAMP(6) + INTERVAL ? DAY, UTC_TIMESTAMP(6) + INTERVAL ? DAY)`,
    [token(), person, token(), device, expires, ended]);
  await session('expired 31 days ago', -31, null);
  await session('expired 29 days ago', -29, null);
  await session('ended 31 days ago', -18, -31);
  await session('ended 29 days ago', -18, -29);
  await session('live', 14, null);
  equal((await once()).status, 0);
  equal((await db.rows('SELECT tries FROM signin')).map((one) => one.tries), [1]);
  equal((await db.rows("SELECT events FROM limit_window WHERE kind = 'k'")).map((one) => one.events), [1]);
  equal((await db.rows('SELECT scope FROM answered')).map((one) => one.scope), ['new']);
  equal((await db.rows('SELECT device FROM session ORDER BY id')).map((one) => one.device), ['expired 29 days ago', 'ended 29 days ago', 'live']);
  await session('expired 32 days ago', -32, null);
  await once();
  equal((await db.rows("SELECT id FROM session WHERE device = 'expired 32 days ago'")).length, 1, 'not twice within the hour');
  await db.rows("UPDATE schedule_lease SET last_run_at = UTC_TIMESTAMP(6) - INTERVAL 61 MINUTE, leased_until = UTC_TIMESTAMP(6) + INTERVAL 1 MINUTE WHERE name = 'clean.session'");
  await once();
  equal((await db.rows("SELECT id FROM session WHERE device = 'expired 32 days ago'")).length, 1, 'not while another worker has it');
  await db.rows("UPDATE schedule_lease SET leased_until = UTC_TIMESTAMP(6) WHERE name = 'clean.session'");
  await once();
  equal((await db.rows("SELECT id FROM session WHERE device = 'expired 32 days ago'")).length, 0);
});

test('the worker outlives its database', async () => {
  const child = daemon();
  ok(await comes(async () => (await db.one('SELECT COUNT(*) AS n FROM worker_seen WHERE name LIKE ?', [`%:${child.child.pid}`])).n), 'it is seen');
  await db.stop();
  ok(await comes(() => child.log.includes('waiting until it works again')), child.log);
  equal((await once()).status, 1, 'once says that it could not');
  await db.start();
  await db.use();
  const a = await attempt();
  ok(await comes(() => mailsTo(a.email).length), child.log);
  ok(await comes(() => child.log.includes('goes on')), child.log);
  child.child.kill('SIGTERM');
  equal(await child.ended, 0);
});

await run();
