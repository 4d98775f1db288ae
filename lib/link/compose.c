/* Makes a message: headers by RFC 5322 and 2047, parts by RFC 2045 and 2046. Knows nothing of the network. */
#include "lib/link/mail.h"

#include "lib/base/log.h"

#include <ctype.h>
#include <string.h>

enum {
  ADDRESS_BYTES = 254,
  HEADER_BYTES = 900, /* a line ends at 998 (RFC 5322, 2.1.1); the name and the fold need room */
  WORD_BYTES = 45,    /* 60 base64 characters, so an encoded word stays under 75 (RFC 2047, 2) */
  LINE_CHARS = 76,
};

bool mail_address_valid(const char *s)
{
  if (!s)
    return false;
  size_t size = strlen(s);
  const char *at = strchr(s, '@');
  if (size > ADDRESS_BYTES || !at || at == s || !at[1] || strchr(at + 1, '@') || at - s > 64)
    return false;
  if (s[0] == '.' || at[-1] == '.' || at[1] == '.' || at[1] == '-' || s[size - 1] == '.' || strstr(s, ".."))
    return false;
  for (const char *p = s; *p; p++) {
    unsigned char c = (unsigned char)*p;
    if (c <= 0x20 || c >= 0x7f || strchr("()<>[]\\,;:\"", c))
      return false;
    if (p > at && !isalnum(c) && c != '.' && c != '-')
      return false;
  }
  return true;
}

static void base64_put(struct buf *out, const unsigned char *at, size_t size)
{
  static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  for (size_t i = 0; i < size; i += 3) {
    unsigned n = (unsigned)at[i] << 16 | (i + 1 < size ? (unsigned)at[i + 1] << 8 : 0) | (i + 2 < size ? at[i + 2] : 0);
    buf_putc(out, digits[n >> 18]);
    buf_putc(out, digits[n >> 12 & 63]);
    buf_putc(out, i + 1 < size ? digits[n >> 6 & 63] : '=');
    buf_putc(out, i + 2 < size ? digits[n & 63] : '=');
  }
}

static bool ascii_plain(const char *s)
{
  for (; *s; s++)
    if ((unsigned char)*s < 0x20 || (unsigned char)*s > 0x7e)
      return false;
  return true;
}

const char *mail_header_text(struct arena *a, const char *s)
{
  /* "=?" in plain text would be read as the start of an encoded word. */
  if (ascii_plain(s) && !strstr(s, "=?") && strlen(s) <= HEADER_BYTES)
    return s;
  struct buf out = BUF(a);
  const unsigned char *p = (const unsigned char *)s;
  size_t left = strlen(s);
  while (left) {
    size_t n = left < WORD_BYTES ? left : WORD_BYTES;
    while (n > 1 && n < left && (p[n] & 0xc0) == 0x80) /* a character stays in one word */
      n--;
    buf_puts(&out, out.size ? "\r\n =?UTF-8?B?" : "=?UTF-8?B?");
    base64_put(&out, p, n);
    buf_puts(&out, "?=");
    p += n;
    left -= n;
  }
  return buf_text(&out);
}

/* The name before an address: a quoted string when it is ASCII, else encoded words. */
static const char *phrase(struct arena *a, const char *name)
{
  if (!ascii_plain(name) || strstr(name, "=?") || strlen(name) > 200)
    return mail_header_text(a, name);
  struct buf out = BUF(a);
  buf_putc(&out, '"');
  for (; *name; name++) {
    if (*name == '"' || *name == '\\')
      buf_putc(&out, '\\');
    buf_putc(&out, *name);
  }
  buf_putc(&out, '"');
  return buf_text(&out);
}

static void date_header(struct buf *out, struct utc now)
{
  static const char days[7][4] = { "Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed" }; /* 1970-01-01 was a Thursday */
  static const char months[12][4] = {
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"
  };
  int64_t s = now.us / 1000000;
  int32_t day = (int32_t)(s / 86400);
  struct date d = date_of_days(day);
  int rest = (int)(s % 86400);
  buf_printf(out, "Date: %s, %02d %s %04d %02d:%02d:%02d +0000\r\n", days[day % 7], d.day, months[d.month - 1], d.year,
             rest / 3600, rest / 60 % 60, rest % 60);
}

/* Quoted-printable (RFC 2045, 6.7). "\n" is a line end and becomes CRLF. */
static void quoted_put(struct buf *out, const char *s)
{
  static const char hex[] = "0123456789ABCDEF";
  int column = 0;
  for (const unsigned char *p = (const unsigned char *)s; *p; p++) {
    if (*p == '\r' && p[1] == '\n')
      continue;
    if (*p == '\n') {
      buf_puts(out, "\r\n");
      column = 0;
      continue;
    }
    bool last = !p[1] || p[1] == '\n' || (p[1] == '\r' && p[2] == '\n');
    bool plain = (*p > 0x20 && *p < 0x7f && *p != '=') || ((*p == ' ' || *p == '\t') && !last);
    if (*p == '.' && column == 0)
      plain = false; /* a lone dot ends a message for careless relays */
    if (column + (plain ? 1 : 3) > LINE_CHARS - 1) {
      buf_puts(out, "=\r\n");
      column = 0;
    }
    if (plain) {
      buf_putc(out, (char)*p);
    } else {
      buf_putc(out, '=');
      buf_putc(out, hex[*p >> 4]);
      buf_putc(out, hex[*p & 15]);
    }
    column += plain ? 1 : 3;
  }
  buf_puts(out, "\r\n");
}

/* May it go as it is (RFC 5322, 2.1.1)? Then links can be copied from the raw letter. */
static bool plain_lines(const char *s)
{
  enum { LINE_BYTES_MAX = 998 };
  for (; *s; s += *s == '\n') {
    size_t n = strcspn(s, "\n");
    if (n > LINE_BYTES_MAX || *s == '.' || (n && s[n - 1] == ' '))
      return false;
    for (const char *end = s + n; s < end; s++)
      if (*s < ' ' || *s > '~')
        return false;
  }
  return true;
}

static void plain_put(struct buf *out, const char *s)
{
  for (; *s; s++) {
    if (*s == '\n')
      buf_putc(out, '\r');
    buf_putc(out, *s);
  }
  buf_puts(out, "\r\n");
}

static void text_part(struct buf *out, const char *type, const char *text)
{
  if (plain_lines(text)) {
    buf_printf(out, "Content-Type: text/%s; charset=utf-8\r\nContent-Transfer-Encoding: 7bit\r\n\r\n", type);
    plain_put(out, text);
    return;
  }
  buf_printf(out, "Content-Type: text/%s; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n", type);
  quoted_put(out, text);
}

static void file_part(struct buf *out, const struct mail_file *f)
{
  enum { LINE_BYTES = LINE_CHARS / 4 * 3 };
  buf_printf(out,
             "Content-Type: %s\r\nContent-Transfer-Encoding: base64\r\n"
             "Content-Disposition: attachment; filename=\"%s\"\r\n\r\n",
             f->type, f->name);
  for (size_t i = 0; i < f->content.size; i += LINE_BYTES) {
    size_t left = f->content.size - i;
    base64_put(out, f->content.at + i, left < LINE_BYTES ? left : LINE_BYTES);
    buf_puts(out, "\r\n");
  }
}

static void multipart_open(struct buf *out, const char *kind, const char *boundary)
{
  buf_printf(out, "Content-Type: multipart/%s; boundary=\"", kind);
  buf_puts(out, boundary);
  buf_puts(out, "\"\r\n\r\n");
}

static void boundary_put(struct buf *out, const char *boundary, const char *end)
{
  buf_puts(out, "--");
  buf_puts(out, boundary);
  buf_puts(out, end);
}

/* Text and HTML say the same; readers show the last one that they can. */
static void body_part(struct arena *a, struct buf *out, const struct mail *m, const char *boundary)
{
  if (!m->html) {
    text_part(out, "plain", m->text);
    return;
  }
  boundary = arena_printf(a, "%s-a", boundary);
  multipart_open(out, "alternative", boundary);
  boundary_put(out, boundary, "\r\n");
  text_part(out, "plain", m->text);
  boundary_put(out, boundary, "\r\n");
  text_part(out, "html", m->html);
  boundary_put(out, boundary, "--\r\n");
}

static void parts_put(struct arena *a, struct buf *out, const struct mail *m)
{
  unsigned char random[16];
  random_bytes(random, sizeof random);
  const char *boundary = hex_encode(a, random, sizeof random);
  if (!m->n_files) {
    body_part(a, out, m, boundary);
    return;
  }
  multipart_open(out, "mixed", boundary);
  boundary_put(out, boundary, "\r\n");
  body_part(a, out, m, boundary);
  for (int i = 0; i < m->n_files; i++) {
    boundary_put(out, boundary, "\r\n");
    file_part(out, &m->files[i]);
  }
  boundary_put(out, boundary, "--\r\n");
}

static bool made_of(const char *s, const char *others)
{
  if (str_empty(s) || strlen(s) > 200)
    return false;
  for (; *s; s++)
    if (!isalnum((unsigned char)*s) && !strchr(others, *s))
      return false;
  return true;
}

static const char *unfit(const struct mail *m, const char *from)
{
  if (!mail_address_valid(m->to))
    return "the receiver's address cannot be mailed to";
  if (!mail_address_valid(from))
    return "the sender's address is not one";
  if (m->reply_to && !mail_address_valid(m->reply_to))
    return "the address for answers is not one";
  if (!m->subject || !m->text || str_has_control(m->subject) || (m->from_name && str_has_control(m->from_name)))
    return "a control character in a header";
  if (!made_of(m->message_id, ".-_@"))
    return "the message's id is not one";
  if (m->language && !made_of(m->language, "-"))
    return "the language is not one";
  for (int i = 0; i < m->n_files; i++)
    if (!made_of(m->files[i].name, ".-_") || !made_of(m->files[i].type, "/.-+"))
      return "an attachment's name or type is not plain";
  return NULL;
}

result mail_compose(struct arena *a, const struct mail *m, const char *from, struct utc now, struct bytes *out,
                    const char **why)
{
  *why = unfit(m, from);
  if (*why)
    return INVALID;
  struct buf b = BUF(a);
  date_header(&b, now);
  if (str_empty(m->from_name))
    buf_printf(&b, "From: <%s>\r\n", from);
  else
    buf_printf(&b, "From: %s <%s>\r\n", phrase(a, m->from_name), from);
  buf_printf(&b, "To: <%s>\r\nMessage-ID: <%s>\r\n", m->to, m->message_id);
  if (m->reply_to)
    buf_printf(&b, "Reply-To: <%s>\r\n", m->reply_to);
  buf_printf(&b, "Subject: %s\r\n", mail_header_text(a, m->subject));
  if (m->auto_submitted)
    buf_puts(&b, "Auto-Submitted: auto-generated\r\nX-Auto-Response-Suppress: All\r\n");
  if (m->language)
    buf_printf(&b, "Content-Language: %s\r\n", m->language);
  buf_puts(&b, "MIME-Version: 1.0\r\n");
  parts_put(a, &b, m);
  *out = (struct bytes){ (const unsigned char *)b.at, b.size };
  return OK;
}
