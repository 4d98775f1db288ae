-- The worker looks each minute for what a day has come for.
ALTER TABLE subscription ADD KEY subscription_cancel (status, cancel_on);
