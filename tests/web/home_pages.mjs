// A page without code as the home of all partners or of one organisation's people (DOMAIN L9): they land on its blocks, everybody else on what
// they landed on before; the standard home's parts are blocks, so nothing is lost; taking it back gives the standard one back.
import { Traveller } from '../lib/hosts.mjs';
import { start } from '../lib/portal.mjs';
import { cleanup, equal, match, run, test, unmatch } from '../lib/tap.mjs';
import { plain } from '../lib/visitor.mjs';
import { builder } from '../lib/webpages.mjs';

const portal = await start();
cleanup(() => portal.stop());
await portal.sql("UPDATE org SET portal_mode = 'branded', portal_host = 'cedar.localhost' WHERE slug = 'cedar'");
await portal.sql("UPDATE person SET roles = 'training' WHERE email = 'support@alder.example.com'");
const desk = await portal.signIn('admin@portico.example.com');
const alder = await portal.signIn('admin@alder.example.com'), birch = await portal.signIn('admin@birch.example.net');
const { sent, add, block, publish, orgId } = builder(desk);
const words = (page) => plain(page.text.replace(/<svg.*?<\/svg>/gs, '').replace(/<[^>]+>/g, ' ')).replace(/\u00a0/g, ' ').replace(/\s+/g, ' ');
const cards = (page) => page.text.split('<li class="card">').slice(1).map((part) => plain(part.split('</li>')[0].replace(/<[^>]+>/g, ' ')).replace(/\s+/g, ' ').trim());
const title = (page) => plain(/<h1>([^<]*)</.exec(page.text)[1]);
const home = (visitor) => visitor.get('/home');
const homes = async () => (await portal.sql("SELECT w.tag FROM webpage w WHERE w.home_of IS NOT NULL ORDER BY w.tag")).map((row) => row.tag);
const few = await portal.signIn('support@alder.example.com');
const before = { alder: await home(alder), birch: await home(birch) };
let all;

test('the home of all partners: everybody’s own figures, as the standard home shows them, and a greeting by name', async () => {
  all = await add('for-all', { kind: 'portal', home: 'all' });
  await block(all, 'welcome', { body: 'Good to have you.' });
  await block(all, 'figures', {});
  match(words(await desk.get(all)), 'Home page of All partners');
  match(words(await desk.get(`${all}/publish`)), 'It takes the place of the home page: All partners.');
  equal([cards(before.alder).length, title(await home(alder))], [4, title(before.alder)], 'a draft is nobody’s home');
  equal((await publish(all)).status, 303);
  for (const [name, visitor] of Object.entries({ alder, birch })) {
    const built = await home(visitor);
    equal([name, built.status, title(built), cards(built)], [name, 200, title(before[name]), cards(before[name])]);
    match(words(built), 'Good to have you.');
  }
  unmatch(words(before.alder), 'Good to have you.');
});

test('an organisation’s own home goes before that of all; nobody else sees it', async () => {
  const page = await add('for-alder', { kind: 'portal', title: 'Alder home', home: await orgId('Alder'), all_partners: '', 'partners[]': await orgId('Alder') });
  await block(page, 'text', { heading: 'For Alder alone', body: 'x' });
  await block(page, 'figures', { label: 'orders' });
  equal((await publish(page)).status, 303);
  const own = await home(alder);
  equal([title(own), cards(own)], ['Alder home', cards(before.alder).filter((card) => card.startsWith('Orders and changes this month'))]);
  match(words(own), 'For Alder alone');
  const theirs = await home(few);
  equal([title(theirs), cards(theirs), /part of your role/.test(words(theirs))], ['Alder home', [], false], 'a single figure that one may not open is just not there');
  unmatch(words(await home(birch)), 'For Alder alone');
  equal((await birch.get('/pages/for-alder')).status, 404);
  match(words(await desk.get(page)), /Home page of Portal of Alder.*Figures Orders and changes this month/);
  equal((await sent(`${page}/withdraw`, {})).status, 303);
  match(words(await home(alder)), 'Good to have you.', 'that of all holds again');
});

test('who may open none of the figures is told so, as on the standard home', async () => {
  const page = await home(few);
  equal([page.status, cards(page)], [200, []]);
  match(words(page), 'Figures of customers and orders are not part of your role.');
});

test('on the organisation’s own host, too', async () => {
  const who = new Traveller(portal), page = await add('for-cedar', { kind: 'portal', title: 'Cedar home', home: await orgId('Cedar') });
  await block(page, 'text', { body: 'On our host' });
  equal((await publish(page)).status, 303);
  const landed = await who.signIn('cedar.localhost', 'admin@cedar.example.org');
  equal([landed.url.hostname, landed.url.pathname, title(landed)], ['cedar.localhost', '/home', 'Cedar home']);
  equal((await sent(`${page}/withdraw`, {})).status, 303);
  match(words(await who.go('http://cedar.localhost/home')), 'Good to have you.');
});

test('two pages cannot be one home: neither by publishing nor by bringing a version back', async () => {
  const page = await add('second', { kind: 'portal', title: 'Second home', home: 'all' });
  await block(page, 'text', { body: 'Second' });
  const refused = await desk.get(`${page}/publish`);
  equal(refused.status, 409);
  match(words(refused), 'Page for-all is that home page already.');
  const form = await sent(`${page}/edit`, { home: '' }).then(() => desk.get(`${page}/publish`));
  equal(form.status, 200, 'nobody’s home, it can be published');
  equal((await desk.submit(form, {}, { action: `${page}/publish` })).status, 303);
  equal((await sent(`${page}/edit`, { home: 'all' })).status, 303);
  equal((await sent(`${all}/withdraw`, {})).status, 303);
  equal((await publish(page)).status, 303);
  equal([await homes(), title(await home(birch))], [['second'], 'Second home']);
  const back = await sent(`${all}/restore`, {}, { from: `${all}/restore?version=1` });
  equal([back.status, await homes()], [409, ['second']]);
  match(words(back), 'Another page is that home page already.');
  equal((await birch.get('/pages/for-all')).status, 404, 'it stays withdrawn');
  equal((await sent(`${page}/restore`, {}, { from: `${page}/restore?version=1` })).status, 303, 'rolled back to the version that was nobody’s home');
  equal([await homes(), title(await home(birch)), cards(await home(birch))], [[], title(before.birch), cards(before.birch)]);
  equal((await sent(`${all}/restore`, {}, { from: `${all}/restore?version=1` })).status, 303);
  equal(await homes(), ['for-all']);
});

test('withdrawn, the standard home is there again; its desk says so before', async () => {
  match(words(await desk.get(`${all}/withdraw`)), 'Those whose home page it was land on the standard one again.');
  equal((await sent(`${all}/withdraw`, {})).status, 303);
  for (const [name, visitor] of Object.entries({ alder, birch })) equal([title(await home(visitor)), cards(await home(visitor))], [title(before[name]), cards(before[name])]);
  unmatch(words(await home(alder)), 'Good to have you.');
});

test('what cannot be a home is said beside its field, and nothing is kept', async () => {
  for (const [values, said] of [[{ home: 'all', require_auth: '' }, 'A home page needs a sign-in.'], [{ home: 'all', all_partners: '', 'partners[]': await orgId('Alder') }, 'It must be for those whose home page it is.'],
    [{ home: await orgId('Birch'), all_partners: '', 'partners[]': await orgId('Alder') }, 'It must be for those whose home page it is.'], [{ home: '0000000000007' }, 'Choose one of the entries in the list.'], [{ home: 'everybody' }, 'Choose one of the entries in the list.']]) {
    const reply = await sent('/admin/pages/new', { tag: 'wrong', kind: 'portal', title: 'x', ...values });
    equal([said, reply.status], [said, 422]);
    match(words(reply), said);
  }
  equal(await portal.sql("SELECT id FROM webpage WHERE tag = 'wrong'"), []);
});

test('a preview shows an organisation’s figures to who may see its records; an open page shows nobody’s', async () => {
  const page = await add('open', { kind: 'portal', require_auth: '' });
  await block(page, 'welcome', {});
  await block(page, 'figures', {});
  equal((await sent(`${page}/blocks/new?kind=figures`, { label: 'everything' })).status, 422);
  const preview = await desk.get(`${page}/preview?org=${await orgId('Birch')}`);
  equal(cards(preview).map((card) => card.replace(/ \d.*/, '')), cards(before.birch).map((card) => card.replace(/ \d.*/, '')));
  match(words(preview), 'Welcome, Birch');
  equal((await publish(page)).status, 303);
  const open = await portal.get('/pages/open');
  equal([open.status, title(open), cards(open)], [200, 'Welcome', []]);
  match(words(open), 'Sign in to see this.');
  await portal.sql("UPDATE person SET roles = 'content_manager' WHERE email = 'support@portico.example.com'");
  const editor = await portal.signIn('support@portico.example.com');
  equal(cards(await editor.get(`${page}/preview?org=${await orgId('Birch')}`)), []);
});

await run();
