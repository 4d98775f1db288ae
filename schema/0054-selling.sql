-- Selling in full (DOMAIN L5, C8, decision 55): prices by quantity, lists of a tier, what the partner's own customer pays, add-ons.

-- A price holds from so many units on; for each of these bands its own periods, which never overlap.
ALTER TABLE product_price ADD COLUMN from_units INT NOT NULL DEFAULT 1 AFTER currency, DROP KEY product_price_from,
  ADD UNIQUE KEY product_price_from (product_id, currency, from_units, valid_from), ADD CONSTRAINT product_price_units CHECK (from_units >= 1);
ALTER TABLE price_list_item ADD COLUMN from_units INT NOT NULL DEFAULT 1 AFTER currency, DROP KEY price_list_item_from,
  ADD UNIQUE KEY price_list_item_from (price_list_id, product_id, currency, from_units, valid_from),
  ADD CONSTRAINT price_list_item_units CHECK (from_units >= 1);

-- Step 2 of C8: the tier that a list is of, and the one that an organisation holds.
ALTER TABLE price_list ADD COLUMN tier VARCHAR(60) NULL AFTER is_base, ADD UNIQUE KEY price_list_tier (tier);
ALTER TABLE org ADD COLUMN tier VARCHAR(60) NOT NULL DEFAULT '' AFTER status, ADD KEY org_tier (tier);
UPDATE price_list l JOIN (SELECT MIN(price_list_id) AS id FROM org_price_list WHERE source = 'tier' GROUP BY price_list_id) t ON t.id = l.id SET l.tier = l.name;
UPDATE org o JOIN org_price_list p ON p.org_id = o.id AND p.source = 'tier' JOIN price_list l ON l.id = p.price_list_id SET o.tier = COALESCE(l.tier, '');

-- Decision 55: bounds of the sell price in basis points of the list price; 0 sets none. An add-on hangs on another offer.
ALTER TABLE offer_version ADD COLUMN sell_floor_bp INT NOT NULL DEFAULT 0 AFTER quantity_step,
  ADD COLUMN sell_ceiling_bp INT NOT NULL DEFAULT 0 AFTER sell_floor_bp, ADD COLUMN addon_of BIGINT NULL AFTER checkout_tag,
  ADD KEY offer_version_addon (addon_of), ADD CONSTRAINT offer_version_addon FOREIGN KEY (addon_of) REFERENCES offer (id),
  ADD CONSTRAINT offer_version_sell CHECK (sell_floor_bp BETWEEN 0 AND 1000000 AND sell_ceiling_bp BETWEEN 0 AND 1000000);
-- What a partner that is invoiced itself asks of its customer: known to the partner alone.
ALTER TABLE order_price ADD COLUMN retail_minor BIGINT NULL AFTER sell_minor;

-- The sell price of one piece and period, as typed for a line of a basket ...
CREATE TABLE order_sell (
  line_id BIGINT NOT NULL,
  product_id BIGINT NOT NULL,
  org_id BIGINT NOT NULL,
  currency CHAR(3) NOT NULL,
  sell_minor BIGINT NOT NULL,
  PRIMARY KEY (line_id, product_id),
  KEY order_sell_product (product_id),
  CONSTRAINT order_sell_line FOREIGN KEY (line_id) REFERENCES order_line (id) ON DELETE CASCADE,
  CONSTRAINT order_sell_product FOREIGN KEY (product_id) REFERENCES product (id),
  CONSTRAINT order_sell_amount CHECK (sell_minor >= 0)
) ENGINE=InnoDB;
-- ... and as agreed with a customer once: what its next order begins with.
CREATE TABLE customer_price (
  customer_id BIGINT NOT NULL,
  product_id BIGINT NOT NULL,
  currency CHAR(3) NOT NULL,
  org_id BIGINT NOT NULL,
  sell_minor BIGINT NOT NULL,
  set_at DATETIME(6) NOT NULL,
  PRIMARY KEY (customer_id, product_id, currency),
  KEY customer_price_product (product_id),
  CONSTRAINT customer_price_customer FOREIGN KEY (customer_id) REFERENCES customer (id),
  CONSTRAINT customer_price_product FOREIGN KEY (product_id) REFERENCES product (id),
  CONSTRAINT customer_price_amount CHECK (sell_minor >= 0)
) ENGINE=InnoDB;
ALTER TABLE customer_order ADD COLUMN keep_prices BOOLEAN NOT NULL DEFAULT FALSE AFTER start_on;
