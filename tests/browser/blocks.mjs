// Pages without code, walked as people do, wide with script and on the phone without (DOMAIN L4 to L9, check 1): staff build a pricing page
// of blocks, see it as an organisation, publish it; two organisations find their own offers on it and one orders from it, a third is kept out.
import { axe, fitsWidth, launch, shot } from '../lib/browser.mjs';
import { addBlock, beginPage, publishPage } from '../lib/builder.mjs';
import { start } from '../lib/portal.mjs';
import { shelf } from '../lib/shop.mjs';
import { cleanup, equal, match, ok, run, test, unmatch } from '../lib/tap.mjs';

const portal = await start();
cleanup(() => portal.stop());
await portal.sql("UPDATE person SET language = 'en'");
const browser = await launch(portal);
cleanup(() => browser.close());
const press = (page, name) => page.getByRole('main').getByRole('button', { name }).first().click();
const follow = (page, name) => page.getByRole('main').getByRole('link', { name }).first().click();
const said = (page) => page.locator('main').innerText();
const offersOn = (page) => page.locator('.offer :is(h2, h3)').allInnerTexts();
const views = [{ tag: 'walk-wide', width: 1280, script: true }, { tag: 'walk-phone', width: 360, script: false }];

async function arrives(page, where, view, name) {
  await page.waitForURL(where);
  ok(await fitsWidth(page), `${page.url()} is wider than the window`);
  if (view.script) equal(await axe(page), [], page.url()); // axe itself needs script
  if (process.env.PORTICO_SHOTS) await shot(page, `blocks-${name}-${view.width}`);
}
async function inWindow(view, email, work) {
  const { page, problems, close } = await browser.open({ email, width: view.width, script: view.script });
  await work(page);
  await close();
  equal(problems.filter((p) => !/status of (404|409|422)/.test(p)), []);
}

async function build(page, view) {
  const looked = async (name) => arrives(page, page.url(), view, name);
  await beginPage(page, portal.url, { tag: view.tag, title: 'Cloud for partners', partners: ['Alder', 'Birch'] }, looked);
  await addBlock(page, 'offers', { heading: 'What you can sell', label: 'cloud' }, looked);
  await addBlock(page, 'hero', { heading: 'Sell the cloud', body: 'At your own prices.', link_text: 'To the basket', link: '/checkout' }, looked);
  await arrives(page, /\/picture$/, view, 'picture');
  await follow(page, 'Cancel');
  await addBlock(page, 'text', { body: 'Terms are [here](/offers).\n\n- first\n- second' }, looked);
  await page.waitForURL(/\/admin\/pages\/\w{13}$/);
  equal(await page.locator('.desk strong').allInnerTexts(), ['Offers of a label', 'Opening', 'Text']);
  await press(page, /^Up.*Opening 2$/);
  await page.waitForURL(/#block-1$/);
  equal(await page.locator('.desk strong').allInnerTexts(), ['Opening', 'Offers of a label', 'Text']);
  await arrives(page, /#block-1$/, view, 'desk');
}

async function previewAndPublish(page, view, own) {
  await follow(page, 'Preview');
  await page.waitForURL(/\/preview$/);
  match(await said(page), 'Sign in to see this');
  await page.selectOption('main [name=org]', { label: await page.locator('[name=org] option', { hasText: 'Birch' }).innerText() });
  await press(page, 'Show');
  await arrives(page, /\/preview\?org=/, view, 'preview');
  equal(await offersOn(page), own, 'Birch’s offers');
  equal(await page.getByRole('main').getByRole('button', { name: /Add to basket/ }).count(), 0, 'nothing can be bought in a preview');
  await page.selectOption('main [name=org]', { label: await page.locator('[name=org] option', { hasText: 'Cedar' }).innerText() });
  await press(page, 'Show');
  await page.waitForLoadState();
  match(await said(page), 'cannot open this page');
  await page.goBack();
  await page.goBack();
  await page.goBack();
  await publishPage(page, async (name) => {
    await arrives(page, /\/publish$/, view, name);
    match(await said(page), /These partners can open it: .*Alder.*Birch/);
  });
  match(await said(page), 'Version 1 is published.');
}

for (const view of views)
  test(`${view.width} pixels, ${view.script ? 'with' : 'without'} script: built, seen as an organisation, published, bought from`, async () => {
    const shelves = {};
    for (const [name, email] of [['alder', 'sales@alder.example.com'], ['birch', 'sales@birch.example.net']]) {
      const visitor = await portal.signIn(email);
      await shelf(visitor);
      shelves[name] = [...(await visitor.get('/offers/cloud')).text.matchAll(/<h2><a href="\/offers\/o\/\w{13}">([^<]*)</g)].map((m) => m[1]);
    }
    await inWindow(view, 'admin@portico.example.com', async (page) => {
      await build(page, view);
      await previewAndPublish(page, view, shelves.birch);
    });
    await inWindow(view, 'sales@birch.example.net', async (page) => {
      await page.goto(`${portal.url}/pages/${view.tag}`);
      await arrives(page, `**/pages/${view.tag}`, view, 'birch');
      equal(await offersOn(page), shelves.birch);
    });
    await inWindow(view, 'sales@cedar.example.org', async (page) => equal((await page.goto(`${portal.url}/pages/${view.tag}`)).status(), 404));
    await inWindow(view, 'sales@alder.example.com', async (page) => {
      await page.goto(`${portal.url}/pages/${view.tag}`);
      equal(await offersOn(page), shelves.alder);
      unmatch((await offersOn(page)).join(), 'Starter package');
      await arrives(page, `**/pages/${view.tag}`, view, 'alder');
      await page.locator('.offer', { hasText: 'Core, monthly' }).getByRole('textbox', { name: 'Quantity' }).fill('2');
      await page.locator('.offer', { hasText: 'Core, monthly' }).getByRole('button').click();
      await page.waitForURL('**/checkout');
      match(await said(page), 'Core, monthly');
    });
  });

test('the demo’s pages, at both widths, light and dark', async () => {
  for (const width of [1280, 360])
    for (const dark of [false, true]) {
      const { page, problems, close } = await browser.open({ email: 'admin@alder.example.com', width, dark });
      for (const path of ['/pages/cloud', '/pages/welcome']) {
        await page.goto(portal.url + path);
        ok(await fitsWidth(page), `${path} is wider than ${width}`);
        equal(await axe(page), [], `${path} ${width} ${dark}`);
        if (process.env.PORTICO_SHOTS) await shot(page, `blocks-demo${path.replaceAll('/', '-')}-${width}${dark ? '-dark' : ''}`);
      }
      equal(await page.locator('.side a[aria-current], .menu a[aria-current]').first().innerText().catch(() => ''), width === 1280 ? 'Welcome' : '', 'the side bar leads to it');
      await close();
      equal(problems, []);
    }
});

await run();
