/* Who sits at the browser, for a script of our own pages (decision 66): a theme's, an extension's. By cookie, and no other origin's. An
 * end customer is told without the organisation that sold to them. */
#include "cgi-bin/api/api.h"
#include "lib/base/json.h"

static const struct option audiences[] = { { "partner", "" }, { "customer", "" }, { NULL, NULL } };

struct session_out {
  const char *audience, *name, *email, *language, *zone;
  struct public_id organisation_id;
  const char *organisation;
  bool viewed;
};
static const struct field session_fields[] = {
  FIELD(struct session_out, audience, "Whose pages the person uses: a partner's, or an end customer's billing portal",
        .required = true, .options = audiences),
  FIELD(struct session_out, name, "The person; of an end customer the address that signed in", .required = true),
  FIELD(struct session_out, email, "Their address; null: staff look at a portal that nobody has opened yet"),
  FIELD(struct session_out, language, "Their language", .required = true),
  FIELD(struct session_out, zone, "Their time zone", .required = true),
  FIELD(struct session_out, organisation_id, "Their organisation; null for an end customer"),
  FIELD(struct session_out, organisation, "Its name"),
  FIELD(struct session_out, viewed, "One of the vendor's staff looks at their pages", .required = true),
};
static const struct form_def session_def = FORM(struct session_out, session_fields);

static const struct column right_columns[] = { { "key", "The right, as \"order.write\"", COLUMN_TEXT } };
static const struct table rights_table = { right_columns, COUNT(right_columns), NULL, 0 };
static const struct shape right_shape = { .name = "Right", .help = "What the person may do", .table = &rights_table };
static const struct column group_columns[] = { { "id", "Its id, as in the portal's address", COLUMN_ID },
                                               { "name", "Its name", COLUMN_TEXT } };
static const struct table groups_table = { group_columns, COUNT(group_columns), NULL, 0 };
static const struct shape group_shape = { .name = "BillGroup",
                                          .help = "Whose invoices an end customer sees",
                                          .table = &groups_table };
static const struct shape_part parts[] = {
  { "rights", &right_shape, .many = true, .help = "What the person may do" },
  { "bill_groups", &group_shape, .many = true, .help = "An end customer's; empty for a partner" },
};
static const struct shape session_shape = {
  .name = "Session", .help = "Who is signed in", .fields = &session_def, PARTS(parts)
};
static const struct parameter parameters[] = {
  { "audience", "Whose session is meant, where one browser has both; without it the partner's, else the customer's",
    PARAMETER_WORD, audiences },
};
const struct operation session_op = { .id = "getSession",
                                      .group = "Session",
                                      .out = &session_shape,
                                      .parameters = parameters,
                                      .n_parameters = COUNT(parameters) };

static void rights_put(struct req *rq, struct json *j)
{
  json_array(j, "rights");
  for (int i = 0; i < RIGHT_COUNT; i++)
    if (rq->who.rights >> i & 1) {
      json_object(j, NULL);
      json_text(j, "key", right_key((enum right_index)i));
      json_end_object(j);
    }
  json_end_array(j);
}

/* All that a customer's session opens; nothing of who sold to it. */
static result groups_put(struct req *rq, struct json *j)
{
  ROWS rows = { 0 };
  TRY(db_query(rq->w, &rows, "SELECT public_id AS id, name FROM bill_group WHERE id = ?", A(rq->who.bill_group_id)));
  json_array(j, "bill_groups");
  while (rows_step(&rows)) {
    json_object(j, NULL);
    api_columns(rq, j, &groups_table, &rows);
    json_end_object(j);
  }
  json_end_array(j);
  return OK;
}

result api_session(struct req *rq)
{
  struct json j = JSON(&rq->out->body);
  if (!same_origin(rq->in, rq->url))
    return refuse(rq, DENIED, "%s", t("Only a page of this portal may ask who is signed in."));
  const char *asked;
  TRY(api_param_word(rq, "audience", audiences, &asked));
  bool customer = rq->who.audience == AUDIENCE_CUSTOMER;
  const struct session_out out = { .audience = customer ? "customer" : "partner",
                                   .name = rq->who.name,
                                   .email = rq->who.email,
                                   .language = rq->who.language,
                                   .zone = rq->who.zone,
                                   .organisation_id = customer ? (struct public_id){ 0 } : rq->who.org_public,
                                   .organisation = customer ? NULL : rq->who.org_name,
                                   .viewed = rq->who.viewed_by != 0 };
  json_object(&j, NULL);
  api_fields(&j, &session_def, &out);
  rights_put(rq, &j);
  TRY(groups_put(rq, &j));
  json_end_object(&j);
  return api_answer(rq);
}
