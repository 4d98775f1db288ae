/* form_fill: an input is values with \x1e between, one per field, then the rights and the language. What a filled form
 * promises to a handler must hold, and what form_show writes must be taken again with the same result. */
#include "lib/form/form.h"
#include "tests/fuzz/fuzz.h"

struct all {
  const char *text, *mail, *phone, *site, *notes, *stage, *country, *zone, *secret;
  int64_t many;
  int few, percent;
  bool agreed;
  struct date on;
  struct money price, fee;
  struct public_id who;
};

static const struct option stages[] = { { "new", "New" }, { "won", "Won" }, { NULL, NULL } };
static const struct field rows[] = {
  FIELD(struct all, text, "Text", .required = true, .min = 2, .max = 12),
  FIELD(struct all, mail, "Mail", .look = LOOK_EMAIL, .max = 254),
  FIELD(struct all, phone, "Phone", .look = LOOK_PHONE),
  FIELD(struct all, site, "Site", .look = LOOK_URL),
  FIELD(struct all, notes, "Notes", .look = LOOK_AREA, .max = 2000),
  FIELD(struct all, stage, "Stage", .look = LOOK_SELECT, .options = stages),
  FIELD(struct all, country, "Country", .look = LOOK_COUNTRY),
  FIELD(struct all, zone, "Zone", .look = LOOK_ZONE),
  FIELD(struct all, secret, "Secret", .need = 1),
  FIELD(struct all, many, "Many"),
  FIELD(struct all, few, "Few", .min = -5, .max = 5),
  FIELD(struct all, percent, "Percent", .look = LOOK_PERCENT, .max = 10000),
  FIELD(struct all, agreed, "Agreed"),
  FIELD(struct all, on, "On"),
  FIELD(struct all, price, "Price"),
  FIELD(struct all, fee, "Fee", .currency = "KWD", .min = -1000, .max = 1000000),
  FIELD(struct all, who, "Who"),
};
static const struct form_def all_form = FORM(struct all, rows);
enum { FIELDS = sizeof rows / sizeof *rows, VALUES = FIELDS + 2 };

static const char *from_values(void *at, const char *name)
{
  const char **values = at;
  if (strcmp(name, "price_currency") == 0)
    return values[FIELDS];
  for (int i = 0; i < FIELDS; i++)
    if (strcmp(rows[i].name, name) == 0)
      return values[i];
  abort(); /* asked for what was not declared */
}

static const char *from_form(void *at, const char *name)
{
  const struct form *f = at;
  for (int i = 0; i < FIELDS; i++)
    if (strcmp(rows[i].name, name) == 0)
      return f->typed[i];
  return f->typed_currency[14];
}

static void check_values(const struct form *f, const struct all *v)
{
  promise(f->rights & 1 || (v->secret == NULL && *f->typed[8] == '\0'));
  promise(v->text == NULL || (utf8_length(v->text) >= 2 && utf8_length(v->text) <= 12 && !str_has_control(v->text)));
  promise(v->mail == NULL ||
          (email_valid(v->mail) && !str_has_control(v->mail) && strpbrk(v->mail, " \r\n<>,;") == NULL));
  promise(v->site == NULL || str_starts(v->site, "http"));
  promise(v->stage == NULL || str_eq(v->stage, "new") || str_eq(v->stage, "won"));
  promise(v->country == NULL || country_known(v->country));
  promise(v->zone == NULL || zone_known(v->zone));
  promise(v->few >= -5 && v->few <= 5 && v->percent >= 0 && v->percent <= 10000);
  promise(v->on.year == 0 || date_valid(v->on));
  promise(v->price.currency[0] == '\0' ? v->price.minor == 0
                                       : currency_decimals(v->price.currency) >= 0 && v->price.minor >= 0);
  promise(v->fee.minor >= -1000 && v->fee.minor <= 1000000);
}

static void check_again(struct arena *a, struct form *f, const struct all *v)
{
  struct form again;
  form_show(f);
  form_open(&again, a, &all_form, f->language, f->rights);
  promise(form_fill(&again, from_form, f) == OK);
  const struct all *w = again.data;
  promise(str_eq(v->text, w->text) && str_eq(v->mail, w->mail) && str_eq(v->notes, w->notes) &&
          v->who.bits == w->who.bits);
  promise(v->many == w->many && v->few == w->few && v->percent == w->percent && v->agreed == w->agreed);
  promise(v->price.minor == w->price.minor && v->fee.minor == w->fee.minor && date_compare(v->on, w->on) == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  static const char *const languages[] = { "en", "de", "fr" };
  struct arena *a = fuzz_arena();
  const char *values[VALUES] = { 0 };
  char *rest = arena_dupn(a, (const char *)data, size);
  for (int i = 0; i < VALUES && rest != NULL; i++)
    values[i] = strsep(&rest, "\x1e");
  unsigned which = values[VALUES - 1] != NULL ? (unsigned char)*values[VALUES - 1] : 0;
  struct form f;
  form_open(&f, a, &all_form, languages[which / 2 % 3], which % 2);
  result r = form_fill(&f, from_values, values);
  promise((r == OK) == (f.n_errors == 0));
  check_values(&f, f.data);
  if (r == OK)
    check_again(a, &f, f.data);
  return 0;
}
