-- From the basket to what runs. Every row that an order makes carries the order's organisation (L12).

-- Who pays: one container of billing state by exactly (party, legal entity, currency) (decision 54).
CREATE TABLE bill_group (
  id BIGINT NOT NULL AUTO_INCREMENT,
  public_id BIGINT UNSIGNED NOT NULL,
  party_id BIGINT NOT NULL,
  legal_entity_id BIGINT NOT NULL,
  currency CHAR(3) NOT NULL,
  org_id BIGINT NULL,
  name VARCHAR(200) NOT NULL,
  net_terms INT NOT NULL DEFAULT 30,
  status ENUM('active','inactive','canceled','suspended') NOT NULL DEFAULT 'active',
  created_at DATETIME(6) NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY bill_group_public (public_id),
  UNIQUE KEY bill_group_payer (party_id, legal_entity_id, currency),
  KEY bill_group_org (org_id, id),
  CONSTRAINT bill_group_party FOREIGN KEY (party_id) REFERENCES party (id),
  CONSTRAINT bill_group_legal_entity FOREIGN KEY (legal_entity_id) REFERENCES legal_entity (id),
  CONSTRAINT bill_group_org FOREIGN KEY (org_id) REFERENCES org (id),
  CONSTRAINT bill_group_terms CHECK (net_terms IN (0,5,7,8,10,14,15,20,21,30,45,60,75,90,100,120,150,180))
) ENGINE=InnoDB;

-- A draft is the basket; placing it makes it complete in one transaction.
CREATE TABLE customer_order (
  id BIGINT NOT NULL AUTO_INCREMENT,
  public_id BIGINT UNSIGNED NOT NULL,
  reference VARCHAR(20) NULL,                      -- "O-" and the public id, given when placed
  org_id BIGINT NOT NULL,
  person_id BIGINT NULL,
  customer_id BIGINT NULL,                         -- set when placed, or when an existing one was chosen
  billing_party_id BIGINT NULL,                    -- what was typed for a new customer
  delivery_party_id BIGINT NULL,                   -- NULL: as billing
  source ENUM('ui','api','admin') NOT NULL DEFAULT 'ui',
  external_id VARCHAR(100) NULL,
  status ENUM('draft','submitted','processing','complete','failed','cancelled') NOT NULL DEFAULT 'draft',
  invoice_owner ENUM('partner','end_customer') NOT NULL,
  currency CHAR(3) NOT NULL,
  po_number VARCHAR(60) NOT NULL DEFAULT '',
  start_on DATE NULL,
  total_now_minor BIGINT NOT NULL DEFAULT 0,       -- what the payer owes at once, tax included; frozen when placed
  sync_status ENUM('none','pending','synced','error') NOT NULL DEFAULT 'none',
  failure VARCHAR(500) NOT NULL DEFAULT '',
  created_at DATETIME(6) NOT NULL,
  placed_at DATETIME(6) NULL,
  PRIMARY KEY (id),
  UNIQUE KEY customer_order_public (public_id),
  UNIQUE KEY customer_order_external (org_id, external_id),
  KEY customer_order_placed (org_id, placed_at, id),
  KEY customer_order_draft (org_id, person_id, status, id),
  KEY customer_order_customer (customer_id, id),
  CONSTRAINT customer_order_org FOREIGN KEY (org_id) REFERENCES org (id),
  CONSTRAINT customer_order_customer FOREIGN KEY (customer_id) REFERENCES customer (id),
  CONSTRAINT customer_order_billing FOREIGN KEY (billing_party_id) REFERENCES party (id),
  CONSTRAINT customer_order_delivery FOREIGN KEY (delivery_party_id) REFERENCES party (id)
) ENGINE=InnoDB;

CREATE TABLE order_line (
  id BIGINT NOT NULL AUTO_INCREMENT,
  order_id BIGINT NOT NULL,
  org_id BIGINT NOT NULL,
  version_id BIGINT NOT NULL,
  quantity INT NOT NULL,
  position INT NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY order_line_once (order_id, version_id),
  CONSTRAINT order_line_order FOREIGN KEY (order_id) REFERENCES customer_order (id),
  CONSTRAINT order_line_version FOREIGN KEY (version_id) REFERENCES offer_version (id),
  CONSTRAINT order_line_quantity CHECK (quantity >= 1)
) ENGINE=InnoDB;

-- The price of each product of a line, as it was decided when the order was placed, and why.
CREATE TABLE order_price (
  line_id BIGINT NOT NULL,
  product_id BIGINT NOT NULL,
  org_id BIGINT NOT NULL,
  units INT NOT NULL,                              -- line quantity times the offer's quantity
  buy_minor BIGINT NOT NULL,                       -- what the partner pays, a unit and period
  sell_minor BIGINT NOT NULL,                      -- what the end customer pays; equals buy unless the end customer owns the invoice
  source ENUM('personal','tier','base','product') NOT NULL,
  source_id BIGINT NOT NULL,                       -- price_list_item.id, or product_price.id
  PRIMARY KEY (line_id, product_id),
  CONSTRAINT order_price_line FOREIGN KEY (line_id) REFERENCES order_line (id),
  CONSTRAINT order_price_product FOREIGN KEY (product_id) REFERENCES product (id)
) ENGINE=InnoDB;

CREATE TABLE order_event (
  id BIGINT NOT NULL AUTO_INCREMENT,
  order_id BIGINT NOT NULL,
  org_id BIGINT NOT NULL,
  at DATETIME(6) NOT NULL,
  status VARCHAR(20) NOT NULL,
  person_id BIGINT NULL,
  note VARCHAR(500) NOT NULL DEFAULT '',
  PRIMARY KEY (id),
  KEY order_event_order (order_id, id),
  CONSTRAINT order_event_order FOREIGN KEY (order_id) REFERENCES customer_order (id)
) ENGINE=InnoDB;

-- One purchased offer is one subscription (L5).
CREATE TABLE subscription (
  id BIGINT NOT NULL AUTO_INCREMENT,
  public_id BIGINT UNSIGNED NOT NULL,
  org_id BIGINT NULL,
  customer_id BIGINT NOT NULL,
  bill_group_id BIGINT NOT NULL,
  order_line_id BIGINT NOT NULL,
  version_id BIGINT NOT NULL,
  quantity INT NOT NULL,
  currency CHAR(3) NOT NULL,
  zone VARCHAR(64) NOT NULL DEFAULT 'UTC',         -- its own: dates change at its midnight
  start_on DATE NOT NULL,
  term_start_on DATE NOT NULL,
  term_end_on DATE NULL,                           -- last day of the term; NULL runs until cancelled
  billed_from_on DATE NOT NULL,                    -- after the trial
  anchor_day INT NOT NULL,                         -- day of the month that periods begin on
  auto_renew BOOLEAN NOT NULL,
  status ENUM('pending','active','suspended','cancelled','expired') NOT NULL,
  cancel_on DATE NULL,
  cancel_reason VARCHAR(300) NOT NULL DEFAULT '',
  po_number VARCHAR(60) NOT NULL DEFAULT '',
  created_at DATETIME(6) NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY subscription_public (public_id),
  UNIQUE KEY subscription_line (order_line_id),
  KEY subscription_org (org_id, start_on, id),
  KEY subscription_customer (customer_id, start_on, id),
  KEY subscription_bill_group (bill_group_id, id),
  KEY subscription_start (status, start_on),
  KEY subscription_end (status, term_end_on),
  CONSTRAINT subscription_org FOREIGN KEY (org_id) REFERENCES org (id),
  CONSTRAINT subscription_customer FOREIGN KEY (customer_id) REFERENCES customer (id),
  CONSTRAINT subscription_bill_group FOREIGN KEY (bill_group_id) REFERENCES bill_group (id),
  CONSTRAINT subscription_order_line FOREIGN KEY (order_line_id) REFERENCES order_line (id),
  CONSTRAINT subscription_version FOREIGN KEY (version_id) REFERENCES offer_version (id)
) ENGINE=InnoDB;

CREATE TABLE subscription_item (
  id BIGINT NOT NULL AUTO_INCREMENT,
  subscription_id BIGINT NOT NULL,
  org_id BIGINT NULL,
  product_id BIGINT NOT NULL,
  units INT NOT NULL,
  charge ENUM('recurring','one_off') NOT NULL,
  period_months INT NOT NULL,
  buy_minor BIGINT NOT NULL,
  sell_minor BIGINT NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY subscription_item_product (subscription_id, product_id),
  CONSTRAINT subscription_item_subscription FOREIGN KEY (subscription_id) REFERENCES subscription (id),
  CONSTRAINT subscription_item_of FOREIGN KEY (product_id) REFERENCES product (id)
) ENGINE=InnoDB;

-- The coming payments, before tax. One row a day on which something falls due.
CREATE TABLE schedule_entry (
  id BIGINT NOT NULL AUTO_INCREMENT,
  subscription_id BIGINT NOT NULL,
  org_id BIGINT NULL,
  item_id BIGINT NOT NULL,
  number INT NOT NULL,
  due_on DATE NOT NULL,
  period_from DATE NOT NULL,
  period_to DATE NOT NULL,                         -- last day
  amount_minor BIGINT NOT NULL,                    -- what the payer is invoiced
  margin_minor BIGINT NOT NULL DEFAULT 0,          -- the partner's part of it, earned on payment (decision 55)
  status ENUM('planned','invoiced','void') NOT NULL DEFAULT 'planned',
  invoice_id BIGINT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY schedule_entry_number (item_id, number),
  KEY schedule_entry_due (status, due_on, id),
  KEY schedule_entry_subscription (subscription_id, due_on, id),
  CONSTRAINT schedule_entry_subscription FOREIGN KEY (subscription_id) REFERENCES subscription (id),
  CONSTRAINT schedule_entry_item FOREIGN KEY (item_id) REFERENCES subscription_item (id)
) ENGINE=InnoDB;
