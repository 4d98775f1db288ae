// Every page kind of the gallery in a real browser: in light and dark, wide and on a phone, in both reading directions, with the
// site's content security policy. Judged by axe (WCAG 2.2 AA), the Nu checker, and what LOOK asks of targets and weight.
// Run with PORTICO_SHOTS=1 it keeps pictures under var/shots.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { axe, fitsWidth, launch, nuChecker, shot, WIDTHS } from '../lib/browser.mjs';
import { root } from '../lib/portal.mjs';
import { cleanup, equal, ok, run, test, until } from '../lib/tap.mjs';

const POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; " +
  "form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
const TYPES = { '.html': 'text/html; charset=utf-8', '.css': 'text/css', '.js': 'text/javascript', '.svg': 'image/svg+xml' };
const FIRST_VISIT_BYTES = 60 * 1024, NEXT_PAGE_BYTES = 15 * 1024;

const build = process.env.PORTICO_BUILD ?? path.join(root, 'build');
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'portico-gallery-'));
cleanup(() => fs.rmSync(folder, { recursive: true }));
execFileSync(path.join(build, 'tests/unit/view_gallery_test'), { cwd: root, env: { ...process.env, PORTICO_GALLERY: folder } });
const pages = fs.readdirSync(folder).map((file) => path.basename(file, '.html')).sort();

function fileOf(url) {
  const name = url.pathname;
  if (name === '/favicon.ico') return path.join(root, 'htdocs/favicon.ico');
  return name.startsWith('/static/') ? path.join(root, 'htdocs', name.slice(8)) : path.join(folder, name);
}
const server = http.createServer((request, response) => {
  const url = new URL(request.url, 'http://localhost');
  const file = fileOf(url);
  if (!fs.existsSync(file)) return response.writeHead(404).end();
  let body = fs.readFileSync(file);
  if (url.searchParams.has('rtl')) body = body.toString().replace('dir="ltr"', 'dir="rtl"');
  response.writeHead(200, { 'content-type': TYPES[path.extname(file)] ?? 'application/octet-stream', 'content-security-policy': POLICY }).end(body);
});
await new Promise((done) => server.listen(0, '127.0.0.1', done));
cleanup(() => server.close());
const portal = { url: `http://localhost:${server.address().port}` };

const browser = await launch(portal);
cleanup(() => browser.close());
const nu = await nuChecker();
cleanup(() => nu.stop());

/** Controls smaller than 24 x 24 pixels that are not links inside a text. */
const smallTargets = (page) => page.evaluate(() => [...document.querySelectorAll('button, input:not([type=hidden]), select, textarea, summary, .button, nav a')]
  .filter((e) => e.checkVisibility())
  .map((e) => [e, e.getBoundingClientRect()])
  .filter(([, box]) => box.width && (box.width < 24 || box.height < 24))
  .map(([e, box]) => `${e.outerHTML.slice(0, 80)} ${Math.round(box.width)}x${Math.round(box.height)}`));

for (const dark of [false, true]) {
  for (const width of WIDTHS) {
    test(`${dark ? 'dark' : 'light'}, ${width} wide`, async () => {
      const { page, problems, close } = await browser.open({ width, dark });
      const found = [];
      for (const name of pages) {
        await page.goto(`${portal.url}/${name}.html`);
        if (process.env.PORTICO_SHOTS) await shot(page, `${name}-${width}-${dark ? 'dark' : 'light'}`);
        for (const direction of dark ? [''] : ['', '?rtl']) {
          await page.goto(`${portal.url}/${name}.html${direction}`);
          found.push(...(await axe(page)).map((v) => `${name}${direction}: ${v}`), ...(await smallTargets(page)).map((v) => `${name}: ${v}`));
          if (!(await fitsWidth(page))) found.push(`${name}${direction}: wider than the window`);
        }
      }
      await close();
      equal([...found, ...problems], []);
    });
  }
}

test('valid HTML', async () => {
  const found = [];
  for (const name of pages) {
    const html = fs.readFileSync(path.join(folder, `${name}.html`), 'utf8');
    found.push(...(await nu.check(html)).map((message) => `${name}: ${message}`));
  }
  equal(found, []);
});

test('usable without script: the menu opens, forms are there', async () => {
  const { page, close } = await browser.open({ width: 360, script: false });
  await page.goto(`${portal.url}/list.html`);
  await page.click('details.menu summary');
  ok(await page.locator('details.menu a[aria-current]').isVisible(), 'the current place is marked in the menu');
  await page.goto(`${portal.url}/form.html`);
  ok(await page.locator('main form button[type=submit]').isVisible(), 'the form can be sent');
  await close();
});

test('the theme that was chosen wins over the system', async () => {
  const { page, close } = await browser.open({ dark: true });
  await page.goto(`${portal.url}/list.html`);
  const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const dark = await ground();
  await page.evaluate(() => (document.documentElement.dataset.theme = 'light'));
  const light = await ground();
  ok(dark !== light, 'light differs from dark');
  await page.emulateMedia({ colorScheme: 'light' });
  await page.evaluate(() => (document.documentElement.dataset.theme = 'dark'));
  equal(await ground(), dark);
  await close();
});

test('a form is sent once, and an error summary has the focus', async () => {
  const { page, close } = await browser.open();
  let sent = 0;
  await page.route('**/deals/new', async (route) => {
    sent++;
    await new Promise((done) => setTimeout(done, 300));
    await route.fulfill({ status: 204 });
  });
  await page.goto(`${portal.url}/form_wrong.html`);
  ok(await page.evaluate(() => document.activeElement?.classList.contains('summary')), 'the summary has the focus');
  await page.evaluate(() => {
    const button = document.querySelector('main form button[type=submit]');
    button.click();
    button.click();
  });
  await until(() => sent, 'it is sent');
  await page.waitForTimeout(600); // another would be here by now
  equal(sent, 1);
  await close();
});

test('nothing sticks out at 320 pixels, which is 1280 at four times the size', async () => {
  const { page, close } = await browser.open({ width: 320 });
  const wide = [];
  for (const name of pages) {
    await page.goto(`${portal.url}/${name}.html`);
    if (!(await fitsWidth(page))) wide.push(name);
  }
  equal(wide, []);
  await close();
});

test('light in bytes', () => {
  const size = (file) => gzipSync(fs.readFileSync(file), { level: 6 }).length;
  const assets = ['css/portico.css', 'js/portico.js', 'img/icons.svg', 'img/favicon.svg'].reduce((sum, name) => sum + size(path.join(root, 'htdocs', name)), 0);
  for (const name of pages) {
    const bytes = size(path.join(folder, `${name}.html`));
    ok(bytes <= NEXT_PAGE_BYTES && bytes + assets <= FIRST_VISIT_BYTES, `${name}: ${bytes} bytes, with the assets ${bytes + assets}`);
  }
});

await run();
