// The way of an order (DOMAIN 2.3) as people see it: it waits for the worker, is cancelled until then, fails with a reason and is tried again;
// and staff order on behalf of an organisation, at exactly its offers and prices (L10, L12).
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { stopWorker } from '../lib/access.mjs';
import { formKey } from '../lib/fault.mjs';
import { formOf, start } from '../lib/portal.mjs';
import { publicText } from '../lib/orders.mjs';
import { choose, order, own, put, shelf, somebody } from '../lib/shop.mjs';
import { cleanup, equal, match, ok, run, test, unmatch, until } from '../lib/tap.mjs';

const portal = await start({ queued: true, processes: 4 });
cleanup(() => portal.stop());
await stopWorker(portal);
const alder = await portal.signIn('sales@alder.example.com'), birch = await portal.signIn('sales@birch.example.net', { language: 'en' });
const viewer = await portal.signIn('support@alder.example.com');
const desk = await portal.signIn('admin@portico.example.com');
await portal.sql("UPDATE person SET language = 'en'");
const one = async (text, values) => Object.values((await portal.sql(text, values))[0])[0];
const once = () => promisify(execFile)(path.join(portal.bin, 'portico-worker'), ['--once'], { env: portal.env });
/** Until nothing waits: a schedule runs once a second at most. */
async function worker() {
  do await once(); while (await one("SELECT COUNT(*) FROM customer_order WHERE status IN ('submitted', 'processing')"));
}
const plain = (page) => page.text.replace(/<(style|script)[\s\S]*?<\/\1>/g, '').replace(/<[^>]+>/g, ' ').replace(/&nbsp;|\u00a0/g, ' ').replace(/\s+/g, ' ');
const stateOf = (id) => one("SELECT status FROM customer_order WHERE reference = CONCAT('O-', ?)", [id]);
const idOf = (table, where) => one(`SELECT CAST(public_id AS CHAR) FROM ${table} WHERE ${where}`).then(publicText);
const made = () => one(`SELECT (SELECT COUNT(*) FROM customer) + (SELECT COUNT(*) FROM subscription) + (SELECT COUNT(*) FROM schedule_entry) + (SELECT COUNT(*) FROM invoice)
  + (SELECT COUNT(*) FROM outbox WHERE kind NOT IN ('mail.signin', 'mail.order_failed'))`);
const place = (company) => order(alder, [['Core, monthly', 2]], { ...somebody, company }).then(({ id }) => id);

test('an order waits for the worker: nothing is made, its page says so, and the list has it with its customer', async () => {
  const before = await made(), id = await place('Waiting Example');
  equal([await stateOf(id), await made()], ['submitted', before]);
  const page = await alder.get(`/orders/${id}`);
  match(plain(page), /Received .*Waiting Example.*Until then it can be cancelled/);
  match(page.text, `href="/orders/${id}/cancel"`);
  match(plain(await alder.get('/orders')), `O-${id} Waiting Example`, 'a new customer by the name that was typed');
  match(plain(await desk.get('/admin/orders')), `O-${id} Alder`);
  match(plain(await desk.get('/admin/orders')), 'Waiting Example New Core, monthly Received', 'the desk reads the same words');
  await worker();
  equal(await stateOf(id), 'complete');
  const done = plain(await alder.get(`/orders/${id}`));
  match(done, 'Complete');
  match(done, /History Complete .* In progress .* Received Sasha|History Complete/, 'with its history');
  unmatch((await alder.get(`/orders/${id}`)).text, '/cancel"', 'it cannot be cancelled any more');
});

test('a worker that is at hand makes it within seconds', async () => {
  const id = await place('Quick Example');
  const child = execFile(path.join(portal.bin, 'portico-worker'), [], { env: portal.env });
  await until(async () => await stateOf(id) === 'complete', 'it is complete').finally(() => child.kill('SIGTERM'));
  await new Promise((go) => child.once('exit', go));
  equal(await stateOf(id), 'complete');
});

test('its organisation cancels it before it is processed, with a reason; nothing comes of it', async () => {
  const before = await made(), id = await place('Cancelled Example');
  const form = await alder.get(`/orders/${id}/cancel`);
  match(plain(form), `Cancel order O-${id}?`);
  const empty = await alder.submit(form, { reason: ' ' });
  equal([empty.status, await stateOf(id)], [422, 'submitted'], 'a reason is asked for');
  equal((await alder.submit(form, { reason: 'ordered twice', _key: formKey() })).location, `/orders/${id}`);
  await worker();
  equal([await stateOf(id), await made()], ['cancelled', before]);
  match(plain(await alder.get(`/orders/${id}`)), /Cancelled .*ordered twice/);
  match(plain(await desk.get(`/admin/orders/${id}`)), /Cancelled .*ordered twice/);
  equal((await alder.submit(form, { reason: 'again', _key: formKey() })).status, 409, 'once is enough');
  equal(await one("SELECT COUNT(*) FROM audit WHERE action = 'order.cancelled' AND actor = 'partner'"), 1);
});

test('nobody else cancels it: not another organisation, not without the right, not without proof', async () => {
  const id = await place('Guarded Example');
  equal([(await birch.get(`/orders/${id}/cancel`)).status, (await viewer.get(`/orders/${id}/cancel`)).status], [404, 403]);
  const { values } = formOf((await alder.get(`/orders/${id}/cancel`)).text, `/orders/${id}/cancel`);
  equal((await birch.post(`/orders/${id}/cancel`, { ...values, reason: 'x' })).status, 403, 'another session\'s proof');
  equal((await alder.post(`/orders/${id}/cancel`, { ...values, _csrf: '', reason: 'x' })).status, 403);
  equal((await alder.get(`/orders/staff/${id}/retry`)).location?.startsWith('/login'), true, 'retrying is for staff');
  equal(await stateOf(id), 'submitted');
  await worker();
});

test('one that fails keeps its reason and nothing half-made; staff retry it once the reason is gone', async () => {
  const id = await place('Failing Example'), before = await made(), since = portal.mailCount();
  const failedCard = async () => /Orders that failed[\s\S]*?href="\/admin\/orders\?status=failed"/.exec((await desk.get('/admin')).text)[0].replace(/<[^>]+>/g, ' ');
  match(await failedCard(), /\b0\b/);
  await portal.sql("UPDATE org SET status = 'suspended' WHERE id = 1");
  await worker();
  await portal.sql("UPDATE org SET status = 'active' WHERE id = 1");
  equal([await stateOf(id), await made()], ['failed', before]);
  match(plain(await alder.get(`/orders/${id}`)), /Failed .*Why it failed The organisation is not active/);
  match(plain(await alder.get('/orders?status=failed')), `O-${id}`);
  match(await failedCard(), /\b1\b/, 'the desk counts it, with the way to it');
  unmatch((await (await portal.signIn('content@portico.example.com')).get('/admin')).text, 'Orders that failed', 'who may not see orders sees no figure of them');
  const [mail] = await portal.mails({ to: 'sales@alder.example.com', since, link: `/orders/${id}` });
  match(mail.subject, `Order O-${id} for Failing Example failed`);
  for (const words of ['Nothing was made, and nothing is invoiced', 'The organisation is not active', 'Our staff see it and try it again. You need not order again']) match(mail.text, words);
  const page = await desk.get(`/admin/orders/${id}`);
  match(plain(page), /Why it failed The organisation is not active/);
  match(page.text, `href="/orders/staff/${id}/retry"`);
  const form = await desk.get(`/orders/staff/${id}/retry`);
  match(plain(form), 'It failed: The organisation is not active.');
  const { values } = formOf(form.text, `/orders/staff/${id}/retry`);
  const twice = await Promise.all([1, 2].map(() => desk.post(`/orders/staff/${id}/retry`, { ...values, _key: formKey() })));
  equal(twice.map((reply) => reply.status).sort(), [303, 409], 'two at once: one of them');
  equal(await one("SELECT COUNT(*) FROM audit WHERE action = 'order.retried'"), 1);
  await worker();
  equal(await stateOf(id), 'complete');
  equal(await one("SELECT COUNT(*) FROM customer WHERE name = 'Failing Example'"), 1);
});

test('cancelled and processed at the same moment: one of them, never both', async () => {
  for (let i = 0; i < 6; i++) {
    const id = await place(`Race Example ${i}`), form = await alder.get(`/orders/${id}/cancel`);
    const [reply] = await Promise.all([alder.submit(form, { reason: 'race' }), worker()]);
    await worker();
    const cancelled = reply.status === 303;
    equal(await stateOf(id), cancelled ? 'cancelled' : 'complete', `round ${i}: ${reply.status}`);
    if (!cancelled) equal(reply.status, 409);
    equal(await one('SELECT COUNT(*) FROM customer WHERE name = ?', [`Race Example ${i}`]), cancelled ? 0 : 1);
  }
});

test('tried again in vain is not told again; staff who ordered are told that they can; a program’s order is its organisation’s to hear of', async () => {
  const fails = async (work) => {
    await portal.sql("UPDATE org SET status = 'suspended' WHERE id = 1");
    await work?.();
    await worker();
    await portal.sql("UPDATE org SET status = 'active' WHERE id = 1");
  };
  const told = (id) => one("SELECT COUNT(*) FROM outbox x JOIN customer_order o ON o.id = x.noun_id WHERE x.kind = 'mail.order_failed' AND o.reference = CONCAT('O-', ?)", [id]);
  const again = await place('Twice Example');
  await fails();
  const form = await desk.get(`/orders/staff/${again}/retry`);
  await fails(() => desk.submit(form));
  equal([await stateOf(again), await told(again)], ['failed', 1]);

  const ours = await place('Ours Example'), theirs = await place('Program Example'), since = portal.mailCount();
  await portal.sql("UPDATE customer_order SET source = 'admin', person_id = (SELECT id FROM person WHERE email = 'admin@portico.example.com') WHERE reference = CONCAT('O-', ?)", [ours]);
  await portal.sql("UPDATE customer_order SET source = 'api', person_id = NULL WHERE reference = CONCAT('O-', ?)", [theirs]);
  await fails();
  const [colleague] = await portal.mails({ to: 'admin@portico.example.com', since, link: `/admin/orders/${ours}` });
  match(colleague.text, /Ours Example.*could not be carried out[\s\S]*you or a colleague can try it again/);
  const [program] = await portal.mails({ to: 'admin@alder.example.com', since, link: `/orders/${theirs}` });
  match(program.text, 'Our staff see it');
});

// ---- on behalf of an organisation ----
const behalf = await idOf('org', 'id = 2');
desk.behalf = behalf;

test('staff see exactly the organisation\'s offers at its prices', async () => {
  equal(Object.keys(await shelf(desk)).sort(), Object.keys(await shelf(birch)).sort());
  const shelves = [...(await birch.get('/offers')).text.matchAll(/href="(\/offers\/[^"/]+)"/g)].map((m) => m[1]);
  for (const label of shelves) {
    const theirs = plain(await birch.get(label)), ours = plain(await desk.get(label.replace('/offers', own(desk, 'offers')))), price = /[\d,.]+ EUR(?: a month| a year| once| for one)?/g;
    equal(ours.match(price), theirs.match(price), label);
  }
  match(plain(await desk.get(own(desk, 'offers'))), 'You act on behalf of Birch');
});

test('the pages name the organisation and lead back to it; nothing there speaks to staff as if they were it', async () => {
  for (const [slug, name] of [['birch', 'Birch Reseller Example'], ['alder', 'Alder Partner Example']]) {
    const staff = Object.assign(await portal.signIn('admin@portico.example.com'), { behalf: await idOf('org', `slug = '${slug}'`) });
    const pages = [await staff.get(own(staff, 'checkout'))], offers = await shelf(staff);
    equal((await staff.submit(await staff.get(own(staff, 'checkout', `?purchase=${offers['Core, monthly']}`)), { quantity: '5' }, { action: own(staff, 'checkout', '/basket') })).status, 303);
    for (const path of [own(staff, 'offers'), own(staff, 'offers', '/cloud'), own(staff, 'offers', `/o/${offers['Core, monthly']}`), own(staff, 'checkout', `?purchase=${Object.values(offers).at(-1)}`),
      own(staff, 'checkout'), own(staff, 'checkout', '/prices'), own(staff, 'checkout', '/details?choose=1'), own(staff, 'checkout', '/details/new')]) pages.push(await staff.get(path));
    await choose(staff, { ...somebody, company: `For ${slug}` });
    pages.push(await staff.get(own(staff, 'checkout', '/review')));
    for (const page of pages) {
      equal(page.status, 200, page.path);
      match(page.text, `<a href="/admin/partners/${staff.behalf}">${name}</a>`, `${page.path}: the crumb`);
      const text = plain({ text: /<main[\s\S]*<\/main>/.exec(page.text)[0] }).replace(/You act on behalf of [^:]*:/, '');
      unmatch(text, /\byour?s?\b/i, page.path);
      if (!/details\/new/.test(page.path)) match(text, name, page.path);
    }
    equal((await put(staff, offers['Core, monthly'], 0)).status, 303, 'the basket is left as it was');
  }
});

test('staff order for one of its customers: basket, checkout, order; source, audit and history say who', async () => {
  const customer = await idOf('customer', 'org_id = 2 AND id = 61'), foreign = await idOf('customer', 'org_id = 1 LIMIT 1');
  const picked = plain(await desk.get(own(desk, 'checkout')));
  match(picked, /The basket for Birch .* is empty/);
  const { id, reply } = await order(desk, [['Core, monthly', 3]], { customer });
  equal(reply.location, `/admin/orders/${id}`);
  const [row] = await portal.sql("SELECT o.source, o.org_id, p.email, o.status FROM customer_order o JOIN person p ON p.id = o.person_id WHERE o.reference = CONCAT('O-', ?)", [id]);
  equal(row, { source: 'admin', org_id: 2, email: 'admin@portico.example.com', status: 'submitted' });
  equal(await portal.sql("SELECT a.actor, a.org_id, p.email FROM audit a JOIN person p ON p.id = a.person_id WHERE a.action = 'order.placed' ORDER BY a.id DESC LIMIT 1"),
    [{ actor: 'staff', org_id: 2, email: 'admin@portico.example.com' }]);
  match(plain(await desk.get(`/admin/orders/${id}`)), /Placed by Alex Vendor on behalf of the organisation/);
  match(plain(await birch.get(`/orders/${id}`)), /Placed by Alex Vendor of our staff, on your behalf/);
  equal((await alder.get(`/orders/${id}`)).status, 404);
  const cancel = await desk.get(`/orders/staff/${id}/cancel`);
  ok(cancel.status === 200 && cancel.text.includes('Cancel the order'));
  await worker();
  equal(await stateOf(id), 'complete');
  equal(await one("SELECT COUNT(*) FROM subscription s JOIN order_line l ON l.id = s.order_line_id JOIN customer_order o ON o.id = l.order_id WHERE o.reference = CONCAT('O-', ?) AND s.org_id = 2 AND s.customer_id = 61", [id]), 1);
  const wrong = await order(desk, [['Core, monthly', 1]], { customer: foreign }).catch((error) => error);
  match(String(wrong), /answered (404|422)/, 'another organisation\'s customer cannot be chosen');
});

test('on behalf is for staff with the right, for active organisations, by the same path for nobody else', async () => {
  const support = await portal.signIn('support@portico.example.com');
  equal((await support.get(own(desk, 'offers'))).status, 403);
  equal((await birch.get(own(desk, 'offers'))).location?.startsWith('/login'), true, 'a partner is not staff');
  const offer = (await shelf(desk))['Core, monthly'], page = await desk.get(own(desk, 'checkout', `?purchase=${offer}`));
  equal((await desk.submit(page, { _csrf: '' }, { action: own(desk, 'checkout', '/basket') })).status, 403);
  const hidden = (await shelf(alder))['Pro, yearly'];
  equal((await desk.get(own(desk, 'checkout', `?purchase=${hidden}`))).status, 404, 'another group\'s offer');
  await portal.sql("UPDATE org SET status = 'suspended' WHERE id = 2");
  equal((await desk.get(own(desk, 'offers'))).status, 404);
  await portal.sql("UPDATE org SET status = 'active' WHERE id = 2");
  equal((await desk.get('/offers/staff/0000000000000')).status, 404);
});

await run();
