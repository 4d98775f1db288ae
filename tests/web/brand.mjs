// An organisation's brand and portal (DOMAIN L9, E15, decisions 49, 50 and 69): a draft, its preview, publishing, the way back; who may
// change what; colours that people can read (WCAG 2.2, 1.4.3: 4.5 to 1 as text, and for text on them).
import { words } from '../lib/hosts.mjs';
import { start } from '../lib/portal.mjs';
import { cleanup, equal, match, ok, run, test, unequal, unmatch } from '../lib/tap.mjs';

const portal = await start();
cleanup(() => portal.stop());
const desk = await portal.signIn('admin@portico.example.com');
const one = async (sql, params) => (await portal.sql(sql, params))[0];
const org = /href="(\/admin\/partners\/[0-9a-z]{13})"/.exec((await desk.get('/admin/partners?q=birch')).text)[1];
const brand = `${org}/brand`;
const row = () => one("SELECT * FROM org WHERE slug = 'birch'");
const versions = () => portal.sql("SELECT b.number, b.status, b.colour, b.restored_from FROM brand b JOIN org o ON o.id = b.org_id WHERE o.slug = 'birch' ORDER BY b.number");
const save = async (values, who = desk, path = brand) => who.submit(await who.get(`${path}/edit`), values, { action: `${path}/edit` });
const publish = async (who = desk, path = brand) => who.submit(await who.get(`${path}/publish`), {}, { action: `${path}/publish` });
const linear = (c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
const luminance = (hex) => [1, 3, 5].map((i) => linear(Number.parseInt(hex.slice(i, i + 2), 16) / 255)).reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
const contrast = (a, b) => (Math.max(luminance(a), luminance(b)) + 0.05) / (Math.min(luminance(a), luminance(b)) + 0.05);
const LIGHT = ['#ffffff', '#f6f7f9', '#eef8f2', '#fdf1f0'];
const DARK = ['#14181d', '#1c2127', '#16281f', '#2f1d1e'];
const least = (colour, grounds) => Math.min(...grounds.map((g) => contrast(colour, g)));

test('a draft is nobody else\'s: what holds stays until it is published', async () => {
  const before = await row();
  const done = await save({ name: 'Birch Desk', welcome: 'Welcome to Birch.', colour: '#123456', contact: 'help@birch.example.net', footer: 'Birch Reseller\nBerlin', sender: 'Birch Desk' });
  equal([done.status, done.location], [303, brand]);
  equal(await row(), before);
  const sales = await portal.signIn('sales@birch.example.net');
  unmatch((await sales.get('/home')).text, 'Birch Desk');
  equal((await versions()).map((v) => [v.number, v.status]), [[1, 'published'], [2, 'draft']]);
  match((await desk.get(brand)).text, 'Version 2 is a draft');
});

test('the preview wears the draft, for who may publish it alone', async () => {
  const page = await desk.get(`${brand}/preview`);
  for (const said of ['Birch Desk', 'Welcome to Birch.', 'help@birch.example.net', 'This is a preview']) match(words(page.text), said);
  const css = /href="([^"]+\/preview\/css)"/.exec(page.text)[1];
  const sheet = await desk.get(css);
  equal([sheet.status, sheet.headers['content-type']], [200, 'text/css; charset=utf-8']);
  match(sheet.text, '--brand:#123456;');
  ok(!/max-age=[1-9]/.test(sheet.headers['cache-control']), 'a draft is not kept');
  for (const path of ['preview', 'preview/css', 'edit', 'publish', 'logo']) {
    const support = await portal.signIn('support@portico.example.com');
    equal([path, (await support.get(`${brand}/${path}`)).status], [path, 403]);
    equal([path, (await portal.get(`${brand}/${path}`)).status], [path, 303]);
  }
});

test('published, everybody of the organisation sees it, by a new style sheet', async () => {
  const { brand_revision: revision } = await row();
  const sales = await portal.signIn('sales@birch.example.net');
  const old = /href="(\/home\/brand\/[^"]+)"/.exec((await sales.get('/home')).text)[1];
  const asked = await desk.get(`${brand}/publish`);
  match(asked.text, 'Everybody of Birch');
  equal((await desk.submit(asked, {}, { action: `${brand}/publish` })).status, 303);
  const now = await row();
  equal([now.portal_name, now.colour, now.portal_sender, now.brand_revision], ['Birch Desk', '#123456', 'Birch Desk', revision + 1]);
  const home = await sales.get('/home');
  match(words(home.text), 'Birch Desk');
  match(words(home.text), 'help@birch.example.net');
  const css = /href="(\/home\/brand\/[^"]+)"/.exec(home.text)[1];
  unequal(css, old);
  match((await portal.get(css)).text, '--brand:#123456;');
  equal((await portal.get(old)).status, 404);
  equal((await publish().catch((e) => e.message)).status ?? 'no form', 'no form', 'there is nothing more to publish');
  equal((await desk.get(`${brand}/publish`)).status, 409);
  const audit = await one("SELECT a.actor, v.detail FROM audit a JOIN audit_value v ON v.audit_id = a.id WHERE a.action = 'brand.published'");
  equal([audit.actor, audit.detail], ['staff', 'version 2']);
});

test('an older version comes back as the next one; a draft beside it stays', async () => {
  await save({ colour: '#654321', name: 'Birch Two' });
  const old = await row();
  const page = await desk.get(brand);
  match(page.text, `${brand}/restore?version=1`);
  const asked = await desk.get(`${brand}/restore?version=1`);
  equal((await desk.submit(asked, {}, { action: `${brand}/restore` })).status, 303);
  const now = await row();
  equal([now.portal_name, now.colour, now.brand_revision], ['', '#8a3324', old.brand_revision + 1]);
  equal((await versions()).map((v) => [v.number, v.status, v.restored_from]), [[1, 'retired', 0], [2, 'retired', 0], [3, 'draft', 0], [4, 'published', 1]]);
  const again = { ...Object.fromEntries([...asked.text.matchAll(/name="(_csrf|_key)" value="([^"]+)"/g)].map(([, n, v]) => [n, v])) };
  for (const version of ['4', '3', '99', '0', 'x']) {
    const sent = await desk.post(`${brand}/restore`, { ...again, _key: `${Date.now()}${version}abcdefghijkl`.slice(0, 22), version });
    unequal([version, sent.status], [version, 303]);
  }
  equal((await versions()).length, 4);
  equal((await desk.submit(await desk.get(brand), {}, { action: `${brand}/discard` })).status, 303);
  equal((await versions()).map((v) => v.number), [1, 2, 4]);
  equal((await row()).brand_revision, now.brand_revision);
});

test('a colour that people cannot read is refused with its contrast and the nearest that they can', async () => {
  for (const [field, colour, grounds] of [['colour', '#ffee00', LIGHT], ['colour', '#9aa0a6', LIGHT], ['colour', '#ffffff', LIGHT], ['colour_dark', '#000000', DARK], ['colour_dark', '#0b6e4f', DARK]]) {
    const page = await save({ colour: '#123456', colour_dark: '', [field]: colour });
    equal([colour, page.status], [colour, 422]);
    const [, ratio, nearest] = /has a contrast of ([\d.]+) to 1; .* is (#[0-9a-f]{6})\./.exec(words(page.text));
    ok(Math.abs(Number(ratio) - least(colour, grounds)) < 0.011, `${colour}: ${ratio}, the formula says ${least(colour, grounds)}`);
    ok(least(nearest, grounds) >= 4.5, `${nearest} reaches ${least(nearest, grounds)}`);
    match(page.text, `value="${colour}"`, 'what was typed is kept');
    equal((await save({ colour: '#123456', [field]: nearest })).status, 303, 'the proposal is taken');
  }
  equal((await save({ colour: 'red' })).status, 422);
  equal((await save({ colour: '#12345' })).status, 422);
  equal((await save({ colour: '#fff;}*{x:1}'.slice(0, 7) })).status, 422);
});

test('a host name is a name, of nobody else, and not the main one', async () => {
  for (const [host, why] of [['localhost', 'is the main host of all'], ['https://x.example.com', 'host name like'], ['x.example.com:8080', 'host name like'], ['-x.example.com', 'host name like'], ['10.0.0.1', 'host name like'], ['cedar.localhost', 'Another organisation has the host name']]) {
    const page = await save({ portal: 'on', host });
    equal([host, page.status], [host, 422]);
    match(page.text, why);
  }
  match((await save({ host: 'desk.birch.example.net' })).text, 'tick that, too');
  equal((await save({ portal: 'on', host: 'DESK.Birch.Example.net', name: 'Birch Desk' })).status, 303);
  match((await desk.get(`${brand}/publish`)).text, `http://desk.birch.example.net:${portal.port}`);
  equal((await portal.get('/login', { headers: { host: 'desk.birch.example.net' } })).status, 421, 'a draft opens no door');
  equal((await publish()).status, 303);
  match((await portal.get('/login', { headers: { host: 'desk.birch.example.net' } })).text, 'Birch Desk');
  const front = await portal.get('/birch');
  equal([front.status, front.location], [303, `http://desk.birch.example.net:${portal.port}/login`]);
  const taken = /href="(\/admin\/partners\/[0-9a-z]{13})"/.exec((await desk.get('/admin/partners?q=alder')).text)[1];
  const other = await save({ portal: 'on', host: 'desk2.example.net' }, desk, `${taken}/brand`);
  equal(other.status, 303);
  await portal.sql("UPDATE org SET portal_host = 'desk2.example.net' WHERE slug = 'dogwood'");
  equal((await publish(desk, `${taken}/brand`)).status, 409, 'taken in the meantime');
  equal((await one("SELECT portal_host FROM org WHERE slug = 'alder'")).portal_host, null);
});

test('without a host name the portal is at the short name', async () => {
  await save({ portal: 'on', host: '', name: 'Birch Desk', welcome: 'Welcome to Birch.' });
  await publish();
  const page = await portal.get('/birch');
  equal(page.status, 200);
  match(words(page.text), 'Welcome to Birch.');
  match(page.text, 'href="/login?next=%2Fhome"');
  equal((await portal.get('/login', { headers: { host: 'desk.birch.example.net' } })).status, 421, 'the host name is given up');
  equal((await (await portal.signIn('sales@birch.example.net')).get('/birch')).text.includes('href="/home"'), true);
  for (const path of ['/nosuch', '/dogwood2', '/alder']) equal([path, (await portal.get(path)).status], [path, 404]);
});

test('the partner\'s administrator changes looks and words where the vendor lets it, and nothing else', async () => {
  const admin = await portal.signIn('admin@birch.example.net', { language: 'en' });
  await portal.sql("UPDATE person SET language = 'en' WHERE email = 'admin@birch.example.net'");
  for (const path of ['', '/edit', '/logo', '/preview', '/publish']) equal([path, (await admin.get(`/people/brand${path}`)).status], [path, 404]);
  unmatch((await admin.get('/people')).text, '/people/brand');
  await portal.sql("DELETE FROM brand WHERE status = 'draft'");
  equal((await desk.submit(await desk.get(brand), { own: '1' }, { action: `${brand}/own` })).status, 303);
  match((await admin.get('/people')).text, '/people/brand');
  const edit = await admin.get('/people/brand/edit');
  for (const field of ['host', 'provider', 'portal']) unmatch(edit.text, `name="${field}"`);
  const sent = await admin.submit(edit, { name: 'Birch by Toni', colour: '#224466', host: 'evil.example.org', portal: '', provider: '' }, { action: '/people/brand/edit' });
  equal(sent.status, 303, sent.text.slice(0, 200));
  const draft = await one("SELECT b.* FROM brand b JOIN org o ON o.id = b.org_id WHERE o.slug = 'birch' AND b.status = 'draft'");
  equal([draft.name, draft.mode, draft.host], ['Birch by Toni', 'branded', '']);
  equal((await admin.submit(await admin.get('/people/brand/edit'), { colour: '#ffff00' }, { action: '/people/brand/edit' })).status, 422);
  match(words((await admin.get('/people/brand/preview')).text), 'Birch by Toni');
  equal((await publish(admin, '/people/brand')).status, 303);
  equal((await row()).portal_name, 'Birch by Toni');
  const sales = await portal.signIn('sales@birch.example.net');
  for (const path of ['', '/edit', '/publish']) equal([path, (await sales.get(`/people/brand${path}`)).status], [path, 403]);
});

test('a draft in which the vendor moves the portal is the vendor\'s to publish', async () => {
  const admin = await portal.signIn('admin@birch.example.net');
  await save({ portal: 'on', host: 'new.birch.example.net' });
  equal((await admin.get('/people/brand/publish')).status, 409);
  const form = Object.fromEntries([...(await admin.get('/people')).text.matchAll(/name="(_csrf|_key)" value="([^"]+)"/g)].map(([, n, v]) => [n, v]));
  equal((await admin.post('/people/brand/publish', form)).status, 409);
  equal((await row()).portal_host, null);
  equal((await publish()).status, 303);
});

test('two who publish at once: one version, one revision', async () => {
  await save({ name: 'Birch Races', host: '', portal: 'on' });
  const pages = await Promise.all([desk.get(`${brand}/publish`), desk.get(`${brand}/publish`)]);
  const { brand_revision: revision } = await row();
  const done = await Promise.all(pages.map((page) => desk.submit(page, {}, { action: `${brand}/publish` })));
  equal(done.map((d) => d.status).sort(), [303, 409]);
  equal((await row()).brand_revision, revision + 1);
});

test('words stay words: nothing that is typed becomes a page\'s own', async () => {
  await save({ name: '<script>alert(1)</script>', welcome: '"><img src=x onerror=alert(1)>', footer: '<b>x</b>', contact: 'a@b.example.com', portal: 'on', host: '' });
  await publish();
  const page = await portal.get('/birch');
  unmatch(page.text, /<script>alert|<img src=x|<b>x/);
});

await run();
