-- Parties, organisations, people and how they sign in.
-- House rules: inner ids never leave (public_id does, 64 random bits); *_at is UTC; *_on is a calendar day; money is *_minor with
-- a currency beside it; hashes are SHA-256. Keys that a token is looked up by are binary.

-- What a legal entity, an organisation and a customer all are to the outside: a name, an address, numbers.
CREATE TABLE party (
  id BIGINT NOT NULL AUTO_INCREMENT,
  legal_name VARCHAR(200) NOT NULL,
  first_name VARCHAR(100) NOT NULL DEFAULT '',
  last_name VARCHAR(100) NOT NULL DEFAULT '',
  email VARCHAR(254) NOT NULL DEFAULT '',
  phone VARCHAR(40) NOT NULL DEFAULT '',
  address1 VARCHAR(200) NOT NULL DEFAULT '',
  address2 VARCHAR(200) NOT NULL DEFAULT '',
  city VARCHAR(100) NOT NULL DEFAULT '',
  region VARCHAR(100) NOT NULL DEFAULT '',
  postal_code VARCHAR(20) NOT NULL DEFAULT '',
  country CHAR(2) NOT NULL DEFAULT '',
  tax_number VARCHAR(40) NOT NULL DEFAULT '',
  registration_number VARCHAR(60) NOT NULL DEFAULT '',
  endpoint_scheme VARCHAR(10) NOT NULL DEFAULT '', -- electronic address (EN 16931 BT-34, BT-49)
  endpoint_id VARCHAR(100) NOT NULL DEFAULT '',
  language VARCHAR(8) NOT NULL DEFAULT 'en',
  PRIMARY KEY (id)
) ENGINE=InnoDB;

-- Who sells: the vendor's own companies. An invoice is always issued by one.
CREATE TABLE legal_entity (
  id BIGINT NOT NULL AUTO_INCREMENT,
  public_id BIGINT UNSIGNED NOT NULL,
  party_id BIGINT NOT NULL,
  base_currency CHAR(3) NOT NULL,
  zone VARCHAR(64) NOT NULL DEFAULT 'UTC',         -- whose midnight dates its documents
  bank_name VARCHAR(100) NOT NULL DEFAULT '',
  iban VARCHAR(34) NOT NULL DEFAULT '',
  bic VARCHAR(11) NOT NULL DEFAULT '',
  invoice_prefix VARCHAR(12) NOT NULL,             -- "PX-" makes "PX-2026-000001"
  PRIMARY KEY (id),
  UNIQUE KEY legal_entity_public (public_id),
  CONSTRAINT legal_entity_party FOREIGN KEY (party_id) REFERENCES party (id)
) ENGINE=InnoDB;

-- A partner organisation (DOMAIN L1).
CREATE TABLE org (
  id BIGINT NOT NULL AUTO_INCREMENT,
  public_id BIGINT UNSIGNED NOT NULL,
  party_id BIGINT NOT NULL,
  parent_id BIGINT NULL,
  name VARCHAR(200) NOT NULL,
  slug VARCHAR(60) NOT NULL,
  status ENUM('active','suspended','archived') NOT NULL DEFAULT 'active',
  invoice_owner ENUM('partner','end_customer') NOT NULL,
  billing_account VARCHAR(64) NOT NULL,
  crm_account VARCHAR(64) NOT NULL DEFAULT '',
  legal_entity_id BIGINT NOT NULL,                 -- which of the vendor's companies sells to it
  currency CHAR(3) NOT NULL,                       -- what it orders in
  colour CHAR(7) NOT NULL DEFAULT '',              -- "#rrggbb", '' is the vendor's
  logo MEDIUMBLOB NULL,
  logo_type VARCHAR(40) NOT NULL DEFAULT '',
  brand_revision INT NOT NULL DEFAULT 1,
  seat_limit INT NOT NULL DEFAULT 0,               -- 0: none
  created_at DATETIME(6) NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY org_public (public_id),
  UNIQUE KEY org_slug (slug),
  KEY org_name (name, id),
  CONSTRAINT org_party FOREIGN KEY (party_id) REFERENCES party (id),
  CONSTRAINT org_parent FOREIGN KEY (parent_id) REFERENCES org (id),
  CONSTRAINT org_legal_entity FOREIGN KEY (legal_entity_id) REFERENCES legal_entity (id)
) ENGINE=InnoDB;

-- Somebody who signs in: a partner's person (org_id set) or the vendor's staff (org_id NULL). One address, one person (L2).
CREATE TABLE person (
  id BIGINT NOT NULL AUTO_INCREMENT,
  public_id BIGINT UNSIGNED NOT NULL,
  org_id BIGINT NULL,
  email VARCHAR(254) NOT NULL,                     -- lower case
  name VARCHAR(200) NOT NULL,
  roles VARCHAR(200) NOT NULL,                     -- keys of auth/rights.c, comma between
  active BOOLEAN NOT NULL DEFAULT TRUE,
  language VARCHAR(8) NOT NULL DEFAULT 'en',
  zone VARCHAR(64) NOT NULL DEFAULT 'UTC',
  last_signin_at DATETIME(6) NULL,
  created_at DATETIME(6) NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY person_public (public_id),
  UNIQUE KEY person_email (email),
  KEY person_org (org_id, name, id),
  CONSTRAINT person_org FOREIGN KEY (org_id) REFERENCES org (id)
) ENGINE=InnoDB;

CREATE TABLE session (
  id BIGINT NOT NULL AUTO_INCREMENT,
  token_hash BINARY(32) NOT NULL,
  person_id BIGINT NULL,                           -- NULL: an end customer, who is an address let in by a rule
  audience ENUM('partner','staff','customer') NOT NULL,
  bill_group_id BIGINT NULL,                       -- of an end customer's session: all that it opens
  access_rule_id BIGINT NULL,                      -- the rule that let it in; removed, the session is over
  email VARCHAR(254) NOT NULL DEFAULT '',          -- of an end customer
  viewed_by BIGINT NULL,                           -- staff who look at this person's pages; such a session can only read
  view_reason VARCHAR(300) NOT NULL DEFAULT '',
  factor VARCHAR(20) NOT NULL DEFAULT 'mail',      -- how they signed in: mail, oidc, passkey, password, totp
  step_up_at DATETIME(6) NULL,                     -- when they last proved it again
  csrf_secret BINARY(32) NOT NULL,
  created_at DATETIME(6) NOT NULL,
  seen_at DATETIME(6) NOT NULL,
  idle_s INT NOT NULL,
  expires_at DATETIME(6) NOT NULL,
  ended_at DATETIME(6) NULL,
  device VARCHAR(200) NOT NULL DEFAULT '',
  address VARCHAR(45) NOT NULL DEFAULT '',
  PRIMARY KEY (id),
  UNIQUE KEY session_token (token_hash),
  KEY session_person (person_id, id),
  KEY session_expiry (expires_at),
  CONSTRAINT session_person FOREIGN KEY (person_id) REFERENCES person (id),
  CONSTRAINT session_viewer FOREIGN KEY (viewed_by) REFERENCES person (id)
) ENGINE=InnoDB;

-- One attempt to sign in by mail. A row is made for unknown addresses too (person_id NULL), so that both cost the same.
CREATE TABLE signin (
  id BIGINT NOT NULL AUTO_INCREMENT,
  handle BINARY(32) NOT NULL,                      -- hash of what the waiting tab holds
  person_id BIGINT NULL,
  audience ENUM('partner','staff','customer') NOT NULL,
  email VARCHAR(254) NOT NULL,
  next_path VARCHAR(400) NOT NULL DEFAULT '',
  language VARCHAR(8) NOT NULL DEFAULT 'en',
  token_hash BINARY(32) NULL,                      -- filled by whoever mails it
  code_hash BINARY(32) NULL,
  tries INT NOT NULL DEFAULT 0,
  created_at DATETIME(6) NOT NULL,
  expires_at DATETIME(6) NOT NULL,
  used_at DATETIME(6) NULL,
  address VARCHAR(45) NOT NULL DEFAULT '',
  PRIMARY KEY (id),
  UNIQUE KEY signin_handle (handle),
  UNIQUE KEY signin_token (token_hash),
  KEY signin_email (email, id),
  KEY signin_expiry (expires_at)
) ENGINE=InnoDB;

-- Guessing limits, shared by all processes: one row a kind, key and window.
CREATE TABLE limit_window (
  kind VARCHAR(20) NOT NULL,
  key_hash BINARY(32) NOT NULL,
  window_at DATETIME NOT NULL,
  events INT NOT NULL,
  PRIMARY KEY (kind, key_hash, window_at),
  KEY limit_window_at (window_at)
) ENGINE=InnoDB;
