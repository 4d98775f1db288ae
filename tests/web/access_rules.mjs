// Who may be let into a billing portal (DOMAIN M5, decisions 22-24): the rules at the desk.
import { formKey, publicId } from '../lib/access.mjs';
import { secondStep } from '../lib/totp.mjs';
import { billPortal } from '../lib/bill_portal.mjs';
import { equal, match, ok, run, test, unmatch } from '../lib/tap.mjs';

const { portal, client, one, ours, theirs, own, door, desk, admin, let_in, live, rules, remove } = await billPortal();

test('a rule is a domain or one address, in lower case, with a reason and an author', async () => {
  await rules('Kunde.Example.ORG', 'Ann.Lee@Office.Example.net');
  equal(await live(), ['ann.lee@office.example.net', 'kunde.example.org']);
  const row = await one("SELECT r.kind, r.reason, p.email FROM access_rule r JOIN person p ON p.id = r.created_by WHERE r.value = 'kunde.example.org' AND r.live = 1");
  equal({ ...row }, { kind: 'domain', reason: 'asked for by their controller', email: 'admin@portico.example.com' });
  const page = await admin.get(desk(ours));
  for (const word of ['kunde.example.org', 'asked for by their controller', 'Alex Vendor']) match(page.text, word);
  match(page.text, `http://localhost:${portal.port}${door(ours)}</code>`, 'the link to share stands there as text');
  for (const reason of ['', 'why']) {
    const refused = await let_in('more.example.org', reason);
    equal(refused.status, 422, 'without a reason');
    match(refused.text, 'value="more.example.org"', 'what was typed is kept');
  }
  equal((await live()).length, 2);
});

test('lists are refused, one value a time', async () => {
  await rules();
  for (const list of ['a@x.example.org, b@x.example.org', 'a@x.example.org;b@x.example.org', 'a@x.example.org b@x.example.org', 'x.example.org,y.example.org']) {
    const refused = await let_in(list);
    equal([list, refused.status], [list, 422]);
    match(refused.text, 'Add one domain or address at a time');
  }
  equal(await live(), []);
});

test('what would let anybody in is refused: public suffixes and public mail domains; a single address there is not', async () => {
  await rules();
  for (const value of ['co.uk', 'github.io', 'CO.UK']) match((await let_in(value)).text, 'Anybody can have a name below this one', value);
  for (const value of ['gmail.com', 'GMX.de', 'yahoo.co.uk', '@web.de', 'Outlook.com']) match((await let_in(value)).text, 'Anybody can get an address there', value);
  for (const value of ['localhost', 'com', '*.example.org', 'https://example.org', '192.0.2.7', 'ann@', 'a_b.example.org']) {
    const refused = await let_in(value);
    equal([value, refused.status], [value, 422]);
    match(refused.text, 'neither a domain nor an e-mail address', value);
  }
  equal((await let_in('someone@gmail.com')).status, 303);
  equal(await live(), ['someone@gmail.com']);
});

test('an international domain is one domain, however it is written', async () => {
  await rules('Bücher.example');
  equal(await live(), ['xn--bcher-kva.example']);
  match((await let_in('xn--bcher-kva.example')).text, 'is allowed already');
  match((await let_in('BÜCHER.example')).text, 'is allowed already');
  match((await let_in('ann@bücher.example')).text, 'covered already, by the rule for the domain bücher.example');
});

test('overlaps are refused and named; a domain can take the place of its addresses', async () => {
  await rules('kunde.example.org');
  const covered = await let_in('Ann@Kunde.example.org');
  equal(covered.status, 422);
  match(covered.text, 'This address is covered already, by the rule for the domain kunde.example.org.');
  match((await let_in('KUNDE.example.org')).text, 'kunde.example.org is allowed already.');
  equal((await let_in('buchhaltung.kunde.example.org')).status, 303, 'a sub-domain is another domain');
  equal((await let_in('ann@post.kunde.example.org')).status, 303);

  await rules('ann@firma.example.org', 'bob@firma.example.org', 'eve@mail.firma.example.org');
  const covers = await let_in('firma.example.org', 'now for all of them');
  equal(covers.status, 422);
  match(covers.text, 'Single addresses of this domain are allowed already: ann@firma.example.org, bob@firma.example.org.');
  unmatch(covers.text, /already:[^<]*eve@/);
  const link = /href="([^"]*\/rules\/replace\?[^"]*)"/.exec(covers.text)[1].replaceAll('&amp;', '&');
  const asks = await admin.get(link);
  match(asks.text, 'These rules are removed: ann@firma.example.org, bob@firma.example.org.');
  equal(await live(), ['ann@firma.example.org', 'bob@firma.example.org', 'eve@mail.firma.example.org'], 'looking changes nothing');
  equal((await admin.submit(asks, {}, { action: `${desk(ours)}/rules/replace` })).status, 303);
  equal(await live(), ['eve@mail.firma.example.org', 'firma.example.org']);
  const gone = await one("SELECT removed_by, removed_reason FROM access_rule WHERE value = 'ann@firma.example.org' ORDER BY id DESC LIMIT 1");
  ok(gone.removed_by);
  equal(gone.removed_reason, 'replaced by firma.example.org');
  equal((await admin.get(link)).status, 303, 'nothing is left to be replaced');
});

test('every rule and every removal is in the trail, with the reason; a form sent twice adds one rule', async () => {
  await rules();
  const page = await admin.get(`${desk(ours)}/rules/new`);
  const values = { value: 'twice.example.org', reason: 'sent twice by a double click' };
  const answers = await Promise.all([1, 2].map(() => admin.submit(page, values, { action: `${desk(ours)}/rules/new` })));
  equal(answers.map((a) => a.status), [303, 303]);
  equal(await live(), ['twice.example.org']);
  equal((await remove('twice.example.org', 'the contract went to another company')).status, 303);
  equal(await live(), []);
  const trail = await portal.sql(`SELECT a.action, v.detail, p.email FROM audit a JOIN audit_value v ON v.audit_id = a.id JOIN person p ON p.id = a.person_id
    WHERE a.noun = 'bill_group' AND a.noun_id = ? AND v.detail LIKE 'twice.%' ORDER BY a.id`, [ours.id]);
  equal(trail.map((r) => ({ ...r })), [
    { action: 'access_rule.added', detail: 'twice.example.org: sent twice by a double click', email: 'admin@portico.example.com' },
    { action: 'access_rule.removed', detail: 'twice.example.org: the contract went to another company', email: 'admin@portico.example.com' }]);
  match((await admin.get(desk(ours))).text, 'the contract went to another company');
});

test('removing wants a reason, happens once, and only in its own bill group', async () => {
  await rules('stays.example.org');
  equal((await remove('stays.example.org', 'no')).status, 422);
  const { id } = await one("SELECT CAST(public_id AS CHAR) AS id FROM access_rule WHERE value = 'stays.example.org' AND live = 1");
  const there = `${desk(theirs)}/rules/${publicId(id)}/remove`;
  equal((await admin.get(there)).status, 404, 'a rule of another bill group');
  const csrf = /name="_csrf" value="([^"]+)"/.exec((await admin.get(desk(ours))).text)[1];
  equal((await admin.post(there, { _csrf: csrf, _key: formKey(), reason: 'through the other one' })).status, 404);
  equal(await live(), ['stays.example.org']);
  const at = `${desk(ours)}/rules/${publicId(id)}/remove`;
  equal((await admin.post(at, { _key: formKey(), reason: 'without a proof' })).status, 403);
  equal((await remove('stays.example.org')).status, 303);
  equal((await admin.post(at, { _csrf: csrf, _key: formKey(), reason: 'a second time' })).status, 404);
});

test('rules are a right of their own, and a step-up', async () => {
  const support = await portal.signIn('support@portico.example.com');
  equal((await support.get(desk(ours))).status, 200, 'who may see records sees them');
  unmatch((await support.get(desk(ours))).text, 'Let somebody in');
  equal((await support.get(`${desk(ours)}/rules/new`)).status, 403);
  const content = await portal.signIn('content@portico.example.com');
  equal((await content.get(desk(ours))).status, 403);
  const partner = await portal.signIn('admin@birch.example.net');
  equal((await partner.get(desk(ours))).status, 303, 'no page of a partner');
  const finance = await portal.signIn('finance@portico.example.com');
  equal((await finance.get(`${desk(ours)}/rules/new`)).status, 403);
  await portal.sql("UPDATE vendor_role SET rights = CONCAT(rights, ',rule.write') WHERE role_key = 'vendor_finance'");
  await rules();
  equal((await let_in('by-finance.example.org', 'the customer asked us by phone', { who: finance })).status, 303);
  const page = await finance.get(`${desk(ours)}/rules/new`);
  await portal.sql("UPDATE session SET step_up_at = step_up_at - INTERVAL 601 SECOND WHERE audience = 'staff' AND person_id = (SELECT id FROM person WHERE email = 'finance@portico.example.com')");
  const asked = await finance.get(`${desk(ours)}/rules/new`);
  equal([asked.status, asked.location], [303, `/account/staff/prove?next=${encodeURIComponent(`${desk(ours)}/rules/new`)}`]);
  match((await finance.submit(page, { value: 'late.example.org', reason: 'from an old page' }, { action: `${desk(ours)}/rules/new` })).location, /^\/account\/staff\/prove/);
  equal(await live(), ['by-finance.example.org']);
  await secondStep(finance, asked.location);
  equal((await finance.get(`${desk(ours)}/rules/new`)).status, 200);
});

test('an organisation\'s own bill group has no portal', async () => {
  match((await admin.get(desk(own))).text, 'organisation&#39;s own bill group');
  equal((await admin.get(`${desk(own)}/rules/new`)).status, 409);
  equal((await admin.get(`${desk(own)}/view`)).status, 409);
  equal((await client.get(door(own))).status, 404);
});

test('the program prints a page from a shell, as an address that a rule covers', async () => {
  await rules('kunde.example.org');
  const { stdout } = await portal.area('billing', '--get', '/billing', '--as', 'ann@kunde.example.org');
  match(stdout, ours.name);
  const { stdout: link } = await portal.portico('signin-link', 'ann@kunde.example.org', '--portal', publicId(ours.public));
  equal((await client.get(new URL(link.trim()).pathname + new URL(link.trim()).search)).status, 200);
  const refused = await portal.portico('signin-link', 'ann@fremde.example.org', '--portal', publicId(ours.public)).catch((e) => e);
  match(refused.stderr, 'no rule of the portal');
});

await run();
