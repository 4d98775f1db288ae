// The life of a subscription over HTTP (DOMAIN L15, decisions 13, 14, 59): what the preview says is what is billed, who may do what,
// what waits for its day, renewals. Amounts are worked out by hand from the demo catalogue: Core costs Alder 15.99 EUR a month.
import { execFile, spawn } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { start } from '../lib/portal.mjs';
import { stopWorker } from '../lib/access.mjs';
import { order, shelf, somebody } from '../lib/shop.mjs';
import { publicText } from '../lib/orders.mjs';
import { formsOf } from '../lib/visitor.mjs';
import { cleanup, equal, match, ok, run, test, unmatch } from '../lib/tap.mjs';

const portal = await start();
cleanup(() => portal.stop());
await stopWorker(portal);
await portal.sql(`UPDATE person SET language = 'en'`);
await portal.sql('UPDATE offer_version SET trial_days = 0'); // so that something is billed on the first day
const alder = await portal.signIn('sales@alder.example.com', { language: 'en' });
const birch = await portal.signIn('sales@birch.example.net', { language: 'en' });
const staff = await portal.signIn('admin@portico.example.com', { language: 'en' });
const one = async (query, values) => Object.values((await portal.sql(query, values))[0])[0];
const text = (page) => page.text.replace(/<(style|script)[\s\S]*?<\/\1>/g, '').replace(/<[^>]+>/g, ' ').replace(/&nbsp;|\u00a0/g, ' ').replace(/\s+/g, ' ');
const confirmation = (page) => formsOf(page.text).find((f) => f.method === 'POST' && f.action.includes('/subscriptions/'));

/** A fresh subscription of Alder's: its public id, as its page's address has it, and its inner one. */
async function fresh(name = 'Core, monthly', quantity = 2, visitor = alder) {
  const { id } = await order(visitor, [[name, quantity]], { ...somebody, company: `Life ${Math.random().toString(36).slice(2, 8)}` });
  const [row] = await portal.sql('SELECT id, CAST(public_id AS CHAR) AS public FROM subscription ORDER BY id DESC LIMIT 1');
  const name_ = publicText(row.public);
  return { order: id, path: `/customers/subscriptions/${name_}`, desk: `/customers/staff/subscriptions/${name_}`, id: row.id };
}
const rows = (s) => portal.sql(`SELECT kind, CAST(amount_minor AS CHAR) AS amount, status FROM schedule_entry WHERE subscription_id = ? AND due_on <= CURRENT_DATE ORDER BY id`, [s.id]);
const books = (s) => portal.sql('SELECT COUNT(*) AS entries, SUM(status = \'void\') AS voids FROM schedule_entry WHERE subscription_id = ?', [s.id]);
const lastBill = async (s) => (await portal.sql(`SELECT i.kind, CAST(i.net_minor AS CHAR) AS net, CAST(i.tax_minor AS CHAR) AS tax, CAST(i.total_minor AS CHAR) AS total FROM invoice i
  WHERE i.customer_id = (SELECT customer_id FROM subscription WHERE id = ?) ORDER BY i.id DESC LIMIT 1`, [s.id]))[0];
/** Asks, looks, confirms; answers the preview and the reply. */
async function act(visitor, path, query = '') {
  const preview = await visitor.get(`${path}${query}`);
  const form = confirmation(preview);
  if (!form) return { preview };
  return { preview, form, reply: await visitor.post(form.action, form.values) };
}
const allow = (action, who) => portal.sql(`UPDATE subscription_rule SET allowed = ? WHERE org_id = 0 AND product_id = 0 AND action = ?`, [who, action]);

test('one more: the preview says to the cent what is billed, line by line', async () => {
  const s = await fresh();
  const { preview, reply } = await act(alder, `${s.path}/change`, '?preview=1&quantity=3&when=rule');
  equal(preview.status, 200);
  match(text(preview), 'Credit: 2 × Core', 'what goes is given back: 2 * 15.99');
  match(text(preview), '-31.98 EUR');
  match(text(preview), '3 × Core');
  match(text(preview), '47.97 EUR', '3 * 15.99, on the first day the whole month');
  match(text(preview), '15.99 EUR', 'the difference is due now');
  equal(reply.status, 303, reply.text);
  const bill = await lastBill(s);
  equal([bill.kind, bill.net], ['invoice', '1599']);
  match(text(preview).replace(/,/g, ''), `Total ${(bill.total / 100).toFixed(2)} EUR`, 'the bill\'s total stands in the preview');
  equal(await rows(s), [{ kind: 'charge', amount: '3198', status: 'invoiced' }, { kind: 'credit', amount: '-3198', status: 'invoiced' }, { kind: 'charge', amount: '4797', status: 'invoiced' }]);
  equal(await one('SELECT quantity FROM subscription WHERE id = ?', [s.id]), 3);
  const made = (await portal.sql(`SELECT kind, status, total_now_minor FROM customer_order WHERE subscription_id = ?`, [s.id]))[0];
  equal([made.kind, made.status, String(made.total_now_minor)], ['update', 'complete', bill.total], 'an order of that kind tells it');
  equal(await one(`SELECT COUNT(*) FROM outbox WHERE kind IN ('mail.subscription_changed', 'mail.subscription_customer') AND noun_id = (SELECT MAX(id) FROM customer_order)`), 2, 'both are told');
});

test('sent twice it is one change', async () => {
  const s = await fresh();
  const { form, reply } = await act(alder, `${s.path}/change`, '?preview=1&quantity=4&when=rule');
  const again = await alder.post(form.action, form.values);
  equal([again.status, again.location], [reply.status, reply.location], 'the first answer again');
  equal(await one('SELECT COUNT(*) FROM subscription_change WHERE subscription_id = ?', [s.id]), 1);
});

test('what changed meanwhile is shown anew, and nothing is booked', async () => {
  const s = await fresh();
  const old = confirmation(await alder.get(`${s.path}/change?preview=1&quantity=5&when=rule`));
  await act(alder, `${s.path}/change`, '?preview=1&quantity=3&when=rule');
  const before = await books(s);
  const reply = await alder.post(old.action, old.values);
  equal(reply.status, 409);
  match(text(reply), 'This has changed since you looked');
  match(text(reply), 'now: 3', 'the new preview begins where it stands now');
  equal(await books(s), before);
  const fresh_ = confirmation(reply);
  equal((await alder.post(fresh_.action, fresh_.values)).status, 303, 'and can be confirmed');
  equal(await one('SELECT quantity FROM subscription WHERE id = ?', [s.id]), 5);
});

test('forged figures book nothing', async () => {
  const s = await fresh();
  const form = confirmation(await alder.get(`${s.path}/change?preview=1&quantity=5&when=rule`));
  const before = await books(s);
  equal((await alder.post(form.action, { ...form.values, figures: 'AAAAAAAAAAAAAAAAAAAAAA' })).status, 409);
  equal((await alder.post(form.action, { ...form.values, figures: '', _key: 'x'.repeat(22) })).status >= 400, true);
  equal((await alder.post(form.action, { ...form.values, quantity: '50' })).status >= 400, true, 'another quantity than was shown');
  equal(await books(s), before);
});

test('less waits for the end of the term; it can be taken back', async () => {
  const s = await fresh('Pro, yearly', 10);
  const before = await books(s);
  const { preview, reply } = await act(alder, `${s.path}/change`, '?preview=1&quantity=5&when=now');
  match(text(preview), 'It stays as it is until', 'decision 14: for a partner less is never at once');
  match(text(preview), 'Nothing falls due today');
  equal(reply.status, 303);
  equal(await books(s), before, 'nothing moves before its day');
  match(text(await alder.get(s.path)), 'it will be 5 × Pro, yearly: the change waits for that day');
  match(text(await alder.get(`${s.path}/change?preview=1&quantity=15`)), 'A change waits for its day');
  equal((await act(alder, `${s.path}/undo`)).reply.status, 303);
  unmatch(text(await alder.get(s.path)), 'a change waits');
  equal(await one(`SELECT status FROM subscription_change WHERE subscription_id = ? AND kind = 'update'`, [s.id]), 'undone');
});

test('staff do less at once, on behalf of the organisation: a credit note', async () => {
  const s = await fresh('Core, monthly', 3);
  const { preview, reply } = await act(staff, `${s.desk}/change`, '?preview=1&quantity=1&when=now');
  match(text(preview), 'Credited today');
  match(text(preview), '-31.98 EUR', '15.99 less 47.97');
  equal(reply.status, 303, reply.text);
  const bill = await lastBill(s);
  equal([bill.kind, bill.net], ['credit_note', '-3198']);
  equal(await one(`SELECT source FROM customer_order WHERE subscription_id = ?`, [s.id]), 'admin');
  const noted = (await portal.sql(`SELECT actor, org_id FROM audit WHERE action = 'subscription.updated' AND noun_id = ?`, [s.id]))[0];
  equal([noted.actor, noted.org_id], ['staff', 1]);
});

test('another offer: only what stands on the own shelf', async () => {
  const s = await fresh();
  const mine = await shelf(alder), theirs = await shelf(birch);
  const before = await books(s);
  for (const id of [theirs.Monitoring, theirs['Starter package'], '0000000000001']) {
    const reply = await alder.get(`${s.path}/change?preview=1&version=${id}&quantity=2`);
    ok(!confirmation(reply), 'no preview of a foreign offer');
  }
  const form = confirmation(await alder.get(`${s.path}/change?preview=1&version=${mine.Archive}&quantity=2`));
  ok(form, 'a preview of an own one');
  equal((await alder.post(form.action, { ...form.values, version: theirs.Monitoring })).status >= 400, true, 'posted past the choices');
  equal(await books(s), before);
  equal((await alder.post(form.action, { ...form.values, _key: undefined })).status, 400, 'without its one-use key');
});

test('nobody else reaches it; a reader does not change it', async () => {
  const s = await fresh();
  const support = await portal.signIn('support@alder.example.com', { language: 'en' }).catch(() => null);
  for (const part of ['', '/change', '/addons', '/renew', '/pause', '/cancel', '/undo']) equal((await birch.get(`${s.path}${part}`)).status, 404, part);
  equal((await alder.get(s.desk)).location?.startsWith('/login') ?? true, true, 'staff\'s page is not a partner\'s');
  if (support) {
    equal((await support.get(s.path)).status, 200);
    unmatch(text(await support.get(s.path)), 'Change offer or quantity');
    equal((await support.get(`${s.path}/change`)).status, 403);
  }
  equal((await alder.post(`${s.path}/cancel`, { reason: 'x' })).status, 403, 'without proof');
});

test('cancelling is the vendor\'s until a rule says otherwise (decision 13); it needs a reason and can be taken back', async () => {
  const s = await fresh('Pro, yearly', 5);
  unmatch(text(await alder.get(s.path)), ' Cancel ');
  match(text(await alder.get(`${s.path}/cancel?preview=1&reason=gone`)), 'we do that for you');
  await allow('cancel', 'partner');
  match(text(await alder.get(`${s.path}/cancel?preview=1`)), 'Please check this', 'without a reason');
  const { preview, reply } = await act(alder, `${s.path}/cancel`, '?preview=1&reason=The+office+closes');
  match(text(preview), 'Until then this can be taken back');
  equal(reply.status, 303);
  const row = (await portal.sql('SELECT status, cancel_reason, cancel_on = DATE_ADD(term_end_on, INTERVAL 1 DAY) AS day_after FROM subscription WHERE id = ?', [s.id]))[0];
  equal([row.status, row.cancel_reason, row.day_after], ['active', 'The office closes', 1]);
  equal((await act(alder, `${s.path}/undo`)).reply.status, 303);
  equal(await one('SELECT cancel_on FROM subscription WHERE id = ?', [s.id]), null);
  await portal.sql(`INSERT INTO subscription_rule (product_id, action, allowed) SELECT product_id, 'cancel', 'vendor' FROM subscription_item WHERE subscription_id = ? LIMIT 1`, [s.id]);
  match(text(await alder.get(`${s.path}/cancel?preview=1&reason=gone`)), 'we do that for you', 'the product\'s rule is narrower than the general one');
  await portal.sql(`INSERT INTO subscription_rule (org_id, action, allowed) VALUES (1, 'cancel', 'partner')`);
  ok(confirmation(await alder.get(`${s.path}/cancel?preview=1&reason=gone`)), 'the organisation\'s own decides');
  await portal.sql(`DELETE FROM subscription_rule WHERE org_id > 0 OR product_id > 0`);
  await allow('cancel', 'vendor');
});

test('nobody is asked why before they hear that it cannot be done, or when where there is no choice', async () => {
  const s = await fresh();
  const whens = (page) => [...page.text.matchAll(/<option value="(\w+)"/g)].map((m) => m[1]);
  match(text(await alder.get(`${s.path}/cancel`)), 'we do that for you', 'decision 13: not the partner\'s until a rule says so');
  unmatch((await alder.get(`${s.path}/cancel`)).text, 'name="reason"');
  await allow('cancel', 'partner');
  equal(whens(await alder.get(`${s.path}/cancel`)), ['end'], 'what was ordered is kept until its end');
  equal(whens(await staff.get(`${s.desk}/cancel`)), ['end', 'now']);
  equal((await act(staff, `${s.desk}/cancel`, '?preview=1&reason=Moved&when=now')).reply.status, 303);
  for (const word of ['cancel', 'change', 'addons']) {
    const page = await staff.get(`${s.desk}/${word}`);
    match(text(page), 'It has ended, so it cannot be changed any more.', word);
    unmatch(page.text, 'Show what it comes to', word);
  }
  await allow('cancel', 'vendor');
});

test('a page says what comes: the renewal, the pause\'s end, the last day, who cancels; and offers nothing that leads nowhere', async () => {
  const s = await fresh('Pro, yearly', 5);
  const page = async () => text(await alder.get(s.path));
  match(await page(), 'and the payments of the next term follow', 'no payment is planned before, and that is not all');
  match(await page(), 'To have it cancelled, write to billing@portico.example.com.');
  unmatch(await page(), 'No payment is planned');
  const offers = [...(await alder.get(`${s.path}/change`)).text.matchAll(/<option value="\w{13}"[^>]*>([^<]+)/g)].map((m) => m[1]);
  ok(offers.includes('Core, monthly') && !offers.includes('Training days'), `what runs becomes nothing that is bought once: ${offers}`);
  const bare = await fresh('Archive', 1);
  unmatch((await alder.get(bare.path)).text, `${bare.path}/addons`, 'an offer without add-ons has no list of them');
  await portal.sql('UPDATE subscription SET cancel_on = CURRENT_DATE + INTERVAL 5 DAY WHERE id = ?', [s.id]);
  const last = await one("SELECT DATE_FORMAT(CURRENT_DATE + INTERVAL 4 DAY, '%e %M %Y')");
  match(await page(), `It was cancelled: its last day is ${last}.`);
  match(await page(), `Ends after ${last}`);
  unmatch((await alder.get(s.path)).text, `${s.path}/pause`);
});

test('the vendor sets the rules by page: for all, an organisation, a product', async () => {
  const s = await fresh();
  const form = (page) => formsOf(page.text).find((f) => f.method === 'POST' && f.action.includes('subscription-rules'));
  const general = form(await staff.get('/admin/subscription-rules'));
  equal([general.values.change, general.values.cancel], ['partner', 'vendor'], 'decision 13');
  equal((await staff.post(general.action, { ...general.values, cancel: '' })).status, 422, 'for all there must be one');
  const org = publicText((await portal.sql('SELECT CAST(public_id AS CHAR) AS p FROM org WHERE id = 1'))[0].p);
  const own = form(await staff.get(`/admin/partners/${org}/subscription-rules`));
  equal((await staff.post(own.action, { ...own.values, change: 'vendor', pause: 'partner', days_max: '10' })).status, 303);
  unmatch(text(await alder.get(s.path)), 'Change offer or quantity');
  match(text(await alder.get(`${s.path}/change?preview=1&quantity=3`)), 'we do that for you');
  match(text(await alder.get(`${s.path}/pause`)), 'Goes on by itself on', 'and it may pause');
  equal((await alder.get('/admin/subscription-rules')).status === 200, false);
  await portal.sql('DELETE FROM subscription_rule WHERE org_id > 0 OR product_id > 0');
});

test('a pause moves the end of the term by its days (decision 59)', async () => {
  const s = await fresh('Pro, yearly', 5);
  unmatch(text(await alder.get(s.path)), ' Pause ');
  equal((await act(staff, `${s.desk}/pause`)).reply.status, 303);
  match(text(await alder.get(s.path)), 'Paused');
  await portal.sql('UPDATE subscription SET suspended_on = DATE_SUB(suspended_on, INTERVAL 7 DAY), start_on = DATE_SUB(start_on, INTERVAL 7 DAY) WHERE id = ?', [s.id]);
  const end = await one('SELECT CAST(DATE_ADD(term_end_on, INTERVAL 7 DAY) AS CHAR) FROM subscription WHERE id = ?', [s.id]);
  equal((await act(staff, `${s.desk}/resume`)).reply.status, 303);
  equal(await one('SELECT CAST(term_end_on AS CHAR) FROM subscription WHERE id = ?', [s.id]), end, 'seven days later');
});

test('a change of price or tax moves nothing that runs', async () => {
  const s = await fresh();
  const planned = () => portal.sql(`SELECT CAST(SUM(amount_minor) AS CHAR) AS sum, COUNT(*) AS n FROM schedule_entry WHERE subscription_id = ? AND status = 'planned'`, [s.id]);
  const before = await planned();
  await portal.sql(`UPDATE price_list_item SET amount_minor = amount_minor * 2`);
  await portal.sql(`UPDATE product_price SET amount_minor = amount_minor * 2`);
  equal(await planned(), before);
  const preview = await alder.get(`${s.path}/change?preview=1&quantity=3`);
  match(text(preview), '47.97 EUR', 'more of what runs is at the price at which it runs');
  await portal.sql(`UPDATE price_list_item SET amount_minor = amount_minor / 2`);
  await portal.sql(`UPDATE product_price SET amount_minor = amount_minor / 2`);
});

test('the end customer\'s and the partner\'s pages show their own price only', async () => {
  const { path } = await fresh('Core, monthly', 1, birch);
  const page = text(await birch.get(`${path}/change?preview=1&quantity=2`));
  match(page, '38.00 EUR', 'the customer pays 19.00 each');
  unmatch(page, '16.50', 'and what Birch pays is not on the page about the customer\'s bill');
  const { reply } = await act(birch, `${path}/change`, '?preview=1&quantity=2');
  equal(reply.status, 303);
});

test('renewals: those that end within the days, as CSV too; several are renewed at once, each answered for', async () => {
  const a = await fresh('Pro, yearly', 5), b = await fresh('Pro, yearly', 10);
  await portal.sql('UPDATE subscription SET auto_renew = FALSE WHERE id IN (?, ?)', [a.id, b.id]);
  await portal.sql(`UPDATE subscription SET term_end_on = DATE_ADD(CURRENT_DATE, INTERVAL IF(id = ?, 20, 50) DAY), term_start_on = DATE_ADD(DATE_SUB(CURRENT_DATE, INTERVAL 1 YEAR), INTERVAL IF(id = ?, 21, 51) DAY), anchor_day = DAY(term_start_on) WHERE id IN (?, ?)`, [a.id, a.id, a.id, b.id]);
  const within = async (days) => (await alder.get(`/customers/renewals?within=${days}`)).text;
  ok((await within(30)).includes(a.path.split('/').pop()), 'ends in 20 days');
  ok(!(await within(30)).includes(b.path.split('/').pop()), 'ends in 50');
  ok((await within(60)).includes(b.path.split('/').pop()));
  match((await alder.get('/customers/renewals?within=60&format=csv')).text, 'Pro, yearly');
  unmatch((await birch.get('/customers/renewals?within=90')).text, a.path.split('/').pop());
  ok((await staff.get('/customers/staff/renewals?within=60')).text.includes(b.path.split('/').pop()), 'staff see everybody\'s');
  equal((await alder.get('/customers/renewals?within=7000')).status, 400);
  await act(alder, `${b.path}/renewal-on`);
  await portal.sql('UPDATE subscription SET auto_renew = FALSE WHERE id = ?', [b.id]);
  const page = await alder.get('/customers/renewals/renew?within=60');
  const form = formsOf(page.text).find((f) => f.method === 'POST' && f.action.includes('/renewals/renew'));
  await portal.sql('UPDATE subscription SET auto_renew = TRUE WHERE id = ?', [b.id]);
  const body = new URLSearchParams();
  for (const [k, v] of Object.entries(form.values)) if (k !== 'subscriptions[]') body.append(k, v);
  for (const s of [a, b]) body.append('subscriptions[]', s.path.split('/').pop());
  const reply = await alder.post(form.action, body);
  equal(reply.status, 200, reply.text.slice(0, 300));
  match(text(reply), 'Renewed until');
  match(text(reply), 'It renews by itself at the end of its term');
  equal(await one('SELECT term_end_on > DATE_ADD(CURRENT_DATE, INTERVAL 300 DAY) FROM subscription WHERE id = ?', [a.id]), 1);
  equal(await one(`SELECT COUNT(*) FROM customer_order WHERE kind = 'renew' AND subscription_id IN (?, ?)`, [a.id, b.id]), 1);
});

const worker = () => promisify(execFile)(path.join(portal.bin, 'portico-worker'), ['--once'], { env: portal.env });
const due = () => portal.sql(`DELETE FROM schedule_lease WHERE name IN ('subscription.day', 'subscription.ahead', 'invoice.draft', 'invoice.number', 'renewal.notice')`);
/** Its term ends that many days from now, after a year. */
const ends = (ids, days) => portal.sql(`UPDATE subscription SET status = 'active', term_end_on = DATE_ADD(CURRENT_DATE, INTERVAL ? DAY), term_start_on = DATE_ADD(DATE_SUB(term_end_on, INTERVAL 1 YEAR),
  INTERVAL 1 DAY), anchor_day = DAY(term_start_on), start_on = term_start_on, billed_from_on = term_start_on WHERE id IN (?)`, [days, ids]);

test('a credit note is set against the oldest open invoice of the payer: foreseen, done, shown on both', async () => {
  const s = await fresh('Core, monthly', 3);
  await due();
  await worker();
  const [oldest] = await portal.sql(`SELECT i.id, i.number, i.public_id, CAST(i.due_minor AS CHAR) AS open FROM invoice i JOIN subscription s ON s.bill_group_id = i.bill_group_id
    WHERE s.id = ? AND i.status = 'unpaid' AND i.kind = 'invoice' ORDER BY i.due_on, i.id LIMIT 1`, [s.id]);
  ok(Number(oldest.open) > 3198, 'so old and large that all of the credit meets it');
  const { preview, reply } = await act(staff, `${s.desk}/change`, '?preview=1&quantity=1&when=now');
  match(text(preview), `Set against invoice ${oldest.number}`);
  match(text(preview), 'Left for coming invoices');
  equal(reply.status, 303, reply.text);
  await due();
  await worker();
  const [note] = await portal.sql(`SELECT number, CAST(public_id AS CHAR) AS public, status, CAST(due_minor AS CHAR) AS open, CAST(-total_minor AS CHAR) AS total FROM invoice WHERE kind = 'credit_note' ORDER BY id DESC LIMIT 1`);
  equal([note.status, note.open], ['paid', '0'], 'all of it is used');
  equal(await one('SELECT CAST(due_minor AS CHAR) FROM invoice WHERE id = ?', [oldest.id]), String(Number(oldest.open) - Number(note.total)));
  const reader = await portal.signIn('finance@alder.example.com', { language: 'en' });
  const page = await reader.get(`/invoices/${publicText(note.public)}`);
  match(text(page), `Set against invoice ${oldest.number}`);
  match(text(page), 'Credit used');
  match(text(page), '-1 15.99 EUR', 'what is charged on a credit note counts below zero');
  equal((await reader.get(`/invoices/${publicText(note.public)}/pdf`)).status, 200, 'and its file is made');
  const other = await reader.get(page.text.match(/<dt><a href="(\/invoices\/[^"]+)">Set against/)[1]);
  match(text(other), `Less credit note ${note.number}`, 'the invoice says it, too, though it was issued before');
  match(text(other), 'To be paid');
  const stranger = await portal.signIn('admin@birch.example.net');
  equal((await stranger.get(`/invoices/${publicText(note.public)}`)).status, 404, 'nobody else sees it');
});

test('whoever ordered it is told before a term ends, once', async () => {
  const s = await fresh('Pro, yearly', 5);
  await portal.sql('DELETE FROM renewal_notice');
  await portal.sql(`UPDATE outbox SET status = 'done' WHERE status = 'due'`);
  await portal.sql('UPDATE subscription SET term_end_on = NULL WHERE id <> ? AND term_end_on < DATE_ADD(CURRENT_DATE, INTERVAL 120 DAY)', [s.id]);
  await ends([s.id], 25);
  const since = portal.mailCount();
  for (let i = 0; i < 2; i++) {
    await due();
    await worker();
  }
  const mails = await portal.mails({ to: 'sales@alder.example.com', since });
  equal(mails.filter((m) => /the term ends on/.test(m.subject)).length, 1);
  equal((await portal.sql('SELECT days FROM renewal_notice WHERE subscription_id = ?', [s.id])).map((r) => r.days), [30], 'the notice of 30 days, and no older one');
});

test('a worker that is killed again and again renews each subscription once', async () => {
  const all = [];
  for (let i = 0; i < 8; i++) all.push((await fresh('Pro, yearly', 5)).id);
  await portal.sql('UPDATE subscription SET auto_renew = TRUE WHERE id IN (?)', [all]);
  await ends(all, -1);
  await portal.sql(`UPDATE outbox SET status = 'done' WHERE status = 'due'`); // mails are not what it is killed over
  for (let i = 0; i < 12; i++) {
    await due();
    const child = spawn(path.join(portal.bin, 'portico-worker'), ['--once'], { env: portal.env, stdio: 'ignore' });
    const gone = new Promise((done) => child.on('exit', done)); // it may have ended by itself
    await new Promise((done) => setTimeout(done, 10 + i * 12));
    child.kill('SIGKILL');
    await gone;
  }
  await due();
  await worker();
  const [state] = await portal.sql(`SELECT COUNT(*) AS n, SUM(term_start_on = CURRENT_DATE) AS today, (SELECT COUNT(*) FROM audit WHERE action = 'subscription.renewed' AND noun_id IN (?)) AS noted
    FROM subscription WHERE id IN (?)`, [all, all]);
  equal([Number(state.n), Number(state.today), Number(state.noted)], [8, 8, 8]);
}, { limit: 180_000 });

await run();
