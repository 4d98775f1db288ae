// Signing in: what uses a link up, what a stranger learns, how often one may guess, where one lands, and how a session ends. The rules are
// TRUST S1-S6 and A5; the database is read to see that it holds nothing that opens a door.
import { execFile } from 'node:child_process';
import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { start } from '../lib/portal.mjs';
import { cleanup, equal, match, note, ok, run, test, unequal, unmatch } from '../lib/tap.mjs';
import { Client, checksums, differing, inParallel, person, session, stateFor, stopWorker, tablesOf } from '../lib/access.mjs';
import { masked, timesDiffer } from '../lib/compare.mjs';

const portal = await start({ processes: 4 });
cleanup(() => portal.stop());
const client = new Client(portal, 50);
cleanup(() => client.close());
await stopWorker(portal);
const deliver = () => promisify(execFile)(path.join(portal.bin, 'portico-worker'), ['--once'], { env: portal.env });
const forgetLimits = () => portal.sql('DELETE FROM limit_window');
const KNOWN = 'sales@alder.example.com';
const ask = (email, options) => client.post('/login', { _state: stateFor(portal, 'login'), email, next: '' }, options);
const handleOf = (reply) => new URL(reply.location, portal.url).searchParams.get('h');
const guess = (h, code) => client.post('/login/code', { _state: stateFor(portal, 'code'), h, code });
const confirm = (t, options) => client.post('/login/confirm', { _state: stateFor(portal, 'confirm'), t }, options);
const peek = (t, options) => client.get(`/login/confirm?t=${t}`, options);
const cookieOf = (reply, name = 'portico_partner') => reply.headers['set-cookie']?.map((line) => new RegExp(`^${name}=([^;]*)`).exec(line)?.[1]).find((v) => v !== undefined);
const as = (token, name = 'portico_partner') => ({ who: { cookie: `${name}=${token}` } });

/** A whole attempt: { h, token, code } of the mail that came. */
async function attempt(email = KNOWN, options) {
  await forgetLimits();
  const since = portal.mailCount();
  const asked = await ask(email, options);
  equal(asked.status, 303, 'asking for the mail');
  await deliver();
  const [mail] = await portal.mails({ to: email, since, link: '/confirm' });
  const link = mail.links.find((l) => l.includes('/login/confirm'));
  const code = /^\s*([2-9A-HJKMNP-Z]{4})[ -]?([2-9A-HJKMNP-Z]{4})\s*$/m.exec(mail.text);
  ok(link && code, `the mail holds no link or no code:\n${mail.text}`);
  return { h: handleOf(asked), token: new URL(link).searchParams.get('t'), code: code[1] + code[2], link, mail };
}

// ---- the link ----
test('opening the link uses nothing up: again, by another client, by HEAD, by a mail scanner', async () => {
  const { token } = await attempt();
  const before = await checksums(portal);
  for (const headers of [{}, {}, { 'user-agent': 'scanner/1.0' }, { 'sec-fetch-site': 'cross-site' }]) equal((await peek(token, { headers })).status, 200);
  equal((await client.request('HEAD', `/login/confirm?t=${token}`)).status, 200);
  const other = new Client(portal);
  equal((await other.get(`/login/confirm?t=${token}`)).status, 200);
  other.close();
  equal(differing(before, await checksums(portal)), []);
  const done = await confirm(token);
  equal([done.status, done.location], [303, '/home']);
  equal((await client.get('/home', as(cookieOf(done)))).status, 200);
});
test('a used, an expired, a superseded and an invented link are answered alike, and none signs in', async () => {
  const used = await attempt();
  equal((await confirm(used.token)).status, 303);
  const expired = await attempt();
  await portal.sql('UPDATE signin SET expires_at = UTC_TIMESTAMP(6) - INTERVAL 1 SECOND WHERE token_hash = ?', [crypto.createHash('sha256').update(Buffer.from(expired.token, 'base64url')).digest()]);
  const superseded = await attempt();
  const live = await attempt();
  const invented = crypto.randomBytes(32).toString('base64url');
  const answers = { peek: new Set(), confirm: new Set() };
  for (const token of [used.token, expired.token, superseded.token, invented]) {
    for (const [what, send] of [['peek', peek], ['confirm', confirm]]) {
      const reply = await send(token);
      equal(reply.status, 404, `${what} of a dead link`);
      ok(!reply.headers['set-cookie'], 'a dead link sets a cookie');
      match(reply.text, /Ask for a new one/);
      answers[what].add(masked(reply, [token]));
    }
  }
  equal([answers.peek.size, answers.confirm.size], [1, 1], 'the answers tell which it was');
  for (const t of ['', 'x', '%27', 'A'.repeat(43), 'A'.repeat(3000)]) equal((await peek(t)).status, 404, `t=${t.slice(0, 10)}`);
  for (const old of [used, expired, superseded]) unequal((await guess(old.h, old.code)).status, 303, 'a dead attempt\'s code signs in');
  equal((await confirm(live.token)).status, 303, 'the newest one works');
});
test('fifty at once with one link: one session', async () => {
  const { token } = await attempt();
  const [{ n: before }] = await portal.sql('SELECT COUNT(*) AS n FROM session');
  const replies = await inParallel(Array(50).fill(token), 50, (t) => confirm(t));
  equal(replies.filter((r) => r.status === 303).length, 1);
  equal(replies.filter((r) => r.status === 404).length, 49);
  const [{ n: after }] = await portal.sql('SELECT COUNT(*) AS n FROM session');
  equal(Number(after) - Number(before), 1);
});
test('a request under a foreign Host is refused, and the link of the next good one leads to the configured host', async () => {
  equal((await ask(KNOWN, { headers: { host: 'evil.example.org' } })).status, 421);
  const { link } = await attempt(KNOWN, { headers: { host: `LOCALHOST:${portal.port}` } });
  equal(new URL(link).origin, portal.url);
});

// ---- the code ----
test('the code works once, in small letters and with a blank, and ends the link', async () => {
  const { h, code, token } = await attempt();
  const done = await guess(h, `${code.slice(0, 4)} ${code.slice(4)}`.toLowerCase());
  equal([done.status, done.location], [303, '/home']);
  unequal((await guess(h, code)).status, 303);
  equal((await confirm(token)).status, 404);
});
test('a code belongs to the tab that asked', async () => {
  const mine = await attempt();
  const yours = await attempt('admin@birch.example.net');
  equal((await guess(yours.h, mine.code)).status, 422);
  equal((await guess(mine.h, mine.code)).status, 303);
});
test('five wrong codes, then the right one is worth nothing', async () => {
  const { h, code } = await attempt();
  for (let i = 0; i < 5; i++) equal((await guess(h, `2222222${'23456'[i]}`)).status, 422, `guess ${i + 1}`);
  equal((await guess(h, code)).status, 429);
  equal((await guess(h, code)).status, 429);
});
test('five tries also when fifty come at once over all processes', async () => {
  const { h, code } = await attempt();
  const replies = await inParallel(Array.from({ length: 50 }, (_, i) => `3333${String(i + 1000).replace(/[01]/g, '7')}`), 50, (wrong) => guess(h, wrong));
  const counts = {};
  for (const r of replies) counts[r.status] = (counts[r.status] ?? 0) + 1;
  equal(counts, { 422: 5, 429: 45 });
  const [{ tries }] = await portal.sql('SELECT MAX(tries) AS tries FROM signin');
  equal(Number(tries), 5);
  equal((await guess(h, code)).status, 429, 'the right one afterwards');
});
test('fifty at once with the right code: one session', async () => {
  const { h, code } = await attempt();
  const replies = await inParallel(Array(50).fill(code), 50, (c) => guess(h, c));
  equal(replies.filter((r) => r.status === 303).length, 1);
});

// ---- what a stranger learns ----
test('known, unknown, deactivated and suspended addresses are answered alike; only who may sign in gets a mail', async () => {
  await forgetLimits();
  const gone = await person(portal, { roles: 'sales', org: 1, email: 'gone@alder.example.com' });
  await portal.sql('UPDATE person SET active = FALSE WHERE id = ?', [gone.id]);
  await portal.sql("UPDATE org SET status = 'suspended' WHERE id = 3");
  await deliver();
  const since = portal.mailCount();
  const all = [KNOWN, 'admin@portico.example.com', 'nobody@stranger.example.com', 'gone@alder.example.com', 'sales@cedar.example.org', KNOWN.toUpperCase()];
  const asked = [];
  for (const email of all) asked.push(await ask(email));
  const shapes = new Set(asked.map((reply) => masked(reply, [handleOf(reply)])));
  equal(shapes.size, 1, 'the answers differ');
  const waiting = new Set();
  for (const reply of asked) waiting.add(masked(await client.get(reply.location), [handleOf(reply)]));
  equal(waiting.size, 1, 'the waiting pages differ');
  await deliver();
  const mails = await portal.mails({ since, wait: 0 });
  equal([...new Set(mails.flatMap((m) => m.to))].sort(), ['admin@portico.example.com', KNOWN].sort());
  const tried = new Set();
  for (const reply of [asked[1], asked[2], asked[3]]) {
    const answers = [];
    for (let i = 0; i < 6; i++) answers.push(masked(await guess(handleOf(reply), '22222222'), [handleOf(reply)]));
    tried.add(answers.join('\n====\n'));
  }
  equal(tried.size, 1, 'wrong codes tell who is known');
  await portal.sql("UPDATE org SET status = 'active' WHERE id = 3");
});
test('an address that only looks alike, or that a collation takes for equal, is somebody else\'s', async () => {
  await forgetLimits();
  await deliver();
  const since = portal.mailCount();
  const mine = await attempt();
  const alike = ['s\u00e1les@alder.example.com', 'sale\u0455@alder.example.com', '\uff53ales@alder.example.com', 'sale\u0073\u0301@alder.example.com', 's\u00aales@alder.example.com', 'sale\u017f@alder.example.com'];
  for (const email of alike) {
    const reply = await ask(email);
    ok([303, 422].includes(reply.status), `${email}: ${reply.status}`);
  }
  await deliver();
  equal((await portal.mails({ since, wait: 0 })).flatMap((m) => m.to), [KNOWN], 'mails');
  equal((await confirm(mine.token)).status, 303, 'nor do they end the real one\'s link');
});
const COUNT = 400;
async function askTimes(known, unknown, samples) {
  const times = [[], []];
  for (let i = 0; i < samples; i++) {
    if (i % 20 === 0) await forgetLimits();
    for (const k of i % 2 ? [0, 1] : [1, 0]) {
      const reply = await ask((k ? unknown : known)[i % COUNT]);
      ok(reply.status === 303, `asking answered ${reply.status}`);
      times[k].push(Number(/dur=([\d.]+)/.exec(reply.headers['server-timing'])[1]) * 1000);
    }
  }
  return times;
}
if (portal.server === 'lighttpd') {
  test('what is a tenth slower is found, and what is not is not', async () => {
    const times = (n, shift) => Array.from({ length: n }, () => (1000 + 300 * Math.random() + 50 * Math.random()) * shift);
    ok((await timesDiffer((n) => [times(n, 1), times(n, 1.1)])).differs, 'a tenth went unseen');
    for (let i = 0; i < 20; i++) ok(!(await timesDiffer((n) => [times(n, 1), times(n, 1)])).differs, 'alike differ');
  });
  test('asking takes the same time for known and unknown addresses', async () => {
    const words = (kind) => Array.from({ length: COUNT }, (_, i) => `${kind}${i}@timing.example.com`);
    const [known, unknown] = [words('here'), words('none')];
    await portal.sql('INSERT INTO person (public_id, org_id, email, name, roles, created_at) VALUES ?', [known.map((email) => [crypto.randomBytes(8).readBigUInt64BE().toString(), 1, email, 'Timing', 'sales', new Date()])]);
    const { differs, sentence } = await timesDiffer((samples) => askTimes(known, unknown, samples));
    note(sentence);
    await portal.sql("UPDATE outbox SET status = 'dropped' WHERE kind = 'mail.signin' AND status = 'due'");
    ok(!differs, sentence);
  }, { limit: 120_000 });
}

// ---- asking too often ----
const awayFromTheEdge = async () => {
  const left = 600 - (Date.now() / 1000) % 600;
  if (left < 40) await new Promise((done) => setTimeout(done, left * 1000 + 200));
};
test('six mails an address, counted by all processes together', async () => {
  await awayFromTheEdge();
  await forgetLimits();
  const replies = await inParallel(Array(30).fill('many@stranger.example.com'), 30, (email) => ask(email));
  equal(replies.filter((r) => r.status === 303).length, 6);
  equal(replies.filter((r) => r.status === 429).length, 24);
  equal((await ask('MANY@stranger.example.com')).status, 429, 'in capitals it is the same address');
  equal((await ask('other@stranger.example.com')).status, 303, 'another address is not concerned');
});
test('and sixty a network, whatever it says that it is', async () => {
  await awayFromTheEdge();
  await forgetLimits();
  const replies = await inParallel(Array.from({ length: 80 }, (_, i) => `n${i}@stranger.example.com`), 8,
    (email, i) => ask(email, { headers: { 'x-forwarded-for': `192.0.2.${i}`, 'x-real-ip': `192.0.2.${i}`, forwarded: `for=192.0.2.${i}` } }));
  equal(replies.filter((r) => r.status === 303).length, 60);
  await forgetLimits();
});

// ---- where one lands ----
test('one lands on this site, whatever next says', async () => {
  const evil = ['//evil.example.org', '/\\evil.example.org', '\\\\evil.example.org', 'https://evil.example.org/', 'https:evil.example.org', 'javascript:alert(1)',
    '///evil.example.org', '/\t/evil.example.org', '\t//evil.example.org', '/home\r\nSet-Cookie: a=b', '/%0d%0aSet-Cookie:a=b', '/.//evil.example.org', '/..//evil.example.org',
    '@evil.example.org', '.evil.example.org', '/%2f%2fevil.example.org', '/%5cevil.example.org', 'data:text/html,x', '//evil.example.org/\u202e', '/\u00a0/evil', '/home?x=%0aY', 'home'];
  const wrong = [];
  for (const next of evil) {
    await forgetLimits();
    const page = await client.get(`/login?next=${encodeURIComponent(next)}`);
    if (![200, 400].includes(page.status)) wrong.push(`GET ${JSON.stringify(next)}: ${page.status}`);
    const since = portal.mailCount();
    const asked = await client.post('/login', { _state: stateFor(portal, 'login'), email: KNOWN, next });
    if (asked.status !== 303) continue; // refused at once
    await deliver();
    const [mail] = await portal.mails({ to: KNOWN, since, link: '/confirm' });
    const done = await confirm(new URL(mail.links.find((l) => l.includes('confirm'))).searchParams.get('t'));
    const theme = await client.post('/login/theme', { _state: stateFor(portal, 'theme'), theme: 'dark', next });
    for (const reply of [done, theme]) {
      if (reply.status === 400) continue;
      if (reply.status !== 303 || !/^\/(?![/\\])[\x21-\x7e]*$/.test(reply.location) || new URL(reply.location, portal.url).origin !== portal.url) {
        wrong.push(`${JSON.stringify(next)}: ${reply.status} ${JSON.stringify(reply.location)}`);
      }
      if ((reply.headers['set-cookie'] ?? []).some((line) => /^a=/.test(line))) wrong.push(`${JSON.stringify(next)}: a header of theirs`);
    }
  }
  equal(wrong, []);
}, { limit: 120_000 });
test('a page asked for without a session is where one lands after it', async () => {
  const first = await client.get('/customers?sort=created&dir=up');
  equal(first.location, '/login?next=%2Fcustomers%3Fsort%3Dcreated%26dir%3Dup');
  await forgetLimits();
  const since = portal.mailCount();
  await client.post('/login', { _state: stateFor(portal, 'login'), email: KNOWN, next: new URL(first.location, portal.url).searchParams.get('next') });
  await deliver();
  const [mail] = await portal.mails({ to: KNOWN, since, link: '/confirm' });
  equal((await confirm(new URL(mail.links.find((l) => l.includes('confirm'))).searchParams.get('t'))).location, '/customers?sort=created&dir=up');
});

// ---- sessions ----
test('a cookie that was there before is not kept, and an old session ends', async () => {
  const planted = crypto.randomBytes(32).toString('base64url');
  const first = await confirm((await attempt()).token, as(planted));
  const token = cookieOf(first);
  unequal(token, planted);
  equal((await client.get('/home', as(planted))).status, 303, 'the planted one opens nothing');
  const second = cookieOf(await confirm((await attempt()).token, as(token)));
  equal((await client.get('/home', as(token))).status, 303, 'the first session is over');
  equal((await client.get('/home', as(second))).status, 200);
  const third = await guess(...Object.values(await attempt()).filter((_, i) => i === 0 || i === 2));
  unequal(cookieOf(third), second);
});
test('the cookie is for this host, for no script, and for no other site', async () => {
  const done = await confirm((await attempt()).token);
  const lines = done.headers['set-cookie'].filter((line) => line.startsWith('portico_partner='));
  equal(lines.length, 1);
  match(lines[0], /^portico_partner=[A-Za-z0-9_-]{43}; /);
  for (const word of [/; ?Path=\/(;|$)/, /; ?HttpOnly/, /; ?SameSite=Lax/]) match(lines[0], word);
  unmatch(lines[0], /domain=/i);
});
test('signing out ends the session where it is kept, not in the browser alone', async () => {
  const who = await person(portal, { roles: 'sales', org: 1 });
  const out = await client.post('/login/out', { _csrf: who.csrf, _key: crypto.randomBytes(16).toString('base64url') }, { who });
  equal([out.status, out.location], [303, '/login']);
  match(out.headers['clear-site-data'], '"cache"');
  equal((await client.get('/home', { who })).status, 303);
  const twin = await session(portal, who.id, 'partner');
  equal((await client.get('/home', { who: twin })).status, 200, 'their other device stays signed in');
});
test('idle and old sessions end', async () => {
  for (const change of ['seen_at = seen_at - INTERVAL 1801 SECOND', 'expires_at = UTC_TIMESTAMP(6) - INTERVAL 1 SECOND', 'ended_at = UTC_TIMESTAMP(6)']) {
    const who = await person(portal, { roles: 'sales', org: 1 });
    equal((await client.get('/home', { who })).status, 200);
    await portal.sql(`UPDATE session SET ${change} WHERE id = ?`, [who.session]);
    equal((await client.get('/home', { who })).status, 303, change);
  }
});
test('a partner\'s and a staff\'s session are of different lengths, as the row says', async () => {
  await confirm((await attempt()).token);
  await confirm((await attempt('admin@portico.example.com')).token);
  const rows = await portal.sql("SELECT audience, idle_s, TIMESTAMPDIFF(SECOND, created_at, expires_at) AS whole FROM session WHERE device <> '' OR idle_s <> 1800 ORDER BY id DESC LIMIT 40");
  const of = (audience) => rows.find((r) => r.audience === audience && (audience === 'staff' || r.idle_s !== 1800));
  equal([of('partner').idle_s, Number(of('partner').whole)], [12 * 3600, 14 * 86400]);
  const [staff] = await portal.sql("SELECT idle_s, TIMESTAMPDIFF(SECOND, created_at, expires_at) AS whole FROM session WHERE audience = 'staff' ORDER BY id DESC LIMIT 1");
  equal([staff.idle_s, Number(staff.whole)], [1800, 12 * 3600]);
});
test('deactivated, suspended, moved or of another role: at the next request', async () => {
  const who = await person(portal, { roles: 'sales', org: 1 });
  const status = async (target = '/customers') => (await client.get(target, { who })).status;
  equal(await status(), 200);
  await portal.sql("UPDATE person SET roles = 'training' WHERE id = ?", [who.id]);
  equal(await status(), 403, 'the role');
  await portal.sql("UPDATE person SET roles = 'sales,nonsense,vendor_admin' WHERE id = ?", [who.id]);
  equal(await status(), 200, 'the role again');
  equal(await status('/login/out/staff'), 405);
  await portal.sql("UPDATE org SET status = 'suspended' WHERE id = 1");
  equal(await status(), 303, 'the organisation');
  await portal.sql("UPDATE org SET status = 'archived' WHERE id = 1");
  equal(await status(), 303, 'the archived organisation');
  await portal.sql("UPDATE org SET status = 'active' WHERE id = 1");
  equal(await status(), 200, 'the organisation again');
  const [{ public_id: ours }] = await portal.sql('SELECT public_id FROM customer WHERE org_id = 1 LIMIT 1');
  ok(ours, 'there is a customer');
  const list = (await client.get('/customers', { who })).text;
  await portal.sql('UPDATE person SET org_id = 2 WHERE id = ?', [who.id]);
  const moved = (await client.get('/customers', { who })).text;
  const links = (text) => [...text.matchAll(/href="(\/customers\/[0-9a-hjkmnp-tv-z]{13})"/g)].map((m) => m[1]);
  equal(links(moved).filter((l) => links(list).includes(l)), [], 'rows of the former organisation');
  await portal.sql('UPDATE person SET active = FALSE WHERE id = ?', [who.id]);
  equal(await status(), 303, 'the person');
  await portal.sql('UPDATE person SET active = TRUE, org_id = NULL WHERE id = ?', [who.id]);
  equal(await status(), 303, 'a partner\'s session of somebody without an organisation');
});
test('a link asked for before the person was deactivated is worth nothing', async () => {
  const who = await person(portal, { roles: 'sales', org: 1, email: 'leaver@alder.example.com' });
  const mine = await attempt(who.email);
  await portal.sql('UPDATE person SET active = FALSE WHERE id = ?', [who.id]);
  const reply = await confirm(mine.token);
  ok(!reply.headers['set-cookie'], 'a cookie was set');
  unequal(reply.status, 303);
  const [{ n }] = await portal.sql('SELECT COUNT(*) AS n FROM session WHERE person_id = ? AND ended_at IS NULL AND id <> ?', [who.id, who.session]);
  equal(Number(n), 0);
});
test('a link asked for before the organisation was suspended is worth nothing', async () => {
  const mine = await attempt('sales@cedar.example.org');
  await portal.sql("UPDATE org SET status = 'suspended' WHERE id = 3");
  const reply = await confirm(mine.token);
  await portal.sql("UPDATE org SET status = 'active' WHERE id = 3");
  ok(reply.status !== 303 || !reply.headers['set-cookie'], `answered ${reply.status} with a session`);
});

// ---- what lies in the database ----
test('a dump of the database opens nothing', async () => {
  const signed = await confirm((await attempt()).token);
  const token = cookieOf(signed);
  const live = await attempt();
  const page = await client.get('/home', as(token));
  const csrf = /name="_csrf" value="([^"]+)"/.exec(page.text)[1];
  const secrets = { 'the cookie': token, 'the link': live.token, 'the code': live.code, 'the tab\'s handle': live.h, 'the form token': csrf };
  const rows = [];
  for (const table of await tablesOf(portal)) for (const row of await portal.sql(`SELECT * FROM \`${table}\``)) rows.push([table, row]);
  const holds = (value, secret) => {
    const raw = Buffer.from(secret, 'base64url');
    if (Buffer.isBuffer(value)) return value.includes(raw) || value.includes(secret);
    return String(value).includes(secret) || (raw.length > 8 && String(value).toLowerCase().includes(raw.toString('hex')));
  };
  const found = [];
  for (const [what, secret] of Object.entries(secrets)) for (const [table, row] of rows) for (const [column, value] of Object.entries(row)) if (value !== null && holds(value, secret)) found.push(`${what} in ${table}.${column}`);
  equal([...new Set(found)], []);
  const binary = rows.filter(([table]) => ['session', 'signin'].includes(table)).flatMap(([, row]) => Object.values(row)).filter((v) => Buffer.isBuffer(v) && v.length === 32).slice(-60);
  ok(binary.length >= 5, 'the dump was not read');
  const opened = [];
  await inParallel([...new Set(binary.flatMap((v) => [v.toString('base64url'), v.toString('hex'), v.toString('base64')]))], 8, async (text) => {
    if ((await client.get('/home', as(text))).status === 200) opened.push(`cookie ${text}`);
    if ((await peek(encodeURIComponent(text))).status === 200) opened.push(`link ${text}`);
    if ((await guess(text, live.code)).status === 303) opened.push(`handle ${text}`);
  });
  equal(opened, []);
  equal((await guess(live.h, live.code)).status, 303, 'the code itself works still');
}, { limit: 240_000 });
test('no log holds a token, a code or a cookie', async () => {
  const one = await attempt();
  const done = await confirm(one.token);
  const folder = path.join(portal.folder, 'log');
  const text = fs.readdirSync(folder).filter((name) => name !== 'mail.log').map((name) => fs.readFileSync(path.join(folder, name), 'utf8')).join('\n');
  for (const secret of [one.token, one.code, one.h, cookieOf(done)]) ok(!text.includes(secret), `${secret} is in a log`);
  ok(text.includes('path=/login/confirm'), 'the log was not read');
});
test('none of this left an attempt half used', async () => {
  const state = await portal.sql('SELECT tries FROM signin');
  ok(state.length > 20, 'attempts were made');
  ok(state.every((row) => row.tries <= 5), 'more than five tries');
});

await run();
