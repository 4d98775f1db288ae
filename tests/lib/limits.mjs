// Guessing limits are counted in windows of a fixed length (lib/auth/limit.c): ten minutes or an hour.

/** What was counted counts in this window and in the next, too: a test that runs over a window's edge sees no difference. */
export const bothWindows = async (portal) => {
  const now = Math.floor(Date.now() / 1000);
  const windows = [600, 3600].flatMap((size) => [0, 1].map((next) => new Date((now - now % size + next * size) * 1000)));
  await portal.sql(`INSERT IGNORE INTO limit_window (kind, key_hash, window_at, events) SELECT l.kind, l.key_hash, w.at, SUM(l.events)
    FROM limit_window l JOIN (SELECT CAST(? AS DATETIME(6)) AS at UNION SELECT ? UNION SELECT ? UNION SELECT ?) w GROUP BY l.kind, l.key_hash, w.at`, windows);
  await portal.sql(`UPDATE limit_window w JOIN (SELECT kind, key_hash, MAX(events) AS events FROM limit_window GROUP BY kind, key_hash) m USING (kind, key_hash)
    SET w.events = m.events`);
};
