/* A mail as its reader sees it, and what differs between two texts. The HTML stands in a frame that may do nothing. Our pages allow no
 * style at an element, as letters have them, so the frame's elements get classes, and one style sheet says what these are. */
#include "cgi-bin/admin/mail.h"

#include "lib/base/money.h"

#include <string.h>

enum { STYLES_MAX = 100, DIFF_LINES = 400 };

static const char style_opening[] = " style=\"";

static const char *class_of(struct arena *a, const char *style)
{
  unsigned char hash[32];
  sha256(style, strlen(style), hash);
  return arena_printf(a, "s%s", hex_encode(a, hash, 6));
}

/* Letters write their styles without entities. */
static const char *style_next(struct arena *a, const char **at, const char **before)
{
  const char *found = strstr(*at, style_opening);
  if (!found)
    return NULL;
  const char *style = found + sizeof style_opening - 1;
  size_t n = strcspn(style, "\"");
  *before = arena_dupn(a, *at, (size_t)(found - *at));
  *at = style + n + (style[n] == '"');
  return arena_dupn(a, style, n);
}

static const char *framed(struct arena *a, const char *html)
{
  struct buf out = BUF(a);
  const char *style, *before, *head = strstr(html, "</head>");
  if (head) {
    buf_put(&out, html, (size_t)(head - html));
    buf_puts(&out, "<link rel=\"stylesheet\" href=\"/admin/mails/letter.css\">");
    html = head;
  }
  while ((style = style_next(a, &html, &before)))
    buf_printf(&out, "%s class=\"%s\"", before, class_of(a, style));
  buf_puts(&out, html);
  return buf_text(&out);
}

/* One of everything that a letter may hold. */
static struct letter *letter_of_all(struct req *rq)
{
  struct letter *l = letter_new(rq->arena, (struct letter_brand){ .name = rq->config->site_name });
  letter_subject(l, "%s", "x");
  letter_greeting(l, "x");
  letter_paragraph(l, "%s", "x");
  letter_button(l, "x", rq->config->site_url);
  letter_code(l, "x");
  letter_fact(l, "x", "x");
  letter_amount(l, "x", "x");
  letter_total(l, "x", "x");
  letter_small(l, "%s", "x");
  letter_lines(l, "x", false);
  return l;
}

/* Public: a frame that may do nothing sends no cookie, and it holds nobody's data. */
result mail_style(struct req *rq)
{
  static const char *const languages[] = { "en", "ar-XB" }; /* one of each direction */
  const char *seen[STYLES_MAX], *kept = arena_dup(rq->arena, i18n_current());
  int n = 0;
  for (int i = 0; i < COUNT(languages); i++) {
    struct mail mail = { 0 };
    i18n_language(languages[i]);
    result r = letter_render(letter_of_all(rq), &mail);
    i18n_language(kept);
    TRY(r);
    const char *style, *before, *at = mail.html;
    while (n < STYLES_MAX && (style = style_next(rq->arena, &at, &before))) {
      int k = 0;
      while (k < n && !str_eq(seen[k], style))
        k++;
      if (k == n)
        buf_printf(&rq->out->body, ".%s{%s}\n", class_of(rq->arena, seen[n++] = style), style);
    }
  }
  /* The frame has no origin of its own, so it is a stranger to ours. */
  reply_header(rq->out, "Cross-Origin-Resource-Policy", "%s", "cross-origin");
  rq->out->content_type = "text/css; charset=utf-8";
  return OK;
}

result mail_preview(struct req *rq, const struct mail_at *m, const char *subject, const char *body)
{
  const char *site = rq->config->site_name, *kept = i18n_current();
  const struct mail_text text = { .version = m->own.version, .subject = subject, .body = body };
  struct mail mail = { 0 };
  struct letter *l;
  i18n_language(m->language);
  const struct mail_values *v =
      mail_kind_sample(rq->arena, m->kind, (struct letter_brand){ .name = site }, rq->config->site_url);
  result r = mail_kind_letter(m->kind, &text, v, &l);
  if (r == OK)
    r = letter_render(l, &mail);
  i18n_language(kept);
  TRY(r);
  view_put(rq->view, "Preview.From", arena_printf(rq->arena, "%s <%s>", site, rq->config->mail_from));
  view_put(rq->view, "Preview.Language", m->language);
  view_put(rq->view, "Preview.Subject", mail.subject);
  view_put(rq->view, "Preview.Text", mail.text);
  view_put(rq->view, "Preview.Html", framed(rq->arena, mail.html));
  return OK;
}

/* ---- what differs ---- */
struct lines {
  const char *at[DIFF_LINES];
  int n;
};

static void lines_split(struct arena *a, const char *s, struct lines *out)
{
  for (out->n = 0; out->n < DIFF_LINES; s++) {
    size_t n = strcspn(s, "\n");
    out->at[out->n++] = arena_dupn(a, s, n);
    s += n;
    if (!*s)
      break;
  }
}

static void diff_put(struct req *rq, int *n, const char *kind, const char *word, const char *text)
{
  view_item(rq->view, "Diff", *n, "Kind", kind);
  view_item(rq->view, "Diff", *n, "Word", word);
  view_item(rq->view, "Diff", *n, "Text", text);
  *n += 1;
}

/* The longest common run of lines, by the textbook's table: texts are at most some hundred lines. */
void mail_compare(struct req *rq, const char *before, const char *after)
{
  struct lines *a = NEW(rq->arena, struct lines), *b = NEW(rq->arena, struct lines);
  int i = 0, j = 0, n = 0;
  lines_split(rq->arena, before, a);
  lines_split(rq->arena, after, b);
  int width = b->n + 1, *common = arena_alloc(rq->arena, (size_t)(a->n + 1) * (size_t)width * sizeof *common);
  for (i = a->n - 1; i >= 0; i--)
    for (j = b->n - 1; j >= 0; j--) {
      int down = common[(i + 1) * width + j], right = common[i * width + j + 1];
      common[i * width + j] = str_eq(a->at[i], b->at[j]) ? common[(i + 1) * width + j + 1] + 1
                              : down >= right            ? down
                                                         : right;
    }
  for (i = j = 0; i < a->n || j < b->n;) {
    if (i < a->n && j < b->n && str_eq(a->at[i], b->at[j])) {
      diff_put(rq, &n, "same", "", a->at[i++]);
      j++;
    } else if (j == b->n || (i < a->n && common[(i + 1) * width + j] >= common[i * width + j + 1])) {
      diff_put(rq, &n, "gone", t("Built-in only:"), a->at[i++]);
    } else {
      diff_put(rq, &n, "new", t("Own only:"), b->at[j++]);
    }
  }
}
