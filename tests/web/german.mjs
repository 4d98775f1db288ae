// German: found where `make install` puts it, chosen by the person's preference, before sign-in by what the browser asks for, with
// numbers, days and amounts as German writes them, on pages, in files, mails and documents (DESIGN 3; AMBITION 1.16).
import { execFile } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { order, somebody } from '../lib/shop.mjs';
import { start } from '../lib/portal.mjs';
import { cleanup, equal, match, ok, run, test, unmatch } from '../lib/tap.mjs';

const exec = promisify(execFile);
const portal = await start();
cleanup(() => portal.stop());
const SALES = 'sales@alder.example.com', ADMIN = 'admin@alder.example.com';

test('installed where the programs look when the settings name no folder', async () => {
  const paths = fs.readFileSync(path.join(portal.build, 'stage.paths'), 'utf8');
  const [, share] = /^SHARE=(.*)$/m.exec(paths);
  ok(fs.existsSync(path.join(share, 'locale/de/LC_MESSAGES/portico.mo')), 'no catalogue in the stage');
  const prefix = share.slice(path.join(portal.build, 'stage').length);
  const binary = fs.readFileSync(path.join(portal.bin, 'portico'), 'latin1');
  ok(binary.includes(`${prefix}/locale`), `portico does not look in ${prefix}/locale`);
});

for (const [asked, language] of [['de', 'de'], ['de-AT,de;q=0.9,en;q=0.5', 'de'], ['fr-FR, de;q=0.4', 'de'], ['en, de;q=0.9', 'en'], ['xx', 'en'], ['', 'en']]) {
  test(`before sign-in, a browser that asks for "${asked}"`, async () => {
    const page = await portal.get('/login', { headers: asked ? { 'accept-language': asked } : {} });
    match(page.text, `<html lang="${language}"`);
    match(page.text, language === 'de' ? /<h1[^>]*>\s*Anmelden/ : /<h1[^>]*>\s*Sign in/);
  });
}
test('what is wrong is said in German, too', async () => {
  const visitor = portal.visitor({ language: 'de' });
  const page = await visitor.submit(await visitor.get('/login'), { email: 'niemand' }, { action: '/login' });
  equal(page.status, 422);
  match(page.text, 'Geben Sie eine E-Mail-Adresse wie name@example.com ein.');
  match((await visitor.get('/nichts')).text, 'lang="de"');
});

test('signed in, the person\'s own choice counts, not the browser\'s', async () => {
  const person = await portal.signIn(SALES, { language: 'en' });
  match((await person.get('/home')).text, 'lang="en"');
  await person.submit(await person.get('/account/profile'), { language: 'de' }, { action: /profile/ });
  const page = await person.get('/offers');
  match(page.text, '<html lang="de"');
  match(page.text, 'Angebote');
  const shelf = await person.get(/href="(\/offers\/[^"]+)"/.exec(page.text)[1]);
  match(shelf.text, /\d,\d\d\s*(EUR|€)/, 'amounts with a comma');
  unmatch(shelf.text, /\d\.\d\d\s*(EUR|€)/);
  match((await person.get('/account')).text, 'Ihr Konto');
  const csv = await person.get('/customers?format=csv');
  match(csv.text, 'E-Mail');
});

test('countries by their German names, in the order of those', async () => {
  const person = await portal.signIn(ADMIN, { language: 'de' });
  await person.submit(await person.get('/account/profile'), { language: 'de' }, { action: /profile/ });
  const list = await person.get('/customers');
  const names = [...list.text.matchAll(/data-label="Land"[^>]*>\s*(?:<[^>]*>)*\s*([^<]+?)\s*</g)].map((m) => m[1]);
  ok(names.length && names.every((name) => name.length > 2), names.join());
  const page = await person.get(`${/href="(\/customers\/[0-9a-hjkmnp-tv-z]{13})"/.exec(list.text)[1]}/edit`);
  const select = /<select[^>]*name="country"[\s\S]*?<\/select>/.exec(page.text)[0];
  const shown = [...select.matchAll(/<option value="[A-Z]{2}"[^>]*>([^<]+)</g)].map((m) => m[1]);
  equal(shown.length, 249);
  ok(shown.indexOf('Österreich') > shown.indexOf('Nigeria') && shown.indexOf('Österreich') < shown.indexOf('Polen'), shown.join());
  equal(shown, [...shown].sort(new Intl.Collator('de').compare));
});

test('an order in German: its days and amounts, its mails, the payer\'s invoice', async () => {
  await portal.sql("UPDATE party SET language = 'de' WHERE id = (SELECT party_id FROM org WHERE slug = 'alder')");
  const since = portal.mailCount();
  const person = await portal.signIn(SALES);
  await order(person, [['Training days', 1]], { ...somebody, email: 'kunde@example.com' });
  const [placed] = await portal.mails({ to: SALES, since, subject: /^Bestellung / });
  match(placed.subject, /^Bestellung .+ für /);
  match(placed.text, /Beginnt am: \d{1,2}\. (Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember) \d{4}/);
  match(placed.text, /Jetzt fällig, inklusive Steuern +[\d.]*\d,\d\d/);
  const [mail] = await portal.mails({ to: ADMIN, since, subject: /^Rechnung / });
  equal(mail.headers['content-language'], 'de');
  match(mail.text, 'Bitte zahlen Sie');
  const file = path.join(portal.folder, 'rechnung.pdf');
  fs.writeFileSync(file, Buffer.from(mail.attachments[0].content));
  const { stdout } = await exec('pdftotext', ['-layout', file, '-']);
  for (const word of ['Rechnung', 'Rechnungsdatum', 'Fälligkeit', 'Gesamtbetrag']) match(stdout, word, 'in the PDF');
  match(stdout, /\d,\d\d/);
});

test('only languages that there are words of are offered', async () => {
  const form = await (await portal.signIn(SALES)).get('/account/profile');
  const offered = [.../<select[^>]*name="language"[\s\S]*?<\/select>/.exec(form.text)[0].matchAll(/<option value="([^"]*)"/g)].map((m) => m[1]).filter(Boolean);
  equal(offered.sort(), ['de', 'en']);
});

test('what has no translation is English', async () => {
  const visitor = portal.visitor({ language: 'fr' });
  match((await visitor.get('/login')).text, 'Sign in');
});

await run();
