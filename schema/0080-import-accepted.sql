-- A file is judged and written as of the moment that somebody accepted it, however long the worker takes: midnight may pass meanwhile.
ALTER TABLE import_file ADD COLUMN accepted_at DATETIME(6) NULL AFTER created_at;
