// Taxes by rules that hold from a day to a day (VAT, reverse charge, rates by region): what is narrower comes first, no two hold for the
// same buyers on one day, an overlap is refused with the rule that is there, and what was issued never moves.
import { start } from '../lib/portal.mjs';
import { stopWorker } from '../lib/access.mjs';
import { choose, put, review, shelf, somebody } from '../lib/shop.mjs';
import { cleanup, equal, match, ok, run, test, unmatch } from '../lib/tap.mjs';

const portal = await start();
cleanup(() => portal.stop());
await stopWorker(portal);
await portal.sql(`UPDATE person SET language = 'en'`);
const desk = await portal.signIn('admin@portico.example.com');
const birch = await portal.signIn('sales@birch.example.net', { language: 'en' });
const one = async (sql, params) => Object.values((await portal.sql(sql, params))[0] ?? {})[0];
const text = (page) => page.text.replace(/<[^>]+>/g, ' ').replace(/&nbsp;|\u00a0/g, ' ').replace(/\s+/g, ' ');
const day = (n) => new Date(Date.now() + n * 86400e3).toISOString().slice(0, 10);
const [{ entity }] = await portal.sql(`SELECT legal_entity_id AS entity FROM org WHERE id = 2`);
const [{ pub }] = await portal.sql('SELECT CAST(public_id AS CHAR) AS pub FROM legal_entity WHERE id = ?', [entity]);
const base32 = (id) => { let n = BigInt(id), s = ''; for (let i = 0; i < 13; i++, n >>= 5n) s = '0123456789abcdefghjkmnpqrstvwxyz'[Number(n & 31n)] + s; return s; };
const legal = base32(pub);
const rule = { legal_entity: legal, country: 'CA', region: '', tax_class: 'standard', name: 'GST', rate_bp: '5', category: 'S', note: '', from: day(0), until: '' };
const add = async (values) => desk.submit(await desk.get('/admin/taxes/new'), { ...rule, ...values }, { action: '/admin/taxes/new' });
const explain = async (query) => text(await desk.get(`/admin/taxes/explain?seller=${legal}&class=standard&${query}`));

test('what is wrong with a rule stands beside its field', async () => {
  for (const [values, words] of [
    [{ country: '', region: 'Quebec' }, 'Choose the country'], [{ rate_bp: '0' }, 'Enter the rate'], [{ category: 'G' }, 'has no rate'],
    [{ from: day(-1) }, 'begin today at the earliest'], [{ until: day(-1) }, 'before the first'], [{ tax_class: 'Not so' }, 'Use small letters'], [{ rate_bp: '100.01' }, 'must be from'],
    [{ legal_entity: '0000000000001' }, 'Choose one of'], [{ category: 'XX' }, 'Choose one of'],
  ]) {
    const reply = await add(values);
    equal([reply.status, JSON.stringify(values)], [422, JSON.stringify(values)]);
    match(text(reply), words);
  }
  equal(await one(`SELECT COUNT(*) FROM tax_rule WHERE buyer_country = 'CA'`), 0);
});

test('a region comes before its country, and a country before every other', async () => {
  equal((await add({})).status, 303);
  equal((await add({ region: 'Quebec', rate_bp: '14.975', name: 'GST and QST' })).status, 422, 'a rate has two decimals');
  equal((await add({ region: 'Quebec', rate_bp: '14.97', name: 'GST and QST' })).status, 303);
  match(await explain('country=CA'), 'GST 5 % is charged.');
  match(await explain('country=CA&region=quebec'), 'GST and QST 14.97 % is charged.');
  const why = await explain('country=CA&region=Ontario');
  match(why, 'GST 5 % is charged.');
  match(why, /Quebec GST and QST 14\.97 %, from .* another region/);
  match(why, /every other country VAT 0 %.* a narrower rule comes first/);
  match(await explain(`country=CA&on=${day(-1)}`), 'VAT 0 % is charged.');
});

test('the list names countries, and finds them by name, code and region', async () => {
  const list = async (search) => text(await desk.get(`/admin/taxes?q=${encodeURIComponent(search)}`)).replace(/.*Last day State/, '');
  const all = await list('');
  match(all, /Canada .*Canada Quebec/);
  match(all, 'Austria');
  unmatch(all, /\b(CA|AT)\b/, 'no codes');
  for (const search of ['canada', 'CA', 'anad']) match(await list(search), /Canada .*Canada Quebec/, search);
  match(await list('queb'), 'Canada Quebec');
  unmatch(await list('canada'), 'Austria');
});

test('the list is in the order of the names that it shows, in each language', async () => {
  const added = [];
  for (const country of ['CH', 'GR', 'EE']) { // Switzerland, Greece, Estonia; Schweiz, Griechenland, Estland
    const reply = await add({ country, name: 'Order', tax_class: 'order' });
    equal(reply.status, 303, country);
    added.push(country);
  }
  const named = async (language) => {
    await portal.sql('UPDATE person SET language = ?', [language]);
    const seen = [];
    for (let target = '/admin/taxes'; target;) { // and the pages follow one another in it
      const page = await desk.get(target);
      seen.push(...[...page.text.matchAll(/data-label="[^"]*"><a href="\/admin\/taxes\/\w{13}">([^<]+)</g)].map((m) => m[1]));
      target = /rel="next" href="([^"]+)"/.exec(page.text)?.[1].replaceAll('&amp;', '&');
    }
    return seen;
  };
  const [english, german] = [await named('en'), await named('de')];
  await portal.sql("UPDATE person SET language = 'en'");
  for (const [names, language, other] of [[english, 'en', 'Every other'], [german, 'de', german[0]]]) {
    const countries = names.filter((n) => n !== other);
    ok(countries.length > 4, names.join());
    equal(countries, [...countries].sort((a, b) => a.localeCompare(b, language)), language);
    ok(names.slice(0, names.lastIndexOf(other) + 1).every((n) => n === other), 'every other country stands first');
  }
  ok(english.indexOf('Greece') > english.indexOf('Estonia') && english.indexOf('Switzerland') > english.indexOf('Greece'), english.join());
  await portal.sql("DELETE FROM tax_rule WHERE tax_class = 'order'");
});

test('an overlap is refused, and the rule that is there is named; after its last day the next one begins', async () => {
  const again = await add({ rate_bp: '6', from: day(5) });
  equal(again.status, 422);
  match(text(again), /The rule of 5 % holds for the same buyers from .* on\. End it first/);
  const id = base32((await portal.sql(`SELECT CAST(public_id AS CHAR) AS id FROM tax_rule WHERE buyer_country = 'CA' AND buyer_region = ''`))[0].id);
  const end = async (until) => desk.submit(await desk.get(`/admin/taxes/${id}/end`), { until }, { action: `/admin/taxes/${id}/end` });
  equal((await end(day(-1))).status, 422);
  equal((await end(day(10))).status, 303);
  equal((await add({ rate_bp: '6', from: day(10) })).status, 422, 'its last day is still its own');
  equal((await add({ rate_bp: '6', from: day(11) })).status, 303);
  equal((await end('')).status, 422, 'and cannot be taken back over the next one');
  match(await explain(`country=CA&on=${day(10)}`), 'GST 5 % is charged.');
  match(await explain(`country=CA&on=${day(11)}`), 'GST 6 % is charged.');
  const [a, b] = await Promise.all([add({ country: 'AU', rate_bp: '10' }), add({ country: 'AU', rate_bp: '11' })]);
  equal([a.status, b.status].sort(), [303, 422], 'two at once: one holds');
});

test('an order in a region is charged its rate, and stays as it was when the rule ends', async () => {
  await put(birch, (await shelf(birch))['Training days'], 1);
  equal((await choose(birch, { ...somebody, country: 'CA', region: 'Quebec', city: 'Montreal', postal_code: 'H2Y 1C6' })).status, 303);
  const page = await review(birch);
  // One training day costs 980.00; 14.97 percent of it is 146.71.
  match(text(page), 'GST and QST 14.97 % on 980.00 EUR');
  match(text(page), '1,126.71 EUR');
  equal((await birch.submit(page, {}, { action: '/checkout/place' })).status, 303);
  const frozen = () => portal.sql(`SELECT t.name, t.rate_bp, t.tax_minor FROM invoice_tax t JOIN invoice i ON i.id = t.invoice_id ORDER BY i.id DESC LIMIT 1`);
  equal(await frozen(), [{ name: 'GST and QST', rate_bp: 1497, tax_minor: 14671 }]);
  await portal.sql(`UPDATE tax_rule SET valid_until = CURRENT_DATE - INTERVAL 1 DAY WHERE buyer_region = 'Quebec'`);
  equal(await frozen(), [{ name: 'GST and QST', rate_bp: 1497, tax_minor: 14671 }]);
});

test('a partner does not reach the tax pages, and staff without the right cannot change them', async () => {
  for (const path of ['/admin/taxes', '/admin/taxes/new', '/admin/taxes/explain']) equal([302, 303, 403].includes((await birch.get(path)).status), true, path);
});

await run();
