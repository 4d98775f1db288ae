/* Who sits at the browser, for a script of our own pages (decision 66): a theme's, an extension's. By cookie, and no other origin's. */
#include "cgi-bin/api/api.h"
#include "lib/base/json.h"

struct session_out {
  const char *audience, *name, *email, *language, *zone;
  struct public_id organisation_id;
  const char *organisation;
  bool viewed;
};
static const struct field session_fields[] = {
  FIELD(struct session_out, audience, "Whose pages the person uses: partner", .required = true),
  FIELD(struct session_out, name, "The person", .required = true),
  FIELD(struct session_out, email, "Their address", .required = true),
  FIELD(struct session_out, language, "Their language", .required = true),
  FIELD(struct session_out, zone, "Their time zone", .required = true),
  FIELD(struct session_out, organisation_id, "Their organisation", .required = true),
  FIELD(struct session_out, organisation, "Its name", .required = true),
  FIELD(struct session_out, viewed, "One of the vendor's staff looks at their pages", .required = true),
};
static const struct form_def session_def = FORM(struct session_out, session_fields);

static const struct column right_columns[] = { { "key", "The right, as \"order.write\"", COLUMN_TEXT } };
static const struct table rights_table = { right_columns, COUNT(right_columns), NULL, 0 };
static const struct shape right_shape = { .name = "Right", .help = "What the person may do", .table = &rights_table };
static const struct shape_part parts[] = { { "rights", &right_shape, .many = true, .help = "What the person may do" } };
static const struct shape session_shape = {
  .name = "Session", .help = "Who is signed in", .fields = &session_def, PARTS(parts)
};
const struct operation session_op = { .id = "getSession", .group = "Session", .out = &session_shape };

result api_session(struct req *rq)
{
  struct json j = JSON(&rq->out->body);
  if (!same_origin(rq->in, rq->url))
    return refuse(rq, DENIED, "%s", t("Only a page of this portal may ask who is signed in."));
  const struct session_out out = { .audience = "partner",
                                   .name = rq->who.name,
                                   .email = rq->who.email,
                                   .language = rq->who.language,
                                   .zone = rq->who.zone,
                                   .organisation_id = rq->who.org_public,
                                   .organisation = rq->who.org_name,
                                   .viewed = rq->who.viewed_by != 0 };
  json_object(&j, NULL);
  api_fields(&j, &session_def, &out);
  json_array(&j, "rights");
  for (int i = 0; i < RIGHT_COUNT; i++)
    if (rq->who.rights >> i & 1) {
      json_object(&j, NULL);
      json_text(&j, "key", right_key((enum right_index)i));
      json_end_object(&j);
    }
  json_end_array(&j);
  json_end_object(&j);
  return api_answer(rq);
}
