/* What the pages of the vendor's desk share beside the house's parts: who may change what, the history of a record. */
#ifndef PORTICO_ADMIN_PARTS_H
#define PORTICO_ADMIN_PARTS_H

#include "lib/app/parts.h"

/* What the person may change, for the templates: May.Org, May.User, May.Catalogue. */
void may_show(struct req *rq);

/* Why something is done, which stays in the audit trail. */
struct reason_in {
  const char *reason;
};
#define REASON_FIELD(hint_)                                                                                            \
  FIELD(struct reason_in, reason, N_("Reason"), .hint = (hint_), .required = true, .min = 5, .max = 300)

/* Looking at another's pages exactly as they see them: a session that can only read and says so on every page, and the audit row with
 * the reason, which the caller has in rq->form. what and noun_id: of whom, as the audit row names them. The answer leads to their pages. */
struct look {
  enum audience audience;
  int64_t person_id, bill_group_id; /* one of them */
  const char *action, *noun;
  int64_t noun_id, org_id;
};
result look_start(struct req *rq, const struct look *look);

/* The words of every audit action. */
extern const struct option audit_actions[];
/* Versions, newest first: rows of number, status ("draft", "published", "retired"), when it was published, the number that it brought back,
 * and who published it. Each that held before leads to path/restore; path NULL: to nowhere. */
void kept_versions_show(struct req *rq, struct rows *rows, const char *path);
/* The last events of a record, as History. */
result history_show(struct req *rq, const char *noun, int64_t noun_id);

#endif
