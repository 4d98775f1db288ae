// A web space of plain CGI as `portico-site cgi` writes it: the folder alone, moved elsewhere, answers pages and runs the commands; with
// LIBS=bundle it brings the libraries. README, "On shared hosting".
import { execFile } from 'node:child_process';
import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { PrivateDb } from '../lib/private_db.mjs';
import { cleanup, equal, match, ok, run, test } from '../lib/tap.mjs';

const build = process.env.PORTICO_BUILD ?? path.resolve(import.meta.dirname, '../../build');
const bin = /^BIN=(.*)$/m.exec(fs.readFileSync(path.join(build, 'stage.paths'), 'utf8'))[1];
const db = new PrivateDb();
await db.create();
cleanup(() => db.remove());
await db.link.query("CREATE USER portico@localhost IDENTIFIED BY 'secret'; CREATE DATABASE hosting; GRANT ALL ON hosting.* TO portico@localhost");

fs.mkdirSync(path.join(db.folder, 'storage'));
fs.writeFileSync(path.join(db.folder, 'key'), crypto.randomBytes(32).toString('hex'), { mode: 0o600 });
const config = path.join(db.folder, 'portico.hdf');
fs.writeFileSync(config, `Database.Socket = ${db.socket}
Database.Name = hosting
Database.User = portico
Database.Password = secret
Key.File = ${db.folder}/key
Paths.Storage = ${db.folder}/storage
`, { mode: 0o600 });

const PATH = process.env.PATH;
function call(program, args, env) {
  return new Promise((done) => {
    const child = execFile(program, args, { env: { PATH, ...env }, cwd: path.dirname(program), encoding: 'utf8', maxBuffer: 1 << 24 },
      (error, out, err) => done({ status: error ? error.code ?? 1 : 0, out, err }));
    child.stdin.end();
  });
}
/** The folder, written in one place and moved to another. */
async function written(name, ...names) {
  const first = path.join(db.folder, `${name}.first`);
  const said = await call(path.join(bin, 'portico-site'), ['cgi', first, `CONFIG=${config}`, ...names]);
  equal([said.status, said.out], [0, '']);
  const folder = path.join(db.folder, name);
  fs.renameSync(first, folder);
  return { folder, said: said.err };
}
const ask = (folder, area, uri, env = { PORTICO_CONFIG: config }) => call(path.join(folder, 'cgi-bin', `${area}.cgi`), [], {
  ...env, GATEWAY_INTERFACE: 'CGI/1.1', SERVER_PROTOCOL: 'HTTP/1.1', REQUEST_METHOD: 'GET', REQUEST_URI: uri, SCRIPT_NAME: uri, QUERY_STRING: '',
  SERVER_NAME: 'localhost', SERVER_PORT: '80', REMOTE_ADDR: '127.0.0.1', HTTP_HOST: 'localhost:8080',
});

test('the folder alone: migrate, a page, and what was said', async () => {
  const { folder, said } = await written('plain');
  match(said, 'Next:');
  match(said, 'bin/portico-worker --once');
  match(said, /libmariadb\.so/);
  const migrated = await call(path.join(folder, 'bin/portico'), ['migrate'], { PORTICO_CONFIG: config });
  equal([migrated.status, migrated.err], [0, '']);
  const page = await ask(folder, 'login', '/login');
  equal(page.status, 0, page.err);
  match(page.out, /^Status: 200/m);
  match(page.out, '<main');
  const version = /\/static\/css\/portico\.css\?v=(\w+)/.exec(page.out)?.[1];
  ok(version, 'the style sheet with its version');
  ok(fs.existsSync(path.join(folder, 'static/css/portico.css')));
  match(fs.readFileSync(path.join(folder, '.htaccess'), 'utf8'), `SetEnv PORTICO_CONFIG "${config}"`);
  equal(fs.readFileSync(path.join(folder, 'share/portico/.htaccess'), 'utf8'), 'Require all denied\n');
});

test('what lies in the folder already and is not ours stays', async () => {
  const folder = path.join(db.folder, 'home');
  fs.mkdirSync(path.join(folder, 'bin'), { recursive: true });
  fs.mkdirSync(path.join(folder, 'share'));
  fs.writeFileSync(path.join(folder, 'bin/mine'), '1');
  fs.writeFileSync(path.join(folder, 'share/mine'), '1');
  for (let again = 0; again < 2; again++) equal((await call(path.join(bin, 'portico-site'), ['cgi', folder, `CONFIG=${config}`])).status, 0);
  ok(fs.existsSync(path.join(folder, 'bin/mine')) && fs.existsSync(path.join(folder, 'share/mine')));
});

test('LIBS=bundle: the libraries come along, and the settings are found without an environment', async () => {
  const { folder } = await written('bundled', 'LIBS=bundle');
  const libraries = fs.readdirSync(path.join(folder, 'portico-lib'));
  ok(libraries.some((name) => name.startsWith('libmariadb.so')), libraries.join(' '));
  ok(!libraries.some((name) => /^(libc|ld-linux.*)\.so/.test(name)), 'the C library is the host\'s');
  const page = await ask(folder, 'login', '/login', {});
  equal(page.status, 0, page.err);
  match(page.out, /^Status: 200/m);
  const loads = await call('/usr/bin/ldd', [path.join(folder, 'portico-lib/login.fcgi')], { LD_LIBRARY_PATH: path.join(folder, 'portico-lib') });
  match(loads.out, new RegExp(`libmariadb\\.so\\.\\d+ => ${folder}/portico-lib/`));
  const listed = await call(path.join(folder, 'bin/portico'), ['org', 'list'], {});
  equal([listed.status, listed.err], [0, '']);
  equal((await call(path.join(bin, 'portico-site'), ['cgi', path.join(db.folder, 'x'), 'LIBS=all'])).status, 2);
});

await run();
