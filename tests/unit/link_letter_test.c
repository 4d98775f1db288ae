/* Letters: the same blocks as text and HTML, whatever the values hold. */
#include "lib/base/i18n.h"
#include "lib/link/letter.h"
#include "tests/unit/tap.h"

static struct arena *a;
static const char hostile[] = "<script>alert('1')</script>\"&\r\nBcc: eve@example.net\n\nPay to X";

static struct letter *letter(const char *colour)
{
  struct letter *l = letter_new(a, (struct letter_brand){ .name = "Example Channel", .colour = colour });
  letter_subject(l, "Order %d", 7);
  return l;
}

static struct mail rendered(const struct letter *l)
{
  struct mail m = { 0 };
  is_int(letter_render(l, &m), OK, "it renders");
  return m;
}

static void test_blocks(void)
{
  struct letter *l = letter("#1d4f91");
  letter_greeting(l, "Ann");
  letter_paragraph(l, "You have %d orders.", 2);
  letter_button(l, "Open", "https://portal.example.com/orders?a=1&b=2");
  letter_code(l, "ABCDEFGH");
  letter_fact(l, "Customer", "Example Ltd");
  letter_fact(l, "Reference", "PO 12");
  letter_amount(l, "Seats", "1,200.00 EUR");
  letter_amount(l, "Support", "80.00 EUR");
  letter_total(l, "Total", "1,280.00 EUR");
  letter_small(l, "Small print.");
  struct mail m = rendered(l);
  is_text(m.subject, "Order 7", "the subject");
  is_text(m.text,
          "Hello Ann,\n\n"
          "You have 2 orders.\n\n"
          "Open:\nhttps://portal.example.com/orders?a=1&b=2\n\n"
          "    ABCD EFGH\n\n"
          "Customer: Example Ltd\nReference: PO 12\n\n"
          "Seats    1,200.00 EUR\n"
          "Support     80.00 EUR\n"
          "---------------------\n"
          "Total    1,280.00 EUR\n\n"
          "Small print.\n\n"
          "-- \nExample Channel\n",
          "the text");
  has_text(m.html, "href=\"https://portal.example.com/orders?a=1&amp;b=2\"", "the address is escaped");
  has_text(m.html, ">ABCD EFGH<", "the code in groups of four");
  has_text(m.html, "text-align:right;white-space:nowrap;\"><span dir=\"ltr\">80.00 EUR<", "amounts stand at the end");
  has_text(m.html, "<html lang=\"en\" dir=\"ltr\">", "language and direction");
  ok(!strstr(m.html, "<img") && !strstr(m.html, "<link") && !strstr(m.html, "<style"),
     "nothing is loaded from anywhere");
}

static void test_hostile(void)
{
  struct letter *l = letter_new(a, (struct letter_brand){ .name = hostile, .colour = "red;\"><script>" });
  letter_subject(l, "%s", hostile);
  letter_greeting(l, hostile);
  letter_paragraph(l, "%s", hostile);
  letter_button(l, hostile, "https://portal.example.com/?q=\"><script>");
  letter_code(l, hostile);
  letter_fact(l, hostile, hostile);
  letter_amount(l, hostile, hostile);
  letter_total(l, hostile, hostile);
  letter_small(l, "%s", hostile);
  struct mail m = rendered(l);
  ok(!strstr(m.html, "<script") && strstr(m.html, "?q=&quot;&gt;&lt;script"), "no element of a value's");
  ok(!strstr(m.html, "&\"") && strstr(m.html, "&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&quot;&amp;"),
     "all five are escaped");
  ok(!strstr(m.text, "\nBcc:") && !strstr(m.text, "\nPay"), "a value cannot begin a line of the text");
  ok(!str_has_control(m.subject), "the subject is one line");
  ok(!strstr(m.html, "red;"), "only #rrggbb is a colour");
}

static void test_refused(void)
{
  static const char *const bad[] = {
    "javascript:alert(1)",        "data:text/html,x",    "//evil.example", "", "/login",
    "https://a.example/\r\nX: y", "https://a.example/ b"
  };
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
    struct letter *l = letter(NULL);
    struct mail m;
    letter_button(l, "Open", bad[i]);
    is_int(letter_render(l, &m), FAILED, "a button's address refused: %zu", i);
  }
  struct letter *l = letter_new(a, (struct letter_brand){ .name = "X" });
  struct mail m;
  is_int(letter_render(l, &m), FAILED, "a letter without a subject");
}

static void test_ink(void)
{
  static const struct {
    const char *ground, *ink;
  } cases[] = {
    { "#000000", "#ffffff" }, { "#ffffff", "#000000" }, { "#ffdd00", "#000000" }, { "#1d4f91", "#ffffff" },
    { "#00ff00", "#000000" }, { "#0000ff", "#ffffff" }, { "#ff0000", "#000000" }, { "#808080", "#000000" }
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    struct letter *l = letter(cases[i].ground);
    letter_button(l, "Open", "https://portal.example.com/");
    struct mail m = rendered(l);
    const char *at = strstr(m.html, ";color:");
    ok(at && strncmp(at + 7, cases[i].ink, 7) == 0, "on %s the more legible ink is %s", cases[i].ground, cases[i].ink);
    has_text(m.html, cases[i].ground, "the ground is the brand's");
  }
}

static void test_right_to_left(void)
{
  i18n_language("ar-XB");
  struct letter *l = letter(NULL);
  letter_greeting(l, NULL);
  letter_fact(l, "a", "b");
  letter_amount(l, "c", "1.00 EUR");
  struct mail m = rendered(l);
  i18n_language("en");
  has_text(m.html, "dir=\"rtl\">", "the direction");
  has_text(m.html, "text-align:left;white-space:nowrap;\"><span dir=\"ltr\">1.00 EUR<", "amounts at the other end");
}

static void test_language(void)
{
  i18n_language("en-XA");
  struct letter *l = letter(NULL);
  letter_greeting(l, NULL);
  i18n_language("en");
  struct mail m = rendered(l);
  is_text(m.language, "en-XA", "the language is the one that it was written in");
  ok(!strstr(m.text, "Hello"), "its words too");
}

int main(void)
{
  a = arena_new(8 << 20, NULL, NULL);
  i18n_language("en");
  test_blocks();
  test_hostile();
  test_refused();
  test_ink();
  test_right_to_left();
  test_language();
  arena_free(a);
  return tap_done();
}
