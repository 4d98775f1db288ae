-- The desk's lists are in order of a name or a code, then of the id: a unique key alone does not carry the id, so all rows were sorted.
ALTER TABLE person ADD KEY person_name (name, id);
ALTER TABLE product ADD KEY product_code_id (code, id);
ALTER TABLE promo ADD KEY promo_code_id (code, id);
ALTER TABLE offer ADD KEY offer_code_id (code, id);
