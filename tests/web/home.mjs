// The first page: figures and the last twelve months are the organisation's own, counted in the person's zone, and only what they may open.
import { start } from '../lib/portal.mjs';
import { plain } from '../lib/visitor.mjs';
import { cleanup, equal, match, ok, run, test, unmatch } from '../lib/tap.mjs';

const portal = await start();
cleanup(() => portal.stop());
const card = (html, title) => html.split('<li class="card">').slice(1).find((part) => plain(/<h2>([\s\S]*?)<\/h2>/.exec(part)[1]).trim() === title);
const figure = (html, title) => plain(/class="figure">([^<]*)/.exec(card(html, title))[1]).trim();
const months = (html, title) => [...card(html, title).matchAll(/<th scope="row">([^<]*)<\/th><td class="number">([^<]*)</g)].map(([, label, n]) => [label, n]);

/** The month of today there, so many months ago: its first instant. No daylight saving is kept in Kiritimati. */
const ZONE = 'Pacific/Kiritimati', AHEAD_MS = 14 * 3_600_000;
const there = new Date(Date.now() + AHEAD_MS);
const firstOf = (ago) => new Date(Date.UTC(there.getUTCFullYear(), there.getUTCMonth() - ago, 1) - AHEAD_MS);
const at = (ms) => new Date(ms).toISOString().replace('T', ' ').replace('Z', '');
const name = (ago) => new Date(Date.UTC(there.getUTCFullYear(), there.getUTCMonth() - ago, 1)).toLocaleString('en', { month: 'long', year: 'numeric', timeZone: 'UTC' });

test('months begin at midnight in the person\'s zone', async () => {
  await portal.sql("UPDATE person SET zone = ? WHERE email = 'admin@alder.example.com'", [ZONE]);
  await portal.sql("UPDATE customer SET created_at = '2020-01-01'");
  const ids = (await portal.sql('SELECT id FROM customer WHERE org_id = 1 ORDER BY id LIMIT 6')).map((row) => row.id);
  const [{ id: foreign }] = await portal.sql('SELECT id FROM customer WHERE org_id = 2 ORDER BY id LIMIT 1');
  const put = (id, ms) => portal.sql('UPDATE customer SET created_at = ? WHERE id = ?', [at(ms), id]);
  await put(ids[0], firstOf(0).getTime()); // this month's first instant
  await put(ids[1], firstOf(0).getTime() - 1); // last month's last millisecond
  await put(ids[2], firstOf(1).getTime());
  await put(ids[3], firstOf(11).getTime()); // the oldest that counts
  await put(ids[4], firstOf(11).getTime() - 1); // and one that is too old
  await put(ids[5], firstOf(5).getTime() + 86_400_000);
  await put(foreign, firstOf(0).getTime() + 1);
  const { text } = await (await portal.signIn('admin@alder.example.com')).get('/home');
  const expected = Array.from({ length: 12 }, (_, i) => [name(11 - i), '0']);
  expected[11][1] = '1';
  expected[10][1] = '2';
  expected[6][1] = '1';
  expected[0][1] = '1';
  match(plain(text), 'Times are in Pacific/Kiritimati (UTC+14:00).', 'each page says once of where its times are');
  unmatch((await portal.get('/login')).text, 'Times are in', 'where there are none, nothing');
  equal(months(text, 'Customers'), expected);
  match(plain(card(text, 'Customers')), '1 new this month');
  const [{ n }] = await portal.sql('SELECT COUNT(*) AS n FROM customer WHERE org_id = 1');
  equal(figure(text, 'Customers'), String(n));
  match(card(text, 'Customers'), /<svg class="spark"[^>]*aria-label="New customers a month, from /);
});
test('past due is what was due before today', async () => {
  await portal.sql("UPDATE person SET zone = 'UTC' WHERE email = 'admin@alder.example.com'");
  await portal.sql("UPDATE invoice SET due_on = UTC_DATE() WHERE org_id = 1 AND status = 'unpaid'");
  const admin = await portal.signIn('admin@alder.example.com');
  match(plain(card((await admin.get('/home')).text, 'Unpaid invoices')), 'None is past due');
  await portal.sql("UPDATE invoice SET due_on = UTC_DATE() - INTERVAL 1 DAY WHERE org_id = 1 AND status = 'unpaid' LIMIT 1");
  match(plain(card((await admin.get('/home')).text, 'Unpaid invoices')), '1 past due');
});
test('a card is there for what one may open', async () => {
  const titles = async (email) => [...(await (await portal.signIn(email)).get('/home')).text.matchAll(/<h2>(?:<a[^>]*>)?([^<]*)/g)].map((m) => m[1]);
  ok((await titles('admin@alder.example.com')).includes('Unpaid invoices'));
  await portal.sql("UPDATE person SET roles = 'training' WHERE email = 'sales@alder.example.com'");
  const few = await titles('sales@alder.example.com');
  for (const title of ['Customers', 'Unpaid invoices', 'Orders and changes this month']) ok(!few.includes(title), `${title} is shown to who may not open it`);
});
test('an organisation that has nothing yet: noughts, and nothing is drawn', async () => {
  await portal.portico('org', 'add', 'fresh', '--name', 'Fresh Example', '--entity', (await portal.sql('SELECT invoice_prefix FROM legal_entity LIMIT 1'))[0].invoice_prefix);
  await portal.portico('user', 'add', 'first@fresh.example.com', '--name', 'First', '--org', 'fresh', '--roles', 'partner_admin');
  const { text } = await (await portal.signIn('first@fresh.example.com')).get('/home');
  for (const title of ['Customers', 'Orders and changes this month', 'Active subscriptions', 'Unpaid invoices']) equal(figure(text, title), '0', title);
  unmatch(text, '<svg class="spark"');
});

await run();
