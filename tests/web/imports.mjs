// Products, offers and prices as CSV files: a check that writes nothing and names each change and each fault by line, column and
// sentence; applied whole or not at all; a second time nothing changes; nothing that a spreadsheet would run leaves the house.
import { accept, figures, HEAD, hidden, send as sendAs, sent, text } from '../lib/imports.mjs';
import { start } from '../lib/portal.mjs';
import { cleanup, equal, match, ok, run, test, unmatch, until } from '../lib/tap.mjs';

const portal = await start();
cleanup(() => portal.stop());
await portal.sql(`UPDATE person SET language = 'en'`);
const desk = await portal.signIn('admin@portico.example.com');
const one = async (sql, params) => Object.values((await portal.sql(sql, params))[0] ?? {})[0];
const send = (kind, csv) => sendAs(desk, kind, csv);
const day = (n) => new Date(Date.now() + n * 86400e3).toISOString().slice(0, 10);

/** Waits until the worker is through; answers the file's page. */
const settled = (path) => until(async () => {
  const page = await desk.get(path);
  return !/It is being worked on/.test(page.text) && page;
}, `${path} is through`);
async function check(kind, csv) {
  const path = await sent(desk, kind, csv);
  return { path, page: await settled(path) };
}
async function apply({ path }) {
  await accept(desk, path);
  return settled(path);
}

test('what is exported changes nothing when it comes back', async () => {
  for (const kind of ['products', 'offers', 'prices', 'taxes']) {
    const file = await desk.get(`/admin/exports/${kind}`);
    equal(file.status, 200);
    ok(file.text.startsWith(HEAD[kind]), file.text.slice(0, 120));
    const { page } = await check(kind, file.text);
    equal(figures(page), [0, 0, 0], kind);
    match(text(page), 'There is nothing to apply');
  }
  equal((await desk.get('/admin/exports/nosuch')).status, 404);
});

test('each fault has its line, its column and a sentence, and the check writes nothing', async () => {
  const before = await one('SELECT COUNT(*) FROM product');
  const { path, page } = await check('products', [HEAD.products, 'I-ONE,One,,recurring,12,standard', 'I-TWO,,,recurring,12,standard', '"I-THREE","Three","Three\nlines",one_off,3,standard',
    'I-FOUR,Four,,weekly,1,standard', 'I-FIVE,Five,,recurring,1,nosuch', 'I-ONE,Again,,recurring,12,standard', 'I-SIX,Six', 'I-SEVEN,Seven,,recurring,x,standard'].join('\r\n'));
  equal(figures(page), [1, 0, 7]);
  const rows = await portal.sql(`SELECT line, column_name AS col, note FROM import_line WHERE what = 'fault' AND import_id = (SELECT MAX(id) FROM import_file) ORDER BY line`);
  equal(rows.map((r) => [r.line, r.col]), [[3, 'name'], [4, 'period_months'], [6, 'charge'], [7, 'tax_class'], [8, ''], [9, ''], [10, 'period_months']], 'a cell with a line end counts two lines');
  for (const r of rows) match(text(page), r.note);
  equal(await one('SELECT COUNT(*) FROM product'), before);
  unmatch(page.text, '/apply"');
  equal((await desk.post(`${path}/apply`, hidden(await desk.get('/admin/imports')))).status, 409, 'a faulty file cannot be applied by hand either');
});

test('files that are no such file', async () => {
  for (const [csv, words] of [['a,b\r\n1,2', 'This column is not known'], ['code,name', 'This column is missing'], [`${HEAD.products}\r\n"open`, 'never closed'], [`${HEAD.products},code`, 'there twice']]) {
    const { page } = await check('products', csv);
    match(text(page), words);
    equal(figures(page)[2], 1);
  }
  equal((await send('products', '')).status, 422);
  equal((await send('nosuch', HEAD.products)).status, 422);
});

test('what no form takes, no file brings in: line breaks in names, controls, turned directions', async () => {
  for (const [name, fault] of [['"two\nlines"', 1], ['bell\u0007', 1], ['a\u202eb', 1], ['esc\u009b', 1], ['plain', 0]]) {
    const { page } = await check('products', `${HEAD.products}\nodd-name,${name},,recurring,1,standard\n`);
    equal(figures(page)[2], fault, JSON.stringify(name));
  }
  equal(figures((await check('products', `${HEAD.products}\nodd-text,Plain,"two\nlines",recurring,1,standard\n`)).page)[2], 0, 'a description has lines');
});

test('applied, it is all there, with formulas taken for text; a second time nothing changes', async () => {
  const csv = [HEAD.products, `I-A,"=HYPERLINK(""https://example.com"")",+1,recurring,12,standard`, 'I-B,@B,-1,one_off,0,reduced', 'core-seat,Core seat,One named user.,recurring,1,standard'].join('\n');
  const first = await check('products', csv);
  equal(figures(first.page), [2, 1, 0]);
  match(text(await apply(first)), 'Applied');
  equal(await portal.sql(`SELECT name, description FROM product WHERE code IN ('I-A', 'I-B', 'core-seat') ORDER BY code`), [{ name: 'Core seat', description: 'One named user.' },
    { name: '=HYPERLINK("https://example.com")', description: '+1' }, { name: '@B', description: '-1' }]);
  const file = (await desk.get('/admin/exports/products')).text;
  match(file, `"'=HYPERLINK(""https://example.com"")","'+1"`);
  for (const line of file.split('\r\n')) for (const cell of line.match(/("([^"]|"")*"|[^,]*)(,|$)/g)) unmatch(cell.replace(/^"/, ''), /^[=+@-]/, line);
  equal(figures((await check('products', csv)).page), [0, 0, 0]);
  equal(figures((await check('products', file)).page), [0, 0, 0], 'the marks against formulas are taken off again');
  equal(await one(`SELECT COUNT(*) FROM audit WHERE action = 'product.added' AND noun_id = (SELECT id FROM product WHERE code = 'I-A')`), 1);
});

test('prices keep the rule of prices: days, bands, no price in the past', async () => {
  const csv = [HEAD.prices, `,I-A,EUR,1,10.00,${day(0)},`, `,I-A,EUR,10,9.00,${day(0)},`, `,I-A,EUR,1,11.00,${day(40)},`, `Alder,I-A,KWD,1,1.125,${day(3)},${day(9)}`].join('\n');
  const first = await check('prices', csv);
  equal(figures(first.page), [4, 0, 0]);
  await apply(first);
  equal(await portal.sql(`SELECT c.from_units AS f, c.amount_minor AS m, c.valid_until AS u FROM product_price c JOIN product p ON p.id = c.product_id WHERE p.code = 'I-A' ORDER BY 1, c.valid_from`),
    [{ f: 1, m: 1000, u: day(39) }, { f: 1, m: 1100, u: null }, { f: 10, m: 900, u: null }]);
  equal(figures((await check('prices', csv)).page), [0, 0, 0], 'an end that a later price made is no difference');
  const bad = await check('prices', [HEAD.prices, `,I-A,EUR,1,10.00,${day(-1)},`, `,I-A,EUR,1,12.00,${day(0)},`, `,I-A,JPY,1,1.5,${day(0)},`, `,NOSUCH,EUR,1,1,${day(0)},`, `Nobody,I-A,EUR,1,1,${day(0)},`,
    `,I-A,EUR,0,1,${day(0)},`, ',I-A,EUR,1,1,tomorrow,'].join('\n'));
  equal(figures(bad.page), [0, 0, 7]);
});

test('offers come as drafts, never published; what sells goes on as it is', async () => {
  const line = 'I-OFFER,Imported,Sum,12,1,0,1,0,1,Partner,1,cloud+new,AT+DE,I-A:2;I-B:1';
  const first = await check('offers', [HEAD.offers, line].join('\n'));
  equal(figures(first.page), [1, 0, 0]);
  await apply(first);
  equal(await portal.sql(`SELECT v.number, v.status, v.labels, v.countries, o.published_version_id AS sells FROM offer o JOIN offer_version v ON v.offer_id = o.id WHERE o.code = 'I-OFFER'`),
    [{ number: 1, status: 'draft', labels: 'cloud,new', countries: 'AT,DE', sells: null }]);
  equal(figures((await check('offers', [HEAD.offers, line].join('\n'))).page), [0, 0, 0]);
  const bad = await check('offers', [HEAD.offers, 'I-X,X,,12,1,0,5,2,1,Partner,1,,,I-A:1', 'I-Y,Y,,12,1,0,1,0,1,Nobody,1,,,I-A:1', 'I-Z,Z,,12,1,0,1,0,1,Partner,1,,XX,I-A:1', 'I-V,V,,12,maybe,0,1,0,1,Partner,1,,,I-A:1', 'I-W,W,,12,1,0,1,0,1,Partner,1,,,NOSUCH:1'].join('\n'));
  equal(figures(bad.page), [0, 0, 5]);
});

test('what changed between check and apply writes nothing of the file', async () => {
  const first = await check('products', [HEAD.products, 'I-C,C,,one_off,0,standard', 'I-D,D,,one_off,0,passing'].join('\n').replace('passing', 'reduced'));
  equal(figures(first.page), [2, 0, 0]);
  await portal.sql(`UPDATE tax_rule SET tax_class = 'lower' WHERE tax_class = 'reduced'`);
  match(text(await apply(first)), 'nothing was written');
  equal(await one(`SELECT COUNT(*) FROM product WHERE code IN ('I-C', 'I-D')`), 0);
  await portal.sql(`UPDATE tax_rule SET tax_class = 'reduced' WHERE tax_class = 'lower'`);
});

await run();
