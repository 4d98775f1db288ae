/* Mails that a person turned off. Which can be, lib/link/mail_kinds.c says; whom a mail goes to, bin/worker_mail.c asks here. */
#ifndef PORTICO_MODEL_MAIL_OFF_H
#define PORTICO_MODEL_MAIL_OFF_H

#include "lib/db/db.h"

result mail_off(struct work *w, int64_t person_id, const char *mail, bool *out);
/* All of a person's, comma between. */
result mail_off_all(struct work *w, int64_t person_id, const char **out);
/* Off from now on, or on again. */
result mail_off_set(struct work *w, int64_t person_id, const char *mail, bool off);

#endif
