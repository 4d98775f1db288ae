-- What a company's invoice numbers begin with names it, so no two have the same.
ALTER TABLE legal_entity ADD UNIQUE KEY legal_entity_prefix (invoice_prefix);
