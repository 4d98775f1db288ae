// Billing portals: the sign-in by mail (DOMAIN M6), what a visitor sees and what not (M1, M11, M13, decisions 15, 17, 25), the preview (M7,
// decision 52), and that no session of one kind opens the pages of another (invariants 2 and 3). Who may be let in: access_rules.mjs.
import { execFileSync } from 'node:child_process';
import crypto from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { formKey, publicId, stateFor } from '../lib/access.mjs';
import { masked, timesDiffer } from '../lib/compare.mjs';
import { secondStep } from '../lib/totp.mjs';
import { bothWindows } from '../lib/limits.mjs';
import { billPortal } from '../lib/bill_portal.mjs';
import { cleanup, equal, match, note, ok, run, test, unmatch } from '../lib/tap.mjs';

const { portal, client, one, forgetLimits, ours, theirs, closing, own, door, desk, admin, let_in, rules, remove } = await billPortal();

// ---- sign-in ----
const ask = (email, { group = ours, next = '' } = {}) => client.post(door(group), { _state: stateFor(portal, 'portal'), email, next });
const guess = (h, code, { group = ours } = {}) => client.post(`${door(group)}/code`, { _state: stateFor(portal, 'code'), h, code });
const confirm = (t, { group = ours } = {}) => client.post(`${door(group)}/confirm`, { _state: stateFor(portal, 'confirm'), t });
const handleOf = (reply) => new URL(reply.location, portal.url).searchParams.get('h');
const cookieOf = (reply, name = 'portico_customer') => reply.headers['set-cookie']?.map((line) => new RegExp(`^${name}=([^;]*)`).exec(line)?.[1]).find(Boolean);
/** A whole attempt: { h, token, code, mail } of the mail that came. */
async function attempt(email, options) {
  await forgetLimits();
  const since = portal.mailCount();
  const asked = await ask(email, options);
  equal(asked.status, 303, 'asking for the mail');
  const [mail] = await portal.mails({ to: email.toLowerCase(), since, link: '/confirm' });
  const link = mail.links.find((l) => l.includes('/confirm'));
  const code = /^\s*([2-9A-HJKMNP-Z]{4})[ -]?([2-9A-HJKMNP-Z]{4})\s*$/m.exec(mail.text);
  ok(link && code, `the mail holds no link or no code:\n${mail.text}`);
  return { h: handleOf(asked), link, token: new URL(link).searchParams.get('t'), code: code[1] + code[2], mail };
}
/** Somebody signed in to a portal. */
async function visit(email, { group = ours } = {}) {
  const { token } = await attempt(email, { group });
  const done = await confirm(token, { group });
  equal([done.status, done.location], [303, '/billing']);
  const visitor = portal.visitor();
  visitor.jar.set('portico_customer', cookieOf(done));
  return visitor;
}

test('by link: asked for in any case, opened by scanners twice, confirmed by its button, once', async () => {
  await rules('kunde.example.org');
  const page = await client.get(door(ours));
  equal(page.status, 200);
  unmatch(page.text, ours.name, 'the door does not say whose it is');
  const { link, token, mail } = await attempt('Ann@KUNDE.example.org');
  ok(link.startsWith(`${portal.url}${door(ours)}/confirm?t=`));
  equal([mail.from, mail.to], ['portal@example.com', ['ann@kunde.example.org']]);
  for (const headers of [{}, { 'user-agent': 'scanner/1.0' }, { 'sec-fetch-site': 'cross-site' }]) {
    const opened = await client.get(link.replace(portal.url, ''), { headers });
    equal(opened.status, 200);
    ok(!opened.headers['set-cookie'], 'opening it signs nobody in');
    match(opened.text, 'ann@kunde.example.org');
  }
  equal((await client.get(`${door(theirs)}/confirm?t=${token}`)).status, 404, 'it opens no other portal');
  equal((await confirm(token, { group: theirs })).status, 404);
  const ann = portal.visitor();
  const done = await ann.submit(await ann.get(link.replace(portal.url, '')), {}, { action: `${door(ours)}/confirm` });
  equal([done.status, done.location], [303, '/billing']);
  match((await ann.get('/billing')).text, ours.name);
  equal((await confirm(token)).status, 404, 'it works once');
  equal((await ann.get(door(ours))).location, '/billing', 'who is signed in need not sign in');
});

test('by code, in the waiting tab; another place leads on after it', async () => {
  await rules('ann@kunde.example.org');
  const { h, code } = await attempt('ann@kunde.example.org', { next: '/billing/invoices' });
  equal((await guess(h, code, { group: theirs })).status, 429, 'not at another portal');
  const done = await guess(h, ` ${code.slice(0, 4)} ${code.slice(4).toLowerCase()}`);
  equal([done.status, done.location], [303, '/billing/invoices']);
  ok(cookieOf(done));
  const away = await attempt('ann@kunde.example.org', { next: '//evil.example.com/billing' });
  equal((await confirm(away.token)).location, '/billing', 'and no other site does');
});

test('an address that no rule covers gets the same answer and no mail; sub-domains and look-alikes are not covered', async () => {
  await rules('kunde.example.org', 'bob@firma.example.org', 'bücher.example');
  await forgetLimits();
  const since = portal.mailCount();
  const strangers = ['ann@sub.kunde.example.org', 'ann@xkunde.example.org', 'ann@kunde.example.org.evil.example.com', 'ann@example.org',
    'böb@firma.example.org', 'alice@firma.example.org', 'ann@bucher.example', 'sales@alder.example.com'];
  const answers = new Map();
  for (const email of ['ann@kunde.example.org', ...strangers]) {
    const reply = await ask(email);
    const h = handleOf(reply);
    const tab = await client.get(reply.location);
    const wrong = await guess(h, 'ABCDEFGH');
    answers.set(email, [masked(reply, [h]), masked(tab, [h]), masked(wrong, [h])].join('\n'));
  }
  equal(new Set(answers.values()).size, 1, `these differ: ${[...answers.keys()].filter((e) => answers.get(e) !== answers.get('ann@kunde.example.org'))}`);
  await portal.mails({ to: 'ann@kunde.example.org', since, link: '/confirm' });
  await ask('ann@bücher.example'); // covered, so the worker has been past the others when its mail comes
  await portal.mails({ to: 'ann@xn--bcher-kva.example', since, link: '/confirm' });
  const mailed = (await portal.mails({ since, wait: 0 })).flatMap((m) => m.to);
  equal(mailed.filter((to) => strangers.includes(to)), []);
  const rows = await portal.sql("SELECT o.status FROM outbox o JOIN signin s ON s.id = o.noun_id WHERE o.kind = 'mail.portal' AND s.email = 'ann@sub.kunde.example.org'");
  equal(rows.map((r) => r.status), ['dropped']);
});

let asker = 0;
test('and it takes the same time', async () => {
  await rules('kunde.example.org');
  const { differs, sentence } = await timesDiffer(async (n) => {
    const times = { known: [], unknown: [] };
    for (let i = 0; i < Math.min(n, 400); i++) {
      if (i % 25 === 0) await forgetLimits();
      for (const kind of i % 2 ? ['known', 'unknown'] : ['unknown', 'known']) {
        const reply = await ask(`p${++asker}@${kind === 'known' ? 'kunde' : 'fremd'}.example.org`);
        equal(reply.status, 303);
        times[kind].push(reply.us);
      }
    }
    return [times.known, times.unknown];
  });
  note(`known and unknown: ${sentence}`);
  ok(!differs, sentence);
}, { limit: 120_000 });

test('codes are guessed five times at most, whichever process is asked; mails are asked for six times', async () => {
  await rules('kunde.example.org');
  const { h, code } = await attempt('ann@kunde.example.org');
  const answers = [];
  for (let i = 0; i < 5; i++) answers.push((await guess(h, `ABCDEF${i + 2}2`)).status);
  equal(answers, [422, 422, 422, 422, 422]);
  equal((await guess(h, code)).status, 429, 'the right one comes too late');
  await forgetLimits();
  const asked = [];
  for (let i = 0; i < 6; i++) asked.push((await ask('bob@kunde.example.org')).status);
  await bothWindows(portal);
  asked.push((await ask('bob@kunde.example.org')).status);
  equal(asked, [303, 303, 303, 303, 303, 303, 429]);
  equal((await ask('stranger@nowhere.example.org')).status, 303);
  for (let i = 0; i < 5; i++) await ask('stranger@nowhere.example.org');
  await bothWindows(portal);
  equal((await ask('stranger@nowhere.example.org')).status, 429, 'who is not covered is limited alike');
  await forgetLimits();
});

test('a removed rule ends the session that it let in at the next request, and the mail that is under way; the others stay', async () => {
  await rules('kunde.example.org', 'eve@firma.example.org');
  const ann = await visit('ann@kunde.example.org');
  const eve = await visit('eve@firma.example.org');
  const waiting = await attempt('bob@kunde.example.org');
  const page = await ann.get('/billing/account');
  equal(page.status, 200);
  equal((await remove('kunde.example.org')).status, 303);
  const gone = await ann.get('/billing');
  equal([gone.status, gone.location], [303, '/billing/again?next=%2Fbilling']);
  equal((await ann.get(gone.location)).location, `${door(ours)}?next=%2Fbilling`, 'back to the door of that portal');
  equal((await ann.submit(page, {}, { action: '/billing/out' })).status, 403, 'a form, too');
  equal((await eve.get('/billing')).status, 200);
  equal((await confirm(waiting.token)).status, 404, 'a link that was mailed before');
  equal((await let_in('kunde.example.org')).status, 303);
  equal((await ann.get('/billing')).status, 303, 'a new rule does not wake it up');
});

test('a domain in the place of its addresses: who is in stays in, by the domain; who was out stays out; and the domain is what ends it', async () => {
  await rules('ann@firma.example.org', 'bob@firma.example.org', 'eve@mail.firma.example.org');
  const [ann, bob, eve] = [await visit('ann@firma.example.org'), await visit('bob@firma.example.org'), await visit('eve@mail.firma.example.org')];
  equal((await remove('bob@firma.example.org')).status, 303);
  equal((await bob.get('/billing')).status, 303);
  const replacing = await admin.get(`${desk(ours)}/rules/replace?value=firma.example.org&reason=${encodeURIComponent('all of them from now on')}`);
  match(replacing.text, 'stays signed in, for the domain covers them');
  equal((await admin.submit(replacing, {}, { action: `${desk(ours)}/rules/replace` })).status, 303);
  equal((await ann.get('/billing')).status, 200, 'the covering rule carries the session');
  equal((await eve.get('/billing')).status, 200, 'another rule’s session is untouched');
  equal((await bob.get('/billing')).status, 303, 'a session that was over does not wake up');
  equal((await remove('firma.example.org')).status, 303);
  equal((await ann.get('/billing')).status, 303, 'over with the rule that carries it');
  equal((await eve.get('/billing')).status, 200);
});

// ---- what a visitor sees ----
const idsOf = async (group) => (await portal.sql("SELECT CAST(public_id AS CHAR) AS id, number FROM invoice WHERE bill_group_id = ? AND status <> 'draft' AND owner = 'end_customer' ORDER BY issued_on DESC, invoice.id DESC", [group.id]));
function textOf(bytes) {
  const file = path.join(os.tmpdir(), `portico-${process.pid}.pdf`);
  fs.writeFileSync(file, bytes);
  try {
    return execFileSync('pdftotext', [file, '-'], { encoding: 'utf8' });
  } finally {
    fs.rmSync(file, { force: true });
  }
}

/** An amount as a page in English shows it; the blank before the currency does not break. */
const shown = (minor, currency) => new RegExp(`${(Number(minor) / 100).toLocaleString('en', { minimumFractionDigits: 2 }).replace('.', '\\.')}\\s${currency}`);

test('the overview: who is billed, what runs, the invoices with their sums, and each as PDF', async () => {
  await rules('kunde.example.org');
  const ann = await visit('ann@kunde.example.org');
  const page = await ann.get('/billing');
  const party = await one('SELECT p.* FROM party p JOIN bill_group g ON g.party_id = p.id WHERE g.id = ?', [ours.id]);
  for (const word of [party.legal_name, party.address1, party.city, 'Example Software GmbH', 'Birch Reseller Example']) match(page.text, word);
  const offers = await portal.sql('SELECT v.name FROM subscription s JOIN offer_version v ON v.id = s.version_id WHERE s.bill_group_id = ?', [ours.id]);
  for (const { name } of offers) match(page.text, name);
  const csv = await ann.get('/billing/invoices?format=csv');
  const list = await ann.get('/billing/invoices');
  for (const { number } of await idsOf(ours)) match(csv.text, number);
  const sums = await portal.sql("SELECT currency, SUM(total_minor) AS total, SUM(due_minor) AS open FROM invoice WHERE bill_group_id = ? AND status <> 'draft' GROUP BY currency", [ours.id]);
  for (const s of sums) {
    match(list.text, shown(s.total, s.currency));
    match(list.text, shown(s.open, s.currency));
  }
  const [first] = await idsOf(ours);
  const pdf = await ann.get(`/billing/invoices/${publicId(first.id)}/pdf`);
  equal([pdf.status, pdf.headers['content-type']], [200, 'application/pdf']);
  match(textOf(pdf.bytes), first.number);
  equal(Buffer.compare(pdf.bytes, (await ann.get(`/billing/invoices/${publicId(first.id)}/pdf`)).bytes), 0, 'the same bytes again');
});

const words = (page) => page.text.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ').replace(/&nbsp;|\u00a0/g, ' ');

test('the sums say of how many invoices they are, numbers lead to their files, and what is past due and how to pay stand on the first page', async () => {
  await rules('kunde.example.org');
  const ann = await visit('ann@kunde.example.org');
  const all = await idsOf(ours);
  const [first] = all;
  const kept = await portal.sql('SELECT id, status, due_on, due_minor FROM invoice WHERE bill_group_id = ?', [ours.id]);
  const org = await one('SELECT portal_contact FROM org WHERE id = ?', [ours.org_id]);
  cleanup(async () => { // the books are looked at when all is done, whatever became of this test
    for (const row of kept) await portal.sql('UPDATE invoice SET status = ?, due_on = ?, due_minor = ? WHERE id = ?', [row.status, row.due_on, row.due_minor, row.id]);
  });
  await portal.sql("UPDATE invoice SET status = 'paid', due_minor = 0 WHERE bill_group_id = ? AND status <> 'draft'", [ours.id]);
  const settled = await ann.get('/billing');
  for (const none of ['past due', 'How to pay', 'IBAN']) unmatch(words(settled), none, 'nothing is open');
  await portal.sql("UPDATE invoice SET status = 'unpaid', due_on = CURRENT_DATE - INTERVAL 40 DAY, due_minor = total_minor WHERE number = ?", [first.number]);
  const { total_minor: total, currency } = await one('SELECT total_minor, currency FROM invoice WHERE number = ?', [first.number]);
  const page = await ann.get('/billing');
  const amount = shown(total, currency);
  match(words(page), new RegExp(`Billing 1 invoice is past due: ${amount.source} `), 'before everything else, in words');
  match(words(page), `Amount of all ${all.length} invoices in EUR`);
  for (const target of [page, await ann.get('/billing/invoices')]) match(target.text, new RegExp(`<a href="/billing/invoices/${publicId(first.id)}/pdf">${first.number}</a>`));
  const pdf = textOf((await ann.get(`/billing/invoices/${publicId(first.id)}/pdf`)).bytes);
  const iban = /IBAN ([A-Z]{2}\d\d(?: \d{1,4})+)/.exec(words(page))[1];
  ok(pdf.includes(iban), `the PDF has no ${iban}`);
  for (const word of ['How to pay', 'Account holder Example Software GmbH', `Reference ${first.number}`]) match(words(page), word);
  const seller = await one('SELECT p.email FROM party p JOIN legal_entity e ON e.party_id = p.id JOIN bill_group g ON g.legal_entity_id = e.id WHERE g.id = ?', [ours.id]);
  match(page.text, `href="mailto:${org.portal_contact || seller.email}"`);
  await portal.sql("UPDATE org SET portal_contact = 'help@birch.example.net' WHERE id = ?", [ours.org_id]);
  match(words(await ann.get('/billing')), 'Questions help@birch.example.net');
  await portal.sql('UPDATE org SET portal_contact = ? WHERE id = ?', [org.portal_contact, ours.org_id]);
  for (const row of kept) await portal.sql('UPDATE invoice SET status = ?, due_on = ?, due_minor = ? WHERE id = ?', [row.status, row.due_on, row.due_minor, row.id]);
});

test('a link that has expired says so and leads to a new one', async () => {
  await rules('kunde.example.org');
  const { token } = await attempt('ann@kunde.example.org');
  await portal.sql("UPDATE signin SET expires_at = UTC_TIMESTAMP(6) - INTERVAL 1 SECOND WHERE email = 'ann@kunde.example.org'");
  for (const page of [await client.get(`${door(ours)}/confirm?t=${token}`), await confirm(token)]) {
    equal(page.status, 404);
    match(page.text, '<h1>This link has expired</h1>');
    match(page.text, new RegExp(`href="${door(ours)}">Ask for a new link<`));
    unmatch(page.text, 'Not found');
  }
});

test('another bill group\'s, drafts and what the partner owns are not there: in lists, sums, files', async () => {
  await rules('kunde.example.org');
  const ann = await visit('ann@kunde.example.org');
  const [foreign] = await idsOf(theirs);
  equal((await ann.get(`/billing/invoices/${publicId(foreign.id)}/pdf`)).status, 404);
  equal((await ann.get(`/billing/invoices/${publicId('12345')}/pdf`)).status, 404);
  for (const target of ['/billing', '/billing/invoices?format=csv', '/billing/subscriptions?format=csv']) unmatch((await ann.get(target)).text, foreign.number, target);
  const [hidden] = await idsOf(ours);
  const before = (await ann.get('/billing/invoices')).text;
  match(before, hidden.number);
  await portal.sql("UPDATE invoice SET owner = 'partner' WHERE number = ?", [hidden.number]);
  for (const target of ['/billing', '/billing/invoices', '/billing/invoices?format=csv']) unmatch((await ann.get(target)).text, hidden.number, target);
  equal((await ann.get(`/billing/invoices/${publicId(hidden.id)}/pdf`)).status, 404, 'not its file either');
  const { total } = await one("SELECT SUM(total_minor) AS total FROM invoice WHERE bill_group_id = ? AND status <> 'draft' AND owner = 'end_customer'", [ours.id]);
  match((await ann.get('/billing/invoices')).text, shown(total, 'EUR'), 'nor its sum');
  await portal.sql("UPDATE invoice SET owner = 'end_customer' WHERE number = ?", [hidden.number]);
  await portal.sql("UPDATE customer_order SET invoice_owner = 'partner' WHERE id IN (SELECT l.order_id FROM order_line l JOIN subscription s ON s.order_line_id = l.id WHERE s.bill_group_id = ?)", [ours.id]);
  match((await ann.get('/billing/subscriptions')).text, 'There are no subscriptions.');
  await portal.sql("UPDATE customer_order SET invoice_owner = 'end_customer' WHERE id IN (SELECT l.order_id FROM order_line l JOIN subscription s ON s.order_line_id = l.id WHERE s.bill_group_id = ?)", [ours.id]);
});

test('what a change has replaced is named no more', async () => {
  await rules('kunde.example.org');
  const ann = await visit('ann@kunde.example.org');
  const before = /<main[\s\S]*<\/main>/.exec((await ann.get('/billing/subscriptions')).text)[0];
  await portal.sql(`INSERT INTO subscription_item (subscription_id, org_id, product_id, version_id, units, charge, period_months, buy_minor, sell_minor, addon,
    live, ended_on) SELECT subscription_id, org_id, product_id, version_id, units + 1, charge, period_months, buy_minor, sell_minor, addon, NULL, CURRENT_DATE
    FROM subscription_item WHERE subscription_id IN (SELECT id FROM subscription WHERE bill_group_id = ?)`, [ours.id]);
  equal(/<main[\s\S]*<\/main>/.exec((await ann.get('/billing/subscriptions')).text)[0], before);
  await portal.sql('DELETE FROM subscription_item WHERE live IS NULL AND subscription_id IN (SELECT id FROM subscription WHERE bill_group_id = ?)', [ours.id]);
});

test('the partner\'s own price and its margin are nowhere (decision 55)', async () => {
  await rules('kunde.example.org');
  const ann = await visit('ann@kunde.example.org');
  const kept = await portal.sql('SELECT id, buy_minor FROM subscription_item WHERE subscription_id IN (SELECT id FROM subscription WHERE bill_group_id = ?)', [ours.id]);
  await portal.sql('UPDATE subscription_item SET buy_minor = 7654321 WHERE subscription_id IN (SELECT id FROM subscription WHERE bill_group_id = ?)', [ours.id]);
  const margins = await portal.sql('SELECT id, margin_minor FROM schedule_entry WHERE subscription_id IN (SELECT id FROM subscription WHERE bill_group_id = ?)', [ours.id]);
  ok(margins.length, 'there are payments');
  await portal.sql('UPDATE schedule_entry SET margin_minor = 6543210 WHERE subscription_id IN (SELECT id FROM subscription WHERE bill_group_id = ?)', [ours.id]);
  const secrets = (await portal.sql('SELECT sell_minor - 7654321 AS n FROM subscription_item WHERE subscription_id IN (SELECT id FROM subscription WHERE bill_group_id = ?)', [ours.id])).map((r) => Math.abs(r.n)).concat(7654321, 6543210);
  const forms = secrets.flatMap((minor) => [String(minor), (minor / 100).toFixed(2), (minor / 100).toLocaleString('en', { minimumFractionDigits: 2 }), (minor / 100).toLocaleString('de', { minimumFractionDigits: 2 })]);
  const pages = ['/billing', '/billing/invoices', '/billing/invoices?format=csv', '/billing/subscriptions', '/billing/subscriptions?format=csv'];
  const invoice = /href="(\/billing\/invoices\/\w{13})"/.exec((await ann.get('/billing/invoices')).text)?.[1];
  for (const target of invoice ? [...pages, invoice] : pages) {
    const { status, text } = await ann.get(target);
    equal(status, 200, target);
    for (const form of forms) ok(!text.includes(form), `${form} on ${target}`);
    unmatch(text, /margin/i, target);
  }
  for (const { id, buy_minor } of kept) await portal.sql('UPDATE subscription_item SET buy_minor = ? WHERE id = ?', [buy_minor, id]);
  for (const { id, margin_minor } of margins) await portal.sql('UPDATE schedule_entry SET margin_minor = ? WHERE id = ?', [margin_minor, id]);
});

test('the brand is the seller\'s: its colour at the door and inside', async () => {
  await rules('kunde.example.org');
  const ann = await visit('ann@kunde.example.org');
  for (const page of [await client.get(door(ours)), await ann.get('/billing')]) {
    const css = /href="(\/home\/brand\/[^"]+\.css)"/.exec(page.text)?.[1];
    ok(css, 'its style sheet');
    equal((await client.get(css)).status, 200);
    match(page.text, 'Birch Reseller Example');
  }
});

test('without a contract and an open invoice the portal is closed, and no rule can be added (decision 25)', async () => {
  equal((await let_in('zu.example.org', 'before the end', { group: closing })).status, 303);
  const zoe = await visit('zoe@zu.example.org', { group: closing });
  equal((await zoe.get('/billing')).status, 200);
  const runs = await portal.sql("SELECT id, status FROM subscription WHERE bill_group_id = ? AND status IN ('pending','active','suspended')", [closing.id]);
  const open = await portal.sql("SELECT id, status, due_minor FROM invoice WHERE bill_group_id = ? AND status IN ('unpaid','pending')", [closing.id]);
  await portal.sql("UPDATE subscription SET status = 'expired' WHERE bill_group_id = ?", [closing.id]);
  if (open.length) equal((await zoe.get('/billing')).text.includes('This billing portal is closed'), false, 'an open invoice keeps it open');
  await portal.sql("UPDATE invoice SET status = 'paid', due_minor = 0 WHERE bill_group_id = ? AND status IN ('unpaid','pending')", [closing.id]);
  const since = portal.mailCount();
  for (const target of ['/billing', '/billing/invoices', '/billing/subscriptions', `/billing/invoices/${publicId((await idsOf(closing))[0].id)}/pdf`]) {
    const page = await zoe.get(target);
    match(page.text, 'This billing portal is closed', target);
    unmatch(page.text, closing.name);
  }
  match((await client.get(door(closing))).text, 'This billing portal is closed');
  match((await ask('zoe@zu.example.org', { group: closing })).text, 'This billing portal is closed');
  equal((await admin.get(`${desk(closing)}/rules/new`)).status, 409);
  equal(portal.mailCount(), since);
  for (const { id, status } of runs) await portal.sql('UPDATE subscription SET status = ? WHERE id = ?', [status, id]);
  for (const { id, status, due_minor: due } of open) await portal.sql('UPDATE invoice SET status = ?, due_minor = ? WHERE id = ?', [status, due, id]);
  equal((await zoe.get('/billing')).status, 200);
});

// ---- sessions ----
test('sessions do not mix: no cookie of one kind opens a page of another, under any name', async () => {
  await rules('sales@birch.example.net');
  const sales = await portal.signIn('sales@birch.example.net'); // the same person, at both
  const visitor = await visit('sales@birch.example.net');
  const tokens = { partner: sales.jar.get('portico_partner'), staff: admin.jar.get('portico_staff'), customer: visitor.jar.get('portico_customer') };
  const pages = { partner: ['/home', '/customers', '/offers'], staff: ['/admin', desk(ours)], customer: ['/billing', '/billing/invoices', '/billing/account'] };
  for (const [realm, targets] of Object.entries(pages)) {
    for (const target of targets) {
      for (const [kind, token] of Object.entries(tokens)) {
        const cookie = Object.keys(tokens).map((name) => `portico_${name}=${token}`).join('; ');
        const reply = await client.get(target, { who: { cookie } });
        equal([target, kind, reply.status], [target, kind, kind === realm ? 200 : 303]);
      }
    }
  }
  const { token } = await attempt('sales@birch.example.net');
  equal((await client.post('/login/confirm', { _state: stateFor(portal, 'confirm'), t: token })).status, 404, 'a portal\'s link at /login');
  const { stdout } = await portal.portico('signin-link', 'sales@birch.example.net');
  const ours_ = new URL(stdout.trim()).searchParams.get('t');
  equal((await confirm(ours_)).status, 404, 'a link of ours at a portal');
  equal((await client.post('/login/confirm', { _state: stateFor(portal, 'confirm'), t: ours_ })).status, 303, 'and it was not used up by that');
});

test('where one is signed in: the list, one ended, all others ended; sign out', async () => {
  await rules('kunde.example.org');
  const [first, second, third] = [await visit('ann@kunde.example.org'), await visit('ann@kunde.example.org'), await visit('ann@kunde.example.org')];
  const stranger = await visit('bob@kunde.example.org');
  const page = await first.get('/billing/account');
  equal([...page.text.matchAll(/Sign out there/g)].length, 2);
  const forms = [...page.text.matchAll(/name="session" value="([^"]+)"/g)].map((m) => m[1]);
  equal(forms.length, 2);
  const bobs = await stranger.get('/billing/account');
  unmatch(bobs.text, 'Sign out there', 'another address\'s sessions are not listed');
  equal((await first.submit(page, {}, { action: '/billing/account/sessions/end' })).status, 303);
  equal((await Promise.all([second, third].map((v) => v.get('/billing')))).map((r) => r.status).sort(), [200, 303]);
  equal((await first.submit(await first.get('/billing/account'), {}, { action: '/billing/account/sessions/others' })).status, 303);
  equal([(await second.get('/billing')).status, (await third.get('/billing')).status], [303, 303]);
  equal([(await first.get('/billing')).status, (await stranger.get('/billing')).status], [200, 200]);
  const out = await first.submit(await first.get('/billing'), {}, { action: '/billing/out' });
  equal([out.status, out.location], [303, door(ours)]);
  match(out.headers['clear-site-data'], 'cache');
  equal((await first.get('/billing')).status, 303);
});

// ---- preview ----
test('staff look at a portal before any rule is there: reason, step-up, banner, trail, and nothing can be written', async () => {
  await rules();
  const support = await portal.signIn('support@portico.example.com');
  const at = `${desk(ours)}/view`;
  const page = await support.get(at);
  equal((await support.submit(page, { reason: 'why' }, { action: at })).status, 422);
  await portal.sql("UPDATE session SET step_up_at = step_up_at - INTERVAL 601 SECOND WHERE audience = 'staff' AND person_id = (SELECT id FROM person WHERE email = 'support@portico.example.com')");
  const asked = await support.get(at);
  match(asked.location, /^\/account\/staff\/prove/);
  await secondStep(support, asked.location);
  const sent = await support.submit(await support.get(at), { reason: 'Ticket 21: what will they see?' }, { action: at });
  equal([sent.status, sent.location], [303, '/billing']);
  const seen = await support.get('/billing');
  equal(seen.status, 200);
  match(seen.text, `You are looking at these pages as ${ours.name} sees them. Nothing can be changed.`);
  const row = await one("SELECT v.detail, p.email FROM audit a JOIN audit_value v ON v.audit_id = a.id JOIN person p ON p.id = a.person_id WHERE a.action = 'bill_group.viewed' AND a.noun_id = ?", [ours.id]);
  equal({ ...row }, { detail: 'reason: Ticket 21: what will they see?', email: 'support@portico.example.com' });

  const count = () => one('SELECT (SELECT COUNT(*) FROM document) d, (SELECT COUNT(*) FROM answered) a, (SELECT COUNT(*) FROM session WHERE ended_at IS NOT NULL) s');
  await portal.sql('DELETE FROM document WHERE invoice_id IN (SELECT id FROM invoice WHERE bill_group_id = ?)', [ours.id]);
  const before = await count();
  const [first] = await idsOf(ours);
  const pdf = await support.get(`/billing/invoices/${publicId(first.id)}/pdf`);
  equal([pdf.status, pdf.headers['content-type']], [200, 'application/pdf'], 'the file is shown');
  match(textOf(pdf.bytes), first.number);
  equal({ ...(await count()) }, { ...before }, 'and nothing is kept of it');
  const out = await support.submit(await support.get('/billing'), {}, { action: '/billing/out' });
  equal([out.status, out.location], [303, desk(ours)], '"Stop looking" leads back to the desk');
  equal((await support.get('/billing')).status, 303);
  equal((await support.get('/admin')).status, 200, 'where they still are');
});

test('a preview writes nothing but its own end, shows what the customer sees, and ends with the staff session', async () => {
  await rules('kunde.example.org');
  const ann = await visit('ann@kunde.example.org');
  const support = await portal.signIn('support@portico.example.com');
  const at = `${desk(ours)}/view`;
  await support.submit(await support.get(at), { reason: 'to see what they see' }, { action: at });
  const main = (page) => /<main[\s\S]*<\/main>/.exec(page.text)[0].replace(/<div class="notice" role="status">[\s\S]*?<\/form><\/div>/, '').replace(/\s+/g, ' ');
  for (const target of ['/billing', '/billing/invoices', '/billing/subscriptions']) equal(main(await support.get(target)), main(await ann.get(target)), target);
  const csrf = /name="_csrf" value="([^"]+)"/.exec((await support.get('/billing')).text)[1];
  for (const target of ['/billing/account/sessions/end', '/billing/account/sessions/others']) {
    const refused = await support.post(target, { _csrf: csrf, _key: formKey(), session: 'x' });
    equal([target, refused.status], [target, 403]);
    match(refused.text, 'Only looking');
  }
  equal((await ann.get('/billing')).status, 200, 'nobody was signed out by that');
  unmatch((await ann.get('/billing/account')).text, 'Sign out there', 'the look is no session of theirs');
  await support.submit(await support.get('/admin'), {}, { action: '/login/out/staff' });
  equal((await support.get('/billing')).status, 303);
});

test('nothing that opens a door is in the database or in a log', async () => {
  await rules('kunde.example.org');
  const { token, code, h } = await attempt('ann@kunde.example.org');
  const done = await confirm(token);
  const cookie = cookieOf(done);
  const rows = JSON.stringify(await portal.sql("SELECT HEX(handle) h, HEX(token_hash) t, HEX(code_hash) c FROM signin WHERE email = 'ann@kunde.example.org'"));
  for (const secret of [token, cookie, h]) ok(!rows.includes(Buffer.from(secret, 'base64url').toString('hex').toUpperCase()));
  ok(rows.includes(crypto.createHash('sha256').update(Buffer.from(token, 'base64url')).digest('hex').toUpperCase()));
  const log = ['portico.log', 'worker.log', 'access.log', 'front.log'].map((name) => path.join(portal.folder, 'log', name)).filter((file) => fs.existsSync(file))
    .map((file) => fs.readFileSync(file, 'utf8')).join('\n');
  for (const secret of [token, code, cookie]) ok(!log.includes(secret), 'a secret is in a log');
});

await run();
