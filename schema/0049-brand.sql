-- The versions of an organisation's brand: a draft, what is published, and what was; publishing copies a version into the organisation's
-- row. Whoever may brand (decision 69): the vendor's staff, and the partner's own administrator where the vendor lets it.
ALTER TABLE org ADD COLUMN brand_own BOOLEAN NOT NULL DEFAULT FALSE AFTER portal_provider_id;

CREATE TABLE brand_logo (
  id BIGINT NOT NULL AUTO_INCREMENT,
  org_id BIGINT NOT NULL,
  type VARCHAR(40) NOT NULL,
  content MEDIUMBLOB NOT NULL,
  created_at DATETIME(6) NOT NULL,
  PRIMARY KEY (id),
  CONSTRAINT brand_logo_org FOREIGN KEY (org_id) REFERENCES org (id)
) ENGINE=InnoDB;

CREATE TABLE brand (
  id BIGINT NOT NULL AUTO_INCREMENT,
  org_id BIGINT NOT NULL,
  number INT NOT NULL,
  status ENUM('draft','published','retired') NOT NULL DEFAULT 'draft',
  colour CHAR(7) NOT NULL DEFAULT '',
  colour_dark CHAR(7) NOT NULL DEFAULT '',
  logo_id BIGINT NULL,
  name VARCHAR(80) NOT NULL DEFAULT '',
  welcome VARCHAR(400) NOT NULL DEFAULT '',
  footer VARCHAR(600) NOT NULL DEFAULT '',
  contact VARCHAR(254) NOT NULL DEFAULT '',
  phone VARCHAR(40) NOT NULL DEFAULT '',
  sender VARCHAR(80) NOT NULL DEFAULT '',
  mode ENUM('shared','branded') NOT NULL DEFAULT 'shared',
  host VARCHAR(253) NOT NULL DEFAULT '',
  provider_id BIGINT NULL,
  restored_from INT NOT NULL DEFAULT 0,            -- number of the version that it brought back
  created_at DATETIME(6) NOT NULL,
  published_at DATETIME(6) NULL,
  published_by BIGINT NULL,
  alone VARCHAR(9) AS (IF(status = 'retired', NULL, status)) STORED, -- one draft and one published at most
  PRIMARY KEY (id),
  UNIQUE KEY brand_number (org_id, number),
  UNIQUE KEY brand_alone (org_id, alone),
  CONSTRAINT brand_org FOREIGN KEY (org_id) REFERENCES org (id),
  CONSTRAINT brand_logo_of FOREIGN KEY (logo_id) REFERENCES brand_logo (id),
  CONSTRAINT brand_provider FOREIGN KEY (provider_id) REFERENCES identity_provider (id),
  CONSTRAINT brand_publisher FOREIGN KEY (published_by) REFERENCES person (id)
) ENGINE=InnoDB;
