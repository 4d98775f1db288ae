#include "lib/document/document_store.h"

#include "lib/base/crypto.h"
#include "lib/base/log.h"
#include "lib/document/invoice_pdf.h"
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FILE_BYTES_MAX = 32 << 20 };

static void close_fd(int *fd)
{
  if (*fd >= 0)
    close(*fd);
}
#define FD __attribute__((cleanup(close_fd))) int

static const char *folder_of(struct arena *a, const char *folder, const unsigned char hash[32])
{
  return arena_printf(a, "%s/%s", folder, hex_encode(a, hash, 1));
}

static const char *path_of(struct arena *a, const char *folder, const unsigned char hash[32])
{
  return arena_printf(a, "%s/%s", folder_of(a, folder, hash), hex_encode(a, hash + 1, 31));
}

/* A name in a folder is on disk when the folder is. */
static result folder_sync(const char *path)
{
  FD fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  return fd >= 0 && fsync(fd) == 0 ? OK : FAIL("%s: %s", path, strerror(errno));
}

static result folder_make(struct arena *a, const char *folder, const unsigned char hash[32])
{
  const char *path = folder_of(a, folder, hash);
  if (mkdir(path, 0750) == 0)
    return folder_sync(folder);
  return errno == EEXIST ? OK : FAIL("%s: %s", path, strerror(errno));
}

static result file_write(const char *path, struct bytes content)
{
  FD fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0640);
  if (fd < 0)
    return FAIL("%s: %s", path, strerror(errno));
  for (size_t done = 0; done < content.size;) {
    ssize_t n = write(fd, content.at + done, content.size - done);
    if (n < 0 && errno == EINTR)
      continue;
    if (n <= 0)
      return FAIL("%s: %s", path, strerror(errno));
    done += (size_t)n;
  }
  return fsync(fd) == 0 ? OK : FAIL("%s: %s", path, strerror(errno));
}

result store_put(struct arena *a, const char *folder, struct bytes content, unsigned char hash[32])
{
  unsigned char random[12];
  sha256(content.at, content.size, hash);
  random_bytes(random, sizeof random);
  const char *path = path_of(a, folder, hash),
             *fresh = arena_printf(a, "%s.%s.new", path, hex_encode(a, random, sizeof random));
  TRY(folder_make(a, folder, hash));
  if (access(path, F_OK) == 0)
    return folder_sync(folder_of(a, folder, hash)); /* whoever put it may not have come so far */
  result r = file_write(fresh, content);
  if (r == OK && rename(fresh, path) != 0)
    r = FAIL("%s: %s", path, strerror(errno));
  if (r != OK) {
    unlink(fresh);
    return r;
  }
  return folder_sync(folder_of(a, folder, hash));
}

static result file_read(struct arena *a, const char *path, struct bytes *out)
{
  struct stat st;
  FD fd = open(path, O_RDONLY | O_CLOEXEC);
  if (fd < 0 || fstat(fd, &st) != 0)
    return FAIL("%s: %s", path, strerror(errno));
  if (!S_ISREG(st.st_mode) || st.st_size > FILE_BYTES_MAX)
    return FAIL("%s is not a document", path);
  size_t size = (size_t)st.st_size, got = 0;
  unsigned char *at = arena_alloc(a, size + 1);
  while (got < size) {
    ssize_t n = read(fd, at + got, size - got);
    if (n < 0 && errno == EINTR)
      continue;
    if (n <= 0)
      return FAIL("%s ends early", path);
    got += (size_t)n;
  }
  *out = (struct bytes){ at, size };
  return OK;
}

result store_get(struct arena *a, const char *folder, const unsigned char hash[32], struct bytes *out)
{
  unsigned char is[32];
  const char *path = path_of(a, folder, hash);
  TRY(file_read(a, path, out));
  sha256(out->at, out->size, is);
  if (memcmp(is, hash, sizeof is) == 0)
    return OK;
  *out = (struct bytes){ 0 };
  return FAIL("%s is not what was stored: its hash differs", path);
}

/* A locking read sees what another maker has committed meanwhile. */
static result document_find(struct work *w, int64_t invoice_id, const char *kind, struct bytes *hash)
{
  ROWS rows = { 0 };
  TRY(db_query(w, &rows, "SELECT hash FROM document WHERE invoice_id = ? AND kind = ? LOCK IN SHARE MODE",
               A(invoice_id), A(kind)));
  TRY(rows_one(&rows, F(*hash)));
  return hash->size == 32 ? OK : FAIL("the %s of invoice %lld has no hash", kind, (long long)invoice_id);
}

static result document_make(struct work *w, const struct config *c, int64_t invoice_id, const char *kind)
{
  struct snapshot s;
  struct bytes content;
  unsigned char hash[32];
  TRY(snapshot_load(w, invoice_id, &s));
  TRY(invoice_pdf(w->arena, &s, &content));
  TRY(store_put(w->arena, c->storage, content, hash));
  result r =
      db_exec(w, "INSERT INTO document (invoice_id, kind, template, hash, size, created_at) VALUES (?, ?, ?, ?, ?, ?)",
              A(invoice_id), A(kind), A(INVOICE_PDF_TEMPLATE), A(((struct bytes){ hash, sizeof hash })),
              A((int64_t)content.size), A(w->now));
  return r == CONFLICT ? OK : r; /* somebody else made it first */
}

result invoice_document(struct work *w, const struct config *c, int64_t invoice_id, const char *kind, struct bytes *out)
{
  struct bytes hash;
  if (!str_eq(kind, "pdf"))
    return NOT_FOUND;
  result r = document_find(w, invoice_id, kind, &hash);
  if (r == NOT_FOUND) {
    TRY(document_make(w, c, invoice_id, kind));
    r = document_find(w, invoice_id, kind, &hash);
  }
  TRY(r);
  return store_get(w->arena, c->storage, hash.at, out);
}

result invoice_document_look(struct work *w, const struct config *c, int64_t invoice_id, const char *kind,
                             struct bytes *out)
{
  struct snapshot s;
  struct bytes hash;
  if (!str_eq(kind, "pdf"))
    return NOT_FOUND;
  result r = document_find(w, invoice_id, kind, &hash);
  if (r == OK)
    return store_get(w->arena, c->storage, hash.at, out);
  if (r != NOT_FOUND)
    return r;
  TRY(snapshot_load(w, invoice_id, &s));
  return invoice_pdf(w->arena, &s, out);
}
