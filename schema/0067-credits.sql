-- Credit notes are set against the open invoices of the same payer (lib/model/credit.h): which, and how much of each.
CREATE TABLE credit_use (
  id BIGINT NOT NULL AUTO_INCREMENT,
  credit_id BIGINT NOT NULL,                       -- the credit note
  invoice_id BIGINT NOT NULL,
  org_id BIGINT NULL,                              -- the invoice's
  amount_minor BIGINT NOT NULL,
  at DATETIME(6) NOT NULL,
  PRIMARY KEY (id),
  KEY credit_use_credit (credit_id, id),
  KEY credit_use_invoice (invoice_id, id),
  CONSTRAINT credit_use_credit FOREIGN KEY (credit_id) REFERENCES invoice (id),
  CONSTRAINT credit_use_invoice FOREIGN KEY (invoice_id) REFERENCES invoice (id),
  CONSTRAINT credit_use_amount CHECK (amount_minor > 0)
) ENGINE=InnoDB;
ALTER TABLE invoice ADD KEY invoice_open (kind, status, bill_group_id, due_on, id);

-- What is receivable stands with its document, so that each one's balance is the sum of its own entries.
ALTER TABLE ledger_entry ADD COLUMN invoice_id BIGINT NULL AFTER bill_group_id, ADD KEY ledger_entry_invoice (invoice_id);
UPDATE ledger_entry e JOIN ledger_txn t ON t.id = e.txn_id SET e.invoice_id = t.noun_id
  WHERE e.account = 'receivable' AND t.kind IN ('invoice.issued', 'invoice.paid');
