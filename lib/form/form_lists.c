/* Currencies, languages and zones to choose from. */
#include "lib/form/form_lists.h"
#include "lib/base/i18n.h"

/* Filled on first use from the table of money; one place knows the codes. */
const struct option *currency_options(void)
{
  enum { ROOM = 256 };
  static struct option options[ROOM];
  if (options[0].value == NULL) {
    const char *const *codes = currency_codes();
    for (int i = 0; i < ROOM - 1 && codes[i] != NULL; i++)
      options[i] = (struct option){ codes[i], codes[i] };
  }
  return options;
}

/* What languages call themselves, in their order. */
static const struct option languages[] = {
  { "id", "Bahasa Indonesia" },
  { "bs", "Bosanski" },
  { "ca", "Català" },
  { "cs", "Čeština" },
  { "da", "Dansk" },
  { "de", "Deutsch" },
  { "et", "Eesti" },
  { "en", "English" },
  { "es", "Español" },
  { "fr", "Français" },
  { "ga", "Gaeilge" },
  { "hr", "Hrvatski" },
  { "is", "Íslenska" },
  { "it", "Italiano" },
  { "lv", "Latviešu" },
  { "lt", "Lietuvių" },
  { "hu", "Magyar" },
  { "mt", "Malti" },
  { "nl", "Nederlands" },
  { "nb", "Norsk bokmål" },
  { "pl", "Polski" },
  { "pt", "Português" },
  { "pt-BR", "Português (Brasil)" },
  { "ro", "Română" },
  { "sq", "Shqip" },
  { "sk", "Slovenčina" },
  { "sl", "Slovenščina" },
  { "fi", "Suomi" },
  { "sv", "Svenska" },
  { "vi", "Tiếng Việt" },
  { "tr", "Türkçe" },
  { "el", "Ελληνικά" },
  { "bg", "Български" },
  { "mk", "Македонски" },
  { "ru", "Русский" },
  { "sr", "Српски" },
  { "uk", "Українська" },
  { "he", "עברית" },
  { "ar", "العربية" },
  { "fa", "فارسی" },
  { "hi", "हिन्दी" },
  { "th", "ไทย" },
  { "ko", "한국어" },
  { "zh", "中文" },
  { "ja", "日本語" },
  { NULL, NULL },
};

/* Those that there are words of, found out on first use: others would promise what nobody sees. */
const struct option *language_options(void)
{
  static struct option options[sizeof languages / sizeof *languages];
  if (options[0].value != NULL)
    return options;
  for (int i = 0, n = 0; languages[i].value != NULL; i++)
    for (int k = 0; i18n_tag(k) != NULL; k++)
      if (str_eq(i18n_tag(k), languages[i].value))
        options[n++] = languages[i];
  return options;
}

#define ZONE(name)                                                                                                     \
  {                                                                                                                    \
    name, name                                                                                                         \
  }
static const struct option zones[] = {
  ZONE("UTC"),
  ZONE("Africa/Accra"),
  ZONE("Africa/Algiers"),
  ZONE("Africa/Cairo"),
  ZONE("Africa/Casablanca"),
  ZONE("Africa/Johannesburg"),
  ZONE("Africa/Lagos"),
  ZONE("Africa/Nairobi"),
  ZONE("Africa/Tunis"),
  ZONE("America/Anchorage"),
  ZONE("America/Argentina/Buenos_Aires"),
  ZONE("America/Bogota"),
  ZONE("America/Caracas"),
  ZONE("America/Chicago"),
  ZONE("America/Denver"),
  ZONE("America/Edmonton"),
  ZONE("America/Guatemala"),
  ZONE("America/Halifax"),
  ZONE("America/La_Paz"),
  ZONE("America/Lima"),
  ZONE("America/Los_Angeles"),
  ZONE("America/Mexico_City"),
  ZONE("America/Montevideo"),
  ZONE("America/New_York"),
  ZONE("America/Panama"),
  ZONE("America/Phoenix"),
  ZONE("America/Regina"),
  ZONE("America/Santiago"),
  ZONE("America/Sao_Paulo"),
  ZONE("America/St_Johns"),
  ZONE("America/Tijuana"),
  ZONE("America/Toronto"),
  ZONE("America/Vancouver"),
  ZONE("America/Winnipeg"),
  ZONE("Asia/Almaty"),
  ZONE("Asia/Baghdad"),
  ZONE("Asia/Baku"),
  ZONE("Asia/Bangkok"),
  ZONE("Asia/Beirut"),
  ZONE("Asia/Colombo"),
  ZONE("Asia/Dhaka"),
  ZONE("Asia/Dubai"),
  ZONE("Asia/Ho_Chi_Minh"),
  ZONE("Asia/Hong_Kong"),
  ZONE("Asia/Jakarta"),
  ZONE("Asia/Jerusalem"),
  ZONE("Asia/Karachi"),
  ZONE("Asia/Kathmandu"),
  ZONE("Asia/Kolkata"),
  ZONE("Asia/Kuala_Lumpur"),
  ZONE("Asia/Kuwait"),
  ZONE("Asia/Manila"),
  ZONE("Asia/Qatar"),
  ZONE("Asia/Riyadh"),
  ZONE("Asia/Seoul"),
  ZONE("Asia/Shanghai"),
  ZONE("Asia/Singapore"),
  ZONE("Asia/Taipei"),
  ZONE("Asia/Tashkent"),
  ZONE("Asia/Tbilisi"),
  ZONE("Asia/Tehran"),
  ZONE("Asia/Tokyo"),
  ZONE("Asia/Yerevan"),
  ZONE("Atlantic/Azores"),
  ZONE("Atlantic/Canary"),
  ZONE("Atlantic/Reykjavik"),
  ZONE("Australia/Adelaide"),
  ZONE("Australia/Brisbane"),
  ZONE("Australia/Darwin"),
  ZONE("Australia/Hobart"),
  ZONE("Australia/Melbourne"),
  ZONE("Australia/Perth"),
  ZONE("Australia/Sydney"),
  ZONE("Europe/Amsterdam"),
  ZONE("Europe/Athens"),
  ZONE("Europe/Belgrade"),
  ZONE("Europe/Berlin"),
  ZONE("Europe/Bratislava"),
  ZONE("Europe/Brussels"),
  ZONE("Europe/Bucharest"),
  ZONE("Europe/Budapest"),
  ZONE("Europe/Chisinau"),
  ZONE("Europe/Copenhagen"),
  ZONE("Europe/Dublin"),
  ZONE("Europe/Helsinki"),
  ZONE("Europe/Istanbul"),
  ZONE("Europe/Kyiv"),
  ZONE("Europe/Lisbon"),
  ZONE("Europe/Ljubljana"),
  ZONE("Europe/London"),
  ZONE("Europe/Luxembourg"),
  ZONE("Europe/Madrid"),
  ZONE("Europe/Malta"),
  ZONE("Europe/Moscow"),
  ZONE("Europe/Oslo"),
  ZONE("Europe/Paris"),
  ZONE("Europe/Prague"),
  ZONE("Europe/Riga"),
  ZONE("Europe/Rome"),
  ZONE("Europe/Sarajevo"),
  ZONE("Europe/Skopje"),
  ZONE("Europe/Sofia"),
  ZONE("Europe/Stockholm"),
  ZONE("Europe/Tallinn"),
  ZONE("Europe/Tirane"),
  ZONE("Europe/Vienna"),
  ZONE("Europe/Vilnius"),
  ZONE("Europe/Warsaw"),
  ZONE("Europe/Zagreb"),
  ZONE("Europe/Zurich"),
  ZONE("Pacific/Auckland"),
  ZONE("Pacific/Fiji"),
  ZONE("Pacific/Guam"),
  ZONE("Pacific/Honolulu"),
  ZONE("Pacific/Port_Moresby"),
  { NULL, NULL },
};
#undef ZONE

const struct option *zone_options(void)
{
  return zones;
}

bool option_known(const struct option *options, const char *value)
{
  for (; options != NULL && options->value != NULL; options++)
    if (str_eq(options->value, value))
      return true;
  return false;
}
