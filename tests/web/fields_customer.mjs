// Fields that the vendor hides from end customers (DOMAIN decision 65, C17): the billing portal's overview, lists, sums, files and documents
// obey from the next request on, and so does the portal that staff look at before it is shared (M7).
import { start } from '../lib/portal.mjs';
import { test, equal, ok, match, unmatch, cleanup, run } from '../lib/tap.mjs';
import { publicId, visitor } from '../lib/access.mjs';
import { switcher } from '../lib/fields.mjs';

const portal = await start();
cleanup(() => portal.stop());
const desk = await portal.signIn('admin@portico.example.com');
const switched = switcher(portal, desk, 'customer');
const { group, token } = await visitor(portal);
const customer = portal.visitor();
customer.jar.set('portico_customer', token);
await portal.sql(`UPDATE party p JOIN bill_group g ON g.party_id = p.id SET p.tax_number = 'ATU12345678', p.registration_number = 'FN 98765',
  p.email = 'bills@customer.example.com', p.address1 = 'Hidden Alley 7', p.language = 'en' WHERE g.id = ?`, [group]);
/** What a page says, without its head, its frame and its menu. */
const main = async (target, who = customer) => {
  const page = await who.get(target);
  equal([target, page.status], [target, 200]);
  return /<main[^]*<\/main>/.exec(page.text)[0];
};

/** field: where it stands, and what is then no more there */
const PLACES = {
  'bill.address': { '/billing': 'Hidden Alley 7' },
  'bill.email': { '/billing': 'bills@customer.example.com' },
  'bill.tax_number': { '/billing': 'ATU12345678' },
  'bill.registration_number': { '/billing': 'FN 98765' },
  'bill.sold_by': { '/billing': 'Sold by' },
  'bill.terms': { '/billing': 'Payment terms' },
  'bill.next_on': { '/billing': 'Next billing date' },
  'subscription.products': { '/billing': 'Products', '/billing/subscriptions': 'Products', '/billing/subscriptions?format=csv': 'Products' },
  'subscription.quantity': { '/billing': 'Quantity', '/billing/subscriptions': 'Quantity', '/billing/subscriptions?format=csv': 'Quantity' },
  'subscription.renews_on': { '/billing': 'Renews on', '/billing/subscriptions': 'Renews on', '/billing/subscriptions?format=csv': 'Renews on' },
  'subscription.ends_on': { '/billing': 'Ends on', '/billing/subscriptions': 'Ends on', '/billing/subscriptions?format=csv': 'Ends on' },
  'invoice.balance': { '/billing': /Balance|Outstanding/, '/billing/invoices': 'Balance', '/billing/invoices?format=csv': 'Balance' },
  'invoice.due_on': { '/billing': 'Due date', '/billing/invoices': 'Due date', '/billing/invoices?format=csv': 'Due date' },
  'invoice.file': { '/billing': '/pdf', '/billing/invoices': '/pdf', '/billing/invoices?format=csv': 'PDF' },
};
const said = (target, who) => (target.includes('format=csv') ? who.get(target).then((file) => file.text) : main(target, who));
async function everywhere(field, check, who = customer) {
  for (const [target, word] of Object.entries(PLACES[field])) check(await said(target, who), word, `${field} at ${target}`);
}

test('the desk lists what end customers see apart from what partners see, and each can be hidden', async () => {
  match((await desk.get('/admin/fields')).text, '/admin/fields/customer');
  const names = await switched({});
  equal([...names].sort(), Object.keys(PLACES).sort());
  const page = (await desk.get('/admin/fields/customer')).text;
  match(page, 'What end customers see');
  const odd = await desk.submit(await desk.get('/admin/fields/customer'), { 'bill.email': 'fixed' });
  equal(odd.status, 422, 'no form asks for it, so there is nothing to be read-only');
  equal((await desk.submit(await desk.get('/admin/fields/customer'), { 'org.phone': 'hidden' })).status, 303, 'another audience’s field counts for nothing');
  equal((await portal.sql('SELECT COUNT(*) AS n FROM field_switch'))[0].n, 0);
});

for (const field of Object.keys(PLACES)) {
  test(`${field}: hidden, it is on no page and in no file, and only it is gone`, async () => {
    await everywhere(field, match);
    await switched({ [field]: 'hidden' });
    await everywhere(field, unmatch);
    for (const other of Object.keys(PLACES)) if (other !== field) await everywhere(other, match);
  });
}

test('a hidden file is not handed out by its address either', async () => {
  const [{ id }] = await portal.sql("SELECT CAST(public_id AS CHAR) AS id FROM invoice WHERE bill_group_id = ? AND status <> 'draft' AND owner = 'end_customer' ORDER BY id LIMIT 1", [group]);
  const file = `/billing/invoices/${publicId(id)}/pdf`;
  await switched({});
  equal((await customer.get(file)).status, 200);
  await switched({ 'invoice.file': 'hidden' });
  equal((await customer.get(file)).status, 404);
  await switched({});
});

test('partners see what end customers do not, and the other way round', async () => {
  const partner = await portal.signIn('admin@alder.example.com');
  await switched({ 'invoice.balance': 'hidden', 'subscription.renews_on': 'hidden' });
  match((await partner.get('/invoices')).text, 'Balance');
  await switched({});
  await switcher(portal, desk, 'partner')({ 'invoice.balance': 'hidden' });
  unmatch((await partner.get('/invoices')).text, 'Balance');
  match(await main('/billing/invoices'), 'Balance');
  await switcher(portal, desk, 'partner')({});
});

test('staff who look at the portal see what the customer sees', async () => {
  const [{ id }] = await portal.sql('SELECT CAST(public_id AS CHAR) AS id FROM bill_group WHERE id = ?', [group]);
  const at = `/admin/billgroups/${publicId(id)}`;
  await switched({ 'bill.tax_number': 'hidden', 'invoice.balance': 'hidden' });
  equal((await desk.submit(await desk.get(`${at}/view`), { reason: 'what do they see' }, { action: `${at}/view` })).status, 303);
  const seen = await main('/billing', desk);
  unmatch(seen, 'ATU12345678');
  unmatch(seen, /Balance|Outstanding/);
  match(seen, 'FN 98765');
  await switched({});
  ok((await main('/billing', desk)).includes('ATU12345678'), 'at the next request');
});

await run();
