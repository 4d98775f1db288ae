/* Money: integer minor units of one ISO 4217 currency. No floating point anywhere, no sum across currencies.
 * Rates are basis points (1/100 of a percent). Rounding is half up, away from zero, and named where it happens. */
#ifndef PORTICO_BASE_MONEY_H
#define PORTICO_BASE_MONEY_H

#include "lib/base/arena.h"
#include <stdbool.h>
#include <stdint.h>

struct money {
  int64_t minor;
  char currency[4]; /* "EUR"; "" is no money */
};

/* Decimals of a currency per ISO 4217 (JPY 0, EUR 2, KWD 3); -1 when the code is unknown. */
int currency_decimals(const char *code);
/* Every known code in alphabetical order; NULL-terminated, static. */
const char *const *currency_codes(void);

/* currency is copied; its first three letters count */
struct money money_of(int64_t minor, const char *currency);
/* These answer false on overflow or on two currencies, and leave *out alone. */
bool money_add(struct money a, struct money b, struct money *out);
bool money_subtract(struct money a, struct money b, struct money *out);
bool money_times(struct money a, int64_t n, struct money *out);
/* a * numerator / denominator, rounded half up away from zero; the product is held in 128 bits. denominator > 0. */
bool money_share(struct money a, int64_t numerator, int64_t denominator, struct money *out);
/* a * basis_points / 10000, rounded half up away from zero: tax, commission, discount. */
bool money_rate(struct money a, int64_t basis_points, struct money *out);
/* Splits a into n parts by weights (all >= 0, sum > 0) so that the parts sum to a: largest remainder, ties to the first. */
bool money_split(struct money a, const int64_t *weights, size_t n, int64_t *parts);

/* "1234.5" or "1,234.50" or "1.234,50" by the decimal mark that the language uses ('.' or ','), spaces and the other mark as
 * grouping only where groups of three stand. Too many decimals for the currency, or anything else: false. */
bool money_parse(const char *s, const char *currency, char decimal_mark, struct money *out);
/* "1,234.50 EUR" with the language's marks; currency after the figure with a no-break space. */
char *money_text(struct arena *a, struct money m, const char *language);
/* "1,234" with the language's grouping. */
char *number_text(struct arena *a, int64_t n, const char *language);
/* "1234.50": for machines (CSV, API, UBL). */
char *money_plain(struct arena *a, struct money m);
/* The decimal and the grouping mark of a language ("de" -> ',' and "."); grouping may be a multi-byte no-break space. */
char money_decimal_mark(const char *language);
const char *money_group_mark(const char *language);
/* "7.25 %" from 725 */
char *rate_text(struct arena *a, int64_t basis_points, const char *language);

#endif
