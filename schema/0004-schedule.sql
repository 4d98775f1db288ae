-- The worker's schedules: who runs one now, and when it last ended well. No lock is held while it runs.
CREATE TABLE schedule_lease (
  name VARCHAR(40) NOT NULL,
  leased_until DATETIME(6) NULL,
  last_run_at DATETIME(6) NULL,
  PRIMARY KEY (name)
) ENGINE=InnoDB;
