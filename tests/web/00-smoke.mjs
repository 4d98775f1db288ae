// The front and the processes behind it, the same under every server: routing, refusals, files, headers, sign-in, and a process
// that dies. What it expects comes from TRUST (headers, limits) and HTTP, not from a server's habits.
import fs from 'node:fs';
import net from 'node:net';
import { start } from '../lib/portal.mjs';
import { cleanup, equal, match, ok, run, test, unmatch } from '../lib/tap.mjs';

const portal = await start();
cleanup(() => portal.stop());
const PERSON = 'sales@alder.example.com';
const POOLED = ['lighttpd', 'proxy'].includes(portal.server);

function guarded(reply) {
  match(reply.headers['content-security-policy'] ?? '', "default-src 'none'");
  equal(reply.headers['x-content-type-options'], 'nosniff');
  ok(reply.headers['referrer-policy'], 'no Referrer-Policy');
  unmatch(reply.headers['content-security-policy'], /,/, 'the policy is sent twice');
}

/** What comes back for bytes that no client of ours would send, until the server closes. */
const rawReply = (text) => new Promise((done, failed) => {
  const parts = [];
  const socket = net.connect({ host: '127.0.0.1', port: portal.port, timeout: 20_000 }, () => socket.write(text));
  socket.on('data', (part) => parts.push(part));
  socket.on('timeout', () => failed(new Error('the server keeps the connection open')));
  socket.on('error', () => {});
  socket.on('close', () => done(Buffer.concat(parts).toString()));
});

if (portal.server === 'lighttpd') { // the front does not matter
  test('each area: its statements fit the schema and the grants, its templates parse', async () => {
    const areas = fs.readdirSync(portal.libexec).map((file) => file.replace(/\.fcgi$/, ''));
    ok(areas.includes('home'), `no programs in ${portal.libexec}`);
    for (const area of areas) {
      match((await portal.area(area, '--check')).stdout, / [1-9]\d* templates, 0 failures/, area);
    }
  });
}
test('/ leads home, without repeating the Host header', async () => {
  const reply = await portal.get('/', { headers: { host: 'evil.example.org' } });
  ok([301, 302, 303, 307].includes(reply.status), `status ${reply.status}`);
  equal(reply.location, '/home');
});
test('a page comes with its type and its guards', async () => {
  const reply = await portal.get('/login');
  equal(reply.status, 200);
  equal(reply.headers['content-type'], 'text/html; charset=utf-8');
  guarded(reply);
  unmatch(reply.headers['x-powered-by'] ?? '', /./);
});
test('HEAD is GET without the body', async () => {
  const reply = await portal.nobody.request('HEAD', '/login');
  equal([reply.status, reply.text], [200, '']);
});
test('what is nobody\'s path is not found, in the house\'s words', async () => {
  for (const target of ['/nosuch', '/loginx', '/login/nosuch', '/home/../nosuch/']) {
    const reply = await portal.get(target);
    ok([400, 404].includes(reply.status), `${target} answered ${reply.status}`);
    unmatch(reply.text, /apache|lighttpd/i, `${target}: the server names itself`);
  }
  const lost = await portal.get('/nosuch');
  equal(lost.status, 404);
  match(lost.text, '<main');
  guarded(lost);
});
test('dot segments, encoded slashes and controls reach nothing', async () => {
  for (const target of ['/static/../etc/portico.hdf', '/static/%2e%2e/%2e%2e/etc/portico.hdf', '/login/%2e%2e/home', '/login%2fx',
    '/login%00', '/..%2f..%2fetc/passwd', '/static/..%5c..%5cetc', '//etc/portico.hdf', '/cgi-bin/../etc/portico.hdf']) {
    const reply = await portal.get(target);
    ok(reply.status >= 400 && reply.status < 500, `${target} answered ${reply.status}`);
    unmatch(reply.text, /Database|root:/, `${target} shows a file`);
  }
});
test('the configuration, the programs and hidden files are not handed out', async () => {
  for (const target of ['/etc/portico.hdf', '/.htaccess', '/portico.hdf', '/static/.htaccess', '/templates/message.cs', '/data/']) {
    const reply = await portal.get(target);
    ok([403, 404].includes(reply.status), `${target} answered ${reply.status}`);
  }
});
test('a method that is not the path\'s', async () => {
  equal((await portal.nobody.request('DELETE', '/login')).status, 405);
  ok([405, 501, 403, 400].includes((await portal.nobody.request('TRACE', '/login')).status), 'TRACE is answered');
});

test('files: type, guards, and a year of cache with a version', async () => {
  const styled = await portal.get('/static/css/portico.css?v=1');
  equal(styled.status, 200);
  equal(styled.headers['content-type'], 'text/css; charset=utf-8');
  match(styled.headers['cache-control'], 'immutable');
  guarded(styled);
  const plain = await portal.get('/static/css/portico.css');
  unmatch(plain.headers['cache-control'], 'immutable');
  const icon = await portal.get('/favicon.ico');
  equal([icon.status, icon.headers['content-type']], [200, 'image/x-icon']);
  guarded(icon);
});
test('files: no listing, nothing that is not there', async () => {
  for (const target of ['/static/', '/static/css/', '/static/js/', '/static/img/', '/static/nosuch.css']) {
    const reply = await portal.get(target);
    ok([403, 404].includes(reply.status), `${target} answered ${reply.status}`);
    unmatch(reply.text, /robots\.txt|portico\.js|icons\.svg|"portico\.css|Index of/i);
  }
});

test('a body beyond the limit is refused and hurts nobody', async () => {
  const body = 'a='.padEnd(9 << 20, 'x');
  let status;
  try {
    status = (await portal.post('/login', body)).status;
  } catch (error) {
    status = error.code; // the server may close before all is sent
  }
  ok([413, 'ECONNRESET', 'EPIPE'].includes(status), `answered ${status}`);
  equal((await portal.get('/login')).status, 200);
});
test('a header beyond the limit is refused', async () => {
  const reply = await portal.get('/login', { headers: { 'x-long': 'x'.repeat(40_000) } });
  ok([400, 431].includes(reply.status), `answered ${reply.status}`);
});
// On shared hosting (cgi) what comes before our .htaccess is the host's.
const REFUSED = { 'no request': 'GARBAGE\r\n\r\n', 'HTTP/0.9': 'GET /login\r\n\r\n', 'no host': 'GET / HTTP/1.1\r\nConnection: close\r\n\r\n', 'a host that is none': 'GET / HTTP/1.1\r\nHost: a b\r\nConnection: close\r\n\r\n',
  'a length that is none': 'POST /login HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: x\r\n\r\n', 'an unknown coding': 'POST /login HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nTransfer-Encoding: foo\r\n\r\n',
  'an unknown method': 'BREW /static/css/portico.css HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n', 'dots': 'GET /static/../etc HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n',
  'a long header': `GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nX-Long: ${'x'.repeat(40_000)}\r\n\r\n`, 'no such file': 'GET /static/nosuch.css HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n' };
for (const [what, text] of portal.server === 'cgi' ? [] : Object.entries(REFUSED)) {
  test(`what the server itself refuses has the guards of a page, and is kept by nobody: ${what}`, async () => {
    const [head, ...body] = (await rawReply(text)).split('\r\n\r\n');
    match(head, /^HTTP\/1\.[01] [45]\d\d /);
    match(head, /^content-security-policy: default-src 'none'/im);
    match(head, /^x-content-type-options: nosniff\r?$/im);
    match(head, /^referrer-policy: /im);
    unmatch(head, /^cache-control: .*(public|max-age=[1-9])/im);
    unmatch(body.join(''), /apache|lighttpd/i, 'the server names itself');
  });
}
// TRACE comes before any .htaccess, and OPTIONS * before the folder: there the host decides.
const METHODS = ['OPTIONS /', 'OPTIONS /login', 'OPTIONS /static/css/portico.css', 'OPTIONS /nosuch', 'PROPFIND /static/', 'PUT /static/x', 'DELETE /static/css/portico.css', 'DELETE /', 'MOVE /login', 'BREW /login',
  'SEARCH /nosuch', 'LOCK /robots.txt', ...(portal.server === 'cgi' ? [] : ['OPTIONS *', 'TRACE /', 'TRACE /login', 'TRACE /static/css/portico.css', 'CONNECT /login', 'CONNECT localhost:80'])];
test('an odd method is answered with the guards of a page, whoever answers it, and with no word of what was sent', async () => {
  const wrong = [];
  for (const line of METHODS) {
    const [head, ...body] = (await rawReply(`${line} HTTP/1.1\r\nHost: localhost:${portal.port}\r\nX-Secret: tell-nobody\r\nConnection: close\r\n\r\n`)).split('\r\n\r\n');
    if (!/^HTTP\/1\.[01] (200|302|4\d\d|501) /.test(head)) wrong.push(`${line}: ${head.split('\r\n')[0]}`);
    for (const guard of [/^content-security-policy: default-src 'none'/im, /^x-content-type-options: nosniff\r?$/im, /^referrer-policy: same-origin\r?$/im]) if (!guard.test(head)) wrong.push(`${line}: no ${guard.source}`);
    if (body.join('').includes('tell-nobody')) wrong.push(`${line}: repeats what was sent`);
  }
  equal(wrong, []);
});
test('a form that does not say where it comes from is refused', async () => {
  const reply = await portal.post('/login', { email: PERSON });
  ok(reply.status >= 400 && reply.status < 500, `answered ${reply.status}`);
});

test('signing in by mail, a page, and out again', async () => {
  const visitor = await portal.signInByMail(PERSON);
  const home = await visitor.follow(await visitor.get('/'));
  equal(home.status, 200);
  match(home.headers['cache-control'], 'private');
  const cookie = visitor.cookie;
  equal((await visitor.signOut()).status, 303);
  const again = await portal.get('/home', { cookie });
  equal(again.status, 303, 'the old cookie still works');
});
test('every area in the side bar opens', async () => {
  const visitor = await portal.signIn(PERSON);
  const home = await visitor.get('/home');
  const areas = [...new Set([...home.text.matchAll(/<nav class="side"[\s\S]*?<\/nav>/g)].flatMap((m) => [...m[0].matchAll(/<a href="(\/[^"]+)"/g)].map((h) => h[1])))];
  ok(areas.length > 0, 'the side bar is empty');
  for (const area of areas) equal((await visitor.get(area)).status, 200, area);
});
test('200 requests at once are all answered', async () => {
  const replies = await Promise.all(Array.from({ length: 200 }, () => portal.get('/login').catch((error) => ({ status: error.code }))));
  const other = replies.filter((r) => r.status !== 200).map((r) => r.status);
  equal(other, []);
});
if (POOLED) {
  test('a process that is killed is replaced, and no later request fails', async () => {
    const pid = () => fs.readdirSync('/proc').filter((p) => /^\d+$/.test(p)).find((p) => {
      try {
        return fs.readlinkSync(`/proc/${p}/exe`).endsWith('login.fcgi') && fs.readFileSync(`/proc/${p}/environ`, 'utf8').includes(portal.folder);
      } catch {
        return false;
      }
    });
    for (let i = 0; i < 4; i++) {
      process.kill(Number(pid()), 'SIGKILL');
      const replies = await Promise.all(Array.from({ length: 8 }, () => portal.get('/login')));
      equal(replies.map((r) => r.status), Array(8).fill(200));
    }
  });
}
test('no program complained', async () => {
  const lines = portal.log().split('\n').filter((l) => /Z (error|fatal) |AddressSanitizer|runtime error|LeakSanitizer/.test(l));
  equal(lines, []);
});
await run();
