-- A made-up catalogue: what the four partner organisations may buy, at which price, and which tax is charged on it.
-- Public ids are the first 64 bits of SHA-256 over "product:1", "price_list:1", "offer:1", "offer_version:1" ...

INSERT INTO product (id, public_id, code, name, description, charge, period_months, tax_class, created_at) VALUES
  (1, 5661422508580700469, 'core-seat', 'Core seat', 'One named user of the Core workspace.', 'recurring', 1, 'standard', '2024-03-01 09:00:00'),
  (2, 7703450971065410135, 'pro-seat', 'Pro seat', 'One named user with every module, paid by the year.', 'recurring', 12, 'standard', '2024-03-01 09:00:00'),
  (3, 2171913367408770982, 'archive-tb', 'Archive storage, 1 TB', 'Storage with a second copy in another building.', 'recurring', 1, 'standard', '2024-03-01 09:00:00'),
  (4, 10729476511911080756, 'onboarding', 'Onboarding workshop', 'Two days with our team: set-up, import, first training.', 'one_off', 0, 'standard', '2024-03-01 09:00:00'),
  (5, 8045999244127051455, 'support-premium', 'Premium support', 'Answers within one hour, day and night.', 'recurring', 12, 'standard', '2024-03-01 09:00:00'),
  (6, 4245417364464448915, 'handbook', 'Printed handbook', 'The administrator''s handbook on paper.', 'one_off', 0, 'reduced', '2024-03-01 09:00:00'),
  (7, 16105052535370374265, 'training-day', 'Training day', 'One day for up to twelve people.', 'one_off', 0, 'standard', '2024-03-01 09:00:00'),
  (8, 3838226850675354197, 'monitoring', 'Monitoring', 'Watches one site and reports every quarter.', 'recurring', 3, 'standard', '2024-03-01 09:00:00');

-- Amounts are minor units: 1900 EUR is 19.00, 2900 JPY is 2,900, 5900 KWD is 5.900.
INSERT INTO product_price (id, product_id, currency, amount_minor, valid_from) VALUES
  (1, 1, 'EUR', 2100, '2024-01-01'),
  (2, 1, 'JPY', 3200, '2024-01-01'),
  (3, 1, 'KWD', 6900, '2024-01-01'),
  (4, 2, 'EUR', 36000, '2024-01-01'),
  (5, 3, 'JPY', 1800, '2024-01-01'),
  (6, 4, 'EUR', 240000, '2024-01-01'),
  (7, 4, 'JPY', 380000, '2024-01-01'),
  (8, 4, 'KWD', 795500, '2024-01-01'),
  (9, 6, 'EUR', 3850, '2024-01-01'),
  (10, 6, 'JPY', 6200, '2024-01-01'),
  (11, 6, 'KWD', 12750, '2024-01-01'),
  (12, 7, 'EUR', 98000, '2024-01-01'),
  (13, 7, 'JPY', 150000, '2024-01-01'),
  (14, 7, 'KWD', 320250, '2024-01-01'),
  (15, 8, 'JPY', 9900, '2024-01-01'),
  (16, 8, 'KWD', 21125, '2024-01-01'),
  (17, 2, 'JPY', 54000, '2024-01-01'),
  (18, 8, 'EUR', 6600, '2024-01-01');

INSERT INTO price_list (id, public_id, name, is_base, created_at) VALUES
  (1, 15856273902530875487, 'General', TRUE, '2024-03-01 09:00:00'),
  (2, 13578246017007573155, 'Alder', FALSE, '2024-03-01 09:00:00'),
  (3, 5218007603373229081, 'Birch', FALSE, '2024-03-01 09:00:00'),
  (4, 12471090903436098504, 'Dogwood', FALSE, '2024-03-01 09:00:00'),
  (5, 1042346802781573717, 'Gold tier', FALSE, '2024-03-01 09:00:00');

INSERT INTO price_list_item (id, price_list_id, product_id, currency, amount_minor, valid_from, valid_until) VALUES
  (1, 1, 1, 'EUR', 1800, '2024-01-01', '2024-12-31'),
  (2, 1, 1, 'EUR', 1900, '2025-01-01', NULL),
  (3, 1, 1, 'JPY', 2900, '2024-01-01', NULL),
  (4, 1, 1, 'KWD', 5900, '2024-01-01', NULL),
  (5, 1, 2, 'EUR', 33600, '2024-01-01', NULL),
  (6, 1, 3, 'EUR', 1050, '2024-01-01', NULL),
  (7, 1, 3, 'KWD', 3250, '2024-01-01', NULL),
  (8, 1, 5, 'EUR', 120000, '2024-01-01', NULL),
  (9, 1, 5, 'JPY', 190000, '2024-01-01', NULL),
  (10, 1, 5, 'KWD', 399500, '2024-01-01', NULL),
  (11, 1, 4, 'EUR', 210000, '2024-01-01', NULL),
  (12, 2, 1, 'EUR', 1599, '2024-01-01', NULL),
  (13, 2, 2, 'EUR', 28800, '2024-01-01', NULL),
  (14, 3, 1, 'EUR', 1650, '2024-01-01', NULL),
  (15, 3, 5, 'EUR', 96000, '2024-01-01', NULL),
  (16, 4, 1, 'KWD', 4725, '2024-01-01', NULL),
  (17, 4, 5, 'KWD', 319600, '2024-01-01', NULL),
  (18, 5, 1, 'EUR', 1700, '2024-01-01', NULL),
  (19, 5, 3, 'EUR', 925, '2024-01-01', NULL);

-- From fifty terabytes on the archive costs less; the tier's list is Alder's because Alder is of that tier.
INSERT INTO price_list_item (id, price_list_id, product_id, currency, from_units, amount_minor, valid_from) VALUES
  (20, 1, 3, 'EUR', 50, 990, '2024-01-01');
UPDATE price_list SET tier = 'Gold' WHERE id = 5;
UPDATE org SET tier = 'Gold' WHERE id = 1;

INSERT INTO org_price_list (org_id, source, price_list_id) VALUES
  (1, 'personal', 2),
  (1, 'tier', 5),
  (2, 'personal', 3),
  (4, 'personal', 4);

INSERT INTO offer (id, public_id, code, created_at) VALUES
  (1, 7262540852679598148, 'core-monthly', '2024-03-01 09:00:00'),
  (2, 10963840087879047484, 'pro-yearly', '2024-03-01 09:00:00'),
  (3, 8944121033910696466, 'starter', '2024-03-01 09:00:00'),
  (4, 8975472958971563821, 'archive', '2024-03-01 09:00:00'),
  (5, 17505556851026603555, 'premium-support', '2024-03-01 09:00:00'),
  (6, 17025229267813812671, 'onboarding', '2024-03-01 09:00:00'),
  (7, 12888982792581400902, 'training', '2024-03-01 09:00:00'),
  (8, 3844047712945825124, 'monitoring', '2024-03-01 09:00:00'),
  (9, 4673450637988392409, 'core-online', '2024-03-01 09:00:00'),
  (10, 7507145152019841520, 'pro-next', '2024-03-01 09:00:00');

-- Offers 1, 5 and 7 are for every partner; 2, 4 and 6 for Alder and Cedar; 3 and 8 for Birch and Dogwood. 9 sells in the public
-- shop alone, 10 is not published yet.
INSERT INTO offer_version (id, public_id, offer_id, number, status, name, summary, terms, term_months, auto_renew, trial_days, quantity_min,
    quantity_max, quantity_step, channels, all_partners, labels, countries, published_at, created_at) VALUES
  (1, 12023829820844978402, 1, 1, 'retired', 'Core', 'The Core workspace by the month.', '', 0, TRUE, 0, 1, 0, 1, 'Online,Partner', TRUE, 'cloud', '', '2024-03-01 10:00:00', '2024-03-01 09:30:00'),
  (2, 17226794932942525140, 1, 2, 'published', 'Core, monthly', 'The shared workspace for a team, paid by the month and free for the first two weeks.', 'Can be cancelled at the end of any month. Users may be added at any time. Data is kept for 30 days after the end.', 0, TRUE, 14, 1, 0, 1, 'Online,Partner', TRUE, 'cloud', '', '2025-02-03 10:00:00', '2025-02-03 09:30:00'),
  (3, 1392473965863181299, 2, 1, 'published', 'Pro, yearly', 'Every module for larger teams, in packs of five, paid a year ahead.', 'The term is one year and renews for another unless it is cancelled 30 days before its end.', 12, TRUE, 0, 5, 500, 5, 'Partner', FALSE, 'cloud', '', '2024-03-01 10:00:00', '2024-03-01 09:30:00'),
  (4, 11484546240788353973, 3, 1, 'published', 'Starter package', 'Three Core seats, two terabytes of archive and the workshop to begin with.', 'The monthly part runs for two years and then ends. The workshop takes place within three months.', 24, FALSE, 0, 1, 20, 1, 'Partner', FALSE, 'cloud,packages', '', '2024-03-01 10:00:00', '2024-03-01 09:30:00'),
  (5, 2172501530846652495, 4, 1, 'published', 'Archive', 'Storage for what must be kept, with a second copy. For customers in Austria, Germany, Switzerland, France and the United Kingdom.', 'Kept in two buildings in Austria. The term is one year and renews.', 12, TRUE, 0, 1, 100, 1, 'Partner', FALSE, 'cloud', 'AT,DE,CH,FR,GB', '2024-03-01 10:00:00', '2024-03-01 09:30:00'),
  (6, 3347595402724163974, 5, 1, 'published', 'Premium support, three years', 'An answer within one hour, day and night, for three years.', 'Paid once a year. The contract ends after three years.', 36, FALSE, 0, 1, 1, 1, 'Partner', TRUE, 'services', '', '2024-03-01 10:00:00', '2024-03-01 09:30:00'),
  (7, 3759381960262051611, 6, 1, 'published', 'Onboarding with handbooks', 'The workshop for a new customer, with three printed handbooks.', 'The workshop takes place within three months of the order.', 3, FALSE, 0, 1, 0, 1, 'Partner', FALSE, 'services', '', '2024-03-01 10:00:00', '2024-03-01 09:30:00'),
  (8, 2067012077806411102, 7, 1, 'published', 'Training days', 'Training at the customer''s place or online, in any of our languages.', 'Days that are not used within a year expire.', 12, FALSE, 0, 1, 10, 1, 'Online,Partner', TRUE, 'services', '', '2024-03-01 10:00:00', '2024-03-01 09:30:00'),
  (9, 12920955482118968273, 8, 1, 'published', 'Monitoring', 'Watches a site and reports every quarter; the first 30 days are free.', 'The term is one year and renews for another.', 12, TRUE, 30, 1, 0, 1, 'Partner', FALSE, 'services', '', '2024-03-01 10:00:00', '2024-03-01 09:30:00'),
  (10, 11758752207091773778, 9, 1, 'published', 'Core, online only', 'Sold on the web site alone.', '', 0, TRUE, 14, 1, 5, 1, 'Online', TRUE, 'cloud', '', '2024-03-01 10:00:00', '2024-03-01 09:30:00'),
  (11, 10010673995964489281, 10, 1, 'draft', 'Pro, next year', 'Not for sale yet.', '', 12, TRUE, 0, 5, 500, 5, 'Partner', TRUE, 'cloud', '', NULL, '2025-06-02 09:30:00');

UPDATE offer o JOIN offer_version v ON v.offer_id = o.id AND v.status = 'published' SET o.published_version_id = v.id;

INSERT INTO offer_item (version_id, product_id, position, quantity) VALUES
  (1, 1, 1, 1), (2, 1, 1, 1), (3, 2, 1, 1), (4, 1, 1, 3), (4, 3, 2, 2), (4, 4, 3, 1), (5, 3, 1, 1), (6, 5, 1, 1),
  (7, 4, 1, 1), (7, 6, 2, 3), (8, 7, 1, 1), (9, 8, 1, 1), (10, 1, 1, 1), (11, 2, 1, 1);

INSERT INTO offer_eligible (version_id, org_id) VALUES
  (3, 1), (3, 3), (5, 1), (5, 3), (7, 1), (7, 3),
  (4, 2), (4, 4), (9, 2), (9, 4);

INSERT INTO promo (id, public_id, code, name, kind, rate_bp, periods, valid_from, all_partners, all_offers, created_at) VALUES
  (1, 9350113841024178771, 'WELCOME10', 'Welcome', 'percent', 1000, 3, '2024-03-01', TRUE, TRUE, '2024-03-01 09:00:00');

-- A file that came in with a fault.
INSERT INTO import_file (id, public_id, kind, name, content, status, bytes, bytes_done, lines_done, added, faults, person_id, created_at)
  SELECT 1, 3141592653589793238, 'products', 'products.csv', '', 'checked', 240, 240, 3, 2, 1, MIN(id), '2025-02-03 09:00:00' FROM person WHERE org_id IS NULL;
INSERT INTO import_line (import_id, line, what, column_name, note) VALUES
  (1, 2, 'add', '', 'archive-cold: Cold archive, 1 TB'), (1, 3, 'add', '', 'audit-report: Audit report'),
  (1, 4, 'fault', 'tax_class', 'No tax rule knows this class.');

-- The shelf as publishing leaves it: a row a label for each organisation that may buy, or one for all.
INSERT INTO offer_shelf (org_id, label, name, version_id)
  SELECT 0, l.label, v.name, v.id FROM offer_version v
    JOIN JSON_TABLE(CONCAT('["', REPLACE(v.labels, ',', '","'), '"]'), '$[*]' COLUMNS (label VARCHAR(60) PATH '$')) l
   WHERE v.status = 'published' AND FIND_IN_SET('Partner', v.channels) AND v.all_partners
  UNION ALL
  SELECT e.org_id, l.label, v.name, v.id FROM offer_version v JOIN offer_eligible e ON e.version_id = v.id
    JOIN JSON_TABLE(CONCAT('["', REPLACE(v.labels, ',', '","'), '"]'), '$[*]' COLUMNS (label VARCHAR(60) PATH '$')) l
   WHERE v.status = 'published' AND FIND_IN_SET('Partner', v.channels) AND NOT v.all_partners;

-- Austria: 20 and 10 percent at home; reverse charge for a business elsewhere in the Union, its own rates for anybody else there;
-- no tax outside. Japan: 10 percent at home. Kuwait knows no such tax.
INSERT INTO tax_rule (legal_entity_id, tax_class, buyer_country, needs_tax_number, category, rate_bp, name, note, valid_from) VALUES
  (1, 'standard', 'AT', FALSE, 'S', 2000, 'VAT', '', '2020-01-01'),
  (1, 'reduced', 'AT', FALSE, 'S', 1000, 'VAT', '', '2020-01-01'),
  (1, 'standard', '', FALSE, 'G', 0, 'VAT', '', '2020-01-01'),
  (1, 'reduced', '', FALSE, 'G', 0, 'VAT', '', '2020-01-01'),
  (2, 'standard', 'JP', FALSE, 'S', 1000, 'Consumption tax', '', '2019-10-01'),
  (2, 'reduced', 'JP', FALSE, 'S', 800, 'Consumption tax', '', '2019-10-01'),
  (2, 'standard', '', FALSE, 'G', 0, 'Consumption tax', '', '2019-10-01'),
  (2, 'reduced', '', FALSE, 'G', 0, 'Consumption tax', '', '2019-10-01'),
  (3, 'standard', '', FALSE, 'O', 0, 'Tax', '', '2020-01-01'),
  (3, 'reduced', '', FALSE, 'O', 0, 'Tax', '', '2020-01-01');

INSERT INTO tax_rule (legal_entity_id, tax_class, buyer_country, needs_tax_number, category, rate_bp, name, note, valid_from)
  SELECT 1, c.class, m.country, n.needs, IF(n.needs, 'AE', 'S'), IF(n.needs, 0, c.rate_bp), 'VAT', '', '2020-01-01'
    FROM JSON_TABLE('["BE","BG","CY","CZ","DE","DK","EE","ES","FI","FR","GR","HR","HU","IE","IT","LT","LU","LV","MT","NL","PL","PT","RO","SE","SI","SK"]',
                    '$[*]' COLUMNS (country CHAR(2) PATH '$')) m
    JOIN JSON_TABLE('[{"c":"standard","r":2000},{"c":"reduced","r":1000}]',
                    '$[*]' COLUMNS (class VARCHAR(20) PATH '$.c', rate_bp INT PATH '$.r')) c
    JOIN JSON_TABLE('[0,1]', '$[*]' COLUMNS (needs INT PATH '$')) n;
