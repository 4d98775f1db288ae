/* A mail as its reader sees it, and what differs between two texts. The HTML stands in a frame that may do nothing; the styles that the
 * letter writes at its elements are let through one by one, by their hashes, and nothing else. */
#include "cgi-bin/admin/mail.h"

#include "lib/base/money.h"

#include <string.h>

enum { STYLES_MAX = 60, DIFF_LINES = 400 };

/* Every style="..." of the letter, which writes them without entities. */
static void styles_allow(struct req *rq, const char *html)
{
  static const char opening[] = " style=\"";
  const char *seen[STYLES_MAX];
  int n = 0;
  for (const char *s = html; n < STYLES_MAX && (s = strstr(s, opening));) {
    s += sizeof opening - 1;
    const char *style = arena_dupn(rq->arena, s, strcspn(s, "\""));
    int i = 0;
    while (i < n && !str_eq(seen[i], style))
      i++;
    if (i < n)
      continue;
    seen[n++] = style;
    csp_style(rq, style);
  }
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
  styles_allow(rq, mail.html);
  view_put(rq->view, "Preview.From", arena_printf(rq->arena, "%s <%s>", site, rq->config->mail_from));
  view_put(rq->view, "Preview.Language", m->language);
  view_put(rq->view, "Preview.Subject", mail.subject);
  view_put(rq->view, "Preview.Text", mail.text);
  view_put(rq->view, "Preview.Html", mail.html);
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
