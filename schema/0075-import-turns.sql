-- A file is worked through in turns: where the next one begins, which keys its lines have had, and what stood there when a line was shown.
ALTER TABLE import_file ADD COLUMN next_line INT NOT NULL DEFAULT 0 AFTER bytes_done;   -- of the text; 0: from the beginning
ALTER TABLE import_line ADD COLUMN was CHAR(16) CHARACTER SET ascii COLLATE ascii_bin NULL;   -- hash of it; NULL: a file from before this column
CREATE TABLE import_key (
  import_id BIGINT NOT NULL,
  k VARCHAR(400) NOT NULL,                         -- told apart as codes are
  said VARCHAR(400) NOT NULL,                      -- in the line's own writing
  line INT NOT NULL,
  PRIMARY KEY (import_id, k),
  CONSTRAINT import_key_import FOREIGN KEY (import_id) REFERENCES import_file (id)
) ENGINE=InnoDB;
