/* Pages without code at the vendor's desk (DOMAIN L4, L7 to L9): a draft of blocks, preview as an organisation, publish, history, and back. */
#ifndef PORTICO_ADMIN_WEBPAGE_H
#define PORTICO_ADMIN_WEBPAGE_H

#include "cgi-bin/admin/org.h"
#include "lib/block/block.h"

/* What a button on a page's desk says: on which state of the page it was pressed, and which block or version it means. */
struct webpage_step_in {
  int revision, position, version;
  const char *way;
};
extern const struct form_def webpage_form, webpage_edit_form, webpage_step_form;
extern const struct option webpage_kinds[];

result webpage_list(struct req *rq);
result webpage_page(struct req *rq);
result webpage_edit(struct req *rq);
result webpage_edit_save(struct req *rq);
result webpage_block_edit(struct req *rq);
result webpage_block_edit_save(struct req *rq);
result webpage_block_turn(struct req *rq);
result webpage_block_removal(struct req *rq);
result webpage_block_removal_save(struct req *rq);
result webpage_block_image(struct req *rq);
result webpage_block_image_save(struct req *rq);
result webpage_picture(struct req *rq);
result webpage_preview(struct req *rq);
result webpage_publishing(struct req *rq);
result webpage_publishing_save(struct req *rq);
result webpage_restoring(struct req *rq);
result webpage_restoring_save(struct req *rq);
result webpage_withdrawal(struct req *rq);
result webpage_withdrawal_save(struct req *rq);
result webpage_discarding_save(struct req *rq);

/* webpage_page.c */
/* The page of the path, and what its desk shows: the draft, else what is published, else the newest version. */
result webpage_of_path(struct req *rq, struct webpage *page, struct webpage_version *v);
const char *webpage_path(struct req *rq, const struct webpage *page);
void webpage_crumbs(struct req *rq, const struct webpage *page, const struct webpage_version *v, const char *leaf);
/* Holds the page as it was shown and has a draft. When somebody was quicker, the person is told on the page that .again shows. */
result webpage_open(struct req *rq, struct webpage *page, int revision);
/* The same for a step that needs no draft. */
result webpage_take(struct req *rq, struct webpage *page, int revision);
/* A form that comes again because somebody was quicker: says so, and goes on from what holds now. */
void webpage_again(struct req *rq, const struct webpage *page);
/* Whose home page a version is; "": nobody's. */
const char *webpage_home_text(struct req *rq, const struct webpage_version *v);
/* The block that the path's place means; NOT_FOUND: there is none. */
result webpage_block_of_path(struct req *rq, const struct webpage_version *v, struct webpage_block *out);
/* A hidden form with the page's revision and, where they are not 0, a block's place or a version. */
void webpage_step(struct req *rq, const struct webpage *page, int position, int version);

#endif
