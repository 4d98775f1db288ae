-- Which notices of a coming end of a term went out: once for each end and each number of days before it.
CREATE TABLE renewal_notice (
  subscription_id BIGINT NOT NULL,
  term_end_on DATE NOT NULL,
  days INT NOT NULL,
  at DATETIME(6) NOT NULL,
  PRIMARY KEY (subscription_id, term_end_on, days),
  CONSTRAINT renewal_notice_subscription FOREIGN KEY (subscription_id) REFERENCES subscription (id)
) ENGINE=InnoDB;
