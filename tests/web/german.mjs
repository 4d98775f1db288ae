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
  match(stdout, /USt 0\s% auf/, 'the usual name of the tax');
  match(stdout, 'Steuerfreie Ausfuhr.', 'and why it is none: the rule says nothing itself');
  const reader = await portal.signIn(ADMIN), number = /^Rechnung (\S+)/.exec(mail.subject)[1];
  const at = (await reader.get('/invoices')).text.match(new RegExp(`href="(/invoices/\\w{13})"[^>]*>${number}<`))?.[1];
  const words = (page) => page.text.replace(/<[^>]+>/g, ' ').replace(/&nbsp;|\u00a0/g, ' ');
  match(words(await reader.get(at)), /USt 0\s% auf/);
  await portal.sql("UPDATE person SET language = 'en' WHERE email = ?", [ADMIN]);
  const english = words(await reader.get(at));
  match(english, /VAT 0\s% on/);
  match(english, 'Export: free of tax.');
  await portal.sql("UPDATE person SET language = 'de' WHERE email = ?", [ADMIN]);
});

test('a tax of the usual name follows the reader\'s language, whoever typed it; the vendor\'s own name stays', async () => {
  await portal.sql("UPDATE person SET language = 'de' WHERE email = 'admin@portico.example.com'");
  const desk = await portal.signIn('admin@portico.example.com');
  const today = new Date().toISOString().slice(0, 10);
  const add = async (values) => {
    const page = await desk.get('/admin/taxes/new');
    match(page.text, 'value="USt"', 'proposed in German');
    const seller = /<option value="(\w{13})"[^>]*>Example Software GmbH/.exec(page.text)[1];
    return desk.submit(page, { legal_entity: seller, region: '', tax_class: 'standard', rate_bp: '7', category: 'S', note: '', from: today, until: '', ...values }, { action: '/admin/taxes/new' });
  };
  const kept = async (country) => (await portal.sql('SELECT name FROM tax_rule WHERE buyer_country = ?', [country]))[0].name;
  const usual = await add({ country: 'NZ', name: 'USt' }), own = await add({ country: 'AU', name: 'MwSt.' });
  equal([usual.status, own.status], [303, 303], usual.text.slice(0, 300));
  equal([await kept('NZ'), await kept('AU')], ['VAT', 'MwSt.']);
  match((await desk.get(usual.location)).text, /<h1[^>]*>\s*USt 7/);
  const none = await add({ country: 'NO', name: 'USt', rate_bp: '0', category: 'AE' });
  equal(none.status, 303, 'needs no note of its own');
  match((await desk.get(none.location)).text, 'Steuerschuldnerschaft des Leistungsempfängers');
  await portal.sql("UPDATE person SET language = 'en' WHERE email = 'admin@portico.example.com'");
  match((await desk.get(usual.location)).text, /<h1[^>]*>\s*VAT 7/);
  match((await desk.get(own.location)).text, /<h1[^>]*>\s*MwSt\. 7/);
  match((await desk.get(none.location)).text, 'Reverse charge: the recipient owes the tax.');
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
