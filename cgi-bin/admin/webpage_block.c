/* The blocks of a draft: add one, change its fields, move it, take it out. */
#include "cgi-bin/admin/webpage.h"

/* The labels that some offer carries, and the block's own, for it may be older than they. */
static result label_choices(struct req *rq, const char *own, const struct option **out)
{
  enum { LABELS_MAX = 200 };
  struct option *options = arena_array(rq->arena, LABELS_MAX + 2, sizeof *options);
  const char *label;
  bool there = str_empty(own);
  int n = 0;
  ROWS rows = { 0 };
  TRY(db_query(rq->w, &rows, "SELECT DISTINCT label FROM offer_shelf WHERE label <> '' ORDER BY label LIMIT 200"));
  while (n < LABELS_MAX && rows_next(&rows, F(label))) {
    options[n++] = (struct option){ label, offer_label_text(rq->arena, label) };
    there = there || str_eq(label, own);
  }
  if (!there)
    options[n++] = (struct option){ own, offer_label_text(rq->arena, own) };
  *out = options;
  return OK;
}

/* What is meant: a block that is there, or a new one of the kind that the address names. */
struct meant {
  struct webpage page;
  struct webpage_version version;
  struct webpage_block block; /* position 0: a new one */
  const struct block_kind *kind;
};

static result meant_find(struct req *rq, struct meant *m)
{
  *m = (struct meant){ .block = { .in = { .rows_max = 5 } } };
  TRY(webpage_of_path(rq, &m->page, &m->version));
  if (rq->captured[1])
    TRY(webpage_block_of_path(rq, &m->version, &m->block));
  else
    m->block.kind = req_param(rq, "kind");
  m->kind = block_kind_find(m->block.kind);
  bool fits = m->kind && (!m->kind->only_on || str_eq(m->kind->only_on, m->page.kind));
  return fits ? OK : NOT_FOUND;
}

/* Those of offers: other labels have their words beside them. */
static bool asks_offers(const struct form_def *def)
{
  for (int i = 0; i < def->n_fields; i++)
    if (str_eq(def->fields[i].name, "label"))
      return !def->fields[i].options;
  return false;
}

static result form_begin(struct req *rq, const struct meant *m)
{
  const struct option *labels;
  req_form(rq, m->kind->form);
  if (!asks_offers(m->kind->form))
    return OK;
  TRY(label_choices(rq, m->block.in.label, &labels));
  choices_put(rq, "label", labels);
  return OK;
}

result webpage_block_edit(struct req *rq)
{
  struct meant m;
  TRY(meant_find(rq, &m));
  const char *path = webpage_path(rq, &m.page), *word = t(m.kind->label);
  if (!rq->form.def) {
    TRY(form_begin(rq, &m));
    *(struct webpage_block_in *)rq->form.data = m.block.in;
    ((struct webpage_block_in *)rq->form.data)->revision = m.page.revision;
    form_show(&rq->form);
  }
  webpage_again(rq, &m.page);
  webpage_crumbs(rq, &m.page, &m.version, word);
  const char *action = m.block.position ? arena_printf(rq->arena, "%s/blocks/%d", path, m.block.position)
                                        : arena_printf(rq->arena, "%s/blocks/new?kind=%s", path, m.kind->key);
  const struct form_words words = { word, action, m.block.position ? t("Save the block") : t("Add the block"), path };
  return form_page(rq, &words);
}

static result links_check(struct req *rq, const struct webpage_block_in *in)
{
  struct form *f = &rq->form;
  if (in->link && !block_link_fine(in->link))
    form_refuse(f, "link", "%s", t("Enter a path like /offers, or an address that begins with https:// or mailto:."));
  if (in->link && !in->link_text)
    form_refuse(f, "link_text", "%s", t("Enter the words of the button, or leave its address empty."));
  if (in->link_text && !in->link)
    form_refuse(f, "link", "%s", t("Enter where the button leads, or leave its words empty."));
  return f->n_errors ? INVALID : OK;
}

result webpage_block_edit_save(struct req *rq)
{
  struct meant m;
  TRY(meant_find(rq, &m));
  TRY(form_begin(rq, &m));
  result r = req_form_fill(rq);
  const struct webpage_block_in *in = rq->form.data;
  if (links_check(rq, in) != OK || r != OK)
    return INVALID;
  TRY(webpage_open(rq, &m.page, in->revision));
  const char *fields = fields_changed(rq->arena, m.kind->form, &m.block.in, in);
  int position = m.block.position;
  r = position ? webpage_block_save(rq->w, &m.page, position, in, fields)
               : webpage_block_add(rq->w, &m.page, m.kind->key, in, &position);
  if (r == LIMITED)
    return refuse(rq, LIMITED, t("A page has at most %d blocks."), WEBPAGE_BLOCKS_MAX);
  TRY(r);
  if (!m.block.position && m.kind->picture)
    return redirect(rq, "%s/blocks/%d/picture", webpage_path(rq, &m.page), position);
  flash(rq, "%s", m.block.position ? t("The block is changed.") : t("The block is on the page."));
  return redirect(rq, "%s", webpage_path(rq, &m.page));
}

result webpage_block_turn(struct req *rq)
{
  const struct webpage_step_in *in = rq->form.data;
  struct webpage page;
  struct webpage_version v;
  bool up = str_eq(in->way, "up");
  TRY(webpage_of_path(rq, &page, &v));
  if (!up && !str_eq(in->way, "down"))
    return NOT_FOUND;
  TRY(webpage_open(rq, &page, in->revision));
  TRY(webpage_block_move(rq->w, &page, in->position, up));
  return redirect(rq, "%s#block-%d", webpage_path(rq, &page), in->position + (up ? -1 : 1));
}

result webpage_block_removal(struct req *rq)
{
  struct webpage page;
  struct webpage_version v;
  struct webpage_block b;
  int n = 0;
  TRY(webpage_of_path(rq, &page, &v));
  TRY(webpage_block_of_path(rq, &v, &b));
  const struct block_kind *kind = block_kind_find(b.kind);
  webpage_step(rq, &page, b.position, 0);
  webpage_crumbs(rq, &page, &v, t("Remove"));
  confirm_say(rq, &n,
              arena_printf(rq->arena, t("Block %1$d, “%2$s”, goes out of the draft with what it says."), b.position,
                           kind ? t(kind->label) : b.kind));
  confirm_say(rq, &n, t("What is published stays as it is until you publish the draft."));
  const struct form_words words = { t("Remove this block?"),
                                    arena_printf(rq->arena, "%s/blocks/%d/remove", webpage_path(rq, &page), b.position),
                                    t("Remove it"), webpage_path(rq, &page) };
  return confirm_page(rq, &words, true);
}

result webpage_block_removal_save(struct req *rq)
{
  const struct webpage_step_in *in = rq->form.data;
  struct webpage page;
  struct webpage_version v;
  struct webpage_block b;
  TRY(webpage_of_path(rq, &page, &v));
  TRY(webpage_block_of_path(rq, &v, &b));
  TRY(webpage_open(rq, &page, in->revision));
  TRY(webpage_block_remove(rq->w, &page, b.position));
  flash(rq, "%s", t("The block is out of the draft."));
  return redirect(rq, "%s", webpage_path(rq, &page));
}
