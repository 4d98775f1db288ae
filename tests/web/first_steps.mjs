// From a database with nothing in it to a placed order and a numbered invoice, by pages and commands alone: what the vendor's own company
// is, who may change it, and that what was issued stays as it was (DESIGN 4: an issued document's content is frozen).
import { start } from '../lib/portal.mjs';
import { order, shelf } from '../lib/shop.mjs';
import { cleanup, equal, match, ok, run, test, unmatch, until } from '../lib/tap.mjs';

const portal = await start({ empty: true });
cleanup(() => portal.stop());
const idOf = (location) => /\/(\w{13})(\/|$|\?)/.exec(location)[1];
const steps = (page) => /<section aria-labelledby="first-steps">[\s\S]*?<\/section>/.exec(page.text)?.[0] ?? '';
const words = (page) => page.text.replace(/<[^>]+>/g, ' ').replace(/&amp;/g, '&').replace(/\s+/g, ' ');
let desk;
const go = async (path, values, options) => desk.submit(await desk.get(path), values, options);
/** The same with ticks: { 'channels[]': [...] }. */
async function tick(path, values, ticks) {
  const page = await desk.get(path);
  const hidden = Object.fromEntries([...page.text.matchAll(/<input type="hidden" name="(_csrf|_key)" value="([^"]*)"/g)].map((m) => [m[1], m[2]]));
  const body = new URLSearchParams({ ...hidden, ...values });
  for (const [name, list] of Object.entries(ticks)) for (const value of list) body.append(name, value);
  return desk.post(path, body.toString());
}
const refused = (...args) => portal.portico(...args).then(() => { throw new Error(`portico ${args.join(' ')} went well`); }, (error) => error);

const company = { legal_name: 'Linden Example GmbH', address1: 'Lindenweg 1', address2: '', postal_code: '1010', city: 'Wien', region: '', country: 'AT',
  email: 'billing@linden.example.com', phone: '', tax_number: 'atu 1234 5678', registration_number: 'FN 1 a', language: 'en', base_currency: 'EUR',
  zone: 'UTC', invoice_prefix: 'LI-', bank_name: 'Example Bank', iban: 'at61 1904 3002 3457 3201', bic: 'examatww' };
const today = new Date().toISOString().slice(0, 10);
let home;
let partner;
let staff;

test('the first person in sees what is missing, a sentence and a link each', async () => {
  await portal.portico('user', 'add', 'you@linden.example.com', '--name', 'You', '--staff', '--roles', 'vendor_admin');
  desk = await portal.signIn('you@linden.example.com');
  const page = await desk.get('/admin');
  for (const text of ['Add your company', 'Add a product', 'Set prices', 'Publish an offer', 'Add a partner organisation']) match(steps(page), text);
  unmatch(steps(page), 'Set up mail');
  for (const [, href] of steps(page).matchAll(/href="([^"]+)"/g)) equal([(await desk.get(href)).status, href], [200, href]);
});

test('who only looks at the desk gets no step that is not theirs, and cannot change a company', async () => {
  await portal.portico('user', 'add', 'look@linden.example.com', '--name', 'Looks', '--staff', '--roles', 'content_manager');
  staff = await portal.signIn('look@linden.example.com');
  equal(steps(await staff.get('/admin')), '');
  equal((await staff.get('/admin/companies')).status, 200);
  unmatch((await staff.get('/admin/companies')).text, '/admin/companies/new');
  equal((await staff.get('/admin/companies/new')).status, 403);
  equal((await staff.post('/admin/companies/new', company)).status, 403);
});

test('a company: each fault beside its field, what was typed stays', async () => {
  for (const [field, value, sentence] of [
    ['iban', 'AT611904300234573202', 'This is not an IBAN'], ['bic', 'EXAM', 'A BIC has 8 or 11'], ['tax_number', 'ATU1', 'cannot be a tax number'],
    ['invoice_prefix', 'li ', 'Use capital letters'], ['invoice_prefix', '', 'Fill in “Beginning of its invoice numbers”'], ['country', 'XX', 'Choose'],
    ['base_currency', 'XXX', 'Choose'], ['legal_name', '', 'Fill in “Legal name”'],
  ]) {
    const wrong = await go('/admin/companies/new', { ...company, [field]: value });
    equal([wrong.status, field, value], [422, field, value]);
    match(words(wrong), sentence);
    match(wrong.text, 'value="Lindenweg 1"');
  }
  const done = await go('/admin/companies/new', company);
  equal(done.status, 303);
  home = idOf(done.location);
  const page = await desk.get(`/admin/companies/${home}`);
  for (const text of ['ATU12345678', 'AT611904300234573201', 'EXAMATWW', 'begin with LI-', 'can be changed until the first invoice', 'Company added']) match(words(page), text);
});

test('the command follows the same rules', async () => {
  const given = ['--legal-name', 'Rowan Example KK', '--address1', '1 Reimachi', '--city', 'Tokyo', '--country', 'JP', '--email', 'jp@linden.example.com',
    '--base-currency', 'JPY'];
  equal((await refused('company', 'add', ...given)).code, 2);
  match((await refused('company', 'add', ...given)).stderr, '--invoice-prefix: Fill in “Beginning of its invoice numbers”.');
  match((await refused('company', 'add', ...given, '--invoice-prefix', 'LI-')).stderr, 'two invoices would have one number');
  match((await refused('company', 'add', ...given, '--invoice-prefix', 'RO-', '--iban', 'XX')).stderr, '--iban: This is not an IBAN');
  match((await portal.portico('company', 'add', ...given, '--invoice-prefix', 'RO-')).stdout, 'Rowan Example KK was added');
  match((await portal.portico('company', 'list')).stdout, /LI-\tAT\tEUR\t0 tax rules\tLinden Example GmbH\nRO-\tJP\tJPY/);
  const taken = await go('/admin/companies/new', { ...company, invoice_prefix: 'RO-' });
  equal(taken.status, 422);
});

test('a tax rule for each company takes that step off the list', async () => {
  match(steps(await desk.get('/admin')), 'Linden Example GmbH has no tax rule');
  const { text } = await desk.get('/admin/taxes/new');
  const away = /value="(\w{13})"[^>]*>Rowan/.exec(text)[1];
  const rule = { region: '', tax_class: 'standard', category: 'S', note: '', from: today, until: '' };
  const add = (values) => go('/admin/taxes/new', { ...rule, ...values }, { action: '/admin/taxes/new' });
  equal((await add({ legal_entity: home, country: 'AT', name: 'VAT', rate_bp: '20' })).status, 303);
  match(steps(await desk.get('/admin')), 'Rowan Example KK has no tax rule');
  equal((await add({ legal_entity: away, country: 'JP', name: 'Consumption tax', rate_bp: '10' })).status, 303);
  unmatch(steps(await desk.get('/admin')), 'no tax rule');
});

test('a product with its price, a partner with its people, an offer: each takes its step off the list', async () => {
  const product = await go('/admin/products/new', { name: 'Seat', code: 'SEAT', description: 'One place', charge: 'recurring', period_months: '1', tax_class: 'standard' });
  equal(product.status, 303);
  const seat = idOf(product.location);
  equal((await go('/admin/prices/new', { name: 'General', is_base: '1' })).status, 303);
  const price = await go(`/admin/products/${seat}/prices/new`, { amount: '30.00', amount_currency: 'EUR', from: today, until: '' });
  equal([price.status, steps(await desk.get('/admin')).includes('Set prices')], [303, false]);
  const org = await go('/admin/partners/new', { name: 'Hazel Example', slug: 'hazel', invoice_owner: 'partner', legal_entity: home, currency: 'EUR',
    billing_account: 'B-1', legal_name: 'Hazel Example Ltd', email: 'office@hazel.example.com', address1: '1 Yard', city: 'Graz', country: 'AT', language: 'en' });
  equal(org.status, 303, words(org).slice(0, 900));
  match(steps(await desk.get('/admin')), 'Invite a partner&#39;s people');
  const offer = await tick('/admin/offers/new', { code: 'SEATS', name: 'Seats', summary: 'Places', terms: '', term_months: '0', auto_renew: '1', trial_days: '0',
    quantity_min: '1', quantity_max: '0', quantity_step: '1', labels: 'team', countries: '', checkout_tag: 'checkout', all_partners: '1' }, { 'channels[]': ['Partner'] });
  equal(offer.status, 303, words(offer).slice(0, 900));
  const path = `/admin/offers/${idOf(offer.location)}`;
  equal((await go(`${path}/items`, { product: seat, quantity: '1' }, { action: `${path}/items` })).status, 303);
  equal((await go(`${path}/publish`)).status, 303);
  await portal.portico('user', 'add', 'buyer@hazel.example.com', '--name', 'Buyer', '--org', 'hazel', '--roles', 'partner_admin');
  equal(steps(await desk.get('/admin')).replace(/[\s\S]*Start the worker[\s\S]*/, ''), '', 'nothing is missing');
});

test('the partner orders; the invoice gets its number, with the company as it is now', async () => {
  partner = await portal.signIn('buyer@hazel.example.com');
  ok((await shelf(partner)).Seats, words(await partner.get('/offers')).slice(0, 600));
  await order(partner, [['Seats', 2]]);
  const numbered = () => portal.sql('SELECT i.number, i.net_minor, i.tax_minor FROM invoice i WHERE i.number IS NOT NULL').then((rows) => rows.length && rows);
  equal(await until(numbered, 'the invoice has its number'), [{ number: `LI-${new Date().getUTCFullYear()}-000001`, net_minor: 6000, tax_minor: 1200 }]);
});

test('from then on the prefix stays, and what was issued does not move', async () => {
  const frozen = () => portal.sql('SELECT * FROM invoice_snapshot');
  const before = JSON.stringify(await frozen());
  match(before, 'Lindenweg 1');
  const page = await desk.get(`/admin/companies/${home}/edit`);
  unmatch(page.text, 'name="invoice_prefix"');
  const done = await desk.submit(page, { ...company, address1: 'Neuer Weg 2', invoice_prefix: 'ZZ-' });
  equal(done.status, 303);
  const after = words(await desk.get(`/admin/companies/${home}`));
  for (const text of ['Neuer Weg 2', 'begin with LI-', 'settled by the first invoice', 'Company changed']) match(after, text);
  equal(JSON.stringify(await frozen()), before);
  const audit = await portal.sql("SELECT action, fields FROM audit WHERE noun = 'legal_entity' AND action = 'company.changed'");
  equal(audit, [{ action: 'company.changed', fields: 'address1' }]);
});

test('a company that is not there', async () => {
  equal((await desk.get('/admin/companies/0000000000001')).status, 404);
  equal((await desk.get('/admin/companies/0000000000001/edit')).status, 404);
});

await run();
