// An invoice cancelled before it is paid, a draft dropped (DOMAIN decision 58; lib/model/invoice_cancel.h, X1 to X8), at the desk and as partner,
// customer and program see it. The sums of what is billed again are tests/unit/invoice_cancel_test.c's.
import { execFile, execFileSync } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { person, stopWorker, visitor } from '../lib/access.mjs';
import { Api, makeKey } from '../lib/api.mjs';
import { publicText } from '../lib/orders.mjs';
import { start } from '../lib/portal.mjs';
import { order, somebody } from '../lib/shop.mjs';
import { cleanup, equal, match, ok, run, test, unmatch } from '../lib/tap.mjs';
import { formOf } from '../lib/visitor.mjs';

const portal = await start();
cleanup(() => portal.stop());
await stopWorker(portal);
await portal.sql(`UPDATE person SET language = 'en'`);
const desk = await portal.signIn('admin@portico.example.com', { language: 'en' });
const money = await portal.signIn('finance@portico.example.com', { language: 'en' });
const alder = await portal.signIn('admin@alder.example.com', { language: 'en' });
const birch = await portal.signIn('admin@birch.example.net', { language: 'en' });
const [{ id: alderOrg }] = await portal.sql("SELECT id FROM org WHERE slug = 'alder'");
const one = async (sql, params) => (await portal.sql(sql, params))[0];
const value = async (sql, params) => Object.values((await one(sql, params)) ?? {})[0];
const plain = (page) => page.text.replace(/<(style|script)[\s\S]*?<\/\1>/g, '').replace(/<[^>]+>/g, ' ').replace(/&nbsp;|\u00a0/g, ' ').replace(/&#39;/g, "'").replace(/\s+/g, ' ');
const worker = async () => {
  await portal.sql(`DELETE FROM schedule_lease WHERE name IN ('invoice.draft', 'invoice.number', 'credit.settle')`);
  await promisify(execFile)(path.join(portal.bin, 'portico-worker'), ['--once'], { env: portal.env });
};
const invoiceOf = (id) => one('SELECT *, CAST(public_id AS CHAR) AS public FROM invoice WHERE id = ?', [id]);
let companies = 0;
/** An order's draft; numbered: its invoice. */
async function billed(visitor, { numbered = true, lines = [['Pro, yearly', 10]] } = {}) {
  const company = `Cancel Example ${++companies}`;
  await order(visitor, lines, { ...somebody, company, email: `cancel${companies}@example.org` });
  const id = await value('SELECT i.id FROM invoice i JOIN customer c ON c.id = i.customer_id WHERE c.name = ?', [company]);
  if (numbered) await worker();
  const row = await invoiceOf(id);
  return { ...row, company, at: `/admin/invoices/${publicText(row.public)}`, path: `/invoices/${publicText(row.public)}` };
}
const creditOf = async (invoice) => {
  const row = await one('SELECT *, CAST(public_id AS CHAR) AS public FROM invoice WHERE corrects_id = ?', [invoice.id]);
  return row && { ...row, at: `/admin/invoices/${publicText(row.public)}`, path: `/invoices/${publicText(row.public)}` };
};
const asked = { services: 'again', reason: 'the address was wrong' };
const end = async (who, invoice, how, values = {}) => who.submit(await who.get(`${invoice.at}/${how}`), { ...asked, ...values }, { action: `${invoice.at}/${how}` });
const planned = (invoice) => portal.sql(`SELECT e.status, e.unbilled, COUNT(*) AS n FROM schedule_entry e JOIN subscription s ON s.id = e.subscription_id
  WHERE s.customer_id = ? AND e.due_on <= CURRENT_DATE + INTERVAL 1 DAY GROUP BY 1, 2 ORDER BY 1, 2`, [invoice.customer_id]);

test('a draft has a page at the desk: who pays, what for, how much; nobody else sees it', async () => {
  const draft = await billed(alder, { numbered: false });
  const page = await desk.get(draft.at);
  equal(page.status, 200);
  for (const words of ['Draft of an invoice', 'Alder Partner Example Ltd', draft.company, 'Alder Partner Example', 'Waits for its number', 'Drop this draft', 'Invoice drafted']) match(plain(page), words);
  match(plain(page), (draft.total_minor / 100).toLocaleString('en-US', { minimumFractionDigits: 2 }));
  unmatch(page.text, '/pdf"');
  unmatch(page.text, 'Cancel this invoice');
  match((await desk.get('/admin/invoices?status=draft')).text, `href="${draft.at}"`);
  for (const target of [draft.path, `${draft.path}/pdf`]) equal((await alder.get(target)).status, 404);
  equal((await desk.get(`/invoices/staff/${publicText(draft.public)}/pdf`)).status, 404);
  await worker();
});

test('a draft is dropped, its payments void or gathered anew; once, with a reason', async () => {
  for (const services of ['never', 'again']) {
    const draft = await billed(alder, { numbered: false });
    equal((await desk.get(`${draft.at}/cancel`)).text.includes('A draft can be dropped'), true);
    for (const [name, wrong] of [['services', ''], ['services', 'perhaps'], ['reason', ''], ['reason', 'why']]) equal([name, wrong, (await end(desk, draft, 'drop', { [name]: wrong })).status], [name, wrong, 422]);
    const gone = await end(desk, draft, 'drop', { services });
    equal([gone.status, gone.location], [303, '/admin/invoices']);
    equal(await invoiceOf(draft.id), undefined);
    equal((await desk.get(draft.at)).status, 404);
    equal((await end(desk, { at: draft.at }, 'drop').catch(() => null))?.status ?? 404, 404);
    const note = await one("SELECT a.action, v.detail FROM audit a JOIN audit_value v ON v.audit_id = a.id WHERE a.noun = 'invoice' AND a.noun_id = ? ORDER BY a.id DESC LIMIT 1", [draft.id]);
    equal({ ...note }, { action: 'invoice.dropped', detail: asked.reason });
    await worker();
    const since = await portal.sql('SELECT status, total_minor FROM invoice WHERE customer_id = ?', [draft.customer_id]);
    equal(since.map((row) => ({ ...row })), services === 'again' ? [{ status: 'unpaid', total_minor: draft.total_minor }] : []);
  }
});

let cancelled;
test('an issued invoice is cancelled: both documents closed, each says so, on the page and in the file', async () => {
  const invoice = cancelled = await billed(alder), before = portal.mailCount();
  match(plain(await money.get(invoice.at)), 'Cancel this invoice');
  const asks = await money.get(`${invoice.at}/cancel`);
  for (const words of [`Cancel invoice ${invoice.number}?`, 'credit note', 'That cannot be undone', 'Bill them again']) match(plain(asks), words);
  const kept = await end(money, invoice, 'cancel', { services: '' });
  equal(kept.status, 422);
  match(kept.text, `value="${asked.reason}"`, 'what was typed stays');
  const done = await end(money, invoice, 'cancel', { services: 'never' });
  equal([done.status, done.location], [303, invoice.at], plain(done).slice(0, 500));
  const credit = await creditOf(invoice), now = await invoiceOf(invoice.id);
  equal([now.status, now.due_minor, credit.kind, credit.status, credit.due_minor, credit.total_minor], ['canceled', 0, 'credit_note', 'paid', 0, -invoice.total_minor]);
  equal(credit.margin_minor + invoice.margin_minor, 0);
  const said = await money.get(invoice.at);
  for (const words of [`is cancelled by credit note ${credit.number}`, 'Cancelled', `Less credit note ${credit.number}`, asked.reason, 'Jamie Vendor']) match(plain(said), words);
  unmatch(said.text, `${invoice.at}/cancel`, 'it is not offered again');
  unmatch(plain(said), 'Please pay');
  match(plain(await money.get(credit.at)), `Credit note ${credit.number} for ${invoice.number}`);
  unmatch((await money.get(credit.at)).text, '/cancel"');
  // the partner
  const theirs = await alder.get(invoice.path), note = await alder.get(credit.path);
  match(theirs.text, 'data-state="canceled"');
  match(theirs.text, `href="${credit.path}">${credit.number}</a>`);
  for (const page of [theirs, note]) unmatch(plain(page), asked.reason, 'the reason is ours');
  match(plain(note), `Credit note ${credit.number} for ${invoice.number}`);
  match(note.text, `href="${invoice.path}">${invoice.number}</a>`);
  for (const target of [invoice.path, credit.path]) equal((await birch.get(target)).status, 404);
  const listed = await alder.get(`/invoices?q=${invoice.company.replaceAll(' ', '+')}`);
  for (const words of ['Cancelled', 'Cancels an invoice']) match(plain(listed), words);
  // the file, and the mail with it
  const file = await alder.get(`${credit.path}/pdf`);
  const words = execFileSync('pdftotext', ['-layout', '-', '-'], { input: file.bytes }).toString().replace(/\s+/g, ' ');
  match(words, `Cancels invoice ${invoice.number} of`);
  await worker();
  const [mail] = await portal.mails({ to: 'admin@alder.example.com', link: credit.path, since: before });
  equal(mail.attachments[0].filename, `${credit.number}.pdf`);
  match(mail.text.replace(/\u00a0/g, ' '), new RegExp(`Cancels invoice:? +${invoice.number} of`));
  match(mail.text, 'Nothing is to be paid');
  equal((await planned(invoice)).map((row) => ({ ...row, n: undefined })), [{ status: 'void', unbilled: 'never', n: undefined }], 'nothing of it is billed any more');
});

test('the API says which is cancelled, and what a credit note cancels', async () => {
  const api = new Api(portal, await makeKey(portal, 'alder')), credit = await creditOf(cancelled);
  const read = async (row) => (await api.get(`/api/v1/invoices/${publicText(row.public)}`)).json;
  const was = await read(cancelled), note = await read(credit);
  equal([was.status, was.corrects ?? null, was.balance.amount], ['canceled', null, 0]);
  equal([note.kind, note.status, note.corrects, note.lines.length], ['credit_note', 'paid', cancelled.number, was.lines.length]);
});

test('billed again: the next invoice is the same but for what was put right', async () => {
  const invoice = await billed(birch, { lines: [['Training days', 3]] }), { party_id: party } = await one('SELECT party_id FROM customer WHERE id = ?', [invoice.customer_id]);
  await portal.sql("UPDATE party SET address1 = 'Put Right Road 7' WHERE id = ?", [party]);
  equal((await end(desk, invoice, 'cancel')).status, 303);
  equal((await planned(invoice)).map((row) => [row.status, row.unbilled]), [['planned', 'again']]);
  await worker();
  const credit = await creditOf(invoice);
  const [next, ...more] = await portal.sql("SELECT *, CAST(public_id AS CHAR) AS public FROM invoice WHERE customer_id = ? AND kind = 'invoice' AND id > ?", [invoice.customer_id, invoice.id]);
  equal([more.length, next.status, next.total_minor, next.margin_minor, next.due_minor], [0, 'unpaid', invoice.total_minor, invoice.margin_minor, invoice.total_minor]);
  match(plain(await birch.get(`/invoices/${publicText(next.public)}`)), 'Put Right Road 7');
  unmatch(plain(await birch.get(invoice.path)), 'Put Right Road 7');
  // the end customer, in the billing portal
  const customer = await visitor(portal, { group: invoice.bill_group_id });
  const list = await portal.get('/billing/invoices', { cookie: customer.cookie });
  equal(list.status, 200);
  for (const words of [invoice.number, 'Cancelled', credit.number, 'Cancels an invoice', next.number, 'Unpaid']) match(plain(list), words);
  for (const row of [invoice, credit, next]) equal((await portal.get(`/billing/invoices/${publicText(row.public)}/pdf`, { cookie: customer.cookie })).status, 200);
});

test('twice sent, or by two at once: one credit note', async () => {
  const invoice = await billed(alder), target = `${invoice.at}/cancel`;
  const page = await desk.get(target), form = { ...formOf(page.text, target).values, ...asked };
  const [first, again] = await Promise.all([desk.post(target, form), desk.post(target, form)]);
  equal([first.status, again.status, first.location, again.location], [303, 303, invoice.at, invoice.at], 'the same form gets the same answer');
  equal(await value('SELECT COUNT(*) FROM invoice WHERE corrects_id = ?', [invoice.id]), 1);
  const other = await billed(alder);
  const [mine, theirs] = [await desk.get(`${other.at}/cancel`), await money.get(`${other.at}/cancel`)];
  const replies = await Promise.all([desk.submit(mine, asked, { action: `${other.at}/cancel` }), money.submit(theirs, { ...asked, services: 'never' }, { action: `${other.at}/cancel` })]);
  equal(replies.map((reply) => reply.status).sort(), [303, 409]);
  match(plain(replies.find((reply) => reply.status === 409)), 'It is cancelled already');
  equal(await value('SELECT COUNT(*) FROM invoice WHERE corrects_id = ?', [other.id]), 1);
  match(plain(await desk.get(`${other.at}/cancel`)), 'It is cancelled already');
});

test('not while it is being paid, nor once it is', async () => {
  const invoice = await billed(alder);
  const page = await desk.get(`${invoice.at}/cancel`);
  await portal.sql("UPDATE invoice SET status = 'pending' WHERE id = ?", [invoice.id]);
  const late = await desk.submit(page, asked, { action: `${invoice.at}/cancel` });
  equal(late.status, 409);
  match(plain(late), 'A payment of it is under way');
  unmatch((await desk.get(invoice.at)).text, '/cancel"');
  await portal.sql("UPDATE invoice SET status = 'unpaid' WHERE id = ?", [invoice.id]);
  const [paid] = await portal.sql("SELECT CAST(public_id AS CHAR) AS public FROM invoice WHERE status = 'paid' AND kind = 'invoice' ORDER BY id LIMIT 1");
  match(plain(await desk.get(`/admin/invoices/${publicText(paid.public)}/cancel`)), 'It is paid');
});

test('who may not, cannot: without the right, the proof, or an invoice', async () => {
  const invoice = await billed(alder);
  for (const roles of ['channel_manager', 'support_agent']) {
    const who = await person(portal, { roles }), look = await portal.get(invoice.at, { cookie: who.cookie });
    equal([roles, look.status, look.text.includes(`${invoice.at}/cancel`)], [roles, 200, false]);
    for (const how of ['cancel', 'drop']) {
      equal([roles, (await portal.get(`${invoice.at}/${how}`, { cookie: who.cookie })).status], [roles, 403]);
      const sent = await desk.post(`${invoice.at}/${how}`, { ...asked, _csrf: who.csrf, _key: 'A'.repeat(22) }, { cookie: who.cookie });
      equal([roles, sent.status], [roles, 403]);
    }
  }
  const content = await person(portal, { roles: 'content_manager' });
  equal((await portal.get(invoice.at, { cookie: content.cookie })).status, 403);
  const partner = await person(portal, { roles: 'partner_admin', org: alderOrg });
  equal((await portal.get(invoice.at, { cookie: partner.cookie })).status, 303, 'a partner is asked to sign in as staff');
  equal((await desk.post(`${invoice.at}/cancel`, asked)).status, 403, 'without the proof');
  for (const none of ['0000000000000', 'nonsense']) for (const how of ['', '/cancel', '/drop']) equal((await desk.get(`/admin/invoices/${none}${how}`)).status, 404);
  await portal.sql("UPDATE session SET step_up_at = step_up_at - INTERVAL 1 DAY WHERE person_id = (SELECT id FROM person WHERE email = 'finance@portico.example.com')");
  equal((await money.get(`${invoice.at}/cancel`)).status, 303, 'the second step is asked for again');
  equal((await invoiceOf(invoice.id)).status, 'unpaid');
});

test('while the worker drafts, numbers and settles, each document ends in one way', async () => {
  const documents = [];
  for (let i = 0; i < 6; i++) documents.push(await billed(alder, { numbered: i < 3, lines: [['Pro, yearly', 10], ['Archive', 3]] }));
  const hows = await Promise.all(documents.map(async (d) => ((await invoiceOf(d.id)).status === 'draft' ? 'drop' : 'cancel')));
  const pages = await Promise.all(documents.map((d, i) => desk.get(`${d.at}/${hows[i]}`)));
  const [replies] = await Promise.all([
    Promise.all(documents.map((d, i) => desk.submit(pages[i], { ...asked, services: i % 2 ? 'never' : 'again' }, { action: `${d.at}/${hows[i]}` }))),
    ...[1, 2].map(() => worker().catch(() => 'it could not get at a row in time, and comes again'))]);
  for (const [i, { status }] of replies.entries()) {
    const row = await invoiceOf(documents[i].id);
    ok([303, 409].includes(status), `${hows[i]}: ${status}`);
    if (hows[i] === 'cancel') equal([status, row.status], [303, 'canceled'], 'nothing stood in the way');
    else if (status === 303) equal(row, undefined, 'a draft that was dropped is gone');
    else equal(row.status, 'unpaid', 'the worker was first');
  }
  await worker();
  equal(await value("SELECT COUNT(*) FROM invoice WHERE status = 'draft'"), 0);
});

await run();
