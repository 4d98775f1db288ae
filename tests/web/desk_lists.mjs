// The desk's lists of 10,000 rows: a page of one reads about a page's rows, the first as the ones after it, in whatever order. Counted by
// the database itself (userstat), of this portal's own tables.
import { start } from '../lib/portal.mjs';
import { stopWorker } from '../lib/access.mjs';
import { cleanup, equal, ok, run, test } from '../lib/tap.mjs';

const MANY = 10_000, PAGE = 1000; // rows that a page of 50 may read, with the versions of its offers, who is signed in and the menu
const portal = await start();
cleanup(() => portal.stop());
await stopWorker(portal);
const desk = await portal.signIn('admin@portico.example.com', { language: 'en' });
await portal.sql('SET GLOBAL userstat = 1');
const numbers = `(SELECT seq AS n FROM seq_1_to_${MANY}) s`;
const shuffled = "SUBSTRING(MD5(s.n), 1, 8)";
await portal.sql(`INSERT INTO person (public_id, org_id, email, name, roles, created_at) SELECT 700000000000 + s.n, (SELECT MIN(id) FROM org), CONCAT('p', s.n, '@many.example.com'), CONCAT('P ', ${shuffled}), 'partner_admin', UTC_TIMESTAMP(6) FROM ${numbers}`);
await portal.sql(`INSERT INTO product (public_id, code, name, charge, period_months, created_at) SELECT 710000000000 + s.n, CONCAT('p-', ${shuffled}, s.n), CONCAT('Many ', ${shuffled}), 'recurring', 1, UTC_TIMESTAMP(6) FROM ${numbers}`);
await portal.sql(`INSERT INTO promo (public_id, code, name, kind, rate_bp, periods, valid_from, all_partners, all_offers, active, created_at) SELECT 720000000000 + s.n, CONCAT('M', UPPER(${shuffled}), s.n), 'Many', 'percent', 100, 1, '2025-01-01', 1, 1, 1, UTC_TIMESTAMP(6) FROM ${numbers}`);
await portal.sql(`INSERT INTO offer (id, public_id, code, created_at) SELECT 1000000 + s.n, 730000000000 + s.n, CONCAT('o-', ${shuffled}, s.n), UTC_TIMESTAMP(6) FROM ${numbers}`);
for (const number of [1, 2]) await portal.sql(`INSERT INTO offer_version (public_id, offer_id, number, status, name, created_at) SELECT ${number}40000000000 + s.n, 1000000 + s.n, ${number}, IF(${number} = 1, 'retired', 'draft'), CONCAT('Many ', ${shuffled}), UTC_TIMESTAMP(6) FROM ${numbers}`);
await portal.sql('ANALYZE TABLE person, product, promo, offer, offer_version');

const read = async () => Object.fromEntries((await portal.sql("SELECT TABLE_NAME AS t, CAST(ROWS_READ AS SIGNED) AS n FROM information_schema.TABLE_STATISTICS WHERE TABLE_SCHEMA = DATABASE()")).map((r) => [r.t, Number(r.n)]));
const older = (page) => /rel="next" href="([^"]*)"/.exec(page.text)?.[1].replace(/&amp;/g, '&');

for (const [path, tables] of [['/admin/users', ['person']], ['/admin/team', ['person']], ['/admin/products', ['product']], ['/admin/products?sort=code', ['product']], ['/admin/promotions', ['promo']], ['/admin/offers', ['offer', 'offer_version']]])
  test(`${path} reads a page's rows of ${tables.join(' and ')}`, async () => {
    let at = path;
    for (const turn of ['the first page', 'the next', 'the one after']) {
      const before = await read();
      const page = await desk.get(at);
      equal(page.status, 200);
      const after = await read();
      const rows = tables.reduce((sum, t) => sum + (after[t] ?? 0) - (before[t] ?? 0), 0);
      if (process.env.PORTICO_TELL) console.log(`# ${path} ${turn}: ${rows}`);
      ok(rows < PAGE, `${turn} reads ${rows} rows`);
      at = older(page);
      if (!at) break;
    }
    if (path !== '/admin/team') ok(at, 'there are several pages');
  });
await run();
