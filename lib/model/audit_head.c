/* The chain's end, signed, in files outside of the database: what a cut tail or a chain made anew is held against. */
#include "lib/base/crypto.h"
#include "lib/base/log.h"
#include "lib/model/audit_chain.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { HEADS_MAX = 100000, LINE_BYTES = 256, HOUR_S = 3600 };

static const char *head_path(struct arena *a, const struct config *c, const char *name)
{
  return arena_printf(a, "%s/%s", c->storage, name);
}

static const char *head_line(struct arena *a, const unsigned char key[32], const struct audit_head *head,
                             struct utc now)
{
  unsigned char seed[32], signature[64];
  const char *text =
      arena_printf(a, "%lld %s %s", (long long)head->seq, hex_encode(a, head->hash, 32), utc_iso(a, now));
  key_derive(key, "audit head", seed);
  ed25519_sign(seed, text, strlen(text), signature);
  return arena_printf(a, "%s %s\n", text, hex_encode(a, signature, 64));
}

static result line_put(int fd, const char *line, const char *path)
{
  size_t size = strlen(line);
  if (fd < 0 || write(fd, line, size) != (ssize_t)size || fsync(fd) != 0) {
    result r = FAIL("cannot write %s: %s", path, strerror(errno));
    if (fd >= 0)
      close(fd);
    return r;
  }
  close(fd);
  return OK;
}

/* The whole file changes at once: a reader sees the old head or the new one. Two that seal at once write files of their own. */
static result head_replace(struct arena *a, const char *path, const char *line)
{
  const char *fresh = arena_printf(a, "%s.%d.new", path, (int)getpid());
  TRY(line_put(open(fresh, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600), line, fresh));
  return rename(fresh, path) == 0 ? OK : FAIL("cannot replace %s: %s", path, strerror(errno));
}

result audit_head_write(const struct config *c, const unsigned char key[32], const struct audit_head *head,
                        struct utc now, struct arena *a)
{
  const char *line = head_line(a, key, head, now), *hourly = head_path(a, c, "audit-heads");
  struct stat st;
  TRY(head_replace(a, head_path(a, c, "audit-head"), line));
  if (stat(hourly, &st) == 0 && now.us / 1000000 - st.st_mtime < HOUR_S)
    return OK;
  return line_put(open(hourly, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600), line, hourly);
}

/* "seq hash time signature" */
static bool line_read(const unsigned char public_key[32], char *line, struct audit_head *out)
{
  unsigned char signature[64];
  size_t size;
  line[strcspn(line, "\n")] = 0;
  char *last = strrchr(line, ' ');
  if (!last || !hex_decode(last + 1, signature, sizeof signature, &size) || size != sizeof signature)
    return false;
  *last = 0;
  if (!ed25519_valid(public_key, line, strlen(line), signature))
    return false;
  char *hash = strchr(line, ' '), *when = hash ? strchr(hash + 1, ' ') : NULL;
  if (!when)
    return false;
  *hash = *when = 0;
  return str_int64(line, &out->seq) && hex_decode(hash + 1, out->hash, 32, &size) && size == 32;
}

static result file_read(const char *path, const unsigned char public_key[32], struct audit_head *heads, int *n,
                        const char **why)
{
  char line[LINE_BYTES];
  FILE *f = fopen(path, "re");
  if (!f)
    return errno == ENOENT ? OK : FAIL("cannot read %s: %s", path, strerror(errno));
  result r = OK;
  while (r == OK && *n < HEADS_MAX && fgets(line, sizeof line, f)) {
    if (line_read(public_key, line, &heads[*n]))
      ++*n;
    else {
      *why = "a head that was kept outside is not signed by this installation's key";
      r = INVALID;
    }
  }
  fclose(f);
  return r;
}

result audit_heads_read(const struct config *c, const unsigned char key[32], struct arena *a, struct audit_head **heads,
                        int *n, const char **why)
{
  unsigned char public_key[32];
  audit_public_key(key, public_key);
  *heads = arena_array(a, HEADS_MAX, sizeof **heads);
  *n = 0;
  TRY(file_read(head_path(a, c, "audit-heads"), public_key, *heads, n, why));
  return file_read(head_path(a, c, "audit-head"), public_key, *heads, n, why);
}

void audit_public_key(const unsigned char key[32], unsigned char out[32])
{
  unsigned char seed[32];
  key_derive(key, "audit head", seed);
  ed25519_public(seed, out);
}
