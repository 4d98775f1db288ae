-- Promotion codes (DOMAIN L8, L11) and the terms that an order accepts.

CREATE TABLE promo (
  id BIGINT NOT NULL AUTO_INCREMENT,
  public_id BIGINT UNSIGNED NOT NULL,
  code VARCHAR(40) NOT NULL,
  name VARCHAR(200) NOT NULL,
  kind ENUM('percent','amount') NOT NULL,
  rate_bp INT NOT NULL DEFAULT 0,
  periods INT NOT NULL DEFAULT 1,                  -- of each line's payments; 0: all that an order plans
  valid_from DATE NOT NULL,
  valid_until DATE NULL,                           -- last day
  uses_max INT NOT NULL DEFAULT 0,                 -- 0: no limit
  uses INT NOT NULL DEFAULT 0,
  all_partners BOOLEAN NOT NULL DEFAULT FALSE,
  all_offers BOOLEAN NOT NULL DEFAULT FALSE,
  active BOOLEAN NOT NULL DEFAULT TRUE,
  created_at DATETIME(6) NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY promo_public (public_id),
  UNIQUE KEY promo_code (code),
  CONSTRAINT promo_bounds CHECK (rate_bp BETWEEN 0 AND 10000 AND periods BETWEEN 0 AND 12 AND uses_max >= 0),
  CONSTRAINT promo_counted CHECK (uses_max = 0 OR uses <= uses_max)
) ENGINE=InnoDB;
CREATE TABLE promo_amount (
  promo_id BIGINT NOT NULL,
  currency CHAR(3) NOT NULL,
  amount_minor BIGINT NOT NULL,
  PRIMARY KEY (promo_id, currency),
  CONSTRAINT promo_amount_promo FOREIGN KEY (promo_id) REFERENCES promo (id),
  CONSTRAINT promo_amount_amount CHECK (amount_minor > 0)
) ENGINE=InnoDB;
CREATE TABLE promo_org (
  promo_id BIGINT NOT NULL,
  org_id BIGINT NOT NULL,
  PRIMARY KEY (promo_id, org_id),
  KEY promo_org_org (org_id),
  CONSTRAINT promo_org_promo FOREIGN KEY (promo_id) REFERENCES promo (id),
  CONSTRAINT promo_org_org FOREIGN KEY (org_id) REFERENCES org (id)
) ENGINE=InnoDB;
CREATE TABLE promo_offer (
  promo_id BIGINT NOT NULL,
  offer_id BIGINT NOT NULL,
  PRIMARY KEY (promo_id, offer_id),
  KEY promo_offer_offer (offer_id),
  CONSTRAINT promo_offer_promo FOREIGN KEY (promo_id) REFERENCES promo (id),
  CONSTRAINT promo_offer_offer FOREIGN KEY (offer_id) REFERENCES offer (id)
) ENGINE=InnoDB;

-- What a draft asks for; what a placed order was given. discount: what its first payments are less, before tax.
ALTER TABLE customer_order ADD COLUMN promo_code VARCHAR(40) NOT NULL DEFAULT '' AFTER keep_prices,
  ADD COLUMN promo_id BIGINT NULL AFTER promo_code, ADD KEY customer_order_promo (promo_id, id),
  ADD CONSTRAINT customer_order_promo FOREIGN KEY (promo_id) REFERENCES promo (id);
ALTER TABLE schedule_entry ADD COLUMN discount_minor BIGINT NOT NULL DEFAULT 0 AFTER margin_minor,
  ADD COLUMN promo VARCHAR(40) NOT NULL DEFAULT '' AFTER discount_minor;

-- Versions of what every order accepts; the newest published one holds.
CREATE TABLE order_terms (
  id BIGINT NOT NULL AUTO_INCREMENT,
  public_id BIGINT UNSIGNED NOT NULL,
  number INT NOT NULL,
  body TEXT NOT NULL,
  published_at DATETIME(6) NOT NULL,
  person_id BIGINT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY order_terms_public (public_id),
  UNIQUE KEY order_terms_number (number)
) ENGINE=InnoDB;
ALTER TABLE customer_order ADD COLUMN terms_id BIGINT NULL AFTER promo_id, ADD COLUMN terms_at DATETIME(6) NULL AFTER terms_id,
  ADD KEY customer_order_terms (terms_id), ADD CONSTRAINT customer_order_terms FOREIGN KEY (terms_id) REFERENCES order_terms (id);
