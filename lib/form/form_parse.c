/* Reading one field: by its kind, then by its look. The sentences say what to do, with an example in the person's own marks. */
#include "lib/form/form_parse.h"
#include "lib/base/i18n.h"
#include "lib/form/form_lists.h"

#include <limits.h>
#include <string.h>

enum { TEXT_POINTS_MAX = 200 };

struct reader { /* one field on its way */
  struct form *form;
  const struct field *field;
  int i;
  const char *text; /* trimmed */
  void *out;
};

/* The label as the person sees it; a hidden field has none. */
static const char *label_of(const struct reader *r)
{
  return str_empty(r->field->label) ? r->field->name : t(r->field->label);
}

static void note(struct reader *r, const char *sentence)
{
  if (r->form->errors[r->i] == NULL)
    r->form->errors[r->i] = sentence;
}

#define NOTE(r, ...) note((r), arena_printf((r)->form->arena, __VA_ARGS__))

static bool chosen(const struct reader *r)
{
  return r->field->look == LOOK_SELECT || r->field->look == LOOK_RADIO || r->field->look == LOOK_COUNTRY ||
         r->field->look == LOOK_LANGUAGE || r->field->look == LOOK_ZONE;
}

static const char *missing(const struct reader *r)
{
  return arena_printf(r->form->arena, chosen(r) ? t("Choose “%s”.") : t("Fill in “%s”."), label_of(r));
}

const char *field_missing(struct form *f, int i)
{
  const struct reader r = { .form = f, .i = i, .field = &f->def->fields[i] };
  return missing(&r);
}

/* Empty: nothing to read. Says so when the field is required. */
static bool absent(struct reader *r)
{
  if (*r->text != '\0')
    return false;
  if (r->field->required)
    note(r, missing(r));
  return true;
}

/* ---- text ---- */

/* Browsers send line ends as CR LF; one character, as the person counts them. */
static char *line_ends(struct arena *a, const char *s)
{
  char *copy = arena_dup(a, s), *out = copy;
  for (; *s != '\0'; s++) {
    if (*s == '\r') {
      *out++ = '\n';
      s += s[1] == '\n';
    } else {
      *out++ = *s;
    }
  }
  *out = '\0';
  return copy;
}

static bool length_fine(struct reader *r)
{
  int length = (int)utf8_length(r->text);
  int most = r->field->max > 0 && r->field->max < INT_MAX ? (int)r->field->max : TEXT_POINTS_MAX;
  if (length > most) {
    NOTE(r, t("%1$s can have at most %2$d characters; this has %3$d."), label_of(r), most, length);
    return false;
  }
  if (length < r->field->min) {
    NOTE(r, t("%1$s needs at least %2$d characters; this has %3$d."), label_of(r), (int)r->field->min, length);
    return false;
  }
  return true;
}

static bool check(struct reader *r, bool fine, const char *sentence)
{
  if (!fine)
    note(r, sentence);
  return fine;
}

static bool check_listed(struct reader *r, const struct option *options, const char *value)
{
  return check(r, option_known(options, value), t("Choose one of the entries in the list."));
}

/* Looks that have a rule of their own; all others by their options, when they have some. */
static bool check_look(struct reader *r)
{
  const struct option *options = form_options(r->form, r->i);
  bool chosen = choice_find(r->form, r->field->name) != NULL;
  switch (r->field->look) {
  case LOOK_EMAIL: return check(r, email_valid(r->text), t("Enter an e-mail address like name@example.com."));
  case LOOK_PHONE: return check(r, phone_valid(r->text), t("Enter a telephone number like +43 1 234567."));
  case LOOK_URL: return check(r, url_valid(r->text), t("Enter an address that begins with https:// or http://."));
  case LOOK_ZONE: /* the list is a choice; every zone of the system is fine */
    return (!chosen && zone_known(r->text)) || check_listed(r, options, r->text);
  case LOOK_SELECT:
  case LOOK_RADIO: return check_listed(r, options, r->text);
  default: return options == NULL || check_listed(r, options, r->text);
  }
}

static void parse_text(struct reader *r)
{
  bool lines = r->field->look == LOOK_AREA;
  if (lines)
    r->text = line_ends(r->form->arena, r->text);
  if (absent(r))
    return;
  if (!text_plain(r->text, lines)) {
    NOTE(r,
         lines ? t("%s has characters that cannot be shown.")
               : t("%s has a line break or characters that cannot be shown."),
         label_of(r));
    return;
  }
  if (length_fine(r) && check_look(r))
    memcpy(r->out, &r->text, sizeof r->text);
}

/* ---- numbers ---- */

static void put_number(struct reader *r, int64_t n)
{
  if (r->field->size == sizeof n) {
    memcpy(r->out, &n, sizeof n);
  } else {
    int small = (int)n;
    memcpy(r->out, &small, sizeof small);
  }
}

/* Whole numbers read and show like a currency without decimals, percentages like one with two. */
static const char *figure_code(const struct reader *r)
{
  return r->field->look == LOOK_PERCENT ? "EUR" : "JPY";
}

static const char *bound_text(const struct reader *r, int64_t n)
{
  struct form *f = r->form;
  return r->field->look == LOOK_PERCENT ? rate_text(f->arena, n, f->language)
                                        : figure_text(f, money_of(n, figure_code(r)));
}

static bool bounds_fine(struct reader *r, int64_t n, int64_t least, int64_t most)
{
  if (n >= least && n <= most)
    return true;
  bool has_least = least > INT_MIN, has_most = most < INT_MAX;
  if (has_least && has_most)
    NOTE(r, t("%1$s must be from %2$s to %3$s."), label_of(r), bound_text(r, least), bound_text(r, most));
  else if (n < least)
    NOTE(r, t("%1$s must be at least %2$s."), label_of(r), bound_text(r, least));
  else
    NOTE(r, t("%1$s can be at most %2$s."), label_of(r), bound_text(r, most));
  return false;
}

/* The row's bounds: 0 and 0 are none, max 0 above a positive min is none, and what the member can hold is always one. */
static bool number_fits(struct reader *r, int64_t n)
{
  bool small = r->field->size == sizeof(int);
  int64_t least = small ? INT_MIN : INT64_MIN, most = small ? INT_MAX : INT64_MAX;
  if (r->field->min != 0 || r->field->max != 0) {
    least = r->field->min;
    most = r->field->max == 0 && r->field->min > 0 ? most : r->field->max;
  }
  return bounds_fine(r, n, least, most);
}

static void parse_number(struct reader *r)
{
  struct money m;
  bool percent = r->field->look == LOOK_PERCENT;
  const char *text = r->text;
  if (absent(r))
    return;
  if (percent && str_ends(text, "%"))
    text = str_trim(r->form->arena, arena_dupn(r->form->arena, text, strlen(text) - 1));
  const struct option *options = form_options(r->form, r->i);
  if (options != NULL && !check_listed(r, options, text))
    return;
  if (!money_parse(text, figure_code(r), money_decimal_mark(r->form->language), &m)) {
    if (percent)
      NOTE(r, t("Enter a percentage like %s."), bound_text(r, 750));
    else
      NOTE(r, t("Enter a whole number like %s."), bound_text(r, 1250));
    return;
  }
  if (number_fits(r, m.minor))
    put_number(r, m.minor);
}

/* ---- the others ---- */

static void parse_check(struct reader *r)
{
  static const char *const no[] = { "", "0", "false", "off", "no" };
  bool on = true;
  for (size_t i = 0; i < sizeof no / sizeof *no; i++)
    on = on && strcmp(r->text, no[i]) != 0;
  if (!on && r->field->required)
    NOTE(r, t("Tick “%s” to go on."), label_of(r));
  memcpy(r->out, &on, sizeof on);
}

static void parse_date(struct reader *r)
{
  struct date d;
  if (absent(r))
    return;
  if (!date_parse(r->text, &d)) {
    note(r, t("Enter a date like 2026-03-31."));
    return;
  }
  memcpy(r->out, &d, sizeof d);
}

static bool currency_fine(const struct reader *r, const char *currency)
{
  const struct option *choice = choice_find(r->form, arena_printf(r->form->arena, "%s_currency", r->field->name));
  return currency_decimals(currency) >= 0 && (choice == NULL || option_known(choice, currency));
}

/* "1,234.50" with as many decimals as the currency has. */
static const char *money_example(const struct reader *r, const char *currency)
{
  int64_t scale = 1;
  for (int decimals = currency_decimals(currency); decimals > 0; decimals--)
    scale *= 10;
  return figure_text(r->form, money_of(1234 * scale + scale / 2, currency));
}

/* min and max are minor units; a negative amount needs a negative min, since most amounts are none. */
static bool amount_fits(struct reader *r, struct money m)
{
  int64_t least = r->field->min, most = r->field->max != 0 ? r->field->max : INT64_MAX;
  if (m.minor >= least && m.minor <= most)
    return true;
  struct form *f = r->form;
  if (m.minor < least) {
    NOTE(r, t("%1$s must be at least %2$s."), label_of(r),
         money_text(f->arena, money_of(least, m.currency), f->language));
  } else {
    NOTE(r, t("%1$s can be at most %2$s."), label_of(r), money_text(f->arena, money_of(most, m.currency), f->language));
  }
  return false;
}

static void parse_money(struct reader *r)
{
  struct form *f = r->form;
  struct money m;
  const char *currency = r->field->currency != NULL ? r->field->currency : str_trim(f->arena, f->typed_currency[r->i]);
  if (absent(r))
    return;
  if (!currency_fine(r, currency)) {
    note(r, t("Choose a currency."));
    return;
  }
  if (!money_parse(r->text, currency, money_decimal_mark(f->language), &m)) {
    NOTE(r, t("Enter an amount like %s."), money_example(r, currency));
    return;
  }
  if (amount_fits(r, m))
    memcpy(r->out, &m, sizeof m);
}

static void parse_public(struct reader *r)
{
  struct public_id id;
  if (absent(r))
    return;
  const struct option *options = form_options(r->form, r->i);
  if (!public_id_parse(r->text, &id) ||
      (options != NULL && !option_known(options, public_id_text(r->form->arena, id)))) {
    note(r, t("Choose one of the entries in the list."));
    return;
  }
  memcpy(r->out, &id, sizeof id);
}

void field_parse(struct form *f, int i)
{
  const struct field *field = &f->def->fields[i];
  struct reader r = { f, field, i, str_trim(f->arena, f->typed[i]), (char *)f->data + field->offset };
  static void (*const parse[])(struct reader *) = {
    [FIELD_TEXT] = parse_text, [FIELD_NUMBER] = parse_number, [FIELD_CHECK] = parse_check,
    [FIELD_DATE] = parse_date, [FIELD_MONEY] = parse_money,   [FIELD_PUBLIC] = parse_public,
  };
  parse[field->kind](&r);
}
