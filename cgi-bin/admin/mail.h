/* The mails that the portal sends: their texts, a language each, to read, change, try and take back. */
#ifndef PORTICO_ADMIN_MAIL_H
#define PORTICO_ADMIN_MAIL_H

#include "cgi-bin/admin/admin_parts.h"
#include "lib/link/mail_kind.h"

/* A mail's text in one language, as a path names it. */
struct mail_at {
  const struct mail_kind *kind;
  const char *language, *path;
  struct mail_text own; /* the newest version; none: version 0 */
};
extern const struct form_def mail_text_form;

/* NOT_FOUND: no such mail, or no such language here. Crumbs are set. */
result mail_at(struct req *rq, struct mail_at *out);
const char *mail_language_name(const char *tag); /* in its own language */
/* The text that holds: the vendor's own or the built-in one. */
const char *mail_subject_now(const struct mail_at *m);
const char *mail_body_now(const struct mail_at *m);
/* The placeholders that a mail may use, as Vars. */
void mail_vars_show(struct req *rq, const struct mail_kind *kind);
/* The mail with sample values as its reader would see it, as Preview. */
result mail_style(struct req *rq);
result mail_preview(struct req *rq, const struct mail_at *m, const char *subject, const char *body);
/* What differs between two texts, line by line, as Diff. */
void mail_compare(struct req *rq, const char *before, const char *after);

result mail_list(struct req *rq);
result mail_page(struct req *rq);
result mail_text_page(struct req *rq);
result mail_text_test(struct req *rq);
result mail_text_edit(struct req *rq);
result mail_text_edit_save(struct req *rq);
result mail_text_preview(struct req *rq);
result mail_text_restore(struct req *rq);
result mail_text_restore_save(struct req *rq);

#endif
