/* Invitations (DOMAIN C16): created -> sent -> accepted | expired (7 days) | revoked. A person has one live link at most; sending again
 * kills the old one. The link's token follows from the installation's key and the row, so that a mail sent twice carries the same; the
 * database keeps its hash. */
#ifndef PORTICO_MODEL_INVITATION_H
#define PORTICO_MODEL_INVITATION_H

#include "lib/model/address_list.h"
#include "lib/model/person.h"

/* ---- inviting many ---- */
enum invited {
  INVITED,
  INVITED_COLLEAGUE, /* already one of the organisation */
  INVITED_ALREADY,   /* invited before, and the link still works */
  INVITED_TAKEN, /* somebody elsewhere has this address: whose is not said to a partner (decision 9). An invitation that is over keeps it from nobody */
  INVITED_NO_ADDRESS,
  INVITED_NO_SEAT,
};
struct invited_one {
  const char *address;
  enum invited outcome;
};
/* Invites each of the list into the organisation, with these roles; its name is the address's local part until it says its own. out has
 * room for list->n. Locks the organisation. */
result invite_many(struct work *w, int64_t org_id, const struct address_list *list, const char *role_keys,
                   struct invited_one *out);

/* The form of it, and what was typed as a list; refused beside the field when it is none. */
struct invite_in {
  const char *addresses;
};
extern const struct form_def invite_form;
/* INVALID: none, or more than ADDRESSES_MAX; said beside the field. */
result invite_addresses(struct form *f, struct address_list *out);
const char *invited_word(enum invited outcome, bool staff); /* through t() */

/* ---- one person's ---- */
extern const struct option invitation_states[];
struct invitation {
  int64_t id, org_id, person_id;
  const char *status; /* expired ones say so at once, whether or not the worker came by */
  struct utc created_at, sent_at, expires_at;
};
/* The person's newest; NOT_FOUND: never invited. */
result invitation_newest(struct work *w, int64_t person_id, struct invitation *out);
/* A new link; the old one dies. p is locked. INVALID: not one who is invited. CONFLICT: no seat for one more. */
result invitation_again(struct work *w, const struct person *p);
/* The link dies. INVALID: there is none that lives. */
result invitation_revoke(struct work *w, const struct person *p);

/* ---- the link ---- */
/* For whoever mails it: makes the token and notes that it is sent. NOT_FOUND: no longer to be sent. */
result invitation_token(struct work *w, const unsigned char key[32], int64_t id, const char **token);
/* What a newcomer says of themselves, with the link's token. */
struct newcomer_in {
  const char *t, *name, *language, *zone;
};
extern const struct form_def newcomer_form;
struct invitation_open {
  const char *email, *name, *org_name, *language, *zone;
};
/* Whose link this is, without using it. NOT_FOUND: unknown, used, expired, revoked, or the organisation is not active. */
result invitation_peek(struct work *w, const char *token, struct invitation_open *out);
/* Uses it up: the person becomes active with what they say of themselves. NOT_FOUND as above; CONFLICT: no seat left (roll back, and
 * the link still works). The unit's person and organisation are theirs from here on. */
result invitation_accept(struct work *w, const char *token, const struct person_in *in);

#endif
