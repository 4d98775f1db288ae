-- How an order is paid, where its offers leave a choice; NULL: as its payer pays.
ALTER TABLE customer_order ADD COLUMN payment_type ENUM('bank_transfer','card','direct_debit','ach_credit','manual') NULL AFTER promo_code;
