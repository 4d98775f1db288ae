-- Sign-in at an OpenID Connect provider (DOMAIN L3, decisions 11 and 64).

-- Who vouches for people. The client's secret is sealed with the installation's key (lib/auth/seal.h).
CREATE TABLE identity_provider (
  id BIGINT NOT NULL AUTO_INCREMENT,
  public_id BIGINT UNSIGNED NOT NULL,
  name VARCHAR(100) NOT NULL,                      -- "Sign in with NAME"
  issuer VARCHAR(300) COLLATE utf8mb4_nopad_bin NOT NULL,
  client_id VARCHAR(255) COLLATE utf8mb4_nopad_bin NOT NULL,
  client_secret VARBINARY(600) NULL,               -- sealed; NULL where token_auth is none
  token_auth ENUM('basic','post','none') NOT NULL DEFAULT 'basic',
  scopes VARCHAR(200) NOT NULL DEFAULT 'openid email profile',
  is_partner_auth BOOLEAN NOT NULL DEFAULT FALSE,
  is_staff_auth BOOLEAN NOT NULL DEFAULT FALSE,
  domains VARCHAR(2000) NOT NULL,                  -- whose addresses it may vouch for: "a.example,b.example", or "*"
  required BOOLEAN NOT NULL DEFAULT FALSE,         -- these domains sign in here only, not by mail
  email_claim VARCHAR(60) NOT NULL DEFAULT 'email',
  name_claim VARCHAR(60) NOT NULL DEFAULT 'name',
  logout BOOLEAN NOT NULL DEFAULT TRUE,            -- offer to sign out there, too
  enabled BOOLEAN NOT NULL DEFAULT TRUE,
  authorize_url VARCHAR(500) NOT NULL DEFAULT '',  -- as its discovery document said last: the sign-in page's form-action
  created_at DATETIME(6) NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY identity_provider_public (public_id)
) ENGINE=InnoDB;

-- What a provider publishes, fetched once for all processes.
CREATE TABLE identity_document (
  provider_id BIGINT NOT NULL,
  kind ENUM('discovery','keys') NOT NULL,
  body MEDIUMTEXT NULL,
  fetched_at DATETIME(6) NULL,
  tried_at DATETIME(6) NOT NULL,                   -- the last try, which bounds how often we ask
  PRIMARY KEY (provider_id, kind),
  CONSTRAINT identity_document_provider FOREIGN KEY (provider_id) REFERENCES identity_provider (id)
) ENGINE=InnoDB;

-- A person's account at an issuer. Found by issuer and subject alone; the address is only what was seen.
CREATE TABLE person_identity (
  id BIGINT NOT NULL AUTO_INCREMENT,
  person_id BIGINT NOT NULL,
  provider_id BIGINT NOT NULL,                     -- which made the link
  issuer VARCHAR(300) COLLATE utf8mb4_nopad_bin NOT NULL,
  subject VARCHAR(255) COLLATE utf8mb4_nopad_bin NOT NULL,
  email VARCHAR(254) NOT NULL,
  name VARCHAR(200) NOT NULL DEFAULT '',
  created_at DATETIME(6) NOT NULL,
  used_at DATETIME(6) NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY person_identity_subject (issuer, subject),
  UNIQUE KEY person_identity_person (person_id, issuer), -- an address given to somebody new at the issuer opens nothing
  CONSTRAINT person_identity_person FOREIGN KEY (person_id) REFERENCES person (id),
  CONSTRAINT person_identity_provider FOREIGN KEY (provider_id) REFERENCES identity_provider (id)
) ENGINE=InnoDB;

-- One way to a provider and back, used once, by the browser that set out.
CREATE TABLE oidc_flow (
  id BIGINT NOT NULL AUTO_INCREMENT,
  state_hash BINARY(32) NOT NULL,
  browser_hash BINARY(32) NOT NULL,                -- of the cookie of the browser that asked
  provider_id BIGINT NOT NULL,
  nonce VARCHAR(60) COLLATE utf8mb4_nopad_bin NOT NULL,
  verifier VARBINARY(200) NOT NULL,                -- of PKCE, sealed
  next_path VARCHAR(400) NOT NULL DEFAULT '',
  created_at DATETIME(6) NOT NULL,
  expires_at DATETIME(6) NOT NULL,
  used_at DATETIME(6) NULL,
  PRIMARY KEY (id),
  UNIQUE KEY oidc_flow_state (state_hash),
  KEY oidc_flow_expiry (expires_at),
  CONSTRAINT oidc_flow_provider FOREIGN KEY (provider_id) REFERENCES identity_provider (id)
) ENGINE=InnoDB;

-- Which provider a session came from, for signing out there.
CREATE TABLE session_identity (
  session_id BIGINT NOT NULL,
  provider_id BIGINT NOT NULL,
  PRIMARY KEY (session_id),
  CONSTRAINT session_identity_session FOREIGN KEY (session_id) REFERENCES session (id) ON DELETE CASCADE,
  CONSTRAINT session_identity_provider FOREIGN KEY (provider_id) REFERENCES identity_provider (id)
) ENGINE=InnoDB;
