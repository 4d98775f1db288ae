-- How a document is paid, decided when it is drafted; NULL on those of before: as their payer pays.
ALTER TABLE invoice ADD COLUMN payment_type ENUM('bank_transfer','card','direct_debit','ach_credit','manual') NULL AFTER po_number;
