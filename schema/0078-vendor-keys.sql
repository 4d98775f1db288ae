-- A key without an organisation is the vendor's own: each of its requests names the organisation that it is for.
ALTER TABLE api_key MODIFY org_id BIGINT NULL;
