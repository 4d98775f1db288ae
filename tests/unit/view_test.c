/* Pages: nothing that came from outside leaves unescaped, a missing template is a failure and not an empty page, a theme goes
 * before the templates, and what is taken out of a template is nothing that a reader sees. */
#include "lib/view/template.h"
#include "tests/unit/tap.h"
#include <sys/stat.h>
#include <unistd.h>

static char folder[] = "/tmp/portico-view-XXXXXX";
static struct arena *arena;

static void file_put(const char *name, const char *text)
{
  char path[512];
  snprintf(path, sizeof path, "%s/%s", folder, name);
  FILE *file = fopen(path, "w");
  if (!file || fputs(text, file) < 0 || fclose(file) != 0)
    exit(2);
}

static void folder_make(const char *name)
{
  char path[512];
  snprintf(path, sizeof path, "%s/%s", folder, name);
  if (mkdir(path, 0700) != 0)
    exit(2);
}

static const char *rendered(const char *template_name, const char *value)
{
  struct buf out = BUF(arena);
  struct view *v = view_new(arena, "en", "UTC");
  view_put(v, "X", value);
  result r = view_render(v, template_name, &out);
  view_end(v);
  return r == OK ? buf_text(&out) : result_name(r);
}

static void escaping(void)
{
  const char *hostile = "\"><script>alert('1')</script>&";
  file_put("templates/text.cs", "<p><?cs var:X ?></p>");
  file_put("templates/attribute.cs", "<a title=\"<?cs var:X ?>\">");
  file_put("templates/macro.cs", "<?cs def:m(x) ?><b><?cs var:x ?></b><?cs /def ?><?cs call:m(X) ?>");
  file_put("templates/each.cs",
           "<?cs each:i = L ?><?cs var:i ?><?cs /each ?><?cs with:y = X ?><?cs var:y ?><?cs /with ?>");
  file_put("templates/word.cs",
           "<?cs var:t(X) ?>|<?cs var:tf(\"to %s\", X) ?>|<?cs var:tn(\"%d one\", \"%d many\", X) ?>");
  file_put("templates/url.cs", "<a href=\"<?cs var:url_validate(X) ?>\">");
  const char *escaped = "&quot;&gt;&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&amp;";
  is_text(rendered("text", hostile), arena_printf(arena, "<p>%s</p>", escaped), "text is escaped");
  is_text(rendered("attribute", hostile), arena_printf(arena, "<a title=\"%s\">", escaped), "an attribute is escaped");
  is_text(rendered("macro", hostile), arena_printf(arena, "<b>%s</b>", escaped), "a macro's argument is escaped");
  is_text(rendered("each", hostile), escaped, "a local name is escaped");
  is_text(rendered("word", hostile), arena_printf(arena, "%s|to %s|%s many", escaped, escaped, escaped),
          "words are escaped");
  is_text(rendered("url", "javascript:alert(1)"), "<a href=\"#\">", "an address that runs is not shown");
  is_text(rendered("text", NULL), "<p></p>", "NULL is nothing");
  is_text(rendered("text", "<?cs var:Lang ?>"), "<p>&lt;?cs var:Lang ?&gt;</p>", "a value is never a template");
}

static void failures(void)
{
  file_put("templates/broken.cs", "<p>\n\n  <?cs if:X ?>\n</p>");
  file_put("templates/includes.cs", "<?cs include!\"not_there.cs\" ?>");
  file_put("templates/climbs.cs", "<?cs include!\"../secret.cs\" ?>");
  file_put("secret.cs", "secret");
  is_text(rendered("absent", "x"), "failed", "a missing template is a failure");
  is_text(rendered("broken", "x"), "failed", "a broken template is a failure");
  is_text(rendered("includes", "x"), "failed", "a missing include is a failure");
  is_text(rendered("climbs", "x"), "failed", "an include stays in its folder");
  is_text(rendered("../secret", "x"), "failed", "a name stays in its folder");
  ok(view_check("text") == OK && view_check("broken") == FAILED, "a check parses");
  struct buf out = BUF(arena);
  struct view *v = view_new(arena, "en", "UTC");
  view_put(v, "Query.<b>", "x");
  ok(view_render(v, "text", &out) == FAILED && out.size == 0, "a name that is not ours fails the page");
  view_end(v);
}

static void theme(void)
{
  file_put("templates/both.cs", "ours");
  file_put("theme/both.cs", "theirs <?cs var:X ?>");
  file_put("templates/part.cs", "our part");
  file_put("theme/part.cs", "their part");
  file_put("templates/outer.cs", "<?cs include!\"part.cs\" ?>");
  is_text(rendered("both", "&"), "theirs &amp;", "the theme's file goes first, and is escaped too");
  is_text(rendered("outer", "x"), "their part", "a page of ours takes the theme's part");
}

static void cache(void)
{
  file_put("templates/kept.cs", "first <?cs var:X ?>");
  is_text(rendered("kept", "1"), "first 1", "the first rendering");
  file_put("templates/kept.cs", "second <?cs var:X ?>");
  is_text(rendered("kept", "2"), "first 2", "a template is read once, its values each time");
}

static void squeezing(void)
{
  char text[] =
      "  <p>\n\n    <?cs if:X ?>\n      a <b>c</b>\n    <?cs /if ?>\n  </p>\n<pre>\n  kept\n\n</pre>\n   <i></i>\n"
      "<textarea>\n  <?cs var:X ?>\n</textarea>\n  <?cs var:X ?>\n  <u></u>\n";
  template_squeeze(text);
  is_text(text,
          "<p>\n<?cs if:X ?>a <b>c</b>\n<?cs /if ?></p>\n<pre>\n  kept\n\n</pre>\n<i></i>\n"
          "<textarea>\n  <?cs var:X ?>\n</textarea>\n<?cs var:X ?>\n<u></u>\n",
          "indentation goes, preformatted text stays");
  char lines[] =
      "a\n<?cs if:X ?><b></b><?cs /if ?>\n<?cs if:X ?>y<?cs else ?>z<?cs /if ?>\n<?cs def:m(x) ?>m<?cs /def ?>\n"
      "<?cs if:X ?>1<?cs /if ?> <?cs if:Y ?>2<?cs /if ?>\n<?cs each:i = L ?><?cs if:i ?>i<?cs /if ?><?cs /each ?>\n";
  template_squeeze(lines);
  is_text(
      lines,
      "a\n<?cs if:X ?><b></b>\n<?cs /if ?><?cs if:X ?>y<?cs else ?>z<?cs /if ?>\n<?cs def:m(x) ?>m<?cs /def ?>"
      "<?cs if:X ?>1<?cs /if ?> <?cs if:Y ?>2<?cs /if ?>\n<?cs each:i = L ?><?cs if:i ?>i<?cs /if ?>\n<?cs /each ?>",
      "a block that writes nothing leaves no empty line");
  char nothing[] = "";
  template_squeeze(nothing);
  is_text(nothing, "", "an empty template");
}

static void values(void)
{
  file_put("templates/values.cs",
           "<?cs var:N ?>|<?cs var:B ?>|<?cs var:C ?>|<?cs var:M ?>|<?cs var:D.Iso ?>|<?cs var:U.Iso ?>|"
           "<?cs var:F ?>|<?cs var:L.1.Name ?>|<?cs var:S.Line ?>|<?cs var:S.Area ?>");
  struct buf out = BUF(arena);
  struct view *v = view_new(arena, "en", "UTC");
  int64_t points[] = { 0, 5, 10 };
  view_put_int(v, "N", 9999999999);
  view_put_bool(v, "B", true);
  view_put_bool(v, "C", false);
  view_put_money(v, "M", money_of(123450, "EUR"));
  view_put_date(v, "D", (struct date){ 2026, 11, 20 });
  view_put_utc(v, "U", utc_of(0));
  view_putf(v, "F", "%d<%s", 1, "2");
  view_item(v, "L", 1, "Name", "second");
  view_spark(v, "S", points, 3);
  ok(view_render(v, "values", &out) == OK, "values render");
  view_end(v);
  is_text(buf_text(&out),
          arena_printf(arena,
                       "9999999999|1||%s|2026-11-20||1&lt;2|second|0,33 60,18 120,3|0,36 0,33 60,18 120,3 120,36",
                       money_text(arena, money_of(123450, "EUR"), "en")),
          "each kind of value");
}

int main(void)
{
  arena = arena_new(1 << 22, NULL, NULL);
  need(mkdtemp(folder) != NULL, "a folder for templates");
  folder_make("templates");
  folder_make("theme");
  view_setup(arena_printf(arena, "%s/templates", folder), arena_printf(arena, "%s/theme", folder));
  escaping();
  failures();
  theme();
  cache();
  squeezing();
  values();
  char command[512];
  snprintf(command, sizeof command, "rm -rf '%s'", folder);
  return system(command) == 0 ? tap_done() : 2;
}
