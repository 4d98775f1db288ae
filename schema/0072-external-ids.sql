-- What an organisation's own system, or whoever counts a use, calls a thing is equal when it is equal byte by byte: "A-1" and "a-1" are two
-- orders, and two uses.
ALTER TABLE customer_order MODIFY external_id VARCHAR(100) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NULL;
ALTER TABLE usage_record MODIFY once_key VARCHAR(100) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL;
