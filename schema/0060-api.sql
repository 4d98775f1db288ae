-- Keys of organisations' own systems, and what limits their rate.
CREATE TABLE api_key (
  id BIGINT NOT NULL AUTO_INCREMENT,
  public_id BIGINT UNSIGNED NOT NULL,
  org_id BIGINT NOT NULL,
  name VARCHAR(100) NOT NULL,
  prefix CHAR(8) NOT NULL,                         -- of the secret, to tell one from the other
  key_hash BINARY(32) NOT NULL,                    -- SHA-256; the secret itself was shown once
  scopes VARCHAR(400) NOT NULL,                    -- keys of rights, comma between
  replaces_id BIGINT NULL,                         -- which one it was rotated from
  created_by BIGINT NULL,
  created_at DATETIME(6) NOT NULL,
  ends_at DATETIME(6) NULL,                        -- after it was rotated or revoked; NULL: it holds
  last_used_at DATETIME(6) NULL,
  last_used_from VARCHAR(45) NOT NULL DEFAULT '',
  PRIMARY KEY (id),
  UNIQUE KEY api_key_public (public_id),
  UNIQUE KEY api_key_hash (key_hash),
  KEY api_key_org (org_id, created_at, id),
  CONSTRAINT api_key_org FOREIGN KEY (org_id) REFERENCES org (id),
  CONSTRAINT api_key_person FOREIGN KEY (created_by) REFERENCES person (id)
) ENGINE=InnoDB;

-- One instant a key or network: when its allowance is whole again. In memory, for it is written at every request, and nothing is lost with it.
CREATE TABLE rate_state (
  bucket BINARY(32) NOT NULL,
  full_at_us BIGINT NOT NULL,
  PRIMARY KEY (bucket) USING BTREE,
  KEY rate_state_full (full_at_us) USING BTREE
) ENGINE=MEMORY;
