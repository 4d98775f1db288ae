// Load and its figures: wrk for throughput, one request after another for times.
import { execFile } from 'node:child_process';
import http from 'node:http';
import { promisify } from 'node:util';

const run = promisify(execFile);
const CONNECTIONS = 8;

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** Requests a second; throws when any answer was not a page. */
export async function throughput(url, cookie, seconds) {
  const { stdout } = await run('wrk', ['-t1', `-c${CONNECTIONS}`, `-d${seconds}s`, '-H', `Cookie: ${cookie}`, url]);
  const rate = Number(/Requests\/sec:\s+([\d.]+)/.exec(stdout)?.[1]);
  if (!rate || /Non-2xx|Socket errors/.test(stdout)) throw new Error(`the load on ${url} did not go well:\n${stdout}`);
  return rate;
}

/** One request on a kept connection: { status, text, ms }. */
function request(agent, url, cookie, options = {}) {
  return new Promise((done, failed) => {
    const start = process.hrtime.bigint();
    const call = http.request(url, { agent, timeout: 30_000, headers: { cookie }, ...options }, (reply) => {
      const parts = [];
      reply.on('data', (part) => parts.push(part));
      reply.on('error', failed);
      reply.on('end', () => {
        const ms = Number(process.hrtime.bigint() - start) / 1e6;
        done({ status: reply.statusCode, bytes: Buffer.concat(parts), ms });
      });
    });
    call.on('timeout', () => call.destroy(new Error(`${url} did not answer`)));
    call.on('error', failed);
    call.end();
  });
}

export class Client {
  constructor(portal, cookie) {
    Object.assign(this, { portal, cookie, agent: new http.Agent({ keepAlive: true }) });
  }

  /** A page that must be there. */
  async page(path, port = this.portal.port) {
    const reply = await request(this.agent, `http://127.0.0.1:${port}${path}`, this.cookie, {
      headers: { host: `localhost:${port}`, cookie: this.cookie },
    });
    if (reply.status !== 200) throw new Error(`${path} on port ${port} answered ${reply.status}`);
    return reply;
  }

  async times(path, count) {
    const all = [];
    for (let i = 0; i < count; i++) all.push((await this.page(path)).ms);
    return all;
  }

  /** count requests over some paths in turn, `lanes` at a time. */
  async many(paths, count, lanes = 4) {
    let next = 0;
    const lane = async () => {
      while (next < count) await this.page(paths[next++ % paths.length]);
    };
    await Promise.all(Array.from({ length: lanes }, lane));
  }

  close() {
    this.agent.destroy();
  }
}
