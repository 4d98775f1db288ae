// The portal's main job as a person does it in a browser: in by the mail, from an offer to an order's page and its invoice, and out again.
// Each step looks at what the person sees; nothing here asks the server behind the page's back.
import { fitsWidth, pressTwice } from './browser.mjs';
import { equal, match, ok, unmatch } from './tap.mjs';

/** What stands there, with plain blanks. */
const say = async (page, where = 'main') => (await (typeof where === 'string' ? page.locator(where).first() : where).innerText()).replace(/[\u00a0\u202f]/g, ' ');
const press = (page, name) => page.getByRole('main').getByRole('button', { name }).first().click();
const heading = (page) => page.locator('h1').first().innerText();
const path = (page) => new URL(page.url()).pathname;
async function arrives(page, where, title) {
  await page.waitForURL(where);
  if (title) match(await heading(page), title, page.url());
  ok(await fitsWidth(page), `${page.url()} is wider than the window`);
}
export async function fill(page, values) {
  for (const [name, value] of Object.entries(values)) {
    const field = page.locator(`main [name="${name}"]`);
    const tag = await field.first().evaluate((e) => `${e.tagName} ${e.type}`);
    if (tag.startsWith('SELECT')) await field.selectOption(value);
    else if (tag.endsWith('radio')) await page.locator(`main [name="${name}"][value="${value}"]`).check();
    else if (tag.endsWith('checkbox')) await field.first().setChecked(Boolean(value));
    else await field.fill(String(value));
  }
}

// ---- in and out ----
async function ask(portal, page, email) {
  const since = portal.mailCount();
  await page.goto(`${portal.url}/login`);
  await page.fill('main [name=email]', email);
  await page.keyboard.press('Enter');
  await arrives(page, '**/login/code?*', /mail/);
  return (await portal.mails({ to: email, since, link: '/confirm' }))[0];
}
export async function inByLink(portal, page, email) {
  const mail = await ask(portal, page, email);
  await page.goto(mail.links.find((link) => link.includes('/login/confirm')));
  match(await say(page), email);
  await press(page, 'Sign in');
}
export async function inByCode(portal, page, email) {
  const mail = await ask(portal, page, email);
  const [, a, b] = /^\s*([2-9A-HJKMNP-Z]{4})[ -]?([2-9A-HJKMNP-Z]{4})\s*$/m.exec(mail.text);
  await page.fill('main [name=code]', `${a}-${b}`.toLowerCase());
  await press(page, 'Sign in');
}
/** Out, and back by the browser's button: nothing of theirs is shown. */
export async function out(page, secret) {
  await page.locator('details.person summary').click();
  await page.locator('details.person button').click();
  await arrives(page, '**/login', 'Sign in');
  await page.goBack().catch(() => {});
  await page.waitForLoadState('load');
  unmatch(await page.innerText('body'), secret, 'the back button shows what is theirs');
}

// ---- buying ----
export async function offerIntoBasket(page, portal, name, quantity) {
  await page.goto(`${portal.url}/offers`);
  for (const href of await page.locator('main .card h2 a').evaluateAll((links) => links.map((a) => a.getAttribute('href')))) {
    await page.goto(portal.url + href);
    if (await page.getByRole('heading', { name, exact: true }).count()) break;
  }
  const card = page.locator('li.offer', { has: page.getByRole('heading', { name, exact: true }) });
  match(await say(page, card), /\d+\.\d{2} EUR/, 'the card says the price');
  if (await card.locator('input[type=text]').count()) await card.locator('input[type=text]').fill(String(quantity));
  await card.getByRole('button').click();
  await arrives(page, '**/checkout', 'Basket');
  match(await say(page), name);
}

/** A new customer, with a mistake first: what was typed stays, the summary leads to the field. */
export async function newCustomer(page, customer, script) {
  await page.getByRole('main').getByRole('link', { name: 'Continue' }).click();
  await page.getByRole('link', { name: 'A new customer' }).click();
  await arrives(page, '**/checkout/details/new', 'Who is it for?');
  await fill(page, { ...customer, email: 'not an address', city: '' });
  await press(page, 'Continue to the review');
  await page.waitForSelector('.summary');
  await page.waitForLoadState(); // the focus is the script's work, which comes last
  match(await page.title(), /^Error: /);
  equal(await page.inputValue('main [name=email]'), 'not an address', 'what was typed is kept');
  equal(await page.inputValue('main [name=last_name]'), customer.last_name);
  if (script) ok(await page.evaluate(() => document.activeElement.classList.contains('summary')), 'the summary has the focus');
  const link = page.locator('.summary a').first();
  await link.press('Enter');
  const field = await page.evaluate(() => document.activeElement.name);
  equal(field, 'email', 'the summary leads to the field');
  await page.keyboard.press('Tab');
  equal(await page.evaluate(() => document.activeElement.name), 'phone', 'and the next field follows');
  await fill(page, { email: customer.email, city: customer.city });
  await press(page, 'Continue to the review');
  await arrives(page, '**/checkout/review', 'Review your order');
}

/** The button is pressed twice; one order is made. Answers { id, total, reference }. */
export async function place(page, customer, owner) {
  const text = await say(page);
  for (const part of [`${customer.company}`, customer.email, customer.city]) match(text, part, 'the review says for whom');
  match(text, owner === 'partner' ? 'You are invoiced today' : 'Your customer is invoiced today');
  const button = page.locator('form.place button');
  const total = /Place order for ([\d,]+\.\d{2} EUR)/.exec(await say(page, button))?.[1];
  ok(total && text.includes(total), 'the button names the total that the review shows');
  await pressTwice(page, button);
  await arrives(page, /\/orders\/[0-9a-z]{13}$/, /^Order O-/);
  const shown = await say(page);
  match(shown, total, 'the order says the same total');
  match(shown, 'Subscriptions');
  return { id: path(page).split('/').pop(), total, reference: /O-\S+/.exec(await heading(page))[0] };
}

const NUMBERED_WITHIN_MS = 100_000;
/** From the order's page to its invoice and the PDF. */
export async function invoice(page, total) {
  const end = Date.now() + NUMBERED_WITHIN_MS;
  while (!(await page.locator('main a[href^="/invoices/"]').count()) && Date.now() < end) {
    await page.waitForTimeout(250); // the worker gives the number
    await page.reload();
  }
  const link = page.locator('main a[href^="/invoices/"]').first();
  const number = (await link.innerText()).trim();
  await link.click();
  await arrives(page, /\/invoices\/[0-9a-z]{13}$/, number);
  match(await say(page), total, 'the invoice says the order\'s total');
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Download PDF' }).click()]);
  const parts = [];
  for await (const part of await file.createReadStream()) parts.push(part);
  const bytes = Buffer.concat(parts);
  equal(bytes.subarray(0, 5).toString(), '%PDF-');
  match(file.suggestedFilename(), /\.pdf$/);
  return number;
}

/** The new customer is found by a part of the name, with the keyboard alone. */
export async function findCustomer(page, portal, customer) {
  await page.goto(`${portal.url}/customers`);
  await page.keyboard.press('Tab');
  equal(await page.evaluate(() => document.activeElement.className), 'skip', 'the first stop skips to the content');
  await page.keyboard.press('Enter');
  await tabTo(page, (e) => e.name === 'q');
  await page.keyboard.type(customer.company.slice(0, 9));
  await page.keyboard.press('Enter');
  await page.waitForURL('**/customers?*q=*');
  await tabTo(page, (e) => e.tagName === 'A' && e.closest('td'));
  await page.keyboard.press('Enter');
  await arrives(page, /\/customers\/[0-9a-z]{13}$/, customer.company);
  match(await say(page), customer.email);
}
/** Older and newer again by Tab and Enter. */
export async function pageByKeyboard(page, portal) {
  await page.goto(`${portal.url}/customers`);
  const first = await page.innerText('main tbody tr:first-child');
  for (const rel of ['next', 'prev']) {
    await tabTo(page, (e, want) => e.rel === want, rel);
    await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
  }
  equal(await page.innerText('main tbody tr:first-child'), first, 'back where it began');
}
/** Tab until the focused element is meant; every stop is visible. */
async function tabTo(page, meant, argument) {
  for (let i = 0; i < 150; i++) {
    await page.keyboard.press('Tab');
    const stop = await page.evaluate(`(() => { const e = document.activeElement; const box = e.getBoundingClientRect();
      return { found: Boolean((${meant})(e, ${JSON.stringify(argument)})), seen: box.width > 0 || e === document.body, what: e.outerHTML.slice(0, 80) }; })()`);
    ok(stop.seen, `the focus is nowhere: ${stop.what}`);
    if (stop.found) return;
  }
  ok(false, `Tab never reaches ${meant}`);
}

/** The whole way, for one invoice owner. */
export async function buy(portal, page, { email, owner, customer, offer, script, byCode = false }) {
  await (byCode ? inByCode : inByLink)(portal, page, email);
  await arrives(page, '**/home', 'Welcome');
  await offerIntoBasket(page, portal, offer, 1);
  await newCustomer(page, customer, script);
  const placed = await place(page, customer, owner);
  const number = await invoice(page, placed.total);
  await findCustomer(page, portal, customer);
  await pageByKeyboard(page, portal);
  await page.goto(`${portal.url}/orders?q=${placed.reference}`);
  equal(await page.locator('main tbody tr').count(), 1, 'one order was made');
  await out(page, customer.company);
  return { ...placed, number };
}
