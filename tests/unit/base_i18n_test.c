/* Words: a catalogue made here, the choice of a language, plurals, and the two pseudo-locales. */
#include "lib/base/i18n.h"
#include "lib/base/pseudo.h"
#include "tests/unit/tap.h"

#include <sys/stat.h>
#include <unistd.h>

struct message {
  const char *id, *text;
  size_t id_size, text_size; /* without the NUL at the end; plural forms stand behind one another with a NUL between */
};
#define MESSAGE(id, text)                                                                                              \
  {                                                                                                                    \
    id, text, sizeof(id) - 1, sizeof(text) - 1                                                                         \
  }

static void put32(FILE *f, size_t n)
{
  uint32_t word = (uint32_t)n;
  fwrite(&word, sizeof word, 1, f);
}

/* A .mo file as the gettext manual describes it; messages in the order of their ids. */
static void write_catalogue(const char *path, const struct message *list, size_t n)
{
  FILE *f = fopen(path, "we");
  need(f != NULL, "catalogue %s", path);
  size_t at = 28 + 16 * n;
  const size_t head[] = { 0x950412de, 0, n, 28, 28 + 8 * n, 0, at };
  for (size_t i = 0; i < 7; i++)
    put32(f, head[i]);
  for (int text = 0; text < 2; text++) {
    for (size_t i = 0; i < n; i++) {
      size_t size = text ? list[i].text_size : list[i].id_size;
      put32(f, size);
      put32(f, at);
      at += size + 1;
    }
  }
  for (int text = 0; text < 2; text++)
    for (size_t i = 0; i < n; i++)
      fwrite(text ? list[i].text : list[i].id, 1, (text ? list[i].text_size : list[i].id_size) + 1, f);
  fclose(f);
}

static char folder[] = "/tmp/portico-i18n-XXXXXX";

static void make_language(const char *name, const struct message *list, size_t n)
{
  char path[256];
  snprintf(path, sizeof path, "%s/%s", folder, name);
  mkdir(path, 0700);
  strcat(path, "/LC_MESSAGES");
  mkdir(path, 0700);
  strcat(path, "/portico.mo");
  write_catalogue(path, list, n);
}

static void remove_language(const char *name)
{
  static const char *const parts[] = { "/LC_MESSAGES/portico.mo", "/LC_MESSAGES", "" };
  for (int i = 0; i < 3; i++) {
    char path[256];
    snprintf(path, sizeof path, "%s/%s%s", folder, name, parts[i]);
    remove(path);
  }
}

static const struct message german[] = {
  MESSAGE("", "Content-Type: text/plain; charset=UTF-8\nPlural-Forms: nplurals=2; plural=n != 1;\n"),
  MESSAGE("%lu offer\0%lu offers", "%lu Angebot\0%lu Angebote"),
  MESSAGE("Sign in", "Anmelden"),
};
static const struct message polish[] = {
  MESSAGE("", "Content-Type: text/plain; charset=UTF-8\nPlural-Forms: nplurals=3; plural=n==1 ? 0 : n%10>=2 && n%10<=4 "
              "&& (n%100<10 || n%100>=20) ? 1 : 2;\n"),
  MESSAGE("%lu offer\0%lu offers", "%lu oferta\0%lu oferty\0%lu ofert"),
  MESSAGE("Sign in", "Zaloguj się"),
};
static const struct message brazilian[] = {
  MESSAGE("", "Content-Type: text/plain; charset=UTF-8\n"),
  MESSAGE("Sign in", "Entrar"),
};

static const char *offers(unsigned long n)
{
  static char text[64];
  snprintf(text, sizeof text, tn("%lu offer", "%lu offers", n), n);
  return text;
}

static void test_languages(void)
{
  is_text(t("Sign in"), "Sign in", "English needs no catalogue");
  is_text(offers(1), "1 offer", "one");
  is_text(offers(0), "0 offers", "none");
  i18n_language("de");
  is_text(i18n_current(), "de", "German");
  is_text(t("Sign in"), "Anmelden", "its word");
  is_text(t("Never translated"), "Never translated", "a missing word is English");
  is_text(t(""), "", "no text is no header");
  is_text(offers(1), "1 Angebot", "German one");
  is_text(offers(2), "2 Angebote", "German many");
  i18n_language("pl");
  is_text(offers(1), "1 oferta", "Polish one");
  is_text(offers(3), "3 oferty", "Polish few");
  is_text(offers(5), "5 ofert", "Polish many");
  is_text(offers(22), "22 oferty", "Polish few again");
  is_text(t_in("de", "Sign in"), "Anmelden", "a word of another language");
  is_text(t("Sign in"), "Zaloguj się", "and back");
  i18n_language("de-AT");
  is_text(i18n_current(), "de", "a region falls back to its language");
  i18n_language("pt-BR");
  is_text(t("Sign in"), "Entrar", "a folder with a region");
  is_text(i18n_current(), "pt-BR", "as browsers write it");
  i18n_language("xx");
  is_text(i18n_current(), "en", "an unknown language is English");
  is_text(t("Sign in"), "Sign in", "and says so");
  i18n_language("../de");
  is_text(i18n_current(), "en", "so is a path");
  i18n_language(NULL);
  is_text(i18n_current(), "en", "and nothing");
}

static void test_accept(void)
{
  static const char *const cases[][2] = {
    { "de", "de" },
    { "de-AT,de;q=0.9,en;q=0.8", "de" },
    { "fr-FR, fr;q=0.9, pl;q=0.5, de;q=0.4", "pl" },
    { "en;q=0.3, de;q=0.7", "de" },
    { "pt-br", "pt-BR" },
    { "DE", "de" },
    { "fr", "en" },
    { "de;q=0", "en" },
    { "de;q=0, pl;q=0.001", "pl" },
    { "de;q=x, pl", "pl" },
    { "*", "en" },
    { "", "en" },
    { ",,;;q=,,", "en" },
    { "de;q=1.000, pl;q=1", "de" },
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
    is_text(i18n_accept(cases[i][0]), cases[i][1], "accepts \"%s\"", cases[i][0]);
  is_text(i18n_accept(NULL), "en", "accepts nothing");
}

static void test_pseudo(void)
{
  i18n_language("en-XA");
  is_text(i18n_current(), "en-XA", "the long locale");
  ok(!i18n_right_to_left(), "reads from the left");
  is_text(t("Sign in"), "[Šîĝñ îñ ]", "accents and brackets, a third longer");
  const char *long_text = t("Enter %1$s before %d, %-5.2lu or 5%% of %s.");
  has_text(long_text, "%1$s", "a numbered directive");
  has_text(long_text, " %d,", "a plain one");
  has_text(long_text, "%-5.2lu", "flags and width");
  has_text(long_text, "5%% ", "a percent sign");
  has_text(long_text, "%s.", "the last");
  ok(t("Sign in") == t("Sign in"), "one text is made once");
  is_text(offers(2), "[2 öfféŕš o]", "plurals too");
  i18n_language("ar-XB");
  ok(i18n_right_to_left(), "the mirrored locale reads from the right");
  is_text(t("Sign in"), "\xe2\x80\xaeSign in\xe2\x80\xac", "and turns the text");
  for (int i = 0; i < 20000; i++) {
    char text[64];
    snprintf(text, sizeof text, "text %d", i);
    if (strstr(pseudo_text(PSEUDO_LONG, text), "%") != NULL)
      ok(false, "directive out of nowhere");
  }
  ok(true, "twenty thousand texts in one request");
  i18n_language("en");
  is_text(t("Sign in"), "Sign in", "and English again");
}

int main(void)
{
  need(mkdtemp(folder) != NULL, "a folder");
  make_language("de", german, 3);
  make_language("pl", polish, 3);
  make_language("pt_BR", brazilian, 2);
  i18n_open(folder);
  test_languages();
  test_accept();
  test_pseudo();
  remove_language("de");
  remove_language("pl");
  remove_language("pt_BR");
  rmdir(folder);
  return tap_done();
}
