// Sign-in at an identity provider that does what a test tells it. Every hostile answer is refused with a page and a line in the log that
// holds no secret, opens no session, and the next good sign-in works. Expectations: OpenID Connect Core 3.1.3.7, RFC 7515, 7636, 9207,
// and decision 64 for whom an account opens.
import { addProvider, ecKey, press, publicJwk, rsaKey, ScriptedIdp, sign } from '../lib/evil_idp.mjs';
import { bothWindows } from '../lib/limits.mjs';
import { start } from '../lib/portal.mjs';
import { cleanup, equal, match, ok, run, test, unequal, unmatch } from '../lib/tap.mjs';

const portal = await start();
cleanup(() => portal.stop());
const idp = await new ScriptedIdp().start();
const other = await new ScriptedIdp({ clientId: 'portico-app' }).start();
cleanup(() => idp.stop());
cleanup(() => other.stop());
const alder = await addProvider(portal, 'Alder SSO', idp, ['--domains', 'alder.example.com', '--partners']);
const vendor = await addProvider(portal, 'Vendor SSO', other, ['--domains', 'portico.example.com', '--staff', '--auth', 'post']);
other.claims = { sub: 'alex-1', email: 'admin@portico.example.com', email_verified: true, name: 'Alex Vendor' };

const forget = () => portal.sql('DELETE FROM identity_document');
const sessions = async () => Number((await portal.sql('SELECT COUNT(*) AS n FROM session'))[0].n);
const now = () => Math.floor(Date.now() / 1000);

/** There and back: { visitor, reply, back, location } */
async function travel(script = {}, { visitor = portal.visitor(), id = alder.id, at = idp, next } = {}) {
  await portal.sql("DELETE FROM limit_window WHERE kind = 'signin.oidc'");
  await bothWindows(portal);
  const gone = await press(visitor, id, { next });
  if (gone.status !== 303 || !/^http:/.test(gone.location)) return { visitor, reply: gone };
  const back = at.authorize(gone.location, script);
  return { visitor, reply: await visitor.get(back), back, location: gone.location };
}
async function goodOne(what = 'the next good sign-in') {
  const { reply, visitor } = await travel();
  equal([reply.status, reply.location], [303, '/home'], what);
  return visitor;
}

test('the provider is set up, its secret is sealed', async () => {
  equal(alder.errors, '', 'discovery answers');
  const [row] = await portal.sql('SELECT HEX(client_secret) AS secret, authorize_url FROM identity_provider WHERE name = ?', ['Alder SSO']);
  equal(row.authorize_url, `${idp.issuer}/authorize`);
  unmatch(Buffer.from(row.secret, 'hex').toString('latin1'), idp.secret, 'the secret lies open');
  const list = (await portal.portico('provider', 'list')).stdout;
  match(list, 'Alder SSO');
  unmatch(list, idp.secret);
  match((await portal.portico('provider', 'check', alder.id)).stdout, `${idp.issuer}/token`);
});

test('the sign-in page lists the providers and may lead to their hosts alone', async () => {
  const page = await portal.get('/login');
  match(page.text, 'Sign in with Alder SSO');
  match(page.headers['content-security-policy'], `form-action 'self' ${idp.issuer} ${other.issuer};`);
  match((await portal.get('/login?next=/customers')).text, '<input type="hidden" name="next" value="/customers">');
  unmatch((await portal.get('/login/left')).headers['content-security-policy'], idp.issuer, 'elsewhere');
});

test('the question holds code flow, S256, state and nonce', async () => {
  const visitor = portal.visitor();
  const gone = await press(visitor, alder.id);
  equal(gone.status, 303);
  const asked = new URL(gone.location).searchParams;
  equal([asked.get('response_type'), asked.get('code_challenge_method'), asked.get('client_id')], ['code', 'S256', 'portico-app']);
  for (const name of ['state', 'nonce', 'code_challenge']) equal(Buffer.from(asked.get(name), 'base64url').length, 32, name);
  equal(asked.get('redirect_uri'), `${portal.url}/login/oidc/callback`);
  match(gone.cookies.join(), /portico_oidc=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=600/);
  const [flow] = await portal.sql('SELECT * FROM oidc_flow ORDER BY id DESC LIMIT 1');
  unmatch(JSON.stringify(flow), asked.get('state'), 'the state lies open');
});

test('a partner signs in: linked once, audited, session kept apart', async () => {
  const { visitor, reply } = await travel({}, { next: '/customers' });
  equal([reply.status, reply.location], [303, '/customers']);
  match((await visitor.get('/customers')).text, 'Alder Partner Example');
  equal(idp.lastAuth, 'basic');
  unmatch(visitor.cookie, 'portico_oidc', 'the way back is closed');
  const [link] = await portal.sql('SELECT i.*, p.email AS person FROM person_identity i JOIN person p ON p.id = i.person_id');
  equal([link.issuer, link.subject, link.person], [idp.issuer, 'sam-1', 'admin@alder.example.com']);
  const trail = await portal.sql("SELECT action, actor FROM audit WHERE action IN ('identity.linked', 'signin.oidc') ORDER BY id");
  equal(trail.map((a) => a.action), ['identity.linked', 'signin.oidc']);
  await goodOne();
  equal((await portal.sql("SELECT COUNT(*) AS n FROM audit WHERE action = 'identity.linked'"))[0].n, 1);
});

test('staff sign in at their provider, by client_secret_post', async () => {
  const { visitor, reply } = await travel({}, { id: vendor.id, at: other });
  equal([reply.status, reply.location], [303, '/admin']);
  equal(other.lastAuth, 'post');
  match(visitor.cookie, 'portico_staff=');
});

test('ES256', async () => {
  equal((await travel({ alg: 'ES256' })).reply.location, '/home');
});

test('without an address in the ID token, userinfo is asked', async () => {
  const none = { email: undefined, email_verified: undefined };
  equal((await travel({ claims: { ...none, sub: 'kim-1' }, userinfo: { sub: 'kim-1', email: 'finance@alder.example.com', email_verified: true } })).reply.status, 303);
  const foreign = await travel({ claims: { ...none, sub: 'lee-1' }, userinfo: { sub: 'somebody', email: 'training@alder.example.com', email_verified: true } });
  equal(foreign.reply.status, 403, "somebody else's userinfo");
});

test('signing out offers the provider’s own sign-out', async () => {
  const visitor = await goodOne();
  const left = await visitor.signOut();
  match(left.location, `/login/left?p=${alder.id}`);
  const page = await visitor.get(left.location);
  match(page.text, `${idp.issuer}/logout?client_id=portico-app&amp;post_logout_redirect_uri=`);
  equal((await visitor.get('/home')).status, 303);
  const byMail = await portal.signIn('sales@alder.example.com');
  equal((await byMail.signOut()).location, '/login', 'who came by mail');
});

test('a rotated key is fetched once; an unknown one does not make us ask again and again', async () => {
  idp.rotate();
  await portal.sql('UPDATE identity_document SET tried_at = tried_at - INTERVAL 1 MINUTE');
  const before = idp.asked['/jwks'];
  await goodOne('after a rotation');
  equal(idp.asked['/jwks'], before + 1);
  await goodOne();
  equal(idp.asked['/jwks'], before + 1, 'kept');
  for (let i = 0; i < 5; i++) equal((await travel({ kid: `no-such-${i}` })).reply.status, 403);
  equal(idp.asked['/jwks'], before + 1, 'within the pause');
  await portal.sql('UPDATE identity_document SET tried_at = tried_at - INTERVAL 1 MINUTE');
  for (let i = 0; i < 5; i++) equal((await travel({ kid: `no-such-${i}` })).reply.status, 403);
  equal(idp.asked['/jwks'], before + 2, 'once after it');
});

// ---- hostile answers: name, script, what the log says ----
const token = (make) => ({ token: make });
const pem = (key) => key.publicKey.export({ type: 'spki', format: 'pem' });
const strangeRsa = rsaKey();
const HOSTILE = [
  ['alg none', { header: { alg: 'none' } }, 'algorithm'],
  ['alg none without a signature part', token((c, h) => sign({ ...h, alg: 'none' }, c).slice(0, -1)), 'compact form'],
  ['alg None in other letters', { header: { alg: 'nOnE' } , token: (c, h, me) => sign({ ...h, alg: 'RS256' }, c, me.rsa).replace(/^[^.]*/, Buffer.from(JSON.stringify({ ...h, alg: 'nOnE' })).toString('base64url')) }, 'algorithm'],
  ['HS256 with the public key as secret', token((c, h, me) => sign({ ...h, alg: 'HS256' }, c, pem(me.rsa))), 'algorithm'],
  ['HS256 with the client secret', token((c, h, me) => sign({ ...h, alg: 'HS256' }, c, me.secret)), 'algorithm'],
  ['RS512', token((c, h, me) => sign({ ...h, alg: 'RS512' }, c, me.rsa)), 'algorithm'],
  ['PS256', token((c, h, me) => sign({ ...h, alg: 'PS256' }, c, me.rsa)), 'algorithm'],
  ['RS256 said, the EC key named', token((c, h, me) => sign({ ...h, alg: 'RS256', kid: me.kids.ES256 }, c, me.ec)), 'does not publish'],
  ['ES256 said, the RSA key named', token((c, h, me) => sign({ ...h, alg: 'ES256', kid: me.kids.RS256 }, c, me.rsa)), 'does not publish'],
  ['another key under the right name', { key: strangeRsa }, 'signature'],
  ['the key in the header (jwk)', { key: strangeRsa, header: { jwk: publicJwk(strangeRsa, 'rsa-1', 'RS256') } }, 'signature'],
  ['a key address in the header (jku)', { key: strangeRsa, header: { jku: 'http://127.0.0.1:1/keys' } }, 'signature'],
  ['an ES256 signature of zeros', { alg: 'ES256', token: (c, h, me) => sign(h, c, me.ec).replace(/[^.]*$/, Buffer.alloc(64).toString('base64url')) }, 'signature'],
  ['an empty signature', token((c, h, me) => sign(h, c, me.rsa).replace(/[^.]*$/, '')), 'signature'],
  ['claims changed after signing', token((c, h, me) => { const [a, , s] = sign(h, c, me.rsa).split('.'); return `${a}.${Buffer.from(JSON.stringify({ ...c, sub: 'x' })).toString('base64url')}.${s}`; }), 'signature'],
  ['a fourth part', token((c, h, me) => `${sign(h, c, me.rsa)}.x`), 'compact form'],
  ['an encrypted token (five parts)', token(() => 'a.b.c.d.e'), 'compact form'],
  ['no kid', { header: { kid: undefined } }, 'does not name its key'],
  ['kid is a number', { header: { kid: 1 } }, 'does not name its key'],
  ['kid is a path', { kid: '../../../../dev/null' }, 'does not publish'],
  ['kid is an address', { kid: 'http://127.0.0.1:1/key' }, 'does not publish'],
  ['kid is SQL', { kid: "x' OR 1=1 -- " }, 'does not publish'],
  ['crit in the header', { header: { crit: ['exp'], exp: 1 } }, 'asks for what we do not do'],
  ['typ of an access token', { header: { typ: 'at+jwt' } }, 'another type'],
  ['the header names alg twice', token((c, h, me) => sign(`{"alg":"none","alg":"RS256","kid":"${me.kids.RS256}"}`, c, me.rsa)), 'header is not strict'],
  ['iss of another', { claims: { iss: 'https://evil.example.com' } }, "another issuer's"],
  ['iss with a slash more', { claims: { iss: `${idp.issuer}/` } }, "another issuer's"],
  ['no iss', { claims: { iss: undefined } }, "another issuer's"],
  ['aud of another', { claims: { aud: 'somebody-else' } }, 'for somebody else'],
  ['aud in other letters', { claims: { aud: 'PORTICO-APP' } }, 'for somebody else'],
  ['aud of two without azp', { claims: { aud: ['portico-app', 'other'] } }, 'for somebody else'],
  ['aud of two for the other', { claims: { aud: ['portico-app', 'other'], azp: 'other' } }, 'for somebody else'],
  ['aud with a number', { claims: { aud: ['portico-app', 7], azp: 'portico-app' } }, 'for somebody else'],
  ['aud empty', { claims: { aud: [] } }, 'for somebody else'],
  ['no aud', { claims: { aud: undefined } }, 'for somebody else'],
  ['azp of another', { claims: { azp: 'other' } }, 'for somebody else'],
  ['nonce of another', { claims: { nonce: 'A'.repeat(43) } }, 'nonce'],
  ['no nonce', { claims: { nonce: undefined } }, 'nonce'],
  ['nonce empty', { claims: { nonce: '' } }, 'nonce'],
  ['expired', { claims: { exp: now() - 120 } }, 'is over'],
  ['no exp', { claims: { exp: undefined } }, 'times are missing'],
  ['exp is a text', { claims: { exp: String(now() + 300) } }, 'times are missing'],
  ['exp is a fraction', { claims: { exp: now() + 300.5 } }, 'times are missing'],
  ['iat in the future', { claims: { iat: now() + 600 } }, 'of the future'],
  ['iat before the question', { claims: { iat: now() - 600 } }, 'older than the question'],
  ['no iat', { claims: { iat: undefined } }, 'times are missing'],
  ['nbf in the future', { claims: { nbf: now() + 600 } }, 'of the future'],
  ['at_hash of another token', { claims: { at_hash: 'A'.repeat(22) } }, 'at_hash'],
  ['at_hash is a number', { claims: { at_hash: 5 } }, 'at_hash'],
  ['no sub', { claims: { sub: undefined } }, 'names nobody'],
  ['sub empty', { claims: { sub: '' } }, 'names nobody'],
  ['sub is a number', { claims: { sub: 12 } }, 'names nobody'],
  ['sub with a line end', { claims: { sub: 'sam-1\nadmin' } }, 'names nobody'],
  ['sub of 300 letters', { claims: { sub: 's'.repeat(300) } }, 'names nobody'],
  ['a claim twice', token((c, h, me) => sign(h, JSON.stringify(c).replace(/}$/, ',"sub":"root"}'), me.rsa)), 'claims are not strict'],
  ['claims 40 deep', token((c, h, me) => sign(h, JSON.stringify(c).replace(/}$/, `,"x":${'['.repeat(40)}${']'.repeat(40)}}`), me.rsa)), 'claims are not strict'],
  ['claims are an array', token((c, h, me) => sign(h, [c], me.rsa)), 'claims are not strict'],
  ['claims with something behind them', token((c, h, me) => sign(h, `${JSON.stringify(c)} {}`, me.rsa)), 'claims are not strict'],
  ['claims in broken UTF-8', token((c, h, me) => sign(h, Buffer.from(JSON.stringify(c).replace('Sam', 'S\xffm'), 'latin1').toString('latin1').replace('S\xffm', 'S\\ud800m'), me.rsa)), 'claims are not strict'],
  ['a token of 20 kB', { claims: { padding: 'x'.repeat(20_000) } }, 'too long'],
  ['no ID token', { reply: ({ id_token: _, ...rest }) => rest }, 'no ID token'],
  ['ID token is an object', { reply: (a) => ({ ...a, id_token: {} }) }, 'no ID token'],
  ['token type mac', { reply: (a) => ({ ...a, token_type: 'mac' }) }, 'another type than Bearer'],
  ['the token answer names a member twice', { reply: (a) => JSON.stringify(a).replace(/}$/, ',"token_type":"Bearer"}') }, 'not strict JSON'],
  ['the token answer is 2000 deep', { reply: () => '['.repeat(2000) }, 'not strict JSON'],
  ['the token answer is empty', { reply: () => '' }, 'not strict JSON'],
  ['the token answer is HTML', { reply: () => ({ text: '<html>', type: 'text/html' }) }, 'not strict JSON'],
  ['the token endpoint refuses', { reply: () => ({ status: 400, text: '{"error":"invalid_grant","error_description":"<script>"}' }) }, 'answered 400: invalid_grant'],
  ['the token endpoint refuses oddly', { reply: () => ({ status: 400, text: '{"error":"a b\\nc <b>"}' }) }, 'answered 400: no reason given'],
  ['the answer says an error', { callback: ({ state, iss }) => ({ state, iss, error: 'access_denied', error_description: '<script>alert(1)</script>' }) }, 'said access_denied'],
  ['the answer says an odd error', { callback: ({ state, iss }) => ({ state, iss, error: 'x y=<b>' }) }, 'said something odd'],
  ['iss of the answer is another (mix-up)', { callback: (p) => ({ ...p, iss: other.issuer }) }, 'another issuer'],
  ['no iss in the answer, though announced', { callback: ({ iss: _, ...rest }) => rest }, 'another issuer'],
  ['no code', { callback: ({ code: _, ...rest }) => rest }, 'no code'],
  ['a code of 3000 letters', { callback: (p) => ({ ...p, code: 'c'.repeat(3000) }) }, 'no code'],
  ['a code that was never given', { callback: (p) => ({ ...p, code: 'guessed' }) }, 'answered 400: invalid_grant'],
];
for (const [name, script, says] of HOSTILE) {
  test(`refused: ${name}`, async () => {
    const before = await sessions();
    const logged = portal.logMark();
    const { reply, visitor } = await travel(script);
    equal(reply.status, 403);
    match(reply.text, /could not be verified|did not sign you in/);
    unmatch(reply.text, '<script>alert', 'the provider’s words on our page');
    equal(await sessions(), before, 'sessions');
    unmatch(visitor.cookie, /portico_(partner|staff)=/);
    const log = portal.log(logged);
    match(log, /WARN.*oidc refused|oidc refused/i);
    match(log, says);
    for (const secret of idp.secrets) unmatch(log, secret, 'a secret in the log');
    idp.secrets = new Set([idp.secret]);
  });
}
test('after all of them a good sign-in works', () => goodOne());

// ---- what the provider publishes ----
const slow = (request, reply) => { reply.writeHead(200, { 'content-type': 'application/json' }); const timer = setInterval(() => reply.write(' '), 200); reply.on('close', () => clearInterval(timer)); };
const huge = { text: `{"keys":[],"x":"${'x'.repeat(300_000)}"}` };
const PUBLISHED = [
  ['keys: two of one name', 'jwks', (doc) => ({ keys: [...doc.keys, publicJwk(rsaKey(), doc.keys[0].kid, 'RS256')] }), 403, 'two keys of one name'],
  ['keys: one of bytes under the right name', 'jwks', (doc) => ({ keys: [{ kty: 'oct', kid: doc.keys[0].kid, k: 'c2VjcmV0', alg: 'RS256' }] }), 403, 'does not publish'],
  ['keys: for encryption', 'jwks', (doc) => ({ keys: doc.keys.map((k) => ({ ...k, use: 'enc' })) }), 403, 'does not publish'],
  ['keys: RSA of 1024 bits', 'jwks', (doc) => ({ keys: [publicJwk(rsaKey(1024), doc.keys[0].kid, 'RS256')] }), 403, 'not fit'],
  ['keys: RSA with exponent 1', 'jwks', (doc) => ({ keys: [{ ...doc.keys[0], e: 'AQ' }] }), 403, 'not fit'],
  ['keys: P-384 for ES256', 'jwks', () => ({ keys: [publicJwk(ecKey('P-384'), idp.kids.ES256, 'ES256')] }), 403, 'not fit', { alg: 'ES256' }],
  ['keys: a point that is not on the curve', 'jwks', (doc) => ({ keys: [{ ...doc.keys[1], y: doc.keys[1].x }] }), 403, 'signature', { alg: 'ES256' }],
  ['keys: none', 'jwks', () => ({ keys: [] }), 403, 'does not publish'],
  ['keys: 200 of them', 'jwks', (doc) => ({ keys: [...Array(200).fill(doc.keys[0])] }), 403, 'too many keys'],
  ['keys: a member twice', 'jwks', (doc) => JSON.stringify(doc).replace(/}$/, ',"keys":[]}'), 503, 'not strict JSON'],
  ['keys: 300 kB', 'jwks', () => huge, 503, 'larger than allowed'],
  ['keys: a redirect', 'jwks', () => ({ status: 302, text: '', headers: { location: `${other.issuer}/jwks` } }), 503, 'redirects'],
  ['keys: HTML', 'jwks', () => ({ text: '<html>', type: 'text/html' }), 503, 'not JSON by its type'],
  ['keys: 500', 'jwks', () => ({ status: 500, text: '{}' }), 503, 'answered 500'],
  ['keys: a drip without an end', 'jwks', () => slow, 503, /imeout/],
  ['discovery: another issuer', 'discovery', (doc) => ({ ...doc, issuer: 'https://evil.example.com' }), 503, "another issuer's"],
  ['discovery: a slash more', 'discovery', (doc) => ({ ...doc, issuer: `${doc.issuer}/` }), 503, "another issuer's"],
  ['discovery: http endpoint on another host', 'discovery', (doc) => ({ ...doc, token_endpoint: 'http://token.example.com/' }), 503, 'not https'],
  ['discovery: a file as key address', 'discovery', (doc) => ({ ...doc, jwks_uri: 'file:///etc/passwd' }), 503, 'not https'],
  ['discovery: javascript as sign-in address', 'discovery', (doc) => ({ ...doc, authorization_endpoint: 'javascript:alert(1)' }), 503, 'not https'],
  ['discovery: a password in an address', 'discovery', (doc) => ({ ...doc, token_endpoint: doc.token_endpoint.replace('//', '//a:b@') }), 503, 'not https'],
  ['discovery: no key address', 'discovery', ({ jwks_uri: _, ...rest }) => rest, 503, 'missing or not https'],
  ['discovery: a member twice', 'discovery', (doc) => JSON.stringify(doc).replace(/}$/, `,"issuer":"${doc.issuer}"}`), 503, 'not strict JSON'],
  ['discovery: 100 deep', 'discovery', (doc) => JSON.stringify(doc).replace(/}$/, `,"x":${'[['.repeat(50)}${']]'.repeat(50)}}`), 503, 'not strict JSON'],
  ['discovery: a redirect', 'discovery', () => ({ status: 307, text: '', headers: { location: `${other.issuer}/.well-known/openid-configuration` } }), 503, 'redirects'],
  ['discovery: not found', 'discovery', () => ({ status: 404, text: '{}' }), 503, 'answered 404'],
];
for (const [name, what, change, status, says, script] of PUBLISHED) {
  test(`refused: ${name}`, async () => {
    await forget();
    const before = await sessions();
    const logged = portal.logMark();
    idp[what] = change;
    const { reply } = await travel(script).finally(() => (idp[what] = (doc) => doc));
    equal(reply.status, status);
    equal(await sessions(), before, 'sessions');
    match(portal.log(logged), says);
    await forget();
    await goodOne();
  });
}

test('while the provider is away, what it published lately is used', async () => {
  await portal.sql('UPDATE identity_document SET fetched_at = fetched_at - INTERVAL 2 HOUR, tried_at = tried_at - INTERVAL 2 HOUR');
  idp.discovery = () => ({ status: 500, text: '' });
  idp.jwks = () => ({ status: 500, text: '' });
  await goodOne('with documents of two hours ago');
  await portal.sql('UPDATE identity_document SET fetched_at = fetched_at - INTERVAL 2 DAY, tried_at = tried_at - INTERVAL 2 DAY');
  equal((await travel()).reply.status, 503, 'with documents of two days ago');
  idp.discovery = (doc) => doc;
  idp.jwks = (doc) => doc;
  await forget();
  await goodOne();
});

// ---- the way back ----
test('a state works once', async () => {
  const visitor = portal.visitor();
  const back = idp.authorize((await press(visitor, alder.id)).location);
  const { cookie } = visitor;
  equal((await visitor.get(back)).status, 303);
  const asked = idp.asked['/token'];
  const again = await portal.visitor().get(back, { cookie });
  equal(again.status, 404, 'with the very cookie of the first time');
  equal(idp.asked['/token'], asked, 'the provider is not asked again');
  match(again.text, 'Please start again');
  await goodOne();
});
test('a code works once, even under a fresh state', async () => {
  const visitor = portal.visitor();
  const { back } = await travel({}, { visitor });
  const used = new URLSearchParams(back.split('?')[1]).get('code');
  equal((await travel({ callback: (p) => ({ ...p, code: used }) })).reply.status, 403);
});
test('the way back of another browser', async () => {
  const attacker = portal.visitor();
  const back = idp.authorize((await press(attacker, alder.id)).location);
  const victim = portal.visitor();
  equal((await victim.get(back)).status, 404, 'a browser that asked for nothing');
  await press(victim, alder.id);
  equal((await victim.get(back)).status, 404, 'a browser that asked for something else');
  unmatch(victim.cookie, 'portico_partner');
  equal((await attacker.get(back)).status, 303, 'whoever began it may go on');
});
test('an expired way back', async () => {
  const visitor = portal.visitor();
  const back = idp.authorize((await press(visitor, alder.id)).location);
  await portal.sql('UPDATE oidc_flow SET expires_at = UTC_TIMESTAMP(6) - INTERVAL 1 SECOND ORDER BY id DESC LIMIT 1');
  equal((await visitor.get(back)).status, 404);
});
test('nothing, too much, and twice at the callback', async () => {
  const visitor = portal.visitor();
  await press(visitor, alder.id);
  for (const query of ['', '?state=', '?state=x&code=y', `?state=${'s'.repeat(200)}`, '?error=access_denied', '?code=x']) {
    equal((await visitor.get(`/login/oidc/callback${query}`)).status, 404, query);
  }
  equal((await visitor.get('/login/oidc/callback?state=a&state=b')).status, 400);
  equal((await portal.post('/login/oidc/callback', {})).status, 403, 'without the form’s state');
});
test("another provider's token", async () => {
  // Both know a client of one name; the one signs for the other's audience and nonce.
  const { reply } = await travel({ token: (claims) => sign({ alg: 'RS256', typ: 'JWT', kid: other.kids.RS256 }, { ...claims, iss: other.issuer }, other.rsa) });
  equal(reply.status, 403);
});
test('a sealed verifier of one flow does not open as a secret, nor changed', async () => {
  const visitor = portal.visitor();
  const back = idp.authorize((await press(visitor, alder.id)).location);
  const [{ id, verifier }] = await portal.sql('SELECT id, verifier FROM oidc_flow ORDER BY id DESC LIMIT 1');
  const changed = Buffer.from(verifier);
  changed[changed.length - 1] ^= 1;
  await portal.sql('UPDATE oidc_flow SET verifier = ? WHERE id = ?', [changed, id]);
  equal((await visitor.get(back)).status, 500);
  const [{ client_secret: secret }] = await portal.sql('SELECT client_secret FROM identity_provider WHERE name = ?', ['Alder SSO']);
  await portal.sql('UPDATE identity_provider SET client_secret = ? WHERE name = ?', [verifier, 'Alder SSO']);
  equal((await press(portal.visitor(), alder.id)).status, 500, 'a blob of another purpose');
  await portal.sql('UPDATE identity_provider SET client_secret = ? WHERE name = ?', [secret, 'Alder SSO']);
  await goodOne();
});
for (const next of ['https://evil.example.com/', '//evil.example.com', '/\\evil.example.com', 'javascript:alert(1)', '/\t/evil.example.com', `/${'x'.repeat(395)}`]) {
  test(`after sign-in nobody is led to ${JSON.stringify(next)}`, async () => {
    const { reply } = await travel({}, { next });
    equal([reply.status, reply.location], [303, '/home']);
  });
}
test('a network that sets out too often waits', async () => {
  await goodOne();
  await portal.sql("UPDATE limit_window SET events = 120 WHERE kind = 'signin.oidc'");
  equal((await press(portal.visitor(), alder.id)).status, 429);
  await goodOne();
});
test('the button needs its state, and an enabled provider', async () => {
  const visitor = portal.visitor();
  const page = await visitor.get('/login');
  equal((await visitor.post(`/login/oidc/${alder.id}`, {})).status, 403);
  equal((await visitor.submit(page, {}, { action: `/login/oidc/${alder.id}`, headers: { 'sec-fetch-site': 'cross-site' } })).status, 403);
  const way = idp.authorize((await press(visitor, alder.id)).location);
  await portal.portico('provider', 'disable', alder.id);
  unmatch((await visitor.get('/login')).text, 'Alder SSO');
  equal((await press(visitor, alder.id, { page })).status, 404);
  equal((await visitor.get(way)).status, 404, 'who was under way');
  await portal.portico('provider', 'enable', alder.id);
  await goodOne();
});

// ---- whom an account opens (decision 64) ----
const NOBODY = [
  ['email_verified is false', { sub: 'n1', email: 'sales@alder.example.com', email_verified: false }, 'not verified'],
  ['email_verified is the text "true"', { sub: 'n1', email: 'sales@alder.example.com', email_verified: 'true' }, 'not verified'],
  ['email_verified is 1', { sub: 'n1', email: 'sales@alder.example.com', email_verified: 1 }, 'not verified'],
  ['no email_verified', { sub: 'n1', email: 'sales@alder.example.com', email_verified: undefined }, 'not verified'],
  ['no e-mail anywhere', { sub: 'n1', email: undefined }, 'no e-mail address', { sub: 'n1' }],
  ['e-mail is a list', { sub: 'n1', email: ['sales@alder.example.com'] }, 'no e-mail address', { sub: 'n1' }],
  ['a person of another domain', { sub: 'n1', email: 'sales@birch.example.net' }, "address's domain"],
  ['a domain that only ends alike', { sub: 'n1', email: 'sales@x-alder.example.com' }, "address's domain"],
  ['a sub-domain', { sub: 'n1', email: 'sales@a.alder.example.com' }, "address's domain"],
  ['staff by a provider of partners', { sub: 'n1', email: 'admin@portico.example.com' }, "address's domain"],
  ['an address that nobody has', { sub: 'n1', email: 'nobody@alder.example.com' }, 'nobody has'],
  ['an address that differs by an accent', { sub: 'n1', email: 'sáles@alder.example.com' }, /nobody has|no e-mail/],
  ['another account with an address that is linked already', { sub: 'sam-2' }, 'another account of this issuer'],
];
for (const [name, claims, says, userinfo] of NOBODY) {
  test(`opens nothing: ${name}`, async () => {
    const before = await sessions();
    const logged = portal.logMark();
    const { reply } = await travel({ claims, userinfo });
    equal(reply.status, 403);
    match(reply.text, 'opens nothing here');
    match(portal.log(logged), says);
    equal(await sessions(), before);
    equal((await portal.sql("SELECT COUNT(*) AS n FROM person_identity WHERE subject IN ('n1', 'sam-2')"))[0].n, 0, 'links');
  });
}
test('once linked, the account’s address does not matter, nor does a subject in other letters', async () => {
  const { visitor, reply } = await travel({ claims: { email: 'finance@alder.example.com' } });
  equal(reply.status, 303);
  match((await visitor.get('/home')).text, 'Sam Alder');
  equal((await travel({ claims: { sub: 'SAM-1' } })).reply.status, 403);
  equal((await travel({ claims: { sub: 'sam-1 ' } })).reply.status, 403);
});
test('an inactive person, an inactive organisation', async () => {
  await portal.sql("UPDATE person SET active = FALSE WHERE email = 'admin@alder.example.com'");
  equal((await travel()).reply.status, 403);
  await portal.sql("UPDATE person SET active = TRUE WHERE email = 'admin@alder.example.com'");
  await portal.sql("UPDATE org SET status = 'suspended' WHERE slug = 'alder'");
  equal((await travel()).reply.status, 403);
  await portal.sql("UPDATE org SET status = 'active' WHERE slug = 'alder'");
  await goodOne();
});
test('a person linked at one provider is opened by another only by its own rule', async () => {
  const { reply } = await travel({ claims: { sub: 'evil', email: 'admin@alder.example.com' } }, { id: vendor.id, at: other });
  equal(reply.status, 403);
  const { reply: same } = await travel({ claims: { sub: 'sam-1', email: 'x@portico.example.com' } }, { id: vendor.id, at: other });
  equal(same.status, 403, 'the same subject at another issuer');
});
test('unlinking lets the next sign-in make a new link', async () => {
  match((await portal.portico('provider', 'unlink', 'admin@alder.example.com')).stdout, '1 accounts');
  equal((await travel({ claims: { sub: 'sam-2' } })).reply.status, 303);
  equal((await travel()).reply.status, 403, 'the old account');
  await portal.portico('provider', 'unlink', 'admin@alder.example.com');
  await goodOne();
});
test('where a provider is required, its domains get no mail', async () => {
  const visitor = portal.visitor();
  await portal.sql('UPDATE identity_provider SET required = TRUE WHERE name = ?', ['Alder SSO']);
  const mails = Number((await portal.sql('SELECT COUNT(*) AS n FROM signin'))[0].n);
  for (const email of ['admin@alder.example.com', 'NOBODY@Alder.Example.com']) {
    const reply = await visitor.submit(await visitor.get('/login'), { email }, { action: '/login' });
    equal(reply.status, 422);
    match(reply.text, 'sign in with Alder SSO');
  }
  equal(Number((await portal.sql('SELECT COUNT(*) AS n FROM signin'))[0].n), mails);
  equal((await visitor.submit(await visitor.get('/login'), { email: 'sales@birch.example.net' }, { action: '/login' })).status, 303);
  await portal.sql('UPDATE identity_provider SET required = FALSE');
});
test('the command refuses what cannot work', async () => {
  const refused = async (options, says, at = idp) => {
    const error = await addProvider(portal, 'Bad', at, options).then(() => null, (e) => e);
    ok(error, `${options} was taken`);
    match(error.message, says);
    unmatch(error.message, idp.secret);
  };
  await refused(['--domains', 'alder.example.com'], 'partners, our staff, or both');
  await refused(['--domains', 'Alder.Example.com', '--partners'], 'lower case');
  await refused(['--domains', '*', '--partners', '--required'], 'by name only');
  await refused(['--domains', '*', '--partners', '--auth', 'jwt'], '--auth is');
  await refused(['--domains', '*', '--partners'], 'https', { ...idp, issuer: 'http://id.example.com' });
  unequal(alder.id, vendor.id);
});
test('no log line of the whole run holds a secret', () => {
  const log = portal.log();
  for (const secret of [idp.secret, ...idp.secrets, ...other.secrets]) unmatch(log, secret);
});

await run();
