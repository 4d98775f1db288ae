-- Mails that a person wants no more. Only those that lib/link/mail_kinds.c lets be turned off count.
CREATE TABLE mail_off (
  person_id BIGINT NOT NULL,
  mail VARCHAR(40) NOT NULL,                       -- a key of lib/link/mail_kinds.c
  at DATETIME(6) NOT NULL,
  PRIMARY KEY (person_id, mail),
  CONSTRAINT mail_off_person FOREIGN KEY (person_id) REFERENCES person (id)
) ENGINE=InnoDB;
