-- Pages without code (DOMAIN L4, L7 to L9): pages of blocks at a tag, in numbered versions of which one may be a draft and one is
-- published. What is published is not edited; a change is the next version, an older one comes back as a new one.

CREATE TABLE webpage_picture (
  id BIGINT NOT NULL AUTO_INCREMENT,
  public_id BIGINT UNSIGNED NOT NULL,
  type VARCHAR(40) NOT NULL,
  width INT NOT NULL,
  height INT NOT NULL,
  content MEDIUMBLOB NOT NULL,
  created_at DATETIME(6) NOT NULL,
  created_by BIGINT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY webpage_picture_public (public_id),
  CONSTRAINT webpage_picture_author FOREIGN KEY (created_by) REFERENCES person (id)
) ENGINE=InnoDB;

CREATE TABLE webpage (
  id BIGINT NOT NULL AUTO_INCREMENT,
  public_id BIGINT UNSIGNED NOT NULL,
  tag VARCHAR(40) NOT NULL,                        -- its address: /pages/<tag>
  kind ENUM('pricing','checkout','portal') NOT NULL,
  revision INT NOT NULL DEFAULT 0,                 -- counts every change: a form names the one that it was shown
  published_id BIGINT NULL,                        -- the version that holds; NULL: none does
  in_menu BOOLEAN NOT NULL DEFAULT FALSE,          -- of that version: every request of a partner asks for these
  created_at DATETIME(6) NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY webpage_public (public_id),
  UNIQUE KEY webpage_tag (tag),
  KEY webpage_menu (in_menu)
) ENGINE=InnoDB;

CREATE TABLE webpage_version (
  id BIGINT NOT NULL AUTO_INCREMENT,
  webpage_id BIGINT NOT NULL,
  number INT NOT NULL,
  status ENUM('draft','published','retired') NOT NULL DEFAULT 'draft',
  title VARCHAR(120) NOT NULL,
  require_auth BOOLEAN NOT NULL DEFAULT TRUE,      -- L4: changed by publishing alone, as everything here
  provider_id BIGINT NULL,                         -- the only way in that counts; NULL: any
  all_partners BOOLEAN NOT NULL DEFAULT TRUE,      -- else those of webpage_version_org
  in_menu BOOLEAN NOT NULL DEFAULT FALSE,
  restored_from INT NOT NULL DEFAULT 0,            -- number of the version that it brought back
  created_at DATETIME(6) NOT NULL,
  published_at DATETIME(6) NULL,
  published_by BIGINT NULL,
  alone VARCHAR(9) AS (IF(status = 'retired', NULL, status)) STORED, -- one draft and one published at most
  PRIMARY KEY (id),
  UNIQUE KEY webpage_version_number (webpage_id, number),
  UNIQUE KEY webpage_version_alone (webpage_id, alone),
  CONSTRAINT webpage_version_of FOREIGN KEY (webpage_id) REFERENCES webpage (id),
  CONSTRAINT webpage_version_provider FOREIGN KEY (provider_id) REFERENCES identity_provider (id),
  CONSTRAINT webpage_version_publisher FOREIGN KEY (published_by) REFERENCES person (id),
  CONSTRAINT webpage_version_open CHECK (require_auth OR (all_partners AND provider_id IS NULL))
) ENGINE=InnoDB;

ALTER TABLE webpage ADD CONSTRAINT webpage_published FOREIGN KEY (published_id) REFERENCES webpage_version (id);

-- Counts what changes the side bars: the programs keep their pages and ask again when it has moved.
CREATE TABLE webpage_menu (
  id TINYINT NOT NULL,
  revision INT NOT NULL DEFAULT 0,
  PRIMARY KEY (id),
  CONSTRAINT webpage_menu_once CHECK (id = 1)
) ENGINE=InnoDB;

INSERT INTO webpage_menu (id) VALUES (1);

CREATE TABLE webpage_version_org (
  version_id BIGINT NOT NULL,
  org_id BIGINT NOT NULL,
  PRIMARY KEY (version_id, org_id),
  CONSTRAINT webpage_version_org_version FOREIGN KEY (version_id) REFERENCES webpage_version (id) ON DELETE CASCADE,
  CONSTRAINT webpage_version_org_org FOREIGN KEY (org_id) REFERENCES org (id)
) ENGINE=InnoDB;

-- What each kind of block uses of it, lib/block says.
CREATE TABLE webpage_block (
  id BIGINT NOT NULL AUTO_INCREMENT,
  version_id BIGINT NOT NULL,
  position INT NOT NULL,                           -- from 1, without gaps
  kind VARCHAR(20) NOT NULL,
  heading VARCHAR(120) NOT NULL DEFAULT '',
  body VARCHAR(4000) NOT NULL DEFAULT '',
  label VARCHAR(60) NOT NULL DEFAULT '',           -- of the offers
  link_text VARCHAR(80) NOT NULL DEFAULT '',
  link VARCHAR(300) NOT NULL DEFAULT '',
  email VARCHAR(254) NOT NULL DEFAULT '',
  phone VARCHAR(40) NOT NULL DEFAULT '',
  picture_id BIGINT NULL,
  picture_alt VARCHAR(200) NOT NULL DEFAULT '',
  rows_max INT NOT NULL DEFAULT 0,
  PRIMARY KEY (id),
  KEY webpage_block_place (version_id, position),
  CONSTRAINT webpage_block_version FOREIGN KEY (version_id) REFERENCES webpage_version (id) ON DELETE CASCADE,
  CONSTRAINT webpage_block_picture FOREIGN KEY (picture_id) REFERENCES webpage_picture (id)
) ENGINE=InnoDB;

-- Who keeps the site's contents builds its pages.
UPDATE vendor_role SET rights = CONCAT(rights, ',page.write') WHERE role_key = 'content_manager' AND rights <> '*';
