// Every page type in the dark: axe (WCAG 2.2 AA), targets, both widths. quick-pages.mjs looks at them in the light.
import { launch } from '../lib/browser.mjs';
import { start } from '../lib/portal.mjs';
import { cleanup, equal, run, test } from '../lib/tap.mjs';
import { inEach, judge, keep, pagesOf, prepare } from '../lib/pages.mjs';

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
}, { limit: 280_000 });

await run();
