-- Files of products, offers and prices on their way in: checked first, applied whole or not at all.
CREATE TABLE import_file (
  id BIGINT NOT NULL AUTO_INCREMENT,
  public_id BIGINT UNSIGNED NOT NULL,
  kind ENUM('products','offers','prices') NOT NULL,
  name VARCHAR(200) NOT NULL,
  content MEDIUMBLOB NOT NULL,                     -- emptied once applied
  status ENUM('waiting','checking','checked','accepted','applying','done','failed') NOT NULL DEFAULT 'waiting',
  lines_done INT NOT NULL DEFAULT 0,
  added INT NOT NULL DEFAULT 0,
  changed INT NOT NULL DEFAULT 0,
  faults INT NOT NULL DEFAULT 0,
  bytes_done INT NOT NULL DEFAULT 0,
  bytes INT NOT NULL,
  error VARCHAR(500) NOT NULL DEFAULT '',
  person_id BIGINT NOT NULL,
  created_at DATETIME(6) NOT NULL,
  done_at DATETIME(6) NULL,
  PRIMARY KEY (id),
  UNIQUE KEY import_file_public (public_id),
  KEY import_file_created (created_at, id),
  CONSTRAINT import_file_person FOREIGN KEY (person_id) REFERENCES person (id)
) ENGINE=InnoDB;
-- What each line would do; lines that change nothing leave no row.
CREATE TABLE import_line (
  id BIGINT NOT NULL AUTO_INCREMENT,
  import_id BIGINT NOT NULL,
  line INT NOT NULL,
  what ENUM('add','change','fault') NOT NULL,
  column_name VARCHAR(40) NOT NULL DEFAULT '',
  note VARCHAR(500) NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY import_line_line (import_id, line),
  KEY import_line_what (import_id, what, line),
  CONSTRAINT import_line_import FOREIGN KEY (import_id) REFERENCES import_file (id)
) ENGINE=InnoDB;
