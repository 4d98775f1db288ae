#include "lib/base/json.h"

#include <string.h>

static void json_string(struct buf *out, const char *text)
{
  buf_putc(out, '"');
  for (const unsigned char *at = (const unsigned char *)text; *at; at++)
    if (*at == '"' || *at == '\\')
      buf_printf(out, "\\%c", *at);
    else if (*at < 0x20 || *at == 0x7f || strchr("<>&", *at)) /* safe inside HTML, too */
      buf_printf(out, "\\u%04x", *at);
    else
      buf_putc(out, (char)*at);
  buf_putc(out, '"');
}

static void json_name(struct json *j, const char *name)
{
  if (j->comma)
    buf_putc(j->out, ',');
  j->comma = true;
  if (name) {
    json_string(j->out, name);
    buf_putc(j->out, ':');
  }
}

static void json_open(struct json *j, const char *name, char bracket)
{
  json_name(j, name);
  buf_putc(j->out, bracket);
  j->comma = false;
}

static void json_close(struct json *j, char bracket)
{
  buf_putc(j->out, bracket);
  j->comma = true;
}

void json_object(struct json *j, const char *name)
{
  json_open(j, name, '{');
}

void json_array(struct json *j, const char *name)
{
  json_open(j, name, '[');
}

void json_end_object(struct json *j)
{
  json_close(j, '}');
}

void json_end_array(struct json *j)
{
  json_close(j, ']');
}

void json_text(struct json *j, const char *name, const char *text)
{
  json_name(j, name);
  if (text)
    json_string(j->out, text);
  else
    buf_puts(j->out, "null");
}

void json_raw(struct json *j, const char *name, const char *value)
{
  json_name(j, name);
  buf_puts(j->out, value);
}

void json_int(struct json *j, const char *name, int64_t n)
{
  json_name(j, name);
  buf_printf(j->out, "%lld", (long long)n);
}

void json_date(struct json *j, const char *name, struct date d)
{
  json_text(j, name, d.year ? date_iso(j->out->arena, d) : NULL);
}
