// The acceptance walk of selling (DOMAIN section 4, checks 1 and 2; row L22): three organisations, two groups of offers, two pricing pages that staff
// build in the browser. Each organisation opens its page signed out, is led to the sign-in and back, sees exactly its offers at its prices, and
// orders for a new customer; every row is looked at. The end customer, signed in to its billing portal, sees neither page nor offers.
// Wide with script and on a phone without; web/selling.mjs is the same by the API.
import { fitsWidth, launch, shot } from '../lib/browser.mjs';
import { addBlock, beginPage, publishPage } from '../lib/builder.mjs';
import { publicText } from '../lib/orders.mjs';
import { newCustomer, place } from '../lib/journey.mjs';
import { channel, judgedOutside, offerNames, ordered } from '../lib/selling.mjs';
import { somebody } from '../lib/shop.mjs';
import { cleanup, equal, match, ok, run, test, unmatch } from '../lib/tap.mjs';

const set = await channel();
const { portal, orgs } = set;
const browser = await launch(portal);
cleanup(() => browser.close());
const VIEWS = [{ width: 1280, script: true }, { width: 360, script: false }];
const SECRETS = /Harbour seats|Harbour vault|Meadow seats|Meadow vault/;
const press = (page, name) => page.getByRole('main').getByRole('button', { name }).first().click();
const said = async (page) => (await page.locator('main').innerText()).replace(/[\u00a0\u202f]/g, ' ');
const path = (page) => new URL(page.url()).pathname;

async function inWindow(options, work) {
  const { page, problems, close } = await browser.open(options);
  try {
    await work(page);
  } catch (error) {
    if (process.env.PORTICO_SHOTS) await shot(page, 'selling-failed');
    throw error;
  }
  await close();
  equal(problems.filter((p) => !/status of (404|422)/.test(p)), []);
}

/** Asks for a mail on the page that is open, and follows the link once the worker has sent it. */
async function inByMail(page, email) {
  const since = portal.mailCount();
  await page.fill('main [name=email]', email);
  await page.keyboard.press('Enter');
  await page.waitForURL('**/code?*');
  await set.once();
  const [mail] = await portal.mails({ to: email, since, link: '/confirm' });
  await page.goto(mail.links.find((link) => link.includes('/confirm')));
  match(await said(page), email);
  await press(page, 'Sign in');
}

for (const [i, { group, partners }] of [{ group: 'harbour', partners: ['Ash', 'Hazel'] }, { group: 'meadow' }].entries()) {
  test(`staff build the page of the offers “${group}”, ${partners ? `for ${partners.join(' and ')}` : 'for all partners'}`, () =>
    inWindow({ email: 'admin@portico.example.com', ...VIEWS[i] }, async (page) => {
      await beginPage(page, portal.url, { tag: group, title: `The ${group}`, partners });
      await addBlock(page, 'text', { body: `Welcome to the ${group}.` });
      await addBlock(page, 'offers', { heading: 'What you can sell', label: group });
      await publishPage(page);
      match(await said(page), 'Version 1 is published.');
      ok(await fitsWidth(page));
    }));
}

/** Signed out, the page leads to the sign-in and tells nothing; then it shows the organisation's offers, no other. */
async function findsOffers(page, org) {
  await page.goto(`${portal.url}/pages/${org.group}`);
  equal([path(page), new URL(page.url()).searchParams.get('next')], ['/login', `/pages/${org.group}`]);
  unmatch(await page.innerText('body'), SECRETS, 'told to nobody');
  await inByMail(page, org.email);
  await page.waitForURL(`**/pages/${org.group}`);
  ok(await fitsWidth(page), `${page.url()} is wider than the window`);
  const cards = page.locator('li.offer');
  equal(await cards.locator(':is(h2, h3)').allInnerTexts(), org.offers, 'exactly its set');
  for (const [i, price] of org.prices.entries()) match((await cards.nth(i).innerText()).replace(/[\u00a0\u202f]/g, ' '), `${price} EUR a month`, 'at its own price');
}

/** The other group's page is not there for who it is not for, and holds nothing of it for the others; the shelf holds its own only. */
async function findsNoOther(page, org) {
  const other = org.group === 'harbour' ? 'meadow' : 'harbour';
  const reply = await page.goto(`${portal.url}/pages/${other}`);
  equal(reply.status(), other === 'harbour' ? 404 : 200);
  for (const name of offerNames(other)) unmatch(await page.innerText('body'), name);
  equal((await page.goto(`${portal.url}/offers/${other}`)).status(), 404);
  await page.goto(`${portal.url}/pages/${org.group}`);
}

async function buys(page, org, view) {
  const customer = { ...somebody, company: `${org.slug} customer ${view.width}`, email: `buyer@${org.slug}-${view.width}.example.org` };
  const placed = await ordered(set, org, async () => {
    const card = page.locator('li.offer', { hasText: org.offers[0] });
    await card.getByRole('textbox', { name: 'Quantity' }).fill('2');
    await card.getByRole('button').click();
    await page.waitForURL('**/checkout');
    await newCustomer(page, customer, view.script);
    return place(page, customer, org.owner);
  });
  equal([placed.order.reference, placed.order.source], [placed.answer.reference, 'ui']);
  await judgedOutside(set, org, placed.order, customer);
  await page.reload();
  match(await said(page), customer.company, 'the order’s page says for whom');
  if (process.env.PORTICO_SHOTS) await shot(page, `selling-order-${org.slug}-${view.width}`);
  return { ...placed, customer };
}

/** The end customer in its billing portal: a session, and no door to what partners see. */
async function customerSeesNothing(org, { order, customer }, view) {
  const [group] = await portal.sql(`SELECT CAST(g.public_id AS CHAR) AS id FROM invoice i JOIN bill_group g ON g.id = i.bill_group_id WHERE i.order_id = ?`, [order.id]);
  const door = `/billing/${publicText(group.id)}`;
  equal((await set.make.send(`/admin/billgroups/${publicText(group.id)}/rules/new`, { value: customer.email, reason: 'asked for by the customer' })).status, 303);
  await inWindow(view, async (page) => {
    await page.goto(portal.url + door);
    await inByMail(page, customer.email);
    await page.waitForURL('**/billing');
    match(await page.innerText('body'), customer.company, 'signed in');
    const shown = await page.innerText('body');
    match(shown, '192.00', 'what it pays: twice the list price, and tax');
    for (const hidden of [org.offers[1], ...offerNames('meadow').filter((name) => !org.offers.includes(name)), ...(org.own ? ['70.00', '140.00', '168.00'] : [])])
      unmatch(shown, hidden, 'no other offer, and nothing of the partner’s price (decision 55)');
    for (const closed of [`/pages/${org.group}`, '/offers', `/offers/${org.group}`, '/checkout', `/orders/${order.reference.slice(2)}`]) {
      await page.goto(portal.url + closed);
      equal(path(page), '/login', closed);
      unmatch(await page.innerText('body'), SECRETS, closed);
    }
    await page.goto(`${portal.url}/billing`);
    match(await page.innerText('body'), customer.company, 'and is still signed in there');
  });
}

for (const org of Object.values(orgs))
  for (const view of VIEWS)
    test(`${org.slug}, ${view.width} wide, ${view.script ? 'with' : 'without'} script: from the page to the order; every row is ${org.slug}’s`, async () => {
      let placed;
      await inWindow(view, async (page) => {
        await findsOffers(page, org);
        await findsNoOther(page, org);
        placed = await buys(page, org, view);
      });
      if (org.owner === 'end_customer') await customerSeesNothing(org, placed, view);
    }, { limit: 120_000 });

await run();
