-- Pages that are there to be read, and the block that lists those which a reader may open, newest first.
ALTER TABLE webpage
  MODIFY COLUMN kind ENUM('pricing','checkout','portal','content') NOT NULL,
  ADD KEY webpage_kind (kind, published_id);
