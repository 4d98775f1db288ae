/* Reads the installation's settings by one table of names: default, then file, then environment. Every complaint names its place. */
#include "lib/base/config.h"
#include "lib/base/limits.h"
#include "lib/base/log.h"
#include "lib/base/str.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#ifndef PKGDATADIR
#define PKGDATADIR "/usr/local/share/portico"
#endif
#ifndef SYSCONFDIR
#define SYSCONFDIR "/etc"
#endif
#ifndef PKGSTATEDIR
#define PKGSTATEDIR "/var/lib/portico"
#endif

enum { FILE_BYTES_MAX = 256 << 10 };

struct setting {
  const char *name, *fallback;
  size_t offset;
  bool number;
  int min, max;
  int whole_s; /* a length of time in whole minutes, hours or days: how many seconds one is; 0 for other numbers */
};

#define TEXT(name_, member, fallback_)                                                                                 \
  {                                                                                                                    \
    .name = (name_), .fallback = (fallback_), .offset = offsetof(struct config, member)                                \
  }
#define NUMBER(name_, member, fallback_, min_, max_)                                                                   \
  {                                                                                                                    \
    .name = (name_), .fallback = (fallback_), .offset = offsetof(struct config, member), .number = true,               \
    .min = (min_), .max = (max_)                                                                                       \
  }

#define TIME(name_, member, fallback_, whole_s_, min_, max_)                                                           \
  {                                                                                                                    \
    .name = (name_), .fallback = (fallback_), .offset = offsetof(struct config, lifetimes.member), .number = true,     \
    .min = (min_), .max = (max_), .whole_s = (whole_s_)                                                                \
  }
enum { MINUTE = 60, HOUR = 60 * MINUTE, DAY = 24 * HOUR };

/* A fallback of NULL is settled by defaults() below. */
static const struct setting settings[] = {
  TEXT("Database.Host", db_host, "localhost"),
  NUMBER("Database.Port", db_port, "3306", 1, 65535),
  TEXT("Database.Socket", db_socket, ""),
  TEXT("Database.User", db_user, "portico"),
  TEXT("Database.Password", db_password, ""),
  TEXT("Database.Name", db_name, "portico"),
  TEXT("Database.Owner.User", db_owner_user, NULL),
  TEXT("Database.Owner.Password", db_owner_password, NULL),
  TEXT("Site.Url", site_url, "http://localhost:8080"),
  TEXT("Site.Name", site_name, "Portico"),
  TEXT("Site.Language", site_language, "en"),
  TEXT("Paths.Templates", templates, PKGDATADIR "/templates"),
  TEXT("Paths.Theme", theme, ""),
  TEXT("Paths.Locale", locale, PKGDATADIR "/locale"),
  TEXT("Paths.Schema", schema, PKGDATADIR "/schema"),
  TEXT("Paths.Storage", storage, PKGSTATEDIR),
  TEXT("Paths.Areas", areas, PKGDATADIR "/areas"),
  TEXT("Paths.Assets", assets, PKGDATADIR "/htdocs"),
  TEXT("Paths.CommonPasswords", common_passwords, "/usr/share/john/password.lst:/usr/share/dict/cracklib-small"),
  TEXT("Mail.Url", mail_url, ""),
  TEXT("Mail.User", mail_user, ""),
  TEXT("Mail.Password", mail_password, ""),
  TEXT("Mail.From", mail_from, ""),
  TEXT("Key.File", key_file, PKGSTATEDIR "/key"),
  TIME("SignIn.Lifetime", signin_s, "10m", MINUTE, 2 * MINUTE, HOUR),
  TIME("Invitation.Lifetime", invitation_s, "7d", DAY, DAY, 30 * DAY),
  TIME("StepUp.Lifetime", step_up_s, "10m", MINUTE, MINUTE, 12 * HOUR),
  TIME("Session.Partner.Idle", partner.idle_s, "12h", MINUTE, 5 * MINUTE, SESSION_MAX_S),
  TIME("Session.Partner.Longest", partner.longest_s, "14d", MINUTE, 5 * MINUTE, SESSION_MAX_S),
  TIME("Session.Customer.Idle", customer.idle_s, "1h", MINUTE, 5 * MINUTE, SESSION_MAX_S),
  TIME("Session.Customer.Longest", customer.longest_s, "12h", MINUTE, 5 * MINUTE, SESSION_MAX_S),
  TIME("Session.Staff.Idle", staff.idle_s, "30m", MINUTE, 5 * MINUTE, SESSION_MAX_S),
  TIME("Session.Staff.Longest", staff.longest_s, "12h", MINUTE, 5 * MINUTE, SESSION_MAX_S),
  NUMBER("Orders.AtOnce", orders_at_once, "0", 0, 1),
  NUMBER("Api.PerMinute", api_per_minute, "600", 6, 10000000),
  NUMBER("Process.Requests", process_requests, "10000", 1, 10000000),
};
enum { SETTINGS = sizeof settings / sizeof *settings };

struct reading {
  struct arena *arena;
  struct config *out;
  int lines[SETTINGS]; /* where the file gave it: a second time is a mistake */
  bool failed;
};

static void complain(struct reading *r, const char *where, const char *what)
{
  fprintf(stderr, "%s: %s\n", where, what);
  r->failed = true;
}

/* "90m", "12h", "14d". */
static bool seconds_of(struct arena *a, const char *text, int64_t *seconds)
{
  size_t n = strlen(text);
  char unit = n > 1 ? text[n - 1] : '\0';
  int each = unit == 'm' ? MINUTE : unit == 'h' ? HOUR : unit == 'd' ? DAY : 0;
  int64_t count;
  if (!each || !str_int64(arena_dupn(a, text, n - 1), &count) || count < 0 || count > INT_MAX / DAY)
    return false;
  *seconds = count * each;
  return true;
}

static const char *time_words(struct arena *a, int seconds)
{
  return seconds % DAY == 0    ? arena_printf(a, "%dd", seconds / DAY)
         : seconds % HOUR == 0 ? arena_printf(a, "%dh", seconds / HOUR)
                               : arena_printf(a, "%dm", seconds / MINUTE);
}

static void set(struct reading *r, const struct setting *s, const char *value, const char *where)
{
  char *member = (char *)r->out + s->offset;
  if (!s->number) {
    if (!utf8_valid(value, strlen(value)) || str_has_control(value)) {
      complain(r, where, arena_printf(r->arena, "%s has a control character or is not UTF-8", s->name));
      return;
    }
    const char *copy = arena_dup(r->arena, value);
    memcpy(member, &copy, sizeof copy);
    return;
  }
  int64_t n;
  bool read = s->whole_s ? seconds_of(r->arena, value, &n) && n % s->whole_s == 0 : str_int64(value, &n);
  if (!read || n < s->min || n > s->max) {
    complain(r, where,
             s->whole_s ? arena_printf(r->arena, "%s needs a time from %s to %s, as in 90m, 12h or 14d", s->name,
                                       time_words(r->arena, s->min), time_words(r->arena, s->max))
                        : arena_printf(r->arena, "%s needs a number from %d to %d", s->name, s->min, s->max));
    return;
  }
  int number = (int)n;
  memcpy(member, &number, sizeof number);
}

static int setting_find(const char *name)
{
  for (int i = 0; i < SETTINGS; i++)
    if (strcmp(settings[i].name, name) == 0)
      return i;
  return -1;
}

static void read_line(struct reading *r, char *line, const char *file, int number)
{
  const char *where = arena_printf(r->arena, "%s:%d", file, number);
  char *text = str_trim(r->arena, line);
  if (*text == '\0' || *text == '#')
    return;
  char *equals = strchr(text, '=');
  if (equals == NULL) {
    complain(r, where, "expected a line like: Name.Sub = value");
    return;
  }
  *equals = '\0';
  const char *name = str_trim(r->arena, text), *value = str_trim(r->arena, equals + 1);
  int i = setting_find(name);
  if (i < 0) {
    complain(r, where, arena_printf(r->arena, "there is no setting %s", name));
  } else if (r->lines[i] != 0) {
    complain(r, where, arena_printf(r->arena, "%s was given before, on line %d", name, r->lines[i]));
  } else {
    r->lines[i] = number;
    set(r, &settings[i], value, where);
  }
}

/* The file's text, or NULL with errno. */
static char *file_text(struct arena *a, const char *path)
{
  FILE *f = fopen(path, "re");
  if (f == NULL)
    return NULL;
  char *text = arena_alloc(a, FILE_BYTES_MAX + 1);
  size_t size = fread(text, 1, FILE_BYTES_MAX + 1, f);
  int wrong = ferror(f) ? errno : size > FILE_BYTES_MAX ? EFBIG : memchr(text, 0, size) != NULL ? EILSEQ : 0;
  fclose(f);
  errno = wrong;
  return wrong != 0 ? NULL : text;
}

static void read_file(struct reading *r, const char *path, bool must_exist)
{
  char *text = file_text(r->arena, path);
  if (text == NULL) {
    if (must_exist || errno != ENOENT)
      complain(r, path, strerror(errno));
    return;
  }
  r->out->file = arena_dup(r->arena, path);
  char *rest = text, *line;
  for (int number = 1; (line = strsep(&rest, "\n")) != NULL; number++)
    read_line(r, line, path, number);
}

static void read_environment(struct reading *r)
{
  for (int i = 0; i < SETTINGS; i++) {
    char name[64];
    int n = snprintf(name, sizeof name, "PORTICO_%s", settings[i].name);
    for (int c = 0; c < n; c++)
      name[c] = name[c] == '.' ? '_' : (char)(name[c] >= 'a' && name[c] <= 'z' ? name[c] - 'a' + 'A' : name[c]);
    const char *value = getenv(name);
    if (value != NULL)
      set(r, &settings[i], value, name);
  }
}

/* <folder of the executable>/../<path>; the kernel knows the folder better than argv0 does. */
static const char *beside(struct arena *a, const char *argv0, const char *wanted)
{
  char path[PATH_MAX];
  ssize_t n = readlink("/proc/self/exe", path, sizeof path - 1);
  if (n <= 0 && (argv0 == NULL || realpath(argv0, path) == NULL))
    return NULL;
  if (n > 0)
    path[n] = '\0';
  char *slash = strrchr(path, '/');
  return slash == NULL ? NULL : arena_printf(a, "%.*s/../%s", (int)(slash - path), path, wanted);
}

/* A default path below PKGDATADIR, or the same below ../share/portico when that lies beside the program: an installation that was copied
 * elsewhere, as shared hosting has it, needs no settings for them. */
static const char *fallback_of(struct arena *a, const char *share, const char *fallback)
{
  size_t n = sizeof PKGDATADIR - 1;
  bool below = share != NULL && strncmp(fallback, PKGDATADIR, n) == 0 && fallback[n] == '/';
  return below ? arena_printf(a, "%s%s", share, fallback + n) : fallback;
}

/* Beside the program (an installation that can be moved), then where it was configured for, then /etc, whatever the prefix. The first
 * that is there, be it readable or not: nobody shall run on another's settings by mistake. NULL: none is there. */
static const char *file_default(struct arena *a, const char *argv0)
{
  const char *places[] = { beside(a, argv0, "etc/portico.hdf"), SYSCONFDIR "/portico/portico.hdf",
                           "/etc/portico/portico.hdf" };
  for (size_t i = 0; i < sizeof places / sizeof *places; i++)
    if (places[i] != NULL && (access(places[i], F_OK) == 0 || (errno != ENOENT && errno != ENOTDIR)))
      return places[i];
  return NULL;
}

static bool loopback(const char *host, size_t n)
{
  static const char local[] = "localhost";
  size_t tail = sizeof local - 1;
  if (n >= tail && memcmp(host + n - tail, local, tail) == 0)
    return n == tail || host[n - tail - 1] == '.';
  if (n == 5 && memcmp(host, "[::1]", 5) == 0)
    return true;
  return n >= 7 && strncmp(host, "127.", 4) == 0 && strspn(host, "0123456789.") == n;
}

/* Plain http is for the loopback only: elsewhere browsers would drop the Secure cookies, and people's secrets would travel open. */
static void check_url(struct reading *r)
{
  struct config *c = r->out;
  char *url = arena_dup(r->arena, c->site_url);
  size_t n = strlen(url);
  while (n > 0 && url[n - 1] == '/')
    url[--n] = '\0';
  c->site_url = url;
  bool secure = str_starts(url, "https://"), plain = str_starts(url, "http://");
  const char *host = url + (secure ? 8 : plain ? 7 : 0);
  size_t host_size = *host == '[' ? strcspn(host, "]/?#@") + (strchr(host, ']') != NULL) : strcspn(host, ":/?#@");
  const char *port = host + host_size;
  bool port_fine =
      *port == '\0' || (*port == ':' && port[1] != '\0' && strspn(port + 1, "0123456789") == strlen(port + 1));
  c->plain_http = plain && loopback(host, host_size);
  c->site_host = str_lower(r->arena, arena_dupn(r->arena, host, host_size));
  if (host_size == 0 || !port_fine || strpbrk(url, " \"'<>\\") != NULL || !(secure || c->plain_http))
    complain(r, "Site.Url", "expected https://host or https://host:port (http:// only on localhost)");
}

/* One process has one configuration; those who keep sessions and links have no other way to it than this. */
static struct lifetimes life = {
  10 * MINUTE, 7 * DAY, 10 * MINUTE, { 12 * HOUR, 14 * DAY }, { HOUR, 12 * HOUR }, { 30 * MINUTE, 12 * HOUR },
};

const struct lifetimes *lifetimes(void)
{
  return &life;
}

result config_load(struct arena *a, const char *argv0, struct config *out)
{
  struct reading r = { .arena = a, .out = out };
  *out = (struct config){ .file = "" };
  const char *share = beside(a, argv0, "share/portico");
  share = share != NULL && access(share, X_OK) == 0 ? share : NULL;
  for (int i = 0; i < SETTINGS; i++)
    if (settings[i].fallback != NULL)
      set(&r, &settings[i], fallback_of(a, share, settings[i].fallback), settings[i].name);
  const char *named = getenv("PORTICO_CONFIG");
  const char *path = str_empty(named) ? file_default(a, argv0) : named;
  if (path != NULL)
    read_file(&r, path, !str_empty(named));
  read_environment(&r);
  if (out->db_owner_user == NULL) {
    out->db_owner_user = out->db_user;
    out->db_owner_password = out->db_owner_password == NULL ? out->db_password : out->db_owner_password;
  }
  if (out->db_owner_password == NULL)
    out->db_owner_password = "";
  check_url(&r);
  life = out->lifetimes;
  return r.failed ? INVALID : OK;
}

const char *config_url_on(struct arena *a, const struct config *c, const char *host)
{
  const char *rest = strstr(c->site_url, "://");
  if (str_empty(host) || rest == NULL)
    return c->site_url;
  rest += 3;
  return arena_printf(a, "%.*s%s%s", (int)(rest - c->site_url), c->site_url, host, rest + strlen(c->site_host));
}

static result key_read(int fd, const char *path, unsigned char key[32])
{
  struct stat s;
  char text[66] = { 0 };
  if (fstat(fd, &s) != 0 || !S_ISREG(s.st_mode))
    return FAIL("key file is no regular file path=%s", path);
  if ((s.st_mode & 077) != 0)
    return FAIL("key file can be read by others, chmod 600 it path=%s", path);
  ssize_t n = read(fd, text, sizeof text);
  if (n == 65 && text[64] == '\n') {
    n = 64;
    text[64] = '\0';
  }
  size_t size = 0;
  bool fine = n == 64 && hex_decode(text, key, 32, &size) && size == 32;
  explicit_bzero(text, sizeof text);
  return fine ? OK : FAIL("key file does not hold 64 hexadecimal digits path=%s", path);
}

result config_key(const struct config *c, unsigned char key[32])
{
  int fd = open(c->key_file, O_RDONLY | O_CLOEXEC);
  if (fd < 0)
    return FAIL("key file cannot be read path=%s: %s", c->key_file, strerror(errno));
  result r = key_read(fd, c->key_file, key);
  close(fd);
  return r;
}
