// The page in PHP beside the portal's own: PHP-FPM with as many processes, behind the same lighttpd on a second port, on the same
// database socket. And the proof that both do the same: equal statements, equal bodies.
import { execFileSync, spawn } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';

const here = path.join(import.meta.dirname, 'php');
const pause = (ms) => new Promise((done) => setTimeout(done, ms));

function program(...names) {
  const folders = ['/usr/sbin', '/usr/bin', '/usr/local/sbin', '/usr/local/bin'];
  const found = names.flatMap((name) => folders.map((folder) => path.join(folder, name))).find((file) => fs.existsSync(file));
  if (!found) throw new Error(`${names[0]} is not installed: tools/packages bench`);
  return found;
}
function phpFpm() {
  const installed = fs.readdirSync('/usr/sbin').filter((name) => /^php-fpm[\d.]+$/.test(name)).sort();
  return program(...installed.reverse(), 'php-fpm');
}
function freePort() {
  return new Promise((done) => {
    const probe = net.createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => done(port));
    });
  });
}
const phpText = (value) => `'${String(value).replace(/[\\']/g, '\\$&')}'`;

/** What each partner role may do, as lib/auth/rights.c has it: { sales: ["portal", ...] } */
function rolesRead() {
  const read = (file) => fs.readFileSync(path.join(import.meta.dirname, '../../lib/auth', file), 'utf8');
  const source = read('rights.c').replace(/\\\n/g, ' ');
  const keys = Object.fromEntries([...read('rights.h').matchAll(/RIGHT\((\w+), "([\w.-]+)"/g)].map((m) => [m[1], m[2]]));
  const sets = Object.fromEntries([...source.matchAll(/#define (\w+) \(([^)]*)\)/g)].map((m) => [m[1], m[2]]));
  const rights = (text) => text.split('|').map((word) => word.trim()).flatMap((word) => (sets[word] ? rights(sets[word]) : keys[word] ?? []));
  const rows = [...source.matchAll(/\{ "(\w+)", N_\("[^"]*"\),\s*([\w |]+?)\s*\}/g)];
  return Object.fromEntries(rows.map((m) => [m[1], rights(m[2])]));
}
/** Countries by name, as lib/form/country.c has them. */
const countriesRead = () => [...fs.readFileSync(path.join(import.meta.dirname, '../../lib/form/country.c'), 'utf8').matchAll(/\{ "([A-Z]{2})",\s*N_\("([^"]+)"\) \}/g)].map((m) => [m[1], m[2]]);
const phpList = (texts) => `[${texts.map(phpText).join(', ')}]`;

/** The pages without code in the side bar of the organisation that is measured: the portal asks for them once a process and revision. */
async function pagesRead(portal) {
  const rows = await portal.sql(`SELECT v.title, w.tag FROM webpage w JOIN webpage_version v ON v.id = w.published_id
    WHERE w.in_menu AND (v.all_partners
    OR EXISTS (SELECT 1 FROM webpage_version_org x JOIN org o ON o.id = x.org_id WHERE x.version_id = v.id AND o.slug = 'alder')) ORDER BY w.id`);
  return rows.map(({ title, tag }) => [title, `/pages/${tag}`, 'signed-in']);
}

/** What the portal reads at its start, as a PHP file that opcache keeps. */
async function settingsWrite(portal, folder, guard) {
  const of = portal.settings;
  const menu = fs.readdirSync(of['Paths.Areas']).filter((name) => name.endsWith('.menu'))
    .flatMap((name) => fs.readFileSync(path.join(of['Paths.Areas'], name), 'utf8').split('\n'))
    .map((line) => line.split('\t')).filter((row) => row[4] === 'partner').sort((a, b) => a[0] - b[0])
    .map((row) => [row[1], row[2], row[3]]).concat(await pagesRead(portal));
  const version = path.join(of['Paths.Assets'], 'version');
  const assets = fs.existsSync(version) ? fs.readFileSync(version, 'utf8').trim() : '0';
  fs.writeFileSync(path.join(folder, 'settings.php'), `<?php
return [
    'socket' => ${phpText(of['Database.Socket'])}, 'database' => ${phpText(of['Database.Name'])},
    'user' => ${phpText(of['Database.User'])}, 'password' => ${phpText(of['Database.Password'])},
    'key' => hex2bin(${phpText(fs.readFileSync(of['Key.File'], 'utf8').trim())}),
    'site' => ${phpText(of['Site.Name'])}, 'assets' => ${phpText(assets)}, 'cache' => ${phpText(path.join(folder, 'cache'))},
    'menu' => [${menu.map(phpList).join(', ')}],
    'rights' => [${Object.entries(rolesRead()).map(([role, keys]) => `${phpText(role)} => ${phpList(keys)}`).join(', ')}],
    'countries' => [${countriesRead().map(([code, name]) => `${phpText(code)} => ${phpText(name)}`).join(', ')}],
    'guard' => ${phpText(guard)},
];
`, { mode: 0o600 });
}

function poolWrite(folder, processes) {
  const root = process.getuid() === 0;
  fs.writeFileSync(path.join(folder, 'fpm.conf'), `[global]
error_log = ${folder}/fpm.log
daemonize = no
[bench]
${root ? `user = ${os.userInfo().username}\ngroup = ${os.userInfo().username}\n` : ''}listen = ${folder}/php.sock
listen.mode = 0600
listen.backlog = 1024
pm = static
pm.max_children = ${processes}
pm.max_requests = 0
catch_workers_output = yes
env[BENCH_SETTINGS] = ${folder}/settings.php
`);
  return [root ? ['-R'] : [], '-F', '-y', path.join(folder, 'fpm.conf'), '-d', 'opcache.enable=1', '-d', 'opcache.validate_timestamps=0',
    '-d', 'expose_php=0', '-d', 'zlib.output_compression=0'].flat();
}

/** The second port is added to the front's configuration, and the front started anew with it. */
async function frontRestart(portal, folder, port) {
  const conf = path.join(portal.folder, 'etc/front.conf');
  const run = path.dirname(portal.settings['Database.Socket']);
  const pidFile = path.join(run, 'front.pid');
  fs.appendFileSync(conf, `
server.modules += ("mod_rewrite")
$SERVER["socket"] == "127.0.0.1:${port}" {
  server.document-root = "${here}"
  url.rewrite-once = ("^/customers(\\?.*)?$" => "/index.php$1")
  fastcgi.server = (".php" => (("socket" => "${folder}/php.sock")))
}
`);
  const old = Number(fs.readFileSync(pidFile, 'utf8'));
  process.kill(old, 'SIGKILL');
  while (fs.existsSync(`/proc/${old}`) && !/^State:\s+Z/m.test(fs.readFileSync(`/proc/${old}/status`, 'utf8'))) await pause(10);
  const log = fs.openSync(path.join(portal.folder, 'log/front.log'), 'a');
  const front = spawn(program('lighttpd'), ['-D', '-f', conf], { detached: true, stdio: ['ignore', log, log] });
  front.unref();
  fs.writeFileSync(pidFile, `${front.pid}\n`);
}

/** guard: the portal's statement that finds the session. { port, logs(), stop() } */
export async function phpStart(portal, processes, guard) {
  const folder = path.join(portal.folder, 'php');
  for (const part of ['Zend OPcache', 'pdo_mysql', 'mysqlnd']) {
    if (!execFileSync(phpFpm(), ['-m'], { encoding: 'utf8' }).includes(part)) throw new Error(`PHP has no ${part}: tools/packages bench`);
  }
  fs.mkdirSync(path.join(folder, 'cache'), { recursive: true });
  await settingsWrite(portal, folder, guard);
  const log = fs.openSync(path.join(portal.folder, 'log/php.log'), 'a');
  const fpm = spawn(phpFpm(), poolWrite(folder, processes), { stdio: ['ignore', log, log] });
  const port = await freePort();
  await frontRestart(portal, folder, port);
  for (let i = 0; ; i++) {
    const up = await fetch(`http://127.0.0.1:${port}/customers`, { redirect: 'manual' }).catch(() => null);
    const ours = await fetch(`http://127.0.0.1:${portal.port}/login`).catch(() => null);
    if (up?.status === 303 && ours?.ok) break;
    if (i > 100 || fpm.exitCode !== null) {
      fpm.kill('SIGKILL');
      throw new Error(`PHP does not answer (${up?.status}):\n${logs(portal, folder)}`);
    }
    await pause(50);
  }
  return {
    port,
    logs: () => logs(portal, folder),
    stop: () => new Promise((done) => {
      fpm.once('exit', done);
      fpm.kill('SIGTERM');
    }),
  };
}
function logs(portal, folder) {
  return [path.join(folder, 'fpm.log'), path.join(portal.folder, 'log/php.log'), path.join(portal.folder, 'log/front.log'),
    path.join(portal.folder, 'log/lighttpd.log')]
    .filter((file) => fs.existsSync(file)).map((file) => execFileSync('tail', ['-n', '20', file], { encoding: 'utf8' })).join('\n');
}

/** What differs from one request to the next by intention. */
export function masked(html) {
  return html.replace(/(name="_csrf" value=")[\w-]{43}"/g, '$1*"').replace(/(name="_key" value=")[\w-]{22}"/g, '$1*"')
    .replace(/(name="_state" value="theme\.)\d+\.[\w-]{22}\.[\w-]{43}"/g, '$1*"').replace(/<code>[0-9a-f]{16}<\/code>/g, '<code>*</code>');
}

/** Throws unless both bodies are the same bytes. */
export function bodiesEqual(ours, php) {
  const a = masked(ours.toString('latin1')), b = masked(php.toString('latin1'));
  if (a === b) return;
  const as = a.split('\n'), bs = b.split('\n');
  const at = as.findIndex((line, i) => line !== bs[i]);
  const shown = (lines) => Buffer.from(lines[at < 0 ? as.length : at] ?? '(the end)', 'latin1').toString().slice(0, 700);
  throw new Error(`The page in PHP is not the portal's, so their speeds say nothing. Line ${at + 1} differs:\n  portal ${shown(as)}\n` +
    `  PHP    ${shown(bs)}\nIf the portal's page changed, change tests/bench/php with it.`);
}

/** The statements that each connection of the portal's user prepared, from the server's general log. */
export async function preparedBy(portal, act) {
  const file = path.join(portal.folder, 'log/statements.log');
  fs.rmSync(file, { force: true });
  await portal.sql(`SET GLOBAL log_output = 'FILE'`);
  await portal.sql('SET GLOBAL general_log_file = ?', [file]);
  await portal.sql('SET GLOBAL general_log = ON');
  await act();
  await portal.sql('SET GLOBAL general_log = OFF');
  const prepared = {};
  for (const [, id, text] of fs.readFileSync(file, 'latin1').matchAll(/\s(\d+) Prepare\t(.*)/g)) (prepared[id] ??= []).push(text);
  return Object.values(prepared).filter((texts) => texts.some((text) => text.includes('FROM session s')));
}
