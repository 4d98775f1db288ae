-- Tax rules come in as files, too: rates of many regions at once.
ALTER TABLE import_file MODIFY COLUMN kind ENUM('products','offers','prices','taxes','usage') NOT NULL;
