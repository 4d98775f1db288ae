/* Value added tax numbers of the European Union (Council Directive 2006/112/EC, article 215; the forms are those of VIES). */
#include "lib/form/form.h"

#include <ctype.h>
#include <string.h>

/* 9 a digit, A a letter, * either; any other sign itself. Alternatives are apart by a blank. */
static const struct {
  const char *country, *forms;
} numbers[] = {
  { "AT", "ATU99999999" },
  { "BE", "BE9999999999" },
  { "BG", "BG999999999 BG9999999999" },
  { "CY", "CY99999999A" },
  { "CZ", "CZ99999999 CZ999999999 CZ9999999999" },
  { "DE", "DE999999999" },
  { "DK", "DK99999999" },
  { "EE", "EE999999999" },
  { "ES", "ES*9999999*" },
  { "FI", "FI99999999" },
  { "FR", "FR**999999999" },
  { "GR", "EL999999999" },
  { "HR", "HR99999999999" },
  { "HU", "HU99999999" },
  { "IE", "IE9*99999A IE9999999AA" },
  { "IT", "IT99999999999" },
  { "LT", "LT999999999 LT999999999999" },
  { "LU", "LU99999999" },
  { "LV", "LV99999999999" },
  { "MT", "MT99999999" },
  { "NL", "NL999999999B99" },
  { "PL", "PL9999999999" },
  { "PT", "PT999999999" },
  { "RO", "RO99 RO999 RO9999 RO99999 RO999999 RO9999999 RO99999999 RO999999999 RO9999999999" },
  { "SE", "SE999999999999" },
  { "SI", "SI99999999" },
  { "SK", "SK9999999999" },
};

static bool sign_fits(char form, char c)
{
  bool digit = c >= '0' && c <= '9', letter = c >= 'A' && c <= 'Z';
  return form == '9' ? digit : form == 'A' ? letter : form == '*' ? digit || letter : form == c;
}

/* The prefix is literal, so that the A of "AT" is no sign of the form. */
static bool form_fits(const char *form, size_t size, const char *s)
{
  if (strlen(s) != size || strncmp(form, s, 2) != 0)
    return false;
  for (size_t i = 2; i < size; i++)
    if (!sign_fits(form[i], s[i]))
      return false;
  return true;
}

static bool forms_fit(const char *forms, const char *s)
{
  for (size_t size; *forms; forms += size + (forms[size] == ' ')) {
    size = strcspn(forms, " ");
    if (form_fits(forms, size, s))
      return true;
  }
  return false;
}

const char *tax_number_read(struct arena *a, const char *country, const char *typed)
{
  struct buf plain = BUF(a);
  for (const char *s = typed; *s; s++)
    if (!strchr(" .-", *s))
      buf_putc(&plain, (char)toupper((unsigned char)*s));
  for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
    if (str_eq(numbers[i].country, country))
      return forms_fit(numbers[i].forms, buf_text(&plain)) ? buf_text(&plain) : NULL;
  return typed;
}
