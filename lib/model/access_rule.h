/* Who may open a bill group's billing portal (DOMAIN M4, M5; decisions 22-24): all addresses of one domain, exactly, or a single
 * address. Each rule has an author and a reason, and so has its removal; the session that a removed rule let in is over at its next
 * request (lib/auth/session.c). Values are kept in lower case, domains in their ASCII form, so that one thing is written one way. */
#ifndef PORTICO_MODEL_ACCESS_RULE_H
#define PORTICO_MODEL_ACCESS_RULE_H

#include "lib/db/db.h"

enum { ACCESS_RULES_MAX = 200 }; /* of a bill group, live */

struct rule_value {
  bool domain;      /* false: a single address */
  const char *text; /* as it is kept */
  const char *host; /* its domain */
};
enum rule_fault {
  RULE_FINE,
  RULE_SEVERAL,     /* a list: rules are added one at a time */
  RULE_UNREADABLE,  /* neither a domain nor an address */
  RULE_SUFFIX,      /* "com", "co.uk", "github.io": anybody can have a name below it */
  RULE_PUBLIC_MAIL, /* gmail.com and the like: anybody can have an address there */
  RULE_THERE,       /* the very same is allowed already */
  RULE_COVERED,     /* an address whose domain is allowed */
  RULE_COVERS,      /* a domain of which single addresses are allowed */
  RULE_TOO_MANY,
};

/* ---- what was typed (access_value.c, access_address.c: these need no database) ---- */
enum rule_fault rule_value_read(struct arena *a, const char *typed, struct rule_value *out);
/* An address as rules are compared with: its domain in ASCII, all in lower case. NULL: no address. */
const char *rule_address(struct arena *a, const char *typed);
/* The ASCII form of a domain in lower case; NULL when it is none. */
const char *domain_ascii(struct arena *a, const char *typed);
/* For people: "bücher.example (xn--bcher-kva.example)". */
const char *rule_text(struct arena *a, const char *value);
/* Whether anybody can get an address there; registrable is the domain as it is registered, for "mail.gmx.net". */
bool public_mail_domain(const char *host, const char *registrable);

/* ---- the rules of a bill group ---- */
struct access_rule {
  int64_t id;
  struct public_id public_id;
  bool domain;
  const char *value, *reason, *author;
  struct utc created_at;
};
struct access_rules {
  struct access_rule *rows;
  int n;
};
/* The live ones, domains first. lock: the bill group's row, so that rules change one at a time. */
result access_rules_read(struct work *w, int64_t bill_group_id, bool lock, struct access_rules *out);
/* What stands against one more; *others are the rules in its way. */
enum rule_fault access_rule_check(struct arena *a, const struct access_rules *all, const struct rule_value *value,
                                  struct access_rules *others);
/* Adds it. replace: single addresses that a domain covers are removed, with a reason that names it; who is signed in by one of them stays
 * so, by the domain's rule. CONFLICT: see *fault. */
result access_rule_add(struct work *w, int64_t bill_group_id, const struct rule_value *value, const char *reason,
                       bool replace, enum rule_fault *fault);
result access_rule_find(struct work *w, int64_t bill_group_id, struct public_id id, struct access_rule *out);
/* NOT_FOUND: removed already. */
result access_rule_remove(struct work *w, int64_t bill_group_id, const struct access_rule *rule, const char *reason);
/* The live rule that lets this address in (as rule_address gives it); a sub-domain is another domain. NOT_FOUND: none. */
result access_rule_match(struct work *w, int64_t bill_group_id, const char *address, int64_t *rule_id);

#endif
