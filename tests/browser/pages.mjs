// Every page type in the dark: axe (WCAG 2.2 AA), targets, both widths. quick-pages.mjs looks at them in the light.
// limit: 1200 s
import { launch } from '../lib/browser.mjs';
import { start } from '../lib/portal.mjs';
import { cleanup, equal, run, test } from '../lib/tap.mjs';
import { inEach, judge, keep, pagesOf, prepare } from '../lib/pages.mjs';
import { builder } from '../lib/webpages.mjs';

const portal = await start();
cleanup(() => portal.stop());
const [browser, people] = await Promise.all([launch(portal), prepare(portal)]);
cleanup(() => browser.close());
const { pages } = await pagesOf(portal, people);

test(`${pages.length} pages in the dark`, async () => {
  equal(await inEach(portal, browser, people, pages, { dark: true }, async (page, { name }) => {
    await page.setViewportSize({ width: 1280, height: 900 });
    await keep(page, `${name}-1280-dark`);
    return judge(page);
  }), []);
}, { limit: 900_000 }); // on a busy machine

test('a home page that was built for an organisation', async () => {
  const { add, block, publish, orgId } = builder(people.staff);
  const built = await add('built-home', { kind: 'portal', title: 'Home', home: await orgId('Birch') });
  for (const [kind, values] of [['welcome', { body: 'Good to have you with us.' }], ['figures', {}], ['figures', { heading: 'Your orders', label: 'orders' }], ['customers', { heading: 'Newest', rows_max: '3' }], ['contact', {}]])
    await block(built, kind, values);
  equal((await publish(built)).status, 303);
  for (const dark of [false, true]) {
    const window = await browser.open({ visitor: people.other, dark });
    await window.page.goto(`${portal.url}/home`, { waitUntil: 'load' });
    equal(await window.page.locator('h1').innerText(), 'Welcome, Toni Birch');
    equal(await judge(window.page), []);
    equal(window.problems, []);
    for (const width of [1280, 360]) {
      await window.page.setViewportSize({ width, height: 900 });
      await keep(window.page, `home-built-${width}${dark ? '-dark' : ''}`);
    }
    await window.close();
  }
});

await run();
