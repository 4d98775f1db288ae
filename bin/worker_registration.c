/* Who hears that people registered themselves and wait (DOMAIN C15, C16): the administrators of their organisation, who decide, and the
 * vendor's, who see to it that somebody there can. One mail each for all who came since the last look. */
#include "bin/worker.h"

#include "lib/base/i18n.h"
#include "lib/model/registration.h"
#include "lib/model/trail.h"

enum { READERS_MAX = 1000, LINES_MAX = 30 };

struct readers {
  int64_t person[READERS_MAX], org[READERS_MAX]; /* org 0: the vendor's */
  int n;
};

/* Those of the organisations that somebody began to wait for just now, and the vendor's own. */
static result readers_find(struct work *w, struct readers *out)
{
  ROWS rows = { 0 };
  TRY(db_query(w, &rows,
               "SELECT p.id, p.org_id FROM person p WHERE p.active AND FIND_IN_SET('" ROLE_ADMINISTRATOR "', p.roles)"
               " AND p.org_id IN (SELECT r.org_id FROM registration r WHERE r.status = 'waiting' AND r.told_at = ?)"
               " UNION ALL SELECT p.id, 0 FROM person p WHERE p.active AND p.org_id IS NULL AND EXISTS"
               " (SELECT 1 FROM vendor_role v WHERE v.rights = '*' AND FIND_IN_SET(v.role_key, p.roles)) LIMIT 1000",
               A(w->now)));
  while (out->n < READERS_MAX && rows_next(&rows, F(out->person[out->n]), F(out->org[out->n])))
    out->n++;
  return OK;
}

static result notice(struct work *w, void *arg)
{
  struct readers *to = arg;
  to->n = 0;
  TRY(db_exec(w, "UPDATE registration SET told_at = ? WHERE status = 'waiting' AND told_at IS NULL", A(w->now)));
  if (!db_changed(w))
    return OK;
  TRY(readers_find(w, to));
  for (int i = 0; i < to->n; i++)
    TRY(outbox_put(w, "mail.registrations_waiting", to->org[i], to->person[i], NULL));
  return OK;
}

result registration_notices(struct task *task)
{
  struct readers *to = arena_alloc(task->w->arena, sizeof *to);
  return db_transaction(task->w, notice, to);
}

/* ---- the letter ---- */
struct reader {
  const char *email, *name, *language;
  int64_t org_id;
};

static result reader_find(struct task *task, struct reader *out)
{
  ROWS rows = { 0 };
  TRY(db_query(
      task->w, &rows,
      "SELECT p.email, p.name, p.language, COALESCE(p.org_id, 0) FROM person p LEFT JOIN org o ON o.id = p.org_id"
      " WHERE p.id = ? AND p.active AND (o.id IS NULL OR o.status = 'active')",
      A(task->noun_id)));
  return rows_one(&rows, F(out->email), F(out->name), F(out->language), F(out->org_id));
}

/* Their own newcomers, by name; the longest waiting first. */
static result people_tell(const struct task *task, int64_t org_id, struct letter *people, int *n)
{
  const char *name, *email;
  ROWS rows = { 0 };
  TRY(db_query(task->w, &rows,
               "SELECT name, email FROM registration WHERE org_id = ? AND status = 'waiting' ORDER BY confirmed_at, id"
               " LIMIT 1000",
               A(org_id)));
  for (; rows_next(&rows, F(name), F(email)); *n += 1)
    if (*n < LINES_MAX)
      letter_fact(people, name, email);
  if (*n > LINES_MAX)
    letter_fact(people, "…", arena_printf(task->w->arena, t("and %d more"), *n - LINES_MAX));
  return OK;
}

/* Every organisation, and where nobody can decide; *path: where that is mended. */
static result orgs_tell(const struct task *task, struct letter *people, int *n, const char **path)
{
  struct arena *a = task->w->arena;
  const char *name;
  struct public_id id;
  int waiting, orgs = 0;
  bool decided;
  ROWS rows = { 0 };
  TRY(db_query(task->w, &rows,
               "SELECT o.name, o.public_id, COUNT(*), EXISTS (SELECT 1 FROM person p WHERE p.org_id = o.id AND p.active"
               " AND FIND_IN_SET('" ROLE_ADMINISTRATOR "', p.roles)) FROM registration r JOIN org o ON o.id = r.org_id"
               " WHERE r.status = 'waiting' GROUP BY o.id, o.name, o.public_id ORDER BY o.name LIMIT 1000"));
  *path = "/admin/partners";
  for (; rows_next(&rows, F(name), F(id), F(waiting), F(decided)); orgs++) {
    const char *text = arena_printf(a, tn("%d person waits", "%d people wait", (unsigned long)waiting), waiting);
    if (!decided)
      text = arena_printf(a, t("%s, and it has no administrator who could decide"), text);
    if (orgs < LINES_MAX)
      letter_fact(people, name, text);
    if (!orgs)
      *path = arena_printf(a, "/admin/partners/%s", public_id_text(a, id));
    *n += waiting;
  }
  if (orgs > 1)
    *path = "/admin/partners";
  return OK;
}

static const char *sentence(struct arena *a, const struct reader *to, int n)
{
  if (to->org_id)
    return arena_printf(a,
                        tn("%d person registered and waits for your approval.",
                           "%d people registered and wait for your approval.", (unsigned long)n),
                        n);
  return arena_printf(a,
                      tn("%d person registered with a partner and waits for its administrator's approval.",
                         "%d people registered with partners and wait for their administrators' approval.",
                         (unsigned long)n),
                      n);
}

result registrations_waiting_mail(struct task *task)
{
  struct reader to;
  const char *site = task->config->site_name, *path = "/people/waiting";
  int n = 0;
  result found = reader_find(task, &to);
  if (found != OK) {
    task->why = "the reader is gone";
    return found;
  }
  mail_language(task, to.language, NULL);
  struct mail_values *v = mail_begin(task, (struct letter_brand){ .name = site }, to.name);
  TRY(mail_dress(task, to.org_id, v, &site));
  struct letter *people = mail_part(v, "people");
  TRY(to.org_id ? people_tell(task, to.org_id, people, &n) : orgs_tell(task, people, &n, &path));
  if (!n) {
    task->why = "nobody waits any more";
    return NOT_FOUND;
  }
  mail_value(v, "what", sentence(task->w->arena, &to, n));
  TRY(mail_link(task, v, to.org_id, "%s", path));
  return mail_finish(
      task, v,
      &(struct mail_sending){
          .mail = "registrations_waiting", .from_name = site, .to = to.email, .person_id = task->noun_id });
}
