// What is seldom seen: pages that say no, forms with faults, an order whose figures changed, the portal without its database; and what
// is printed.
import { axe, fitsWidth, launch, nuChecker } from '../lib/browser.mjs';
import { start } from '../lib/portal.mjs';
import { cleanup, equal, match, ok, run, test } from '../lib/tap.mjs';
import { judge, keep, pagesOf, prepare, refusals, windows } from '../lib/pages.mjs';

const checker = nuChecker();
const portal = await start();
cleanup(() => portal.stop());
const [browser, people, nu] = await Promise.all([launch(portal), prepare(portal), checker]);
cleanup(() => browser.close());
cleanup(() => nu.stop());
people.finance = await portal.signIn('finance@portico.example.com');
const { pages } = await pagesOf(portal, people);
const LIMIT = { limit: 120_000 };

test('a page that says no reads like the others', async () => {
  const window = await windows(browser, people);
  const found = [];
  for (const one of refusals) {
    const { page } = window.of(one);
    const reply = await page.goto(portal.url + one.target);
    if (reply.status() !== one.status) found.push(`${one.name}: answered ${reply.status()}`);
    await keep(page, `${one.name}-1280`);
    found.push(...(await nu.check(await reply.text())).map((m) => `${one.name}: ${m}`), ...(await judge(page)).map((v) => `${one.name}: ${v}`));
    match(await page.textContent('main'), /name the request:\s*[0-9a-f]{16}/, one.name);
    ok(await page.locator('main a.button.primary').count(), `${one.name}: says what to do`);
  }
  found.push(...window.problems().filter((p) => !/status of 40[34]/.test(p)));
  await window.close();
  equal(found, []);
}, LIMIT);

test('a form with faults (422) and an order whose figures changed (409)', async () => {
  const window = await windows(browser, people);
  const { page } = window.of({ who: 'partner' });
  const wrong = async (name, status, press) => {
    const [reply] = await Promise.all([page.waitForResponse((r) => r.request().method() === 'POST'), press()]);
    await page.waitForLoadState('load');
    equal(reply.status(), status, name);
    await keep(page, `${name}-1280`);
    equal(await nu.check(await reply.text()), []);
    equal(await judge(page), [], name);
    ok(await page.evaluate(() => document.activeElement?.classList.contains('summary')), `${name}: the summary has the focus`);
    await keep(page, `${name}-360`);
    await page.setViewportSize({ width: 1280, height: 900 });
  };
  await page.goto(`${portal.url}/checkout/details/new`);
  await page.fill('main [name=email]', 'nobody');
  await page.fill('main [name=city]', '');
  await wrong('refused-422', 422, () => page.click('main button.primary'));
  await page.goto(`${portal.url}/admin/partners/new`);
  await wrong('refused-422-admin', 422, () => page.click('main button.primary'));
  page.on('dialog', (dialog) => dialog.accept()); // what was typed is left
  await page.goto(`${portal.url}/checkout/review`);
  await portal.sql('UPDATE price_list_item SET amount_minor = amount_minor + 100');
  await portal.sql('UPDATE product_price SET amount_minor = amount_minor + 100').catch(() => {});
  await wrong('refused-409', 409, () => page.click('form.place button'));
  await window.close();
}, LIMIT);

test('an invoice and an order print without the portal around them', async () => {
  const window = await windows(browser, people, { width: 794 });
  for (const { name, target, who } of pages.filter((p) => /^(invoices|orders)-id$/.test(p.name))) {
    const { page } = window.of({ who });
    await page.goto(portal.url + target);
    await page.emulateMedia({ media: 'print', colorScheme: 'light' });
    await page.setViewportSize({ width: 794, height: 1123 });
    await keep(page, `${name}-print`);
    ok(await fitsWidth(page), `${name} fits a sheet`);
    equal(await page.locator('nav:visible, header.top .person:visible, footer form:visible, .skip:visible, main button:visible').count(), 0, name);
    await page.emulateMedia({ media: 'screen' });
  }
  await window.close();
});

test('without its database the portal says so (503)', async () => {
  const window = await windows(browser, people);
  const { page } = window.of({ who: 'partner' });
  await portal.database('stop-db');
  const reply = await page.goto(`${portal.url}/home`);
  equal(reply.status(), 503);
  await keep(page, 'refused-503-1280');
  equal(await nu.check(await reply.text()), []);
  equal(await axe(page), []);
  await window.close();
  await portal.database('start-db');
});

await run();
