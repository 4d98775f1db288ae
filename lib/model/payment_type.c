#include "lib/model/payment_type.h"

#include "lib/base/i18n.h"
#include <string.h>

const struct option payment_types[] = {
  { "bank_transfer", N_("Bank transfer") }, { "card", N_("Card") },        { "direct_debit", N_("Direct debit") },
  { "ach_credit", N_("ACH credit") },       { "manual", N_("Otherwise") }, { NULL, NULL },
};

const char *payment_type_text_in(const char *language, const char *word)
{
  for (const struct option *o = payment_types; o->value; o++)
    if (str_eq(o->value, word))
      return t_in(language, o->label);
  return "";
}

const char *payment_type_text(const char *word)
{
  return payment_type_text_in(i18n_current(), word);
}

bool payment_type_debited(const char *word)
{
  return str_eq(word, "card") || str_eq(word, "direct_debit");
}

bool payment_type_known(const char *word)
{
  return *payment_type_text(word) != '\0';
}

bool payment_type_in(const char *list, const char *word)
{
  size_t size = strlen(word);
  for (const char *at = list; *at; at += strcspn(at, ","), at += *at == ',')
    if (strcspn(at, ",") == size && !strncmp(at, word, size))
      return true;
  return !*list;
}

const char *payment_types_text(struct arena *a, const char *list)
{
  struct buf b = BUF(a);
  for (const struct option *o = payment_types; *list && o->value; o++)
    if (payment_type_in(list, o->value))
      buf_printf(&b, "%s%s", b.size ? ", " : "", t(o->label));
  return buf_text(&b);
}

void payment_ways_narrow(struct payment_ways *ways, const char *list)
{
  if (str_empty(list))
    return;
  ways->named = true;
  for (int i = 0; payment_types[i].value; i++)
    if (!payment_type_in(list, payment_types[i].value))
      ways->mask &= ~(1U << i);
}

bool payment_ways_have(const struct payment_ways *ways, const char *word)
{
  for (int i = 0; payment_types[i].value; i++)
    if (str_eq(payment_types[i].value, word))
      return ways->mask >> i & 1;
  return false;
}

bool payment_ways_open(const struct payment_ways *ways)
{
  int n = 0;
  for (int i = 0; payment_types[i].value; i++)
    n += ways->mask >> i & 1;
  return ways->named && n > 1;
}

const char *payment_ways_list(struct arena *a, const struct payment_ways *ways)
{
  struct buf b = BUF(a);
  for (int i = 0; payment_types[i].value; i++)
    if (ways->mask >> i & 1)
      buf_printf(&b, "%s%s", b.size ? "," : "", payment_types[i].value);
  return buf_text(&b);
}

const char *payment_ways_text(struct arena *a, const struct payment_ways *ways)
{
  return payment_types_text(a, payment_ways_list(a, ways));
}

result payment_type_of(struct work *w, int64_t party_id, int64_t legal_entity_id, const char *currency,
                       const char **word)
{
  ROWS rows = { 0 };
  *word = "bank_transfer";
  TRY(db_query(w, &rows,
               "SELECT payment_type FROM bill_group WHERE party_id = ? AND legal_entity_id = ? AND currency = ?",
               A(party_id), A(legal_entity_id), A(currency)));
  (void)rows_next(&rows, F(*word));
  return OK;
}

const char *payment_type_problem(struct arena *a, const char *list, const char *word)
{
  if (payment_type_in(list, word))
    return NULL;
  return arena_printf(a,
                      t("This offer can be paid only in these ways: %1$s. The payer pays by %2$s. Please write to us."),
                      payment_types_text(a, list), payment_type_text(word));
}
