// The main job in a real browser, on a phone: in by the mail, an order, its invoice, lists, out. flow.mjs: the other width, without
// script, and the vendor's side.
import { launch, shot } from '../lib/browser.mjs';
import { buy } from '../lib/journey.mjs';
import { start } from '../lib/portal.mjs';
import { somebody } from '../lib/shop.mjs';
import { cleanup, equal, run, test } from '../lib/tap.mjs';

const portal = await start();
cleanup(() => portal.stop());
const browser = await launch(portal);
cleanup(() => browser.close());

test('a partner buys on a phone: the partner is invoiced', async () => {
  const { page, problems, close } = await browser.open({ width: 360, height: 780 });
  try {
    await buy(portal, page, { email: 'admin@alder.example.com', owner: 'partner', offer: 'Premium support, three years', script: true,
      customer: { ...somebody, company: 'Fir Example Ltd' } });
  } catch (error) {
    if (process.env.PORTICO_SHOTS) await shot(page, 'flow-failed');
    throw error;
  }
  await close();
  equal(problems.filter((p) => !/status of 422/.test(p)), []);
}, { limit: 120_000 });

await run();
