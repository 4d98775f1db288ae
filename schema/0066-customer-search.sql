-- A search looks for parts of words, which this key cannot find.
ALTER TABLE customer DROP KEY customer_words;
