// The way to an identity provider and back in a real browser, with and without scripts: the site's policy lets the form lead there, the
// cookie comes back from another site, and the pages are fit for everybody.
import { addProvider } from '../lib/evil_idp.mjs';
import { axe, launch, shot, WIDTHS } from '../lib/browser.mjs';
import { Idp } from '../lib/idp.mjs';
import { start } from '../lib/portal.mjs';
import { cleanup, equal, match, run, test } from '../lib/tap.mjs';

const portal = await start();
cleanup(() => portal.stop());
const idp = await new Idp({ accounts: { sam: { email: 'admin@alder.example.com', email_verified: true } } }).start(portal.url);
cleanup(() => idp.stop());
await addProvider(portal, 'Alder SSO', idp, ['--partners', '--domains', 'alder.example.com']);
const browser = await launch(portal);
cleanup(() => browser.close());

for (const script of [true, false]) {
  test(`there and back, ${script ? 'with' : 'without'} scripts`, async () => {
    const { page, problems, close } = await browser.open({ script });
    await page.goto(`${portal.url}/login?next=/customers`);
    await page.getByRole('button', { name: 'Sign in with Alder SSO' }).click();
    await page.waitForURL(/\/interaction\//);
    await page.fill('input[name=login]', 'sam');
    await page.fill('input[name=password]', 'x');
    await page.click('button[type=submit]');
    await page.waitForURL(/\/interaction\//);
    await page.click('button[type=submit]');
    await page.waitForURL(`${portal.url}/customers`);
    match(await page.content(), 'Alder Partner Example');
    await page.locator('details.person summary').first().click();
    await page.getByRole('button', { name: 'Sign out' }).first().click();
    await page.waitForURL(/\/login\/left/);
    if (script) equal(await axe(page), []);
    await shot(page, 'login_left');
    equal(await page.getByRole('link', { name: 'Sign out of Alder SSO, too' }).getAttribute('href').then((href) => href.startsWith(idp.issuer)), true);
    // The provider's own pages ask for a font elsewhere; what counts is what our policy or scripts say.
    equal(problems.filter((text) => /Security Policy|^script:/.test(text)), []);
    await close();
  });
}
for (const width of WIDTHS) {
  test(`the sign-in page at ${width} pixels`, async () => {
    const { page, close } = await browser.open({ width });
    await page.goto(`${portal.url}/login`);
    equal(await axe(page), []);
    await shot(page, `login_ask_${width}`);
    await close();
  });
}

await run();
