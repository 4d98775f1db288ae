// Asking the API as an organisation's own system does: keys put into the database by the hash of a secret that is made up here.
import crypto from 'node:crypto';
import http from 'node:http';

export const EVERYTHING = 'offer.read,customer.read,subscription.read,order.read,order.write,invoice.read';
const publicNumber = () => crypto.randomBytes(8).readBigUInt64BE().toString();

/** A key of that organisation (by its slug; null: one of the vendor's own); answers { secret, id, org }. */
export async function makeKey(portal, slug, scopes = EVERYTHING, name = 'Test system') {
  const secret = `ptk_${crypto.randomBytes(32).toString('base64url')}`;
  const [org] = slug ? await portal.sql('SELECT id FROM org WHERE slug = ?', [slug]) : [{ id: null }];
  const { insertId } = await portal.sql(`INSERT INTO api_key (public_id, org_id, name, prefix, key_hash, scopes, created_at)
    VALUES (?, ?, ?, ?, ?, ?, UTC_TIMESTAMP(6))`, [publicNumber(), org.id, name, secret.slice(0, 8), crypto.createHash('sha256').update(secret).digest(), scopes]);
  return { secret, id: insertId, org: org.id };
}

export class Api {
  /** keepAlive: for who never pauses; a kept connection may be closed by the server in that moment, and an order is not sent twice by itself. */
  constructor(portal, key, connections = 8, { keepAlive = false } = {}) {
    Object.assign(this, { portal, key, agent: new http.Agent({ keepAlive, maxSockets: connections }) });
  }

  /** { status, headers, text, json }. body: an object, sent as JSON, or the raw text. */
  request(method, path, { body, headers = {}, key = this.key?.secret, type = 'application/json' } = {}) {
    const raw = body === undefined || typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body);
    const all = { host: `localhost:${this.portal.port}`, ...(key ? { authorization: `Bearer ${key}` } : {}),
      ...(raw === undefined ? {} : { 'content-type': type, 'content-length': Buffer.byteLength(raw) }), ...headers };
    return new Promise((done, failed) => {
      const call = http.request({ host: '127.0.0.1', port: this.portal.port, path, method, agent: this.agent, headers: all, timeout: 60_000 }, (reply) => {
        const parts = [];
        reply.on('data', (part) => parts.push(part));
        reply.on('error', failed);
        reply.on('end', () => {
          const text = Buffer.concat(parts).toString();
          let json = null;
          try { json = JSON.parse(text); } catch { /* no JSON */ }
          done({ status: reply.statusCode, headers: reply.headers, text, json });
        });
      });
      call.on('timeout', () => call.destroy(new Error(`${method} ${path}: no answer within 60 s`)));
      // A kept connection that the server closed meanwhile: only what changes nothing is asked again.
      call.on('error', (error) => (error.code === 'ECONNRESET' && method === 'GET' && call.reusedSocket ? this.request(method, path, { body, headers, key, type }).then(done, failed) : failed(error)));
      call.end(raw);
    });
  }

  get(path, options) {
    return this.request('GET', path, options);
  }

  post(path, body, options) {
    return this.request('POST', path, { ...options, body });
  }

  /** Every item of a list, page after page. */
  async all(path, limit = 100) {
    const items = [];
    for (let cursor = null; ;) {
      const mark = path.includes('?') ? '&' : '?';
      const page = await this.get(`${path}${mark}limit=${limit}${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`);
      if (page.status !== 200) throw new Error(`${path} answered ${page.status}: ${page.text}`);
      items.push(...page.json.items);
      cursor = page.json.next_cursor;
      if (!cursor || !page.json.items.length) return items;
    }
  }

  close() {
    this.agent.destroy();
  }
}
