// Which rows something left behind: counted in every table that there is, so that none is forgotten.

// Sessions, keys and limits belong to whoever asks, not to what they made; audit_seal and worker_seen come when the worker has time.
const IGNORED = new Set(['answered', 'session', 'rate_state', 'api_key', 'audit_seal', 'worker_seen']);
const ORG = 'org_id';

async function counted(portal, tables) {
  const counts = await Promise.all(tables.map(({ name, own }) => portal.sql(`SELECT ${own ? `COALESCE(${ORG}, 0)` : '-1'} AS org, COUNT(*) AS n FROM \`${name}\` GROUP BY 1`)));
  return new Map(counts.flatMap((rows, i) => rows.map(({ org, n }) => [`${tables[i].name} ${org}`, Number(n)])));
}

/** { answer, rows, orgs }: what run() answered, how many rows each table got meanwhile, and of which organisations each table with a column for
 *  one got them: { order_line: { 7: 2 } }; 0 is nobody's. Nothing else may be at work. */
export async function grown(portal, run) {
  const tables = (await portal.sql(`SELECT t.table_name AS name, COUNT(c.column_name) AS own FROM information_schema.tables t LEFT JOIN information_schema.columns c
    ON c.table_schema = t.table_schema AND c.table_name = t.table_name AND c.column_name = '${ORG}'
    WHERE t.table_schema = DATABASE() AND t.table_type = 'BASE TABLE' GROUP BY 1`)).map((t) => ({ name: t.name, own: Number(t.own) > 0 })).filter((t) => !IGNORED.has(t.name));
  const before = await counted(portal, tables), answer = await run(), after = await counted(portal, tables), rows = {}, orgs = {};
  for (const key of new Set([...before.keys(), ...after.keys()])) {
    const [table, org] = key.split(' '), n = (after.get(key) ?? 0) - (before.get(key) ?? 0);
    if (n) rows[table] = (rows[table] ?? 0) + n;
    if (n && org !== '-1') (orgs[table] ??= {})[org] = n;
  }
  return { answer, rows, orgs };
}
