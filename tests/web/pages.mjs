// Pages without code (DOMAIN L4, L7 to L9; check 1 of section 4): staff build them of blocks, partners read them, each with its own offers;
// who must sign in does; what is published stands until the next is; of two editors the second is told.
import zlib from 'node:zlib';
import { start } from '../lib/portal.mjs';
import { order, put, shelf } from '../lib/shop.mjs';
import { cleanup, equal, match, ok, run, test, unmatch } from '../lib/tap.mjs';
import { builder } from '../lib/webpages.mjs';

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

const { sent, add, block, publish, orgId } = builder(desk);

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

test('pages to read are listed, newest first, for those who may open them; open ones for everybody', async () => {
  const all = await add('k-all', { kind: 'content', title: 'Read by all' });
  await block(all, 'hero', { heading: 'Heading', body: 'What it is about.' });
  await block(all, 'content', { rows_max: '20' });
  const some = await add('k-some', { kind: 'content', title: 'Read by Birch', all_partners: '', 'partners[]': await orgId('Birch') });
  await block(some, 'text', { body: 'Text' });
  const open = await add('k-open', { kind: 'content', title: 'Read by everybody', require_auth: '' });
  await block(open, 'content', { heading: 'Also', rows_max: '20' });
  const draft = await add('k-draft', { kind: 'content', title: 'Not out yet' });
  await block(draft, 'text', { body: 'Text' });
  const list = await add('k-list', { kind: 'portal' });
  await block(list, 'content', { heading: 'Worth reading', rows_max: '2' });
  for (const page of [all, some, open, list]) equal((await publish(page)).status, 303);
  const titles = async (visitor, tag) => [...(await visitor.get(`/pages/${tag}`)).text.matchAll(/<li><a href="\/pages\/[^"]*">(?!<)([^<]*)<\/a>(?=<p)/g)].map((m) => m[1]);
  equal(await titles(birch, 'k-list'), ['Read by everybody', 'Read by Birch'], 'as many as the block says');
  equal((await titles(alder, 'k-list')).slice(0, 2), ['Read by everybody', 'Read by all'], 'another organisation’s page is not there');
  match(text(await alder.get('/pages/k-list')), /Read by all What it is about\. \d+ \w+ \d{4}/);
  ok(!(await titles(birch, 'k-all')).includes('Read by all'), 'a page does not list itself');
  equal(await titles(portal, 'k-open'), [], 'nobody learns of what takes a sign-in');
  const half = await portal.signIn('finance@alder.example.com');
  ok((await titles(half, 'k-open')).includes('Read by all'));
  await portal.sql("UPDATE session s JOIN person p ON p.id = s.person_id SET s.half = TRUE WHERE p.email = 'finance@alder.example.com'");
  equal(await titles(half, 'k-open'), [], 'nor does who owes the second step');
  unmatch(text(await birch.get('/pages/k-all')), 'Not out yet');
});

test('a page for some partners is not there for the others; taking it away is one publication', async () => {
  const page = await add('c-some', { kind: 'portal', all_partners: '' , 'partners[]': await orgId('Alder') });
  await block(page, 'text', { heading: 'For you', body: 'Hello.' });
  equal((await publish(page)).status, 303);
  equal([(await alder.get('/pages/c-some')).status, (await birch.get('/pages/c-some')).status], [200, 404]);
  match((await sent(`${page}/edit`, { all_partners: '' , 'partners[]': '' })).text, 'Tick the partners');
});

test('what is published stands until the next is; an older version comes back as a new one; a page can be withdrawn', async () => {
  const page = await add('d-versions', { kind: 'portal', in_menu: 'on' });
  await block(page, 'text', { heading: 'First', body: 'One' });
  equal((await publish(page)).status, 303);
  match((await birch.get('/home')).text, 'href="/pages/d-versions"', 'the side bar leads to it');
  equal((await sent(`${page}/blocks/1`, { heading: 'Second', body: 'Two' })).status, 303);
  match(text(await birch.get('/pages/d-versions')), 'First');
  match(text(await desk.get(`${page}/preview`)), 'Second');
  equal((await publish(page)).status, 303);
  match(text(await birch.get('/pages/d-versions')), 'Second');
  const rows = () => portal.sql("SELECT v.number, v.status, v.restored_from, GROUP_CONCAT(b.heading) AS said FROM webpage_version v JOIN webpage w ON w.id = v.webpage_id LEFT JOIN webpage_block b ON b.version_id = v.id WHERE w.tag = 'd-versions' GROUP BY v.id ORDER BY v.number");
  equal((await sent(`${page}/restore`, {}, { from: `${page}/restore?version=1` })).status, 303);
  equal((await rows()).map((r) => [r.number, r.status, r.restored_from, r.said]), [[1, 'retired', 0, 'First'], [2, 'retired', 0, 'Second'], [3, 'published', 1, 'First']]);
  match(text(await birch.get('/pages/d-versions')), 'First');
  equal((await sent(`${page}/withdraw`, {})).status, 303);
  equal((await birch.get('/pages/d-versions')).status, 404);
  unmatch((await birch.get('/home')).text, '/pages/d-versions');
  equal((await rows()).length, 3, 'its versions stay');
  equal(await one("SELECT GROUP_CONCAT(DISTINCT a.action ORDER BY a.action) FROM audit a JOIN webpage w ON w.id = a.noun_id WHERE a.noun = 'webpage' AND w.tag = 'd-versions' AND a.actor = 'staff'"),
    'webpage.added,webpage.block_added,webpage.block_changed,webpage.published,webpage.restored,webpage.withdrawn');
});

test('of two editors the second is told, keeps what was typed, and nothing of it is saved before', async () => {
  const page = await add('e-two', { kind: 'portal' });
  await block(page, 'text', { heading: 'Mine', body: 'One' });
  const mine = await desk.get(`${page}/blocks/1`), theirs = await desk.get(`${page}/blocks/1`);
  const move = await desk.get(page);
  equal((await desk.submit(mine, { heading: 'Quick' }, { action: `${page}/blocks/1` })).status, 303);
  const told = await desk.submit(theirs, { heading: 'Slow' }, { action: `${page}/blocks/1` });
  equal(told.status, 409);
  match(text(told), 'has changed this page since you opened it');
  match(told.text, 'value="Slow"');
  equal(await one("SELECT b.heading FROM webpage_block b JOIN webpage_version v ON v.id = b.version_id JOIN webpage w ON w.id = v.webpage_id WHERE w.tag = 'e-two'"), 'Quick');
  equal((await desk.submit(told, {}, { action: `${page}/blocks/1` })).status, 303, 'looked at, it can be saved');
  const discard = await desk.submit(move, {}, { action: `${page}/discard` });
  equal(discard.status, 409);
  match(text(discard), 'has changed this page');
  equal((await desk.submit(await desk.get(page), {}, { action: `${page}/discard` })).location, '/admin/pages', 'a page that never was published goes with its draft');
  equal(await one("SELECT COUNT(*) FROM webpage WHERE tag = 'e-two'"), 0);
});

test('text is text: tags are shown, links lead only where links may', async () => {
  const page = await add('f-text', { kind: 'portal', require_auth: '' });
  await block(page, 'text', { heading: '<b>x</b>', body: '<script>alert(1)</script> & <?cs var:Csrf ?>\n\n- [good](https://www.example.com/a?b=1&c=2) and [ours](/offers)\n- [bad](javascript:alert(1)) [worse](//evil.example.net) [data](data:text/html,x)\n## End [open' });
  await block(page, 'offers', { heading: 'Offers', label: 'cloud' });
  await block(page, 'customers', { heading: 'Customers', rows_max: '5' });
  equal((await publish(page)).status, 303);
  const read = await portal.get('/pages/f-text');
  equal(read.status, 200);
  const links = [...read.text.split('class="block text"')[1].split('</section>')[0].matchAll(/href="([^"]*)"/g)].map((m) => m[1]);
  equal(links, ['https://www.example.com/a?b=1&amp;c=2', '/offers']);
  ok(!read.text.includes('<script>alert'), 'a tag is words');
  for (const shown of ['&lt;script&gt;alert(1)&lt;/script&gt;', '&lt;?cs var:Csrf ?&gt;', '[bad](javascript:alert(1))', '[worse](//evil.example.net)', 'End [open']) match(read.text, shown);
  equal(offersOf(read), [], 'an open page shows nobody’s offers');
  match(text(read), 'Sign in to see this.');
  unmatch(read.text, 'office');
  for (const link of ['javascript:alert(1)', '//evil.example.net', 'data:text/html,x', 'ftp://x', '/a b', 'https://x"y'])
    equal([link, (await sent(`${page}/blocks/new?kind=hero`, { heading: 'x', link_text: 'x', link })).status], [link, 422]);
});

test('what cannot be is said beside its field', async () => {
  for (const [values, words] of [[{ tag: 'A b' }, 'Use small letters'], [{ tag: '-x' }, 'Use small letters'], [{ tag: 'pictures' }, 'portal’s own|portal&#39;s own'], [{ tag: 'a-cloud' }, 'Another page has the tag'],
    [{ title: '' }, 'Enter|required|fill'], [{ require_auth: '', all_partners: '' }, 'needs a sign-in']]) {
    const reply = await sent('/admin/pages/new', { tag: 'z-z', kind: 'portal', title: 'x', ...values });
    equal([JSON.stringify(values), reply.status], [JSON.stringify(values), 422]);
    match(reply.text, new RegExp(words));
  }
  const empty = await add('g-empty');
  equal((await desk.get(`${empty}/publish`)).status, 409, 'nothing on it');
  await block(empty, 'text', { body: 'x' });
  match(text(await desk.get(`${empty}/publish`)), 'A pricing page needs the offers');
  equal((await sent(`${empty}/blocks/new?kind=offers`, { label: 'no-such-label' })).status, 422);
  for (const path of ['blocks/2', 'blocks/0', 'blocks/x', 'blocks/new?kind=html', 'blocks/new?kind=basket', 'blocks/1/picture', 'restore?version=7&x=', 'blocks/99/remove'])
    ok([404, 200].includes((await desk.get(`${empty}/${path}`)).status), path);
  equal((await desk.get(`${empty}/blocks/2`)).status, 404);
  equal((await desk.get(`${empty}/blocks/new?kind=html`)).status, 404);
  equal((await desk.get(`${empty}/blocks/new?kind=basket`)).status, 404, 'a basket stands on a checkout page alone');
  const support = await portal.signIn('support@portico.example.com');
  equal((await support.get(`${empty}/edit`)).status, 403);
  equal((await alder.get(empty)).location, `/login?next=${encodeURIComponent(empty)}`);
});

// ---- pictures ----
const chunk = (type, data) => {
  const size = Buffer.alloc(4), crc = Buffer.alloc(4), body = Buffer.concat([Buffer.from(type), data]);
  size.writeUInt32BE(data.length);
  crc.writeUInt32BE(zlib.crc32 ? zlib.crc32(body) >>> 0 : 0);
  return Buffer.concat([size, body, crc]);
};
function png(width, height) {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), chunk('IHDR', head), chunk('IDAT', zlib.deflateSync(Buffer.alloc((width * 3 + 1) * height, 120))), chunk('IEND', Buffer.alloc(0))]);
}
async function upload(page, place, content, name = 'x.png') {
  const path = `${page}/blocks/${place}/picture`;
  const form = await desk.get(path);
  const values = Object.fromEntries([...form.text.matchAll(/name="(_csrf|_key|revision)" value="([^"]*)"/g)].slice(-6).map(([, n, v]) => [n, v]));
  const boundary = 'xyzzy';
  const parts = Object.entries(values).map(([n, v]) => Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="${n}"\r\n\r\n${v}\r\n`));
  parts.push(Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="picture"; filename="${name}"\r\nContent-Type: image/png\r\n\r\n`), content, Buffer.from(`\r\n--${boundary}--\r\n`));
  return desk.request('POST', path, { body: Buffer.concat(parts), headers: { 'content-type': `multipart/form-data; boundary=${boundary}`, 'sec-fetch-site': 'same-origin' } });
}

test('a picture is one by its bytes, says its size, and is shown to whom its page is', async () => {
  const page = await add('h-picture', { kind: 'portal', all_partners: '', 'partners[]': await orgId('Alder') });
  equal((await sent(`${page}/blocks/new?kind=picture`, { picture_alt: 'A tree' })).location, `${page}/blocks/1/picture`);
  match(text(await desk.get(`${page}/publish`)), 'pictures is missing');
  for (const [content, name] of [['<svg xmlns="http://www.w3.org/2000/svg"/>', 'x.svg'], ['<html>', 'x.png'], ['\x89PNG\r\n\x1a\nnothing', 'cut.png'], ['', 'x.png'], [png(9000, 1), 'wide.png'], [Buffer.alloc(600 * 1024, 'x'), 'x.png']]) {
    const reply = await upload(page, 1, Buffer.from(content, 'latin1'), name);
    ok([422, 413].includes(reply.status), `${name}: ${reply.status}`);
  }
  equal(await one('SELECT COUNT(*) FROM webpage_picture'), 0, 'none of these was kept');
  equal((await upload(page, 1, png(40, 20))).status, 303);
  const preview = await desk.get(`${page}/preview`);
  const [, draft] = /src="(\/admin\/pages\/pictures\/[^"]+)"/.exec(preview.text);
  equal((await desk.get(draft)).headers['content-type'], 'image/png');
  const own = draft.replace('/admin', '');
  equal((await alder.get(own)).status, 404, 'what is not published is nobody else’s');
  equal((await publish(page)).status, 303);
  match((await alder.get('/pages/h-picture')).text, new RegExp(`<img src="${own}" alt="A tree" width="40" height="20">`));
  const shown = await alder.get(own);
  equal([shown.status, shown.headers['content-type'], shown.headers['x-content-type-options']], [200, 'image/png', 'nosniff']);
  match(shown.headers['cache-control'], 'private');
  equal([(await birch.get(own)).status, (await portal.get(own)).status], [404, 404]);
  equal((await alder.get(own.replace('.png', '.jpg'))).status, 404);
});

test('a page may demand an identity provider: another way in does not count', async () => {
  await portal.sql(`INSERT INTO identity_provider (public_id, name, issuer, client_id, token_auth, domains, is_partner_auth, created_at)
    VALUES (4711, 'Example Identity', 'https://id.example.com', 'portal', 'none', 'id.example.com', TRUE, UTC_TIMESTAMP(6))`);
  await portal.sql(`INSERT INTO identity_document (provider_id, kind, body, fetched_at, tried_at) SELECT id, 'discovery', ?, UTC_TIMESTAMP(6), UTC_TIMESTAMP(6) FROM identity_provider WHERE public_id = 4711`,
    [JSON.stringify({ issuer: 'https://id.example.com', authorization_endpoint: 'https://id.example.com/a', token_endpoint: 'https://id.example.com/t', jwks_uri: 'https://id.example.com/k' })]);
  const provider = /<option value="(\w{13})">Example Identity/.exec((await desk.get('/admin/pages/new')).text)[1];
  const page = await add('i-provider', { kind: 'portal', provider });
  await block(page, 'text', { body: 'Secret' });
  match(text(await desk.get(`${page}/publish`)), 'They must come in by Example Identity');
  equal((await publish(page)).status, 303);
  const reply = await alder.get('/pages/i-provider');
  equal([reply.status, reply.location], [303, '/login?next=%2Fpages%2Fi-provider']);
  const login = await alder.get(reply.location);
  match(text(login), 'Example Identity');
  ok(!login.text.includes('name="email"'), 'its button alone');
  await portal.sql(`INSERT INTO session_identity (session_id, provider_id) SELECT s.id, i.id FROM session s JOIN person p ON p.id = s.person_id, identity_provider i
    WHERE p.email = 'sales@alder.example.com' AND s.ended_at IS NULL AND i.public_id = 4711`);
  match(text(await alder.get('/pages/i-provider')), 'Secret');
  equal((await sent('/admin/pages/new', { tag: 'j-j', kind: 'portal', title: 'x', provider, require_auth: '' })).status, 422);
});

test('the reader’s own records, for who may see them; a checkout page goes on from the offers that name it (L8)', async () => {
  const page = await add('k-records', { kind: 'portal' });
  await block(page, 'customers', { heading: 'Newest', rows_max: '3' });
  await block(page, 'invoices', { heading: 'Latest', rows_max: '3' });
  equal((await publish(page)).status, 303);
  const admin = await portal.signIn('admin@alder.example.com');
  const own = await admin.get('/pages/k-records');
  const found = [...own.text.matchAll(/href="\/customers\/\w{13}">([^<]+)</g)].map((m) => m[1]);
  equal(found.length, 3);
  const first = await one("SELECT c.name FROM customer c JOIN org o ON o.id = c.org_id WHERE o.slug = 'alder' ORDER BY c.created_at DESC, c.id DESC LIMIT 1");
  equal(found[0].replaceAll('&#39;', "'").replaceAll('&amp;', '&'), first);
  const marketing = await portal.sql("UPDATE person SET roles = 'marketing' WHERE email = 'sales@birch.example.net'").then(() => birch.get('/pages/k-records'));
  equal([marketing.status, /Newest|Latest/.test(text(marketing))], [200, false]);
  await portal.sql("UPDATE person SET roles = 'sales' WHERE email = 'sales@birch.example.net'");

  const checkout = await add('l-checkout', { kind: 'checkout' });
  await block(checkout, 'basket', { heading: 'Your basket' });
  equal((await publish(checkout)).status, 303);
  await portal.sql("UPDATE offer_version SET checkout_tag = 'l-checkout' WHERE name = 'Core, monthly'");
  const shop = await cedar.get('/pages/a-cloud');
  const core = /<a href="\/offers\/o\/(\w{13})">Core, monthly</.exec(shop.text)[1];
  const form = { action: '/checkout/basket', values: { offer: core } };
  const bought = await put(cedar, core, 2);
  equal(bought.location, '/pages/l-checkout', 'from a purchase link, too');
  const basket = await cedar.get('/pages/l-checkout');
  match(text(basket), /2 × Core, monthly/);
  match(basket.text, 'href="/checkout"');
  match((await cedar.get(`/pages/l-checkout?purchase=${form.values.offer}&pc=WELCOME10`)).text, `/checkout?purchase=${core}&amp;pc=WELCOME10`);
});

test('a preview shows an organisation’s records to those at the desk who may see records, and what is hidden from partners to nobody', async () => {
  const page = await add('m-preview', { kind: 'portal' });
  await block(page, 'invoices', { heading: 'Latest', rows_max: '2' });
  await block(page, 'offers', { heading: 'Cloud', label: 'cloud' });
  const org = await orgId('Alder');
  const seen = await desk.get(`${page}/preview?org=${org}`);
  match(text(seen), /Latest .*Balance/);
  equal(offersOf(seen), offersOf(await alder.get('/offers/cloud')), 'the organisation’s offers');
  ok(!seen.text.includes('Add to basket'), 'nothing is bought from here');
  await portal.sql("INSERT INTO field_switch (audience, field_key, state) VALUES ('partner', 'invoice.balance', 'hidden')");
  unmatch(text(await desk.get(`${page}/preview?org=${org}`)), 'Balance');
  await portal.sql("DELETE FROM field_switch");
  await portal.sql("UPDATE person SET roles = 'content_manager' WHERE email = 'support@portico.example.com'");
  const editor = await portal.signIn('support@portico.example.com');
  const theirs = await editor.get(`${page}/preview?org=${org}`);
  equal([theirs.status, offersOf(theirs).length > 0], [200, true]);
  unmatch(theirs.text, /Latest|PX-\d/);
  equal((await editor.get(`${page}/blocks/1`)).status, 200, 'who keeps the contents builds pages');
  equal([(await desk.get(`${page}/preview?org=x`)).status, (await desk.get(`${page}/preview?org=0000000000007`)).status], [404, 404]);
});

await run();
