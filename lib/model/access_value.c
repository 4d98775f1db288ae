/* What was typed as a rule: one domain or one address, and none that would let anybody in. Public suffixes come from the newest
 * list that libpsl finds: the system's (Debian: publicsuffix) or its own. */
#include "lib/model/access_rule.h"

#include "lib/form/form.h"
#include <libpsl.h>
#include <string.h>

/* A suffix below which anybody registers names; its registered domain in *registrable otherwise. */
static enum rule_fault domain_fault(struct arena *a, const char *host)
{
  psl_ctx_t *list = psl_latest(NULL);
  bool suffix = !list || psl_is_public_suffix2(list, host, PSL_TYPE_ANY);
  const char *found = suffix ? NULL : psl_registrable_domain(list, host);
  const char *registrable = found ? arena_dup(a, found) : host;
  psl_free(list);
  return suffix ? RULE_SUFFIX : public_mail_domain(host, registrable) ? RULE_PUBLIC_MAIL : RULE_FINE;
}

enum rule_fault rule_value_read(struct arena *a, const char *typed, struct rule_value *out)
{
  const char *text = str_trim(a, typed ? typed : "");
  *out = (struct rule_value){ 0 };
  if (strpbrk(text, ",; \t\r\n|"))
    return RULE_SEVERAL;
  if (*text == '@') /* "@example.com": how many write "all of it" */
    text++;
  out->domain = !strchr(text, '@');
  out->text = out->domain ? domain_ascii(a, text) : rule_address(a, text);
  if (!out->text || strchr(out->text, '*'))
    return RULE_UNREADABLE;
  out->host = out->domain ? out->text : strrchr(out->text, '@') + 1;
  return out->domain ? domain_fault(a, out->host) : RULE_FINE;
}
