/* The invoice as PDF: the same bytes each time, every script readable again, all fonts inside, headings on every page. The judges are
 * poppler's tools and qpdf; what is not installed is skipped. */
#include "lib/base/crypto.h"
#include "lib/base/i18n.h"
#include "lib/base/log.h"
#include "lib/document/invoice_pdf.h"
#include "lib/document/paper.h"
#include "lib/model/invoice_snapshot.h"
#include "tests/unit/tap.h"
#include <unistd.h>

static struct arena *arena;
static char folder[] = "/tmp/portico-pdf.XXXXXX";

/* Names as they are written in eight scripts, and in both ways of Chinese. */
static const char *const names[] = {
  "Ιωάννης Παράδειγμα", "Сергей Примеров", "Łukasz Żółć", "Nguyễn Thị Ánh",   "山田例株式会社",
  "예시 주식회사",      "राम उदाहरण",      "ตัวอย่าง จำกัด", "北京示例有限公司", "臺灣範例股份公司",
};
enum { NAMES = sizeof names / sizeof *names };

static void lines_put(struct invoice_content *c, int n)
{
  c->lines = arena_array(arena, (size_t)n + 1, sizeof *c->lines);
  c->n_lines = n;
  for (int i = 0; i < n; i++)
    c->lines[i] = (struct invoice_content_line){ .position = i + 1,
                                                 .units = i + 1,
                                                 .rate_bp = 0,
                                                 .category = "AE",
                                                 .name = arena_printf(arena, "%s, %s", names[2 * i % NAMES],
                                                                      names[(2 * i + 1) % NAMES]),
                                                 .from = { 2026, 11, 20 },
                                                 .to = { 2027, 11, 19 },
                                                 .unit_minor = 12345,
                                                 .amount_minor = 12345 * (i + 1) };
}

/* One tax of nothing on all of them, and the sums. */
static void tax_put(struct invoice_content *c, const char *currency)
{
  int64_t net = 0;
  for (int i = 0; i < c->n_lines; i++)
    net += c->lines[i].amount_minor;
  c->taxes = NEW(arena, struct invoice_content_tax);
  c->taxes[0] = (struct invoice_content_tax){
    .name = "VAT",
    .category = "AE",
    .base_minor = net,
    .note = "Reverse charge: the recipient owes the tax (Article 196, Directive 2006/112/EC)."
  };
  c->n_taxes = 1;
  c->net = c->total = money_of(net, currency);
  c->tax = money_of(0, currency);
}

static struct invoice_content content(int n_lines, const char *currency)
{
  struct invoice_content c = {
    .id = 1,
    .net_terms = 30,
    .number = "PX-2026-000042",
    .order_reference = "O-7d1k2m3n4p5q6",
    .po_number = "PO 4711/26",
    .owner = "partner",
    .bank_name = "Example Bank",
    .iban = "AT611904300234573201",
    .bic = "EXAMATWW",
    .issued = { 2026, 11, 20 },
    .due = { 2026, 12, 20 },
    .seller = { .id = 1,
                .legal_name = "Example Vendor GmbH",
                .address1 = "Market Square 1",
                .postal_code = "1010",
                .city = "Vienna",
                .country = "AT",
                .tax_number = "ATU12345678",
                .registration_number = "FN 123456a",
                .email = "billing@example.com" },
    .payer = { .id = 2,
               .legal_name = "Northwind Example Ltd & Søns",
               .address1 = "Harbour Street 5",
               .postal_code = "20457",
               .city = "Hamburg",
               .country = "DE",
               .tax_number = "DE123456789",
               .email = "ap@example.net",
               .language = "en" },
    .customer = { .id = 3,
                  .legal_name = "مؤسسة المثال للتجارة",
                  .address1 = "שדרות הדוגמה 12",
                  .city = "Haifa",
                  .country = "IL" },
  };
  lines_put(&c, n_lines);
  tax_put(&c, currency);
  return c;
}

static result read_back(const struct invoice_content *c, struct snapshot *s)
{
  unsigned char hash[32];
  const char *text = invoice_snapshot(arena, c);
  sha256(text, strlen(text), hash);
  return snapshot_parse(arena, text, hash, s);
}

static struct bytes drawn(const struct invoice_content *c)
{
  struct snapshot s;
  struct bytes pdf = { 0 };
  need(read_back(c, &s) == OK, "the snapshot is read back");
  need(invoice_pdf(arena, &s, &pdf) == OK, "an invoice of %d lines is drawn", c->n_lines);
  return pdf;
}

static const char *kept(const char *name, struct bytes pdf)
{
  const char *path = arena_printf(arena, "%s/%s", folder, name);
  FILE *f = fopen(path, "wb");
  need(f && fwrite(pdf.at, 1, pdf.size, f) == pdf.size && fclose(f) == 0, "%s is written", name);
  return path;
}

/* What a command prints; NULL when it is not installed or fails. */
#define printed(command, path) run(arena_printf(arena, command, path))
static const char *run(const char *command)
{
  struct buf b = BUF(arena);
  char part[4096];
  FILE *f = popen(command, "r");
  for (size_t n; f && (n = fread(part, 1, sizeof part, f)) > 0;)
    buf_put(&b, part, n);
  return f && pclose(f) == 0 ? buf_text(&b) : NULL;
}

/* Without spaces and marks of direction: where a viewer sees gaps is not the document's text. */
static const char *squeezed(const char *text)
{
  struct buf b = BUF(arena);
  for (const char *at = text; *at; at++)
    if (!strncmp(at, "\u00a0", 2))
      at++;
    else if (!strncmp(at, "\xe2\x80", 2) &&
             (at[2] == '\x8e' || at[2] == '\x8f' || (at[2] >= '\xaa' && at[2] <= '\xae')))
      at += 2;
    else if (!strchr(" \n\f", *at))
      buf_putc(&b, *at);
  return buf_text(&b);
}

static int count(const char *text, const char *part)
{
  int n = 0;
  for (const char *at = strstr(text, part); at; at = strstr(at + 1, part))
    n++;
  return n;
}

static bool installed(const char *tool)
{
  return system(arena_printf(arena, "command -v %s >/dev/null 2>&1", tool)) == 0;
}

static void test_snapshot(void)
{
  struct invoice_content c = content(2, "EUR");
  struct snapshot s;
  unsigned char hash[32] = { 0 };
  const char *text = invoice_snapshot(arena, &c);
  is_int(snapshot_parse(arena, text, hash, &s), FAILED, "a snapshot whose hash differs is refused");
  sha256("{\"version\":2}", 13, hash);
  is_int(snapshot_parse(arena, "{\"version\":2}", hash, &s), FAILED, "an unknown version is refused");
  sha256("{\"version\":1,", 13, hash);
  is_int(snapshot_parse(arena, "{\"version\":1,", hash, &s), FAILED, "broken JSON is refused");
  need(read_back(&c, &s) == OK, "a sound one is read");
  is_text(s.customer.name, c.customer.legal_name, "the customer's name");
  is_int(s.total.minor, 37035, "the total");
  is_int(s.lines[1].amount.minor, 24690, "a line's amount");
  is_text(s.iban, c.iban, "the account");
  c.customer = c.payer;
  need(read_back(&c, &s) == OK, "without an end customer");
  ok(!s.has_customer, "the payer stands once");
  c.po_number = c.order_reference = NULL;
  need(read_back(&c, &s) == OK, "without references");
  is_text(s.po_number, "", "an absent text is empty");
  is_text(iban_text(arena, "AT611904300234573201"), "AT61 1904 3002 3457 3201", "an account in groups of four");
}

static void test_bytes(void)
{
  struct invoice_content c = content(3, "EUR");
  struct bytes a = drawn(&c), b = drawn(&c);
  is_int(a.size, b.size, "as many bytes each time");
  ok(a.size == b.size && !memcmp(a.at, b.at, a.size), "the same bytes each time");
  ok(a.size > 1000 && !memcmp(a.at, "%PDF-1.", 7), "it is a PDF");
  ok(memmem(a.at, a.size, "(20261120000000Z)", 17) != NULL, "dated by the issue day, not by the clock");
}

static void test_text(const char *path)
{
  const char *text = installed("pdftotext") ? printed("pdftotext -layout '%s' -", path) : NULL;
  if (!text) {
    ok(true, "text # SKIP pdftotext is not installed");
    return;
  }
  text = squeezed(text);
  static const char *const wanted[] = {
    "Invoice",         "PX-2026-000042", "Example Vendor GmbH", "ATU12345678",
    "FN 123456a",      "DE123456789",    "20 November 2026",    "20 December 2026",
    "O-7d1k2m3n4p5q6", "PO 4711/26",     "Reverse charge",      "AT61 1904 3002 3457 3201",
    "EXAMATWW",        "30 days net",    "Page 1 of 1",         "Søns"
  };
  for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++)
    ok(strstr(text, squeezed(wanted[i])), "it says %s", wanted[i]);
  for (int i = 0; i < NAMES; i++)
    ok(strstr(text, squeezed(names[i])), "%s comes back", names[i]);
  ok(strstr(text, squeezed("مؤسسة المثال للتجارة")), "an Arabic name comes back");
  ok(strstr(text, squeezed("שדרות הדוגמה")), "a Hebrew address comes back");
}

static void test_fonts(const char *path)
{
  const char *fonts = installed("pdffonts")
                          ? printed("pdffonts '%s' | tail -n +3 | awk '{ print $(NF-4), $(NF-3), $(NF-2) }'", path)
                          : NULL;
  if (!fonts) {
    ok(true, "fonts # SKIP pdffonts is not installed");
    return;
  }
  ok(*fonts && count(fonts, "yes yes yes") == count(fonts, "\n"), "all fonts embedded, subset, with their text");
}

/* "embedded fonts, any script of the world in a name": no letter of one prints as a box, and what has no font is said with the invoice. */
static void test_scripts(void)
{
  for (int i = 0; i < NAMES; i++)
    is_int(paper_unknown(names[i]), 0, "%s has its fonts", names[i]);
  is_int(paper_unknown("مؤسسة المثال"), 0, "Arabic has its font");
  is_int(paper_unknown("שדרות הדוגמה"), 0, "Hebrew has its font");
  is_int(paper_unknown("a\xf3\xb0\x80\x80z"), 1, "a character that none has is counted");
  struct invoice_content c = content(1, "EUR");
  const char *log = arena_printf(arena, "%s/log", folder);
  int kept_err = dup(2);
  need(kept_err >= 0 && freopen(log, "w", stderr), "the log in a file");
  log_open("test", LOG_WARN);
  drawn(&c);
  c.payer.legal_name = "A \xf3\xb0\x80\x80 Ltd";
  drawn(&c);
  fflush(stderr);
  dup2(kept_err, 2);
  close(kept_err);
  log_open("test", LOG_ERROR + 1);
  const char *said = printed("cat '%s'", log);
  need(said, "the log is read");
  is_int(count(said, "\n"), 1, "one warning, of the second drawing");
  has_text(said, "Invoice PX-2026-000042", "it names the invoice");
  has_text(said, "no font of this machine has 1 of its letters", "and says how many");
}

/* 12,345 calls at 0.20 for 1,000: 2.469 (U7 of usage.h; EN 16931, BT-149). */
static void test_per_units(void)
{
  struct invoice_content c = content(1, "EUR");
  struct snapshot s;
  c.lines[0].name = "API calls, calls";
  c.lines[0].units = 12345;
  c.lines[0].unit_minor = 20;
  c.lines[0].per_units = 1000;
  c.lines[0].amount_minor = 247;
  tax_put(&c, "EUR");
  has_text(invoice_snapshot(arena, &c), "\"unit\":\"0.20\",\"per\":1000,\"amount\":\"2.47\"",
           "the snapshot says of how many");
  need(read_back(&c, &s) == OK, "it is read");
  is_text(snapshot_unit(arena, &s.lines[0], "en"), "0.20\u00a0EUR per 1,000", "the price with what it is for");
  is_text(snapshot_unit(arena, &s.lines[0], "de"), "0,20\u00a0EUR per 1.000", "figures in the invoice's language");
  is_text(snapshot_less(arena, &s.lines[0], "en"), "", "nothing was taken off");
  const char *path = kept("per.pdf", drawn(&c)),
             *text = installed("pdftotext") ? printed("pdftotext -layout '%s' -", path) : NULL;
  ok(!text || strstr(squeezed(text), squeezed("per 1,000")), "the file says it");
}

/* Ten of 288.00 with ten percent off: units times price less what was taken off is the amount (EN 16931, BR-27 and BG-27). */
static void test_less(void)
{
  struct invoice_content c = content(3, "EUR");
  struct snapshot s, old;
  unsigned char hash[32];
  c.lines[0].name = "Pro (yearly) (WELCOME10)";
  c.lines[0].units = 10;
  c.lines[0].unit_minor = 28800;
  c.lines[0].amount_minor = 259200;
  c.lines[0].promo_bp = 1000;
  c.lines[1].name = "Traffic, GB (PLAIN)"; /* paid by use: its price is an average, rounded down */
  c.lines[1].units = 3;
  c.lines[1].unit_minor = 3;
  c.lines[1].amount_minor = 11;
  tax_put(&c, "EUR");
  need(read_back(&c, &s) == OK, "a promotion's invoice is read");
  is_text(s.lines[0].name, "Pro (yearly)", "the name without the code");
  is_text(snapshot_less(arena, &s.lines[0], "en"), "Less promotion WELCOME10, 10\u00a0%: -288.00\u00a0EUR",
          "what was taken off");
  is_int(s.lines[0].units * s.lines[0].unit.minor - s.lines[0].less.minor, s.lines[0].amount.minor, "it adds up");
  is_text(snapshot_less(arena, &s.lines[1], "en"), "", "what rounding adds is nothing taken off");
  is_text(s.lines[1].name, "Traffic, GB (PLAIN)", "and the name stays whole");
  is_text(snapshot_less(arena, &s.lines[2], "en"), "", "a line at its price");
  is_text(snapshot_unit(arena, &s.lines[2], "en"), money_text(arena, s.lines[2].unit, "en"), "which is for one");
  const char *path = kept("less.pdf", drawn(&c)),
             *text = installed("pdftotext") ? printed("pdftotext -layout '%s' -", path) : NULL;
  ok(!text || strstr(squeezed(text), squeezed("Less promotion WELCOME10, 10 %: -288.00 EUR")), "the file says it");
  char *before = arena_dup(arena, invoice_snapshot(arena, &c)), *at = strstr(before, "\"allowance\":{");
  need(at && strchr(at, '}'), "the snapshot says it");
  memmove(at, strchr(at, '}') + 2, strlen(strchr(at, '}') + 2) + 1);
  sha256(before, strlen(before), hash);
  need(snapshot_parse(arena, before, hash, &old) == OK, "one of before that was said");
  is_text(snapshot_less(arena, &old.lines[0], "en"), "Less promotion WELCOME10: -288.00\u00a0EUR",
          "there it is the difference");
  c.lines[2].amount_minor = -300000; /* more is given back than is charged: all signs turn */
  tax_put(&c, "EUR");
  need(read_back(&c, &s) == OK && snapshot_credit(&s), "a credit note");
  is_int(s.lines[0].units * s.lines[0].unit.minor - s.lines[0].less.minor, s.lines[0].amount.minor, "it adds up, too");
}

static void test_structure(const char *path, int pages)
{
  const char *info = installed("pdfinfo") ? printed("pdfinfo '%s'", path) : NULL;
  if (info) {
    has_text(info, "Tagged:          yes", "tagged");
    has_text(info, "Title:           Invoice PX-2026-000042", "titled");
    has_text(info, "A4", "on A4");
    has_text(info, arena_printf(arena, "Pages:           %d", pages), "%d pages", pages);
    const char *tree = printed("pdfinfo -struct '%s' 2>&1", path);
    ok(tree && strstr(tree, "H1") && strstr(tree, "Table") && strstr(tree, "TH") && strstr(tree, "TD"),
       "headings and tables are marked");
  } else {
    ok(true, "structure # SKIP pdfinfo is not installed");
  }
  if (installed("qpdf"))
    ok(printed("qpdf --check '%s' 2>&1", path) != NULL, "qpdf finds no fault");
  else
    ok(true, "qpdf # SKIP qpdf is not installed");
}

static void test_long(void)
{
  struct invoice_content c = content(120, "EUR");
  c.lines[60].name =
      "A single position whose name runs on and on so that it takes several lines in its column, with Donaudampfschifffahrtsgesellschaft"
      "skapitaensmuetzenabzeichenherstellerverbandsvorsitzender, which has no place to break, and more after it";
  const char *path = kept("long.pdf", drawn(&c));
  const char *info = installed("pdfinfo") ? printed("pdfinfo '%s' | awk '/^Pages/ { print $2 }'", path) : NULL;
  const char *text = installed("pdftotext") ? printed("pdftotext -layout '%s' -", path) : NULL;
  if (!info || !text) {
    ok(true, "120 lines # SKIP poppler-utils are not installed");
    return;
  }
  int pages = atoi(info);
  ok(pages >= 4 && pages <= 9, "120 lines take %d pages", pages);
  int headings = count(text, "Unit price"); /* the last page may hold sums alone */
  ok(headings == pages || headings == pages - 1, "the heading is repeated on each page with lines");
  for (int i = 1; i <= pages; i++)
    has_text(text, arena_printf(arena, "Page %d of %d", i, pages), "page %d says where it is", i);
  is_int(count(text, "Total before tax"), 1, "the sums stand once");
  ok(strstr(squeezed(text), squeezed(money_text(arena, c.total, "en"))), "the total");
  for (int i = 1; i <= 120; i += 17)
    has_text(text, arena_printf(arena, "\n%4d", i) + 1, "position %d", i);
}

/* More credit notes set against it than a page has lines for: each stands somewhere above the foot, and so does what is left. */
static void test_many_uses(void)
{
  enum { USES = 90 };
  struct invoice_content c = content(3, "EUR");
  struct credit_use *uses = arena_array(arena, USES, sizeof *uses);
  for (int i = 0; i < USES; i++)
    uses[i] = (struct credit_use){ .invoice_id = c.id,
                                   .credit = arena_printf(arena, "PX-CN-%03d", i + 1),
                                   .amount = money_of(100, "EUR") };
  c.uses = uses;
  c.n_uses = USES;
  struct money open = money_of(c.total.minor - 100 * USES, "EUR");
  const char *path = kept("uses.pdf", drawn(&c));
  /* of what is drawn beyond the paper, nothing is printed */
  const char *text = installed("pdftotext") ? printed("pdftotext -layout -x 0 -y 0 -W 596 -H 790 '%s' -", path) : NULL;
  if (!text) {
    ok(true, "many uses # SKIP poppler-utils are not installed");
    return;
  }
  is_int(count(text, "PX-CN-"), USES, "every credit note stands above the foot of a page");
  ok(strstr(squeezed(text), squeezed(money_text(arena, open, "en"))), "what is left");
}

static void test_currencies(void)
{
  struct {
    const char *code, *total;
  } of[] = { { "JPY", "12,345\u00a0JPY" }, { "KWD", "12.345\u00a0KWD" }, { "EUR", "123.45\u00a0EUR" } };
  for (size_t i = 0; i < sizeof of / sizeof *of; i++) {
    struct invoice_content c = content(1, of[i].code);
    const char *path = kept("currency.pdf", drawn(&c));
    const char *text = installed("pdftotext") ? printed("pdftotext -layout '%s' -", path) : of[i].total;
    ok(strstr(squeezed(text), squeezed(of[i].total)), "%s with its decimals", of[i].code);
  }
}

static void test_zero(void)
{
  struct invoice_content c = content(1, "EUR");
  c.lines[0].unit_minor = c.lines[0].amount_minor = c.taxes[0].base_minor = 0;
  c.net = c.total = money_of(0, "EUR");
  const char *path = kept("zero.pdf", drawn(&c));
  const char *text = installed("pdftotext") ? printed("pdftotext -layout '%s' -", path) : NULL;
  if (!text)
    return;
  has_text(text, "Nothing is to be paid", "an invoice of nothing says so");
  ok(!strstr(text, "IBAN"), "and asks for no transfer");
}

int main(void)
{
  log_open("test", LOG_ERROR + 1);
  arena = arena_new((size_t)256 << 20, NULL, NULL);
  i18n_language("en");
  need(mkdtemp(folder) != NULL, "a folder");
  test_snapshot();
  test_bytes();
  struct invoice_content c = content(NAMES / 2, "EUR");
  const char *path = kept("short.pdf", drawn(&c));
  ok(drawn(&c).size < 200000, "small, with letters of ten scripts");
  test_text(path);
  test_fonts(path);
  test_scripts();
  test_less();
  test_per_units();
  test_structure(path, 1);
  test_long();
  test_many_uses();
  test_currencies();
  test_zero();
  const char *keep = getenv("PORTICO_KEEP_PDF");
  if (!keep)
    (void)!system(arena_printf(arena, "rm -rf '%s'", folder));
  else
    printf("# kept in %s\n", folder);
  arena_free(arena);
  return tap_done();
}
