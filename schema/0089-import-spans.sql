-- The days for which the lines of a file hold, while it is checked: two lines of one place may not hold on the same day.
CREATE TABLE import_span (
  import_id BIGINT NOT NULL,
  place VARCHAR(100) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  first_on DATE NOT NULL,
  last_on DATE NULL,
  line INT NOT NULL,
  PRIMARY KEY (import_id, place, first_on),
  CONSTRAINT import_span_import FOREIGN KEY (import_id) REFERENCES import_file (id)
) ENGINE=InnoDB;
