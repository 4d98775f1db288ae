// A running portal for tests, each with its own folder, database, port and mail.
//
//   const portal = await start();                       // { server: 'fcgid', empty: true, queued: true, build: '/path' }
//   const ann = await portal.signIn('ann@partner.example.com');
//   const page = await ann.get('/customers');           // { status, headers, text, location }
//   const after = await ann.submit(page, { name: 'X' }); // the page's form, filled
//   await portal.sql('SELECT count(*) AS n FROM customer');
//   const [mail] = await portal.mails({ to: 'ann@partner.example.com' });
//   await portal.stop();
import { execFile } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import mysql from 'mysql2/promise';
import PostalMime from 'postal-mime';
import { deviations } from './ledger.mjs';
import { oddNames } from './odd_names.mjs';
import { secondStep } from './totp.mjs';
import { Visitor } from './visitor.mjs';
import { pause, until } from './wait.mjs';

export { formOf, formsOf } from './visitor.mjs';

const run = promisify(execFile);
export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const instance = path.join(root, 'tools/instance');
const MAIL_WAIT_MS = 120_000; // below a test's limit, so that it is said what was missing
const LOST_RACE = new Set([1213, 1205, 1020]), RACES_MAX = 20; // deadlock, lock wait timeout, record has changed

/** A port that is free, and nobody else's who asks here: a portal listens on its own only seconds later. The kernel gives none of this range
 * to whoever asks it for any. */
export async function freePort() {
  const folder = path.join(os.tmpdir(), `portico-ports-${os.userInfo().uid}`);
  fs.mkdirSync(folder, { recursive: true });
  for (;;) {
    const port = 20_000 + Math.floor(Math.random() * 12_000), mine = path.join(folder, String(port));
    try {
      fs.writeFileSync(mine, String(process.pid), { flag: 'wx' });
    } catch {
      if (!fs.existsSync(`/proc/${read(mine)}`)) fs.rmSync(mine, { force: true }); // of a test that was killed
      continue;
    }
    process.once('exit', () => fs.rmSync(mine, { force: true }));
    if (await isFree(port)) return port;
  }
}
const read = (file) => (fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : '');
const isFree = (port) => new Promise((done) => {
  const probe = net.createServer();
  probe.once('error', () => done(false));
  probe.listen(port, '127.0.0.1', () => probe.close(() => done(true)));
});

function settings(folder) {
  const lines = fs.readFileSync(path.join(folder, 'etc/portico.hdf'), 'utf8').split('\n');
  return Object.fromEntries(lines.map((line) => line.split(' = ')).filter((pair) => pair.length === 2));
}

async function readMail(file) {
  const raw = fs.readFileSync(file);
  const mail = await new PostalMime().parse(raw);
  const text = mail.text ?? '';
  return {
    file: path.basename(file),
    raw: raw.toString('latin1'),
    from: mail.from?.address,
    to: (mail.to ?? []).map((to) => to.address),
    subject: mail.subject,
    text,
    html: mail.html ?? '',
    headers: Object.fromEntries(mail.headers.map((h) => [h.key, h.value])),
    attachments: mail.attachments,
    links: [...text.matchAll(/https?:\/\/[^\s<>"]+/g)].map((m) => m[0]),
  };
}

class Portal {
  constructor(folder, port, options) {
    Object.assign(this, { folder, port, ...options });
    this.url = `http://localhost:${port}`;
    this.settings = settings(folder);
    const state = fs.readFileSync(path.join(folder, 'state'), 'utf8');
    this.bin = /^BIN=(.*)$/m.exec(state)[1];
    this.libexec = /^LIBEXEC=(.*)$/m.exec(state)[1];
    this.runFolder = path.dirname(this.settings['Database.Socket']);
    this.env = { ...process.env, ...this.sanitizers, PORTICO_CONFIG: path.join(folder, 'etc/portico.hdf') };
    this.nobody = new Visitor(this);
  }

  /** Somebody without a session, with a cookie jar of their own. */
  visitor(options) {
    return new Visitor(this, options);
  }

  /** One request without a jar. options: { cookie, headers, method, body } */
  get(target, options) {
    return new Visitor(this).request('GET', target, options);
  }

  post(target, form, options) {
    return new Visitor(this).post(target, form, options);
  }

  /** One statement, committed by itself. One that loses a race against the portal or its worker is sent again: it has changed nothing. */
  async sql(text, params = []) {
    for (let again = 0; ; again++) {
      try {
        return await this.statement(text, params);
      } catch (error) {
        if (!LOST_RACE.has(error.errno) || again === RACES_MAX) throw error;
        await pause(1 + Math.random() * 20 * (again + 1));
      }
    }
  }

  async statement(text, params) {
    this.pool ??= mysql.createPool({
      socketPath: this.settings['Database.Socket'], user: 'root', database: 'portico', timezone: 'Z', connectionLimit: 4,
      supportBigNumbers: true, bigNumberStrings: false, dateStrings: true,
    });
    const [rows] = await this.pool.query(text, params);
    return rows;
  }

  /** The administrator's command: { stdout, stderr }; throws when it fails. */
  portico(...args) {
    return run(path.join(this.bin, 'portico'), args, { env: this.env, maxBuffer: 64 << 20 });
  }

  /** An area's program from the shell: await portal.area('customers', '--get', '/customers', '--as', email) */
  area(name, ...args) {
    const program = path.join(this.build, 'cgi-bin', name, `${name}.fcgi`);
    return run(program, args, { env: this.env, maxBuffer: 64 << 20 });
  }

  /** All mails kept so far, or, with a filter, at least `count` that match, waiting for them. */
  async mails({ to, subject, link, text, count = 1, wait = MAIL_WAIT_MS, since = 0 } = {}) {
    const end = Date.now() + wait;
    for (;;) {
      const files = fs.readdirSync(path.join(this.folder, 'mail')).filter((name) => name.endsWith('.eml')).sort();
      const all = await Promise.all(files.slice(since).map((name) => readMail(path.join(this.folder, 'mail', name))));
      const found = all.filter((m) => (!to || m.to.includes(to)) && (!subject || m.subject.match(subject)) && (!link || m.links.some((one) => one.includes(link))) && (!text || m.text.match(text)));
      if ((!to && !subject && !link && !text && !wait) || found.length >= count) return found;
      if (Date.now() > end) throw new Error(`no mail to ${to ?? 'anybody'}${link ? ` with ${link}` : ''} within ${wait / 1000} s; the folder holds ${all.length}`);
      await pause(40);
    }
  }

  mailCount() {
    return fs.readdirSync(path.join(this.folder, 'mail')).filter((name) => name.endsWith('.eml')).length;
  }

  /** Signs in by the link that the administrator's command makes: quick. */
  async signIn(email, options) {
    const { stdout } = await this.portico('signin-link', email);
    const link = new URL(/https?:\/\/\S+/.exec(stdout)[0]);
    const visitor = this.visitor({ email, ...options });
    return confirm(visitor, link);
  }

  /** Signs in as a person does: asks, reads the mail, opens its link, presses the button. */
  async signInByMail(email, options) {
    const visitor = this.visitor({ email, ...options });
    const since = this.mailCount();
    const asked = await visitor.submit(await visitor.get('/login'), { email }, { action: '/login' });
    if (asked.status !== 303) throw new Error(`asking for the mail answered ${asked.status}`);
    const [mail] = await this.mails({ to: email, since, link: '/confirm' });
    const link = mail.links.find((l) => l.includes('/login/confirm'));
    if (!link) throw new Error(`the mail holds no sign-in link:\n${mail.text}`);
    return confirm(visitor, new URL(link));
  }

  /** How long each log is now, for log(mark). */
  logMark() {
    return Object.fromEntries(this.logFiles().map((name) => [name, fs.statSync(path.join(this.folder, 'log', name)).size]));
  }

  logFiles() {
    return fs.readdirSync(path.join(this.folder, 'log')).filter((name) => name.endsWith('.log') && name !== 'access.log');
  }

  /** Lines of the portal's logs; with a mark, those that came after it. */
  log(mark = {}) {
    return this.logFiles().map((name) => fs.readFileSync(path.join(this.folder, 'log', name)).subarray(mark[name] ?? 0).toString('utf8')).join('\n');
  }

  /** stop-db, start-db, restart-db */
  async database(command) {
    await this.pool?.end();
    this.pool = undefined;
    await run(instance, [command, this.folder]);
  }

  /** Ends everything, after a look at the books: whatever a test did, they must be right, and no sanitizer may have spoken. A finding
   *  fails the test file. */
  async stop() {
    const found = (await this.books().catch((error) => [`cannot be read: ${error.stderr ?? error}`])).map((line) => `the books: ${line}`);
    found.push(...(await this.trail()).map((line) => `the audit trail: ${line}`));
    await this.pool?.end();
    // With sanitizers the processes end by themselves: leaks are counted then.
    await run(instance, ['down', this.folder, ...(this.sanitizers ? [] : ['--kill'])]);
    found.push(...this.reports());
    if (!process.env.PORTICO_KEEP) fs.rmSync(this.folder, { recursive: true, force: true });
    if (found.length) throw Object.assign(new Error(found.join('\n')), { finding: true });
  }

  /** What is wrong in the audit trail, once all of it is sealed; a test that tampers with its rows says this.tampered = true. */
  async trail() {
    if (this.tampered) return [];
    const env = { ...this.env, PORTICO_DATABASE_SOCKET: this.settings['Database.Socket'] }; // a test may have led the programs elsewhere
    const audit = (word) => run(path.join(this.bin, 'portico'), ['audit', word], { env });
    return audit('seal').then(() => audit('verify')).then(() => [], (error) => [String(error.stderr || error).trim()]);
  }

  /** What the sanitizers of a build with --enable-asan wrote. */
  reports() {
    const folder = path.join(this.folder, 'log');
    const files = fs.readdirSync(folder).filter((name) => name.startsWith('sanitizer.'));
    return files.map((name) => `${name}: ${fs.readFileSync(path.join(folder, name), 'utf8').trim()}`);
  }

  /** What is wrong in the books; [] is right. A database that a test stopped is started for it. */
  async books() {
    await run(instance, ['start-db', this.folder, '--if-away']);
    return deviations((text) => this.sql(text));
  }
}

async function confirm(visitor, link) {
  const page = await visitor.get(link.pathname + link.search);
  const done = await visitor.submit(page, {}, { action: /confirm/ });
  if (done.status !== 303) throw new Error(`confirming the sign-in answered ${done.status}: ${done.text.slice(0, 400)}`);
  visitor.landed = await secondStep(visitor, done.location);
  return visitor;
}

/** The environment that makes a build with sanitizers write its reports into the instance's folder; undefined for other builds. */
function sanitizersOf(build, folder) {
  if (!fs.readFileSync(path.join(build, 'Makefile'), 'utf8').includes('-fsanitize=address')) return undefined;
  const to = `log_path=${folder}/log/sanitizer`;
  return { ASAN_OPTIONS: `detect_leaks=1:${to}`, UBSAN_OPTIONS: `print_stacktrace=1:${to}`,
    LSAN_OPTIONS: process.env.LSAN_OPTIONS ?? `suppressions=${root}/tests/lib/lsan.supp:print_suppressions=0` };
}

export async function start({ server = process.env.PORTICO_SERVER || 'lighttpd', build, empty = false, queued = false, processes = 2, durable = false } = {}) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'portico-test-'));
  build ??= process.env.PORTICO_BUILD || path.join(root, 'build');
  const port = await freePort();
  const args = ['up', folder, '--server', server, '--port', String(port), '--build', build, '--processes', String(processes), ...(durable ? [] : ['--volatile'])];
  if (empty) args.push('--empty');
  const sanitizers = sanitizersOf(build, folder);
  try {
    // queued: orders wait for the worker, as they do by default; elsewhere a test need not wait for it
    await run(instance, args, { env: { ...process.env, PORTICO_ORDERS_ATONCE: queued ? '0' : '1', ...sanitizers } });
  } catch (error) {
    if (!process.env.PORTICO_KEEP) fs.rmSync(folder, { recursive: true, force: true });
    throw new Error(`the portal did not start under ${server}:\n${error.stderr}`);
  }
  const portal = new Portal(folder, port, { server, build, sanitizers });
  // What the worker does first: terms that end soon are told, and no test takes those mails for its own.
  await until(async () => (await portal.sql(`SELECT COUNT(*) AS n FROM schedule_lease WHERE name = 'renewal.notice' AND last_run_at IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM outbox WHERE status = 'due' AND kind LIKE 'mail.%' AND attempts = 0)`))[0].n, 'the worker has begun');
  // The demo speaks German, too, and its days are those of several places; a test says when it wants that.
  await portal.sql("UPDATE person SET language = 'en'");
  for (const table of ['person', 'legal_entity', 'customer_order', 'subscription']) await portal.sql(`UPDATE ${table} SET zone = 'UTC'`);
  if (!empty) await oddNames(portal);
  return portal;
}
