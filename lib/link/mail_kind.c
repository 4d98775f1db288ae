/* What the table of mails is asked for: a row by its key, sample values, the letter. */
#include "lib/link/mail_kind.h"

#include "lib/base/i18n.h"
#include "lib/base/log.h"
#include "lib/base/money.h"
#include "lib/base/str.h"

const struct mail_kind *mail_kind_find(const char *key)
{
  for (int i = 0; i < n_mail_kinds; i++)
    if (str_eq(mail_kinds[i].key, key))
      return &mail_kinds[i];
  return NULL;
}

void mail_values_common(struct mail_values *v, const char *site, const char *name)
{
  const char *who = letter_clean(v->arena, name ? name : "");
  mail_value(v, "site", site);
  mail_value(v, "greeting", *who ? arena_printf(v->arena, t("Hello %s,"), who) : t("Hello,"));
}

/* "on:2027-05-31" is a day and "EUR:142800" an amount, both written as the language wants them; anything else is a word. */
static const char *word_sample(struct arena *a, const char *sample)
{
  int64_t minor;
  struct date d;
  if (str_starts(sample, "on:") && date_parse(sample + 3, &d))
    return date_text(a, d, i18n_current());
  if (str_starts(sample, "EUR:") && str_int64(sample + 4, &minor))
    return money_text(a, money_of(minor, "EUR"), i18n_current());
  return arena_dup(a, t(sample));
}

static void var_sample(struct mail_values *v, const struct mail_kind *k, const struct mail_var *var,
                       const char *site_url)
{
  switch (var->kind) {
  case MAIL_PART:
    if (k->part_sample)
      k->part_sample(v->arena, var->name, mail_part(v, var->name));
    break;
  case MAIL_LINK: mail_value(v, var->name, arena_printf(v->arena, "%s%s", site_url, var->sample)); break;
  default: mail_value(v, var->name, word_sample(v->arena, var->sample));
  }
}

struct mail_values *mail_kind_sample(struct arena *a, const struct mail_kind *k, struct letter_brand brand,
                                     const char *site_url)
{
  struct mail_values *v = mail_values_new(a, brand);
  mail_values_common(v, brand.name, t("Sam Example"));
  for (const struct mail_var *var = k->vars; var->name; var++)
    if (!str_eq(var->name, "site") && !str_eq(var->name, "greeting"))
      var_sample(v, k, var, site_url);
  return v;
}

static bool fits(struct arena *a, const struct mail_kind *k, const char *subject, const char *body)
{
  return mail_subject_check(a, k->vars, subject).kind == MAIL_FINE &&
         mail_body_check(a, k->vars, body).kind == MAIL_FINE;
}

result mail_kind_letter(const struct mail_kind *k, const struct mail_text *own, const struct mail_values *v,
                        struct letter **out)
{
  struct arena *a = v->arena;
  const char *subject = t(k->subject), *body = t(k->body);
  if (own && own->subject && own->body) {
    if (fits(a, k, own->subject, own->body))
      return mail_words_letter(k->vars, own->subject, own->body, v, out);
    log_warn("mail %s: version %d of its own text no longer fits; the built-in text is sent", k->key, own->version);
  }
  bool translated = fits(a, k, subject, body); /* a pseudo-locale's is not */
  return mail_words_letter(k->vars, translated ? subject : k->subject, translated ? body : k->body, v, out);
}
