// The documented sample of an extension (decision 66): a theme's extension.cs and a script that asks /api/session, in a real browser.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { launch } from '../lib/browser.mjs';
import { root, start } from '../lib/portal.mjs';
import { cleanup, equal, run, test } from '../lib/tap.mjs';

const theme = fs.mkdtempSync(path.join(os.tmpdir(), 'portico-theme-'));
fs.copyFileSync(path.join(root, 'etc/extension.cs'), path.join(theme, 'extension.cs'));
process.env.PORTICO_PATHS_THEME = theme;
const portal = await start();
cleanup(() => portal.stop().finally(() => fs.rmSync(theme, { recursive: true, force: true })));
const browser = await launch(portal);
cleanup(() => browser.close());

async function seen(email, target) {
  const { page, problems, close } = await browser.open({ email });
  await page.route('**/static/js/extension.js', (route) => route.fulfill({ contentType: 'text/javascript', body: fs.readFileSync(path.join(root, 'etc/extension.js'), 'utf8') }));
  const answered = page.waitForResponse((r) => new URL(r.url()).pathname === '/api/session');
  await page.goto(`${portal.url}${target}`);
  await answered;
  const place = page.locator('#extension');
  if (email) await place.waitFor({ state: 'visible' });
  const text = (await place.textContent()).trim(), hidden = await place.isHidden();
  await close();
  return { text, hidden, problems: problems.filter((p) => !/401/.test(p)) };
}

test('the sample says who is signed in, for which organisation, and offers what they may do', async () => {
  equal(await seen('sales@alder.example.com', '/home'), { text: 'Robin Alder, Alder Partner Example Order', hidden: false, problems: [] });
});

test('who may not order sees no link to it', async () => {
  equal(await seen('finance@alder.example.com', '/home'), { text: 'Kim Alder, Alder Partner Example', hidden: false, problems: [] });
});

test('for somebody who is not signed in it stays hidden', async () => {
  equal(await seen(null, '/login'), { text: '', hidden: true, problems: [] });
});

await run();
