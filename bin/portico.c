/* portico: what an administrator does from a shell. The table below is all there is. */
#include "bin/portico.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct command {
  const char *name, *arguments, *help;
  int (*run)(struct cli *c);
} commands[] = {
  { "migrate", "[--state]", "bring the database's schema up to date, or say whether it is", command_migrate },
  { "schema", "", "print the schema of the database", command_schema },
  { "grants", "[--host HOST]", "print what the portal's database user may do, as statements for the owner",
    command_grants },
  { "audit", "verify | seal | key",
    "check that the audit trail is as it was written, seal what is new, or print the key that its heads are signed with",
    command_audit },
  { "company", "add --legal-name NAME ... | list", "add one of the vendor's own companies, or list them",
    command_company },
  { "org", "add SLUG --name NAME ... | list", "add a partner organisation, or list them", command_org },
  { "user", "add EMAIL ... | list | deactivate EMAIL | reset-factors EMAIL",
    "add a person, list them, or end a person's access", command_user },
  { "provider", "add NAME --issuer URL ... | list | check | disable", "set up where people sign in by OpenID Connect",
    command_provider },
  { "signin-link", "EMAIL [--portal ID | any]",
    "print a link that signs this person in once, or an end customer into a portal", command_signin_link },
  { "doctor", "", "check the installation, a sentence for each part", command_doctor },
  { "demo", "[--customers N [--org SLUG] [--seed S]] | --app", "fill the database with made-up data", command_demo },
};

enum { COMMANDS = sizeof commands / sizeof *commands };

static int help(FILE *out)
{
  fputs("portico COMMAND ...\n\n", out);
  for (int i = 0; i < COMMANDS; i++)
    fprintf(out, "  %s %s\n      %s\n", commands[i].name, commands[i].arguments, commands[i].help);
  fputs("\nThe settings are read from $PORTICO_CONFIG, else from ../etc/portico.hdf beside this program, else from "
        "/etc/portico/portico.hdf.\n",
        out);
  return out == stdout ? 0 : 2;
}

static int complain(int status, const char *format, va_list args)
{
  fputs("portico: ", stderr);
  vfprintf(stderr, format, args);
  fputc('\n', stderr);
  return status;
}

int cli_choose_(struct cli *c, const struct cli_verb *verbs, int n, const char *usage)
{
  const char *word = cli_word(c);
  for (int i = 0; i < n; i++)
    if (str_eq(word, verbs[i].word))
      return verbs[i].run(c);
  return cli_misuse("%s", usage);
}

int cli_fail(const char *format, ...)
{
  va_list args;
  va_start(args, format);
  int status = complain(1, format, args);
  va_end(args);
  return status;
}

int cli_misuse(const char *format, ...)
{
  va_list args;
  va_start(args, format);
  int status = complain(2, format, args);
  va_end(args);
  return status;
}

int cli_done(result r, const char *what)
{
  return r == OK ? 0 : cli_fail("could not %s: %s", what, r == UNAVAILABLE ? "the database is away" : result_name(r));
}

static void take_out(struct cli *c, int at, int n)
{
  memmove(c->argv + at, c->argv + at + n, (size_t)(c->argc - at - n) * sizeof *c->argv);
  c->argc -= n;
}

const char *cli_option(struct cli *c, const char *name)
{
  size_t size = strlen(name);
  for (int i = 0; i < c->argc; i++) {
    char *word = c->argv[i];
    if (!str_starts(word, "--") || strncmp(word + 2, name, size) != 0)
      continue;
    if (word[2 + size] == '=') {
      take_out(c, i, 1);
      return word + 3 + size;
    }
    if (!word[2 + size] && i + 1 < c->argc) {
      const char *value = c->argv[i + 1];
      take_out(c, i, 2);
      return value;
    }
  }
  return NULL;
}

bool cli_flag(struct cli *c, const char *name)
{
  for (int i = 0; i < c->argc; i++)
    if (str_starts(c->argv[i], "--") && str_eq(c->argv[i] + 2, name)) {
      take_out(c, i, 1);
      return true;
    }
  return false;
}

const char *cli_word(struct cli *c)
{
  if (c->argc == 0 || str_starts(c->argv[0], "--"))
    return NULL;
  const char *word = c->argv[0];
  take_out(c, 0, 1);
  return word;
}

bool cli_left_over(const struct cli *c)
{
  if (c->argc > 0)
    (void)cli_misuse("\"%s\" is not understood here, or lacks its value", c->argv[0]);
  return c->argc > 0;
}

static struct work work_of(struct cli *c, bool owner)
{
  return (struct work){ .db = db_new(&c->config, owner),
                        .arena = c->arena,
                        .now = utc_now(),
                        .actor = "system",
                        .request_id = "shell",
                        .zone = "UTC" };
}

static void no_memory(void *arg)
{
  (void)arg;
  exit(cli_fail("there is not enough memory for this"));
}

static int run(const struct command *command, int argc, char **argv)
{
  struct cli c = { .arena = arena_new((size_t)1 << 30, no_memory, NULL), .argc = argc - 2, .argv = argv + 2 };
  int status = 2;
  if (config_load(c.arena, argv[0], &c.config) == OK) {
    c.app = work_of(&c, false);
    c.owner = work_of(&c, true);
    status = command->run(&c);
    db_free(c.app.db);
    db_free(c.owner.db);
  }
  arena_free(c.arena);
  return fflush(stdout) == 0 && !ferror(stdout) ? status : cli_fail("the output could not be written");
}

int main(int argc, char **argv)
{
  log_open("portico", LOG_WARN);
  if (argc < 2)
    return help(stderr);
  if (str_eq(argv[1], "help") || str_eq(argv[1], "--help") || str_eq(argv[1], "-h"))
    return help(stdout);
  for (int i = 0; i < COMMANDS; i++)
    if (str_eq(argv[1], commands[i].name))
      return run(&commands[i], argc, argv);
  return cli_misuse("there is no command \"%s\"; portico help lists them", argv[1]);
}
