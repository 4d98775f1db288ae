// What the fault tests share: a seeded choice, an area's program as a CGI process of its own (under strace or not), requests that
// arrive together, the portal's processes, and a proxy that breaks connections to the database.
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { pause, until } from './wait.mjs';

export { pause };

/** PORTICO_FAULT=full runs everything (./dev check --all); otherwise a test takes less than 20 s. */
export const full = process.env.PORTICO_FAULT === 'full';
export const seed = Number(process.env.PORTICO_SEED || randomBytes(4).readUInt32LE());

/** The same seed, the same choices: below(6) is 0 to 5. */
export function chooser(start = seed) {
  let a = start >>> 0;
  const random = () => {
    a = (a + 0x6d2b79f5) >>> 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  return { random, below: (n) => Math.floor(random() * n), one: (list) => list[Math.floor(random() * list.length)] };
}

/** A form's one-use key as the portal makes it. */
export const formKey = () => randomBytes(16).toString('base64url');

// Leaks cannot be counted in a process that is traced.
const UNTRACED = { ASAN_OPTIONS: 'detect_leaks=0' };

/** Runs a program of the portal, under strace with these words or alone: { child, ended }; ended answers { code, signal, text, log }. */
function spawned(portal, program, args, { env, input = '', strace }) {
  const child = spawn(strace ? 'strace' : program, strace ? [...strace, program, ...args] : args, {
    stdio: ['pipe', 'pipe', 'pipe'], env: { ...portal.sanitizers, ...env, ...(strace && portal.sanitizers ? UNTRACED : {}) },
  });
  const out = [], err = [];
  child.stdout.on('data', (part) => out.push(part));
  child.stderr.on('data', (part) => err.push(part));
  child.stdin.on('error', () => {}); // it may die before it has read all
  child.stdin.end(input);
  const ended = new Promise((done, failed) => {
    child.on('error', failed);
    child.on('close', (code, signal) => done({ code, signal, text: Buffer.concat(out).toString(), log: Buffer.concat(err).toString() }));
  });
  return { child, ended };
}

/** The area's program answers one request as a CGI program: { status, location, text, signal }. status 0: it died before an answer. */
export async function cgi(portal, area, { method = 'GET', target, form, cookie = '', env = {}, strace }) {
  const body = form ? new URLSearchParams(form).toString() : '';
  const { code, signal, text, log } = await spawned(portal, path.join(portal.libexec, `${area}.fcgi`), [], {
    input: body, strace,
    env: { PATH: process.env.PATH, PORTICO_CONFIG: portal.env.PORTICO_CONFIG, GATEWAY_INTERFACE: 'CGI/1.1', REQUEST_METHOD: method,
      REQUEST_URI: target, HTTP_HOST: `localhost:${portal.port}`, HTTP_COOKIE: cookie, HTTP_SEC_FETCH_SITE: 'same-origin',
      REMOTE_ADDR: '127.0.0.1', ...(form ? { CONTENT_TYPE: 'application/x-www-form-urlencoded', CONTENT_LENGTH: String(body.length) } : {}), ...env },
  }).ended;
  const head = text.slice(0, Math.max(0, text.indexOf('\r\n\r\n')));
  return { code, signal, text, log, status: head ? Number(/^Status: (\d+)/m.exec(head)?.[1] ?? 200) : 0, location: /^Location: (.*?)\r?$/m.exec(head)?.[1] ?? null };
}

/** A worker that does what is due and ends: { child, ended }. */
export const workerOnce = (portal, { strace } = {}) => spawned(portal, path.join(portal.bin, 'portico-worker'), ['--once'], { env: portal.env, strace });
/** As if nobody had run a schedule yet: the leases that keep workers apart, and what the dead left of them, are gone. */
export const freeLeases = (portal) => portal.sql('UPDATE schedule_lease SET leased_until = NULL, last_run_at = NULL');

/** The request's bytes. */
export function requestBytes(portal, { method = 'POST', target, form, cookie = '' }) {
  const body = new URLSearchParams(form).toString();
  return Buffer.from(`${method} ${target} HTTP/1.1\r\nHost: localhost:${portal.port}\r\nConnection: close\r\nCookie: ${cookie}\r\n`
    + `Sec-Fetch-Site: same-origin\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: ${body.length}\r\n\r\n${body}`);
}

/** Sends all requests but their last byte, then the last bytes at once; answers [{ status, location, text, cookies }]. */
export async function together(portal, requests) {
  const sockets = await Promise.all(requests.map((bytes) => new Promise((done, failed) => {
    const socket = net.connect({ host: '127.0.0.1', port: portal.port, noDelay: true }, () => {
      socket.write(bytes.subarray(0, -1), () => done(socket));
    });
    socket.on('error', failed);
  })));
  const replies = sockets.map((socket) => new Promise((done) => {
    const parts = [];
    socket.on('data', (part) => parts.push(part));
    socket.on('error', () => {});
    socket.on('close', () => {
      const text = Buffer.concat(parts).toString();
      const head = text.slice(0, Math.max(0, text.indexOf('\r\n\r\n')));
      done({ status: Number(/^HTTP\/1\.1 (\d+)/.exec(head)?.[1] ?? 0), location: /^Location: (.*?)\r?$/im.exec(head)?.[1] ?? null, text,
        cookies: [...head.matchAll(/^Set-Cookie: (\S+?)=(\S*?);/gim)].map(([, name, value]) => [name, value]) });
    });
  }));
  await pause(15);
  sockets.forEach((socket, i) => socket.write(requests[i].subarray(-1)));
  return Promise.all(replies);
}

/** How many replies of each status: { 303: 1, 404: 49 } */
export const statuses = (replies) => replies.reduce((all, { status }) => ({ ...all, [status]: (all[status] ?? 0) + 1 }), {});

/** Process ids of an area's FastCGI processes. */
export function processes(portal, area) {
  const pool = fs.readFileSync(path.join(portal.runFolder, 'pool.pid'), 'utf8').trim();
  const children = fs.readFileSync(`/proc/${pool}/task/${pool}/children`, 'utf8').trim().split(' ').filter(Boolean);
  return children.map(Number).filter((pid) => {
    try {
      return fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')[0].endsWith(`/${area}.fcgi`);
    } catch {
      return false; // gone meanwhile
    }
  });
}

/** Points the portal's processes at another database socket, as an administrator would: the settings, then SIGHUP. */
export async function useDatabase(portal, socket) {
  const file = portal.env.PORTICO_CONFIG;
  fs.writeFileSync(file, fs.readFileSync(file, 'utf8').replace(/^Database\.Socket = .*$/m, `Database.Socket = ${socket}`));
  const before = new Set(['login', 'home', 'checkout'].flatMap((area) => processes(portal, area)));
  process.kill(Number(fs.readFileSync(path.join(portal.runFolder, 'pool.pid'), 'utf8')), 'SIGHUP');
  await until(() => ![...before].some((pid) => fs.existsSync(`/proc/${pid}/cmdline`)), 'the processes are others');
}

/** Stands between the portal and its database on a socket of its own.
 *  pass; cut: both sides are closed after `bytes` more bytes of replies; stall: nothing more of them passes; refuse: no connection;
 *  commit, commit-stall: the next COMMIT arrives, and its answer is cut off or never comes. */
export class Chaos {
  constructor(to, at) {
    Object.assign(this, { to, at, mode: 'pass', left: 0, passed: 0, cuts: 0, links: new Set() });
  }
  async start() {
    this.server = net.createServer((client) => this.link(client));
    await new Promise((done) => this.server.listen(this.at, done));
    return this;
  }
  set(mode, bytes = 0) {
    Object.assign(this, { mode, left: bytes, passed: 0 });
    if (mode === 'refuse') this.cutAll();
  }
  cutAll() {
    for (const close of this.links) close();
  }
  link(client) {
    if (this.mode === 'refuse') {
      client.destroy();
      return;
    }
    const server = net.connect(this.to);
    const close = () => {
      this.links.delete(close);
      client.destroy();
      server.destroy();
    };
    this.links.add(close);
    for (const socket of [client, server]) {
      socket.on('error', close);
      socket.on('close', close);
    }
    client.on('data', (part) => {
      if (this.mode.startsWith('commit') && part.includes('\x03COMMIT')) this.mode = this.mode === 'commit' ? 'cut' : 'stall';
      server.write(part);
    });
    server.on('data', (part) => this.reply(client, part, close));
  }
  reply(client, part, close) {
    this.passed += part.length;
    if (this.mode === 'pass' || this.mode.startsWith('commit')) {
      client.write(part);
    } else if (part.length <= this.left) {
      this.left -= part.length;
      client.write(part);
    } else {
      if (this.left) client.write(part.subarray(0, this.left));
      this.left = 0;
      if (this.mode === 'cut') this.cut(client, close);
    }
  }
  /** What was let through arrives, then the end. Once: later connections pass. */
  cut(client, close) {
    this.cuts++;
    this.mode = 'pass';
    client.end();
    client.once('finish', close);
    setTimeout(close, 50);
  }
  async stop() {
    this.cutAll();
    await new Promise((done) => this.server.close(done));
  }
}
