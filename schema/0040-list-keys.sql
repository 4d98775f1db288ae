-- The keys of lists that are read page after page; each ends in id, as the page's place does.
ALTER TABLE invoice ADD KEY invoice_org_due (org_id, due_on, id);
ALTER TABLE invoice ADD KEY invoice_created (created_at, id);
ALTER TABLE customer_order ADD KEY customer_order_all (placed_at, id);
ALTER TABLE outbox ADD KEY outbox_created (created_at, id);
