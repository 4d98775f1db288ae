-- Rate tables by region (a province, a state), and rules that the vendor's desk keeps: periods of one place and class never overlap.
ALTER TABLE tax_rule ADD COLUMN public_id BIGINT UNSIGNED NOT NULL DEFAULT (FLOOR(1 + RAND() * 9000000000000000000)) AFTER id,
  ADD COLUMN buyer_region VARCHAR(100) NOT NULL DEFAULT '' AFTER buyer_country, DROP KEY tax_rule_from,
  ADD UNIQUE KEY tax_rule_from (legal_entity_id, tax_class, buyer_country, buyer_region, needs_tax_number, valid_from),
  ADD UNIQUE KEY tax_rule_public (public_id), ADD CONSTRAINT tax_rule_region CHECK (buyer_region = '' OR buyer_country <> '');
