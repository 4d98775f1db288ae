-- org_id says whose a record is to read, and follows a transfer; made_org_id keeps whose it was when it was made; NULL: the same. What a
-- partner pays stays its own. An order's external_id is of the organisation that placed it.
ALTER TABLE invoice ADD COLUMN made_org_id BIGINT NULL AFTER org_id;
ALTER TABLE customer_order ADD COLUMN made_org_id BIGINT NULL AFTER org_id;
ALTER TABLE customer_order ADD COLUMN issuer_org_id BIGINT GENERATED ALWAYS AS (COALESCE(made_org_id, org_id)) STORED AFTER made_org_id;
ALTER TABLE customer_order ADD UNIQUE KEY customer_order_issuer (issuer_org_id, external_id);
ALTER TABLE customer_order ADD KEY customer_order_org_external (org_id, external_id);
ALTER TABLE customer_order DROP KEY customer_order_external;
