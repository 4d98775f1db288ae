-- What is paid by use (lib/model/usage.h), how an offer may be paid (DOMAIN L5, M12), and files of uses.
ALTER TABLE product MODIFY COLUMN charge ENUM('recurring','one_off','usage') NOT NULL,
  ADD COLUMN metric VARCHAR(40) NOT NULL DEFAULT '' AFTER period_months,   -- what is counted, "GB"; of usage only
  DROP CONSTRAINT product_period,
  ADD CONSTRAINT product_period CHECK ((charge <> 'one_off') = (period_months > 0) AND (charge = 'usage') = (metric <> ''));
ALTER TABLE subscription_item MODIFY COLUMN charge ENUM('recurring','one_off','usage') NOT NULL;
-- What was used is billed whatever was cancelled meanwhile.
ALTER TABLE schedule_entry MODIFY COLUMN kind ENUM('charge','credit','usage') NOT NULL DEFAULT 'charge';
CREATE TABLE usage_record (
  id BIGINT NOT NULL AUTO_INCREMENT,
  public_id BIGINT UNSIGNED NOT NULL,
  subscription_id BIGINT NOT NULL,
  item_id BIGINT NOT NULL,
  org_id BIGINT NULL,
  used_on DATE NOT NULL,
  quantity BIGINT NOT NULL,
  once_key VARCHAR(100) NOT NULL,                  -- the caller's own: the same one again adds nothing
  period_from DATE NOT NULL,                       -- the period that it counts in
  period_to DATE NOT NULL,
  free BOOLEAN NOT NULL DEFAULT FALSE,             -- of a trial: never billed
  entry_id BIGINT NULL,                            -- the payment that bills it
  source ENUM('ui','import','api') NOT NULL,
  person_id BIGINT NULL,
  created_at DATETIME(6) NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY usage_record_public (public_id),
  UNIQUE KEY usage_record_once (subscription_id, once_key),
  KEY usage_record_used (subscription_id, used_on, id),
  KEY usage_record_open (entry_id, free, subscription_id, period_to),
  KEY usage_record_item (item_id, period_from),
  CONSTRAINT usage_record_subscription FOREIGN KEY (subscription_id) REFERENCES subscription (id),
  CONSTRAINT usage_record_item FOREIGN KEY (item_id) REFERENCES subscription_item (id),
  CONSTRAINT usage_record_entry FOREIGN KEY (entry_id) REFERENCES schedule_entry (id),
  CONSTRAINT usage_record_quantity CHECK (quantity BETWEEN 1 AND 1000000000)
) ENGINE=InnoDB;
ALTER TABLE import_file MODIFY COLUMN kind ENUM('products','offers','prices','usage') NOT NULL;

-- '': every way to pay; else those that it may be paid by, comma between. The payer's own way is the bill group's.
ALTER TABLE offer_version ADD COLUMN payment_types VARCHAR(100) NOT NULL DEFAULT '' AFTER countries;
ALTER TABLE bill_group ADD COLUMN payment_type ENUM('bank_transfer','card','direct_debit','ach_credit','manual') NOT NULL DEFAULT 'bank_transfer' AFTER net_terms;
