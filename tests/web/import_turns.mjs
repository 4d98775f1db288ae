// A long file is worked through in turns: progress is kept and shown, other jobs run between, a worker that dies in the middle loses and
// doubles nothing; what was shown is what happens; codes that differ in capital letters alone, and products said twice, are named.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { stopWorker } from '../lib/access.mjs';
import { accept, figures, HEAD, sent, text } from '../lib/imports.mjs';
import { start } from '../lib/portal.mjs';
import { cleanup, equal, match, note, ok, run, test, unmatch } from '../lib/tap.mjs';

const portal = await start();
cleanup(() => portal.stop());
await stopWorker(portal);
await portal.sql(`UPDATE person SET language = 'en'`);
const desk = await portal.signIn('admin@portico.example.com', { language: 'en' });
const one = async (sql, params) => Object.values((await portal.sql(sql, params))[0] ?? {})[0];
const pause = (ms) => new Promise((done) => setTimeout(done, ms));
const newest = () => one('SELECT MAX(id) FROM import_file');
const lines = (n, code) => [HEAD.products, ...Array.from({ length: n }, (_, i) => `${code}-${i + 1},Line ${i + 1},,recurring,1,standard`)].join('\n');

/** The worker, until everything is done that is due. */
function worker() {
  const child = spawn(path.join(portal.bin, 'portico-worker'), ['--once'], { env: portal.env, stdio: 'ignore' });
  return { child, end: new Promise((done) => child.on('close', (code, signal) => done(signal ?? code))) };
}
const work = async () => equal(await worker().end, 0, 'the worker\u2019s exit');
async function check(kind, csv) {
  const at = await sent(desk, kind, csv);
  await work();
  return { path: at, id: await newest(), page: await desk.get(at) };
}
async function apply(file) {
  await accept(desk, file.path);
  await work();
  return desk.get(file.path);
}
const faults = (id) => portal.sql(`SELECT line, column_name AS col, note FROM import_line WHERE what = 'fault' AND import_id = ? ORDER BY line`, [id]);

test('a worker killed in the middle of five thousand lines: the next goes on there, and no line is done twice', async () => {
  const file = await check('products', lines(5000, 'K'));
  equal(figures(file.page), [5000, 0, 0]);
  await accept(desk, file.path);
  const other = await portal.pool.getConnection(); // somebody holds the code of line 3,000, so that the worker waits there
  await other.query('START TRANSACTION');
  await other.query(`INSERT INTO product (public_id, code, name, charge, period_months, created_at) VALUES (99, 'K-3000', 'Held', 'one_off', 0, NOW(6))`);
  const killed = worker();
  const where = async () => (await portal.sql('SELECT status, lines_done AS n FROM import_file WHERE id = ?', [file.id]))[0];
  for (let at = await where(); at.status !== 'applying' || at.n < 2750; at = await where()) {
    ok(killed.child.exitCode === null, 'the worker ended');
    await pause(20);
  }
  equal((await where()).n, 2750, 'turns of 250 lines');
  match(text(await desk.get(file.path)), /Lines read 2750 5\d percent of the file/);
  killed.child.kill('SIGKILL');
  equal(await killed.end, 'SIGKILL');
  await other.query('ROLLBACK');
  other.release();
  equal(await one(`SELECT COUNT(*) FROM product WHERE code LIKE 'K-%'`), 2750);
  await portal.sql(`UPDATE outbox SET leased_until = NULL WHERE kind = 'import.run'`); // as two minutes later
  await work();
  const page = await desk.get(file.path);
  equal(figures(page), [5000, 0, 0]);
  match(text(page), 'Applied');
  equal(await portal.sql(`SELECT COUNT(*) AS n, COUNT(DISTINCT p.id) AS products FROM product p JOIN audit a ON a.action = 'product.added' AND a.noun_id = p.id WHERE p.code LIKE 'K-%'`), [{ n: 5000, products: 5000 }]);
  equal(await one(`SELECT COUNT(*) FROM audit WHERE action = 'import.applied' AND noun_id = ?`, [file.id]), 1);
  equal(await portal.sql(`SELECT status, attempts FROM outbox WHERE kind = 'import.run' AND noun_id = ?`, [file.id]), [{ status: 'done', attempts: 1 }, { status: 'done', attempts: 1 }]);
  equal(await one('SELECT (SELECT COUNT(*) FROM import_key) + (SELECT COUNT(*) FROM import_span)'), 0, 'what was kept for the turns');
});

test('what comes after a long file has its turn before that is through', async () => {
  await sent(desk, 'products', lines(5000, 'T'));
  const long = await newest();
  await sent(desk, 'products', lines(1, 'S'));
  const short = await newest();
  await work();
  const order = await portal.sql(`SELECT noun_id AS id FROM outbox WHERE kind = 'import.run' AND status = 'done' AND noun_id IN (?, ?) ORDER BY done_at, id`, [long, short]);
  equal(order.map((r) => r.id), [short, long]);
  equal(await portal.sql('SELECT status, added FROM import_file WHERE id IN (?, ?) ORDER BY id', [long, short]), [{ status: 'checked', added: 5000 }, { status: 'checked', added: 1 }]);
});

test('codes that differ in capital letters or accents alone: each line says with what', async () => {
  const { id, page } = await check('products', [HEAD.products, 'Case-One,A,,one_off,0,standard', 'case-one,B,,one_off,0,standard', 'C\u00c1se-one,C,,one_off,0,standard', 'Case-One,D,,one_off,0,standard', 'CORE-SEAT,E,,recurring,1,standard'].join('\n'));
  equal(figures(page), [1, 0, 4]);
  equal(await faults(id), [{ line: 3, col: '', note: 'Line 2 of the file says \u201cCase-One\u201d. What differs in capital letters or accents alone is the same.' },
    { line: 4, col: '', note: 'Line 2 of the file says \u201cCase-One\u201d. What differs in capital letters or accents alone is the same.' },
    { line: 5, col: '', note: 'Line 2 of the file is about the same.' },
    { line: 6, col: 'code', note: 'This product\u2019s code is \u201ccore-seat\u201d. What differs in capital letters or accents alone is the same.' }]);
  const far = await check('products', `${lines(300, 'F')}\nf-1,Again,,one_off,0,standard`);
  equal(await faults(far.id), [{ line: 302, col: '', note: 'Line 2 of the file says \u201cF-1\u201d. What differs in capital letters or accents alone is the same.' }], 'also some turns later');
});

test('an offer says each product once; another writing of its code is the same product', async () => {
  const offer = (code, items) => `${code},${code},,12,1,0,1,0,1,Partner,1,,,${items}`;
  const { id, page } = await check('offers', [HEAD.offers, offer('R-1', 'core-seat:1;onboarding:1;core-seat:2'), offer('R-2', 'core-seat:1;Core-Seat:1'), offer('R-3', 'CORE-SEAT:2'), offer('r-3', 'core-seat:2'), offer('R-4', 'core-seat:1;nosuch:1')].join('\n'));
  equal(figures(page), [1, 0, 4]);
  equal((await faults(id)).map((f) => [f.line, f.col]), [[2, 'items'], [3, 'items'], [5, ''], [6, 'items']]);
  match(text(page), '\u201ccore-seat\u201d is there twice');
  match(text(page), '\u201ccore-seat\u201d and \u201cCore-Seat\u201d are one product');
  await apply(await check('offers', [HEAD.offers, offer('R-3', 'CORE-SEAT:2')].join('\n')));
  equal(await portal.sql(`SELECT p.code, i.quantity FROM offer o JOIN offer_version v ON v.offer_id = o.id JOIN offer_item i ON i.version_id = v.id JOIN product p ON p.id = i.product_id WHERE o.code = 'R-3'`), [{ code: 'core-seat', quantity: 2 }]);
  equal(figures((await check('offers', [HEAD.offers, offer('R-3', 'Core-Seat:2')].join('\n'))).page), [0, 0, 0], 'nothing else is meant by it');
});

// The rule of price_set (lib/model/price.h): an end that is typed does not reach into a later price, and a price that another one holds
// before begins when that day has not begun anywhere. Days far enough ahead that no midnight changes the outcome.
const day = (n) => new Date(Date.now() + n * 86400e3).toISOString().slice(0, 10);
const priceFault = (line, note) => ({ line, col: 'valid_from', note });
const inWords = async (iso) => one("SELECT DATE_FORMAT(?, '%e %M %Y')", [iso]);
test('lines of prices that exclude each other are found by the check, whichever comes first, and name each other', async () => {
  await portal.sql(`INSERT INTO product (public_id, code, name, charge, period_months, created_at) VALUES (8810, 'span', 'Span', 'recurring', 1, UTC_TIMESTAMP(6))`);
  const told = async (...rows) => { const file = await check('prices', [HEAD.prices, ...rows].join('\n')); return { ...file, faults: await faults(file.id) }; };
  const first = await told(`,span,EUR,1,10.00,${day(10)},${day(30)}`, `,span,EUR,1,11.00,${day(20)},`, `,span,EUR,10,9.00,${day(20)},`, `,span,GBP,1,9.00,${day(20)},`, `Alder,span,EUR,1,9.00,${day(20)},`);
  equal(first.faults, [priceFault(3, `Line 2 of the file holds until ${await inWords(day(30))}. Begin after that, or leave its end empty.`)], 'another band, currency or list is another place');
  equal(figures(first.page), [4, 0, 1]);
  const second = await told(`,span,EUR,1,11.00,${day(20)},`, `,SPAN,EUR,1,10.00,${day(10)},${day(20)}`.replace('SPAN', 'span'));
  equal(second.faults, [priceFault(3, `Line 2 of the file begins on ${await inWords(day(20))}. Let this one end before, or leave its end empty.`)], 'its last day is the other one\u2019s first');
  const third = await told(`,span,EUR,1,10.00,${day(0)},`, `,span,EUR,1,11.00,${day(1)},`);
  const open = await one("SELECT DATE_FORMAT(DATE(UTC_TIMESTAMP() + INTERVAL 14 HOUR) + INTERVAL 1 DAY, '%Y-%m-%d')");
  equal(third.faults, open > day(1) ? [priceFault(3, `Line 2 of the file holds on that day already. The next one can begin on ${await inWords(open)} at the earliest.`)] : []);
  const good = await told(`,span,EUR,1,12.00,${day(40)},${day(50)}`, `,span,EUR,1,10.00,${day(10)},${day(19)}`, `,span,EUR,1,11.00,${day(20)},`, `,span,EUR,1,13.00,${day(51)},`);
  equal(good.faults, [], 'one after the other, in any order');
  await apply(good);
  equal(await portal.sql(`SELECT c.amount_minor AS m, c.valid_until AS u FROM product_price c JOIN product p ON p.id = c.product_id WHERE p.code = 'span' ORDER BY c.valid_from`),
    [{ m: 1000, u: day(19) }, { m: 1100, u: day(39) }, { m: 1200, u: day(50) }, { m: 1300, u: null }]);
  equal(figures((await check('prices', (await desk.get('/admin/exports/prices')).text)).page), [0, 0, 0], 'what is there excludes nothing of itself');
});

test('they are found some turns apart, too', async () => {
  await portal.sql(`INSERT INTO product (public_id, code, name, charge, period_months, created_at) SELECT 881000 + seq, CONCAT('far-', seq), 'Far', 'recurring', 1, UTC_TIMESTAMP(6) FROM seq_1_to_600`);
  await sent(desk, 'prices', [HEAD.prices, ...Array.from({ length: 600 }, (_, i) => `,far-${i + 1},EUR,1,10.00,${day(10)},${day(30)}`), `,far-7,EUR,1,11.00,${day(15)},`].join('\n'));
  await work();
  equal((await faults(await newest())).map((f) => [f.line, f.note.slice(0, 14)]), [[602, 'Line 8 of the ']]);
});

test('an end that somebody changed by hand after the check is noticed', async () => {
  await portal.sql(`INSERT INTO product (public_id, code, name, charge, period_months, created_at) VALUES (8811, 'end', 'End', 'recurring', 1, UTC_TIMESTAMP(6))`);
  const row = (minor, until) => `,end,EUR,1,${minor},${day(10)},${until}`;
  await apply(await check('prices', `${HEAD.prices}\n${row('10.00', day(60))}`));
  const file = await check('prices', `${HEAD.prices}\n${row('12.00', day(90))}`);
  equal(figures(file.page), [0, 1, 0]);
  await portal.sql(`UPDATE product_price c JOIN product p ON p.id = c.product_id SET c.valid_until = ? WHERE p.code = 'end'`, [day(70)]);
  match(text(await apply(file)), 'Something changed between the check and now, so nothing was written');
  equal((await faults(file.id)).map((f) => [f.line, f.note]), [[2, 'What this line is about was changed after the check, so the line was left out.']]);
  equal(await portal.sql(`SELECT c.amount_minor AS m, c.valid_until AS u FROM product_price c JOIN product p ON p.id = c.product_id WHERE p.code = 'end'`), [{ m: 1000, u: day(70) }]);
  // An end that a line before moved while the file is written is the file's own doing.
  const own = await check('prices', `${HEAD.prices}\n,end,EUR,1,15.00,${day(40)},\n${row('13.00', '')}`);
  equal(figures(own.page), [1, 1, 0]);
  equal(figures(await apply(own)), [1, 1, 0]);
  equal(await portal.sql(`SELECT c.amount_minor AS m, c.valid_until AS u FROM product_price c JOIN product p ON p.id = c.product_id WHERE p.code = 'end' ORDER BY c.valid_from`), [{ m: 1300, u: day(39) }, { m: 1500, u: null }]);
});

test('what a file names is read by set: no statement for each line', async () => {
  const asked = async () => Number((await portal.sql(`SHOW GLOBAL STATUS LIKE 'Com_stmt_execute'`))[0].Value);
  const statements = async () => { // of one run of the worker
    const before = await asked();
    await work();
    return await asked() - before;
  };
  await work();
  await sent(desk, 'offers', [HEAD.offers, ...Array.from({ length: 250 }, (_, i) => `SET-${i},Set ${i},,12,1,0,1,0,1,Partner,1,,,core-seat:1;onboarding:1;archive-tb:1`)].join('\n'));
  const id = await newest(), n = await statements();
  equal(await one('SELECT added FROM import_file WHERE id = ?', [id]), 250);
  note(`${n} statements`);
  ok(n < 250, `${n} statements, the schedules among them`);
});

test('what somebody changed after the check: nothing is written, and the line is named', async () => {
  const csv = [HEAD.products, 'M-1,One,,one_off,0,standard', 'M-2,Two,,one_off,0,standard', 'M-3,Three,,one_off,0,standard'].join('\n');
  await apply(await check('products', csv));
  const file = await check('products', csv.replace('One', 'Eins').replace('Two', 'Zwei').concat('\nM-4,Four,,one_off,0,standard'));
  equal(figures(file.page), [1, 2, 0]);
  await portal.sql(`UPDATE product SET description = 'By hand' WHERE code = 'M-2'`);
  await portal.sql(`UPDATE product SET name = 'Trois' WHERE code = 'M-3'`); // its line would have changed nothing
  const page = await apply(file);
  match(text(page), 'Something changed between the check and now, so nothing was written');
  equal((await faults(file.id)).map((f) => [f.line, f.note]), [[3, 'What this line is about was changed after the check, so the line was left out.'], [4, 'What this line is about was changed after the check, so the line was left out.']]);
  equal(await portal.sql(`SELECT name FROM product WHERE code LIKE 'M-%' ORDER BY code`), [{ name: 'One' }, { name: 'Two' }, { name: 'Trois' }]);
});

test('what changes while a file is written is left as it is, and the line is named', async () => {
  const file = await check('products', [HEAD.products, 'M-1,Uno,,one_off,0,standard', 'M-2,Due,,one_off,0,standard'].join('\n'));
  equal(figures(file.page), [0, 2, 0]);
  await accept(desk, file.path);
  await portal.sql(`UPDATE import_file SET status = 'applying' WHERE id = ?`, [file.id]); // every line was looked at once more
  await portal.sql(`UPDATE product SET name = 'By hand' WHERE code = 'M-2'`);
  await work();
  const page = await desk.get(file.path);
  match(text(page), 'The file was applied but for the lines below');
  equal(figures(page), [0, 1, 1]);
  equal((await faults(file.id)).map((f) => f.line), [3]);
  equal(await portal.sql(`SELECT name FROM product WHERE code IN ('M-1', 'M-2') ORDER BY code`), [{ name: 'Uno' }, { name: 'By hand' }]);
  unmatch(page.text, '/apply"');
});

test('midnight passes while a file waits or is written: it is judged as of when it was accepted', async () => {
  await portal.sql(`INSERT INTO product (public_id, code, name, description, charge, period_months, metric, tax_class, created_at) VALUES (8801, 'night', 'Night', '', 'one_off', 0, '', 'standard', UTC_TIMESTAMP(6))`);
  const [{ today, before }] = await portal.sql("SELECT DATE_FORMAT(UTC_DATE(), '%Y-%m-%d') AS today, DATE_FORMAT(UTC_DATE() - INTERVAL 3 DAY, '%Y-%m-%d') AS `before`");
  const file = await check('prices', `${HEAD.prices}\n,night,EUR,1,10.00,${today},`);
  equal(figures(file.page), [1, 0, 0]);
  await accept(desk, file.path);
  await portal.sql('UPDATE import_file SET content = REPLACE(content, ?, ?), accepted_at = accepted_at - INTERVAL 3 DAY WHERE id = ?', [today, before, file.id]); // as if three days had passed
  await work();
  equal(await faults(file.id), []);
  equal(await one(`SELECT DATE_FORMAT(valid_from, '%Y-%m-%d') FROM product_price WHERE product_id = (SELECT id FROM product WHERE code = 'night')`), before);
});

test('fifty thousand lines are one file, one more is a fault; the page tells how far it is', async () => {
  const { path, page } = await check('products', lines(50001, 'L'));
  equal(figures(page), [50000, 0, 1]);
  match(text(page), 'at most 50,000 lines');
  equal(await one('SELECT COUNT(*) FROM import_line i JOIN import_file f ON f.id = i.import_id WHERE f.lines_done > 50000'), 50001);
  ok((await desk.get(`${path}?what=add`)).text.includes('L-1: Line 1'));
});

await run();
