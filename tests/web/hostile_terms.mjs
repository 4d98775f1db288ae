// A partner who tries to pay less than was agreed: by another day than the seller's, and by leaving what was ordered for a year.
import { Api, makeKey } from '../lib/api.mjs';
import { start } from '../lib/portal.mjs';
import { publicText } from '../lib/orders.mjs';
import { formsOf } from '../lib/visitor.mjs';
import { choose, order, put, review, shelf, somebody } from '../lib/shop.mjs';
import { cleanup, equal, match, run, test, unmatch } from '../lib/tap.mjs';

const portal = await start();
cleanup(() => portal.stop());
const robin = await portal.signIn('sales@alder.example.com');
const api = new Api(portal, await makeKey(portal, 'alder'));
cleanup(() => api.close());
const one = async (query, values) => Object.values((await portal.sql(query, values))[0])[0];

// There is always a place where it is another day already, or still; in this portal the seller's days are UTC's.
const early = new Date().getUTCHours() < 11;
const ZONE = early ? 'Pacific/Pago_Pago' : 'Pacific/Kiritimati', THEIR_DAY = early ? -1 : 1;

test('the day of an order is the seller\'s, whichever zone its person says is theirs', async () => {
  await portal.sql(`INSERT INTO promo (public_id, code, name, kind, rate_bp, periods, valid_from, valid_until, all_partners, all_offers, active, created_at)
    VALUES (78, 'OTHERDAY', 'Another day', 'percent', 5000, 1, UTC_DATE() + INTERVAL ? DAY, UTC_DATE() + INTERVAL ? DAY, TRUE, TRUE, TRUE, UTC_TIMESTAMP(6))`, [THEIR_DAY, THEIR_DAY]);
  equal((await robin.submit(await robin.get('/account/profile'), { zone: ZONE }, { action: '/account/profile' })).status, 303);
  const { 'Training days': days } = await shelf(robin);
  const link = await robin.get(`/checkout?purchase=${days}&pc=OTHERDAY`);
  unmatch(link.text, 'Another day: ');
  await put(robin, days, 1);
  await robin.submit(await robin.get('/checkout'), { code: 'OTHERDAY' }, { action: '/checkout/promotion' });
  equal(await one(`SELECT promo_code FROM customer_order WHERE status = 'draft' ORDER BY id DESC LIMIT 1`), '');
  await portal.sql(`UPDATE customer_order SET promo_code = 'OTHERDAY' WHERE status = 'draft'`); // typed while it held
  equal((await choose(robin, somebody)).status, 303);
  match((await review(robin)).text, 'It was ignored');
  const { id } = await order(robin, [['Core, monthly', 1]]);
  const [made] = await portal.sql(`SELECT DATEDIFF(start_on, UTC_DATE()) AS days, zone, promo_id FROM customer_order WHERE public_id = (SELECT MAX(o.public_id)
    FROM customer_order o WHERE o.id = (SELECT MAX(id) FROM customer_order WHERE status = 'complete'))`);
  equal({ ...made }, { days: 0, zone: 'UTC', promo_id: null }, `order ${id}`);
  equal(await one('SELECT zone FROM subscription ORDER BY id DESC LIMIT 1'), 'UTC');
});

test('no shorter term takes the place of a longer one before its end, however much it costs', async () => {
  const version = async (name) => (await portal.sql(`SELECT v.id, CAST(v.public_id AS CHAR) AS public FROM offer o JOIN offer_version v ON v.id = o.published_version_id WHERE v.name = ?`, [name]))[0];
  const core = await version('Core, monthly'), other = await version('Pro, yearly');
  await portal.sql('UPDATE offer_version SET trial_days = 0, term_months = IF(id = ?, 12, 1), auto_renew = TRUE WHERE id IN (?, ?)', [core.id, core.id, other.id]);
  await portal.sql('DELETE FROM offer_item WHERE version_id = ?', [other.id]); // paid by the month, so that it fits into any term
  await portal.sql('INSERT INTO offer_item (version_id, product_id, quantity, position) SELECT ?, product_id, quantity, position FROM offer_item WHERE version_id = ?', [other.id, core.id]);
  await order(robin, [['Core, monthly', 2]]);
  const sub = publicText(await one('SELECT CAST(public_id AS CHAR) FROM subscription ORDER BY id DESC LIMIT 1'));
  const before = (await api.get(`/api/v1/subscriptions/${sub}`)).json;
  const change = (more) => api.post(`/api/v1/subscriptions/${sub}/change-offer/preview`, { offer: publicText(other.public), quantity: 100, ...more });
  for (const [term, when] of [[1, undefined], [1, 'now'], [0, 'now'], [11, undefined]]) {
    await portal.sql('UPDATE offer_version SET term_months = ? WHERE id = ?', [term, other.id]);
    const { status, json: plan, text } = await change(when ? { when } : {});
    equal(status, 200, text);
    equal([plan.problem, plan.possible, plan.at_end, plan.now_total.amount], [null, true, true, 0], `${term} months, ${when}`);
    equal(Math.round((Date.parse(plan.on) - Date.parse(before.term_end_on)) / 86_400_000), 1, 'the day after the term');
  }
  await portal.sql('UPDATE offer_version SET term_months = 12 WHERE id = ?', [other.id]);
  equal((await change({})).json.at_end, false, 'as long and more: at once');
});

test('an end that is ordered is not ordered again: each would write to the customer', async () => {
  await portal.sql(`UPDATE subscription_rule SET allowed = 'partner' WHERE action = 'cancel'`);
  await order(robin, [['Core, monthly', 1]]);
  const sub = publicText(await one('SELECT CAST(public_id AS CHAR) FROM subscription ORDER BY id DESC LIMIT 1'));
  const cancel = (when) => api.post(`/api/v1/subscriptions/${sub}/cancel`, { reason: 'No more', when });
  equal((await cancel('now')).status, 201, 'at the end of the term, for a partner');
  const told = () => one(`SELECT COUNT(*) FROM outbox WHERE kind LIKE 'mail.subscription%'`), mails = await told();
  for (const when of ['now', 'end', 'rule']) equal((await cancel(when)).status, 422, when);
  equal(await told(), mails);
});

test('what our staff ordered, a partner does not take back', async () => {
  const staff = await portal.signIn('admin@portico.example.com');
  const confirmed = async (who, path) => {
    const form = formsOf((await who.get(path)).text).find((f) => f.method === 'POST' && f.action.includes('/subscriptions/'));
    return form && (await who.post(form.action, form.values)).status;
  };
  const orders = { change: '?preview=1&quantity=9&when=end', cancel: '?preview=1&reason=No+more&when=end' };
  for (const [kind, asked] of Object.entries(orders)) {
    await order(robin, [['Core, monthly', 1]]);
    const sub = publicText(await one('SELECT CAST(public_id AS CHAR) FROM subscription ORDER BY id DESC LIMIT 1'));
    const mine = `/customers/subscriptions/${sub}`, desk = `/customers/staff/subscriptions/${sub}`;
    const waits = () => one(`SELECT s.cancel_on IS NOT NULL OR EXISTS (SELECT 1 FROM subscription_change x WHERE x.subscription_id = s.id AND x.waiting = 1)
      FROM subscription s ORDER BY s.id DESC LIMIT 1`);
    equal([await confirmed(robin, `${mine}/${kind}${asked}`), await waits()], [303, 1], kind);
    equal([await confirmed(robin, `${mine}/undo`), await waits()], [303, 0], 'what they ordered themselves');
    equal([await confirmed(staff, `${desk}/${kind}${asked}`), await waits()], [303, 1]);
    unmatch((await robin.get(mine)).text, `${mine}/undo`);
    equal(await confirmed(robin, `${mine}/undo`), undefined);
    const { values } = formsOf((await robin.get('/account/profile')).text).find((f) => f.action === '/account/profile');
    equal((await robin.post(`${mine}/undo`, { _csrf: values._csrf, _key: values._key })).status, 409);
    equal(await waits(), 1);
    equal([await confirmed(staff, `${desk}/undo`), await waits()], [303, 0]);
  }
});

await run();
