-- Asked for by a browser that had signed in as that address before, or from within a session: what a stranger asks for does not end it.
ALTER TABLE signin ADD COLUMN known BOOLEAN NOT NULL DEFAULT FALSE AFTER language;
