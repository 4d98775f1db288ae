/* ISO 3166-1 alpha-2: the 249 codes assigned, by their common English names in alphabetical order; other languages have orders of
 * their own (country_sorted). */
#include "lib/base/i18n.h"
#include "lib/form/form.h"
#include <stdlib.h>
#include <string.h>

/* clang-format off */
const struct option countries[] = {
  { "AF", N_("Afghanistan") }, { "AX", N_("Åland Islands") }, { "AL", N_("Albania") }, { "DZ", N_("Algeria") },
  { "AS", N_("American Samoa") }, { "AD", N_("Andorra") }, { "AO", N_("Angola") }, { "AI", N_("Anguilla") },
  { "AQ", N_("Antarctica") }, { "AG", N_("Antigua and Barbuda") }, { "AR", N_("Argentina") }, { "AM", N_("Armenia") },
  { "AW", N_("Aruba") }, { "AU", N_("Australia") }, { "AT", N_("Austria") }, { "AZ", N_("Azerbaijan") },
  { "BS", N_("Bahamas") }, { "BH", N_("Bahrain") }, { "BD", N_("Bangladesh") }, { "BB", N_("Barbados") },
  { "BY", N_("Belarus") }, { "BE", N_("Belgium") }, { "BZ", N_("Belize") }, { "BJ", N_("Benin") },
  { "BM", N_("Bermuda") }, { "BT", N_("Bhutan") }, { "BO", N_("Bolivia") },
  { "BQ", N_("Bonaire, Sint Eustatius and Saba") }, { "BA", N_("Bosnia and Herzegovina") }, { "BW", N_("Botswana") },
  { "BV", N_("Bouvet Island") }, { "BR", N_("Brazil") }, { "IO", N_("British Indian Ocean Territory") },
  { "VG", N_("British Virgin Islands") }, { "BN", N_("Brunei") }, { "BG", N_("Bulgaria") },
  { "BF", N_("Burkina Faso") }, { "BI", N_("Burundi") }, { "CV", N_("Cabo Verde") }, { "KH", N_("Cambodia") },
  { "CM", N_("Cameroon") }, { "CA", N_("Canada") }, { "KY", N_("Cayman Islands") },
  { "CF", N_("Central African Republic") }, { "TD", N_("Chad") }, { "CL", N_("Chile") }, { "CN", N_("China") },
  { "CX", N_("Christmas Island") }, { "CC", N_("Cocos (Keeling) Islands") }, { "CO", N_("Colombia") },
  { "KM", N_("Comoros") }, { "CD", N_("Congo (Democratic Republic)") }, { "CG", N_("Congo (Republic)") },
  { "CK", N_("Cook Islands") }, { "CR", N_("Costa Rica") }, { "CI", N_("Côte d'Ivoire") }, { "HR", N_("Croatia") },
  { "CU", N_("Cuba") }, { "CW", N_("Curaçao") }, { "CY", N_("Cyprus") }, { "CZ", N_("Czechia") },
  { "DK", N_("Denmark") }, { "DJ", N_("Djibouti") }, { "DM", N_("Dominica") }, { "DO", N_("Dominican Republic") },
  { "EC", N_("Ecuador") }, { "EG", N_("Egypt") }, { "SV", N_("El Salvador") }, { "GQ", N_("Equatorial Guinea") },
  { "ER", N_("Eritrea") }, { "EE", N_("Estonia") }, { "SZ", N_("Eswatini") }, { "ET", N_("Ethiopia") },
  { "FK", N_("Falkland Islands") }, { "FO", N_("Faroe Islands") }, { "FJ", N_("Fiji") }, { "FI", N_("Finland") },
  { "FR", N_("France") }, { "GF", N_("French Guiana") }, { "PF", N_("French Polynesia") },
  { "TF", N_("French Southern Territories") }, { "GA", N_("Gabon") }, { "GM", N_("Gambia") }, { "GE", N_("Georgia") },
  { "DE", N_("Germany") }, { "GH", N_("Ghana") }, { "GI", N_("Gibraltar") }, { "GR", N_("Greece") },
  { "GL", N_("Greenland") }, { "GD", N_("Grenada") }, { "GP", N_("Guadeloupe") }, { "GU", N_("Guam") },
  { "GT", N_("Guatemala") }, { "GG", N_("Guernsey") }, { "GN", N_("Guinea") }, { "GW", N_("Guinea-Bissau") },
  { "GY", N_("Guyana") }, { "HT", N_("Haiti") }, { "HM", N_("Heard Island and McDonald Islands") },
  { "HN", N_("Honduras") }, { "HK", N_("Hong Kong") }, { "HU", N_("Hungary") }, { "IS", N_("Iceland") },
  { "IN", N_("India") }, { "ID", N_("Indonesia") }, { "IR", N_("Iran") }, { "IQ", N_("Iraq") },
  { "IE", N_("Ireland") }, { "IM", N_("Isle of Man") }, { "IL", N_("Israel") }, { "IT", N_("Italy") },
  { "JM", N_("Jamaica") }, { "JP", N_("Japan") }, { "JE", N_("Jersey") }, { "JO", N_("Jordan") },
  { "KZ", N_("Kazakhstan") }, { "KE", N_("Kenya") }, { "KI", N_("Kiribati") }, { "KW", N_("Kuwait") },
  { "KG", N_("Kyrgyzstan") }, { "LA", N_("Laos") }, { "LV", N_("Latvia") }, { "LB", N_("Lebanon") },
  { "LS", N_("Lesotho") }, { "LR", N_("Liberia") }, { "LY", N_("Libya") }, { "LI", N_("Liechtenstein") },
  { "LT", N_("Lithuania") }, { "LU", N_("Luxembourg") }, { "MO", N_("Macao") }, { "MG", N_("Madagascar") },
  { "MW", N_("Malawi") }, { "MY", N_("Malaysia") }, { "MV", N_("Maldives") }, { "ML", N_("Mali") },
  { "MT", N_("Malta") }, { "MH", N_("Marshall Islands") }, { "MQ", N_("Martinique") }, { "MR", N_("Mauritania") },
  { "MU", N_("Mauritius") }, { "YT", N_("Mayotte") }, { "MX", N_("Mexico") }, { "FM", N_("Micronesia") },
  { "MD", N_("Moldova") }, { "MC", N_("Monaco") }, { "MN", N_("Mongolia") }, { "ME", N_("Montenegro") },
  { "MS", N_("Montserrat") }, { "MA", N_("Morocco") }, { "MZ", N_("Mozambique") }, { "MM", N_("Myanmar") },
  { "NA", N_("Namibia") }, { "NR", N_("Nauru") }, { "NP", N_("Nepal") }, { "NL", N_("Netherlands") },
  { "NC", N_("New Caledonia") }, { "NZ", N_("New Zealand") }, { "NI", N_("Nicaragua") }, { "NE", N_("Niger") },
  { "NG", N_("Nigeria") }, { "NU", N_("Niue") }, { "NF", N_("Norfolk Island") }, { "KP", N_("North Korea") },
  { "MK", N_("North Macedonia") }, { "MP", N_("Northern Mariana Islands") }, { "NO", N_("Norway") },
  { "OM", N_("Oman") }, { "PK", N_("Pakistan") }, { "PW", N_("Palau") }, { "PS", N_("Palestine") },
  { "PA", N_("Panama") }, { "PG", N_("Papua New Guinea") }, { "PY", N_("Paraguay") }, { "PE", N_("Peru") },
  { "PH", N_("Philippines") }, { "PN", N_("Pitcairn Islands") }, { "PL", N_("Poland") }, { "PT", N_("Portugal") },
  { "PR", N_("Puerto Rico") }, { "QA", N_("Qatar") }, { "RE", N_("Réunion") }, { "RO", N_("Romania") },
  { "RU", N_("Russia") }, { "RW", N_("Rwanda") }, { "BL", N_("Saint Barthélemy") },
  { "SH", N_("Saint Helena, Ascension and Tristan da Cunha") }, { "KN", N_("Saint Kitts and Nevis") },
  { "LC", N_("Saint Lucia") }, { "MF", N_("Saint Martin") }, { "PM", N_("Saint Pierre and Miquelon") },
  { "VC", N_("Saint Vincent and the Grenadines") }, { "WS", N_("Samoa") }, { "SM", N_("San Marino") },
  { "ST", N_("São Tomé and Príncipe") }, { "SA", N_("Saudi Arabia") }, { "SN", N_("Senegal") }, { "RS", N_("Serbia") },
  { "SC", N_("Seychelles") }, { "SL", N_("Sierra Leone") }, { "SG", N_("Singapore") }, { "SX", N_("Sint Maarten") },
  { "SK", N_("Slovakia") }, { "SI", N_("Slovenia") }, { "SB", N_("Solomon Islands") }, { "SO", N_("Somalia") },
  { "ZA", N_("South Africa") }, { "GS", N_("South Georgia and the South Sandwich Islands") },
  { "KR", N_("South Korea") }, { "SS", N_("South Sudan") }, { "ES", N_("Spain") }, { "LK", N_("Sri Lanka") },
  { "SD", N_("Sudan") }, { "SR", N_("Suriname") }, { "SJ", N_("Svalbard and Jan Mayen") }, { "SE", N_("Sweden") },
  { "CH", N_("Switzerland") }, { "SY", N_("Syria") }, { "TW", N_("Taiwan") }, { "TJ", N_("Tajikistan") },
  { "TZ", N_("Tanzania") }, { "TH", N_("Thailand") }, { "TL", N_("Timor-Leste") }, { "TG", N_("Togo") },
  { "TK", N_("Tokelau") }, { "TO", N_("Tonga") }, { "TT", N_("Trinidad and Tobago") }, { "TN", N_("Tunisia") },
  { "TR", N_("Türkiye") }, { "TM", N_("Turkmenistan") }, { "TC", N_("Turks and Caicos Islands") },
  { "TV", N_("Tuvalu") }, { "UG", N_("Uganda") }, { "UA", N_("Ukraine") }, { "AE", N_("United Arab Emirates") },
  { "GB", N_("United Kingdom") }, { "US", N_("United States") }, { "UM", N_("United States Minor Outlying Islands") },
  { "VI", N_("United States Virgin Islands") }, { "UY", N_("Uruguay") }, { "UZ", N_("Uzbekistan") },
  { "VU", N_("Vanuatu") }, { "VA", N_("Vatican City") }, { "VE", N_("Venezuela") }, { "VN", N_("Vietnam") },
  { "WF", N_("Wallis and Futuna") }, { "EH", N_("Western Sahara") }, { "YE", N_("Yemen") }, { "ZM", N_("Zambia") },
  { "ZW", N_("Zimbabwe") },
  { NULL, NULL },
};
/* clang-format on */

const struct option *country_options(void)
{
  return countries;
}

static const struct option *country_find(const char *code)
{
  for (const struct option *o = countries; o->value != NULL; o++)
    if (str_eq(o->value, code))
      return o;
  return NULL;
}

bool country_known(const char *code)
{
  return country_find(code) != NULL;
}

const char *country_name(const char *code, const char *language)
{
  const struct option *found = country_find(code);
  return found ? t_in(language, found->label) : code;
}

struct named {
  const struct option *option;
  const char *key;
};

static int named_compare(const void *a, const void *b)
{
  return strcmp(((const struct named *)a)->key, ((const struct named *)b)->key);
}

const struct option *country_sorted(struct arena *a)
{
  enum { N = sizeof countries / sizeof *countries - 1 };
  struct named *names = arena_array(a, N, sizeof *names);
  struct option *sorted = arena_array(a, N + 1, sizeof *sorted);
  for (int i = 0; i < N; i++)
    names[i] = (struct named){ &countries[i], utf8_fold(a, t(countries[i].label)) };
  qsort(names, N, sizeof *names, named_compare);
  for (int i = 0; i < N; i++)
    sorted[i] = *names[i].option;
  return sorted;
}

static bool listed(const char *codes, const char *code)
{
  for (const char *at = codes; at; at = strchr(at, ','), at += at != NULL)
    if (strcspn(at, ",") == strlen(code) && str_starts(at, code))
      return true;
  return false;
}

const char *countries_text(struct arena *a, const char *codes)
{
  struct buf b = BUF(a);
  if (str_empty(codes))
    return "";
  for (const struct option *c = country_sorted(a); c->value; c++)
    if (listed(codes, c->value))
      buf_printf(&b, "%s%s", b.size ? ", " : "", t(c->label));
  return buf_text(&b);
}

const char *countries_found(struct arena *a, const char *typed)
{
  struct buf b = BUF(a);
  if (str_empty(typed))
    return "";
  const char *part = utf8_fold(a, typed);
  for (const struct option *c = countries; c->value; c++) {
    if (str_eq(utf8_fold(a, c->value), part))
      return c->value;
    if (strstr(utf8_fold(a, t(c->label)), part))
      buf_printf(&b, "%s%s", b.size ? "," : "", c->value);
  }
  return buf_text(&b);
}
