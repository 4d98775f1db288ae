/* Messages: RFC 5322 headers, RFC 2047 words, RFC 2045 bodies; and what is refused. */
#include "lib/link/mail.h"
#include "tests/unit/tap.h"

static struct arena *a;
static const struct utc moment = { 1792000000LL * 1000000 }; /* Wed, 14 Oct 2026 17:46:40 UTC, by date(1) */

static struct mail simple(void)
{
  return (struct mail){ .from_name = "Example Channel",
                        .to = "ann@example.com",
                        .subject = "Hello",
                        .text = "One\nTwo\n",
                        .message_id = "abc.1@portal.example.com" };
}

static result compose(const struct mail *m, const char **text)
{
  struct bytes out = { 0 };
  const char *why;
  result r = mail_compose(a, m, "noreply@example.net", moment, &out, &why);
  *text = r == OK ? arena_dupn(a, (const char *)out.at, out.size) : "";
  ok((r == OK) == (why == NULL), "a refusal says why, and only a refusal (%s)", why ? why : "fine");
  return r;
}

static void test_addresses(void)
{
  static const char *const good[] = { "a@b.example", "ann+x@example.com", "o'neil@sub.example.org", "x@localhost" };
  static const char *const bad[] = { "",
                                     "ann",
                                     "@example.com",
                                     "ann@",
                                     "a@b@c.example",
                                     "ann @example.com",
                                     "ann@example.com\r\nRCPT TO:<eve@example.net>",
                                     "ann@example.com\n",
                                     "ann@example.com>",
                                     "<ann@example.com",
                                     "a,b@example.com",
                                     "ann@exa mple.com",
                                     "\"ann\"@example.com",
                                     "ann@example..com",
                                     ".ann@example.com",
                                     "gr\xc3\xbc\xc3\x9f@example.com",
                                     "ann@[127.0.0.1]",
                                     "ann@example.com." };
  for (size_t i = 0; i < sizeof good / sizeof *good; i++)
    ok(mail_address_valid(good[i]), "an address: %s", good[i]);
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
    ok(!mail_address_valid(bad[i]), "no address: bad one %zu", i);
  ok(!mail_address_valid(NULL), "no address: none");
  char *lengthy = arena_alloc(a, 300);
  memset(lengthy, 'a', 260);
  memcpy(lengthy + 1, "@", 1);
  ok(!mail_address_valid(lengthy), "no address: 260 bytes");
}

static void test_header_text(void)
{
  is_text(mail_header_text(a, "Plain, 100% ASCII"), "Plain, 100% ASCII", "ASCII stays");
  is_text(mail_header_text(a, "Stadt W\xc3\xb6rfel"),
          "=?UTF-8?B?U3RhZHQgV8O2cmZlbA==?=", "UTF-8 becomes a base64 word");
  is_text(mail_header_text(a, "=?UTF-8?B?QQ==?="),
          "=?UTF-8?B?PT9VVEYtOD9CP1FRPT0/PQ==?=", "what looks like a word is not taken for one");
  struct buf s = BUF(a);
  for (int i = 0; i < 60; i++)
    buf_puts(&s, "\xe5\xb1\xb1");
  const char *folded = mail_header_text(a, buf_text(&s));
  size_t longest = 0, line = 0;
  for (const char *p = folded; *p; p++) {
    line = *p == '\n' ? 0 : line + 1;
    longest = line > longest ? line : longest;
  }
  ok(longest <= 76, "folded lines are at most 76 long (RFC 2047, 2): %zu", longest);
  ok(!strstr(folded, "\n=") && strstr(folded, "\r\n =?UTF-8?B?"), "each line goes on with a space");
  ok(!strstr(folded, "6?=\r"), "no character is cut in two");
}

static void test_simple(void)
{
  const char *text;
  struct mail m = simple();
  m.auto_submitted = true;
  m.language = "de";
  m.reply_to = "desk@example.org";
  is_int(compose(&m, &text), OK, "a plain message");
  ok(strncmp(text, "Date: Wed, 14 Oct 2026 17:46:40 +0000\r\n", 39) == 0, "the date by RFC 5322, 3.3");
  has_text(text, "\r\nFrom: \"Example Channel\" <noreply@example.net>\r\n", "From");
  has_text(text, "\r\nTo: <ann@example.com>\r\n", "To");
  has_text(text, "\r\nMessage-ID: <abc.1@portal.example.com>\r\n", "Message-ID");
  has_text(text, "\r\nReply-To: <desk@example.org>\r\n", "Reply-To");
  has_text(text, "\r\nAuto-Submitted: auto-generated\r\n", "RFC 3834");
  has_text(text, "\r\nContent-Language: de\r\n", "the language");
  has_text(text, "Content-Transfer-Encoding: 7bit\r\n\r\nOne\r\nTwo\r\n", "the text as it is, with CRLF");
  m.from_name = "The \"X\" \\ Desk";
  is_int(compose(&m, &text), OK, "a name with quotes");
  has_text(text, "From: \"The \\\"X\\\" \\\\ Desk\" <noreply@example.net>", "is quoted by RFC 5322, 3.2.4");
}

static void test_body(void)
{
  const char *text;
  struct mail m = simple();
  m.text = "Gr\xc3\xbc\xc3\x9f"
           "e = 1\n.\nend ";
  is_int(compose(&m, &text), OK, "a text with umlauts, a lone dot, a space at the end");
  has_text(text, "\r\n\r\nGr=C3=BC=C3=9Fe =3D 1\r\n=2E\r\nend=20\r\n", "quoted-printable (RFC 2045, 6.7)");
  char *lengthy = arena_alloc(a, 3000);
  memset(lengthy, 'x', 2500);
  m.text = lengthy;
  is_int(compose(&m, &text), OK, "a line of 2500 characters");
  size_t longest = 0, line = 0;
  for (const char *p = text; *p; p++) {
    line = *p == '\n' ? 0 : line + 1;
    longest = line > longest ? line : longest;
  }
  ok(longest <= 77, "lines stay within 76 and CR: %zu", longest);
}

static void test_parts(void)
{
  const char *text;
  static const struct mail_file files[] = {
    { "invoice.pdf", "application/pdf", { (const unsigned char *)"%PDF\0x", 6 } },
  };
  struct mail m = simple();
  m.html = "<p>One</p>";
  is_int(compose(&m, &text), OK, "text and HTML");
  has_text(text, "Content-Type: multipart/alternative; boundary=\"", "are alternatives");
  ok(strstr(text, "text/plain") < strstr(text, "text/html"), "the best one last (RFC 2046, 5.1.4)");
  m.files = files;
  m.n_files = 1;
  is_int(compose(&m, &text), OK, "with a file");
  ok(strstr(text, "multipart/mixed") < strstr(text, "multipart/alternative"), "mixed outside");
  has_text(text, "Content-Disposition: attachment; filename=\"invoice.pdf\"\r\n\r\nJVBERgB4\r\n", "the file in base64");
}

static void refused(struct mail m, const char *what)
{
  const char *text;
  is_int(compose(&m, &text), INVALID, "refused: %s", what);
}

static void test_injection(void)
{
  struct mail m = simple();
  m.subject = "Hi\r\nBcc: eve@example.net";
  refused(m, "a line break in the subject");
  m = simple();
  m.from_name = "Desk\nBcc: eve@example.net";
  refused(m, "a line break in the name");
  m = simple();
  m.to = "ann@example.com\r\nDATA";
  refused(m, "a line break in the receiver");
  m = simple();
  m.reply_to = "ann@example.com\nX: y";
  refused(m, "a line break in Reply-To");
  m = simple();
  m.message_id = "a@b>\r\nX: <y";
  refused(m, "a line break in the id");
  m = simple();
  m.language = "de\r\nX: y";
  refused(m, "a line break in the language");
  struct mail_file file = { "a\"; x=\".pdf", "application/pdf", { (const unsigned char *)"x", 1 } };
  m = simple();
  m.files = &file;
  m.n_files = 1;
  refused(m, "a quote in a file's name");
  file = (struct mail_file){ "a.pdf", "text/plain\r\nX: y", { (const unsigned char *)"x", 1 } };
  refused(m, "a line break in a file's type");
}

int main(void)
{
  a = arena_new(8 << 20, NULL, NULL);
  test_addresses();
  test_header_text();
  test_simple();
  test_body();
  test_parts();
  test_injection();
  arena_free(a);
  return tap_done();
}
