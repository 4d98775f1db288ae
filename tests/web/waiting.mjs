// Who hears that people registered themselves and wait (DOMAIN C15, C16): one mail a reader for all who came since the last look, to the
// administrators who decide and to the vendor's own; nobody else, not twice, and no word of another organisation.
import { start } from '../lib/portal.mjs';
import { cleanup, equal, match, ok, run, test, unmatch, until } from '../lib/tap.mjs';

const portal = await start();
cleanup(() => portal.stop());
const one = async (sql, params) => (await portal.sql(sql, params))[0];
let number = 4200;
async function waits(slug, name, email) {
  await portal.sql(`INSERT INTO registration (public_id, org_id, email, name, status, created_at, expires_at, confirmed_at)
    SELECT ?, id, ?, ?, 'waiting', UTC_TIMESTAMP(6), UTC_TIMESTAMP(6) + INTERVAL 1 DAY, UTC_TIMESTAMP(6) FROM org WHERE slug = ?`, [number++, email, name, slug]);
}
/** The worker's next look, and every mail of it on its way. Answers who got one: { address: mail }. */
async function told() {
  const since = portal.mailCount();
  const { id } = await one('SELECT COALESCE(MAX(id), 0) AS id FROM outbox');
  await portal.sql("UPDATE schedule_lease SET last_run_at = NULL WHERE name = 'registration.notice'");
  await until(async () => (await one("SELECT COUNT(*) AS n FROM schedule_lease WHERE name = 'registration.notice' AND last_run_at IS NOT NULL AND leased_until IS NULL")).n);
  await until(async () => !(await one("SELECT COUNT(*) AS n FROM outbox WHERE id > ? AND status = 'due'", [id])).n);
  const rows = await portal.sql("SELECT status FROM outbox WHERE id > ? AND kind = 'mail.registrations_waiting'", [id]);
  const mails = (await portal.mails({ wait: 0, since })).filter((m) => /wait|warten/i.test(m.subject));
  equal(mails.length, rows.filter((row) => row.status === 'done').length, 'one mail a row');
  const found = Object.fromEntries(mails.map((m) => [m.to[0], m]));
  equal(Object.keys(found).length, mails.length, 'one mail a reader');
  return found;
}
await until(async () => (await one("SELECT COUNT(*) AS n FROM schedule_lease WHERE name = 'registration.notice' AND last_run_at IS NOT NULL")).n);
const vendors = (await portal.sql("SELECT email FROM person WHERE org_id IS NULL AND active AND FIND_IN_SET('vendor_admin', roles)")).map((p) => p.email);
const admins = async (slug) => (await portal.sql("SELECT p.email FROM person p JOIN org o ON o.id = p.org_id WHERE o.slug = ? AND p.active AND FIND_IN_SET('partner_admin', p.roles)", [slug])).map((p) => p.email);

test('where nobody waits, nobody is mailed', async () => {
  equal(await told(), {});
});

test('many who came meanwhile are one mail: to those who decide, and one to the vendor’s administrators', async () => {
  for (const name of ['Ann', 'Ben', 'Cyd']) await waits('alder', `${name} New`, `${name.toLowerCase()}@new.example.org`);
  await waits('birch', 'Dan Other', 'dan@other.example.org');
  const mails = await told();
  equal(Object.keys(mails).sort(), [...vendors, ...(await admins('alder')), ...(await admins('birch'))].sort());
  const alder = mails['admin@alder.example.com'];
  match(alder.text, '3 people registered and wait for your approval.');
  for (const word of ['Ann New', 'ben@new.example.org', 'Cyd New']) match(alder.text, word);
  unmatch(alder.text, /Dan|other\.example\.org|Birch/, 'another organisation’s newcomers');
  ok(alder.links.some((link) => link === `${portal.url}/people/waiting`), alder.links.join(' '));
  match(mails[(await admins('birch'))[0]].text, '1 person registered and waits for your approval.');
  const ours = mails['admin@portico.example.com'];
  match(ours.text, '4 people registered with partners and wait for their administrators’ approval.'.replace('’', "'"));
  match(ours.text, /3 people wait/);
  match(ours.text, /1 person waits/);
  unmatch(ours.text, /ann@|dan@|Ann New/, 'whose newcomers they are not');
  ok(ours.links.some((link) => link === `${portal.url}/admin/partners`));
});

test('nobody is told twice; who comes later is told with those who wait still', async () => {
  equal(await told(), {});
  await waits('birch', 'Eve Other', 'eve@other.example.org');
  const mails = await told();
  equal(Object.keys(mails).sort(), [...vendors, ...(await admins('birch'))].sort());
  match(mails[(await admins('birch'))[0]].text, '2 people registered and wait for your approval.');
});

test('each reader’s language; an organisation without an administrator is named to the vendor’s', async () => {
  await portal.sql("UPDATE registration SET status = 'declined' WHERE status = 'waiting'");
  await portal.sql("UPDATE person SET language = 'de' WHERE email = 'admin@portico.example.com'");
  await portal.sql("UPDATE person p JOIN org o ON o.id = p.org_id SET p.roles = 'sales' WHERE o.slug = 'cedar'");
  await waits('cedar', 'Fay Cedar', 'fay@cedar.example.org');
  const mails = await told();
  equal(Object.keys(mails).sort(), [...vendors].sort());
  const { text, subject, links } = mails['admin@portico.example.com'];
  match(subject, 'warten');
  match(text, '1 Person hat sich bei einem Partner registriert');
  match(text, 'keinen Administrator');
  ok(links.some((link) => /\/admin\/partners\/[0-9a-z]{13}$/.test(link)), 'the button leads to that organisation');
  await portal.sql("UPDATE person SET language = 'en' WHERE email = 'admin@portico.example.com'");
});

test('what was decided before the mail went out is not told any more; nor is anybody who was deactivated', async () => {
  await portal.sql("UPDATE registration SET status = 'declined' WHERE status = 'waiting'");
  const put = async (email) => (await portal.sql(`INSERT INTO outbox (kind, noun_id, due_at, created_at)
    SELECT 'mail.registrations_waiting', id, UTC_TIMESTAMP(6), UTC_TIMESTAMP(6) FROM person WHERE email = ?`, [email])).insertId;
  const state = async (id) => {
    await until(async () => (await one('SELECT status FROM outbox WHERE id = ?', [id])).status !== 'due');
    const { status, error } = await one('SELECT status, error FROM outbox WHERE id = ?', [id]);
    return [status, error];
  };
  equal(await state(await put('admin@alder.example.com')), ['dropped', 'nobody waits any more']);
  await waits('alder', 'Gus New', 'gus@new.example.org');
  await portal.sql("UPDATE person SET active = 0 WHERE email = 'finance@alder.example.com'");
  equal(await state(await put('finance@alder.example.com')), ['dropped', 'the reader is gone']);
});

await run();
