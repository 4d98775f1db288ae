-- How people prove that it is they: authenticator apps, recovery codes, passkeys, passwords, and sessions that still lack the second step.

-- Half signed in: the second step is missing, and nothing but its page opens.
ALTER TABLE session ADD COLUMN half BOOLEAN NOT NULL DEFAULT FALSE AFTER factor;

-- A code that was mailed to prove again, for this session alone; NULL: a sign-in.
ALTER TABLE signin ADD COLUMN session_id BIGINT NULL AFTER person_id;

CREATE TABLE totp (
  person_id BIGINT NOT NULL,
  secret VARBINARY(200) NOT NULL,                  -- sealed (lib/auth/seal.h)
  last_step BIGINT NOT NULL,                       -- of the code accepted last: no code is good twice
  created_at DATETIME(6) NOT NULL,
  PRIMARY KEY (person_id),
  CONSTRAINT totp_person FOREIGN KEY (person_id) REFERENCES person (id)
) ENGINE=InnoDB;

-- Wrong codes of a person in a row; after five of them nothing is tried for a while.
CREATE TABLE factor_try (
  person_id BIGINT NOT NULL,
  tries INT NOT NULL DEFAULT 0,
  paused_until DATETIME(6) NULL,
  PRIMARY KEY (person_id),
  CONSTRAINT factor_try_person FOREIGN KEY (person_id) REFERENCES person (id)
) ENGINE=InnoDB;

CREATE TABLE recovery_code (
  id BIGINT NOT NULL AUTO_INCREMENT,
  person_id BIGINT NOT NULL,
  code_hash BINARY(32) NOT NULL,                   -- by a key derived from the installation's: a copy of the table alone cannot be searched
  created_at DATETIME(6) NOT NULL,
  used_at DATETIME(6) NULL,
  PRIMARY KEY (id),
  UNIQUE KEY recovery_code_once (person_id, code_hash),
  CONSTRAINT recovery_code_person FOREIGN KEY (person_id) REFERENCES person (id)
) ENGINE=InnoDB;

CREATE TABLE passkey (
  id BIGINT NOT NULL AUTO_INCREMENT,
  public_id BIGINT UNSIGNED NOT NULL,
  person_id BIGINT NOT NULL,
  credential_hash BINARY(32) NOT NULL,
  credential_id VARBINARY(1023) NOT NULL,
  public_key BINARY(64) NOT NULL,                  -- x and y of P-256
  sign_count BIGINT NOT NULL,                      -- as the authenticator said last; 0: it does not count
  name VARCHAR(100) NOT NULL,
  created_at DATETIME(6) NOT NULL,
  used_at DATETIME(6) NULL,
  PRIMARY KEY (id),
  UNIQUE KEY passkey_public (public_id),
  UNIQUE KEY passkey_credential (credential_hash),
  KEY passkey_person (person_id, id),
  CONSTRAINT passkey_person FOREIGN KEY (person_id) REFERENCES person (id)
) ENGINE=InnoDB;

-- Challenges that were answered: none is good twice.
CREATE TABLE passkey_challenge (
  challenge_hash BINARY(32) NOT NULL,
  expires_at DATETIME(6) NOT NULL,
  PRIMARY KEY (challenge_hash),
  KEY passkey_challenge_expiry (expires_at)
) ENGINE=InnoDB;

CREATE TABLE person_password (
  person_id BIGINT NOT NULL,
  hash VARCHAR(128) NOT NULL,                      -- "$argon2id$..."
  changed_at DATETIME(6) NOT NULL,
  PRIMARY KEY (person_id),
  CONSTRAINT person_password_person FOREIGN KEY (person_id) REFERENCES person (id)
) ENGINE=InnoDB;
