/* The administrator's command: one file a command, one row each in portico.c. A command answers the exit status:
 * 0 done, 1 it could not be done (a sentence on standard error says why), 2 it was asked wrongly. */
#ifndef PORTICO_BIN_PORTICO_H
#define PORTICO_BIN_PORTICO_H

#include "lib/base/config.h"
#include "lib/base/log.h"
#include "lib/db/db.h"

struct cli {
  struct arena *arena;
  struct config config;
  struct work app, owner; /* as the web programs' database user, and as the one that may change tables */
  int argc;               /* what stands behind the command's name; options are taken out as they are read */
  char **argv;
};

/* The value of "--name VALUE" or "--name=VALUE", NULL without it. Takes it out. */
const char *cli_option(struct cli *c, const char *name);
bool cli_flag(struct cli *c, const char *name);
/* The next word that is no option; NULL at the end. Takes it out. */
const char *cli_word(struct cli *c);
/* After all options were read: true when something is left over, which is said. */
bool cli_left_over(const struct cli *c);
/* What a command can do: the next word chooses. Another one is misuse, and usage says what there is. */
struct cli_verb {
  const char *word;
  int (*run)(struct cli *c);
};
#define cli_choose(c, verbs, usage) cli_choose_((c), (verbs), (int)(sizeof(verbs) / sizeof *(verbs)), (usage))
/* behind cli_choose: what the verb answers, or 2 */
int cli_choose_(struct cli *c, const struct cli_verb *verbs, int n, const char *usage);
int cli_fail(const char *format, ...) __attribute__((format(printf, 1, 2)));   /* 1 */
int cli_misuse(const char *format, ...) __attribute__((format(printf, 1, 2))); /* 2 */
int cli_done(result r, const char *what); /* 0 when OK; otherwise "could not <what>: <why>" and 1 */

/* ---- the commands, as `portico` without one describes them; each answers the exit status ---- */
int command_migrate(struct cli *c);
int command_schema(struct cli *c);
int command_user(struct cli *c);
int command_company(struct cli *c);
int command_org(struct cli *c);
int command_provider(struct cli *c);
int command_signin_link(struct cli *c);
int command_doctor(struct cli *c);
int command_grants(struct cli *c);
int command_demo(struct cli *c);
int command_audit(struct cli *c);

/* What the programs' database user may do to a table: "SELECT, INSERT". */
const char *grant_of(const char *table);

/* N generated customers, the same for the same seed, spread over the active organisations or for one. */
result demo_customers(struct work *w, int64_t n, int64_t seed, const char *org_slug);

/* Orders of the past months and what came of them; once, and only where there are offers. */
result demo_orders(struct work *w);

/* Rules that open the billing portals of some customers; once. */
result demo_access(struct work *w);

#endif
