-- A made-up vendor, its companies, four partner organisations and their people. No name here is a real one's.
-- Ids below 100 are this file's; public ids are the first 64 bits of SHA-256 over "entity:1", "org:1", "person:1" ...

INSERT INTO party (id, legal_name, email, phone, address1, city, region, postal_code, country, tax_number, registration_number, endpoint_scheme, endpoint_id, language) VALUES
  (1, 'Example Software GmbH', 'billing@portico.example.com', '+43 1 5550100', 'Beispielgasse 1', 'Wien', '', '1010', 'AT', 'ATU00000000', 'FN 000000a', '9914', 'ATU00000000', 'de'),
  (2, 'Example Software KK', 'billing-jp@portico.example.com', '+81 3 5550 0100', '1-1-1 Reimachi', 'Tokyo', '', '100-0000', 'JP', 'T0000000000000', '', '', '', 'ja'),
  (3, 'Example Software WLL', 'billing-kw@portico.example.com', '+965 5550 0100', 'Block 1, Street 1', 'Kuwait City', '', '00000', 'KW', '', '', '', '', 'ar'),
  (11, 'Alder Partner Example Ltd', 'admin@alder.example.com', '+44 20 7946 0100', '1 Alder Yard', 'London', '', 'EC1A 1AA', 'GB', 'GB000000000', '00000000', '', '', 'en'),
  (12, 'Birch Reseller Example GmbH', 'admin@birch.example.net', '+49 30 23125 000', 'Birkenweg 2', 'Berlin', '', '10115', 'DE', 'DE000000000', 'HRB 000000', '', '', 'de'),
  (13, 'Cedar Integrator Example SARL', 'admin@cedar.example.org', '+33 1 99 00 00 00', '3 allée des Cèdres', 'Lyon', '', '69001', 'FR', 'FR00000000000', '000 000 000', '', '', 'fr'),
  (14, 'Dogwood Distributor Example WLL', 'admin@dogwood.example.com', '+965 5550 0200', 'Block 4, Street 4', 'Kuwait City', '', '00000', 'KW', '', '000000', '', '', 'en');

INSERT INTO legal_entity (id, public_id, party_id, base_currency, bank_name, iban, bic, invoice_prefix, zone) VALUES
  (1, 17155118793334467277, 1, 'EUR', 'Example Bank', 'AT611904300234573201', 'EXAMATWW', 'PX-', 'Europe/Vienna'),
  (2, 13024878161420747586, 2, 'JPY', 'Example Bank', '', 'EXAMJPJT', 'PJ-', 'Asia/Tokyo'),
  (3, 12378938664181688055, 3, 'KWD', 'Example Bank', '', 'EXAMKWKW', 'PK-', 'Asia/Kuwait');

INSERT INTO org (id, public_id, party_id, name, slug, invoice_owner, billing_account, crm_account, legal_entity_id, currency, colour, seat_limit, created_at) VALUES
  (1, 12929886914494720618, 11, 'Alder Partner Example', 'alder', 'partner', 'B-ALDER', 'C-ALDER', 1, 'EUR', '#0b6e4f', 0, '2024-03-01 09:00:00'),
  (2, 1044855211015135569, 12, 'Birch Reseller Example', 'birch', 'end_customer', 'B-BIRCH', 'C-BIRCH', 1, 'EUR', '#8a3324', 0, '2024-03-01 09:00:00'),
  (3, 12202333037847864484, 13, 'Cedar Integrator Example', 'cedar', 'partner', 'B-CEDAR', 'C-CEDAR', 2, 'JPY', '#3b3b98', 0, '2024-03-01 09:00:00'),
  (4, 8988818348238771777, 14, 'Dogwood Distributor Example', 'dogwood', 'end_customer', 'B-DOGWOOD', 'C-DOGWOOD', 3, 'KWD', '#7a3e6d', 0, '2024-03-01 09:00:00');

INSERT INTO person (id, public_id, org_id, email, name, roles, language, zone, created_at) VALUES
  (1, 1034178132965848175, 1, 'sales@alder.example.com', 'Robin Alder', 'sales', 'en', 'Europe/London', '2024-03-01 09:00:00'),
  (2, 17384759161096759107, 1, 'admin@alder.example.com', 'Sam Alder', 'partner_admin', 'en', 'Europe/London', '2024-03-01 09:00:00'),
  (3, 10928572475263370461, 1, 'finance@alder.example.com', 'Kim Alder', 'finance', 'en', 'Europe/London', '2024-03-01 09:00:00'),
  (4, 793321726752449840, 1, 'marketing@alder.example.com', 'Noor Alder', 'marketing', 'en', 'Europe/London', '2024-03-01 09:00:00'),
  (5, 1923496513771833055, 1, 'support@alder.example.com', 'Jo Alder', 'support', 'en', 'Europe/London', '2024-03-01 09:00:00'),
  (6, 3751764778420878139, 1, 'training@alder.example.com', 'Lee Alder', 'training', 'en', 'Europe/London', '2024-03-01 09:00:00'),
  (7, 3813944083494939208, 2, 'sales@birch.example.net', 'Chris Birch', 'sales', 'de', 'Europe/Berlin', '2024-03-01 09:00:00'),
  (8, 1364275788409475038, 2, 'admin@birch.example.net', 'Toni Birch', 'partner_admin', 'de', 'Europe/Berlin', '2024-03-01 09:00:00'),
  (9, 13285078375336414360, 2, 'finance@birch.example.net', 'Sascha Birch', 'finance', 'de', 'Europe/Berlin', '2024-03-01 09:00:00'),
  (10, 2994555421138116423, 3, 'sales@cedar.example.org', 'Camille Cedar', 'sales', 'en', 'Europe/Paris', '2024-03-01 09:00:00'),
  (11, 11212831587635228222, 3, 'admin@cedar.example.org', 'Dominique Cedar', 'partner_admin', 'en', 'Europe/Paris', '2024-03-01 09:00:00'),
  (12, 3461564862309013358, NULL, 'admin@portico.example.com', 'Alex Vendor', 'vendor_admin', 'en', 'Europe/Vienna', '2024-03-01 09:00:00'),
  (13, 6890108850274624498, NULL, 'finance@portico.example.com', 'Jamie Vendor', 'vendor_finance', 'en', 'Europe/Vienna', '2024-03-01 09:00:00'),
  (14, 13290496645750013590, NULL, 'channel@portico.example.com', 'Casey Vendor', 'channel_manager', 'en', 'Europe/Vienna', '2024-03-01 09:00:00'),
  (15, 2236324969954594180, NULL, 'support@portico.example.com', 'Riley Vendor', 'support_agent', 'en', 'Europe/Vienna', '2024-03-01 09:00:00'),
  (16, 14287135313909201574, NULL, 'content@portico.example.com', 'Morgan Vendor', 'content_manager', 'en', 'Europe/Vienna', '2024-03-01 09:00:00'),
  (17, 7830768938364451818, 4, 'sales@dogwood.example.com', 'Farah Dogwood', 'sales', 'en', 'Asia/Kuwait', '2024-03-01 09:00:00'),
  (18, 8603967635538242645, 4, 'admin@dogwood.example.com', 'Amal Dogwood', 'partner_admin', 'en', 'Asia/Kuwait', '2024-03-01 09:00:00');
