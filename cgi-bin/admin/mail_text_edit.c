/* Writing a mail's own text. It is checked before it is kept: a mail that lacks its link would lock people out. */
#include "cgi-bin/admin/mail.h"

struct mail_text_in {
  const char *subject, *body;
  int seen; /* the version that was changed */
};
static const struct field mail_text_fields[] = {
  FIELD(struct mail_text_in, subject, N_("Subject"), .required = true, .max = MAIL_SUBJECT_CHARS),
  FIELD(
      struct mail_text_in, body, N_("Text"), .required = true, .max = MAIL_BODY_CHARS, .look = LOOK_AREA,
      .hint = N_(
          "A blank line begins a paragraph; one that begins with ~ and a space is small print; {{ and }} are braces.")),
  FIELD(struct mail_text_in, seen, "", .max = INT32_MAX, .look = LOOK_HIDDEN),
};
const struct form_def mail_text_form = FORM(struct mail_text_in, mail_text_fields);

static const char *fault_text(struct req *rq, const struct mail_fault *f)
{
  struct arena *a = rq->arena;
  switch (f->kind) {
  case MAIL_FINE: break;
  case MAIL_EMPTY: return t("There is no text.");
  case MAIL_LONG: return arena_printf(a, t("The text is too long: %d characters."), f->line);
  case MAIL_CONTROL: return t("The text has characters that cannot be shown.");
  case MAIL_BRACE:
    return arena_printf(a, t("Line %d: “%s” is no placeholder. Write {{ or }} for a brace."), f->line, f->name);
  case MAIL_UNKNOWN: return arena_printf(a, t("Line %d: this mail has no placeholder {%s}."), f->line, f->name);
  case MAIL_NOT_HERE: return arena_printf(a, t("{%s} cannot stand in a subject."), f->name);
  case MAIL_NOT_ALONE:
    return arena_printf(a, t("Line %d: {%s} stands in a paragraph of its own, with a blank line before and after."),
                        f->line, f->name);
  case MAIL_TWICE: return arena_printf(a, t("Line %d: {%s} is there already, once is enough."), f->line, f->name);
  case MAIL_NO_LABEL:
    return arena_printf(a, t("Line %1$d: write what stands on the button: {%2$s: Words}."), f->line, f->name);
  case MAIL_LABEL: return arena_printf(a, t("Line %d: {%s} takes no words after a colon."), f->line, f->name);
  case MAIL_MISSING: return arena_printf(a, t("{%s} must be in the text: without it the mail is of no use."), f->name);
  }
  return NULL;
}

static result text_check(struct req *rq, const struct mail_at *m, const struct mail_text_in *in)
{
  struct mail_fault subject = mail_subject_check(rq->arena, m->kind->vars, in->subject);
  struct mail_fault body = mail_body_check(rq->arena, m->kind->vars, in->body);
  if (subject.kind != MAIL_FINE)
    form_refuse(&rq->form, "subject", "%s", fault_text(rq, &subject));
  if (body.kind != MAIL_FINE)
    form_refuse(&rq->form, "body", "%s", fault_text(rq, &body));
  return subject.kind == MAIL_FINE && body.kind == MAIL_FINE ? OK : INVALID;
}

/* What the form begins with: the text that holds, or an older one that is taken up again. */
static result form_begin(struct req *rq, const struct mail_at *m)
{
  int64_t version;
  struct mail_text old;
  req_form(rq, &mail_text_form);
  struct mail_text_in *in = rq->form.data;
  *in = (struct mail_text_in){ mail_subject_now(m), mail_body_now(m), m->own.version };
  if (str_int64(req_param(rq, "version"), &version) && version > 0 && version <= INT32_MAX) {
    TRY(mail_text_find(rq->w, m->kind->key, m->language, (int)version, &old));
    if (old.subject) {
      in->subject = old.subject;
      in->body = old.body;
    }
  }
  form_show(&rq->form);
  return OK;
}

static result edit_page(struct req *rq, const struct mail_at *m)
{
  const char *name = mail_language_name(m->language);
  crumb(rq, name, m->path);
  crumb(rq, t("Change"), NULL);
  view_form(rq->view, "Form", &rq->form);
  view_put(rq->view, "Text.Path", m->path);
  mail_vars_show(rq, m->kind);
  return page(rq, "admin/mail_text_edit", arena_printf(rq->arena, "%s: %s", t(m->kind->title), name));
}

result mail_text_edit(struct req *rq)
{
  struct mail_at m;
  TRY(mail_at(rq, &m));
  if (!rq->form.def)
    TRY(form_begin(rq, &m));
  return edit_page(rq, &m);
}

result mail_text_preview(struct req *rq)
{
  struct mail_at m;
  const struct mail_text_in *in = rq->form.data;
  TRY(mail_at(rq, &m));
  TRY(text_check(rq, &m, in));
  TRY(mail_preview(rq, &m, in->subject, in->body));
  form_show(&rq->form);
  return edit_page(rq, &m);
}

result mail_text_edit_save(struct req *rq)
{
  struct mail_at m;
  const struct mail_text_in *in = rq->form.data;
  TRY(mail_at(rq, &m));
  TRY(text_check(rq, &m, in));
  if (str_eq(in->subject, mail_subject_now(&m)) && str_eq(in->body, mail_body_now(&m))) {
    flash(rq, "%s", t("Nothing was changed."));
    return redirect(rq, "%s", m.path);
  }
  result r = in->seen == m.own.version ? mail_text_save(rq->w, m.kind->key, m.language, in->seen, in->subject, in->body)
                                       : CONFLICT;
  if (r == CONFLICT)
    return form_refuse(
        &rq->form, NULL, "%s",
        t("Somebody else has changed this text meanwhile. Keep a copy of yours and open the page again."));
  TRY(r);
  flash(rq, "%s", t("The text is saved. It goes out with every mail that is asked for from now on."));
  return redirect(rq, "%s", m.path);
}
