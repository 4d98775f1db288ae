-- The audit rows' hash chain, in the order in which the worker found them committed. Its head is signed and kept outside of the
-- database, so that neither edits nor a shortened tail go unseen.
CREATE TABLE audit_seal (
  seq BIGINT NOT NULL,                             -- 1, 2, 3 ... without a gap
  audit_id BIGINT NOT NULL,
  hash BINARY(32) NOT NULL,                        -- SHA-256 of (previous hash, seq, audit_id, the row's content hash)
  sealed_at DATETIME(6) NOT NULL,
  PRIMARY KEY (seq),
  UNIQUE KEY audit_seal_audit (audit_id),
  KEY audit_seal_at (sealed_at)
) ENGINE=InnoDB;
