-- A change of a customer's address is an order, too (L11).
ALTER TABLE customer_order
  MODIFY COLUMN kind ENUM('new','update','change_offer','cancel','renew','address') NOT NULL DEFAULT 'new';
