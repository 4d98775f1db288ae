// Pages without code (DOMAIN L4, L7 to L9; check 1 of section 4): staff build them of blocks, partners read them, each with its own offers;
// who must sign in does; what is published stands until the next is; of two editors the second is told.
import zlib from 'node:zlib';
import { start } from '../lib/portal.mjs';
import { order, put, shelf } from '../lib/shop.mjs';
import { cleanup, equal, match, ok, run, test, unmatch } from '../lib/tap.mjs';

const portal = await start();
cleanup(() => portal.stop());
const one = async (sql, params) => Object.values((await portal.sql(sql, params))[0] ?? {})[0];
const text = (page) => page.text.replace(/<svg.*?<\/svg>/gs, '').replace(/<[^>]+>/g, ' ').replaceAll('&amp;', '&').replace(/&nbsp;|\u00a0/g, ' ').replace(/\s+/g, ' ');
await portal.sql("UPDATE person SET language = 'en'");
const desk = await portal.signIn('admin@portico.example.com');
const alder = await portal.signIn('sales@alder.example.com');
const birch = await portal.signIn('sales@birch.example.net');
const cedar = await portal.signIn('sales@cedar.example.org');
const offersOf = (page) => [...page.text.matchAll(/<h[23]><a href="\/offers\/o\/[0-9a-z]{13}">([^<]*)</g)].map((m) => m[1]);

// ---- building, as a person does ----
const sent = (path, values, options = {}) => desk.get(options.from ?? path).then((page) => desk.submit(page, values, { action: path }));
async function add(tag, values = {}) {
  const reply = await sent('/admin/pages/new', { tag, kind: 'pricing', title: `Page ${tag}`, ...values });
  equal([tag, reply.status], [tag, 303]);
  return reply.location;
}
async function block(page, kind, values = {}) {
  const path = `${page}/blocks/new?kind=${kind}`;
  const reply = await sent(path, values);
  equal([kind, reply.status], [kind, 303]);
  return reply.location;
}
const publish = (page) => sent(`${page}/publish`, {});
const orgId = async (name) => new RegExp(`name="partners\\[\\]" value="(\\w{13})"[^>]*><label[^>]*>${name}`).exec((await desk.get('/admin/pages/new')).text.replace(/id="[^"]*" /g, ''))[1];

test('check 1: two pages for two groups of offers; each organisation sees its own, a customer and nobody see neither', async () => {
  const cloud = await add('a-cloud');
  await block(cloud, 'hero', { heading: 'Cloud for your customers', body: 'At your prices.', link_text: 'Basket', link: '/checkout' });
  await block(cloud, 'offers', { heading: 'Cloud', label: 'cloud' });
  const services = await add('a-services');
  await block(services, 'offers', { heading: 'Services', label: 'services' });
  for (const tag of ['a-cloud', 'a-services']) equal((await alder.get(`/pages/${tag}`)).status, 404, 'a draft is nobody else’s');
  for (const page of [cloud, services]) equal((await publish(page)).status, 303);
  for (const visitor of [alder, birch, cedar])
    for (const label of ['cloud', 'services']) {
      const page = await visitor.get(`/pages/a-${label}`);
      equal(page.status, 200);
      equal(offersOf(page), offersOf(await visitor.get(`/offers/${label}`)), 'the same as the organisation’s shelf');
    }
  const [a, b] = [offersOf(await alder.get('/pages/a-cloud')), offersOf(await birch.get('/pages/a-cloud'))];
  ok(a.includes('Pro, yearly') && !b.includes('Pro, yearly'), 'Alder may sell Pro, Birch may not');
  ok(b.includes('Starter package') && !a.includes('Starter package'), 'Birch may sell the package, Alder may not');
  match(text(await alder.get('/pages/a-cloud')), '15.99 EUR');
  match(text(await birch.get('/pages/a-cloud')), '16.50 EUR');
  const nobody = await portal.get('/pages/a-cloud?x=1');
  equal([nobody.status, nobody.location], [303, '/login?next=%2Fpages%2Fa-cloud%3Fx%3D1']);
  equal((await desk.get('/pages/a-cloud')).location, '/login?next=%2Fpages%2Fa-cloud', 'staff are no partners');
  equal((await portal.get('/pages/no-such-page')).location, '/login?next=%2Fpages%2Fno-such-page', 'nobody learns which pages there are');
  equal((await alder.get('/pages/no-such-page')).status, 404);
});

test('what is bought from a page is an ordinary order of the organisation', async () => {
  const page = await alder.get('/pages/a-cloud');
  const core = /<a href="\/offers\/o\/(\w{13})">Core, monthly</.exec(page.text)[1];
  const put1 = await alder.submit(page, { quantity: '3' }, { action: '/checkout/basket' });
  equal([put1.status, put1.location], [303, '/checkout']);
  match(text(await alder.get('/pages/a-cloud')), 'Basket: 1 offer');
  ok(page.text.includes(`name="offer" value="${core}"`));
  const { id } = await order(alder, []);
  ok(id);
  equal(await one("SELECT o.slug FROM customer_order c JOIN org o ON o.id = c.org_id WHERE c.status <> 'draft' ORDER BY c.id DESC LIMIT 1"), 'alder');
});

test('a page for some partners is not there for the others; taking it away is one publication', async () => {
  const page = await add('c-some', { kind: 'portal', all_partners: '' , 'partners[]': await orgId('Alder') });
  await block(page, 'text', { heading: 'For you', body: 'Hello.' });
  equal((await publish(page)).status, 303);
  equal([(await alder.get('/pages/c-some')).status, (await birch.get('/pages/c-some')).status], [200, 404]);
  match((await sent(`${page}/edit`, { all_partners: '' , 'partners[]': '' })).text, 'Tick the partners');
});

await run();
