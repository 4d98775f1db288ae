// All customers of an organisation move, and an organisation with live subscriptions is not archived (DOMAIN decision 57; T8 and T9 of
// lib/model/transfer.h).
import { formKey } from '../lib/fault.mjs';
import { publicText } from '../lib/orders.mjs';
import { movesOf } from '../lib/moves.mjs';
import { start } from '../lib/portal.mjs';
import { order, somebody } from '../lib/shop.mjs';
import { formOf } from '../lib/visitor.mjs';
import { cleanup, equal, match, ok, run, test, unmatch } from '../lib/tap.mjs';

const portal = await start();
cleanup(() => portal.stop());
const { one, plain, orgs, worker, zoned } = await movesOf(portal);
const [alder, boss, desk, support] = await Promise.all(['sales@alder.example.com', 'admin@alder.example.com', 'admin@portico.example.com', 'support@portico.example.com']
  .map((email) => portal.signIn(email, { language: 'en' })));
const home = `/admin/partners/${orgs.alder.public}`, move = `${home}/move`, status = `${home}/status`;
const waiting = () => one('SELECT COUNT(*) FROM transfer_customer WHERE waiting = 1');
const of = (org) => one('SELECT COUNT(*) FROM customer WHERE org_id = ?', [org.id]);
const mails = () => one(`SELECT COUNT(*) FROM outbox WHERE kind = 'mail.customer_moved'`);
const moving = (values = {}) => ({ org: orgs.birch.public, day: zoned(), reason: 'Alder gives up.', ...values });
const asked = async (values = {}) => desk.submit(await desk.get(move), moving(values), { action: move });

await order(alder, [['Core, monthly', 2]], { ...somebody, company: 'First Example' });
await order(alder, [['Core, monthly', 1]], { ...somebody, company: 'Second Example' });
await worker();
const n = await of(orgs.alder);
const running = await one(`SELECT COUNT(*) FROM subscription WHERE org_id = ? AND status IN ('pending', 'active', 'suspended')`, [orgs.alder.id]);
const first = await one('SELECT MIN(id) FROM customer WHERE org_id = ?', [orgs.alder.id]); // whose turn is first

test('T9: an organisation whose customers have subscriptions is not archived; the page says how many and leads to the move', async () => {
  ok(n >= 2 && running >= 2, `${n} customers, ${running} subscriptions`);
  const page = await desk.get(`${status}?to=archived`);
  equal(page.status, 200);
  match(plain(page), 'cannot be archived yet');
  match(plain(page), `${running} subscriptions that run or are to begin`);
  match(page.text, `href="${move}"`);
  const { values } = formOf((await desk.get(`${status}?to=suspended`)).text, status);
  const sent = await desk.post(status, { ...values, to: 'archived' });
  equal(sent.status, 409, 'nor when it is sent nevertheless');
  match(plain(sent), 'before you archive');
  equal(await one('SELECT status FROM org WHERE id = ?', [orgs.alder.id]), 'active');
});

test('T8: the page says who goes along; neither a partner nor staff without the right can; wrong words stand beside their field', async () => {
  const page = await desk.get(move);
  equal(page.status, 200);
  match(plain(page), `${n} customers move.`);
  match(plain(page), `${running} subscriptions that run or are to begin go along.`);
  unmatch(page.text, `value="${orgs.alder.public}"`, 'itself is no choice');
  ok((await boss.get(move)).location?.startsWith('/login'), 'the desk is not for partners');
  ok([302, 303, 403].includes((await boss.post(move, moving())).status));
  equal((await support.get(move)).status, 403);
  unmatch((await support.get(home)).text, '/move"');
  const { values } = formOf(page.text, move);
  equal((await desk.post(move, { ...values, ...moving(), _csrf: '' })).status, 403, 'without proof');
  equal((await desk.get(`/admin/partners/${publicText('77')}/move`)).status, 404);
  const past = await asked({ day: zoned(-1) });
  equal(past.status, 422);
  match(plain(past), 'That day is over.');
  match(past.text, 'Alder gives up.', 'what was typed stays');
  equal([(await asked({ reason: ' ' })).status, (await asked({ org: orgs.alder.public })).status], [422, 422]);
  equal(await one('SELECT COUNT(*) FROM transfer'), 0);
});

test('T8: planned for a later day it is shown, and called off; then nothing waits', async () => {
  equal((await asked({ day: zoned(3) })).status, 303);
  equal([await waiting(), await of(orgs.alder)], [n, n]);
  match(plain(await desk.get(home)), new RegExp(`Customers move to Birch Reseller Example on .*: 0 of ${n} are done. Alder gives up.`));
  match(plain(await desk.get(move)), 'is to move already');
  equal((await desk.post(move, { ...formOf((await desk.get(`${move}/undo`)).text, `${move}/undo`).values, ...moving(), _key: formKey() })).status, 409, 'nobody is left to move');
  const { values } = formOf((await desk.get(`${move}/undo`)).text, `${move}/undo`);
  const twice = await Promise.all([1, 2].map(() => desk.post(`${move}/undo`, { ...values, _key: formKey() })));
  equal(twice.map((reply) => reply.status).sort(), [303, 409], 'two at once: one of them');
  equal(await portal.sql('SELECT status FROM transfer'), [{ status: 'undone' }]);
  equal(await waiting(), 0);
  match(plain(await desk.get(`${move}/undo`)), 'No move of its customers is planned.');
});

test('T8: once however often it is sent; one that fails keeps no other waiting; one mail each, when the last is done', async () => {
  const since = portal.mailCount(), { values } = formOf((await desk.get(move)).text, move), sent = { ...values, ...moving() };
  const twice = await Promise.all([1, 2].map(() => desk.post(move, sent)));
  equal(twice.map((reply) => reply.status), [303, 303], 'the same form, sent twice');
  equal(await one(`SELECT COUNT(*) FROM transfer WHERE status = 'planned'`), 1);
  equal(await waiting(), n);
  await portal.sql(`CREATE TRIGGER held BEFORE UPDATE ON customer FOR EACH ROW IF OLD.id = ${Number(first)} THEN SIGNAL SQLSTATE '45000'; END IF`);
  await portal.sql(`INSERT INTO party (legal_name) VALUES ('Latecomer Example')`);
  await portal.sql(`INSERT INTO customer (public_id, org_id, party_id, name, email, created_at)
    SELECT 9901, ?, MAX(id), 'Latecomer Example', 'late@customer.example.com', UTC_TIMESTAMP(6) FROM party`, [orgs.alder.id]);
  await worker();
  equal([await waiting(), await of(orgs.alder)], [1, 2], 'the one that cannot, and the one who came later');
  match(plain(await desk.get(home)), `${n - 1} of ${n} are done`);
  equal(await mails(), 0, 'no mail before the last');
  await portal.sql('DROP TRIGGER held');
  await worker();
  await worker();
  equal([await waiting(), await of(orgs.alder)], [0, 1], 'who came later stays');
  equal(await one(`SELECT status FROM transfer ORDER BY id DESC LIMIT 1`), 'done');
  equal(await mails(), 2, 'one to the administrator of each');
  const [came] = await portal.mails({ to: 'admin@birch.example.net', since, text: new RegExp(`${n} customers are yours now`) });
  match(came.text, /Subscriptions:?\s*\d+.*Alder gives up\./s);
  const [left] = await portal.mails({ to: 'admin@alder.example.com', since, text: new RegExp(`${n} customers are not yours any more`) });
  unmatch(left.text, /EUR|Birch/, 'no price, and not who the other one is');
  equal(await one(`SELECT COUNT(*) FROM subscription WHERE org_id = ? AND status IN ('pending', 'active', 'suspended')`, [orgs.birch.id]) >= running, true);
  equal(await one(`SELECT COUNT(*) FROM audit WHERE action = 'org.move_planned' AND noun_id = ?`, [orgs.alder.id]), 2, 'this one, and the one that was called off');
});

test('T9: with none left that runs, it is archived', async () => {
  const page = await desk.get(`${status}?to=archived`);
  match(plain(page), 'Archive Alder Partner Example?');
  equal((await desk.submit(page, {}, { action: status })).status, 303);
  equal(await one('SELECT status FROM org WHERE id = ?', [orgs.alder.id]), 'archived');
});

await run();
