// What the vendor sells, from the desk: a product, its prices, a price list, an offer, its publishing; then what stands on which
// organisation's shelf and at which price. The rules are DOMAIN L5 to L8, C8 and decisions 4 to 7.
import { start } from '../lib/portal.mjs';
import { publicId } from '../lib/access.mjs';
import { idOf, proofs, sender } from '../lib/desk.mjs';
import { formOf } from '../lib/visitor.mjs';
import { order as buy, shelf as shelfOf } from '../lib/shop.mjs';
import { test, equal, ok, match, unmatch, cleanup, run } from '../lib/tap.mjs';

const portal = await start();
cleanup(() => portal.stop());
const desk = await portal.signIn('admin@portico.example.com');
const one = async (sql, params) => (await portal.sql(sql, params))[0];
const idNamed = (page, name) => new RegExp(`/(\\w{13})">${name}<`).exec(page.text)[1];
const send = sender(desk);
const day = (n) => new Date(Date.now() + n * 86400e3).toISOString().slice(0, 10);
const orgs = await desk.get('/admin/partners');
const [alder, birch, cedar] = ['Alder', 'Birch', 'Cedar'].map((n) => idNamed(orgs, `${n}[^<]*`));
let seat;
let setup;
let list;
let base;
let offer;

const product = { name: 'Test Seat', code: 'T-SEAT', description: 'One place', charge: 'recurring', period_months: '3', tax_class: 'standard' };

test('a product: faults beside their fields, then it is there', async () => {
  const wrong = await send('/admin/products/new', { ...product, period_months: '', name: '' });
  equal(wrong.status, 422);
  match(wrong.text, 'Fill in “Name”.');
  match(wrong.text, 'value="T-SEAT"');
  const period = await send('/admin/products/new', { ...product, period_months: '' });
  equal(period.status, 422);
  match(period.text, 'Choose what one price pays for.');
  equal((await send('/admin/products/new', { ...product, tax_class: 'nothing' })).status, 422);
  const done = await send('/admin/products/new', product);
  equal(done.status, 303);
  seat = idOf(done.location);
  match((await send('/admin/products/new', product)).text, 'Another product has the code “T-SEAT”.');
  setup = idOf((await send('/admin/products/new', { ...product, name: 'Test Setup', code: 'T-SETUP', charge: 'one_off' })).location);
  equal(await one("SELECT charge, period_months FROM product WHERE code = 'T-SETUP'"), { charge: 'one_off', period_months: 0 });
});

test('a price has its currency’s decimals, never begins in the past, and ends the one before', async () => {
  const path = `/admin/products/${seat}/prices/new`;
  for (const [amount, currency, from, words] of [
    ['12.345', 'EUR', day(0), 'Enter an amount like'], ['12.5', 'JPY', day(0), 'Enter an amount like'], ['1.2345', 'KWD', day(0), 'Enter an amount like'],
    ['-1', 'EUR', day(0), 'at least'], ['10', 'EUR', day(-2), 'past prices are never changed'], ['10', 'XXX', day(0), 'Choose a currency'],
  ]) {
    const wrong = await send(path, { amount, amount_currency: currency, from, until: '' });
    equal([wrong.status, amount], [422, amount]);
    match(wrong.text, words);
    match(wrong.text, `value="${amount}"`);
  }
  const end = await send(path, { amount: '10', amount_currency: 'EUR', from: day(2), until: day(1) });
  match(end.text, 'The last day is before the first.');
  for (const [amount, currency] of [['30.00', 'EUR'], ['5000', 'JPY'], ['9.125', 'KWD']]) equal((await send(path, { amount, amount_currency: currency, from: day(0), until: '' })).status, 303);
  const stored = await portal.sql('SELECT c.currency, c.amount_minor FROM product_price c JOIN product p ON p.id = c.product_id WHERE p.code = ? ORDER BY 1', ['T-SEAT']);
  equal(stored, [{ currency: 'EUR', amount_minor: 3000 }, { currency: 'JPY', amount_minor: 5000 }, { currency: 'KWD', amount_minor: 9125 }]);
  const today = await send(path, { amount: '31', amount_currency: 'EUR', from: day(0), until: '' });
  equal(today.status, 422);
  match(today.text, 'orders may have used it');
  equal((await send(path, { amount: '33', amount_currency: 'EUR', from: day(40), until: '' })).status, 303);
  const rows = await portal.sql(`SELECT c.amount_minor AS m, c.valid_until AS until FROM product_price c JOIN product p ON p.id = c.product_id
    WHERE p.code = 'T-SEAT' AND c.currency = 'EUR' ORDER BY c.valid_from`);
  equal(rows, [{ m: 3000, until: day(39) }, { m: 3300, until: null }]);
  const page = await desk.get(`/admin/products/${seat}`);
  for (const words of ['30.00', '5,000', '9.125', 'Coming', 'Price set']) match(page.text, words);
});

test('the price form begins with the first company’s currency and with today', async () => {
  const preset = async () => {
    const page = await desk.get(`/admin/products/${seat}/prices/new`);
    return [/<option value="(\w+)" selected/.exec(page.text)?.[1], /name="from"[^>]*value="([^"]*)"/.exec(page.text)?.[1]];
  };
  const companies = await portal.sql('SELECT id, base_currency FROM legal_entity ORDER BY id');
  await portal.sql("UPDATE legal_entity SET base_currency = 'CHF' WHERE id = ?", [companies[0].id]);
  equal(await preset(), ['CHF', day(0)]);
  await portal.sql('UPDATE legal_entity SET base_currency = ? WHERE id = ?', [companies[0].base_currency, companies[0].id]);
});

test('a price list; at most one is the general one; an organisation gets one as its own', async () => {
  list = idOf((await send('/admin/prices/new', { name: 'Test gold' })).location);
  // The demo may have a general list already; then that one stays.
  const there = await one('SELECT name FROM price_list WHERE is_base');
  const made = await send('/admin/prices/new', { name: 'Test general', is_base: '1' });
  equal(made.status, there ? 422 : 303);
  base = there ? null : idOf(made.location);
  const second = await send('/admin/prices/new', { name: 'Second general', is_base: '1' });
  equal(second.status, 422);
  match(second.text, 'is the general list');
  const path = `/admin/prices/${list}/prices/new`;
  equal((await send(path, { product: '0000000000001', amount: '25', amount_currency: 'EUR', from: day(0), until: '' })).status, 422);
  equal((await send(path, { product: seat, amount: '25', amount_currency: 'EUR', from: day(0), until: '' })).status, 303);
  match((await desk.get(`/admin/prices/${list}`)).text, 'Test Seat');
  equal((await send(`/admin/partners/${birch}/prices`, { price_list: list })).status, 303);
  match((await desk.get(`/admin/partners/${birch}`)).text, 'Test gold');
  match((await desk.get(`/admin/prices/${list}`)).text, 'Birch');
  equal((await send(`/admin/partners/${birch}/prices`, { price_list: '0000000000001' })).status, 422);
});

const version = { name: 'Test Suite', summary: 'For tests', terms: 'Be kind.', term_months: '12', auto_renew: '1', trial_days: '0', quantity_min: '1',
  quantity_max: '0', quantity_step: '1', labels: 'gold, start ,gold', checkout_tag: 'checkout' };

test('an offer: faults beside their fields, then a draft that nobody sees', async () => {
  const wrong = await send('/admin/offers/new', { ...version, code: 'T-SUITE', quantity_min: '5', quantity_max: '2' }, { 'channels[]': ['Partner'], 'countries[]': ['AT', 'XX'], 'partners[]': [birch] });
  equal(wrong.status, 422);
  match(wrong.text, '“XX” is no country');
  match(wrong.text, /value="AT" checked[^>]*><label[^>]*>Austria</, 'countries stand there by their names');
  match(wrong.text, 'below the smallest');
  match(wrong.text, new RegExp(`value="${birch}" checked`), 'the ticks are kept');
  unmatch(wrong.text, new RegExp(`value="${alder}" checked`));
  const done = await send('/admin/offers/new', { ...version, code: 'T-SUITE' }, { 'channels[]': ['Partner', 'Online', 'Nonsense'], 'partners[]': [birch], 'countries[]': ['DE', 'AT'] });
  equal(done.status, 303, done.text.slice(0, 200));
  equal(done.status, 303);
  offer = idOf(done.location);
  const row = await one("SELECT v.* FROM offer_version v JOIN offer o ON o.id = v.offer_id WHERE o.code = 'T-SUITE'");
  equal([row.number, row.status, row.channels, row.labels, row.countries, row.all_partners, row.auto_renew], [1, 'draft', 'Partner,Online', 'gold,start', 'AT,DE', 0, 1]);
  equal((await send('/admin/offers/new', { ...version, code: 'T-SUITE' })).status, 422);
});

test('its countries are chosen by name, and what is always there is not called optional', async () => {
  const path = `/admin/offers/${offer}/draft`, page = await desk.get(path);
  const ticked = [...page.text.matchAll(/name="countries\[\]" value="(..)" checked/g)].map((m) => m[1]);
  equal(ticked.sort(), ['AT', 'DE']);
  equal([...page.text.matchAll(/name="countries\[\]" value="(..)"/g)].length, 249);
  equal([...page.text.matchAll(/<details class="ticks"( open)?><summary>([^<]*)/g)].map((m) => [m[2].trim(), !!m[1]]), [['Europe', true], ['Africa', false], ['America', false], ['Asia', false], ['Oceania and Antarctica', false]]);
  const optional = [...page.text.matchAll(/<label for="[^"]*">([^<]*)<span class="optional">/g)].map((m) => m[1].trim());
  equal(optional, ['Summary', 'Terms', 'Labels'], 'a figure that is 0 where nothing is typed, and a choice that says what none means, are not');
  const mine = formOf(page.text, path).values, theirs = formOf((await desk.get(path)).text, path).values;
  const post = (values, codes) => { const body = new URLSearchParams(Object.entries(values).filter(([name]) => name !== 'countries[]')); for (const code of codes) body.append('countries[]', code); return desk.post(path, body.toString()); };
  const kept = () => one("SELECT v.countries FROM offer_version v JOIN offer o ON o.id = v.offer_id WHERE o.code = 'T-SUITE'").then((r) => r.countries);
  equal((await post(theirs, ['CH', 'AT'])).status, 303);
  equal(await kept(), 'AT,CH');
  const late = await post(mine, ['DE', 'FR', 'AT']);
  equal(late.status, 422, 'who changed the same from the page of before is told');
  match(late.text, 'Somebody else has changed this to “AT,CH” meanwhile');
  equal((await post(formOf((await desk.get(path)).text, path).values, ['DE', 'AT'])).status, 303);
  equal(await kept(), 'AT,DE');
});

const shelf = () => portal.sql(`SELECT s.org_id AS org, s.label, v.number FROM offer_shelf s JOIN offer_version v ON v.id = s.version_id
  JOIN offer o ON o.id = v.offer_id WHERE o.code = 'T-SUITE' ORDER BY 1, 2`);

test('publishing is refused with the reason: no product, a term that does not fit, no price anywhere', async () => {
  const refused = async (words) => {
    const page = await desk.get(`/admin/offers/${offer}/publish`);
    equal(page.status, 409);
    match(page.text, words);
    const posted = await send(`/admin/offers/${offer}/publish`, {}, {}, `/admin/offers/${offer}/items`);
    equal(posted.status, 409);
    match(posted.text, words);
    match((await desk.get(`/admin/offers/${offer}`)).text, words);
  };
  await refused('holds no product');
  equal((await send(`/admin/offers/${offer}/items`, { product: seat, quantity: '2' })).status, 303);
  await send(`/admin/offers/${offer}/draft`, { ...version, term_months: '10' }, { 'channels[]': ['Partner'], 'partners[]': [birch] });
  await refused('is no multiple of the 3 months that Test Seat is paid for');
  await send(`/admin/offers/${offer}/draft`, version, { 'channels[]': ['Partner'], 'partners[]': [birch] });
  equal((await send(`/admin/offers/${offer}/items`, { product: setup, quantity: '1' })).status, 303);
  await refused('Test Setup has no price anywhere');
  equal((await send(`/admin/offers/${offer}/items/remove`, { product: setup }, {}, `/admin/offers/${offer}/items`)).status, 303);
  equal(await shelf(), []);
});

test('published: the shelf holds it for each label and each partner that may sell it, and nobody else', async () => {
  const asked = await desk.get(`/admin/offers/${offer}/publish`);
  equal(asked.status, 200);
  match(asked.text, 'From now on version 1 is what is sold.');
  match(asked.text, 'These partners will see it: Birch Reseller Example.');
  equal((await desk.submit(asked)).status, 303);
  equal(await shelf(), [{ org: 2, label: 'gold', number: 1 }, { org: 2, label: 'start', number: 1 }]);
  const row = await one("SELECT v.status, o.published_version_id = v.id AS sells FROM offer o JOIN offer_version v ON v.offer_id = o.id WHERE o.code = 'T-SUITE'");
  equal(row, { status: 'published', sells: 1 });
  equal((await desk.get(`/admin/offers/${offer}/publish`)).status, 409);
});

test('publishing names the currencies that partners pay in and that have no price', async () => {
  const path = '/admin/offers/new', code = 'T-CURRENCY';
  const bare = idOf((await send('/admin/products/new', { ...product, name: 'Test Bare', code: 'T-BARE' })).location);
  equal((await send(`/admin/products/${bare}/prices/new`, { amount: '3.00', amount_currency: 'EUR', from: day(0), until: '' })).status, 303);
  const made = await send(path, { ...version, name: 'Test Currency', code, term_months: '12', all_partners: '1' }, { 'channels[]': ['Partner'] });
  equal(made.status, 303);
  const at = `/admin/offers/${idOf(made.location)}`;
  equal((await send(`${at}/items`, { product: bare, quantity: '1' })).status, 303);
  const paid = (await portal.sql("SELECT DISTINCT currency FROM org WHERE status = 'active' AND currency <> 'EUR' ORDER BY 1")).map((r) => r.currency);
  ok(paid.length > 1, 'partners pay in other currencies');
  match((await desk.get(`${at}/publish`)).text, `In these currencies there is no price: ${paid.join(', ')}. Partners who pay in them cannot order it.`);
  for (const currency of paid.slice(1)) equal((await send(`/admin/products/${bare}/prices/new`, { amount: '300', amount_currency: currency, from: day(0), until: '' })).status, 303);
  match((await desk.get(`${at}/publish`)).text, `In ${paid[0]} there is no price: partners who pay in it cannot order it.`);
  equal((await send(`/admin/products/${bare}/prices/new`, { amount: '300', amount_currency: paid[0], from: day(0), until: '' })).status, 303);
  unmatch((await desk.get(`${at}/publish`)).text, 'there is no price');
});

test('its partner sees it at its price and orders it; another partner does not see it; the desk sees the order', async () => {
  const robin = await portal.signIn('sales@alder.example.com');
  equal('Test Suite' in (await shelfOf(robin)), false);
  const chris = await portal.signIn('admin@birch.example.net', { language: 'en' });
  const offers = await shelfOf(chris);
  ok(offers['Test Suite'], Object.keys(offers).join(', '));
  const { id } = await buy(chris, [['Test Suite', 3]]);
  const lines = await portal.sql(`SELECT p.units, p.buy_minor, p.source FROM order_price p JOIN order_line l ON l.id = p.line_id
    JOIN offer_version v ON v.id = l.version_id WHERE v.name = 'Test Suite'`);
  equal(lines, [{ units: 6, buy_minor: 2500, source: 'personal' }]);
  const list = await desk.get('/admin/orders');
  match(list.text, `/admin/orders/${id}"`);
  const page = await desk.get(`/admin/orders/${id}`);
  equal(page.status, 200);
  for (const words of ['Birch Reseller Example', 'Test Suite', '150.00', 'Personal price list', 'Ada Example GmbH']) match(page.text, words);
  match((await desk.get(`/admin/orders?org=${birch}`)).text, id);
  unmatch((await desk.get(`/admin/orders?org=${alder}`)).text, id);
  match((await desk.get(`/admin/partners/${birch}`)).text, `/admin/orders/${id}"`);
  match((await desk.get('/admin/invoices')).text, 'Ada Example GmbH');
});

test('why: the explanation names the rules and each step of the price, with what was skipped', async () => {
  const explain = async (org) => (await desk.get(`/admin/offers/${offer}/explain?org=${org}`)).text.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
  const b = await explain(birch);
  match(b, 'Birch Reseller Example Sees it');
  match(b, 'Partners find it under these labels: gold, start.');
  match(b, 'The first of these that has a price in EUR for this quantity on that day gives the price.');
  match(b, /1\. Personal price list: Test gold 25\.00\sEUR This is the price/);
  match(b, /2\. Price list of the tier The organisation is of no tier that has a price list Not looked at: the price is found above/);
  match(b, /4\. Price on the product 30\.00\sEUR Not looked at/);
  const a = await explain(alder);
  match(a, 'Alder Partner Example Does not see it');
  match(a, 'not one of the partners that may sell it');
  match(a, /1\. Personal price list[^.]* Nothing here: the next one is looked at 2\./);
  match(a, /4\. Price on the product 30\.00\sEUR This is the price/);
  equal((await desk.get(`/admin/offers/${offer}/explain?org=0000000000001`)).status, 404);
});

test('a published version is never edited: a change is the next draft, which changes nothing before it is published', async () => {
  const before = await one("SELECT v.* FROM offer_version v JOIN offer o ON o.published_version_id = v.id WHERE o.code = 'T-SUITE'");
  equal((await send(`/admin/offers/${offer}/draft`, { ...version, name: 'Test Suite 2', labels: '', all_partners: '1' }, { 'channels[]': ['Partner'] })).status, 303);
  equal(await one("SELECT v.* FROM offer_version v JOIN offer o ON o.published_version_id = v.id WHERE o.code = 'T-SUITE'"), before);
  equal((await shelf()).length, 2);
  const items = await portal.sql("SELECT i.quantity FROM offer_item i JOIN offer_version v ON v.id = i.version_id JOIN offer o ON o.id = v.offer_id WHERE o.code = 'T-SUITE' AND v.number = 2");
  equal(items, [{ quantity: 2 }], 'the draft begins as a copy');
  match((await desk.get(`/admin/offers/${offer}`)).text, 'Version 1 sells.');
  const asked = await desk.get(`/admin/offers/${offer}/publish`);
  match(asked.text, 'Version 1 is retired.');
  match(asked.text, 'All partners will see it');
  await desk.submit(asked);
  equal(await shelf(), [{ org: 0, label: '', number: 2 }], 'every partner, no label');
  const states = await portal.sql("SELECT v.number, v.status FROM offer_version v JOIN offer o ON o.id = v.offer_id WHERE o.code = 'T-SUITE' ORDER BY 1");
  equal(states, [{ number: 1, status: 'retired' }, { number: 2, status: 'published' }]);
});

test('without the channel Partner no partner sees it; taken off, nobody does', async () => {
  await send(`/admin/offers/${offer}/draft`, { ...version, all_partners: '1' }, { 'channels[]': ['Online'] });
  const asked = await desk.get(`/admin/offers/${offer}/publish`);
  match(asked.text, 'No partner will see it');
  await desk.submit(asked);
  equal(await shelf(), []);
  await send(`/admin/offers/${offer}/draft`, { ...version, all_partners: '1' }, { 'channels[]': ['Partner'] });
  await desk.submit(await desk.get(`/admin/offers/${offer}/publish`));
  equal((await shelf()).length, 2);
  const retire = await desk.get(`/admin/offers/${offer}/retire`);
  match(retire.text, 'Running subscriptions go on');
  equal((await desk.submit(retire)).status, 303);
  equal(await shelf(), []);
  equal((await desk.get(`/admin/offers/${offer}/retire`)).status, 409);
  match((await desk.get('/admin/offers?status=retired')).text, 'T-SUITE');
});

test('what a published offer holds stays charged as it was', async () => {
  const wrong = await send(`/admin/products/${seat}/edit`, { ...product, period_months: '12' });
  equal(wrong.status, 422);
  match(wrong.text, 'how it is charged stays');
  equal((await send(`/admin/products/${seat}/edit`, { ...product, name: 'Test Seat Plus' })).status, 303);
});

test('two that publish at the same moment: one does, the other is told', async () => {
  await send(`/admin/offers/${offer}/draft`, { ...version, all_partners: '1' }, { 'channels[]': ['Partner'] });
  const pages = await Promise.all([desk.get(`/admin/offers/${offer}/publish`), desk.get(`/admin/offers/${offer}/publish`)]);
  const answers = (await Promise.all(pages.map((page) => desk.submit(page)))).map((a) => a.status).sort();
  equal(answers, [303, 409]);
  equal((await portal.sql("SELECT COUNT(*) AS n FROM offer_version v JOIN offer o ON o.id = v.offer_id WHERE o.code = 'T-SUITE' AND v.status = 'published'"))[0].n, 1);
});

test('an archived organisation keeps what is meant for it, and a promotion an offer that is off the shelf, whatever is saved meanwhile', async () => {
  const cedarIs = (status) => portal.sql("UPDATE org SET status = ? WHERE name LIKE 'Cedar%'", [status]);
  const names = async (sql) => (await portal.sql(sql)).map((row) => row.name.split(' ')[0]);
  const ofOffer = () => names("SELECT o.name FROM offer_eligible e JOIN offer_version v ON v.id = e.version_id JOIN offer f ON f.id = v.offer_id JOIN org o ON o.id = e.org_id WHERE f.code = 'T-KEPT' ORDER BY o.name");
  const ofPromo = () => names("SELECT o.name FROM promo_org p JOIN promo r ON r.id = p.promo_id JOIN org o ON o.id = p.org_id WHERE r.code = 'KEPT10' ORDER BY o.name");
  const ofPage = () => names("SELECT DISTINCT o.name FROM webpage_version_org x JOIN webpage_version v ON v.id = x.version_id JOIN webpage w ON w.id = v.webpage_id JOIN org o ON o.id = x.org_id WHERE w.tag = 'kept' ORDER BY o.name");
  const values = { code: 'T-KEPT', name: 'Kept', term_months: '12', trial_days: '0', quantity_min: '1', quantity_max: '0', quantity_step: '1', checkout_tag: 'checkout' };
  const promo = { code: 'KEPT10', name: 'Kept', kind: 'percent', rate_bp: '10', periods: '1', uses_max: '0', valid_from: day(0), active: '1' };
  const web = { tag: 'kept', kind: 'pricing', title: 'Kept', require_auth: '1' };
  const sold = (await one('SELECT CAST(public_id AS CHAR) AS id FROM offer WHERE published_version_id IS NOT NULL ORDER BY id LIMIT 1')).id;
  const both = { 'partners[]': [alder, cedar] }, one_more = { 'partners[]': [alder, birch] };
  const paths = [
    (await send('/admin/offers/new', values, { 'channels[]': ['Partner'], ...both })).location.replace(/\/items$/, ''),
    (await send('/admin/promotions/new', promo, { ...both, 'offers[]': [publicId(sold)] })).location,
    (await send('/admin/pages/new', web, both)).location,
  ];
  equal([await ofOffer(), await ofPromo(), await ofPage()], Array(3).fill(['Alder', 'Cedar']));
  await cedarIs('archived');
  const { published } = await one('SELECT published_version_id AS published FROM offer WHERE public_id = ?', [sold]);
  await portal.sql('UPDATE offer SET published_version_id = NULL WHERE public_id = ?', [sold]);
  const { revision } = await one("SELECT revision FROM webpage WHERE tag = 'kept'");
  for (const [path, what, ticks] of [
    [`${paths[0]}/draft`, values, { 'channels[]': ['Partner'], ...one_more }], [`${paths[1]}/edit`, promo, one_more],
    [`${paths[2]}/edit`, { ...web, revision: String(revision) }, one_more],
  ]) equal([path, (await send(path, what, ticks)).status], [path, 303]);
  equal([await ofOffer(), await ofPromo(), await ofPage()], Array(3).fill(['Alder', 'Birch', 'Cedar']));
  equal((await one("SELECT COUNT(*) AS n FROM promo_offer p JOIN promo r ON r.id = p.promo_id WHERE r.code = 'KEPT10'")).n, 1);
  await cedarIs('active');
  await portal.sql('UPDATE offer SET published_version_id = ? WHERE public_id = ?', [published, sold]);
  for (const [path, what, ticks] of [[`${paths[0]}/draft`, values, { 'channels[]': ['Partner'], ...one_more }], [`${paths[1]}/edit`, promo, one_more]]) await send(path, what, ticks);
  equal([await ofOffer(), await ofPromo()], Array(2).fill(['Alder', 'Birch']), 'taken off it is by whoever sees it');
});

test('who may not write the catalogue reads it only', async () => {
  const channel = await portal.signIn('channel@portico.example.com');
  for (const path of ['/admin/products', `/admin/products/${seat}`, `/admin/prices/${list}`, `/admin/offers/${offer}`, `/admin/offers/${offer}/explain?org=${cedar}`]) {
    const page = await channel.get(path);
    equal([path, page.status], [path, 200]);
    unmatch(page.text, '/edit"');
    unmatch(page.text, '/new"');
  }
  equal((await channel.get(`/admin/offers/${offer}/publish`)).status, 403);
  equal((await channel.post(`/admin/offers/${offer}/retire`, proofs(await channel.get('/admin')))).status, 403);
});

test('the trail is in words, its actions and the fields that a form has', async () => {
  const page = await desk.get('/admin/audit');
  const told = page.text.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
  unmatch(told.replace(/.*<main/, ''), /\b(offer|product|price|price_list)\.[a-z_]+\b/, 'no names of the program');
  match((await desk.get('/admin/audit?q=offer.published')).text, '>Version<', 'a column of the program’s own');
  const changed = await one("SELECT fields FROM audit WHERE action = 'offer.changed' AND FIND_IN_SET('name', fields) ORDER BY id DESC LIMIT 1");
  if (changed) match((await desk.get('/admin/audit?q=offer.changed')).text, />Name[,<]/, 'a field of a form');
});

test('every write left its audit row with who did it', async () => {
  const rows = await portal.sql("SELECT DISTINCT action FROM audit WHERE actor = 'staff' AND person_id IS NOT NULL AND noun IN ('offer', 'product', 'price_list') ORDER BY 1");
  ok(['offer.added', 'offer.changed', 'offer.drafted', 'offer.items', 'offer.published', 'offer.retired', 'price.set', 'price_list.added', 'product.added', 'product.changed']
    .every((action) => rows.some((r) => r.action === action)), rows.map((r) => r.action).join(' '));
  ok(base === null || base);
});

await run();
