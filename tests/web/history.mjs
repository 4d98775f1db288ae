// What happened to a record stands on its page, in words, for those who may know it (LOOK: a detail's history; TRUST L1).
import { start } from '../lib/portal.mjs';
import { test, equal, match, unmatch, cleanup, run, until } from '../lib/tap.mjs';
import { person, publicId } from '../lib/access.mjs';
import { order, shelf, somebody } from '../lib/shop.mjs';

const portal = await start();
cleanup(() => portal.stop());
const partner = await portal.signIn('admin@alder.example.com');
const desk = await portal.signIn('admin@portico.example.com');
const history = (page) => /<ol class="history">[^]*?<\/ol>/.exec(page.text)?.[0] ?? '';

test('a customer\'s page says who brought it, and when', async () => {
  await order(partner, [[Object.keys(await shelf(partner)).filter((name) => !/Pro|Archive/.test(name))[0], 1]], { ...somebody, company: 'History Example' });
  const [{ public_id: id }] = await portal.sql('SELECT public_id FROM customer WHERE org_id = 1 ORDER BY id DESC LIMIT 1');
  const shown = history(await partner.get(`/customers/${publicId(BigInt(id))}`));
  match(shown, 'Added by an order');
  match(shown, /Sam Alder/);
});

test('a colleague\'s page says what was changed to those who may change it; our staff stand there without a name', async () => {
  const [{ public_id: id }] = await portal.sql("SELECT public_id FROM person WHERE email = 'sales@alder.example.com'");
  const at = `/people/${publicId(BigInt(id))}`;
  equal((await partner.submit(await partner.get(`${at}/roles`), { 'roles[]': 'support' })).status, 303);
  equal((await desk.submit(await desk.get(`/admin/users/${publicId(BigInt(id))}/status`), {}, { action: /deactivate/ })).status, 303);
  const shown = history(await partner.get(at));
  match(shown, /Roles changed[^]*Sam Alder/);
  match(shown, 'Deactivated');
  unmatch(shown, 'Alex Vendor');
  const other = await person(portal, { roles: 'marketing', org: 1 });
  equal(history(await portal.get(at, { cookie: other.cookie })), '');
});

const idOf = (rows) => publicId(BigInt(rows[0].id));
const subscriptionOf = async (id) => idOf(await portal.sql(`SELECT s.public_id AS id FROM subscription s JOIN order_line l ON l.id = s.order_line_id
  JOIN customer_order o ON o.id = l.order_id WHERE o.reference = CONCAT('O-', ?)`, [id]));
const placed = async () => (await order(partner, [['Archive', 2]], { ...somebody, company: 'Trail Example' })).id;

test('order, subscription and invoice say what happened to them, by whom', async () => {
  const id = await placed();
  match(history(await partner.get(`/orders/${id}`)), /Complete[^]*Sam Alder[^]*Placed[^]*Sam Alder/);
  const subscription = await subscriptionOf(id);
  match(history(await partner.get(`/customers/subscriptions/${subscription}`)), /Ordered[^]*Sam Alder/);
  match(history(await desk.get(`/customers/staff/subscriptions/${subscription}`)), /Ordered[^]*Sam Alder/, 'staff read the same');
  const invoice = () => portal.sql("SELECT i.public_id AS id FROM invoice i JOIN customer_order o ON o.id = i.order_id WHERE o.reference = CONCAT('O-', ?) AND i.number IS NOT NULL", [id]);
  await until(async () => (await invoice()).length, 'the invoice has its number');
  const page = await partner.get(`/invoices/${idOf(await invoice())}`);
  match(history(page), 'Issued');
  unmatch(history(page), 'drafted');
});

test('the profile says who changed it; what the vendor decides of the organisation stays the vendor\'s', async () => {
  const form = await partner.get('/people/organisation');
  equal((await partner.submit(form, { city: 'Trailtown' })).status, 303);
  await portal.sql("INSERT INTO audit (at, org_id, actor, action, noun, noun_id, content_hash) VALUES (UTC_TIMESTAMP(6), 1, 'staff', 'org.price_list', 'org', 1, REPEAT('x', 32))");
  await portal.sql("INSERT INTO audit (at, org_id, actor, action, noun, noun_id, content_hash) VALUES (UTC_TIMESTAMP(6), 2, 'staff', 'org.suspended', 'org', 1, REPEAT('x', 32))");
  portal.tampered = true; // these two were written past the program
  const shown = history(await partner.get('/people/organisation'));
  match(shown, /Profile changed[^]*Sam Alder/);
  unmatch(shown, /price list/i);
  unmatch(shown, 'Suspended', 'a row of another organisation');
});

test('who placed an order, hidden by the vendor, is named nowhere in the histories', async () => {
  const id = await placed();
  await portal.sql("INSERT INTO field_switch (audience, field_key, state) VALUES ('partner', 'order.person', 'hidden')");
  const subscription = await subscriptionOf(id);
  for (const at of [`/orders/${id}`, `/customers/subscriptions/${subscription}`]) {
    const page = await partner.get(at);
    match(history(page), /Placed|Ordered/);
    unmatch(history(page), 'Sam Alder', at);
  }
  await portal.sql("DELETE FROM field_switch WHERE field_key = 'order.person'");
});

await run();
