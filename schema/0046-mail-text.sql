-- Mails as the vendor wrote them: a row a save, never changed. The newest of a mail and language counts; one without a text says that the
-- built-in text holds again.
CREATE TABLE mail_text (
  id BIGINT NOT NULL AUTO_INCREMENT,
  mail VARCHAR(40) NOT NULL,                       -- a row of the table of mails: "signin", "invoice" ...
  language VARCHAR(16) NOT NULL,
  version INT NOT NULL,                            -- 1, 2 ...
  subject VARCHAR(200) NULL,
  body TEXT NULL,
  person_id BIGINT NULL,
  at DATETIME(6) NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY mail_text_version (mail, language, version),
  CONSTRAINT mail_text_person FOREIGN KEY (person_id) REFERENCES person (id),
  CONSTRAINT mail_text_whole CHECK ((subject IS NULL) = (body IS NULL))
) ENGINE=InnoDB;

-- Content managers write them, beside whoever holds every right.
UPDATE vendor_role SET rights = CONCAT(rights, ',mail.write') WHERE role_key = 'content_manager' AND rights <> '*';
