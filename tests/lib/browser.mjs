// A real browser on the portal, and the judges of a page: axe for access, the Nu checker for HTML.
//
//   const browser = await launch(portal);
//   const { page, close } = await browser.open({ email: 'ann@partner.example.com', width: 360, script: false });
//   await page.goto(portal.url + '/customers');
//   equal(await axe(page), []);
//   equal(await nu.check(await page.content()), []);
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { createRequire } from 'node:module';
import { chromium } from 'playwright-core';
import { freePort, root } from './portal.mjs';

const require = createRequire(import.meta.url);
const FLAGS = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync', '--force-color-profile=srgb', '--hide-scrollbars'];
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** How long an element or a page may take on a busy machine; below a test's limit, so that it is said what was missing. */
const PATIENCE_MS = 100_000;
export const WIDTHS = [1280, 360];

/** hosts: names of the portal beside localhost, which the browser finds on this machine. */
export async function launch(portal, { hosts = [] } = {}) {
  const executablePath = process.env.CHROMIUM ?? ['/usr/bin/chromium', '/usr/bin/google-chrome'].find((file) => fs.existsSync(file));
  const chrome = await chromium.launch({ executablePath, timeout: PATIENCE_MS, args: hosts.length ? [...FLAGS, `--host-resolver-rules=${hosts.map((h) => `MAP ${h} 127.0.0.1`).join(',')}`] : FLAGS });
  return {
    chrome,
    /** A window with nobody's or somebody's cookies. { email, visitor, width, script, dark, language, reducedMotion } */
    async open({ email, visitor, width = 1280, height = 900, script = true, dark = false, language, ...more } = {}) {
      const context = await chrome.newContext({ viewport: { width, height }, javaScriptEnabled: script, locale: language,
        colorScheme: dark ? 'dark' : 'light', reducedMotion: 'reduce', ...more });
      const who = visitor ?? (email ? await portal.signIn(email) : null);
      if (who) await context.addCookies([...who.jar].map(([name, value]) => ({ name, value, url: portal.url })));
      context.setDefaultTimeout(PATIENCE_MS);
      const page = await context.newPage();
      const problems = watch(page, hosts);
      return { context, page, problems, close: () => context.close() };
    },
    close: () => chrome.close(),
  };
}

/** What a page must not do: script errors, refused resources, failed requests. Filled while the page lives. */
function watch(page, hosts) {
  const problems = [];
  page.on('pageerror', (error) => problems.push(`script: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(`console: ${message.text()}`);
  });
  // What the browser itself ends is no fault: what a page still loads when it is left, a form that is sent twice, a page that becomes a file.
  page.on('requestfailed', (request) => request.failure()?.errorText === 'net::ERR_ABORTED' || problems.push(`request: ${request.url()} ${request.failure()?.errorText}`));
  page.on('request', (request) => {
    const { hostname, protocol } = new URL(request.url());
    if (protocol.startsWith('http') && !/(^|\.)localhost$/.test(hostname) && !hosts.includes(hostname)) problems.push(`other host: ${request.url()}`);
  });
  return problems;
}

let axeSource;
/** Violations as ["rule: element", ...]; evaluate() works under the strict policy, a script tag would not. */
export async function axe(page) {
  axeSource ??= fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
  if (!(await page.evaluate(() => Boolean(globalThis.axe)))) await page.evaluate(axeSource);
  const { violations } = await page.evaluate((rules) => globalThis.axe.run({ runOnly: rules, resultTypes: ['violations'] }), RULES);
  return violations.flatMap((v) => v.nodes.map((n) => `${v.id}: ${n.target.join(' ')} (${n.failureSummary?.split('\n')[1]?.trim() ?? v.help})`));
}

/** True when nothing sticks out sideways. */
export function fitsWidth(page) {
  return page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth);
}

/** Twice as quickly as can be: both clicks are with the page before anything of them is answered, whatever else the machine has to do. */
export async function pressTwice(page, button) {
  await button.scrollIntoViewIfNeeded();
  const box = await button.boundingBox(), hand = await page.context().newCDPSession(page);
  const at = { x: box.x + box.width / 2, y: box.y + box.height / 2, button: 'left' };
  const moves = [1, 2].flatMap((clickCount) => ['mousePressed', 'mouseReleased'].map((type) => ({ ...at, type, clickCount })));
  await Promise.all(moves.map((move) => hand.send('Input.dispatchMouseEvent', move)));
  await hand.detach();
}

/** Keeps a picture under var/shots/NAME.png. */
export async function shot(page, name) {
  const file = path.join(root, 'var/shots', `${name}.png`);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  await page.screenshot({ path: file, fullPage: true });
  return file;
}

/** The Nu checker as a server: { check(html) -> ["line: message", ...], stop() }. */
export async function nuChecker() {
  const port = await freePort();
  const jar = path.join(path.dirname(require.resolve('vnu-jar/package.json')), 'build/dist/vnu.jar');
  const child = spawn('java', ['-Dnu.validator.servlet.bind-address=127.0.0.1', '-cp', jar, 'nu.validator.servlet.Main', String(port)],
    { stdio: 'ignore' });
  const url = `http://127.0.0.1:${port}/?out=json`;
  const headers = { 'content-type': 'text/html; charset=utf-8' };
  const post = (body) => fetch(url, { method: 'POST', headers, body });
  for (let i = 0; ; i++) {
    try {
      await post('<!doctype html><html lang="en"><title>x</title></html>');
      break;
    } catch (error) {
      if (i > 1800 || child.exitCode !== null) throw new Error(`the Nu checker did not start: ${error.message}`);
      await new Promise((done) => setTimeout(done, 100));
    }
  }
  return {
    async check(html) {
      const { messages } = await (await post(html)).json();
      return messages.filter((m) => m.type === 'error' || m.subType === 'warning').map((m) => `${m.lastLine}: ${m.message} | ${m.extract ?? ''}`);
    },
    stop: () => child.kill(),
  };
}
