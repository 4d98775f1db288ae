// What an authenticator app does (RFC 6238), and the second step of a sign-in.
import crypto from 'node:crypto';

/** The secret of every colleague in the demo data (bin/portico_demo.c). */
export const DEMO_SECRET = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';

function decode(base32) {
  let bits = '';
  for (const sign of base32.replace(/[ =]/g, '')) bits += 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(sign).toString(2).padStart(5, '0');
  return Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)));
}

/** The code of now, or of some steps from now. */
export function totp(secret = DEMO_SECRET, steps = 0) {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + steps));
  const mac = crypto.createHmac('sha1', decode(secret)).update(counter).digest();
  return String((mac.readUInt32BE(mac[19] & 15) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

/** Gives the second step where the sign-in led to it: the demo's secret, or a fresh one for who has none. No code is good twice, and
 * tests are quicker than the clock, so the last one is forgotten first. Answers where it leads. */
export async function secondStep(visitor, location) {
  if (!/^\/account(\/staff)?\/prove\?/.test(location ?? '')) return location;
  const page = await visitor.get(location);
  const setUp = /href="(\/account[^"]*\/totp\?[^"]*)"/.exec(page.text);
  if (setUp) {
    const form = await visitor.get(setUp[1].replaceAll('&amp;', '&'));
    const secret = /<code>([A-Z2-7 ]+)<\/code>/.exec(form.text)[1];
    const codes = await visitor.submit(form, { code: totp(secret) }, { action: /\/totp$/ });
    if (codes.status !== 200) throw new Error(`setting up the second step answered ${codes.status}`);
    return new URL(location, visitor.portal.url).searchParams.get('next');
  }
  for (let tries = 1; ; tries++) {
    await visitor.portal.sql('UPDATE totp t JOIN person p ON p.id = t.person_id SET t.last_step = 0 WHERE p.email = ?', [visitor.email]);
    const done = await visitor.submit(page, { code: totp() }, { action: /\/prove$/ });
    if (done.status === 303) return done.location;
    if (tries === 3) throw new Error(`the second step of ${visitor.email} answered ${done.status}: ${done.text.slice(0, 400)}`);
    Object.assign(page, await visitor.get(location));
  }
}
