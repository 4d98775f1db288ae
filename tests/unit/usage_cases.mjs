// What is paid by use (lib/model/usage.h, U1 to U7), computed by hand, each with its arithmetic; told like those of change_cases.mjs.
// Beside the calls stands a seat of 1.00 a month, so that something runs: its bills are of 100 and no tax for northwind.
const seat = { product: 'p1', months: 1, pay: 100 };
const calls = (pay, per, more = {}) => ({ product: 'p2', pay, use: { per, months: 1 }, ...more });
const used = (title, item, steps, more = {}) => ({ title, org: 'northwind', offers: [{ term: 12, items: [seat, item] }], at: '2026-01-01T08:00:00Z', steps, ...more });
const use = (n, on = '2026-01-10', more = {}) => ({ do: 'use', at: `${on}T12:00:00Z`, n, ...more });
const february = (line, last, more = {}) => ({ do: 'worker', at: '2026-02-01T12:00:00Z', lines: [`p2 usage 2026-01-01 2026-01-31 2026-02-01 ${line} I`], last, ...more });

export const USE_CASES = [
  // 0.20 for 1,000 calls: 12,345 * 20 / 1000 = 246.9 -> 247, and the seat's 100.
  used('a fifth of a cent for a call', calls(20, 1000), [use(12345), february('247 0', '347 0')]),
  // 12,324 * 20 / 1000 = 246.48 -> 246.
  used('less than half a cent is none', calls(20, 1000), [use(12324), february('246 0', '346 0')]),
  // 12,325 * 20 / 1000 = 246.5 -> 247: half up.
  used('half a cent is one', calls(20, 1000), [use(12325), february('247 0', '347 0')]),
  // Rounded once: 3 * 24 = 72 calls, 72 * 20 / 1000 = 1.44 -> 1. Each by itself would be 0.48 -> 0.
  used('uses of a period are added up before they are rounded', calls(20, 1000), [use(24), use(24, '2026-01-11'), use(24, '2026-01-31'), february('1 0', '101 0')]),
  // 24 * 20 / 1000 = 0.48: a line of nothing.
  used('too little to cost anything', calls(20, 1000), [use(24), february('0 0', '100 0')]),
  // From 10,000 on 0.15 for 1,000: 9,999 * 20 / 1000 = 199.98 -> 200; all 10,000 at 15 are 150.
  used('one below the band', calls(20, 1000, { bands: [[10000, 15, 15]] }), [use(9999), february('200 0', '300 0')]),
  used('in the band, all of it', calls(20, 1000, { bands: [[10000, 15, 15]] }), [use(9999), use(1, '2026-01-20'), february('150 0', '250 0')]),
  // Contoso's customer pays 0.25, contoso 0.19: 1,234 * 25 / 1000 = 30.85 -> 31, 1,234 * 19 / 1000 = 23.446 -> 23, the margin is 8.
  // The bill: 100 + 31 = 131, 20 % are 26.2.
  used('the partner\'s amount is rounded likewise, and the margin is the difference', calls(25, 1000, { buy: 19 }), [use(1234), february('31 8', '131 26')], { org: 'contoso' }),
  // Yen have no decimals: 3 yen for 7: 10 * 3 / 7 = 4.29 -> 4; with the seat 104, 10 % are 10.4.
  used('yen', calls(3, 7), [use(10, '2026-01-10'), february('4 0', '104 10')], { org: 'yen', zone: 'Asia/Tokyo', at: '2026-01-01T03:00:00Z' }),
  // 90,000,000,000 for a million: 10^9 * 9 * 10^12 = 9 * 10^21 is more than 64 bits hold; by a million it is 9 * 10^15.
  used('a product that no 64 bits hold', calls(9_000_000_000_000, 1_000_000), [use(1_000_000_000), february('9000000000000000 0', '9000000000000100 0')]),
  // The list rises to 9.00; what was ordered at 0.20 for 1,000 stays (U5): 5,000 are 100.
  used('a list that rises later moves nothing', calls(20, 1000), [{ do: 'price', at: '2026-01-05T00:00:00Z', product: 'p2', pay: 900 }, use(5000), february('100 0', '200 0')]),
  // 700 of January come in on Feb 3 (U3): with 800 of February 1,500 * 20 / 1000 = 30. January alone: 300 * 20 / 1000 = 6.
  used('what comes late counts in the running period', calls(20, 1000), [use(300), february('6 0', '106 0'), use(700, '2026-02-03', { on: '2026-01-20' }), use(800, '2026-02-20'),
    { do: 'worker', at: '2026-03-01T12:00:00Z', lines: ['p2 usage 2026-02-01 2026-02-28 2026-03-01 30 0 I'], last: '130 0' }]),
  // Ended on Jan 15: 1,049 * 20 / 1000 = 20.98 -> 21, in a period that ends on Jan 14.
  used('cancelled in the middle of a period', calls(20, 1000), [use(1049), { do: 'cancel', at: '2026-01-15T09:00:00Z', when: 'now', vendor: true },
    { do: 'worker', at: '2026-01-15T10:00:00Z', lines: ['p2 usage 2026-01-01 2026-01-14 2026-01-15 21 0 I'], last: '21 0' }]),
];
