-- Fields that the vendor hides or makes read-only for an audience. A field without a row is shown and can be changed.
CREATE TABLE field_switch (
  audience ENUM('partner','customer') NOT NULL,
  field_key VARCHAR(60) NOT NULL,                  -- of lib/auth/shown.h
  state ENUM('hidden','fixed') NOT NULL,
  PRIMARY KEY (audience, field_key)
) ENGINE=InnoDB;
