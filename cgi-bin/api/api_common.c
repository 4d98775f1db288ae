/* What several operations of the description share: written out as JSON, for no table has it. */
#include "cgi-bin/api/schema.h"

const char common_parameters[] =
    "{\"Id\":{\"name\":\"id\",\"in\":\"path\",\"required\":true,\"description\":\"The id\",\"schema\":{\"type\":\"string\","
    "\"pattern\":\"^[0-9a-hjkmnp-tv-z]{13}$\"}},"
    "\"Limit\":{\"name\":\"limit\",\"in\":\"query\",\"description\":\"How many at most\",\"schema\":{\"type\":\"integer\",\"minimum\":1,"
    "\"maximum\":100,\"default\":50}},"
    "\"Cursor\":{\"name\":\"cursor\",\"in\":\"query\",\"description\":\"next_cursor of the page before\",\"schema\":{\"type\":\"string\"}},"
    "\"ForOrganisation\":{\"name\":\"For-Organisation\",\"in\":\"header\",\"description\":\"The id of the organisation that this is for: needed "
    "with a key of the vendor's own, which is refused (400) without it or with an unknown one. A key of an organisation asks for its own "
    "and needs it not; with another's id it is refused (403)\",\"schema\":{\"type\":\"string\",\"pattern\":\"^[0-9a-hjkmnp-tv-z]{13}$\"}},"
    "\"IfNoneMatch\":{\"name\":\"If-None-Match\",\"in\":\"header\",\"description\":\"The ETag of what the caller has\",\"schema\":{"
    "\"type\":\"string\"}},"
    "\"IdempotencyKey\":{\"name\":\"Idempotency-Key\",\"in\":\"header\",\"description\":\"Made up by the caller for this request: the same "
    "again within 7 days is answered as the first was, and nothing is done twice\",\"schema\":{\"type\":\"string\",\"minLength\":1,"
    "\"maxLength\":255,\"pattern\":\"^[!-~]+$\"}}}";
const char common_headers[] =
    "{\"RateLimitLimit\":{\"description\":\"Requests at once, refilled evenly within ten seconds\",\"schema\":{\"type\":\"integer\"}},"
    "\"RateLimitRemaining\":{\"description\":\"How many are left now\",\"schema\":{\"type\":\"integer\"}},"
    "\"RateLimitReset\":{\"description\":\"Seconds until all of them are there again\",\"schema\":{\"type\":\"integer\"}},"
    "\"RetryAfter\":{\"description\":\"Seconds to wait\",\"schema\":{\"type\":\"integer\"}},"
    "\"ETag\":{\"description\":\"What this answer is, for If-None-Match\",\"schema\":{\"type\":\"string\"}},"
    "\"Location\":{\"description\":\"Where it is\",\"schema\":{\"type\":\"string\"}},"
    "\"IdempotentReplayed\":{\"description\":\"true: the same request was answered before, and this is that answer\",\"schema\":{"
    "\"type\":\"string\",\"const\":\"true\"}}}";
const char money_schema[] =
    "{\"type\":\"object\",\"description\":\"Minor units of a currency: 1990 EUR are 19.90\",\"additionalProperties\":false,\"required\":["
    "\"amount\",\"currency\"],\"properties\":{\"amount\":{\"type\":\"integer\"},\"currency\":{\"type\":\"string\",\"pattern\":\"^[A-Z]{3}$\"}}}";
const char problem_schema[] =
    "{\"type\":\"object\",\"description\":\"What was wrong (RFC 9457)\",\"required\":[\"title\",\"status\",\"request_id\"],\"properties\":{"
    "\"type\":{\"type\":\"string\",\"format\":\"uri\",\"description\":\"Which kind of problem; its page explains it\"},"
    "\"title\":{\"type\":\"string\"},\"status\":{\"type\":\"integer\"},\"detail\":{\"type\":\"string\"},"
    "\"request_id\":{\"type\":\"string\",\"description\":\"What to tell us when you ask about it\"},"
    "\"errors\":{\"type\":\"array\",\"items\":{\"type\":\"object\",\"required\":[\"detail\"],\"properties\":{"
    "\"pointer\":{\"type\":\"string\",\"description\":\"The member that is wrong (RFC 6901)\"},"
    "\"parameter\":{\"type\":\"string\",\"description\":\"Or the parameter\"},\"detail\":{\"type\":\"string\"}}}}}}";
