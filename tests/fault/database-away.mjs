// The database goes away and comes back: pages say so in the house's own page, at once, and everything goes on by itself afterwards.
import { cleanup, equal, match, ok, run, test, unmatch, until } from '../lib/tap.mjs';
import { processes } from '../lib/fault.mjs';
import { start } from '../lib/portal.mjs';

const portal = await start();
cleanup(() => portal.stop());
/** The connect patience and what a busy machine adds; whoever hangs comes to a minute. */
const EMAIL = 'sales@alder.example.com', LIMIT_MS = 30_000;
const ann = await portal.signIn(EMAIL);
const home = await ann.get('/home'), login = await ann.get('/login');
const before = ['login', 'home', 'customers'].map((area) => processes(portal, area).sort());
/** The answer and whether it came in time. */
async function timed(ask) {
  const begin = Date.now(), page = await ask();
  ok(Date.now() - begin < LIMIT_MS, `${page.path} took ${Date.now() - begin} ms`);
  return page;
}
function away(page) {
  equal(page.status, 503, page.text.slice(0, 300));
  equal(page.headers['retry-after'], '30');
  match(page.text, /<main\b/);
  match(page.text, 'We cannot do this right now. Nothing was changed.');
  match(page.text, /\b[0-9a-f]{16}\b/, 'no request number');
  unmatch(page.text, /mysql|maria|socket|SQL/i, 'the page tells of the inside');
}

test('before: pages answer', async () => {
  equal([home.status, login.status, (await ann.get('/customers')).status], [200, 200, 200]);
});
test('the database stops: pages say so soon, with a request number', async () => {
  await portal.database('stop-db');
  for (const target of ['/home', '/customers', '/customers?sort=name&q=a']) away(await timed(() => ann.get(target)));
});
test('what needs no database answers all the same; whoever is not signed in is told as well', async () => {
  equal((await timed(() => portal.get('/static/css/portico.css'))).status, 200);
  const page = await timed(() => portal.get('/login')); // it lists the identity providers
  if (page.status !== 200) away(page);
});
test('a form that is sent meanwhile does nothing and says so', async () => {
  away(await timed(() => ann.submit(login, { email: EMAIL })));
  away(await timed(() => ann.submit(home, {}, { action: /\/login\/out/ })));
});
test('the database starts: the next requests succeed, by the same processes', async () => {
  await portal.database('start-db');
  for (const target of ['/home', '/customers', '/login']) equal((await timed(() => ann.get(target))).status, 200, target);
  for (let i = 0; i < 10; i++) equal((await ann.get('/customers')).status, 200);
  equal(['login', 'home', 'customers'].map((area) => processes(portal, area).sort()), before, 'processes were replaced');
});
test('the worker goes on by itself: a mail that is asked for now arrives', async () => {
  const visitor = await portal.signInByMail('admin@alder.example.com');
  equal((await visitor.get('/home')).status, 200);
});
test('a restart between two requests is not noticed', async () => {
  await portal.database('restart-db');
  equal((await ann.get('/customers')).status, 200);
  equal((await ann.submit(await ann.get('/home'), {}, { action: /\/login\/out/ })).status, 303);
});
test('a database that hangs: an answer within the driver\'s patience, and nothing half done', async () => {
  const bob = await portal.signIn('finance@alder.example.com');
  const [{ pid }] = [{ pid: Number((await import('node:fs')).readFileSync(`${portal.runFolder}/db.pid`, 'utf8')) }];
  process.kill(pid, 'SIGSTOP');
  const begin = Date.now();
  const page = await bob.get('/customers').finally(() => process.kill(pid, 'SIGCONT'));
  equal(page.status, 503);
  ok(Date.now() - begin < 50_000, `it took ${Date.now() - begin} ms`);
  await until(async () => (await bob.get('/customers')).status === 200, 'it has woken up');
});
await run();
