-- An issued invoice is cancelled by a full credit note that names it (DOMAIN decision 58; lib/model/invoice_cancel.h).
ALTER TABLE invoice ADD COLUMN corrects_id BIGINT NULL AFTER order_id,           -- of that credit note: the invoice
  ADD UNIQUE KEY invoice_corrects (corrects_id),
  ADD CONSTRAINT invoice_corrects FOREIGN KEY (corrects_id) REFERENCES invoice (id);

-- What becomes of a payment whose invoice was cancelled, or whose draft was dropped.
ALTER TABLE schedule_entry ADD COLUMN unbilled ENUM('again','never') NULL AFTER invoice_id,
  ADD KEY schedule_entry_invoice (invoice_id),
  ADD CONSTRAINT schedule_entry_unbilled CHECK (COALESCE(unbilled, '') <> 'never' OR status = 'void');
