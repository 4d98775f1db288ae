// What happened to a record stands on its page, in words, for those who may know it (LOOK: a detail's history; TRUST L1).
import { start } from '../lib/portal.mjs';
import { test, equal, match, unmatch, cleanup, run } from '../lib/tap.mjs';
import { person, publicId } from '../lib/access.mjs';
import { order, shelf, somebody } from '../lib/shop.mjs';

const portal = await start();
cleanup(() => portal.stop());
const partner = await portal.signIn('admin@alder.example.com');
const desk = await portal.signIn('admin@portico.example.com');
const history = (page) => /<ol class="history">[^]*?<\/ol>/.exec(page.text)?.[0] ?? '';

test('a customer\'s page says who brought it, and when', async () => {
  await order(partner, [[Object.keys(await shelf(partner)).filter((name) => !/Pro|Archive/.test(name))[0], 1]], { ...somebody, company: 'History Example' });
  const [{ public_id: id }] = await portal.sql('SELECT public_id FROM customer WHERE org_id = 1 ORDER BY id DESC LIMIT 1');
  const shown = history(await partner.get(`/customers/${publicId(BigInt(id))}`));
  match(shown, 'Added by an order');
  match(shown, /Sam Alder/);
});

test('a colleague\'s page says what was changed to those who may change it; our staff stand there without a name', async () => {
  const [{ public_id: id }] = await portal.sql("SELECT public_id FROM person WHERE email = 'sales@alder.example.com'");
  const at = `/people/${publicId(BigInt(id))}`;
  equal((await partner.submit(await partner.get(`${at}/roles`), { 'roles[]': 'support' })).status, 303);
  equal((await desk.submit(await desk.get(`/admin/users/${publicId(BigInt(id))}/status`), {}, { action: /deactivate/ })).status, 303);
  const shown = history(await partner.get(at));
  match(shown, /Roles changed[^]*Sam Alder/);
  match(shown, 'Deactivated');
  unmatch(shown, 'Alex Vendor');
  const other = await person(portal, { roles: 'marketing', org: 1 });
  equal(history(await portal.get(at, { cookie: other.cookie })), '');
});

await run();
