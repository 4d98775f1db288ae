// A portal with bill groups whose billing portals can be opened: what the tests of the rules and of the portal itself share.
//
//   const { portal, ours, rules, desk } = await billPortal();
//   await rules('kunde.example.org');        // exactly these hold from now on
import { Client, publicId } from './access.mjs';
import { start } from './portal.mjs';
import { cleanup, equal } from './tap.mjs';

export async function billPortal() {
  const portal = await start({ processes: 4 });
  cleanup(() => portal.stop());
  const client = new Client(portal, 8);
  cleanup(() => client.close());
  const one = async (sql, params) => (await portal.sql(sql, params))[0];
  const forgetLimits = () => portal.sql('DELETE FROM limit_window');

  // Three customers that pay themselves, and the bill group of an organisation that pays for its own.
  const groups = await portal.sql(`SELECT g.id, CAST(g.public_id AS CHAR) AS public, g.name, g.org_id FROM bill_group g JOIN org o ON o.id = g.org_id
    WHERE o.party_id <> g.party_id AND o.slug = 'birch' AND (SELECT COUNT(*) FROM invoice i WHERE i.bill_group_id = g.id AND i.status <> 'draft') > 1
      AND EXISTS (SELECT 1 FROM subscription s WHERE s.bill_group_id = g.id AND s.status = 'active') ORDER BY g.id LIMIT 3`);
  const [ours, theirs, closing] = groups;
  const own = await one(`SELECT CAST(g.public_id AS CHAR) AS public FROM bill_group g JOIN org o ON o.id = g.org_id AND o.party_id = g.party_id LIMIT 1`);
  await portal.sql('DELETE FROM access_rule');
  await portal.sql("UPDATE party SET language = 'en'"); // a portal speaks its payer's language
  const door = (g) => `/billing/${publicId(g.public)}`;
  const desk = (g) => `/admin/billgroups/${publicId(g.public)}`;
  const admin = await portal.signIn('admin@portico.example.com');

  async function let_in(value, reason = 'asked for by their controller', { group = ours, who = admin } = {}) {
    return who.submit(await who.get(`${desk(group)}/rules/new`), { value, reason }, { action: `${desk(group)}/rules/new` });
  }
  const live = async (group = ours) => (await portal.sql('SELECT value FROM access_rule WHERE bill_group_id = ? AND live = 1 ORDER BY value', [group.id])).map((r) => r.value);
  /** Adds what must be there for a test, and nothing else. */
  async function rules(...values) {
    await portal.sql("UPDATE access_rule SET removed_at = UTC_TIMESTAMP(6), removed_by = created_by, removed_reason = 'test' WHERE removed_at IS NULL");
    for (const value of values) equal((await let_in(value)).status, 303, value);
  }
  async function remove(value, reason = 'has left the company') {
    const { id } = await one('SELECT CAST(public_id AS CHAR) AS id FROM access_rule WHERE value = ? AND live = 1', [value]);
    const at = `${desk(ours)}/rules/${publicId(id)}/remove`;
    return admin.submit(await admin.get(at), { reason }, { action: at });
  }
  return { portal, client, one, forgetLimits, ours, theirs, closing, own,
    door, desk, admin, let_in, live, rules, remove };
}
