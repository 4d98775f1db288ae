// Fifty requests at the same moment: a sign-in link and a code let exactly one in, and guesses are counted one by one.
import { cleanup, equal, note, ok, run, test } from '../lib/tap.mjs';
import { full, requestBytes, statuses, together } from '../lib/fault.mjs';
import { formOf, start } from '../lib/portal.mjs';

const portal = await start({ processes: 8 });
cleanup(() => portal.stop());
const ROUNDS = full ? 200 : 8, AT_ONCE = 50, EMAIL = 'sales@alder.example.com';
const sessions = async () => Number((await portal.sql('SELECT COUNT(*) AS n FROM session'))[0].n);

async function round(form, target) {
  const before = await sessions();
  const replies = await together(portal, Array.from({ length: AT_ONCE }, () => requestBytes(portal, { target, form })));
  return { replies, made: await sessions() - before };
}

/** Asks for a mail on the waiting page and reads its code. */
async function codeForm() {
  const visitor = portal.visitor(), since = portal.mailCount();
  const asked = await visitor.submit(await visitor.get('/login'), { email: EMAIL }, { action: '/login' });
  equal(asked.status, 303);
  const [mail] = await portal.mails({ to: EMAIL, since, link: '/confirm' });
  const form = formOf((await visitor.get(asked.location)).text, /\/login\/code/);
  const code = /^\s*([2-9A-HJKMNP-Z]{4})[ -]?([2-9A-HJKMNP-Z]{4})\s*$/m.exec(mail.text);
  await portal.sql('DELETE FROM limit_window');
  return { ...form.values, code: code[1] + code[2] };
}

test(`a link that is opened ${AT_ONCE} times at once makes one session, ${ROUNDS} rounds`, async () => {
  const seen = {};
  for (let i = 0; i < ROUNDS; i++) {
    const { stdout } = await portal.portico('signin-link', EMAIL);
    const link = new URL(/https?:\/\/\S+/.exec(stdout)[0]);
    const page = await portal.visitor().get(link.pathname + link.search);
    const { replies, made } = await round(formOf(page.text, /confirm/).values, '/login/confirm');
    equal([made, statuses(replies)[303]], [1, 1], `round ${i + 1}: sessions and redirects`);
    for (const [status, n] of Object.entries(statuses(replies))) seen[status] = (seen[status] ?? 0) + n;
  }
  note(`${ROUNDS} rounds of ${AT_ONCE}: ${JSON.stringify(seen)}`);
  equal(seen, { 303: ROUNDS, 404: ROUNDS * (AT_ONCE - 1) });
}, { limit: 280_000 });

test('a code that is typed fifty times at once makes one session', async () => {
  const rounds = full ? 20 : 2;
  for (let i = 0; i < rounds; i++) {
    const { replies, made } = await round(await codeForm(), '/login/code');
    equal([made, statuses(replies)[303]], [1, 1], 'sessions and redirects');
    equal(statuses(replies)[429], AT_ONCE - 1, JSON.stringify(statuses(replies)));
  }
}, { limit: 120_000 });

test('fifty wrong codes at once are five tries', async () => {
  const form = await codeForm();
  const { replies, made } = await round({ ...form, code: 'AAAAAAAA' }, '/login/code');
  equal([made, statuses(replies)], [0, { 422: 5, 429: AT_ONCE - 5 }]);
  const [row] = await portal.sql('SELECT MAX(tries) AS tries FROM signin');
  equal(Number(row.tries), 5);
  const late = await portal.visitor().post('/login/code', form);
  equal(late.status, 429, 'the right code after that');
});

test('no process died of it', async () => {
  ok(!/ended with (signal|status)/.test(portal.log()), portal.log().split('\n').filter((line) => /ended with/.test(line)).join('\n'));
});
await run();
