// Switching fields as staff do (DOMAIN decision 65).
import { equal } from './tap.mjs';

/** A function that switches an audience's fields: switched({ 'org.phone': 'fixed' }); what is not named is shown. Answers the fields' names. */
export const switcher = (portal, desk, audience) => async (states) => {
  await portal.sql("UPDATE session s JOIN person p ON p.id = s.person_id SET s.step_up_at = UTC_TIMESTAMP(6) WHERE p.email = ? AND s.ended_at IS NULL", [desk.email]);
  const page = await desk.get(`/admin/fields/${audience}`);
  const names = [...page.text.matchAll(/<select[^>]* name="([\w.]+)"/g)].map((m) => m[1]);
  const done = await desk.submit(page, Object.fromEntries(names.map((name) => [name, states[name] ?? 'shown'])));
  equal(done.status, 303, done.text.slice(0, 300));
  return names;
};
