-- People who come in by invitation or by registering themselves, and people who move to another organisation (DOMAIN C14-C16).

-- Invited, and has not accepted yet: not active, and has no seat. Moved: the e-mail went to another row, in another organisation.
ALTER TABLE person
  ADD COLUMN invited BOOLEAN NOT NULL DEFAULT FALSE AFTER active,
  ADD COLUMN moved_to_id BIGINT NULL AFTER invited,
  ADD CONSTRAINT person_moved_to FOREIGN KEY (moved_to_id) REFERENCES person (id),
  ADD CONSTRAINT person_invited_once CHECK (NOT (active AND (invited OR moved_to_id IS NOT NULL)));

-- A link that works once. Sent again is another row; the older one is revoked first, for the unique key knows one live row a person.
CREATE TABLE invitation (
  id BIGINT NOT NULL AUTO_INCREMENT,
  org_id BIGINT NOT NULL,
  person_id BIGINT NOT NULL,
  status ENUM('created','sent','accepted','expired','revoked') NOT NULL DEFAULT 'created',
  token_hash BINARY(32) NULL,                      -- filled by whoever mails it
  sent_by BIGINT NULL,
  created_at DATETIME(6) NOT NULL,
  sent_at DATETIME(6) NULL,
  expires_at DATETIME(6) NOT NULL,
  used_at DATETIME(6) NULL,
  live TINYINT AS (IF(status IN ('created','sent'), 1, NULL)) STORED,
  PRIMARY KEY (id),
  UNIQUE KEY invitation_token (token_hash),
  UNIQUE KEY invitation_live (person_id, live),
  KEY invitation_org (org_id, created_at, id),
  KEY invitation_expiry (live, expires_at),
  CONSTRAINT invitation_org FOREIGN KEY (org_id) REFERENCES org (id),
  CONSTRAINT invitation_person FOREIGN KEY (person_id) REFERENCES person (id),
  CONSTRAINT invitation_sender FOREIGN KEY (sent_by) REFERENCES person (id)
) ENGINE=InnoDB;

-- Self-registration: off until the vendor names an organisation's domains and switches it on.
ALTER TABLE org ADD COLUMN register_open BOOLEAN NOT NULL DEFAULT FALSE AFTER seat_limit;

CREATE TABLE org_domain (
  domain VARCHAR(253) NOT NULL,                    -- lower case; exactly this one, not what is below it
  org_id BIGINT NOT NULL,
  PRIMARY KEY (domain),
  CONSTRAINT org_domain_org FOREIGN KEY (org_id) REFERENCES org (id)
) ENGINE=InnoDB;

-- Somebody who would like to come in. A row is made for every address, so that all answers cost the same; whoever mails it looks whose
-- domain it is (org_id). asked: the mail's link was not followed; waiting: for the organisation's administrator.
CREATE TABLE registration (
  id BIGINT NOT NULL AUTO_INCREMENT,
  public_id BIGINT UNSIGNED NOT NULL,
  org_id BIGINT NULL,
  email VARCHAR(254) NOT NULL,
  name VARCHAR(200) NOT NULL DEFAULT '',
  language VARCHAR(8) NOT NULL DEFAULT 'en',
  zone VARCHAR(64) NOT NULL DEFAULT 'UTC',
  status ENUM('asked','waiting','approved','declined') NOT NULL DEFAULT 'asked',
  token_hash BINARY(32) NULL,
  created_at DATETIME(6) NOT NULL,
  expires_at DATETIME(6) NOT NULL,
  confirmed_at DATETIME(6) NULL,
  decided_at DATETIME(6) NULL,
  decided_by BIGINT NULL,
  waiting_email VARCHAR(254) AS (IF(status = 'waiting', email, NULL)) STORED, -- one waits at a time for an address
  PRIMARY KEY (id),
  UNIQUE KEY registration_public (public_id),
  UNIQUE KEY registration_token (token_hash),
  UNIQUE KEY registration_waiting (waiting_email),
  KEY registration_org (org_id, status, confirmed_at, id),
  KEY registration_expiry (status, expires_at),
  CONSTRAINT registration_org FOREIGN KEY (org_id) REFERENCES org (id),
  CONSTRAINT registration_decider FOREIGN KEY (decided_by) REFERENCES person (id)
) ENGINE=InnoDB;
