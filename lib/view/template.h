/* Inside view only: templates found, squeezed, parsed once per process, and rendered many times.
 * Neighbours: view.c fills the values, template.c does this, template_words.c gives templates their functions. */
#ifndef PORTICO_VIEW_TEMPLATE_H
#define PORTICO_VIEW_TEMPLATE_H

#include "lib/view/view.h"
#include <ClearSilver/ClearSilver.h>

struct view {
  struct arena *arena;
  HDF *hdf;
  const char *language, *zone;
  bool failed; /* a value was lost for want of memory or had a bad name: the page must not be shown */
};

struct template
{
  struct template *next;
  char *name;
  CSPARSE *parsed;
  size_t bytes; /* of its largest page so far: what the next is given room for at once */
  bool busy;    /* still set at the next use: the last rendering was left by a jump, so the parse tree is made anew */
};

/* Once per process; theme may be "". Both are copied. */
void template_folders(const char *templates, const char *theme);
/* NULL with the reason in the log. */
struct template *template_find(const char *name);
result template_render(struct template *t, HDF *hdf, struct buf *out);
/* Takes indentation, blank lines and the ends of lines that hold commands only out of a template, not inside <pre> and <textarea>.
 * Works in place. */
void template_squeeze(char *text);
NEOERR *template_words(CSPARSE *parsed);
/* Turns every variable's escaping on; the mode is read both when parsing begins and from the tree that is rendered. */
NEOERR *template_escaping(HDF *hdf);
/* Logs err with what it concerns, frees it, answers FAILED; OK when there is none. */
result template_error(NEOERR *err, const char *what);
/* Aborts the process when a hostile value comes out of a rendering unescaped. */
void template_canary(void);

/* ---- tree.c: the values' tree, in the arena ---- */
HDF *tree_root(struct arena *a);
/* The node at a path below from ("Page.Title"), made when missing. */
HDF *tree_node(struct arena *a, HDF *from, const char *path);
/* No template sets anything below this node: tree_end need not look through it. */
void tree_close(HDF *node);
/* A new last child. Name and value are not copied, and no other child has the name: for what is built in one go. */
HDF *tree_add(struct arena *a, HDF *parent, const char *name, size_t size, const char *value);
/* Frees what a template added; what lies in the arena goes with it. */
void tree_end(HDF *root);

/* A child of node by path or number, made when missing. */
HDF *view_child(struct view *v, HDF *node, const char *name);
HDF *view_child_n(struct view *v, HDF *node, int n);
void view_set(struct view *v, HDF *node, const char *name, const char *text);

#endif
