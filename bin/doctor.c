/* What the doctor says of a part: a sentence with its mark. */
#include "bin/doctor.h"

#include <stdarg.h>
#include <stdio.h>

__attribute__((format(printf, 2, 0))) static void say(const char *mark, const char *format, va_list args)
{
  fputs(mark, stdout);
  vprintf(format, args);
  putchar('\n');
}

void fine(struct findings *f, const char *format, ...)
{
  (void)f;
  va_list args;
  va_start(args, format);
  say("ok    ", format, args);
  va_end(args);
}

void warn(struct findings *f, const char *format, ...)
{
  f->warned++;
  va_list args;
  va_start(args, format);
  say("note  ", format, args);
  va_end(args);
}

void bad(struct findings *f, const char *format, ...)
{
  f->bad++;
  va_list args;
  va_start(args, format);
  say("BAD   ", format, args);
  va_end(args);
}
