#include "lib/link/json_strict.h"

#include <string.h>

/* Before the parser, which would recurse. */
static bool too_deep(struct bytes text)
{
  int depth = 0;
  bool quoted = false;
  for (size_t i = 0; i < text.size; i++) {
    unsigned char c = text.at[i];
    if (quoted && c == '\\')
      i++;
    else if (c == '"')
      quoted = !quoted;
    else if (!quoted && (c == '{' || c == '[') && ++depth > JSON_DEPTH_MAX)
      return true;
    else if (!quoted && (c == '}' || c == ']'))
      depth--;
  }
  return false;
}

json_t *json_strict(struct bytes text)
{
  json_t *j = text.size == 0 || too_deep(text)
                  ? NULL
                  : json_loadb((const char *)text.at, text.size, JSON_REJECT_DUPLICATES, NULL);
  if (json_is_object(j))
    return j;
  json_decref(j);
  return NULL;
}

const char *json_word(const json_t *object, const char *name, size_t max)
{
  const char *s = json_string_value(json_object_get(object, name));
  return s && strlen(s) <= max && !str_has_control(s) ? s : NULL;
}
