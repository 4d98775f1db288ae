/* A million random shares, rates and splits against exact integers: the cases and their answers come from money_oracle.mjs.
 * PORTICO_ORACLE_CASES asks for another number of them. */
#include "lib/base/money.h"
#include "tests/unit/tap.h"

#include <inttypes.h>
#include <unistd.h>

enum { PARTS_MAX = 8 };

static long checked, wrong;

/* The next number of the line, or INT64_MIN + *none for "none". */
static int64_t next(char **at, bool *none)
{
  char *end = *at;
  *none = strncmp(*at, " none", 5) == 0;
  int64_t n = *none ? 0 : strtoll(*at, &end, 10);
  *at = end;
  return n;
}

static void complain(const char *line)
{
  if (wrong++ < 10)
    printf("# %s", line);
}

static void check_one(const char *line, struct money got, bool answered, char *at)
{
  bool none;
  int64_t want = next(&at, &none);
  if (answered == none || (answered && (got.minor != want || strcmp(got.currency, "EUR") != 0)))
    complain(line);
}

static void check_split(const char *line, char *at)
{
  bool none;
  struct money a = money_of(next(&at, &none), "EUR");
  int64_t n = next(&at, &none), weights[PARTS_MAX], parts[PARTS_MAX], sum = 0;
  for (int i = 0; i < n && i < PARTS_MAX; i++)
    weights[i] = next(&at, &none);
  bool good = n >= 1 && n <= PARTS_MAX && money_split(a, weights, (size_t)n, parts);
  for (int i = 0; good && i < n; i++)
    good = parts[i] == next(&at, &none) && !__builtin_add_overflow(sum, parts[i], &sum);
  if (!good || sum != a.minor)
    complain(line);
}

static void check(char *line)
{
  bool none;
  char *at = strchr(line, ' ');
  checked++;
  if (at == NULL) {
    complain(line);
  } else if (strncmp(line, "split", 5) == 0) {
    check_split(line, at);
  } else {
    struct money got = { 0 }, a = money_of(next(&at, &none), "EUR");
    int64_t by = next(&at, &none);
    bool answered = *line == 'r' ? money_rate(a, by, &got) : money_share(a, by, next(&at, &none), &got);
    check_one(line, got, answered, at);
  }
}

int main(void)
{
  static const char *const folders[] = { ".", "..",
                                         "../.." }; /* started from the source tree or from a build folder in it */
  const char *asked = getenv("PORTICO_ORACLE_CASES"), *source = getenv("srcdir");
  long cases = asked != NULL ? atol(asked) : 1000000;
  char command[4096], path[2048] = "";
  for (size_t i = 0; i < 3 && access(path, R_OK) != 0; i++)
    snprintf(path, sizeof path, "%s/tests/unit/money_oracle.mjs", i == 0 && source != NULL ? source : folders[i]);
  if (system("command -v node >/dev/null") != 0 || access(path, R_OK) != 0) {
    ok(true, "the oracle needs node and the source tree: not here # SKIP");
    return tap_done();
  }
  snprintf(command, sizeof command, "node '%s' %ld", path, cases);
  FILE *f = popen(command, "re");
  need(f != NULL, "the oracle starts");
  char line[1024];
  while (fgets(line, sizeof line, f) != NULL)
    check(line);
  is_int(pclose(f), 0, "the oracle ends well");
  is_int(checked, cases, "every case was checked");
  is_int(wrong, 0, "and answered as exact integers do");
  return tap_done();
}
