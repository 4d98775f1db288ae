// Every page type of every area in a real browser, light: axe (WCAG 2.2 AA), the Nu checker, targets, both widths, weight, nothing that
// moves, no fault in the console, no other host. pages.mjs looks at both widths in the dark, at other languages, and at refusals.
// With PORTICO_SHOTS=1 it keeps pictures under var/shots.
import { launch, nuChecker, shot } from '../lib/browser.mjs';
import { start } from '../lib/portal.mjs';
import { cleanup, equal, run, test } from '../lib/tap.mjs';
import { FIRST_VISIT_BYTES, judge, NEXT_PAGE_BYTES, pagesOf, prepare, shifted, weight, windows } from '../lib/pages.mjs';

const checker = nuChecker(); // slow to start, so it starts first
const portal = await start();
cleanup(() => portal.stop());
const [browser, people, nu] = await Promise.all([launch(portal), prepare(portal), checker]);
cleanup(() => browser.close());
cleanup(() => nu.stop());
const { pages, missing } = await pagesOf(portal, people);
const found = { faults: [], html: [], heavy: [], moved: [] };
let problems = [];
const MOVE_MAX = 0.01; // a scroll bar that comes; a tenth of what Chromium calls good

async function visit(window, { name, target }) {
  const { page } = window;
  await page.setViewportSize({ width: 1280, height: 900 });
  const reply = await page.goto(portal.url + target, { waitUntil: 'load' });
  const html = await reply.text();
  const bytes = await weight(page, html);
  const shift = await shifted(page);
  if (reply.status() !== 200) found.faults.push(`${name}: answered ${reply.status()}`);
  if (new URL(page.url()).pathname !== target.split('?')[0]) found.faults.push(`${name}: ${target} led to ${page.url()}`);
  if (bytes.page > NEXT_PAGE_BYTES || bytes.first > FIRST_VISIT_BYTES) found.heavy.push(`${name}: ${JSON.stringify(bytes)}`);
  if (shift > MOVE_MAX) found.moved.push(`${name}: ${shift}`);
  found.html.push(...(await nu.check(html)).map((m) => `${name}: ${m}`));
  if (process.env.PORTICO_SHOTS) {
    await shot(page, `${name}-1280`);
    await page.setViewportSize({ width: 360, height: 780 });
    await shot(page, `${name}-360`);
  }
  found.faults.push(...(await judge(page, { rulesAt: [360] })).map((v) => `${name}: ${v}`));
}

test('every route that shows a page can be opened with an example', () => equal(missing, []));
test(`${pages.length} pages`, async () => {
  const window = await windows(browser, people);
  for (const page of pages) await visit(window.of(page), page);
  problems = window.problems();
  await window.close();
  equal(found.faults, []);
}, { limit: 200_000 });
test('valid HTML', () => equal(found.html, []));
test('light in bytes', () => equal(found.heavy, []));
test('nothing moves after the first paint', () => equal(found.moved, []));
test('nothing is said in the console, nothing comes from another host', () => equal(problems, []));

await run();
