// The administrator's command, run as an administrator does: its exit status, its words, and what it leaves in the database.
import { execFile } from 'node:child_process';
import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { PrivateDb } from '../lib/private_db.mjs';
import { cleanup, equal, match, ok, run, test, unmatch } from '../lib/tap.mjs';

const root = path.resolve(import.meta.dirname, '../..');
const program = path.join(process.env.PORTICO_BUILD ?? path.join(root, 'build'), 'bin/portico');

const db = new PrivateDb();
await db.create();
cleanup(() => db.remove());
await db.link.query("CREATE USER portico@localhost IDENTIFIED BY 'secret'; CREATE DATABASE command");

const config = path.join(db.folder, 'portico.hdf');
const key = path.join(db.folder, 'key');
fs.writeFileSync(key, crypto.randomBytes(32).toString('hex'), { mode: 0o600 });
fs.writeFileSync(config, `# settings of this test
Database.Socket = ${db.socket}
Database.Name = command
Database.User = portico
Database.Password = secret
Database.Owner.User = root
Paths.Schema = ${root}/schema
Key.File = ${key}
Mail.Url = smtp://localhost:25
Mail.From = portal@example.com
`, { mode: 0o600 });

function portico(...args) {
  return new Promise((done) => {
    execFile(program, args, { env: { ...process.env, PORTICO_CONFIG: config }, maxBuffer: 1 << 24 }, (error, out, err) => {
      done({ status: error ? error.code : 0, out, err });
    });
  });
}
async function fine(...args) {
  const { status, out, err } = await portico(...args);
  equal([status, err], [0, ''], `portico ${args.join(' ')}`);
  return out;
}

test('help, and what is not understood', async () => {
  equal((await portico('--help')).status, 0);
  const none = await portico();
  equal(none.status, 2);
  match(none.err, 'signin-link');
  const odd = await portico('frobnicate');
  equal([odd.status, odd.out], [2, '']);
  match(odd.err, 'there is no command "frobnicate"');
  equal((await portico('migrate', '--bogus')).status, 2);
});

test('a database without a schema is said to be behind, then brought up to date', async () => {
  const before = await portico('migrate', '--state');
  equal(before.status, 1);
  match(before.err, /\d+ migrations .* have not been run/);
  match(await fine('migrate'), 'The schema is up to date.');
  equal(await fine('migrate', '--state'), 'The schema is up to date.\n');
  equal(await fine('migrate'), 'The schema is up to date.\n', 'a second run runs nothing');
});

test('the schema is printed as it is kept', async () => {
  equal(await fine('schema'), fs.readFileSync(path.join(root, 'schema/current.sql'), 'utf8'));
});

test('the grants keep the books append-only', async () => {
  await db.link.query(await fine('grants'));
  const user = await db.rows('SHOW GRANTS FOR portico@localhost');
  const text = user.map((row) => Object.values(row)[0]).join('\n');
  for (const table of ['audit', 'audit_value', 'ledger_txn', 'ledger_entry']) {
    match(text, new RegExp(`GRANT SELECT, INSERT ON .command.\\..${table}. TO`));
  }
  match(text, /GRANT SELECT ON .command.\..schema_step. TO/);
  unmatch(text, /CREATE|DROP|ALTER|ALL PRIVILEGES/);
});

test('doctor says what is missing and fails only for what is broken', async () => {
  const { status, out } = await portico('doctor');
  equal(status, 0, out);
  match(out, 'Nobody is a vendor administrator');
  match(out, 'The worker has not run yet');
  match(out, 'The ledger balances');
  fs.chmodSync(key, 0o644);
  const open = await portico('doctor');
  fs.chmodSync(key, 0o600);
  equal(open.status, 1);
  match(open.out, /BAD .*key file/);
});

test('demo data is loaded once', async () => {
  await fine('demo');
  const count = async () => Number((await db.one('SELECT COUNT(*) AS n FROM command.customer')).n);
  const n = await count();
  ok(n >= 180, `${n} customers`);
  await fine('demo');
  equal(await count(), n, 'a second time adds nothing');
  const names = (await db.rows('SELECT name FROM command.customer')).map((row) => row.name);
  ok(names.some((name) => name.includes('<script>')), 'a name that would break a careless page');
  for (const script of ['Greek', 'Arabic', 'Han', 'Hangul', 'Hebrew', 'Thai', 'Cyrillic', 'Devanagari']) {
    ok(names.some((name) => new RegExp(`\\p{Script=${script}}`, 'u').test(name)), `a name in ${script}`);
  }
  const strangers = await db.rows("SELECT email FROM command.party WHERE email <> '' AND email NOT REGEXP '@([a-z0-9-]+[.])*example[.](com|net|org)$'");
  equal(strangers, [], 'addresses that could be somebody\'s');
});

test('generated customers are the same for the same seed', async () => {
  await fine('demo', '--customers', '1500', '--seed', '7', '--org', 'birch');
  const [first] = await db.rows("SELECT name, public_id FROM command.customer WHERE email = 'office@c1.example.com' OR email = 'office@c1.example.net'");
  ok(first, 'the first of them');
  const again = await portico('demo', '--customers', '10', '--seed', '7');
  equal(again.status, 1);
  match(again.err, 'there already');
  await fine('demo', '--customers', '10', '--seed', '8');
  equal((await portico('demo', '--customers', '0')).status, 2);
  equal((await portico('demo', '--customers', '5', '--org', 'nobody')).status, 1);
});

test('organisations', async () => {
  match(await fine('org', 'list'), /^alder\tactive\t/m);
  const unsaid = await portico('org', 'add', 'elm', '--name', 'Elm Example');
  equal(unsaid.status, 2, 'the vendor has three companies');
  await fine('org', 'add', 'elm', '--name', 'Elm Example', '--entity', 'PJ-', '--country', 'JP');
  const elm = await db.one("SELECT currency, invoice_owner, billing_account FROM command.org WHERE slug = 'elm'");
  equal({ ...elm }, { currency: 'JPY', invoice_owner: 'partner', billing_account: 'B-elm' });
  equal((await portico('org', 'add', 'elm', '--name', 'Elm Example', '--entity', 'PJ-')).status, 1, 'twice');
  equal((await portico('org', 'add', 'Elm Two', '--name', 'x')).status, 2, 'no slug');
});

test('people', async () => {
  await fine('user', 'add', 'New.One@elm.example.com', '--name', 'New One', '--org', 'elm', '--roles', 'sales,finance');
  match(await fine('user', 'list'), 'new.one@elm.example.com\telm\tactive\tsales,finance\tNew One');
  const twice = await portico('user', 'add', 'new.one@elm.example.com', '--name', 'x', '--org', 'elm', '--roles', 'sales');
  equal(twice.status, 1);
  match(twice.err, 'already');
  for (const wrong of [
    ['nobody', '--name', 'x', '--org', 'elm', '--roles', 'sales'],
    ['a@b.example.com', '--name', 'x', '--org', 'elm', '--roles', 'vendor_admin'],
    ['a@b.example.com', '--name', 'x', '--staff', '--roles', 'sales'],
    ['a@b.example.com', '--name', 'x', '--staff', '--org', 'elm', '--roles', 'sales'],
    ['a@b.example.com', '--name', 'x', '--roles', 'sales'],
    ['a@b.example.com', '--name'],
  ]) {
    equal((await portico('user', 'add', ...wrong)).status, 2, wrong.join(' '));
  }
  equal((await portico('user', 'add', 'a@b.example.com', '--name', 'x', '--org', 'nobody', '--roles', 'sales')).status, 1);
  const audit = await db.rows("SELECT action FROM command.audit WHERE noun IN ('person','org') ORDER BY id");
  equal(audit.map((row) => row.action), ['org.added', 'person.added']);
});

test('a sign-in link is shown once and kept as a hash', async () => {
  const link = (await fine('signin-link', 'NEW.one@elm.example.com')).trim();
  match(link, /^http:\/\/localhost:8080\/login\/confirm\?t=[A-Za-z0-9_-]{43}$/);
  const hash = crypto.createHash('sha256').update(Buffer.from(link.split('t=')[1], 'base64url')).digest();
  const row = await db.one('SELECT email, used_at FROM command.signin WHERE token_hash = ?', [hash]);
  equal({ ...row }, { email: 'new.one@elm.example.com', used_at: null });
  const mail = await db.one("SELECT status FROM command.outbox WHERE kind = 'mail.signin' ORDER BY id DESC LIMIT 1");
  equal(mail.status, 'dropped', 'no mail goes out beside it');
  equal((await portico('signin-link', 'stranger@example.com')).status, 1);
  equal((await portico('signin-link')).status, 2);
});

test('a person who was deactivated is out', async () => {
  match(await fine('user', 'deactivate', 'new.one@elm.example.com'), 'signed out everywhere');
  match(await fine('user', 'list'), 'new.one@elm.example.com\telm\tinactive');
  equal((await portico('signin-link', 'new.one@elm.example.com')).status, 1);
  equal((await portico('user', 'deactivate', 'stranger@example.com')).status, 1);
});

test('without the database each command fails with a sentence', async () => {
  await db.stop();
  for (const command of [['migrate'], ['migrate', '--state'], ['schema'], ['grants'], ['user', 'list'], ['org', 'list'], ['demo'],
    ['signin-link', 'a@example.com'], ['doctor']]) {
    const { status, out, err } = await portico(...command);
    equal(status, 1, command.join(' '));
    match(command[0] === 'doctor' ? out : err, command[0] === 'doctor' ? 'does not answer' : /^portico: .*\n/m, command.join(' '));
  }
  await db.start();
});

await run();
