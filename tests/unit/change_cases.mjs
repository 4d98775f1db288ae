// Lives of subscriptions whose figures were computed by hand, each with its arithmetic. Amounts are in the currency's smallest unit;
// northwind pays its partner's invoices in EUR without tax (reverse charge; 10 % on the reduced class), contoso's customers pay in EUR with
// 20 %, yen in JPY with 10 %, dinar in KWD (three decimals) with 20 %, region in EUR with 14.98 %. `now` is net and tax of what is billed at once.
const item = (pay, months = 1, more = {}) => ({ product: 'p1', months, pay, ...more });
const monthly = (more = {}, pay = 3000) => ({ term: 12, items: [item(pay)], ...more });
const dearer = { term: 12, items: [{ product: 'p2', months: 1, pay: 5000 }] };
const january = (title, steps, more = {}) => ({ title, org: 'northwind', offers: [monthly()], at: '2026-01-01T08:00:00Z', steps, ...more });
const two = (at, now, more = {}) => ({ do: 'update', at, quantity: 2, now, ...more });

export const CASES = [
  // Jan 11-31 are 21 of 31 days. Back: 3000*21/31 = 2032.26. Anew: 6000*21/31 = 4064.52. 4065 - 2032.
  january('one more in the middle of January', [two('2026-01-11T09:00:00Z', '2033 0')]),
  // Apr 16-30 are 15 of 30: 3000 - 1500.
  january('one more in the middle of April', [two('2026-04-16T09:00:00Z', '1500 0')], { at: '2026-04-01T08:00:00Z' }),
  // Feb 15-28 are 14 of 28: 3000 - 1500.
  january('one more in a February of 28 days', [two('2026-02-15T09:00:00Z', '1500 0')], { at: '2026-02-01T08:00:00Z' }),
  // Feb 15-29 are 15 of 29: 3000*15/29 = 1551.72, 6000*15/29 = 3103.45. 3103 - 1552.
  january('one more in a February of 29 days', [two('2028-02-15T09:00:00Z', '1551 0')], { at: '2028-02-01T08:00:00Z' }),
  // All of the period: 6000 - 3000.
  january('one more on the first day', [two('2026-01-01T12:00:00Z', '3000 0')]),
  // One day of 31: 3000/31 = 96.77, 6000/31 = 193.55. 194 - 97.
  january('one more on the last day', [two('2026-01-31T12:00:00Z', '97 0')]),
  // Anchor 31: the first period is Jan 31 to Feb 27, 28 days. Feb 10-27 are 18: 3000*18/28 = 1928.57, 6000*18/28 = 3857.14. 3857 - 1929.
  january('begun on the 31st, changed in February', [two('2026-02-10T12:00:00Z', '1928 0')], { at: '2026-01-31T08:00:00Z' }),
  // The second is Feb 28 to Mar 30, 31 days. Mar 15-30 are 16: 3000*16/31 = 1548.39, 6000*16/31 = 3096.77. 3097 - 1548.
  january('begun on the 31st, changed in March', [{ do: 'worker', at: '2026-02-28T10:00:00Z', last: '3000 0' }, two('2026-03-15T12:00:00Z', '1549 0')], { at: '2026-01-31T08:00:00Z' }),
  // Feb 29 to Mar 28 are 29 days. Mar 10-28 are 19: 3000*19/29 = 1965.52, 6000*19/29 = 3931.03. 3931 - 1966.
  january('begun on the 29th of February', [two('2028-03-10T12:00:00Z', '1965 0')], { at: '2028-02-29T08:00:00Z' }),
  // A year from Feb 29, 2028 ends on Feb 27, 2029: 365 days. Dec 31 to Feb 27 are 1+31+27 = 59. 36500*59/365 = 5900, twice that less it.
  january('a year begun on the 29th of February', [two('2028-12-31T12:00:00Z', '5900 0', { end: '2029-02-27' })], { at: '2028-02-29T08:00:00Z', offers: [{ term: 12, items: [item(36500, 12)] }] }),
  // Mar 1, 2027 to Feb 29, 2028 are 366 days. Jan 1 to Feb 29 are 60. 36600*60/366 = 6000.
  january('a year with a leap day in it', [two('2028-01-01T12:00:00Z', '6000 0', { end: '2028-02-29' })], { at: '2027-03-01T08:00:00Z', offers: [{ term: 12, items: [item(36600, 12)] }] }),
  // Jan 31 to Apr 29 are 1+28+31+29 = 89 days. Mar 1 to Apr 29 are 60. 8900*60/89 = 6000.
  january('a quarter from the 31st', [two('2026-03-01T12:00:00Z', '6000 0')], { at: '2026-01-31T08:00:00Z', offers: [{ term: 12, items: [item(8900, 3)] }] }),
  // Aug 31 to Feb 27 are 1+30+31+30+31+31+27 = 181 days. Jan 1 to Feb 27 are 58. 18100*58/181 = 5800.
  january('half a year from the 31st', [two('2027-01-01T12:00:00Z', '5800 0')], { at: '2026-08-31T08:00:00Z', offers: [{ term: 12, items: [item(18100, 6)] }] }),
  // No decimals: 1000*21/31 = 677.42, 2000*21/31 = 1354.84. 1355 - 677 = 678; 10 % are 67.8.
  january('yen', [two('2026-01-11T03:00:00Z', '678 68')], { org: 'yen', zone: 'Asia/Tokyo', at: '2026-01-01T03:00:00Z', offers: [monthly({}, 1000)] }),
  // Three decimals: 10000*21/31 = 6774.19, 20000*21/31 = 13548.39. 13548 - 6774 = 6774; 20 % are 1354.8.
  january('dinars', [two('2026-01-11T09:00:00Z', '6774 1355')], { org: 'dinar', zone: 'Asia/Kuwait', offers: [monthly({}, 10000)] }),
  // A rule of the payer's region (14.98 %) before its country's (5 %): 2033 * 0.1498 = 304.54.
  january('a payer in a region', [two('2026-01-11T18:00:00Z', '2033 305')], { org: 'region', zone: 'America/Toronto', at: '2026-01-01T18:00:00Z' }),
  // Half a cent is one: back 1*15/30 = 0.5 -> 1; anew 2*15/30 = 1. 1 - 1.
  january('half a cent, down', [two('2026-04-16T09:00:00Z', '0 0')], { at: '2026-04-01T08:00:00Z', offers: [monthly({}, 1)] }),
  // Back 5*15/30 = 2.5 -> 3; anew 10*15/30 = 5. 5 - 3.
  january('half a cent, up', [two('2026-04-16T09:00:00Z', '2 0')], { at: '2026-04-01T08:00:00Z', offers: [monthly({}, 5)] }),
  // Nothing is given back of nothing, and what comes is a line of nothing.
  january('free of charge', [two('2026-04-16T09:00:00Z', '0 0', { bills: 2, lines: ['p1 charge 2026-04-16 2026-04-30 2026-04-16 0 0 I'] })], { at: '2026-04-01T08:00:00Z', offers: [monthly({}, 0)] }),
  // Two become one, at once because the vendor says so: back 6000*21/31 = 4064.52, anew 2032.26. 2032 - 4065: a credit note.
  january('one less at once', [{ do: 'update', at: '2026-01-11T09:00:00Z', quantity: 1, vendor: true, when: 'now', now: '-2033 0', last: '-2033 0' }], { quantity: 2 }),
  // The partner's waits for Jan 1, 2027: 11 more payments of 6000, then 3000.
  january('one less waits for the end of the term', [
    { do: 'update', at: '2026-01-11T09:00:00Z', quantity: 1, now: '0 0', dues: '2026-02-01 6000 0;2026-03-01 6000 0' },
    { do: 'worker', at: '2026-12-01T12:00:00Z', last: '66000 0', end: '2026-12-31' },
    { do: 'worker', at: '2027-01-01T12:00:00Z', last: '3000 0', end: '2027-12-31' },
  ], { quantity: 2 }),
  // Nobody looked for long: 11 times 6000 of 2026 and 3 times 3000 of 2027, in one bill.
  january('one less, and the worker months late', [
    { do: 'update', at: '2026-01-11T09:00:00Z', quantity: 1, now: '0 0' },
    { do: 'worker', at: '2027-03-15T12:00:00Z', last: '75000 0', end: '2027-12-31' },
  ], { quantity: 2 }),
  // One to three: 9000*21/31 = 6096.77 less 2032. Ten days later to one: back 6097*11/21 = 3193.67, anew 3000*11/31 = 1064.52. 1065 - 3194.
  january('up and down in one period', [
    { do: 'update', at: '2026-01-11T09:00:00Z', quantity: 3, now: '4065 0' },
    { do: 'update', at: '2026-01-21T09:00:00Z', quantity: 1, vendor: true, when: 'now', now: '-2129 0' },
  ]),
  // Back 2032; the dearer offer's 5000*21/31 = 3387.10. 3387 - 2032.
  january('a dearer offer of the same term', [{ do: 'offer', at: '2026-01-11T09:00:00Z', offer: 1, now: '1355 0', end: '2026-12-31' }], { offers: [monthly(), dearer] }),
  // Another term begins anew: back 2032, a whole month of 5000. 24 months from Jan 11, 2026.
  january('an offer of another term', [{ do: 'offer', at: '2026-01-11T09:00:00Z', offer: 1, now: '2968 0', end: '2028-01-10' }], { offers: [monthly(), { ...dearer, term: 24 }] }),
  // From monthly to yearly within the term: the year of 365 days has 355 left. 36500*355/365 = 35500, less 2032.
  // Dearer, but bound for a month where a year was ordered: it waits for Jan 1, 2027, after 11 more payments of 3000.
  january('a dearer offer of a shorter term waits for the end of the year', [
    { do: 'offer', at: '2026-01-11T09:00:00Z', offer: 1, now: '0 0', end: '2026-12-31', dues: '2026-02-01 3000 0;2026-03-01 3000 0' },
    { do: 'worker', at: '2026-12-01T12:00:00Z', last: '33000 0', end: '2026-12-31' },
    { do: 'worker', at: '2027-01-01T12:00:00Z', last: '5000 0', end: '2027-01-31' },
  ], { offers: [monthly(), { ...dearer, term: 1 }] }),
  // So does one without any term. 3000 stays.
  january('a dearer offer without a term waits, too', [{ do: 'offer', at: '2026-01-11T09:00:00Z', offer: 1, when: 'now', now: '0 0', end: '2026-12-31' }], { offers: [monthly(), { ...dearer, term: 0 }] }),
  // The vendor may do it at once: 5000 - 3000*21/31 = 2967.74.
  january('a shorter term at once', [{ do: 'offer', at: '2026-01-11T09:00:00Z', offer: 1, vendor: true, when: 'now', now: '2968 0', end: '2026-02-10' }], { offers: [monthly(), { ...dearer, term: 1 }] }),
  // Dec 1 on, a month ends with the year: bound as long as before. Back 3000, anew 5000.
  january('a month that reaches the end of the year is not less', [{ do: 'worker', at: '2026-12-01T08:00:00Z' }, { do: 'offer', at: '2026-12-01T09:00:00Z', offer: 1, now: '2000 0', end: '2026-12-31' }], { offers: [monthly(), { ...dearer, term: 1 }] }),
  january('from monthly to yearly', [{ do: 'offer', at: '2026-01-11T09:00:00Z', offer: 1, now: '33468 0' }], { offers: [monthly(), { term: 12, items: [{ product: 'p2', months: 12, pay: 36500 }] }] }),
  // 310*21/31 = 210. The base is not touched.
  january('an add-on', [{ do: 'update', at: '2026-01-11T09:00:00Z', addons: [[1, 1]], now: '210 0', dues: '2026-01-11 210 0;2026-02-01 3310 0' }], { offers: [monthly(), { term: 0, items: [{ product: 'p9', months: 1, pay: 310 }] }] }),
  // Of the 210 for 21 days 11 days are left: 110.
  january('an add-on comes and goes', [
    { do: 'update', at: '2026-01-11T09:00:00Z', addons: [[1, 1]], now: '210 0' },
    { do: 'update', at: '2026-01-21T09:00:00Z', addons: [[1, 0]], vendor: true, when: 'now', now: '-110 0' },
  ], { offers: [monthly(), { term: 0, items: [{ product: 'p9', months: 1, pay: 310 }] }] }),
  // 1355 as above, and a set-up of 9900 with 10 %.
  january('a dearer offer with a set-up', [{ do: 'offer', at: '2026-01-11T09:00:00Z', offer: 1, now: '11255 990' }], { offers: [monthly(), { term: 12, items: [...dearer.items, { product: 'p3', months: 0, pay: 9900, cls: 'reduced' }] }] }),
  // Two become three: back 4065, anew 9000*21/31 = 6096.77, one more set-up of 1000 with 10 %. 6097 - 4065 + 1000.
  january('one more of what has a set-up', [{ do: 'update', at: '2026-01-11T09:00:00Z', quantity: 3, now: '3032 100' }], { quantity: 2, offers: [{ term: 12, items: [item(3000), { product: 'p3', months: 0, pay: 1000, cls: 'reduced' }] }] }),
  // 20 % of 2033 are 406.6. The partner buys at 2500: back 2500*21/31 = 1693.55, so 2032 - 1694; anew 5000*21/31 = 3387.10, so 4065 - 3387.
  january('the customer pays, and the partner has a margin', [two('2026-01-11T09:00:00Z', '2033 407', {
    lines: ['p1 charge 2026-01-11 2026-01-31 2026-01-11 4065 678 I', 'p1 credit 2026-01-11 2026-01-31 2026-01-11 -2032 -338 I'] })], { org: 'contoso', offers: [{ term: 12, items: [item(3000, 1, { buy: 2500 })] }] }),
  // Free until Jan 14, so the first payment of Jan 15 is another one and nothing is due now.
  january('within a trial', [two('2026-01-05T09:00:00Z', '0 0', { dues: '2026-01-15 6000 0;2026-02-15 6000 0' })], { offers: [monthly({ trial: 14 })] }),
  // It has not begun: all of it is another one, from its first day.
  january('before its start', [{ do: 'update', at: '2026-01-10T09:00:00Z', quantity: 3, now: '0 0', dues: '2026-02-01 9000 0' }], { start: '2026-02-01' }),
  // Less, too, because nothing has begun.
  january('less before its start', [{ do: 'update', at: '2026-01-10T09:00:00Z', quantity: 1, now: '0 0', dues: '2026-02-01 3000 0' }], { start: '2026-02-01', quantity: 3 }),
  // Ten days: the next payment is on Feb 11, the end on Jan 10.
  january('a pause of ten days', [{ do: 'pause', at: '2026-01-11T09:00:00Z', now: '0 0' }, { do: 'resume', at: '2026-01-21T09:00:00Z', now: '0 0', end: '2027-01-10', dues: '2026-02-11 3000 0;2026-03-11 3000 0' }]),
  // Paid for Jan 1-31 it reaches Feb 10 now. Jan 26 to Feb 10 are 16 of 31: 3000*16/31 = 1548.39, 6000*16/31 = 3096.77. 3097 - 1548.
  january('one more after a pause', [{ do: 'pause', at: '2026-01-11T09:00:00Z' }, { do: 'resume', at: '2026-01-21T09:00:00Z' }, two('2026-01-26T09:00:00Z', '1549 0')]),
  // At most 30 days: it goes on on Feb 10, whenever somebody looks; 30 days after Dec 31 is Jan 30.
  january('a pause ends by itself', [{ do: 'pause', at: '2026-01-11T09:00:00Z' }, { do: 'worker', at: '2026-02-20T12:00:00Z', end: '2027-01-30', bills: 1 }, { do: 'worker', at: '2026-03-03T12:00:00Z', bills: 2, last: '3000 0' }], { rules: { pause: 30 } }),
  // The day after Dec 31.
  january('cancelled at the end of the term', [{ do: 'cancel', at: '2026-01-11T09:00:00Z', now: '0 0', cancel: '2027-01-01' }]),
  // Runs until cancelled: at the end of the month that is paid.
  january('cancelled, without a term', [{ do: 'cancel', at: '2026-01-11T09:00:00Z', now: '0 0', cancel: '2026-02-01' }, { do: 'worker', at: '2026-02-01T09:00:00Z', bills: 1 }], { offers: [monthly({ term: 0, renews: false })] }),
  // The vendor's rule gives back 3000*21/31 = 2032.26.
  january('cancelled at once, with credit', [{ do: 'cancel', at: '2026-01-11T09:00:00Z', when: 'now', vendor: true, now: '-2032 0', cancel: '2026-01-11' }], { rules: { credit: true } }),
  january('cancelled at once, without credit', [{ do: 'cancel', at: '2026-01-11T09:00:00Z', when: 'now', vendor: true, now: '0 0', bills: 1 }]),
  // The pause began on Jan 11, and nothing of it was used since.
  january('cancelled in a pause', [{ do: 'pause', at: '2026-01-11T09:00:00Z' }, { do: 'cancel', at: '2026-01-21T09:00:00Z', when: 'now', vendor: true, now: '-2032 0' }], { rules: { credit: true } }),
  // Two years less a day from Jan 1, 2026.
  january('renewed in time', [{ do: 'renew', at: '2026-06-01T09:00:00Z', end: '2027-12-31' }, { do: 'worker', at: '2027-12-31T09:00:00Z', end: '2027-12-31' }], { offers: [monthly({ renews: false })] }),
  // Another length: back 2032, a whole month of 3000, 24 months from Jan 11.
  january('a longer term', [{ do: 'update', at: '2026-01-11T09:00:00Z', term: 24, vendor: true, now: '968 0', end: '2028-01-10' }]),
  // In Auckland it is half past midnight of Jan 11 already.
  january('far in the east', [two('2026-01-10T11:30:00Z', '2033 0')], { zone: 'Pacific/Auckland', at: '2025-12-31T12:00:00Z' }),
  // Mar 29 has 23 hours in Vienna; Mar 29-31 are 3 of 31 all the same: 3000*3/31 = 290.32, 6000*3/31 = 580.65. 581 - 290.
  january('on the short day', [two('2026-03-28T23:30:00Z', '291 0')], { zone: 'Europe/Vienna', at: '2026-03-01T08:00:00Z' }),
  // An hour earlier it is Mar 28: 4 of 31. 387.10, 774.19. 774 - 387.
  january('an hour before the short day', [two('2026-03-28T22:30:00Z', '387 0')], { zone: 'Europe/Vienna', at: '2026-03-01T08:00:00Z' }),
  // Oct 25 has 25 hours: in its last one 7 of 31 are left. 677.42, 1354.84. 1355 - 677.
  january('on the long day', [two('2026-10-25T22:30:00Z', '678 0')], { zone: 'Europe/Vienna', at: '2026-10-01T08:00:00Z' }),

  // ---- promotions (P15) ----
  // 10 % off two payments: 2700 each. On Jan 11 of one to two: back 2700*21/31 = 1829.03; anew (6000 - 600)*21/31 = 3658.06. February is 5400, March 6000.
  january('a promotion goes on with more', [two('2026-01-11T09:00:00Z', '1829 0', { dues: '2026-01-11 1829 0;2026-02-01 5400 0;2026-03-01 6000 0' })], { promo: { rate: 1000, periods: 2 } }),
  // Two of twelve are over in March: 3000*21/31 = 2032 back, twice that anew.
  january('a promotion is over before the change', [{ do: 'worker', at: '2026-03-01T09:00:00Z', last: '5700 0' }, two('2026-03-11T09:00:00Z', '2033 0')], { promo: { rate: 1000, periods: 2 } }),
  // For ever: the second year, too.
  january('a promotion for ever goes on in the next term', [{ do: 'worker', at: '2026-12-01T12:00:00Z', last: '29700 0' }, { do: 'worker', at: '2027-01-01T12:00:00Z', last: '2700 0', end: '2027-12-31' }], { promo: { rate: 1000, periods: 0 } }),
  // 14 payments of 12 and 2: January and February of the next year are 2700, March is 3000.
  january('a promotion of more payments than the term has', [{ do: 'worker', at: '2026-12-01T12:00:00Z' }, { do: 'worker', at: '2027-01-01T12:00:00Z', last: '2700 0' }, { do: 'worker', at: '2027-02-01T12:00:00Z', last: '2700 0' },
    { do: 'worker', at: '2027-03-01T12:00:00Z', last: '3000 0' }], { promo: { rate: 1000, periods: 14 } }),
  // 5.00 off a period of all of it, whatever the quantity: (6000 - 500)*21/31 = 3725.81 less (3000 - 500)*21/31 = 1693.55.
  january('an amount stays an amount', [two('2026-01-11T09:00:00Z', '2032 0', { dues: '2026-01-11 2032 0;2026-02-01 5500 0;2026-03-01 5500 0' })], { promo: { amount: 500, periods: 3 } }),
  // It is not for the dearer offer: back 2700*21/31 = 1829.03, anew 5000*21/31 = 3387.10.
  january('a promotion ends with its offer', [{ do: 'offer', at: '2026-01-11T09:00:00Z', offer: 1, now: '1558 0', dues: '2026-01-11 1558 0;2026-02-01 5000 0' }], { offers: [monthly(), dearer], promo: { rate: 1000, periods: 0 } }),
  // It is for both: anew 4500*21/31 = 3048.39 less 1829.
  january('a promotion for both offers', [{ do: 'offer', at: '2026-01-11T09:00:00Z', offer: 1, now: '1219 0', dues: '2026-01-11 1219 0;2026-02-01 4500 0' }], { offers: [monthly(), dearer], promo: { rate: 1000, periods: 0, offers: [0, 1] } }),
  // A pause of ten days moves the second payment to Feb 11, and it is less all the same; the third of Mar 11 is whole.
  january('a promotion after a pause', [{ do: 'pause', at: '2026-01-11T09:00:00Z' }, { do: 'resume', at: '2026-01-21T09:00:00Z', dues: '2026-02-11 2700 0;2026-03-11 3000 0' },
    two('2026-01-21T10:00:00Z', '1829 0', { dues: '2026-01-21 1829 0;2026-02-11 5400 0;2026-03-11 6000 0' })], { promo: { rate: 1000, periods: 2 } }),
  // The partner's price and the customer's come down alike: 2500 to 2250 and 3000 to 2700, so the margin of 450*21/31 = 304.84 is 1829 - 1524.
  january('a promotion and the margin', [two('2026-01-11T09:00:00Z', '1829 366', { lines: ['p1 credit 2026-01-11 2026-01-31 2026-01-11 -1829 -305 I'] })],
    { org: 'contoso', offers: [{ term: 12, items: [item(3000, 1, { buy: 2500 })] }], promo: { rate: 1000, periods: 3 } }),
  // ---- prices by quantity (P16) ----
  // From 5 on 2500 each. Of 4 to 6: back 12000*21/31 = 8129.03, anew 15000*21/31 = 10161.29.
  january('more reaches a lower price', [{ do: 'update', at: '2026-01-11T09:00:00Z', quantity: 6, now: '2032 0', dues: '2026-01-11 2032 0;2026-02-01 15000 0' }], { quantity: 4, offers: [{ term: 12, items: [item(3000, 1, { bands: [[5, 2500, 2500]] })] }] }),
  // Of 6 to 4, at once by the vendor: back 15000*21/31, anew 12000*21/31.
  january('less loses it', [{ do: 'update', at: '2026-01-11T09:00:00Z', quantity: 4, vendor: true, when: 'now', now: '-2032 0' }], { quantity: 6, offers: [{ term: 12, items: [item(3000, 1, { bands: [[5, 2500, 2500]] })] }] }),
  // The list rises to 9000 in February; what runs has the prices of its order: back 3000*17/28 = 1821.43, anew 6000*17/28 = 3642.86.
  january('a list that rises later moves nothing', [{ do: 'price', at: '2026-02-01T00:00:00Z', product: 'p1', pay: 9000 }, { do: 'worker', at: '2026-02-01T12:00:00Z', last: '3000 0' }, two('2026-02-12T09:00:00Z', '1822 0')]),
  // From 4.00 to 3.20 for him, from 3.00 to 2.40 for the partner: 2 of 400 back, 5 of 320 anew, whole periods; 20 %; margin 5*80.
  january('the customer\'s price follows its list', [{ do: 'update', at: '2026-01-01T09:00:00Z', quantity: 5, now: '800 160', lines: ['p1 charge 2026-01-01 2026-01-31 2026-01-01 1600 400 I'] }],
    { org: 'contoso', quantity: 2, offers: [{ term: 12, items: [item(400, 1, { buy: 300, bands: [[5, 240, 320]] })] }] }),
];
