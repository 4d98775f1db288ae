-- The roles of the vendor's staff are rows, changed in admin. person.roles names them by key; the guard's statement adds up their rights.
CREATE TABLE vendor_role (
  id BIGINT NOT NULL AUTO_INCREMENT,
  public_id BIGINT UNSIGNED NOT NULL,
  role_key VARCHAR(40) NOT NULL,                   -- in person.roles and on the command line
  name VARCHAR(100) NOT NULL,                      -- without commas: lists put several beside each other
  rights VARCHAR(1000) NOT NULL,                   -- keys of auth/rights.h, comma between; '*': every right that staff may hold
  built_in BOOLEAN NOT NULL DEFAULT FALSE,         -- came with the software: cannot be deleted
  created_at DATETIME(6) NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY vendor_role_public (public_id),
  UNIQUE KEY vendor_role_key (role_key),
  UNIQUE KEY vendor_role_name (name)
) ENGINE=InnoDB;

INSERT INTO vendor_role (public_id, role_key, name, rights, built_in, created_at) VALUES
  (CAST(CONV(LEFT(MD5(CONCAT(UUID(), RAND())), 16), 16, 10) AS UNSIGNED), 'vendor_admin', 'Vendor administrator', '*', TRUE, UTC_TIMESTAMP(6)),
  (CAST(CONV(LEFT(MD5(CONCAT(UUID(), RAND())), 16), 16, 10) AS UNSIGNED), 'channel_manager', 'Channel manager', 'admin.read,user.write,audit.read,view.as,support.read', TRUE, UTC_TIMESTAMP(6)),
  (CAST(CONV(LEFT(MD5(CONCAT(UUID(), RAND())), 16), 16, 10) AS UNSIGNED), 'vendor_finance', 'Vendor finance', 'admin.read,support.read', TRUE, UTC_TIMESTAMP(6)),
  (CAST(CONV(LEFT(MD5(CONCAT(UUID(), RAND())), 16), 16, 10) AS UNSIGNED), 'support_agent', 'Support agent', 'admin.read,view.as,support.read', TRUE, UTC_TIMESTAMP(6)),
  (CAST(CONV(LEFT(MD5(CONCAT(UUID(), RAND())), 16), 16, 10) AS UNSIGNED), 'content_manager', 'Content manager', 'admin.read', TRUE, UTC_TIMESTAMP(6));

ALTER TABLE person MODIFY roles VARCHAR(1000) NOT NULL;
