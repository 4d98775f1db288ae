-- What a test of billing needs, apart from any other data: a seller, five organisations and one in a region, their prices and offers. Ids from 9001.
INSERT INTO party (id, legal_name, email, address1, postal_code, city, country, tax_number, registration_number, language) VALUES
  (9001, 'Example Vendor GmbH', 'billing@example.com', 'Market Square 1', '1010', 'Vienna', 'AT', 'ATU12345678', 'FN 123456a', 'en'),
  (9002, 'Northwind Resale GmbH', 'ap@northwind.example.net', 'Harbour Street 5', '20457', 'Hamburg', 'DE', 'DE123456789', 'HRB 12345', 'en'),
  (9003, 'Contoso Agence SARL', 'compta@contoso.example.net', '5 rue du Port', '13001', 'Marseille', 'FR', '', '', 'en'),
  (9004, 'Other Partner Ltd', 'ap@other.example.net', '1 High Street', 'D01', 'Dublin', 'IE', '', '', 'en'),
  (9005, '例示株式会社', 'ap@yen.example.net', '1-1 Chiyoda', '100-0001', 'Tokyo', 'JP', '', '', 'en'),
  (9006, 'Dinar Trading', 'ap@dinar.example.net', 'Gulf Street 1', '13001', 'Kuwait City', 'KW', '', '', 'en');
INSERT INTO party (id, legal_name, email, address1, postal_code, city, region, country, tax_number, registration_number, language) VALUES
  (9007, 'Region Trading Inc.', 'ap@region.example.net', '1 rue Sainte', 'H2X 1Y4', 'Montréal', 'Québec', 'CA', '', '', 'en');
INSERT INTO legal_entity (id, public_id, party_id, base_currency, zone, bank_name, iban, bic, invoice_prefix) VALUES
  (9001, 9001, 9001, 'EUR', 'Europe/Vienna', 'Example Bank', 'AT611904300234573201', 'EXAMATWW', 'TX-');
INSERT INTO tax_rule (legal_entity_id, tax_class, buyer_country, needs_tax_number, category, rate_bp, name, note, valid_from) VALUES
  (9001, 'standard', '', FALSE, 'S', 2000, 'VAT', '', '2020-01-01'),
  (9001, 'reduced', '', FALSE, 'S', 1000, 'VAT', '', '2020-01-01'),
  (9001, 'standard', 'JP', FALSE, 'S', 1000, 'Consumption tax', '', '2020-01-01'),
  (9001, 'standard', 'DE', TRUE, 'AE', 0, 'VAT', 'Reverse charge: the recipient owes the tax.', '2020-01-01');
INSERT INTO tax_rule (legal_entity_id, tax_class, buyer_country, buyer_region, needs_tax_number, category, rate_bp, name, note, valid_from) VALUES
  (9001, 'standard', 'CA', '', FALSE, 'S', 500, 'GST', '', '2020-01-01'),
  (9001, 'standard', 'CA', 'Québec', FALSE, 'S', 1498, 'GST and QST', '', '2020-01-01');
INSERT INTO org (id, public_id, party_id, name, slug, invoice_owner, billing_account, legal_entity_id, currency, created_at) VALUES
  (9001, 9001, 9002, 'Northwind Resale', 'northwind-resale', 'partner', 'B-9001', 9001, 'EUR', UTC_TIMESTAMP(6)),
  (9002, 9002, 9003, 'Contoso Agence', 'contoso-agence', 'end_customer', 'B-9002', 9001, 'EUR', UTC_TIMESTAMP(6)),
  (9003, 9003, 9004, 'Other Partner', 'other-partner', 'partner', 'B-9003', 9001, 'EUR', UTC_TIMESTAMP(6)),
  (9004, 9004, 9005, 'Yen Partner', 'yen-partner', 'partner', 'B-9004', 9001, 'JPY', UTC_TIMESTAMP(6)),
  (9005, 9005, 9006, 'Dinar Partner', 'dinar-partner', 'partner', 'B-9005', 9001, 'KWD', UTC_TIMESTAMP(6)),
  (9006, 9006, 9007, 'Region Partner', 'region-partner', 'partner', 'B-9006', 9001, 'EUR', UTC_TIMESTAMP(6));
INSERT INTO person (id, public_id, org_id, email, name, roles, zone, created_at) VALUES
  (9001, 9001, 9001, 'nora@northwind.example.net', 'Nora North', 'partner_admin', 'Europe/Vienna', UTC_TIMESTAMP(6)),
  (9002, 9002, 9002, 'carl@contoso.example.net', 'Carl Conto', 'partner_admin', 'Europe/Vienna', UTC_TIMESTAMP(6)),
  (9003, 9003, 9003, 'olga@other.example.net', 'Olga Other', 'partner_admin', 'Europe/Vienna', UTC_TIMESTAMP(6)),
  (9004, 9004, 9004, 'yuki@yen.example.net', 'Yuki Yen', 'partner_admin', 'Asia/Tokyo', UTC_TIMESTAMP(6)),
  (9005, 9005, 9005, 'dana@dinar.example.net', 'Dana Dinar', 'partner_admin', 'Asia/Kuwait', UTC_TIMESTAMP(6)),
  (9006, 9006, 9006, 'rita@region.example.net', 'Rita Region', 'partner_admin', 'America/Toronto', UTC_TIMESTAMP(6));
INSERT INTO product (id, public_id, code, name, charge, period_months, tax_class, created_at) VALUES
  (9001, 9001, 'T-STORAGE', 'Cloud storage', 'recurring', 12, 'standard', UTC_TIMESTAMP(6)),
  (9002, 9002, 'T-SETUP', 'Set-up', 'one_off', 0, 'reduced', UTC_TIMESTAMP(6)),
  (9003, 9003, 'T-SUPPORT', 'Support', 'recurring', 1, 'standard', UTC_TIMESTAMP(6)),
  (9004, 9004, 'T-FREE', 'Starter kit', 'recurring', 12, 'standard', UTC_TIMESTAMP(6));
INSERT INTO product_price (product_id, currency, amount_minor, valid_from) VALUES
  (9001, 'EUR', 12345, '2020-01-01'), (9001, 'JPY', 12345, '2020-01-01'), (9001, 'KWD', 12345, '2020-01-01'),
  (9002, 'EUR', 5001, '2020-01-01'), (9002, 'JPY', 5001, '2020-01-01'), (9002, 'KWD', 5001, '2020-01-01'),
  (9003, 'EUR', 999, '2020-01-01'), (9004, 'EUR', 0, '2020-01-01');
INSERT INTO price_list (id, public_id, name, created_at) VALUES (9001, 9001, 'Contoso prices', UTC_TIMESTAMP(6));
INSERT INTO price_list_item (price_list_id, product_id, currency, amount_minor, valid_from) VALUES (9001, 9001, 'EUR', 10000, '2020-01-01');
INSERT INTO org_price_list (org_id, source, price_list_id) VALUES (9002, 'personal', 9001);
INSERT INTO offer (id, public_id, code, created_at) VALUES
  (9001, 9001, 'T-YEAR', UTC_TIMESTAMP(6)), (9002, 9002, 'T-MONTH', UTC_TIMESTAMP(6)), (9003, 9003, 'T-FREE', UTC_TIMESTAMP(6));
INSERT INTO offer_version (id, public_id, offer_id, number, status, name, term_months, auto_renew, channels, all_partners, labels, created_at) VALUES
  (9001, 9001, 9001, 1, 'published', 'Storage year', 12, TRUE, 'Partner', TRUE, 'Test', UTC_TIMESTAMP(6)),
  (9002, 9002, 9002, 1, 'published', 'Support', 0, FALSE, 'Partner', TRUE, 'Test', UTC_TIMESTAMP(6)),
  (9003, 9003, 9003, 1, 'published', 'Starter kit', 12, FALSE, 'Partner', TRUE, 'Test', UTC_TIMESTAMP(6));
UPDATE offer SET published_version_id = id WHERE id IN (9001, 9002, 9003);
INSERT INTO offer_item (version_id, product_id, position, quantity) VALUES (9001, 9001, 1, 1), (9001, 9002, 2, 1), (9002, 9003, 1, 2), (9003, 9004, 1, 1);
INSERT INTO offer_shelf (org_id, label, name, version_id) VALUES (0, 'Test', 'Storage year', 9001), (0, 'Test', 'Support', 9002), (0, 'Test', 'Starter kit', 9003);
