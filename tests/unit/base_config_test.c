/* Settings and the log: defaults, file, environment, complaints with their line, the key file, and lines that stay lines. */
#include "lib/base/config.h"
#include "lib/base/log.h"
#include "lib/base/str.h"
#include "tests/unit/tap.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

static struct arena *arena;
static char file[] = "/tmp/portico-config-XXXXXX";

static void write_file(const char *path, const char *text)
{
  FILE *f = fopen(path, "we");
  need(f != NULL, "the file of the test");
  fputs(text, f);
  fclose(f);
}

/* What standard error gets between two calls. */
static int kept_error = -1, caught[2];

static void catch_errors(void)
{
  fflush(stderr);
  kept_error = dup(2);
  if (pipe(caught) != 0)
    exit(1);
  dup2(caught[1], 2);
}

static char *caught_errors(void)
{
  char text[16384];
  fflush(stderr);
  dup2(kept_error, 2);
  close(kept_error);
  close(caught[1]);
  ssize_t n = read(caught[0], text, sizeof text - 1);
  close(caught[0]);
  return arena_dupn(arena, text, n > 0 ? (size_t)n : 0);
}

static result load(const char *text, struct config *c, char **complaints)
{
  write_file(file, text);
  setenv("PORTICO_CONFIG", file, 1);
  catch_errors();
  result r = config_load(arena, "portico", c);
  *complaints = caught_errors();
  return r;
}

static void test_defaults(void)
{
  struct config c;
  char *said;
  is_int(load("", &c, &said), OK, "an empty file");
  is_text(said, "", "nothing to complain about");
  is_text(c.file, file, "the file is named");
  is_text(c.site_name, "Portico", "site name");
  is_text(c.db_name, "portico", "database");
  is_text(c.site_url, "http://localhost:8080", "url");
  ok(c.plain_http, "plain http on the loopback");
  is_int(c.process_requests, 10000, "requests of a process");
  is_int(c.api_per_minute, 600, "requests of a key");
  is_text(c.theme, "", "no theme");
  has_text(c.templates, "/templates", "templates");
  is_text(c.db_owner_user, c.db_user, "the owner falls back to the user");
}

static void test_lifetimes(void)
{
  struct config c;
  char *said;
  is_int(load("", &c, &said), OK, "no lifetime is given");
  is_int(lifetimes()->signin_s, 600, "a sign-in lives ten minutes");
  is_int(lifetimes()->invitation_s, 7 * 86400, "an invitation a week");
  is_int(lifetimes()->partner.idle_s, 12 * 3600, "a partner's session, unused");
  is_int(lifetimes()->partner.longest_s, 14 * 86400, "and at most");
  is_int(lifetimes()->customer.idle_s, 3600, "an end customer's");
  is_int(lifetimes()->staff.idle_s, 1800, "the staff's");
  is_int(load("Session.Staff.Idle = 15m\nSession.Staff.Longest=8h\nInvitation.Lifetime = 3d\n", &c, &said), OK,
         "given");
  is_int(lifetimes()->staff.idle_s, 900, "in minutes");
  is_int(lifetimes()->staff.longest_s, 8 * 3600, "in hours");
  is_int(lifetimes()->invitation_s, 3 * 86400, "in days");
  static const char *const wrong[] = { "15",   "m",    "1h30m", "-5m", "0m",
                                       "100d", "1.5h", "15 s",  "m15", "99999999999999999999d" };
  for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
    is_int(load(arena_printf(arena, "Session.Staff.Idle = %s", wrong[i]), &c, &said), INVALID, "%s", wrong[i]);
    has_text(said, ":1: Session.Staff.Idle needs a time from 5m to 90d, as in 90m, 12h or 14d", "says what it needs");
  }
  is_int(load("Invitation.Lifetime = 36h", &c, &said), INVALID, "invitations live whole days");
}

static void test_file_and_environment(void)
{
  struct config c;
  char *said;
  const char *text = "# comment\n\n  Site.Name =  Example & Co  \nDatabase.Password = a#b = c\nDatabase.Port=3307\r\n"
                     "Site.Url = https://portal.example.com//\nProcess.Requests = 5\nDatabase.Owner.User = boss";
  setenv("PORTICO_DATABASE_SOCKET", "/run/x.sock", 1);
  setenv("PORTICO_PROCESS_REQUESTS", "77", 1);
  is_int(load(text, &c, &said), OK, "a file with settings");
  is_text(said, "", "without complaint");
  is_text(c.site_name, "Example & Co", "trimmed");
  is_text(c.db_password, "a#b = c", "a value may hold # and =");
  is_int(c.db_port, 3307, "a number");
  is_text(c.site_url, "https://portal.example.com", "no slash at the end");
  ok(!c.plain_http, "https");
  is_text(c.db_socket, "/run/x.sock", "from the environment");
  is_int(c.process_requests, 77, "the environment wins");
  is_text(c.db_owner_user, "boss", "the owner");
  is_text(c.db_owner_password, "", "another owner does not get the user's password");
  unsetenv("PORTICO_DATABASE_SOCKET");
  unsetenv("PORTICO_PROCESS_REQUESTS");
}

static void complains(const char *text, const char *part)
{
  struct config c;
  char *said;
  is_int(load(text, &c, &said), INVALID, "refused");
  has_text(said, part, "says \"%s\"", part);
}

static void test_complaints(void)
{
  struct config c;
  complains("Site.Name = x\nSite.Nme = y\n", ":2: there is no setting Site.Nme");
  complains("\n\nnonsense\n", ":3: expected a line like: Name.Sub = value");
  complains("Database.Port = many\n", ":1: Database.Port needs a number from 1 to 65535");
  complains("Database.Port = 65536\n", ":1: Database.Port needs");
  complains("Site.Name = a\nSite.Name = b\n", ":2: Site.Name was given before, on line 1");
  complains("Site.Name = a\xff\n", ":1: Site.Name has a control character or is not UTF-8");
  complains("Site.Url = portal.example.com\n", "Site.Url: expected https://");
  complains("Site.Url = http://portal.example.com\n", "Site.Url: expected https://");
  complains("Site.Url = https://portal.example.com/path?x\n", "Site.Url: expected https://");
  complains("Site.Url = https://\n", "Site.Url: expected https://");
  complains("Site.Url = http://localhost.example.com\n", "Site.Url: expected https://");
  complains("Site.Url = http://127.example.com\n", "Site.Url: expected https://");
  setenv("PORTICO_CONFIG", "/nonexistent/portico.hdf", 1);
  catch_errors();
  is_int(config_load(arena, "portico", &c), INVALID, "a named file that is not there");
  has_text(caught_errors(), "/nonexistent/portico.hdf: No such file", "says so");
  unsetenv("PORTICO_CONFIG");
  is_int(config_load(arena, "portico", &c), OK, "no file at all is fine");
  is_text(c.file, "", "and is none");
}

static void test_loopback(void)
{
  static const char *const local[] = { "http://localhost", "http://acme.localhost:8080", "http://127.0.0.1:80",
                                       "http://[::1]:8080" };
  for (size_t i = 0; i < sizeof local / sizeof *local; i++) {
    struct config c;
    char *said;
    is_int(load(arena_printf(arena, "Site.Url = %s\n", local[i]), &c, &said), OK, "%s", local[i]);
    ok(c.plain_http, "is on the loopback");
  }
}

static result key(const char *text, mode_t mode, unsigned char out[32])
{
  struct config c = { .key_file = file };
  write_file(file, text);
  chmod(file, mode);
  catch_errors();
  result r = config_key(&c, out);
  caught_errors();
  return r;
}

static void test_key(void)
{
  static const char good[] = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1eff";
  unsigned char out[32] = { 0 };
  is_int(key(good, 0600, out), OK, "a key");
  ok(out[1] == 1 && out[30] == 30 && out[31] == 255, "its bytes");
  is_int(key(arena_printf(arena, "%s\n", good), 0400, out), OK, "with a line end");
  is_int(key(good, 0640, out), FAILED, "readable by the group: refused");
  is_int(key(good, 0604, out), FAILED, "readable by others: refused");
  is_int(key(good + 1, 0600, out), FAILED, "too short: refused");
  is_int(key(arena_printf(arena, "%s0", good), 0600, out), FAILED, "too long: refused");
  is_int(key(arena_printf(arena, "%.63sg", good), 0600, out), FAILED, "no hexadecimal: refused");
  struct config c = { .key_file = "/nonexistent" };
  catch_errors();
  is_int(config_key(&c, out), FAILED, "missing: refused");
  has_text(caught_errors(), "/nonexistent", "and the log names it");
}

static void test_log(void)
{
  log_open("test", LOG_INFO);
  log_request("r-1\nforged");
  catch_errors();
  log_put(LOG_DEBUG, "x.c", 1, "not shown");
  log_info("sign-in name=%s", "a\r\nb\x1b[2J\\ \xc2\x9b é");
  char *line = caught_errors();
  has_text(line, "Z info test r-1\\nforged sign-in name=a\\x0d\\nb\\x1b[2J\\\\ \\u009b é\n",
           "one line, what controls is escaped");
  is_int(strcspn(line, "\n"), strlen(line) - 1, "just one");
  ok(line[4] == '-' && line[10] == 'T' && line[19] == '.', "it begins with the time");
  log_request(NULL);
  catch_errors();
  result r = FAIL("no row in %s", "counter");
  log_warn("%s", "bad \xff");
  char *big = arena_alloc(arena, 10000);
  memset(big, 'x', 9999);
  log_error("%s", big);
  line = caught_errors();
  is_int(r, FAILED, "FAIL answers FAILED");
  has_text(line, " error test - no row in counter at=", "and says where");
  has_text(line, "bad \\xff", "what is no UTF-8 is escaped");
  ok(strlen(line) < 6000 && line[strlen(line) - 1] == '\n', "a long line is cut and ended");
  is_text(result_name(CONFLICT), "conflict", "an answer's name");
}

int main(void)
{
  arena = arena_new(64 << 20, NULL, NULL);
  int fd = mkstemp(file);
  need(fd >= 0, "a file");
  close(fd);
  test_defaults();
  test_lifetimes();
  test_file_and_environment();
  test_complaints();
  test_loopback();
  test_key();
  test_log();
  unlink(file);
  arena_free(arena);
  return tap_done();
}
