-- When those who decide were told that somebody waits; NULL: not yet.
ALTER TABLE registration ADD COLUMN told_at DATETIME(6) NULL AFTER confirmed_at;
