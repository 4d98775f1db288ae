/* Days, periods and parts of amounts when a subscription changes: pure arithmetic, the only place that computes a part of a price.
 *
 * The rule in full (DOMAIN L15, decisions 14 and 59, AMBITION 1.3). Whoever checks it, checks this text:
 *
 * P1  A day is a calendar day of the subscription's own zone. A period has a first and a last day, both inside it; its days are counted on
 *     the calendar, whatever the clocks do, so a day of 23 or 25 hours is one day.
 * P2  The grid: period k (0, 1, 2 ...) of an item billed every p months begins on the grid's origin plus k*p months, on the anchor day of
 *     that month or on its last day where the month is shorter, plus the days by which pauses moved the grid; it ends on the day before the
 *     next one begins. The origin is the term's first day.
 * P3  A part of an amount for n of m days is amount * n / m, rounded half up away from zero to the currency's smallest unit, line by line.
 *     The rest of the line is the amount less that part, so both always sum to the amount. Totals are sums of lines.
 * P4  A change takes effect on day D: today, or the first day that is billed when that is later (a start in the future, a trial).
 *     An item whose product, units, prices, and period stay the same, within the same term, is untouched with all its payments.
 * P5  An item that goes: its planned payments whose period begins on or after D are void. For each other payment of it whose period ends on
 *     or after D (billed, or planned and begun before D) the days from D, or from the period's first day when that is later, to the
 *     period's last day are given back: the part P3 of what was charged for those of the days that were charged. A credit is due on D,
 *     a payment is credited at most once, and a credit of zero is no line.
 * P6  An item that comes: the days from D to the end of the grid's period that holds D are charged, part P3 of units times price for those
 *     of the period's days, due on D (the whole amount when D begins the period); then whole periods, each due on its first day, to the
 *     end of the term, or, without one, all that begin within 12 months after D. A charge of zero stays a line.
 * P7  Once-only items: one that is not billed yet is void, and the new one is charged whole. Of one that is billed only added units are
 *     charged, on D, at the new price; nothing is given back.
 * P8  Another length of the term begins a new term on D: origin D, anchor the day of D, no moved days. Then every recurring item goes and
 *     comes anew.
 *     What comes to less a year, or binds not as long as the running term, is less: it is done at the end of the term (P9); what comes to as
 *     much or more at once, unless the end was asked for. To do less, or to cancel, at once is the vendor's alone. What has not begun is changed or cancelled at once (decision 14).
 * P9  At the end of the term D is the day after it; without an end, the first day after today on which all items begin a period. Before
 *     that day nothing moves; on it a term begins as by renewal: origin D, the anchor day kept unless pauses moved the grid.
 * P10 Renewal: the same items at the same prices for another term, periods from its first day. The price of the day does not matter. One
 *     that is asked for before the end lengthens the term by its months on the running grid; one by itself begins a term as in P9. Without
 *     an end, every day plans the whole periods that begin within 12 months.
 * P11 Pause on day S, back on day R, n = R - S: the term's end, an ordered end and every payment whose period begins on or after S and is
 *     not billed move by n days. The period that holds S, or was billed and begins on it, ends n days later but keeps the number of its
 *     charged days; of such a period P5 gives back at most the days that were charged. A pause ends by itself on the last day allowed.
 * P12 Cancelled on D (while paused: on S): planned payments whose period begins on or after D are void; what was begun stays due. Where
 *     the vendor's rule gives credit, P5 holds for every recurring item. Cancelled at the end, D is as in P9 and nothing is given back.
 * P13 The partner's margin of a part is the part of what the payer pays less the part of what the partner pays, each by P3.
 * P14 Everything that is due of the subscription is billed together; tax is computed per tax rule on the sum of its lines, half up away
 *     from zero. Less than zero is a credit note.
 * P15 A promotion that an order was given stays with the subscription as it was then: a percentage of what the payer and of what the partner
 *     pays for a whole period of each item of the offer, or an amount that is spread over the offer's items by what a period of them costs,
 *     the payer, and comes off what the partner pays alike, down to nothing.
 *     It is for n payments of each item, so it holds for the periods that begin before day U: the first day of the item's period n (P2),
 *     n counted from the first that is billed; without a number there is no such day, through changes, renewals and terms. What it takes off
 *     comes off the whole period first; of a part of the period, P3 takes the part of what is left.
 *     An item that comes by a change has U of the item of the same product that goes, else the latest U of all items, and is reckoned anew
 *     by its units and prices; one that stays keeps what was taken off it. A change to an offer that the promotion is not for ends it. Add-ons
 *     have none, nor do added units of once-only items (P7). A pause moves U, where U lies after S, as it moves the periods (P11).
 * P16 Another quantity of an item that runs is priced by the band of the new units, all of them: as the lists stood on the day on which its
 *     price was decided, from the list that priced it, else from the base list, else from the product; where none has a band for so many,
 *     the price stays. What the payer pays follows in the same way where it was the list's, and stays where the partner named it, never
 *     below what the partner pays. No later change of a list or of a tier moves it (AMBITION 1.2). */
#ifndef PORTICO_MODEL_PRORATION_H
#define PORTICO_MODEL_PRORATION_H

#include "lib/base/date.h"

struct grid {
  struct date origin;
  int anchor_day, shift_days;
};

struct date grid_day(const struct grid *g, int period_months, int k); /* first day of period k */
/* The period that holds d, which is not before the origin. */
int grid_index(const struct grid *g, int period_months, struct date d);
/* P3; of > 0. False on overflow. */
bool proration_part(int64_t amount, int days, int of, int64_t *out);
/* P3 and P13 for a payment and the margin in it. */
bool proration_parts(int64_t amount, int64_t margin, int days, int of, int64_t *amount_out, int64_t *margin_out);
int days_between(struct date from, struct date to); /* both inside; 0 or less: none */
struct date date_later(struct date a, struct date b);
int common_months(int a, int b); /* least common multiple; 0 is no period */

#endif
