/* What stands in files: the configuration, the key, the folder of what is stored; who may read them, and what they say. */
#include "bin/doctor.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

static void check_file(struct cli *c, struct findings *f)
{
  const char *file = c->config.file;
  struct stat st;
  if (str_empty(file))
    warn(f, "There is no configuration file; the settings come from the environment alone.");
  else if (stat(file, &st) != 0)
    bad(f, "The configuration file %s cannot be examined: %s.", file, strerror(errno));
  else if (st.st_mode & 027)
    bad(f, "The configuration file %s holds passwords and is open to others (mode %03o): chmod 600 %s", file,
        (unsigned)st.st_mode & 0777, file);
  else
    fine(f, "The configuration file %s is closed to others.", file);
}

/* Names that are kept for examples (RFC 2606): no answer comes there. */
static bool example_address(const char *address)
{
  static const char *const ends[] = { ".example.com", ".example.net", ".example.org",
                                      ".example",     ".invalid",     ".localhost" };
  const char *at = strrchr(address, '@'), *host = at ? at + 1 : "";
  char plain[256]; /* with a dot before it, so that a name's end is one of its labels */
  snprintf(plain, sizeof plain, ".%.*s", (int)strcspn(host, "> "), host);
  for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
    if (str_ends(plain, ends[i]))
      return true;
  return !plain[1];
}

static void check_mail(struct cli *c, struct findings *f)
{
  const struct config *s = &c->config;
  if (str_empty(s->mail_url))
    bad(f, "No mail server is set, so nobody gets a sign-in link: set Mail.Url, like smtp://mail.your-domain:587.");
  if (str_empty(s->mail_from))
    bad(f, "No sender is set for mail: set Mail.From to an address of yours that people can answer.");
  else if (example_address(s->mail_from))
    bad(f,
        "Mail comes from %s, which is an example's address: set Mail.From to an address of yours, or mail is refused.",
        s->mail_from);
  else if (!str_empty(s->mail_url))
    fine(f, "Mail goes to %s from %s.", s->mail_url, s->mail_from);
}

void check_settings(struct cli *c, struct findings *f)
{
  const struct config *s = &c->config;
  check_file(c, f);
  if (s->plain_http) /* elsewhere the configuration itself is refused without https */
    warn(f, "The site is %s: without https, for this machine only. For others set Site.Url to https://...",
         s->site_url);
  else
    fine(f, "The site is %s.", s->site_url);
  check_mail(c, f);
}

void check_key(struct cli *c, struct findings *f)
{
  const char *file = c->config.key_file;
  unsigned char key[32];
  struct stat st;
  if (stat(file, &st) != 0)
    bad(f, "The key file %s cannot be found: %s. To make one: openssl rand -hex 32 > %s && chmod 600 %s", file,
        strerror(errno), file, file);
  else if (st.st_mode & 077)
    bad(f, "The key file %s is open to others (mode %03o), who could sign in as anybody: chmod 600 %s", file,
        (unsigned)st.st_mode & 0777, file);
  else if (config_key(&c->config, key) != OK)
    bad(f,
        "The key file %s holds no key of 64 hexadecimal digits: put back the one that was there, for a new one loses what is sealed.",
        file);
  else
    fine(f, "The key file %s can be read, and only by its owner.", file);
  explicit_bzero(key, sizeof key);
}

/* Whoever owns the key runs the programs, and must be able to write here. */
void check_storage(struct cli *c, struct findings *f)
{
  const char *folder = c->config.storage;
  struct stat st, key;
  if (stat(folder, &st) != 0 || !S_ISDIR(st.st_mode))
    bad(f, "The folder %s (Paths.Storage) is missing: mkdir -m 700 %s, as the user that the programs run as.", folder,
        folder);
  else if (st.st_mode & 07)
    bad(f, "The folder %s (Paths.Storage) is open to everybody (mode %03o): chmod 700 %s", folder,
        (unsigned)st.st_mode & 0777, folder);
  else if (stat(c->config.key_file, &key) == 0 && key.st_uid != st.st_uid)
    bad(f, "The folder %s (Paths.Storage) belongs to user %u, but the key to user %u: chown -R %u %s", folder,
        (unsigned)st.st_uid, (unsigned)key.st_uid, (unsigned)key.st_uid, folder);
  else
    fine(f, "The folder %s is closed to others.", folder);
}
