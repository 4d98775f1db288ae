/* One write per line, so that lines of several processes on one standard error do not mix. The time is the real one, also when
 * PORTICO_CLOCK freezes the program's: a log that lies about time helps nobody. */
#include "lib/base/log.h"
#include "lib/base/str.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { LINE_BYTES = 4096 };

static struct {
  char program[32], request[64];
  enum log_level least;
} logger = { .program = "portico", .least = LOG_INFO };

/* Copies text with control characters (C0, DEL, C1) and backslashes as escapes; bytes that are no UTF-8 as well. */
static size_t put_escaped(char *out, size_t room, const char *text)
{
  bool valid = utf8_valid(text, strlen(text));
  size_t n = 0;
  for (const unsigned char *c = (const unsigned char *)text; *c != '\0'; c++) {
    bool c1 = *c == 0xc2 && c[1] >= 0x80 && c[1] <= 0x9f;
    char piece[8] = { (char)*c };
    if (*c == '\n')
      memcpy(piece, "\\n", sizeof "\\n");
    else if (*c == '\\')
      memcpy(piece, "\\\\", sizeof "\\\\");
    else if (c1)
      snprintf(piece, sizeof piece, "\\u%04x", *++c);
    else if (*c < 0x20 || *c == 0x7f || (*c >= 0x80 && !valid))
      snprintf(piece, sizeof piece, "\\x%02x", *c);
    size_t size = strlen(piece);
    if (n + size >= room)
      break;
    memcpy(out + n, piece, size);
    n += size;
  }
  while (valid && n > 0 && n + 8 >= room && ((unsigned char)out[n - 1] & 0x80) != 0)
    n--; /* clipped: no half character at the end */
  out[n] = '\0';
  return n;
}

void log_open(const char *program, enum log_level least)
{
  put_escaped(logger.program, sizeof logger.program, program);
  logger.least = least;
}

void log_request(const char *request_id)
{
  put_escaped(logger.request, sizeof logger.request, request_id == NULL ? "" : request_id);
}

static size_t put_head(char *line, size_t room, enum log_level level)
{
  static const char *const names[] = { "debug", "info", "warn", "error" };
  struct timespec now;
  struct tm tm;
  clock_gettime(CLOCK_REALTIME, &now);
  gmtime_r(&now.tv_sec, &tm);
  size_t n = strftime(line, room, "%Y-%m-%dT%H:%M:%S", &tm);
  int head = snprintf(line + n, room - n, ".%03ldZ %s %s %s ", now.tv_nsec / 1000000, names[level & 3], logger.program,
                      logger.request[0] != '\0' ? logger.request : "-");
  return n + (size_t)head;
}

void log_put(enum log_level level, const char *file, int line, const char *format, ...)
{
  if (level < logger.least)
    return;
  char message[LINE_BYTES], text[LINE_BYTES + 512], where[128];
  va_list args;
  va_start(args, format);
  vsnprintf(message, sizeof message, format, args);
  va_end(args);
  if (level >= LOG_WARN)
    snprintf(where, sizeof where, " at=%s:%d\n", file, line);
  else
    memcpy(where, "\n", sizeof "\n");
  size_t n = put_head(text, sizeof text, level);
  n += put_escaped(text + n, sizeof text - n - sizeof where, message);
  size_t tail = strlen(where);
  memcpy(text + n, where, tail);
  ssize_t written = write(STDERR_FILENO, text, n + tail);
  (void)written; /* nowhere to complain to */
}
