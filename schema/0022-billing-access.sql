-- Which end customers may open a bill group's billing portal (DOMAIN M5): a domain or a single address, each with author and reason.
-- Rules are never deleted: a removed one says who removed it and when, and the sessions that it let in end with it.
CREATE TABLE access_rule (
  id BIGINT NOT NULL AUTO_INCREMENT,
  public_id BIGINT UNSIGNED NOT NULL,
  bill_group_id BIGINT NOT NULL,
  kind ENUM('domain','email') NOT NULL,
  value VARCHAR(254) NOT NULL,                     -- lower case
  reason VARCHAR(300) NOT NULL,
  created_by BIGINT NOT NULL,
  created_at DATETIME(6) NOT NULL,
  removed_by BIGINT NULL,
  removed_at DATETIME(6) NULL,
  live TINYINT AS (IF(removed_at IS NULL, 1, NULL)) STORED,
  PRIMARY KEY (id),
  UNIQUE KEY access_rule_public (public_id),
  UNIQUE KEY access_rule_once (bill_group_id, kind, value, live),
  CONSTRAINT access_rule_bill_group FOREIGN KEY (bill_group_id) REFERENCES bill_group (id),
  CONSTRAINT access_rule_author FOREIGN KEY (created_by) REFERENCES person (id),
  CONSTRAINT access_rule_remover FOREIGN KEY (removed_by) REFERENCES person (id)
) ENGINE=InnoDB;
