-- What is sold, at what price, to whom (DOMAIN L5-L8, C8). Prices and offers are effective-dated rows: nothing that was decided
-- under one is changed by the next.

CREATE TABLE product (
  id BIGINT NOT NULL AUTO_INCREMENT,
  public_id BIGINT UNSIGNED NOT NULL,
  code VARCHAR(60) NOT NULL,
  name VARCHAR(200) NOT NULL,
  description VARCHAR(2000) NOT NULL DEFAULT '',
  charge ENUM('recurring','one_off') NOT NULL,
  period_months INT NOT NULL DEFAULT 0,            -- what one price pays for; 0 for a one-off
  tax_class VARCHAR(20) NOT NULL DEFAULT 'standard',
  created_at DATETIME(6) NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY product_public (public_id),
  UNIQUE KEY product_code (code),
  KEY product_name (name, id),
  CONSTRAINT product_period CHECK ((charge = 'recurring') = (period_months > 0))
) ENGINE=InnoDB;

-- Step 4 of C8: the price on the product itself.
CREATE TABLE product_price (
  id BIGINT NOT NULL AUTO_INCREMENT,
  product_id BIGINT NOT NULL,
  currency CHAR(3) NOT NULL,
  amount_minor BIGINT NOT NULL,
  valid_from DATE NOT NULL,
  valid_until DATE NULL,                           -- last day
  PRIMARY KEY (id),
  UNIQUE KEY product_price_from (product_id, currency, valid_from),
  CONSTRAINT product_price_product FOREIGN KEY (product_id) REFERENCES product (id),
  CONSTRAINT product_price_amount CHECK (amount_minor >= 0)
) ENGINE=InnoDB;

CREATE TABLE price_list (
  id BIGINT NOT NULL AUTO_INCREMENT,
  public_id BIGINT UNSIGNED NOT NULL,
  name VARCHAR(200) NOT NULL,
  is_base BOOLEAN NOT NULL DEFAULT FALSE,          -- step 3 of C8: at most one
  base_once TINYINT AS (IF(is_base, 1, NULL)) STORED,
  created_at DATETIME(6) NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY price_list_public (public_id),
  UNIQUE KEY price_list_base (base_once),
  KEY price_list_name (name, id)
) ENGINE=InnoDB;

CREATE TABLE price_list_item (
  id BIGINT NOT NULL AUTO_INCREMENT,
  price_list_id BIGINT NOT NULL,
  product_id BIGINT NOT NULL,
  currency CHAR(3) NOT NULL,
  amount_minor BIGINT NOT NULL,
  valid_from DATE NOT NULL,
  valid_until DATE NULL,
  PRIMARY KEY (id),
  UNIQUE KEY price_list_item_from (price_list_id, product_id, currency, valid_from),
  KEY price_list_item_product (product_id),
  CONSTRAINT price_list_item_list FOREIGN KEY (price_list_id) REFERENCES price_list (id),
  CONSTRAINT price_list_item_product FOREIGN KEY (product_id) REFERENCES product (id),
  CONSTRAINT price_list_item_amount CHECK (amount_minor >= 0)
) ENGINE=InnoDB;

-- Steps 1 and 2 of C8: the lists that an organisation buys by. A tier's list comes with its partnership.
CREATE TABLE org_price_list (
  org_id BIGINT NOT NULL,
  source ENUM('personal','tier') NOT NULL,
  price_list_id BIGINT NOT NULL,
  PRIMARY KEY (org_id, source),
  CONSTRAINT org_price_list_org FOREIGN KEY (org_id) REFERENCES org (id),
  CONSTRAINT org_price_list_list FOREIGN KEY (price_list_id) REFERENCES price_list (id)
) ENGINE=InnoDB;

CREATE TABLE offer (
  id BIGINT NOT NULL AUTO_INCREMENT,
  public_id BIGINT UNSIGNED NOT NULL,
  code VARCHAR(60) NOT NULL,
  published_version_id BIGINT NULL,                -- what sells now; NULL: nothing does
  created_at DATETIME(6) NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY offer_public (public_id),
  UNIQUE KEY offer_code (code)
) ENGINE=InnoDB;

CREATE TABLE offer_version (
  id BIGINT NOT NULL AUTO_INCREMENT,
  public_id BIGINT UNSIGNED NOT NULL,
  offer_id BIGINT NOT NULL,
  number INT NOT NULL,
  status ENUM('draft','published','retired') NOT NULL DEFAULT 'draft',
  name VARCHAR(200) NOT NULL,
  summary VARCHAR(1000) NOT NULL DEFAULT '',
  terms TEXT NOT NULL DEFAULT '',
  term_months INT NOT NULL DEFAULT 12,             -- 0: runs until cancelled
  auto_renew BOOLEAN NOT NULL DEFAULT TRUE,
  trial_days INT NOT NULL DEFAULT 0,
  quantity_min INT NOT NULL DEFAULT 1,
  quantity_max INT NOT NULL DEFAULT 0,             -- 0: no maximum
  quantity_step INT NOT NULL DEFAULT 1,
  channels VARCHAR(200) NOT NULL DEFAULT '',       -- "Online,Partner": empty is the public shop only (decision 5)
  all_partners BOOLEAN NOT NULL DEFAULT FALSE,     -- else the rows of offer_eligible; none is nobody (decision 4)
  labels VARCHAR(200) NOT NULL DEFAULT '',
  countries VARCHAR(800) NOT NULL DEFAULT '',      -- of the end customer; '' is every country
  checkout_tag VARCHAR(60) NOT NULL DEFAULT 'checkout',
  published_at DATETIME(6) NULL,
  created_at DATETIME(6) NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY offer_version_public (public_id),
  UNIQUE KEY offer_version_number (offer_id, number),
  CONSTRAINT offer_version_offer FOREIGN KEY (offer_id) REFERENCES offer (id),
  CONSTRAINT offer_version_quantity CHECK (quantity_min >= 1 AND quantity_step >= 1 AND quantity_max >= 0 AND term_months >= 0 AND trial_days >= 0)
) ENGINE=InnoDB;

CREATE TABLE offer_item (
  version_id BIGINT NOT NULL,
  product_id BIGINT NOT NULL,
  position INT NOT NULL,
  quantity INT NOT NULL DEFAULT 1,                 -- per unit of the offer
  PRIMARY KEY (version_id, product_id),
  KEY offer_item_product (product_id),
  CONSTRAINT offer_item_version FOREIGN KEY (version_id) REFERENCES offer_version (id),
  CONSTRAINT offer_item_product FOREIGN KEY (product_id) REFERENCES product (id),
  CONSTRAINT offer_item_quantity CHECK (quantity >= 1)
) ENGINE=InnoDB;

CREATE TABLE offer_eligible (
  version_id BIGINT NOT NULL,
  org_id BIGINT NOT NULL,
  PRIMARY KEY (version_id, org_id),
  KEY offer_eligible_org (org_id),
  CONSTRAINT offer_eligible_version FOREIGN KEY (version_id) REFERENCES offer_version (id),
  CONSTRAINT offer_eligible_org FOREIGN KEY (org_id) REFERENCES org (id)
) ENGINE=InnoDB;

-- What stands on which organisation's shelf: derived at publishing, so that a page reads its own rows only, however many
-- organisations and offers there are. org_id 0 is every partner. Eligibility is decided by offer_on_shelf() alone.
CREATE TABLE offer_shelf (
  org_id BIGINT NOT NULL,
  label VARCHAR(60) NOT NULL,
  name VARCHAR(200) NOT NULL,
  version_id BIGINT NOT NULL,
  PRIMARY KEY (org_id, label, name, version_id),
  KEY offer_shelf_version (version_id, org_id),
  CONSTRAINT offer_shelf_version FOREIGN KEY (version_id) REFERENCES offer_version (id)
) ENGINE=InnoDB;

-- Which tax a legal entity charges whom. The narrowest row wins: a country before any, with a tax number before without.
CREATE TABLE tax_rule (
  id BIGINT NOT NULL AUTO_INCREMENT,
  legal_entity_id BIGINT NOT NULL,
  tax_class VARCHAR(20) NOT NULL DEFAULT 'standard',
  buyer_country CHAR(2) NOT NULL DEFAULT '',       -- '' any other
  needs_tax_number BOOLEAN NOT NULL DEFAULT FALSE,
  category CHAR(2) NOT NULL,                       -- UNCL5305: S, Z, E, AE, G, O
  rate_bp INT NOT NULL,
  name VARCHAR(60) NOT NULL,                       -- "VAT", "Consumption tax"
  note VARCHAR(300) NOT NULL DEFAULT '',           -- what the invoice must say
  valid_from DATE NOT NULL,
  valid_until DATE NULL,
  PRIMARY KEY (id),
  UNIQUE KEY tax_rule_from (legal_entity_id, tax_class, buyer_country, needs_tax_number, valid_from),
  CONSTRAINT tax_rule_legal_entity FOREIGN KEY (legal_entity_id) REFERENCES legal_entity (id),
  CONSTRAINT tax_rule_rate CHECK (rate_bp BETWEEN 0 AND 10000)
) ENGINE=InnoDB;
