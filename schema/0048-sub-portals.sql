-- Sub-portals (DOMAIN E15, decisions 49 and 69): an organisation's own face, at its short name or on a host name of its own; and how a
-- session of the main host is handed over to one there.

-- What is published stands in the organisation's row, where the guard, the pages and the mails read it.
ALTER TABLE org
  ADD COLUMN portal_mode ENUM('shared','branded') NOT NULL DEFAULT 'shared' AFTER brand_revision,
  ADD COLUMN portal_host VARCHAR(253) NULL AFTER portal_mode,         -- lower case, without a port
  ADD COLUMN portal_name VARCHAR(80) NOT NULL DEFAULT '' AFTER portal_host,
  ADD COLUMN portal_welcome VARCHAR(400) NOT NULL DEFAULT '' AFTER portal_name,
  ADD COLUMN portal_footer VARCHAR(600) NOT NULL DEFAULT '' AFTER portal_welcome,
  ADD COLUMN portal_contact VARCHAR(254) NOT NULL DEFAULT '' AFTER portal_footer,
  ADD COLUMN portal_phone VARCHAR(40) NOT NULL DEFAULT '' AFTER portal_contact,
  ADD COLUMN portal_sender VARCHAR(80) NOT NULL DEFAULT '' AFTER portal_phone,  -- of its mails; '' is the site's name
  ADD COLUMN portal_provider_id BIGINT NULL AFTER portal_sender,      -- the only way in that it takes; NULL: any
  ADD COLUMN colour_dark CHAR(7) NOT NULL DEFAULT '' AFTER colour,    -- on dark grounds; '': made from colour
  ADD UNIQUE KEY org_portal_host (portal_host),
  ADD CONSTRAINT org_portal_provider FOREIGN KEY (portal_provider_id) REFERENCES identity_provider (id);

-- A session belongs to one host. On a sub-portal it hangs on the session of the main host that it came from, and ends with it.
ALTER TABLE session
  ADD COLUMN portal_org_id BIGINT NULL AFTER audience,                -- NULL: the main host
  ADD COLUMN parent_id BIGINT NULL AFTER portal_org_id,
  ADD KEY session_parent (parent_id),
  ADD CONSTRAINT session_portal FOREIGN KEY (portal_org_id) REFERENCES org (id),
  ADD CONSTRAINT session_parent FOREIGN KEY (parent_id) REFERENCES session (id) ON DELETE CASCADE;

-- One way from the main host to a sub-portal: used once, within half a minute, by the browser that set out from there.
CREATE TABLE session_handoff (
  id BIGINT NOT NULL AUTO_INCREMENT,
  token_hash BINARY(32) NOT NULL,
  browser_hash BINARY(32) NOT NULL,                -- of the cookie that the sub-portal's host gave the browser
  org_id BIGINT NOT NULL,                          -- whose host it is for
  session_id BIGINT NOT NULL,
  next_path VARCHAR(400) NOT NULL DEFAULT '',
  created_at DATETIME(6) NOT NULL,
  expires_at DATETIME(6) NOT NULL,
  used_at DATETIME(6) NULL,
  PRIMARY KEY (id),
  UNIQUE KEY session_handoff_token (token_hash),
  KEY session_handoff_expiry (expires_at),
  CONSTRAINT session_handoff_org FOREIGN KEY (org_id) REFERENCES org (id),
  CONSTRAINT session_handoff_session FOREIGN KEY (session_id) REFERENCES session (id) ON DELETE CASCADE
) ENGINE=InnoDB;
