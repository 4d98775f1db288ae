/* The tree of a page's values: found again by path, read by ClearSilver, and rid of what a template added. */
#include "lib/view/template.h"
#include "tests/unit/tap.h"
#include <string.h>

static void paths(struct arena *a)
{
  HDF *root = tree_root(a);
  tree_node(a, root, "Page.Title")->value = arena_dup(a, "Customers");
  tree_node(a, root, "Page.Menu.0.Label")->value = arena_dup(a, "Home");
  tree_node(a, root, "Page.Menu.1.Label")->value = arena_dup(a, "Offers");
  tree_node(a, root, "Page.Menu.0.Href")->value = arena_dup(a, "/home");
  is_text(hdf_get_value(root, "Page.Title", ""), "Customers", "a value is found by its path");
  is_text(hdf_get_value(root, "Page.Menu.0.Href", ""), "/home", "and one put later into an earlier place");
  is_text(hdf_get_value(root, "Page.Menu.1.Label", ""), "Offers", "beside its neighbour");
  ok(tree_node(a, root, "Page.Title") == hdf_get_obj(root, "Page.Title"), "a path leads to one node");
  ok(!hdf_get_obj(root, "Page.Men"), "half a name is none");
  tree_end(root);
}

static void shared(struct arena *a)
{
  HDF *root = tree_root(a), *same = tree_root(a);
  tree_add(a, same, "Label", 5, "Name");
  for (int i = 0; i < 2; i++) {
    HDF *cell = tree_add(a, root, i ? "1" : "0", 1, NULL);
    tree_add(a, cell, "Text", 4, i ? "b" : "a");
    cell->last_child->next = same->child;
    cell->last_child = same->last_child;
  }
  is_text(hdf_get_value(root, "0.Label", ""), "Name", "what cells share is read in the first");
  is_text(hdf_get_value(root, "1.Label", ""), "Name", "and in the second");
  is_text(hdf_get_value(root, "1.Text", ""), "b", "beside its own");
  ok(hdf_set_value(hdf_get_obj(root, "0"), "Extra", "x") == STATUS_OK, "a template may add to a cell");
  tree_end(root);
  ok(!hdf_get_obj(root, "0.Extra") && !hdf_get_obj(root, "1.Extra"), "what it added is gone");
  is_text(hdf_get_value(root, "0.Label", ""), "Name", "what is shared is not");
}

/* Under a leak checker this also shows that nothing of it is lost. */
static void added(struct arena *a)
{
  HDF *root = tree_root(a);
  tree_node(a, root, "List.Count")->value = arena_dup(a, "2");
  hdf_set_value(root, "Local.Deep.Name", "v");
  hdf_set_value(root, "List.Count", "3");
  char name[16];
  for (int i = 0; i < 40; i++) { /* past the number at which ClearSilver makes an index */
    snprintf(name, sizeof name, "n%d", i);
    hdf_set_value(hdf_get_obj(root, "List"), name, "x");
  }
  is_text(hdf_get_value(root, "List.Count", ""), "3", "a template may change a value");
  is_text(hdf_get_value(root, "List.n39", ""), "x", "and add many");
  tree_end(root);
  ok(!hdf_get_obj(root, "Local") && !hdf_get_obj(root, "List.n0") && hdf_get_obj(root, "List"),
     "only the page's own stays");
  tree_end(root);
  ok(true, "ending twice does nothing more");
}

int main(void)
{
  struct arena *a = arena_new(1 << 20, NULL, NULL);
  if (template_error(nerr_init(), "ClearSilver") != OK)
    return 1;
  paths(a);
  shared(a);
  added(a);
  arena_free(a);
  return tap_done();
}
