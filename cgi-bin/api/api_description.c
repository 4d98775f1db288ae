/* GET /api/openapi.json: the OpenAPI 3.1 document, made of the tables that the programs run by. */
#include "cgi-bin/api/schema.h"
#include "lib/base/json.h"
#include <string.h>

static const struct {
  int status;
  const char *help;
} statuses[] = {
  { 200, "What was asked for" },
  { 201, "It was made, or had been made by the same request before" },
  { 304, "It is still what the caller has" },
  { 400, "The request could not be read; or a key of the vendor's own did not name an active organisation" },
  { 401, "No key that holds" },
  { 403, "The key has not this scope, or names another organisation" },
  { 404, "There is no such thing, or it is another organisation's" },
  { 409, "Something has changed since it was looked at, or the same key was used for another request" },
  { 413, "The body is larger than 1 MiB" },
  { 415, "The body is not JSON" },
  { 422, "Something that was sent is not as it should be; errors says what and where" },
  { 429, "Too often; Retry-After says how long to wait" },
  { 500, "A fault of ours" },
  { 503, "Not available at the moment; Retry-After says how long to wait" },
};

const char *status_help(int status)
{
  for (int i = 0; i < COUNT(statuses); i++)
    if (statuses[i].status == status)
      return statuses[i].help;
  return "";
}

static bool has_id(const struct route *r)
{
  return strchr(r->path, '{') != NULL;
}

static bool may_answer(const struct route *r, int status)
{
  const struct operation *op = r->operation;
  bool get = r->method == GET, key = r->proof == KEY;
  switch (status) {
  case 200: return !op->makes;
  case 201: return op->makes;
  case 304: return get;
  case 404: return has_id(r) || str_eq(op->id, "getTerms");
  case 409:
  case 413:
  case 415: return !get;
  case 422: return !get || op->many || op->n_parameters;
  case 429: return key;
  default: return true;
  }
}

int statuses_of(const struct route *r, int out[20])
{
  int n = 0;
  for (int i = 0; i < COUNT(statuses); i++)
    if (may_answer(r, statuses[i].status))
      out[n++] = statuses[i].status;
  return n;
}

const char *scope_of_route(const struct route *r)
{
  if (r->proof != KEY)
    return NULL;
  for (int i = 0; i < RIGHT_COUNT; i++)
    if (r->need == UINT64_C(1) << i)
      return right_key((enum right_index)i);
  return "";
}

static void ref(struct json *j, const char *name, const char *kind, const char *of)
{
  json_object(j, name);
  json_text(j, "$ref", arena_printf(j->out->arena, "#/components/%s/%s", kind, of));
  json_end_object(j);
}

/* ---- parameters ---- */
static void parameter_open(struct json *j, const char *name, const char *in, const char *help)
{
  json_object(j, NULL);
  json_text(j, "name", name);
  json_text(j, "in", in);
  json_text(j, "description", help);
  if (str_eq(in, "path"))
    json_raw(j, "required", "true");
  json_object(j, "schema");
}

static void parameter_close(struct json *j)
{
  json_end_object(j);
  json_end_object(j);
}

static void parameter_put(struct json *j, const struct parameter *p)
{
  parameter_open(j, p->name, "query", p->help);
  json_text(j, "type", "string");
  if (p->kind == PARAMETER_ID)
    json_text(j, "pattern", "^[0-9a-hjkmnp-tv-z]{13}$");
  if (p->kind == PARAMETER_WORD) {
    json_array(j, "enum");
    for (const struct option *o = p->words; o->value; o++)
      json_text(j, NULL, o->value);
    json_end_array(j);
  }
  parameter_close(j);
}

static void parameters_put(struct json *j, const struct route *r)
{
  const struct operation *op = r->operation;
  json_array(j, "parameters");
  if (has_id(r))
    ref(j, NULL, "parameters", "Id");
  for (int i = 0; i < op->n_parameters; i++)
    parameter_put(j, &op->parameters[i]);
  if (op->many) {
    ref(j, NULL, "parameters", "Limit");
    ref(j, NULL, "parameters", "Cursor");
  }
  if (r->proof == KEY)
    ref(j, NULL, "parameters", "ForOrganisation");
  if (r->method == GET)
    ref(j, NULL, "parameters", "IfNoneMatch");
  if (op->once)
    ref(j, NULL, "parameters", "IdempotencyKey");
  json_end_array(j);
}

/* ---- answers ---- */
static void content_open(struct json *j, const char *type)
{
  json_object(j, "content");
  json_object(j, type);
  json_object(j, "schema");
}

static void content_close(struct json *j)
{
  json_end_object(j);
  json_end_object(j);
  json_end_object(j);
}

static void page_schema(struct json *j, const struct shape *of)
{
  json_text(j, "type", "object");
  json_raw(j, "additionalProperties", "false");
  json_raw(j, "required", "[\"items\",\"next_cursor\"]");
  json_object(j, "properties");
  json_object(j, "items");
  json_text(j, "type", "array");
  ref(j, "items", "schemas", of->name);
  json_end_object(j);
  json_object(j, "next_cursor");
  json_raw(j, "type", "[\"string\",\"null\"]");
  json_text(j, "description", "Where the next page begins; null: this is the last one");
  json_end_object(j);
  json_end_object(j);
}

static void answer_headers(struct json *j, const struct route *r)
{
  json_object(j, "headers");
  if (r->proof == KEY) {
    ref(j, "RateLimit-Limit", "headers", "RateLimitLimit");
    ref(j, "RateLimit-Remaining", "headers", "RateLimitRemaining");
    ref(j, "RateLimit-Reset", "headers", "RateLimitReset");
  }
  if (r->method == GET)
    ref(j, "ETag", "headers", "ETag");
  if (r->operation->makes)
    ref(j, "Location", "headers", "Location");
  if (r->operation->once)
    ref(j, "Idempotent-Replayed", "headers", "IdempotentReplayed");
  json_end_object(j);
}

static void responses_put(struct json *j, const struct route *r)
{
  int codes[20], n = statuses_of(r, codes);
  json_object(j, "responses");
  for (int i = 0; i < n; i++) {
    const char *code = arena_printf(j->out->arena, "%d", codes[i]);
    if (codes[i] >= 300) {
      ref(j, code, "responses", arena_printf(j->out->arena, "Status%d", codes[i]));
      continue;
    }
    json_object(j, code);
    json_text(j, "description", status_help(codes[i]));
    answer_headers(j, r);
    content_open(j, "application/json");
    if (r->operation->many)
      page_schema(j, r->operation->out);
    else
      json_text(j, "$ref", arena_printf(j->out->arena, "#/components/schemas/%s", r->operation->out->name));
    content_close(j);
    json_end_object(j);
  }
  json_end_object(j);
}

/* ---- operations ---- */
static void security_put(struct json *j, const struct route *r)
{
  const char *scope = scope_of_route(r);
  json_array(j, "security");
  json_object(j, NULL);
  json_array(j, scope ? "key" : "session");
  if (!str_empty(scope))
    json_text(j, NULL, scope);
  json_end_array(j);
  json_end_object(j);
  json_end_array(j);
}

static void operation_put(struct json *j, const struct route *r)
{
  const struct operation *op = r->operation;
  const char *scope = scope_of_route(r);
  json_object(j, r->method == GET ? "get" : "post");
  json_text(j, "operationId", op->id);
  json_text(j, "summary", r->help);
  if (scope)
    json_text(j, "description",
              *scope ? arena_printf(j->out->arena, "Needs the scope %s.", scope)
                     : "Any key may; it reads what its scopes open.");
  json_array(j, "tags");
  json_text(j, NULL, op->group);
  json_end_array(j);
  security_put(j, r);
  parameters_put(j, r);
  if (op->in) {
    json_object(j, "requestBody");
    json_raw(j, "required", "true");
    content_open(j, "application/json");
    json_text(j, "$ref", arena_printf(j->out->arena, "#/components/schemas/%s", op->in->name));
    content_close(j);
    json_end_object(j);
  }
  responses_put(j, r);
  json_end_object(j);
}

static bool path_first(int at)
{
  for (int i = 0; i < at; i++)
    if (api_routes[i].operation && str_eq(api_routes[i].path, api_routes[at].path))
      return false;
  return api_routes[at].operation != NULL;
}

static void paths_put(struct json *j)
{
  json_object(j, "paths");
  for (int i = 0; i < n_api_routes; i++) {
    if (!path_first(i))
      continue;
    json_object(j, api_routes[i].path);
    for (int k = i; k < n_api_routes; k++)
      if (api_routes[k].operation && str_eq(api_routes[k].path, api_routes[i].path))
        operation_put(j, &api_routes[k]);
    json_end_object(j);
  }
  json_end_object(j);
}

static void refusals_put(struct json *j)
{
  json_object(j, "responses");
  for (int i = 0; i < COUNT(statuses); i++) {
    int status = statuses[i].status;
    if (status < 300)
      continue;
    json_object(j, arena_printf(j->out->arena, "Status%d", status));
    json_text(j, "description", statuses[i].help);
    if (status == 429 || status == 503) {
      json_object(j, "headers");
      ref(j, "Retry-After", "headers", "RetryAfter");
      json_end_object(j);
    }
    if (status != 304) {
      content_open(j, "application/problem+json");
      json_text(j, "$ref", "#/components/schemas/Problem");
      json_end_object(j);
      json_end_object(j);
      if (status == 400 || status == 413) /* the web server itself refuses some, before we see them */
        json_raw(j, "text/html", "{\"schema\":{\"type\":\"string\"}}");
      json_end_object(j);
    }
    json_end_object(j);
  }
  json_end_object(j);
}

static void components_put(struct req *rq, struct json *j)
{
  struct shapes all;
  shapes_of_api(&all);
  json_object(j, "components");
  json_object(j, "securitySchemes");
  json_raw(
      j, "key",
      "{\"type\":\"http\",\"scheme\":\"bearer\",\"description\":\"A key of your organisation, made under People, API keys; or "
      "one of the vendor's own, which names the organisation in For-Organisation\"}");
  json_object(j, "session");
  json_text(j, "type", "apiKey");
  json_text(j, "in", "cookie");
  json_text(j, "name", cookie_name(rq->arena, session_cookie(AUDIENCE_PARTNER), rq->config->plain_http));
  json_text(j, "description",
            arena_printf(rq->arena,
                         "The browser's session, for scripts of the portal's own pages; an end customer's is %s",
                         cookie_name(rq->arena, session_cookie(AUDIENCE_CUSTOMER), rq->config->plain_http)));
  json_end_object(j);
  json_end_object(j);
  json_raw(j, "parameters", common_parameters);
  json_raw(j, "headers", common_headers);
  refusals_put(j);
  json_object(j, "schemas");
  json_raw(j, "Money", money_schema);
  json_raw(j, "Problem", problem_schema);
  for (int i = 0; i < all.n; i++)
    schema_shape(j, all.of[i].shape->name, all.of[i].shape, all.of[i].sent);
  json_end_object(j);
  json_end_object(j);
}

static void tags_put(struct json *j)
{
  static const char *const tags[][2] = {
    { "Offers", "What can be ordered, and at which price" },
    { "Orders", "Placing orders, and what was ordered" },
    { "Customers", "Who the orders are for" },
    { "Subscriptions", "What the customers have, and changing it" },
    { "Invoices", "What is to be paid" },
    { "Events", "What happened since you asked last" },
    { "Session", "Who is signed in at the browser" },
  };
  json_array(j, "tags");
  for (int i = 0; i < COUNT(tags); i++) {
    json_object(j, NULL);
    json_text(j, "name", tags[i][0]);
    json_text(j, "description", tags[i][1]);
    json_end_object(j);
  }
  json_end_array(j);
}

result api_description(struct req *rq)
{
  struct json j = JSON(&rq->out->body);
  json_object(&j, NULL);
  json_text(&j, "openapi", "3.1.0");
  json_object(&j, "info");
  json_text(&j, "title", arena_printf(rq->arena, "%s API", rq->config->site_name));
  json_text(&j, "version", "1");
  json_text(&j, "description",
            "For organisations' own systems: offers, orders, customers, subscriptions, invoices and events.");
  json_raw(&j, "license", "{\"name\":\"For partners of this portal\",\"identifier\":\"LicenseRef-Portico\"}");
  json_end_object(&j);
  json_raw(&j, "servers", "[{\"url\":\"/\",\"description\":\"This portal\"}]");
  tags_put(&j);
  paths_put(&j);
  components_put(rq, &j);
  json_end_object(&j);
  return api_answer(rq);
}
