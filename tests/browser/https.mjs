// A portal behind https, in a real browser: every cookie is __Host-, Secure, for "/" and for its host alone (TRUST S4, ASVS 3.3.1), the way in
// by a sub-portal's host and out again works with them, and what is not https counts for nothing.
import { launch } from '../lib/browser.mjs';
import { publicId } from '../lib/access.mjs';
import { freePort, start } from '../lib/portal.mjs';
import { request, tlsFront } from '../lib/tls.mjs';
import { DEMO_SECRET, totp } from '../lib/totp.mjs';
import { cleanup, equal, match, ok, run, test, unmatch } from '../lib/tap.mjs';

const SUB = 'cedar.localhost', EMAIL = 'sales@cedar.example.org', STAFF = 'support@portico.example.com', VISITOR = 'ann@customer.example.org';
const port = await freePort();
process.env.PORTICO_SITE_URL = `https://localhost:${port}`;
const portal = await start();
cleanup(() => portal.stop());
const tls = await tlsFront(portal, port, ['localhost', SUB]);
cleanup(() => tls.stop());
const browser = await launch(portal);
cleanup(() => browser.close());
const main = `https://localhost:${port}`, sub = `https://${SUB}:${port}`;
const press = (page, name) => page.getByRole('main').getByRole('button', { name }).first().click();

/** A window that notes every cookie as it was set; set: "host line". */
async function secure() {
  const opened = await browser.open({ ignoreHTTPSErrors: true });
  const set = [], plain = [];
  opened.page.on('response', async (reply) => {
    const url = new URL(reply.url());
    if (url.protocol !== 'https:') plain.push(reply.url());
    const headers = await reply.headersArray().catch(() => []);
    for (const { name, value } of headers) if (/^set-cookie$/i.test(name)) set.push(...value.split('\n').map((line) => `${url.hostname} ${line}`));
  });
  return { ...opened, set, plain };
}
function allGuarded(set, names) {
  for (const line of set) {
    match(line, /^\S+ __Host-[\w-]+=/, 'the prefix');
    match(line, /; Secure(;|$)/, line);
    match(line, /; Path=\/(;|$)/, line);
    match(line, /; HttpOnly(;|$)/, line);
    match(line, /; SameSite=(Lax|Strict)(;|$)/, line);
    unmatch(line, /domain=/i, line);
  }
  for (const name of names) ok(set.some((line) => line.includes(` __Host-${name}=`)), `${name} was never set: ${set.map((line) => line.split('=')[0]).join(', ')}`);
}
async function ask(page, email) {
  const since = portal.mailCount();
  await page.fill('main [name=email]', email);
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/code\?/);
  const [mail] = await portal.mails({ to: email, since, link: '/confirm' });
  const link = mail.links.find((l) => l.includes('/confirm'));
  ok(link.startsWith(`${main}/`), `the mail's link is https: ${link}`);
  await page.goto(link);
  await press(page, 'Sign in');
}

test('a partner in by the sub-portal’s host and out of both, with cookies that no other host and no plain http can have set', async () => {
  const { page, context, set, plain, close } = await secure();
  await page.goto(`${sub}/offers`);
  await press(page, 'Sign in');
  await page.waitForURL(`${main}/login?**`);
  await ask(page, EMAIL);
  await page.waitForURL(`${sub}/offers`);
  match(await page.locator('header .mark').first().innerText(), 'Cedar');
  const sessions = (await context.cookies()).filter((c) => c.name === '__Host-portico_partner');
  equal(sessions.map((c) => c.domain).sort(), [SUB, 'localhost'], 'one of each host, and no dot before it');
  for (const c of sessions) equal([c.secure, c.httpOnly, c.path], [true, true, '/']);
  ok(sessions[0].value !== sessions[1].value);
  await page.locator('footer').getByRole('button', { name: 'Dark' }).click();
  await page.waitForURL(`${sub}/offers`);
  equal(await page.locator('html').getAttribute('data-theme'), 'dark');
  await page.locator('details.person summary').click();
  await page.locator('details.person button').click();
  await page.waitForURL(`${sub}/login`);
  equal((await context.cookies()).filter((c) => /portico_partner/.test(c.name) && c.domain === SUB), []);
  for (const at of [`${sub}/customers`, `${main}/home`]) {
    await page.goto(at);
    equal(new URL(page.url()).pathname, '/login', `${at} after signing out`);
  }
  allGuarded(set, ['portico_partner', 'portico_theme']);
  equal(plain, [], 'nothing was asked for by plain http');
  await close();
});

test('staff, and an end customer at a billing portal, each with a cookie of their own', async () => {
  const { page, context, set, close } = await secure();
  await page.goto(`${main}/login`);
  await ask(page, STAFF);
  await page.waitForURL('**/account/staff/prove?**');
  await page.fill('main [name=code]', totp(DEMO_SECRET));
  await press(page, 'Go on');
  await page.waitForURL(`${main}/admin`);
  const [group] = await portal.sql(`SELECT g.id, CAST(g.public_id AS CHAR) AS public FROM bill_group g JOIN org o ON o.id = g.org_id AND o.party_id <> g.party_id
    WHERE EXISTS (SELECT 1 FROM invoice i WHERE i.bill_group_id = g.id AND i.status = 'unpaid') ORDER BY g.id LIMIT 1`);
  await portal.sql(`INSERT INTO access_rule (public_id, bill_group_id, kind, value, reason, created_by, created_at)
    SELECT 4711, ?, 'email', ?, 'a visitor of the tests', MIN(id), UTC_TIMESTAMP(6) FROM person WHERE org_id IS NULL`, [group.id, VISITOR]);
  await page.goto(`${main}/billing/${publicId(group.public)}`);
  await ask(page, VISITOR);
  await page.waitForURL(`${main}/billing`);
  allGuarded(set, ['portico_staff', 'portico_customer']);
  const names = (await context.cookies()).map((c) => c.name).filter((name) => /portico_(staff|customer|partner)$/.test(name)).sort();
  equal(names, ['__Host-portico_customer', '__Host-portico_staff']);
  await close();
});

test('the bare name opens nothing; what comes from plain http is refused; every answer asks for https from then on', async () => {
  const who = await portal.signIn(EMAIL);
  const value = who.jar.get('__Host-portico_partner');
  ok(value, `cookies: ${[...who.jar.keys()].join(' ')}`);
  const opened = await request(port, '/home', { headers: { cookie: `__Host-portico_partner=${value}` } });
  equal(opened.status, 200);
  for (const name of ['portico_partner', '__Secure-portico_partner', '__host-portico_partner']) {
    const reply = await request(port, '/home', { headers: { cookie: `${name}=${value}` } });
    equal([name, reply.status, reply.headers.location], [name, 303, '/login?next=%2Fhome']);
  }
  const proof = new URLSearchParams(Object.fromEntries([...opened.text.matchAll(/name="(_csrf|_key)" value="([^"]*)"/g)].map((m) => [m[1], m[2]]))).toString();
  for (const origin of [`http://localhost:${port}`, `http://localhost:${portal.port}`, `https://${SUB}:${port}`, 'null']) {
    const sent = await request(port, '/login/out', { method: 'POST', body: proof, headers: { cookie: `__Host-portico_partner=${value}`, origin } });
    equal([origin, sent.status], [origin, 403]);
  }
  for (const target of ['/login', '/home', '/nosuch', '/admin']) match((await request(port, target)).headers['strict-transport-security'] ?? '', 'max-age=31536000', target);
  const away = await request(port, '/login', { host: 'evil.example.org' });
  equal([away.status, away.headers['set-cookie']], [421, undefined]);
});

test('settings with plain http for the world are refused by every program', async () => {
  process.env.PORTICO_SITE_URL = 'http://portal.example.com';
  Object.assign(portal.env, { PORTICO_SITE_URL: process.env.PORTICO_SITE_URL });
  const failed = await portal.area('login', '--get', '/login').then(() => null, (error) => error);
  ok(failed && failed.code !== 0, 'it answered');
  match(failed.stderr, /Site\.Url.*https/);
  Object.assign(portal.env, { PORTICO_SITE_URL: `https://localhost:${port}` });
});

await run();
