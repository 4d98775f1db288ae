/* All mails that the portal sends, and one of them with its languages. */
#include "cgi-bin/admin/mail.h"

#include "lib/form/form_lists.h"

const char *mail_language_name(const char *tag)
{
  return option_word(language_options(), tag);
}

/* The newest version of each text that was ever changed. */
struct changed {
  const char *mail, *language, *who;
  bool own;
  struct utc at;
};
enum { CHANGED_MAX = 500 };

static result changed_read(struct req *rq, const char *mail, struct changed out[CHANGED_MAX], int *n)
{
  ROWS rows = { 0 };
  TRY(db_query(
      rq->w, &rows,
      "SELECT m.mail, m.language, m.subject IS NOT NULL, m.at, p.name FROM (SELECT mail, language, MAX(version) AS version FROM mail_text"
      " WHERE (? = '' OR mail = ?) GROUP BY mail, language) x JOIN mail_text m ON m.mail = x.mail AND m.language = x.language"
      " AND m.version = x.version LEFT JOIN person p ON p.id = m.person_id LIMIT 500",
      A(mail), A(mail)));
  for (*n = 0; *n < CHANGED_MAX; *n += 1) {
    struct changed *c = &out[*n];
    if (!rows_next(&rows, F(c->mail), F(c->language), F(c->own), F(c->at), F(c->who)))
      break;
  }
  return OK;
}

static const struct changed *changed_find(const struct changed *list, int n, const char *mail, const char *language)
{
  for (int i = 0; i < n; i++)
    if (str_eq(list[i].mail, mail) && str_eq(list[i].language, language))
      return &list[i];
  return NULL;
}

static const char *own_languages(struct req *rq, const struct changed *list, int n, const char *mail)
{
  struct buf out = BUF(rq->arena);
  const char *tag;
  for (int i = 0; (tag = i18n_tag(i)); i++) {
    const struct changed *c = changed_find(list, n, mail, tag);
    if (c && c->own)
      buf_printf(&out, "%s%s", out.size ? ", " : "", mail_language_name(tag));
  }
  return buf_text(&out);
}

result mail_list(struct req *rq)
{
  struct changed *list = arena_alloc(rq->arena, CHANGED_MAX * sizeof *list);
  int n;
  TRY(changed_read(rq, "", list, &n));
  crumb(rq, t("Mails"), NULL);
  for (int i = 0; i < n_mail_kinds; i++) {
    const struct mail_kind *k = &mail_kinds[i];
    view_item(rq->view, "Mails", i, "Title", t(k->title));
    view_item(rq->view, "Mails", i, "Href", arena_printf(rq->arena, "/admin/mails/%s", k->key));
    view_item(rq->view, "Mails", i, "Reader", t(k->reader));
    view_item(rq->view, "Mails", i, "Own", own_languages(rq, list, n, k->key));
  }
  return page(rq, "admin/mail_list", t("Mails"));
}

void mail_vars_show(struct req *rq, const struct mail_kind *kind)
{
  int n = 0;
  for (const struct mail_var *v = kind->vars; v->name; v++, n++) {
    const char *how = v->kind == MAIL_LINK ? arena_printf(rq->arena, "{%s: %s}", v->name, t("words of the button"))
                                           : arena_printf(rq->arena, "{%s}", v->name);
    view_item(rq->view, "Vars", n, "Name", how);
    view_item(rq->view, "Vars", n, "Meaning", t(v->meaning));
    view_item(rq->view, "Vars", n, "Note",
              v->required            ? t("must be there, in a paragraph of its own")
              : v->kind != MAIL_WORD ? t("in a paragraph of its own")
                                     : "");
  }
}

static void language_show(struct req *rq, const struct mail_kind *k, int n, const char *tag, const struct changed *c)
{
  bool own = c && c->own;
  view_item(rq->view, "Texts", n, "Language", mail_language_name(tag));
  view_item(rq->view, "Texts", n, "Href", arena_printf(rq->arena, "/admin/mails/%s/%s", k->key, tag));
  view_item(rq->view, "Texts", n, "State", own ? "active" : "inactive");
  view_item(rq->view, "Texts", n, "Word", own ? t("Own text") : t("Built-in text"));
  view_item(rq->view, "Texts", n, "Who", c ? c->who : "");
  view_item(rq->view, "Texts", n, "When", c ? utc_text(rq->arena, c->at, rq->w->zone, i18n_current()) : "");
}

result mail_page(struct req *rq)
{
  const struct mail_kind *k = mail_kind_find(rq->captured[0]);
  struct changed *list = arena_alloc(rq->arena, CHANGED_MAX * sizeof *list);
  const char *tag;
  int n;
  if (!k)
    return NOT_FOUND;
  TRY(changed_read(rq, k->key, list, &n));
  crumb(rq, t("Mails"), "/admin/mails");
  crumb(rq, t(k->title), NULL);
  view_put(rq->view, "Reader", t(k->reader));
  view_put_bool(rq->view, "Optional", k->own.optional);
  for (int i = 0; (tag = i18n_tag(i)); i++)
    language_show(rq, k, i, tag, changed_find(list, n, k->key, tag));
  mail_vars_show(rq, k);
  view_put(rq->view, "Builtin.Subject", t(k->subject));
  view_put(rq->view, "Builtin.Body", t(k->body));
  return page(rq, "admin/mail_page", t(k->title));
}
