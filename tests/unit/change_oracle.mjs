// Cases of subscriptions' lives with what must come of each step: those of change_cases.mjs, computed by hand, then generated ones. The
// answers are change_rule.mjs's; where a hand case says a figure, that is what counts, and a difference ends this program with a fault.
//   node change_oracle.mjs [CHANGES] [SEED]      so many generated changes, of which each life has several
import { CASES } from './change_cases.mjs';
import { USE_CASES } from './usage_cases.mjs';
import { billsText, day, dayIn, headText, operate, rowsText, subscribe, text, use, usesText, worker } from './change_rule.mjs';

const generated = Number(process.argv[2] ?? 2000);
let state = BigInt(process.argv[3] ?? 20261120);
const MASK = (1n << 64n) - 1n;
function random64() { // splitmix64: a fixed seed gives the same cases everywhere
  state = (state + 0x9e3779b97f4a7c15n) & MASK;
  let z = state;
  z = ((z ^ (z >> 30n)) * 0xbf58476d1ce4e5b9n) & MASK;
  z = ((z ^ (z >> 27n)) * 0x94d049bb133111ebn) & MASK;
  return z ^ (z >> 31n);
}
const below = (n) => Number(random64() % BigInt(n));
const pick = (list) => list[below(list.length)];

const out = [];
let faults = 0, changes = 0;
/** Organisations of tests/lib/billing.sql: whose invoices, which tax. */
const ORGS = { northwind: [9001, 'AE'], contoso: [9002, 'AT'], yen: [9004, 'JP'], dinar: [9005, 'KW'], region: [9006, 'CA'] };

// ---- a case, told step by step ----
const iso = (ms) => new Date(ms).toISOString().slice(0, 19) + 'Z';
function say(s) {
  out.push(`rows ${rowsText(s)}`, `bills ${billsText(s)}`, `head ${headText(s)}`);
}
const duesText = (dues) => dues.map((d) => `${text(d.on)} ${d.net} ${d.tax}`).join(';');

class Case {
  constructor(title, org, rules, offers, zone, instant, start, quantity, promo) {
    const [id, payer] = ORGS[org];
    Object.assign(this, { title, offers, zone, at: instant });
    out.push(`case ${title}`, `org ${id}`, `rules ${rules.pause} ${rules.credit ? 1 : 0}`);
    offers.forEach((o, key) => {
      o.key = key;
      out.push(`offer ${o.term} ${o.renews ? 1 : 0} ${o.trial}`);
      for (const x of o.items) out.push(`${x.use ? 'counted' : 'item'} ${x.product} ${x.cls} ${x.use?.months ?? x.months} ${x.use?.per ?? x.per} ${x.buy} ${x.pay} ${(x.bands ?? []).slice(1).map((b) => b.join(' ')).join(' ')}`.trim());
    });
    if (promo) out.push(`promo ${promo.rate ?? 0} ${promo.amount ?? 0} ${promo.periods} ${promo.offers.map((o) => o.key).join(' ')}`);
    this.s = subscribe({ payer, zone, instant, start, quantity, offer: offers[0], rules, promo });
    out.push(`order ${zone} ${iso(instant)} ${start == null ? '-' : text(start)} ${quantity}`);
    say(this.s);
  }
  worker(instant) {
    this.at = instant;
    worker(this.s, instant);
    out.push(`worker ${iso(instant)}`);
    say(this.s);
  }
  use(instant, on, n) {
    this.at = instant;
    use(this.s, instant, on, n);
    out.push(`use ${iso(instant)} ${text(on)} ${n}`, `uses ${usesText(this.s)}`);
  }
  operate(op) {
    changes++;
    this.at = op.instant;
    const addons = (op.addons ?? []).map(([o, n]) => ` ${o.key} ${n}`).join('');
    out.push(`op ${iso(op.instant)} ${op.vendor ? 'staff' : 'partner'} ${op.kind} ${op.when ?? 'rule'} ${op.quantity ?? 0} ${op.term ?? -1} ${op.offer ? op.offer.key : -1} ${(op.addons ?? []).length}${addons}`);
    const got = operate(this.s, op);
    out.push(`now ${got.now.net} ${got.now.tax}`, `dues ${duesText(got.dues)}`);
    say(this.s);
    return got;
  }
}

// ---- by hand ----
const bandsOf = (x) => x.bands && [[1, x.buy ?? x.pay, x.pay], ...x.bands].map(([from, buy, pay]) => [from, BigInt(buy), BigInt(pay)]);
const amounts = (x) => ({ ...x, bands: bandsOf(x), buy: BigInt(x.buy ?? x.pay), pay: BigInt(x.pay), cls: x.cls ?? 'standard', per: x.per ?? 1, months: x.use ? 0 : x.months });
function hand(c, n) {
  const offers = c.offers.map((o) => ({ trial: 0, renews: true, ...o, items: o.items.map(amounts) }));
  const one = new Case(`${n + 1} by hand: ${c.title}`, c.org, { pause: 90, credit: false, ...c.rules }, offers, c.zone ?? 'UTC', Date.parse(c.at), c.start ? day(c.start) : null, c.quantity ?? 1,
    c.promo && { ...c.promo, amount: c.promo.amount && BigInt(c.promo.amount), offers: (c.promo.offers ?? [0]).map((i) => offers[i]) });
  const differ = (what, got, want) => {
    if (got === want) return;
    faults++;
    console.error(`case ${n + 1} (${c.title}): ${what}: the rule gives ${got}, by hand it is ${want}`);
  };
  for (const step of c.steps) {
    const instant = Date.parse(step.at);
    let got;
    if (step.do === 'worker') one.worker(instant);
    else if (step.do === 'use') one.use(instant, day(step.on ?? step.at.slice(0, 10)), step.n);
    else if (step.do === 'price') out.push(`price ${step.product} ${step.at.slice(0, 10)} ${step.buy ?? step.pay} ${step.pay}`);
    else got = one.operate({ kind: step.do, instant, ...step, offer: step.offer == null ? undefined : offers[step.offer], addons: step.addons?.map(([k, q]) => [offers[k], q]) });
    if (step.now !== undefined) differ('due now, net and tax', `${got.now.net} ${got.now.tax}`, step.now);
    if (step.last !== undefined) differ('the last bill', billsText(one.s).split(';').at(-1), step.last);
    if (step.bills !== undefined) differ('number of bills', one.s.bills.length, step.bills);
    if (step.end !== undefined) differ('the last day of the term', text(one.s.termEnd), step.end);
    if (step.cancel !== undefined) differ('the day of the end', text(one.s.cancel), step.cancel);
    if (step.dues !== undefined) differ('the first coming payments', duesText((got?.dues ?? []).slice(0, step.dues.split(';').length)), step.dues);
    for (const line of step.lines ?? []) if (!rowsText(one.s).split(';').includes(line)) differ('a line', rowsText(one.s), line);
  }
  out.push('end');
}

// ---- generated ----
const ZONES = ['UTC', 'Europe/Vienna', 'Europe/London', 'America/New_York', 'America/St_Johns', 'America/Sao_Paulo', 'Australia/Lord_Howe', 'Pacific/Auckland', 'Pacific/Apia', 'Pacific/Kiritimati',
  'Pacific/Pago_Pago', 'Asia/Tokyo', 'Asia/Kuwait', 'Asia/Kathmandu'];
const STARTS = ['2024-01-31', '2024-02-28', '2024-02-29', '2024-03-30', '2024-03-31', '2024-10-26', '2024-12-31', '2025-01-29', '2025-01-30', '2025-02-28', '2025-03-09', '2025-11-02', '2027-08-31', '2027-12-01',
  '2028-02-29', '2028-01-30', '2028-03-26', '2028-10-29', '2031-02-28', '2031-12-31'];
const HOUR = 3600_000, DAY = 24 * HOUR;
const amount = () => BigInt([0, 1, 2, 99, 100, 999, 1000, 12345, 333333, 100_000_000][below(10)]) + BigInt(below(4) ? below(5000) : 0);
const lower = (buy, pay, org) => (org === 'contoso' ? [buy - buy / 5n, pay - pay / 5n] : [buy - buy / 5n, buy - buy / 5n]);
function product(n, org) {
  const buy = amount();
  const pay = org === 'contoso' ? buy + amount() : buy;
  const bands = below(3) ? undefined : [[1, buy, pay], [2 + below(5), ...lower(buy, pay, org)]];
  return { product: `p${n}`, cls: below(4) ? 'standard' : 'reduced', months: [1, 1, 1, 3, 6, 12, 12, 0][below(8)], buy, pay, bands };
}
const fits = (x, term) => !x.months || term % x.months === 0;
function offer(products, term, trial) {
  const chosen = products.filter((x) => fits(x, term) && below(2)).slice(0, 3);
  if (!chosen.some((x) => x.months)) chosen.push(products.find((x) => x.months && fits(x, term)) ?? { ...products[0], months: 1 });
  const seen = new Set();
  return { term, renews: below(3) > 0, trial, items: chosen.filter((x) => !seen.has(x.product) && seen.add(x.product)).map((x) => ({ ...x, per: 1 + below(3) })) };
}
const TERMS = [0, 0, 1, 3, 6, 12, 12, 24, 36];
function step(one) {
  const s = one.s, op = { instant: one.at, vendor: below(3) === 0, when: pick(['rule', 'rule', 'now', 'end']) };
  const kinds = [];
  const runs = ['pending', 'active', 'suspended'].includes(s.status);
  if (!runs) return null;
  if (s.status === 'suspended') kinds.push('resume', 'resume', 'cancelnow');
  else if (s.waiting) kinds.push('undo', 'cancelnow', ...(s.status === 'active' && s.today >= s.billedFrom ? ['pause'] : []));
  else if (s.cancel != null) kinds.push('undo', 'undo', ...(s.status === 'active' && s.today >= s.billedFrom ? ['pause'] : []));
  else {
    kinds.push('update', 'update', 'update', 'offer', 'offer', 'addon', 'addon', 'cancel');
    if (s.status === 'active' && s.today >= s.billedFrom) kinds.push('pause');
    if (s.termEnd != null && !s.renews && !one.renewed) kinds.push('renew');
  }
  const kind = pick(kinds);
  if (kind === 'cancelnow') return { ...op, kind: 'cancel', when: 'now', vendor: true };
  if (kind === 'update') {
    const term = op.vendor && below(4) === 0 ? pick(TERMS) : s.term;
    Object.assign(op, { kind, quantity: 1 + below(12), term: term === s.term ? undefined : term });
    if (op.quantity === s.quantity && op.term === undefined) op.quantity++;
    if (op.term !== undefined && s.items.some((x) => !fits(x, term))) op.term = undefined;
    if (op.quantity === s.quantity && op.term === undefined) op.quantity++;
  } else if (kind === 'offer') {
    op.offer = one.offers[1 + below(2)];
    if (!one.current || one.current === op.offer) return null;
    if (s.items.some((x) => x.addon && !fits(x, op.offer.term))) return null;
    Object.assign(op, { kind, quantity: below(2) ? 0 : 1 + below(9) });
  } else if (kind === 'addon') {
    const o = one.offers[3], there = s.items.find((x) => x.addon);
    let n = there ? pick([0, 1, 2, 5]) : 1 + below(4);
    if (there && there.units === n * there.per) n++;
    if (o.items.some((x) => !fits(x, s.term))) return null;
    Object.assign(op, { kind: 'update', addons: [[o, n]] });
  } else Object.assign(op, { kind });
  if (op.kind === 'update' && !wouldDo(s, op)) return null;
  return op;
}
// An update at the end of a term that does not renew is refused, and is no case for the arithmetic.
function wouldDo(s, op) {
  return !(s.termEnd != null && !s.renews && (op.when !== 'now' || !op.vendor) && s.status !== 'pending');
}
function generate(n) {
  const org = pick(['northwind', 'northwind', 'contoso', 'contoso', 'yen', 'dinar', 'region']);
  const products = Array.from({ length: 5 }, (_, i) => product(i + 1, org));
  products[0].months = 1;
  const terms = [pick(TERMS), pick(TERMS), pick(TERMS)];
  if (below(2)) terms[1] = terms[0];
  const offers = terms.map((term, i) => offer(products, term, i === 0 && below(5) === 0 ? 1 + below(40) : 0));
  const extra = { ...product(9, org), months: pick([1, 1, 3, 0]), per: 1 + below(2) };
  offers.push({ term: 0, renews: false, trial: 0, items: [extra] });
  const zone = pick(ZONES), instant = day(pick(STARTS)) * DAY + below(2) * below(900) * DAY * (below(3) ? 0 : 1) + below(24 * 60) * 60_000;
  const start = below(6) ? null : dayIn(instant, zone) + 1 + below(50);
  const one = new Case(`generated ${n}`, org, { pause: 1 + below(60), credit: below(2) === 0 }, offers, zone, instant, start, 1 + below(6),
    below(2) ? { ...(below(2) ? { rate: 1 + below(10000) } : { amount: 1n + amount() }), periods: pick([0, 1, 2, 3, 7, 14]), offers: below(2) ? offers.slice(0, 3) : [offers[0]] } : undefined);
  one.current = offers[0];
  const steps = 3 + below(6);
  for (let i = 0; i < steps; i++) {
    const gap = pick([0, 0, 1, 5, 17, 30, 31, 59, 150, 400]);
    one.at += gap * DAY + below(24 * 60) * 60_000;
    if (gap > 40 || below(2)) one.worker(one.at);
    one.s.today = dayIn(one.at, zone);
    // What has come of age is the worker's first.
    if (one.s.status === 'pending' ? one.s.today >= one.s.start : gap) one.worker(one.at);
    const op = step(one);
    if (!op) continue;
    one.operate(op);
    one.renewed = op.kind === 'renew' || (one.renewed && (one.s.waiting || (!op.offer && op.term === undefined))); // one term ahead at most
    if (op.offer && !one.s.waiting) one.current = op.offer;
    if (op.offer && one.s.waiting) one.current = null; // whether it came to it, the generator does not follow
  }
  one.worker(one.at + (20 + below(500)) * DAY);
  out.push('end');
}

// ---- what is paid by use: a price for several, bands of the sum, late ones, and an end in the middle of a period ----
function generateUses(n) {
  const org = pick(['northwind', 'contoso', 'yen', 'dinar']), per = pick([1, 3, 7, 100, 1000, 999_983, 1_000_000]), first = product(1, org), counted = product(2, org);
  if (counted.bands) counted.bands = counted.bands.map((b, i) => (i ? [10 ** (1 + below(5)), ...b.slice(1)] : b));
  const items = [{ ...first, months: 1, per: 1 }, { ...counted, per: 1, months: 0, use: { per, months: pick([1, 3]) } }];
  const zone = pick(ZONES), instant = day(pick(STARTS)) * DAY + below(24 * 60) * 60_000;
  const one = new Case(`generated uses ${n}`, org, { pause: 30, credit: below(2) === 0 }, [{ term: 12, renews: false, trial: below(4) ? 0 : 1 + below(20), items }], zone, instant, null, 1 + below(3));
  const amounts = [1, 2, per - 1, per, per + 1, Math.ceil(per / 2), 499, 500, 12345, 1_000_000].filter((x) => x > 0);
  for (let i = 0; i < 6; i++) {
    one.at += below(20 * 24) * HOUR;
    one.worker(one.at);
    const back = below(3) ? 0 : below(40);
    if (one.s.status === 'active') one.use(one.at, Math.max(one.s.start, one.s.today - back), pick(amounts) + below(50));
  }
  if (below(2) && one.s.status === 'active') one.operate({ kind: 'cancel', when: 'now', vendor: true, instant: one.at });
  one.worker(one.at + 130 * DAY);
  out.push('end');
}

CASES.forEach(hand);
USE_CASES.forEach(hand);
const byHand = changes;
for (let n = 1; changes - byHand < generated; n++) generate(n);
for (let n = 1; n <= generated / 10; n++) generateUses(n);
process.stdout.write(out.join('\n') + '\n');
process.exitCode = faults ? 1 : 0;
