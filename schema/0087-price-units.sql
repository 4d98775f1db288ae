-- A price by use may be for several of what is counted: "0.20 EUR for 1,000 calls" (lib/model/usage.h, U7). It is the product's, so that
-- the prices of all lists and bands are for the same and can be compared; it is kept with the order, and said by the invoice.
ALTER TABLE product ADD COLUMN per_units INT NOT NULL DEFAULT 1 AFTER metric,
  ADD CONSTRAINT product_per_units CHECK (per_units BETWEEN 1 AND 1000000 AND (per_units = 1 OR charge = 'usage'));
ALTER TABLE order_price ADD COLUMN per_units INT NOT NULL DEFAULT 1 AFTER units;
ALTER TABLE subscription_item ADD COLUMN per_units INT NOT NULL DEFAULT 1 AFTER charge;
-- The price that a use was billed at: of the band of all that was used. NULL: before prices were for several.
ALTER TABLE schedule_entry ADD COLUMN unit_minor BIGINT NULL AFTER units;
ALTER TABLE invoice_line ADD COLUMN per_units INT NOT NULL DEFAULT 1 AFTER unit_minor;
