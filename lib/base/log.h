/* The log: one line per event on standard error, "time level request-id message key=value ...".
 * Control characters are escaped, secrets are never passed in. */
#ifndef PORTICO_BASE_LOG_H
#define PORTICO_BASE_LOG_H

#include "lib/base/result.h"

enum log_level { LOG_DEBUG, LOG_INFO, LOG_WARN, LOG_ERROR };

/* Once per process: its name in each line, and from which level on a line is written. */
void log_open(const char *program, enum log_level least);
void log_request(const char *request_id); /* names the request in the lines that follow; NULL ends it. Copied. */
void log_put(enum log_level level, const char *file, int line, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

#define log_info(...)  log_put(LOG_INFO, __FILE__, __LINE__, __VA_ARGS__)
#define log_warn(...)  log_put(LOG_WARN, __FILE__, __LINE__, __VA_ARGS__)
#define log_error(...) log_put(LOG_ERROR, __FILE__, __LINE__, __VA_ARGS__)
/* Notes where a fault of ours arose and answers FAILED: return FAIL("no row in counter %s", name); */
#define FAIL(...) (log_error(__VA_ARGS__), FAILED)

#endif
