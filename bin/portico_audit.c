/* portico audit verify | seal | key: is the trail as it was written? */
#include "bin/portico.h"

#include "lib/model/audit_chain.h"
#include <stdio.h>

static int audit_key(const unsigned char key[32], struct arena *a)
{
  unsigned char public_key[32];
  audit_public_key(key, public_key);
  printf("ed25519 %s\n", hex_encode(a, public_key, sizeof public_key));
  return 0;
}

struct sealing {
  int sealed, all;
  struct audit_head head;
};

static result seal(struct work *w, void *arg)
{
  struct sealing *s = arg;
  return audit_seal(w, &s->sealed, &s->head);
}

/* What the worker does each second; by hand before the database is copied or moved. */
static int audit_seal_all(struct cli *c, const unsigned char key[32])
{
  struct sealing s = { .sealed = 1 };
  while (s.sealed) {
    result r = db_transaction(&c->app, seal, &s);
    if (r == OK && s.sealed)
      r = audit_head_write(&c->config, key, &s.head, c->app.now, c->arena);
    if (r != OK)
      return cli_done(r, "seal the audit trail");
    s.all += s.sealed;
  }
  printf("%d records were sealed.\n", s.all);
  return 0;
}

int command_audit(struct cli *c)
{
  unsigned char key[32];
  struct audit_head *heads;
  struct audit_fault fault;
  const char *word = cli_word(c), *why = NULL;
  int n;
  if (cli_left_over(c) || (!str_eq(word, "verify") && !str_eq(word, "seal") && !str_eq(word, "key")))
    return cli_misuse("audit: say verify, seal or key");
  result r = config_key(&c->config, key);
  if (r == OK && str_eq(word, "key"))
    return audit_key(key, c->arena);
  if (r == OK && str_eq(word, "seal"))
    return audit_seal_all(c, key);
  if (r == OK)
    r = audit_heads_read(&c->config, key, c->arena, &heads, &n, &why);
  if (r == INVALID)
    return cli_fail("%s", why);
  if (r == OK)
    r = audit_verify(&c->app, heads, n, &fault);
  if (r != OK)
    return cli_done(r, "verify the audit trail");
  if (fault.what)
    return cli_fail("record %lld of the chain (audit row %lld): %s; %lld records before it are in order",
                    (long long)fault.seq, (long long)fault.audit_id, fault.what, (long long)fault.records);
  if (!n)
    fprintf(stderr, "portico: no head was kept outside yet; a shortened chain would not be noticed\n");
  printf("The audit trail is in order: %lld records, %d heads kept outside.\n", (long long)fault.records, n);
  return 0;
}
