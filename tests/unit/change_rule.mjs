// An oracle for changes of subscriptions, written from the rule's text alone (lib/model/proration.h, P1 to P16), in exact integers and
// apart from the C: days are numbers, amounts are BigInt. A subscription is an object; every operation moves it as the rule says.

// ---- days: numbers since 1970-01-01 ----
export const day = (text) => Math.round(Date.UTC(+text.slice(0, 4), +text.slice(5, 7) - 1, +text.slice(8, 10)) / 86400000);
export const text = (n) => (n == null ? '-' : new Date(n * 86400000).toISOString().slice(0, 10));
const parts = (n) => { const d = new Date(n * 86400000); return [d.getUTCFullYear(), d.getUTCMonth(), d.getUTCDate()]; };
const monthDays = (y, m) => new Date(Date.UTC(y, m + 1, 0)).getUTCDate();
function addMonths(n, months, anchor) {
  const [y, m, d] = parts(n);
  const at = y * 12 + m + months;
  const year = Math.floor(at / 12), month = at % 12;
  return Math.round(Date.UTC(year, month, Math.min(anchor || d, monthDays(year, month))) / 86400000);
}
const formats = new Map();
/** P1: the calendar day of an instant in a zone. */
export function dayIn(instant, zone) {
  if (!formats.has(zone)) formats.set(zone, new Intl.DateTimeFormat('en-US', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' }));
  const told = Object.fromEntries(formats.get(zone).formatToParts(new Date(instant)).map(({ type, value }) => [type, value]));
  return day(`${told.year}-${told.month}-${told.day}`);
}

// ---- amounts ----
const size = (n) => (n < 0n ? -n : n);
/** P3: n of m days, half up away from zero. */
export function part(amount, n, m) {
  const q = (2n * size(amount) * BigInt(n) + BigInt(m)) / (2n * BigInt(m));
  return amount < 0n ? -q : q;
}
const RATE = { AE: { standard: 0n, reduced: 1000n }, AT: { standard: 2000n, reduced: 1000n }, JP: { standard: 1000n, reduced: 1000n }, CA: { standard: 1498n, reduced: 1000n }, KW: { standard: 2000n, reduced: 1000n } };

// ---- P2: the grid ----
const gridDay = (s, months, k) => addMonths(s.termStart, k * months, s.anchor) + s.shift;
function gridIndex(s, months, d) {
  let k = 0;
  while (gridDay(s, months, k + 1) <= d) k++;
  return k;
}
const gcd = (a, b) => (b ? gcd(b, a % b) : a);
const lcm = (a, b) => (a && b ? (a / gcd(a, b)) * b : a + b);
const FAR = 12;

/** P15: of the period that begins on that day. */
function whole(x, units, begins) {
  const off = begins != null && x.until != null && begins < x.until ? x : { offPay: 0n, offBuy: 0n };
  const amount = x.pay * BigInt(units) - off.offPay;
  return { amount, margin: amount - (x.buy * BigInt(units) - off.offBuy) };
}
/** An amount in whole parts by weights: the largest rests first, of equal ones the first. */
function spread(amount, weights) {
  const sum = weights.reduce((a, b) => a + b, 0n);
  if (!sum) return weights.map(() => 0n);
  if (amount > sum) amount = sum;
  const parts = weights.map((w) => (amount * w) / sum);
  const order = weights.map((w, i) => [(amount * w) % sum, i]).sort((a, b) => (b[0] > a[0] ? 1 : b[0] < a[0] ? -1 : a[1] - b[1]));
  for (let i = 0, left = amount - parts.reduce((a, b) => a + b, 0n); left > 0n; left--, i++) parts[order[i][1]]++;
  return parts;
}
/** P15: what comes off a whole period of each of an offer's items. */
function offs(promo, items) {
  const shares = promo.rate ? null : spread(promo.amount, items.map((x) => x.pay * BigInt(x.units)));
  return items.map((x, i) => {
    const pay = x.pay * BigInt(x.units), buy = x.buy * BigInt(x.units);
    if (promo.rate) return { offPay: part(pay, promo.rate, 10000), offBuy: part(buy, promo.rate, 10000) };
    return { offPay: shares[i], offBuy: shares[i] < buy ? shares[i] : buy };
  });
}
const NEVER = day('9999-12-31');
/** P15: the items that a change wants, with what comes off them. */
function promote(s, want, covered) {
  const base = want.items.filter((x) => !x.addon), had = s.items.filter((x) => !x.addon);
  const latest = had.reduce((u, x) => (x.until != null && (u == null || x.until > u) ? x.until : u), null);
  const off = s.promo && covered ? offs(s.promo, base) : null;
  base.forEach((x, i) => {
    const old = had.find((o) => o.product === x.product);
    const kept = old && old.units === x.units && old.buy === x.buy && old.pay === x.pay && old.months === x.months;
    Object.assign(x, off ? { until: old ? old.until : latest, ...(kept ? { offPay: old.offPay, offBuy: old.offBuy } : off[i]) } : { until: null, offPay: 0n, offBuy: 0n });
  });
}
/** P16: the band of so many units, of the prices of the day on which it was ordered. */
function banded(x, units) {
  const found = (x.bands ?? []).filter(([from]) => from <= units).at(-1);
  return found ? { ...x, units, buy: found[1], pay: found[2] } : { ...x, units };
}
/** U7 of usage.h: so many at a price for `per` of them, half up to the smallest unit, once. */
export const usedAmount = (n, price, per) => (2n * BigInt(n) * price + BigInt(per)) / (2n * BigInt(per));
/** P3 and P13. */
function partly(amount, margin, n, m) {
  const a = part(amount, n, m);
  return { amount: a, margin: a - part(amount - margin, n, m) };
}

/** A subscription as its order makes it. offer: { term, renews, trial, items: [{ product, cls, months, per, buy, pay }] } */
export function subscribe({ payer, zone, instant, start, quantity, offer, rules, promo }) {
  const today = dayIn(instant, zone);
  const first = (start ?? today) + offer.trial;
  const s = {
    payer, zone, today, start: start ?? today, billedFrom: first, termStart: first, anchor: parts(first)[2], shift: 0, term: offer.term, renews: offer.renews,
    quantity, items: offer.items.map((x) => ({ ...banded(x, x.use ? 1 : x.per * quantity), addon: false })), rows: [], uses: [], bills: [], cancel: null, paused: null, resumeBy: null, waiting: null, rules, promo: null,
  };
  s.termEnd = s.term ? addMonths(first, s.term, s.anchor) - 1 : null;
  for (const x of s.items) Object.assign(x, { until: null, offPay: 0n, offBuy: 0n });
  if (promo && promo.offers.includes(offer)) {
    s.promo = promo;
    offs(promo, s.items).forEach((off, i) => {
      const x = s.items[i];
      Object.assign(x, off, { until: !promo.periods ? NEVER : x.months ? addMonths(first, promo.periods * x.months, s.anchor) : first + 1 });
    });
  }
  for (const x of s.items) {
    if (x.use) continue;
    if (!x.months) s.rows.push(row(x, first, first, s.termEnd ?? first, whole(x, x.units, first)));
    else plan(s, x, first, s.termEnd ?? addMonths(first, FAR, parts(first)[2]) - 1, s.rows);
  }
  s.status = s.start > today ? 'pending' : 'active';
  bill(s);
  return s;
}
const row = (item, due, from, to, { amount, margin }, days = to - from + 1) => ({ item, kind: 'charge', due, from, to, amount, margin, days, state: 'planned' });
/** Whole periods whose first day is `from` or later, to the last day `end`. */
function plan(s, x, from, end, out) {
  for (let k = gridIndex(s, x.months, from); gridDay(s, x.months, k) <= end; k++) {
    const a = gridDay(s, x.months, k), b = gridDay(s, x.months, k + 1) - 1;
    out.push(row(x, a, a, b, whole(x, x.units, a)));
  }
}

/** P14: what is due of it becomes one bill. */
function sums(s, rows) {
  const base = {};
  for (const r of rows) base[r.item.cls] = (base[r.item.cls] ?? 0n) + r.amount;
  // One tax rule for each class; where both classes have the same rule there is one sum, but here each class has its own.
  let net = 0n, tax = 0n;
  for (const [cls, sum] of Object.entries(base)) {
    net += sum;
    tax += part(sum, Number(RATE[s.payer][cls]), 10000);
  }
  return { net, tax };
}
const ends = (s, r) => r.kind === 'charge' && ((s.cancel != null && r.from >= s.cancel) || (s.waiting && r.from >= s.waiting.on));
const due = (s) => s.rows.filter((r) => r.state === 'planned' && r.due <= s.today && !ends(s, r));
function bill(s) {
  const rows = due(s);
  if (s.status === 'suspended' || !rows.length) return;
  s.bills.push(sums(s, rows));
  for (const r of rows) r.state = 'invoiced';
}

// ---- what an item's going and coming does ----
const live = (s, item) => s.rows.filter((r) => r.item === item && r.state !== 'void' && r.kind === 'charge');
/** P5 */
function giveBack(s, r, D) {
  const n = Math.min(r.to - Math.max(D, r.from) + 1, r.days);
  const { amount, margin } = partly(r.amount, r.margin, n, r.days);
  if (amount !== 0n) s.rows.push({ item: r.item, kind: 'credit', due: D, from: Math.max(D, r.from), to: r.to, amount: -amount, margin: -margin, days: n, state: 'planned' });
}
function goes(s, item, D) {
  for (const r of live(s, item)) {
    if (r.state === 'planned' && (r.from >= D || !item.months)) r.state = 'void';
    else if (item.months && r.to >= D) giveBack(s, r, D);
  }
}
/** P6 */
function comes(s, x, D) {
  const end = s.termEnd ?? addMonths(D, FAR, parts(D)[2]) - 1;
  const k = gridIndex(s, x.months, D), a = gridDay(s, x.months, k), b = gridDay(s, x.months, k + 1) - 1;
  if (a >= D) return plan(s, x, D, end, s.rows);
  const { amount, margin } = whole(x, x.units, a);
  s.rows.push(row(x, D, D, b, partly(amount, margin, b - D + 1, b - a + 1)));
  return plan(s, x, b + 1, end, s.rows);
}
const alike = (a, b) => a.product === b.product && a.addon === b.addon;
const equal = (a, b) => alike(a, b) && a.units === b.units && a.buy === b.buy && a.pay === b.pay && a.months === b.months
  && (a.until ?? null) === (b.until ?? null) && (a.offPay ?? 0n) === (b.offPay ?? 0n) && (a.offBuy ?? 0n) === (b.offBuy ?? 0n);

/** P4 to P9. */
function change(s, D, want, atEnd) {
  const restart = want.term !== s.term, fixed = s.termEnd != null;
  const before = s.items;
  s.items = want.items.map((x) => before.find((o) => equal(o, x) && !(restart && o.months)) ?? { ...x });
  const billed = new Map(before.map((o) => [o, live(s, o).some((r) => r.state === 'invoiced')]));
  for (const o of before) if (!s.items.includes(o)) goes(s, o, D);
  if (restart || (atEnd && fixed)) {
    if (restart || s.shift) s.anchor = parts(D)[2];
    s.shift = 0;
    s.termStart = D;
    s.term = want.term;
    s.termEnd = s.term ? addMonths(D, s.term, s.anchor) - 1 : null;
  }
  for (const x of s.items) {
    const kept = before.includes(x), old = before.find((o) => alike(o, x));
    if (x.use) continue;
    if (x.months) {
      if (!kept || (atEnd && fixed)) comes(s, x, D);
    } else if (!kept) { // P7
      const added = old && billed.get(old), units = added ? x.units - old.units : x.units;
      if (units > 0) s.rows.push(row(x, D, D, s.termEnd ?? D, whole(x, units, added ? null : D)));
    }
  }
  s.quantity = want.quantity;
  s.renews = want.renews;
}
/** P9 */
function endDay(s) {
  if (s.termEnd != null) return s.termEnd + 1;
  const first = Math.max(s.today, s.billedFrom - 1);
  const months = s.items.reduce((m, x) => lcm(m, x.months), 0);
  if (first < s.termStart) return s.termStart;
  return gridDay(s, months, gridIndex(s, months, first) + 1);
}
const yearly = (items) => items.reduce((sum, x) => (x.months ? sum + (x.pay * BigInt(x.units) * 12n) / BigInt(x.months) : sum), 0n);

/** P8: whether the term that would begin at once ends before the one that runs. */
function endsSooner(s, want) {
  const D = Math.max(s.today, s.billedFrom);
  return s.termEnd != null && want.term !== s.term && (!want.term || addMonths(D, want.term, parts(D)[2]) - 1 < s.termEnd);
}

/** What is wanted: op.offer (another one), op.quantity, op.term, op.addons: [[offer, quantity]]. */
function wanted(s, op) {
  const quantity = op.quantity || s.quantity;
  const base = op.offer ? op.offer.items.map((x) => ({ ...banded(x, x.per * quantity), addon: false }))
    : s.items.filter((x) => !x.addon).map((x) => (x.use || quantity === s.quantity ? { ...x } : banded(x, (x.units / s.quantity) * quantity)));
  const addons = s.items.filter((x) => x.addon && !(op.addons ?? []).some(([o]) => o.key === x.key)).map((x) => ({ ...x }));
  for (const [o, n] of op.addons ?? []) {
    const there = s.items.filter((x) => x.addon && x.key === o.key);
    if (n) addons.push(...(there.length ? there.map((x) => banded(x, x.per * n)) : o.items.map((x) => ({ ...banded(x, x.per * n), key: o.key, addon: true }))));
  }
  const want = { items: [...base, ...addons] };
  promote(s, want, !op.offer || s.promo?.offers.includes(op.offer));
  return { ...want, quantity, term: op.offer ? op.offer.term : op.term ?? s.term, renews: op.offer ? op.offer.renews : s.renews };
}

// ---- the operations. Each answers what the preview must say is due now; the worker answers nothing. ----
function planAhead(s) {
  if (s.status !== 'active' || s.termEnd != null) return;
  let until = addMonths(s.today, FAR, parts(s.today)[2]);
  if (s.cancel != null && s.cancel <= until) until = s.cancel - 1;
  for (const x of s.items) if (x.months) plan(s, x, Math.max(...live(s, x).map((r) => r.to)) + 1, until, s.rows);
}
const voidFrom = (s, D) => { for (const r of s.rows) if (r.state === 'planned' && r.kind === 'charge' && r.from >= D) r.state = 'void'; };
/** P11 */
function resume(s, R) {
  const n = R - s.paused, S = s.paused;
  for (const r of s.rows) {
    if (r.kind === 'credit' || r.state === 'void') continue;
    if (r.state === 'planned' && r.from >= S) { r.due += n; r.from += n; r.to += n; }
    else if (s.items.includes(r.item) && r.item.months && r.to >= S) r.to += n;
  }
  if (s.termEnd != null) s.termEnd += n;
  if (s.cancel != null) s.cancel += n;
  const moved = (x) => { if (x.until != null && x.until !== NEVER && x.until > S) x.until += n; };
  s.items.forEach(moved);
  if (s.waiting) {
    s.waiting.on += n;
    s.waiting.want.items.forEach(moved);
  }
  s.shift += n;
  s.status = 'active';
  s.paused = s.resumeBy = null;
}
function nextTerm(s) {
  const first = s.termEnd + 1;
  if (s.shift) s.anchor = parts(first)[2];
  s.shift = 0;
  s.termStart = first;
  s.termEnd = addMonths(first, s.term, s.anchor) - 1;
  for (const x of s.items) if (x.months) plan(s, x, first, s.termEnd, s.rows);
}
/** U3: a use counts in the period of its day, or in the running one when that is billed. */
export function use(s, instant, on, n) {
  s.today = dayIn(instant, s.zone);
  const item = s.items.find((x) => x.use), free = on < s.billedFrom;
  const period = (d) => { const k = gridIndex(s, item.use.months, Math.max(d, s.termStart)); return [gridDay(s, item.use.months, k), gridDay(s, item.use.months, k + 1) - 1]; };
  let [from, to] = period(on);
  if (!free && s.rows.some((r) => r.item === item && r.kind === 'usage' && r.from === from)) [from, to] = period(s.today);
  s.uses.push({ item, from, to, n, free, billed: false });
}
/** What is not billed yet, as the page must say it: a period's first and last day, how many, what is paid and what the partner pays. */
export function usesText(s) {
  const open = s.uses.filter((u) => !u.billed && !u.free);
  return [...new Set(open.map((u) => u.from))].sort((a, b) => a - b).map((from) => {
    const uses = open.filter((u) => u.from === from), n = uses.reduce((sum, u) => sum + u.n, 0), at = banded(uses[0].item, n), { per } = at.use;
    return `${text(from)} ${text(uses[0].to)} ${n} ${usedAmount(n, at.pay, per)} ${usedAmount(n, at.buy, per)}`;
  }).join(';');
}
/** U1, U4, U5 and U7. */
function billUses(s) {
  const runs = ['pending', 'active', 'suspended'].includes(s.status);
  if (s.status === 'suspended') return;
  const open = s.uses.filter((u) => !u.billed && !u.free && (u.to < s.today || !runs));
  for (const from of [...new Set(open.map((u) => u.from))].sort((a, b) => a - b)) {
    const uses = open.filter((u) => u.from === from), { item } = uses[0], n = uses.reduce((sum, u) => sum + u.n, 0), at = banded(item, n);
    const amount = usedAmount(n, at.pay, item.use.per), ended = s.cancel != null && s.cancel <= s.today ? s.cancel - 1 : s.today;
    const last = s.status === 'expired' ? Math.min(ended, s.termEnd) : ended;
    const to = !runs && last < uses[0].to ? Math.max(last, from) : uses[0].to;
    s.rows.push({ item, kind: 'usage', due: s.today, from, to, amount, margin: amount - usedAmount(n, at.buy, item.use.per), days: 0, state: 'planned' });
    for (const u of uses) u.billed = true;
  }
}
export function worker(s, instant) {
  s.today = dayIn(instant, s.zone);
  if (s.status === 'suspended' && s.resumeBy <= s.today) resume(s, s.resumeBy);
  if (s.status === 'active' && s.waiting && s.waiting.on <= s.today) {
    const { on, want } = s.waiting;
    s.waiting = null;
    change(s, on, want, true);
  }
  if ((s.status === 'active' || s.status === 'pending') && s.cancel != null && s.cancel <= s.today) {
    voidFrom(s, s.cancel);
    s.status = 'cancelled';
  }
  if (s.status === 'pending' && s.start <= s.today) s.status = 'active';
  while (s.status === 'active' && s.termEnd != null && s.today > s.termEnd) {
    if (s.renews) nextTerm(s);
    else {
      voidFrom(s, s.termEnd + 1);
      s.status = 'expired';
    }
  }
  planAhead(s);
  billUses(s);
  bill(s);
}
const operations = {
  update(s, op) {
    const want = wanted(s, op);
    const less = yearly(want.items) < yearly(s.items) || endsSooner(s, want);
    const atEnd = s.status !== 'pending' && (op.when === 'end' || (less && (op.when === 'rule' || !op.vendor)));
    if (atEnd) s.waiting = { on: endDay(s), want };
    else change(s, Math.max(s.today, s.billedFrom), want, false);
  },
  renew(s) { // P10
    const end = gridDay(s, s.term, gridIndex(s, s.term, s.termEnd + 1) + 1) - 1;
    for (const x of s.items) if (x.months) plan(s, x, s.termEnd + 1, end, s.rows);
    s.termEnd = end;
  },
  pause(s) {
    s.status = 'suspended';
    s.paused = s.today;
    s.resumeBy = s.today + s.rules.pause;
  },
  resume(s) { resume(s, Math.min(s.today, s.resumeBy)); },
  cancel(s, op) {
    const pending = s.status === 'pending';
    if (!pending && !(op.when === 'now' && op.vendor)) { s.cancel = endDay(s); return; }
    const D = s.status === 'suspended' ? s.paused : s.today;
    for (const x of s.items) {
      for (const r of live(s, x)) {
        if (r.state === 'planned' && r.from >= D) r.state = 'void';
        else if (s.rules.credit && x.months && r.to >= D) giveBack(s, r, D);
      }
    }
    s.cancel = D;
    s.status = 'cancelled';
    s.waiting = null;
    s.paused = s.resumeBy = null;
  },
  undo(s) { s.cancel = null; s.waiting = null; },
};
operations.offer = operations.update;

/** Does the operation; answers { now, dues }: what is billed at once and the coming payments by day, as a preview must show them. */
export function operate(s, op) {
  s.today = dayIn(op.instant, s.zone);
  const waitingBefore = s.waiting;
  operations[op.kind](s, op);
  const coming = s.waiting && s.waiting !== waitingBefore ? previewOfWaiting(s) : s;
  const rows = coming.rows.filter((r) => r.state === 'planned' && !(r.kind === 'charge' && coming.cancel != null && r.from >= coming.cancel));
  const shown = op.kind === 'pause' ? [] : rows;
  const nowRows = shown.filter((r) => r.due <= s.today);
  const now = nowRows.length ? sums(s, nowRows) : { net: 0n, tax: 0n };
  const days = [...new Set(shown.map((r) => r.due))].sort((a, b) => a - b);
  const dues = days.map((d) => ({ on: d, ...sums(s, shown.filter((r) => r.due === d)) }));
  bill(s);
  return { now, dues };
}
/** What waits shows its payments as they will be. */
function previewOfWaiting(s) {
  const items = new Map(s.items.map((x) => [x, { ...x }]));
  const copyItem = (x) => { if (!items.has(x)) items.set(x, { ...x }); return items.get(x); };
  const copy = { ...s, items: s.items.map(copyItem), rows: s.rows.map((r) => ({ ...r, item: copyItem(r.item) })), bills: [], waiting: null };
  change(copy, s.waiting.on, s.waiting.want, true);
  return copy;
}
/** Every row that there must be, sorted, in one line. */
export function rowsText(s) {
  const letter = { planned: 'P', invoiced: 'I', void: 'V' };
  return s.rows.map((r) => `${r.item.product}${r.item.addon ? '+' : ''} ${r.kind} ${text(r.from)} ${text(r.to)} ${text(r.due)} ${r.amount} ${r.margin} ${letter[r.state]}`).sort().join(';');
}
export const billsText = (s) => s.bills.map((b) => `${b.net} ${b.tax}`).join(';');
export const headText = (s) => `${s.status} ${text(s.termStart)} ${text(s.termEnd)} ${text(s.cancel)} ${s.quantity}`;
