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

fs.mkdirSync(path.join(db.folder, 'storage'), { mode: 0o700 });
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
Mail.From = portal@portico.test
Site.Url = https://portico.test
Paths.Storage = ${db.folder}/storage
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
  const early = await portico('grants');
  equal([early.status, early.out], [1, '']);
  match(early.err, 'run portico migrate, then portico grants again');
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
  for (const table of ['audit', 'audit_value', 'ledger_txn', 'ledger_entry', 'credit_use']) {
    match(text, new RegExp(`GRANT SELECT, INSERT ON .command.\\..${table}. TO`));
  }
  match(text, /GRANT SELECT ON .command.\..schema_step. TO/);
  unmatch(text, /CREATE|DROP|ALTER|ALL PRIVILEGES/);
});

// ---- doctor: each fault is made, its sentence read, and mended ----
const settings = fs.readFileSync(config, 'utf8');
const doctor = async () => {
  const { status, out, err } = await portico('doctor');
  return { status, out: out + err };
};
/** The configuration with some lines changed; null takes one out. */
function configure(changes = {}) {
  let text = settings;
  for (const [name, value] of Object.entries(changes)) {
    text = text.replace(new RegExp(`^${name.replaceAll('.', '\\.')} = .*\n`, 'm'), '');
    if (value !== null) text += `${name} = ${value}\n`;
  }
  fs.writeFileSync(config, text, { mode: 0o600 });
}
const FAULTS = [
  ['the key is missing', () => fs.renameSync(key, `${key}.away`), () => fs.renameSync(`${key}.away`, key), /BAD .*key file .* cannot be found.*openssl rand -hex 32/],
  ['the key is open to others', () => fs.chmodSync(key, 0o644), () => fs.chmodSync(key, 0o600), /BAD .*key file .*open to others \(mode 644\).*chmod 600/],
  ['the key is short', () => fs.copyFileSync(key, `${key}.kept`) ?? fs.writeFileSync(key, 'abc'), () => fs.copyFileSync(`${key}.kept`, key), /BAD .*holds no key of 64 hexadecimal digits/],
  ['the configuration is open to others', () => fs.chmodSync(config, 0o644), () => fs.chmodSync(config, 0o600), /BAD .*configuration file .*open to others.*chmod 600/],
  ['the configuration can be written by its group', () => fs.chmodSync(config, 0o660), () => fs.chmodSync(config, 0o600), /BAD .*configuration file .*open to others \(mode 660\)/],
  ['plain http for the world', () => configure({ 'Site.Url': 'http://portal.example.com' }), () => configure(), /Site\.Url.*https/],
  ['no mail server', () => configure({ 'Mail.Url': null }), () => configure(), /BAD .*No mail server.*Mail\.Url/],
  ['no sender', () => configure({ 'Mail.From': null }), () => configure(), /BAD .*No sender.*Mail\.From/],
  ['an example\'s sender', () => configure({ 'Mail.From': 'Portal <portal@example.com>' }), () => configure(), /BAD .*example's address.*Mail\.From/],
  ['no storage', () => configure({ 'Paths.Storage': `${db.folder}/nowhere` }), () => configure(), /BAD .*nowhere \(Paths\.Storage\) is missing.*mkdir/],
  ['storage that everybody reads', () => fs.chmodSync(`${db.folder}/storage`, 0o755), () => fs.chmodSync(`${db.folder}/storage`, 0o700), /BAD .*Paths\.Storage\) is open to everybody.*chmod 700/],
  // Only root can give a folder away.
  ...(process.getuid() === 0 ? [['storage of somebody else', () => fs.chownSync(`${db.folder}/storage`, 12345, 0), () => fs.chownSync(`${db.folder}/storage`, 0, 0), /BAD .*Paths\.Storage\) belongs to user 12345, but the key to user 0: chown -R 0/]] : []),
  ['the database is the owner\'s', () => configure({ 'Database.User': 'root', 'Database.Password': null }), () => configure(), /BAD .*uses? the database as its owner root.*portico grants/],
  ['a right on the whole database', () => db.link.query('GRANT CREATE ON command.* TO portico@localhost'), () => db.link.query('REVOKE CREATE ON command.* FROM portico@localhost'), /BAD .*more than the programs need \(CREATE on all of command\).*portico grants/],
  ['a right on the server', () => db.link.query('GRANT PROCESS ON *.* TO portico@localhost'), () => db.link.query('REVOKE PROCESS ON *.* FROM portico@localhost'), /BAD .*more than the programs need \(PROCESS on the whole server\)/],
  ['the audit trail can be changed', () => db.link.query('GRANT UPDATE ON command.audit TO portico@localhost'), () => db.link.query('REVOKE UPDATE ON command.audit FROM portico@localhost'), /BAD .*more than the programs need \(UPDATE on audit\)/],
  ['a password that is wrong', () => configure({ 'Database.Password': 'other' }), () => configure(), /BAD .*does not answer to portico/],
  ['a worker that stopped', () => db.link.query('UPDATE command.worker_seen SET at = at - INTERVAL 6 MINUTE'), () => db.link.query('UPDATE command.worker_seen SET at = UTC_TIMESTAMP(6)'), /BAD .*worker was last seen at .*portico-worker/],
  ['nobody who keeps the roles', () => db.link.query("UPDATE command.person SET active = FALSE WHERE email = 'keeper@portico.test'"), () => db.link.query("UPDATE command.person SET active = TRUE WHERE email = 'keeper@portico.test'"), /BAD .*Nobody may change our people.*portico user add/],
];
const NOTES = [
  ['a sender whose name only ends like an example\'s', () => configure({ 'Mail.From': 'portal@notexample.com' }), () => configure(), /ok .*Mail goes to .* from portal@notexample\.com/],
  ['plain http on this machine', () => configure({ 'Site.Url': 'http://localhost:8080' }), () => configure(), /note .*without https.*Site\.Url/],
  ['staff without a second factor', () => db.link.query('DELETE FROM command.totp'), () => db.link.query("INSERT INTO command.totp (person_id, secret, last_step, created_at) SELECT id, 'x', 0, NOW() FROM command.person WHERE org_id IS NULL"), /note .*1 of our staff have no second factor yet \(keeper@portico\.test\)/],
];

test('doctor, before anything was set up: the worker, the people and the seller are missing', async () => {
  const { status, out } = await doctor();
  equal(status, 1, out);
  match(out, /BAD .*worker has not run yet.*portico-worker/);
  match(out, /BAD .*Nobody may change our people.*portico user add/);
  match(out, /note .*no company of ours that sells/);
  match(out, 'The ledger balances');
});

test('a person whose time zone there is not is not added', async () => {
  const { status, err } = await portico('user', 'add', 'nowhere@portico.test', '--staff', '--name', 'Nowhere', '--roles', 'vendor_admin', '--zone', 'Europe/Nowhere');
  equal(status, 2);
  match(err, 'no time zone "Europe/Nowhere"');
  equal(Number((await db.one("SELECT COUNT(*) AS n FROM command.person WHERE email = 'nowhere@portico.test'")).n), 0);
});

test('doctor says that all is well when it is', async () => {
  await fine('user', 'add', 'keeper@portico.test', '--staff', '--name', 'Keeper', '--roles', 'vendor_admin');
  await db.link.query(`INSERT INTO command.party (id, legal_name) VALUES (1, 'Vendor Example');
    INSERT INTO command.legal_entity (public_id, party_id, base_currency, invoice_prefix) VALUES (1, 1, 'EUR', 'X-');
    INSERT INTO command.worker_seen (name, at) VALUES ('test', UTC_TIMESTAMP(6));
    INSERT INTO command.totp (person_id, secret, last_step, created_at) SELECT id, 'x', 0, NOW() FROM command.person WHERE org_id IS NULL`);
  const { status, out } = await doctor();
  equal(status, 0, out);
  match(out, /\nAll is well\.\n$/);
  unmatch(out, /BAD|note/);
});

test('doctor: a script without a font is named, with the package that has one', async () => {
  const fonts = `${db.folder}/fonts.conf`;
  fs.mkdirSync(`${db.folder}/fonts`);
  fs.writeFileSync(fonts, `<?xml version="1.0"?><fontconfig><dir>${db.folder}/fonts</dir><cachedir>${db.folder}/fonts</cachedir></fontconfig>`);
  process.env.FONTCONFIG_FILE = fonts;
  const { out } = await doctor().finally(() => delete process.env.FONTCONFIG_FILE);
  for (const script of ['Latin', 'Greek', 'Cyrillic', 'Arabic', 'Hebrew', 'Devanagari', 'Thai'])
    match(out, `note  No font has ${script} letters, so names in them print as boxes on invoices: apt-get install fonts-noto-core`);
  for (const script of ['Chinese', 'Japanese', 'Korean'])
    match(out, `note  No font has ${script} letters, so names in them print as boxes on invoices: apt-get install fonts-noto-cjk`);
});

for (const [what, make, mend, sentence] of [...FAULTS, ...NOTES]) {
  test(`doctor: ${what}`, async () => {
    await make();
    const { status, out } = await doctor().finally(mend);
    equal([status !== 0, sentence.test(out)], [FAULTS.some(([name]) => name === what), true], out);
    equal((await doctor()).status, 0, 'and well again');
  });
}

test('doctor: a schema that lags behind', async () => {
  const [last] = await db.rows('SELECT * FROM command.schema_step ORDER BY 1 DESC LIMIT 1');
  const column = Object.keys(last)[0];
  await db.link.query(`CREATE TABLE command.kept AS SELECT * FROM command.schema_step WHERE ${column} = ?`, [last[column]]);
  await db.link.query(`DELETE FROM command.schema_step WHERE ${column} = ?`, [last[column]]);
  const { status, out } = await doctor();
  await db.link.query('INSERT INTO command.schema_step SELECT * FROM command.kept; DROP TABLE command.kept');
  equal(status, 1, out);
  match(out, /BAD .*lacks \d+ migrations.*portico migrate/);
});

test('the doctor\'s own rows are gone', () => db.link.query(`SET FOREIGN_KEY_CHECKS = 0; DELETE FROM command.totp; DELETE FROM command.audit; DELETE FROM command.person;
  DELETE FROM command.legal_entity; DELETE FROM command.party; DELETE FROM command.worker_seen; SET FOREIGN_KEY_CHECKS = 1`));

test('demo data is loaded once', async () => {
  await fine('demo');
  const count = async () => Number((await db.one('SELECT COUNT(*) AS n FROM command.customer')).n);
  const n = await count();
  ok(n >= 180, `${n} customers`);
  await fine('demo');
  equal(await count(), n, 'a second time adds nothing');
  const names = (await db.rows('SELECT name FROM command.customer')).map((row) => row.name);
  equal(names.filter((name) => /[<>=;]|--/.test(name)), [], 'names that would scare who tries it; the tests have their own');
  for (const script of ['Greek', 'Arabic', 'Han', 'Hangul', 'Hebrew', 'Thai', 'Cyrillic', 'Devanagari']) {
    ok(names.some((name) => new RegExp(`\\p{Script=${script}}`, 'u').test(name)), `a name in ${script}`);
  }
  const strangers = await db.rows("SELECT email FROM command.party WHERE email <> '' AND email NOT REGEXP '@([a-z0-9-]+[.])*example[.](com|net|org)$'");
  equal(strangers, [], 'addresses that could be somebody\'s');
});

test('the audit trail is sealed by hand, and verified', async () => {
  match(await fine('audit', 'seal'), /^\d+ records were sealed\.\n$/);
  equal(await fine('audit', 'seal'), '0 records were sealed.\n');
  match(await fine('audit', 'verify'), 'The audit trail is in order');
  equal((await portico('audit', 'unseal')).status, 2);
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
  match(link, /^https:\/\/portico\.test\/login\/confirm\?t=[A-Za-z0-9_-]{43}$/);
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
