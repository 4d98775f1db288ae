/* A page's desk: what its draft (or what is published) consists of, what can be done with it, its versions, and what happened. */
#include "cgi-bin/admin/webpage.h"

static const struct field step_fields[] = {
  FIELD(struct webpage_step_in, revision, "", .max = 1000000000, .look = LOOK_HIDDEN),
  FIELD(struct webpage_step_in, position, "", .max = WEBPAGE_BLOCKS_MAX, .look = LOOK_HIDDEN),
  FIELD(struct webpage_step_in, version, "", .max = 1000000, .look = LOOK_HIDDEN),
  FIELD(struct webpage_step_in, way, "", .max = 10, .look = LOOK_HIDDEN),
};
const struct form_def webpage_step_form = FORM(struct webpage_step_in, step_fields);

static result version_newest(struct work *w, const struct webpage *page, int64_t *id)
{
  ROWS rows = { 0 };
  TRY(db_query(w, &rows, "SELECT id FROM webpage_version WHERE webpage_id = ? ORDER BY number DESC LIMIT 1",
               A(page->id)));
  return rows_one(&rows, F(*id));
}

result webpage_of_path(struct req *rq, struct webpage *page, struct webpage_version *v)
{
  struct public_id id;
  int64_t shown;
  TRY(req_public_id(rq, 0, &id));
  TRY(webpage_find(rq->w, id, page));
  shown = page->draft_id ? page->draft_id : page->published_id;
  if (!shown)
    TRY(version_newest(rq->w, page, &shown));
  return webpage_version_find(rq->w, shown, v);
}

const char *webpage_path(struct req *rq, const struct webpage *page)
{
  return arena_printf(rq->arena, "/admin/pages/%s", id_text(rq, page->public_id));
}

void webpage_crumbs(struct req *rq, const struct webpage *page, const struct webpage_version *v, const char *leaf)
{
  crumb(rq, t("Pages"), "/admin/pages");
  crumb(rq, v->in.title, leaf ? webpage_path(rq, page) : NULL);
  if (leaf)
    crumb(rq, leaf, NULL);
}

/* Who changed it last. */
static const char *quicker_name(struct req *rq, const struct webpage *page)
{
  const char *name = NULL;
  ROWS rows = { 0 };
  if (db_query(rq->w, &rows,
               "SELECT p.name FROM audit a JOIN person p ON p.id = a.person_id WHERE a.noun = 'webpage'"
               " AND a.noun_id = ? ORDER BY a.id DESC LIMIT 1",
               A(page->id)) == OK)
    rows_next(&rows, F(name));
  return str_empty(name) ? t("Somebody") : name;
}

result webpage_take(struct req *rq, struct webpage *page, int revision)
{
  result r = webpage_hold(rq->w, page, revision);
  if (r != CONFLICT)
    return r;
  return refuse_again(
      rq, CONFLICT,
      t("%s has changed this page since you opened it. Nothing of yours was saved: look at what holds now, "
        "then do it again."),
      quicker_name(rq, page));
}

result webpage_open(struct req *rq, struct webpage *page, int revision)
{
  TRY(webpage_take(rq, page, revision));
  return webpage_draft_begin(rq->w, page);
}

void webpage_again(struct req *rq, const struct webpage *page)
{
  const struct form *f = &rq->form;
  if (!rq->refusal || !f->def)
    return;
  form_refuse(&rq->form, NULL, "%s", rq->refusal);
  for (int i = 0; i < f->def->n_fields; i++)
    if (str_eq(f->def->fields[i].name, "revision"))
      f->typed[i] = arena_printf(rq->arena, "%d", page->revision);
}

result webpage_block_of_path(struct req *rq, const struct webpage_version *v, struct webpage_block *out)
{
  struct webpage_block *blocks;
  int64_t position;
  int n;
  if (!rq->captured[1] || !str_int64(rq->captured[1], &position))
    return NOT_FOUND;
  TRY(webpage_blocks(rq->w, v->id, &blocks, &n));
  if (position < 1 || position > n)
    return NOT_FOUND;
  *out = blocks[position - 1];
  return OK;
}

void webpage_step(struct req *rq, const struct webpage *page, int position, int version)
{
  if (!rq->form.def) {
    req_form(rq, &webpage_step_form);
    *(struct webpage_step_in *)rq->form.data =
        (struct webpage_step_in){ .revision = page->revision, .position = position, .version = version };
    form_show(&rq->form);
  }
  webpage_again(rq, page);
}

const char *webpage_home_text(struct req *rq, const struct webpage_version *v)
{
  return str_empty(v->in.home)                  ? ""
         : str_eq(v->in.home, WEBPAGE_HOME_ALL) ? t("All partners")
                                                : arena_printf(rq->arena, t("Portal of %s"), v->home_name);
}

/* ---- the page ---- */
static result facts_show(struct req *rq, const struct webpage *page, const struct webpage_version *v)
{
  const struct webpage_in *in = &v->in;
  struct facts f = { rq, "Facts", 0 };
  const char *ids, *names;
  TRY(webpage_orgs(rq->w, v->id, &ids, &names));
  fact_link(&f, t("Address"), arena_printf(rq->arena, "%s/pages/%s", rq->config->site_url, page->tag),
            arena_printf(rq->arena, "/pages/%s", page->tag));
  fact(&f, t("Kind"), option_word(webpage_kinds, page->kind));
  fact(&f, t("For whom"),
       !in->require_auth  ? t("Everybody, without a sign-in")
       : in->all_partners ? t("All partners")
                          : names);
  fact(&f, t("Identity provider that it demands"), v->provider_name);
  fact(&f, t("Home page of"), webpage_home_text(rq, v));
  fact(&f, t("Side bar"), in->in_menu ? t("leads to it") : "");
  return OK;
}

/* A block in one line: its heading, else what it shows. */
static const char *block_words(struct req *rq, const struct webpage_block *b)
{
  const struct webpage_block_in *in = &b->in;
  const char *said = !str_empty(in->heading) ? in->heading : !str_empty(in->body) ? in->body : in->picture_alt;
  const char *label = str_empty(in->label)         ? ""
                      : str_eq(b->kind, "figures") ? option_word(block_figures_kinds, in->label)
                                                   : offer_label_text(rq->arena, in->label);
  bool both = !str_empty(said) && *label;
  return arena_printf(rq->arena, "%s%s%s", utf8_clip(rq->arena, said, 80), both ? " · " : "", label);
}

static result blocks_put(struct req *rq, const struct webpage_version *v)
{
  struct webpage_block *blocks;
  int n;
  TRY(webpage_blocks(rq->w, v->id, &blocks, &n));
  for (int i = 0; i < n; i++) {
    const struct block_kind *kind = block_kind_find(blocks[i].kind);
    view_item(rq->view, "Parts", i, "Place", arena_printf(rq->arena, "%d", i + 1));
    view_item(rq->view, "Parts", i, "Kind", kind ? t(kind->label) : blocks[i].kind);
    view_item(rq->view, "Parts", i, "Words", block_words(rq, &blocks[i]));
    view_item(rq->view, "Parts", i, "Picture", kind && kind->picture ? "1" : "");
    view_item(rq->view, "Parts", i, "Missing", kind && kind->picture && !blocks[i].picture.bits ? "1" : "");
    view_item(rq->view, "Parts", i, "First", i ? "" : "1");
    view_item(rq->view, "Parts", i, "Last", i == n - 1 ? "1" : "");
  }
  return OK;
}

static void kinds_put(struct req *rq, const struct webpage *page)
{
  int n = 0;
  for (const struct block_kind *k = block_kinds; k->key; k++)
    if (!k->only_on || str_eq(k->only_on, page->kind)) {
      view_item(rq->view, "Kinds", n, "Value", k->key);
      view_item(rq->view, "Kinds", n++, "Label", arena_printf(rq->arena, "%s – %s", t(k->label), t(k->hint)));
    }
}

static result versions_put(struct req *rq, const struct webpage *page)
{
  ROWS rows = { 0 };
  TRY(db_query(rq->w, &rows,
               "SELECT v.number, v.status, v.published_at, v.restored_from, p.name FROM webpage_version v"
               " LEFT JOIN person p ON p.id = v.published_by WHERE v.webpage_id = ? ORDER BY v.number DESC LIMIT 30",
               A(page->id)));
  kept_versions_show(rq, &rows, rq->who.rights & PAGE_WRITE ? webpage_path(rq, page) : NULL);
  return OK;
}

result webpage_page(struct req *rq)
{
  struct webpage p;
  struct webpage_version v;
  TRY(webpage_of_path(rq, &p, &v));
  webpage_crumbs(rq, &p, &v, NULL);
  TRY(facts_show(rq, &p, &v));
  TRY(blocks_put(rq, &v));
  kinds_put(rq, &p);
  TRY(versions_put(rq, &p));
  TRY(history_show(rq, "webpage", p.id));
  view_put_bool(rq->view, "May.Page", (rq->who.rights & PAGE_WRITE) != 0);
  view_put(rq->view, "Webpage.Path", webpage_path(rq, &p));
  view_put_int(rq->view, "Webpage.Revision", p.revision);
  view_put(rq->view, "Webpage.State", v.status);
  view_put(rq->view, "Webpage.StateWord", p.draft_id ? t("Draft") : p.published_id ? t("Published") : t("Withdrawn"));
  view_put_bool(rq->view, "Webpage.Draft", p.draft_id != 0);
  view_put_bool(rq->view, "Webpage.Published", p.published_id != 0);
  view_put(rq->view, "Webpage.Refusal", rq->refusal);
  if (p.draft_id && p.published_id)
    view_put(rq->view, "Webpage.Waits",
             arena_printf(rq->arena, t("Version %d is a draft. What is published stays as it is until you publish it."),
                          v.number));
  return page(rq, "admin/webpage_page", v.in.title);
}
