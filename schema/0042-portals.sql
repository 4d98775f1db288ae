-- Billing portals: a removed rule says why, a sign-in by mail may be meant for one bill group, and the lists that portals and the desk read.
ALTER TABLE access_rule ADD COLUMN removed_reason VARCHAR(300) NOT NULL DEFAULT '' AFTER removed_at;

-- NULL: into our own pages; else an end customer's, who is an address let in by a rule when the link or the code is used.
ALTER TABLE signin ADD COLUMN bill_group_id BIGINT NULL AFTER session_id;

ALTER TABLE session ADD KEY session_visitor (bill_group_id, email, id);
ALTER TABLE bill_group ADD KEY bill_group_name (name, id);
ALTER TABLE subscription ADD KEY subscription_bill_group_start (bill_group_id, start_on, id);
ALTER TABLE subscription DROP KEY subscription_bill_group;

-- Two addresses that differ by an accent are two mailboxes.
ALTER TABLE access_rule MODIFY value VARCHAR(254) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL;
