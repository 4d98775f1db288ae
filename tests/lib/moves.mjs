// What the tests of moving customers share: const { one, plain, orgs, worker, zoned } = await movesOf(portal).
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { stopWorker } from './access.mjs';
import { publicText } from './orders.mjs';

/** Its worker runs when it is called only; nothing has a trial. */
export async function movesOf(portal) {
  await stopWorker(portal);
  await portal.sql(`UPDATE person SET language = 'en'`);
  await portal.sql('UPDATE offer_version SET trial_days = 0');
  const one = async (text, values) => Object.values((await portal.sql(text, values))[0] ?? {})[0];
  const plain = (page) => page.text.replace(/<(style|script)[\s\S]*?<\/\1>/g, '').replace(/<[^>]+>/g, ' ').replace(/&nbsp;|\u00a0/g, ' ').replace(/\s+/g, ' ');
  const orgs = Object.fromEntries((await portal.sql('SELECT slug, id, CAST(public_id AS CHAR) AS public FROM org')).map((o) => [o.slug, { id: o.id, public: publicText(o.public) }]));
  const worker = async () => {
    await portal.sql('DELETE FROM schedule_lease');
    await promisify(execFile)(path.join(portal.bin, 'portico-worker'), ['--once'], { env: portal.env });
  };
  const zoned = (days = 0) => new Date(Date.now() + days * 86_400_000).toLocaleDateString('sv-SE', { timeZone: 'Europe/Vienna' }); // of the company that sells
  return { one, plain, orgs, worker, zoned };
}
