// German and the two pseudo-locales on the phone. en-XA shows what no translator can reach and what long words break; ar-XB reads from right to left.
import { fitsWidth, launch } from '../lib/browser.mjs';
import { start } from '../lib/portal.mjs';
import { cleanup, equal, run, test } from '../lib/tap.mjs';
import { bareWords, dataWords, inEach, keep, pagesOf, PARTNER, prepare, STAFF } from '../lib/pages.mjs';

const portal = await start();
cleanup(() => portal.stop());
const [browser, people] = await Promise.all([launch(portal), prepare(portal)]);
cleanup(() => browser.close());
const { pages } = await pagesOf(portal, people);
const known = await dataWords(portal);
/** Public ids, request ids; currencies, the groups of an authenticator's secret; the language itself. */
const DATA = /^(?=.*\d)[0-9a-z]{8,16}$|^[A-Z2-7]{2,4}$|^en-XA$/;
const LIMIT = { limit: 280_000 /* a test that goes on past its limit would change the next one's language */ };

const inLanguage = (language, look) => async () => {
  const speak = async (word) => {
    await portal.sql('UPDATE person SET language = ? WHERE email IN (?, ?)', [word, PARTNER, STAFF]);
    await portal.sql('UPDATE party p JOIN bill_group g ON g.party_id = p.id SET p.language = ? WHERE g.id = ?', [word, people.customer.group]);
  };
  await speak(language);
  try {
    equal(await inEach(portal, browser, people, pages, { width: 360, height: 780, extraHTTPHeaders: { 'accept-language': language } }, async (page, one) => {
      await keep(page, `${one.name}-360-${language}`);
      return [...(await look(page, one)), ...((await fitsWidth(page)) ? [] : ['wider than the window'])];
    }), []);
  } finally {
    await speak('en');
  }
};
test('en-XA: no text that a translator cannot reach, nothing too wide for long words', inLanguage('en-XA', async (page) => {
  const bare = (await bareWords(page)).filter(([word]) => !known.has(word) && !DATA.test(word));
  return [...new Set(bare.map(([word, where]) => `not translated: ${word} (${where})`))];
}), LIMIT);
test('de: long words fit', inLanguage('de', async (page) => ((await page.getAttribute('html', 'lang')) === 'de' ? [] : ['is not German'])), LIMIT);
test('ar-XB: from right to left', inLanguage('ar-XB', async (page) =>
  ((await page.getAttribute('html', 'dir')) === 'rtl' ? [] : ['is not from right to left'])), LIMIT);

await run();
