/* Pages without code (DOMAIN L4, L7 to L9): a page has a tag, which is its address, and numbered versions of ordered blocks. One version may
 * be a draft, one is published; what is published never changes. Every change names the revision of the page that it was decided on, so
 * that of two editors the second is told (CONFLICT). What the kinds of blocks are, lib/block says. */
#ifndef PORTICO_MODEL_WEBPAGE_H
#define PORTICO_MODEL_WEBPAGE_H

#include "lib/db/db.h"

enum { WEBPAGE_BLOCKS_MAX = 30, WEBPAGE_TAG_MAX = 40 };
#define WEBPAGE_HOME_ALL "all" /* all partners; who has one of their own sees that */

struct webpage {
  int64_t id, published_id, draft_id; /* versions; 0: there is none */
  struct public_id public_id;
  const char *tag, *kind; /* "pricing", "checkout", "portal", "content" */
  int revision;
};

/* What a version says beside its blocks. */
struct webpage_in {
  int revision;           /* of the page, as the form was shown */
  const char *tag, *kind; /* of a new page */
  const char *title;
  bool require_auth, all_partners, in_menu;
  struct public_id provider; /* the only way in that counts; none: any */
  const char *home;          /* whose first page it is: "" nobody's, WEBPAGE_HOME_ALL, or an organisation's public id */
};
struct webpage_version {
  int64_t id, webpage_id, provider_id;
  int number;
  const char *status, *provider_name, *home_name; /* home_name: of the organisation whose first page it is */
  struct webpage_in in;
};

struct webpage_block_in {
  int revision;
  const char *heading, *body, *label, *link_text, *link, *email, *phone, *picture_alt;
  int rows_max;
};
struct webpage_block {
  int64_t version_id;
  int position; /* from 1 */
  const char *kind;
  struct webpage_block_in in;
  struct public_id picture; /* none: it has none */
  const char *picture_type;
  int picture_width, picture_height;
};

/* ---- reading ---- */
result webpage_find(struct work *w, struct public_id id, struct webpage *out);
/* NOT_FOUND for id 0, too. */
result webpage_version_find(struct work *w, int64_t version_id, struct webpage_version *out);
/* In their order; at most WEBPAGE_BLOCKS_MAX. */
result webpage_blocks(struct work *w, int64_t version_id, struct webpage_block **out, int *n);
/* What is published to be read by the people of w->org_id, or, for 0, by everybody: newest first, at most max, without that version. */
struct webpage_content {
  const char *tag, *title, *text; /* text: that of its first opening, or "" */
  struct utc published_at;
};
result webpage_contents(struct work *w, int64_t but_version_id, int max, struct webpage_content **out, int *n);
/* The public ids of the organisations that it is for, as a comma list; *names beside. */
result webpage_orgs(struct work *w, int64_t version_id, const char **ids, const char **names);
/* What is published at a tag for the people of w->org_id, or for everybody. NOT_FOUND for other organisations'. */
result webpage_published(struct work *w, const char *tag, struct webpage_version *out);
/* What is published as the first page of w->org_id's people. NOT_FOUND: the standard one holds. */
result webpage_home(struct work *w, struct webpage_version *out);
/* The title of the other page that is published as the first page which this version would be. NOT_FOUND: none. */
result webpage_home_taken(struct work *w, const struct webpage_version *v, const char **title);
/* A picture that stands on a page which is published for w->org_id or, open, for everybody. */
result webpage_picture_seen(struct work *w, struct public_id id, struct bytes *out, const char **type, bool *open);
result webpage_picture_find(struct work *w, struct public_id id, struct bytes *out, const char **type);
/* The provider that the page at a tag demands; 0: none, or no such page. */
result webpage_provider(struct work *w, const char *tag, int64_t *provider_id);
/* The tag of the checkout page that an offer's version names, if it is published for w->org_id (L8). NOT_FOUND: the portal's own is meant. */
result webpage_checkout(struct work *w, struct public_id offer_version, const char **tag);

/* ---- changing: in a transaction ---- */
/* With a draft, for the organisations of orgs_json (public ids as numbers). CONFLICT: another page has the tag. */
result webpage_add(struct work *w, const struct webpage_in *in, const char *orgs_json, struct webpage *out);
/* Holds the page for this transaction. CONFLICT: it has another revision by now. */
result webpage_hold(struct work *w, struct webpage *page, int revision);
/* The next ones need it held. The draft, begun from what is published when there is none. */
result webpage_draft_begin(struct work *w, struct webpage *page);
result webpage_save(struct work *w, const struct webpage *page, const struct webpage_in *in, const char *orgs_json,
                    const char *fields);
/* At the end of the draft; *position is its place. LIMITED: it has as many as it may. */
result webpage_block_add(struct work *w, const struct webpage *page, const char *kind,
                         const struct webpage_block_in *in, int *position);
/* NOT_FOUND: there is no such place. */
result webpage_block_save(struct work *w, const struct webpage *page, int position, const struct webpage_block_in *in,
                          const char *fields);
result webpage_block_move(struct work *w, const struct webpage *page, int position, bool up); /* at the edge: nothing */
result webpage_block_remove(struct work *w, const struct webpage *page, int position);
/* type "": takes it away. */
result webpage_block_picture(struct work *w, const struct webpage *page, int position, struct bytes content,
                             const char *type, int width, int height);
/* NOT_FOUND: no draft. CONFLICT: another is the first page that it would be. */
result webpage_publish(struct work *w, struct webpage *page, int *number);
/* Publishes an older version again, as the next one; a draft stays. NOT_FOUND: no such version. CONFLICT: as above. */
result webpage_restore(struct work *w, struct webpage *page, int old_number, int *number);
/* Throws the draft away, and with it a page that never was published. NOT_FOUND: no draft. */
result webpage_discard(struct work *w, struct webpage *page);
/* Nobody sees it any more; its versions stay. NOT_FOUND: it is not published. */
result webpage_withdraw(struct work *w, struct webpage *page);

#endif
