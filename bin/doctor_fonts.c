/* The fonts that invoices are drawn with: a name of any script must print. */
#include "bin/doctor.h"

#include "lib/document/paper.h"

static const struct script {
  const char *name, *letters, *package;
} scripts[] = {
  { "Latin", "Aßğłđə", "fonts-noto-core" },   { "Greek", "Ωάϊ", "fonts-noto-core" },
  { "Cyrillic", "ЖїЉ", "fonts-noto-core" },   { "Arabic", "عپڤ", "fonts-noto-core" },
  { "Hebrew", "אשץ", "fonts-noto-core" },     { "Devanagari", "कीर्ति", "fonts-noto-core" },
  { "Thai", "ก่ำ", "fonts-noto-core" },        { "Chinese", "汉漢龍", "fonts-noto-cjk" },
  { "Japanese", "あカ株", "fonts-noto-cjk" }, { "Korean", "한글주", "fonts-noto-cjk" },
};

void check_fonts(struct findings *f)
{
  int lacking = 0;
  for (size_t i = 0; i < sizeof scripts / sizeof *scripts; i++)
    if (paper_unknown(scripts[i].letters)) {
      lacking++;
      warn(f, "No font has %s letters, so names in them print as boxes on invoices: apt-get install %s",
           scripts[i].name, scripts[i].package);
    }
  if (!lacking)
    fine(f, "There are fonts for names in every script that was looked for, from Latin to Chinese and Korean.");
}
