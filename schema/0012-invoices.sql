-- Invoices and the ledger. A draft becomes a numbered, frozen document; every movement of money is a balanced entry.

-- The last number given: the one hot row, locked last (DESIGN 3).
CREATE TABLE invoice_counter (
  legal_entity_id BIGINT NOT NULL,
  year INT NOT NULL,
  last_number INT NOT NULL,
  PRIMARY KEY (legal_entity_id, year),
  CONSTRAINT invoice_counter_legal_entity FOREIGN KEY (legal_entity_id) REFERENCES legal_entity (id)
) ENGINE=InnoDB;

CREATE TABLE invoice (
  id BIGINT NOT NULL AUTO_INCREMENT,
  public_id BIGINT UNSIGNED NOT NULL,
  legal_entity_id BIGINT NOT NULL,
  bill_group_id BIGINT NOT NULL,
  org_id BIGINT NULL,
  customer_id BIGINT NULL,                         -- for whom; the payer is the bill group's party
  order_id BIGINT NULL,
  owner ENUM('partner','end_customer') NOT NULL,
  status ENUM('draft','unpaid','pending','paid','canceled','reversed') NOT NULL DEFAULT 'draft',
  number VARCHAR(40) NULL,
  issued_on DATE NULL,
  due_on DATE NULL,
  currency CHAR(3) NOT NULL,
  net_minor BIGINT NOT NULL,
  tax_minor BIGINT NOT NULL,
  total_minor BIGINT NOT NULL,
  due_minor BIGINT NOT NULL,                       -- what is still open
  margin_minor BIGINT NOT NULL DEFAULT 0,
  po_number VARCHAR(60) NOT NULL DEFAULT '',
  issued_at DATETIME(6) NULL,
  created_at DATETIME(6) NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY invoice_public (public_id),
  UNIQUE KEY invoice_number (legal_entity_id, number),
  KEY invoice_org (org_id, issued_on, id),
  KEY invoice_org_status (org_id, status, issued_on, id),
  KEY invoice_bill_group (bill_group_id, issued_on, id),
  KEY invoice_customer (customer_id, issued_on, id),
  KEY invoice_drafts (status, legal_entity_id, id),
  CONSTRAINT invoice_legal_entity FOREIGN KEY (legal_entity_id) REFERENCES legal_entity (id),
  CONSTRAINT invoice_bill_group FOREIGN KEY (bill_group_id) REFERENCES bill_group (id),
  CONSTRAINT invoice_org FOREIGN KEY (org_id) REFERENCES org (id),
  CONSTRAINT invoice_customer FOREIGN KEY (customer_id) REFERENCES customer (id),
  CONSTRAINT invoice_order FOREIGN KEY (order_id) REFERENCES customer_order (id),
  CONSTRAINT invoice_sum CHECK (net_minor + tax_minor = total_minor AND due_minor BETWEEN 0 AND total_minor)
) ENGINE=InnoDB;

CREATE TABLE invoice_line (
  id BIGINT NOT NULL AUTO_INCREMENT,
  invoice_id BIGINT NOT NULL,
  org_id BIGINT NULL,
  position INT NOT NULL,
  subscription_id BIGINT NULL,
  name VARCHAR(400) NOT NULL,
  period_from DATE NULL,
  period_to DATE NULL,
  units INT NOT NULL,
  unit_minor BIGINT NOT NULL,
  amount_minor BIGINT NOT NULL,                    -- before tax
  tax_rule_id BIGINT NOT NULL,
  tax_category CHAR(2) NOT NULL,
  tax_rate_bp INT NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY invoice_line_position (invoice_id, position),
  CONSTRAINT invoice_line_invoice FOREIGN KEY (invoice_id) REFERENCES invoice (id),
  CONSTRAINT invoice_line_tax_rule FOREIGN KEY (tax_rule_id) REFERENCES tax_rule (id)
) ENGINE=InnoDB;

-- Tax by rate, rounded once per rate (EN 16931 BG-23).
CREATE TABLE invoice_tax (
  invoice_id BIGINT NOT NULL,
  tax_rule_id BIGINT NOT NULL,
  org_id BIGINT NULL,
  name VARCHAR(60) NOT NULL,
  category CHAR(2) NOT NULL,
  rate_bp INT NOT NULL,
  note VARCHAR(300) NOT NULL DEFAULT '',
  base_minor BIGINT NOT NULL,
  tax_minor BIGINT NOT NULL,
  PRIMARY KEY (invoice_id, tax_rule_id),
  CONSTRAINT invoice_tax_invoice FOREIGN KEY (invoice_id) REFERENCES invoice (id),
  CONSTRAINT invoice_tax_rule FOREIGN KEY (tax_rule_id) REFERENCES tax_rule (id)
) ENGINE=InnoDB;

-- What was issued, frozen: every text and figure of the document, with its hash. Files are rendered from this alone.
CREATE TABLE invoice_snapshot (
  invoice_id BIGINT NOT NULL,
  content MEDIUMTEXT NOT NULL,                     -- canonical JSON
  hash BINARY(32) NOT NULL,
  PRIMARY KEY (invoice_id),
  CONSTRAINT invoice_snapshot_invoice FOREIGN KEY (invoice_id) REFERENCES invoice (id)
) ENGINE=InnoDB;

-- Files made from a snapshot: kept in the storage folder by the hash of their bytes, never made anew.
CREATE TABLE document (
  id BIGINT NOT NULL AUTO_INCREMENT,
  invoice_id BIGINT NOT NULL,
  kind ENUM('pdf') NOT NULL,
  template VARCHAR(20) NOT NULL,
  hash BINARY(32) NOT NULL,
  size BIGINT NOT NULL,
  created_at DATETIME(6) NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY document_once (invoice_id, kind),
  CONSTRAINT document_invoice FOREIGN KEY (invoice_id) REFERENCES invoice (id)
) ENGINE=InnoDB;

CREATE TABLE ledger_txn (
  id BIGINT NOT NULL AUTO_INCREMENT,
  kind VARCHAR(30) NOT NULL,                       -- "invoice.issued"
  noun_id BIGINT NOT NULL,
  number INT NOT NULL DEFAULT 0,                   -- tells several of one kind and noun apart
  org_id BIGINT NULL,
  at DATETIME(6) NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY ledger_txn_once (kind, noun_id, number),
  KEY ledger_txn_org (org_id, id)
) ENGINE=InnoDB;

CREATE TABLE ledger_entry (
  id BIGINT NOT NULL AUTO_INCREMENT,
  txn_id BIGINT NOT NULL,
  account ENUM('receivable','revenue','tax','cash','margin_payable','margin_expense') NOT NULL,
  bill_group_id BIGINT NULL,
  org_id BIGINT NULL,
  currency CHAR(3) NOT NULL,
  amount_minor BIGINT NOT NULL,                    -- debit > 0, credit < 0
  PRIMARY KEY (id),
  KEY ledger_entry_txn (txn_id),
  KEY ledger_entry_account (account, bill_group_id, currency),
  CONSTRAINT ledger_entry_txn FOREIGN KEY (txn_id) REFERENCES ledger_txn (id),
  CONSTRAINT ledger_entry_amount CHECK (amount_minor <> 0)
) ENGINE=InnoDB;
