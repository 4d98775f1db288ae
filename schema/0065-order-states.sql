-- An order waits for the worker (DOMAIN 2.3): found by its state; its days are counted where it was placed; what its promotion gave then
-- stays as it was.
ALTER TABLE customer_order ADD COLUMN zone VARCHAR(64) NOT NULL DEFAULT 'UTC' AFTER placed_at, ADD COLUMN promo_given JSON NULL AFTER promo_id,
  ADD KEY customer_order_waiting (status, id);
