// How often a key may ask: an allowance that refills evenly, exact to one request, for each key by itself, whoever claims to be where
// (TRUST D3).
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { stopWorker } from '../lib/access.mjs';
import { start } from '../lib/portal.mjs';
import { Api, makeKey } from '../lib/api.mjs';
import { cleanup, equal, match, ok, run, test } from '../lib/tap.mjs';

process.env.PORTICO_API_PERMINUTE = '60'; // ten at once, one a second
const portal = await start();
cleanup(() => portal.stop());
await stopWorker(portal);
const api = new Api(portal, await makeKey(portal, 'alder'), 1);
cleanup(() => api.close());
// The clock of the allowance is the server's: what passed meanwhile is what was refilled.
const taken = async (key, n, headers) => {
  const began = Date.now();
  const replies = [];
  for (let i = 0; i < n; i++) replies.push(await api.get('/api/v1/terms', { key, headers }));
  return { replies, passed: replies.filter((r) => r.status !== 429).length, seconds: (Date.now() - began) / 1000 };
};

test('ten pass at once, and one more for each second', async () => {
  const key = await makeKey(portal, 'alder');
  const { replies, passed, seconds } = await taken(key.secret, 60);
  ok(passed >= 10 && passed <= 11 + Math.ceil(seconds), `${passed} passed in ${seconds} s`);
  equal(replies[0].headers['ratelimit-limit'], '10');
  equal(replies[0].headers['ratelimit-remaining'], '9');
  const refused = replies.find((r) => r.status === 429);
  equal([refused.headers['ratelimit-remaining'], refused.headers['content-type'], refused.headers['retry-after']], ['0', 'application/problem+json', '1']);
  ok(Number(refused.headers['ratelimit-reset']) >= 9 && Number(refused.headers['ratelimit-reset']) <= 10);
});

test('one key’s haste is not another’s', async () => {
  const other = await makeKey(portal, 'alder');
  equal((await api.get('/api/v1/terms', { key: other.secret })).headers['ratelimit-remaining'], '9');
});

test('what was used up comes back by and by', async () => {
  const key = await makeKey(portal, 'alder');
  await taken(key.secret, 12);
  await portal.sql('UPDATE rate_state SET full_at_us = full_at_us - 3000000');
  const { passed, seconds } = await taken(key.secret, 8);
  ok(passed >= 3 && passed <= 4 + Math.ceil(seconds) + 2, `${passed} passed in ${seconds} s`);
});

test('a hundred at once are counted as a hundred', async () => {
  const key = await makeKey(portal, 'alder');
  const many = new Api(portal, key, 16);
  const began = Date.now();
  const replies = await Promise.all(Array.from({ length: 100 }, () => many.get('/api/v1/terms')));
  const seconds = (Date.now() - began) / 1000, passed = replies.filter((r) => r.status !== 429).length;
  many.close();
  ok(passed >= 10 && passed <= 11 + Math.ceil(seconds), `${passed} passed in ${seconds} s`);
});

test('who has no key is counted by network, and no header changes that', async () => {
  const statuses = [];
  for (let i = 0; i < 40 || (i < 400 && !statuses.includes(429)); i++) statuses.push((await api.get('/api/v1/terms', { key: 'ptk_wrong', headers: { 'x-forwarded-for': `192.0.2.${i}`, forwarded: `for=192.0.2.${i}` } })).status);
  ok(statuses.filter((s) => s === 401).length >= 30 && statuses.includes(429), statuses.join(' '));
  const reply = await api.get('/api/v1/terms', { key: 'ptk_wrong' });
  if (reply.status === 429) match(reply.headers['retry-after'], /^\d+$/);
  equal((await api.get('/api/v1/terms')).status === 401, false, 'who has a key is not held up by it');
});

test('the worker forgets what is whole again', async () => {
  await portal.sql('UPDATE rate_state SET full_at_us = 1');
  await portal.sql("INSERT INTO rate_state VALUES (UNHEX(SHA2('x', 256)), 9000000000000000)");
  await portal.sql("UPDATE schedule_lease SET last_run_at = NULL WHERE name = 'clean.rate'");
  await promisify(execFile)(path.join(portal.bin, 'portico-worker'), ['--once'], { env: portal.env });
  equal((await portal.sql('SELECT COUNT(*) AS n FROM rate_state'))[0].n, 1);
});

await run();
