/* Every cap on what comes from outside, in one place. Bytes unless the name says otherwise. */
#ifndef PORTICO_BASE_LIMITS_H
#define PORTICO_BASE_LIMITS_H

enum {
  LIMIT_URI_BYTES = 4096,
  LIMIT_HEADER_BYTES = 8192, /* one header's value */
  LIMIT_COOKIE_BYTES = 4096,
  LIMIT_BODY_BYTES = 1 << 20,   /* a form without a file */
  LIMIT_UPLOAD_BYTES = 8 << 20, /* a form with files */
  LIMIT_PARAMS = 800,           /* names in one query or body: each country ticked, and each of 300 partners */
  LIMIT_PARAM_NAME_BYTES = 128,
  LIMIT_ARENA_BYTES = 64 << 20, /* one request */
  LIMIT_REPLY_BYTES = 16 << 20,
  LIMIT_PAGE_ROWS = 50,  /* a list page */
  LIMIT_CSV_ROWS = 1000, /* of a list written as a file, at a time */
  LIMIT_SEARCH_CHARS = 100,
};

/* Lifetimes in seconds that no setting changes; the others are struct lifetimes in config.h. */
enum {
  HANDOFF_S = 30,                 /* from the main host to a sub-portal */
  SESSION_MAX_S = 90 * 24 * 3600, /* what a setting may give a session at most */
  SESSION_VIEW_IDLE_S = 30 * 60,  /* staff who look at another's pages */
  SESSION_VIEW_S = 3600,
  FORM_STATE_S = 12 * 3600,  /* a signed form of a page without a session */
  DEVICE_S = 90 * 24 * 3600, /* a browser is known for, since it signed in last */
  DEVICES_TOGETHER = 5,      /* all browsers that know an address may ask and try as often as so many */
};

#endif
