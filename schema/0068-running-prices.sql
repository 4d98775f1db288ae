-- What a running subscription goes on with (lib/model/proration.h, P15 and P16): its promotion, and how its prices were found.
ALTER TABLE promo DROP CONSTRAINT promo_bounds,
  ADD CONSTRAINT promo_bounds CHECK (rate_bp BETWEEN 0 AND 10000 AND periods BETWEEN 0 AND 120 AND uses_max >= 0);
-- As it was when it was given: the promotion itself may change.
ALTER TABLE subscription ADD COLUMN promo_id BIGINT NULL AFTER po_number, ADD COLUMN promo VARCHAR(40) NOT NULL DEFAULT '' AFTER promo_id,
  ADD COLUMN promo_rate_bp INT NOT NULL DEFAULT 0 AFTER promo, ADD COLUMN promo_minor BIGINT NOT NULL DEFAULT 0 AFTER promo_rate_bp,
  ADD KEY subscription_promo (promo_id), ADD CONSTRAINT subscription_promo FOREIGN KEY (promo_id) REFERENCES promo (id);
-- off: what it takes off a whole period, of what the payer and of what the partner pays; until: the first day whose period is whole again.
ALTER TABLE subscription_item ADD COLUMN off_pay_minor BIGINT NOT NULL DEFAULT 0 AFTER sell_minor,
  ADD COLUMN off_buy_minor BIGINT NOT NULL DEFAULT 0 AFTER off_pay_minor, ADD COLUMN off_until_on DATE NULL AFTER off_buy_minor,
  ADD COLUMN priced_on DATE NULL AFTER source_id,           -- the day whose prices these are
  ADD COLUMN sell_named BOOLEAN NOT NULL DEFAULT TRUE AFTER priced_on;  -- the partner named what the customer pays; else it is the list's
ALTER TABLE order_price ADD COLUMN sell_named BOOLEAN NOT NULL DEFAULT TRUE AFTER retail_minor;

UPDATE subscription_item i JOIN subscription s ON s.id = i.subscription_id JOIN order_price x ON x.line_id = s.order_line_id AND x.product_id = i.product_id
  SET i.source = x.source, i.source_id = x.source_id WHERE i.source = '' AND NOT i.addon;
UPDATE subscription_item i JOIN subscription s ON s.id = i.subscription_id JOIN order_line l ON l.id = s.order_line_id JOIN customer_order o ON o.id = l.order_id
  SET i.priced_on = DATE(COALESCE(o.placed_at, s.created_at));
UPDATE subscription s JOIN order_line l ON l.id = s.order_line_id JOIN customer_order o ON o.id = l.order_id JOIN promo p ON p.id = o.promo_id
  LEFT JOIN promo_amount a ON a.promo_id = p.id AND a.currency = s.currency
  SET s.promo_id = p.id, s.promo = p.code, s.promo_rate_bp = IF(p.kind = 'percent', p.rate_bp, 0), s.promo_minor = IF(p.kind = 'percent', 0, COALESCE(a.amount_minor, 0))
  WHERE EXISTS (SELECT 1 FROM schedule_entry e WHERE e.subscription_id = s.id AND e.promo <> '');
UPDATE subscription_item i JOIN subscription s ON s.id = i.subscription_id JOIN promo p ON p.id = s.promo_id JOIN schedule_entry e ON e.item_id = i.id AND e.number = 1 AND e.promo <> ''
  SET i.off_pay_minor = e.discount_minor, i.off_buy_minor = e.margin_minor - i.units * (i.sell_minor - i.buy_minor) + e.discount_minor,
  i.off_until_on = IF(p.periods = 0, '9999-12-31', IF(i.period_months = 0, DATE_ADD(s.billed_from_on, INTERVAL 1 DAY), DATE_ADD(s.billed_from_on, INTERVAL p.periods * i.period_months MONTH)));
