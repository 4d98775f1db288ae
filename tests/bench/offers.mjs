// offers_growth: the offers page of one organisation among 10,000 with 5,000 offers, over the same page among 10 with 50. On both its
// shelf holds the same twenty offers; everything else is others'.
import { median } from './load.mjs';

const DIGITS = '(SELECT 0 AS d UNION SELECT 1 UNION SELECT 2 UNION SELECT 3 UNION SELECT 4 UNION SELECT 5 UNION SELECT 6 UNION SELECT 7 UNION SELECT 8 UNION SELECT 9)';
const NUMBERS = `(SELECT a.d + 10 * b.d + 100 * c.d + 1000 * e.d AS i FROM ${DIGITS} a, ${DIGITS} b, ${DIGITS} c, ${DIGITS} e) n`;
const LABEL = 'bench', SHOWN = 20, OFFERS = `/offers/${LABEL}`;

/** Fills a portal up to so many organisations and offers; each offer with a product, its price, and twenty organisations that may buy it. */
async function fill(portal, orgs, offers) {
  await portal.sql(`INSERT INTO org (id, public_id, party_id, name, slug, invoice_owner, billing_account, legal_entity_id, currency, created_at)
    SELECT 1000 + i, 1000 + i, party_id, CONCAT('Organisation ', i), CONCAT('bench-', i), 'partner', 'B', legal_entity_id, 'EUR', UTC_TIMESTAMP(6)
      FROM ${NUMBERS} JOIN org o ON o.id = 1 WHERE i < ?`, [orgs - 4]);
  await portal.sql(`INSERT INTO product (id, public_id, code, name, charge, period_months, created_at)
    SELECT 1000 + i, 1000 + i, CONCAT('bench-', i), CONCAT('Product ', i), 'recurring', 1, UTC_TIMESTAMP(6) FROM ${NUMBERS} WHERE i < ?`, [offers]);
  await portal.sql(`INSERT INTO price_list_item (price_list_id, product_id, currency, from_units, amount_minor, valid_from)
    SELECT 1, 1000 + i, 'EUR', f.d, 1000 + i, '2024-01-01' FROM ${NUMBERS}, (SELECT 1 AS d UNION SELECT 10 UNION SELECT 100) f WHERE i < ?`, [offers]);
  await portal.sql(`INSERT INTO offer (id, public_id, code, published_version_id, created_at)
    SELECT 1000 + i, 1000 + i, CONCAT('bench-', i), 1000 + i, UTC_TIMESTAMP(6) FROM ${NUMBERS} WHERE i < ?`, [offers]);
  await portal.sql(`INSERT INTO offer_version (id, public_id, offer_id, number, status, name, channels, labels, created_at)
    SELECT 1000 + i, 1000 + i, 1000 + i, 1, 'published', CONCAT('Offer ', i), 'Partner', '${LABEL}', UTC_TIMESTAMP(6) FROM ${NUMBERS} WHERE i < ?`, [offers]);
  await portal.sql(`INSERT INTO offer_item (version_id, product_id, position) SELECT 1000 + i, 1000 + i, 1 FROM ${NUMBERS} WHERE i < ?`, [offers]);
  await portal.sql(`INSERT INTO offer_shelf (org_id, label, name, version_id)
    SELECT 1000 + (i * 7 + k.a * 500 + k.b * 13) % ?, '${LABEL}', CONCAT('Offer ', i), 1000 + i
      FROM ${NUMBERS}, (SELECT a.d AS a, b.d AS b FROM ${DIGITS} a, ${DIGITS} b WHERE b.d < 2) k WHERE i < ? ON DUPLICATE KEY UPDATE name = VALUES(name)`, [orgs - 4, offers]);
  await portal.sql(`INSERT INTO offer_shelf (org_id, label, name, version_id) SELECT 1, '${LABEL}', CONCAT('Offer ', i), 1000 + i FROM ${NUMBERS} WHERE i < ${SHOWN}`);
  await portal.sql('ANALYZE TABLE org, product, price_list_item, offer, offer_version, offer_item, offer_shelf');
}

export async function offersGrowth(site) {
  const few = await site.portal('offers-few', { server: 'lighttpd', processes: 1 }, (portal) => fill(portal, 10, 50));
  const many = await site.portal('offers-many', { server: 'lighttpd', processes: 1 }, (portal) => fill(portal, 10_000, 5_000));
  const a = await site.client(many, 'sales@alder.example.com'), b = await site.client(few, 'sales@alder.example.com');
  const count = (page) => page.bytes.toString().split('/offers/o/').length;
  if (count(await a.page(OFFERS)) !== count(await b.page(OFFERS))) throw new Error('the two shelves differ');
  const times = { many: [], few: [] };
  for (let i = 0; i < 220; i++) {
    const large = (await a.page(OFFERS)).ms, small = (await b.page(OFFERS)).ms;
    if (i < 20) continue;
    times.many.push(large);
    times.few.push(small);
  }
  site.say(`${OFFERS}: ${median(times.many).toFixed(2)} ms among many, ${median(times.few).toFixed(2)} ms among few`);
  return median(times.many) / median(times.few);
}
