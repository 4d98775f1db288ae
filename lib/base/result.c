/* The names of answers, for logs and tests. */
#include "lib/base/result.h"

const char *result_name(result r)
{
  switch (r) {
  case OK: return "ok";
  case INVALID: return "invalid";
  case DENIED: return "denied";
  case NOT_FOUND: return "not found";
  case CONFLICT: return "conflict";
  case LIMITED: return "limited";
  case UNAVAILABLE: return "unavailable";
  case FAILED: return "failed";
  case RETRY: return "retry";
  }
  return "unknown";
}
