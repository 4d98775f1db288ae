// A sub-portal on its own host name, walked: its front page, sign-in on the main host, its brand, an order, sign-out; wide and on a phone,
// with and without script.
import { axe, fitsWidth, launch, shot, WIDTHS } from '../lib/browser.mjs';
import { newCustomer, offerIntoBasket, place } from '../lib/journey.mjs';
import { start } from '../lib/portal.mjs';
import { somebody } from '../lib/shop.mjs';
import { cleanup, equal, match, ok, run, test, unmatch } from '../lib/tap.mjs';

const HOST = 'portal.alder.example.com';
const EMAIL = 'admin@alder.example.com';
const portal = await start();
cleanup(() => portal.stop());
await portal.sql(`UPDATE org SET portal_mode = 'branded', portal_host = ?, portal_name = 'Alder Cloud Desk', portal_welcome = 'Everything from Alder, in one place.',
  portal_footer = 'Alder Partner Example Ltd', portal_contact = 'help@alder.example.com' WHERE slug = 'alder'`, [HOST]);
const browser = await launch(portal, { hosts: [HOST] });
cleanup(() => browser.close());
const there = Object.create(portal, { url: { value: `http://${HOST}:${portal.port}` } });
const main = (page) => page.locator('main').innerText();
const host = (page) => new URL(page.url()).hostname;

/** Every page of the walk: it fits, it is the portal's own, and the judge of access has nothing to say. */
async function look(page, judge) {
  ok(await fitsWidth(page), `${page.url()} is wider than the window`);
  match(await page.locator('header .mark').first().innerText(), 'Alder Cloud Desk');
  if (judge) equal(await axe(page), []);
}

async function signIn(page, judge) {
  await page.goto(`${there.url}/offers`);
  equal([host(page), new URL(page.url()).pathname], [HOST, '/login']);
  match(await main(page), 'Everything from Alder, in one place.');
  await look(page, judge);
  await page.getByRole('main').getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL(`${portal.url}/login?**`);
  match(await main(page), 'You go on to Alder Cloud Desk.');
  await look(page, judge);
  const since = portal.mailCount();
  await page.fill('main [name=email]', EMAIL);
  await page.keyboard.press('Enter');
  await page.waitForURL('**/login/code?*');
  const [mail] = await portal.mails({ to: EMAIL, since, link: '/confirm' }); // none that the order before is still sending
  await page.goto(mail.links.find((link) => link.includes('/login/confirm')));
  await page.getByRole('main').getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL(`${there.url}/offers`);
}

async function signOut(page, secret) {
  await page.locator('details.person summary').click();
  await page.locator('details.person button').click();
  await page.waitForURL(`${there.url}/login`);
  match(await main(page), 'Everything from Alder');
  await page.goto(`${there.url}/customers`);
  equal(new URL(page.url()).pathname, '/login', 'signed out there');
  await page.goto(`${portal.url}/home`);
  equal([host(page), new URL(page.url()).pathname], ['localhost', '/login'], 'and on the main host');
  unmatch(await page.innerText('body'), secret);
}

// Over plain http a name that is not this machine's own is no secure place to the browser, which says so.
const fault = (text) => !/untrustworthy|insecure|status of 422|Clear-Site-Data/i.test(text);
for (const width of WIDTHS) {
  const script = width === 1280;
  test(`${width} wide, ${script ? 'with' : 'without'} script: sign-in, brand, order, sign-out on ${HOST}`, async () => {
    const { page, problems, context, close } = await browser.open({ width, script });
    const customer = { ...somebody, company: `Rowan Example ${width}` };
    try {
      await signIn(page, script);
      await look(page, script);
      await shot(page, `hosts-offers-${width}`);
      const accent = await page.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue('--brand').trim());
      equal(accent, '#0b6e4f', 'the organisation\'s colour');
      equal(new Set((await context.cookies()).filter((c) => c.name === 'portico_partner').map((c) => c.domain)), new Set([HOST, 'localhost']), 'a cookie of each host alone');
      await offerIntoBasket(page, there, 'Premium support, three years', 1);
      await newCustomer(page, customer, script);
      const { reference } = await place(page, customer, 'partner');
      equal(host(page), HOST);
      await look(page, script);
      const [row] = await portal.sql('SELECT o.slug FROM customer_order c JOIN org o ON o.id = c.org_id WHERE c.reference = ?', [reference]);
      equal(row.slug, 'alder');
      await signOut(page, customer.company);
    } catch (error) {
      await shot(page, `hosts-failed-${width}`);
      throw error;
    }
    await close();
    equal(problems.filter(fault), []);
  }, { limit: 120_000 });
}

await run();
