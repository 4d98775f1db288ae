// The main job wide and narrow, with and without script (quick-flow.mjs has the phone with script), for both invoice owners; and the
// vendor's side: an organisation, its person, a product with its price and an offer are made, and the new person buys it.
import { launch, shot } from '../lib/browser.mjs';
import { buy, fill, inByLink, newCustomer, offerIntoBasket, place } from '../lib/journey.mjs';
import { start } from '../lib/portal.mjs';
import { somebody } from '../lib/shop.mjs';
import { cleanup, equal, match, run, test } from '../lib/tap.mjs';
import { totp } from '../lib/totp.mjs';

const portal = await start();
cleanup(() => portal.stop());
const browser = await launch(portal);
cleanup(() => browser.close());

const MODES = [
  { width: 1280, script: true, email: 'sales@birch.example.net', owner: 'end_customer', byCode: true, company: 'Spruce Example Ltd', who: 'admin@birch.example.net' },
  { width: 1280, script: false, email: 'admin@alder.example.com', owner: 'partner', company: 'Larch Example Ltd' },
  { width: 360, script: false, email: 'admin@birch.example.net', owner: 'end_customer', byCode: true, company: 'Hornbeam Example Ltd' },
];
const LIMIT = { limit: 180_000 };
const said = (problems) => problems.filter((p) => !/status of 422/.test(p));
const inWindow = async (options, work) => {
  const { page, problems, close } = await browser.open(options);
  try {
    await work(page);
  } catch (error) {
    if (process.env.PORTICO_SHOTS) await shot(page, 'flow-failed');
    throw error;
  }
  await close();
  equal(said(problems), []);
};

for (const { width, script, email, who = email, owner, byCode, company } of MODES) {
  test(`${width} wide, ${script ? 'with' : 'without'} script: ${owner === 'partner' ? 'the partner' : 'the end customer'} is invoiced`,
    () => inWindow({ width, script }, (page) => buy(portal, page, { email: who, owner, byCode, script,
      offer: owner === 'partner' ? 'Training days' : 'Premium support, three years', customer: { ...somebody, company } })), LIMIT);
}

const press = (page, name) => page.getByRole('main').getByRole('button', { name }).first().click();
const open = (page, name) => page.getByRole('main').getByRole('link', { name }).first().click();
async function sign(portal_, page) {
  await inByLink(portal_, page, 'admin@portico.example.com');
  await page.waitForURL('**/account/staff/prove**');
  await portal_.sql('UPDATE totp SET last_step = 0'); // no code is good twice, and the test is quicker than the clock
  await page.locator('form[action$="/prove"] [name=code]').fill(totp());
  await page.keyboard.press('Enter');
  await page.waitForURL('**/admin');
}
/** The option of a select by a part of its words. */
const optionOf = (page, name, words) => page.locator(`main [name="${name}"] option`, { hasText: words }).first().getAttribute('value');

for (const { owner, word } of [{ owner: 'partner', word: 'yew' }, { owner: 'end_customer', word: 'elm' }]) {
  test(`staff make an organisation (${owner}), its person, a product and an offer; the person buys it`, async () => {
    const email = `buyer@${word}.example.com`;
    const name = `${word[0].toUpperCase()}${word.slice(1)}`;
    await inWindow({ width: 1280 }, async (page) => {
      await sign(portal, page);
      await organisation(page, name, word, owner);
      await person(page, email);
      await product(page, name, word);
      await offer(page, name, word);
    });
    await inWindow({ width: 360, script: owner === 'partner' }, async (page) => {
      const customer = { ...somebody, company: `${name} Customer Example` };
      await inByLink(portal, page, email);
      await page.waitForURL('**/home');
      await offerIntoBasket(page, portal, `${name} package`, 1);
      await newCustomer(page, customer, owner === 'partner');
      const { total } = await place(page, customer, owner);
      match(total, '96.00 EUR', '80.00 and 20 percent tax');
    });
  }, LIMIT);
}

async function organisation(page, name, slug, owner) {
  await page.goto(`${portal.url}/admin/partners`);
  await open(page, 'Add an organisation');
  await page.waitForURL('**/admin/partners/new');
  await fill(page, { name: `${name} Partner Example`, slug, invoice_owner: owner, legal_entity: await optionOf(page, 'legal_entity', 'GmbH'), currency: 'EUR',
    billing_account: `B-${slug}`, legal_name: `${name} Partner Example GmbH`, email: `office@${slug}.example.com`, address1: 'Beispielweg 3', city: 'Wien',
    postal_code: '1020', country: 'AT', language: 'en' });
  await press(page, 'Add it');
  await page.waitForURL(/partners\/[0-9a-z]{13}$/);
  match(await page.innerText('.flash'), `${name} Partner Example was added.`);
}
async function person(page, email) {
  await open(page, 'Add a person');
  await fill(page, { name: 'Bo Example', email, language: 'en', zone: 'UTC' });
  await page.getByLabel('Administrator').check();
  await page.locator('main button.primary').click();
  await page.waitForURL(/(users|partners)\/[0-9a-z]{13}$/);
  match(await page.innerText('main'), email);
}
async function product(page, name, word) {
  await page.goto(`${portal.url}/admin/products/new`);
  await fill(page, { name: `${name} seat`, code: `${word}-seat`, charge: 'recurring', period_months: '1', tax_class: 'standard' });
  await press(page, 'Add');
  await page.waitForURL(/products\/[0-9a-z]{13}$/);
  await open(page, 'Set a price');
  await fill(page, { amount: '80.00', amount_currency: 'EUR', from: new Date().toISOString().slice(0, 10) });
  await press(page, 'Set the price');
  await page.waitForURL(/products\/[0-9a-z]{13}$/);
}
async function offer(page, name, word) {
  await page.goto(`${portal.url}/admin/offers/new`);
  await fill(page, { code: `${word}-package`, name: `${name} package`, summary: 'A package.', term_months: '12', trial_days: '0', quantity_min: '1',
    quantity_max: '0', quantity_step: '1', labels: 'cloud', all_partners: true });
  await page.getByLabel(/^Partner:/).check();
  await page.locator('main button.primary').click();
  await page.waitForURL(/offers\/[0-9a-z]{13}(\/items)?$/);
  if (!page.url().endsWith('/items')) await open(page, 'Change the products');
  await fill(page, { product: await optionOf(page, 'product', `${name} seat`), quantity: '1' });
  await press(page, 'Put it into the offer');
  await page.waitForLoadState('load');
  await open(page, 'Back to the offer');
  await open(page, 'Publish');
  await press(page, 'Publish it');
  await page.waitForURL(/offers\/[0-9a-z]{13}$/);
  match(await page.innerText('.flash'), 'is published');
}

await run();
