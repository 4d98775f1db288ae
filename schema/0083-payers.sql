-- Who pays a planned payment, where that is not who pays its subscription from now on: credits of what an earlier payer was billed, and what
-- fell due before the day of a transfer.
ALTER TABLE schedule_entry ADD COLUMN bill_group_id BIGINT NULL AFTER invoice_id;
ALTER TABLE schedule_entry ADD CONSTRAINT schedule_entry_payer FOREIGN KEY (bill_group_id) REFERENCES bill_group (id);
