-- What an organisation's own system reads as events goes by the chain's number, which is given after the commit and in one place: so the
-- chain says whose each record is.
ALTER TABLE audit_seal ADD COLUMN org_id BIGINT NULL AFTER audit_id, ADD KEY audit_seal_org (org_id, seq);
UPDATE audit_seal s JOIN audit a ON a.id = s.audit_id SET s.org_id = a.org_id WHERE a.org_id IS NOT NULL;
