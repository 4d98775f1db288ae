-- Orders of a customer that became the vendor's own are no organisation's to read; made_org_id keeps whose they were.
ALTER TABLE customer_order MODIFY org_id BIGINT NULL;
ALTER TABLE order_line MODIFY org_id BIGINT NULL;
