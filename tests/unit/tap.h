/* Unit tests print TAP. A test program includes this one header, calls the checks below from functions, and ends with
 * `return tap_done();`. A failed check goes on, so that one run shows everything; need() stops where going on would crash.
 *
 *   int main(void)
 *   {
 *     is_int(add(1, 2), 3, "one and two");
 *     is_text(name(), "x", "the name of %d", 7);
 *     ok(flag, "the flag");
 *     return tap_done();
 *   }
 */
#ifndef PORTICO_TESTS_TAP_H
#define PORTICO_TESTS_TAP_H

#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define TAP_UNUSED __attribute__((unused))

static int tap_count_, tap_failed_;

#define ok(condition, ...) tap_ok_((condition), __FILE__, __LINE__, #condition, __VA_ARGS__)
#define need(condition, ...)                                                                                           \
  do {                                                                                                                 \
    if (!ok((condition), __VA_ARGS__)) {                                                                               \
      exit(tap_done());                                                                                                \
    }                                                                                                                  \
  } while (0)
#define is_int(got, want, ...)  tap_int_((int64_t)(got), (int64_t)(want), __FILE__, __LINE__, __VA_ARGS__)
#define is_text(got, want, ...) tap_text_((got), (want), __FILE__, __LINE__, __VA_ARGS__)
#define is_bytes(got, want, size, ...)                                                                                 \
  tap_ok_(memcmp((got), (want), (size)) == 0, __FILE__, __LINE__, "bytes differ", __VA_ARGS__)
#define has_text(text, part, ...) tap_has_((text), (part), __FILE__, __LINE__, __VA_ARGS__)

TAP_UNUSED static bool tap_line_(bool good, const char *format, va_list args)
{
  printf("%s %d - ", good ? "ok" : "not ok", ++tap_count_);
  vprintf(format, args);
  putchar('\n');
  if (!good)
    tap_failed_++;
  fflush(stdout);
  return good;
}

__attribute__((format(printf, 5, 6))) TAP_UNUSED static bool tap_ok_(bool good, const char *file, int line,
                                                                     const char *what, const char *format, ...)
{
  va_list args;
  va_start(args, format);
  tap_line_(good, format, args);
  va_end(args);
  if (!good)
    printf("# %s:%d: %s\n", file, line, what);
  return good;
}

__attribute__((format(printf, 5, 6))) TAP_UNUSED static bool tap_int_(int64_t got, int64_t want, const char *file,
                                                                      int line, const char *format, ...)
{
  va_list args;
  va_start(args, format);
  tap_line_(got == want, format, args);
  va_end(args);
  if (got != want)
    printf("# %s:%d: got %lld, want %lld\n", file, line, (long long)got, (long long)want);
  return got == want;
}

__attribute__((format(printf, 5, 6))) TAP_UNUSED static bool
tap_text_(const char *got, const char *want, const char *file, int line, const char *format, ...)
{
  bool good = got == want || (got && want && strcmp(got, want) == 0);
  va_list args;
  va_start(args, format);
  tap_line_(good, format, args);
  va_end(args);
  if (!good)
    printf("# %s:%d: got \"%s\"\n#   want \"%s\"\n", file, line, got ? got : "(null)", want ? want : "(null)");
  return good;
}

__attribute__((format(printf, 5, 6))) TAP_UNUSED static bool
tap_has_(const char *text, const char *part, const char *file, int line, const char *format, ...)
{
  bool good = text && part && strstr(text, part);
  va_list args;
  va_start(args, format);
  tap_line_(good, format, args);
  va_end(args);
  if (!good)
    printf("# %s:%d: \"%s\" is not in \"%s\"\n", file, line, part ? part : "(null)", text ? text : "(null)");
  return good;
}

/* The plan, at the end; the exit status of main. */
TAP_UNUSED static int tap_done(void)
{
  printf("1..%d\n", tap_count_);
  fflush(stdout);
  return tap_failed_ ? 1 : 0;
}

#endif
