/* The files that came in; a form for the next one; the three that can be had. */
#include "cgi-bin/admin/import.h"
#include "lib/model/import.h"
#include "lib/model/trail.h"

static const struct option kinds[] = { { "products", N_("Products") }, { "offers", N_("Offers") },
                                       { "prices", N_("Prices") },     { "taxes", N_("Tax rules") },
                                       { "usage", N_("Usage") },       { NULL, NULL } };
static const struct option states[] = {
  { "waiting", N_("Waits for its check") },
  { "checking", N_("Being checked") },
  { "checked", N_("Checked") },
  { "accepted", N_("Checked once more") },
  { "applying", N_("Being applied") },
  { "done", N_("Applied") },
  { "failed", N_("Not applied") },
  { NULL, NULL },
};
static const struct column columns[] = {
  { "name", N_("File"), COLUMN_LINK, .href = "/admin/imports/", .id = "public_id", .main = true },
  { "kind", N_("Kind"), COLUMN_TEXT, .words = kinds },
  { "status", N_("State"), COLUMN_STATE, .words = states },
  { "lines_done", N_("Lines"), COLUMN_NUMBER },
  { "added", N_("New"), COLUMN_NUMBER },
  { "changed", N_("Changed"), COLUMN_NUMBER },
  { "faults", N_("Faults"), COLUMN_NUMBER },
  { "person", N_("By"), COLUMN_TEXT },
  { "created_at", N_("Sent"), COLUMN_TIME },
};
LIST_DOWN(
    by_date,
    "f.name, f.public_id, f.kind, f.status, f.lines_done, f.added, f.changed, f.faults, p.name AS person, f.created_at",
    "import_file r WHERE (? = '' OR r.name LIKE ?)", "r.created_at",
    "JOIN import_file f ON f.id = l.id JOIN person p ON p.id = f.person_id");
static const struct list_order orders[] = { ORDER("created", by_date) };
static const struct table files = TABLE(columns, orders);

static const struct option line_words[] = {
  { "add", N_("New") }, { "change", N_("Changed") }, { "fault", N_("Fault") }, { NULL, NULL }
};
static const struct column line_columns[] = {
  { "line", N_("Line"), COLUMN_TEXT, .main = true },
  { "what", N_("What"), COLUMN_TEXT, .words = line_words },
  { "column_name", N_("Column"), COLUMN_TEXT },
  { "note", N_("Note"), COLUMN_TEXT },
};
LIST_UP(by_line, "i.line, i.what, i.column_name, i.note",
        "import_line r WHERE r.import_id = ? AND (? = '' OR r.what = ?) AND (? = '' OR r.note LIKE ?)", "r.line",
        "JOIN import_line i ON i.id = l.id");
static const struct list_order line_orders[] = { ORDER("line", by_line) };
static const struct table lines = TABLE(line_columns, line_orders);

static const char *file_problem(struct req *rq)
{
  const struct param *p = param_find(rq->in, "file");
  if (!import_kind_find(req_param(rq, "kind")))
    return t("Choose what the file holds.");
  if (!p || !p->file_name || !p->size)
    return t("Choose a file.");
  return NULL;
}

result import_list(struct req *rq)
{
  const char *like = list_like(rq), *search = list_search(rq);
  crumb(rq, t("Import and export"), NULL);
  may_show(rq);
  if (rq->refused == INVALID)
    view_put(rq->view, "Import.Error", file_problem(rq));
  view_put(rq->view, "Import.Kind", req_param(rq, "kind"));
  view_put(rq->view, "Files.Empty",
           *search ? t("No file matches this search.")
                   : t("No file came in yet. What is exported has the columns that an import needs."));
  return list_page(rq, "Files", &files, "admin/import_list", t("Import and export"), A(search), A(like));
}

result import_save(struct req *rq)
{
  struct public_id id = public_id_new();
  if (file_problem(rq))
    return INVALID;
  const struct param *p = param_find(rq->in, "file");
  TRY(db_exec(
      rq->w,
      "INSERT INTO import_file (public_id, kind, name, content, bytes, person_id, created_at) VALUES (?, ?, ?, ?, ?, ?, ?)",
      A(id), A(req_param(rq, "kind")), A(utf8_clip(rq->arena, p->file_name, 199)),
      A(((struct bytes){ (const unsigned char *)p->value, p->size })), A((int64_t)p->size), A(rq->w->person_id),
      A(rq->w->now)));
  int64_t row = db_insert_id(rq->w);
  TRY(outbox_put(rq->w, "import.run", 0, row, NULL));
  TRY(audit_write(rq->w, "import.sent", "import_file", row, 0, "content", NULL));
  flash(rq, "%s", t("The file is being checked. Nothing is changed before you apply it."));
  return redirect(rq, "/admin/imports/%s", id_text(rq, id));
}

struct file {
  int64_t id, bytes, bytes_done;
  const char *name, *kind, *status;
  int lines, added, changed, faults;
};

static result file_find(struct req *rq, struct public_id *id, struct file *f)
{
  TRY(req_public_id(rq, 0, id));
  ROWS rows = { 0 };
  TRY(db_query(
      rq->w, &rows,
      "SELECT id, bytes, bytes_done, name, kind, status, lines_done, added, changed, faults FROM import_file WHERE public_id = ?",
      A(*id)));
  return rows_one(&rows, F(f->id), F(f->bytes), F(f->bytes_done), F(f->name), F(f->kind), F(f->status), F(f->lines),
                  F(f->added), F(f->changed), F(f->faults));
}

static void facts_show(struct req *rq, const struct file *f)
{
  struct facts facts = { rq, "Facts", 0 };
  bool works = str_eq(f->status, "checking") || str_eq(f->status, "applying") || str_eq(f->status, "waiting") ||
               str_eq(f->status, "accepted");
  fact(&facts, t("Kind"), option_word(kinds, f->kind));
  fact(&facts, t("Lines read"), arena_printf(rq->arena, "%d", f->lines));
  if (works && f->bytes)
    fact_note(&facts, arena_printf(rq->arena, t("%d percent of the file"), (int)(f->bytes_done * 100 / f->bytes)));
  fact(&facts, t("New"), arena_printf(rq->arena, "%d", f->added));
  fact(&facts, t("Changed"), arena_printf(rq->arena, "%d", f->changed));
  fact(&facts, t("Faults"), arena_printf(rq->arena, "%d", f->faults));
  view_put_bool(rq->view, "File.Works", works);
  view_put_bool(rq->view, "File.Failed", str_eq(f->status, "failed"));
  view_put_bool(rq->view, "File.Rest", str_eq(f->status, "done") && f->faults > 0);
  bool checked = str_eq(f->status, "checked");
  view_put_bool(rq->view, "File.Ready", checked && !f->faults && f->added + f->changed > 0);
  view_put_bool(rq->view, "File.Faulty", checked && f->faults > 0);
  view_put_bool(rq->view, "File.Same", checked && !f->faults && f->added + f->changed == 0);
}

result import_page(struct req *rq)
{
  struct public_id id;
  struct file f;
  const char *what = req_param(rq, "what"), *like = list_like(rq), *search = list_search(rq);
  const struct option choices[] = { { "", t("All lines that count") },
                                    { "fault", t("Faults") },
                                    { "add", t("New") },
                                    { "change", t("Changed") },
                                    { NULL, NULL } };
  TRY(file_find(rq, &id, &f));
  if (f.faults && !param_find(rq->in, "what"))
    what = "fault"; /* they are what keeps the file from being applied */
  crumb(rq, t("Import and export"), "/admin/imports");
  crumb(rq, f.name, NULL);
  may_show(rq);
  facts_show(rq, &f);
  view_put(rq->view, "File.Path", arena_printf(rq->arena, "/admin/imports/%s", id_text(rq, id)));
  view_put(rq->view, "File.Status", f.status);
  view_put(rq->view, "File.StatusWord", option_word(states, f.status));
  filter_show(rq, "Lines", 0, "what", t("What"), choices);
  view_put(rq->view, "Lines.Empty",
           *search || *what ? t("No line matches.") : t("No line would change anything, and none is faulty."));
  return list_page(rq, "Lines", &lines, "admin/import_page", f.name, A(f.id), A(what), A(what), A(search), A(like));
}

result import_accept(struct req *rq)
{
  struct public_id id;
  struct file f;
  TRY(file_find(rq, &id, &f));
  TRY(db_exec(
      rq->w,
      "UPDATE import_file SET status = 'accepted', accepted_at = ?, bytes_done = 0, next_line = 0 WHERE id = ? AND status = 'checked' AND faults = 0",
      A(rq->w->now), A(f.id)));
  if (!db_changed(rq->w))
    return refuse(rq, CONFLICT, "%s", t("This file cannot be applied: it has faults, or it was applied already."));
  TRY(outbox_put(rq->w, "import.run", 0, f.id, NULL));
  TRY(audit_write(rq->w, "import.accepted", "import_file", f.id, 0, "status", NULL));
  flash(rq, "%s", t("Every line is looked at once more. If none would do anything else by now, the file is applied."));
  return redirect(rq, "/admin/imports/%s", id_text(rq, id));
}

result export_file(struct req *rq)
{
  const char *name = rq->captured[0];
  const struct import_kind *kind = import_kind_find(name);
  struct buf out = BUF(rq->arena);
  if (!kind)
    return NOT_FOUND;
  TRY(import_export(rq->w, kind, &out));
  return reply_file(rq, "text/csv; charset=utf-8", arena_printf(rq->arena, "%s.csv", kind->name),
                    (struct bytes){ (const unsigned char *)out.at, out.size });
}
