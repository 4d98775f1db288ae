/* Reads TZif files (RFC 8536): the 64-bit block's transitions, and behind the last of them the footer's rule, posix_zone.c. */
#include "lib/base/zone.h"
#include "lib/base/posix_zone.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NAME_MAX_BYTES = 64, FILE_MAX_BYTES = 256 << 10, HEAD_BYTES = 44 };

struct zone {
  struct zone *next;
  char name[NAME_MAX_BYTES];
  unsigned char *file;
  const unsigned char *times, *indexes, *types; /* 64-bit big-endian; one byte each; 6 bytes each */
  uint32_t n_times, n_types;
  struct posix_zone footer;
  bool has_footer;
};

static struct zone *zones; /* a process meets a few names; unknown ones are not kept, so nobody can make it grow */

static uint32_t big32(const unsigned char *at)
{
  return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
}

static int64_t time_at(const struct zone *z, uint32_t i)
{
  return (int64_t)((uint64_t)big32(z->times + 8 * i) << 32 | big32(z->times + 8 * i + 4));
}

static int32_t type_offset(const struct zone *z, uint32_t type)
{
  return (int32_t)big32(z->types + 6 * type);
}

/* Bytes of the data block whose header stands at head, or 0 when it is no header or too large to be true. */
static size_t block_bytes(const unsigned char *head, size_t time_bytes)
{
  size_t n[6];
  if (memcmp(head, "TZif", 4) != 0)
    return 0;
  for (int i = 0; i < 6; i++) { /* UT flags, standard flags, leap seconds, transitions, types, characters */
    n[i] = big32(head + 20 + 4 * i);
    if (n[i] > FILE_MAX_BYTES)
      return 0;
  }
  return HEAD_BYTES + n[3] * (time_bytes + 1) + n[4] * 6 + n[5] + n[2] * (time_bytes + 4) + n[1] + n[0];
}

static bool indexes_fine(const struct zone *z)
{
  for (uint32_t i = 0; i < z->n_times; i++)
    if (z->indexes[i] >= z->n_types || (i > 0 && time_at(z, i) <= time_at(z, i - 1)))
      return false;
  for (uint32_t i = 0; i < z->n_types; i++) {
    int32_t offset = type_offset(z, i);
    if (offset < -90000 || offset > 93600) /* RFC 8536, section 3.2 */
      return false;
  }
  return true;
}

static bool zone_parse(struct zone *z, size_t size)
{
  unsigned char *file = z->file;
  if (size < HEAD_BYTES || file[4] < '2')
    return false; /* version 1 has 32-bit times only; nobody ships it any more */
  size_t first = block_bytes(file, 4);
  if (first == 0 || first + HEAD_BYTES > size)
    return false;
  const unsigned char *head = file + first;
  size_t second = block_bytes(head, 8);
  if (second == 0 || first + second > size || big32(head + 28) != 0)
    return false; /* leap seconds: a "right" file, whose times are not POSIX times */
  z->n_times = big32(head + 32);
  z->n_types = big32(head + 36);
  z->times = head + HEAD_BYTES;
  z->indexes = z->times + (size_t)z->n_times * 8;
  z->types = z->indexes + z->n_times;
  if (z->n_types == 0 || !indexes_fine(z))
    return false;
  char *footer = (char *)head + second, *end = strchr(footer, '\0');
  if (*footer == '\n' && (size_t)(end - (char *)file) <= size) {
    footer[1 + strcspn(footer + 1, "\n")] = '\0';
    z->has_footer = footer[1] != '\0' && posix_zone_parse(footer + 1, &z->footer);
  }
  return true;
}

/* A name is a path below the database: letters, digits and _ + - in parts between slashes, so it cannot leave it. */
static bool name_fine(const char *name)
{
  static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_+-/";
  size_t n = strlen(name);
  return n > 0 && n < NAME_MAX_BYTES && strspn(name, letters) == n && name[0] != '/' && name[n - 1] != '/' &&
         strstr(name, "//") == NULL && strncmp(name, "right/", 6) != 0 && strncmp(name, "posix/", 6) != 0 &&
         strcmp(name, "localtime") != 0 && strcmp(name, "posixrules") != 0;
}

static bool zone_read(struct zone *z)
{
  char path[128];
  snprintf(path, sizeof path, "/usr/share/zoneinfo/%s", z->name);
  FILE *f = fopen(path, "re");
  if (f == NULL)
    return false;
  z->file = calloc(1, FILE_MAX_BYTES + 1);
  size_t size = z->file == NULL ? 0 : fread(z->file, 1, FILE_MAX_BYTES, f);
  fclose(f);
  if (size == 0 || !zone_parse(z, size)) {
    free(z->file);
    return false;
  }
  return true;
}

const struct zone *zone_find(const char *name)
{
  for (struct zone *z = zones; z != NULL; z = z->next)
    if (strcmp(z->name, name) == 0)
      return z;
  struct zone *z = name_fine(name) ? calloc(1, sizeof *z) : NULL;
  if (z == NULL)
    return NULL;
  snprintf(z->name, sizeof z->name, "%s", name);
  if (!zone_read(z)) {
    free(z);
    return NULL;
  }
  z->next = zones;
  zones = z;
  return z;
}

int32_t zone_offset(const struct zone *z, int64_t epoch_seconds)
{
  if (z == NULL)
    return 0;
  uint32_t low = 0, high = z->n_times; /* the number of transitions at or before the instant */
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (time_at(z, middle) <= epoch_seconds)
      low = middle + 1;
    else
      high = middle;
  }
  if (low == z->n_times && z->has_footer)
    return posix_zone_offset(&z->footer, epoch_seconds);
  return type_offset(z, low == 0 ? 0 : z->indexes[low - 1]);
}
