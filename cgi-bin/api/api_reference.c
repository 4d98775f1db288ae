/* GET /api: the same tables as the description, for people. */
#include "cgi-bin/api/schema.h"

struct place { /* where the next row of the page goes */
  struct req *rq;
  const char *list;
  int n;
};

static void member(struct place *p, const char *name, const char *type, const char *help, bool needed)
{
  view_item(p->rq->view, p->list, p->n, "Name", name);
  view_item(p->rq->view, p->list, p->n, "Type", type);
  view_item(p->rq->view, p->list, p->n, "Needed", needed ? "1" : "");
  view_item(p->rq->view, p->list, p->n++, "Text", help);
}

static const char *words_text(struct arena *a, const struct option *words)
{
  struct buf b = BUF(a);
  for (; words && words->value; words++)
    buf_printf(&b, "%s%s", b.size ? " | " : "", words->value);
  return buf_text(&b);
}

static const char *column_type(struct arena *a, const struct column *c)
{
  static const char *const names[] = {
    [COLUMN_TEXT] = "text",      [COLUMN_NUMBER] = "integer", [COLUMN_MONEY] = "Money", [COLUMN_DATE] = "date",
    [COLUMN_TIME] = "date-time", [COLUMN_EMAIL] = "text",     [COLUMN_ID] = "id",       [COLUMN_FLAG] = "boolean",
  };
  const char *name = c->kind == COLUMN_STATE ? words_text(a, c->words) : names[c->kind];
  return c->optional ? arena_printf(a, "%s | null", name) : name;
}

static const char *field_type(struct arena *a, const struct field *f, bool sent)
{
  static const char *const names[] = {
    [FIELD_TEXT] = "text", [FIELD_NUMBER] = "integer", [FIELD_CHECK] = "boolean",
    [FIELD_DATE] = "date", [FIELD_MONEY] = "Money",    [FIELD_PUBLIC] = "id",
  };
  const char *name = f->options ? words_text(a, f->options) : names[f->kind];
  bool null = !sent && !f->required && f->kind != FIELD_NUMBER && f->kind != FIELD_CHECK;
  return null ? arena_printf(a, "%s | null", name) : name;
}

static void shape_show(struct req *rq, int n, const struct shape *s, bool sent)
{
  struct place p = { rq, arena_printf(rq->arena, "Shapes.%d.Members", n), 0 };
  view_item(rq->view, "Shapes", n, "Name", s->name);
  view_item(rq->view, "Shapes", n, "Text", s->help);
  view_item(rq->view, "Shapes", n, "Sent", sent ? "1" : "");
  for (int i = 0; s->table && i < s->table->n_columns; i++)
    member(&p, s->table->columns[i].alias, column_type(rq->arena, &s->table->columns[i]), s->table->columns[i].label,
           false);
  for (int i = 0; s->fields && i < s->fields->n_fields; i++) {
    const struct field *f = &s->fields->fields[i];
    member(&p, f->name, field_type(rq->arena, f, sent), schema_help(f), sent && f->required);
  }
  for (int i = 0; i < s->n_parts; i++) {
    const struct shape_part *part = &s->parts[i];
    view_item(rq->view, p.list, p.n, "Of", part->of->name);
    member(&p, part->name, part->many ? arena_printf(rq->arena, "%s[]", part->of->name) : part->of->name, part->help,
           sent && !part->optional);
  }
}

static const char *parameters_text(struct req *rq, const struct operation *op)
{
  struct buf b = BUF(rq->arena);
  for (int i = 0; i < op->n_parameters; i++)
    buf_printf(&b, "%s%s", b.size ? ", " : "", op->parameters[i].name);
  if (op->many)
    buf_printf(&b, "%slimit, cursor", b.size ? ", " : "");
  return buf_text(&b);
}

static void operation_show(struct req *rq, int n, const struct route *r)
{
  const struct operation *op = r->operation;
  struct buf codes = BUF(rq->arena);
  int status[20], n_status = statuses_of(r, status);
  const char *scope = scope_of_route(r);
  for (int i = 0; i < n_status; i++)
    buf_printf(&codes, "%s%d", i ? ", " : "", status[i]);
  view_item(rq->view, "Operations", n, "Method", r->method == GET ? "GET" : "POST");
  view_item(rq->view, "Operations", n, "Path", r->path);
  view_item(rq->view, "Operations", n, "Id", op->id);
  view_item(rq->view, "Operations", n, "Text", t(r->help));
  view_item(rq->view, "Operations", n, "Scope", !scope ? t("none: the browser's session") : *scope ? scope : t("any"));
  view_item(rq->view, "Operations", n, "Parameters", parameters_text(rq, op));
  view_item(rq->view, "Operations", n, "In", op->in ? op->in->name : "");
  view_item(rq->view, "Operations", n, "Out", op->out->name);
  view_item(rq->view, "Operations", n, "Many", op->many ? "1" : "");
  view_item(rq->view, "Operations", n, "Once", op->once ? "1" : "");
  view_item(rq->view, "Operations", n, "Statuses", buf_text(&codes));
}

#define sample                                                                                                            \
  "curl -H 'Authorization: Bearer ptk_...' %1$s/api/v1/offers\n"                                                          \
  "curl -H 'Authorization: Bearer ptk_...' -H 'Content-Type: application/json' -H 'Idempotency-Key: 4711' \\\n"           \
  "     -d '{\"external_id\": \"4711\", \"customer\": \"...\", \"lines\": [{\"offer\": \"...\", \"quantity\": 5}]}' \\\n" \
  "     %1$s/api/v1/orders"

result api_reference(struct req *rq)
{
  struct shapes all;
  int n = 0;
  for (int i = 0; i < n_api_routes; i++)
    if (api_routes[i].operation)
      operation_show(rq, n++, &api_routes[i]);
  shapes_of_api(&all);
  for (int i = 0; i < all.n; i++)
    shape_show(rq, i, all.of[i].shape, all.of[i].sent);
  view_put_int(rq->view, "AtOnce", rq->config->api_per_minute / 6);
  view_put_int(rq->view, "PerMinute", rq->config->api_per_minute);
  view_putf(rq->view, "Sample", sample, rq->config->site_url);
  return page(rq, "api/api_reference", t("API reference"));
}
