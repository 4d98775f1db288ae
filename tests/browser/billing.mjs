// A billing portal from both sides, wide and on the phone: staff let a domain in, look at the portal before sharing it and copy its link; the
// customer comes in by the mail, looks around and leaves; when the rule is removed, they are out.
import { axe, fitsWidth, launch, shot } from '../lib/browser.mjs';
import { start } from '../lib/portal.mjs';
import { publicId } from '../lib/access.mjs';
import { cleanup, equal, match, ok, run, test, unmatch } from '../lib/tap.mjs';

const portal = await start();
cleanup(() => portal.stop());
const browser = await launch(portal);
cleanup(() => browser.close());
const [group] = await portal.sql(`SELECT CAST(g.public_id AS CHAR) AS public, g.name FROM bill_group g JOIN org o ON o.id = g.org_id AND o.party_id <> g.party_id
  WHERE EXISTS (SELECT 1 FROM invoice i WHERE i.bill_group_id = g.id AND i.status = 'unpaid') ORDER BY g.id LIMIT 1`);
const desk = `/admin/billgroups/${publicId(group.public)}`;
const door = `/billing/${publicId(group.public)}`;
const press = (page, name) => page.getByRole('main').getByRole('button', { name }).first().click();
const follow = (page, name) => page.getByRole('main').getByRole('link', { name }).first().click();
const said = (page) => page.locator('main').innerText();
let scripted = true;
async function arrives(page, where, title) {
  await page.waitForURL(where);
  if (title) match(await page.locator('h1').first().innerText(), title, page.url());
  ok(await fitsWidth(page), `${page.url()} is wider than the window`);
  if (scripted) equal(await axe(page), [], page.url()); // axe itself needs script
}
const inWindow = async (options, work) => {
  const { page, problems, close } = await browser.open(options);
  try {
    await work(page);
  } catch (error) {
    if (process.env.PORTICO_SHOTS) await shot(page, 'billing-failed');
    throw error;
  }
  await close();
  equal(problems.filter((p) => !/status of 422/.test(p)), []);
};

async function letIn(page, value) {
  await page.goto(portal.url + desk);
  await follow(page, 'Let somebody in');
  await arrives(page, `**${desk}/rules/new`, 'Let somebody in');
  await page.fill('main [name=value]', `${value}, other.example.org`);
  await page.fill('main [name=reason]', 'asked for on the phone');
  await press(page, 'Let them in');
  await page.waitForSelector('.summary');
  match(await said(page), 'one domain or address at a time');
  equal(await page.inputValue('main [name=reason]'), 'asked for on the phone', 'what was typed stays');
  await page.fill('main [name=value]', value);
  await press(page, 'Let them in');
  await arrives(page, `**${desk}`, group.name);
  match(await said(page), value);
}

async function preview(page) {
  await follow(page, 'Look at it as the customer sees it');
  await arrives(page, `**${desk}/view`, 'Look at the billing portal');
  await page.fill('main [name=reason]', 'before the link is shared');
  await press(page, 'Look');
  await arrives(page, '**/billing', 'Billing');
  match(await said(page), `You are looking at these pages as ${group.name} sees them`);
  await press(page, 'Stop looking');
  await arrives(page, `**${desk}`, group.name);
}

async function comeIn(page, link, email, byCode) {
  const since = portal.mailCount();
  await page.goto(link);
  await arrives(page, `**${door}`, 'Sign in to your billing portal');
  await page.fill('main [name=email]', email);
  await page.keyboard.press('Enter');
  await arrives(page, `**${door}/code?*`, /mail/);
  const [mail] = await portal.mails({ to: email, since, link: '/confirm' });
  if (byCode) {
    const [, a, b] = /^\s*([2-9A-HJKMNP-Z]{4})[ -]?([2-9A-HJKMNP-Z]{4})\s*$/m.exec(mail.text);
    await page.fill('main [name=code]', `${a} ${b}`.toLowerCase());
  } else {
    await page.goto(mail.links.find((l) => l.includes('/confirm')));
    match(await said(page), email);
  }
  await press(page, 'Sign in');
  await arrives(page, '**/billing', 'Billing');
}

async function lookAround(page, width) {
  match(await said(page), group.name);
  match(await said(page), 'Outstanding balance');
  for (const [word, title] of [['Subscriptions', 'Subscriptions'], ['Invoices', 'Invoices']]) {
    if (width < 600) await page.locator('details.menu summary').click();
    await page.locator(width < 600 ? 'details.menu nav' : 'nav.side').getByRole('link', { name: word }).click();
    await arrives(page, `**/billing/${word.toLowerCase()}`, title);
  }
  const pdf = await page.getByRole('main').getByRole('link', { name: 'PDF' }).first().getAttribute('href');
  const file = await page.evaluate(async (at) => { const reply = await fetch(at); return [reply.status, reply.headers.get('content-type')]; }, pdf);
  equal(file, [200, 'application/pdf']);
  await page.locator('details.person summary').click();
  await page.locator('details.person').getByRole('link', { name: 'Account' }).click();
  await arrives(page, '**/billing/account', 'Account');
  match(await said(page), 'This one');
}

for (const { width, script, byCode, domain } of [{ width: 1280, script: true, byCode: false, domain: 'wide.example.org' }, { width: 360, script: false, byCode: true, domain: 'narrow.example.org' }]) {
  test(`${width} wide, ${script ? 'with' : 'without'} script: let in, looked at, shared, used, shut`, async () => {
    scripted = script;
    const staff = await portal.signIn('admin@portico.example.com');
    const email = `ann@${domain}`;
    await inWindow({ visitor: staff, width, script }, async (page) => {
      await letIn(page, domain);
      await preview(page);
      const link = await page.locator('code.share').innerText();
      equal(link, portal.url + door);
      equal(await page.getByRole('button', { name: 'Copy the link' }).isVisible(), script, 'the button that copies is there where it works');
      await inWindow({ width, script }, async (theirs) => {
        await comeIn(theirs, link, email, byCode);
        await lookAround(theirs, width);
        await page.getByRole('main').locator('tr', { hasText: domain }).getByRole('link', { name: 'Remove' }).click();
        await arrives(page, '**/remove', `Remove the rule for ${domain}?`);
        await page.fill('main [name=reason]', 'the contract has ended');
        await press(page, 'Remove');
        await arrives(page, `**${desk}`, group.name);
        match(await said(page), 'the contract has ended');
        await theirs.goto(`${portal.url}/billing/invoices`);
        await arrives(theirs, `**${door}?next=*`, 'Sign in to your billing portal');
        unmatch(await theirs.innerText('body'), group.name);
      });
    });
  }, { limit: 120_000 });
}

await run();
