-- A page without code may be the home of all partners, or of the people of one organisation. What a version says of it holds when it is
-- published; each of them has one home at most.
ALTER TABLE webpage_version
  ADD COLUMN home ENUM('no','all','org') NOT NULL DEFAULT 'no',
  ADD COLUMN home_org_id BIGINT NULL,
  ADD CONSTRAINT webpage_version_home_org FOREIGN KEY (home_org_id) REFERENCES org (id),
  ADD CONSTRAINT webpage_version_home CHECK ((home = 'org') = (home_org_id IS NOT NULL)),
  ADD CONSTRAINT webpage_version_home_shut CHECK (home = 'no' OR (require_auth AND provider_id IS NULL));

ALTER TABLE webpage
  ADD COLUMN home_of BIGINT NULL, -- of the published version: the organisation, 0 for all partners
  ADD UNIQUE KEY webpage_home (home_of);
