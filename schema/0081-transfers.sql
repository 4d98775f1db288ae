-- A customer moves to another partner, or becomes the vendor's own (decision 57; the rule is lib/model/transfer.h).
CREATE TABLE transfer (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  public_id BIGINT UNSIGNED NOT NULL,
  from_org_id BIGINT NOT NULL,
  to_org_id BIGINT NULL,                           -- NULL: becomes the vendor's own
  on_day DATE NOT NULL,
  zone VARCHAR(64) NOT NULL,                       -- whose day it is
  reason VARCHAR(300) NOT NULL,
  status ENUM('planned','done','undone') NOT NULL DEFAULT 'planned',
  person_id BIGINT NULL,
  created_at DATETIME(6) NOT NULL,
  done_at DATETIME(6) NULL,
  UNIQUE KEY transfer_public (public_id),
  KEY transfer_status (status, on_day, id),
  KEY transfer_from (from_org_id, status, id),
  KEY transfer_to (to_org_id, status, id),
  CONSTRAINT transfer_from FOREIGN KEY (from_org_id) REFERENCES org (id),
  CONSTRAINT transfer_to FOREIGN KEY (to_org_id) REFERENCES org (id)
) ENGINE=InnoDB;
-- Whom it moves: each in a transaction of its own. At most one that waits for a customer.
CREATE TABLE transfer_customer (
  transfer_id BIGINT NOT NULL,
  customer_id BIGINT NOT NULL,
  on_day DATE NOT NULL,                            -- the transfer's: payments from that day on wait for it
  status ENUM('planned','done','undone') NOT NULL DEFAULT 'planned',
  subscriptions INT NOT NULL DEFAULT 0,            -- that ran when it was done
  done_at DATETIME(6) NULL,
  waiting TINYINT GENERATED ALWAYS AS (IF(status = 'planned', 1, NULL)) STORED,
  PRIMARY KEY (transfer_id, customer_id),
  UNIQUE KEY transfer_customer_waiting (customer_id, waiting),
  KEY transfer_customer_due (waiting, on_day, customer_id),
  CONSTRAINT transfer_customer_of FOREIGN KEY (transfer_id) REFERENCES transfer (id),
  CONSTRAINT transfer_customer_whom FOREIGN KEY (customer_id) REFERENCES customer (id)
) ENGINE=InnoDB;
