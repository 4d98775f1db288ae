/* What a function that can fail answers. One switch in app/refusal.c maps it to a status and a page,
 * so the words that a person reads stand in one place. */
#ifndef PORTICO_BASE_RESULT_H
#define PORTICO_BASE_RESULT_H

typedef enum {
  OK,
  INVALID,     /* the person's input; the form holds a message per field (422) */
  DENIED,      /* known, but not allowed (403) */
  NOT_FOUND,   /* absent, or another organisation's: the two are never told apart (404) */
  CONFLICT,    /* true when it was shown, no longer true now (409) */
  LIMITED,     /* too often (429) */
  UNAVAILABLE, /* the database or a neighbour is away; trying later helps (503) */
  FAILED,      /* a fault of ours; the log has the detail (500) */
  RETRY /* deadlock or lost race: roll back and run the whole transaction again; only db_transaction and app see it */
} result;

/* Leaves the function with any answer but OK. */
#define TRY(call)                                                                                                      \
  do {                                                                                                                 \
    result try_result_ = (call);                                                                                       \
    if (try_result_ != OK)                                                                                             \
      return try_result_;                                                                                              \
  } while (0)

/* "not found", "conflict" ...: for logs and tests. Static text. */
const char *result_name(result r);

#endif
