// In a build with sanitizers: what they write is found at the end of a test, so that silence means that nothing was wrong.
import { cleanup, equal, match, run, skip, test, until } from '../lib/tap.mjs';
import { processes } from '../lib/fault.mjs';
import { start } from '../lib/portal.mjs';

const portal = await start();
let ended = false;
cleanup(() => ended || portal.stop());

test('a process that dies of a fault leaves a report, which stop() finds', async () => {
  if (!portal.sanitizers) skip('the build has no sanitizers');
  equal((await portal.get('/login')).status, 200);
  equal(portal.reports(), []);
  process.kill(processes(portal, 'login')[0], 'SIGSEGV');
  await until(() => portal.reports().length, 'a report');
  equal((await portal.get('/login')).status, 200, 'the area is away');
  ended = true;
  const error = await portal.stop().then(() => null, (e) => e);
  equal(error?.finding, true, 'stop() found nothing');
  match(error.message, /AddressSanitizer: SEGV/);
});
await run();
