-- Ids that an organisation's own system gives are equal when they are equal byte by byte: "A-1" and "a-1" are two orders.
ALTER TABLE customer_order MODIFY external_id VARCHAR(100) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NULL;
