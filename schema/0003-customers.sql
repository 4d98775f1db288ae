-- End customers. Each belongs to the organisation that brought it, or to none (the vendor's own).
CREATE TABLE customer (
  id BIGINT NOT NULL AUTO_INCREMENT,
  public_id BIGINT UNSIGNED NOT NULL,
  org_id BIGINT NULL,
  party_id BIGINT NOT NULL,
  name VARCHAR(200) NOT NULL,                      -- company, or first and last name (L13); what lists sort and search by
  email VARCHAR(254) NOT NULL DEFAULT '',
  country CHAR(2) NOT NULL DEFAULT '',
  billing_account VARCHAR(64) NOT NULL DEFAULT '',
  crm_account VARCHAR(64) NOT NULL DEFAULT '',
  crm_contact VARCHAR(64) NOT NULL DEFAULT '',
  created_at DATETIME(6) NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY customer_public (public_id),
  KEY customer_org_name (org_id, name, id, email),
  KEY customer_org_created (org_id, created_at, id),
  KEY customer_org_email (org_id, email, id),
  FULLTEXT KEY customer_words (name, email),
  CONSTRAINT customer_org FOREIGN KEY (org_id) REFERENCES org (id),
  CONSTRAINT customer_party FOREIGN KEY (party_id) REFERENCES party (id)
) ENGINE=InnoDB;
