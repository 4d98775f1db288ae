// A real OpenID provider (npm oidc-provider) on the loopback: PKCE required, its own sign-in pages, sign-out, keys that can be changed.
//
//   const idp = await new Idp({ alg: 'ES256', accounts: { alice: { email: 'alice@example.org', email_verified: true } } }).start(portal.url);
//   const back = await idp.signIn(location, 'alice');         // as a browser does it: the path and query of the way back
import { generateKeyPairSync } from 'node:crypto';
import http from 'node:http';
import { Provider } from 'oidc-provider';
import { formOf } from './visitor.mjs';

const jwk = (alg, kid) => {
  const pair = alg === 'ES256' ? generateKeyPairSync('ec', { namedCurve: 'P-256' }) : generateKeyPairSync('rsa', { modulusLength: 2048 });
  return { ...pair.privateKey.export({ format: 'jwk' }), use: 'sig', alg, kid };
};

export class Idp {
  constructor({ alg = 'RS256', accounts = {}, auth = 'client_secret_basic', inToken = true, clientId = 'portico' } = {}) {
    Object.assign(this, { alg, accounts, auth, inToken, clientId, secret: 'a-real-secret/with+signs=and:more', keys: [jwk('RS256', 'r1'), jwk('ES256', 'e1')] });
  }

  make() {
    const client = { client_id: this.clientId, client_secret: this.secret, redirect_uris: [`${this.site}/login/oidc/callback`], response_types: ['code'],
      grant_types: ['authorization_code'], token_endpoint_auth_method: this.auth, id_token_signed_response_alg: this.alg,
      post_logout_redirect_uris: [`${this.site}/login`] };
    const provider = new Provider(this.issuer, { clients: [client], jwks: { keys: this.keys }, conformIdTokenClaims: !this.inToken,
      claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] }, cookies: { keys: ['cookie-key'] }, pkce: { required: () => true },
      features: { devInteractions: { enabled: true } },
      findAccount: async (_, id) => ({ accountId: id, claims: async () => ({ sub: id, ...this.accounts[id] }) }) });
    this.answer = provider.callback();
  }
  rotate() {
    this.keys = [jwk('RS256', `r${Date.now()}`), jwk('ES256', `e${Date.now()}`)];
    this.make();
  }
  async start(site) {
    this.site = site;
    this.server = http.createServer((request, reply) => this.answer(request, reply));
    await new Promise((done) => this.server.listen(0, '127.0.0.1', done));
    this.issuer = `http://127.0.0.1:${this.server.address().port}`;
    console.warn = console.info = () => {}; // it says that this is no way to run a provider, which is what a test wants
    this.make();
    return this;
  }
  async stop() {
    this.server.closeAllConnections();
    await new Promise((done) => this.server.close(done));
  }

  /** One request with a jar of its own; no redirect is followed. */
  async ask(url, jar, form) {
    const reply = await fetch(url, { method: form ? 'POST' : 'GET', redirect: 'manual', body: form && new URLSearchParams(form),
      headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') } });
    for (const line of reply.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line);
      if (value) jar.set(name, value);
      else jar.delete(name);
    }
    return { status: reply.status, to: reply.headers.get('location') && new URL(reply.headers.get('location'), url).href, text: await reply.text() };
  }

  /** Signs in and consents on the provider's pages; what they lead back to. */
  async signIn(location, login, jar = new Map()) {
    let at = location;
    for (let i = 0; i < 20; i++) {
      const reply = await this.ask(at, jar);
      if (reply.to?.startsWith(this.site)) return reply.to.slice(this.site.length);
      if (reply.to) {
        at = reply.to;
        continue;
      }
      const form = formOf(reply.text, /interaction/);
      const done = await this.ask(new URL(form.action, at).href, jar, { ...form.values, login, password: 'x' });
      at = done.to;
      if (!at) throw new Error(`the provider answered ${done.status}: ${done.text.slice(0, 300)}`);
    }
    throw new Error('the provider leads nowhere');
  }
}
