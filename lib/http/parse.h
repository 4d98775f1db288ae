/* What the files of this folder share: the reader's pieces. Each answers INVALID with *status and *why set in the bad. */
#ifndef PORTICO_HTTP_PARSE_H
#define PORTICO_HTTP_PARSE_H

#include "lib/http/http.h"

struct bad {
  int status;
  const char *why;
};

/* Notes a refusal once: return http_bad(bad, 400, "..."). why is our own static text, never the sender's. */
result http_bad(struct bad *bad, int status, const char *why);

/* Decodes %XX (and + as a space in forms) into the arena. NULL: a broken escape. *size may count NULs that were decoded. */
char *percent_decode(struct arena *a, const char *s, size_t n, bool plus, size_t *size);
/* Text of a form: UTF-8, no NUL, of control characters only tab and line ends. */
bool text_valid(const char *s, size_t size);

/* 400, 414: path, raw_path and query of the request line's address (RFC 3986, origin-form). */
result path_read(struct arena *a, const char *uri, struct request *out, struct bad *bad);
/* 400: too many, a malformed name, or one that is there already and does not end in "[]". */
result params_add(struct arena *a, struct request *rq, const struct param *p, struct bad *bad);
result params_urlencoded(struct arena *a, const char *s, size_t size, struct request *rq, struct bad *bad);
/* content_type is the header as it came, with its boundary. */
result params_multipart(struct arena *a, const char *content_type, struct request *rq, struct bad *bad);
/* The value of a header's parameter (";name=value" or quoted); NULL when absent, given twice or malformed. */
const char *header_parameter(struct arena *a, const char *value, const char *name);
/* Reads to the end of the channel, no matter what length was announced. */
result body_read(struct arena *a, const struct channel *c, size_t bytes_max, struct request *out, struct bad *bad);

#endif
