/* The language of a mail's text: what is refused, what is sent, and that nothing a person typed is read as a placeholder. */
#include "lib/base/i18n.h"
#include "lib/base/str.h"
#include "lib/link/mail_kind.h"
#include "tests/unit/tap.h"

#include <stdlib.h>
#include <string.h>

static struct arena *a;
static const struct mail_var vars[] = {
  { "site", MAIL_WORD, false, "", "" }, { "name", MAIL_WORD, false, "", "" }, { "link", MAIL_LINK, true, "", "" },
  { "code", MAIL_CODE, true, "", "" },  { "rows", MAIL_PART, false, "", "" }, { 0 },
};

static const struct {
  const char *body;
  enum mail_fault_kind kind;
  const char *name;
  int line;
} bodies[] = {
  { "Hello {name}\n\n{link: Go}\n\n{code}", MAIL_FINE, "", 0 },
  { "{link: Go}\n\n\n  \n{code}\n\n{rows}\n\n{{name}} is {name}", MAIL_FINE, "", 0 },
  { "", MAIL_EMPTY, "", 0 },
  { " \n\n ", MAIL_EMPTY, "", 0 },
  { "{link: Go}\n\n{code}\n\n{nme}", MAIL_UNKNOWN, "nme", 5 },
  { "one\ntwo {nme}\n\n{link: Go}\n\n{code}", MAIL_UNKNOWN, "nme", 2 },
  { "{code}", MAIL_MISSING, "link", 0 },
  { "{link: Go}", MAIL_MISSING, "code", 0 },
  { "{link: Go}\n\n{{code}}", MAIL_MISSING, "code", 0 },
  { "{link}\n\n{code}", MAIL_NO_LABEL, "link", 1 },
  { "{link:  }\n\n{code}", MAIL_NO_LABEL, "link", 1 },
  { "{link: Go}\n\n{code: x}", MAIL_LABEL, "code", 3 },
  { "{name: x}\n\n{link: Go}\n\n{code}", MAIL_LABEL, "name", 1 },
  { "Press {link: Go} now\n\n{code}", MAIL_NOT_ALONE, "link", 1 },
  { "{link: Go}\n{code}", MAIL_NOT_ALONE, "link", 1 },
  { "~ {link: Go}\n\n{code}", MAIL_NOT_ALONE, "link", 1 },
  { "{link: Go}\n\n{code}\n\n{code}", MAIL_TWICE, "code", 5 },
  { "{link: Go}\n\n{code}\n\n{", MAIL_BRACE, "{", 5 },
  { "{link: Go}\n\n{code}\n\n}", MAIL_BRACE, "}", 5 },
  { "{link: Go}\n\n{code}\n\n{}", MAIL_BRACE, "{}", 5 },
  { "{link: Go}\n\n{code}\n\n{ name }", MAIL_BRACE, "{ name }", 5 },
  { "{link: Go}\n\n{code}\n\n{Name}", MAIL_BRACE, "{Name}", 5 },
  { "{link: a {name} b}\n\n{code}", MAIL_BRACE, "{", 1 },
  { "{link: Go\n}\n\n{code}", MAIL_BRACE, "{link: Go", 1 },
  { "{link: Go}\n\n{code}\r\nBcc: eve@example.net", MAIL_CONTROL, "", 0 },
  { "{link: Go}\n\n{code}\n\n\x1b[2J", MAIL_CONTROL, "", 0 },
  { "{link: Go}\n\n{code}\n\n\xc2\x85", MAIL_CONTROL, "", 0 },
  { "{link: Go}\n\n{code}\n\n\xff", MAIL_CONTROL, "", 0 },
};

static void test_bodies(void)
{
  for (size_t i = 0; i < sizeof bodies / sizeof *bodies; i++) {
    struct mail_fault f = mail_body_check(a, vars, bodies[i].body);
    is_int((int)f.kind, (int)bodies[i].kind, "body %d: the fault", (int)i);
    is_text(f.name, bodies[i].name, "body %d: what it is about", (int)i);
    is_int(f.line, bodies[i].line, "body %d: its line", (int)i);
  }
  struct buf longest = BUF(a);
  buf_puts(&longest, "{link: Go}\n\n{code}\n\n");
  while (longest.size < MAIL_BODY_CHARS)
    buf_putc(&longest, 'x');
  is_int((int)mail_body_check(a, vars, buf_text(&longest)).kind, MAIL_FINE, "as long as may be");
  buf_putc(&longest, 'x');
  is_int((int)mail_body_check(a, vars, buf_text(&longest)).kind, MAIL_LONG, "one character too many");
}

static void test_subjects(void)
{
  static const struct {
    const char *subject;
    enum mail_fault_kind kind;
  } cases[] = {
    { "Sign in to {site}", MAIL_FINE },
    { "Grüße {{ }}", MAIL_FINE },
    { "", MAIL_EMPTY },
    { "   ", MAIL_EMPTY },
    { "Your code: {code}", MAIL_NOT_HERE },
    { "{link: Go}", MAIL_NOT_HERE },
    { "{nme}", MAIL_UNKNOWN },
    { "{", MAIL_BRACE },
    { "Hello\nBcc: eve@example.net", MAIL_CONTROL },
    { "Hello\rBcc: eve@example.net", MAIL_CONTROL },
    { "Hello\xe2\x80\xa8"
      "Bcc: eve@example.net",
      MAIL_CONTROL },
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
    is_int((int)mail_subject_check(a, vars, cases[i].subject).kind, (int)cases[i].kind, "subject %d", (int)i);
}

static struct mail sent(const char *subject, const char *body, const struct mail_values *v)
{
  struct letter *l = NULL;
  struct mail m = { 0 };
  is_int(mail_words_letter(vars, subject, body, v, &l), OK, "the letter is made");
  if (l)
    is_int(letter_render(l, &m), OK, "and rendered");
  return m;
}

static struct mail_values *values(const char *name)
{
  struct mail_values *v = mail_values_new(a, (struct letter_brand){ .name = "Example" });
  mail_value(v, "site", "Example");
  mail_value(v, "name", name);
  mail_value(v, "link", "https://portal.example.com/x?a=1&b=2");
  mail_value(v, "code", "ABCD2345");
  return v;
}

static void test_letter(void)
{
  struct mail_values *v = values("Ann");
  letter_fact(mail_part(v, "rows"), "Seats", "5");
  struct mail m =
      sent("To {site}", "Hello {name},\nhow are {{you}}?\n\n{link: Go on}\n\n{code}\n\n{rows}\n\n~ Small.", v);
  is_text(m.subject, "To Example", "the subject");
  is_text(m.text,
          "Hello Ann,\nhow are {you}?\n\nGo on:\nhttps://portal.example.com/x?a=1&b=2\n\n    ABCD 2345\n\nSeats: 5\n\n"
          "Small.\n\n-- \nExample\n",
          "the text");
  has_text(m.html, "Hello Ann,<br>", "a line break that the writer meant");
  has_text(m.html, "font-size:13px;line-height:20px\">Small.", "small print");
  m = sent("x", "{name}\n\n{link: Go}\n\n{code}\n\n{rows}", values(""));
  is_text(m.text, "Go:\nhttps://portal.example.com/x?a=1&b=2\n\n    ABCD 2345\n\n-- \nExample\n",
          "what is empty leaves no gap");
}

static void test_hostile(void)
{
  struct mail_values *v = values("{code}{{link}}\r\nBcc: eve@example.net\n\n~ <script>alert('1')</script>&\"");
  struct mail m = sent("Hi {name}", "Hello {name}\n\n{link: Go}\n\n{code}", v);
  is_text(m.subject, "Hi {code}{{link}}  Bcc: eve@example.net  ~ <script>alert('1')</script>&\"",
          "a value is one line, and is not read again");
  ok(!strstr(m.text, "\nBcc:") && !strstr(m.text, "\r"), "no line of its own in the text");
  has_text(m.html, "&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&amp;&quot;", "escaped in the HTML");
  ok(!strstr(m.html, "<script"), "no element of its own");
  has_text(m.text, "Hello {code}{{link}}", "braces that a person typed stay braces");
}

/* Any bytes: the check answers, and what it lets through can be sent, with its link and its code. */
static void test_any(void)
{
  static const char *const pieces[] = { "{",      "}",    "{{", "}}", "{name}", "{link: Go}", "{code}",
                                        "{rows}", "\n\n", "\n", "~ ", "x",      "{link:",     "{name",
                                        "é",      "\xc3", "\t", ":",  " ",      "{nme}" };
  int fine = 0, wrong = 0;
  srand(7);
  for (int i = 0; i < 20000; i++) {
    struct buf body = BUF(a);
    for (int n = rand() % 12; n > 0; n--)
      buf_puts(&body, pieces[(size_t)rand() % (sizeof pieces / sizeof *pieces)]);
    buf_puts(&body, i % 2 ? "\n\n{link: Go}\n\n{code}" : "");
    const char *text = buf_text(&body);
    if (mail_body_check(a, vars, text).kind == MAIL_FINE) {
      struct letter *l;
      struct mail m = { 0 };
      fine++;
      if (mail_words_letter(vars, "x", text, values("{code}"), &l) != OK || letter_render(l, &m) != OK ||
          !strstr(m.text, "https://portal.example.com/x") || !strstr(m.text, "ABCD 2345"))
        wrong++;
    }
    if (i % 500 == 0)
      arena_reset(a);
  }
  is_int(wrong, 0, "every text that passes is sent whole");
  ok(fine > 500, "and many pass (%d)", fine);
}

static void test_kinds(void)
{
  for (int i = 0; i < n_mail_kinds; i++) {
    const struct mail_kind *k = &mail_kinds[i];
    struct letter *l = NULL;
    struct mail m = { 0 };
    is_int((int)mail_subject_check(a, k->vars, k->subject).kind, MAIL_FINE, "%s: the built-in subject", k->key);
    is_int((int)mail_body_check(a, k->vars, k->body).kind, MAIL_FINE, "%s: the built-in text", k->key);
    struct mail_values *v =
        mail_kind_sample(a, k, (struct letter_brand){ .name = "Example" }, "https://portal.example.com");
    is_int(mail_kind_letter(k, NULL, v, &l), OK, "%s: samples", k->key);
    is_int(letter_render(l, &m), OK, "%s: rendered", k->key);
    for (const struct mail_var *var = k->vars; var->name; var++) {
      struct letter *word = NULL;
      const char *one =
          var->kind == MAIL_LINK ? arena_printf(a, "{%s: Go}", var->name) : arena_printf(a, "{%s}", var->name);
      struct mail alone = { 0 };
      is_int(mail_words_letter(k->vars, "x", one, v, &word), OK, "%s: {%s} alone", k->key, var->name);
      is_int(letter_render(word, &alone), OK, "%s: {%s} rendered", k->key, var->name);
      ok(!str_starts(alone.text, "-- "), "%s: {%s} has a sample", k->key, var->name);
    }
  }
  const struct mail_text gone = { .version = 3, .subject = "x", .body = "{no_longer}" };
  const struct mail_kind *signin = mail_kind_find("signin");
  struct mail_values *v =
      mail_kind_sample(a, signin, (struct letter_brand){ .name = "Example" }, "https://p.example.com");
  struct letter *l = NULL;
  struct mail m = { 0 };
  is_int(mail_kind_letter(signin, &gone, v, &l), OK, "a text that no longer fits");
  is_int(letter_render(l, &m), OK, "does not keep people out");
  has_text(m.text, "https://p.example.com/login/confirm", "the built-in one is sent");
  i18n_language("en-XA");
  for (int i = 0; i < n_mail_kinds; i++) {
    v = mail_kind_sample(a, &mail_kinds[i], (struct letter_brand){ .name = "Example" }, "https://p.example.com");
    is_int(mail_kind_letter(&mail_kinds[i], NULL, v, &l), OK, "%s: a translation that does not fit", mail_kinds[i].key);
    is_int(letter_render(l, &m), OK, "%s: is not needed", mail_kinds[i].key);
  }
  i18n_language("en");
  ok(!mail_kind_find("nothing"), "a mail that there is not");
}

int main(void)
{
  a = arena_new(64 << 20, NULL, NULL);
  i18n_language("en");
  test_bodies();
  test_subjects();
  test_letter();
  test_hostile();
  test_any();
  test_kinds();
  arena_free(a);
  return tap_done();
}
