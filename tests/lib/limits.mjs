// Guessing limits are counted in windows of a fixed length (lib/auth/limit.c).

/** What was counted counts in the next window, too: a test that runs over a window's edge sees no difference. */
export const bothWindows = async (portal, windowS = 600) => {
  const at = Math.floor(Date.now() / 1000 / windowS) * windowS;
  await portal.sql(`INSERT IGNORE INTO limit_window (kind, key_hash, window_at, events)
    SELECT kind, key_hash, ?, SUM(events) FROM limit_window GROUP BY kind, key_hash`, [new Date((at + windowS) * 1000)]);
  await portal.sql('UPDATE limit_window w JOIN limit_window n ON n.kind = w.kind AND n.key_hash = w.key_hash SET w.events = GREATEST(w.events, n.events)');
};
