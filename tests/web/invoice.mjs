// From an order to the invoice in the mail and on the screen. Rules: DOMAIN L16, decisions 15, 55, 56, 58; a file is made once (DESIGN 4).
import { createHash } from 'node:crypto';
import { cleanup, equal, match, ok, run, test, unmatch, until } from '../lib/tap.mjs';
import { Api, makeKey } from '../lib/api.mjs';
import { start } from '../lib/portal.mjs';
import { basket, publicText, reviewed } from '../lib/orders.mjs';
import { choose, put, review, shelf, somebody } from '../lib/shop.mjs';

const portal = await start();
cleanup(() => portal.stop());
const sales = await portal.signIn('sales@alder.example.com');
const finance = await portal.signIn('finance@alder.example.com');
const birch = await portal.signIn('admin@birch.example.net');
const desk = await portal.signIn('admin@portico.example.com');
const api = new Api(portal, await makeKey(portal, 'alder'));
cleanup(() => api.close());

/** Places a basket over HTTP; answers the order's row once the worker has numbered its invoice. */
async function ordered(visitor, email) {
  const id = await basket(portal, email, { lines: 3 });
  const placed = await visitor.post('/checkout/place', await reviewed(visitor));
  equal(placed.status, 303, placed.text.slice(0, 300));
  return until(async () => (await portal.sql(`SELECT o.id, o.reference, i.public_id, i.number, i.total_minor, i.currency, i.id AS invoice, c.email, c.name AS customer
      FROM customer_order o JOIN customer c ON c.id = o.customer_id JOIN invoice i ON i.order_id = o.id WHERE o.id = ? AND i.number IS NOT NULL`, [id]))[0], 'the invoice has its number');
}
const inner = (number) => portal.sql('SELECT CAST(public_id AS CHAR) AS id FROM invoice WHERE number = ?', [number]).then(([row]) => publicText(row.id));
const since = portal.mailCount();
const mine = await ordered(sales, 'sales@alder.example.com');
const theirs = await ordered(await portal.signIn('sales@birch.example.net'), 'sales@birch.example.net');
const pathOf = async (row) => `/invoices/${await inner(row.number)}`;
const sha = (bytes) => createHash('sha256').update(bytes).digest('hex');

test('the invoice is mailed to the payer with the file that the portal gives', async () => {
  const [mail] = await portal.mails({ to: 'admin@alder.example.com', subject: mine.number, since });
  equal(mail.attachments.length, 1);
  equal(mail.attachments[0].mimeType, 'application/pdf');
  equal(mail.attachments[0].filename, `${mine.number}.pdf`);
  const file = await finance.get(`${await pathOf(mine)}/pdf`);
  equal(file.status, 200);
  equal(file.headers['content-type'], 'application/pdf');
  equal(sha(file.bytes), sha(Buffer.from(mail.attachments[0].content)));
  equal(file.bytes.subarray(0, 5).toString(), '%PDF-');
  ok(mail.links.some((link) => link.endsWith(`/invoices/${publicTextOf(file.path)}`)), 'a link to the page');
});
const publicTextOf = (path) => path.split('/')[2];

test('whoever ordered hears of it with amounts, the customer without any', async () => {
  const [placed] = await portal.mails({ to: 'sales@alder.example.com', subject: mine.reference, since });
  match(placed.text, /\d\.\d\d\sEUR/);
  const [told] = await portal.mails({ to: mine.email, since });
  match(told.text, mine.reference);
  for (const text of [told.text, told.html, told.subject]) {
    unmatch(text, /EUR|\d[.,]\d\d\b/, 'a price in a mail to the end customer');
  }
});

const plain = (html) => html.replace(/<[^>]+>/g, ' ').replace(/&nbsp;|\u00a0/g, ' ').replace(/\s+/g, ' ');
const minor = (figure) => Math.round(Number(figure.replace(/,/g, '')) * 100);
// Ten of Pro, with ten percent off; Core, free for its first 14 days; Archive: so that each kind of difference stands in one order.
test('with a promotion and a trial, mail, order and invoice can be added up (EN 16931: BG-27, BR-CO-10)', async () => {
  const offers = await shelf(sales), before = portal.mailCount();
  for (const [name, quantity] of [['Pro, yearly', 10], ['Core, monthly', 3], ['Archive', 3]]) equal((await put(sales, offers[name], quantity)).status, 303);
  equal((await sales.submit(await sales.get('/checkout'), { code: 'WELCOME10' }, { action: '/checkout/promotion' })).status, 303);
  equal((await choose(sales, somebody)).status, 303);
  const placed = await sales.submit(await review(sales), {}, { action: '/checkout/place' });
  equal(placed.status, 303);
  const of = (column) => `SELECT ${column} FROM customer_order o JOIN invoice i ON i.order_id = o.id WHERE o.promo_code = 'WELCOME10' AND o.status = 'complete' AND i.number IS NOT NULL ORDER BY o.id DESC LIMIT 1`;
  const order = await until(async () => (await portal.sql(of('o.total_now_minor AS now, o.reference, i.number, i.net_minor AS net')))[0], 'the invoice has its number');
  const due = Number(order.now);

  const [mail] = await portal.mails({ to: 'sales@alder.example.com', link: placed.location, since: before });
  const words = mail.text.replace(/\u00a0/g, ' '), column = words.slice(0, words.indexOf('Due later'));
  const rows = [...column.matchAll(/^(.*\S) {2,}(-?[\d,]+\.\d\d) EUR$/gm)].map(([, label, figure]) => [label, minor(figure)]);
  const net = rows.findIndex(([label]) => label === 'Total before tax'), last = rows.at(-1);
  const sum = (list) => list.reduce((all, [, figure]) => all + figure, 0);
  ok(net > 4, words);
  equal([sum(rows.slice(0, net)), rows[net][1]], [Number(order.net), Number(order.net)], words);
  equal([last, sum(rows.slice(net, -1))], [['Due now, tax included', due], due], words);
  equal(rows.filter(([label]) => label === 'Less promotion WELCOME10, 10 %').length, 3, words);
  ok(rows.some(([label, figure]) => /^14 days free, first due on /.test(label) && figure < 0), words);
  match(words, /Due later, tax included:\n+\d+ \w+ \d{4} +\d/);

  const page = plain((await sales.get(placed.location)).text);
  match(page, 'Welcome: 10 % off the first 3 payments');
  equal([...page.matchAll(/Less promotion WELCOME10, 10 %: -\d/g)].length, 3, page);
  match(page, '14 days free, first due on');
  match(page, new RegExp(`You are invoiced at once Net ${(Number(order.net) / 100).toLocaleString('en-US', { minimumFractionDigits: 2 })} EUR`));

  const bill = (await finance.get(`/invoices/${await inner(order.number)}`)).text;
  const lines = [...bill.matchAll(/data-label="Quantity">(\d+)<[\s\S]*?data-label="Unit price">([\d.,]+)[\s\S]*?data-label="Amount">([\d.,]+)/g)];
  const less = [...plain(bill).matchAll(/Less promotion WELCOME10, 10 %: -([\d.,]+) EUR/g)].map((m) => minor(m[1]));
  equal([lines.length, less.length], [2, 2], 'what is in its trial is not billed yet');
  lines.forEach(([, units, unit, amount], i) => equal(Number(units) * minor(unit) - less[i], minor(amount), `line ${i + 1}`));
  unmatch(bill, '(WELCOME10)');
  const shown = plain((await desk.get(`/admin${placed.location}`)).text), part = (text, from, to) => text.slice(text.indexOf(from), text.indexOf(to));
  equal(part(shown, 'Less promotion', 'Together, before tax'), part(page, 'Less promotion', 'Together, before tax'), 'the desk reads the lines that the partner reads');
  match(shown, part(page, 'Net', 'Later').replace(/^Net/, 'The partner is invoiced at once Net'));
  for (const mine of ['Your price', 'Your margin', 'You are']) unmatch(shown, mine);
  const sent = (await api.get(`/api/v1/invoices/${await inner(order.number)}`)).json.lines;
  equal(sent.map((l) => [l.promotion, l.discount.amount]), less.map((off) => ['WELCOME10', off]));
  for (const l of sent) equal(l.units * l.unit_price.amount - l.discount.amount, l.amount.amount, l.name);
  const [told] = await portal.mails({ to: somebody.email, text: order.reference, since: before });
  unmatch(told.text + told.html, /EUR|\d[.,]\d\d\b|WELCOME10/, 'a price in a mail to the end customer');
});

test('an end customer who pays gets the invoice and nothing of the partner\'s price', async () => {
  const [mail] = await portal.mails({ to: theirs.email, subject: theirs.number, since });
  equal(mail.attachments.length, 1);
  const buys = await portal.sql(`SELECT p.units * p.buy_minor AS buy, p.units * p.sell_minor AS sell, p.buy_minor, p.sell_minor FROM order_price p
    JOIN order_line l ON l.id = p.line_id WHERE l.order_id = ? AND p.buy_minor <> p.sell_minor`, [theirs.id]);
  const [{ content }] = await portal.sql('SELECT content FROM invoice_snapshot WHERE invoice_id = ?', [theirs.invoice]);
  for (const { buy, buy_minor: unit } of buys)
    for (const minor of [buy, unit]) unmatch(content, `"${(minor / 100).toFixed(2)}"`, 'the buy price in the snapshot');
  for (const { buy, sell, buy_minor: unit, sell_minor: price } of buys)
    for (const minor of [sell - buy, price - unit]) unmatch(content, `"${(minor / 100).toFixed(2)}"`, 'the margin in the snapshot');
  for (const said of [content, mail.text, mail.html.replace(/<[^>]+>/g, ' '), mail.subject]) unmatch(said, /margin/i, 'a word of it');
  equal((await portal.sql("SELECT COUNT(*) AS n FROM outbox WHERE kind = 'mail.order_customer' AND noun_id = ?", [theirs.id]))[0].n, 0);
});

test('the page says what the file says', async () => {
  const page = await finance.get(await pathOf(mine));
  equal(page.status, 200);
  for (const text of [mine.number, mine.reference, 'Alder Partner Example Ltd', 'GB000000000', 'Example Software GmbH', 'ATU00000000', 'Registration number: 00000000', 'AT61 1904 3002 3457 3201'])
    match(page.text, text);
});

test('another organisation\'s invoice and a draft are not there', async () => {
  for (const path of [await pathOf(mine), `${await pathOf(mine)}/pdf`]) equal((await birch.get(path)).status, 404, path);
  // As a draft for a moment: the worker cannot number it a second time.
  await portal.sql("UPDATE invoice SET status = 'draft' WHERE id = ?", [theirs.invoice]);
  const draft = await birch.get(await pathOf(theirs));
  await portal.sql("UPDATE invoice SET status = 'unpaid' WHERE id = ?", [theirs.invoice]);
  equal(draft.status, 404);
});

test('a marketing person sees no invoice', async () => {
  const marketing = await portal.signIn('marketing@alder.example.com');
  equal((await marketing.get('/invoices')).status, 403);
  equal((await marketing.get(`${await pathOf(mine)}/pdf`)).status, 403);
});

const OF_ALDER = 'FROM invoice i JOIN org o ON o.id = i.org_id WHERE o.slug = ? AND i.status <> \'draft\'';
const cells = (html) => [...html.matchAll(/<tr>(?:(?!<\/tr>)[\s\S])*<\/tr>/g)].map((m) => m[0]).filter((row) => row.includes('<td'));
test('filters and sums', async () => {
  for (const [status, where] of [['', ''], ['unpaid', "AND i.status IN ('unpaid','pending')"], ['paid', "AND i.status = 'paid'"],
    ['past_due', "AND i.status IN ('unpaid','pending') AND i.due_on < UTC_DATE()"]]) {
    const page = await finance.get(`/invoices?status=${status}`);
    equal(page.status, 200);
    const sums = await portal.sql(`SELECT i.currency, COUNT(*) AS n, SUM(i.total_minor) AS total, SUM(i.due_minor) AS due ${OF_ALDER} ${where} GROUP BY i.currency`, ['alder']);
    for (const sum of sums) {
      equal(cells(page.text).length, Math.min(50, Number(sum.n)), `rows of ${status || 'all'}`);
      for (const minor of [sum.total, sum.due])
        match(page.text, (minor / 100).toLocaleString('en-US', { minimumFractionDigits: 2 }), `a sum of ${status || 'all'}`);
    }
    if (status === 'paid') unmatch(page.text, 'data-state="unpaid"');
    if (status === 'past_due' && sums.length) match(page.text, 'data-state="past_due"');
  }
  equal((await finance.get('/invoices?status=nonsense')).status, 400);
});

test('of one customer: what is theirs, in every order; another organisation\'s customer has nothing', async () => {
  for (const [table, target, sorts, visitor] of [['invoice', '/invoices', ['date', 'due'], finance], ['subscription', '/customers/subscriptions', ['start'], sales]]) {
    for (const [slug, ours] of [['alder', true], ['birch', false]]) {
      const [c] = await portal.sql(`SELECT CAST(c.public_id AS CHAR) AS id, COUNT(*) AS n FROM customer c JOIN org o ON o.id = c.org_id
        JOIN ${table} r ON r.customer_id = c.id AND r.status <> 'draft' WHERE o.slug = ? GROUP BY c.id ORDER BY n DESC LIMIT 1`, [slug]);
      for (const sort of sorts) {
        const page = await visitor.get(`${target}?customer=${publicText(c.id)}&sort=${sort}`);
        equal([page.status, cells(page.text).length], [200, ours ? Math.min(50, Number(c.n)) : 0], `${table} of ${slug} by ${sort}`);
      }
      const csv = await visitor.get(`${target}?customer=${publicText(c.id)}&format=csv`);
      equal(csv.text.trim().split('\r\n').length, 1 + (ours ? Number(c.n) : 0), `the file of ${table} of ${slug}`);
    }
  }
});

test('search by number and by customer, CSV', async () => {
  const found = await finance.get(`/invoices?q=${mine.number}`);
  equal(cells(found.text).length, 1);
  const [{ n }] = await portal.sql(`SELECT COUNT(*) AS n FROM invoice i JOIN customer c ON c.id = i.customer_id WHERE c.name = ? AND i.org_id = c.org_id AND i.number IS NOT NULL`, [mine.customer]);
  equal(cells((await finance.get(`/invoices?q=${encodeURIComponent(mine.customer)}`)).text).length, Number(n));
  equal(cells((await finance.get(`/invoices?q=${theirs.number}`)).text).length, 0, 'another organisation\'s number');
  const csv = await finance.get('/invoices?format=csv');
  const [all] = await portal.sql(`SELECT COUNT(*) AS n ${OF_ALDER}`, ['alder']);
  equal(csv.text.trim().split('\r\n').length, Number(all.n) + 1);
  match(csv.text, mine.number);
});

test('an invoice leads to its order, its customer and, for staff, its organisation and bill group; staff find what is past due', async () => {
  const [row] = await portal.sql(`SELECT CAST(o.public_id AS CHAR) AS placed, o.reference, CAST(c.public_id AS CHAR) AS customer, c.name, CAST(g.public_id AS CHAR) AS org,
      g.name AS org_name, CAST(b.public_id AS CHAR) AS payer, b.name AS payer_name FROM invoice i JOIN customer_order o ON o.id = i.order_id
      JOIN customer c ON c.id = i.customer_id JOIN org g ON g.id = i.org_id JOIN bill_group b ON b.id = i.bill_group_id WHERE i.number = ?`, [mine.number]);
  const leads = (page, href, text) => ok(page.text.includes(`<a href="${href}">${text}</a>`), `${text} does not lead to ${href}`);
  const page = await finance.get(await pathOf(mine));
  leads(page, `/orders/${publicText(row.placed)}`, row.reference);
  leads(page, `/customers/${publicText(row.customer)}`, row.name);
  const staff = await portal.signIn('admin@portico.example.com');
  const at = `/admin/invoices/${await inner(mine.number)}`, theirs_ = await staff.get(at), group = `/admin/billgroups/${publicText(row.payer)}`;
  leads(theirs_, `/admin/orders/${publicText(row.placed)}`, row.reference);
  leads(theirs_, `/admin/partners/${publicText(row.org)}`, row.org_name);
  leads(theirs_, group, row.payer_name);
  match(theirs_.text, new RegExp(`href="/customers/staff/subscriptions\\?q=[^"]*">${row.name}<`));
  const numbers = async (target) => [...(await staff.get(target)).text.matchAll(/\/admin\/invoices\/\w{13}">([^<]+)</g)].map((m) => m[1]).sort();
  const told = (await portal.sql("SELECT number FROM invoice WHERE bill_group_id = (SELECT bill_group_id FROM invoice WHERE number = ?) AND number IS NOT NULL ORDER BY issued_on DESC, id DESC LIMIT 10", [mine.number])).map((r) => r.number).sort();
  equal(await numbers(group), told, 'the newest of its bill group');
  const all = /href="(\/admin\/invoices\?billgroup=\w{13})">/.exec((await staff.get(group)).text)[1];
  equal((await numbers(all)).slice(0, told.length).length, told.length);
  ok(!(await numbers(all)).includes(theirs.number), 'another payer’s is not there');
  equal((await staff.get('/admin/invoices?billgroup=0000000000000')).status, 404);
  await portal.sql("UPDATE invoice SET due_on = CURRENT_DATE - INTERVAL 3 DAY WHERE number = ?", [mine.number]);
  const late = await staff.get(`${all}&status=past_due`);
  match(late.text, mine.number);
  match(late.text, /data-state="past_due"/);
  ok(!(await numbers(`/admin/invoices?status=past_due&q=${theirs.number}`)).length, 'what is due later is not past due');
  await portal.sql('UPDATE invoice SET due_on = issued_on + INTERVAL 30 DAY WHERE number = ?', [mine.number]);
});

test('a later change of the party leaves the issued invoice as it was', async () => {
  const before = await finance.get(`${await pathOf(mine)}/pdf`);
  await portal.sql("UPDATE party SET legal_name = 'Renamed Example Ltd', tax_number = 'GB999999999' WHERE legal_name = 'Alder Partner Example Ltd'");
  equal(sha((await finance.get(`${await pathOf(mine)}/pdf`)).bytes), sha(before.bytes));
  const page = await finance.get(await pathOf(mine));
  match(page.text, 'Alder Partner Example Ltd');
  unmatch(page.text, 'Renamed Example Ltd');
  // An older one, of which no file was made yet, says what it said when it was issued, too.
  const [old] = await portal.sql(`SELECT i.number ${OF_ALDER} AND NOT EXISTS (SELECT 1 FROM document d WHERE d.invoice_id = i.id) LIMIT 1`, ['alder']);
  const first = await finance.get(`${await pathOf(old)}/pdf`);
  equal(first.status, 200);
  equal(sha((await finance.get(`${await pathOf(old)}/pdf`)).bytes), sha(first.bytes), 'made once');
  match((await finance.get(await pathOf(old))).text, 'GB000000000');
});

test('subscriptions: the list, one of them, its customer with all that belongs to it', async () => {
  const list = await birch.get('/customers/subscriptions?status=active');
  equal(list.status, 200);
  unmatch(list.text, 'data-state="expired"');
  const [, sub] = /href="(\/customers\/subscriptions\/[0-9a-hjkmnp-tv-z]{13})"/.exec(list.text);
  const one = await birch.get(sub);
  match(one.text, 'Coming payments');
  equal((await finance.get(sub)).status, 404, 'another organisation\'s');
  const [, customer] = /href="(\/customers\/[0-9a-hjkmnp-tv-z]{13})"/.exec(one.text);
  const page = await birch.get(customer);
  for (const heading of ['Subscriptions', 'Orders', 'Invoices']) match(page.text, new RegExp(`<h2>\\s*${heading}`));
  const support = await portal.signIn('support@alder.example.com');
  const theirsToo = await support.get('/customers/subscriptions');
  ok([200, 403].includes(theirsToo.status));
});

test('the vendor\'s staff open every organisation\'s invoice, from their list and as the same file', async () => {
  const desk = await portal.signIn('admin@portico.example.com');
  for (const row of [mine, theirs]) {
    const id = await inner(row.number);
    match((await desk.get(`/admin/invoices?q=${row.number}`)).text, `href="/admin/invoices/${id}"`);
    const page = await desk.get(`/admin/invoices/${id}`);
    equal(page.status, 200);
    match(page.text, row.number);
    match(page.text, `href="/invoices/staff/${id}/pdf"`);
  }
  const file = await desk.get(`/invoices/staff/${await inner(mine.number)}/pdf`);
  equal(sha(file.bytes), sha((await finance.get(`${await pathOf(mine)}/pdf`)).bytes));
  equal((await desk.get(await pathOf(mine))).status, 303, 'the partner\'s own page is not theirs');
});

await run();
