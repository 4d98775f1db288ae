/* config_load: the input is the file of settings. */
#include "lib/base/config.h"
#include "lib/base/str.h"
#include "tests/fuzz/fuzz.h"

#include <sys/mman.h>
#include <unistd.h>

int LLVMFuzzerInitialize(int *argc, char ***argv);

static int file = -1;

/* Complaints by the million go nowhere; libFuzzer keeps its own way out. */
int LLVMFuzzerInitialize(int *argc, char ***argv)
{
  char path[64];
  (void)argc;
  (void)argv;
  file = memfd_create("config", 0);
  snprintf(path, sizeof path, "/proc/self/fd/%d", file);
  setenv("PORTICO_CONFIG", path, 1);
  stderr = fopen("/dev/null", "w");
  return file < 0 || stderr == NULL;
}

static void check_text(const char *s)
{
  promise(s != NULL && utf8_valid(s, strlen(s)) && !str_has_control(s));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  struct config c;
  if (ftruncate(file, 0) != 0 || pwrite(file, data, size, 0) != (ssize_t)size)
    abort();
  if (config_load(fuzz_arena(), "portico", &c) != OK)
    return 0;
  check_text(c.site_name);
  check_text(c.site_url);
  check_text(c.db_password);
  check_text(c.db_owner_user);
  check_text(c.db_owner_password);
  check_text(c.key_file);
  promise(c.db_port >= 1 && c.db_port <= 65535 && c.process_requests >= 1);
  promise(str_starts(c.site_url, c.plain_http ? "http://" : "https://") && !str_ends(c.site_url, "/"));
  return 0;
}
