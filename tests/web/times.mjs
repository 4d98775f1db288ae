// How long things live (the design's table of lifetimes): each is tried a minute before and a minute after its end, by programs whose clock
// is moved. The sessions, links and invitations are the product's own; only the clock is not.
import { execFile } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { cgi } from '../lib/fault.mjs';
import { stateFor } from '../lib/access.mjs';
import { start } from '../lib/portal.mjs';
import { cleanup, equal, match, ok, run, test } from '../lib/tap.mjs';

const portal = await start();
cleanup(() => portal.stop());
const MINUTE = 60, HOUR = 60 * MINUTE, DAY = 24 * HOUR;
const LIBRARY = fs.readdirSync('/usr/lib', { withFileTypes: true }).filter((entry) => entry.isDirectory())
  .map((entry) => `/usr/lib/${entry.name}/faketime/libfaketime.so.1`).find((file) => fs.existsSync(file));
ok(LIBRARY, 'libfaketime is not installed');
const asan = portal.sanitizers?.ASAN_OPTIONS;

/** The environment in which so many seconds have passed. */
const clock = (seconds) => ({ LD_PRELOAD: LIBRARY, FAKETIME: `+${seconds}`, FAKETIME_DONT_FAKE_MONOTONIC: '1',
  ...(asan ? { ASAN_OPTIONS: `${asan}:verify_asan_link_order=0:detect_leaks=0` } : {}) });
const after = (seconds, area, options) => cgi(portal, area, { ...options, env: clock(seconds) });

const KINDS = {
  partner: { email: 'sales@alder.example.com', area: 'home', target: '/home', idle: 12 * HOUR, longest: 14 * DAY },
  staff: { email: 'admin@portico.example.com', area: 'admin', target: '/admin', idle: 30 * MINUTE, longest: 12 * HOUR },
};
const statusAt = async (who, kind, seconds) => (await after(seconds, kind.area, { target: kind.target, cookie: who.cookie })).status;

for (const [name, kind] of Object.entries(KINDS)) {
  test(`a ${name} session that nobody uses ends`, async () => {
    const who = await portal.signIn(kind.email);
    equal(await statusAt(who, kind, kind.idle - MINUTE), 200, 'a minute before');
    const other = await portal.signIn(kind.email);
    equal(await statusAt(other, kind, kind.idle + MINUTE), 303, 'a minute after');
    equal(await statusAt(other, kind, 0), 200, 'the clock alone decides');
  });
  test(`a ${name} session that is used all the time ends`, async () => {
    const who = await portal.signIn(kind.email);
    for (let at = 0; at < kind.longest - MINUTE; at += kind.idle - 2 * MINUTE) equal(await statusAt(who, kind, at), 200, `used at ${at} s`);
    equal(await statusAt(who, kind, kind.longest - MINUTE), 200, 'a minute before');
    equal(await statusAt(who, kind, kind.longest + MINUTE), 303, 'a minute after');
  });
}

/** The link of a fresh sign-in. */
async function link(email) {
  const { stdout } = await portal.portico('signin-link', email);
  return new URL(/https?:\/\/\S+/.exec(stdout)[0]).searchParams.get('t');
}
const confirmed = (t, seconds) => after(seconds, 'login', { method: 'POST', target: '/login/confirm', form: { t, _state: stateFor(portal, 'confirm') } });
test('the link of a sign-in lives ten minutes', async () => {
  const late = await confirmed(await link('sales@alder.example.com'), 11 * MINUTE);
  ok(late.status !== 303 && !/set-cookie: \S*portico_partner/i.test(late.text), `after eleven minutes: ${late.status}`);
  match(late.text, 'Ask for a new one');
  equal((await confirmed(await link('sales@alder.example.com'), 9 * MINUTE)).status, 303);
});
test('the code of a sign-in lives ten minutes', async () => {
  const ann = portal.visitor();
  const since = portal.mailCount();
  const asked = await ann.submit(await ann.get('/login'), { email: 'sales@birch.example.net' }, { action: '/login' });
  const [mail] = await portal.mails({ to: 'sales@birch.example.net', since, link: '/confirm' });
  const code = /^\s*([2-9A-HJKMNP-Z]{4})[ -]?([2-9A-HJKMNP-Z]{4})\s*$/m.exec(mail.text).slice(1).join('');
  const form = { h: new URL(asked.location, portal.url).searchParams.get('h'), code, _state: stateFor(portal, 'code') };
  const typed = async (seconds) => (await after(seconds, 'login', { method: 'POST', target: '/login/code', form })).status;
  ok((await typed(11 * MINUTE)) !== 303, 'after eleven minutes');
  equal(await typed(9 * MINUTE), 303, 'after nine');
});
test('an invitation lives a week', async () => {
  const boss = await portal.signIn('admin@alder.example.com');
  const since = portal.mailCount();
  await boss.submit(await boss.get('/people/invite'), { addresses: 'clock@alder.example.com', 'roles[]': 'sales' }, { action: '/people/invite' });
  const [mail] = await portal.mails({ to: 'clock@alder.example.com', since, link: '/people/accept' });
  const at = new URL(mail.links.find((l) => l.includes('/people/accept')));
  const status = async (seconds) => (await after(seconds, 'people', { target: at.pathname + at.search })).status;
  equal(await status(7 * DAY - HOUR), 200, 'an hour before');
  equal(await status(7 * DAY + MINUTE), 404, 'a minute after');
});
test('proving that it is you holds for ten minutes', async () => {
  const staff = await portal.signIn('admin@portico.example.com');
  const status = (seconds) => after(seconds, 'account', { target: '/account/staff/recovery', cookie: staff.cookie });
  equal((await status(9 * MINUTE)).status, 200);
  const late = await status(11 * MINUTE);
  equal(late.status, 303);
  match(late.location, '/account/staff/prove');
});
test('the answer to a form is kept a week, for who sends it again', async () => {
  const ann = await portal.signIn('sales@alder.example.com');
  const page = await ann.get('/account/profile');
  equal((await ann.submit(page, {}, { action: '/account/profile' })).status, 303);
  const [{ key }] = await portal.sql('SELECT HEX(key_hash) AS `key` FROM answered ORDER BY at DESC LIMIT 1');
  const kept = async (seconds) => {
    await promisify(execFile)(path.join(portal.bin, 'portico-worker'), ['--once'], { env: { ...portal.env, ...clock(seconds) } });
    return (await portal.sql('SELECT at FROM answered WHERE key_hash = UNHEX(?)', [key])).length;
  };
  equal(await kept(7 * DAY - HOUR), 1, 'an hour before');
  equal(await kept(7 * DAY + HOUR), 0, 'an hour after');
});

await run();
