// An OpenID provider that behaves by default, and signs and answers whatever a test tells it to: `script` changes one sign-in.
//
//   const idp = await new ScriptedIdp().start();
//   const back = idp.authorize(location, { claims: { aud: 'somebody else' } });     // what the browser would be redirected to
//
// script: claims (object over the right ones; undefined takes one away) | header | alg, key, kid (how it is signed) | token(claims) -> text
//         reply(answer) -> token endpoint's JSON or { status, text, type } | callback(params) changes the way back | userinfo
// idp.discovery, idp.jwks: (right document) -> document, text or function(request, reply), for all that follow.
import crypto from 'node:crypto';
import http from 'node:http';

const b64 = (data) => Buffer.from(data).toString('base64url');
const half = (text) => crypto.createHash('sha256').update(text).digest().subarray(0, 16).toString('base64url');
export const rsaKey = (bits = 2048) => crypto.generateKeyPairSync('rsa', { modulusLength: bits });
export const ecKey = (curve = 'P-256') => crypto.generateKeyPairSync('ec', { namedCurve: curve });
export const publicJwk = (pair, kid, alg) => ({ ...pair.publicKey.export({ format: 'jwk' }), kid, alg, use: 'sig' });

export function sign(header, payload, key) {
  const text = `${b64(typeof header === 'string' ? header : JSON.stringify(header))}.${b64(typeof payload === 'string' ? payload : JSON.stringify(payload))}`;
  const algorithm = (typeof header === 'string' ? JSON.parse(header) : header).alg;
  if (algorithm === 'none') return `${text}.`;
  if (algorithm === 'HS256') return `${text}.${crypto.createHmac('sha256', key).update(text).digest('base64url')}`;
  const pair = key.privateKey;
  return `${text}.${crypto.sign('sha256', Buffer.from(text), pair.asymmetricKeyType === 'ec' ? { key: pair, dsaEncoding: 'ieee-p1363' } : pair).toString('base64url')}`;
}

export class ScriptedIdp {
  constructor({ clientId = 'portico-app', secret = 'a-secret-that-no-log-may-show', alg = 'RS256' } = {}) {
    Object.assign(this, { clientId, secret, alg, rsa: rsaKey(), ec: ecKey(), kids: { RS256: 'rsa-1', ES256: 'ec-1' }, codes: new Map(), asked: {} });
    this.discovery = (doc) => doc;
    this.jwks = (doc) => doc;
    this.claims = { sub: 'sam-1', email: 'admin@alder.example.com', email_verified: true, name: 'Sam Alder' };
    this.secrets = new Set([secret]);
  }

  async start() {
    this.server = http.createServer((request, reply) => this.serve(request, reply).catch((error) => reply.writeHead(500).end(String(error))));
    await new Promise((done) => this.server.listen(0, '127.0.0.1', done));
    this.issuer = `http://127.0.0.1:${this.server.address().port}`;
    return this;
  }
  async stop() {
    this.server.closeAllConnections();
    await new Promise((done) => this.server.close(done));
  }

  key(alg = this.alg) {
    return alg === 'ES256' ? this.ec : this.rsa;
  }
  rotate() {
    this.rsa = rsaKey();
    this.ec = ecKey();
    const n = Date.now();
    this.kids = { RS256: `rsa-${n}`, ES256: `ec-${n}` };
  }
  metadata() {
    const at = (path) => `${this.issuer}${path}`;
    return { issuer: this.issuer, authorization_endpoint: at('/authorize'), token_endpoint: at('/token'), jwks_uri: at('/jwks'), userinfo_endpoint: at('/userinfo'),
      end_session_endpoint: at('/logout'), response_types_supported: ['code'], id_token_signing_alg_values_supported: ['RS256', 'ES256'],
      authorization_response_iss_parameter_supported: true };
  }
  keys() {
    return { keys: [publicJwk(this.rsa, this.kids.RS256, 'RS256'), publicJwk(this.ec, this.kids.ES256, 'ES256')] };
  }

  /** What the provider answers when the browser comes with this address: the path and query of the way back. */
  authorize(location, script = {}) {
    const asked = new URL(location).searchParams;
    const code = crypto.randomBytes(24).toString('base64url');
    this.codes.set(code, { script, nonce: asked.get('nonce'), challenge: asked.get('code_challenge'), method: asked.get('code_challenge_method'),
      redirect: asked.get('redirect_uri') });
    this.secrets.add(code).add(asked.get('state')).add(asked.get('nonce'));
    const params = { code, state: asked.get('state'), iss: this.issuer };
    const changed = script.callback ? script.callback(params) : params;
    const query = typeof changed === 'string' ? changed : new URLSearchParams(Object.entries(changed).filter(([, value]) => value !== undefined)).toString();
    return `${new URL(asked.get('redirect_uri')).pathname}?${query}`;
  }

  idToken(code, access) {
    const { script } = code;
    const alg = script.alg ?? this.alg;
    const now = Math.floor(Date.now() / 1000);
    const claims = { iss: this.issuer, aud: this.clientId, iat: now, exp: now + 300, nonce: code.nonce, at_hash: half(access), ...this.claims, ...script.claims };
    const header = { alg, typ: 'JWT', kid: script.kid ?? this.kids[alg], ...script.header };
    return script.token ? script.token(claims, header, this) : sign(header, claims, script.key ?? this.key(alg));
  }

  token(request, body) {
    const form = new URLSearchParams(body);
    const code = this.codes.get(form.get('code'));
    const basic = /^Basic (.*)$/.exec(request.headers.authorization ?? '');
    const [id, secret] = basic ? Buffer.from(basic[1], 'base64').toString().split(':').map(decodeURIComponent) : [form.get('client_id'), form.get('client_secret')];
    this.lastAuth = basic ? 'basic' : secret ? 'post' : 'none';
    if (id !== this.clientId || (this.secret && secret !== this.secret)) return { status: 401, text: '{"error":"invalid_client"}' };
    const challenge = crypto.createHash('sha256').update(form.get('code_verifier') ?? '').digest('base64url');
    if (!code || code.used || code.method !== 'S256' || challenge !== code.challenge || form.get('redirect_uri') !== code.redirect) return { status: 400, text: '{"error":"invalid_grant"}' };
    code.used = true;
    const access = crypto.randomBytes(24).toString('base64url');
    this.access = { token: access, code };
    const answer = { token_type: 'Bearer', access_token: access, expires_in: 300, id_token: this.idToken(code, access) };
    this.secrets.add(access).add(answer.id_token).add(form.get('code_verifier'));
    return code.script.reply ? code.script.reply(answer) : answer;
  }

  userinfo(request) {
    if (request.headers.authorization !== `Bearer ${this.access?.token}`) return { status: 401, text: '{}' };
    return this.access.code.script.userinfo ?? this.claims;
  }

  async serve(request, reply) {
    const { pathname } = new URL(request.url, this.issuer);
    const parts = [];
    for await (const part of request) parts.push(part);
    this.asked[pathname] = (this.asked[pathname] ?? 0) + 1;
    const answers = {
      '/.well-known/openid-configuration': () => this.discovery(this.metadata()),
      '/jwks': () => this.jwks(this.keys()),
      '/token': () => this.token(request, Buffer.concat(parts).toString()),
      '/userinfo': () => this.userinfo(request),
    };
    const answer = answers[pathname]?.() ?? { status: 404, text: '{}' };
    if (typeof answer === 'function') return answer(request, reply);
    if (typeof answer === 'string') return reply.writeHead(200, { 'content-type': 'application/json' }).end(answer);
    if ('text' in answer) return reply.writeHead(answer.status ?? 200, { 'content-type': answer.type ?? 'application/json', ...answer.headers }).end(answer.text);
    return reply.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
  }
}

/** portico provider add, with the secret on standard input: the new provider's id. */
export async function addProvider(portal, name, idp, options = []) {
  const { spawn } = await import('node:child_process');
  const args = ['provider', 'add', name, '--issuer', idp.issuer, '--client-id', idp.clientId, ...options];
  const child = spawn(`${portal.bin}/portico`, args, { env: portal.env, stdio: ['pipe', 'pipe', 'pipe'] });
  let out = '';
  let errors = '';
  child.stdout.on('data', (data) => (out += data));
  child.stderr.on('data', (data) => (errors += data));
  child.stdin.on('error', () => {});
  child.stdin.end(`${idp.secret}\n`);
  const status = await new Promise((done) => child.on('close', done));
  if (status !== 0) throw new Error(`portico provider add: ${status}\n${errors}`);
  return { id: out.split('\t')[0], out, errors };
}

/** The button of the sign-in page, pressed: the reply that leads to the provider. */
export async function press(visitor, id, { next, page } = {}) {
  return visitor.submit(page ?? (await visitor.get('/login')), next === undefined ? {} : { next }, { action: `/login/oidc/${id}` });
}
