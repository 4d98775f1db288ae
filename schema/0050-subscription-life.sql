-- The life of a subscription (DOMAIN L11, L15, decisions 13, 14, 58, 59): changes and their orders, pauses, credits, who may do what.
ALTER TABLE subscription
  ADD COLUMN term_months INT NULL AFTER quantity,  -- NULL: as its offer says
  ADD COLUMN revision INT NOT NULL DEFAULT 0,      -- rises with each change: a preview of another one is stale
  ADD COLUMN shift_days INT NOT NULL DEFAULT 0,    -- by which pauses moved this term's periods
  ADD COLUMN suspended_on DATE NULL,
  ADD COLUMN resume_by_on DATE NULL,               -- the pause ends by itself on this day, the last that was allowed when it began
  ADD KEY subscription_resume (status, resume_by_on),
  ADD KEY subscription_org_end (org_id, term_end_on, id),
  ADD KEY subscription_term_end (term_end_on, id),
  ADD KEY subscription_started (start_on, id);

-- What a subscription was made of stays for its payments; live is NULL then.
ALTER TABLE subscription_item
  ADD COLUMN version_id BIGINT NULL AFTER product_id,        -- the offer it came with; NULL: the order's
  ADD COLUMN addon BOOLEAN NOT NULL DEFAULT FALSE,
  ADD COLUMN addon_quantity INT NOT NULL DEFAULT 0,
  ADD COLUMN source VARCHAR(10) NOT NULL DEFAULT '',         -- of its price, as in order_price; '': see there
  ADD COLUMN source_id BIGINT NOT NULL DEFAULT 0,
  ADD COLUMN live BOOLEAN NULL DEFAULT TRUE,
  ADD COLUMN ended_on DATE NULL,
  ADD UNIQUE KEY subscription_item_live (subscription_id, product_id, addon, live),
  DROP KEY subscription_item_product,
  ADD CONSTRAINT subscription_item_version FOREIGN KEY (version_id) REFERENCES offer_version (id);

-- A credit gives back a part of one charge, once.
ALTER TABLE schedule_entry
  ADD COLUMN kind ENUM('charge','credit') NOT NULL DEFAULT 'charge' AFTER number,
  ADD COLUMN days INT NOT NULL DEFAULT 0,          -- that are charged or given back; 0: all of the period
  ADD COLUMN days_of INT NOT NULL DEFAULT 0,       -- of how many
  ADD COLUMN units INT NOT NULL DEFAULT 0,         -- 0: the item's
  ADD COLUMN credits_id BIGINT NULL,
  ADD UNIQUE KEY schedule_entry_credits (credits_id),
  ADD CONSTRAINT schedule_entry_credit FOREIGN KEY (credits_id) REFERENCES schedule_entry (id),
  ADD CONSTRAINT schedule_entry_sign CHECK ((kind = 'credit') = (amount_minor < 0) AND (kind = 'credit') = (credits_id IS NOT NULL));

-- Orders that change what runs (L11).
ALTER TABLE customer_order
  ADD COLUMN kind ENUM('new','update','change_offer','cancel','renew') NOT NULL DEFAULT 'new' AFTER source,
  ADD COLUMN subscription_id BIGINT NULL AFTER customer_id,
  ADD KEY customer_order_subscription (subscription_id, id),
  ADD CONSTRAINT customer_order_subscription FOREIGN KEY (subscription_id) REFERENCES subscription (id);

-- What was changed, or will be on its day: with the prices that were decided then.
CREATE TABLE subscription_change (
  id BIGINT NOT NULL AUTO_INCREMENT,
  public_id BIGINT UNSIGNED NOT NULL,
  subscription_id BIGINT NOT NULL,
  org_id BIGINT NULL,
  order_id BIGINT NULL,
  kind ENUM('update','change_offer','renew','renewal_on','renewal_off','pause','resume','cancel','undo') NOT NULL,
  status ENUM('scheduled','done','undone') NOT NULL,
  effective_on DATE NOT NULL,
  version_id BIGINT NOT NULL,
  quantity INT NOT NULL,
  term_months INT NOT NULL,
  auto_renew BOOLEAN NOT NULL,
  reason VARCHAR(300) NOT NULL DEFAULT '',
  items MEDIUMTEXT NOT NULL DEFAULT '[]',          -- what it is made of from then on
  figures CHAR(22) NOT NULL,                       -- fingerprint of the preview that was confirmed
  person_id BIGINT NULL,
  created_at DATETIME(6) NOT NULL,
  done_at DATETIME(6) NULL,
  waiting TINYINT AS (IF(status = 'scheduled', 1, NULL)) STORED,
  PRIMARY KEY (id),
  UNIQUE KEY subscription_change_public (public_id),
  UNIQUE KEY subscription_change_waiting (subscription_id, waiting),
  KEY subscription_change_day (waiting, effective_on),
  KEY subscription_change_of (subscription_id, id),
  CONSTRAINT subscription_change_of FOREIGN KEY (subscription_id) REFERENCES subscription (id),
  CONSTRAINT subscription_change_order FOREIGN KEY (order_id) REFERENCES customer_order (id),
  CONSTRAINT subscription_change_version FOREIGN KEY (version_id) REFERENCES offer_version (id)
) ENGINE=InnoDB;

-- Who may do what: the organisation's own row decides, else its products' (the strictest), else the general one (0, 0).
CREATE TABLE subscription_rule (
  org_id BIGINT NOT NULL DEFAULT 0,
  product_id BIGINT NOT NULL DEFAULT 0,
  action ENUM('change','addon','renew','pause','cancel') NOT NULL,
  allowed ENUM('partner','vendor') NOT NULL,
  days_max INT NOT NULL DEFAULT 0,                 -- of a pause
  credit BOOLEAN NOT NULL DEFAULT FALSE,           -- of unused days when it is cancelled at once
  PRIMARY KEY (org_id, product_id, action)
) ENGINE=InnoDB;
INSERT INTO subscription_rule (action, allowed, days_max, credit) VALUES ('change', 'partner', 0, FALSE), ('addon', 'partner', 0, FALSE),
  ('renew', 'partner', 0, FALSE), ('pause', 'vendor', 90, FALSE), ('cancel', 'vendor', 0, FALSE);

-- Less than zero is a credit note (UNCL1001 381): its amounts stand here with their sign.
ALTER TABLE invoice
  ADD COLUMN kind ENUM('invoice','credit_note') NOT NULL DEFAULT 'invoice' AFTER owner,
  DROP CONSTRAINT invoice_sum,
  ADD CONSTRAINT invoice_sum CHECK (net_minor + tax_minor = total_minor AND due_minor BETWEEN LEAST(0, total_minor) AND GREATEST(0, total_minor)
    AND (kind = 'credit_note' OR total_minor >= 0) AND (kind = 'invoice' OR total_minor <= 0));

-- Staff who look after partners may change what runs for them.
UPDATE vendor_role SET rights = CONCAT(rights, ',order.write') WHERE role_key = 'channel_manager' AND built_in AND FIND_IN_SET('order.write', rights) = 0;
