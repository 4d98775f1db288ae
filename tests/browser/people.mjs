// The life of the people at a desk and at a partner, walked wide with script and on a phone without: a colleague sets up a second step,
// makes an organisation and invites many (C13 - C16), one accepts by the mail, one invitation is revoked, pages are looked at under a banner
// (C17), who must prove again is asked (A5), one is moved and out at once, one deactivated and out at the next request.
import { axe, fitsWidth, launch, shot } from '../lib/browser.mjs';
import { fill, inByLink } from '../lib/journey.mjs';
import { start } from '../lib/portal.mjs';
import { cleanup, equal, match, ok, run, test, unmatch } from '../lib/tap.mjs';
import { totp } from '../lib/totp.mjs';

const portal = await start();
cleanup(() => portal.stop());
const browser = await launch(portal);
cleanup(() => browser.close());
const one = async (sql, params) => (await portal.sql(sql, params))[0];
const press = (page, name) => page.getByRole('main').getByRole('button', { name }).first().click();
const follow = (page, name) => page.getByRole('main').getByRole('link', { name }).first().click();
const said = (page) => page.locator('main').innerText();
const path = (page) => new URL(page.url()).pathname;

/** One way through, at one width: what is looked at, and under which names. */
const walks = [{ width: 1280, script: true, name: 'wide' }, { width: 360, script: false, name: 'narrow' }].map((w) => ({ ...w,
  staff: `${w.name}.desk@portico.example.com`, org: `Rowan ${w.name}`, slug: `rowan-${w.name}`,
  invited: `ann.${w.name}@rowan.example.org`, revoked: `ben.${w.name}@rowan.example.org` }));

/** judged: by axe, where the walk of all pages (pages.mjs) does not come by in this state. */
async function arrives(walk, page, where, title, judged = false) {
  await page.waitForURL(where);
  if (title) match(await page.locator('h1').first().innerText(), title, page.url());
  ok(await fitsWidth(page), `${page.url()} is wider than the window`);
  if (judged && walk.script) equal(await axe(page), [], page.url()); // axe itself needs script
  if (process.env.PORTICO_SHOTS) await shot(page, `people-${walk.name}-${String(++walk.shots || (walk.shots = 1)).padStart(2, '0')}`);
}
async function inWindow(walk, options, work) {
  const { page, problems, close } = await browser.open({ width: walk.width, height: 800, script: walk.script, ...options });
  try {
    await work(page);
  } catch (error) {
    if (process.env.PORTICO_SHOTS) await shot(page, `people-failed-${walk.name}`);
    throw error;
  }
  await close();
  equal(problems.filter((p) => !/status of (403|404|422)|Clear-Site-Data/.test(p)), []);
}
/** No code is good twice, and this walk is quicker than the clock. */
async function code(walk) {
  await portal.sql('UPDATE totp t JOIN person p ON p.id = t.person_id SET t.last_step = 0 WHERE p.email = ?', [walk.staff]);
  return totp(walk.secret);
}

// ---- the second step ----
async function secondFactor(walk, page) {
  await portal.portico('user', 'add', walk.staff, '--name', `Robin Desk ${walk.name}`, '--roles', 'vendor_admin', '--staff');
  await inByLink(portal, page, walk.staff);
  await arrives(walk, page, '**/account/staff/prove?*', 'A second step for your account');
  await page.goto(`${portal.url}/admin`);
  match(page.url(), '/account/staff/prove', 'a mailbox alone opens nothing of the desk');
  await follow(page, 'Set up an authenticator app');
  await arrives(walk, page, '**/account/staff/totp?*', 'Set up an authenticator app');
  ok(await page.locator('img.qr').evaluate((img) => img.naturalWidth > 0 || img.complete), 'the secret as a picture');
  walk.secret = /([A-Z2-7]{4} ){7}[A-Z2-7]{4}/.exec(await said(page))[0].replaceAll(' ', '');
  await page.fill('main [name=code]', '12345');
  await press(page, 'Set it up');
  await page.waitForSelector('main .summary');
  match((await said(page)).replaceAll(' ', ''), walk.secret, 'a wrong code keeps the secret');
  await page.fill('main [name=code]', await code(walk));
  await press(page, 'Set it up');
  await page.waitForSelector('main ul.codes');
  equal(await page.locator('main ul.codes code').count(), 10);
  await arrives(walk, page, '**/account/staff/totp', 'Your recovery codes', true);
  await follow(page, 'I have kept them');
  await arrives(walk, page, '**/admin');
}

/** A passkey beside it: then the device alone is both steps. */
async function passkey(walk, page) {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('WebAuthn.enable');
  await cdp.send('WebAuthn.addVirtualAuthenticator', { options: { protocol: 'ctap2', ctap2Version: 'ctap2_1', transport: 'internal',
    hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true } });
  await page.goto(`${portal.url}/account/staff`);
  await follow(page, 'Add a passkey');
  await arrives(walk, page, '**/account/staff/passkeys/new', 'passkey');
  await page.fill('main [name=name]', 'Laptop at the desk');
  await press(page, 'Add it');
  await arrives(walk, page, '**/account/staff');
  match(await said(page), 'Laptop at the desk');
  await page.locator('details.person summary').click();
  await page.locator('details.person button').click();
  await arrives(walk, page, '**/login*', 'Sign in');
  await page.click('form[data-passkey] button');
  await arrives(walk, page, '**/admin');
}

// ---- an organisation, and its people ----
async function organisation(walk, page) {
  await page.goto(`${portal.url}/admin/partners`);
  await follow(page, 'organisation');
  await arrives(walk, page, '**/admin/partners/new', 'Add an organisation');
  const company = await page.locator('main [name=legal_entity] option').nth(1).getAttribute('value');
  await fill(page, { name: walk.org, slug: walk.slug, invoice_owner: 'partner', legal_entity: company, currency: 'EUR', billing_account: `A-${walk.name}`,
    legal_name: `${walk.org} Ltd`, email: 'office@rowan.example.org', address1: '1 Rowan Way', city: 'Rowanton', country: 'DE', language: 'en' });
  await press(page, 'Add it');
  await arrives(walk, page, /\/admin\/partners\/[0-9a-z]{13}$/, walk.org);
  walk.path = path(page);
}

async function inviteMany(walk, page) {
  await follow(page, 'Invite people');
  await arrives(walk, page, `**${walk.path}/invite`, `Invite people to ${walk.org}`);
  await page.fill('main [name=addresses]', `${walk.invited}, ${walk.revoked}\nsales@alder.example.com no-address`);
  await page.locator('main input[name="roles[]"][value=sales]').check();
  walk.since = portal.mailCount();
  await press(page, 'Send the invitations');
  await page.waitForSelector('main dl');
  await arrives(walk, page, `**${walk.path}/invite`, '2 people were invited', true);
  const outcome = await page.locator('main dl').innerText();
  for (const [address, word] of [[walk.invited, 'Invited'], [walk.revoked, 'Invited'], ['sales@alder.example.com', 'Already in use by somebody else'], ['no-address', 'Not an e-mail address']])
    match(outcome, new RegExp(`${address}\\s+${word}`), 'every address is answered for');
  await follow(page, 'Back to the organisation');
  await arrives(walk, page, `**${walk.path}`, walk.org);
}
const invitation = async (walk, to) => (await portal.mails({ to, since: walk.since, link: '/people/accept' }))[0].links.find((link) => link.includes('/people/accept'));

async function revoke(walk, page, stranger) {
  const link = await invitation(walk, walk.revoked);
  await page.goto(`${portal.url}/admin/users?q=${encodeURIComponent(walk.revoked)}`);
  await page.locator('main table').getByRole('link').first().click();
  await page.waitForSelector('main dl');
  match(await said(page), walk.revoked);
  await press(page, 'Revoke the invitation');
  await arrives(walk, page, /\/admin\/users\/[0-9a-z]{13}$/);
  match(await said(page), `The invitation of ${walk.revoked} is revoked`);
  await stranger.goto(link);
  await arrives(walk, stranger, '**/people/accept?*');
  match(await said(stranger), 'This invitation was used already, was taken back, or is too old');
}

async function accept(walk, page) {
  const link = await invitation(walk, walk.invited);
  await page.goto(link);
  await arrives(walk, page, '**/people/accept?*', 'Welcome');
  match(await said(page), `You are invited to work for ${walk.org}.`);
  match(await said(page), walk.invited);
  await page.fill('main [name=name]', '');
  await press(page, 'Accept the invitation');
  await page.waitForSelector('main .summary');
  await page.fill('main [name=name]', `Ann ${walk.name}`);
  await press(page, 'Accept the invitation');
  await arrives(walk, page, '**/home', 'Welcome');
  match(await page.locator('header').innerText(), `Ann ${walk.name}`);
  await page.goto(link);
  match(await said(page), 'This invitation was used already', 'a link works once');
}

// ---- looked at, with a fresh proof ----
async function personPage(walk, page) {
  await page.goto(`${portal.url}/admin/users?q=${encodeURIComponent(walk.invited)}`);
  await page.locator('main table').getByRole('link').first().click();
  await arrives(walk, page, /\/admin\/users\/[0-9a-z]{13}$/, `Ann ${walk.name}`);
  return path(page);
}

async function lookAs(walk, page) {
  const person = await personPage(walk, page);
  await portal.sql('UPDATE session s JOIN person p ON p.id = s.person_id SET s.step_up_at = s.step_up_at - INTERVAL 601 SECOND WHERE p.email = ?', [walk.staff]);
  await follow(page, 'Look at the portal as this person');
  await arrives(walk, page, '**/account/staff/prove?*', 'Is it still you?');
  await page.fill('main [name=code]', await code(walk));
  await press(page, 'Go on');
  await arrives(walk, page, `**${person}/view`, 'Look at the portal as');
  await page.fill('main [name=reason]', 'Asked on the phone why the page is empty');
  await press(page, 'Look');
  await arrives(walk, page, '**/home', 'Welcome', true);
  const banner = `You are looking at these pages as Ann ${walk.name} sees them. Nothing can be changed.`;
  for (const at of ['/home', '/offers', '/customers', '/people']) {
    await page.goto(portal.url + at);
    match(await page.locator('main .notice').innerText(), banner, at);
  }
  await page.goto(`${portal.url}/account/profile`);
  await press(page, 'Save');
  await page.waitForSelector('h1:has-text("Only looking")');
  match(await said(page), 'Nothing can be changed from here', 'read-only, by the server');
  await arrives(walk, page, '**/account/profile');
  await page.goto(`${portal.url}/home`);
  await press(page, 'Stop looking');
  await arrives(walk, page, `**${person}`, `Ann ${walk.name}`);
  match(await said(page), 'Asked on the phone why the page is empty', 'the reason stands in the history');
}

// ---- moved, deactivated ----
async function move(walk, page, theirs) {
  await theirs.goto(`${portal.url}/customers`);
  await arrives(walk, theirs, '**/customers', 'Customers');
  await follow(page, 'Move to another organisation');
  await arrives(walk, page, '**/move', `Move Ann ${walk.name} to another organisation?`);
  match(await said(page), 'signed out everywhere at once');
  await page.locator('main [name=org]').selectOption({ index: 1 });
  walk.to = await page.locator('main [name=org] option:checked').innerText();
  await press(page, 'Move');
  await arrives(walk, page, /\/admin\/users\/[0-9a-z]{13}$/, `Ann ${walk.name}`, true);
  match(await said(page), `now belongs to ${walk.to}`);
  await theirs.goto(`${portal.url}/customers`);
  equal(path(theirs), '/login', 'out at the next request');
  await inByLink(portal, theirs, walk.invited);
  await arrives(walk, theirs, '**/home', 'Welcome');
  await theirs.locator('details.person summary').click();
  match(await theirs.locator('details.person').innerText(), walk.to, 'the same address, at the new organisation');
}

async function deactivate(walk, page, theirs) {
  await follow(page, 'Deactivate');
  await arrives(walk, page, '**/status*', 'Deactivate');
  await press(page, 'Deactivate');
  await arrives(walk, page, /\/admin\/users\/[0-9a-z]{13}$/, 'Deactivated');
  await theirs.goto(`${portal.url}/customers`);
  equal(path(theirs), '/login', 'out at the next request');
  unmatch(await theirs.innerText('body'), walk.to);
  const { n } = await one('SELECT COUNT(*) AS n FROM session s JOIN person p ON p.id = s.person_id WHERE p.email = ? AND s.ended_at IS NULL AND p.active', [walk.invited]);
  equal(n, 0);
}

for (const walk of walks) {
  test(`${walk.width} wide, ${walk.script ? 'with' : 'without'} script: second step, invite, accept, revoke, look, prove again, move, deactivate`, async () => {
    await inWindow(walk, {}, async (desk) => {
      await secondFactor(walk, desk);
      if (walk.script) await passkey(walk, desk);
      await organisation(walk, desk);
      await inviteMany(walk, desk);
      await inWindow(walk, {}, async (theirs) => {
        await revoke(walk, desk, theirs);
        await accept(walk, theirs);
        await lookAs(walk, desk);
        await move(walk, desk, theirs);
        await deactivate(walk, desk, theirs);
      });
    });
  }, { limit: 120_000 });
}

await run();
