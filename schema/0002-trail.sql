-- What every write leaves behind: the audit row, the outbox row, the stored answer of a repeated request.

-- Append only. Values stand apart, salted, so that a person can be erased and the hashes still verify.
CREATE TABLE audit (
  id BIGINT NOT NULL AUTO_INCREMENT,
  at DATETIME(6) NOT NULL,
  org_id BIGINT NULL,                              -- whose record was touched
  actor ENUM('partner','staff','customer','api','system') NOT NULL,
  person_id BIGINT NULL,
  request_id VARCHAR(32) NOT NULL DEFAULT '',
  action VARCHAR(60) NOT NULL,                     -- "order.placed"
  noun VARCHAR(30) NOT NULL,                       -- "customer_order"
  noun_id BIGINT NULL,
  fields VARCHAR(1000) NOT NULL DEFAULT '',        -- names only, comma between
  detail_hash BINARY(32) NULL,                     -- of the salted values, which can be erased without breaking the chain
  content_hash BINARY(32) NOT NULL,
  PRIMARY KEY (id),
  KEY audit_noun (noun, noun_id, id),
  KEY audit_org (org_id, id)
) ENGINE=InnoDB;

CREATE TABLE audit_value (
  audit_id BIGINT NOT NULL,
  salt BINARY(16) NOT NULL,
  detail VARCHAR(2000) NULL,                       -- NULL: erased
  PRIMARY KEY (audit_id),
  CONSTRAINT audit_value_audit FOREIGN KEY (audit_id) REFERENCES audit (id)
) ENGINE=InnoDB;

-- What must happen outside: written with the change, done by the worker, which leases rows and retries with back-off.
CREATE TABLE outbox (
  id BIGINT NOT NULL AUTO_INCREMENT,
  kind VARCHAR(40) NOT NULL,                       -- "mail.signin", "mail.order_placed", "billing.account" ...
  org_id BIGINT NULL,
  noun_id BIGINT NULL,                             -- what it is about, by its kind
  payload JSON NOT NULL DEFAULT '{}',
  status ENUM('due','held','done','dead','dropped') NOT NULL DEFAULT 'due', -- held: its target is not configured
  attempts INT NOT NULL DEFAULT 0,
  due_at DATETIME(6) NOT NULL,
  leased_until DATETIME(6) NULL,
  lease BINARY(16) NULL,
  error VARCHAR(500) NOT NULL DEFAULT '',
  created_at DATETIME(6) NOT NULL,
  done_at DATETIME(6) NULL,
  PRIMARY KEY (id),
  KEY outbox_due (status, due_at, id),
  KEY outbox_org (org_id, id)
) ENGINE=InnoDB;

-- A POST that comes again (double click, reload, retry) gets the first answer. One row a form instance or API key.
CREATE TABLE answered (
  scope VARCHAR(40) NOT NULL,                      -- "session:12", "api:5"
  key_hash BINARY(32) NOT NULL,
  request_hash BINARY(32) NOT NULL,
  status INT NOT NULL,
  headers VARCHAR(4000) NOT NULL DEFAULT '',
  body MEDIUMTEXT NOT NULL DEFAULT '',
  at DATETIME(6) NOT NULL,
  PRIMARY KEY (scope, key_hash),
  KEY answered_at (at)
) ENGINE=InnoDB;

CREATE TABLE worker_seen (
  name VARCHAR(40) NOT NULL,
  at DATETIME(6) NOT NULL,
  PRIMARY KEY (name)
) ENGINE=InnoDB;
