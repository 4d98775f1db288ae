/* Drawing on pages: text of any script in boxes, rules, page breaks, tags for readers that cannot see. Measures are points from the
 * page's start edge and top; a language that is written from the right mirrors every box. */
#ifndef PORTICO_DOCUMENT_PAPER_H
#define PORTICO_DOCUMENT_PAPER_H

#include "lib/base/date.h"
#include "lib/base/str.h"

#define PAPER_WIDTH  595.28
#define PAPER_HEIGHT 841.89
#define PAPER_MARGIN 48.0
#define PAPER_INNER  (PAPER_WIDTH - 2 * PAPER_MARGIN)
#define PAPER_BOTTOM 782.0 /* content ends here; the foot stands below */

enum paper_align { AT_START, AT_END };
struct paper_style {
  double size;
  bool bold, soft;
};

struct paper;
/* What stands on every page: called when a page is complete. pages is 0 while they are counted. */
typedef void (*paper_foot)(struct paper *p, int page, int pages, void *arg);
struct paper_options {
  const char *language, *title, *author;
  bool from_right;
  struct date created;
  paper_foot foot;
  void *arg;
};

/* Draws twice: first to count the pages, then for good. FAILED when the drawing library has a fault. A warning names the title when there
 * are characters that no font has. */
result paper_draw(struct arena *a, const struct paper_options *options, void (*draw)(struct paper *p, void *arg),
                  void *arg, struct bytes *out);
/* How many characters of a text no font of this machine has: they print as boxes. */
int paper_unknown(const char *text);

/* The height that the text takes in that width; paper_text draws it too. tag is what it is to a reader ("P", "H1", "TD"); NULL: part
 * of nothing. */
double paper_height(struct paper *p, double w, struct paper_style style, const char *text);
double paper_text(struct paper *p, double x, double y, double w, struct paper_style style, enum paper_align align,
                  const char *tag, const char *text);
void paper_rule(struct paper *p, double x, double y, double w, bool strong);
void paper_shade(struct paper *p, double x, double y, double w, double h);
void paper_open(struct paper *p, const char *tag); /* a group of tags; closed by paper_close in reverse order */
void paper_close(struct paper *p, const char *tag);
void paper_break(struct paper *p); /* the next page */

#endif
