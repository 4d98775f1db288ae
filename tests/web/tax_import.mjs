// Tax rules as files: rates of many regions at once, checked before anything is written. A new rule ends the one before it, a rule that is
// there stays what it says, and for no buyer do two hold on one day, in whatever order the lines stand.
import { accept, figures, HEAD, sent, text } from '../lib/imports.mjs';
import { start } from '../lib/portal.mjs';
import { cleanup, equal, match, run, test, until } from '../lib/tap.mjs';

const portal = await start();
cleanup(() => portal.stop());
await portal.sql(`UPDATE person SET language = 'en'`);
const desk = await portal.signIn('admin@portico.example.com');
const day = (n) => new Date(Date.now() + n * 86400e3).toISOString().slice(0, 10);
const [{ seller }] = await portal.sql('SELECT p.legal_name AS seller FROM legal_entity e JOIN party p ON p.id = e.party_id ORDER BY e.id LIMIT 1');
const settled = (path) => until(async () => {
  const page = await desk.get(path);
  return !/It is being worked on/.test(page.text) && page;
}, `${path} is through`);
const line = (values) => {
  const row = { seller, country: 'US', region: 'Ohio', needs_tax_number: '0', tax_class: 'standard', name: 'Sales tax', rate: '5.75', category: 'S', note: '', valid_from: day(30), valid_until: '', ...values };
  return HEAD.taxes.split(',').map((k) => `"${row[k]}"`).join(',');
};
async function check(...lines) {
  const path = await sent(desk, 'taxes', [HEAD.taxes, ...lines].join('\n'));
  return { path, page: await settled(path) };
}
async function applied(...lines) {
  const { path, page } = await check(...lines);
  await accept(desk, path);
  return [figures(page), figures(await settled(path))];
}
const rules = (region) => portal.sql(`SELECT CAST(rate_bp AS CHAR) AS rate, CAST(valid_from AS CHAR) AS first, COALESCE(CAST(valid_until AS CHAR), '') AS last FROM tax_rule
  WHERE buyer_country = 'US' AND buyer_region = ? ORDER BY valid_from`, [region]).then((rows) => rows.map((r) => `${r.rate} ${r.first} ${r.last}`));

test('a table of rates is added whole, and again it changes nothing', async () => {
  const table = [line({ valid_from: day(1) }), line({ region: 'Texas', rate: '6.25', valid_from: day(1) }), line({ region: 'Oregon', category: 'Z', rate: '0', valid_from: day(1) })];
  equal(await applied(...table), [[3, 0, 0], [3, 0, 0]]);
  equal([await rules('Ohio'), await rules('Texas'), await rules('Oregon')], [[`575 ${day(1)} `], [`625 ${day(1)} `], [`0 ${day(1)} `]]);
  equal(figures((await check(...table)).page), [0, 0, 0]);
});

test('a new rate ends the one before it, and says so beforehand', async () => {
  const { page } = await check(line({ rate: '6', valid_from: day(40) }));
  match(text(page), /Sales tax 6 % from .* on\. The rule of 5\.75 % ends the day before\./);
  equal(await applied(line({ rate: '6', valid_from: day(40) })), [[1, 0, 0], [1, 0, 0]]);
  equal(await rules('Ohio'), [`575 ${day(1)} ${day(39)}`, `600 ${day(40)} `]);
  equal(figures((await check(line({ valid_from: day(1) }), line({ rate: '6', valid_from: day(40) }))).page), [0, 0, 0], 'the file that says both is what stands there');
});

test('in whatever order the lines stand, each day has one rule', async () => {
  equal(await applied(line({ region: 'Iowa', rate: '7', valid_from: day(20) }), line({ region: 'Iowa', rate: '6', valid_from: day(10), valid_until: day(90) }),
    line({ region: 'Iowa', rate: '8', valid_from: day(30) })), [[3, 0, 0], [3, 0, 0]]);
  equal(await rules('Iowa'), [`600 ${day(10)} ${day(19)}`, `700 ${day(20)} ${day(29)}`, `800 ${day(30)} `]);
});

test('a last day is set and taken away again', async () => {
  equal(await applied(line({ region: 'Texas', rate: '6.25', valid_from: day(1), valid_until: day(60) })), [[0, 1, 0], [0, 1, 0]]);
  equal(await rules('Texas'), [`625 ${day(1)} ${day(60)}`]);
  equal(await applied(line({ region: 'Texas', rate: '6.25', valid_from: day(1) })), [[0, 1, 0], [0, 1, 0]]);
  equal(await rules('Texas'), [`625 ${day(1)} `]);
});

test('what is wrong is named by line and column, and nothing is written', async () => {
  const before = await portal.sql('SELECT COUNT(*) AS n FROM tax_rule');
  const faults = [
    [{ seller: 'Nobody Example' }, 'seller', 'None of your companies'], [{ country: 'ZZ' }, 'country', 'country’s code'], [{ country: '' }, 'country', 'the region is of'],
    [{ tax_class: 'Not so' }, 'tax_class', 'small letters'], [{ rate: '5.755' }, 'rate', 'at most two decimals'], [{ rate: '100.01' }, 'rate', 'from 0 to 100'], [{ rate: '-1' }, 'rate', 'from 0 to 100'],
    [{ rate: '0' }, 'rate', 'Enter the rate'], [{ category: 'X' }, 'category', 'Enter one of'], [{ valid_from: day(-1), region: 'Utah' }, 'valid_from', 'today at the earliest'],
    [{ valid_from: '2027-02-30' }, 'valid_from', 'a day like'], [{ region: 'Utah', valid_until: day(29) }, 'valid_until', 'before the first'], [{ region: 'Texas', rate: '7', valid_from: day(1) }, 'valid_from', 'A rule of 6.25 % begins on that day'],
    [{ needs_tax_number: 'perhaps' }, 'needs_tax_number', '1 for yes'],
  ];
  const { page } = await check(...faults.map(([values]) => line(values)));
  equal(figures(page), [0, 0, faults.length]);
  faults.forEach(([values, column, words], i) => match(text(page), new RegExp(` ${i + 2} Fault ${column} (?:(?! ${i + 3} Fault ).)*${words}`), JSON.stringify(values)));
  const twice = await check(line({ region: 'Utah' }), line({ region: 'utah', rate: '6' }));
  match(text(twice.page), 'Line 2 of the file says “Utah”. What differs in capital letters or accents alone is the same.');
  equal(await portal.sql('SELECT COUNT(*) AS n FROM tax_rule'), before);
});

await run();
