// Every page of the portal with something on it: the programs' own GET routes, filled with ids that links lead to, and one signed-in
// window that may open them all. Judges of what a page must be in a browser stand below.
import { gzipSync } from 'node:zlib';
import { makeKey } from './api.mjs';
import { axe, fitsWidth, shot } from './browser.mjs';
import { Client, crawl, fill, idsFor, invitationLink, publicId, registrationLink, routesOf, visitor as customerOf } from './access.mjs';
import { order, own, put, shelf, somebody } from './shop.mjs';

export const PARTNER = 'admin@alder.example.com', OTHER_PARTNER = 'admin@birch.example.net', STAFF = 'admin@portico.example.com';
export const FIRST_VISIT_BYTES = 60 * 1024, NEXT_PAGE_BYTES = 15 * 1024;

/** What a page with an id needs in its query to show something; a file is no page. */
const QUERY = { '/login/code': '?h=x', '/billing/{id}/code': '?h=x', '/admin/billgroups/{id}/rules/replace': '?value=customer.example.com&reason=for+all+of+them', '/checkout/details': '?choose=1', '/admin/partners/{id}/status': '?to=suspended',
  '/admin/partners/{id}/brand/restore': '?version=1', '/admin/pages/{id}/restore': '?version=1', '/admin/pages/{id}/blocks/new': '?kind=offers' };
/** Files, and stations on the way to a sub-portal, which tests/browser/hosts.mjs walks. */
const NO_PAGE = /^\/admin\/exports\/|\.css$|\/(pdf|csv|callback)$|\/brand\/preview\/(css|logo)$|\.svg$|^\/home\/(brand|logo)\/|\/pages\/pictures\/|^\/login\/(portal|arrive)$|^\/api\/(session$|openapi)/;
/** What staff do on behalf of an organisation is drawn by the same templates as what its own people do: the first pages stand for the others. */
const SAME = /^\/(checkout|offers)\/staff\/\{org\}\//;
/** Pages that are there twice, for partners without an authenticator app and for staff with one: the other of the two is looked at. */
const TWINS = ['/account/totp/remove', '/account/recovery', '/account/staff/totp'];

/** Everything a page could show: an order of each invoice owner with its invoice, a basket, a customer, a logo. */
export async function prepare(portal) {
  const who = { partner: await portal.signIn(PARTNER), other: await portal.signIn(OTHER_PARTNER), staff: await portal.signIn(STAFF) };
  await portal.sql("UPDATE person SET zone = 'UTC'");
  await portal.sql(`INSERT INTO identity_provider (public_id, name, issuer, client_id, domains, is_partner_auth, authorize_url, created_at)
    VALUES (77, 'Example Identity', 'https://id.example.com', 'portico', 'cedar.example.org', TRUE, 'https://id.example.com/authorize', UTC_TIMESTAMP(6))`);
  await portal.sql(`INSERT INTO passkey (public_id, person_id, credential_hash, credential_id, public_key, sign_count, name, created_at)
    SELECT 7700 + id, id, UNHEX(SHA2(id, 256)), 'x', UNHEX(SHA2('x', 512)), 0, 'Laptop', UTC_TIMESTAMP(6) FROM person WHERE email IN (?, ?)`, [PARTNER, STAFF]);
  await registrationLink(portal, 'waiting');
  for (const whose of ['alder', null]) await makeKey(portal, whose);
  const org = await branded(portal, who.staff);
  const placed = [];
  for (const visitor of [who.partner, who.other]) {
    const offers = Object.keys(await shelf(visitor)).filter((name) => !/Pro|Archive/.test(name));
    placed.push((await order(visitor, offers.slice(0, 2).map((name) => [name, 1]), { ...somebody, first_name: 'Eve', last_name: 'Long-Example-Name' })).id);
    for (const name of offers.slice(0, 2)) await put(visitor, (await shelf(visitor))[name], 1);
    const path = '/checkout/details/new';
    await visitor.submit(await visitor.get(path), somebody, { action: path });
  }
  await basketOnBehalf(who.staff, org);
  for (const visitor of [who.partner, who.other]) await visitor.get('/home'); // what was said to them about all this is said once
  await who.staff.get('/admin');
  if (!process.env.NO_INVOICES) for (const id of placed) await numbered(portal, id);
  const customer = await customerOf(portal);
  const [{ public: number }] = await portal.sql('SELECT CAST(public_id AS CHAR) AS public FROM bill_group WHERE id = ?', [customer.group]);
  return { ...who, placed, org, customer: { ...customer, jar: new Map([['portico_customer', customer.token]]), portal: publicId(number) } };
}

/** What staff are about to order for an organisation. */
async function basketOnBehalf(staff, org) {
  staff.behalf = org;
  const offers = await shelf(staff), name = Object.keys(offers).find((n) => !/Pro|Archive/.test(n));
  await put(staff, offers[name], 1);
  await staff.submit(await staff.get(own(staff, 'checkout', '/details/new')), somebody, { action: own(staff, 'checkout', '/details/new') });
}

/** The partner's brand: a version that holds, one before it, and a draft; its administrator may change it. */
async function branded(portal, staff) {
  const link = /href="(\/admin\/partners\/[0-9a-z]{13})"/.exec((await staff.get('/admin/partners?q=alder')).text)[1];
  const [{ colour }] = await portal.sql("SELECT colour FROM org WHERE slug = 'alder'");
  for (const welcome of ['Good to see you.', 'Welcome.', 'A draft.']) {
    await staff.submit(await staff.get(`${link}/brand/edit`), { name: 'Alder Partner Example', colour, welcome }, { action: `${link}/brand/edit` });
    if (welcome !== 'A draft.') await staff.submit(await staff.get(`${link}/brand/publish`), {}, { action: `${link}/brand/publish` });
  }
  await staff.submit(await staff.get(`${link}/brand`), { own: '1' }, { action: `${link}/brand/own` });
  return link.split('/').pop();
}

/** Waits until the worker has given an order's invoice its number; answers the invoice. */
export async function numbered(portal, order, seconds = 120) {
  for (let i = 0; i < seconds * 10; i++) {
    const rows = await portal.sql('SELECT i.number FROM invoice i JOIN customer_order o ON o.id = i.order_id WHERE o.public_id = ? AND i.number IS NOT NULL',
      [publicNumber(order)]);
    if (rows.length) return rows[0];
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error(`the order ${order} has no numbered invoice after ${seconds} s`);
}
/** The database's number of a public id. */
const publicNumber = (id) => [...id].reduce((n, sign) => (n << 5n) | BigInt('0123456789abcdefghjkmnpqrstvwxyz'.indexOf(sign)), 0n).toString();

async function confirmLink(portal) {
  const { stdout } = await portal.portico('signin-link', OTHER_PARTNER);
  const link = new URL(/https?:\/\/\S+/.exec(stdout)[0]);
  return link.pathname + link.search;
}

/** The page that a portal's link of a mail opens. */
async function portalLink(portal, customer) {
  const { stdout } = await portal.portico('signin-link', customer.email, '--portal', customer.portal);
  return new URL(stdout.trim()).pathname + new URL(stdout.trim()).search;
}

/** An offer whose draft can be published: the demo's next version of one that every partner may see. */
async function draft(portal) {
  const [{ id }] = await portal.sql("SELECT CAST(o.public_id AS CHAR) AS id FROM offer o JOIN offer_version v ON v.offer_id = o.id AND v.status = 'draft' LIMIT 1");
  return publicId(id);
}

/** The page types: [{ name, target, who: 'nobody' | 'partner' | 'staff' }], and in `missing` the routes without an example. */
export async function pagesOf(portal, people) {
  const routes = (await routesOf(portal)).filter((r) => r.method === 'GET' && !NO_PAGE.test(r.path) && !SAME.test(r.path) && !TWINS.includes(r.path));
  const client = new Client(portal);
  const ids = new Map();
  for (const [audience, visitor] of [['partner', people.partner], ['staff', people.staff], ['customer', people.customer]]) {
    const found = await crawl(client, routes, { cookie: visitor.cookie, audience }, { each: 1, most: 250 });
    for (const [name, list] of found.ids) ids.set(name, [...(ids.get(name) ?? []), ...list]);
  }
  client.close();
  for (const { name, path } of routes.filter((r) => r.path.includes('/staff/{org}'))) {
    const [own] = ids.get(`GET ${path.replace('/staff/{org}', '')}`) ?? [[]];
    ids.set(name, [[people.org, ...own]]);
  }
  for (const what of ['cancel', 'retry']) ids.set(`GET /orders/staff/{id}/${what}`, [[people.placed[0]]]);
  // A portal's link is text to hand out; what the desk does about portals needs a bill group that has one.
  ids.set('GET /billing/{id}', [[people.customer.portal]]);
  for (const { name } of routes.filter((r) => /^\/admin\/billgroups\/\{id\}(\/|$)/.test(r.path) && r.captures === 1)) ids.set(name, [[people.customer.portal]]);
  const [{ rule }] = await portal.sql('SELECT CAST(public_id AS CHAR) AS rule FROM access_rule WHERE id = ?', [people.customer.rule]);
  ids.set('GET /admin/billgroups/{id}/rules/{id}/remove', [[people.customer.portal, publicId(rule)]]);
  const [{ built }] = await portal.sql("SELECT CAST(w.public_id AS CHAR) AS built FROM webpage w JOIN webpage_version d ON d.webpage_id = w.id AND d.alone = 'draft'");
  for (const { name } of routes.filter((r) => /^\/admin\/pages\/\{id\}/.test(r.path))) ids.set(name, [name.includes('{place}') ? [publicId(built), '1'] : [publicId(built)]]);
  const [{ open }] = await portal.sql("SELECT CAST(public_id AS CHAR) AS open FROM invoice WHERE status = 'unpaid' AND kind = 'invoice' AND due_minor > 0 ORDER BY id DESC LIMIT 1");
  for (const { name } of routes.filter((r) => /^\/admin\/invoices\/\{id\}/.test(r.path))) ids.set(name, [[publicId(open)]]);
  const pages = [];
  const missing = [];
  for (const route of routes) {
    const who = route.need === 'public' ? 'nobody' : route.audience === 'staff' ? 'staff' : 'partner';
    const captured = route.captures ? idsFor(route, ids).at(-1) : [];
    if (!captured) missing.push(route.name);
    else pages.push({ name: nameOf(route.path), route: route.path, target: fill(route, captured) + (QUERY[route.path] ?? ''), who });
  }
  // Whether a page without code needs a sign-in, its version says; the demo's do.
  Object.assign(pages.find((p) => p.route === '/pages/{tag}'), { target: '/pages/cloud', who: 'partner' });
  pages.push({ name: 'pages-welcome', route: '/pages/{tag}', target: '/pages/welcome', who: 'partner' });
  const offer = Object.values(await shelf(people.partner))[0];
  const placed = people.placed[0];
  pages.find((p) => p.route === '/login/confirm').target = await confirmLink(portal);
  pages.find((p) => p.route === '/billing/{id}/confirm').target = await portalLink(portal, people.customer);
  pages.find((p) => p.route === '/people/accept').target += `?t=${await invitationLink(portal)}`;
  pages.find((p) => p.route === '/login/register/confirm').target += `?t=${await registrationLink(portal)}`;
  for (const page of pages.filter((p) => p.route.startsWith('/admin/partners/{id}/brand'))) page.target = page.target.replace(/partners\/[0-9a-z]{13}/, `partners/${people.org}`);
  missing.splice(missing.indexOf('GET /{slug}'), 1);
  await portal.sql("UPDATE org SET portal_mode = 'branded' WHERE slug = 'birch'");
  pages.push({ name: 'portal-front', target: '/birch', who: 'nobody' });
  pages.find((p) => p.route === '/orders/{id}').target = `/orders/${placed}`;
  pages.find((p) => p.route === '/admin/offers/{id}/publish').target = `/admin/offers/${await draft(portal)}/publish`;
  pages.push({ name: 'checkout-add', target: `/checkout?purchase=${offer}`, who: 'partner' },
    { name: 'customers-nothing-found', target: '/customers?q=nosuchnameatall', who: 'partner' });
  return { pages, missing };
}
const nameOf = (path) => path.slice(1).replace(/[{}]/g, '').replaceAll('/', '-') || 'root';

/** Pages that say no: [{ name, target, who, status }]. */
export const refusals = [
  { name: 'refused-403', target: '/admin/partners/new', who: 'finance', status: 403 },
  { name: 'refused-404-route', target: '/customers/no/such/page', who: 'partner', status: 404 },
  { name: 'refused-404-row', target: `/orders/${publicId(7)}`, who: 'partner', status: 404 },
  { name: 'refused-404-link', target: '/login/confirm?t=used', who: 'nobody', status: 404 },
];

/** One window for everybody: the realms' cookies have different names. Public pages get a window of their own. */
export async function windows(browser, people, options = {}) {
  const signed = await browser.open({ visitor: { jar: new Map([...people.partner.jar, ...people.staff.jar, ...people.customer.jar]) }, ...options });
  const nobody = await browser.open(options);
  const finance = people.finance ? await browser.open({ visitor: people.finance, ...options }) : null;
  return {
    of: ({ who }) => (who === 'nobody' ? nobody : who === 'finance' ? finance : signed),
    all: [signed, nobody, finance].filter(Boolean),
    problems: () => [signed, nobody, finance].filter(Boolean).flatMap((w) => w.problems),
    close: () => Promise.all([signed, nobody, finance].filter(Boolean).map((w) => w.close())),
  };
}

/** Opens each page in a window of these options: look(page, one) answers faults; they and the windows' problems are all that was found. */
export async function inEach(portal, browser, people, pages, options, look) {
  const window = await windows(browser, people, options);
  const found = [];
  for (const one of pages) {
    const { page } = window.of(one);
    await page.goto(portal.url + one.target, { waitUntil: 'load' });
    found.push(...(await look(page, one)).map((v) => `${one.name}: ${v}`));
  }
  found.push(...window.problems());
  await window.close();
  return found;
}
/** A picture, when somebody wants to look. */
export const keep = (page, name) => (process.env.PORTICO_SHOTS ? shot(page, name) : null);

// ---- judges ----
/** Controls smaller than 24 x 24 pixels that are not links inside a text. */
export const smallTargets = (page) => page.evaluate(() => [...document.querySelectorAll('button, input:not([type=hidden]), select, textarea, summary, .button, nav a')]
  .filter((e) => e.checkVisibility())
  .map((e) => [e, e.getBoundingClientRect()])
  .filter(([, box]) => box.width && (box.width < 24 || box.height < 24))
  .map(([e, box]) => `small target ${e.outerHTML.slice(0, 80)} ${Math.round(box.width)}x${Math.round(box.height)}`));

/** How much moved after the first paint; 0 is wanted. */
export const shifted = (page) => page.evaluate(() => new Promise((done) => {
  let sum = 0;
  const watch = new PerformanceObserver((list) => list.getEntries().forEach((e) => (sum += e.hadRecentInput ? 0 : e.value)));
  watch.observe({ type: 'layout-shift', buffered: true });
  setTimeout(() => done(sum), 0);
}));

const packed = new Map();
/** { page, first }: compressed bytes of the page itself, and of a visit that has nothing cached yet. Compressed here: not every front on
 * every machine has its module for that. */
export async function weight(window, html) {
  const own = gzipSync(html).length;
  const parts = await window.evaluate(() => performance.getEntriesByType('resource').map((e) => e.name));
  let sum = own;
  for (const url of new Set(parts.map((name) => name.replace(/#.*$/, '')))) {
    if (!packed.has(url)) packed.set(url, gzipSync(Buffer.from(await window.evaluate(async (at) => Array.from(new Uint8Array(await (await fetch(at)).arrayBuffer())), url))).length);
    sum += packed.get(url);
  }
  return { page: own, first: sum };
}

/** Words that a translator never saw: under en-XA every translated text stands in brackets, so what is left must be data. */
export const bareWords = (page) => page.evaluate(() => {
  const bare = [];
  const outside = (text) => {
    let depth = 0;
    return [...text].filter((c) => (c === '[' ? (depth++, false) : c === ']' ? (depth--, false) : depth <= 0)).join('');
  };
  const read = (text, where) => bare.push(...(outside((text ?? '').replace(/https?:\/\/\S+/g, '')).match(/\p{L}[\p{L}\p{M}\p{N}@._-]*\p{L}\p{M}*/gu) ?? []).map((word) => [word, where]));
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const texts = new Map();
  // Text is read by block, as a person reads it: brackets may span elements.
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    const parent = node.parentElement;
    if (/^(SCRIPT|STYLE|CODE|TEXTAREA)$/.test(parent.tagName) || parent.closest('[lang]') !== document.documentElement || // another language's, on purpose
       parent.closest('select[name=customer]') || // rows, cut to fit
       !(parent.tagName === 'OPTION' || parent.checkVisibility())) continue;
    const block = parent.closest('p, li, td, th, dt, dd, h1, h2, h3, a, label, button, option, legend, summary') ?? parent;
    texts.set(block, `${texts.get(block) ?? ''} ${node.data}`);
  }
  for (const [block, text] of texts) read(text, block.tagName.toLowerCase());
  for (const e of document.querySelectorAll('[aria-label], [placeholder], [title], [alt]'))
    for (const name of ['aria-label', 'placeholder', 'title', 'alt']) if (e.hasAttribute(name)) read(e.getAttribute(name), name);
  read(document.title, 'title');
  return bare;
});

const WORD = /\p{L}[\p{L}\p{M}\p{N}@._-]*\p{L}\p{M}*/gu; // as bareWords has it
/** Every word that stands in a text column of the database, and codes that no language changes. */
export async function dataWords(portal) {
  const columns = await portal.sql(`SELECT TABLE_NAME AS t, COLUMN_NAME AS c FROM information_schema.COLUMNS
    WHERE TABLE_SCHEMA = 'portico' AND DATA_TYPE IN ('varchar', 'char', 'text') AND (TABLE_NAME NOT IN ('audit', 'answered', 'migration') OR TABLE_NAME = 'audit' AND COLUMN_NAME IN ('fields', 'request_id'))
      AND COLUMN_NAME NOT IN ('status', 'roles', 'channels', 'kind', 'charge')`);
  const found = new Set(['Portico', 'EUR', 'JPY', 'KWD', 'USD', 'GBP', 'IBAN', 'BIC', 'UTC']);
  for (const { t, c } of columns)
    for (const { v } of await portal.sql(`SELECT DISTINCT \`${c}\` AS v FROM \`${t}\` WHERE \`${c}\` <> '' LIMIT 3000`))
      for (const word of String(v).match(WORD) ?? []) found.add(word);
  // What was issued keeps its words, the names of countries among them.
  for (const { body } of await portal.sql('SELECT content AS body FROM invoice_snapshot LIMIT 3000'))
    JSON.parse(body, (key, value) => {
      for (const word of typeof value === 'string' ? value.match(WORD) ?? [] : []) found.add(word);
      return value;
    });
  for (const { labels } of await portal.sql('SELECT DISTINCT labels FROM offer_version'))
    for (const label of labels.split(',')) found.add(label.charAt(0).toUpperCase() + label.slice(1)); // a label's page is called by it
  return found;
}

/** axe, targets, and that nothing sticks out: at the wide width and then, without another request, on the phone. rulesAt: where axe looks. */
export async function judge(page, { rulesAt = [1280, 360] } = {}) {
  const found = [];
  for (const width of [1280, 360]) {
    await page.setViewportSize({ width, height: 900 });
    if (rulesAt.includes(width)) found.push(...(await axe(page)).map((v) => `${width}: ${v}`));
    found.push(...(await smallTargets(page)).map((v) => `${width}: ${v}`));
    if (!(await fitsWidth(page))) found.push(`${width}: wider than the window`);
  }
  return found;
}
